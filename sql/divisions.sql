-- divisions, locate: administrative divisions, and the one that an organ's name tells
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
RESET client_min_messages;
SET search_path = '';

SELECT level, count(*), count(*) FILTER (WHERE until IS NOT NULL) AS former, min(code), max(code) FROM govreport.divisions() GROUP BY level ORDER BY 2;
SELECT * FROM govreport.divisions() WHERE code IN ('110000', '110112', '130502', '419001', '654200') OR name = '寿县';
-- Every parent is there, and every successor is one of today; the codes come in their order.
SELECT count(*) FROM govreport.divisions() AS d WHERE parent IS NOT NULL AND NOT EXISTS (SELECT FROM govreport.divisions() AS p WHERE p.code = d.parent);
SELECT count(*) FROM govreport.divisions() AS d
WHERE successor IS NOT NULL AND NOT EXISTS (SELECT FROM govreport.divisions() AS s WHERE s.code = d.successor AND s.until IS NULL);
SELECT bool_and(code >= before) FROM (SELECT code, lag(code) OVER () AS before FROM govreport.divisions()) AS t;

SELECT issuer, govreport.locate(issuer) FROM unnest(ARRAY['河北省石家庄市长安区财政局', '长安区财政局', '昆山市人民政府', '延边州教育局', '临安市人民政府',
  '北京市崇文区人民政府', '财政局', '', '省']) AS issuer;
SELECT issuer, within, govreport.locate(issuer, within) FROM (VALUES ('长安区财政局', '河北省'), ('长安区财政局', '610100'), ('长安区财政局', '6101160001'),
  ('长安区财政局', '山西省'), ('长安区财政局', '朝阳区'), ('长安区财政局', ''), ('财政局', '6101160001'), ('财政局', '610116'), ('教育部', 'bm05000001')) AS t (issuer, within);
SELECT govreport.locate(NULL), govreport.locate('河北省', NULL), govreport.locate(NULL, '河北省');
