-- audit_sheet, compare_sheet, continuity_sheet: HTML pages
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
RESET client_min_messages;
SET search_path = '';
\pset format unaligned

CREATE TEMPORARY TABLE sample AS
SELECT raw, govreport.parse(raw) AS parsed FROM (VALUES ('鹭岚县人民政府2021年政府信息公开工作年度报告
全县共受理<b>申请</b>5件。
行政复议 | 行政诉讼
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
1 | 0 | 2 | 0 | 4 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | —')) AS t (raw);
CREATE FUNCTION pg_temp.body(page text) RETURNS text LANGUAGE sql IMMUTABLE RETURN regexp_replace(page, '<style>.*</style>', '<style/>');
SELECT pg_temp.body(govreport.audit_sheet(parsed, raw)) FROM sample;
-- In English, without the text; the two shorter forms.
SELECT pg_temp.body(govreport.audit_sheet(parsed, '', 'en')) LIKE '%do not reconcile%' AS english,
       govreport.audit_sheet(parsed) = govreport.audit_sheet(parsed, '', 'zh') AS no_text,
       govreport.audit_sheet(parsed, raw) = govreport.audit_sheet(parsed, raw, 'zh') AS chinese FROM sample;
SELECT govreport.audit_sheet(parsed, raw, 'fr') FROM sample;
SELECT govreport.audit_sheet(parsed, NULL) IS NULL, govreport.audit_sheet(NULL) IS NULL FROM sample;
-- A roll-up, and a report without tables.
SELECT govreport.audit_sheet(govreport.rollup(parsed)) LIKE '%<dt>报告数</dt><dd>1</dd>%' AS roll_up FROM sample;
SELECT govreport.audit_sheet(govreport.parse('')) LIKE '%报告中没有官方表格。%' AS no_tables;
-- Two reports side by side.
SELECT regexp_count.n AS beside, c LIKE '%汇总核对表</h1>%' AS named, c LIKE '%compare.total%' AS found FROM
  (SELECT govreport.compare_sheet(a.parsed, govreport.rollup(govreport.parse(replace(b.raw, '1 | 0 | 2', '3 | 0 | 2')))) AS c FROM sample AS a, sample AS b GROUP BY a.parsed) AS t
  CROSS JOIN LATERAL (SELECT count(*) AS n FROM regexp_matches(c, 'class="beside"', 'g')) AS regexp_count;
SELECT c LIKE '%last year </span><span aria-hidden="true">←</span> 1<%' AS beside, c LIKE '%Year-to-year sheet</h1>%' AS named
FROM (SELECT govreport.continuity_sheet(parsed, govreport.parse(replace(raw, '2021', '2022')), 'en') AS c FROM sample) AS t;
-- With the prose of both; changes are marked.
CREATE TEMPORARY TABLE pair AS
SELECT a.raw AS before, b.raw AS now, govreport.parse(a.raw) AS p, govreport.parse(b.raw) AS c FROM
  (VALUES ('鹭岚县人民政府2020年政府信息公开工作年度报告
一、总体情况
全县主动公开<b>政府信息</b>120条。
五、存在的主要问题及改进情况
公开的范围不够广。')) AS a (raw), (VALUES ('鹭岚县人民政府2021年政府信息公开工作年度报告
一、总体情况
全县主动公开<b>政府信息</b>96条。
新设查阅点3处。
五、存在的主要问题及改进情况
公开的范围不够广。')) AS b (raw);
SELECT substring(govreport.continuity_sheet(p, c, before, now) FROM '<section aria-labelledby="changes">.*</section>') FROM pair;
SELECT govreport.compare_sheet(c, p, now, before, 'en') LIKE '%<h3>Overview · Repetition %</h3>%this report · 2021</th>%' AS english,
       govreport.continuity_sheet(p, c, before, now) = govreport.continuity_sheet(p, c, before, now, 'zh') AS chinese,
       govreport.continuity_sheet(p, c, '', now) = govreport.continuity_sheet(p, c) AS one_text,
       govreport.compare_sheet(c, p, now, '', 'en') = govreport.compare_sheet(c, p, 'en') AS other_text FROM pair;
SELECT govreport.continuity_sheet(p, c, before, now, 'fr') FROM pair;
SELECT govreport.compare_sheet(c, p, NULL, before) IS NULL AS of_null, govreport.continuity_sheet(p, c, before, NULL, 'en') IS NULL AS too FROM pair;
