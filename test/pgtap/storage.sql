-- A stored report is the same report: short, compressed, out of line, in an index, in a tuple that was rewritten.
\set QUIET on
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS govreport;
SELECT * FROM no_plan();

-- From the smallest to one of tens of kilobytes: many findings of the text make a report long, and a long title makes it differ.
CREATE TEMPORARY TABLE source AS
SELECT f AS name, govreport.parse(pg_read_file(:'data' || '/' || f)) AS parsed FROM pg_ls_dir(:'data') AS f WHERE f LIKE '%.txt'
UNION ALL SELECT 'empty', govreport.parse('')
UNION ALL SELECT 'rollup', govreport.rollup(govreport.parse(pg_read_file(:'data' || '/' || f))) FROM pg_ls_dir(:'data') AS f WHERE f LIKE '%.txt'
UNION ALL SELECT 'long', ('{"version":1,"header":{"title":"' || repeat('政', 200) || '","layout":"none"},"tables":[],"diagnostics":[' ||
  (SELECT string_agg(format('{"rule":"text.replacement","pos":%s,"len":1,"actual":%s}', i * 97 % 60000 + 1, i * 7919 % 1000003), ',') FROM generate_series(1, 1000) AS i) ||
  ']}')::govreport.report;
SELECT cmp_ok(min(length(govreport.report_send(parsed))), '<', 127, 'one fits a short varlena') FROM source;
SELECT cmp_ok(max(length(govreport.report_send(parsed))), '>', 4000, 'one does not fit a page''s share') FROM source;

-- The bytes as they are, for comparison.
CREATE TEMPORARY TABLE told AS
SELECT name, govreport.report_send(parsed) AS bytes, parsed::text AS printed, to_jsonb(h) AS header,
       (SELECT jsonb_agg(c) FROM govreport.cells(parsed) AS c) AS cells, (SELECT jsonb_agg(a) FROM govreport.applications(parsed) AS a) AS applications,
       (SELECT jsonb_agg(p) FROM govreport.proceedings(parsed) AS p) AS proceedings, (SELECT jsonb_agg(d) FROM govreport.disclosure(parsed) AS d) AS disclosure,
       (SELECT jsonb_agg(f) FROM govreport.findings(parsed) AS f) AS findings, (SELECT jsonb_agg(a) FROM govreport.assessment(parsed) AS a) AS assessment,
       govreport.reconciles(parsed) AS reconciles, govreport.value(parsed, 'applications', 'denied', 'total') AS denied,
       govreport.form(parsed, 'applications') AS form, govreport.title(parsed) AS title, govreport.report_hash(parsed) AS hash,
       govreport.report_send(govreport.rollup(parsed) OVER (PARTITION BY name)) AS rolled_up, parsed::jsonb AS json
FROM source, govreport.header(parsed) AS h;

CREATE FUNCTION pg_temp.store(storage text, compression text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
  DROP TABLE IF EXISTS stored;
  CREATE TABLE stored (name text, filler text, parsed govreport.report);
  EXECUTE format('ALTER TABLE stored ALTER parsed SET STORAGE %s', storage);
  IF compression IS NOT NULL THEN
    EXECUTE format('ALTER TABLE stored ALTER parsed SET COMPRESSION %s', compression);
  END IF;
  -- A wide neighbour makes the toaster work, at any size of the report.
  EXECUTE 'ALTER TABLE stored ALTER filler SET STORAGE plain';
  INSERT INTO stored SELECT s.name, repeat('x', CASE WHEN storage IN ('external', 'extended') THEN 6000 WHEN s.name = 'long' THEN 0 ELSE 1500 END), s.parsed FROM source AS s;
  RETURN QUERY
  SELECT is_empty($q$
    SELECT t.name FROM stored AS s JOIN told AS t USING (name), govreport.header(s.parsed) AS h
    WHERE govreport.report_send(s.parsed) <> t.bytes OR s.parsed::text <> t.printed OR to_jsonb(h) <> t.header
       OR (SELECT jsonb_agg(c) FROM govreport.cells(s.parsed) AS c) IS DISTINCT FROM t.cells
       OR (SELECT jsonb_agg(a) FROM govreport.applications(s.parsed) AS a) IS DISTINCT FROM t.applications
       OR (SELECT jsonb_agg(p) FROM govreport.proceedings(s.parsed) AS p) IS DISTINCT FROM t.proceedings
       OR (SELECT jsonb_agg(d) FROM govreport.disclosure(s.parsed) AS d) IS DISTINCT FROM t.disclosure
       OR (SELECT jsonb_agg(f) FROM govreport.findings(s.parsed) AS f) IS DISTINCT FROM t.findings
       OR (SELECT jsonb_agg(a) FROM govreport.assessment(s.parsed) AS a) IS DISTINCT FROM t.assessment
       OR govreport.reconciles(s.parsed) IS DISTINCT FROM t.reconciles OR govreport.value(s.parsed, 'applications', 'denied', 'total') IS DISTINCT FROM t.denied
       OR govreport.form(s.parsed, 'applications') <> t.form OR govreport.title(s.parsed) IS DISTINCT FROM t.title
       OR govreport.report_hash(s.parsed) <> t.hash OR s.parsed::jsonb <> t.json OR s.parsed OPERATOR(govreport.<>) t.printed::govreport.report
    UNION ALL SELECT t.name FROM told AS t LEFT JOIN (SELECT name, govreport.rollup(parsed) AS r FROM stored GROUP BY name) AS s USING (name)
    WHERE govreport.report_send(s.r) IS DISTINCT FROM t.rolled_up$q$,
    format('%s%s: every accessor', storage, ' ' || compression));
END
$$;

SELECT pg_temp.store('main', 'pglz');
-- Short values carry a header of one byte, whatever is asked for.
SELECT cmp_ok(count(*)::int, '>=', 1, 'short ones are stored as they are') FROM stored WHERE pg_column_size(parsed) <= length(govreport.report_send(parsed)) + 1;
SELECT cmp_ok(count(*)::int, '>=', 1, 'some are compressed') FROM stored WHERE pg_column_compression(parsed) IS NOT NULL;
SELECT pg_temp.store('external', NULL);
SELECT is(count(*)::int, 0, 'none is compressed') FROM stored WHERE pg_column_compression(parsed) IS NOT NULL;
SELECT reltoastrelid::regclass AS toast FROM pg_class WHERE oid = 'stored'::regclass \gset
SELECT cmp_ok(count(DISTINCT chunk_id)::int, '>=', 5, 'they lie out of line') FROM :toast;
SELECT pg_temp.store('extended', 'pglz');
SELECT reltoastrelid::regclass AS toast FROM pg_class WHERE oid = 'stored'::regclass \gset
SELECT cmp_ok(count(*)::int, '>=', 1, 'some are compressed and out of line') FROM stored WHERE pg_column_compression(parsed) IS NOT NULL;
SELECT cmp_ok(count(DISTINCT chunk_id)::int, '>=', 1, 'indeed out of line') FROM :toast;
SELECT pg_temp.store('extended', 'lz4') WHERE (SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'default_toast_compression');

-- A generated column, and what is rewritten.
CREATE TABLE derived (raw text, parsed govreport.report GENERATED ALWAYS AS (govreport.parse(raw)) STORED);
INSERT INTO derived (raw) SELECT pg_read_file(:'data' || '/' || f) FROM pg_ls_dir(:'data') AS f WHERE f LIKE '%.txt';
ALTER TABLE derived ADD COLUMN added int DEFAULT (random() * 0)::int;
SELECT set_eq('SELECT govreport.report_send(parsed) FROM derived', $$SELECT bytes FROM told WHERE name LIKE '%.txt'$$, 'a generated column after a rewrite');
SELECT is(count(*)::int, 0, 'is what parse makes anew') FROM derived WHERE parsed OPERATOR(govreport.<>) govreport.parse(raw);

-- Indexes on what is in a report.
CREATE INDEX ON derived ((govreport.value(parsed, 'applications', 'received', 'total')));
CREATE INDEX ON derived (govreport.issuer(parsed), govreport.report_year(parsed));
CREATE INDEX ON derived USING hash (parsed);
SET LOCAL enable_seqscan = off;
SELECT is(govreport.title(parsed), '槐川市北岑区人民政府2020年政府信息公开工作年度报告', 'found by issuer and year')
FROM derived WHERE govreport.issuer(parsed) = '槐川市北岑区人民政府' AND govreport.report_year(parsed) = 2020;
SELECT is(count(*)::int, 1, 'found by a figure') FROM derived WHERE govreport.value(parsed, 'applications', 'received', 'total') = 311;
SELECT is(count(*)::int, (SELECT count(*)::int FROM derived), 'found by hash') FROM derived AS a WHERE EXISTS (SELECT FROM derived AS b WHERE b.parsed OPERATOR(govreport.=) a.parsed);

-- What a comparison detoasts it releases: a sort keeps the memory of all its comparisons to the end.
CREATE TABLE many (parsed govreport.report);
ALTER TABLE many ALTER parsed SET STORAGE external;
INSERT INTO many SELECT ('{"version":1,"header":{"year":' || 2000 + n % 50 || ',"layout":"none"},"tables":[],"diagnostics":[' ||
  (SELECT string_agg(format('{"rule":"text.replacement","pos":%s,"len":1,"actual":%s}', i * 7 + n, i * n % 1000003), ',') FROM generate_series(1, 400) AS i) ||
  ']}')::govreport.report FROM generate_series(1, 1000) AS n;
CREATE FUNCTION pg_temp.megabytes() RETURNS int LANGUAGE sql VOLATILE AS $$ SELECT (sum(total_bytes) / 1048576)::int FROM pg_catalog.pg_backend_memory_contexts $$;
SELECT cmp_ok(pg_temp.megabytes() - before, '<', 8, 'a sort of reports that lie elsewhere keeps none of them')
FROM (SELECT pg_temp.megabytes() AS before OFFSET 0) AS b, (SELECT parsed FROM many ORDER BY parsed USING OPERATOR(govreport.<)) AS s LIMIT 1;

SELECT * FROM finish();
ROLLBACK;
