-- Time against the size of a text; run.sh runs it behind server.sql, in the same database.
-- A text of n times 32 kB is as many different reports, one behind the other.  Each size is measured over the same number of bytes.
\set QUIET on
\set ON_ERROR_STOP on
\pset pager off
\pset footer off
SET max_parallel_workers_per_gather = 0;

-- Each begins with another sample, whatever the size: 211 is a prime.  Cut by characters, of which as many have 32 kB.
CREATE TABLE sized (step int, raw text);
INSERT INTO sized
SELECT step, left(whole, (step * 32768 * share)::int)
FROM (SELECT count(*) AS reports, sum(length(raw))::float8 / sum(octet_length(raw)) AS share, ceil(40000 / avg(octet_length(raw))) AS enough FROM reports) AS made,
     generate_series(1, 10) AS step, generate_series(0, 400 / step - 1) AS n,
     LATERAL (SELECT string_agg(raw, E'\n' ORDER BY id) AS whole
              FROM generate_series(1, step * enough::int) AS i JOIN reports ON id = 1 + (n * 211 + i) % made.reports) AS texts;
VACUUM ANALYZE sized;

TRUNCATE taken;
DO $$
BEGIN
  FOR turn IN 1 .. 5 LOOP
    FOR step IN 1 .. 10 LOOP
      CALL take_processor('read ' || step, 'SELECT sum(length(raw)) FROM sized WHERE step = ' || step);
      CALL take_processor('parse ' || step, 'SELECT count(govreport.parse(raw)) FROM sized WHERE step = ' || step);
    END LOOP;
  END LOOP;
END
$$;

INSERT INTO figures
SELECT format('size.%s.%s', s.step, f.name), round(f.value, 4)::text
FROM (SELECT step, count(*) AS texts, avg(octet_length(raw)) / 1024 AS kilobytes FROM sized GROUP BY step) AS s
CROSS JOIN LATERAL (VALUES
  ('kilobytes', s.kilobytes),
  ('read', (SELECT min(milliseconds) / s.texts FROM taken WHERE what = 'read ' || s.step)::numeric),
  ('parse', (SELECT min(milliseconds) / s.texts FROM taken WHERE what = 'parse ' || s.step)::numeric)) AS f (name, value);

SELECT k.value::numeric::int AS kilobytes, round(r.value::numeric, 2) AS reading_ms, round(p.value::numeric, 2) AS parse_ms,
       round(k.value::numeric / p.value::numeric) AS parse_kilobytes_a_ms
FROM generate_series(1, 10) AS step
JOIN figures AS k ON k.name = format('size.%s.kilobytes', step)
JOIN figures AS r ON r.name = format('size.%s.read', step)
JOIN figures AS p ON p.name = format('size.%s.parse', step)
ORDER BY step;
