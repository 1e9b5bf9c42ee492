-- The main job on a directory of reports; demo.sh runs it.
-- psql variables: dir, a directory that the server can read; name, what to call it.
\set QUIET on
\set ON_ERROR_STOP on
\pset pager off
\pset footer off
\pset null ''
SET client_min_messages = warning;

CREATE EXTENSION govreport;
CALL govreport.create_workspace('disclosure_reports');
SET search_path = disclosure_reports;

-- A file that is not UTF-8 text is named and left out; the others go in.
SELECT set_config('demo.dir', :'dir', false) AS dir \gset
CREATE TEMPORARY TABLE left_out (file text, reason text);
DO $$
DECLARE
  file text;
BEGIN
  FOR file IN SELECT f FROM pg_ls_dir(current_setting('demo.dir')) AS f ORDER BY f COLLATE "C" LOOP
    BEGIN
      INSERT INTO reports (source_url, raw)
      VALUES (file, convert_from(pg_read_binary_file(current_setting('demo.dir') || '/' || file), 'UTF8'));
    EXCEPTION WHEN character_not_in_repertoire OR untranslatable_character THEN
      INSERT INTO left_out VALUES (file, SQLERRM);
    END;
  END LOOP;
END
$$;

\echo '== 1. What was read   读到了什么'
\echo
SELECT count(*) AS loaded, (SELECT count(*) FROM left_out) AS left_out FROM reports \gset
\echo :loaded 'reports loaded from' :name
SELECT :left_out > 0 AS any_left_out, :loaded = 0 AS nothing \gset
\if :any_left_out
\echo 'NOT loaded, because it is not UTF-8 text:'
SELECT file, reason FROM left_out ORDER BY file COLLATE "C";
\endif
\if :nothing
\echo 'No report could be loaded.'
DO $$ BEGIN RAISE EXCEPTION 'nothing to show'; END $$;
\endif

-- Form of the tables: the statutory form whose labels the table carries; "none" where the text has no such table.
-- Cells read have a value; blank ones are blank in the text, or a dash; unread ones are missing, ambiguous or no figure.
SELECT r.source_url AS file, h.issuer, h.year,
       govreport.form(r.parsed, 'disclosure') AS disclosure,
       govreport.form(r.parsed, 'applications') AS applications,
       govreport.form(r.parsed, 'proceedings') AS proceedings,
       h.layout, c.read, c.blank, c.unread,
       CASE govreport.reconciles(r.parsed) WHEN true THEN 'yes' WHEN false THEN 'NO' ELSE 'nothing to add' END AS adds_up
FROM reports AS r,
     LATERAL govreport.header(r.parsed) AS h,
     LATERAL (SELECT count(*) FILTER (WHERE value IS NOT NULL) AS read,
                     count(*) FILTER (WHERE status IN ('blank', 'placeholder')) AS blank,
                     count(*) FILTER (WHERE status IN ('ambiguous', 'invalid', 'missing')) AS unread
              FROM govreport.cells(r.parsed)) AS c
ORDER BY r.id;

\echo '== 2. What does not add up, and where   哪里对不上'
\echo
-- One paragraph a report.  At most 20 sentences of each; the view "findings" has all.
\pset format unaligned
\pset tuples_only on
WITH found AS (
  SELECT r.id,
         row_number() OVER (PARTITION BY r.id
                            ORDER BY array_position(ARRAY['error', 'warning', 'info'], f.severity), f.pos, f.rule, f.row_key, f.column_key)
           AS nth,
         format('  %s %s  %s  [%s]', rpad(f.severity, 7), coalesce('第' || line.number || '行', '全文'), govreport.describe(f, 'zh'),
                f.rule) AS sentence
  FROM reports AS r,
       LATERAL govreport.findings(r.parsed) AS f,
       -- A position counts characters of the text; the line it lies in is one more than the line ends before it.
       LATERAL (SELECT 1 + length(before) - length(replace(before, E'\n', '')) AS number FROM left(r.raw, f.pos - 1) AS before) AS line
)
SELECT concat_ws(E'\n',
         format('%s  %s %s: %s', r.source_url, coalesce(h.issuer, '(issuer unknown)'), coalesce(h.year::text, '(year unknown)'),
                CASE WHEN total = 0 AND govreport.reconciles(r.parsed) THEN 'everything adds up'
                     WHEN total = 0 THEN 'nothing to add'
                     ELSE total || CASE total WHEN 1 THEN ' finding' ELSE ' findings' END END),
         sentences,
         CASE WHEN total > 20 THEN format('  ... and %s more', total - 20) END) || E'\n'
FROM reports AS r,
     LATERAL govreport.header(r.parsed) AS h,
     LATERAL (SELECT count(*) AS total, string_agg(sentence, E'\n' ORDER BY nth) FILTER (WHERE nth <= 20) AS sentences
              FROM found WHERE found.id = r.id) AS f
ORDER BY r.id;
\pset format aligned
\pset tuples_only off

\echo '== 3. All of them together: the table of applications, rolled up   汇总'
\echo
SELECT h.reports, govreport.form(total, 'applications') AS form
FROM (SELECT govreport.rollup(parsed) AS total FROM reports) AS t, LATERAL govreport.header(total) AS h;
SELECT a.row_key, a.label, a.natural_person, a.business, a.research, a.welfare, a.legal_service, a.other, a.total
FROM (SELECT govreport.rollup(parsed) AS rolled_up FROM reports) AS t, LATERAL govreport.applications(rolled_up) AS a
ORDER BY a.ordinal;

-- The organs that the pages are about: in the tree of the country's divisions where they are of one of these, else each by itself.  Of two
-- names of an organ the longer one goes first, so that the other is found in it.
\pset format unaligned
\pset tuples_only on
CALL place_organs(true);
INSERT INTO organs (name, level, kind)
SELECT name, level, kind FROM organ_proposals AS p
WHERE organ IS NULL AND obstacle IN ('no_division', 'no_parent')
  AND NOT EXISTS (SELECT FROM organ_proposals AS q WHERE q.organ IS NULL AND q.name <> p.name AND (q.name LIKE '%' || p.name OR q.name = p.name || '人民政府'));
INSERT INTO organs (name, level, kind)
SELECT name, level, kind FROM organ_proposals WHERE organ IS NULL AND obstacle IN ('no_division', 'no_parent');
