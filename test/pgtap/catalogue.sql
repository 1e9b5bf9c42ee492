-- What the extension puts into the catalogues: volatility, strictness, cost, comments, who owns what (engineering.md, rule 8).
\set QUIET on
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS govreport;
SELECT * FROM no_plan();

CREATE TEMPORARY VIEW member AS
SELECT d.classid, d.objid
FROM pg_depend AS d JOIN pg_extension AS e ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid
WHERE e.extname = 'govreport' AND d.deptype = 'e';
CREATE TEMPORARY VIEW func AS
SELECT p.*, p.oid::regprocedure::text AS signature, l.lanname
FROM member AS m JOIN pg_proc AS p ON m.classid = 'pg_proc'::regclass AND p.oid = m.objid JOIN pg_language AS l ON l.oid = p.prolang;

-- The tests below would pass over an empty set.
SELECT cmp_ok(count(*)::int, '>=', 40, 'the extension has functions') FROM func;
SELECT is(array_agg(n.nspname::text), ARRAY['govreport'], 'it creates one schema')
FROM member AS m JOIN pg_namespace AS n ON m.classid = 'pg_namespace'::regclass AND n.oid = m.objid;
SELECT is_empty($$SELECT signature FROM func WHERE pronamespace <> 'govreport'::regnamespace$$, 'everything lies in its schema');

-- The surface of the design.
CREATE FUNCTION pg_temp.attributes(type regclass) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(format('%s %s', attname, format_type(atttypid, atttypmod)), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = type AND attnum > 0
$$;
SELECT bag_has($$SELECT DISTINCT proname::text FROM func$$,
  $$SELECT unnest(ARRAY['decode', 'parse', 'header', 'title', 'issuer', 'level', 'kind', 'report_year', 'period', 'published', 'site_code', 'layout', 'form',
    'cells', 'applications', 'proceedings', 'disclosure', 'value', 'findings', 'assessment', 'reconciles', 'assert_reconciles', 'describe',
    'rollup', 'plus', 'render', 'blank_form', 'forms', 'labels', 'rules', 'full_version', 'create_workspace'])$$, 'the functions of the design are there');
SELECT is(pg_temp.attributes('govreport.cell'), 'table_key text, row_key text, column_key text, value numeric, unit text, status text, form text, reports integer, pos integer, len integer, label_pos integer, label_len integer', 'type cell');
SELECT is(pg_temp.attributes('govreport.finding'), 'rule text, severity text, table_key text, row_key text, column_key text, expected numeric, actual numeric, difference numeric, pos integer, len integer', 'type finding');
SELECT is(pg_temp.attributes('govreport.header'), 'title text, issuer text, level text, kind text, year integer, period daterange, published date, site_code text, layout text, reports integer', 'type header');
SELECT is(pg_temp.attributes('govreport.application'), 'ordinal integer, row_key text, label text, natural_person bigint, business bigint, research bigint, welfare bigint, legal_service bigint, other bigint, total bigint', 'type application');
SELECT is(pg_temp.attributes('govreport.proceeding'), 'ordinal integer, row_key text, label text, upheld bigint, corrected bigint, other bigint, pending bigint, total bigint', 'type proceeding');
SELECT is(pg_temp.attributes('govreport.disclosure_item'), 'ordinal integer, article text, row_key text, label text, column_key text, value numeric, unit text', 'type disclosure_item');
SELECT is(pg_temp.attributes('govreport.assessment'), 'rule text, severity text, instances integer, passed integer, failed integer, unassessable integer', 'type assessment');

-- Functions.
SELECT bag_eq($$SELECT signature FROM func WHERE provolatile <> 'i' AND prokind <> 'a'$$,
  $$SELECT 'govreport.full_version()' UNION ALL SELECT signature FROM func WHERE proname ~ '^create_workspace'$$, 'all but these are immutable');
SELECT is(provolatile::text, 's', 'full_version is stable') FROM func WHERE proname = 'full_version';
SELECT is_empty($$SELECT signature FROM func WHERE prokind = 'a' AND provolatile <> 'i'$$, 'aggregates are immutable');
SELECT bag_eq($$SELECT signature FROM func WHERE NOT proisstrict AND prokind <> 'a'$$,
  $$VALUES ('govreport.rollup_accum(govreport.report,govreport.report)'), ('govreport.rollup_combine(govreport.report,govreport.report)'),
           ('govreport.rollup_moving(govreport.report,govreport.report)'), ('govreport.rollup_inverse(govreport.report,govreport.report)'),
           ('govreport.create_workspace(text)'), ('govreport.create_workspace_tables(text)'), ('govreport.create_workspace_matching(text)'),
           ('govreport.create_workspace_views(text)'), ('govreport.create_workspace_corrections(text)'), ('govreport.create_workspace_hierarchy(text)'), ('govreport.create_workspace_summary(text)'),
           ('govreport.create_workspace_places(text)'), ('govreport.create_workspace_indicators(text)'), ('govreport.create_workspace_pages(text)'),
           ('govreport.create_workspace_triggers(text)'), ('govreport.create_workspace_loading(text)'),
           ('govreport.chart_lines_accum(bytea,text,numeric,numeric)'), ('govreport.chart_lines_accum(bytea,text,numeric,numeric,text)'),
           ('govreport.chart_lines_accum(bytea,text,numeric,numeric,text,text,text,integer)'),
           ('govreport.chart_bars_accum(bytea,text,numeric)'), ('govreport.chart_bars_accum(bytea,text,numeric,text)'),
           ('govreport.chart_bars_accum(bytea,text,numeric,text,text,integer)'),
           ('govreport.chart_heat_accum(bytea,text,text,numeric)'), ('govreport.chart_heat_accum(bytea,text,text,numeric,text)'),
           ('govreport.chart_heat_accum(bytea,text,text,numeric,text,text,integer)')$$, 'all but these are strict');
SELECT is_empty($$SELECT signature FROM func WHERE proparallel <> 's' AND prokind <> 'p'$$, 'all are parallel safe');
SELECT is_empty($$SELECT signature FROM func WHERE prosecdef$$, 'none runs with the rights of its owner');
SELECT is_empty($$SELECT signature FROM func WHERE lanname = 'c' AND procost <= 1
                   AND proname NOT IN ('report_eq', 'report_ne', 'report_lt', 'report_le', 'report_gt', 'report_ge', 'report_cmp')$$,
  'every C function but the comparisons has a cost of its own');
SELECT is_empty($$SELECT signature FROM func WHERE proretset AND prorows = 1000$$, 'every set has its number of rows');
SELECT is_empty($$SELECT signature FROM func WHERE lanname NOT IN ('c', 'internal', 'sql') AND provolatile = 'i'$$, 'no immutable function has an interpreted body');
SELECT is_empty($$SELECT signature FROM func
  WHERE prokind <> 'a' AND (lanname = 'sql' AND prosqlbody IS NULL
     OR lanname NOT IN ('c', 'internal', 'sql') AND NOT EXISTS (SELECT FROM unnest(proconfig) AS c WHERE c = 'search_path=pg_catalog, pg_temp'))$$,
  'no function resolves names by the search_path of its caller');
SELECT is_empty($$SELECT signature FROM func WHERE lanname = 'c' AND proconfig IS NOT NULL$$, 'no C function sets parameters');
SELECT bag_eq($$SELECT signature FROM func WHERE proleakproof$$,
  $$SELECT format('govreport.%s(govreport.report,govreport.report)', n) FROM unnest(ARRAY['report_eq', 'report_ne', 'report_lt', 'report_le', 'report_gt', 'report_ge', 'report_cmp']) AS n
    UNION ALL VALUES ('govreport.report_hash(govreport.report)'), ('govreport.report_hash_extended(govreport.report,bigint)')$$,
  'only comparison and hash claim to be leakproof');
SELECT is_empty($$SELECT signature FROM func WHERE 'internal'::regtype = ANY (proargtypes) AND proname NOT IN ('report_recv')$$, 'none but recv takes internal');
SELECT is_empty($$SELECT signature FROM func WHERE NOT has_function_privilege('public', oid, 'EXECUTE')$$, 'everybody may call all');

-- Aggregates.
SELECT cmp_ok(count(*)::int, '>=', 1, 'there are aggregates') FROM func WHERE prokind = 'a';
SELECT is_empty($$SELECT signature FROM func JOIN pg_aggregate AS a ON a.aggfnoid = func.oid
  WHERE a.aggcombinefn = 0 OR a.aggtranstype = 'internal'::regtype OR a.aggserialfn <> 0 OR func.proparallel <> 's'$$,
  'each aggregate combines, and its state is no internal');
SELECT is(aggtranstype::regtype::text, 'govreport.report', 'the state of rollup is a report') FROM pg_aggregate WHERE aggfnoid = 'govreport.rollup(govreport.report)'::regprocedure;

-- Operators.
SELECT is_empty($$SELECT o.oid::regoperator FROM member AS m JOIN pg_operator AS o ON m.classid = 'pg_operator'::regclass AND o.oid = m.objid
  WHERE o.oprname IN ('=', '<>', '<', '<=', '>', '>=') AND (o.oprcom = 0 OR o.oprnegate = 0 OR o.oprrest = 0 OR o.oprjoin = 0)$$,
  'comparison operators have commutator, negator and estimators');
SELECT ok(o.oprcanhash AND o.oprcanmerge, 'equality hashes and merges') FROM pg_operator AS o WHERE o.oid = 'govreport.=(govreport.report,govreport.report)'::regoperator;
SELECT is(castcontext::text, 'e', 'the cast to jsonb is explicit') FROM pg_cast WHERE castsource = 'govreport.report'::regtype AND casttarget = 'jsonb'::regtype;
SELECT is(count(*)::int, 1, 'there is no other cast') FROM pg_cast WHERE castsource = 'govreport.report'::regtype OR casttarget = 'govreport.report'::regtype;

-- Every object has its comment.
SELECT is_empty($$SELECT pg_describe_object(classid, objid, 0) FROM member
  WHERE coalesce(obj_description(objid, classid::regclass::name), '') = ''
    AND NOT (classid = 'pg_type'::regclass AND EXISTS (SELECT FROM pg_type AS t WHERE t.oid = objid AND t.typcategory = 'A'))$$,
  'every object has a comment');

-- A trusted installer without superuser rights gets the extension, and no way to put objects into its schema.
CREATE TEMPORARY TABLE outcome (what text, sqlstate text);
CREATE FUNCTION pg_temp.try(what text, command text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE command;
  INSERT INTO pg_temp.outcome VALUES (what, 'ok');
EXCEPTION WHEN OTHERS THEN
  INSERT INTO pg_temp.outcome VALUES (what, SQLSTATE);
END
$$;
DROP EXTENSION govreport CASCADE;
CREATE ROLE govreport_test_installer;
CREATE ROLE govreport_test_stranger;
SELECT format('GRANT CREATE ON DATABASE %I TO govreport_test_installer', current_database()) AS command \gset
:command;
GRANT ALL ON pg_temp.outcome TO PUBLIC;
SET LOCAL ROLE govreport_test_installer;
SELECT pg_temp.try('install', 'CREATE EXTENSION govreport') \g /dev/null
SELECT pg_temp.try('parse', $$DO 'BEGIN PERFORM govreport.reconciles(govreport.parse(''x'')); END'$$) \g /dev/null
SELECT pg_temp.try('table', 'CREATE TABLE govreport.intruder (i int)') \g /dev/null
SELECT pg_temp.try('function', 'CREATE FUNCTION govreport.intruder() RETURNS int LANGUAGE sql AS ''SELECT 1''') \g /dev/null
SELECT pg_temp.try('replace', 'CREATE OR REPLACE FUNCTION govreport.parse(text) RETURNS govreport.report LANGUAGE sql AS ''SELECT NULL::govreport.report''') \g /dev/null
SELECT pg_temp.try('alter', 'ALTER FUNCTION govreport.parse(text) COST 1') \g /dev/null
SELECT pg_temp.try('schema', 'ALTER SCHEMA govreport RENAME TO govreport2') \g /dev/null
SELECT pg_temp.try('workspace', 'CALL govreport.create_workspace(''govreport_test_workspace'')') \g /dev/null
SELECT pg_temp.try('workspace table', 'INSERT INTO govreport_test_workspace.reports (raw) VALUES (''x'')') \g /dev/null
SET LOCAL ROLE govreport_test_stranger;
SELECT pg_temp.try('stranger parses', $$DO 'BEGIN PERFORM govreport.reconciles(govreport.parse(''x'')); END'$$) \g /dev/null
SELECT pg_temp.try('stranger creates', 'CREATE TABLE govreport.intruder (i int)') \g /dev/null
SELECT pg_temp.try('stranger reads', 'SELECT FROM govreport_test_workspace.reports') \g /dev/null
SELECT pg_temp.try('stranger workspace', 'CALL govreport.create_workspace(''govreport_test_workspace2'')') \g /dev/null
RESET ROLE;
SELECT results_eq('SELECT what, sqlstate FROM outcome', $$VALUES ('install', 'ok'), ('parse', 'ok'), ('table', '42501'), ('function', '42501'), ('replace', '42501'),
  ('alter', '42501'), ('schema', '42501'), ('workspace', 'ok'), ('workspace table', 'ok'), ('stranger parses', 'ok'), ('stranger creates', '42501'),
  ('stranger reads', '42501'), ('stranger workspace', '42501')$$, 'what a trusted installer and a stranger may do');
SELECT is(extowner::regrole::text, 'govreport_test_installer', 'the installer owns the extension') FROM pg_extension WHERE extname = 'govreport';
SELECT isnt(nspowner::regrole::text, 'govreport_test_installer', 'and not its schema') FROM pg_namespace WHERE nspname = 'govreport';
SELECT is_empty($$SELECT signature FROM func WHERE proowner = 'govreport_test_installer'::regrole$$, 'and none of its functions');

SELECT * FROM finish();
ROLLBACK;
