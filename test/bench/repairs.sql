-- How long repairs take in the server, by wrong cells; run.sh runs it behind server.sql, in the same database.
-- The setting bench.repaired is how many reports to spoil for each number of wrong cells.
\set QUIET on
\set ON_ERROR_STOP on
\pset pager off
\pset footer off
SET max_parallel_workers_per_gather = 0;

-- Reports whose tables of applications add up, every cell given.
CREATE TEMPORARY TABLE clean AS
  SELECT row_number() OVER () - 1 AS id, parsed::text::jsonb AS report, t.ordinality - 1 AS at
  FROM samples, LATERAL (SELECT govreport.parse(raw) AS parsed) AS p,
       LATERAL jsonb_array_elements(parsed::text::jsonb -> 'tables') WITH ORDINALITY AS t(content, ordinality)
  WHERE t.content ->> 'table' = 'applications' AND govreport.reconciles(parsed)
    AND NOT EXISTS (SELECT FROM govreport.repairs(parsed));

-- A cell of a report with another figure; by one more, which ever so many solutions explain, or by any.
CREATE FUNCTION pg_temp.spoil(report jsonb, at bigint, seed int, by_one boolean) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  rows int := jsonb_array_length(report #> ARRAY['tables', at::text, 'rows']);
  path text[] := ARRAY['tables', at::text, 'rows', (abs(hashint4(seed)) % rows)::text, 'cells',
                       (abs(hashint4(seed * 31 + 7)) % 7)::text, 'value'];
BEGIN
  RETURN jsonb_set(report, path, to_jsonb((report #>> path)::bigint + CASE WHEN by_one THEN 1 ELSE 1 + abs(hashint4(seed * 17 + 3)) % 500 END));
END
$$;

CREATE TEMPORARY TABLE spoiled (wrong_cells text, report govreport.report);
DO $$
DECLARE
  many int := current_setting('bench.repaired');
  c record;
  report jsonb;
BEGIN
  FOR cells IN 0 .. 12 LOOP
    FOR n IN 1 .. many LOOP
      SELECT * INTO c FROM clean WHERE id = n % (SELECT count(*) FROM clean);
      report := c.report;
      FOR i IN 1 .. CASE WHEN cells > 6 THEN cells - 6 ELSE cells END LOOP
        report := pg_temp.spoil(report, c.at, n * 10 + i, cells > 6);
      END LOOP;
      INSERT INTO spoiled VALUES (CASE WHEN cells > 6 THEN cells - 6 || ' by one' ELSE cells::text END, report::text::govreport.report);
    END LOOP;
  END LOOP;
END
$$;

-- Each report several times in one statement, and the best of two turns: what is left is the function and its rows.
CREATE TEMPORARY TABLE timed (wrong_cells text, what text, microseconds float8);
DO $$
DECLARE
  s record;
  copies govreport.report[];
  started timestamptz;
  best float8;
  time float8;
BEGIN
  FOR s IN SELECT * FROM spoiled LOOP
    copies := array_fill(s.report, ARRAY[20]);
    FOR f IN 0 .. 1 LOOP
      best := NULL;
      FOR turn IN 1 .. 3 LOOP
        started := clock_timestamp();
        IF f = 0 THEN
          PERFORM count(x) FROM unnest(copies) AS r, LATERAL govreport.repairs(r) AS x;
        ELSE
          PERFORM count(x) FROM unnest(copies) AS r, LATERAL govreport.findings(r) AS x;
        END IF;
        time := extract(epoch FROM clock_timestamp() - started) * 1000000 / 20;
        best := least(best, time);
      END LOOP;
      INSERT INTO timed VALUES (s.wrong_cells, CASE f WHEN 0 THEN 'repairs' ELSE 'findings' END, best);
    END LOOP;
  END LOOP;
END
$$;

SELECT what, wrong_cells, count(*) AS reports,
       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY microseconds)::numeric, 1) AS median_us,
       round(percentile_cont(0.99) WITHIN GROUP (ORDER BY microseconds)::numeric, 1) AS p99_us,
       round(max(microseconds)::numeric, 1) AS longest_us
FROM timed WHERE what = 'repairs' OR wrong_cells < '4' AND length(wrong_cells) = 1 GROUP BY what, wrong_cells ORDER BY what, length(wrong_cells), wrong_cells;
