-- The views of a workspace over random trees, against their definitions written out one organ at a time.
\set QUIET on
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS govreport;
SELECT * FROM no_plan();
CALL govreport.create_workspace('work');

-- 120 organs, each below some earlier one; most report most years, some twice, some again in a corrected version.
SELECT setseed(0.42) \g /dev/null
CREATE FUNCTION pg_temp.named(i int) RETURNS text LANGUAGE sql IMMUTABLE RETURN translate(i::text, '0123456789', '云岑渚岚棹霁槐雁鹭苇') || '局';
INSERT INTO work.organs (id, name, parent, valid_to, expected)
SELECT i, pg_temp.named(1000 + i), CASE WHEN i > 3 THEN 1 + floor(random() * least(i - 1, 40)) END, CASE WHEN random() < 0.1 THEN '2020-06-30'::date END, random() < 0.9
FROM generate_series(1, 120) AS i;
CREATE FUNCTION pg_temp.text_of(organ bigint, year int, n int) RETURNS text LANGUAGE sql IMMUTABLE RETURN
  format(E'%s%s年政府信息公开工作年度报告\n行政复议 | 行政诉讼\n结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计\n%s | %s | 0 | 0 | %s | 1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0',
         pg_temp.named(1000 + organ::int), year, n, n % 7, n + n % 7 + (n % 11 = 0)::int);
INSERT INTO work.reports (fetched_at, raw)
SELECT '2023-01-01 00:00+00'::timestamptz + random() * interval '100 days', pg_temp.text_of(i, year, floor(random() * 1000)::int)
FROM generate_series(1, 120) AS i, generate_series(2019, 2022) AS year, generate_series(1, 1 + (random() < 0.2)::int) AS again WHERE random() < 0.8;
INSERT INTO work.reports (raw, replaces) SELECT pg_temp.text_of(organ, govreport.report_year(parsed), id::int), id FROM work.reports WHERE random() < 0.1 AND organ IS NOT NULL;
INSERT INTO work.reports (raw, replaces) SELECT pg_temp.text_of(organ, govreport.report_year(parsed), id::int + 1), id FROM work.reports WHERE random() < 0.5 AND replaces IS NOT NULL;
SELECT cmp_ok(count(organ)::int, '>=', 350, 'there are reports, attached to organs') FROM work.reports;
SELECT cmp_ok(count(*)::int, '>=', 10, 'some are superseded twice over') FROM work.reports AS a JOIN work.reports AS b ON b.replaces = a.id JOIN work.reports AS c ON c.replaces = b.id;

-- The report that counts.
CREATE FUNCTION pg_temp.counts(organ bigint, year int) RETURNS bigint LANGUAGE sql STABLE RETURN
  (SELECT r.id FROM work.reports AS r
   WHERE r.organ = counts.organ AND govreport.report_year(r.parsed) = counts.year AND r.id NOT IN (SELECT replaces FROM work.reports WHERE replaces IS NOT NULL)
   ORDER BY r.fetched_at DESC, r.id DESC LIMIT 1);
SELECT results_eq('SELECT organ, year, report_id FROM work.latest ORDER BY 1, 2',
  $$SELECT o.id, year, pg_temp.counts(o.id, year) FROM work.organs AS o, generate_series(2019, 2022) AS year WHERE pg_temp.counts(o.id, year) IS NOT NULL ORDER BY 1, 2$$,
  'latest has the report that counts');

-- The lowest reports of a subtree, going down.
CREATE FUNCTION pg_temp.below(organ bigint, year int) RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  child bigint;
  here bigint[];
  ids bigint[] := '{}';
BEGIN
  FOR child IN SELECT id FROM work.organs WHERE parent = below.organ LOOP
    here := pg_temp.below(child, year);
    IF here = '{}' AND pg_temp.counts(child, year) IS NOT NULL THEN
      here := ARRAY[pg_temp.counts(child, year)];
    END IF;
    ids := ids || here;
  END LOOP;
  RETURN ids;
END
$$;
CREATE TEMPORARY TABLE defined AS
SELECT d.*, (SELECT govreport.rollup(parsed) FROM work.reports WHERE id = ANY (d.lowest)) AS subtree,
       (SELECT govreport.rollup(parsed) FROM work.reports WHERE id = ANY (d.children_ids)) AS children
FROM (SELECT o.id AS organ, year, pg_temp.counts(o.id, year) AS report_id, pg_temp.below(o.id, year) AS lowest,
             ARRAY(SELECT pg_temp.counts(c.id, year) FROM work.organs AS c WHERE c.parent = o.id AND pg_temp.counts(c.id, year) IS NOT NULL) AS children_ids
      FROM work.organs AS o, generate_series(2019, 2022) AS year) AS d;
SELECT cmp_ok(count(*)::int, '>=', 20, 'some have reports on three levels') FROM defined WHERE cardinality(lowest) > cardinality(children_ids);
SELECT set_eq($$SELECT organ, year, report_id, children::text, children_reports, subtree::text, subtree_reports FROM work.rollups$$,
  $$SELECT organ, year, report_id, children::text, cardinality(children_ids)::bigint AS c, subtree::text, cardinality(lowest)::bigint AS s FROM defined WHERE report_id IS NOT NULL OR subtree IS NOT NULL$$,
  'rollups has the roll-ups of children and subtrees');
SELECT set_eq('SELECT organ, year, reports_below FROM work.rollups',
  $$SELECT d.organ, d.year, (SELECT count(*) FROM work.ancestry AS a JOIN defined AS b ON b.organ = a.organ AND b.year = d.year AND b.report_id IS NOT NULL WHERE a.ancestor = d.organ AND a.distance > 0)
    FROM defined AS d WHERE report_id IS NOT NULL OR subtree IS NOT NULL$$, 'and the number of reports below');
SELECT set_eq('SELECT organ, year, row_key, column_key, expected, actual, certain FROM work.rollup_differences',
  $$SELECT d.organ, d.year, f.row_key, f.column_key, f.expected, f.actual,
           f.actual < f.expected OR NOT EXISTS (SELECT FROM work.organs AS o WHERE o.parent = d.organ AND o.expected AND coalesce(o.valid_to >= make_date(d.year, 12, 31), true) AND pg_temp.counts(o.id, d.year) IS NULL)
    FROM defined AS d JOIN work.reports AS r ON r.id = d.report_id, govreport.compare(r.parsed, d.children) AS f$$, 'rollup_differences has what compare finds');
SELECT is_empty($$SELECT * FROM work.rollup_differences AS d WHERE expected <> (SELECT coalesce(sum((c ->> 'value')::numeric), 0) FROM jsonb_array_elements(children) AS c)$$,
  'those that contribute add up to what is expected');
SELECT is_empty($$SELECT organ, year FROM work.rollups EXCEPT ALL SELECT organ, year FROM (SELECT DISTINCT organ, year FROM work.rollups) AS d$$, 'no organ and year is there twice');

-- Who reported.
SELECT set_eq('SELECT organ, year, reports, missing FROM work.coverage',
  $$SELECT * FROM (
      SELECT o.id, year, (SELECT count(*) FROM work.reports AS r WHERE r.organ = o.id AND govreport.report_year(r.parsed) = year
                                         AND NOT EXISTS (SELECT FROM work.reports AS n WHERE n.replaces = r.id)) AS n,
             pg_temp.counts(o.id, year) IS NULL
      FROM work.organs AS o, generate_series(2019, 2022) AS year
      WHERE o.expected AND (o.valid_to IS NULL OR o.valid_to >= make_date(year, 12, 31)) OR pg_temp.counts(o.id, year) IS NOT NULL) AS c$$, 'coverage counts what is not superseded');
SELECT is_empty('SELECT FROM work.coverage WHERE twice <> (reports > 1) OR missing AND twice', 'twice is more than once');
SELECT is(sum(reports + superseded)::bigint, (SELECT count(organ) FROM work.reports), 'no report is forgotten') FROM work.coverage;

-- Years against each other.
SELECT set_eq('SELECT organ, year, previous_year, rule, expected, actual FROM work.continuity',
  $$SELECT d.organ, d.year, p.year AS before, f.rule, f.expected, f.actual
    FROM defined AS d JOIN work.reports AS r ON r.id = d.report_id
    JOIN LATERAL (SELECT e.year, e.report_id FROM defined AS e WHERE e.organ = d.organ AND e.year < d.year AND e.report_id IS NOT NULL ORDER BY e.year DESC LIMIT 1) AS p ON true
    JOIN work.reports AS q ON q.id = p.report_id, govreport.continuity(q.parsed, r.parsed) AS f$$, 'continuity has what the function finds');
SELECT is_empty('SELECT FROM work.continuity WHERE (rule = ''continuity.year'') <> (cardinality(missing_years) > 0)', 'years missing are told');

-- Versions.
SELECT set_eq('SELECT report_id, row_key, column_key, difference FROM work.republications WHERE row_key IS NOT NULL',
  $$SELECT n.id, c.row_key, c.column_key, c.value - b.value FROM work.reports AS n JOIN work.reports AS p ON p.id = n.replaces, govreport.cells(n.parsed) AS c
    JOIN LATERAL govreport.cells(p.parsed) AS b USING (table_key, row_key, column_key) WHERE c.value <> b.value$$, 'republications has the cells that changed');
SELECT set_eq('SELECT report_id FROM work.republications', 'SELECT id FROM work.reports WHERE replaces IS NOT NULL', 'each version is there');

-- A row that the dictionary does not know is told by its label.
INSERT INTO work.reports (raw) VALUES (E'青湖县政府信息公开情况统计表（2016年度）\n统计指标 | 单位 | 统计数\n（一）收到申请数 | 件 | 25\n（二）申请办结数 | 件 | 24\n七、依申请公开信息收取的费用 | 元 | 350\n十、政务公开专栏更新数 | 条 | 118');
SELECT results_eq('SELECT label, value, unit FROM work.statistics WHERE row_key IS NULL', $$VALUES ('十、政务公开专栏更新数', 118::numeric, '条')$$, 'statistics has the labels of the text');

-- The summary, after all kinds of changes.
CREATE TEMPORARY VIEW wrong AS
SELECT organ, year FROM (SELECT organ, year, report_id, children::text, subtree::text FROM work.rollups) AS r
FULL JOIN (SELECT organ, year, report_id, children::text, subtree::text FROM work.summary) AS s USING (organ, year)
WHERE (r.report_id, r.children, r.subtree) IS DISTINCT FROM (s.report_id, s.children, s.subtree);
CALL work.refresh_summary();
SELECT is_empty('SELECT * FROM wrong', 'the summary is that of rollups');
CREATE FUNCTION pg_temp.after(command text, what text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  stale bigint;
BEGIN
  EXECUTE command;
  SELECT count(*) INTO stale FROM wrong;
  RETURN NEXT cmp_ok(stale, '>', 0::bigint, what || ': the summary is stale');
  CALL work.refresh_summary();
  RETURN NEXT is_empty('SELECT * FROM wrong', what || ': and up to date again');
END
$$;
SELECT pg_temp.after($$DELETE FROM work.reports WHERE id IN (SELECT n.id FROM work.reports AS n WHERE n.replaces IS NOT NULL AND NOT EXISTS (SELECT FROM work.reports AS v WHERE v.replaces = n.id))$$, 'versions taken back');
SELECT pg_temp.after($$UPDATE work.reports SET raw = pg_temp.text_of(organ, 2023, id::int) WHERE id % 5 = 0 AND organ IS NOT NULL$$, 'another year');
SELECT pg_temp.after($$UPDATE work.reports SET organ = 7 WHERE id % 50 = 0$$, 'attached by hand');
SELECT pg_temp.after($$UPDATE work.reports SET fetched_at = '2022-01-01' WHERE id % 3 = 0$$, 'another one was fetched last');
SELECT pg_temp.after($$UPDATE work.organs SET parent = 2 WHERE id BETWEEN 41 AND 60$$, 'moved');
SELECT pg_temp.after($$UPDATE work.organs SET name = name || '所' WHERE id IN (90, 91)$$, 'renamed');
SELECT pg_temp.after($$UPDATE work.organs SET valid_from = '2022-01-01', valid_to = NULL WHERE id IN (100, 101, 102)$$, 'founded later');
SELECT pg_temp.after($$DELETE FROM work.reports WHERE id % 4 = 1 AND replaces IS NULL AND NOT EXISTS (SELECT FROM work.reports AS v WHERE v.replaces = reports.id)$$, 'deleted');

-- Ids: 120 were given, and the sequence is behind them; it never goes back, and who may not move it can give ids all the same.
SELECT lives_ok($$INSERT INTO work.organs (name) VALUES ('无号局')$$, 'an organ without an id, after those that have one');
SELECT is(id, 121::bigint, 'its id follows theirs') FROM work.organs WHERE name = '无号局';
INSERT INTO work.organs (id, name) VALUES (500, '有号局'), (130, '小号局');
DELETE FROM work.organs WHERE id = 500;
INSERT INTO work.organs (id, name) VALUES (131, '后来局');
INSERT INTO work.organs (name) VALUES ('再来局');
SELECT is(id, 501::bigint, 'no id comes twice, not even of one that was deleted') FROM work.organs WHERE name = '再来局';
CREATE ROLE govreport_test_clerk;
GRANT USAGE ON SCHEMA work TO govreport_test_clerk;
GRANT SELECT, INSERT, UPDATE, DELETE ON work.organs, work.reports, work.organ_names, work.summary, work.summary_changes TO govreport_test_clerk;
GRANT SELECT ON work.latest, work.organ_proposals TO govreport_test_clerk;
SET LOCAL ROLE govreport_test_clerk;
SELECT lives_ok($$INSERT INTO work.organs (id, name) VALUES (600, '他人局')$$, 'who may not move the sequence gives an id');
SELECT lives_ok('CALL work.refresh_summary()', 'who has the rights that workspace.md names refreshes');
SELECT lives_ok('CALL work.place_organs()', 'and places organs');
RESET ROLE;
CREATE ROLE govreport_test_reader;
GRANT USAGE ON SCHEMA work TO govreport_test_reader;
GRANT SELECT ON work.rollups TO govreport_test_reader;
SET LOCAL ROLE govreport_test_reader;
SELECT lives_ok('SELECT count(*) FROM work.rollups', 'a view is read without rights on the tables below');
SELECT throws_ok('SELECT count(*) FROM work.reports', '42501', NULL, 'which stay closed');
RESET ROLE;
GRANT SELECT ON work.organs, work.reports, work.latest, work.ancestry TO govreport_test_reader;
SET LOCAL ROLE govreport_test_reader;
SELECT lives_ok('SELECT * FROM work.sheets(2020, 120)', 'the sheets take the rights that workspace.md names');
SELECT throws_ok('SELECT work.page(2020, 120)', '42501', NULL, 'the page takes one more');
RESET ROLE;
GRANT SELECT ON work.coverage TO govreport_test_reader;
SET LOCAL ROLE govreport_test_reader;
SELECT lives_ok('SELECT work.page(2020, 120)', 'which is this');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
