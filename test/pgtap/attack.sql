-- Objects of somebody else, named like ours or like the server's, first in the search_path: nothing of ours calls them.
\set QUIET on
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS govreport;
SELECT * FROM no_plan();

CREATE SCHEMA evil;
CREATE SEQUENCE evil.calls;
CREATE FUNCTION evil.called() RETURNS bool LANGUAGE sql VOLATILE AS $$ SELECT pg_catalog.nextval('evil.calls') IS NOT NULL $$;
-- For each function of ours one of the same name and arguments, and operators; a call is counted, and says the opposite.
DO $$
DECLARE
  f record;
BEGIN
  FOR f IN SELECT p.proname, pg_get_function_identity_arguments(p.oid) AS args, format_type(p.prorettype, NULL) AS result, p.proretset
           FROM pg_proc AS p WHERE p.pronamespace = 'govreport'::regnamespace AND p.prokind = 'f' AND NOT 'internal'::regtype = ANY (p.proargtypes)
             AND p.prorettype <> 'cstring'::regtype AND NOT 'cstring'::regtype = ANY (p.proargtypes) LOOP
    EXECUTE format('CREATE FUNCTION evil.%I(%s) RETURNS %s %s LANGUAGE plpgsql AS %L', f.proname, f.args, CASE WHEN f.proretset THEN 'SETOF' ELSE '' END, f.result,
                   CASE WHEN f.proretset THEN 'BEGIN PERFORM evil.called(); RETURN; END' ELSE 'BEGIN PERFORM evil.called(); RETURN NULL; END' END);
  END LOOP;
  FOR f IN SELECT * FROM (VALUES ('='), ('<>'), ('<'), ('<='), ('>'), ('>='), ('+')) AS o(name) LOOP
    EXECUTE format('CREATE OPERATOR evil.%s (LEFTARG = govreport.report, RIGHTARG = govreport.report, FUNCTION = evil.%s)', f.name,
                   CASE f.name WHEN '=' THEN 'report_eq' WHEN '<>' THEN 'report_ne' WHEN '<' THEN 'report_lt' WHEN '<=' THEN 'report_le' WHEN '>' THEN 'report_gt'
                     WHEN '>=' THEN 'report_ge' ELSE 'plus' END);
  END LOOP;
END
$$;
-- And what create_workspace and the views use of the server.
CREATE FUNCTION evil.format(text, VARIADIC text[]) RETURNS text LANGUAGE plpgsql AS $$ BEGIN PERFORM evil.called(); RETURN 'SELECT 1'; END $$;
CREATE FUNCTION evil.format(text, text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN PERFORM evil.called(); RETURN 'SELECT 1'; END $$;
CREATE FUNCTION evil.format(text, text, text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN PERFORM evil.called(); RETURN 'SELECT 1'; END $$;
CREATE FUNCTION evil.now() RETURNS timestamptz LANGUAGE plpgsql AS $$ BEGIN PERFORM evil.called(); RETURN NULL; END $$;
CREATE FUNCTION evil.text_same(text, text) RETURNS bool LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN PERFORM evil.called(); RETURN false; END $$;
CREATE OPERATOR evil.= (LEFTARG = text, RIGHTARG = text, FUNCTION = evil.text_same);
CREATE FUNCTION evil.count_step(bigint) RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN PERFORM evil.called(); RETURN 0; END $$;
CREATE AGGREGATE evil.count(*) (SFUNC = evil.count_step, STYPE = bigint);
CREATE FUNCTION evil.substr(text, int, int) RETURNS text LANGUAGE plpgsql AS $$ BEGIN PERFORM evil.called(); RETURN ''; END $$;
CREATE FUNCTION evil.btrim(text, text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN PERFORM evil.called(); RETURN ''; END $$;
CREATE FUNCTION evil.regexp_replace(text, text, text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN PERFORM evil.called(); RETURN ''; END $$;
CREATE FUNCTION evil.text_like(text, text) RETURNS bool LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN PERFORM evil.called(); RETURN false; END $$;
CREATE OPERATOR evil.~~ (LEFTARG = text, RIGHTARG = text, FUNCTION = evil.text_like);
CREATE FUNCTION evil.text_join(text, text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN PERFORM evil.called(); RETURN ''; END $$;
CREATE OPERATOR evil.|| (LEFTARG = text, RIGHTARG = text, FUNCTION = evil.text_join);
CREATE TYPE evil.report AS (i int);
CREATE DOMAIN evil.bigint AS pg_catalog.text;
CREATE DOMAIN evil.text AS pg_catalog.text CHECK (evil.called() AND false);
CREATE DOMAIN evil.timestamptz AS pg_catalog.text;

CREATE TEMPORARY TABLE source AS SELECT f AS name, pg_read_file(:'data' || '/' || f) AS raw FROM pg_ls_dir(:'data') AS f WHERE f LIKE '%.txt';
GRANT SELECT ON source TO PUBLIC;

-- The trap works.  (pgTAP itself would fall into it: under this path nothing is tested, only done.)
SET LOCAL search_path = evil, pg_catalog, govreport, public;
CREATE TEMPORARY TABLE trapped AS SELECT parse('x'::pg_catalog.text) AS parsed;
RESET search_path;
SELECT is(parsed::text, NULL, 'a caller who writes no schema gets the other one') FROM trapped;
SELECT ok(is_called, 'and the call is counted') FROM evil.calls;
SELECT setval('evil.calls', 1, false) \g /dev/null
SET LOCAL search_path = evil, pg_catalog, govreport, public;

-- A workspace made, filled and read under that path.
CALL govreport.create_workspace('victim');
INSERT INTO victim.organs (id, name) VALUES (1, '槐川市人民政府');
INSERT INTO victim.organs (id, name, parent) VALUES (2, '北岑区人民政府', 1);
INSERT INTO victim.reports (source_url, raw) SELECT name, raw FROM source;
UPDATE victim.organs SET valid_to = '2030-12-31' WHERE id OPERATOR(pg_catalog.=) 2;
CALL victim.attach_reports();
CALL victim.refresh_summary();
CREATE TABLE evil.guarded (parsed govreport.report CHECK (govreport.assert_reconciles(parsed)));
INSERT INTO evil.guarded SELECT parsed FROM victim.reports WHERE govreport.reconciles(parsed);
CREATE TEMPORARY TABLE under_attack AS
SELECT o.*, (SELECT pg_catalog.jsonb_agg(c) FROM victim.cells AS c WHERE c.report_id OPERATOR(pg_catalog.=) o.report_id) AS cells,
       (SELECT pg_catalog.jsonb_agg(c) FROM victim.applications AS c WHERE c.report_id OPERATOR(pg_catalog.=) o.report_id) AS applications,
       (SELECT pg_catalog.jsonb_agg(c) FROM victim.disclosure AS c WHERE c.report_id OPERATOR(pg_catalog.=) o.report_id) AS disclosure,
       (SELECT pg_catalog.jsonb_agg(c) FROM victim.proceedings AS c WHERE c.report_id OPERATOR(pg_catalog.=) o.report_id) AS proceedings,
       (SELECT pg_catalog.jsonb_agg(c) FROM victim.findings AS c WHERE c.report_id OPERATOR(pg_catalog.=) o.report_id) AS findings,
       (SELECT pg_catalog.jsonb_agg(c) FROM victim.assessment AS c WHERE c.report_id OPERATOR(pg_catalog.=) o.report_id) AS assessment,
       (SELECT pg_catalog.jsonb_agg(c) FROM victim.statistics AS c WHERE c.report_id OPERATOR(pg_catalog.=) o.report_id) AS statistics,
       (SELECT pg_catalog.jsonb_agg(c) FROM victim.sections AS c WHERE c.report_id OPERATOR(pg_catalog.=) o.report_id) AS sections,
       (SELECT pg_catalog.jsonb_agg(c) FROM victim.facts AS c WHERE c.report_id OPERATOR(pg_catalog.=) o.report_id) AS facts,
       (SELECT pg_catalog.jsonb_agg(c) FROM victim.citations AS c WHERE c.report_id OPERATOR(pg_catalog.=) o.report_id) AS citations,
       (SELECT pg_catalog.jsonb_agg(c) FROM victim.contradictions AS c WHERE c.report_id OPERATOR(pg_catalog.=) o.report_id) AS contradictions,
       (SELECT pg_catalog.jsonb_agg(c) FROM victim.series AS c WHERE c.report_id OPERATOR(pg_catalog.=) o.report_id) AS series,
       (SELECT pg_catalog.jsonb_agg(pg_catalog.to_jsonb(c) OPERATOR(pg_catalog.-) ARRAY['fetched_at']) FROM victim.headers AS c WHERE c.report_id OPERATOR(pg_catalog.=) o.report_id) AS headers
FROM victim.overview AS o;
CREATE TEMPORARY TABLE rolled_up AS SELECT govreport.rollup(parsed) AS r FROM victim.reports;
RESET search_path;
SELECT ok(NOT is_called, 'none of the others was called') FROM evil.calls;
SELECT is(format_type(atttypid, NULL), CASE attname WHEN 'id' THEN 'bigint' WHEN 'organ' THEN 'bigint' WHEN 'replaces' THEN 'bigint' WHEN 'fetched_at' THEN 'timestamp with time zone' WHEN 'parsed' THEN 'govreport.report' ELSE 'text' END,
          'type of ' || attname)
FROM pg_attribute WHERE attrelid = 'victim.reports'::regclass AND attnum > 0;

-- The same without them.
DROP SCHEMA evil CASCADE;
CALL govreport.create_workspace('calm');
INSERT INTO calm.organs (id, name, parent) VALUES (1, '槐川市人民政府', NULL), (2, '北岑区人民政府', 1);
INSERT INTO calm.reports (source_url, raw) SELECT name, raw FROM source;
CREATE TEMPORARY TABLE calmly AS
SELECT o.*, (SELECT jsonb_agg(c) FROM calm.cells AS c WHERE c.report_id = o.report_id) AS cells,
       (SELECT jsonb_agg(c) FROM calm.applications AS c WHERE c.report_id = o.report_id) AS applications,
       (SELECT jsonb_agg(c) FROM calm.disclosure AS c WHERE c.report_id = o.report_id) AS disclosure,
       (SELECT jsonb_agg(c) FROM calm.proceedings AS c WHERE c.report_id = o.report_id) AS proceedings,
       (SELECT jsonb_agg(c) FROM calm.findings AS c WHERE c.report_id = o.report_id) AS findings,
       (SELECT jsonb_agg(c) FROM calm.assessment AS c WHERE c.report_id = o.report_id) AS assessment,
       (SELECT jsonb_agg(c) FROM calm.statistics AS c WHERE c.report_id = o.report_id) AS statistics,
       (SELECT jsonb_agg(c) FROM calm.sections AS c WHERE c.report_id = o.report_id) AS sections,
       (SELECT jsonb_agg(c) FROM calm.facts AS c WHERE c.report_id = o.report_id) AS facts,
       (SELECT jsonb_agg(c) FROM calm.citations AS c WHERE c.report_id = o.report_id) AS citations,
       (SELECT jsonb_agg(c) FROM calm.contradictions AS c WHERE c.report_id = o.report_id) AS contradictions,
       (SELECT jsonb_agg(c) FROM calm.series AS c WHERE c.report_id = o.report_id) AS series,
       (SELECT jsonb_agg(to_jsonb(c) - ARRAY['fetched_at']) FROM calm.headers AS c WHERE c.report_id = o.report_id) AS headers
FROM calm.overview AS o;
SELECT cmp_ok(count(*)::int, '>=', 8, 'there is something to compare') FROM calmly WHERE received > 0;
SELECT is(a.relname || ' ' || replace(pg_get_viewdef(a.oid), 'victim.', 'calm.'), b.relname || ' ' || pg_get_viewdef(b.oid), 'the definition of ' || a.relname)
FROM pg_class AS a JOIN pg_class AS b USING (relname) WHERE a.relnamespace = 'victim'::regnamespace AND b.relnamespace = 'calm'::regnamespace AND a.relkind = 'v' ORDER BY a.relname;
SELECT set_eq('SELECT to_jsonb(u) FROM under_attack AS u', 'SELECT to_jsonb(c) FROM calmly AS c', 'the views say the same');
CALL calm.refresh_summary();
SELECT cmp_ok(count(organ)::int, '>=', 4, 'reports are attached to organs') FROM calm.reports;
SELECT set_eq('SELECT organ, year, report_id, own::text, children::text, subtree::text FROM victim.summary',
              'SELECT organ, year, report_id, own::text, children::text, subtree::text FROM calm.summary', 'and so does the summary');
SELECT ok((SELECT r FROM rolled_up) OPERATOR(govreport.=) (SELECT govreport.rollup(parsed) FROM calm.reports), 'the roll-up is the same');

-- Temporary objects come before pg_catalog for tables and types, unless a search_path says otherwise.
CREATE TEMPORARY TABLE pg_class (oid int);
CREATE TEMPORARY TABLE pg_proc (oid int);
CREATE DOMAIN pg_temp.text AS pg_catalog.int4;
CREATE DOMAIN pg_temp.numeric AS pg_catalog.int4;
CALL govreport.create_workspace('calm2');
INSERT INTO calm2.reports (source_url, raw) SELECT name, raw FROM source;
CREATE TEMPORARY TABLE beside AS SELECT (SELECT count(*) FROM calm2.cells) AS cells, (SELECT govreport.rollup(parsed) FROM calm2.reports) AS r;
DROP DOMAIN pg_temp.text;
DROP DOMAIN pg_temp.numeric;
DROP TABLE pg_temp.pg_class, pg_temp.pg_proc;
SELECT is(cells, (SELECT count(*) FROM calm.cells), 'temporary objects change nothing') FROM beside;
SELECT ok(r OPERATOR(govreport.=) (SELECT govreport.rollup(parsed) FROM calm.reports), 'nor do they in a roll-up') FROM beside;

-- The names of schemas are quoted, whatever is in them.
CALL govreport.create_workspace('a"; DROP SCHEMA calm; --');
SELECT ok(to_regnamespace('"a""; DROP SCHEMA calm; --"') IS NOT NULL AND to_regnamespace('calm') IS NOT NULL, 'a name is a name');
INSERT INTO "a""; DROP SCHEMA calm; --".reports (raw) VALUES ('x');
SELECT is(count(*)::int, 1, 'and its views work') FROM "a""; DROP SCHEMA calm; --".overview;

-- Who installs under such a path, with temporary objects beside it, gets the same extension; and nobody can have its schema ready.
CREATE TEMPORARY TABLE installed AS
SELECT p.oid::regprocedure::text AS signature, pg_get_functiondef(p.oid) AS definition FROM pg_proc AS p WHERE pronamespace = 'govreport'::regnamespace AND prokind <> 'a';
SELECT cmp_ok(count(*)::int, '>=', 40, 'there are functions to compare') FROM installed;
DROP EXTENSION govreport CASCADE;
CREATE SCHEMA evil;
CREATE SEQUENCE evil.calls;
CREATE FUNCTION evil.current_setting(text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_catalog.nextval('evil.calls'); RETURN 'LATIN1'; END $$;
CREATE FUNCTION evil.text_differs(text, text) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_catalog.nextval('evil.calls'); RETURN true; END $$;
CREATE OPERATOR evil.<> (LEFTARG = text, RIGHTARG = text, FUNCTION = evil.text_differs);
CREATE DOMAIN evil.text AS pg_catalog.int4;
CREATE DOMAIN pg_temp.text AS pg_catalog.int4;
CREATE DOMAIN pg_temp.numeric AS pg_catalog.int4;
SET LOCAL search_path = evil, pg_temp, pg_catalog, public;
CREATE EXTENSION govreport;
RESET search_path;
DROP DOMAIN pg_temp.text, pg_temp.numeric;
SELECT ok(NOT is_called, 'an installation calls nobody else''s functions') FROM evil.calls;
SELECT set_eq($$SELECT p.oid::regprocedure::text, pg_get_functiondef(p.oid) FROM pg_proc AS p WHERE pronamespace = 'govreport'::regnamespace AND prokind <> 'a'$$,
  'SELECT signature, definition FROM installed', 'and gives the same functions');
DROP EXTENSION govreport CASCADE;
CREATE SCHEMA govreport;
SELECT throws_ok('CREATE EXTENSION govreport', '42P06', NULL, 'a schema that is there already is refused');

SELECT * FROM finish();
ROLLBACK;
