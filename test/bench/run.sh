#!/bin/bash
# The benchmark: test/bench/run.sh [DIRECTORY] makes BENCH_REPORTS (20000) different reports out of the samples of the
# directory (test/data) and times what users run, on one warm connection without parallelism.  "make bench" calls it.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
samples=${1:-$root/test/data}
reports=${BENCH_REPORTS:-20000}
samples=$(cd "$samples" && pwd)

cd "$root"
test/setup.sh demo
# shellcheck source=test/cluster.sh
. test/cluster.sh
build_and_install
cluster_start bench 'shared_buffers = 1GB' 'max_wal_size = 8GB' 'autovacuum = off' 'jit = off'

mkdir "$(cluster_directory)/samples"
cp -L "$samples"/*.txt "$(cluster_directory)/samples"
shared=$(cluster_share "$(cluster_directory)/samples" bench)
"$PG_BINDIR/psql" -X -v dir="$shared" -v reports="$reports" <test/bench/server.sql

echo
PGOPTIONS="-c bench.repaired=${BENCH_REPAIRED:-200}" "$PG_BINDIR/psql" -X <test/bench/repairs.sql

# core_program NAME SOURCE...: compiles it with the core and prints its path.
core_program()
{
	local program
	program=$(cluster_directory)/$1
	shift
	# shellcheck disable=SC2046
	"${CC:-cc}" -O2 -std=c11 -Isrc/core -o "$program" "$@" src/core/*.c $(pkg-config --cflags --libs icu-i18n icu-uc) -lm
	printf '%s\n' "$program"
}

echo
program=$(core_program core test/bench/core.c)
"$program" "$samples"/*.txt

echo
# The generator without its main().  A list of names without blanks.
# shellcheck disable=SC2046
program=$(core_program layouts test/bench/layouts.c $(printf '%s\n' test/generator/*.c | grep -v '/main\.c$'))
"$program" test/data/pdf
