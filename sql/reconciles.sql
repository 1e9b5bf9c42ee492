-- reconciles, assert_reconciles: for conditions and constraints
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
RESET client_min_messages;
SET search_path = '';

CREATE FUNCTION pg_temp.text_of(figures text) RETURNS text LANGUAGE sql AS $$
  SELECT '行政复议 | 行政诉讼
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
' || figures || ' | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0'
$$;
SELECT figures, govreport.reconciles(govreport.parse(pg_temp.text_of(figures)))
FROM unnest(ARRAY['1 | 0 | 2 | 0 | 3', '1 | 0 | 2 | 0 | 4', '1 | | 2 | 0 | 4', '1 | | 2 | 0 | 2', '1 | 0 | 2 | 0 | -3', '0.5 | 0 | 0 | 0 | 0.5']) WITH ORDINALITY AS t(figures, n)
ORDER BY n;
-- Nothing to reconcile is neither true nor false.
SELECT govreport.reconciles(govreport.parse('只有文字')), govreport.assert_reconciles(govreport.parse('只有文字')), govreport.reconciles(NULL), govreport.assert_reconciles(NULL);
SELECT govreport.assert_reconciles(govreport.parse(pg_temp.text_of('1 | 0 | 2 | 0 | 3')));
SELECT govreport.assert_reconciles(govreport.parse(pg_temp.text_of('1 | 0 | 2 | 0 | 4')));
\echo :LAST_ERROR_SQLSTATE
SELECT govreport.assert_reconciles(govreport.parse(pg_temp.text_of('-1 | 0 | 2 | 0.5 | 4')));

-- As a constraint.
CREATE TEMPORARY TABLE strict (raw text NOT NULL CHECK (govreport.assert_reconciles(govreport.parse(raw))));
INSERT INTO strict SELECT pg_temp.text_of('1 | 0 | 2 | 0 | 3');
INSERT INTO strict VALUES ('只有文字');
INSERT INTO strict SELECT pg_temp.text_of('1 | 0 | 2 | 0 | 30');
CREATE TEMPORARY TABLE quiet (raw text NOT NULL CONSTRAINT adds_up CHECK (govreport.reconciles(govreport.parse(raw))));
INSERT INTO quiet SELECT pg_temp.text_of('1 | 0 | 2 | 0 | 30');
SELECT count(*) FROM strict;
