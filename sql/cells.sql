-- cells: the official tables, a row a cell, with value, status and place
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
RESET client_min_messages;
SET search_path = '';

CREATE TEMPORARY TABLE sample AS SELECT raw, govreport.parse(raw) AS parsed FROM (SELECT '第二十条第（五）项
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政许可 | 406 | 减47 | 182,376
其他对外管理服务事项 | 无 | | 若干
第二十条第（九）项
信息内容 | 采购项目数量 | 采购总金额
政府集中采购 | 172 | 10860.82万元
行政复议 | 行政诉讼
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
1 | 0 | 2 | 0 | 3 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0'::text AS raw) AS t;
SELECT row_key, column_key, value, unit, status, form, reports, pos, len, substr(raw, pos, len) AS source, substr(raw, label_pos, label_len) AS label
FROM sample, govreport.cells(parsed) WHERE table_key = 'disclosure';
-- All cells of the forms that were found, none of others.
SELECT table_key, form, count(*), count(value) FROM sample, govreport.cells(parsed) GROUP BY 1, 2 ORDER BY 1;
SELECT govreport.form(parsed, 'disclosure'), govreport.form(parsed, 'applications'), govreport.form(parsed, 'proceedings') FROM sample;
-- The labels decide on the form, not the year.
SELECT govreport.report_year(p) AS year, govreport.form(p, 'disclosure') FROM govreport.parse('云棹市2022年政府信息公开工作年度报告
信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量
规章 | 0 | 0 | 0') AS p;
SELECT govreport.report_year(p) AS year, govreport.form(p, 'disclosure') FROM govreport.parse('云棹市2020年政府信息公开工作年度报告
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规范性文件 | 3 | 1 | 20') AS p;
-- The set may be abandoned.
SELECT (SELECT row_key FROM govreport.cells(parsed) LIMIT 1) FROM sample;
SELECT * FROM govreport.cells(NULL);

-- Rows that an organ added are kept, without a key, and shift nothing; the label is in the text.
SELECT c.table_key, c.row_key, c.column_key, c.value, c.status, substr(t.raw, c.label_pos, c.label_len) AS label
FROM (VALUES ('第二十条第（一）项
信息内容 | 本年(2023)制发件数 | 本年(2023)废止件数 | 现行有效件数
规章(设区的市、自治州人民政府应提供相关数据) | 0 | 0 | 3
规范性文件 | 2 | 1 | 9
其他主动公开文件（含转发文件） | 5 | 0 | 44
申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计
一、本年新收政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 0 | 3
（三）不予公开 | 1.属于国家秘密 | 1 | 0 | 0 | 0 | 0 | 0 | 1
 | 9.属于工作秘密 | 2 | 0 | 0 | 0 | 0 | 1 | 3
（四）无法提供 | 1.本机关不掌握相关政府信息 | 1 | 0 | 0 | 0 | 0 | 0 | 1
（六）其他处理 | 1、申请人无正当理由逾期不补正,行政机关不再处理其政府信息公开申请 | 4 | 0 | 0 | 0 | 0 | 0 | 4')) AS t (raw),
  govreport.cells(govreport.parse(t.raw)) AS c
WHERE c.status <> 'missing' AND (c.row_key IS NULL OR c.column_key IN ('total', 'in_force'));
