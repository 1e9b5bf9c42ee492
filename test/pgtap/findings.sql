-- Findings and their severities, on reports written out from tables of figures.
\set QUIET on
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS govreport;
SELECT * FROM no_plan();

-- A report as text: all cells of the form of 2019 are "figure", except those that "change" names as table/row/column.
-- Every row ends with a separator, and all rows of the table of applications have as many cells: what is blank at an end of a row is certain.
CREATE FUNCTION pg_temp.report(change jsonb DEFAULT '{}', head text DEFAULT '云棹市人民政府2020年政府信息公开工作年度报告', figure text DEFAULT '0')
RETURNS text LANGUAGE sql AS $$
  WITH line AS (
    SELECT r.table_key, r.ordinal, concat_ws(' | ', p.label_zh, r.label_zh) || ' | ' ||
           (SELECT string_agg(coalesce(change ->> format('%s/%s/%s', r.table_key, r.row_key, c.column_key), figure), ' | ' ORDER BY c.ordinal)
            FROM govreport.labels() AS c WHERE c.table_key = r.table_key AND c.column_key IS NOT NULL) || CASE WHEN p.row_key IS NULL THEN ' | |' ELSE ' |' END AS text
    FROM govreport.labels() AS r LEFT JOIN govreport.labels() AS p ON p.table_key = r.table_key AND p.row_key = r.parent AND r.label_zh LIKE '1.%'
    WHERE r.table_key = 'applications' AND r.row_key NOT IN ('denied', 'unavailable', 'rejected') AND '2019' = ANY (r.forms))
  SELECT concat_ws(E'\n', head, '信息内容 | 采购项目数量 | 采购总金额（单位：万元）',
    '政府集中采购 | ' || coalesce(change ->> 'disclosure/procurement/purchases', figure) || ' | ' || coalesce(change ->> 'disclosure/procurement/amount', figure) || ' |',
    '信息内容 | 上一年项目数量 | 本年增/减',
    '行政事业性收费 | ' || coalesce(change ->> 'disclosure/fees/prior_items', figure) || ' | ' || coalesce(change ->> 'disclosure/fees/change', figure) || ' |',
    '申请人情况 | 自然人 | 法人或其他组织 | 总计',
    (SELECT string_agg(text, E'\n' ORDER BY ordinal) FROM line),
    '行政复议 | 行政诉讼', '结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计',
    (SELECT string_agg(coalesce(change ->> format('proceedings/%s/%s', r, c), figure), ' | ' ORDER BY i, j)
     FROM unnest(ARRAY['reconsideration', 'litigation.direct', 'litigation.after_reconsideration']) WITH ORDINALITY AS a(r, i),
          unnest(ARRAY['upheld', 'corrected', 'other', 'pending', 'total']) WITH ORDINALITY AS b(c, j)) || ' |')
$$;
CREATE FUNCTION pg_temp.findings(change jsonb DEFAULT '{}') RETURNS SETOF text LANGUAGE sql AS $$
  SELECT concat_ws(' ', f.severity, f.rule, f.row_key, f.column_key, f.expected || ' ' || coalesce(f.actual::text, '-'))
  FROM govreport.findings(govreport.parse(pg_temp.report(change))) AS f
$$;
SELECT is(count(*)::int, 161, 'the text is read') FROM govreport.cells(govreport.parse(pg_temp.report())) AS c WHERE c.table_key = 'applications' AND c.value = 0;
SELECT is(count(*)::int, 15, 'to its end') FROM govreport.cells(govreport.parse(pg_temp.report())) AS c WHERE c.table_key = 'proceedings' AND c.value = 0;
SELECT is_empty('SELECT pg_temp.findings()', 'zeros add up');
SELECT ok(govreport.reconciles(govreport.parse(pg_temp.report())), 'and reconcile');

-- The severity of an identity, case by case.
SELECT bag_eq(format('SELECT pg_temp.findings(%L)', change), format('SELECT * FROM unnest(%L::text[])', expected), what) FROM (VALUES
  ('a total too high is an error', '{"proceedings/reconsideration/total": "2"}'::jsonb, ARRAY['error proceedings.row_sum reconsideration total 0 2']),
  ('a total too low is an error', '{"proceedings/reconsideration/upheld": "2"}', ARRAY['error proceedings.row_sum reconsideration total 2 0']),
  ('a blank that explains the gap: warning', '{"proceedings/reconsideration/total": "2", "proceedings/reconsideration/other": ""}', ARRAY['warning proceedings.row_sum reconsideration total 0 2']),
  ('a blank that would have to be negative: error', '{"proceedings/reconsideration/upheld": "2", "proceedings/reconsideration/other": ""}', ARRAY['error proceedings.row_sum reconsideration total 2 0']),
  ('a blank that may be zero: info', '{"proceedings/reconsideration/other": ""}', ARRAY['info proceedings.row_sum reconsideration total 0 0']),
  ('a placeholder is as open as a blank', '{"proceedings/reconsideration/other": "—"}', ARRAY['info proceedings.row_sum reconsideration total 0 0']),
  ('a blank total of zeros: info', '{"proceedings/reconsideration/total": ""}', ARRAY['info proceedings.row_sum reconsideration total 0 -']),
  ('a blank total of something: warning', '{"proceedings/reconsideration/upheld": "3", "proceedings/reconsideration/total": ""}', ARRAY['warning proceedings.row_sum reconsideration total 3 -']),
  ('a row of the table of applications belongs to a column, too', '{"applications/granted/business": "1"}',
    ARRAY['error applications.row_sum granted total 1 0', 'error applications.column_sum concluded business 1 0']),
  ('received: row and balance', '{"applications/received/other": "4"}', ARRAY['error applications.row_sum received total 4 0', 'error applications.balance carried_out other 4 0']),
  ('concluded: all three', '{"applications/concluded/research": "1"}', ARRAY['error applications.row_sum concluded total 1 0', 'error applications.column_sum concluded research 0 1',
    'error applications.balance carried_out research -1 0']),
  ('carried out, total', '{"applications/carried_out/total": "5"}', ARRAY['error applications.row_sum carried_out total 0 5', 'error applications.balance carried_out total 0 5']),
  ('a blank in the balance can take up what came in', '{"applications/concluded/total": "", "applications/received/total": "3"}',
    ARRAY['error applications.row_sum received total 0 3', 'info applications.row_sum concluded total 0 -', 'info applications.column_sum concluded total 0 -',
          'warning applications.balance carried_out total 3 0'])
) AS t(what, change, expected);

-- Any mixture of figures and open cells, against the rule itself: an error if no filling of the open cells with numbers that are
-- not negative satisfies the identity, a warning if only one other than zero does, info if zero does.  Where all cells are open, nothing.
CREATE TEMPORARY TABLE variant AS
SELECT k, table_key, row_key, column_key, CASE WHEN h % 100 < p THEN NULL WHEN h % 100 < p + q THEN 1 + h / 100 % 3 ELSE 0 END AS value,
       CASE WHEN h % 100 < p THEN CASE WHEN h % 2 = 0 THEN '' ELSE '/' END WHEN h % 100 < p + q THEN (1 + h / 100 % 3)::text ELSE '0' END AS printed
FROM generate_series(1, 120) AS k,
     LATERAL (SELECT (ARRAY[1, 4, 30, 70])[k % 4 + 1] AS p, (ARRAY[1, 3, 10])[k % 3 + 1] AS q) AS rate,
     govreport.cells(govreport.parse(pg_temp.report())) AS c, LATERAL (SELECT abs(hashtext(format('%s %s %s %s', k, table_key, row_key, column_key))::bigint) AS h) AS hash
WHERE table_key <> 'disclosure';
CREATE TEMPORARY TABLE read AS
SELECT k, govreport.parse(pg_temp.report(jsonb_object_agg(format('%s/%s/%s', table_key, row_key, column_key), printed))) AS parsed FROM variant GROUP BY k;
SELECT is_empty($$SELECT k, table_key, row_key, column_key, v.value, c.value, c.status FROM variant AS v JOIN read USING (k)
  JOIN LATERAL govreport.cells(parsed) AS c USING (table_key, row_key, column_key) WHERE v.value IS DISTINCT FROM c.value$$, 'the figures arrive');
CREATE TEMPORARY TABLE term AS
SELECT 'applications.row_sum' AS rule, row_key AS named_row, 'total' AS named_column, row_key, column_key, CASE column_key WHEN 'total' THEN 1 ELSE -1 END AS weight
FROM variant WHERE k = 1 AND table_key = 'applications'
UNION ALL SELECT 'applications.column_sum', 'concluded', column_key, row_key, column_key, CASE row_key WHEN 'concluded' THEN 1 ELSE -1 END
FROM variant WHERE k = 1 AND table_key = 'applications' AND row_key NOT IN ('received', 'carried_in', 'carried_out')
UNION ALL SELECT 'applications.balance', 'carried_out', column_key, row_key, column_key, CASE WHEN row_key IN ('concluded', 'carried_out') THEN 1 ELSE -1 END
FROM variant WHERE k = 1 AND table_key = 'applications' AND row_key IN ('received', 'carried_in', 'concluded', 'carried_out')
UNION ALL SELECT 'proceedings.row_sum', row_key, 'total', row_key, column_key, CASE column_key WHEN 'total' THEN 1 ELSE -1 END
FROM variant WHERE k = 1 AND table_key = 'proceedings';
CREATE TEMPORARY TABLE verdict AS
SELECT k, rule, named_row, named_column,
       CASE WHEN count(value) = 0 OR gap = 0 AND count(*) = count(value) THEN 'none' WHEN gap = 0 THEN 'info'
            WHEN gap > 0 AND bool_or(weight < 0 AND value IS NULL) OR gap < 0 AND bool_or(weight > 0 AND value IS NULL) THEN 'warning' ELSE 'error' END AS severity
FROM (SELECT k, rule, named_row, named_column, weight, value, sum(weight * value) OVER (PARTITION BY k, rule, named_row, named_column) AS gap
      FROM term JOIN variant USING (row_key, column_key) WHERE split_part(rule, '.', 1) = table_key) AS t
GROUP BY k, rule, named_row, named_column, gap;
SELECT cmp_ok(count(*)::int, '>=', 100, 'there are identities to judge: ' || severity) FROM verdict GROUP BY severity ORDER BY severity;
SELECT is_empty($$SELECT * FROM (SELECT k, rule, named_row, named_column, severity FROM verdict WHERE severity <> 'none') AS e
  FULL JOIN (SELECT k, f.rule, f.row_key AS named_row, f.column_key AS named_column, f.severity AS found FROM read, govreport.findings(parsed) AS f WHERE f.rule NOT LIKE 'table.%') AS g
  USING (k, rule, named_row, named_column) WHERE severity IS DISTINCT FROM found LIMIT 20$$, 'severities are those of the rule');
SELECT is_empty($$SELECT k FROM read JOIN (SELECT k, bool_or(severity = 'error') AS wrong FROM verdict GROUP BY k) AS v USING (k) WHERE govreport.reconciles(parsed) = wrong$$,
  'a report reconciles exactly where no identity is an error');
-- Every identity is one instance of its rule: it passed, failed or could not be assessed.
SELECT is_empty($$SELECT * FROM (SELECT k, rule, count(*)::int AS instances, count(*) FILTER (WHERE severity = 'error')::int AS failed FROM verdict GROUP BY 1, 2) AS e
  FULL JOIN (SELECT k, a.rule, a.instances, a.failed FROM read, govreport.assessment(parsed) AS a WHERE a.rule LIKE '%\_sum' OR a.rule LIKE '%.balance') AS g
  USING (k, rule, instances, failed) WHERE e.k IS NULL OR g.k IS NULL LIMIT 20$$, 'assessment counts them');
SELECT is_empty($$SELECT k, a.* FROM read, govreport.assessment(parsed) AS a WHERE a.instances <> a.passed + a.failed + a.unassessable$$, 'and leaves none out');
SELECT is_empty($$SELECT k, f.* FROM read, govreport.findings(parsed) AS f WHERE f.difference IS DISTINCT FROM f.actual - f.expected AND f.rule NOT LIKE 'table.%'$$, 'differences');

-- Other rules.
SELECT bag_eq(format('SELECT pg_temp.findings(%L)', change), format('SELECT * FROM unnest(%L::text[])', expected), what) FROM (VALUES
  ('negative counts', '{"proceedings/reconsideration/upheld": "-1", "proceedings/reconsideration/total": "-1"}'::jsonb,
    ARRAY['error table.negative reconsideration upheld', 'error table.negative reconsideration total']),
  ('a change may be negative', '{"disclosure/fees/change": "-3"}', ARRAY[]::text[]),
  ('prior items may not', '{"disclosure/fees/prior_items": "-3"}', ARRAY['error table.negative fees prior_items']),
  ('fractional counts', '{"proceedings/reconsideration/upheld": "0.5", "proceedings/reconsideration/other": "1.5", "proceedings/reconsideration/total": "2"}',
    ARRAY['error table.fractional reconsideration upheld', 'error table.fractional reconsideration other']),
  ('2.0 is whole', '{"proceedings/reconsideration/upheld": "2.0", "proceedings/reconsideration/total": "2"}', ARRAY[]::text[]),
  ('money may be fractional', '{"disclosure/procurement/amount": "0.25"}', ARRAY[]::text[]),
  ('words in place of a figure', '{"proceedings/reconsideration/upheld": "见附件"}', ARRAY['warning table.unreadable reconsideration upheld']),
  ('a figure beyond every count', '{"disclosure/procurement/purchases": "1000000000001"}', ARRAY['warning table.unreadable procurement purchases']),
  ('money among counts', '{"disclosure/procurement/purchases": "3万元"}', ARRAY['warning table.unreadable procurement purchases'])
) AS t(what, change, expected);
SELECT ok(NOT govreport.reconciles(govreport.parse(pg_temp.report(change))), 'does not reconcile: ' || change::text)
FROM (VALUES ('{"disclosure/fees/prior_items": "-3"}'::jsonb), ('{"disclosure/fees/prior_items": "0.5"}')) AS t(change);
SELECT ok(govreport.reconciles(govreport.parse(pg_temp.report('{"disclosure/fees/prior_items": "若干"}'))), 'what cannot be read is no error');

-- Tables that are missing, or there twice.
SELECT set_eq($$SELECT f.rule, f.severity, f.table_key FROM govreport.findings(govreport.parse('云棹市人民政府2020年政府信息公开工作年度报告')) AS f$$,
  $$VALUES ('table.missing', 'warning', 'disclosure'), ('table.missing', 'warning', 'applications'), ('table.missing', 'warning', 'proceedings')$$, 'three tables are missing');
SELECT is_empty($$SELECT * FROM govreport.findings(govreport.parse('云棹市人民政府2018年政府信息公开工作年度报告'))$$, 'before 2019 nothing is missing');
SELECT is(govreport.reconciles(govreport.parse('云棹市人民政府2018年政府信息公开工作年度报告')), NULL, 'nor is there anything to reconcile');
SELECT is(govreport.reconciles(govreport.parse('云棹市人民政府2020年政府信息公开工作年度报告')), NULL, 'nor where the tables are missing');
SELECT set_eq($$SELECT f.rule, f.severity, f.table_key FROM govreport.findings(govreport.parse(pg_temp.report() || E'\n' || pg_temp.report('{}', '附表', '1'))) AS f$$,
  $$VALUES ('table.duplicate', 'warning', 'disclosure'), ('table.duplicate', 'warning', 'applications'), ('table.duplicate', 'warning', 'proceedings')$$, 'tables twice');
SELECT is(sum(c.value), 0::numeric, 'the first is read') FROM govreport.cells(govreport.parse(pg_temp.report() || E'\n' || pg_temp.report('{}', '附表', '1'))) AS c;

-- Title and period.
SELECT results_eq(format($$SELECT f.severity, f.expected, f.actual FROM govreport.findings(govreport.parse(pg_temp.report('{}', %L))) AS f WHERE f.rule = 'header.year'$$,
    '云棹市人民政府' || title || '年政府信息公开工作年度报告' || E'\n统计期限' || period),
  format('SELECT %L::text, %s::numeric, %s::numeric WHERE %s <> %s', 'warning', year, title, year, title), title || ' and ' || period)
FROM (VALUES ('2020', 2020, '自2020年1月1日起至2020年12月31日止'), ('2019', 2020, '自2020年1月1日起至12月31日止'), ('2021', 2020, '2020年1月1日—2020年12月31日')) AS t(title, year, period);

-- What findings() says is listed by rules(), with the severity at most that of the rule.
SELECT is_empty($$SELECT DISTINCT f.rule FROM read, govreport.findings(parsed) AS f LEFT JOIN govreport.rules() AS r USING (rule) WHERE r.rule IS NULL$$, 'rules() lists the rules');
SELECT is_empty($$SELECT rule FROM govreport.rules() GROUP BY rule HAVING count(*) > 1$$, 'each once');
SELECT is_empty($$SELECT r.* FROM govreport.rules() AS r WHERE coalesce(description_zh, '') = '' OR coalesce(description_en, '') = '' OR severity NOT IN ('error', 'warning', 'info') OR rule !~ '^[a-z]+\.[a-z_]+$'$$,
  'with words in both languages');
SELECT is_empty($$SELECT k, f.rule, f.severity FROM read, govreport.findings(parsed) AS f, unnest(ARRAY['zh', 'en']) AS lang
  WHERE govreport.describe(f, lang) IS NULL OR govreport.describe(f, lang) LIKE '%{%' OR govreport.describe(f, lang) LIKE '%—%' AND f.difference IS NOT NULL$$, 'every finding is described');

SELECT * FROM finish();
ROLLBACK;
