-- chart_lines, chart_bars, chart_heat: SVG
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
RESET client_min_messages;
SET search_path = '';

CREATE TEMPORARY TABLE figure AS
SELECT d AS district, y AS year, CASE WHEN n % 7 = 3 THEN NULL ELSE n * 37 % 101 END AS received
FROM (SELECT d, y, row_number() OVER (ORDER BY d, y) AS n FROM unnest(ARRAY['北岑区', '石桥区', '鹭岚县']) AS d, pg_catalog.generate_series(2018, 2023) AS y) AS t;

\pset format unaligned
SELECT regexp_replace(govreport.chart_bars(district, received, '<新收>'), '<style>.*</style>', '<style/>') FROM figure WHERE year = 2020;
\pset format aligned
-- Lines and heat maps by what they hold.
SELECT left(c, 48) AS begins, right(c, 6) AS ends, m.* FROM
  (SELECT govreport.chart_lines(district, year, received, '新收申请', '年度', '件', 640) AS c FROM figure) AS t
  CROSS JOIN LATERAL (SELECT count(*) AS titles FROM regexp_matches(c, '<title>', 'g')) AS m;
SELECT left(c, 48) AS begins, right(c, 6) AS ends, m.* FROM
  (SELECT govreport.chart_heat(district, year::text, received, '新收申请') AS c FROM figure) AS t
  CROSS JOIN LATERAL (SELECT count(*) AS titles FROM regexp_matches(c, '<title>', 'g')) AS m;

-- The order of the rows does not matter, nor do parallel workers.
SELECT count(DISTINCT c) FROM (
  SELECT (SELECT govreport.chart_lines(district, year, received, 't') FROM (SELECT * FROM figure ORDER BY md5(s::text || district || year)) AS f) AS c
  FROM pg_catalog.generate_series(1, 20) AS s) AS t;
CREATE TABLE pg_temp.large AS SELECT i % 9 AS l, i AS x, i * 7 % 1000 AS y FROM pg_catalog.generate_series(1, 9000) AS i;
SELECT md5(govreport.chart_lines(l::text, x, y, 't')) AS plain FROM large \gset
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
CREATE TABLE public.govreport_chart_large AS SELECT * FROM large;
ANALYZE public.govreport_chart_large;
EXPLAIN (COSTS OFF) SELECT govreport.chart_lines(l::text, x, y, 't') FROM public.govreport_chart_large;
SELECT md5(govreport.chart_lines(l::text, x, y, 't')) = :'plain' AS same FROM public.govreport_chart_large;
DROP TABLE public.govreport_chart_large;

-- NULL: no row, a gap, no title; a row without a place is left out.
SELECT govreport.chart_bars('x', 1) FROM figure WHERE false;
SELECT govreport.chart_lines(NULL, NULL, 1) = govreport.chart_lines('a', NULL::numeric, 2) AS nothing_both;
SELECT govreport.chart_bars(l, y) = govreport.chart_bars(l, y, NULL) AS no_title FROM (VALUES ('a', 1), (NULL, 2)) AS t (l, y);
SELECT govreport.chart_bars('a', 'NaN') = govreport.chart_bars('a', NULL) AS not_a_number;
SELECT govreport.chart_bars('a', 1.50) = govreport.chart_bars('a', 1.5) AS zeros;
-- What cannot be drawn.
SELECT govreport.chart_bars('a', y) FROM figure, LATERAL (VALUES (1)) AS t (y);
SELECT govreport.chart_bars('a', 1e18);
SELECT govreport.chart_bars('a', 1, 't', NULL, 239), govreport.chart_bars('a', 1, 't', NULL, 4001);
SELECT length(govreport.chart_lines('a', x, 1)) > 0 AS drawn FROM pg_catalog.generate_series(1, 10000) AS x;
SELECT govreport.chart_lines('a', x, 1) FROM pg_catalog.generate_series(1, 10001) AS x;
SELECT govreport.chart_bars(repeat('长', 1000000) || x, 1) FROM pg_catalog.generate_series(1, 3) AS x;
-- The functions behind them take no state that is none, and stand in no query.
SELECT govreport.chart_final('\x00');
SELECT govreport.chart_final('\x0100000000000501ff0132'), govreport.chart_final('\x');
SELECT govreport.chart_bars_accum(NULL, 'a', 1);
SELECT govreport.chart_combine('\x01', '\x01');
