-- The page of a workspace: what it says against the views, every text escaped, every link to a sheet that is there.
\set QUIET on
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS govreport;
SELECT * FROM no_plan();
CALL govreport.create_workspace('work');
SET LOCAL search_path = work, public;

-- A city, three districts, sixty offices each; figures at random, every seventh report with a wrong total.
SELECT setseed(0.3) \g /dev/null
CREATE FUNCTION pg_temp.digits(i int) RETURNS text LANGUAGE sql IMMUTABLE RETURN translate(i::text, '0123456789', '云岑渚岚棹霁槐雁鹭苇');
INSERT INTO organs (id, name, parent, level, kind) VALUES (1, '槐川市人民政府', NULL, 'prefecture', 'government');
INSERT INTO organs (id, name, parent, level, kind) SELECT 1 + i, pg_temp.digits(20 + i) || '区人民政府', 1, 'county', 'government' FROM generate_series(1, 3) AS i;
INSERT INTO organs (id, name, parent, level) SELECT 100 * d + i, pg_temp.digits(1000 * d + i) || '局', 1 + d, 'office' FROM generate_series(1, 3) AS d, generate_series(1, 60) AS i;
CREATE FUNCTION pg_temp.text_of(name text, year int, n int, wrong boolean) RETURNS text LANGUAGE sql IMMUTABLE RETURN format(
  E'%s%s年政府信息公开工作年度报告\n申请人情况\n一、本年新收政府信息公开申请数量 | %s | 0 | 0 | 0 | 0 | 0 | %s |\n二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n'
  '（一）予以公开 | %s | 0 | 0 | 0 | 0 | 0 | %s |\n（二）部分公开 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n（七）总计 | %s | 0 | 0 | 0 | 0 | 0 | %s |\n四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n',
  name, year, n, n + wrong::int * (n + 3), n / 2, n / 2, n, n);
INSERT INTO reports (raw)
SELECT pg_temp.text_of(o.name, year, 2 * (o.id::int % 50 + year % 10), o.id % 7 = 0 AND year = 2021) FROM organs AS o, generate_series(2020, 2021) AS year WHERE o.id <> 105 OR year = 2020;
-- One that goes on from a report of two years before, and wrongly.
UPDATE reports SET raw = replace(raw, '2020年', '2019年') WHERE organ = 110 AND govreport.report_year(parsed) = 2020;
UPDATE reports SET raw = replace(replace(raw, '四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |', '四、结转下年度继续办理 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |'), '（七）总计', '（七） 总计') WHERE organ = 111 AND govreport.report_year(parsed) = 2020;
SELECT is(count(organ)::int, 367, 'every report has its organ') FROM reports;

CREATE TEMPORARY TABLE pages AS
SELECT lang, organ, page(2021, organ, lang, 'sheets/') AS html, page_data(2021, organ, lang) AS data FROM unnest(ARRAY['zh', 'en']) AS lang, unnest(ARRAY[NULL, 2, 201]) AS organ;
CREATE TEMPORARY TABLE whole AS SELECT * FROM pages WHERE organ IS NULL AND lang = 'zh';

-- What it says.
SELECT is((data ->> 'reports')::int, (SELECT count(*)::int FROM latest WHERE year = 2021), 'reports') FROM whole;
SELECT is((data -> 'coverage' ->> 'missing')::int, (SELECT count(*)::int FROM coverage WHERE year = 2021 AND missing), 'missing') FROM whole;
SELECT is(data -> 'missing' -> 0 ->> 0, (SELECT name FROM organs WHERE id = 105), 'who is missing') FROM whole;
SELECT is((data ->> 'lowest')::int, 179, 'the lowest reports') FROM whole;
SELECT set_eq($$SELECT f ->> 0 AS quantity, (f ->> 2)::numeric AS now, (f ->> 4)::numeric AS before FROM whole, jsonb_array_elements(data -> 'figures') AS f$$,
  $$SELECT quantity, sum(value) FILTER (WHERE s.year = 2021) AS now, sum(value) FILTER (WHERE s.year = 2020) AS before FROM series AS s JOIN reports AS r ON r.id = s.report_id WHERE r.organ >= 100 GROUP BY quantity$$,
  'figures of both years are the sums of the lowest reports');
SELECT is(f ->> 8, '178', 'organs with both') FROM whole, jsonb_array_elements(data -> 'figures') AS f WHERE f ->> 0 = 'received';
SELECT is((f ->> 7)::numeric, (SELECT sum(value) FROM series AS s JOIN reports AS r ON r.id = s.report_id WHERE quantity = 'received' AND s.year = 2020 AND r.organ >= 100 AND r.organ NOT IN (105, 110)),
  'the change is of the organs with both') FROM whole, jsonb_array_elements(data -> 'figures') AS f WHERE f ->> 0 = 'received';
SELECT is(w ->> 0, NULL, 'nobody has more errors than those shown')
FROM whole LEFT JOIN LATERAL (
  SELECT w FROM jsonb_array_elements(data -> 'worst') AS w
  WHERE (w ->> 2)::int <> (SELECT count(*) FROM findings WHERE report_id = (w ->> 1)::bigint AND severity = 'error') LIMIT 1) AS t (w) ON true;
SELECT is(jsonb_array_length(data -> 'worst'), least(40, (data ->> 'with_findings')::int), 'no more organs than forty') FROM whole;
SELECT set_eq($$SELECT q ->> 0 AS rule, q ->> 2 AS severity, (q ->> 3)::int AS findings, (q ->> 4)::int AS reports FROM whole, jsonb_array_elements(data -> 'frequent') AS q$$,
  $$SELECT rule, severity, count(*)::int AS findings, count(DISTINCT report_id)::int AS reports FROM findings WHERE year = 2021 GROUP BY rule, severity$$, 'how often each rule fails');
SELECT is(array_agg(abs((l ->> 4)::numeric) ORDER BY n), (SELECT array_agg(difference ORDER BY difference DESC) FROM
    (SELECT abs(difference) AS difference FROM findings WHERE year = 2021 AND severity <> 'info' AND difference IS NOT NULL ORDER BY 1 DESC LIMIT 20) AS t), 'the largest findings come first')
FROM whole, jsonb_array_elements(data -> 'largest') WITH ORDINALITY AS e (l, n);
SELECT is((i ->> 3)::numeric, (SELECT value FROM indicators WHERE organ = 1 AND year = 2021 AND basis = 'subtree' AND indicator = i ->> 0), 'indicator ' || (i ->> 0))
FROM whole, jsonb_array_elements(data -> 'indicators') AS i;
SELECT is((data ->> 'differing_in_all')::int, (SELECT count(*)::int FROM rollups WHERE year = 2021 AND children_differences > 0), 'who differs from the sum of those below') FROM whole;
SELECT is((data ->> 'broken_in_all')::int, 2, 'two do not go on from last year''s') FROM whole;
SELECT is((data ->> 'broken_in_all')::int, (SELECT count(DISTINCT organ)::int FROM continuity WHERE year = 2021), 'who does not go on from last year') FROM whole;
SELECT is((data ->> 'reports')::int, 60, 'a subtree is one') FROM pages WHERE organ = 2 AND lang = 'zh';
SELECT is(page(2021, 99999), NULL, 'an organ that is none has no page, least of all that of all organs');
SELECT is(page(NULL, 2), NULL, 'nor has a year that is none');
SELECT isnt(page(1995), NULL, 'a year without reports has one that says so');
SELECT is((data ->> 'reports')::int, 1, 'an office is one by itself') FROM pages WHERE organ = 201 AND lang = 'zh';

-- Links lead to sheets that are there, and to findings on them.
CREATE TEMPORARY TABLE links AS SELECT DISTINCT m[1] AS file, m[2] AS anchor FROM pages, regexp_matches(html, 'href="sheets/([^"#]*)(#[^"]*)?"', 'g') AS m;
SELECT cmp_ok(count(*)::int, '>=', 40, 'there are links') FROM links;
SELECT is_empty($$SELECT file FROM links EXCEPT SELECT file FROM sheets(2021)$$, 'every link leads to a sheet');
SELECT is_empty($$SELECT file, anchor FROM links JOIN sheets(2021) USING (file) WHERE anchor <> '' AND strpos(html, format('id="%s"', substr(anchor, 2))) = 0$$, 'and to a finding on it');
SELECT is_empty($$SELECT organ FROM pages, regexp_matches(html, 'href="#([^"]*)"', 'g') AS m WHERE strpos(html, format('id="%s"', m[1])) = 0$$, 'links on the page lead somewhere');
SELECT bag_eq($$SELECT regexp_replace(file, '[0-9]+', 'N'), count(*)::int FROM sheets(2021) GROUP BY 1$$, $$VALUES ('audit-N.html', 183), ('compare-N.html', 4), ('continuity-N.html', 183)$$, 'the sheets of a year');
SELECT is(count(*)::int, 60, 'the sheets of a subtree') FROM sheets(2021, 2) WHERE file LIKE 'audit%';
SELECT isnt(html, (SELECT html FROM sheets(2021, 2, 'en') AS e WHERE e.file = s.file), 'sheets in English') FROM sheets(2021, 2) AS s WHERE file LIKE 'compare%';

-- Markup.
SELECT is_empty($$SELECT tag FROM pages, unnest(ARRAY['section', 'table', 'tr', 'td', 'th', 'h2', 'svg', 'a', 'span', 'div', 'ul', 'main']) AS tag
  WHERE (SELECT count(*) FROM regexp_matches(html, '<' || tag || '[ >]', 'g')) <> (SELECT count(*) FROM regexp_matches(html, '</' || tag || '>', 'g'))$$, 'what is opened is closed');
SELECT is_empty($$SELECT id FROM (SELECT html, m[1] AS id FROM pages, regexp_matches(html, ' id="([^"]*)"', 'g') AS m) AS t GROUP BY html, id HAVING count(*) > 1$$, 'no id is there twice');
SELECT is_empty($$SELECT html FROM pages WHERE html ~* '<(script|img|iframe|link|object|form|base)[ >]' OR html ~ 'url\(|@import|[^/]//[a-z]' AND html !~ 'w3.org'$$, 'nothing from outside, no script');
SELECT is_empty($$SELECT html FROM pages WHERE html ~ '<th>'$$, 'every head has a scope');
SELECT ok(html LIKE '%lang="en"%' AND html LIKE '%Where findings are%', 'in English') FROM pages WHERE lang = 'en' AND organ IS NULL;

-- Whatever organs are called.
UPDATE organs SET name = '<script>alert(1)</script>"''&局' WHERE id = 210;
UPDATE organs SET name = '甲' || U&'\202E' || '乙局', level = '<b>', kind = '"><i>' WHERE id = 217;
UPDATE reports SET organ = 210 WHERE organ IS NULL AND id = (SELECT min(id) FROM reports WHERE organ IS NULL);
UPDATE reports SET organ = 217 WHERE organ IS NULL;
CREATE TEMPORARY TABLE hostile AS SELECT page(2021, NULL, 'en', '"><script>') AS html UNION ALL SELECT page(2021, 210) UNION ALL SELECT page(2021, 217);
SELECT is_empty($$SELECT html FROM hostile WHERE html ~ '<(script|b|i)>' OR strpos(html, U&'\202E') > 0 OR html ~ '=""><'$$, 'names are escaped');
SELECT ok(bool_or(html LIKE '%&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;局%'), 'and shown') FROM hostile;
SELECT throws_ok(format('SELECT page(2021, NULL, %L, %L)', 'zh', address), '22023', NULL, address) FROM unnest(ARRAY['javascript:x/', 'JavaScript:', ' javascript:', 'data:text/html,', E'java\tscript:']) AS address;
SELECT lives_ok(format('SELECT page(2021, NULL, %L, %L)', 'zh', address), address) FROM unnest(ARRAY['', 'a/b/', '/a:b/', 'https://example.invalid/', 'file:///tmp/']) AS address;
SELECT throws_ok($$SELECT page(2021, NULL, 'fr')$$, '22023', NULL, 'a language that is none');

-- Whatever the data are.
SELECT isnt(govreport.workspace_page(data, 'zh', ''), NULL, left(data::text, 60)) FROM unnest(ARRAY['{}', 'null', '[]', '{"figures": 1, "levels": [1, "a", [], [[[]]], {}], "worst": [[]], "heat": [["a"], ["a", "b"], ["a", "c", "x"]]}',
  '{"indicators": [["share_granted", 1, 2, "0.x", -3, 1e300]], "year": {"a": 1}}', '{"children": [["a", -5], ["b", 1.5], ["c", 99999999999999999999]]}']::jsonb[]) AS data;
SELECT throws_ok($$SELECT govreport.workspace_page('{"heat": [["a", "b", 1], ["a", "b", 2]]}'::jsonb || '{"worst": [["a", 1, 1, 1, 1]]}', 'zh', '')$$, '21000', NULL, 'two figures for one place');
SELECT throws_ok($$SELECT govreport.workspace_page((repeat('[', 40) || repeat(']', 40))::jsonb, 'zh', '')$$, '22023', NULL, 'data nested deeply');

-- Nothing at all.
SELECT ok(page(1999) LIKE '%没有该年度的报告%', 'a year without reports');
TRUNCATE reports, organs CASCADE;
SELECT ok(page(2021, NULL, 'en') LIKE '%There is no report of this year%', 'no organs');
ALTER SCHEMA work RENAME TO "Arbeit 1";
SET LOCAL search_path = public;
SELECT ok("Arbeit 1".page(2021) LIKE '<!DOCTYPE html>%', 'whatever the schema is called');

SELECT * FROM finish();
ROLLBACK;
