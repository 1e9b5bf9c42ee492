-- What stored reports cost; stored.sh runs it.
-- psql variables: made, a directory of made-up reports; reports, how many to store.
\set QUIET on
\set ON_ERROR_STOP on
\pset pager off
\pset footer off
SET client_min_messages = warning;
SET max_parallel_workers_per_gather = 0;

CREATE EXTENSION govreport;
-- Each text is a different one by the number at its end, and reports of one layout do not follow each other.
CREATE TABLE made AS
  SELECT row_number() OVER (ORDER BY hashtext(f), f COLLATE "C") - 1 AS id, convert_from(pg_read_binary_file(:'made' || '/' || f), 'UTF8') AS raw
  FROM pg_ls_dir(:'made') AS f WHERE f LIKE '%.txt';
CREATE TABLE reports AS
  SELECT govreport.parse(raw || E'\n' || n) AS parsed
  FROM generate_series(1, :reports) AS n JOIN made ON id = n % (SELECT count(*) FROM made);
CREATE TABLE few AS SELECT parsed FROM reports LIMIT 10;
VACUUM ANALYZE reports, few;
SELECT count(*) AS reports, percentile_disc(0.5) WITHIN GROUP (ORDER BY pg_column_size(parsed)) AS median_bytes,
       (SELECT round(count(*)::numeric / :reports, 1) FROM reports, govreport.findings(parsed)) AS findings_a_report
FROM reports;

\i test/bench/clock.sql

-- Without workers; the steps take turns, the best turn counts.
DO $$
BEGIN
  FOR turn IN 1 .. 10 LOOP
    CALL take('1 count(*)', 'SELECT count(*) FROM reports', 1);
    CALL take('2 findings(parsed)', 'SELECT count(*) FROM reports, govreport.findings(parsed)', 1);
    CALL take('3 reconciles(parsed)', 'SELECT count(govreport.reconciles(parsed)) FROM reports', 1);
    CALL take('4 rollup(parsed)', 'SELECT govreport.rollup(parsed) FROM reports', 1);
  END LOOP;
END
$$;
SELECT substr(what, 3) AS step, round(min(milliseconds)::numeric, 1) AS ms, round((min(milliseconds) * 1000 / :reports)::numeric, 2) AS us_per_report
FROM taken GROUP BY what ORDER BY what;

-- One worker beside the leader, for so short a statement; and the least that a plan with a worker takes: ten rows counted.
TRUNCATE taken;
ALTER TABLE reports SET (parallel_workers = 1);
ALTER TABLE few SET (parallel_workers = 1);
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
CALL take_with_worker('rollup(parsed)', 'SELECT govreport.rollup(parsed) FROM reports', 50);
CALL take_with_worker('findings(parsed)', 'SELECT count(*) FROM reports, govreport.findings(parsed)', 50);
CALL take_with_worker('count(*) of ten', 'SELECT count(*) FROM few', 50);
SELECT step, round(s.best::numeric, 1) AS serial_ms, round(w.best::numeric, 1) AS with_worker_ms, round((s.best / w.best)::numeric, 2) AS times_as_fast,
       round((s.median / w.median)::numeric, 2) AS by_medians
FROM unnest('{rollup(parsed),findings(parsed),count(*) of ten}'::text[]) AS step,
     LATERAL (SELECT min(milliseconds) AS best, percentile_cont(0.5) WITHIN GROUP (ORDER BY milliseconds) AS median FROM taken WHERE what = step || '.0') AS s,
     LATERAL (SELECT min(milliseconds) AS best, percentile_cont(0.5) WITHIN GROUP (ORDER BY milliseconds) AS median FROM taken WHERE what = step || '.1') AS w;
