-- One digit changed in any one cell of a consistent report: the errors are exactly the identities that contain the cell.
\set QUIET on
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS govreport;
SELECT * FROM no_plan();

-- Consistent reports: forms of 2019 and 2021, pipes and tabs; and a real one where there is one.
CREATE TEMPORARY TABLE base AS
SELECT name, raw, govreport.parse(raw) AS parsed FROM (
  SELECT n AS name, pg_read_file(:'data' || '/' || n || '.txt') AS raw FROM unnest(ARRAY['beicen_2020', 'huaichuan_2021', 'nanzhu_2021', 'huaichuan_finance_2020']) AS n
  UNION ALL SELECT f, pg_read_file(:'real' || '/' || f) FROM pg_ls_dir(coalesce(nullif(:'real', ''), :'data')) AS f WHERE :'real' <> '' AND f LIKE '000\_%.txt') AS t;

-- The identities by their definition: named = the sum of the terms, each with its sign.  weight is that of a cell in "named - sum".
CREATE TEMPORARY TABLE identity AS
WITH app_row AS (SELECT form, r, ordinality AS n FROM (VALUES ('2019'), ('2021')) AS f(form),
    unnest(ARRAY['received', 'carried_in', 'granted', 'partly_granted', 'denied.state_secret', 'denied.law', 'denied.safety', 'denied.third_party',
      'denied.internal', 'denied.process', 'denied.enforcement_file', 'denied.inquiry', 'unavailable.not_held', 'unavailable.not_compiled',
      'unavailable.unclear', 'rejected.petition', 'rejected.duplicate', 'rejected.publication', 'rejected.excessive', 'rejected.reissue',
      'other', 'other.uncorrected', 'other.unpaid', 'other.other', 'concluded', 'carried_out']) WITH ORDINALITY AS t(r, ordinality)
    WHERE CASE WHEN r = 'other' THEN form = '2019' WHEN r LIKE 'other.%' THEN form = '2021' ELSE true END),
  applicant(c) AS (SELECT unnest(ARRAY['natural_person', 'business', 'research', 'welfare', 'legal_service', 'other'])),
  app_column(c) AS (SELECT c FROM applicant UNION ALL SELECT 'total'),
  party(r) AS (SELECT unnest(ARRAY['reconsideration', 'litigation.direct', 'litigation.after_reconsideration'])),
  outcome(c) AS (SELECT unnest(ARRAY['upheld', 'corrected', 'other', 'pending']))
SELECT form, 'applications' AS table_key, 'applications.row_sum' AS rule, r AS named_row, 'total' AS named_column, r AS row_key, c AS column_key, -1 AS weight FROM app_row, applicant
UNION ALL SELECT form, 'applications', 'applications.row_sum', r, 'total', r, 'total', 1 FROM app_row
UNION ALL SELECT form, 'applications', 'applications.column_sum', 'concluded', c, r, c, -1 FROM app_row, app_column
  WHERE r NOT IN ('received', 'carried_in', 'concluded', 'carried_out')
UNION ALL SELECT form, 'applications', 'applications.column_sum', 'concluded', c, 'concluded', c, 1 FROM app_column, (VALUES ('2019'), ('2021')) AS f(form)
UNION ALL SELECT form, 'applications', 'applications.balance', 'carried_out', c, r, c, weight FROM app_column, (VALUES ('2019'), ('2021')) AS f(form),
  (VALUES ('received', -1), ('carried_in', -1), ('concluded', 1), ('carried_out', 1)) AS w(r, weight)
UNION ALL SELECT form, 'proceedings', 'proceedings.row_sum', r, 'total', r, c, -1 FROM party, outcome, (VALUES ('2019'), ('2021')) AS f(form)
UNION ALL SELECT form, 'proceedings', 'proceedings.row_sum', r, 'total', r, 'total', 1 FROM party, (VALUES ('2019'), ('2021')) AS f(form);
SELECT is(count(DISTINCT (rule, named_row, named_column))::int, CASE form WHEN '2019' THEN 40 ELSE 42 END, 'identities of the form of ' || form)
FROM identity GROUP BY form ORDER BY form;

CREATE TEMPORARY TABLE cell AS SELECT b.name, c.* FROM base AS b, govreport.cells(b.parsed) AS c WHERE c.table_key <> 'disclosure';
SELECT is(count(*)::int, CASE form WHEN '2019' THEN 161 ELSE 175 END, name || ': cells of the table of applications')
FROM cell WHERE table_key = 'applications' AND status = 'given' AND value IS NOT NULL GROUP BY name, form ORDER BY name;
SELECT is(count(*)::int, 15, name || ': cells of the table of proceedings')
FROM cell WHERE table_key = 'proceedings' AND status = 'given' AND value IS NOT NULL GROUP BY name ORDER BY name;
SELECT is_empty(format($$SELECT rule, named_row, named_column, sum(weight * value) FROM identity JOIN cell USING (form, table_key, row_key, column_key)
                         WHERE name = %L GROUP BY 1, 2, 3 HAVING sum(weight * value) <> 0$$, name), name || ': consistent before') FROM base ORDER BY name;
SELECT is_empty(format('SELECT f.* FROM base, govreport.findings(parsed) AS f WHERE name = %L AND rule !~ ''^section''', name), name || ': no finding about the tables before') FROM base ORDER BY name;

-- In each cell its first and its last digit, one more and one less, in the text itself.
CREATE TEMPORARY TABLE change AS
SELECT d.*, digit + step AS new_digit, step * 10 ^ (length(d.digits) - d.at) AS delta
FROM (SELECT name, table_key, row_key, column_key, pos, form, v.digits, at, substr(v.digits, at, 1)::int AS digit
      FROM cell, LATERAL (SELECT value::text AS digits) AS v, LATERAL (SELECT DISTINCT unnest(ARRAY[1, length(v.digits)]) AS at) AS a) AS d,
     (VALUES (1), (-1)) AS s(step)
WHERE digit + step BETWEEN 0 AND 9 AND (at > 1 OR length(d.digits) = 1 OR digit + step > 0);
SELECT is_empty(format($$SELECT DISTINCT table_key, row_key, column_key FROM cell WHERE name = %1$L
                         EXCEPT SELECT table_key, row_key, column_key FROM change WHERE name = %1$L$$, name), name || ': every cell is changed') FROM base ORDER BY name;

CREATE TEMPORARY TABLE outcome AS
SELECT c.name, c.table_key, c.row_key, c.column_key, c.at, c.new_digit, changed.parsed, e.expected, g.got
FROM change AS c JOIN base AS b USING (name),
  LATERAL (SELECT govreport.parse(overlay(b.raw PLACING c.new_digit::text FROM c.pos + c.at - 1 FOR 1)) AS parsed) AS changed,
  LATERAL (SELECT coalesce(array_agg(format('%s %s/%s: %s', i.rule, i.named_row, i.named_column, i.weight * c.delta)
                                     ORDER BY i.rule COLLATE "C", i.named_row COLLATE "C", i.named_column COLLATE "C"), '{}') AS expected
           FROM identity AS i WHERE i.form = c.form AND i.table_key = c.table_key AND i.row_key = c.row_key AND i.column_key = c.column_key) AS e,
  LATERAL (SELECT coalesce(array_agg(format('%s %s/%s: %s', f.rule, f.row_key, f.column_key, f.difference)
                                     ORDER BY f.rule COLLATE "C", f.row_key COLLATE "C", f.column_key COLLATE "C"), '{}') AS got
           FROM govreport.findings(changed.parsed) AS f WHERE f.severity = 'error') AS g;
SELECT is_empty(format('SELECT table_key, row_key, column_key, at, new_digit, expected, got FROM outcome WHERE name = %L AND expected <> got', name),
                name || ': exactly the identities that contain the cell, and by how much') FROM base ORDER BY name;
SELECT is_empty(format('SELECT table_key, row_key, column_key FROM outcome WHERE name = %L AND (govreport.reconciles(parsed) OR expected = %L)', name, '{}'),
                name || ': it never reconciles') FROM base ORDER BY name;

-- Each finding names its cell: the figures are those of the text at its place.
SELECT is_empty(format($$SELECT o.row_key, o.column_key, f.* FROM outcome AS o, govreport.findings(o.parsed) AS f
                         JOIN cell AS k USING (table_key, row_key, column_key)
                         WHERE o.name = %1$L AND k.name = %1$L AND f.severity = 'error'
                           AND ((f.pos, f.len) IS DISTINCT FROM (k.pos, k.len) OR f.difference IS DISTINCT FROM f.actual - f.expected)$$, name),
                name || ': the place is that of the named cell') FROM base ORDER BY name;

SELECT * FROM finish();
ROLLBACK;
