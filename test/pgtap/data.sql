-- Every report of test/data against the gold file beside it.  What a gold file says:
--   header: as govreport.header() has it; forms: the form of each table
--   cells: the values as printed, in the order in which the form prints the columns; null where no value may be read
--   units: units of money; without_value: the status of each null
--   findings: all of them: rule, severity, table, row, column
\set QUIET on
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS govreport;

CREATE TEMPORARY TABLE report AS
SELECT regexp_replace(f, '\.txt$', '') AS name, pg_read_file(:'data' || '/' || f) AS raw,
       govreport.parse(pg_read_file(:'data' || '/' || f)) AS parsed,
       pg_read_file(:'data' || '/' || regexp_replace(f, '\.txt$', '.gold.json'))::jsonb AS gold
FROM pg_ls_dir(:'data') AS f WHERE f LIKE '%.txt' ORDER BY f COLLATE "C";

SELECT plan((SELECT count(*) FROM report)::int * 8 + 2);

SELECT cmp_ok(count(*)::int, '>=', 8, 'test/data has its reports') FROM report;
SELECT set_eq($$SELECT regexp_replace(f, '\.gold\.json$', '') FROM pg_ls_dir('$$ || :'data' || $$') AS f WHERE f LIKE '%.gold.json'$$,
              'SELECT name FROM report', 'each gold file has its report');

SELECT is((SELECT to_jsonb(h) - 'reports' FROM govreport.header(r.parsed) AS h), r.gold->'header', r.name || ': header')
FROM report AS r ORDER BY name;

SELECT is(jsonb_build_object('title', govreport.title(parsed), 'issuer', govreport.issuer(parsed), 'level', govreport.level(parsed),
                             'kind', govreport.kind(parsed), 'year', govreport.report_year(parsed), 'period', govreport.period(parsed),
                             'published', govreport.published(parsed), 'site_code', govreport.site_code(parsed), 'layout', govreport.layout(parsed)),
          gold->'header', name || ': the scalar accessors say what the header says')
FROM report ORDER BY name;

SELECT is((SELECT jsonb_object_agg(t, govreport.form(parsed, t)) FROM unnest(ARRAY['disclosure', 'applications', 'proceedings']) AS t),
          gold->'forms', name || ': forms')
FROM report ORDER BY name;

-- Cells one by one, so that a failure names them.
CREATE TEMPORARY TABLE expected AS
SELECT r.name, t.key AS table_key, w.key AS row_key, c.ordinality AS nth, CASE WHEN c.value <> 'null' THEN c.value::numeric END AS value
FROM report AS r, jsonb_each(r.gold->'cells') AS t, jsonb_each(t.value) AS w, jsonb_array_elements(w.value) WITH ORDINALITY AS c;
CREATE TEMPORARY TABLE actual AS
SELECT r.name, c.table_key, c.row_key, row_number() OVER (PARTITION BY r.name, c.table_key, c.row_key ORDER BY c.ordinality) AS nth,
       c.column_key, c.value, c.unit, c.status, c.pos, c.len, r.raw
FROM report AS r,
     LATERAL ROWS FROM (govreport.cells(r.parsed)) WITH ORDINALITY AS
       c(table_key, row_key, column_key, value, unit, status, form, reports, pos, len, label_pos, label_len, ordinality);

PREPARE wrong_values(text) AS
SELECT table_key, row_key, nth, e.value AS expected, a.value AS read, a.status
FROM (SELECT * FROM expected WHERE name = $1) AS e FULL JOIN (SELECT * FROM actual WHERE name = $1) AS a USING (table_key, row_key, nth)
WHERE e.value IS DISTINCT FROM a.value OR a.name IS NULL OR e.name IS NULL;
SELECT is_empty(format('EXECUTE wrong_values(%L)', name), name || ': values') FROM report ORDER BY name;

PREPARE status(text) AS
SELECT table_key, row_key, column_key, status FROM actual WHERE name = $1 AND value IS NULL;
PREPARE gold_status(text) AS
SELECT w->>0 AS t, w->>1 AS r, w->>2 AS c, w->>3 AS status FROM report, jsonb_array_elements(gold->'without_value') AS w WHERE name = $1;
SELECT bag_eq(format('EXECUTE status(%L)', name), format('EXECUTE gold_status(%L)', name), name || ': why cells have no value')
FROM report ORDER BY name;

PREPARE money(text) AS
SELECT table_key, row_key, column_key, unit FROM actual WHERE name = $1 AND column_key = 'amount' AND unit IS NOT NULL;
PREPARE gold_money(text) AS
SELECT u->>0 AS t, u->>1 AS r, u->>2 AS c, u->>3 AS unit FROM report, jsonb_array_elements(gold->'units') AS u WHERE name = $1;
SELECT bag_eq(format('EXECUTE money(%L)', name), format('EXECUTE gold_money(%L)', name), name || ': units of money') FROM report ORDER BY name;

PREPARE findings(text) AS
SELECT f.rule, f.severity, f.table_key, f.row_key, f.column_key FROM report, govreport.findings(parsed) AS f WHERE name = $1;
PREPARE gold_findings(text) AS
SELECT f->>0 AS rule, f->>1 AS severity, f->>2 AS t, f->>3 AS r, f->>4 AS c FROM report, jsonb_array_elements(gold->'findings') AS f WHERE name = $1;
SELECT bag_eq(format('EXECUTE findings(%L)', name), format('EXECUTE gold_findings(%L)', name), name || ': findings') FROM report ORDER BY name;

-- Every position leads to the figure: its digits, folded, are those of the value.
SELECT is_empty(format($$
  SELECT table_key, row_key, column_key, value, substr(raw, pos, len) FROM actual
  WHERE name = %L AND value IS NOT NULL
    AND (pos IS NULL OR regexp_replace(translate(substr(raw, pos, len), '０１２３４５６７８９，', '0123456789'), '[^0-9.]|（.*', '', 'g')
                        IS DISTINCT FROM abs(value)::text AND NOT (value = 0 AND substr(raw, pos, len) ~ '持平|变化'))$$, name),
  name || ': positions') FROM report ORDER BY name;

SELECT * FROM finish();
ROLLBACK;
