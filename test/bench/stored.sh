#!/bin/bash
# What 20000 stored reports (BENCH_REPORTS) cost: findings, reconciles, the roll-up, and the two with one worker.  They are
# as reports are: of the generator, in several layouts, with prose, a wrong cell in one of five.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
reports=${BENCH_REPORTS:-20000}

cd "$root"
test/setup.sh demo
# shellcheck source=test/cluster.sh
. test/cluster.sh
build_and_install
cluster_start bench 'shared_buffers = 1GB' 'max_wal_size = 8GB' 'autovacuum = off' 'jit = off'

program=$(cluster_directory)/generator
made=$(cluster_directory)/made
mkdir "$made"
# Lists of words.
# shellcheck disable=SC2046
"${CC:-cc}" -O2 -std=c11 -Isrc/core -o "$program" test/generator/*.c src/core/*.c $(pkg-config --cflags --libs icu-i18n icu-uc) -lm
for form in 2019 2021; do
	for layout in pipe tab html lines; do
		"$program" --form "$form" --layout "$layout" --damage prose --seed 1 --count 200 --out "$made"
		"$program" --form "$form" --layout "$layout" --damage prose --changed 1 --seed 1001 --count 50 --out "$made"
	done
done
rm "$made"/*.json
shared=$(cluster_share "$made" made)
"$PG_BINDIR/psql" -X -v made="$shared" -v reports="$reports" <test/bench/stored.sql
