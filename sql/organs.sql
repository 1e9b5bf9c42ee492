-- organs: the tree of a workspace, and what its reports say against each other
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
DROP SCHEMA IF EXISTS city CASCADE;
RESET client_min_messages;
\set SHOW_CONTEXT never
CALL govreport.create_workspace('city');
SET search_path = city, public;

-- ---------- Names ----------

INSERT INTO organs (id, name, level, parent) VALUES
(1, '槐川市人民政府', 'prefecture', NULL), (2, '槐川市北岑区人民政府', 'county', 1), (3, '南渚区人民政府', 'county', 1),
(4, '北岑区政府办公室', 'office', 2), (5, '教育局', 'office', 2), (6, '南渚区教育局', 'office', 3), (7, '教育考试中心', 'office', 5), (8, '鹭岚街道办事处', 'office', 3);
SELECT organ, string_agg(name, ' ' ORDER BY name COLLATE "C") AS names FROM organ_names GROUP BY organ ORDER BY organ;
-- What is below the organs asked for, and nothing beside.
SELECT DISTINCT organ FROM spellings(ARRAY[5]) ORDER BY 1;

CREATE FUNCTION pg_temp.titled(issuer text, year int) RETURNS text LANGUAGE sql IMMUTABLE RETURN issuer || year || '年政府信息公开工作年度报告';
INSERT INTO reports (raw) SELECT pg_temp.titled(issuer, 2020)
FROM unnest(ARRAY['槐川市北岑区人民政府', '北岑区', '槐川市人民政府', '北岑区人民政府办公室', '槐川市北岑区教育局', '南渚区教育局', '槐川市教育局', '北岑区教育局考试中心', '槐川市南渚区鹭岚街道办事处', '云棹市教育局']) AS issuer;
SELECT report_id, issuer, organ, organ_name, organ_match, candidates FROM attachments ORDER BY report_id;

-- Organs that come later take their reports; two of one name leave it open.
INSERT INTO organs (id, name, parent) VALUES (9, '槐川市教育局', 1), (10, '云棹市教育局', NULL), (11, '云棹市教育局', 1);
SELECT report_id, issuer, organ, organ_match, candidates FROM attachments WHERE issuer IN ('槐川市教育局', '云棹市教育局') ORDER BY report_id;
DELETE FROM organs WHERE id = 11;
SELECT report_id, issuer, organ, organ_match FROM attachments WHERE issuer = '云棹市教育局';
-- By hand: stays, whatever comes.
UPDATE reports SET organ = 5 WHERE id = 8;
UPDATE reports SET organ = NULL WHERE id = 9;
INSERT INTO organs (id, name, parent) VALUES (12, '北岑区教育局考试中心', 2), (13, '鹭岚街道办事处', 1);
CALL attach_reports();
SELECT report_id, issuer, organ, organ_match, candidates FROM attachments WHERE report_id IN (8, 9) ORDER BY report_id;
UPDATE reports SET organ_match = 'none', organ = NULL WHERE id IN (8, 9);
SELECT report_id, issuer, organ, organ_match, candidates FROM attachments WHERE report_id IN (8, 9) ORDER BY report_id;
INSERT INTO reports (raw, organ) VALUES (pg_temp.titled('某局', 2020), 3) RETURNING organ_match;
SELECT issuer, organ, organ_match FROM attachments WHERE issuer = '某局';
-- A new text, a new name above, another place in the tree.
UPDATE reports SET raw = pg_temp.titled('南渚区教育局', 2020) WHERE id = 10;
SELECT report_id, organ, organ_match FROM attachments WHERE report_id = 10;
UPDATE organs SET name = '西陵区人民政府' WHERE id = 3;
SELECT report_id, issuer, organ, organ_match FROM attachments WHERE organ = 6 OR issuer LIKE '%南渚区%' ORDER BY report_id;
UPDATE organs SET parent = 3 WHERE id = 5;
SELECT name FROM organ_names WHERE organ = 5 ORDER BY name COLLATE "C";
-- An organ that others followed: each has its years, and of a year in which both were there the later one.
INSERT INTO organs (id, name, parent, valid_from, valid_to) VALUES (20, '林业局', 1, NULL, '2019-06-30'), (21, '林业局', 1, '2019-07-01', NULL);
INSERT INTO reports (raw) SELECT pg_temp.titled('槐川市林业局', year) FROM generate_series(2018, 2020) AS year;
SELECT issuer, year, organ, organ_match FROM attachments WHERE issuer = '槐川市林业局' ORDER BY year;
UPDATE organs SET valid_to = '2018-12-31' WHERE id = 20;
UPDATE organs SET valid_from = '2020-01-01' WHERE id = 21;
SELECT issuer, year, organ, organ_match FROM attachments WHERE issuer = '槐川市林业局' ORDER BY year;

-- What is no tree, and what is there twice.
UPDATE organs SET parent = 7 WHERE id = 3;
INSERT INTO organs (id, name, parent) VALUES (30, '甲', 31), (31, '乙', 30);
INSERT INTO organs (id, name, parent) VALUES (30, '甲', 30);
INSERT INTO organs (id, name, parent, valid_from) VALUES (30, '林业局', 1, '2018-12-31');
DELETE FROM organs WHERE id = 3;
INSERT INTO organs (name, valid_from, valid_to) VALUES ('甲', '2020-01-02', '2020-01-01');
\set VERBOSITY terse
UPDATE reports SET replaces = 1 WHERE id = 1;
\set VERBOSITY default
UPDATE reports SET replaces = 1 WHERE id = 2;
UPDATE reports SET replaces = 2 WHERE id = 1;
UPDATE reports SET replaces = 1 WHERE id = 3;
DELETE FROM reports WHERE id = 1;
SELECT count(*) FROM organs WHERE id >= 30;

-- ---------- Reports of a city with known errors ----------

SET client_min_messages = warning;
TRUNCATE organs CASCADE;
RESET client_min_messages;
SELECT count(*) AS names, (SELECT count(*) FROM reports) AS reports, (SELECT count(*) FROM summary) AS summary FROM organ_names;
INSERT INTO organs (id, name, level, parent) VALUES
(1, '槐川市人民政府', 'prefecture', NULL), (2, '北岑区人民政府', 'county', 1), (3, '南渚区人民政府', 'county', 1),
(21, '北岑区教育局', 'office', 2), (22, '北岑区财政局', 'office', 2), (31, '南渚区教育局', 'office', 3), (32, '南渚区财政局', 'office', 3);

-- Applications carried over by an office at the end of a year, and received in it.
CREATE FUNCTION pg_temp.left_over(office bigint, year int) RETURNS int LANGUAGE sql IMMUTABLE RETURN (office + year) % 3;
CREATE FUNCTION pg_temp.received(office bigint, year int) RETURNS int LANGUAGE sql IMMUTABLE RETURN office * 10 + year % 100;
CREATE FUNCTION pg_temp.text_of(name text, year int, received bigint, carried_in bigint, carried_out bigint) RETURNS text LANGUAGE sql IMMUTABLE RETURN
  pg_temp.titled(name, year) || E'\n申请人情况\n' ||
  (SELECT string_agg(format(E'%s | %s | 0 | 0 | 0 | 0 | 0 | %2$s |\n', label, n), '')
   FROM (VALUES ('一、本年新收政府信息公开申请数量', received), ('二、上年结转政府信息公开申请数量', carried_in), ('（一）予以公开', received + carried_in - carried_out),
                ('（七）总计', received + carried_in - carried_out), ('四、结转下年度继续办理', carried_out)) AS v(label, n));
CREATE TEMPORARY TABLE truth AS
SELECT a.ancestor AS organ, year, sum(pg_temp.received(a.organ, year)) AS received, sum(pg_temp.left_over(a.organ, year - 1)) AS carried_in,
       sum(pg_temp.left_over(a.organ, year)) AS carried_out
FROM ancestry AS a JOIN organs AS o ON o.id = a.organ AND o.level = 'office', generate_series(2018, 2021) AS year GROUP BY 1, 2;
INSERT INTO reports (source_url, fetched_at, raw)
SELECT format('https://example.invalid/%s/%s', organ, year), '2022-04-01 00:00+00', pg_temp.text_of(o.name, year, received, carried_in, carried_out)
FROM truth JOIN organs AS o ON o.id = organ ORDER BY year, organ;

-- All is right.
SELECT count(*) AS rollups, sum(children_differences) AS differences, sum(subtree_differences) AS below FROM rollups;
SELECT count(*) FROM rollup_differences;
SELECT count(*) FROM continuity;
SELECT count(*) FROM coverage WHERE missing OR twice OR reports <> 1;
SELECT count(*) FROM republications;
SELECT organ, name, year, children_reports, children_missing, subtree_reports, reports_below,
       govreport.value(published, 'applications', 'received', 'total') AS published, govreport.value(children, 'applications', 'received', 'total') AS children,
       govreport.value(subtree, 'applications', 'received', 'total') AS subtree
FROM rollups WHERE children IS NOT NULL AND year >= 2020 ORDER BY year, organ;

-- Errors: a digit of a county; an office that has not reported, another one that did so twice; figures that do not go on from those of the year
-- before; a county without one of its years.
CREATE FUNCTION pg_temp.spoil(organ bigint, year int, received int, carried_in int) RETURNS void LANGUAGE sql BEGIN ATOMIC
  UPDATE city.reports AS r SET raw = pg_temp.text_of(o.name, t.year, t.received + spoil.received, t.carried_in + spoil.carried_in, t.carried_out)
  FROM truth AS t JOIN city.organs AS o ON o.id = t.organ
  WHERE t.organ = spoil.organ AND t.year = spoil.year AND r.organ = t.organ AND govreport.report_year(r.parsed) = t.year;
END;
SELECT pg_temp.spoil(2, 2019, 5, 0);
DELETE FROM reports WHERE organ = 31 AND govreport.report_year(parsed) = 2020;
INSERT INTO reports (source_url, fetched_at, raw) SELECT source_url, '2022-05-01 00:00+00', raw || '附：二' FROM reports WHERE organ = 22 AND govreport.report_year(parsed) = 2021;
SELECT pg_temp.spoil(32, 2021, 0, 2);
DELETE FROM reports WHERE organ = 2 AND govreport.report_year(parsed) = 2020;

SELECT organ, name, year, reports, missing, twice FROM coverage WHERE missing OR twice ORDER BY organ, year;
SELECT organ, name, year, row_key, column_key, expected, actual, difference, children, children_missing AS missing, certain
FROM rollup_differences ORDER BY organ, year, row_key COLLATE "C", column_key COLLATE "C";
SELECT organ, year, description FROM rollup_differences WHERE certain ORDER BY organ, year, description COLLATE "C";
SELECT organ, year, previous_year, missing_years, rule, row_key, column_key, expected, actual FROM continuity ORDER BY organ, year, rule COLLATE "C", column_key COLLATE "C";
SELECT organ, year, children_reports, children_missing, children_differences, subtree_reports, subtree_differences FROM rollups
WHERE children_differences + subtree_differences + children_missing > 0 ORDER BY organ, year;

-- Several children contribute, and those with nothing to add are left out.
SELECT c.value ->> 'name' AS name, c.value -> 'value' AS value
FROM rollup_differences AS d, jsonb_array_elements(d.children) AS c
WHERE d.organ = 2 AND d.year = 2019 AND d.row_key = 'received' AND d.column_key = 'total';

-- ---------- Corrections ----------

-- A later version is told; which of two texts of a page that is, a statement finds.
INSERT INTO reports (source_url, fetched_at, raw)
SELECT r.source_url, '2022-06-01 00:00+00', pg_temp.text_of(o.name, t.year, t.received, t.carried_in, t.carried_out)
FROM truth AS t JOIN organs AS o ON o.id = t.organ JOIN reports AS r ON r.organ = t.organ AND govreport.report_year(r.parsed) = t.year
WHERE t.organ = 2 AND t.year = 2019 OR t.organ = 32 AND t.year = 2021;
SELECT organ, year, reports, superseded, twice FROM coverage WHERE reports <> 1 OR superseded > 0 ORDER BY organ, year;
UPDATE reports AS n SET replaces = v.previous
FROM (SELECT id, lag(id) OVER (PARTITION BY source_url, organ, govreport.report_year(parsed) ORDER BY fetched_at, id) AS previous FROM reports WHERE source_url IS NOT NULL) AS v
WHERE v.id = n.id AND v.previous IS NOT NULL AND n.replaces IS NULL;
SELECT organ, year, reports, superseded, missing, twice FROM coverage WHERE reports <> 1 OR superseded > 0 ORDER BY organ, year;
SELECT organ, issuer, year, row_key, column_key, before, after, difference, unit FROM republications ORDER BY organ, year, row_key COLLATE "C", column_key COLLATE "C";
SELECT organ, year, row_key, column_key, difference, certain FROM rollup_differences ORDER BY 1, 2, 3, 4;
SELECT organ, year, rule, row_key, column_key, expected, actual FROM continuity ORDER BY organ, year, rule COLLATE "C", column_key COLLATE "C";
-- Which views show superseded reports.
SELECT (SELECT count(*) FROM headers WHERE superseded) AS headers, (SELECT count(*) FROM overview WHERE superseded) AS overview,
       (SELECT count(*) FROM attachments WHERE superseded) AS attachments,
       (SELECT count(*) FROM series AS s JOIN overview AS o USING (report_id) WHERE o.superseded) AS series,
       (SELECT count(*) FROM latest AS l JOIN overview AS o USING (report_id) WHERE o.superseded) AS latest;
-- Taken back, the earlier version counts again.
DELETE FROM reports WHERE organ = 32 AND replaces IS NOT NULL;
SELECT year, rule, row_key, column_key, expected, actual FROM continuity WHERE organ = 32 ORDER BY column_key COLLATE "C";

-- ---------- Roll-ups by SQL ----------

SELECT r.county, r.office, h.reports, govreport.value(r.total, 'applications', 'received', 'total') AS received, r.plain
FROM (SELECT o.parent AS county, o.id AS office, govreport.rollup(l.parsed) AS total, sum(govreport.value(l.parsed, 'applications', 'received', 'total')) AS plain
      FROM latest AS l JOIN organs AS o ON o.id = l.organ AND o.level = 'office' GROUP BY ROLLUP (o.parent, o.id)) AS r
CROSS JOIN LATERAL govreport.header(r.total) AS h
ORDER BY r.county NULLS LAST, r.office NULLS LAST;

-- ---------- The summary ----------

CREATE TEMPORARY VIEW wrong AS
SELECT organ, year FROM (
  SELECT organ, year, report_id, children::text, subtree::text, children_reports FROM rollups) AS r
FULL JOIN (SELECT organ, year, report_id, children::text, subtree::text, (govreport.header(children)).reports FROM summary) AS s USING (organ, year)
WHERE (r.report_id, r.children, r.subtree) IS DISTINCT FROM (s.report_id, s.children, s.subtree);
SELECT count(*) > 0 AS stale FROM wrong;
CALL refresh_summary();
SELECT count(*) AS wrong, (SELECT count(*) FROM summary_changes) AS changes, (SELECT count(*) FROM summary) AS rows FROM wrong;
-- One report: the office, the county, the city.
UPDATE reports SET raw = replace(raw, '申请人情况', '申请人 情况') WHERE organ = 21 AND govreport.report_year(parsed) = 2018;
SELECT refresh_summary_of('summary') AS written;
SELECT pg_temp.spoil(21, 2018, 1, 0);
SELECT refresh_summary_of('summary') AS written;
SELECT count(*) FROM wrong;
-- A county moves out of the city; an office that has reports, and one of its own, goes to another county.
UPDATE organs SET parent = NULL WHERE id = 3;
INSERT INTO organs (id, name, parent) VALUES (33, '南渚区水务局', 32);
UPDATE organs SET parent = 3 WHERE id = 22;
CALL refresh_summary();
SELECT count(*) FROM wrong;
DELETE FROM organs WHERE id = 33;
UPDATE organs SET parent = 1 WHERE id = 3;
DELETE FROM reports WHERE organ = 1;
CALL refresh_summary();
SELECT count(*) FROM wrong;

-- All of it goes by the place of things, not by their names.
ALTER SCHEMA city RENAME TO "Stadt 川";
SET search_path = "Stadt 川", public;
INSERT INTO organs (id, name, parent) VALUES (40, '北岑区水务局', 2);
INSERT INTO reports (raw) VALUES (pg_temp.titled('北岑区水务局', 2021));
SET search_path = '';
CALL "Stadt 川".attach_reports();
CALL "Stadt 川".refresh_summary();
SELECT issuer, organ, organ_match FROM "Stadt 川".attachments WHERE organ = 40;
SELECT organ, year FROM "Stadt 川".summary WHERE organ = 40;
SET client_min_messages = warning;
DROP SCHEMA "Stadt 川" CASCADE;
