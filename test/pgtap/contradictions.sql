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

SELECT * FROM finish();
ROLLBACK;
