-- The pages that the browser opens: a line of JSON each, name, lang, html, and what there is to look for in it.
--   findings: of the report, in their order: rule, severity, sentence, whether they name a cell that is there, actual, expected, pos
--   values:   every value with a place in the raw text: pos, and the words that stand there
--   sheets:   the files, and places in them, that links may lead to
--   parted:   whether tables may go on overleaf, between rows, though they would fit on a page
--   hostile:  whether the text tries to break out
-- One INSERT for each kind of page.  :data is the directory of reports written for the tests, :real one of real reports, or empty.
\set QUIET on
SET client_min_messages = warning;
SET search_path = govreport, pg_catalog, pg_temp;

CREATE TEMPORARY TABLE page (
  n int GENERATED ALWAYS AS IDENTITY, name text NOT NULL, lang text NOT NULL, html text NOT NULL, findings jsonb, "values" jsonb, sheets jsonb, parted boolean NOT NULL DEFAULT false, hostile boolean NOT NULL DEFAULT false
);
CREATE TEMPORARY TABLE language AS SELECT unnest(ARRAY['zh', 'en']) AS lang;

-- What is to be seen of findings on a page whose cells are those of the report.
CREATE FUNCTION pg_temp.seen(report, finding[], lang text) RETURNS jsonb LANGUAGE sql AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('rule', f.rule, 'severity', f.severity, 'sentence', describe(ROW(f.rule, f.severity, f.table_key, f.row_key, f.column_key, f.expected, f.actual, f.difference, f.pos, f.len)::finding, lang), 'actual', f.actual, 'expected', f.expected,
                                               'pos', f.pos, 'cell', f.row_key IS NOT NULL AND EXISTS (SELECT FROM cells($1) AS c
                                                 WHERE (c.table_key, c.row_key, c.column_key) = (f.table_key, f.row_key, f.column_key))) ORDER BY i), '[]')
  FROM ROWS FROM (unnest($2)) WITH ORDINALITY AS f(rule, severity, table_key, row_key, column_key, expected, actual, difference, pos, len, i)
$$;
CREATE FUNCTION pg_temp.read(report, raw text) RETURNS jsonb LANGUAGE sql AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('pos', pos, 'words', substr(raw, pos, len)) ORDER BY pos), '[]')
  FROM cells($1) WHERE value IS NOT NULL AND pos IS NOT NULL AND status <> 'summed'
$$;

-- ---------- reports ----------

CREATE TEMPORARY TABLE sample (name text, raw text, parsed report);
INSERT INTO sample
SELECT name, raw, parse(raw) FROM (SELECT regexp_replace(f, '\.txt$', '') AS name, pg_read_file(:'data' || '/' || f) AS raw
                                   FROM pg_ls_dir(:'data') AS f WHERE f LIKE '%.txt' ORDER BY f COLLATE "C") AS t;
-- The same in other layouts; every total one more than it was, so that nothing adds up.
INSERT INTO sample SELECT name || ' as HTML', raw, parse(raw) FROM (SELECT name, render(parsed, 'html') AS raw FROM sample WHERE name = 'beicen_2020') AS t;
INSERT INTO sample SELECT name || ' with wrong totals', raw, parse(raw)
FROM (SELECT name, regexp_replace(render(parsed, 'text'), '(\t)(\d+)$', '\11\2', 'gn') AS raw FROM sample WHERE name = 'nanzhu_2021') AS t;
-- Forms that nobody filled in: the longest tables.
INSERT INTO sample SELECT 'blank form ' || form, raw, parse(raw) FROM (SELECT form, blank_form(form, 'html') AS raw FROM unnest(ARRAY['2014', '2019', '2021', 'local']) AS form) AS t;

CREATE TEMPORARY TABLE real AS
SELECT name, raw, parse(raw) AS parsed FROM (SELECT left(f, 3) AS name, pg_read_file(:'real' || '/' || f) AS raw
                                             FROM pg_ls_dir(CASE WHEN :'real' <> '' THEN :'real' ELSE :'data' END) AS f WHERE :'real' <> '' AND f LIKE '%.txt' ORDER BY f COLLATE "C") AS t;

-- Markup, and what turns the direction of text, in every place from which words come to a page.
CREATE TEMPORARY TABLE hostile AS
SELECT raw, parse(raw) AS parsed FROM (SELECT replace(t, '%', h) AS raw FROM (VALUES (
'鹭岚县人民政府%2021年政府信息公开工作年度报告
发布机构：鹭岚县%人民政府
网站标识码：4100000001%
一、总体情况%
全县共受理%申请15件。
三、收到和处理政府信息公开申请情况
申请人情况 | %
一、本年新收政府信息公开申请数量 | 9 | 1 | 0 | 0 | 0 | 2 | 13 |
二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | %| 0 |
（一）予以公开% | 8 | 1 | 0 | 0 | 0 | 2 | 11 |
（七）总计 | 8 | 1 | 0 | 0 | 0 | 2 | 11 | %
四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 1 | 2 |
')) AS report (t), (VALUES ('<script>alert(1)</script>"><img src="http://outside.invalid/x" onerror="alert(2)"></pre></title></style><svg onload=alert(3)>' ||
                            '<a href="javascript:alert(4)">' || chr(8238) || 'gnp.exe' || chr(8236) || chr(8294) || '<!--]]>&lt;b&gt;')) AS text (h)) AS x;
-- What parse would not make of a text, a report that came from elsewhere may have.
CREATE TEMPORARY TABLE hostile_header AS
SELECT raw, jsonb_set(jsonb_set(parsed::jsonb, '{header,issuer}', h), '{header,title}', h)::text::report AS parsed
FROM sample, (VALUES (to_jsonb('<script>alert(1)</script>"><img src=x onerror=''alert(2)''></h1></title><svg onload=alert(3)>' || chr(8238)))) AS t (h) WHERE name = 'yanhui_2021_wrong_sums';

-- ---------- sheets ----------

-- The languages take turns; what has most to show comes in both.
INSERT INTO page (name, lang, html, findings, "values")
SELECT 'audit, ' || name, lang, audit_sheet(parsed, raw, lang), pg_temp.seen(parsed, ARRAY(SELECT findings(parsed)), lang), pg_temp.read(parsed, raw)
FROM (SELECT *, row_number() OVER (ORDER BY name COLLATE "C") AS i FROM sample) AS s, language
WHERE lang = CASE i % 2 WHEN 0 THEN 'zh' ELSE 'en' END AND name ~ 'beicen_2020|prose|glued|blank|wrong' OR name ~ 'wrong' ORDER BY i;
INSERT INTO page (name, lang, html, findings)
SELECT 'audit without text, ' || name, lang, audit_sheet(parsed, '', lang), pg_temp.seen(parsed, ARRAY(SELECT findings(parsed)), lang) FROM sample, language
WHERE lang = 'en' AND name IN ('lulan_2022_blanks', 'blank form 2014');
INSERT INTO page (name, lang, html, findings, "values")
SELECT 'audit, real ' || name, lang, audit_sheet(parsed, raw, lang), pg_temp.seen(parsed, ARRAY(SELECT findings(parsed)), lang), pg_temp.read(parsed, raw)
FROM (SELECT *, row_number() OVER (ORDER BY name) AS i FROM real) AS r, language WHERE lang = CASE i % 2 WHEN 0 THEN 'zh' ELSE 'en' END;
INSERT INTO page (name, lang, html, findings, hostile)
SELECT 'audit, hostile', lang, audit_sheet(parsed, raw, lang), pg_temp.seen(parsed, ARRAY(SELECT findings(parsed)), lang), true FROM hostile, language;
INSERT INTO page (name, lang, html, findings)
SELECT 'audit, hostile header', lang, audit_sheet(parsed, raw, lang), pg_temp.seen(parsed, ARRAY(SELECT findings(parsed)), lang) FROM hostile_header, language WHERE lang = 'en';
INSERT INTO page (name, lang, html, findings)
SELECT 'audit, roll-up', lang, audit_sheet(parsed, '', lang), pg_temp.seen(parsed, ARRAY(SELECT findings(parsed)), lang) FROM (SELECT rollup(parsed) AS parsed FROM sample) AS r, language;
INSERT INTO page (name, lang, html, findings)
SELECT 'compare', lang, compare_sheet(parsed, computed, lang), pg_temp.seen(parsed, ARRAY(SELECT compare(parsed, computed)), lang)
FROM sample, (SELECT rollup(parsed) AS computed FROM sample WHERE name IN ('nanzhu_2021', 'huaichuan_2021')) AS r, language WHERE name = 'nanzhu_2021';
INSERT INTO page (name, lang, html, findings)
SELECT 'continuity', lang, continuity_sheet(p.parsed, c.parsed, lang), pg_temp.seen(c.parsed, ARRAY(SELECT continuity(p.parsed, c.parsed)), lang)
FROM sample AS p, (SELECT parse(replace(raw, '2021', '2022')) AS parsed FROM sample WHERE name = 'yanhui_2021_wrong_sums') AS c, language
WHERE p.name = 'nanzhu_2021';
-- With the prose: a year that repeats much of the one before, and two organs whose prose is hardly the same.
INSERT INTO page (name, lang, html, findings)
SELECT 'continuity with prose', lang, continuity_sheet(p.parsed, c.parsed, p.raw, c.raw, lang), pg_temp.seen(c.parsed, ARRAY(SELECT continuity(p.parsed, c.parsed)), lang)
FROM sample AS p, sample AS c, language WHERE p.name = 'beicen_2020' AND c.name = 'beicen_2021';
INSERT INTO page (name, lang, html, findings)
SELECT 'compare with prose', lang, compare_sheet(p.parsed, c.parsed, p.raw, c.raw, lang), pg_temp.seen(p.parsed, ARRAY(SELECT compare(p.parsed, c.parsed)), lang)
FROM sample AS p, sample AS c, language WHERE p.name = 'huaichuan_2020' AND c.name = 'beicen_2018_prose' AND lang = 'zh';
INSERT INTO page (name, lang, html, findings, hostile)
SELECT 'continuity, hostile', lang, continuity_sheet(p.parsed, c.parsed, p.raw, c.raw, lang), pg_temp.seen(c.parsed, ARRAY(SELECT continuity(p.parsed, c.parsed)), lang), true
FROM hostile AS c, (SELECT raw, parse(raw) AS parsed FROM (SELECT replace(replace(raw, '全县', '本县'), 'script', 'style') AS raw FROM hostile) AS x) AS p, language WHERE lang = 'en';

-- ---------- the page of a workspace ----------

CALL create_workspace('browsed');
INSERT INTO browsed.reports (raw) SELECT raw FROM sample WHERE name ~ '^[a-z_0-9]+$' OR name ~ 'wrong totals';
-- The districts stand below the city, the city's names differ: each report has an organ.
INSERT INTO browsed.organs (id, name) VALUES (1000, '槐川市人民政府');
INSERT INTO browsed.organs (name, parent) SELECT DISTINCT name, 1000 FROM browsed.organ_proposals WHERE organ IS NULL;
CALL browsed.place_organs();
-- Many organs, with much the same in most of them.
INSERT INTO browsed.organs (name, parent, level, kind) SELECT '北岑区' || translate(i::text, '0123456789', '云岑渚岚棹霁槐雁鹭苇') || '局', (SELECT min(id) FROM browsed.organs WHERE name ~ '北岑区'), 'county', 'department' FROM generate_series(1, 80) AS i;
INSERT INTO browsed.reports (raw) SELECT replace(s.raw, '雁回县人民政府', o.name) FROM browsed.organs AS o, sample AS s WHERE o.kind = 'department' AND o.id % 3 > 0 AND s.name = 'yanhui_2021_wrong_sums';
CREATE FUNCTION pg_temp.targets(organ bigint, lang text) RETURNS jsonb LANGUAGE sql AS $$
  SELECT jsonb_agg(target) FROM browsed.sheets(2021, organ, lang) AS s,
    LATERAL (SELECT s.file UNION ALL SELECT s.file || '#' || m[1] FROM regexp_matches(s.html, ' id="(f[0-9]+)"', 'g') AS m) AS t (target)
$$;
INSERT INTO page (name, lang, html, sheets, parted)
SELECT 'workspace, ' || coalesce(organ::text, 'all'), lang, browsed.page(2021, organ, lang), pg_temp.targets(organ, lang), true FROM language, unnest(ARRAY[NULL, 1000]) AS organ;
INSERT INTO page (name, lang, html) SELECT 'workspace, nothing', lang, browsed.page(1999, NULL, lang) FROM language WHERE lang = 'en';
UPDATE browsed.organs SET name = h.words || id, level = h.words, kind = h.words FROM (SELECT substr(split_part(raw, E'\n', 1), 8, 200) AS words FROM hostile) AS h;
UPDATE browsed.reports SET organ = (SELECT min(id) FROM browsed.organs) + id WHERE organ IS NULL;
INSERT INTO page (name, lang, html, sheets, parted, hostile)
SELECT 'workspace, hostile', lang, browsed.page(2021, NULL, lang), pg_temp.targets(NULL, lang), true, true FROM language;

-- ---------- charts ----------

CREATE FUNCTION pg_temp.around(lang text, charts text) RETURNS text LANGUAGE sql AS $$
  SELECT format('<!DOCTYPE html><html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>charts</title><style>@page{size:A4;margin:12mm}body{margin:0;padding:8px}@media print{body{padding:0}}svg{max-width:100%%;height:auto}</style></head><body><main><h1>charts</h1>%s</main></body></html>', lang, charts)
$$;
INSERT INTO page (name, lang, html)
SELECT 'chart of lines', 'zh', pg_temp.around('zh', chart_lines(label, x, y, '新收政府信息公开申请数量', '年度', '件', 720))
FROM (SELECT (ARRAY['槐川市人民政府', '北岑区人民政府', '鹭岚县住房和城乡建设局（县人民防空办公室）'])[l] AS label, x, CASE WHEN (l, x) <> (2, 2020) THEN l * 137 + (x * l * 7919) % 300 END AS y
      FROM generate_series(1, 3) AS l, generate_series(2015, 2024) AS x) AS t;
INSERT INTO page (name, lang, html)
SELECT 'chart of bars', 'zh', pg_temp.around('zh', chart_bars(label, y, '不予公开的申请', '件', 720))
FROM (VALUES ('教育局', 3), ('公安局', 1200), ('自然资源和规划局', NULL), ('住房和城乡建设局（人民防空办公室、城市管理综合行政执法局）', 87), ('县人民政府办公室', -12)) AS t (label, y);
INSERT INTO page (name, lang, html)
SELECT 'chart of heat', 'zh', pg_temp.around('zh', chart_heat(label, rule, v, '各机关各规则的问题数', '机关', 720))
FROM (SELECT (ARRAY['教育局', '公安局', '自然资源和规划局', '住房和城乡建设局'])[l] AS label, r.id AS rule, nullif((l * i * 7919) % 13, 5) AS v
      FROM generate_series(1, 4) AS l, (SELECT id, row_number() OVER (ORDER BY id COLLATE "C") AS i FROM (SELECT rule AS id FROM rules() LIMIT 12) AS r) AS r) AS t;

SELECT json_build_object('name', name || ', ' || lang, 'lang', lang, 'html', html, 'findings', findings, 'values', "values", 'sheets', coalesce(sheets, '[]'), 'parted', parted, 'hostile', hostile) FROM page ORDER BY n;
