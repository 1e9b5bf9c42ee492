#!/bin/bash
# The regression suite once more with every plan that may run in a worker run in one.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 2
work=$(mktemp -d) || exit 1
database=regress_parallel
trap '"$PG_BINDIR/dropdb" --if-exists "$database" 2>/dev/null; rm -rf "$work"' EXIT
PSQL=${PSQL:-psql -XAtq -v ON_ERROR_STOP=1}
pg_regress=$(dirname "$("$PG_CONFIG" --pgxs)")/../test/regress/pg_regress

# PostgreSQL 16 has another name for it.
setting=$($PSQL -c "SELECT name FROM pg_settings WHERE name IN ('force_parallel_mode', 'debug_parallel_query')")
export PGOPTIONS="-c $setting=regress -c parallel_setup_cost=0 -c parallel_tuple_cost=0 -c min_parallel_table_scan_size=0"
names=$(for file in sql/*.sql; do
	name=$(basename "$file" .sql)
	[[ $name == govreport--* ]] || echo "$name"
done)

# The settings do what they are for.
plan=$($PSQL -c 'SET max_parallel_workers_per_gather = 2' -c 'CREATE EXTENSION IF NOT EXISTS govreport' \
	-c "EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off) SELECT govreport.report_year(govreport.parse(relname || '')) FROM pg_class" \
	-c "SELECT 'relkind ' || count(*) FROM pg_class" -c 'SET client_min_messages = warning' -c 'DROP EXTENSION govreport' 2>&1)
echo "1..$(($(wc -w <<<"$names") + 1))"
if grep -qE 'Gather|Workers' <<<"$plan"; then echo "ok 1 - a call of parse goes to a worker"; else
	echo "not ok 1 - a call of parse goes to a worker"
	printf '%s\n' "$plan" | sed 's/^/# /'
fi
# shellcheck disable=SC2086
"$pg_regress" --inputdir=. --outputdir="$work" --bindir="$PG_BINDIR" --dbname="$database" --encoding=UTF8 --no-locale $names >"$work/log" 2>&1
status=$?
# Up to 15 "test name ... ok 12 ms", from 16 on TAP.
sed -nE -e 's/^(test)? +([A-Za-z0-9_-]+) +\.\.\. ok.*/ok - \2/p' -e 's/^(test)? +([A-Za-z0-9_-]+) +\.\.\. (FAILED.*)/not ok - \2/p' \
	-e 's/^(not )?ok +[0-9]+ +[-+] +([A-Za-z0-9_-]+).*/\1ok - \2/p' "$work/log"
if [ "$status" -ne 0 ]; then
	sed 's/^/# /' "$work/log"
	[ ! -s "$work/regression.diffs" ] || head -n 150 "$work/regression.diffs" | sed 's/^/# /'
fi
exit "$status"
