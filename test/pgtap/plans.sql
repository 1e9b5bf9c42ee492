-- Costs that the planner believes: parse and rollup go parallel on a table of some size, checks are put behind cheap conditions.
\set QUIET on
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS govreport;
SELECT plan(16);

-- The settings of a server that nobody tuned.
SET LOCAL max_parallel_workers_per_gather = 2;
SET LOCAL min_parallel_table_scan_size = '8MB';
SET LOCAL parallel_setup_cost = 1000;
SET LOCAL parallel_tuple_cost = 0.1;
SET LOCAL jit = off;

-- One report 50,000 times, compressed once.
CREATE TABLE one (year int, raw text, parsed govreport.report);
INSERT INTO one SELECT 2020, pg_read_file(:'data' || '/beicen_2020.txt'), govreport.parse(pg_read_file(:'data' || '/beicen_2020.txt'));
CREATE TABLE stored AS SELECT 2015 + i % 6 AS year, i % 14 AS city, one.raw, one.parsed FROM one, generate_series(1, 50000) AS i;
-- Long texts lie outside of their table, which is then so small that only this makes it worth workers.
CREATE TABLE texts AS SELECT 2015 + i % 6 AS year, one.raw FROM one, generate_series(1, 1000) AS i;
ALTER TABLE texts SET (parallel_workers = 2);
ANALYZE stored;
ANALYZE texts;

-- The nodes of a plan, from the top, with "Workers Planned" behind.
CREATE FUNCTION pg_temp.nodes(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  told json;
BEGIN
  EXECUTE 'EXPLAIN (FORMAT JSON) ' || query INTO told;
  RETURN (
    WITH RECURSIVE node AS (
      SELECT told -> 0 -> 'Plan' AS n, 1 AS depth
      UNION ALL
      SELECT c.value, depth + 1 FROM node, json_array_elements(n -> 'Plans') AS c WHERE n -> 'Plans' IS NOT NULL
    )
    SELECT string_agg(concat_ws(' ', nullif(n ->> 'Partial Mode', 'Simple'), CASE WHEN (n ->> 'Parallel Aware')::bool THEN 'Parallel' END, n ->> 'Node Type', n ->> 'Workers Planned'), ', ' ORDER BY depth)
    FROM node);
END
$$;
SELECT matches(pg_temp.nodes(q), 'Gather( Merge)? 2', what)
FROM (VALUES ('SELECT count(govreport.parse(raw)) FROM stored', 'parse'),
             ('SELECT govreport.rollup(govreport.parse(raw)) FROM stored', 'rollup of parse'),
             ('SELECT govreport.rollup(parsed) FROM stored', 'rollup'),
             ('SELECT year, govreport.rollup(parsed) FROM stored GROUP BY year', 'rollup by year'),
             ('SELECT year, city, govreport.rollup(parsed) FROM stored GROUP BY year, city', 'rollup by year and city'),
             ('SELECT count(*) FROM stored WHERE NOT govreport.reconciles(parsed)', 'reconciles'),
             ('SELECT sum(govreport.value(parsed, ''applications'', ''received'', ''total'')) FROM stored', 'value'),
             ('SELECT count(f) FROM stored, govreport.findings(parsed) AS f', 'findings'))
  AS v(q, what);
SELECT matches(pg_temp.nodes('SELECT govreport.rollup(parsed) FROM stored'), '^Finalize Aggregate, Gather 2, Partial Aggregate, Parallel Seq Scan$', 'rollup is done in parts, and these combined');
SELECT matches(pg_temp.nodes('SELECT year, govreport.rollup(parsed) FROM stored GROUP BY year'), 'Finalize Aggregate, .*Gather.*Partial Aggregate, .*Parallel Seq Scan', 'in groups too');
SELECT matches(pg_temp.nodes('CREATE TABLE anew AS SELECT govreport.parse(raw) AS parsed FROM texts'), '^Gather 2, Parallel Seq Scan$', 'a table of parsed texts is made in parallel');
SELECT unalike(pg_temp.nodes('SELECT govreport.rollup(parsed) FROM one'), '%Gather%', 'a small table is read by one');

-- The same bytes by either plan.
CREATE TABLE results (workers int, r bytea);
INSERT INTO results SELECT 2, govreport.report_send(govreport.rollup(parsed)) FROM stored;
SET LOCAL max_parallel_workers_per_gather = 0;
INSERT INTO results SELECT 0, govreport.report_send(govreport.rollup(parsed)) FROM stored;
SELECT unalike(pg_temp.nodes('SELECT govreport.rollup(parsed) FROM stored'), '%Gather%', 'and without workers');
SELECT is(count(DISTINCT r)::int, 1, 'the same roll-up with workers and without') FROM results;

-- The dearer condition is looked at last, wherever it is written.
CREATE FUNCTION pg_temp.filter(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  told json;
BEGIN
  EXECUTE 'EXPLAIN (FORMAT JSON) ' || query INTO told;
  RETURN told -> 0 -> 'Plan' ->> 'Filter';
END
$$;
SELECT matches(pg_temp.filter('SELECT FROM stored WHERE govreport.reconciles(parsed) AND govreport.report_year(parsed) = 2020 AND city = 3'), 'city.*report_year.*reconciles', 'checks come last');

-- Sets have the number of rows that they say, more or less.
CREATE TEMPORARY TABLE counts AS
SELECT p.proname, p.prorows, (SELECT CASE p.proname
  WHEN 'cells' THEN (SELECT count(*) FROM govreport.cells(parsed)) WHEN 'applications' THEN (SELECT count(*) FROM govreport.applications(parsed))
  WHEN 'proceedings' THEN (SELECT count(*) FROM govreport.proceedings(parsed)) WHEN 'disclosure' THEN (SELECT count(*) FROM govreport.disclosure(parsed))
  WHEN 'quantities' THEN (SELECT count(*) FROM govreport.quantities(parsed)) WHEN 'assessment' THEN (SELECT count(*) FROM govreport.assessment(parsed))
  WHEN 'forms' THEN (SELECT count(*) FROM govreport.forms()) WHEN 'labels' THEN (SELECT count(*) FROM govreport.labels()) WHEN 'rules' THEN (SELECT count(*) FROM govreport.rules())
  END FROM one) AS rows
FROM pg_proc AS p WHERE p.pronamespace = 'govreport'::regnamespace AND p.proretset;
SELECT results_eq('SELECT proname::text FROM counts WHERE rows IS NOT NULL AND NOT rows BETWEEN prorows / 2 AND prorows * 2 ORDER BY 1',
                  'SELECT NULL::text WHERE false', 'sets have about the number of rows that they are said to have');

SELECT * FROM finish();
ROLLBACK;
