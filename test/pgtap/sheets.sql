-- Sheets of the reports of test/data: what a page says is what the functions say.
\set QUIET on
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS govreport;

CREATE TEMPORARY TABLE report AS
SELECT regexp_replace(f, '\.txt$', '') AS name, pg_read_file(:'data' || '/' || f) AS raw, govreport.parse(pg_read_file(:'data' || '/' || f)) AS parsed
FROM pg_ls_dir(:'data') AS f WHERE f LIKE '%.txt' ORDER BY f COLLATE "C";
-- Each with each other one, and with itself.
CREATE TEMPORARY TABLE pair AS
SELECT a.name || ', ' || b.name AS name, a.raw AS raw_a, b.raw AS raw_b, a.parsed AS a, b.parsed AS b,
       govreport.continuity_sheet(a.parsed, b.parsed, a.raw, b.raw) AS page, a.name = b.name AS same
FROM report AS a, report AS b;

SELECT plan(9);

SELECT cmp_ok(count(*)::int, '>=', 8, 'test/data has its reports') FROM report;

-- ---------- audit sheets ----------

SELECT is_empty($$
  SELECT name, i FROM report, LATERAL ROWS FROM (govreport.findings(parsed)) WITH ORDINALITY AS
    f(rule, severity, table_key, row_key, column_key, expected, actual, difference, pos, len, i)
  WHERE position('<li id="f' || i || '" class="' || f.severity || '">' IN govreport.audit_sheet(parsed, raw)) = 0
$$, 'every finding has its number on the page');
SELECT is_empty($$
  SELECT name, c.pos FROM report, govreport.cells(parsed) AS c WHERE c.status = 'given' AND position('<a href="#p' || c.pos || '">' IN govreport.audit_sheet(parsed, raw)) = 0
$$, 'every value that was read leads to its place');

-- ---------- two texts ----------

-- The shares of chapters, as the page prints them, beside the prose.
CREATE TEMPORARY TABLE share AS
SELECT p.name, l.key AS chapter, m[1]::numeric AS printed, govreport.prose(a, raw_a, l.key) AS prose_a, govreport.prose(b, raw_b, l.key) AS prose_b
FROM pair AS p, (VALUES ('overview', '总体情况'), ('problems', '存在的主要问题及改进情况'), ('other', '其他需要报告的事项')) AS l (key, title),
     LATERAL regexp_matches(page, '<th scope="row">' || l.title || '</th><td>([0-9.]+)%</td>') AS m;
SELECT cmp_ok(count(*)::int, '>', 100, 'there are shares') FROM share;
SELECT is_empty($$
  SELECT name, chapter, printed, govreport.repetition(prose_a, prose_b) FROM share
  WHERE prose_a IS NOT NULL AND prose_b IS NOT NULL AND abs(printed - 100 * govreport.repetition(prose_a, prose_b)) > 0.1
$$, 'the share of a chapter is its repetition');
SELECT is_empty('SELECT name, chapter, printed FROM share WHERE (prose_a IS NULL OR prose_b IS NULL) AND printed <> 0', 'nothing repeats what is not there');
SELECT is_empty($$SELECT name FROM pair WHERE same AND page ~ '<tbody lang="zh">.*<(del|ins)>'$$, 'nothing changed in a report against itself');

-- Without its marks a column has the characters of the prose.
CREATE FUNCTION pg_temp.column_of(page text, n int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(string_agg(replace(replace(replace(replace(replace(regexp_replace(m[n], '</?(del|ins)>', '', 'g'), '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&#39;', ''''), '&amp;', '&'), ''), '')
  FROM regexp_matches(substring(page FROM '<section aria-labelledby="changes">.*'), '<tr(?: class="same")?><td>((?:[^<]|</?del>)*)</td><td>((?:[^<]|</?ins>)*)</td></tr>', 'g') AS m
$$;
CREATE FUNCTION pg_temp.characters(t text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT string_agg(c, '' ORDER BY c COLLATE "C") FROM regexp_split_to_table(regexp_replace(t, '\s', '', 'g'), '') AS c
$$;
SELECT is_empty('SELECT name FROM pair WHERE pg_temp.characters(pg_temp.column_of(page, 1)) IS DISTINCT FROM pg_temp.characters(govreport.prose(a, raw_a))',
                'the left column has the prose of the first report');
SELECT is_empty('SELECT name FROM pair WHERE pg_temp.characters(pg_temp.column_of(page, 2)) IS DISTINCT FROM pg_temp.characters(govreport.prose(b, raw_b))',
                'the right column that of the second');

SELECT * FROM finish();
ROLLBACK;
