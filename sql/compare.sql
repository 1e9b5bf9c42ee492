-- compare, continuity: a parent against its children, a year against the one before
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
RESET client_min_messages;
SET search_path = '';

CREATE FUNCTION pg_temp.report(year int, issuer text, received int, carried_in int, carried_out int, rules int, prose text DEFAULT '') RETURNS govreport.report
LANGUAGE sql IMMUTABLE RETURN govreport.parse(format('%2$s人民政府%1$s年政府信息公开工作年度报告
本报告的统计期限为%1$s年1月1日至%1$s年12月31日。%7$s
第二十条第（一）项
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | 1 | 0 | %6$s
申请人情况
一、本年新收政府信息公开申请数量 | %3$s | 0 | 0 | 0 | 0 | 0 | %3$s
二、上年结转政府信息公开申请数量 | %4$s | 0 | 0 | 0 | 0 | 0 | %4$s
四、结转下年度继续办理 | %5$s | 0 | 0 | 0 | 0 | 0 | %5$s', year, issuer, received, carried_in, carried_out, rules, prose));

-- Two counties, and a city that counted one of them short.
CREATE TEMPORARY TABLE county AS
SELECT pg_temp.report(2022, 'A县', 10, 1, 2, 5) AS parsed UNION ALL SELECT pg_temp.report(2022, 'B县', 20, 0, 3, 6);
SELECT f.rule, f.severity, f.table_key, f.row_key, f.column_key, f.expected, f.actual, f.difference, govreport.describe(f, 'en')
FROM (SELECT govreport.rollup(parsed) AS whole FROM county) AS c,
     govreport.compare(pg_temp.report(2022, 'C市', 29, 1, 5, 11), c.whole) AS f;
SELECT count(*) AS agrees FROM (SELECT govreport.rollup(parsed) AS whole FROM county) AS c, govreport.compare(c.whole, c.whole);
-- A cell that one county left out is not judged.
SELECT f.row_key, f.column_key FROM
  (SELECT govreport.rollup(p) AS whole FROM (SELECT parsed AS p FROM county UNION ALL SELECT govreport.parse('申请人情况
一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1')) AS t) AS c,
  govreport.compare(pg_temp.report(2022, 'C市', 29, 9, 5, 11), c.whole) AS f;

-- Consecutive years: what was carried over, what is in force, a stated growth, a copy, a gap.
SELECT f.rule, f.severity, f.row_key, f.column_key, f.expected, f.actual, govreport.describe(f)
FROM govreport.continuity(pg_temp.report(2022, 'A县', 10, 1, 2, 5),
                          pg_temp.report(2023, 'A县', 12, 3, 0, 7, '全年共收到政府信息公开申请12件，较上年增长30%。')) AS f;
SELECT count(*) AS holds FROM govreport.continuity(pg_temp.report(2022, 'A县', 10, 1, 2, 5), pg_temp.report(2023, 'A县', 12, 2, 0, 6, '全年共收到政府信息公开申请12件，较上年增长20%。'));
SELECT f.rule, f.severity, f.expected, f.actual FROM govreport.continuity(pg_temp.report(2020, 'A县', 10, 1, 2, 5), pg_temp.report(2022, 'A县', 10, 1, 2, 5)) AS f;
SELECT * FROM govreport.compare(NULL, NULL);
SELECT * FROM govreport.continuity(NULL, NULL);
