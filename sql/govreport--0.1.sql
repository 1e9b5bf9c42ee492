\echo Use "CREATE EXTENSION govreport" to load this file. \quit

-- Without this, names would be lost in an encoding that lacks the characters.
DO $$
BEGIN
  IF pg_catalog.current_setting('server_encoding') <> 'UTF8' THEN
    RAISE EXCEPTION 'govreport needs a database with encoding UTF8'
      USING ERRCODE = 'feature_not_supported',
            HINT = 'CREATE DATABASE ... ENCODING ''UTF8'' TEMPLATE template0.';
  END IF;
END
$$;

-- Made here and not by the control file, so that who installs a trusted extension does not own it.
CREATE SCHEMA govreport;
GRANT USAGE ON SCHEMA govreport TO PUBLIC;
COMMENT ON SCHEMA govreport IS 'annual reports on open government information: parsing, checks, roll-ups';

-- ---------------------------------------------------------------------------
-- The type
-- ---------------------------------------------------------------------------

CREATE TYPE govreport.report;

CREATE FUNCTION govreport.report_in(cstring) RETURNS govreport.report
  AS 'MODULE_PATHNAME', 'govreport_report_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2000;
COMMENT ON FUNCTION govreport.report_in(cstring) IS 'I/O';

CREATE FUNCTION govreport.report_out(govreport.report) RETURNS cstring
  AS 'MODULE_PATHNAME', 'govreport_report_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION govreport.report_out(govreport.report) IS 'I/O';

CREATE FUNCTION govreport.report_recv(internal) RETURNS govreport.report
  AS 'MODULE_PATHNAME', 'govreport_report_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION govreport.report_recv(internal) IS 'I/O';

CREATE FUNCTION govreport.report_send(govreport.report) RETURNS bytea
  AS 'MODULE_PATHNAME', 'govreport_report_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION govreport.report_send(govreport.report) IS 'I/O';

-- MAIN: a report is small, and read more often than its text.
CREATE TYPE govreport.report (
  INPUT = govreport.report_in,
  OUTPUT = govreport.report_out,
  RECEIVE = govreport.report_recv,
  SEND = govreport.report_send,
  INTERNALLENGTH = VARIABLE,
  ALIGNMENT = int4,
  STORAGE = main
);
COMMENT ON TYPE govreport.report IS 'an annual report on open government information as read from its text, or a roll-up of several';

CREATE FUNCTION govreport.to_jsonb(govreport.report) RETURNS jsonb
  AS 'MODULE_PATHNAME', 'govreport_report_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2000;
COMMENT ON FUNCTION govreport.to_jsonb(govreport.report) IS 'the text form of a report as jsonb';

CREATE CAST (govreport.report AS jsonb) WITH FUNCTION govreport.to_jsonb(govreport.report);
COMMENT ON CAST (govreport.report AS jsonb) IS 'the text form of a report as jsonb';

-- ---------------------------------------------------------------------------
-- Equality and order, on the canonical bytes
-- ---------------------------------------------------------------------------

CREATE FUNCTION govreport.report_eq(govreport.report, govreport.report) RETURNS boolean
  AS 'MODULE_PATHNAME', 'govreport_report_eq' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
CREATE FUNCTION govreport.report_ne(govreport.report, govreport.report) RETURNS boolean
  AS 'MODULE_PATHNAME', 'govreport_report_ne' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
CREATE FUNCTION govreport.report_lt(govreport.report, govreport.report) RETURNS boolean
  AS 'MODULE_PATHNAME', 'govreport_report_lt' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
CREATE FUNCTION govreport.report_le(govreport.report, govreport.report) RETURNS boolean
  AS 'MODULE_PATHNAME', 'govreport_report_le' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
CREATE FUNCTION govreport.report_gt(govreport.report, govreport.report) RETURNS boolean
  AS 'MODULE_PATHNAME', 'govreport_report_gt' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
CREATE FUNCTION govreport.report_ge(govreport.report, govreport.report) RETURNS boolean
  AS 'MODULE_PATHNAME', 'govreport_report_ge' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
CREATE FUNCTION govreport.report_cmp(govreport.report, govreport.report) RETURNS integer
  AS 'MODULE_PATHNAME', 'govreport_report_cmp' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 1;
CREATE FUNCTION govreport.report_hash(govreport.report) RETURNS integer
  AS 'MODULE_PATHNAME', 'govreport_report_hash' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 5;
CREATE FUNCTION govreport.report_hash_extended(govreport.report, bigint) RETURNS bigint
  AS 'MODULE_PATHNAME', 'govreport_report_hash_extended' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 5;
COMMENT ON FUNCTION govreport.report_eq(govreport.report, govreport.report) IS 'implementation of = operator';
COMMENT ON FUNCTION govreport.report_ne(govreport.report, govreport.report) IS 'implementation of <> operator';
COMMENT ON FUNCTION govreport.report_lt(govreport.report, govreport.report) IS 'implementation of < operator';
COMMENT ON FUNCTION govreport.report_le(govreport.report, govreport.report) IS 'implementation of <= operator';
COMMENT ON FUNCTION govreport.report_gt(govreport.report, govreport.report) IS 'implementation of > operator';
COMMENT ON FUNCTION govreport.report_ge(govreport.report, govreport.report) IS 'implementation of >= operator';
COMMENT ON FUNCTION govreport.report_cmp(govreport.report, govreport.report) IS 'btree support';
COMMENT ON FUNCTION govreport.report_hash(govreport.report) IS 'hash support';
COMMENT ON FUNCTION govreport.report_hash_extended(govreport.report, bigint) IS 'hash support';

CREATE OPERATOR govreport.= (
  LEFTARG = govreport.report, RIGHTARG = govreport.report, FUNCTION = govreport.report_eq,
  COMMUTATOR = OPERATOR(govreport.=), NEGATOR = OPERATOR(govreport.<>),
  RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
CREATE OPERATOR govreport.<> (
  LEFTARG = govreport.report, RIGHTARG = govreport.report, FUNCTION = govreport.report_ne,
  COMMUTATOR = OPERATOR(govreport.<>), NEGATOR = OPERATOR(govreport.=),
  RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR govreport.< (
  LEFTARG = govreport.report, RIGHTARG = govreport.report, FUNCTION = govreport.report_lt,
  COMMUTATOR = OPERATOR(govreport.>), NEGATOR = OPERATOR(govreport.>=),
  RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR govreport.<= (
  LEFTARG = govreport.report, RIGHTARG = govreport.report, FUNCTION = govreport.report_le,
  COMMUTATOR = OPERATOR(govreport.>=), NEGATOR = OPERATOR(govreport.>),
  RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR govreport.> (
  LEFTARG = govreport.report, RIGHTARG = govreport.report, FUNCTION = govreport.report_gt,
  COMMUTATOR = OPERATOR(govreport.<), NEGATOR = OPERATOR(govreport.<=),
  RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR govreport.>= (
  LEFTARG = govreport.report, RIGHTARG = govreport.report, FUNCTION = govreport.report_ge,
  COMMUTATOR = OPERATOR(govreport.<=), NEGATOR = OPERATOR(govreport.<),
  RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR govreport.= (govreport.report, govreport.report) IS 'equal';
COMMENT ON OPERATOR govreport.<> (govreport.report, govreport.report) IS 'not equal';
COMMENT ON OPERATOR govreport.< (govreport.report, govreport.report) IS 'less than';
COMMENT ON OPERATOR govreport.<= (govreport.report, govreport.report) IS 'less than or equal';
COMMENT ON OPERATOR govreport.> (govreport.report, govreport.report) IS 'greater than';
COMMENT ON OPERATOR govreport.>= (govreport.report, govreport.report) IS 'greater than or equal';

CREATE OPERATOR CLASS govreport.report_ops DEFAULT FOR TYPE govreport.report USING btree AS
  OPERATOR 1 govreport.<, OPERATOR 2 govreport.<=, OPERATOR 3 govreport.=,
  OPERATOR 4 govreport.>=, OPERATOR 5 govreport.>,
  FUNCTION 1 govreport.report_cmp(govreport.report, govreport.report);
CREATE OPERATOR CLASS govreport.report_ops DEFAULT FOR TYPE govreport.report USING hash AS
  OPERATOR 1 govreport.=,
  FUNCTION 1 govreport.report_hash(govreport.report),
  FUNCTION 2 govreport.report_hash_extended(govreport.report, bigint);
COMMENT ON OPERATOR CLASS govreport.report_ops USING btree IS 'total order of the canonical bytes of reports';
COMMENT ON OPERATOR CLASS govreport.report_ops USING hash IS 'hash of the canonical bytes of reports';
COMMENT ON OPERATOR FAMILY govreport.report_ops USING btree IS 'total order of the canonical bytes of reports';
COMMENT ON OPERATOR FAMILY govreport.report_ops USING hash IS 'hash of the canonical bytes of reports';

-- ---------------------------------------------------------------------------
-- Composite types.  pos and len count characters, pos from 1, as substr does.
-- ---------------------------------------------------------------------------

CREATE TYPE govreport.header AS (
  title text, issuer text, level text, kind text, year integer, period daterange, published date,
  site_code text, layout text, reports integer
);
COMMENT ON TYPE govreport.header IS 'who reports on which year, and in which layout';

CREATE TYPE govreport.cell AS (
  table_key text, row_key text, column_key text, value numeric, unit text, status text, form text,
  reports integer, pos integer, len integer, label_pos integer, label_len integer
);
COMMENT ON TYPE govreport.cell IS 'a cell of an official table, its value as printed, and its place in the text';

CREATE TYPE govreport.application AS (
  ordinal integer, row_key text, label text, natural_person bigint, business bigint, research bigint,
  welfare bigint, legal_service bigint, other bigint, total bigint
);
COMMENT ON TYPE govreport.application IS 'a row of the table 收到和处理政府信息公开申请情况';

CREATE TYPE govreport.proceeding AS (
  ordinal integer, row_key text, label text, upheld bigint, corrected bigint, other bigint,
  pending bigint, total bigint
);
COMMENT ON TYPE govreport.proceeding IS 'a group of the table 政府信息公开行政复议、行政诉讼情况';

CREATE TYPE govreport.disclosure_item AS (
  ordinal integer, article text, row_key text, label text, column_key text, value numeric, unit text
);
COMMENT ON TYPE govreport.disclosure_item IS 'a cell of the table 主动公开政府信息情况, money in 万元';

CREATE TYPE govreport.statistic AS (
  ordinal integer, row_key text, column_key text, label text, value numeric, unit text
);
COMMENT ON TYPE govreport.statistic IS 'a figure of the 政府信息公开情况统计表 or of an older local table, money in 万元';

CREATE TYPE govreport.quantity AS (
  quantity text, value numeric, unit text, source text, form text, table_key text, row_key text, column_key text
);
COMMENT ON TYPE govreport.quantity IS 'a quantity under the one name it has in all forms, from a table (with form and cell) or from the narrative; money in 万元';

CREATE TYPE govreport.section AS (
  ordinal integer, level integer, number text, title text, chapter text, pos integer, len integer,
  body_pos integer, body_len integer
);
COMMENT ON TYPE govreport.section IS 'a heading of the report, and the text below it';

CREATE TYPE govreport.fact AS (
  ordinal integer, fact_key text, scope text, value numeric, low numeric, high numeric, unit text,
  qualifier text, pos integer, len integer
);
COMMENT ON TYPE govreport.fact IS 'a quantity that the prose states';

CREATE TYPE govreport.citation AS (
  ordinal integer, kind text, number text, year integer, serial integer, organ text, title text,
  pos integer, len integer
);
COMMENT ON TYPE govreport.citation IS 'a document, date, address or number that the prose refers to';

CREATE TYPE govreport.finding AS (
  rule text, severity text, table_key text, row_key text, column_key text, expected numeric,
  actual numeric, difference numeric, pos integer, len integer
);
COMMENT ON TYPE govreport.finding IS 'what does not hold, and the cell to look at first';

CREATE TYPE govreport.assessment AS (
  rule text, severity text, instances integer, passed integer, failed integer, unassessable integer
);
COMMENT ON TYPE govreport.assessment IS 'how often a rule applied and held';

CREATE TYPE govreport.form AS (
  form text, title_zh text, title_en text, document_number text, first_year integer, last_year integer
);
COMMENT ON TYPE govreport.form IS 'an official form';

CREATE TYPE govreport.label AS (
  table_key text, row_key text, column_key text, ordinal integer, label_zh text, label_en text,
  parent text, unit text, forms text[], article text
);
COMMENT ON TYPE govreport.label IS 'a table, a row or a column: its key and what the forms print';

CREATE TYPE govreport.rule AS (
  rule text, severity text, table_key text, description_zh text, description_en text, article text
);
COMMENT ON TYPE govreport.rule IS 'what findings() checks';

-- ---------------------------------------------------------------------------
-- Reading
-- ---------------------------------------------------------------------------

CREATE FUNCTION govreport.decode(bytea) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_decode' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;
CREATE FUNCTION govreport.decode(bytea, encoding text) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_decode' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;
COMMENT ON FUNCTION govreport.decode(bytea) IS 'the text of bytes whose encoding is found out: UTF-8/16/32, GB18030, Big5 and others';
COMMENT ON FUNCTION govreport.decode(bytea, text) IS 'the text of bytes in a named encoding';

CREATE FUNCTION govreport.parse(text) RETURNS govreport.report
  AS 'MODULE_PATHNAME', 'govreport_parse' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;
COMMENT ON FUNCTION govreport.parse(text) IS 'reads the raw text of a report; any content is accepted';

CREATE FUNCTION govreport.header(govreport.report) RETURNS govreport.header
  AS 'MODULE_PATHNAME', 'govreport_header' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 300;
COMMENT ON FUNCTION govreport.header(govreport.report) IS 'title, issuer, level, kind, year, period, publication, site code, layout and number of reports';

CREATE FUNCTION govreport.title(govreport.report) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_title' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
CREATE FUNCTION govreport.issuer(govreport.report) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_issuer' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
CREATE FUNCTION govreport.level(govreport.report) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_level' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
CREATE FUNCTION govreport.kind(govreport.report) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_kind' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
CREATE FUNCTION govreport.report_year(govreport.report) RETURNS integer
  AS 'MODULE_PATHNAME', 'govreport_report_year' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
CREATE FUNCTION govreport.period(govreport.report) RETURNS daterange
  AS 'MODULE_PATHNAME', 'govreport_period' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
CREATE FUNCTION govreport.published(govreport.report) RETURNS date
  AS 'MODULE_PATHNAME', 'govreport_published' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
CREATE FUNCTION govreport.site_code(govreport.report) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_site_code' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
CREATE FUNCTION govreport.layout(govreport.report) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_layout' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION govreport.title(govreport.report) IS 'the title, where the report has one on a line of its own';
COMMENT ON FUNCTION govreport.issuer(govreport.report) IS 'the administrative organ that reports';
COMMENT ON FUNCTION govreport.level(govreport.report) IS 'state, province, prefecture, county or township';
COMMENT ON FUNCTION govreport.kind(govreport.report) IS 'government, gov_office, department, township_gov, zone or institution';
COMMENT ON FUNCTION govreport.report_year(govreport.report) IS 'the year reported on';
COMMENT ON FUNCTION govreport.period(govreport.report) IS 'the period that the figures cover';
COMMENT ON FUNCTION govreport.published(govreport.report) IS 'the date of publication';
COMMENT ON FUNCTION govreport.site_code(govreport.report) IS '政府网站标识码 of the site that published it';
COMMENT ON FUNCTION govreport.layout(govreport.report) IS 'how the tables stood in the text: pipe, tab, lines, markdown, html, aligned, glued, mixed or none';

CREATE FUNCTION govreport.form(govreport.report, table_key text) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_form' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION govreport.form(govreport.report, text) IS 'the form of a table; none where the report has no such table';

CREATE FUNCTION govreport.cells(govreport.report) RETURNS SETOF govreport.cell
  AS 'MODULE_PATHNAME', 'govreport_cells' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 ROWS 198;
COMMENT ON FUNCTION govreport.cells(govreport.report) IS 'every cell of the official tables';

CREATE FUNCTION govreport.applications(govreport.report) RETURNS SETOF govreport.application
  AS 'MODULE_PATHNAME', 'govreport_applications' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1500 ROWS 24;
COMMENT ON FUNCTION govreport.applications(govreport.report) IS 'the rows of the table 收到和处理政府信息公开申请情况';

CREATE FUNCTION govreport.proceedings(govreport.report) RETURNS SETOF govreport.proceeding
  AS 'MODULE_PATHNAME', 'govreport_proceedings' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500 ROWS 3;
COMMENT ON FUNCTION govreport.proceedings(govreport.report) IS 'the groups of the table 政府信息公开行政复议、行政诉讼情况';

CREATE FUNCTION govreport.disclosure(govreport.report) RETURNS SETOF govreport.disclosure_item
  AS 'MODULE_PATHNAME', 'govreport_disclosure' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 16;
COMMENT ON FUNCTION govreport.disclosure(govreport.report) IS 'the cells of the table 主动公开政府信息情况, money in 万元';

CREATE FUNCTION govreport.statistics(govreport.report) RETURNS SETOF govreport.statistic
  AS 'MODULE_PATHNAME', 'govreport_statistics' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 58;
CREATE FUNCTION govreport.statistics(govreport.report, raw text) RETURNS SETOF govreport.statistic
  AS 'MODULE_PATHNAME', 'govreport_statistics' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1500 ROWS 58;
COMMENT ON FUNCTION govreport.statistics(govreport.report) IS 'the rows of the 政府信息公开情况统计表 of 2014 to 2018 and of older local tables; labels that are in no dictionary are NULL';
COMMENT ON FUNCTION govreport.statistics(govreport.report, text) IS 'as above; labels that are in no dictionary are taken from the raw text that was parsed';

CREATE FUNCTION govreport.quantities(govreport.report) RETURNS SETOF govreport.quantity
  AS 'MODULE_PATHNAME', 'govreport_quantities' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500 ROWS 18;
COMMENT ON FUNCTION govreport.quantities(govreport.report) IS 'the quantities that several forms print, from whatever table the report has, else from its prose';

CREATE FUNCTION govreport.sections(govreport.report) RETURNS SETOF govreport.section
  AS 'MODULE_PATHNAME', 'govreport_sections' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500 ROWS 15;
CREATE FUNCTION govreport.sections(govreport.report, raw text) RETURNS SETOF govreport.section
  AS 'MODULE_PATHNAME', 'govreport_sections' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1500 ROWS 15;
COMMENT ON FUNCTION govreport.sections(govreport.report) IS 'the outline of the report; number and title, which are words of the text, are NULL';
COMMENT ON FUNCTION govreport.sections(govreport.report, text) IS 'the outline of the report, with numbers and titles from the raw text that was parsed';

CREATE FUNCTION govreport.facts(govreport.report) RETURNS SETOF govreport.fact
  AS 'MODULE_PATHNAME', 'govreport_facts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 40;
COMMENT ON FUNCTION govreport.facts(govreport.report) IS 'the quantities that the prose states';

CREATE FUNCTION govreport.citations(govreport.report) RETURNS SETOF govreport.citation
  AS 'MODULE_PATHNAME', 'govreport_citations' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 600 ROWS 20;
CREATE FUNCTION govreport.citations(govreport.report, raw text) RETURNS SETOF govreport.citation
  AS 'MODULE_PATHNAME', 'govreport_citations' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1600 ROWS 20;
COMMENT ON FUNCTION govreport.citations(govreport.report) IS 'what the prose refers to; number, organ and title, which are words of the text, are NULL';
COMMENT ON FUNCTION govreport.citations(govreport.report, text) IS 'what the prose refers to, with numbers, organs and titles from the raw text that was parsed';

CREATE FUNCTION govreport.value(govreport.report, table_key text, row_key text, column_key text) RETURNS numeric
  AS 'MODULE_PATHNAME', 'govreport_value' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION govreport.value(govreport.report, text, text, text) IS 'one value, also of a group of rows, or the one that means the same in another form; money in 万元; NULL where there is none';

-- ---------------------------------------------------------------------------
-- Checking
-- ---------------------------------------------------------------------------

CREATE FUNCTION govreport.findings(govreport.report) RETURNS SETOF govreport.finding
  AS 'MODULE_PATHNAME', 'govreport_findings' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500 ROWS 4;
COMMENT ON FUNCTION govreport.findings(govreport.report) IS 'what does not hold in the report';

CREATE FUNCTION govreport.assessment(govreport.report) RETURNS SETOF govreport.assessment
  AS 'MODULE_PATHNAME', 'govreport_assessment' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 600 ROWS 12;
COMMENT ON FUNCTION govreport.assessment(govreport.report) IS 'every rule that applies: how often it held, failed, could not be assessed';

CREATE FUNCTION govreport.reconciles(govreport.report) RETURNS boolean
  AS 'MODULE_PATHNAME', 'govreport_reconciles' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 400;
COMMENT ON FUNCTION govreport.reconciles(govreport.report) IS 'no finding of severity error; NULL where there is nothing to reconcile';

CREATE FUNCTION govreport.assert_reconciles(govreport.report) RETURNS boolean
  AS 'MODULE_PATHNAME', 'govreport_assert_reconciles' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 400;
COMMENT ON FUNCTION govreport.assert_reconciles(govreport.report) IS 'as reconciles, but an error that tells the findings in place of false; for CHECK constraints';

CREATE FUNCTION govreport.describe(govreport.finding) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_describe' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
CREATE FUNCTION govreport.describe(govreport.finding, lang text) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_describe' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION govreport.describe(govreport.finding) IS 'a finding in one sentence, in Chinese';
COMMENT ON FUNCTION govreport.describe(govreport.finding, text) IS 'a finding in one sentence, in the language zh or en';

CREATE FUNCTION govreport.compare(published govreport.report, computed govreport.report) RETURNS SETOF govreport.finding
  AS 'MODULE_PATHNAME', 'govreport_compare' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 600 ROWS 4;
COMMENT ON FUNCTION govreport.compare(govreport.report, govreport.report) IS 'a published report against the roll-up of the reports below it';

CREATE FUNCTION govreport.continuity(previous govreport.report, current govreport.report) RETURNS SETOF govreport.finding
  AS 'MODULE_PATHNAME', 'govreport_continuity' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 600 ROWS 4;
COMMENT ON FUNCTION govreport.continuity(govreport.report, govreport.report) IS 'a report against that of the same issuer for the year before';

-- ---------------------------------------------------------------------------
-- Adding up
-- ---------------------------------------------------------------------------

CREATE FUNCTION govreport.plus(govreport.report, govreport.report) RETURNS govreport.report
  AS 'MODULE_PATHNAME', 'govreport_plus' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 300;
COMMENT ON FUNCTION govreport.plus(govreport.report, govreport.report) IS 'the roll-up of two reports or roll-ups';

CREATE OPERATOR govreport.+ (
  LEFTARG = govreport.report, RIGHTARG = govreport.report, FUNCTION = govreport.plus,
  COMMUTATOR = OPERATOR(govreport.+)
);
COMMENT ON OPERATOR govreport.+ (govreport.report, govreport.report) IS 'the roll-up of two reports or roll-ups';

CREATE FUNCTION govreport.minus(govreport.report, govreport.report) RETURNS govreport.report
  AS 'MODULE_PATHNAME', 'govreport_minus' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 300;
COMMENT ON FUNCTION govreport.minus(govreport.report, govreport.report) IS 'the roll-up of the first without the second, cell by cell';

CREATE OPERATOR govreport.- (
  LEFTARG = govreport.report, RIGHTARG = govreport.report, FUNCTION = govreport.minus
);
COMMENT ON OPERATOR govreport.- (govreport.report, govreport.report) IS 'the roll-up of the first without the second, cell by cell';

-- Not strict: the state of no report yet is NULL, and a NULL report is left out.
CREATE FUNCTION govreport.rollup_accum(govreport.report, govreport.report) RETURNS govreport.report
  AS 'MODULE_PATHNAME', 'govreport_rollup_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION govreport.rollup_accum(govreport.report, govreport.report) IS 'aggregate transition function';
CREATE FUNCTION govreport.rollup_moving(govreport.report, govreport.report) RETURNS govreport.report
  AS 'MODULE_PATHNAME', 'govreport_rollup_moving' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION govreport.rollup_moving(govreport.report, govreport.report) IS 'aggregate transition function, for moving frames';
CREATE FUNCTION govreport.rollup_inverse(govreport.report, govreport.report) RETURNS govreport.report
  AS 'MODULE_PATHNAME', 'govreport_rollup_inverse' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION govreport.rollup_inverse(govreport.report, govreport.report) IS 'aggregate inverse transition function, for moving frames';
CREATE FUNCTION govreport.rollup_combine(govreport.report, govreport.report) RETURNS govreport.report
  AS 'MODULE_PATHNAME', 'govreport_rollup_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 200;
COMMENT ON FUNCTION govreport.rollup_combine(govreport.report, govreport.report) IS 'aggregate combine function';
CREATE FUNCTION govreport.rollup_final(govreport.report) RETURNS govreport.report
  AS 'MODULE_PATHNAME', 'govreport_rollup_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION govreport.rollup_final(govreport.report) IS 'aggregate final function';

CREATE AGGREGATE govreport.rollup(govreport.report) (
  SFUNC = govreport.rollup_accum,
  STYPE = govreport.report,
  SSPACE = 8192,
  FINALFUNC = govreport.rollup_final,
  COMBINEFUNC = govreport.rollup_combine,
  MSFUNC = govreport.rollup_moving,
  MINVFUNC = govreport.rollup_inverse,
  MSTYPE = govreport.report,
  MSSPACE = 8192,
  MFINALFUNC = govreport.rollup_final,
  PARALLEL = SAFE
);
COMMENT ON AGGREGATE govreport.rollup(govreport.report) IS 'the roll-up of all reports; itself a report';

-- ---------------------------------------------------------------------------
-- Printing
-- ---------------------------------------------------------------------------

CREATE FUNCTION govreport.render(govreport.report, format text) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_render' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1500;
COMMENT ON FUNCTION govreport.render(govreport.report, text) IS 'the official tables as their forms print them, in the format text, markdown or html';

CREATE FUNCTION govreport.blank_form(form text, format text) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_blank_form' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1500;
COMMENT ON FUNCTION govreport.blank_form(text, text) IS 'the empty tables of a form, in the format text, markdown or html';

-- ---------------------------------------------------------------------------
-- Dictionaries
-- ---------------------------------------------------------------------------

CREATE FUNCTION govreport.forms() RETURNS SETOF govreport.form
  AS 'MODULE_PATHNAME', 'govreport_forms' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 6;
COMMENT ON FUNCTION govreport.forms() IS 'the official forms, their document numbers and years';

CREATE FUNCTION govreport.labels() RETURNS SETOF govreport.label
  AS 'MODULE_PATHNAME', 'govreport_labels' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500 ROWS 70;
COMMENT ON FUNCTION govreport.labels() IS 'the keys of tables, rows and columns, with their labels in Chinese and English';

CREATE FUNCTION govreport.rules() RETURNS SETOF govreport.rule
  AS 'MODULE_PATHNAME', 'govreport_rules' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 13;
COMMENT ON FUNCTION govreport.rules() IS 'what findings() checks, in Chinese and English, with the article it rests on';

CREATE FUNCTION govreport.full_version() RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_full_version' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION govreport.full_version() IS 'versions of the extension, its dictionary and ICU';

-- ---------------------------------------------------------------------------
-- Workspace
-- ---------------------------------------------------------------------------

CREATE PROCEDURE govreport.create_workspace(schema_name text)
LANGUAGE plpgsql SECURITY INVOKER SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
  accessor text;
BEGIN
  IF schema_name IS NULL THEN
    RAISE EXCEPTION 'schema name of a workspace cannot be null'
      USING ERRCODE = 'null_value_not_allowed';
  END IF;
  EXECUTE format('CREATE SCHEMA %I', schema_name);
  EXECUTE format('COMMENT ON SCHEMA %I IS %L', schema_name, 'workspace of govreport');

  EXECUTE format($sql$
    CREATE TABLE %1$I.reports (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      source_url text,
      fetched_at timestamptz NOT NULL DEFAULT now(),
      raw text NOT NULL,
      parsed govreport.report GENERATED ALWAYS AS (govreport.parse(raw)) STORED
    )$sql$, schema_name);
  EXECUTE format('COMMENT ON TABLE %I.reports IS %L', schema_name, 'raw texts of reports, and what govreport reads in them');

  EXECUTE format($sql$
    CREATE VIEW %1$I.headers AS
      SELECT r.id AS report_id, r.source_url, r.fetched_at, h.*
      FROM %1$I.reports r CROSS JOIN LATERAL govreport.header(r.parsed) h$sql$, schema_name);
  EXECUTE format('COMMENT ON VIEW %I.headers IS %L', schema_name, 'one row a report: govreport.header()');

  FOREACH accessor IN ARRAY ARRAY['cells', 'applications', 'proceedings', 'disclosure', 'statistics', 'facts', 'findings', 'assessment'] LOOP
    EXECUTE format($sql$
      CREATE VIEW %1$I.%2$I AS
        SELECT r.id AS report_id, govreport.issuer(r.parsed) AS issuer, govreport.report_year(r.parsed) AS year, a.*
        FROM %1$I.reports r CROSS JOIN LATERAL govreport.%2$I(r.parsed) a$sql$, schema_name, accessor);
    EXECUTE format('COMMENT ON VIEW %I.%I IS %L', schema_name, accessor, format('govreport.%s() of every report', accessor));
  END LOOP;

  EXECUTE format($sql$
    CREATE VIEW %1$I.sections AS
      SELECT r.id AS report_id, govreport.issuer(r.parsed) AS issuer, govreport.report_year(r.parsed) AS year, a.*
      FROM %1$I.reports r CROSS JOIN LATERAL govreport.sections(r.parsed, r.raw) a$sql$, schema_name);
  EXECUTE format('COMMENT ON VIEW %I.sections IS %L', schema_name, 'govreport.sections() of every report, with the words of its text');

  EXECUTE format($sql$
    CREATE VIEW %1$I.citations AS
      SELECT r.id AS report_id, govreport.issuer(r.parsed) AS issuer, govreport.report_year(r.parsed) AS year,
             a.ordinal, a.kind, a.number, a.year AS cited_year, a.serial, a.organ, a.title, a.pos, a.len
      FROM %1$I.reports r CROSS JOIN LATERAL govreport.citations(r.parsed, r.raw) a$sql$, schema_name);
  EXECUTE format('COMMENT ON VIEW %I.citations IS %L', schema_name, 'govreport.citations() of every report, with the words of its text');

  -- The sentence around a place: from behind the stop before it to the stop behind it.
  EXECUTE format($sql$
    CREATE VIEW %1$I.contradictions AS
      SELECT r.id AS report_id, govreport.issuer(r.parsed) AS issuer, govreport.report_year(r.parsed) AS year,
             f.rule, f.severity, f.table_key, f.row_key, f.column_key,
             f.actual AS prose, f.expected AS "table", f.difference,
             substr(r.raw, f.pos, f.len) AS words,
             btrim(regexp_replace(substr(r.raw, greatest(f.pos - 200, 1), least(f.pos - 1, 200)), '^.*[。；;\n]', '')
                   || regexp_replace(substr(r.raw, f.pos, 300), '([。；;\n]).*$', '\1'), E' \n\r\t\u3000') AS sentence,
             govreport.describe(f) AS description, f.pos, f.len
      FROM %1$I.reports r CROSS JOIN LATERAL govreport.findings(r.parsed) f
      WHERE f.rule LIKE 'narrative.%%'$sql$, schema_name);
  EXECUTE format('COMMENT ON VIEW %I.contradictions IS %L', schema_name, 'where the prose of a report and its tables, or its own figures, disagree');

  EXECUTE format($sql$
    CREATE VIEW %1$I.series AS
      SELECT govreport.issuer(r.parsed) AS issuer, govreport.report_year(r.parsed) AS year,
             q.quantity, q.value, q.unit, q.form, q.source, r.id AS report_id
      FROM %1$I.reports r CROSS JOIN LATERAL govreport.quantities(r.parsed) q$sql$, schema_name);
  EXECUTE format('COMMENT ON VIEW %I.series IS %L', schema_name, 'quantities over the years, under one name in all forms');

  EXECUTE format($sql$
    CREATE VIEW %1$I.overview AS
      SELECT r.id AS report_id, govreport.issuer(r.parsed) AS issuer, govreport.report_year(r.parsed) AS year,
             r.source_url,
             govreport.layout(r.parsed) AS layout,
             govreport.form(r.parsed, 'disclosure') AS disclosure_form,
             govreport.form(r.parsed, 'applications') AS applications_form,
             govreport.form(r.parsed, 'proceedings') AS proceedings_form,
             govreport.value(r.parsed, 'applications', 'received', 'total') AS received,
             govreport.value(r.parsed, 'applications', 'carried_in', 'total') AS carried_in,
             govreport.value(r.parsed, 'applications', 'granted', 'total') AS granted,
             govreport.value(r.parsed, 'applications', 'partly_granted', 'total') AS partly_granted,
             govreport.value(r.parsed, 'applications', 'denied', 'total') AS denied,
             govreport.value(r.parsed, 'applications', 'unavailable', 'total') AS unavailable,
             govreport.value(r.parsed, 'applications', 'rejected', 'total') AS rejected,
             govreport.value(r.parsed, 'applications', 'other', 'total') AS other,
             govreport.value(r.parsed, 'applications', 'concluded', 'total') AS concluded,
             govreport.value(r.parsed, 'applications', 'carried_out', 'total') AS carried_out,
             govreport.value(r.parsed, 'proceedings', 'reconsideration', 'total') AS reconsideration,
             govreport.value(r.parsed, 'proceedings', 'litigation', 'total') AS litigation,
             f.errors, f.warnings, f.infos,
             govreport.reconciles(r.parsed) AS reconciles
      FROM %1$I.reports r
      CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE severity = 'error') AS errors,
               count(*) FILTER (WHERE severity = 'warning') AS warnings,
               count(*) FILTER (WHERE severity = 'info') AS infos
        FROM govreport.findings(r.parsed)
      ) f$sql$, schema_name);
  EXECUTE format('COMMENT ON VIEW %I.overview IS %L', schema_name, 'one row a report: main figures, and findings by severity');
END
$procedure$;
COMMENT ON PROCEDURE govreport.create_workspace(text) IS 'creates a schema with an ingest table for reports and views over it';
