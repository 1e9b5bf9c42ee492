-- prose: sections, facts, citations; what contradicts the tables
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
RESET client_min_messages;
SET search_path = '';

CREATE TEMPORARY TABLE sample AS
SELECT raw, govreport.parse(raw) AS parsed FROM (VALUES ('石桥区人民政府2020年政府信息公开工作年度报告

一、总体情况

根据《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称《条例》）编制本报告，如有疑问请致电0577-5551234。
（一）主动公开。全年主动公开政府信息1.2万余条，其中政府网站8100条。
（二）依申请公开。全区共收到申请31件，其中自然人28件、商业企业3件，较上年（25件）增长24%；全部办结，办结率100%；12件予以公开，占38.7%。
未收取任何费用。未收到行政复议和行政诉讼。

三、收到和处理政府信息公开申请情况

申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计
一、本年新收政府信息公开申请数量 | 28 | 2 | 0 | 0 | 0 | 0 | 30
（一）予以公开 | 12 | 0 | 0 | 0 | 0 | 0 | 12
四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1

四、政府信息公开行政复议、行政诉讼情况

结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0
')) AS t (raw);

SELECT s.* FROM sample, govreport.sections(parsed, raw) AS s;
SELECT s.number, s.title, s.chapter FROM sample, govreport.sections(parsed) AS s WHERE s.ordinal < 3;
SELECT f.fact_key, f.scope, f.value, f.low, f.high, f.unit, f.qualifier, substr(raw, f.pos, f.len) AS words
FROM sample, govreport.facts(parsed) AS f;
SELECT c.ordinal, c.kind, c.number, c.year, c.serial, c.organ, c.title, substr(raw, c.pos, c.len) AS words FROM sample, govreport.citations(parsed, raw) AS c;
SELECT c.kind, c.number, c.year, c.serial, c.organ, c.title FROM sample, govreport.citations(parsed) AS c WHERE c.serial IS NOT NULL;
SELECT f.rule, f.severity, f.table_key, f.row_key, f.column_key, f.expected, f.actual, substr(raw, f.pos, f.len) AS words, govreport.describe(f)
FROM sample, govreport.findings(parsed) AS f WHERE f.rule LIKE 'narrative%' OR f.rule LIKE 'section%';
SELECT parsed::text::govreport.report OPERATOR(govreport.=) parsed AS round_trip FROM sample;
SELECT q.quantity, q.value, q.unit, q.source FROM sample, govreport.quantities(parsed) AS q WHERE q.source = 'narrative';
-- A percentage that was cut off is a remark, one that does not follow a warning; neither holds.
SELECT v AS per_cent, f.severity, f.expected, f.actual, a.passed, a.failed
FROM unnest(ARRAY['7.58', '7.6', '7.5', '7.57', '8.5']) AS v
     CROSS JOIN LATERAL govreport.parse('一、总体情况
2018年，全区受理政府信息公开申请462件，其中网络申请35件，占' || v || '%。') AS r
     LEFT JOIN LATERAL govreport.findings(r) AS f ON f.rule = 'narrative.percent'
     LEFT JOIN LATERAL govreport.assessment(r) AS a ON a.rule = 'narrative.percent';
-- Of a page the words are those that its reader sees.
SELECT '<html><body><p><b>一、</b><span class="a">总体<i>情况</i></span></p><p>根据《中华人民共和国<b>政府信息</b>公开条例》（国务院令第<span>711</span>号，以下简称《条例》）编制，致电0577-<i>5551234</i>。'
       '依据青府办发〔<u>2020</u>〕7号。</p><p><b>（一）</b>主动&nbsp;公开&amp;其他。全年公开。</p><p>政府信息公开情况统计表</p><table><tr><td>统计指标</td><td>单位</td><td>统计数</td></tr><tr><td>（一）收到申请数</td><td>件</td><td>25</td></tr><tr><td>（二）申请办结数</td><td>件</td><td>24</td></tr>'
       '<tr><td>十、政务<b>公开</b>专栏更新数</td><td>条</td><td>118</td></tr></table></body></html>' AS page \gset
SELECT number, title, substr(:'page', pos, len) AS source FROM govreport.sections(govreport.parse(:'page'), :'page');
SELECT kind, number, organ, title FROM govreport.citations(govreport.parse(:'page'), :'page');
SELECT label, value FROM govreport.statistics(govreport.parse(:'page'), :'page') WHERE value IS NOT NULL;
-- In a text that is no page a bracket is a bracket.
SELECT title FROM govreport.citations(govreport.parse('依据《公开<b>办法》。'), '依据《公开<b>办法》。');
SELECT * FROM govreport.sections(NULL);
SELECT * FROM govreport.facts(NULL);
SELECT * FROM govreport.citations(NULL);
