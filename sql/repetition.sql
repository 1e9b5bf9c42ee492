-- prose, repetition, text_changes: what two texts have in common
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
RESET client_min_messages;
SET search_path = '';

SELECT a, b, govreport.repetition(a, b) FROM (VALUES
  ('主动公开政府信息12条', '主动公开　政府信息，１２条。'),
  ('主动公开政府信息12条', '主动公开政府信息21条'),
  ('公开', '保密'), ('公开', ''), ('，。', ' | ')) AS t (a, b);
SELECT govreport.repetition(NULL, '公开'), govreport.repetition('公开', NULL);
SELECT c.*, substr(a, pos_a, len_a) AS of_a, substr(b, pos_b, len_b) AS of_b
FROM (VALUES ('全年受理申请12件，均依法办结。', '全年共受理申请9件，均已办结，无结转。')) AS t (a, b), govreport.text_changes(a, b) AS c;
SELECT count(*) FROM govreport.text_changes('公开，信息', '公开 信息。');
SELECT * FROM govreport.text_changes('', '《公开》');
SELECT * FROM govreport.text_changes(NULL, '');

-- The share and the changes agree: what is not changed is common.
SELECT bool_and(2 * (la - removed) = round(share * (la + lb)) AND 2 * (lb - added) = round(share * (la + lb))) AS agree, count(*)
FROM (SELECT string_agg(chr(19968 + (i * i % 101 * n) % 17), '' ORDER BY i) AS a,
             string_agg(chr(19968 + (i * 7 % 53 + n) % 17), '' ORDER BY i) AS b, n
      FROM pg_catalog.generate_series(1, 200) AS i, pg_catalog.generate_series(1, 20) AS n GROUP BY n) AS t
CROSS JOIN LATERAL (SELECT govreport.repetition(a, b) AS share, length(a) AS la, length(b) AS lb) AS r
CROSS JOIN LATERAL (SELECT sum(len_a) AS removed, sum(len_b) AS added FROM govreport.text_changes(a, b)) AS c;

-- Beyond the limit.
SELECT govreport.repetition(repeat('公', 1000001), '公');
SELECT count(*) FROM govreport.text_changes('公', repeat('公', 1000001));
SELECT govreport.repetition(repeat('公 ', 1000000), repeat('公', 1000000));

-- The words of a report, without its tables, in text and in HTML.
CREATE TEMPORARY TABLE sample AS
SELECT n, raw, govreport.parse(raw) AS parsed FROM (VALUES (1, '槐川市北岑区人民政府2020年政府信息公开工作年度报告

一、总体情况
全年主动公开政府信息120条。
（一）组织领导。召开会议2次。

二、主动公开政府信息情况
第二十条第（九）项
信息内容 | 采购项目数量 | 采购总金额
政府集中采购 | 10 | 15万元
以上为本级数据。

六、其他需要报告的事项
无。'), (2, '<html><body><h1>槐川市北岑区人民政府2021年政府信息公开工作年度报告</h1>
<p>一、总体情况</p><p>全年主动公开<b>政府信息</b>130&nbsp;条。</p><p>（一）组织领导。召开会议2次。</p>
<p>二、主动公开政府信息情况</p>
<table><tr><td>第二十条第（九）项</td></tr><tr><td>信息内容</td><td>采购项目数量</td><td>采购总金额</td></tr>
<tr><td>政府集中采购</td><td>10</td><td>15万元</td></tr></table>
<p>以上为本级数据。</p>
<p>六、其他需要报告的事项</p><p>无。</p></body></html>'), (3, '没有标题的文字。')) AS t (n, raw);
SELECT n, govreport.prose(parsed, raw) FROM sample ORDER BY n;
SELECT n, c, govreport.prose(parsed, raw, c) FROM sample, unnest(ARRAY['overview', 'disclosure', 'problems', 'other']) AS c ORDER BY c, n;
SELECT round(govreport.repetition(govreport.prose(a.parsed, a.raw), govreport.prose(b.parsed, b.raw)), 4)
FROM sample AS a, sample AS b WHERE a.n = 1 AND b.n = 2;
SELECT govreport.prose(parsed, raw, 'summary') FROM sample;
SELECT govreport.prose(parsed, NULL), govreport.prose(parsed, raw, NULL) FROM sample WHERE n = 1;
-- Of another text the words are those at the same places: nothing breaks.
SELECT govreport.prose(parsed, ''), govreport.prose(parsed, left(raw, 60)) FROM sample ORDER BY n;

-- Who republished last year's prose.
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS repetition_workspace CASCADE;
RESET client_min_messages;
CALL govreport.create_workspace('repetition_workspace');
INSERT INTO repetition_workspace.reports (raw) SELECT raw FROM sample ORDER BY n;
SELECT report_id, issuer, year, previous_id, round(repetition, 4) AS repetition, round(overview, 4) AS overview, problems, other
FROM repetition_workspace.repetitions;
SET client_min_messages = warning;
DROP SCHEMA repetition_workspace CASCADE;
