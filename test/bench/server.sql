-- The benchmark in the server; run.sh runs it.
-- psql variables: dir, the samples; reports, how many different ones to make of them.
\set QUIET on
\set ON_ERROR_STOP on
\pset pager off
\pset footer off
SET client_min_messages = warning;
SET max_parallel_workers_per_gather = 0;

CREATE EXTENSION govreport;
\i test/bench/clock.sql

-- What document.sh writes into the documents.
CREATE TABLE figures (name text PRIMARY KEY, value text NOT NULL);

CREATE TABLE samples AS
  SELECT row_number() OVER (ORDER BY f COLLATE "C") - 1 AS id,
         convert_from(pg_read_binary_file(:'dir' || '/' || f), 'UTF8') AS raw
  FROM pg_ls_dir(:'dir') AS f WHERE f LIKE '%.txt';

-- Digits 3 to 8 change places, so that figures differ and years of this century stay; the number at the end makes
-- every text a different one.
CREATE TABLE reports (id bigint, raw text, parsed govreport.report);
INSERT INTO reports
  SELECT n, raw, govreport.parse(raw)
  FROM (
    SELECT n, translate(s.raw, '345678', d.digits) || E'\n' || n AS raw
    FROM generate_series(1, :reports) AS n
    CROSS JOIN LATERAL (
      SELECT string_agg(digit, '' ORDER BY hashtext(digit || n::text)) AS digits FROM unnest('{3,4,5,6,7,8}'::text[]) AS digit
    ) AS d
    JOIN samples AS s ON s.id = n % (SELECT count(*) FROM samples)
  ) AS made;
VACUUM ANALYZE reports;

CREATE TABLE steps (ordinal int, name text, step text, statement text);
INSERT INTO steps VALUES
  (1, 'read', 'sum(length(raw)), reading the text', 'SELECT sum(length(raw)) FROM reports'),
  (2, 'parse', 'parse(raw)', 'SELECT count(govreport.parse(raw)) FROM reports'),
  (3, 'parse_findings', 'findings(parse(raw))', 'SELECT count(*) FROM reports, govreport.findings(govreport.parse(raw))'),
  (4, 'findings', 'findings(parsed), stored', 'SELECT count(*) FROM reports, govreport.findings(parsed)'),
  (5, 'rollup', 'rollup(parsed), stored', 'SELECT govreport.rollup(parsed) FROM reports');

-- The steps take turns, so that a slow moment of the machine hits all of them; the best of five turns counts.
DO $$
DECLARE
  s record;
BEGIN
  FOR turn IN 0 .. 5 LOOP
    FOR s IN SELECT * FROM steps ORDER BY ordinal LOOP
      CALL take_processor(s.name, s.statement);
    END LOOP;
    IF turn = 0 THEN
      DELETE FROM taken;
    END IF;
  END LOOP;
END
$$;
CREATE TABLE times AS SELECT ordinal, min(milliseconds) AS milliseconds FROM taken JOIN steps ON name = what GROUP BY ordinal;
TRUNCATE taken;

SELECT count(*) AS reports,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY octet_length(raw)) AS median_text_bytes,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY pg_column_size(raw)) AS median_stored_text_bytes,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY pg_column_size(parsed)) AS median_stored_report_bytes
FROM reports;

SELECT s.step, round(min(milliseconds)::numeric, 1) AS ms,
       round((min(milliseconds) * 1000 / :reports)::numeric, 2) AS us_per_report,
       round((min(milliseconds) / (SELECT min(milliseconds) FROM times WHERE ordinal = 1))::numeric, 2) AS ratio_to_reading
FROM steps AS s JOIN times USING (ordinal)
GROUP BY s.ordinal, s.step ORDER BY s.ordinal;

-- Of these two each time once by the clock, and in turns: what is run again and again finds the table in the caches of the processor.
DO $$
BEGIN
  FOR turn IN 1 .. 15 LOOP
    CALL take('sizes', 'SELECT sum(pg_column_size(parsed)) FROM reports', 1);
    CALL take('rollup', 'SELECT govreport.rollup(parsed) FROM reports', 1);
  END LOOP;
END
$$;
SELECT round((min(milliseconds) FILTER (WHERE what = 'rollup') / min(milliseconds) FILTER (WHERE what = 'sizes'))::numeric, 2)
  AS "rollup(parsed) / sum(pg_column_size(parsed)), at most 12"
FROM taken;
TRUNCATE taken;

INSERT INTO figures
SELECT 'step.' || name, round((min(milliseconds) * 1000 / :reports)::numeric, 3)::text FROM steps JOIN times USING (ordinal) GROUP BY name
UNION ALL SELECT 'reports', :reports::text
UNION ALL SELECT 'samples', count(*)::text FROM samples
UNION ALL SELECT f.name, f.value::text
FROM (SELECT round(avg(octet_length(raw))) AS mean, percentile_disc(0.5) WITHIN GROUP (ORDER BY octet_length(raw)) AS text,
             percentile_disc(0.5) WITHIN GROUP (ORDER BY pg_column_size(raw)) AS stored_text,
             percentile_disc(0.5) WITHIN GROUP (ORDER BY pg_column_size(parsed)) AS stored_report
      FROM reports) AS bytes,
     LATERAL (VALUES ('bytes.mean', mean), ('bytes.text', text), ('bytes.stored_text', stored_text), ('bytes.stored_report', stored_report)) AS f (name, value);

-- ---------- One worker beside the leader ----------

-- Ten times as many reports, so that the start of a worker, some milliseconds, does not count.
CREATE TABLE stored AS SELECT parsed FROM reports, generate_series(1, 10);
ANALYZE stored;
CALL take_with_worker('rollup', 'SELECT govreport.rollup(parsed) FROM stored', 5);
CALL take_with_worker('parse', 'SELECT count(govreport.parse(raw)) FROM reports', 5);
SELECT f AS step, round(s.ms::numeric, 1) AS serial_ms, round(w.ms::numeric, 1) AS with_worker_ms, round((s.ms / w.ms)::numeric, 2) AS times_as_fast
FROM unnest('{rollup,parse}'::text[]) AS f,
     LATERAL (SELECT min(milliseconds) AS ms FROM taken WHERE what = f || '.0') AS s,
     LATERAL (SELECT min(milliseconds) AS ms FROM taken WHERE what = f || '.1') AS w;
INSERT INTO figures
SELECT 'parallel.' || what, round(min(milliseconds)::numeric, 1)::text FROM taken GROUP BY what
UNION ALL SELECT 'parallel.stored', count(*)::text FROM stored;

-- ---------- A province in a workspace: 3,135 organs, 6 years ----------

CALL govreport.create_workspace('province');
SET search_path = public, province;
CREATE FUNCTION named(i int) RETURNS text LANGUAGE sql IMMUTABLE RETURN translate(i::text, '0123456789', '云岑渚岚棹霁槐雁鹭苇');
CREATE TABLE known AS
  SELECT 1 AS id, '沧渚省人民政府' AS name, NULL::int AS parent
  UNION ALL SELECT 1 + c, named(c) || '市人民政府', 1 FROM generate_series(1, 14) AS c
  UNION ALL SELECT 15 + k, named(1000 + k) || '县人民政府', 2 + k % 14 FROM generate_series(1, 120) AS k
  UNION ALL SELECT 135 + o, named(1001 + o % 120) || '县' || named(o) || '局', 16 + o % 120 FROM generate_series(1, 3000) AS o;
-- The samples with tables, each under the name of an organ: the figures do not add up, which costs compare the most.
CREATE TABLE texts AS
  SELECT k.id, year, format(E'%s%s年政府信息公开工作年度报告\n统计期限自%2$s年1月1日至%2$s年12月31日。\n', k.name, year) || substr(s.raw, strpos(s.raw, '二、')) AS raw
  FROM known AS k CROSS JOIN generate_series(2018, 2023) AS year
  JOIN (SELECT row_number() OVER (ORDER BY id) - 1 AS id, count(*) OVER () AS n, raw FROM samples WHERE raw LIKE '%二、%') AS s ON s.id = (k.id + year) % s.n;
ANALYZE texts;

-- What the triggers cost: the same rows into the table without them, and without the tree.
CREATE TABLE bare (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, source_url text, fetched_at timestamptz NOT NULL DEFAULT now(), raw text NOT NULL,
                   parsed govreport.report GENERATED ALWAYS AS (govreport.parse(raw)) STORED);
TRUNCATE taken;
CALL take('insert, a table without triggers and indexes', 'INSERT INTO bare (raw) SELECT raw FROM texts', 1);
CALL take('insert, no organs yet', 'INSERT INTO province.reports (raw) SELECT raw FROM texts', 1);
CALL take('organs that come after their reports', 'INSERT INTO province.organs (id, name, parent) SELECT * FROM known', 1);
TRUNCATE province.reports, province.summary_changes;
CALL take('insert, attached to organs', 'INSERT INTO province.reports (raw) SELECT raw FROM texts', 1);
VACUUM ANALYZE province.reports;
ANALYZE province.organs;
CALL take('refresh_summary, all', 'CALL province.refresh_summary()', 1);
ANALYZE province.summary;
UPDATE province.reports SET fetched_at = now() WHERE id = (SELECT max(id) FROM province.reports);
CALL take('refresh_summary, one report', 'CALL province.refresh_summary()', 1);
CALL take('rollups', 'SELECT count(*), sum(children_differences), sum(subtree_differences) FROM province.rollups', 3);
CALL take('coverage', 'SELECT count(*) FROM province.coverage WHERE missing', 3);
CALL take('continuity', 'SELECT count(*) FROM province.continuity', 3);
CALL take('rollup_differences', 'SELECT count(*) FROM province.rollup_differences WHERE certain', 1);
SELECT (SELECT count(*) FROM province.reports) AS reports, (SELECT count(*) FROM province.reports WHERE organ IS NOT NULL) AS attached,
       (SELECT count(*) FROM province.rollup_differences) AS differences;
SELECT what AS step, round(min(milliseconds)::numeric, 1) AS ms FROM taken GROUP BY what ORDER BY min(ctid);
