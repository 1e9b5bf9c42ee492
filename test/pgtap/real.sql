-- The real reports, value by value, against what a careful reader took from them.  Skipped where they are not at hand.
-- The gold files have keys of their own; the map is here.
\set QUIET on
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS govreport;
SELECT :'real' = '' AS absent \gset
\if :absent
\echo 'ok 1 # SKIP there are no real reports here'
\echo '1..1'
\else
SELECT * FROM no_plan();

CREATE TEMPORARY TABLE report AS
SELECT left(f, 3) AS name, pg_read_file(:'real' || '/' || f) AS raw, govreport.parse(pg_read_file(:'real' || '/' || f)) AS parsed,
       pg_read_file(:'real' || '/' || regexp_replace(f, '\.txt$', '.gold.json'))::jsonb AS gold
FROM pg_ls_dir(:'real') AS f WHERE f ~ '^00[0-4]_.*\.txt$';
SELECT is(array_agg(name ORDER BY name), ARRAY['000', '001', '002', '003', '004'], 'the five reports') FROM report;

CREATE TEMPORARY TABLE app_key AS SELECT * FROM (VALUES
  ('new', 'received'), ('carried_in', 'carried_in'), ('granted', 'granted'), ('partial', 'partly_granted'), ('refused_state_secret', 'denied.state_secret'),
  ('refused_law', 'denied.law'), ('refused_safety', 'denied.safety'), ('refused_third_party', 'denied.third_party'), ('refused_internal', 'denied.internal'),
  ('refused_process', 'denied.process'), ('refused_enforcement', 'denied.enforcement_file'), ('refused_inquiry', 'denied.inquiry'),
  ('unavailable_not_held', 'unavailable.not_held'), ('unavailable_not_existing', 'unavailable.not_compiled'), ('unavailable_unclear', 'unavailable.unclear'),
  ('rejected_petition', 'rejected.petition'), ('rejected_repeat', 'rejected.duplicate'), ('rejected_publication', 'rejected.publication'),
  ('rejected_excessive', 'rejected.excessive'), ('rejected_confirm', 'rejected.reissue'), ('other', 'other'), ('total', 'concluded'), ('carried_out', 'carried_out')) AS t(gold_key, row_key);
CREATE TEMPORARY TABLE disclosure_key AS SELECT gold_key, row_key, c.column_key, c.nth FROM (VALUES
  ('rules', 'rules', ARRAY['made', 'disclosed', 'public_total']), ('normative_docs', 'normative_documents', ARRAY['made', 'disclosed', 'public_total']),
  ('licensing', 'licensing', ARRAY['prior_items', 'change', 'decisions']), ('other_services', 'other_services', ARRAY['prior_items', 'change', 'decisions']),
  ('penalty', 'penalty', ARRAY['prior_items', 'change', 'decisions']), ('coercion', 'compulsion', ARRAY['prior_items', 'change', 'decisions']),
  ('fees', 'fees', ARRAY['prior_items', 'change'])) AS t(gold_key, row_key, columns), LATERAL unnest(columns) WITH ORDINALITY AS c(column_key, nth);

-- What value() has to say: money in 万元.
CREATE TEMPORARY TABLE expected AS
SELECT r.name, 'applications' AS table_key, k.row_key, c.column_key, (v ->> (c.nth::int - 1))::numeric AS value
FROM report AS r, jsonb_each(r.gold -> 'applications') AS g(gold_key, v) LEFT JOIN app_key AS k USING (gold_key),
     unnest(ARRAY['natural_person', 'business', 'research', 'welfare', 'legal_service', 'other', 'total']) WITH ORDINALITY AS c(column_key, nth)
WHERE r.gold -> 'applications' <> 'null'
UNION ALL
SELECT r.name, 'disclosure', k.row_key, k.column_key, (r.gold -> 'active_disclosure' -> k.gold_key ->> (k.nth::int - 1))::numeric
FROM report AS r, disclosure_key AS k WHERE r.gold -> 'active_disclosure' <> 'null'
UNION ALL
SELECT r.name, 'disclosure', 'procurement', 'purchases', (r.gold #>> '{active_disclosure,procurement,count}')::numeric FROM report AS r WHERE r.gold -> 'active_disclosure' <> 'null'
UNION ALL
SELECT r.name, 'disclosure', 'procurement', 'amount', (r.gold #>> '{active_disclosure,procurement,amount_yuan}')::numeric / 10000 FROM report AS r
WHERE r.gold -> 'active_disclosure' <> 'null'
UNION ALL
SELECT r.name, 'proceedings', p.row_key, c.column_key, (r.gold -> 'review_litigation' ->> (p.nth * 5 + c.nth - 6)::int)::numeric
FROM report AS r, unnest(ARRAY['reconsideration', 'litigation.direct', 'litigation.after_reconsideration']) WITH ORDINALITY AS p(row_key, nth),
     unnest(ARRAY['upheld', 'corrected', 'other', 'pending', 'total']) WITH ORDINALITY AS c(column_key, nth) WHERE r.gold -> 'review_litigation' <> 'null';
SELECT set_eq('SELECT name, table_key, count(*)::int FROM expected GROUP BY 1, 2',
  $$SELECT name, t, n FROM unnest(ARRAY['000', '001', '002', '003']) AS name, (VALUES ('disclosure', 22), ('applications', 161), ('proceedings', 15)) AS c(t, n)$$,
  'the gold has 22 + 161 + 15 values of each');
CREATE TEMPORARY TABLE actual AS
SELECT r.name, c.*, govreport.value(r.parsed, c.table_key, c.row_key, c.column_key) AS in_wan_yuan, substr(r.raw, c.pos, c.len) AS source, substr(r.raw, c.label_pos, c.label_len) AS label
FROM report AS r, govreport.cells(r.parsed) AS c;

-- 000, 001, 002: every value.
SELECT is_empty(format($$SELECT table_key, row_key, column_key, e.value, a.in_wan_yuan FROM (SELECT * FROM expected WHERE name = %1$L) AS e
  FULL JOIN (SELECT * FROM actual WHERE name = %1$L) AS a USING (table_key, row_key, column_key)
  WHERE e.value IS DISTINCT FROM a.in_wan_yuan OR e.name IS NULL OR a.name IS NULL$$, n), n || ': all 198 values') FROM unnest(ARRAY['000', '001', '002']) AS n;
SELECT is_empty(format($$SELECT table_key, row_key, column_key, status, source FROM actual WHERE name = %1$L AND status <> 'given'$$, n), n || ': all of them given')
FROM unnest(ARRAY['000', '002']) AS n;
SELECT results_eq($$SELECT table_key, row_key, column_key, status, value FROM actual WHERE name = '001' AND status <> 'given'$$,
  $$VALUES ('applications', 'carried_in', 'other', 'blank', NULL::numeric)$$, '001: the blank cell is blank, not zero');
SELECT is(govreport.reconciles(parsed), true, name || ' reconciles') FROM report WHERE name IN ('000', '001', '002') ORDER BY name;
SELECT results_eq($$SELECT name, value, unit, in_wan_yuan FROM actual WHERE column_key = 'amount' AND name IN ('000', '001', '002') ORDER BY name$$,
  $$VALUES ('000', 10860.82, '万元', 10860.82), ('001', 31.17, '亿元', 311700), ('002', 2926.8311, '万元', 2926.8311)$$, 'money keeps its unit');

-- Places: the figure of each cell stands where it says, and so does the label of its row.
SELECT is_empty(format($$SELECT table_key, row_key, column_key, value, source FROM actual
  WHERE name = %L AND value IS NOT NULL AND CASE WHEN source ~ '^(减|-)' THEN -1 ELSE 1 END * regexp_replace(source, '[^0-9.]', '', 'g')::numeric IS DISTINCT FROM value$$, n), n || ': places')
FROM unnest(ARRAY['000', '001', '002', '003']) AS n;
SELECT is_empty(format($$SELECT DISTINCT a.row_key, a.label FROM actual AS a JOIN govreport.labels() AS l USING (table_key, row_key)
  WHERE a.name = %L AND a.table_key <> 'proceedings' AND coalesce(position(right(regexp_replace(a.label, '[^一-龥]', '', 'g'), 2) IN l.label_zh), 0) = 0
    AND a.label IS DISTINCT FROM '7.属于行政执法案件'$$, n), n || ': labels')
FROM unnest(ARRAY['000', '001', '002', '003']) AS n;

-- 003: cells glued together; no value that is wrong, and the row that cannot be split is not split.
SELECT is_empty($$SELECT table_key, row_key, column_key, e.value, a.in_wan_yuan FROM expected AS e JOIN actual AS a USING (name, table_key, row_key, column_key)
  WHERE name = '003' AND a.in_wan_yuan IS NOT NULL AND a.in_wan_yuan IS DISTINCT FROM e.value$$, '003: no value is wrong');
SELECT is_empty($$SELECT table_key, row_key, column_key, status FROM actual WHERE name = '003' AND value IS NOT NULL AND status <> 'solved'$$, '003: what is read is solved');
SELECT set_eq($$SELECT column_key, status FROM actual WHERE name = '003' AND row_key = 'normative_documents'$$,
  $$VALUES ('made', 'ambiguous'), ('disclosed', 'ambiguous'), ('public_total', 'ambiguous')$$, '003: 规范性文件 is ambiguous');
SELECT cmp_ok(count(*)::int, '>=', 176, '003: the rest is read') FROM actual WHERE name = '003' AND value IS NOT NULL;
SELECT isnt(govreport.reconciles(parsed), false, '003: nothing in it is an error') FROM report WHERE name = '003';

-- 004: prose only.
SELECT is(govreport.form(parsed, t), 'none', '004: no ' || t) FROM report, unnest(ARRAY['disclosure', 'applications', 'proceedings']) AS t WHERE name = '004';
SELECT is(govreport.reconciles(parsed), NULL, '004: nothing to reconcile') FROM report WHERE name = '004';
SELECT is(count(*)::int, 0, '004: no cells') FROM actual WHERE name = '004';

-- Header.
SELECT is(govreport.report_year(parsed), (gold ->> 'year')::int, name || ': year') FROM report ORDER BY name;
SELECT ok(govreport.issuer(parsed) IS NULL OR position(govreport.issuer(parsed) IN gold ->> 'issuer') > 0 OR position(govreport.issuer(parsed) IN gold ->> 'issuer_in_text') > 0,
          name || ': no wrong issuer') FROM report ORDER BY name;
SELECT is(govreport.issuer(parsed), split_part(gold ->> 'issuer_in_text', ' (', 1), name || ': issuer') FROM report ORDER BY name;
SELECT is(h.layout, CASE name WHEN '000' THEN 'pipe' WHEN '001' THEN 'pipe' WHEN '002' THEN 'tab' WHEN '003' THEN 'glued' ELSE 'none' END, name || ': layout')
FROM report, govreport.header(parsed) AS h ORDER BY name;
SELECT is(h.period, CASE WHEN name IN ('003', '004') THEN NULL ELSE daterange('2020-01-01', '2021-01-01') END, name || ': period') FROM report, govreport.header(parsed) AS h ORDER BY name;
SELECT is(govreport.site_code(parsed), '1507000006', '001: site code') FROM report WHERE name = '001';
SELECT is(govreport.published(parsed), '2021-01-30'::date, '003: published') FROM report WHERE name = '003';
-- Prose: every fact of the gold files is there, with value and unit.
SELECT ok(EXISTS (SELECT FROM govreport.facts(parsed) AS f WHERE f.value = (n ->> 'value')::numeric AND f.unit = n ->> 'unit'),
          name || ': ' || (n ->> 'value') || ' ' || (n ->> 'unit'))
FROM report, jsonb_array_elements(gold::jsonb -> 'narrative_facts') AS n ORDER BY name;
-- Against the tables: 001 says 222 where its table says 223, and nobody else contradicts himself.
SELECT set_eq($$SELECT name, f.rule, f.severity, f.row_key, f.actual, f.expected FROM report, govreport.findings(parsed) AS f WHERE f.rule LIKE 'narrative.%'$$,
              $$VALUES ('001', 'narrative.concluded', 'warning', 'concluded', 222, 223), ('004', 'narrative.percent', 'info', NULL, 7.5, 7.6)$$,
              'what contradicts itself');
SELECT set_eq($$SELECT f.fact_key, f.value FROM report, govreport.facts(parsed) AS f WHERE name = '004' AND f.fact_key IN ('received', 'concluded')$$,
              $$VALUES ('received', 462), ('concluded', 446)$$, '004: received and concluded');
-- The outline: 000 heads chapter 三 behind its table, 002 heads 一 twice and numbers （三） twice.
SELECT set_eq($$SELECT name, f.rule, f.table_key, f.actual FROM report, govreport.findings(parsed) AS f WHERE f.rule LIKE 'section.%'$$,
              $$VALUES ('000', 'section.misplaced', 'applications', 3), ('002', 'section.duplicate', NULL, 1), ('002', 'section.number', NULL, 3)$$,
              'what is wrong with the outlines');
SELECT is((SELECT count(DISTINCT s.chapter)::int FROM govreport.sections(parsed) AS s WHERE s.level = 1), 6, name || ': six chapters')
FROM report WHERE name IN ('000', '001', '002', '003') ORDER BY name;
SELECT * FROM finish();
\endif
ROLLBACK;
