#!/bin/bash
# Every test, or some: test/run.sh [GROUP | GROUP/NAME]...
#
#   unit     test/unit/*.c    the core alone, compiled without the server, under the address and undefined sanitizers
#   regress  sql/*.sql        pg_regress (make installcheck)
#   pgtap    test/pgtap/*.sql each in a fresh database that has pgtap and govreport
#   t        test/t/*.sh      scripts
#   browser  test/browser/*.sh pages and charts, opened in headless Chromium
#   lint     test/lint/*.sh   static checks, without a server
#   slow     test/slow/*.sh   scripts that take minutes: run only when they are asked for
#   fuzz     test/fuzz/*.c    libFuzzer, FUZZ_SECONDS for all of them together (60), two at a time; new inputs if asked for by name
#   coverage                  lines of src/core that the unit tests and the seeds of the fuzzers reach: only when asked for
#
# Unit tests, static checks and fuzzers run as many at a time as there are processors, what has a server one by one.
#
# All but pg_regress print TAP.  A missing plan, a plan that is not met, a bad exit status, a missing tool and a group
# without a single test are failures.  The last line is "N passed, N failed", with ", N skipped" where tests say so.
#
# What tests find in their environment: PGHOST and so on, PG_BINDIR, PG_CONFIG, PSQL (psql with the options of the
# tests), GOVREPORT_DATA (test/data, where the server can read it) and GOVREPORT_REAL_REPORTS (a directory of real
# reports with gold files, or empty).  For pgtap the two are the psql variables :data and :real as well.
# A unit test or fuzzer that needs another library says so in a comment: "LIBS: -lgumbo".  One that needs more
# sources names them: "SOURCES: test/generator/?*.c"; a main.c among them is left out.  A unit test that says
# "BUILD: plain" runs a second time as the server has the core: optimised, without sanitizers.
# A fuzzer names its seeds, "SEEDS: texts", directories that test/fuzz/material writes, and what its dictionary is made
# of: "WORDS: labels", tables of src/core, and "KEYS: json", names in its seeds.  What was ever found lies in
# test/fuzz/NAME.seeds/found_* and is run first.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 2

MAKE=${MAKE:-make}
CC=${CC:-cc}
CLANG=${CLANG:-clang}
FUZZ_SECONDS=${FUZZ_SECONDS:-60}
TEST_SECONDS=${TEST_SECONDS:-1200}
build=test/build
jobs=$(nproc 2>/dev/null || echo 2)
export MAKE

case $FUZZ_SECONDS in
	'' | *[!0-9]* | 0) echo "FUZZ_SECONDS must be a number of seconds, at least 1" >&2; exit 2 ;;
esac
for argument in "$@"; do
	case ${argument%%/*} in
		unit | regress | pgtap | t | browser | lint | slow | fuzz | coverage) ;;
		*) echo "usage: $0 [unit|regress|pgtap|t|browser|lint|slow|fuzz|coverage][/NAME]..." >&2; exit 2 ;;
	esac
done
filters=("$@")

total_passed=0
total_failed=0
total_skipped=0

# wanted GROUP [NAME]: no filter wants everything; "unit" wants its tests, "unit/arena" that one.
wanted()
{
	local filter
	[ ${#filters[@]} -gt 0 ] || return 0
	for filter in "${filters[@]}"; do
		case $filter in
			"$1" | "$1/${2-}") return 0 ;;
			"$1"/*) [ $# -gt 1 ] || return 0 ;;
		esac
	done
	return 1
}

finish()
{
	echo
	if [ $((total_passed + total_failed)) -eq 0 ]; then
		echo "no test ran"
		total_failed=1
	fi
	printf '%d passed, %d failed' "$total_passed" "$total_failed"
	[ "$total_skipped" -eq 0 ] || printf ', %d skipped' "$total_skipped"
	printf '\n'
	[ "$total_failed" -eq 0 ]
}

# tally NAME LOG EXIT-STATUS SECONDS: counts the TAP in LOG and prints a line, and what a reader needs when it is bad.
tally()
{
	local name=$1 log=$2 status=$3 seconds=$4 passed failed skipped plan ran why=''
	read -r passed failed skipped plan <<<"$(awk '
		BEGIN { plan = "none" }
		/^(not )?ok([^a-z_]|$)/ {
			directive = toupper($0)
			if (directive ~ /# *(SKIP|TODO)/) skipped++
			else if ($1 == "ok") passed++
			else failed++
		}
		/^1\.\.[0-9]+/ {
			if (plan != "none") plan = "twice"
			else { plan = substr($1, 4) + 0; if (plan == 0 && toupper($0) ~ /# *SKIP/) all = 1 }
		}
		/^Bail out!/ { plan = "bail" }
		END { if (all && passed + failed + skipped == 0) { skipped = 1; plan = 1 }; print passed + 0, failed + 0, skipped + 0, plan }
	' "$log")"
	ran=$((passed + failed + skipped))
	case $plan in
		none) why='no plan: it did not come to its end' ;;
		twice) why='more than one plan' ;;
		bail) why='bailed out' ;;
		*) [ "$plan" -eq "$ran" ] || why="planned $plan tests, ran $ran" ;;
	esac
	# A test that failed says so by its exit status too: that is one failure, not two.
	if [ -z "$why" ] && [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
		why="exit status $status"
		[ "$status" -ne 124 ] || why="stopped after $TEST_SECONDS seconds"
	fi
	if [ -z "$why" ] && [ "$ran" -eq 0 ]; then
		why='it tests nothing'
	fi
	[ -z "$why" ] || failed=$((failed + 1))
	total_passed=$((total_passed + passed))
	total_failed=$((total_failed + failed))
	total_skipped=$((total_skipped + skipped))

	printf '%-6s %-32s %6d passed' "$([ "$failed" -eq 0 ] && echo ok || echo FAILED)" "$name" "$passed"
	[ "$failed" -eq 0 ] || printf ', %d failed' "$failed"
	[ "$skipped" -eq 0 ] || printf ', %d skipped' "$skipped"
	printf '  (%s s)\n' "$seconds"
	grep -iE '^(not )?ok.*# *(skip|todo)|^1\.\.0' "$log" | sort | uniq -c | sed 's/^ */       /' || :
	if [ "$failed" -gt 0 ]; then
		[ -z "$why" ] || printf '       %s: %s\n' "$name" "$why"
		# The failed tests with the comments below them; where there are none, the end of the output.
		awk '/^not ok/ { show = toupper($0) !~ /# *(SKIP|TODO)/ } /^ok/ { show = 0 }
			show && (/^not ok/ || /^#/) { if (++n <= 200) print "       " $0 }
			END { if (n > 200) print "       ... " n - 200 " more lines" }' "$log"
		[ -z "$why" ] || tail -n 40 "$log" | sed 's/^/       | /'
	fi
}

# A failure that is no test's: something without which tests cannot run.
broken()
{
	total_failed=$((total_failed + 1))
	printf 'FAILED %s\n' "$1"
	[ $# -lt 2 ] || tail -n 60 "$2" | sed 's/^/       | /'
}

# run_test NAME LOG COMMAND...
run_test()
{
	local name=$1 log=$2 start=$EPOCHREALTIME status
	shift 2
	within_limit "$@" >"$log" 2>&1 </dev/null
	status=$?
	tally "$name" "$log" "$status" "$(awk -v a="${start/,/.}" -v b="${EPOCHREALTIME/,/.}" 'BEGIN { printf "%.1f", b - a }')"
}

# begin NAME LOG COMMAND...: the same beside others, as many as there are processors; "collect" counts them.  COMMAND may be
# a function: its exit status 125 says that there was no test to run, and that LOG says why.
begun=()
begin()
{
	local name=$1 log=$2
	shift 2
	while [ "$(jobs -pr | wc -l)" -ge "$jobs" ]; do
		wait -n
	done
	(
		start=$EPOCHREALTIME
		child=
		trap 'kill "$child" 2>/dev/null; exit 143' TERM
		"$@" </dev/null >"$log" 2>&1 &
		child=$!
		wait "$child"
		printf '%s %s\n' "$?" "$(awk -v a="${start/,/.}" -v b="${EPOCHREALTIME/,/.}" 'BEGIN { printf "%.1f", b - a }')" >"$log.outcome"
	) &
	begun+=("$name" "$log")
}

# In the order in which they began.
collect()
{
	local i status seconds
	wait
	for ((i = 0; i < ${#begun[@]}; i += 2)); do
		read -r status seconds <"${begun[i + 1]}.outcome" || status=1 seconds=0
		rm -f "${begun[i + 1]}.outcome"
		grep -F ': warning: ' "${begun[i + 1]}"
		if [ "$status" -eq 125 ]; then
			broken "${begun[i]}: does not compile" "${begun[i + 1]}"
		else
			tally "${begun[i]}" "${begun[i + 1]}" "$status" "$seconds"
		fi
	done
	begun=()
}

# With the limit that all tests have, and in the foreground, so that Ctrl-C reaches the test as well.
within_limit()
{
	timeout --foreground -k 10 "$TEST_SECONDS" "$@"
}

# files GROUP PATTERN...: sets "found" to the files of the group that are wanted; says so when there is none.
files()
{
	local group=$1 file
	shift
	found=()
	for file in "$@"; do
		[ -f "$file" ] || continue
		wanted "$group" "$(basename "${file%.*}")" || continue
		found+=("$file")
	done
	if [ ${#found[@]} -eq 0 ]; then
		broken "$group: no test found"
		return 1
	fi
}

icu_cflags=$(pkg-config --cflags icu-i18n icu-uc 2>/dev/null)
icu_libs=$(pkg-config --libs icu-i18n icu-uc 2>/dev/null || echo '-licui18n -licuuc -licudata')

# The libraries that a file names in a comment "LIBS: -lNAME..."
extra_libs()
{
	sed -n 's/.*LIBS: *\(-l[A-Za-z0-9 ._-]*\).*/\1/p' "$1"
}

# The sources that a file names in a comment "SOURCES: PATTERN...", without main.c
extra_sources()
{
	local source
	# The patterns are meant to be split and expanded.
	# shellcheck disable=SC2013,SC2046
	for source in $(sed -n 's/.*SOURCES: *\([A-Za-z0-9 .*?_/-]*[A-Za-z0-9*]\).*/\1/p' "$1"); do
		[ "${source##*/}" = main.c ] || printf '%s\n' "$source"
	done
}

# core_library DIRECTORY COMPILER FLAGS: libcore.a of src/core, made anew only when something in it changed.
core_library()
{
	local directory=$1 compiler=$2 flags=$3 stamp
	stamp=$({ printf '%s\n' "$compiler $flags"; "$compiler" --version; cksum src/core/*; } | cksum)
	if [ -f "$directory/libcore.a" ] && [ "$(cat "$directory/stamp" 2>/dev/null)" = "$stamp" ]; then
		return 0
	fi
	rm -rf "$directory"
	mkdir -p "$directory"
	# Flags are word lists.  No server include path: the core has to do without.
	# shellcheck disable=SC2016,SC2086
	printf '%s\n' src/core/*.c | xargs -P "$jobs" -I{} sh -c '
		source=$1 directory=$2
		shift 2
		"$@" -c -o "$directory/$(basename "$source" .c).o" "$source" || exit 255
	' sh {} "$directory" "$compiler" $flags $icu_cflags -Isrc/core >"$directory/log" 2>&1 || return 1
	[ ! -s "$directory/log" ] || cat "$directory/log"
	ar rcs "$directory/libcore.a" "$directory"/*.o || return 1
	printf '%s\n' "$stamp" >"$directory/stamp"
}

# Under a kernel with much address randomisation the sanitizers of some compilers crash at random when they start.
without_randomisation=()
if [ "$(cat /proc/sys/vm/mmap_rnd_bits 2>/dev/null || echo 0)" -gt 28 ] && setarch "$(uname -m)" -R true 2>/dev/null; then
	without_randomisation=(setarch "$(uname -m)" -R)
fi

strict='-std=c11 -g -O1 -Wall -Wextra -fno-omit-frame-pointer'

# unit_test FILE PROGRAM LIBRARY FLAGS: compiles and runs one of them.
unit_test()
{
	local file=$1 program=$2 library=$3 flags=$4
	# Flags are word lists.
	# shellcheck disable=SC2046,SC2086
	"$CC" $flags -Isrc/core -Itest/unit $icu_cflags -o "$program" "$file" \
		$(extra_sources "$file") "$library" $(extra_libs "$file") $icu_libs -lm || return 125
	within_limit "${without_randomisation[@]}" "$program"
}

group_unit()
{
	local file name sanitize='-fsanitize=address,undefined -fno-sanitize-recover=all' plain='-std=c11 -g -O2 -Wall -Wextra'
	files unit test/unit/*.c || return
	mkdir -p "$build/unit"
	# Flags are word lists.
	# shellcheck disable=SC2086
	if ! printf 'int main(void) { return 0; }\n' | "$CC" $sanitize -x c - -o "$build/unit/probe" 2>/dev/null ||
		! "${without_randomisation[@]}" "$build/unit/probe"; then
		echo "note: $CC has no working -fsanitize=address,undefined here; the unit tests run without"
		sanitize=
	fi
	rm -f "$build/unit/probe"
	if ! core_library "$build/core-unit" "$CC" "$strict $sanitize"; then
		broken "unit: src/core does not compile" "$build/core-unit/log"
		return
	fi
	for file in "${found[@]}"; do
		name=$(basename "$file" .c)
		begin "unit/$name" "$build/unit/$name.log" unit_test "$file" "$build/unit/$name" "$build/core-unit/libcore.a" "$strict $sanitize"
		grep -q 'BUILD: plain' "$file" || continue
		if core_library "$build/core-plain" "$CC" "$plain"; then
			begin "unit/$name-plain" "$build/unit/$name-plain.log" unit_test "$file" "$build/unit/$name-plain" "$build/core-plain/libcore.a" "$plain"
		else
			broken "unit: src/core does not compile" "$build/core-plain/log"
		fi
	done
	collect
}

# shellcheck source=test/fuzz/groups.bash
. test/fuzz/groups.bash

# What the groups with a server share: the extension built and installed, a cluster, the reports where it can read them.
server_state=
server()
{
	local log=$build/server.log
	[ -z "$server_state" ] || { [ "$server_state" = up ]; return; }
	server_state=broken
	if ! build_and_install >"$log" 2>&1; then
		broken "server: govreport does not build and install" "$log"
		return 1
	fi
	cat "$log"
	if ! cluster_start main >"$log" 2>&1; then
		broken "server: no cluster" "$log"
		return 1
	fi
	GOVREPORT_DATA=$(cluster_share test/data data) || return 1
	if [ -n "$GOVREPORT_REAL_REPORTS" ]; then
		GOVREPORT_REAL_REPORTS=$(cluster_share "$GOVREPORT_REAL_REPORTS" real) || return 1
	fi
	export GOVREPORT_DATA GOVREPORT_REAL_REPORTS
	server_state=up
}

group_regress()
{
	local log=$build/regress.log tap=$build/regress.tap names start status
	names=$(for file in sql/*.sql; do
		name=$(basename "$file" .sql)
		case $name in 'govreport--'* | '*') ;; *) wanted regress "$name" && echo "$name" ;; esac
	done | tr '\n' ' ')
	if [ -z "$names" ]; then
		broken "regress: no test found"
		return
	fi
	server || { broken "regress: no server"; return; }
	start=$SECONDS
	timeout --foreground -k 10 "$TEST_SECONDS" "$MAKE" --no-print-directory installcheck REGRESS="$names" \
		PG_CONFIG="$PG_CONFIG" >"$log" 2>&1 </dev/null
	status=$?
	# Up to 15 "test name ... ok 12 ms", from 16 on TAP.  The plan is ours: as many as there are files.
	{
		echo "1..$(wc -w <<<"$names")"
		sed -nE -e 's/^(test)? +([A-Za-z0-9_-]+) +\.\.\. ok.*/ok - \2/p' \
			-e 's/^(test)? +([A-Za-z0-9_-]+) +\.\.\. (FAILED.*)/not ok - \2/p' \
			-e 's/^(not )?ok +[0-9]+ +[-+] +([A-Za-z0-9_-]+).*/\1ok - \2/p' "$log"
		if [ "$status" -ne 0 ] && [ -s regression.diffs ]; then
			head -n 150 regression.diffs | sed 's/^/# /'
		fi
		[ "$status" -eq 0 ] || sed 's/^/# /' "$log"
	} >"$tap"
	tally regress "$tap" "$status" "$((SECONDS - start))"
}

group_pgtap()
{
	local file name log
	files pgtap test/pgtap/*.sql || return
	server || { broken "pgtap: no server"; return; }
	mkdir -p "$build/pgtap"
	log=$build/pgtap/template.log
	if ! { "$PG_BINDIR/createdb" -T template0 tap_template &&
		psql -X -q -v ON_ERROR_STOP=1 -d tap_template -c 'CREATE EXTENSION pgtap' -c 'CREATE EXTENSION govreport'; } >"$log" 2>&1; then
		broken "pgtap: no database with pgtap and govreport" "$log"
		return
	fi
	for file in "${found[@]}"; do
		name=$(basename "$file" .sql)
		log=$build/pgtap/$name.log
		if ! "$PG_BINDIR/createdb" -T tap_template "tap_$name" >"$log" 2>&1; then
			broken "pgtap/$name: no database" "$log"
			continue
		fi
		PGDATABASE=tap_$name run_test "pgtap/$name" "$log" psql -XAtq -v ON_ERROR_STOP=1 -v data="$GOVREPORT_DATA" \
			-v real="$GOVREPORT_REAL_REPORTS" -f "$file"
		"$PG_BINDIR/dropdb" "tap_$name"
	done
}

# scripts GROUP: runs those that "files" found.
scripts()
{
	local group=$1 file name
	mkdir -p "$build/$group"
	for file in "${found[@]}"; do
		name=$(basename "$file" .sh)
		run_test "$group/$name" "$build/$group/$name.log" bash "$file"
	done
}

group_t()
{
	files t test/t/*.sh || return
	server || { broken "t: no server"; return; }
	scripts t
}

group_browser()
{
	files browser test/browser/*.sh || return
	test/setup.sh browser
	case $? in
		0) ;;
		3)
			# Without a way to the npm registry all else can be tested; who asks for these tests wants them.
			if [ ${#filters[@]} -eq 0 ]; then
				echo '       1 # SKIP browser: npm could not install playwright-core and axe-core'
				total_skipped=$((total_skipped + 1))
				return
			fi
			broken "browser: npm could not install what runs in Chromium"
			return
			;;
		*)
			broken "browser: Chromium, Node.js or npm is missing and could not be installed"
			return
			;;
	esac
	server || { broken "browser: no server"; return; }
	scripts browser
}

group_lint()
{
	local file name
	files lint test/lint/*.sh || return
	mkdir -p "$build/lint"
	for file in "${found[@]}"; do
		name=$(basename "$file" .sh)
		begin "lint/$name" "$build/lint/$name.log" within_limit bash "$file"
	done
	collect
}

group_slow()
{
	files slow test/slow/*.sh || return
	server || { broken "slow: no server"; return; }
	scripts slow
}

mkdir -p "$build"
setup='test'
if [ ${#filters[@]} -gt 0 ] && wanted coverage; then
	setup=coverage
fi
if ! test/setup.sh "$setup"; then
	broken "setup: packages are missing and could not be installed"
	finish
	exit
fi
PATH=$("${PG_CONFIG:-pg_config}" --bindir):$PATH
export PSQL='psql -XAtq -v ON_ERROR_STOP=1'
# shellcheck source=test/cluster.sh
. test/cluster.sh
# shellcheck disable=SC2016
CLUSTER_AT_EXIT+=('kill $(jobs -pr) 2>/dev/null')

if [ -z "${GOVREPORT_REAL_REPORTS-}" ] && [ -d ../shared/reports ]; then
	GOVREPORT_REAL_REPORTS=../shared/reports
fi
if [ -n "${GOVREPORT_REAL_REPORTS-}" ]; then
	GOVREPORT_REAL_REPORTS=$(cd "$GOVREPORT_REAL_REPORTS" && pwd) || exit 2
	echo "real reports: tested from $GOVREPORT_REAL_REPORTS"
else
	GOVREPORT_REAL_REPORTS=
	echo "real reports: none here, their tests are skipped (GOVREPORT_REAL_REPORTS=directory names them)"
fi
export GOVREPORT_REAL_REPORTS

for group in lint unit regress pgtap t browser slow fuzz coverage; do
	wanted "$group" || continue
	# What takes long is not a part of everything.
	[[ $group != @(slow|coverage) ]] || [ ${#filters[@]} -gt 0 ] || continue
	printf '\n== %s\n' "$group"
	"group_$group"
done
finish
