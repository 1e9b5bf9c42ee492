#!/bin/bash
# Two machines: reports partitioned by hash over both through postgres_fdw; aggregates are computed where the reports lie.
set -u
cd "$(dirname "$0")/../.." || exit 2
# shellcheck source=test/cluster.sh
. test/cluster.sh
# shellcheck source=test/tap.bash
. test/tap.bash
# shellcheck disable=SC2015
cluster_start first && cluster_start second || bail "no two clusters"
base=$(cluster_directory)
data=${GOVREPORT_DATA:-$PWD/test/data}
sql()
{
	"$PG_BINDIR/psql" -XAtq -v ON_ERROR_STOP=1 "$@"
}

# Each node has tables of its own; the first one also has the tables over both, and one with all reports for itself.
columns='organ bigint NOT NULL, district int NOT NULL, raw text NOT NULL, parsed govreport.report GENERATED ALWAYS AS (govreport.parse(raw)) STORED'
for node in first second; do
	cluster_use "$node"
	sql -c 'CREATE DATABASE shard' -d postgres
	sql -d shard >/dev/null <<SQL || bail "no shard"
CREATE EXTENSION govreport;
CREATE TABLE reports ($columns);
CREATE TABLE by_district ($columns);
-- The statistics of this index tell how many years there are.
CREATE INDEX ON by_district (district, govreport.report_year(parsed));
SQL
done
cluster_use first
# A report travels as text, which costs more to write and read than the planner takes a row to cost.
server()
{
	echo "CREATE SERVER $1 FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$base/$1', port '5432', dbname 'shard', extensions 'govreport',
		async_capable 'true', batch_size '100', fetch_size '1000', fdw_tuple_cost '100', use_remote_estimate 'true');
	CREATE USER MAPPING FOR PUBLIC SERVER $1 OPTIONS (user 'postgres', password_required 'false');"
}
# partitioned TABLE KEY
partitioned()
{
	echo "CREATE TABLE $1 ($columns) PARTITION BY HASH ($2);
	CREATE FOREIGN TABLE $1_0 PARTITION OF $1 FOR VALUES WITH (MODULUS 2, REMAINDER 0) SERVER first OPTIONS (table_name '$1');
	CREATE FOREIGN TABLE $1_1 PARTITION OF $1 FOR VALUES WITH (MODULUS 2, REMAINDER 1) SERVER second OPTIONS (table_name '$1');"
}
sql -d postgres >/dev/null <<SQL || bail "no table over both"
CREATE EXTENSION govreport;
CREATE EXTENSION postgres_fdw;
$(server first) $(server second)
$(partitioned reports organ)
$(partitioned by_district district)
ALTER DATABASE postgres SET enable_partitionwise_aggregate = on;

CREATE TABLE one_node ($columns);
-- Six districts of six organs each, six years; the texts differ in their years and figures.
INSERT INTO one_node (organ, district, raw)
SELECT organ, (organ - 1) / 6, replace(regexp_replace(raw, '20(19|2[0-9])年', year || '年', 'g'), '	2	', '	' || organ || '	')
FROM generate_series(1, 36) AS organ, generate_series(2019, 2024) AS year,
     LATERAL (SELECT pg_read_file('$data/' || f) AS raw
              FROM unnest(CASE WHEN year < 2021 THEN ARRAY['huaichuan_2020.txt', 'beicen_2020.txt'] ELSE ARRAY['nanzhu_2021.txt'] END) WITH ORDINALITY AS u(f, i)
              WHERE i = 1 + organ % CASE WHEN year < 2021 THEN 2 ELSE 1 END) AS t;
INSERT INTO reports (organ, district, raw) SELECT organ, district, raw FROM one_node;
INSERT INTO by_district (organ, district, raw) SELECT organ, district, raw FROM one_node;
ANALYZE reports, by_district, one_node;
SQL
for node in second first; do
	cluster_use "$node"
	sql -d shard -c 'ANALYZE'
done

one=$(sql -d shard -c 'SELECT count(*) FROM reports')
cluster_use second
two=$(sql -d shard -c 'SELECT count(*) FROM reports')
cluster_use first
[ "$one" -ge 60 ] && [ "$two" -ge 60 ] && [ $((one + two)) = 216 ]
ok $? "both nodes have reports ($one and $two)"
is "they were parsed where they lie, as on one node" \
	"$(sql -c 'SELECT count(*) FROM (SELECT organ, md5(govreport.report_send(parsed)) FROM reports EXCEPT ALL SELECT organ, md5(govreport.report_send(parsed)) FROM one_node) d')" 0

# plan QUERY: what it is, and what is asked of the nodes
plan()
{
	sql -c "EXPLAIN (VERBOSE, COSTS OFF) $1" | sed -n 's/^[ >-]*\(Async Foreign Scan\|Foreign Scan\|Remote SQL: .*\|Finalize [A-Za-z]*\|Partial [A-Za-z]*\|Append\|HashAggregate\|GroupAggregate\|Aggregate\)\( on .*\)*$/\1/p'
}

# ---------- the roll-up in two steps ----------

# result QUERY: its rows, reports as bytes
result()
{
	sql -c "SELECT key, encode(govreport.report_send(total), 'hex') FROM ($1) AS r ORDER BY key"
}
# The inner one by the key of the partitions, which is what lets each node compute its own; the outer one over what they found.
by_organ='SELECT organ % 5 AS key, govreport.rollup(total) AS total
	FROM (SELECT organ, govreport.rollup(parsed) AS total FROM reports GROUP BY organ) AS inner_step GROUP BY 1'
is "the inner roll-up is computed on the nodes, at the same time" "$(plan "$by_organ")" \
'GroupAggregate
Append
Async Foreign Scan
Remote SQL: SELECT organ, govreport.rollup(parsed) FROM public.reports GROUP BY 1
Async Foreign Scan
Remote SQL: SELECT organ, govreport.rollup(parsed) FROM public.reports GROUP BY 1'
result "$by_organ" >"$base/two"
result 'SELECT organ % 5 AS key, govreport.rollup(parsed) AS total FROM one_node GROUP BY 1' >"$base/one"
[ "$(wc -l <"$base/one")" = 5 ] && cmp -s "$base/one" "$base/two"
ok $? "the result is that of one node, byte by byte"

# By year too few reports of an organ are there to be worth it; the district as the key brings them together.
by_year='SELECT year AS key, govreport.rollup(total) AS total
	FROM (SELECT district, govreport.report_year(parsed) AS year, govreport.rollup(parsed) AS total FROM by_district GROUP BY 1, 2) AS inner_step GROUP BY 1'
is "by district and year" "$(plan "$by_year" | sed -n '2,$p')" \
'Append
Async Foreign Scan
Remote SQL: SELECT district, govreport.report_year(parsed), govreport.rollup(parsed) FROM public.by_district GROUP BY 1, 2
Async Foreign Scan
Remote SQL: SELECT district, govreport.report_year(parsed), govreport.rollup(parsed) FROM public.by_district GROUP BY 1, 2'
result "$by_year" >"$base/two"
result 'SELECT govreport.report_year(parsed) AS key, govreport.rollup(parsed) AS total FROM one_node GROUP BY 1' >"$base/one"
[ "$(wc -l <"$base/one")" = 6 ] && [ "$(sort -u -t '|' -k 2 "$base/one" | wc -l)" = 6 ] && cmp -s "$base/one" "$base/two"
ok $? "the result is that of one node, byte by byte, and another for each year"

# ---------- what else is computed there, and what is not ----------

is "a condition on a report" "$(plan "SELECT organ FROM reports WHERE govreport.report_year(parsed) = 2021 AND NOT govreport.reconciles(parsed)" | grep '^Remote' | sort -u)" \
"Remote SQL: SELECT organ FROM public.reports WHERE ((govreport.report_year(parsed) = 2021)) AND ((NOT govreport.reconciles(parsed)))"
# The keys are constants of a type with a collation, and no column gives that collation: postgres_fdw keeps them here.
is "not value(), whose keys are text" "$(plan "SELECT organ FROM reports WHERE govreport.value(parsed, 'applications', 'received', 'total') > 100" | grep '^Remote' | sort -u)" \
"Remote SQL: SELECT organ, parsed FROM public.reports"
is "one organ asks one node" "$(plan "SELECT govreport.rollup(parsed) FROM reports WHERE organ = 7 GROUP BY organ" | grep '^Remote')" \
"Remote SQL: SELECT govreport.rollup(parsed), organ FROM public.reports WHERE ((organ = 7)) GROUP BY 2"
is "a roll-up that is not by organ fetches the reports" "$(plan 'SELECT govreport.rollup(parsed) FROM reports' | grep '^Remote' | sort -u)" 'Remote SQL: SELECT parsed FROM public.reports'
is "a function in the list of a plain SELECT fetches them, too" "$(plan 'SELECT govreport.issuer(parsed) FROM reports' | grep '^Remote' | sort -u)" 'Remote SQL: SELECT parsed FROM public.reports'
is "and so do rows of a report" "$(plan 'SELECT f.rule FROM reports, govreport.findings(parsed) AS f' | grep '^Remote' | sort -u)" 'Remote SQL: SELECT parsed FROM public.reports'

# Rows of all reports, without fetching any: a view on each node, and a table over the views.
for node in first second; do
	cluster_use "$node"
	sql -d shard -c 'CREATE VIEW findings AS SELECT r.organ, govreport.report_year(r.parsed) AS year, f.* FROM reports r CROSS JOIN LATERAL govreport.findings(r.parsed) f'
done
cluster_use first
sql >/dev/null <<'SQL' || bail "no findings"
CREATE TABLE findings (organ bigint, year int, rule text, severity text, table_key text, row_key text, column_key text, expected numeric, actual numeric, difference numeric, pos int, len int)
  PARTITION BY HASH (organ);
CREATE FOREIGN TABLE findings_0 PARTITION OF findings FOR VALUES WITH (MODULUS 2, REMAINDER 0) SERVER first OPTIONS (table_name 'findings');
CREATE FOREIGN TABLE findings_1 PARTITION OF findings FOR VALUES WITH (MODULUS 2, REMAINDER 1) SERVER second OPTIONS (table_name 'findings');
SQL
is "a view on each node gives the rows" "$(plan "SELECT organ, count(*) FROM findings WHERE severity = 'error' GROUP BY organ" | grep '^Remote' | sort -u)" \
"Remote SQL: SELECT organ, count(*) FROM public.findings WHERE ((severity = 'error')) GROUP BY 1"
is "as on one node" "$(sql -c 'SELECT rule, count(*) FROM findings GROUP BY 1 ORDER BY 1')" \
	"$(sql -c 'SELECT f.rule, count(*) FROM one_node, govreport.findings(parsed) AS f GROUP BY 1 ORDER BY 1')"

# Without the option the roll-up is as right, and every report travels.
sql -c 'ALTER SERVER first OPTIONS (DROP extensions)' -c 'ALTER SERVER second OPTIONS (DROP extensions)'
is "without the option extensions nothing is computed there" "$(plan "$by_year" | grep '^Remote' | sort -u)" 'Remote SQL: SELECT district, parsed FROM public.by_district'
result "$by_year" >"$base/fetched"
cmp -s "$base/one" "$base/fetched"
ok $? "and the result is the same"
finish
