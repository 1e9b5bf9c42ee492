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
