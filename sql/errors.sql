-- errors: input that is no report, and what is said about it
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
RESET client_min_messages;
SET search_path = '';

-- Raw text is not the text form of a report.
SELECT '槐川市人民政府2020年政府信息公开工作年度报告'::govreport.report;
\echo :LAST_ERROR_SQLSTATE
SELECT ''::govreport.report;
SELECT '   '::govreport.report;
SELECT '{'::govreport.report;
SELECT '{"version":1,}'::govreport.report;
SELECT '{"version":1}{}'::govreport.report;
SELECT '{"version":1,"header":{"layout":"none"},"tables":[],"diagnostics":[]'::govreport.report;
SELECT '{"version":1,"version":1,"header":{"layout":"none"},"tables":[],"diagnostics":[]}'::govreport.report;
SELECT '{"version":1,"header":{"title":"\ud800","layout":"none"},"tables":[],"diagnostics":[]}'::govreport.report;
SELECT repeat('[', 100000)::govreport.report;
-- JSON, but no report.
SELECT 'null'::govreport.report;
SELECT '[]'::govreport.report;
SELECT '{}'::govreport.report;
SELECT '{"version":"1"}'::govreport.report;
SELECT '{"version":0}'::govreport.report;
SELECT '{"version":2}'::govreport.report;
\echo :LAST_ERROR_SQLSTATE
SELECT '{"version":1}'::govreport.report;
SELECT '{"version":1,"header":{}}'::govreport.report;
SELECT ('{"version":1,"header":{"layout":"none"},"tables":[],"diagnostics":[],"author":"?"}')::govreport.report;
SELECT h AS header, ('{"version":1,"header":' || h || ',"tables":[],"diagnostics":[]}')::govreport.report FROM (VALUES ('{"layout":"round"}')) AS t(h);
CREATE FUNCTION pg_temp.refusal(written text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  detail text;
BEGIN
  PERFORM written::govreport.report;
  RETURN 'accepted';
EXCEPTION WHEN invalid_text_representation THEN
  GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
  RETURN detail;
END
$$;
SELECT h AS header, pg_temp.refusal('{"version":1,"header":' || h || ',"tables":[],"diagnostics":[]}')
FROM unnest(ARRAY['[]', '{"layout":"none"}', '{"layout":1}', '{"layout":"none","year":20}', '{"layout":"none","year":2020.5}', '{"layout":"none","title":7}',
  '{"layout":"none","level":"town"}', '{"layout":"none","period":["2020-01-01"]}', '{"layout":"none","period":["2020-01-01","2020-02-30"]}',
  '{"layout":"none","period":["2020-12-31","2020-01-01"]}', '{"layout":"none","published":"1.1.2020"}', '{"layout":"none","site_code":"12"}']) AS h;
SELECT t AS "table", pg_temp.refusal('{"version":1,"header":{"layout":"pipe"},"tables":[' || t || '],"diagnostics":[]}')
FROM unnest(ARRAY['{}', '{"table":"tables","form":"2019","rows":[]}', '{"table":"disclosure","form":"none","rows":[]}', '{"table":"disclosure","form":"mixed","rows":[]}',
  '{"table":"disclosure","form":"2019"}', '{"table":"disclosure","form":"2019","rows":[]}', '{"table":"disclosure","form":"2019","pos":5,"rows":[]}',
  '{"table":"disclosure","form":"2019","pos":0,"len":1,"rows":[]}', '{"table":"disclosure","form":"2019","rows":[]},{"table":"disclosure","form":"2019","rows":[]}']) AS t;
SELECT c AS cell, pg_temp.refusal('{"version":1,"header":{"layout":"pipe"},"tables":[{"table":"disclosure","form":"2019","rows":[{"row":"procurement","cells":[' || c || ']}]}],"diagnostics":[]}')
FROM unnest(ARRAY['{"column":"purchases","value":1,"pos":1,"len":1}', '{"column":"purchases","value":1}', '{"column":"issued","value":1,"pos":1,"len":1}', '{"column":"total","value":1}',
  '{"column":"purchases","pos":1,"len":1}', '{"column":"purchases","value":1,"status":"blank","pos":1,"len":0}', '{"column":"purchases","status":"blank","pos":1,"len":0}',
  '{"column":"purchases","status":"missing"}', '{"column":"purchases","value":1,"status":"summed"}', '{"column":"purchases","value":"1"}',
  '{"column":"purchases","value":1e3}', '{"column":"purchases","value":1000000000000,"pos":1,"len":13}', '{"column":"purchases","value":1000000000001,"pos":1,"len":13}',
  '{"column":"purchases","value":99999999999999999999}', '{"column":"purchases","value":0.0000000000000000001}',
  '{"column":"purchases","value":1,"unit":"furlong"}', '{"column":"purchases","value":1,"unit":"万元","pos":1,"len":1}', '{"column":"amount","value":1,"unit":"件","pos":1,"len":1}',
  '{"column":"purchases","value":1,"pos":1,"len":1},{"column":"purchases","value":2,"pos":1,"len":1}']) AS c;
SELECT r AS rollup, pg_temp.refusal('{"version":1,' || r || '}')
FROM unnest(ARRAY['"reports":1', '"reports":1,"years":[],"tables":[]', '"reports":"1","years":[],"tables":[]', '"reports":1,"years":[{"year":2021,"reports":1},{"year":2020,"reports":1}],"tables":[]',
  '"reports":1,"years":[{"year":2020,"reports":0}],"tables":[]', '"reports":9223372036854775807,"years":[],"tables":[]', '"reports":1,"years":[],"tables":[{"table":"disclosure","forms":[],"rows":[{"row":"fees","cells":[{"column":"amount","value":1,"reports":1}]}]}]',
  '"reports":1,"years":[],"tables":[{"table":"disclosure","forms":[{"form":"2021","reports":1}],"rows":[{"row":"fees","cells":[{"column":"amount","value":99999999999999999999999999999999999999,"reports":1}]}]}]']) AS r;

-- Arguments.
SELECT govreport.parse('x', 'y');
SELECT govreport.describe(f, '中文') FROM govreport.findings(govreport.parse('云棹市2021年政府信息公开工作年度报告')) AS f LIMIT 1;
-- A text over the limit.
SELECT govreport.parse(repeat('政府信息公开', 3728271));
\echo :LAST_ERROR_SQLSTATE

-- A row type that is not the one of this library, as between an upgrade of the files and ALTER EXTENSION UPDATE.
BEGIN;
ALTER TYPE govreport.finding ADD ATTRIBUTE remark text;
SELECT count(*) FROM govreport.findings(govreport.parse('云棹市2021年政府信息公开工作年度报告'));
\echo :LAST_ERROR_SQLSTATE
ROLLBACK;
BEGIN;
ALTER TYPE govreport.header ADD ATTRIBUTE remark text;
SELECT govreport.header(govreport.parse('云棹市2021年政府信息公开工作年度报告'));
ROLLBACK;
