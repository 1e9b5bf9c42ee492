-- The sentences of a workspace's contradictions are those of the text.
\set QUIET on
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS govreport;
SELECT * FROM no_plan();

CALL govreport.create_workspace('contradicted');
INSERT INTO contradicted.reports (source_url, raw) SELECT f, pg_read_file(:'data' || '/' || f) FROM pg_ls_dir(:'data') AS f WHERE f LIKE '%.txt';
SELECT cmp_ok(count(*)::int, '>=', 1, 'there are contradictions') FROM contradicted.contradictions;
SELECT is_empty($$SELECT source_url, c.sentence FROM contradicted.contradictions AS c JOIN contradicted.reports AS r ON r.id = c.report_id
  WHERE strpos(r.raw, c.sentence) = 0 OR strpos(c.sentence, btrim(c.words, E' \n\r\t\u3000')) = 0$$, 'each sentence stands in the text, with its words in it');
SELECT is_empty($$SELECT sentence FROM contradicted.contradictions WHERE sentence ~ '[\x01-\x1F]' OR left(sentence, -1) ~ '[。；;]'$$, 'and is one');

-- Of pages: without tags, attributes and entities, whatever stands in them.
CREATE FUNCTION pg_temp.page(prose text) RETURNS text LANGUAGE sql IMMUTABLE RETURN
  '<html><head><title>青禾市财政局2021年政府信息公开工作年度报告</title></head><body><div style="margin:0;padding:0">' || prose ||
  '<table><tr><td>申请人情况</td><td>自然人</td><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td><td>总计</td></tr>' ||
  '<tr><td>一、本年新收政府信息公开申请数量</td><td>15</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>15</td></tr></table></div></body></html>';
CREATE FUNCTION pg_temp.told(raw text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  told text;
BEGIN
  INSERT INTO contradicted.reports (source_url, raw) VALUES ('page', raw);
  SELECT words || ': ' || sentence INTO STRICT told FROM contradicted.contradictions AS c JOIN contradicted.reports AS r ON r.id = c.report_id WHERE source_url = 'page';
  DELETE FROM contradicted.reports WHERE source_url = 'page';
  RETURN told;
END
$$;
SELECT is(pg_temp.told(pg_temp.page(page)), '16件: 全年收到政府信息公开申请16件，主要涉及河道。', what)
FROM (VALUES ('<p>我局认真办理。全年收到政府信息公开申请<span style="font-size:16px;color:red">16</span>件，主要涉及河道。其余略。</p>', 'a sentence with tags in it'),
             ('<P ALIGN="left">全年收到政府信息公开申请16件，主要涉及<!-- x --><b>河道。</b></P>', 'a paragraph'),
             ('<p class="a;b" ' || repeat('data-x="0;1" ', 100) || '>全年收到政府信息公开申请16件，主要涉及河道。</p>', 'a tag that the window cuts off'),
             ('<td>&nbsp;&nbsp;全年收到政府信息公开申请16件，主要涉及河道。' || repeat('<i class="' || repeat('y', 300) || '">略</i>', 5), 'one that it cuts off behind')) AS t (page, what);
SELECT is(pg_temp.told(pg_temp.page('<p>全年收到政府信息公开申请16件</p><p>下一段</p>')), '16件: 全年收到政府信息公开申请16件', 'the end of a paragraph is one of the sentence');
SELECT is(pg_temp.told(pg_temp.page('全年收到政府信息公开申请&nbsp;16&nbsp;件，主要涉及河道<br>其余略。')), '16 件: 全年收到政府信息公开申请 16 件，主要涉及河道', 'an entity is none');

SELECT * FROM finish();
ROLLBACK;
