-- render, blank_form: the official tables as their forms print them
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
RESET client_min_messages;
SET search_path = '';
\pset format unaligned
\pset tuples_only on

-- Lines with tabs are hard to read in an expected file.
CREATE FUNCTION pg_temp.visible(text) RETURNS text LANGUAGE sql RETURN pg_catalog.replace($1, E'\t', '¦');

CREATE TEMPORARY TABLE sample (id int, raw text, parsed govreport.report GENERATED ALWAYS AS (govreport.parse(raw)) STORED);
INSERT INTO sample VALUES
(1, '沙汀市2020年政府信息公开工作年度报告
第二十条第（一）项
信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量
规章 | 0 | 0 | 0
规范性文件 | 12 | | 148
第二十条第（五）项
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政许可 | 208 | 减4 | 2,926
第二十条第（八）项
信息内容 | 上一年项目数量 | 本年增/减
行政事业性收费 | — | 持平
第二十条第（九）项
信息内容 | 采购项目数量 | 采购总金额
政府集中采购 | 131批次 | 1.35亿元
申请人情况
一、本年新收政府信息公开申请数量 | 2 | 0 | 0 | 0 | 0 | 1 | 3
二、上年结转政府信息公开申请数量 | | 0 | 0 | 0 | 0 | 0 | 0
（六）其他处理 | 1 | 0 | 0 | 0 | 0 | 0 | 1
（七）总计 | 2 | 0 | 0 | 0 | 0 | 1 | 3'),
(2, '沙汀市2022年政府信息公开工作年度报告
信息内容 | 本年收费金额（单位：万元）
行政事业性收费 | 59237.2449
申请人情况
（六）其他处理 | 3.其他 | 4 | 0 | 0 | 0 | 0 | 0 | 4
行政复议 | 行政诉讼
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
1 | 0 | 2 | | 3 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0'),
(3, '沙汀市2016年政府信息公开工作年度报告
统计指标 | 单位 | 统计数
（一）收到申请数 | 件 | 7
3.网络申请数 | 件 | 5
1.按时办结数 | 件 | 7
2.延期办结数 | 件 |
七、依申请公开信息收取的费用 | 万元 | 0.35'),
(4, '沙汀市2010年政府信息公开工作年度报告
指标名称 | 计量单位 | 本期实际 | 历年累计
提供服务类信息数 | 条 | 12 | 340
免予公开范围1 | 件 | 0 | 2'),
(5, '只有文字');

SELECT govreport.render(parsed, 'markdown') FROM sample WHERE id = 1;
SELECT govreport.render(parsed, 'html') FROM sample WHERE id = 2;
SELECT pg_temp.visible(govreport.render(parsed, 'text')) FROM sample WHERE id = 3;
SELECT pg_temp.visible(govreport.render(parsed, 'text')) FROM sample WHERE id = 4;
SELECT govreport.render(parsed, f) = '' FROM sample, unnest(ARRAY['text', 'markdown', 'html']) AS f WHERE id = 5;

-- What is printed is read back: every value with its unit, money in 万元.
SELECT f, count(*) = count(a.value) AS complete, count(*) FILTER (WHERE a.value IS DISTINCT FROM
    CASE WHEN c.unit = '亿元' THEN c.value * 10000 ELSE c.value END) AS different,
  count(*) FILTER (WHERE a.unit IS DISTINCT FROM CASE WHEN c.unit = '亿元' THEN '万元' ELSE c.unit END) AS other_unit
FROM sample, unnest(ARRAY['text', 'markdown', 'html']) AS f, govreport.cells(parsed) AS c
  LEFT JOIN LATERAL govreport.cells(govreport.parse(govreport.render(parsed, f))) AS a USING (table_key, row_key, column_key)
WHERE c.value IS NOT NULL GROUP BY f ORDER BY f;

-- A roll-up is a report; one of several forms has the rows of all.
SELECT govreport.render(govreport.rollup(parsed), 'markdown') FROM sample WHERE id <= 2;

SELECT govreport.blank_form('2019', 'markdown');
SELECT pg_temp.visible(govreport.blank_form('2021', 'text'));
SELECT govreport.blank_form('2014', 'html');
-- No figure is in it.
SELECT key, f, count(c.value) FROM unnest(ARRAY['local', '2014', '2019', '2021']) AS key, unnest(ARRAY['text', 'markdown', 'html']) AS f
  LEFT JOIN LATERAL govreport.cells(govreport.parse(govreport.blank_form(key, f))) AS c ON true GROUP BY key, f ORDER BY key, f;

SELECT govreport.render(parsed, 'pdf') FROM sample;
\echo :LAST_ERROR_SQLSTATE
SELECT govreport.render(parsed, '') FROM sample;
SELECT govreport.blank_form('2020', 'text');
\echo :LAST_ERROR_SQLSTATE
SELECT govreport.blank_form('mixed', 'text');
SELECT govreport.blank_form('none', 'text');
SELECT govreport.blank_form('2021', 'PDF');
SELECT govreport.render(NULL, 'text') IS NULL, govreport.blank_form(NULL, 'text') IS NULL, govreport.blank_form('2021', NULL) IS NULL;
