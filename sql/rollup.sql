-- rollup, plus: a roll-up is a report
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
RESET client_min_messages;
SET search_path = '';

CREATE TEMPORARY TABLE sample (id int, area text, raw text, parsed govreport.report GENERATED ALWAYS AS (govreport.parse(raw)) STORED);
INSERT INTO sample VALUES
(1, 'a', '云棹市2020年政府信息公开工作年度报告
信息内容 | 采购项目数量 | 采购总金额
政府集中采购 | 10 | 1.5亿元
行政复议 | 行政诉讼
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
1 | 0 | 2 | 0 | 3 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0'),
(2, 'a', '云棹市2020年政府信息公开工作年度报告
信息内容 | 采购项目数量 | 采购总金额
政府集中采购 | 20 | 250.25万元
行政复议 | 行政诉讼
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
4 | 1 | — | 0 | 5 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | 1'),
(3, 'b', '云棹市2021年政府信息公开工作年度报告
信息内容 | 采购项目数量 | 采购总金额
政府集中采购 | 5 | 8040
申请人情况
（六）其他处理 | 3.其他 | 1 | 0 | 0 | 0 | 0 | 3 | 4'),
(4, 'b', NULL),
(5, 'c', '只有文字');
SELECT govreport.rollup(parsed) FROM sample WHERE id <= 2;
SELECT h.* FROM (SELECT govreport.rollup(parsed) AS r FROM sample) AS t, govreport.header(r) AS h;
SELECT h.year, h.reports, govreport.form(r, 'disclosure') FROM (SELECT govreport.rollup(parsed) AS r FROM sample WHERE id <= 2) AS t, govreport.header(r) AS h;
SELECT c.table_key, c.row_key, c.column_key, c.value, c.unit, c.status, c.form, c.reports, c.pos, c.label_pos
FROM (SELECT govreport.rollup(parsed) AS r FROM sample) AS t, govreport.cells(r) AS c WHERE c.reports <> 0;
-- One report, rolled up, is a roll-up: summed, without places.
SELECT DISTINCT c.status, c.pos, c.len, c.label_pos FROM (SELECT govreport.rollup(parsed) AS r FROM sample WHERE id = 1) AS t, govreport.cells(r) AS c
WHERE c.value IS NOT NULL;

-- Order, splits and trees: the same bytes.
SELECT govreport.rollup(parsed ORDER BY id) OPERATOR(govreport.=) govreport.rollup(parsed ORDER BY id DESC) AS any_order FROM sample;
SELECT (SELECT govreport.rollup(r) FROM (SELECT govreport.rollup(parsed) AS r FROM sample GROUP BY area) AS t)
       OPERATOR(govreport.=) (SELECT govreport.rollup(parsed) FROM sample) AS by_area;
SELECT (a.parsed OPERATOR(govreport.+) b.parsed) OPERATOR(govreport.+) c.parsed
       OPERATOR(govreport.=) govreport.plus(c.parsed, govreport.plus(b.parsed, a.parsed)) AS any_tree
FROM sample AS a, sample AS b, sample AS c WHERE a.id = 1 AND b.id = 2 AND c.id = 3;
SELECT govreport.rollup(govreport.rollup(parsed)) OVER () OPERATOR(govreport.=) govreport.rollup(parsed) AS of_a_rollup FROM sample;

-- NULLs are left out; of nothing there is nothing.
SELECT govreport.rollup(parsed) IS NULL AS "null" FROM sample WHERE parsed IS NULL;
SELECT govreport.rollup(parsed) IS NULL AS "null" FROM sample WHERE false;
SELECT govreport.plus(parsed, NULL) IS NULL AS "null" FROM sample WHERE id = 1;

-- A roll-up can be asked and checked like a report.
SELECT govreport.value(r, 'disclosure', 'procurement', 'amount') AS wan_yuan, govreport.value(r, 'proceedings', 'reconsideration', 'total') AS reconsideration,
       govreport.value(r, 'applications', 'other', 'total') AS other, govreport.reconciles(r), govreport.report_year(r) AS year, govreport.layout(r)
FROM (SELECT govreport.rollup(parsed) AS r FROM sample) AS t;
SELECT f.* FROM (SELECT govreport.rollup(parsed) AS r FROM sample) AS t, govreport.findings(r) AS f;

-- A sum beyond the range of a cell is invalid in the roll-up.
SELECT c.value, c.status, c.reports
FROM (SELECT govreport.rollup(govreport.parse('信息内容 | 采购项目数量 | 采购总金额
政府集中采购 | 1000000000000 | 1000000000000亿元')) AS r FROM generate_series(1, 10000)) AS t, govreport.cells(r) AS c WHERE c.row_key = 'procurement';

-- What was added can be taken away again; a frame that moves does so.
SELECT a.parsed OPERATOR(govreport.+) b.parsed OPERATOR(govreport.-) b.parsed OPERATOR(govreport.=) govreport.minus(govreport.plus(a.parsed, b.parsed), b.parsed) AS same,
       govreport.minus(govreport.plus(a.parsed, b.parsed), b.parsed) OPERATOR(govreport.=) (SELECT govreport.rollup(parsed) FROM sample WHERE id = 1) AS back,
       govreport.minus(a.parsed, NULL) IS NULL AS "null"
FROM sample AS a, sample AS b WHERE a.id = 1 AND b.id = 2;
SELECT c.row_key, c.column_key, c.value, c.reports
FROM sample AS a, sample AS b, govreport.cells(govreport.minus(a.parsed, b.parsed)) AS c
WHERE a.id = 1 AND b.id = 2 AND (c.reports <> 0 OR c.value <> 0);
SELECT id, govreport.value(govreport.rollup(parsed) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING), 'proceedings', 'reconsideration', 'total') AS moving
FROM sample ORDER BY id;
SELECT count(*) AS rows, bool_and(moving IS NOT DISTINCT FROM fresh) AS same
FROM (SELECT (govreport.rollup(parsed) OVER (ORDER BY id ROWS BETWEEN 3 PRECEDING AND 2 PRECEDING))::text AS moving,
             (SELECT govreport.rollup(f.parsed)::text FROM sample AS f WHERE f.id BETWEEN s.id - 3 AND s.id - 2) AS fresh
      FROM sample AS s) AS t;

-- More reports than an int counts.
SELECT h.reports, c.reports AS of_a_cell
FROM (SELECT ('{"version":1,"reports":5000000000,"years":[{"year":2020,"reports":5000000000}],"tables":[{"table":"disclosure","forms":[{"form":"2021","reports":5000000000}],'
  '"rows":[{"row":"fees","cells":[{"column":"amount","value":1,"reports":5000000000}]}]},{"table":"applications","forms":[],"rows":[]},'
  '{"table":"proceedings","forms":[],"rows":[]},{"table":"statistics","forms":[],"rows":[]}]}')::govreport.report AS r) AS t,
  govreport.header(r) AS h, govreport.cells(r) AS c WHERE c.reports <> 0;

-- Not to be called by hand.
SELECT govreport.rollup_accum(NULL, parsed) FROM sample WHERE id = 1;
SELECT govreport.rollup_moving(NULL, NULL);
SELECT govreport.rollup_inverse(parsed, parsed) FROM sample WHERE id = 1;
SELECT govreport.rollup_final(parsed) FROM sample WHERE id = 1;
