-- proceedings: the table of reconsideration and litigation
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
RESET client_min_messages;
SET search_path = '';

SELECT p.* FROM govreport.proceedings(govreport.parse('
行政复议 | 行政诉讼 | |||||||||||||
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | 复议后起诉 | ||||||||
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | |||||
8 | 0 | 1 | 3 | 12 | 1 | 2 | 0 | 0 | 3 | 3 | — | 1 | 0 | 4')) AS p;
SELECT p.* FROM govreport.proceedings(govreport.parse(E'
行政复议\t\t\t\t\t行政诉讼
结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉
\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计
5\t0\t0\t0\t5\t0\t0\t0\t0\t0\t0\t1\t0\t0\t1\t\t')) AS p;
-- Glued.
SELECT row_key, upheld, corrected, other, pending, total FROM govreport.proceedings(govreport.parse('行政复议行政诉讼
结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉
结果维持结果纠正其他结果尚未审结总计结果维持结果纠正其他结果尚未审结总计
000000000000000'));
-- A row that begins with a blank cell: read where full rows tell what a separator at the end of a line is, else not.
SELECT row_key, upheld, corrected, other, pending, total FROM govreport.proceedings(govreport.parse('
行政复议 | 行政诉讼
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
| 8 | 0 | 1 | 9 | 0 | 1 | 2 | 0 | 3 | 0 | 3 | 0 | 1 | 4 | |'));
SELECT row_key, upheld, corrected, other, pending, total FROM govreport.proceedings(govreport.parse('
| 行政复议 | 行政诉讼 |
| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
| 8 | 0 | 1 | 9 | 0 | 1 | 2 | 0 | 3 | 0 | 3 | 0 | 1 | 4 |'));
SELECT row_key, upheld, corrected, other, pending, total FROM govreport.proceedings(govreport.parse('
信息内容 | 采购项目数量 | 采购总金额 |
政府集中采购 | 12 | 0 |
行政复议 | 行政诉讼 |
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
| 8 | 0 | 1 | 9 | 0 | 1 | 2 | 0 | 3 | 0 | 3 | 0 | 1 | 4 |'));
SELECT row_key, upheld, corrected, other, pending, total FROM govreport.proceedings(govreport.parse('
| 信息内容 | 采购项目数量 | 采购总金额 |
| 政府集中采购 | 12 | 0 |
| 行政复议 | 行政诉讼 |
| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
| | 8 | 0 | 1 | 9 | 0 | 1 | 2 | 0 | 3 | 0 | 3 | 0 | 1 | 4 |'));
-- One figure too few: no row is filled from one side.
SELECT row_key, upheld, corrected, other, pending, total FROM govreport.proceedings(govreport.parse('
行政复议 | 行政诉讼
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
8 | 0 | 1 | 3 | 12 | 1 | 2 | 0 | 0 | 3 | 3 | 0 | 1 | 0'));
SELECT * FROM govreport.proceedings(NULL);
