-- dictionary: forms, labels and rules as the code has them
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
RESET client_min_messages;
SET search_path = '';

SELECT * FROM govreport.forms();
SELECT table_key, row_key, label_zh, parent, forms, article FROM govreport.labels() WHERE row_key IS NOT NULL;
SELECT table_key, column_key, label_zh, unit, forms FROM govreport.labels() WHERE column_key IS NOT NULL;
SELECT rule, severity, table_key, description_zh, description_en, article FROM govreport.rules();
-- Every key that a report can have is explained.
SELECT count(*) AS unexplained
FROM govreport.cells(govreport.parse('信息内容 | 采购项目数量 | 采购总金额
政府集中采购 | 1 | 1万元
申请人情况
（六）其他处理 | 3.其他 | 1 | 0 | 0 | 0 | 0 | 3 | 4')) AS c
WHERE NOT EXISTS (SELECT FROM govreport.labels() AS l WHERE l.table_key = c.table_key AND l.row_key = c.row_key AND c.form = ANY (l.forms))
   OR NOT EXISTS (SELECT FROM govreport.labels() AS l WHERE l.table_key = c.table_key AND l.column_key = c.column_key AND c.form = ANY (l.forms));
SELECT govreport.full_version() ~ '^govreport \d+\.\d+\.\d+, dictionary of \d+ cells and \d+ spellings, ICU \d' AS full_version;
