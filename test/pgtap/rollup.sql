-- A roll-up has the same bytes whatever the order, the split and the plan, and the sums that SQL finds.
\set QUIET on
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS govreport;
SELECT * FROM no_plan();

-- All reports at hand, and for each some with another digit in a cell; a few NULLs between them.
CREATE TABLE sample (id int PRIMARY KEY, name text, parsed govreport.report, g int GENERATED ALWAYS AS (id % 5) STORED);
INSERT INTO sample (id, name, parsed)
WITH base AS (
  SELECT f AS name, pg_read_file(d || '/' || f) AS raw
  FROM (VALUES (:'data'), (nullif(:'real', ''))) AS v(d), LATERAL pg_ls_dir(d) AS f WHERE d IS NOT NULL AND f LIKE '%.txt'),
variant AS (
  SELECT name, raw FROM base
  UNION ALL
  SELECT name, overlay(raw PLACING ((ascii(substr(raw, pos, 1)) - 48 + nth) % 10)::text FROM pos FOR 1)
  FROM (SELECT b.name, b.raw, c.pos, row_number() OVER (PARTITION BY b.name ORDER BY c.pos) AS nth
        FROM base AS b, govreport.cells(govreport.parse(b.raw)) AS c WHERE c.status IN ('given', 'solved')) AS t
  WHERE nth % 9 = 0 AND substr(raw, pos, 1) BETWEEN '0' AND '9'
  UNION ALL SELECT NULL, NULL FROM generate_series(1, 7))
SELECT row_number() OVER (ORDER BY md5(raw), name), name, govreport.parse(raw) FROM variant;
ANALYZE sample;
SELECT cmp_ok(count(parsed)::int, '>=', 200, 'there are reports to add') FROM sample;
SELECT cmp_ok(count(DISTINCT parsed)::int, '>=', 100, 'and they differ') FROM sample;

CREATE TEMPORARY TABLE whole AS SELECT govreport.rollup(parsed ORDER BY id) AS r FROM sample;
CREATE FUNCTION pg_temp.same(what govreport.report) RETURNS bool LANGUAGE sql AS $$
  SELECT govreport.report_send(what) = govreport.report_send(r) FROM pg_temp.whole
$$;

-- Any order.
SELECT ok(pg_temp.same(govreport.rollup(parsed ORDER BY id DESC)), 'backwards') FROM sample;
SELECT ok(pg_temp.same(govreport.rollup(parsed ORDER BY md5(id || seed))), 'shuffled, ' || seed) FROM sample, unnest(ARRAY['a', 'b', 'c', 'd']) AS seed GROUP BY seed;

-- Any split, and splits of splits.
SELECT ok(pg_temp.same(govreport.rollup(part)), 'in ' || k || ' parts')
FROM (SELECT k, govreport.rollup(parsed) AS part FROM sample, unnest(ARRAY[1, 2, 3, 7, 50, 1000]) AS k GROUP BY k, id * 7919 % k) AS t GROUP BY k ORDER BY k;
SELECT ok(pg_temp.same(govreport.rollup(part)), 'part of one each')
FROM (SELECT govreport.rollup(parsed) AS part FROM sample GROUP BY id) AS t;
SELECT ok(pg_temp.same(govreport.rollup(larger)), 'parts of parts')
FROM (SELECT govreport.rollup(part) AS larger
      FROM (SELECT id % 60 AS g, govreport.rollup(parsed) AS part FROM sample GROUP BY id % 60) AS t GROUP BY g % 7) AS u;
SELECT ok(pg_temp.same(govreport.rollup(mixed)), 'reports beside roll-ups')
FROM (SELECT parsed AS mixed FROM sample WHERE id % 2 = 0 UNION ALL SELECT govreport.rollup(parsed) FROM sample WHERE id % 2 = 1) AS t;
SELECT ok(pg_temp.same(govreport.rollup(r)), 'a roll-up of one roll-up is the same') FROM whole;

-- plus, from the left, from the right, and as a tree.
WITH RECURSIVE item AS (SELECT row_number() OVER (ORDER BY id) AS n, parsed FROM sample WHERE parsed IS NOT NULL),
  sum AS (SELECT n, parsed AS total FROM item WHERE n = 1 UNION ALL SELECT item.n, govreport.plus(total, parsed) FROM sum JOIN item ON item.n = sum.n + 1)
SELECT ok(pg_temp.same(total), 'plus from the left') FROM sum ORDER BY n DESC LIMIT 1;
WITH RECURSIVE item AS (SELECT row_number() OVER (ORDER BY id) AS n, parsed FROM sample WHERE parsed IS NOT NULL),
  sum AS (SELECT n, parsed AS total FROM item WHERE n = 1 UNION ALL SELECT item.n, parsed OPERATOR(govreport.+) total FROM sum JOIN item ON item.n = sum.n + 1)
SELECT ok(pg_temp.same(total), '+ from the right') FROM sum ORDER BY n DESC LIMIT 1;
SELECT ok(pg_temp.same(govreport.plus(a.r, b.r)), 'plus of two halves')
FROM (SELECT govreport.rollup(parsed) AS r FROM sample WHERE id % 2 = 0) AS a, (SELECT govreport.rollup(parsed) AS r FROM sample WHERE id % 2 = 1) AS b;
SELECT ok(govreport.plus(a.parsed, b.parsed) OPERATOR(govreport.=) govreport.plus(b.parsed, a.parsed), 'plus commutes') FROM sample AS a, sample AS b WHERE a.id = 1 AND b.id = 2;

-- In a parallel plan.
SET LOCAL parallel_setup_cost = 0;
-- Rows at some cost, so that workers aggregate before they send.
SET LOCAL parallel_tuple_cost = 1;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL max_parallel_workers_per_gather = 3;
SET LOCAL parallel_leader_participation = off;
CREATE FUNCTION pg_temp.plan(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  line text;
  lines text := '';
BEGIN
  FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
    lines := lines || line || E'\n';
  END LOOP;
  RETURN lines;
END
$$;
SELECT matches(pg_temp.plan('SELECT govreport.rollup(parsed) FROM sample'), 'Finalize Aggregate.*Gather.*Partial Aggregate.*Parallel', 'the plan is parallel');
SELECT ok(pg_temp.same((SELECT govreport.rollup(parsed) FROM sample)), 'in a parallel plan');
SELECT matches(pg_temp.plan('SELECT g, govreport.rollup(parsed) FROM sample GROUP BY g'), 'Finalize .*Gather.*Partial .*Aggregate', 'the plan by groups is parallel');
CREATE TEMPORARY TABLE by_group AS SELECT g, govreport.rollup(parsed) AS r FROM sample GROUP BY g;
SET LOCAL max_parallel_workers_per_gather = 0;
SELECT unalike(pg_temp.plan('SELECT g, govreport.rollup(parsed) FROM sample GROUP BY g'), '%Gather%', 'and this one is not');
SELECT results_eq('SELECT g, govreport.report_send(r) FROM by_group ORDER BY g',
                  'SELECT g, govreport.report_send(govreport.rollup(parsed)) FROM sample GROUP BY g ORDER BY g', 'groups in a parallel plan');
SELECT ok(pg_temp.same((SELECT govreport.rollup(r) FROM by_group)), 'and their sum');

-- The state goes through text and binary without loss.
SELECT ok(pg_temp.same(r::text::govreport.report), 'through text') FROM whole;

-- NULLs count for nothing.
SELECT ok(pg_temp.same(govreport.rollup(parsed)), 'without the NULLs') FROM sample WHERE parsed IS NOT NULL;
SELECT is(h.reports, (SELECT count(parsed)::int FROM sample), 'the reports counted') FROM whole, govreport.header(r) AS h;
SELECT is(govreport.rollup(parsed)::text, NULL, 'of NULLs alone NULL') FROM sample WHERE parsed IS NULL;

-- The sums, against sums of SQL over the cells; money in 万元, NULL where its unit is not known.
CREATE TEMPORARY TABLE cell AS
SELECT s.id, c.table_key, c.row_key, c.column_key, c.form,
       CASE WHEN c.column_key <> 'amount' OR c.value = 0 THEN c.value
            ELSE c.value * CASE c.unit WHEN '元' THEN 0.0001 WHEN '万元' THEN 1 WHEN '亿元' THEN 10000 END END AS value
FROM sample AS s, govreport.cells(s.parsed) AS c;
SELECT set_eq('SELECT table_key, row_key, column_key, value, reports FROM whole, govreport.cells(r) WHERE value IS NOT NULL',
              'SELECT table_key, row_key, column_key, sum(value), count(value)::int FROM cell GROUP BY 1, 2, 3 HAVING count(value) > 0', 'sums and numbers of reports');
SELECT set_eq('SELECT g, table_key, row_key, column_key, value, reports FROM by_group, govreport.cells(r) WHERE value IS NOT NULL',
              'SELECT id % 5, table_key, row_key, column_key, sum(value), count(value)::int FROM cell GROUP BY 1, 2, 3, 4 HAVING count(value) > 0', 'sums of groups');
SELECT cmp_ok(count(*)::int, '>', 0, 'some money without a known unit, or in another than 万元, is among it')
FROM sample AS s, govreport.cells(s.parsed) AS c WHERE c.column_key = 'amount' AND c.value <> 0 AND c.unit IS DISTINCT FROM '万元';
SELECT is_empty($$SELECT c.* FROM whole, govreport.cells(r) AS c WHERE c.column_key = 'amount' AND c.unit IS DISTINCT FROM '万元' AND c.value IS NOT NULL$$, 'money in 万元');
SELECT is_empty($$SELECT c.table_key, c.row_key, c.column_key FROM whole, govreport.cells(r) AS c
  WHERE c.value IS DISTINCT FROM govreport.value(r, c.table_key, c.row_key, c.column_key)
    AND NOT (c.table_key = 'applications' AND c.row_key = 'other')
    AND NOT (c.table_key = 'disclosure' AND c.row_key = 'normative_documents' AND c.column_key IN ('made', 'issued'))$$, 'value() says the same');
SELECT is(govreport.value(r, 'disclosure', 'normative_documents', 'issued'),
          (SELECT sum(c.value) FROM govreport.cells(r) AS c WHERE c.row_key = 'normative_documents' AND c.column_key IN ('made', 'issued')),
          'of documents made, as one form says, and issued, as the other, it says the sum') FROM whole;
SELECT is(govreport.value(r, 'applications', 'other', c), (SELECT sum(value) FROM cell WHERE table_key = 'applications' AND (row_key = 'other' OR row_key LIKE 'other.%') AND column_key = c),
          'other handling of both forms: ' || c) FROM whole, unnest(ARRAY['natural_person', 'business', 'total']) AS c;
SELECT is(govreport.form(r, 'applications'), 'mixed', 'its form is mixed') FROM whole;

-- One report rolled up.
CREATE TEMPORARY TABLE single AS SELECT s.parsed, govreport.rollup(s.parsed) AS r FROM sample AS s WHERE id IN (SELECT min(id) FROM sample WHERE name = 'beicen_2021.txt') GROUP BY s.parsed;
SELECT ok(r OPERATOR(govreport.<>) parsed, 'a roll-up is not the report') FROM single;
SELECT set_eq('SELECT DISTINCT c.status FROM single, govreport.cells(r) AS c', $$VALUES ('summed'), ('missing')$$, 'its cells are summed, or not there');
SELECT is_empty('SELECT c.* FROM single, govreport.cells(r) AS c WHERE coalesce(pos, len, label_pos, label_len) IS NOT NULL', 'without places');
SELECT is(to_jsonb(h), jsonb_build_object('title', NULL, 'issuer', NULL, 'level', NULL, 'kind', NULL, 'year', 2021, 'period', NULL, 'published', NULL,
                                          'site_code', NULL, 'layout', NULL, 'reports', 1), 'and a header of NULLs but year and number') FROM single, govreport.header(r) AS h;
SELECT set_eq('SELECT c.table_key, c.row_key, c.column_key, c.value, c.form FROM single, govreport.cells(r) AS c',
              'SELECT c.table_key, c.row_key, c.column_key, c.value, c.form FROM single, govreport.cells(parsed) AS c', 'with the values of the report');

-- Moving frames: the state that goes on is not the one that was given out.
CREATE TEMPORARY TABLE framed AS
SELECT id, govreport.report_send(govreport.rollup(parsed) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)) AS running,
       govreport.report_send(govreport.rollup(parsed) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING)) AS moving,
       govreport.report_send(govreport.rollup(parsed) OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW)) AS rest
FROM sample WHERE id <= 40;
SELECT is_empty('SELECT f.id FROM framed AS f WHERE f.running IS DISTINCT FROM (SELECT govreport.report_send(govreport.rollup(parsed)) FROM sample AS s WHERE s.id <= f.id)', 'running roll-up');
SELECT is_empty('SELECT f.id FROM framed AS f WHERE f.moving IS DISTINCT FROM (SELECT govreport.report_send(govreport.rollup(parsed)) FROM sample AS s WHERE s.id BETWEEN f.id - 2 AND f.id + 1 AND s.id <= 40)', 'moving roll-up');
SELECT is_empty('SELECT f.id FROM framed AS f WHERE f.rest IS DISTINCT FROM (SELECT govreport.report_send(govreport.rollup(parsed)) FROM sample AS s WHERE s.id > f.id AND s.id <= 40)', 'frame without the current row');

-- What is wrong in the parts is wrong in the whole, by the same amount; what is right is right.
SELECT is_empty($$SELECT f.* FROM (SELECT govreport.rollup(parsed) AS r FROM sample WHERE govreport.reconciles(parsed)) AS t, govreport.findings(r) AS f WHERE f.severity = 'error'$$,
                'a roll-up of what adds up adds up, of both forms');
CREATE TEMPORARY TABLE closed AS
  SELECT parsed FROM sample WHERE parsed IS NOT NULL
    AND NOT EXISTS (SELECT FROM govreport.cells(parsed) AS c WHERE c.table_key <> 'disclosure' AND c.value IS NULL)
    AND EXISTS (SELECT FROM govreport.cells(parsed) AS c WHERE c.table_key = 'applications');
SELECT set_eq($$SELECT f.rule, f.row_key, f.column_key, f.difference FROM (SELECT govreport.rollup(parsed) AS r FROM closed) AS t, govreport.findings(r) AS f WHERE f.severity = 'error'$$,
              $$SELECT f.rule, f.row_key, f.column_key, sum(f.difference) FROM closed, govreport.findings(parsed) AS f
                WHERE f.severity = 'error' AND f.difference IS NOT NULL GROUP BY 1, 2, 3 HAVING sum(f.difference) <> 0$$, 'differences add up, too');

SELECT * FROM finish();
ROLLBACK;
