-- report: the type, its text form, order and casts
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
RESET client_min_messages;
SET search_path = '';

-- What parse makes of a small text, in the form that the type prints.
CREATE TEMPORARY TABLE sample (id int, raw text, parsed govreport.report GENERATED ALWAYS AS (govreport.parse(raw)) STORED);
INSERT INTO sample VALUES
(1, '云棹市2020年政府信息公开工作年度报告

行政复议 | 行政诉讼 | ||||||||
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | 复议后起诉 | ||||||
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
2 | 0 | 1 | — | 3 | 0 | 0 | 0 | 0 | 0 | 1 | | 0 | 0 | 若干'),
(2, '政府集中采购'),
(3, NULL),
(4, '第二十条第（九）项
信息内容 | 采购项目数量 | 采购总金额
政府集中采购 | 4 | 1.250亿元');
SELECT id, parsed FROM sample ORDER BY id;

-- Out and in again: the same bytes.
SELECT id, parsed::text::govreport.report OPERATOR(govreport.=) parsed AS same,
       govreport.report_send(parsed::text::govreport.report) = govreport.report_send(parsed) AS same_bytes
FROM sample ORDER BY id;
SELECT id, govreport.rollup(parsed)::text::govreport.report OPERATOR(govreport.=) govreport.rollup(parsed) AS same
FROM sample WHERE id <> 3 GROUP BY id ORDER BY id;
-- Members may come in any order, blanks are free, and what prints is canonical again.
SELECT ' { "diagnostics" : [ ], "tables":[], "header": {"layout":"none", "year": 2020} , "version":1 } '::govreport.report;
SELECT '{"version":1,"reports":2,"years":[{"reports":1},{"year":2020,"reports":1}],"tables":[]}'::govreport.report;

SELECT id, parsed::jsonb -> 'header' AS header, govreport.to_jsonb(parsed) = parsed::text::jsonb AS same FROM sample ORDER BY id;

-- Equality and order.
SELECT a.id, b.id,
       a.parsed OPERATOR(govreport.=) b.parsed AS eq, a.parsed OPERATOR(govreport.<>) b.parsed AS ne,
       (a.parsed OPERATOR(govreport.<) b.parsed) = (b.parsed OPERATOR(govreport.>) a.parsed) AS mirror,
       (a.parsed OPERATOR(govreport.<=) b.parsed) = NOT (a.parsed OPERATOR(govreport.>) b.parsed) AS total,
       (a.parsed OPERATOR(govreport.>=) b.parsed) = NOT (a.parsed OPERATOR(govreport.<) b.parsed) AS total_too,
       govreport.report_cmp(a.parsed, b.parsed) = - govreport.report_cmp(b.parsed, a.parsed) AS antisymmetric,
       (govreport.report_hash(a.parsed) = govreport.report_hash(b.parsed)) = (a.id = b.id) AS hash,
       (govreport.report_hash_extended(a.parsed, 7) = govreport.report_hash_extended(b.parsed, 7)) = (a.id = b.id) AS hash_extended
FROM sample AS a, sample AS b WHERE a.id <> 3 AND b.id <> 3 ORDER BY a.id, b.id;
SELECT count(DISTINCT parsed) FROM (SELECT parsed FROM sample UNION ALL SELECT parsed FROM sample) AS twice;
SELECT count(*) FROM (SELECT parsed FROM sample UNION SELECT parsed FROM sample) AS once;
CREATE UNIQUE INDEX ON sample (parsed);
INSERT INTO sample VALUES (5, '政府集中采购');
INSERT INTO sample VALUES (6, NULL);
SET enable_seqscan = off;
SELECT id FROM sample WHERE parsed OPERATOR(govreport.=) govreport.parse('政府集中采购');
SET enable_hashjoin = on;
SET enable_mergejoin = off;
SET enable_nestloop = off;
SELECT a.id, b.id FROM sample AS a JOIN sample AS b ON a.parsed OPERATOR(govreport.=) b.parsed ORDER BY 1;
SET enable_hashjoin = off;
SET enable_mergejoin = on;
SELECT a.id, b.id FROM sample AS a JOIN sample AS b ON a.parsed OPERATOR(govreport.=) b.parsed ORDER BY 1;
