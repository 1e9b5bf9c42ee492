#!/bin/bash
# The benchmark: test/bench/run.sh [DIRECTORY] makes BENCH_REPORTS (20000) different reports out of the samples of the
# directory (test/data) and times what users run, on one warm connection without parallelism.  "make bench" calls it.
# Times are those of the processor, where nothing else is said.
#
# BENCH_BASELINE is a script that does the same in another way, run beside it on the same texts where python3 and the file are there:
# it is given names of files, measures itself with time.perf_counter and prints "us/report NUMBER  MB/s NUMBER" (../shared/bench/regex_baseline.py).
# BENCH_FIGURES is a file for the figures, a name and a value a line with a tab between; document.sh writes them into the documents.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
samples=${1:-$root/test/data}
reports=${BENCH_REPORTS:-20000}
samples=$(cd "$samples" && pwd)
case ${BENCH_FIGURES-} in
	'' | /*) ;;
	*) BENCH_FIGURES=$PWD/$BENCH_FIGURES ;;
esac

cd "$root"
baseline=${BENCH_BASELINE:-../shared/bench/regex_baseline.py}
test/setup.sh demo
# shellcheck source=test/cluster.sh
. test/cluster.sh
build_and_install
cluster_start bench 'shared_buffers = 1GB' 'max_wal_size = 8GB' 'autovacuum = off' 'jit = off'
work=$(cluster_directory)
psql() { "$PG_BINDIR/psql" -X "$@"; }

# figure NAME VALUE
figure() { printf '%s\t%s\n' "$1" "$2" >>"$work/figures"; }
figure date "$(date +%F)"
figure processor "$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo 2>/dev/null | head -n 1)"
figure processors "$(nproc 2>/dev/null || echo 1)"
figure postgresql "$("$PG_CONFIG" --version | sed 's/^PostgreSQL \([0-9.]*\).*/\1/')"

mkdir "$work/samples"
cp -L "$samples"/*.txt "$work/samples"
shared=$(cluster_share "$work/samples" bench)
psql -v dir="$shared" -v reports="$reports" <test/bench/server.sql

echo
psql <test/bench/size.sql

echo
PGOPTIONS="-c bench.repaired=${BENCH_REPAIRED:-200}" psql <test/bench/repairs.sql

# core_program NAME SOURCE...: compiles it with the core and prints its path.
core_program()
{
	local program
	program=$work/$1
	shift
	# shellcheck disable=SC2046
	"${CC:-cc}" -O3 -fomit-frame-pointer -std=c11 -Isrc/core -o "$program" "$@" src/core/*.c $(pkg-config --cflags --libs icu-i18n icu-uc) -lm
	printf '%s\n' "$program"
}

# Some of the texts of the server as files, as many of each sample.
mkdir "$work/texts"
psql -q -A -t -v texts="$work/texts" <<'SQL' | psql -q
SELECT format(E'SELECT raw FROM reports WHERE id = %s\n\\g (format=unaligned tuples_only=on) %s/%s.txt', id, :'texts', id)
FROM reports, (SELECT count(*) AS samples FROM samples) AS s
WHERE id <= samples * greatest(1, 100 / samples);
SQL

echo
program=$(core_program core test/bench/core.c)
"$program" "$work/texts"/*.txt | tee "$work/core.out"
awk '$1 == "core" { print "core." $2 "\t" $3 } /^of parse:/ { print "phase." $3 "\t" $4 }' "$work/core.out" >>"$work/figures"

echo
if ! command -v python3 >/dev/null || [ ! -f "$baseline" ]; then
	echo "skipped: the comparison with a script needs python3 and $baseline (BENCH_BASELINE)"
else
	# By the clock of the processor, as all that it is compared with.
	python3 -c 'import runpy, sys, time
time.perf_counter = time.process_time
del sys.argv[0]
runpy.run_path(sys.argv[0], run_name="__main__")' "$baseline" "$work/texts"/*.txt | tee "$work/baseline.out"
	read -r seconds rate <<<"$(sed -n 's/.*us\/report *\([0-9.]*\) *MB\/s *\([0-9.]*\).*/\1 \2/p' "$work/baseline.out")"
	[ -n "$rate" ] || { echo "bench: $baseline does not print us/report and MB/s" >&2; exit 1; }
	figure baseline.us "$seconds"
	figure baseline.rate "$rate"
	psql -v rate="$rate" <<'SQL'
\pset footer off
SELECT :rate AS "the script, MB/s", round(b.value::numeric / s.value::numeric, 1) AS "parse(raw) in the server, MB/s",
       round(b.value::numeric / s.value::numeric / :rate, 1) AS "times as fast, at least 25"
FROM figures AS b, figures AS s WHERE b.name = 'bytes.mean' AND s.name = 'step.parse';
SQL
fi

echo
# The generator without its main().  A list of names without blanks.
# shellcheck disable=SC2046
program=$(core_program layouts test/bench/layouts.c $(printf '%s\n' test/generator/*.c | grep -v '/main\.c$'))
"$program" test/data/pdf

psql -q -A -t -F "$(printf '\t')" -c 'SELECT name, value FROM figures' >>"$work/figures"
cluster_stop bench

echo
# shellcheck source=test/bench/sizing.sh
. test/bench/sizing.sh

[ -z "${BENCH_FIGURES-}" ] || LC_ALL=C sort "$work/figures" >"$BENCH_FIGURES"
