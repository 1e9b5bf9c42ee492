#!/bin/bash
# A million stored reports, rolled up by year and city in one statement: time and memory.  "make bench-large" calls it.
#
# test/bench/large.sh [DIRECTORY] makes LARGE_REPORTS (1000000) reports out of the samples of the directory (test/data): LARGE_TEXTS (2000) texts
# with figures of their own are parsed, and their reports stored again and again.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
samples=$(cd "${1:-$root/test/data}" && pwd)
reports=${LARGE_REPORTS:-1000000}
texts=${LARGE_TEXTS:-2000}

cd "$root"
test/setup.sh demo
# shellcheck source=test/cluster.sh
. test/cluster.sh
build_and_install
# The memory of a server that nobody tuned: what it needs shows.
cluster_start large 'max_wal_size = 8GB' 'autovacuum = off' 'jit = off' 'wal_level = minimal' 'max_wal_senders = 0'
mkdir "$(cluster_directory)/samples"
cp -L "$samples"/*.txt "$(cluster_directory)/samples"
shared=$(cluster_share "$(cluster_directory)/samples" large)
psql() { "$PG_BINDIR/psql" -X -q -v ON_ERROR_STOP=1 -P pager=off -P footer=off "$@"; }

psql -v dir="$shared" -v reports="$reports" -v texts="$texts" <<'SQL'
SET client_min_messages = warning;
CREATE EXTENSION govreport;
CREATE TABLE made AS
SELECT n, govreport.parse(translate(s.raw, '345678', d.digits)) AS parsed
FROM generate_series(0, :texts - 1) AS n
CROSS JOIN LATERAL (SELECT string_agg(digit, '' ORDER BY hashtext(digit || n::text)) AS digits FROM unnest('{3,4,5,6,7,8}'::text[]) AS digit) AS d
JOIN (SELECT row_number() OVER (ORDER BY f COLLATE "C") - 1 AS id, count(*) OVER () AS samples, pg_read_file(:'dir' || '/' || f) AS raw
      FROM pg_ls_dir(:'dir') AS f WHERE f LIKE '%.txt') AS s ON s.id = n % s.samples;
CREATE TABLE reports (year int, city int, parsed govreport.report);
INSERT INTO reports SELECT 2008 + i / 20 % 18, i::bigint * 7919 % 340, m.parsed FROM generate_series(1, :reports) AS i JOIN made AS m ON m.n = i % :texts;
ANALYZE reports;
SELECT count(*) AS reports, count(DISTINCT (year, city)) AS groups, pg_size_pretty(pg_total_relation_size('reports')) AS size,
       round(avg(pg_column_size(parsed))) AS bytes_a_report FROM reports;
SQL

# VmHWM counts the shared buffers that were touched, RssAnon does not.
for workers in 0 1; do
	echo
	psql -v workers="$workers" <<'SQL'
SET max_parallel_workers_per_gather = :workers;
CREATE TEMPORARY TABLE started AS SELECT clock_timestamp() AS at;
CREATE TEMPORARY TABLE totals AS SELECT year, city, govreport.rollup(parsed) AS total FROM reports GROUP BY year, city;
CREATE TEMPORARY TABLE ended AS SELECT clock_timestamp() AS at;
SELECT :workers AS workers, count(*) AS groups, sum((govreport.header(total)).reports) AS reports,
       round(extract(epoch FROM e.at - s.at), 2) AS seconds, round((sum((govreport.header(total)).reports) / extract(epoch FROM e.at - s.at) / 1000)::numeric) AS thousands_a_second
FROM totals, started AS s, ended AS e GROUP BY s.at, e.at;
SELECT substring(line FROM '^\w+') AS memory, round(substring(line FROM '\d+')::numeric / 1024) AS mb
FROM regexp_split_to_table(pg_read_file('/proc/' || pg_backend_pid() || '/status'), E'\n') AS line WHERE line ~ '^(VmHWM|RssAnon)';
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) SELECT year, city, govreport.rollup(parsed) FROM reports GROUP BY year, city;
SQL
done
