-- The benchmark in the server; run.sh runs it.
-- psql variables: dir, the samples; reports, how many different ones to make of them.
\set QUIET on
\set ON_ERROR_STOP on
\pset pager off
\pset footer off
SET client_min_messages = warning;
SET max_parallel_workers_per_gather = 0;

CREATE EXTENSION govreport;
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

CREATE TABLE steps (ordinal int, step text, statement text);
INSERT INTO steps VALUES
  (1, 'sum(length(raw)), reading the text', 'SELECT sum(length(raw)) FROM reports'),
  (2, 'parse(raw)', 'SELECT count(govreport.parse(raw)) FROM reports'),
  (3, 'findings(parse(raw))', 'SELECT count(f) FROM reports, govreport.findings(govreport.parse(raw)) AS f'),
  (4, 'sum(pg_column_size(parsed))', 'SELECT sum(pg_column_size(parsed)) FROM reports'),
  (5, 'findings(parsed), stored', 'SELECT count(f) FROM reports, govreport.findings(parsed) AS f'),
  (6, 'rollup(parsed), stored', 'SELECT govreport.rollup(parsed) FROM reports');

-- The steps take turns, so that a slow moment of the machine hits all of them; the best of five turns counts.
CREATE TABLE times (ordinal int, milliseconds float8);
DO $$
DECLARE
  s record;
  started timestamptz;
BEGIN
  FOR turn IN 0 .. 5 LOOP
    FOR s IN SELECT * FROM steps ORDER BY ordinal LOOP
      started := clock_timestamp();
      EXECUTE s.statement;
      IF turn > 0 THEN
        INSERT INTO times VALUES (s.ordinal, extract(epoch FROM clock_timestamp() - started) * 1000);
      END IF;
    END LOOP;
  END LOOP;
END
$$;

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
