-- value: one value by its keys
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
RESET client_min_messages;
SET search_path = '';

CREATE TEMPORARY TABLE sample AS SELECT govreport.parse('第二十条第（八）项
信息内容 | 本年收费金额（单位：万元）
行政事业性收费 | 59237.2449
申请人情况
一、本年新收政府信息公开申请数量 | 9 | 1 | 0 | 0 | 0 | 2 | 12 |
（四）无法提供 | 1.本机关不掌握相关政府信息 | 3 | 0 | 0 | 0 | 0 | 0 | 3
2.没有现成信息需要另行制作 | 1 | 0 | 0 | 0 | 0 | 0 | 1
3.补正后申请内容仍不明确 | 2 | 0 | | 0 | 0 | 0 | 2
（六）其他处理 | 1.逾期不补正 | 2 | 0 | 0 | 0 | 0 | 0 | 2
2.逾期不缴费 | 0 | 0 | 0 | 0 | 0 | 0 | 0
3.其他 | 1 | 0 | 0 | 0 | 0 | 3 | 4
行政复议 | 行政诉讼
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
1 | 0 | 2 | 0 | 3 | 4 | 0 | 0 | 0 | 4 | 5 | 0 | 0 | 0 | 5') AS parsed;
SELECT k.*, govreport.value(parsed, k.table_key, k.row_key, k.column_key)
FROM sample, (VALUES
  ('applications', 'received', 'natural_person'), ('applications', 'received', 'total'), ('applications', 'granted', 'total'),
  ('applications', 'unavailable', 'total'), ('applications', 'unavailable', 'natural_person'), ('applications', 'unavailable', 'research'),
  ('applications', 'denied', 'total'), ('applications', 'other', 'total'), ('applications', 'other', 'other'), ('applications', 'other.other', 'other'),
  ('proceedings', 'reconsideration', 'total'), ('proceedings', 'litigation', 'upheld'), ('proceedings', 'litigation.direct', 'upheld'),
  ('disclosure', 'fees', 'amount'), ('disclosure', 'fees', 'change'), ('disclosure', 'procurement', 'amount')) AS k(table_key, row_key, column_key);
-- A key of the dictionary that the form lacks is NULL; a key that is none is an error.
SELECT govreport.value(parsed, 'applications', 'received', 'upheld') FROM sample;
SELECT govreport.value(parsed, 'applications', 'recieved', 'total') FROM sample;
SELECT govreport.value(parsed, 'application', 'received', 'total') FROM sample;
SELECT govreport.value(parsed, 'proceedings', 'received', 'total') FROM sample;
SELECT govreport.value(parsed, '', '', '') FROM sample;
SELECT govreport.form(parsed, '表') FROM sample;
SELECT govreport.value(parsed, 'applications', 'received', NULL) FROM sample;
SELECT govreport.value(NULL, 'applications', 'received', 'total');
