\echo Use "CREATE EXTENSION govreport" to load this file. \quit

-- Without this, names would be lost in an encoding that lacks the characters.
DO $$
BEGIN
  IF pg_catalog.current_setting('server_encoding') <> 'UTF8' THEN
    RAISE EXCEPTION 'govreport needs a database with encoding UTF8'
      USING ERRCODE = 'feature_not_supported',
            HINT = 'Create one with CREATE DATABASE ... ENCODING ''UTF8'' TEMPLATE template0.';
  END IF;
END
$$;

-- Made here and not by the control file, so that who installs a trusted extension does not own it.
CREATE SCHEMA govreport;
GRANT USAGE ON SCHEMA govreport TO PUBLIC;
COMMENT ON SCHEMA govreport IS 'annual reports on open government information: parsing, checks, roll-ups';

-- COST is as measured over reports of 1 to 23 kB: 1 is an addition of two bigints.  ROWS is what such a report has.

-- ---------------------------------------------------------------------------
-- The type
-- ---------------------------------------------------------------------------

CREATE TYPE govreport.report;

CREATE FUNCTION govreport.report_in(cstring) RETURNS govreport.report
  AS 'MODULE_PATHNAME', 'govreport_report_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30000;
COMMENT ON FUNCTION govreport.report_in(cstring) IS 'I/O';

CREATE FUNCTION govreport.report_out(govreport.report) RETURNS cstring
  AS 'MODULE_PATHNAME', 'govreport_report_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20000;
COMMENT ON FUNCTION govreport.report_out(govreport.report) IS 'I/O';

CREATE FUNCTION govreport.report_recv(internal) RETURNS govreport.report
  AS 'MODULE_PATHNAME', 'govreport_report_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1200;
COMMENT ON FUNCTION govreport.report_recv(internal) IS 'I/O';

CREATE FUNCTION govreport.report_send(govreport.report) RETURNS bytea
  AS 'MODULE_PATHNAME', 'govreport_report_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
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
  AS 'MODULE_PATHNAME', 'govreport_report_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60000;
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
  AS 'MODULE_PATHNAME', 'govreport_report_hash' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 40;
CREATE FUNCTION govreport.report_hash_extended(govreport.report, bigint) RETURNS bigint
  AS 'MODULE_PATHNAME', 'govreport_report_hash_extended' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 40;
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
  AS 'MODULE_PATHNAME', 'govreport_decode' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
CREATE FUNCTION govreport.decode(bytea, encoding text) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_decode' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION govreport.decode(bytea) IS 'the text of bytes whose encoding is found out: UTF-8/16/32, GB18030, Big5 and others';
COMMENT ON FUNCTION govreport.decode(bytea, text) IS 'the text of bytes in a named encoding';

CREATE FUNCTION govreport.parse(text) RETURNS govreport.report
  AS 'MODULE_PATHNAME', 'govreport_parse' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 40000;
COMMENT ON FUNCTION govreport.parse(text) IS 'reads the raw text of a report; any content is accepted';

CREATE FUNCTION govreport.header(govreport.report) RETURNS govreport.header
  AS 'MODULE_PATHNAME', 'govreport_header' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
COMMENT ON FUNCTION govreport.header(govreport.report) IS 'title, issuer, level, kind, year, period, publication, site code, layout and number of reports';

CREATE FUNCTION govreport.title(govreport.report) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_title' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 300;
CREATE FUNCTION govreport.issuer(govreport.report) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_issuer' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 300;
CREATE FUNCTION govreport.level(govreport.report) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_level' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 300;
CREATE FUNCTION govreport.kind(govreport.report) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_kind' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 300;
CREATE FUNCTION govreport.report_year(govreport.report) RETURNS integer
  AS 'MODULE_PATHNAME', 'govreport_report_year' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 300;
CREATE FUNCTION govreport.period(govreport.report) RETURNS daterange
  AS 'MODULE_PATHNAME', 'govreport_period' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 300;
CREATE FUNCTION govreport.published(govreport.report) RETURNS date
  AS 'MODULE_PATHNAME', 'govreport_published' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 300;
CREATE FUNCTION govreport.site_code(govreport.report) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_site_code' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 300;
CREATE FUNCTION govreport.layout(govreport.report) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_layout' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 300;
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
  AS 'MODULE_PATHNAME', 'govreport_form' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 300;
COMMENT ON FUNCTION govreport.form(govreport.report, text) IS 'the form of a table; none where the report has no such table';

CREATE FUNCTION govreport.cells(govreport.report) RETURNS SETOF govreport.cell
  AS 'MODULE_PATHNAME', 'govreport_cells' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 8000 ROWS 180;
COMMENT ON FUNCTION govreport.cells(govreport.report) IS 'every cell of the official tables';

CREATE FUNCTION govreport.applications(govreport.report) RETURNS SETOF govreport.application
  AS 'MODULE_PATHNAME', 'govreport_applications' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1300 ROWS 24;
COMMENT ON FUNCTION govreport.applications(govreport.report) IS 'the rows of the table 收到和处理政府信息公开申请情况';

CREATE FUNCTION govreport.proceedings(govreport.report) RETURNS SETOF govreport.proceeding
  AS 'MODULE_PATHNAME', 'govreport_proceedings' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500 ROWS 3;
COMMENT ON FUNCTION govreport.proceedings(govreport.report) IS 'the groups of the table 政府信息公开行政复议、行政诉讼情况';

CREATE FUNCTION govreport.disclosure(govreport.report) RETURNS SETOF govreport.disclosure_item
  AS 'MODULE_PATHNAME', 'govreport_disclosure' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 900 ROWS 15;
COMMENT ON FUNCTION govreport.disclosure(govreport.report) IS 'the cells of the table 主动公开政府信息情况, money in 万元';

CREATE FUNCTION govreport.statistics(govreport.report) RETURNS SETOF govreport.statistic
  AS 'MODULE_PATHNAME', 'govreport_statistics' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 400 ROWS 58;
CREATE FUNCTION govreport.statistics(govreport.report, raw text) RETURNS SETOF govreport.statistic
  AS 'MODULE_PATHNAME', 'govreport_statistics' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 3500 ROWS 58;
COMMENT ON FUNCTION govreport.statistics(govreport.report) IS 'the rows of the 政府信息公开情况统计表 of 2014 to 2018 and of older local tables; labels that are in no dictionary are NULL';
COMMENT ON FUNCTION govreport.statistics(govreport.report, text) IS 'as above; labels that are in no dictionary are taken from the raw text that was parsed';

CREATE FUNCTION govreport.quantities(govreport.report) RETURNS SETOF govreport.quantity
  AS 'MODULE_PATHNAME', 'govreport_quantities' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1500 ROWS 18;
COMMENT ON FUNCTION govreport.quantities(govreport.report) IS 'the quantities that several forms print, from whatever table the report has, else from its prose';

CREATE FUNCTION govreport.sections(govreport.report) RETURNS SETOF govreport.section
  AS 'MODULE_PATHNAME', 'govreport_sections' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 700 ROWS 10;
CREATE FUNCTION govreport.sections(govreport.report, raw text) RETURNS SETOF govreport.section
  AS 'MODULE_PATHNAME', 'govreport_sections' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000 ROWS 10;
COMMENT ON FUNCTION govreport.sections(govreport.report) IS 'the outline of the report; number and title, which are words of the text, are NULL';
COMMENT ON FUNCTION govreport.sections(govreport.report, text) IS 'the outline of the report, with numbers and titles from the raw text that was parsed';

CREATE FUNCTION govreport.facts(govreport.report) RETURNS SETOF govreport.fact
  AS 'MODULE_PATHNAME', 'govreport_facts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1300 ROWS 20;
COMMENT ON FUNCTION govreport.facts(govreport.report) IS 'the quantities that the prose states';

CREATE FUNCTION govreport.citations(govreport.report) RETURNS SETOF govreport.citation
  AS 'MODULE_PATHNAME', 'govreport_citations' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1400 ROWS 10;
CREATE FUNCTION govreport.citations(govreport.report, raw text) RETURNS SETOF govreport.citation
  AS 'MODULE_PATHNAME', 'govreport_citations' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000 ROWS 10;
COMMENT ON FUNCTION govreport.citations(govreport.report) IS 'what the prose refers to; number, organ and title, which are words of the text, are NULL';
COMMENT ON FUNCTION govreport.citations(govreport.report, text) IS 'what the prose refers to, with numbers, organs and titles from the raw text that was parsed';

CREATE FUNCTION govreport.value(govreport.report, table_key text, row_key text, column_key text) RETURNS numeric
  AS 'MODULE_PATHNAME', 'govreport_value' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
COMMENT ON FUNCTION govreport.value(govreport.report, text, text, text) IS 'one value, also of a group of rows, or the one that means the same in another form; money in 万元; NULL where there is none';

-- ---------------------------------------------------------------------------
-- Checking
-- ---------------------------------------------------------------------------

CREATE FUNCTION govreport.findings(govreport.report) RETURNS SETOF govreport.finding
  AS 'MODULE_PATHNAME', 'govreport_findings' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1600 ROWS 3;
COMMENT ON FUNCTION govreport.findings(govreport.report) IS 'what does not hold in the report';

CREATE FUNCTION govreport.assessment(govreport.report) RETURNS SETOF govreport.assessment
  AS 'MODULE_PATHNAME', 'govreport_assessment' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2000 ROWS 24;
COMMENT ON FUNCTION govreport.assessment(govreport.report) IS 'every rule that applies: how often it held, failed, could not be assessed';

CREATE FUNCTION govreport.reconciles(govreport.report) RETURNS boolean
  AS 'MODULE_PATHNAME', 'govreport_reconciles' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1200;
COMMENT ON FUNCTION govreport.reconciles(govreport.report) IS 'no finding of severity error; NULL where there is nothing to reconcile';

CREATE FUNCTION govreport.assert_reconciles(govreport.report) RETURNS boolean
  AS 'MODULE_PATHNAME', 'govreport_assert_reconciles' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1200;
COMMENT ON FUNCTION govreport.assert_reconciles(govreport.report) IS 'as reconciles, but an error that tells the findings in place of false; for CHECK constraints';

CREATE FUNCTION govreport.describe(govreport.finding) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_describe' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 400;
CREATE FUNCTION govreport.describe(govreport.finding, lang text) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_describe' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 400;
COMMENT ON FUNCTION govreport.describe(govreport.finding) IS 'a finding in one sentence, in Chinese';
COMMENT ON FUNCTION govreport.describe(govreport.finding, text) IS 'a finding in one sentence, in the language zh or en';

CREATE FUNCTION govreport.compare(published govreport.report, computed govreport.report) RETURNS SETOF govreport.finding
  AS 'MODULE_PATHNAME', 'govreport_compare' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2500 ROWS 4;
COMMENT ON FUNCTION govreport.compare(govreport.report, govreport.report) IS 'a published report against the roll-up of the reports below it';

CREATE FUNCTION govreport.continuity(previous govreport.report, current govreport.report) RETURNS SETOF govreport.finding
  AS 'MODULE_PATHNAME', 'govreport_continuity' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1800 ROWS 4;
COMMENT ON FUNCTION govreport.continuity(govreport.report, govreport.report) IS 'a report against that of the same issuer for the year before';

-- ---------------------------------------------------------------------------
-- Repairs
-- ---------------------------------------------------------------------------

CREATE TYPE govreport.repair AS (
  solution integer, table_key text, row_key text, column_key text, printed numeric, proposed numeric, kind text, certain boolean
);
COMMENT ON TYPE govreport.repair IS 'a cell that a smallest solution changes or fills, with the figure it then has; solutions are numbered by table, the likeliest first';

CREATE FUNCTION govreport.repairs(govreport.report) RETURNS SETOF govreport.repair
  AS 'MODULE_PATHNAME', 'govreport_repairs' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 4;
CREATE FUNCTION govreport.repairs(govreport.report, previous govreport.report) RETURNS SETOF govreport.repair
  AS 'MODULE_PATHNAME', 'govreport_repairs' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1200 ROWS 4;
COMMENT ON FUNCTION govreport.repairs(govreport.report) IS 'which cells are wrong, and what they should be: all smallest sets of changes after which every identity holds';
COMMENT ON FUNCTION govreport.repairs(govreport.report, govreport.report) IS 'as above; the report of the same issuer for the year before helps to put the likeliest solution first';

CREATE FUNCTION govreport.apply_repairs(govreport.report) RETURNS govreport.report
  AS 'MODULE_PATHNAME', 'govreport_apply_repairs' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1500;
COMMENT ON FUNCTION govreport.apply_repairs(govreport.report) IS 'the report with its certain repairs; their cells have the status repaired, and what was printed is kept';

CREATE FUNCTION govreport.child_repairs(published govreport.report, computed govreport.report, child govreport.report) RETURNS SETOF govreport.repair
  AS 'MODULE_PATHNAME', 'govreport_child_repairs' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2500 ROWS 4;
COMMENT ON FUNCTION govreport.child_repairs(govreport.report, govreport.report, govreport.report) IS 'what a child would have to say so that the roll-up of the children says what the published report does; certain where its own repairs agree';

-- ---------------------------------------------------------------------------
-- Adding up
-- ---------------------------------------------------------------------------

CREATE FUNCTION govreport.plus(govreport.report, govreport.report) RETURNS govreport.report
  AS 'MODULE_PATHNAME', 'govreport_plus' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 800;
COMMENT ON FUNCTION govreport.plus(govreport.report, govreport.report) IS 'the roll-up of two reports or roll-ups';

CREATE OPERATOR govreport.+ (
  LEFTARG = govreport.report, RIGHTARG = govreport.report, FUNCTION = govreport.plus,
  COMMUTATOR = OPERATOR(govreport.+)
);
COMMENT ON OPERATOR govreport.+ (govreport.report, govreport.report) IS 'the roll-up of two reports or roll-ups';

CREATE FUNCTION govreport.minus(govreport.report, govreport.report) RETURNS govreport.report
  AS 'MODULE_PATHNAME', 'govreport_minus' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 700;
COMMENT ON FUNCTION govreport.minus(govreport.report, govreport.report) IS 'the roll-up of the first without the second, cell by cell';

CREATE OPERATOR govreport.- (
  LEFTARG = govreport.report, RIGHTARG = govreport.report, FUNCTION = govreport.minus
);
COMMENT ON OPERATOR govreport.- (govreport.report, govreport.report) IS 'the roll-up of the first without the second, cell by cell';

-- Not strict: the state of no report yet is NULL, and a NULL report is left out.
CREATE FUNCTION govreport.rollup_accum(govreport.report, govreport.report) RETURNS govreport.report
  AS 'MODULE_PATHNAME', 'govreport_rollup_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 200;
COMMENT ON FUNCTION govreport.rollup_accum(govreport.report, govreport.report) IS 'aggregate transition function';
CREATE FUNCTION govreport.rollup_moving(govreport.report, govreport.report) RETURNS govreport.report
  AS 'MODULE_PATHNAME', 'govreport_rollup_moving' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 250;
COMMENT ON FUNCTION govreport.rollup_moving(govreport.report, govreport.report) IS 'aggregate transition function, for moving frames';
CREATE FUNCTION govreport.rollup_inverse(govreport.report, govreport.report) RETURNS govreport.report
  AS 'MODULE_PATHNAME', 'govreport_rollup_inverse' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 400;
COMMENT ON FUNCTION govreport.rollup_inverse(govreport.report, govreport.report) IS 'aggregate inverse transition function, for moving frames';
CREATE FUNCTION govreport.rollup_combine(govreport.report, govreport.report) RETURNS govreport.report
  AS 'MODULE_PATHNAME', 'govreport_rollup_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 350;
COMMENT ON FUNCTION govreport.rollup_combine(govreport.report, govreport.report) IS 'aggregate combine function';
CREATE FUNCTION govreport.rollup_final(govreport.report) RETURNS govreport.report
  AS 'MODULE_PATHNAME', 'govreport_rollup_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1200;
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
  AS 'MODULE_PATHNAME', 'govreport_render' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 3000;
COMMENT ON FUNCTION govreport.render(govreport.report, text) IS 'the official tables as their forms print them, in the format text, markdown or html';

CREATE FUNCTION govreport.blank_form(form text, format text) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_blank_form' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2500;
COMMENT ON FUNCTION govreport.blank_form(text, text) IS 'the empty tables of a form, in the format text, markdown or html';

-- ---------------------------------------------------------------------------
-- Texts compared
-- ---------------------------------------------------------------------------

CREATE TYPE govreport.text_change AS (
  kind text, pos_a integer, len_a integer, pos_b integer, len_b integer
);
COMMENT ON TYPE govreport.text_change IS 'a stretch that two texts do not have in common, and its place in each';

CREATE FUNCTION govreport.prose(govreport.report, raw text) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_prose' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
CREATE FUNCTION govreport.prose(govreport.report, raw text, chapter text) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_prose' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION govreport.prose(govreport.report, text) IS 'the words below the headings of a report, without its official tables and without markup';
COMMENT ON FUNCTION govreport.prose(govreport.report, text, text) IS 'the same of one chapter; NULL where the report has none or nothing stands in it';

CREATE FUNCTION govreport.repetition(a text, b text) RETURNS numeric
  AS 'MODULE_PATHNAME', 'govreport_repetition' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION govreport.repetition(text, text) IS 'the share of characters that two texts have in common, in order, blanks and punctuation aside: from 0 to 1';

CREATE FUNCTION govreport.text_changes(a text, b text) RETURNS SETOF govreport.text_change
  AS 'MODULE_PATHNAME', 'govreport_text_changes' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000 ROWS 100;
COMMENT ON FUNCTION govreport.text_changes(text, text) IS 'what was added, removed and replaced between two texts, blanks and punctuation aside';

-- ---------------------------------------------------------------------------
-- Places
-- ---------------------------------------------------------------------------

CREATE TYPE govreport.division AS (
  code text, name text, level text, parent text, since integer, until integer, successor text
);
COMMENT ON TYPE govreport.division IS 'an administrative division, of today or of before';

CREATE FUNCTION govreport.divisions() RETURNS SETOF govreport.division
  AS 'MODULE_PATHNAME', 'govreport_divisions' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 3000 ROWS 3418;
COMMENT ON FUNCTION govreport.divisions() IS 'the provinces, prefectures and counties with their codes of GB/T 2260, former ones too';

CREATE FUNCTION govreport.locate(issuer text) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_locate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30;
CREATE FUNCTION govreport.locate(issuer text, within text) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_locate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60;
COMMENT ON FUNCTION govreport.locate(text) IS 'the code of the division that the name of an organ tells; NULL where it tells none, or several';
COMMENT ON FUNCTION govreport.locate(text, text) IS 'the same inside a division, given by its name, its code or a 政府网站标识码';

CREATE FUNCTION govreport.organ_level(name text) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_organ_level' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
CREATE FUNCTION govreport.organ_kind(name text) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_organ_kind' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION govreport.organ_level(text) IS 'the level that the name of an organ tells, as in header; NULL where it tells none';
COMMENT ON FUNCTION govreport.organ_kind(text) IS 'the kind of organ that a name tells, as in header; NULL where it tells none';

-- ---------------------------------------------------------------------------
-- Indicators
-- ---------------------------------------------------------------------------

CREATE TYPE govreport.indicator AS (
  indicator text, numerator numeric, denominator numeric, value numeric
);
COMMENT ON TYPE govreport.indicator IS 'a figure by which reports are compared';

CREATE TYPE govreport.indicator_definition AS (
  indicator text, label_zh text, label_en text, per integer, numerator text, denominator text
);
COMMENT ON TYPE govreport.indicator_definition IS 'what an indicator is: per * numerator / denominator, sums of the cells that are named';

CREATE FUNCTION govreport.indicators(govreport.report) RETURNS SETOF govreport.indicator
  AS 'MODULE_PATHNAME', 'govreport_indicators' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1500 ROWS 8;
COMMENT ON FUNCTION govreport.indicators(govreport.report) IS 'shares granted, denied, carried over, corrected, and applications per 10,000 decisions; NULL where a cell that is needed is not known';

CREATE FUNCTION govreport.indicators() RETURNS SETOF govreport.indicator_definition
  AS 'MODULE_PATHNAME', 'govreport_indicator_definitions' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1500 ROWS 9;
COMMENT ON FUNCTION govreport.indicators() IS 'the indicators, in Chinese and English, with the cells of numerator and denominator';

-- ---------------------------------------------------------------------------
-- Sheets
-- ---------------------------------------------------------------------------

CREATE FUNCTION govreport.audit_sheet(govreport.report) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_audit_sheet' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;
CREATE FUNCTION govreport.audit_sheet(govreport.report, raw text) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_audit_sheet' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 8000;
CREATE FUNCTION govreport.audit_sheet(govreport.report, raw text, lang text) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_audit_sheet' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 8000;
COMMENT ON FUNCTION govreport.audit_sheet(govreport.report) IS 'an HTML page: the tables as printed, each cell with what was found';
COMMENT ON FUNCTION govreport.audit_sheet(govreport.report, text) IS 'the same with the raw text that was parsed beside it, every value linked to its place';
COMMENT ON FUNCTION govreport.audit_sheet(govreport.report, text, text) IS 'the same in the language zh or en; an empty text for none';

CREATE FUNCTION govreport.compare_sheet(published govreport.report, computed govreport.report) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_compare_sheet' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;
CREATE FUNCTION govreport.compare_sheet(published govreport.report, computed govreport.report, lang text) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_compare_sheet' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;
COMMENT ON FUNCTION govreport.compare_sheet(govreport.report, govreport.report) IS 'an HTML page: a published report beside the roll-up of the reports below it';
COMMENT ON FUNCTION govreport.compare_sheet(govreport.report, govreport.report, text) IS 'the same in the language zh or en';
CREATE FUNCTION govreport.compare_sheet(published govreport.report, computed govreport.report, published_raw text, computed_raw text) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_compare_sheet' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000;
CREATE FUNCTION govreport.compare_sheet(published govreport.report, computed govreport.report, published_raw text, computed_raw text, lang text) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_compare_sheet' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION govreport.compare_sheet(govreport.report, govreport.report, text, text) IS 'the same with the prose of the two raw texts side by side: what changed, and how much repeats';
COMMENT ON FUNCTION govreport.compare_sheet(govreport.report, govreport.report, text, text, text) IS 'the same in the language zh or en; an empty text for none';

CREATE FUNCTION govreport.continuity_sheet(previous govreport.report, current govreport.report) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_continuity_sheet' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;
CREATE FUNCTION govreport.continuity_sheet(previous govreport.report, current govreport.report, lang text) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_continuity_sheet' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;
COMMENT ON FUNCTION govreport.continuity_sheet(govreport.report, govreport.report) IS 'an HTML page: a report beside that of the same issuer for the year before';
COMMENT ON FUNCTION govreport.continuity_sheet(govreport.report, govreport.report, text) IS 'the same in the language zh or en';
CREATE FUNCTION govreport.continuity_sheet(previous govreport.report, current govreport.report, previous_raw text, current_raw text) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_continuity_sheet' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000;
CREATE FUNCTION govreport.continuity_sheet(previous govreport.report, current govreport.report, previous_raw text, current_raw text, lang text) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_continuity_sheet' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION govreport.continuity_sheet(govreport.report, govreport.report, text, text) IS 'the same with the prose of the two raw texts side by side: what changed, and how much repeats';
COMMENT ON FUNCTION govreport.continuity_sheet(govreport.report, govreport.report, text, text, text) IS 'the same in the language zh or en; an empty text for none';

CREATE FUNCTION govreport.workspace_page(data jsonb, lang text, sheets text) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_workspace_page' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;
COMMENT ON FUNCTION govreport.workspace_page(jsonb, text, text) IS 'an HTML page about a year of a workspace, of what its function page_data tells';

-- ---------------------------------------------------------------------------
-- Charts
-- ---------------------------------------------------------------------------

-- Not strict: a NULL figure is a gap, and a NULL title none.
CREATE FUNCTION govreport.chart_lines_accum(bytea, text, numeric, numeric) RETURNS bytea
  AS 'MODULE_PATHNAME', 'govreport_chart_lines_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
COMMENT ON FUNCTION govreport.chart_lines_accum(bytea, text, numeric, numeric) IS 'aggregate transition function';
CREATE FUNCTION govreport.chart_lines_accum(bytea, text, numeric, numeric, text) RETURNS bytea
  AS 'MODULE_PATHNAME', 'govreport_chart_lines_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
COMMENT ON FUNCTION govreport.chart_lines_accum(bytea, text, numeric, numeric, text) IS 'aggregate transition function';
CREATE FUNCTION govreport.chart_lines_accum(bytea, text, numeric, numeric, text, text, text, integer) RETURNS bytea
  AS 'MODULE_PATHNAME', 'govreport_chart_lines_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
COMMENT ON FUNCTION govreport.chart_lines_accum(bytea, text, numeric, numeric, text, text, text, integer) IS 'aggregate transition function';
CREATE FUNCTION govreport.chart_bars_accum(bytea, text, numeric) RETURNS bytea
  AS 'MODULE_PATHNAME', 'govreport_chart_bars_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
COMMENT ON FUNCTION govreport.chart_bars_accum(bytea, text, numeric) IS 'aggregate transition function';
CREATE FUNCTION govreport.chart_bars_accum(bytea, text, numeric, text) RETURNS bytea
  AS 'MODULE_PATHNAME', 'govreport_chart_bars_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
COMMENT ON FUNCTION govreport.chart_bars_accum(bytea, text, numeric, text) IS 'aggregate transition function';
CREATE FUNCTION govreport.chart_bars_accum(bytea, text, numeric, text, text, integer) RETURNS bytea
  AS 'MODULE_PATHNAME', 'govreport_chart_bars_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
COMMENT ON FUNCTION govreport.chart_bars_accum(bytea, text, numeric, text, text, integer) IS 'aggregate transition function';
CREATE FUNCTION govreport.chart_heat_accum(bytea, text, text, numeric) RETURNS bytea
  AS 'MODULE_PATHNAME', 'govreport_chart_heat_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
COMMENT ON FUNCTION govreport.chart_heat_accum(bytea, text, text, numeric) IS 'aggregate transition function';
CREATE FUNCTION govreport.chart_heat_accum(bytea, text, text, numeric, text) RETURNS bytea
  AS 'MODULE_PATHNAME', 'govreport_chart_heat_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
COMMENT ON FUNCTION govreport.chart_heat_accum(bytea, text, text, numeric, text) IS 'aggregate transition function';
CREATE FUNCTION govreport.chart_heat_accum(bytea, text, text, numeric, text, text, integer) RETURNS bytea
  AS 'MODULE_PATHNAME', 'govreport_chart_heat_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
COMMENT ON FUNCTION govreport.chart_heat_accum(bytea, text, text, numeric, text, text, integer) IS 'aggregate transition function';
CREATE FUNCTION govreport.chart_combine(bytea, bytea) RETURNS bytea
  AS 'MODULE_PATHNAME', 'govreport_chart_combine' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION govreport.chart_combine(bytea, bytea) IS 'aggregate combine function';
CREATE FUNCTION govreport.chart_final(bytea) RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_chart_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION govreport.chart_final(bytea) IS 'aggregate final function';

CREATE AGGREGATE govreport.chart_lines(label text, x numeric, y numeric) (
  SFUNC = govreport.chart_lines_accum, STYPE = bytea, SSPACE = 8192,
  FINALFUNC = govreport.chart_final, COMBINEFUNC = govreport.chart_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE govreport.chart_lines(text, numeric, numeric) IS 'a line for each label over an axis of numbers, as SVG';
CREATE AGGREGATE govreport.chart_lines(label text, x numeric, y numeric, title text) (
  SFUNC = govreport.chart_lines_accum, STYPE = bytea, SSPACE = 8192,
  FINALFUNC = govreport.chart_final, COMBINEFUNC = govreport.chart_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE govreport.chart_lines(text, numeric, numeric, text) IS 'a line for each label over an axis of numbers, as SVG, with a title';
CREATE AGGREGATE govreport.chart_lines(label text, x numeric, y numeric, title text, x_title text, y_title text, width integer) (
  SFUNC = govreport.chart_lines_accum, STYPE = bytea, SSPACE = 8192,
  FINALFUNC = govreport.chart_final, COMBINEFUNC = govreport.chart_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE govreport.chart_lines(text, numeric, numeric, text, text, text, integer) IS 'a line for each label over an axis of numbers, as SVG, with titles and a width in pixels';
CREATE AGGREGATE govreport.chart_bars(label text, y numeric) (
  SFUNC = govreport.chart_bars_accum, STYPE = bytea, SSPACE = 8192,
  FINALFUNC = govreport.chart_final, COMBINEFUNC = govreport.chart_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE govreport.chart_bars(text, numeric) IS 'a bar for each label, as SVG';
CREATE AGGREGATE govreport.chart_bars(label text, y numeric, title text) (
  SFUNC = govreport.chart_bars_accum, STYPE = bytea, SSPACE = 8192,
  FINALFUNC = govreport.chart_final, COMBINEFUNC = govreport.chart_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE govreport.chart_bars(text, numeric, text) IS 'a bar for each label, as SVG, with a title';
CREATE AGGREGATE govreport.chart_bars(label text, y numeric, title text, y_title text, width integer) (
  SFUNC = govreport.chart_bars_accum, STYPE = bytea, SSPACE = 8192,
  FINALFUNC = govreport.chart_final, COMBINEFUNC = govreport.chart_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE govreport.chart_bars(text, numeric, text, text, integer) IS 'a bar for each label, as SVG, with titles and a width in pixels';
CREATE AGGREGATE govreport.chart_heat("row" text, "column" text, value numeric) (
  SFUNC = govreport.chart_heat_accum, STYPE = bytea, SSPACE = 8192,
  FINALFUNC = govreport.chart_final, COMBINEFUNC = govreport.chart_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE govreport.chart_heat(text, text, numeric) IS 'a cell for each row and column, darker the larger its figure, as SVG';
CREATE AGGREGATE govreport.chart_heat("row" text, "column" text, value numeric, title text) (
  SFUNC = govreport.chart_heat_accum, STYPE = bytea, SSPACE = 8192,
  FINALFUNC = govreport.chart_final, COMBINEFUNC = govreport.chart_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE govreport.chart_heat(text, text, numeric, text) IS 'a cell for each row and column, darker the larger its figure, as SVG, with a title';
CREATE AGGREGATE govreport.chart_heat("row" text, "column" text, value numeric, title text, y_title text, width integer) (
  SFUNC = govreport.chart_heat_accum, STYPE = bytea, SSPACE = 8192,
  FINALFUNC = govreport.chart_final, COMBINEFUNC = govreport.chart_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE govreport.chart_heat(text, text, numeric, text, text, integer) IS 'a cell for each row and column, darker the larger its figure, as SVG, with titles and a width in pixels';

-- ---------------------------------------------------------------------------
-- Dictionaries
-- ---------------------------------------------------------------------------

CREATE FUNCTION govreport.forms() RETURNS SETOF govreport.form
  AS 'MODULE_PATHNAME', 'govreport_forms' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1500 ROWS 6;
COMMENT ON FUNCTION govreport.forms() IS 'the official forms, their document numbers and years';

CREATE FUNCTION govreport.labels() RETURNS SETOF govreport.label
  AS 'MODULE_PATHNAME', 'govreport_labels' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20000 ROWS 153;
COMMENT ON FUNCTION govreport.labels() IS 'the keys of tables, rows and columns, with their labels in Chinese and English';

CREATE FUNCTION govreport.rules() RETURNS SETOF govreport.rule
  AS 'MODULE_PATHNAME', 'govreport_rules' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 3000 ROWS 58;
COMMENT ON FUNCTION govreport.rules() IS 'what findings() checks, in Chinese and English, with the article it rests on';

CREATE FUNCTION govreport.full_version() RETURNS text
  AS 'MODULE_PATHNAME', 'govreport_full_version' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION govreport.full_version() IS 'versions of the extension, its dictionary and ICU';

-- ---------------------------------------------------------------------------
-- Workspace
--
-- A schema of the user's, who owns all in it.  The parts are procedures of their own, called by create_workspace alone: each writes its
-- definitions as plain SQL, with the new schema first in its own search_path.  What runs later (triggers, functions) does not depend on
-- the name of the schema, so that it may be renamed: bodies of SQL are bound when they are made, triggers look their schema up.
-- "IN (SELECT unnest(...))" and not "= ANY": the latter compares each row with each element once the plan is a generic one.
-- ---------------------------------------------------------------------------

CREATE PROCEDURE govreport.create_workspace(schema_name text)
LANGUAGE plpgsql SECURITY INVOKER SET search_path = pg_catalog, pg_temp
AS $procedure$
BEGIN
  IF schema_name IS NULL THEN
    RAISE EXCEPTION 'schema name of a workspace cannot be null'
      USING ERRCODE = 'null_value_not_allowed';
  END IF;
  EXECUTE format('CREATE SCHEMA %I', schema_name);
  EXECUTE format('COMMENT ON SCHEMA %I IS %L', schema_name, 'workspace of govreport');
  CALL govreport.create_workspace_tables(schema_name);
  CALL govreport.create_workspace_matching(schema_name);
  CALL govreport.create_workspace_views(schema_name);
  CALL govreport.create_workspace_corrections(schema_name);
  CALL govreport.create_workspace_hierarchy(schema_name);
  CALL govreport.create_workspace_places(schema_name);
  CALL govreport.create_workspace_indicators(schema_name);
  CALL govreport.create_workspace_pages(schema_name);
  CALL govreport.create_workspace_summary(schema_name);
  CALL govreport.create_workspace_triggers(schema_name);
  CALL govreport.create_workspace_loading(schema_name);
END
$procedure$;
COMMENT ON PROCEDURE govreport.create_workspace(text) IS 'creates a schema with an ingest table for reports, a tree of organs and views over both';

-- The tables that the user fills.
CREATE PROCEDURE govreport.create_workspace_tables(schema_name text)
LANGUAGE plpgsql SECURITY INVOKER SET search_path = pg_catalog, pg_temp
AS $procedure$
BEGIN
  PERFORM set_config('search_path', format('%I, pg_catalog, pg_temp', schema_name), true);

  CREATE TABLE organs (
    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY CHECK (id > 0),
    name text NOT NULL CHECK (btrim(name, E' \t\r\n\u3000') <> ''),
    level text,
    parent bigint REFERENCES organs CHECK (parent <> id),
    valid_from date,
    valid_to date,
    expected boolean NOT NULL DEFAULT true,
    kind text,
    code text CHECK (code ~ '^[1-9][0-9]{5}$'),
    CHECK (valid_from <= valid_to)
  );
  CREATE INDEX ON organs (parent);
  CREATE INDEX ON organs (name);
  COMMENT ON TABLE organs IS 'the tree of organs';
  COMMENT ON COLUMN organs.parent IS 'the organ whose report adds this one''s up';
  COMMENT ON COLUMN organs.valid_from IS 'its first day; NULL: always';
  COMMENT ON COLUMN organs.valid_to IS 'its last day; NULL: to this day';
  COMMENT ON COLUMN organs.expected IS 'whether it has to report each year';
  COMMENT ON COLUMN organs.level IS 'state, province, prefecture, county or township where place_organs fills it; else anything';
  COMMENT ON COLUMN organs.kind IS 'government, department and so on as in govreport.header where place_organs fills it; else anything';
  COMMENT ON COLUMN organs.code IS 'the division it belongs to, by its code of GB/T 2260';

  CREATE TABLE reports (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source_url text,
    fetched_at timestamptz NOT NULL DEFAULT now(),
    raw text NOT NULL,
    parsed govreport.report GENERATED ALWAYS AS (govreport.parse(raw)) STORED,
    organ bigint REFERENCES organs,
    organ_match text NOT NULL DEFAULT 'none' CHECK (organ_match IN ('exact', 'variant', 'manual', 'ambiguous', 'none')),
    replaces bigint REFERENCES reports CHECK (replaces <> id)
  );
  CREATE INDEX ON reports (organ, govreport.report_year(parsed));
  CREATE INDEX ON reports (govreport.issuer(parsed));
  -- A report has one next version.
  CREATE UNIQUE INDEX ON reports (replaces) WHERE replaces IS NOT NULL;
  COMMENT ON TABLE reports IS 'raw texts of reports, and what govreport reads in them';
  COMMENT ON COLUMN reports.organ IS 'the organ that reports; set by the name of the issuer, or by hand';
  COMMENT ON COLUMN reports.organ_match IS 'how the organ was found: exact (its name), variant (with the names of organs above it, or without them), manual; ambiguous, none: it was not';
  COMMENT ON COLUMN reports.replaces IS 'the earlier version of this report, which it supersedes';

  CREATE TABLE organ_names (
    name text NOT NULL,
    organ bigint NOT NULL,
    PRIMARY KEY (name, organ)
  );
  CREATE INDEX ON organ_names (organ);
  COMMENT ON TABLE organ_names IS 'the names by which an issuer is taken for an organ; kept by triggers';
END
$procedure$;
COMMENT ON PROCEDURE govreport.create_workspace_tables(text) IS 'part of create_workspace';

-- Which organ an issuer is.
CREATE PROCEDURE govreport.create_workspace_matching(schema_name text)
LANGUAGE plpgsql SECURITY INVOKER SET search_path = pg_catalog, pg_temp
AS $procedure$
BEGIN
  PERFORM set_config('search_path', format('%I, pg_catalog, pg_temp', schema_name), true);

  -- From the top of the tree down to the organs asked for: "part" is what an organ puts in front of the names below it (北岑区), "any" is
  -- every way to name some of the organs from the top down to it, "region" those ways that name the lowest region among them.
  EXECUTE $sql$
    CREATE FUNCTION spellings(organs bigint[]) RETURNS TABLE (organ bigint, name text)
    LANGUAGE sql STABLE ROWS 1000
    BEGIN ATOMIC
      WITH RECURSIVE below AS (
        SELECT o.id FROM organs o WHERE o.id IN (SELECT unnest($1))
        UNION
        SELECT o.id FROM below b JOIN organs o ON o.parent = b.id
      ), above AS (
        SELECT o.id, o.parent FROM organs o WHERE o.id IN (SELECT unnest($1))
        UNION
        SELECT o.id, o.parent FROM above a JOIN organs o ON o.id = a.parent
      ), related AS (
        SELECT o.id, o.name, coalesce(o.parent, -1) AS parent FROM organs o WHERE o.id IN (SELECT id FROM below UNION SELECT id FROM above)
      ), tree AS (
        SELECT -1::bigint AS id, NULL::text AS name, NULL::text AS short, '^'::text AS pattern,
               ARRAY[''] AS any_of, NULL::text[] AS region_of, NULL::text[] AS names
        UNION ALL
        SELECT o.id, o.name, s.short,
               t.pattern || '(?:' || regexp_replace(p.part, '(\W)', '\\\1', 'g') || ')?',
               CASE WHEN cardinality(t.any_of) < 64 THEN t.any_of || w.with_any ELSE w.with_any END,
               CASE WHEN p.region THEN w.with_any ELSE t.region_of || w.with_region END,
               ARRAY(SELECT DISTINCT head || tail
                     FROM unnest(CASE WHEN p.region THEN t.any_of ELSE coalesce(t.region_of, t.any_of) END) head,
                          unnest(ARRAY[s.short, s.plain, replace(s.plain, '政府', '人民政府'), CASE WHEN p.government THEN p.part END]) tail
                     WHERE tail IS NOT NULL
                     UNION
                     SELECT o.name)
        FROM tree t
        JOIN related o ON o.parent = t.id
        CROSS JOIN LATERAL (
          SELECT n.short, replace(n.short, '人民政府', '政府') AS plain
          FROM (SELECT coalesce(nullif(regexp_replace(o.name, t.pattern, ''), ''), o.name) AS short) n
        ) s
        CROSS JOIN LATERAL (
          SELECT n.part,
                 n.part <> '' AND n.part <> s.short AND s.short ~ '政府$' AS government,
                 n.part <> '' AND (n.part <> s.short OR n.part ~ '[省市区县旗盟州乡镇]$|街道$|苏木$') AS region
          FROM (SELECT regexp_replace(s.short, '(人民政府|政府|行政公署|公署|管理委员会|管委会|办事处)$', '') AS part) n
        ) p
        CROSS JOIN LATERAL (
          SELECT ARRAY(SELECT head || p.part FROM unnest(t.any_of) head) AS with_any,
                 ARRAY(SELECT head || p.part FROM unnest(t.region_of) head) AS with_region
        ) w
      )
      SELECT DISTINCT t.id, n
      FROM tree t JOIN below b ON b.id = t.id CROSS JOIN LATERAL unnest(t.names) n;
    END$sql$;
  COMMENT ON FUNCTION spellings(bigint[]) IS 'the names by which organs, and those below them, are known';

  -- An organ that existed in the year of the report; of several those that saw its end.  OFFSET 0 keeps the planner from writing out
  -- each expression wherever it is used.  A body of SQL would be planned anew with each call, hence plpgsql.
  CREATE FUNCTION match_reports(wanted bigint[], space regclass) RETURNS TABLE (report_id bigint, organ bigint, organ_match text)
  LANGUAGE plpgsql STABLE ROWS 100 SET search_path = pg_catalog, pg_temp
  AS $function$
  #variable_conflict use_column
  BEGIN
    PERFORM set_config('search_path', format('pg_catalog, %s, pg_temp', c.relnamespace::regnamespace), true) FROM pg_class c WHERE c.oid = space;
    RETURN QUERY
      SELECT m.id, CASE WHEN m.organs = 1 THEN m.organ END,
             CASE WHEN m.organs = 0 THEN 'none' WHEN m.organs > 1 THEN 'ambiguous' WHEN m.exact THEN 'exact' ELSE 'variant' END
      FROM (
        SELECT c.id,
               CASE WHEN bool_or(c.at_end) THEN count(*) FILTER (WHERE c.at_end) ELSE count(c.organ) END AS organs,
               CASE WHEN bool_or(c.at_end) THEN min(c.organ) FILTER (WHERE c.at_end) ELSE min(c.organ) END AS organ,
               CASE WHEN bool_or(c.at_end) THEN bool_or(c.exact) FILTER (WHERE c.at_end) ELSE bool_or(c.exact) END AS exact
        FROM (
          SELECT r.id, o.id AS organ, o.name = r.issuer AS exact,
                 coalesce(o.valid_from <= make_date(r.year, 12, 31), true) AND coalesce(o.valid_to >= make_date(r.year, 12, 31), true)
                 AND o.id IS NOT NULL AS at_end
          FROM (SELECT r.id, govreport.issuer(r.parsed) AS issuer, govreport.report_year(r.parsed) AS year FROM reports r WHERE r.id IN (SELECT unnest(wanted)) OFFSET 0) r
          LEFT JOIN (organ_names n JOIN organs o ON o.id = n.organ)
            ON n.name = r.issuer
               AND coalesce(o.valid_from <= make_date(r.year, 12, 31), true) AND coalesce(o.valid_to >= make_date(r.year, 1, 1), true)
          OFFSET 0
        ) c
        GROUP BY c.id
        OFFSET 0
      ) m;
  END
  $function$;
  COMMENT ON FUNCTION match_reports(bigint[], regclass) IS 'the organs that the issuers of reports are, and how they match';

  -- An UPDATE fires its triggers even where it finds no row: it is not begun without rows, or they would never end.
  CREATE FUNCTION attach(wanted bigint[], space regclass) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
  AS $function$
  DECLARE
    ids bigint[];
    new_organs bigint[];
    matches text[];
  BEGIN
    IF cardinality(wanted) = 0 THEN
      RETURN;
    END IF;
    PERFORM set_config('search_path', format('pg_catalog, %s, pg_temp', c.relnamespace::regnamespace), true) FROM pg_class c WHERE c.oid = space;
    SELECT array_agg(m.report_id), array_agg(m.organ), array_agg(m.organ_match) INTO ids, new_organs, matches
    FROM match_reports(wanted, space) m JOIN reports r ON r.id = m.report_id
    WHERE r.organ_match <> 'manual' AND (r.organ, r.organ_match) IS DISTINCT FROM (m.organ, m.organ_match);
    IF ids IS NOT NULL THEN
      UPDATE reports r SET organ = m.organ, organ_match = m.organ_match
      FROM unnest(ids, new_organs, matches) AS m(report_id, organ, organ_match)
      WHERE r.id = m.report_id AND r.organ_match <> 'manual';
    END IF;
  END
  $function$;
  COMMENT ON FUNCTION attach(bigint[], regclass) IS 'attaches reports to organs by the names of their issuers; what was attached by hand stays';

  -- Bound to the table, so that the schema can be renamed.
  EXECUTE $sql$
    CREATE PROCEDURE attach_reports()
    LANGUAGE sql
    BEGIN ATOMIC
      SELECT attach(ARRAY(SELECT id FROM reports WHERE organ_match <> 'manual'), 'reports'::regclass);
    END$sql$;
  COMMENT ON PROCEDURE attach_reports() IS 'attaches all reports to organs anew; what was attached by hand stays';
END
$procedure$;
COMMENT ON PROCEDURE govreport.create_workspace_matching(text) IS 'part of create_workspace';

-- What each report says.
CREATE PROCEDURE govreport.create_workspace_views(schema_name text)
LANGUAGE plpgsql SECURITY INVOKER SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
  accessor text;
BEGIN
  PERFORM set_config('search_path', format('%I, pg_catalog, pg_temp', schema_name), true);

  CREATE VIEW headers AS
    SELECT r.id AS report_id, r.source_url, r.fetched_at, h.*, EXISTS (SELECT FROM reports n WHERE n.replaces = r.id) AS superseded
    FROM reports r CROSS JOIN LATERAL govreport.header(r.parsed) h;
  COMMENT ON VIEW headers IS 'one row a report, superseded ones too: govreport.header()';

  FOREACH accessor IN ARRAY ARRAY['cells', 'applications', 'proceedings', 'disclosure', 'facts', 'findings', 'assessment'] LOOP
    EXECUTE format($sql$
      CREATE VIEW %1$I AS
        SELECT r.id AS report_id, govreport.issuer(r.parsed) AS issuer, govreport.report_year(r.parsed) AS year, a.*
        FROM reports r CROSS JOIN LATERAL govreport.%1$I(r.parsed) a$sql$, accessor);
    EXECUTE format('COMMENT ON VIEW %I IS %L', accessor, format('govreport.%s() of every report, superseded ones too', accessor));
  END LOOP;

  CREATE VIEW statistics AS
    SELECT r.id AS report_id, govreport.issuer(r.parsed) AS issuer, govreport.report_year(r.parsed) AS year, a.*
    FROM reports r CROSS JOIN LATERAL govreport.statistics(r.parsed, r.raw) a;
  COMMENT ON VIEW statistics IS 'govreport.statistics() of every report, superseded ones too, with the labels of its text where the dictionary has none';

  CREATE VIEW sections AS
    SELECT r.id AS report_id, govreport.issuer(r.parsed) AS issuer, govreport.report_year(r.parsed) AS year, a.*
    FROM reports r CROSS JOIN LATERAL govreport.sections(r.parsed, r.raw) a;
  COMMENT ON VIEW sections IS 'govreport.sections() of every report, superseded ones too, with the words of its text';

  CREATE VIEW citations AS
    SELECT r.id AS report_id, govreport.issuer(r.parsed) AS issuer, govreport.report_year(r.parsed) AS year,
           a.ordinal, a.kind, a.number, a.year AS cited_year, a.serial, a.organ, a.title, a.pos, a.len
    FROM reports r CROSS JOIN LATERAL govreport.citations(r.parsed, r.raw) a;
  COMMENT ON VIEW citations IS 'govreport.citations() of every report, superseded ones too, with the words of its text';

  -- The sentence around a place: from behind the stop before it to the stop behind it.  Of a page without its tags, those of blocks being stops,
  -- and without its entities; what a window cuts off of a tag goes, too.
  CREATE VIEW contradictions AS
    SELECT r.id AS report_id, govreport.issuer(r.parsed) AS issuer, govreport.report_year(r.parsed) AS year,
           f.rule, f.severity, f.table_key, f.row_key, f.column_key,
           f.actual AS prose, f.expected AS "table", f.difference,
           w.part[2] AS words,
           btrim(right(regexp_replace(w.part[1], '^.*[。；;\n]', ''), 200) || w.part[2] || left(regexp_replace(w.part[3], '([。；;\n]).*$', '\1'), 300),
                 E' \n\r\t\u3000>') AS sentence,
           govreport.describe(f) AS description, f.pos, f.len
    FROM reports r CROSS JOIN LATERAL govreport.findings(r.parsed) f
    CROSS JOIN LATERAL (
      SELECT ARRAY(
        SELECT regexp_replace(regexp_replace(regexp_replace(t.part, '</?(p|div|br|hr|li|[uod]l|d[td]|h[1-6]|t[rdh]|table|thead|tbody|title|head|body|section|article)\M[^<>]*>', E'\n', 'gi'),
                                             '</?[a-z!][^<>]*>', '', 'gi'), '&(#x?[0-9a-f]+|[a-z]+);', ' ', 'gi')
        FROM unnest(ARRAY[regexp_replace(substr(r.raw, greatest(f.pos - 1000, 1), least(f.pos - 1, 1000)), '^[^<>]*(["'']\s*/?>|>(?=[^<]*<[a-z/]))', '', 'i'),
                          substr(r.raw, f.pos, f.len),
                          regexp_replace(substr(r.raw, f.pos + f.len, 1000), '<[a-z/!][^<>]*$', '', 'i')]) WITH ORDINALITY AS t(part, nth)
        ORDER BY t.nth) AS part
    ) w
    WHERE f.rule LIKE 'narrative.%';
  COMMENT ON VIEW contradictions IS 'where the prose of a report, superseded ones too, and its tables, or its own figures, disagree';

  CREATE VIEW series AS
    SELECT govreport.issuer(r.parsed) AS issuer, govreport.report_year(r.parsed) AS year,
           q.quantity, q.value, q.unit, q.form, q.source, r.id AS report_id
    FROM reports r CROSS JOIN LATERAL govreport.quantities(r.parsed) q
    WHERE NOT EXISTS (SELECT FROM reports n WHERE n.replaces = r.id);
  COMMENT ON VIEW series IS 'quantities over the years, under one name in all forms; without superseded reports';

  CREATE VIEW overview AS
    SELECT v.*,
           round((v.granted + v.partly_granted) / nullif(v.concluded, 0), 4) AS share_granted,
           round(v.denied / nullif(v.concluded, 0), 4) AS share_denied,
           round(v.unavailable / nullif(v.concluded, 0), 4) AS share_unavailable,
           round(v.rejected / nullif(v.concluded, 0), 4) AS share_rejected,
           round(v.carried_out / nullif(v.received + v.carried_in, 0), 4) AS share_carried_over,
           round(p.reconsideration_corrected
                 / nullif(p.reconsideration_upheld + p.reconsideration_corrected + p.reconsideration_other, 0), 4) AS share_corrected_reconsideration,
           round(p.litigation_corrected
                 / nullif(p.litigation_upheld + p.litigation_corrected + p.litigation_other, 0), 4) AS share_corrected_litigation,
           f.errors, f.warnings, f.infos,
           govreport.reconciles(r.parsed) AS reconciles,
           r.organ, r.replaces,
           EXISTS (SELECT FROM reports n WHERE n.replaces = r.id) AS superseded
    FROM reports r
    CROSS JOIN LATERAL (
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
             govreport.value(r.parsed, 'proceedings', 'litigation', 'total') AS litigation
      OFFSET 0
    ) v
    CROSS JOIN LATERAL (
      SELECT govreport.value(r.parsed, 'proceedings', 'reconsideration', 'upheld') AS reconsideration_upheld,
             govreport.value(r.parsed, 'proceedings', 'reconsideration', 'corrected') AS reconsideration_corrected,
             govreport.value(r.parsed, 'proceedings', 'reconsideration', 'other') AS reconsideration_other,
             govreport.value(r.parsed, 'proceedings', 'litigation', 'upheld') AS litigation_upheld,
             govreport.value(r.parsed, 'proceedings', 'litigation', 'corrected') AS litigation_corrected,
             govreport.value(r.parsed, 'proceedings', 'litigation', 'other') AS litigation_other
      OFFSET 0
    ) p
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE severity = 'error') AS errors,
             count(*) FILTER (WHERE severity = 'warning') AS warnings,
             count(*) FILTER (WHERE severity = 'info') AS infos
      FROM govreport.findings(r.parsed)
    ) f;
  COMMENT ON VIEW overview IS 'one row a report, superseded ones too: main figures, shares, and findings by severity';

  -- The report of the same issuer for the year before; where there are several, each is compared.
  CREATE VIEW repetitions AS
    WITH current AS (
      SELECT r.id, r.raw, r.parsed, govreport.issuer(r.parsed) AS issuer, govreport.report_year(r.parsed) AS year
      FROM reports r WHERE NOT EXISTS (SELECT FROM reports n WHERE n.replaces = r.id)
    )
    SELECT c.id AS report_id, c.issuer, c.year, p.id AS previous_id,
           govreport.repetition(govreport.prose(p.parsed, p.raw), govreport.prose(c.parsed, c.raw)) AS repetition,
           govreport.repetition(govreport.prose(p.parsed, p.raw, 'overview'), govreport.prose(c.parsed, c.raw, 'overview')) AS overview,
           govreport.repetition(govreport.prose(p.parsed, p.raw, 'problems'), govreport.prose(c.parsed, c.raw, 'problems')) AS problems,
           govreport.repetition(govreport.prose(p.parsed, p.raw, 'other'), govreport.prose(c.parsed, c.raw, 'other')) AS other
    FROM current c JOIN current p ON p.issuer = c.issuer AND p.year = c.year - 1;
  COMMENT ON VIEW repetitions IS 'the share of last year''s prose that a report repeats, in all and by chapter; without superseded reports';
END
$procedure$;
COMMENT ON PROCEDURE govreport.create_workspace_views(text) IS 'part of create_workspace';

-- What ought to be corrected, and what was decided about it.
CREATE PROCEDURE govreport.create_workspace_corrections(schema_name text)
LANGUAGE plpgsql SECURITY INVOKER SET search_path = pg_catalog, pg_temp
AS $procedure$
BEGIN
  PERFORM set_config('search_path', format('%I, pg_catalog, pg_temp', schema_name), true);

  -- Corrections: what is decided on is named by issuer, year, cell and figures, so that it outlives a reload.
  CREATE TABLE decisions (
    issuer text,
    year integer,
    table_key text NOT NULL,
    row_key text NOT NULL,
    column_key text NOT NULL,
    printed numeric,
    proposed numeric,
    decision text NOT NULL CHECK (decision IN ('accepted', 'dismissed')),
    note text,
    decided_by text NOT NULL DEFAULT current_user,
    decided_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE UNIQUE INDEX decisions_key ON decisions
    (coalesce(issuer, ''), coalesce(year, 0), table_key, row_key, column_key, coalesce(printed, 'NaN'), coalesce(proposed, 'NaN'));
  COMMENT ON TABLE decisions IS 'proposals of corrections that were accepted or dismissed';

  CREATE VIEW corrections AS
    SELECT r.id AS report_id, h.issuer, h.year,
           concat_ws(' · ', t.label_zh, w.label_zh, c.label_zh) AS cell,
           p.printed, p.proposed, p.kind,
           CASE p.kind
             WHEN 'digit' THEN '错一位数字' WHEN 'cell' THEN '数值有误' WHEN 'fill' THEN '空白，只有一个可能值' WHEN 'shifted_row' THEN '整行错位'
             WHEN 'swapped_rows' THEN '两行互换' WHEN 'swapped_columns' THEN '与总计列互换' WHEN 'double_counted' THEN '重复计算'
             WHEN 'wrong_unit' THEN '单位有误' WHEN 'wrong_form' THEN '套用了另一版格式' WHEN 'undecided' THEN '错误过多，无法判定'
           END AS why,
           p.certain, p.solution, p.solutions - 1 AS other_solutions, s.pos, s.len, p.table_key, p.row_key, p.column_key
    FROM reports r
    CROSS JOIN LATERAL (SELECT govreport.issuer(r.parsed) AS issuer, govreport.report_year(r.parsed) AS year) h
    CROSS JOIN LATERAL (
      SELECT x.*, max(x.solution) OVER (PARTITION BY x.table_key) AS solutions FROM govreport.repairs(r.parsed) x
    ) p
    LEFT JOIN LATERAL (
      SELECT x.pos, x.len FROM govreport.cells(r.parsed) x
      WHERE x.table_key = p.table_key AND x.row_key = p.row_key AND x.column_key = p.column_key
    ) s ON true
    LEFT JOIN govreport.labels() t ON t.table_key = p.table_key AND t.row_key IS NULL AND t.column_key IS NULL
    LEFT JOIN govreport.labels() w ON w.table_key = p.table_key AND w.row_key = p.row_key AND w.column_key IS NULL
    LEFT JOIN govreport.labels() c ON c.table_key = p.table_key AND c.row_key IS NULL AND c.column_key = p.column_key
    WHERE NOT EXISTS (SELECT FROM reports n WHERE n.replaces = r.id) AND NOT EXISTS (
      SELECT FROM decisions d
      WHERE d.table_key = p.table_key AND d.row_key = p.row_key AND d.column_key = p.column_key
        AND d.issuer IS NOT DISTINCT FROM h.issuer AND d.year IS NOT DISTINCT FROM h.year
        AND d.printed IS NOT DISTINCT FROM p.printed AND d.proposed IS NOT DISTINCT FROM p.proposed
    );
  COMMENT ON VIEW corrections IS 'the open list of proposed corrections: govreport.repairs() of every report, without superseded ones and what is decided';
END
$procedure$;
COMMENT ON PROCEDURE govreport.create_workspace_corrections(text) IS 'part of create_workspace';

-- The tree of organs, and what reports say against each other.
CREATE PROCEDURE govreport.create_workspace_hierarchy(schema_name text)
LANGUAGE plpgsql SECURITY INVOKER SET search_path = pg_catalog, pg_temp
AS $procedure$
BEGIN
  PERFORM set_config('search_path', format('%I, pg_catalog, pg_temp', schema_name), true);

  CREATE VIEW attachments AS
    SELECT r.id AS report_id, r.source_url, r.fetched_at, govreport.issuer(r.parsed) AS issuer, govreport.report_year(r.parsed) AS year,
           r.organ, o.name AS organ_name, r.organ_match,
           ARRAY(SELECT n.organ FROM organ_names n WHERE n.name = govreport.issuer(r.parsed) ORDER BY n.organ) AS candidates,
           r.replaces, EXISTS (SELECT FROM reports n WHERE n.replaces = r.id) AS superseded
    FROM reports r LEFT JOIN organs o ON o.id = r.organ;
  COMMENT ON VIEW attachments IS 'one row a report, superseded ones too: its organ, and how that was found';

  CREATE VIEW latest AS
    SELECT DISTINCT ON (r.organ, y.year) r.organ, y.year, r.id AS report_id, r.fetched_at, r.parsed
    FROM reports r CROSS JOIN LATERAL (SELECT govreport.report_year(r.parsed) AS year) y
    WHERE r.organ IS NOT NULL AND y.year IS NOT NULL AND NOT EXISTS (SELECT FROM reports n WHERE n.replaces = r.id)
    ORDER BY r.organ, y.year, r.fetched_at DESC, r.id DESC;
  COMMENT ON VIEW latest IS 'the report of an organ for a year that counts: not superseded, and of several the one that was fetched last';

  CREATE VIEW ancestry AS
    WITH RECURSIVE up AS (
      SELECT o.id AS organ, o.id AS ancestor, o.parent AS next, 0 AS distance FROM organs o
      UNION ALL
      SELECT u.organ, o.id, o.parent, u.distance + 1 FROM up u JOIN organs o ON o.id = u.next
    )
    SELECT organ, ancestor, distance FROM up;
  COMMENT ON VIEW ancestry IS 'every organ with itself and each organ above it';

  CREATE VIEW coverage AS
    WITH counted AS (
      SELECT a.organ, a.year, count(*) FILTER (WHERE NOT a.superseded) AS reports, count(*) FILTER (WHERE a.superseded) AS superseded,
             array_agg(a.report_id ORDER BY a.superseded, a.fetched_at DESC, a.report_id DESC) AS report_ids
      FROM attachments a WHERE a.organ IS NOT NULL AND a.year IS NOT NULL
      GROUP BY a.organ, a.year
    ), due AS (
      SELECT o.id AS organ, y.year
      FROM (SELECT DISTINCT year FROM counted) y
      JOIN organs o ON o.expected AND coalesce(o.valid_from <= make_date(y.year, 12, 31), true)
                       AND coalesce(o.valid_to >= make_date(y.year, 12, 31), true)
    )
    SELECT o.id AS organ, o.name, o.level, o.parent, k.year, coalesce(k.reports, 0) AS reports, coalesce(k.superseded, 0) AS superseded,
           coalesce(k.reports, 0) = 0 AS missing, coalesce(k.reports > 1, false) AS twice, k.report_ids
    FROM (due FULL JOIN counted USING (organ, year)) k JOIN organs o ON o.id = k.organ;
  COMMENT ON VIEW coverage IS 'every organ and year: whether it reported, not at all or more than once; superseded reports are counted by themselves';

  CREATE VIEW rollups AS
    WITH current AS (
      SELECT * FROM latest
    ), tree AS (
      SELECT * FROM ancestry WHERE distance > 0
    ), children AS (
      SELECT o.parent AS organ, c.year, count(*) AS reports, govreport.rollup(c.parsed) AS total
      FROM current c JOIN organs o ON o.id = c.organ WHERE o.parent IS NOT NULL
      GROUP BY o.parent, c.year
    ), below AS (
      SELECT t.ancestor AS organ, c.year, count(*) AS reports
      FROM current c JOIN tree t ON t.organ = c.organ
      GROUP BY t.ancestor, c.year
    ), subtree AS (
      -- A report counts where none stands below it: those above it have it in them.
      SELECT t.ancestor AS organ, c.year, count(*) AS reports, govreport.rollup(c.parsed) AS total
      FROM current c JOIN tree t ON t.organ = c.organ LEFT JOIN below b ON b.organ = c.organ AND b.year = c.year
      WHERE b.organ IS NULL
      GROUP BY t.ancestor, c.year
    ), missing AS (
      SELECT v.parent AS organ, v.year, count(*) AS reports FROM coverage v WHERE v.missing AND v.parent IS NOT NULL GROUP BY v.parent, v.year
    )
    SELECT o.id AS organ, o.name, o.level, o.parent, k.year, k.report_id, k.parsed AS published,
           h.total AS children, coalesce(h.reports, 0) AS children_reports, coalesce(m.reports, 0) AS children_missing,
           k.total AS subtree, coalesce(k.reports, 0) AS subtree_reports, coalesce(b.reports, 0) AS reports_below,
           CASE WHEN k.parsed IS NOT NULL AND h.total IS NOT NULL THEN (SELECT count(*) FROM govreport.compare(k.parsed, h.total)) END AS children_differences,
           CASE WHEN k.parsed IS NOT NULL AND k.total IS NOT NULL THEN (SELECT count(*) FROM govreport.compare(k.parsed, k.total)) END AS subtree_differences
    FROM (current FULL JOIN subtree USING (organ, year)) k
    JOIN organs o ON o.id = k.organ
    LEFT JOIN children h ON h.organ = k.organ AND h.year = k.year
    LEFT JOIN below b ON b.organ = k.organ AND b.year = k.year
    LEFT JOIN missing m ON m.organ = k.organ AND m.year = k.year;
  COMMENT ON VIEW rollups IS 'every organ and year: its report, the roll-up of its children, that of the lowest reports of its subtree, and in how many cells they differ';

  CREATE VIEW rollup_differences AS
    WITH current AS (
      SELECT l.*, o.name, o.parent FROM latest l JOIN organs o ON o.id = l.organ
    ), children AS (
      SELECT parent AS organ, year, count(*) AS reports, govreport.rollup(parsed) AS total
      FROM current WHERE parent IS NOT NULL
      GROUP BY parent, year
    ), missing AS (
      SELECT v.parent AS organ, v.year, count(*) AS reports FROM coverage v WHERE v.missing AND v.parent IS NOT NULL GROUP BY v.parent, v.year
    ), differences AS MATERIALIZED (
      SELECT p.organ, p.name, p.year, p.report_id, coalesce(m.reports, 0) AS children_missing, f.*
      FROM current p JOIN children h ON h.organ = p.organ AND h.year = p.year
      LEFT JOIN missing m ON m.organ = p.organ AND m.year = p.year
      CROSS JOIN LATERAL govreport.compare(p.parsed, h.total) f
    ), contributions AS (
      SELECT d.organ, d.year, d.table_key, d.row_key, d.column_key,
             jsonb_agg(jsonb_build_object('organ', c.organ, 'name', c.name, 'report_id', c.report_id, 'value', v.value)
                       ORDER BY abs(v.value) DESC, c.organ) AS children
      FROM differences d JOIN current c ON c.parent = d.organ AND c.year = d.year
      CROSS JOIN LATERAL govreport.value(c.parsed, d.table_key, d.row_key, d.column_key) v(value)
      WHERE v.value <> 0
      GROUP BY d.organ, d.year, d.table_key, d.row_key, d.column_key
    )
    SELECT d.organ, d.name, d.year, d.report_id, d.table_key, d.row_key, d.column_key,
           d.expected, d.actual, d.difference, coalesce(c.children, '[]') AS children, d.children_missing,
           -- A child that has not reported can explain what is above the sum, not what is below it.
           d.children_missing = 0 OR (d.difference < 0 AND d.column_key <> 'change') AS certain,
           govreport.describe(ROW(d.rule, d.severity, d.table_key, d.row_key, d.column_key, d.expected, d.actual, d.difference, d.pos, d.len)::govreport.finding) AS description,
           d.pos, d.len
    FROM differences d
    LEFT JOIN contributions c USING (organ, year, table_key, row_key, column_key);
  COMMENT ON VIEW rollup_differences IS 'the cells in which the report of an organ and the roll-up of its children disagree, with the children that contribute';

  CREATE VIEW continuity AS
    SELECT o.id AS organ, o.name, c.year, c.report_id, c.previous_year, c.previous_report_id,
           ARRAY(SELECT generate_series(c.previous_year + 1, c.year - 1)) AS missing_years, f.*, govreport.describe(f) AS description
    FROM (SELECT l.*, lag(l.year) OVER years AS previous_year, lag(l.report_id) OVER years AS previous_report_id, lag(l.parsed) OVER years AS previous
          FROM latest l WINDOW years AS (PARTITION BY l.organ ORDER BY l.year)) c
    JOIN organs o ON o.id = c.organ
    CROSS JOIN LATERAL govreport.continuity(c.previous, c.parsed) f;
  COMMENT ON VIEW continuity IS 'the reports of an organ against each other, each year against the one before; without superseded reports';

  CREATE VIEW republications AS
    SELECT n.organ, govreport.issuer(n.parsed) AS issuer, govreport.report_year(n.parsed) AS year, n.id AS report_id, n.replaces, n.fetched_at,
           c.table_key, c.row_key, c.column_key, c.before, c.after, c.value AS difference, c.unit
    FROM reports n JOIN reports p ON p.id = n.replaces
    LEFT JOIN LATERAL (
      SELECT d.table_key, d.row_key, d.column_key, d.value, d.unit,
             govreport.value(p.parsed, d.table_key, d.row_key, d.column_key) AS before,
             govreport.value(n.parsed, d.table_key, d.row_key, d.column_key) AS after
      FROM govreport.cells(govreport.minus(n.parsed, p.parsed)) d
      WHERE d.value <> 0 OR d.reports <> 0
    ) c ON true;
  COMMENT ON VIEW republications IS 'later versions of reports, cell by cell what they changed; one row without a cell where the tables stayed the same';
END
$procedure$;
COMMENT ON PROCEDURE govreport.create_workspace_hierarchy(text) IS 'part of create_workspace';

-- Where organs belong, by the divisions of the country.
CREATE PROCEDURE govreport.create_workspace_places(schema_name text)
LANGUAGE plpgsql SECURITY INVOKER SET search_path = pg_catalog, pg_temp
AS $procedure$
BEGIN
  PERFORM set_config('search_path', format('%I, pg_catalog, pg_temp', schema_name), true);

  -- What is known of an organ (entered, else told) decides what is proposed for the others: a government by its code, and by that
  -- who is below it.  A code and its successor are one place.
  CREATE VIEW organ_proposals AS
    WITH division AS MATERIALIZED (
      SELECT DISTINCT ON (d.code) d.code, d.name, d.level, d.parent, coalesce(d.successor, d.code) AS today
      FROM govreport.divisions() d ORDER BY d.code, d.until DESC NULLS FIRST
    ), reported AS MATERIALIZED (
      SELECT r.organ, h.issuer, coalesce(govreport.locate(h.issuer, h.site_code), govreport.locate(h.issuer)) AS code, count(*) AS reports
      FROM reports r CROSS JOIN LATERAL (SELECT govreport.issuer(r.parsed) AS issuer, govreport.site_code(r.parsed) AS site_code OFFSET 0) h
      WHERE h.issuer IS NOT NULL AND (r.organ IS NOT NULL OR r.organ_match = 'none')
      GROUP BY 1, 2, 3
    ), told AS (
      SELECT organ, CASE WHEN organ IS NULL THEN issuer END AS issuer, code, reports FROM reported
      UNION ALL
      -- A name without any division is one of the division around it, as on a site of that division.
      SELECT o.id, NULL AS issuer, CASE WHEN p.code IS NULL THEN govreport.locate(o.name) ELSE govreport.locate(o.name, p.code || '0001') END, 0
      FROM organs o LEFT JOIN organs p ON p.id = o.parent
    ), place AS (
      SELECT t.organ, t.issuer, sum(t.reports)::bigint AS reports, count(DISTINCT d.today) AS places,
             CASE WHEN count(DISTINCT d.today) = 1 THEN CASE WHEN count(DISTINCT t.code) = 1 THEN min(t.code) ELSE min(d.today) END END AS code
      FROM told t LEFT JOIN division d ON d.code = t.code
      GROUP BY t.organ, t.issuer
    ), named AS (
      SELECT o.id AS organ, o.name, o.level, o.kind, o.code, o.parent, o.valid_to, p.code AS told_code, p.places, p.reports
      FROM organs o JOIN place p ON p.organ = o.id
      UNION ALL
      SELECT NULL AS organ, p.issuer, NULL AS level, NULL AS kind, NULL AS code, NULL AS parent, NULL AS valid_to, p.code, p.places, p.reports
      FROM place p WHERE p.organ IS NULL
    ), placed AS (
      SELECT n.*, coalesce(n.code, n.told_code) AS here, d.name AS division, d.today, d.parent AS above, w.level AS of_name,
             coalesce(n.kind, w.kind, CASE WHEN right(regexp_replace(n.name, '(人民政府|政府|行政公署|公署)$', ''), length(d.name)) = d.name THEN 'government' END) AS known_kind,
             d.level AS of_division
      FROM named n
      CROSS JOIN LATERAL (SELECT govreport.organ_level(n.name) AS level, govreport.organ_kind(n.name) AS kind) w
      LEFT JOIN division d ON d.code = coalesce(n.code, n.told_code)
    ), levelled AS (
      SELECT p.*,
             CASE WHEN p.level IS NOT NULL THEN p.level
                  WHEN p.known_kind = 'zone' THEN NULL
                  WHEN p.of_name = 'township' OR p.of_name = p.of_division THEN p.of_name
                  WHEN p.of_name IS NULL OR p.of_division IS NULL THEN coalesce(p.of_name, p.of_division)
             END AS known_level,
             -- Whose report has this one in it; of an office of a township nobody can tell, and offices of the state in a place report to theirs.
             CASE WHEN p.known_kind = 'government' THEN p.above
                  WHEN p.of_name = 'township' AND p.known_kind IS DISTINCT FROM 'township_gov' THEN NULL
                  WHEN p.name ~ '^(国家|国务院|中国|中华人民共和国)|^[^省市区县州盟旗]{2,6}部[^门队]|总署|总局|审计署|(海关|海事局|气象局|税务局|调查队|调查总队|烟草专卖局|邮政管理局|通信管理局)$' THEN NULL
                  ELSE p.here
             END AS above_code
      FROM placed p
    ), root AS MATERIALIZED (
      SELECT a.organ, a.ancestor FROM ancestry a JOIN organs o ON o.id = a.ancestor WHERE o.parent IS NULL
    ), government AS MATERIALIZED (
      SELECT p.organ, p.here AS code, p.today, r.ancestor AS root
      FROM placed p JOIN root r ON r.organ = p.organ
      WHERE p.known_kind = 'government' AND p.valid_to IS NULL
    ), by_code AS (
      SELECT code, count(*) AS candidates, min(organ) AS one, min(root) AS root FROM government GROUP BY code
    ), by_place AS (
      SELECT today, count(*) AS candidates, min(organ) AS one, min(root) AS root FROM government GROUP BY today
    ), proposed AS (
      -- Not below itself: what was entered may be upside down.
      SELECT l.*, a.name AS above_name, greatest(c.candidates, t.candidates) AS candidates,
             coalesce(l.parent, CASE WHEN c.candidates = 1 AND c.root IS DISTINCT FROM l.organ THEN c.one
                                     WHEN t.candidates = 1 AND t.root IS DISTINCT FROM l.organ THEN t.one END) AS known_parent
      FROM levelled l
      LEFT JOIN division a ON a.code = l.above_code
      LEFT JOIN by_code c ON c.code = l.above_code
      LEFT JOIN by_place t ON t.today = a.today
    )
    SELECT v.*
    FROM (
      SELECT p.organ, p.name, p.reports, p.known_level AS level, p.known_kind AS kind, p.here AS code, p.division,
             p.known_parent AS parent, o.name AS parent_name, p.above_code, p.above_name AS above,
             CASE WHEN p.here IS NULL AND p.places > 1 THEN 'several_divisions'
                  WHEN p.here IS NULL THEN 'no_division'
                  WHEN p.organ IS NULL AND (t.taken OR (p.known_kind = 'government' AND EXISTS (SELECT FROM government g WHERE g.today = p.today))) THEN 'taken'
                  WHEN p.above_code IS NULL AND p.known_kind = 'government' THEN NULL
                  WHEN p.known_parent IS NULL AND p.candidates > 1 THEN 'several_parents'
                  WHEN p.known_parent IS NULL THEN 'no_parent'
             END AS obstacle,
             p.organ IS NULL OR (p.level IS NULL AND p.known_level IS NOT NULL) OR (p.kind IS NULL AND p.known_kind IS NOT NULL)
             OR (p.code IS NULL AND p.here IS NOT NULL) OR (p.parent IS NULL AND p.known_parent IS NOT NULL) AS proposes
      FROM proposed p
      LEFT JOIN organs o ON o.id = p.known_parent
      CROSS JOIN LATERAL (
        SELECT EXISTS (SELECT FROM organ_names n WHERE n.name = p.name)
               OR EXISTS (SELECT FROM organ_names n JOIN organs b ON b.id = n.organ AND b.parent = p.known_parent WHERE n.name = p.division || p.name) AS taken
      ) t
    ) v
    WHERE v.proposes OR v.obstacle IS NOT NULL;
  COMMENT ON VIEW organ_proposals IS 'organs that lack level, kind, code or parent, and issuers that are no organ yet, with what their names and sites tell, and what stands in the way';

  -- Until nothing is left to fill: a parent that is found tells the places of those below it, and their names.
  CREATE FUNCTION place_organs_of(space regclass, add_issuers boolean) RETURNS bigint
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off
  AS $function$
  DECLARE
    filled bigint;
    added bigint := 0;
    written bigint := 0;
  BEGIN
    PERFORM set_config('search_path', format('pg_catalog, %s, pg_temp', c.relnamespace::regnamespace), true) FROM pg_class c WHERE c.oid = space;
    -- Planned anew each time: the tables grow meanwhile.
    LOOP
      EXECUTE $sql$
        UPDATE organs o
        SET level = coalesce(o.level, p.level), kind = coalesce(o.kind, p.kind), code = coalesce(o.code, p.code), parent = coalesce(o.parent, p.parent)
        FROM organ_proposals p
        WHERE p.organ = o.id AND p.proposes$sql$;
      GET DIAGNOSTICS filled = ROW_COUNT;
      IF add_issuers THEN
        -- Of several names of one organ the longest: the others are found in it.
        EXECUTE $sql$
          WITH open AS MATERIALIZED (
            SELECT p.*, row_number() OVER (PARTITION BY p.code, p.kind = 'government' ORDER BY length(p.name) DESC, p.name COLLATE "C") AS nth
            FROM organ_proposals p
            WHERE p.organ IS NULL AND p.code IS NOT NULL AND (p.obstacle IS NULL OR (p.obstacle = 'no_parent' AND p.kind = 'government'))
          )
          INSERT INTO organs (name, level, kind, code, parent)
            SELECT p.name, p.level, p.kind, p.code, p.parent
            FROM open p
            WHERE CASE WHEN p.kind = 'government' THEN p.nth = 1
                       ELSE NOT EXISTS (SELECT FROM open q WHERE q.code = p.code AND q.kind IS DISTINCT FROM 'government' AND q.name <> p.name AND right(q.name, length(p.name)) = p.name) END
            ORDER BY p.code, p.kind = 'government' DESC, p.name COLLATE "C"$sql$;
        GET DIAGNOSTICS added = ROW_COUNT;
      END IF;
      written := written + filled + added;
      EXIT WHEN filled + added = 0;
    END LOOP;
    RETURN written;
  END
  $function$;
  COMMENT ON FUNCTION place_organs_of(regclass, boolean) IS 'what place_organs does; the number of rows written';

  -- Bound to the table, so that the schema can be renamed.
  EXECUTE $sql$
    CREATE PROCEDURE place_organs(add_issuers boolean DEFAULT false)
    LANGUAGE sql
    BEGIN ATOMIC
      SELECT place_organs_of('organs'::regclass, $1);
    END$sql$;
  COMMENT ON PROCEDURE place_organs(boolean) IS 'fills level, kind, code and parent of organs where they are NULL and told; with true, makes organs of the issuers that are none';
END
$procedure$;
COMMENT ON PROCEDURE govreport.create_workspace_places(text) IS 'part of create_workspace';

-- What reports are compared by.
CREATE PROCEDURE govreport.create_workspace_indicators(schema_name text)
LANGUAGE plpgsql SECURITY INVOKER SET search_path = pg_catalog, pg_temp
AS $procedure$
BEGIN
  PERFORM set_config('search_path', format('%I, pg_catalog, pg_temp', schema_name), true);

  -- Of a subtree the lowest reports that tell both sides, added up: a roll-up would have sides of different reports.  A share above 1 is
  -- printed wrong: it is shown, but neither ranked nor added.
  CREATE VIEW indicators AS
    WITH below AS NOT MATERIALIZED (
      SELECT DISTINCT a.ancestor AS organ, l.year FROM latest l JOIN ancestry a ON a.organ = l.organ AND a.distance > 0
    ), lowest AS NOT MATERIALIZED (
      SELECT l.organ, l.year, l.parsed FROM latest l LEFT JOIN below b ON b.organ = l.organ AND b.year = l.year WHERE b.organ IS NULL
    ), found AS NOT MATERIALIZED (
      SELECT a.ancestor AS organ, f.year, f.findings, count(*) OVER (PARTITION BY a.ancestor, f.year) AS reports,
             row_number() OVER (PARTITION BY a.ancestor, f.year ORDER BY f.findings DESC) AS nth
      FROM (SELECT l.organ, l.year, (SELECT count(*) FROM govreport.findings(l.parsed) f WHERE f.severity IN ('error', 'warning')) AS findings FROM lowest l) f
      JOIN ancestry a ON a.organ = f.organ AND a.distance > 0
    ), parts AS (
      SELECT l.organ, l.year, 'published' AS basis, t.indicator, t.numerator, t.denominator, (t.numerator IS NOT NULL)::integer::bigint AS reports, 1::bigint AS reports_in_all
      FROM latest l CROSS JOIN LATERAL govreport.indicators(l.parsed) t
      UNION ALL
      -- As a list through the join: a condition on the indicator must not make the planner expect next to no rows there.
      SELECT a.ancestor, t.year, 'subtree' AS basis, i.indicator, sum(i.numerator) FILTER (WHERE w.possible), sum(i.denominator) FILTER (WHERE w.possible),
             count(*) FILTER (WHERE w.possible), count(*)
      FROM (SELECT l.organ, l.year, ARRAY(SELECT i FROM govreport.indicators(l.parsed) i) AS list FROM lowest l) t
      JOIN ancestry a ON a.organ = t.organ AND a.distance > 0
      CROSS JOIN LATERAL unnest(t.list) i
      CROSS JOIN LATERAL (SELECT i.indicator !~ '^share_' AND i.numerator IS NOT NULL OR i.numerator <= i.denominator AS possible) w
      GROUP BY a.ancestor, t.year, i.indicator
      UNION ALL
      SELECT f.organ, f.year, 'subtree' AS basis, 'concentration_of_findings' AS indicator, sum(f.findings) FILTER (WHERE f.nth <= ceil(f.reports / 10.0)), sum(f.findings), f.reports, f.reports
      FROM found f WHERE f.reports >= 10
      GROUP BY f.organ, f.year, f.reports
    ), valued AS (
      SELECT p.*, d.per * p.numerator / nullif(p.denominator, 0) AS exact, d.per = 1 AND p.numerator > p.denominator AS impossible
      FROM parts p JOIN govreport.indicators() d USING (indicator)
    ), ranked AS (
      SELECT v.*, o.name, o.level, o.kind, o.parent, v.exact IS NOT NULL AND NOT v.impossible AS ranks,
             rank() OVER (same ORDER BY v.exact DESC) AS rank, rank() OVER (same ORDER BY v.exact) AS from_below, count(*) OVER same AS compared,
             rank() OVER (alike ORDER BY v.exact DESC) AS rank_of_kind, rank() OVER (alike ORDER BY v.exact) AS from_below_of_kind, count(*) OVER alike AS compared_of_kind
      FROM valued v JOIN organs o ON o.id = v.organ
      WINDOW same AS (PARTITION BY o.level, v.year, v.basis, v.indicator, v.exact IS NOT NULL AND NOT v.impossible),
             alike AS (PARTITION BY o.level, v.year, v.basis, v.indicator, v.exact IS NOT NULL AND NOT v.impossible, o.kind)
    )
    SELECT organ, name, level, kind, parent, year, basis, indicator, reports, reports_in_all, numerator, denominator, round(exact, 4) AS value,
           CASE WHEN ranks THEN rank END AS rank, CASE WHEN ranks THEN compared END AS compared,
           CASE WHEN ranks AND compared > 1 THEN round((from_below - 1)::numeric / (compared - 1), 4) END AS percentile,
           CASE WHEN ranks THEN rank_of_kind END AS rank_of_kind, CASE WHEN ranks THEN compared_of_kind END AS compared_of_kind,
           CASE WHEN ranks AND compared_of_kind > 1 THEN round((from_below_of_kind - 1)::numeric / (compared_of_kind - 1), 4) END AS percentile_of_kind
    FROM ranked;
  COMMENT ON VIEW indicators IS 'the indicators of each organ and year, of its own report and of the lowest reports below it, with rank and percentile among the organs of its level, and among those of its level and kind';
END
$procedure$;
COMMENT ON PROCEDURE govreport.create_workspace_indicators(text) IS 'part of create_workspace';

-- The page of a year.  What it shows is bounded, whatever the workspace has; what is left out is counted.
CREATE PROCEDURE govreport.create_workspace_pages(schema_name text)
LANGUAGE plpgsql SECURITY INVOKER SET search_path = pg_catalog, pg_temp
AS $procedure$
BEGIN
  PERFORM set_config('search_path', format('%I, pg_catalog, pg_temp', schema_name), true);

  EXECUTE $sql$
    CREATE FUNCTION page_data(year integer, organ bigint DEFAULT NULL, lang text DEFAULT 'zh') RETURNS jsonb
    LANGUAGE sql STABLE SET jit = off
    BEGIN ATOMIC
      WITH scope AS MATERIALIZED (
        SELECT o.* FROM organs o WHERE $2 IS NULL OR o.id IN (SELECT a.organ FROM ancestry a WHERE a.ancestor = $2)
      ), head AS (
        -- Whose children are the first to look at: the organ that was asked for, or the only one at the top.
        SELECT coalesce($2, CASE WHEN count(*) = 1 THEN min(o.id) END) AS organ FROM organs o WHERE o.parent IS NULL
      ), current AS MATERIALIZED (
        -- Two organs of one name are told apart by the organ above, or else by their report.
        SELECT c.*, CASE WHEN count(*) OVER (PARTITION BY c.label_with_parent) > 1 THEN c.label_with_parent || ' #' || c.report_id ELSE c.label_with_parent END AS label
        FROM (SELECT o.id AS organ, o.parent, l.report_id, l.parsed,
                     CASE WHEN count(*) OVER (PARTITION BY o.name) > 1 THEN o.name || coalesce('（' || p.name || '）', '') ELSE o.name END AS label_with_parent
              FROM latest l JOIN scope o ON o.id = l.organ LEFT JOIN organs p ON p.id = o.parent
              WHERE l.year = $1) c
      ), previous AS MATERIALIZED (
        SELECT l.organ, l.parsed FROM latest l JOIN scope o ON o.id = l.organ WHERE l.year = $1 - 1
      ), lowest AS MATERIALIZED (
        SELECT c.organ, c.report_id, c.parsed
        FROM current c LEFT JOIN (SELECT DISTINCT a.ancestor FROM ancestry a JOIN current b ON b.organ = a.organ WHERE a.distance > 0) u ON u.ancestor = c.organ
        WHERE u.ancestor IS NULL
      ), lowest_before AS MATERIALIZED (
        SELECT c.organ, c.parsed
        FROM previous c LEFT JOIN (SELECT DISTINCT a.ancestor FROM ancestry a JOIN previous b ON b.organ = a.organ WHERE a.distance > 0) u ON u.ancestor = c.organ
        WHERE u.ancestor IS NULL
      ), due AS MATERIALIZED (
        SELECT v.* FROM coverage v JOIN scope o ON o.id = v.organ WHERE v.year = $1
      ), figure AS (
        SELECT quantity, unit, sum(n.value) AS now, count(n.value) AS reports, sum(b.value) AS before, count(b.value) AS reports_before,
               sum(n.value) FILTER (WHERE b.value IS NOT NULL) AS same_now, sum(b.value) FILTER (WHERE n.value IS NOT NULL) AS same_before,
               count(*) FILTER (WHERE n.value IS NOT NULL AND b.value IS NOT NULL) AS same
        FROM (SELECT c.organ, q.quantity, q.unit, q.value FROM lowest c CROSS JOIN LATERAL govreport.quantities(c.parsed) q) n
        FULL JOIN (SELECT c.organ, q.quantity, q.unit, q.value FROM lowest_before c CROSS JOIN LATERAL govreport.quantities(c.parsed) q) b USING (organ, quantity, unit)
        GROUP BY quantity, unit
      ), found AS MATERIALIZED (
        SELECT c.report_id, c.label, f.*
        FROM current c CROSS JOIN LATERAL govreport.findings(c.parsed) WITH ORDINALITY
          AS f(rule, severity, table_key, row_key, column_key, expected, actual, difference, pos, len, nth)
      ), counted AS MATERIALIZED (
        SELECT c.report_id, c.label, count(*) FILTER (WHERE f.severity = 'error') AS errors, count(*) FILTER (WHERE f.severity = 'warning') AS warnings,
               count(*) FILTER (WHERE f.severity = 'info') AS infos
        FROM current c LEFT JOIN found f ON f.report_id = c.report_id
        GROUP BY c.report_id, c.label
      ), worst AS MATERIALIZED (
        SELECT * FROM counted WHERE errors + warnings > 0 ORDER BY errors DESC, warnings DESC, infos DESC, report_id LIMIT 40
      ), frequent AS MATERIALIZED (
        SELECT f.rule, f.severity, count(*) AS findings, count(DISTINCT f.report_id) AS reports FROM found f
        GROUP BY f.rule, f.severity ORDER BY count(*) DESC, f.rule COLLATE "C", f.severity LIMIT 40
      ), indicator AS (
        SELECT i.indicator, sum(i.numerator) AS numerator, sum(i.denominator) AS denominator, count(i.numerator) AS reports
        FROM lowest l CROSS JOIN LATERAL govreport.indicators(l.parsed) i WHERE i.indicator !~ '^share_' OR i.numerator <= i.denominator GROUP BY i.indicator
        UNION ALL
        SELECT 'concentration_of_findings' AS indicator, sum(c.findings) FILTER (WHERE c.nth <= ceil(c.reports / 10.0)), sum(c.findings), c.reports
        FROM (SELECT c.errors + c.warnings AS findings, row_number() OVER (ORDER BY c.errors + c.warnings DESC) AS nth, count(*) OVER () AS reports
              FROM counted c JOIN lowest l ON l.report_id = c.report_id) c
        WHERE c.reports >= 10 GROUP BY c.reports
      ), indicator_before AS (
        SELECT i.indicator, sum(i.numerator) AS numerator, sum(i.denominator) AS denominator, count(i.numerator) AS reports
        FROM lowest_before l CROSS JOIN LATERAL govreport.indicators(l.parsed) i WHERE i.indicator !~ '^share_' OR i.numerator <= i.denominator GROUP BY i.indicator
      ), differing AS MATERIALIZED (
        SELECT p.report_id, p.label, count(*) AS cells
        FROM current p
        JOIN (SELECT c.parent, govreport.rollup(c.parsed) AS total FROM current c GROUP BY c.parent) h ON h.parent = p.organ
        CROSS JOIN LATERAL govreport.compare(p.parsed, h.total) f
        GROUP BY p.report_id, p.label
      ), broken AS MATERIALIZED (
        SELECT c.report_id, c.label, count(*) AS cells
        FROM current c
        JOIN (SELECT DISTINCT ON (l.organ) l.organ, l.parsed FROM latest l WHERE l.year < $1 ORDER BY l.organ, l.year DESC) p ON p.organ = c.organ
        CROSS JOIN LATERAL govreport.continuity(p.parsed, c.parsed) f
        GROUP BY c.report_id, c.label
      )
      -- Of an organ that is none, and of no year, there is nothing to say: not even that it is of all.
      SELECT CASE WHEN $1 IS NOT NULL AND ($2 IS NULL OR EXISTS (SELECT FROM organs o WHERE o.id = $2)) THEN jsonb_build_object(
        'year', $1,
        'organ', (SELECT o.name FROM organs o WHERE o.id = $2),
        'reports', (SELECT count(*) FROM current), 'lowest', (SELECT count(*) FROM lowest), 'lowest_before', (SELECT count(*) FROM lowest_before),
        'with_errors', (SELECT count(*) FROM counted WHERE errors > 0), 'with_findings', (SELECT count(*) FROM counted WHERE errors + warnings > 0),
        'coverage', (
          SELECT jsonb_build_object('expected', count(*) FILTER (WHERE o.expected), 'reported', count(*) FILTER (WHERE NOT d.missing), 'missing', count(*) FILTER (WHERE d.missing),
                                    'twice', count(*) FILTER (WHERE d.twice), 'superseded', coalesce(sum(d.superseded), 0))
          FROM due d JOIN organs o ON o.id = d.organ),
        'unattached', (SELECT count(*) FROM reports r WHERE $2 IS NULL AND r.organ IS NULL AND govreport.report_year(r.parsed) = $1),
        'levels', (
          SELECT jsonb_agg(jsonb_build_array(v.level, v.kind, v.organs, v.reported) ORDER BY v.organs DESC, v.level, v.kind)
          FROM (SELECT o.level, o.kind, count(*) AS organs, count(*) FILTER (WHERE NOT d.missing) AS reported
                FROM due d JOIN organs o ON o.id = d.organ GROUP BY o.level, o.kind ORDER BY count(*) DESC LIMIT 30) v),
        'missing', (
          SELECT jsonb_agg(jsonb_build_array(v.name, v.parent_name) ORDER BY v.organ)
          FROM (SELECT d.organ, d.name, p.name AS parent_name FROM due d LEFT JOIN organs p ON p.id = d.parent WHERE d.missing ORDER BY d.organ LIMIT 100) v),
        'twice', (
          SELECT jsonb_agg(jsonb_build_array(v.name, v.reports, v.report_ids[1]) ORDER BY v.organ)
          FROM (SELECT * FROM due d WHERE d.twice ORDER BY d.organ LIMIT 50) v),
        'figures', (SELECT jsonb_agg(jsonb_build_array(f.quantity, f.unit, f.now, f.reports, f.before, f.reports_before, f.same_now, f.same_before, f.same,
                                                        round(100 * (f.same_now - f.same_before) / nullif(f.same_before, 0), 1))) FROM figure f),
        'indicators', (
          SELECT jsonb_agg(jsonb_build_array(i.indicator, i.numerator, i.denominator, round(d.per * i.numerator / nullif(i.denominator, 0), 4), i.reports,
                                             round(d.per * b.numerator / nullif(b.denominator, 0), 4)))
          FROM indicator i JOIN govreport.indicators() d USING (indicator) LEFT JOIN indicator_before b USING (indicator)),
        'children', (
          SELECT jsonb_agg(jsonb_build_array(v.label, v.report_id, govreport.value(v.parsed, 'applications', 'received', 'total'),
                                             govreport.value(v.parsed, 'applications', 'concluded', 'total'), v.shares -> 'share_granted', v.shares -> 'share_denied',
                                             v.shares -> 'share_unavailable', v.shares -> 'share_rejected', v.shares -> 'share_carried_over') ORDER BY v.organ)
          FROM (SELECT c.*, (SELECT jsonb_object_agg(i.indicator, i.value) FROM govreport.indicators(c.parsed) i) AS shares
                FROM current c JOIN head h ON c.parent IS NOT DISTINCT FROM h.organ ORDER BY c.organ LIMIT 60) v),
        'children_in_all', (SELECT count(*) FROM current c JOIN head h ON c.parent IS NOT DISTINCT FROM h.organ),
        'worst', (SELECT jsonb_agg(jsonb_build_array(w.label, w.report_id, w.errors, w.warnings, w.infos) ORDER BY w.errors DESC, w.warnings DESC, w.infos DESC, w.report_id) FROM worst w),
        'heat', (
          SELECT jsonb_agg(jsonb_build_array(w.label, f.rule, f.findings))
          FROM (SELECT f.report_id, f.rule, count(*) AS findings FROM found f WHERE f.severity IN ('error', 'warning') GROUP BY f.report_id, f.rule) f
          JOIN worst w ON w.report_id = f.report_id
          JOIN (SELECT DISTINCT q.rule FROM (SELECT q.rule FROM frequent q WHERE q.severity IN ('error', 'warning') ORDER BY q.findings DESC, q.rule COLLATE "C" LIMIT 20) q) q ON q.rule = f.rule),
        'frequent', (
          SELECT jsonb_agg(jsonb_build_array(q.rule, CASE $3 WHEN 'en' THEN r.description_en ELSE r.description_zh END, q.severity, q.findings, q.reports, e.examples)
                           ORDER BY q.findings DESC, q.rule COLLATE "C", q.severity)
          FROM frequent q JOIN govreport.rules() r USING (rule)
          CROSS JOIN LATERAL (
            SELECT jsonb_agg(jsonb_build_array(x.label, x.report_id, x.nth) ORDER BY x.report_id) AS examples
            FROM (SELECT f.label, f.report_id, min(f.nth) AS nth FROM found f WHERE f.rule = q.rule AND f.severity = q.severity GROUP BY f.label, f.report_id ORDER BY f.report_id LIMIT 3) x
          ) e),
        'largest', (
          SELECT jsonb_agg(jsonb_build_array(f.label, f.report_id, f.nth, f.severity, f.difference, f.money,
                                             govreport.describe(ROW(f.rule, f.severity, f.table_key, f.row_key, f.column_key, f.expected, f.actual, f.difference, f.pos, f.len)::govreport.finding, $3))
                           ORDER BY f.money, f.place)
          FROM (SELECT f.*, row_number() OVER (PARTITION BY f.money ORDER BY abs(f.difference) DESC, f.report_id, f.nth) AS place
                FROM (SELECT f.*, f.column_key IS NOT DISTINCT FROM 'amount' OR f.row_key IS NOT DISTINCT FROM 'fee' AS money
                      FROM found f WHERE f.severity IN ('error', 'warning') AND f.difference IS NOT NULL) f) f
          WHERE f.place <= CASE WHEN f.money THEN 10 ELSE 20 END),
        'differing', (SELECT jsonb_agg(jsonb_build_array(v.label, v.report_id, v.cells) ORDER BY v.cells DESC, v.report_id)
                      FROM (SELECT * FROM differing ORDER BY cells DESC, report_id LIMIT 20) v),
        'differing_in_all', (SELECT count(*) FROM differing),
        'broken', (SELECT jsonb_agg(jsonb_build_array(v.label, v.report_id, v.cells) ORDER BY v.cells DESC, v.report_id)
                   FROM (SELECT * FROM broken ORDER BY cells DESC, report_id LIMIT 20) v),
        'broken_in_all', (SELECT count(*) FROM broken)) END;
    END$sql$;
  COMMENT ON FUNCTION page_data(integer, bigint, text) IS 'what the page of a year shows; NULL for an organ that the workspace does not have';

  EXECUTE $sql$
    CREATE FUNCTION page(year integer, organ bigint DEFAULT NULL, lang text DEFAULT 'zh', sheets text DEFAULT '') RETURNS text
    LANGUAGE sql STABLE
    BEGIN ATOMIC
      SELECT govreport.workspace_page(page_data($1, $2, $3), $3, $4);
    END$sql$;
  COMMENT ON FUNCTION page(integer, bigint, text, text) IS 'a year, of all or of an organ and those below it, as one HTML page; sheets is the address before the names of the sheets';

  -- The names are those that the page links to.
  EXECUTE format($sql$
    CREATE FUNCTION sheets(year integer, organ bigint DEFAULT NULL, lang text DEFAULT 'zh') RETURNS TABLE (file text, report_id bigint, html text)
    LANGUAGE sql STABLE ROWS 1000
    BEGIN ATOMIC
      WITH scope AS MATERIALIZED (
        SELECT o.id FROM organs o WHERE $2 IS NULL OR o.id IN (SELECT a.organ FROM ancestry a WHERE a.ancestor = $2)
      ), current AS MATERIALIZED (
        SELECT l.organ, o.parent, l.report_id, l.parsed FROM latest l JOIN organs o ON o.id = l.organ WHERE l.year = $1 AND l.organ IN (SELECT id FROM scope)
      )
      SELECT 'audit-' || c.report_id || '.html', c.report_id, govreport.audit_sheet(c.parsed, r.raw, $3) FROM current c JOIN reports r ON r.id = c.report_id
      UNION ALL
      SELECT 'compare-' || c.report_id || '.html', c.report_id, govreport.compare_sheet(c.parsed, h.total, $3)
      FROM current c JOIN (SELECT b.parent, govreport.rollup(b.parsed) AS total FROM current b GROUP BY b.parent) h ON h.parent = c.organ
      UNION ALL
      SELECT 'continuity-' || c.report_id || '.html', c.report_id, govreport.continuity_sheet(p.parsed, c.parsed, b.raw, r.raw, $3)
      FROM current c
      JOIN (SELECT DISTINCT ON (l.organ) l.organ, l.report_id, l.parsed FROM latest l WHERE l.year < $1 ORDER BY l.organ, l.year DESC) p ON p.organ = c.organ
      JOIN reports r ON r.id = c.report_id JOIN reports b ON b.id = p.report_id;
    END$sql$);
  COMMENT ON FUNCTION sheets(integer, bigint, text) IS 'the sheets of the reports of a year, by the names that the page links to';
END
$procedure$;
COMMENT ON PROCEDURE govreport.create_workspace_pages(text) IS 'part of create_workspace';

-- The roll-ups, kept.  A statement notes which organs and years it touched and no more, so that writers never wait for each other;
-- refresh_summary computes those anew and then the organs above them, each from the rows of its children.
CREATE PROCEDURE govreport.create_workspace_summary(schema_name text)
LANGUAGE plpgsql SECURITY INVOKER SET search_path = pg_catalog, pg_temp
AS $procedure$
BEGIN
  PERFORM set_config('search_path', format('%I, pg_catalog, pg_temp', schema_name), true);

  CREATE TABLE summary (
    organ bigint NOT NULL,
    year integer NOT NULL,
    report_id bigint,
    own govreport.report,
    children govreport.report,
    subtree govreport.report,
    PRIMARY KEY (organ, year)
  );
  COMMENT ON TABLE summary IS 'the roll-ups of the view rollups, as refresh_summary left them';
  COMMENT ON COLUMN summary.own IS 'the report that counts, rolled up by itself';
  COMMENT ON COLUMN summary.children IS 'the roll-up of the reports of its children';
  COMMENT ON COLUMN summary.subtree IS 'the roll-up of the lowest reports below it';

  CREATE TABLE summary_changes (
    organ bigint NOT NULL,
    year integer NOT NULL
  );
  COMMENT ON TABLE summary_changes IS 'organs and years whose reports changed since the last refresh_summary; written by triggers';

  CREATE FUNCTION refresh_summary_of(space regclass) RETURNS bigint
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
  AS $function$
  DECLARE
    touched bigint[];
    touched_years integer[];
    written bigint := 0;
    wave bigint;
  BEGIN
    PERFORM set_config('search_path', format('pg_catalog, %s, pg_temp', c.relnamespace::regnamespace), true) FROM pg_class c WHERE c.oid = space;
    -- The tree stays as it is, and one refreshes at a time.
    PERFORM pg_advisory_xact_lock_shared(1735815795, ('organs'::regclass::oid::bigint - 2147483648)::integer);
    PERFORM pg_advisory_xact_lock(1735815795, (space::oid::bigint - 2147483648)::integer);
    WITH taken AS (DELETE FROM summary_changes RETURNING organ, year)
    SELECT array_agg(t.organ), array_agg(t.year) INTO touched, touched_years FROM (SELECT DISTINCT organ, year FROM taken) t;
    WHILE cardinality(touched) > 0 LOOP
      WITH fresh AS MATERIALIZED (
        SELECT k.organ, k.year, l.report_id, l.own, c.children, c.subtree
        FROM (SELECT DISTINCT organ, year FROM unnest(touched, touched_years) AS u(organ, year)) k
        JOIN organs o ON o.id = k.organ
        CROSS JOIN LATERAL (
          SELECT max(l.report_id) AS report_id, govreport.rollup(l.parsed) AS own FROM latest l WHERE l.organ = k.organ AND l.year = k.year
        ) l
        CROSS JOIN LATERAL (
          SELECT govreport.rollup(s.own) AS children, govreport.rollup(coalesce(s.subtree, s.own)) AS subtree
          FROM organs b JOIN summary s ON s.organ = b.id AND s.year = k.year
          WHERE b.parent = k.organ
        ) c
      ), gone AS (
        DELETE FROM summary s USING fresh f
        WHERE s.organ = f.organ AND s.year = f.year AND f.own IS NULL AND f.subtree IS NULL
        RETURNING s.organ, s.year
      ), kept AS (
        INSERT INTO summary AS s SELECT * FROM fresh f WHERE f.own IS NOT NULL OR f.subtree IS NOT NULL
        ON CONFLICT (organ, year) DO UPDATE
          SET report_id = excluded.report_id, own = excluded.own, children = excluded.children, subtree = excluded.subtree
          WHERE s.report_id IS DISTINCT FROM excluded.report_id
             OR govreport.report_send(s.own) IS DISTINCT FROM govreport.report_send(excluded.own)
             OR govreport.report_send(s.children) IS DISTINCT FROM govreport.report_send(excluded.children)
             OR govreport.report_send(s.subtree) IS DISTINCT FROM govreport.report_send(excluded.subtree)
        RETURNING s.organ, s.year
      ), changed AS (
        SELECT * FROM gone UNION ALL SELECT * FROM kept
      )
      SELECT (SELECT count(*) FROM changed), array_agg(p.parent), array_agg(p.year) INTO wave, touched, touched_years
      FROM (SELECT DISTINCT o.parent, c.year FROM changed c JOIN organs o ON o.id = c.organ WHERE o.parent IS NOT NULL) p;
      written := written + wave;
    END LOOP;
    RETURN written;
  END
  $function$;
  COMMENT ON FUNCTION refresh_summary_of(regclass) IS 'what refresh_summary does; the number of rows written';

  -- Bound to the table, so that the schema can be renamed.
  EXECUTE $sql$
    CREATE PROCEDURE refresh_summary()
    LANGUAGE sql
    BEGIN ATOMIC
      SELECT refresh_summary_of('summary'::regclass);
    END$sql$;
  COMMENT ON PROCEDURE refresh_summary() IS 'brings the summary up to date, by what changed since the last time';
END
$procedure$;
COMMENT ON PROCEDURE govreport.create_workspace_summary(text) IS 'part of create_workspace';

-- What keeps organ, organ_names and summary_changes right.  Statement triggers all: a row trigger BEFORE UPDATE would make the server
-- parse the text anew with each update of any column.
CREATE PROCEDURE govreport.create_workspace_triggers(schema_name text)
LANGUAGE plpgsql SECURITY INVOKER SET search_path = pg_catalog, pg_temp
AS $procedure$
BEGIN
  PERFORM set_config('search_path', format('%I, pg_catalog, pg_temp', schema_name), true);

  -- Before the statement: no row is locked yet, so that nobody waits here who is waited for.
  CREATE FUNCTION hold_organs() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
  AS $function$
  BEGIN
    IF TG_TABLE_NAME = 'organs' THEN
      PERFORM pg_advisory_xact_lock(1735815795, (TG_RELID::bigint - 2147483648)::integer);
    ELSE
      PERFORM pg_advisory_xact_lock_shared(1735815795, (to_regclass(format('%I.organs', TG_TABLE_SCHEMA))::oid::bigint - 2147483648)::integer);
    END IF;
    RETURN NULL;
  END
  $function$;
  COMMENT ON FUNCTION hold_organs() IS 'trigger: reports are attached to a tree that nobody changes meanwhile';

  CREATE FUNCTION organs_changed() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
  AS $function$
  DECLARE
    changed bigint[];
    renamed bigint[];
    ended bigint[] := '{}';
    old_names text[];
    new_names text[];
    wrong record;
    ids regclass;
  BEGIN
    PERFORM set_config('search_path', format('pg_catalog, %I, pg_temp', TG_TABLE_SCHEMA), true);
    IF TG_OP = 'TRUNCATE' THEN
      DELETE FROM organ_names;
      DELETE FROM summary;
      RETURN NULL;
    ELSIF TG_OP = 'INSERT' THEN
      changed := ARRAY(SELECT id FROM inserted);
      renamed := changed;
      -- Ids that were given: the sequence goes on behind them, where this user may move it.
      ids := pg_get_serial_sequence(format('%I.%I', TG_TABLE_SCHEMA, TG_TABLE_NAME), 'id');
      IF has_sequence_privilege(ids, 'UPDATE') AND has_sequence_privilege(ids, 'USAGE') THEN
        PERFORM setval(ids, i.last) FROM (SELECT max(id) AS last FROM inserted) i WHERE i.last > coalesce(pg_sequence_last_value(ids), 0);
      END IF;
    ELSIF TG_OP = 'DELETE' THEN
      changed := ARRAY(SELECT id FROM deleted);
      renamed := changed;
      INSERT INTO summary_changes SELECT d.parent, s.year FROM deleted d JOIN summary s ON s.organ = d.id WHERE d.parent IS NOT NULL;
      DELETE FROM summary s USING deleted d WHERE s.organ = d.id;
    ELSE
      changed := ARRAY(SELECT id FROM inserted UNION SELECT id FROM deleted);
      renamed := ARRAY(SELECT coalesce(i.id, d.id) FROM inserted i FULL JOIN deleted d ON d.id = i.id
                       WHERE (i.name, i.parent) IS DISTINCT FROM (d.name, d.parent) OR i.id IS NULL OR d.id IS NULL);
      ended := ARRAY(SELECT i.id FROM inserted i JOIN deleted d ON d.id = i.id WHERE (i.valid_from, i.valid_to) IS DISTINCT FROM (d.valid_from, d.valid_to));
      INSERT INTO summary_changes
        SELECT p.parent, s.year
        FROM inserted i JOIN deleted d ON d.id = i.id JOIN summary s ON s.organ = i.id CROSS JOIN LATERAL (VALUES (i.parent), (d.parent)) p(parent)
        WHERE i.parent IS DISTINCT FROM d.parent AND p.parent IS NOT NULL;
    END IF;

    WITH RECURSIVE up AS (
      SELECT o.id, o.parent FROM organs o WHERE o.id IN (SELECT unnest(changed))
      UNION ALL
      SELECT o.id, o.parent FROM up u JOIN organs o ON o.id = u.parent
    ) CYCLE id SET looped USING path
    SELECT o.id, o.name INTO wrong FROM up u JOIN organs o ON o.id = u.id WHERE u.looped LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'organ "%" would be below itself', wrong.name
        USING ERRCODE = 'check_violation', DETAIL = format('Its id is %s.', wrong.id), HINT = 'The parents of organs form a tree.';
    END IF;

    SELECT a.name, a.id, b.id AS other INTO wrong
    FROM organs a JOIN organs b ON b.name = a.name AND b.id <> a.id AND b.parent IS NOT DISTINCT FROM a.parent
      AND daterange(a.valid_from, a.valid_to, '[]') && daterange(b.valid_from, b.valid_to, '[]')
    WHERE a.id IN (SELECT unnest(changed)) LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'organ "%" is there twice', wrong.name
        USING ERRCODE = 'unique_violation', DETAIL = format('The organs %s and %s have the same parent, and periods that overlap.', wrong.id, wrong.other),
              HINT = 'An organ that follows another one of its name needs valid_from, the earlier one valid_to.';
    END IF;

    -- The names of an organ stand in those below it.
    renamed := ARRAY(
      WITH RECURSIVE below AS (
        SELECT unnest(renamed) AS id
        UNION
        SELECT o.id FROM below b JOIN organs o ON o.parent = b.id
      )
      SELECT id FROM below);
    SELECT array_agg(DISTINCT n.name) INTO old_names FROM organ_names n WHERE n.organ IN (SELECT unnest(renamed || ended));
    DELETE FROM organ_names WHERE organ IN (SELECT unnest(renamed));
    WITH made AS (INSERT INTO organ_names (organ, name) SELECT organ, name FROM spellings(renamed) RETURNING organ_names.name)
    SELECT array_agg(DISTINCT name) INTO new_names FROM made;
    PERFORM attach(ARRAY(SELECT r.id FROM reports r
                         WHERE govreport.issuer(r.parsed) IN (SELECT unnest(old_names || new_names)) AND r.organ_match <> 'manual'),
                   format('%I.reports', TG_TABLE_SCHEMA)::regclass);
    RETURN NULL;
  END
  $function$;
  COMMENT ON FUNCTION organs_changed() IS 'trigger: guards the tree, and attaches reports anew';

  -- What a statement touched: the organs and years of its rows, and those of the reports that they replace.
  CREATE FUNCTION note_changes(organs bigint[], years integer[], replaced bigint[], space regclass) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
  AS $function$
  DECLARE
    wrong bigint;
  BEGIN
    PERFORM set_config('search_path', format('pg_catalog, %s, pg_temp', c.relnamespace::regnamespace), true) FROM pg_class c WHERE c.oid = space;
    IF cardinality(organs) > 0 THEN
      INSERT INTO summary_changes
        SELECT DISTINCT u.organ, u.year FROM unnest(organs, years) AS u(organ, year) WHERE u.organ IS NOT NULL AND u.year IS NOT NULL;
    END IF;
    IF cardinality(replaced) > 0 THEN
      -- Locked, so that their organ and year are those that they have when this transaction ends; in order, against deadlocks.
      INSERT INTO summary_changes
        SELECT r.organ, r.year
        FROM (SELECT organ, govreport.report_year(parsed) AS year FROM reports WHERE id IN (SELECT unnest(replaced)) ORDER BY id FOR NO KEY UPDATE) r
        WHERE r.organ IS NOT NULL AND r.year IS NOT NULL;
      WITH RECURSIVE back AS (
        SELECT r.id, r.replaces FROM reports r WHERE r.id IN (SELECT unnest(replaced))
        UNION ALL
        SELECT r.id, r.replaces FROM back b JOIN reports r ON r.id = b.replaces
      ) CYCLE id SET looped USING path
      SELECT id INTO wrong FROM back WHERE looped LIMIT 1;
      IF FOUND THEN
        RAISE EXCEPTION 'report % would replace itself', wrong USING ERRCODE = 'check_violation', HINT = 'Of two versions the later one replaces the earlier.';
      END IF;
    END IF;
  END
  $function$;
  COMMENT ON FUNCTION note_changes(bigint[], integer[], bigint[], regclass) IS 'notes in summary_changes what a statement touched, and guards the versions of reports';

  -- One pass over the rows: they carry their texts, and lie in a file where there are many.
  CREATE FUNCTION reports_inserted() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
  AS $function$
  DECLARE
    by_hand bigint[];
    by_name bigint[];
    organs bigint[];
    years integer[];
    replaced bigint[];
  BEGIN
    SELECT array_agg(i.id) FILTER (WHERE i.organ IS NOT NULL AND i.organ_match IN ('none', 'ambiguous')),
           array_agg(i.id) FILTER (WHERE i.organ IS NULL AND i.organ_match <> 'manual'),
           array_agg(i.organ) FILTER (WHERE i.organ IS NOT NULL), array_agg(govreport.report_year(i.parsed)) FILTER (WHERE i.organ IS NOT NULL),
           array_agg(i.replaces) FILTER (WHERE i.replaces IS NOT NULL)
      INTO by_hand, by_name, organs, years, replaced
    FROM inserted i;
    PERFORM set_config('search_path', format('pg_catalog, %I, pg_temp', TG_TABLE_SCHEMA), true);
    PERFORM note_changes(organs, years, replaced, TG_RELID) WHERE organs IS NOT NULL OR replaced IS NOT NULL;
    IF by_hand IS NOT NULL THEN
      UPDATE reports SET organ_match = 'manual' WHERE id IN (SELECT unnest(by_hand));
    END IF;
    PERFORM attach(by_name, TG_RELID) WHERE by_name IS NOT NULL;
    RETURN NULL;
  END
  $function$;
  COMMENT ON FUNCTION reports_inserted() IS 'trigger: attaches reports to organs, and notes what the summary lacks';

  CREATE FUNCTION reports_updated() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
  AS $function$
  DECLARE
    chosen bigint[];
    by_hand bigint[];
    by_name bigint[];
    organs bigint[];
    years integer[];
    replaced bigint[];
  BEGIN
    SELECT array_agg(i.id) FILTER (WHERE i.organ IS DISTINCT FROM d.organ AND i.organ_match = d.organ_match AND i.organ_match <> 'manual'),
           array_agg(i.id) FILTER (WHERE i.organ_match <> 'manual' AND (d.organ_match = 'manual' OR i.parsed OPERATOR(govreport.<>) d.parsed)),
           array_agg(i.organ) || array_agg(d.organ), array_agg(govreport.report_year(i.parsed)) || array_agg(govreport.report_year(d.parsed)),
           array_agg(i.replaces) FILTER (WHERE i.replaces IS NOT NULL) || array_agg(d.replaces) FILTER (WHERE d.replaces IS NOT NULL)
      INTO chosen, by_name, organs, years, replaced
    FROM inserted i JOIN deleted d ON d.id = i.id;
    IF organs IS NULL THEN
      RETURN NULL;
    END IF;
    PERFORM set_config('search_path', format('pg_catalog, %I, pg_temp', TG_TABLE_SCHEMA), true);
    PERFORM note_changes(organs, years, replaced, TG_RELID);
    IF chosen IS NOT NULL THEN
      -- Another organ than the one that the name tells was chosen by hand.
      SELECT array_agg(r.id) INTO by_hand
      FROM match_reports(chosen, TG_RELID) m JOIN reports r ON r.id = m.report_id
      WHERE (r.organ, r.organ_match) IS DISTINCT FROM (m.organ, m.organ_match);
      IF by_hand IS NOT NULL THEN
        UPDATE reports SET organ_match = 'manual' WHERE id IN (SELECT unnest(by_hand));
      END IF;
    END IF;
    PERFORM attach(by_name, TG_RELID) WHERE by_name IS NOT NULL;
    RETURN NULL;
  END
  $function$;
  COMMENT ON FUNCTION reports_updated() IS 'trigger: attaches reports to organs, tells what was attached by hand, and notes what the summary lacks';

  CREATE FUNCTION reports_deleted() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
  AS $function$
  DECLARE
    organs bigint[];
    years integer[];
    replaced bigint[];
  BEGIN
    IF TG_OP = 'TRUNCATE' THEN
      EXECUTE format('INSERT INTO %1$I.summary_changes SELECT organ, year FROM %1$I.summary', TG_TABLE_SCHEMA);
      RETURN NULL;
    END IF;
    SELECT array_agg(d.organ), array_agg(govreport.report_year(d.parsed)), array_agg(d.replaces) FILTER (WHERE d.replaces IS NOT NULL)
      INTO organs, years, replaced
    FROM deleted d;
    EXECUTE format('SELECT %I.note_changes($1, $2, $3, $4)', TG_TABLE_SCHEMA) USING organs, years, replaced, TG_RELID;
    RETURN NULL;
  END
  $function$;
  COMMENT ON FUNCTION reports_deleted() IS 'trigger: notes what the summary has too much';

  CREATE TRIGGER hold_organs BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON organs FOR EACH STATEMENT EXECUTE FUNCTION hold_organs();
  CREATE TRIGGER organs_inserted AFTER INSERT ON organs REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION organs_changed();
  CREATE TRIGGER organs_updated AFTER UPDATE ON organs REFERENCING OLD TABLE AS deleted NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION organs_changed();
  CREATE TRIGGER organs_deleted AFTER DELETE ON organs REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT EXECUTE FUNCTION organs_changed();
  CREATE TRIGGER organs_truncated AFTER TRUNCATE ON organs FOR EACH STATEMENT EXECUTE FUNCTION organs_changed();

  CREATE TRIGGER hold_organs BEFORE INSERT OR UPDATE OR DELETE ON reports FOR EACH STATEMENT EXECUTE FUNCTION hold_organs();
  CREATE TRIGGER reports_inserted AFTER INSERT ON reports REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION reports_inserted();
  CREATE TRIGGER reports_updated AFTER UPDATE ON reports REFERENCING OLD TABLE AS deleted NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION reports_updated();
  CREATE TRIGGER reports_deleted AFTER DELETE ON reports REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT EXECUTE FUNCTION reports_deleted();
  CREATE TRIGGER reports_truncated AFTER TRUNCATE ON reports FOR EACH STATEMENT EXECUTE FUNCTION reports_deleted();
END
$procedure$;
COMMENT ON PROCEDURE govreport.create_workspace_triggers(text) IS 'part of create_workspace';

-- The ledger of govreport-load.  A row goes with its report in one transaction; no foreign key, as the row outlives the report.
CREATE PROCEDURE govreport.create_workspace_loading(schema_name text)
LANGUAGE plpgsql SECURITY INVOKER SET search_path = pg_catalog, pg_temp
AS $procedure$
BEGIN
  PERFORM set_config('search_path', format('%I, pg_catalog, pg_temp', schema_name), true);

  CREATE TABLE loaded_files (
    path text COLLATE "C" PRIMARY KEY,
    state text NOT NULL CHECK (state IN ('loaded', 'set_aside')),
    reason text CHECK ((state = 'set_aside') = (reason IS NOT NULL)),
    report_id bigint,
    size bigint,
    modified timestamptz,
    sha256 bytea,
    checked_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX ON loaded_files (report_id);
  COMMENT ON TABLE loaded_files IS 'files that govreport-load loaded or set aside; written by it';
  COMMENT ON COLUMN loaded_files.path IS 'the name, behind that of the directory; bytes that are no printable UTF-8 as \xHH';
  COMMENT ON COLUMN loaded_files.reason IS 'why the file was set aside';
  COMMENT ON COLUMN loaded_files.report_id IS 'the report made of the file when it was loaded last; it may have been deleted since';
  COMMENT ON COLUMN loaded_files.sha256 IS 'of the bytes of that report';
  COMMENT ON COLUMN loaded_files.checked_at IS 'when the row was written last';
END
$procedure$;
COMMENT ON PROCEDURE govreport.create_workspace_loading(text) IS 'part of create_workspace';
