#!/bin/bash
# Every test, or some: test/run.sh [GROUP | GROUP/NAME]...
#
#   unit     test/unit/*.c    the core alone, compiled without the server, under the address and undefined sanitizers
#   regress  sql/*.sql        pg_regress (make installcheck)
#   pgtap    test/pgtap/*.sql each in a fresh database that has pgtap and govreport
#   t        test/t/*.sh      scripts
#   lint     test/lint/*.sh   static checks, without a server
#   slow     test/slow/*.sh   scripts that take minutes: run only when they are asked for
#   fuzz     test/fuzz/*.c    libFuzzer, FUZZ_SECONDS for all of them together (60), two at a time
#   coverage                  lines of src/core that the unit tests and the seeds of the fuzzers reach: only when asked for
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
		unit | regress | pgtap | t | lint | slow | fuzz | coverage) ;;
		*) echo "usage: $0 [unit|regress|pgtap|t|lint|slow|fuzz|coverage][/NAME]..." >&2; exit 2 ;;
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
	# In the foreground, so that Ctrl-C reaches the test as well.
	timeout --foreground -k 10 "$TEST_SECONDS" "$@" >"$log" 2>&1 </dev/null
	status=$?
	tally "$name" "$log" "$status" "$(awk -v a="${start/,/.}" -v b="${EPOCHREALTIME/,/.}" 'BEGIN { printf "%.1f", b - a }')"
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

# unit_test FILE SUFFIX LIBRARY FLAGS: compiles and runs one of them.
unit_test()
{
	local file=$1 suffix=$2 library=$3 flags=$4 name program log
	name=$(basename "$file" .c)$suffix
	program=$build/unit/$name
	log=$program.log
	# Flags are word lists.
	# shellcheck disable=SC2046,SC2086
	if ! "$CC" $flags -Isrc/core -Itest/unit $icu_cflags -o "$program" "$file" \
		$(extra_sources "$file") "$library" $(extra_libs "$file") $icu_libs -lm >"$log" 2>&1; then
		broken "unit/$name: does not compile" "$log"
		return
	fi
	cat "$log"
	run_test "unit/$name" "$log" "${without_randomisation[@]}" "$program"
}

group_unit()
{
	local file sanitize='-fsanitize=address,undefined -fno-sanitize-recover=all' plain='-std=c11 -g -O2 -Wall -Wextra'
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
		unit_test "$file" '' "$build/core-unit/libcore.a" "$strict $sanitize"
		grep -q 'BUILD: plain' "$file" || continue
		if core_library "$build/core-plain" "$CC" "$plain"; then
			unit_test "$file" -plain "$build/core-plain/libcore.a" "$plain"
		else
			broken "unit: src/core does not compile" "$build/core-plain/log"
		fi
	done
}

# comment FILE WORD: the words that a file names in a comment "WORD: ..."
comment()
{
	sed -n "s/^ \\* $2: *//p" "$1"
}

# fuzz_material FLAGS LIBRARY: what the seeds are made of, in "$build/fuzz/material"
fuzz_material()
{
	local directory=$build/fuzz/material source=test/fuzz/material/main.c
	rm -rf "$directory"
	mkdir -p "$directory"
	# shellcheck disable=SC2046,SC2086
	"$CLANG" $1 -Isrc/core -Itest/unit $icu_cflags -o "$build/fuzz/write-material" "$source" $(extra_sources "$source") \
		"$2" $icu_libs -lm && "${without_randomisation[@]}" "$build/fuzz/write-material" "$directory"
}

# fuzz_seeds FILE: the seeds of a fuzzer, in "$build/fuzz/NAME.seeds", and its dictionary beside them
fuzz_seeds()
{
	local file=$1 kind seeds word words=() keys=()
	seeds=$build/fuzz/$(basename "$file" .c).seeds
	rm -rf "$seeds"
	mkdir -p "$seeds"
	cp -f "${file%.c}.seeds"/* "$seeds" 2>/dev/null
	for kind in $(comment "$file" SEEDS); do
		cp -f "$build/fuzz/material/$kind"/* "$seeds" || return 1
		[ "$kind" = texts ] || continue
		cp -f test/data/*.txt test/data/pdf/*-00[1-4]-*.txt "$seeds" || return 1
		[ -z "$GOVREPORT_REAL_REPORTS" ] || cp -f "$GOVREPORT_REAL_REPORTS"/*.txt "$seeds"
	done
	for word in $(comment "$file" WORDS); do
		words+=("src/core/$word.def")
	done
	for word in $(comment "$file" KEYS); do
		keys+=("$build/fuzz/material/$word"/*)
	done
	{
		cat test/fuzz/marks.dict
		[ ${#words[@]} -eq 0 ] || test/fuzz/dictionary.sh words "${words[@]}" || return 1
		[ ${#keys[@]} -eq 0 ] || test/fuzz/dictionary.sh keys "${keys[@]}" || return 1
	} >"$seeds.dict"
}

# fuzz_program FILE PROGRAM LIBRARY FLAGS: links one of them.  Only the core counts as covered: what the harness does is no news.
fuzz_program()
{
	local quiet='-fno-sanitize-coverage=inline-8bit-counters,indirect-calls,trace-cmp,pc-table,stack-depth'
	# shellcheck disable=SC2046,SC2086
	"$CLANG" $4 -fsanitize=fuzzer $quiet -Isrc/core -Itest/unit $icu_cflags -o "$2" "$1" $(extra_sources "$1") \
		"$3" $(extra_libs "$1") $icu_libs -lm
}

# fuzz_test FILE LIBRARY FLAGS SECONDS: compiles and runs one of them; what it found once comes first.
fuzz_test()
{
	local file=$1 library=$2 flags=$3 seconds=$4 name program log status runs found
	local limits=(-timeout=10 -rss_limit_mb=3000)
	name=$(basename "$file" .c)
	program=$build/fuzz/$name
	log=$program.log
	if ! fuzz_program "$file" "$program" "$library" "$flags" >"$log" 2>&1; then
		printf 'does not compile\n' >"$log.tap"
		return
	fi
	if ! fuzz_seeds "$file" >"$log" 2>&1; then
		printf 'no seeds\n' >"$log.tap"
		return
	fi
	mkdir -p "$program.corpus"
	found=("$program.seeds"/found_*)
	{
		echo 1..2
		if [ ! -f "${found[0]}" ]; then
			echo "ok 1 - nothing was found before"
		elif "${without_randomisation[@]}" "$program" "${limits[@]}" -artifact_prefix="$program-" "${found[@]}" >"$log" 2>&1 </dev/null; then
			echo "ok 1 - ${#found[@]} inputs that were found before"
		else
			echo "not ok 1 - an input that was found before"
			sed -n '/ERROR\|runtime error\|does not hold\|SUMMARY/,$p' "$log" | head -n 80 | sed 's/^/# /'
		fi
		"${without_randomisation[@]}" "$program" "${limits[@]}" -max_total_time="$seconds" -dict="$program.seeds.dict" \
			-print_final_stats=1 -artifact_prefix="$program-" "$program.corpus" "$program.seeds" >"$log" 2>&1 </dev/null
		status=$?
		runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
		if [ "$status" -eq 0 ] && [ "${runs:-0}" -gt 0 ]; then
			echo "ok 2 - $runs inputs"
		else
			echo "not ok 2 - exit status $status after ${runs:-no} inputs"
			sed -n '/ERROR\|runtime error\|does not hold\|SUMMARY\|Test unit written/,$p' "$log" | head -n 80 | sed 's/^/# /'
		fi
	} >"$log.tap"
}

# Two at a time, or as many as there are processors; all of them together take FUZZ_SECONDS of each.
group_fuzz()
{
	local file name log core=$build/core-fuzz share start=$SECONDS
	local flags="${strict/-O1/-O2} -fsanitize=address,undefined -fno-sanitize-recover=all"
	files fuzz test/fuzz/*.c || return
	mkdir -p "$build/fuzz"
	if ! command -v "$CLANG" >/dev/null; then
		broken "fuzz: no $CLANG, which has libFuzzer"
		return
	fi
	# Words come from the dictionaries; to trace every comparison costs three times the rest.
	if ! core_library "$core" "$CLANG" "$flags -fsanitize=fuzzer-no-link -fno-sanitize-coverage=trace-cmp"; then
		broken "fuzz: src/core does not compile" "$core/log"
		return
	fi
	if ! fuzz_material "$flags" "$core/libcore.a" >"$build/fuzz/material.log" 2>&1; then
		broken "fuzz: no seeds" "$build/fuzz/material.log"
		return
	fi
	share=$(((FUZZ_SECONDS + ${#found[@]} - 1) / ${#found[@]}))
	for file in "${found[@]}"; do
		rm -f "$build/fuzz/$(basename "$file" .c).log.tap"
		while [ "$(jobs -rp | wc -l)" -ge "$jobs" ]; do
			wait -n
		done
		fuzz_test "$file" "$core/libcore.a" "$flags" "$share" &
	done
	wait
	for file in "${found[@]}"; do
		name=$(basename "$file" .c)
		log=$build/fuzz/$name.log
		case $(head -n 1 "$log.tap" 2>/dev/null) in
			1..2) tally "fuzz/$name, $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs" "$log.tap" 0 "$share" ;;
			*) broken "fuzz/$name: $(cat "$log.tap" 2>/dev/null)" "$log" ;;
		esac
	done
	echo "       ${#found[@]} fuzzers in $((SECONDS - start)) s"
}

# Lines of src/core that must be reached, in hundredths.
COVERAGE_WANTED=95

# coverage_runs LIBRARY FLAGS PROFILES: every unit test, and every fuzzer over its seeds, each with a profile.
coverage_runs()
{
	local library=$1 flags=$2 profiles=$3 file name program
	for file in test/unit/*.c; do
		name=$(basename "$file" .c)
		LLVM_PROFILE_FILE=$profiles/unit-$name.profraw CC=$CLANG unit_test "$file" -coverage "$library" "$flags"
	done
	# What writes the seeds is no test: its profile has another name than those that count.
	LLVM_PROFILE_FILE=$profiles/material fuzz_material "$flags" "$library" >"$build/fuzz/material.log" 2>&1 || broken "coverage: no seeds" "$build/fuzz/material.log"
	for file in test/fuzz/*.c; do
		name=$(basename "$file" .c)
		program=$build/fuzz/$name-coverage
		if ! { fuzz_program "$file" "$program" "$library" "$flags" && fuzz_seeds "$file" &&
			LLVM_PROFILE_FILE=$profiles/fuzz-$name.profraw "$program" -runs=0 -artifact_prefix="$program-" "$build/fuzz/$name.seeds"; } >"$program.log" 2>&1; then
			broken "coverage: fuzz/$name" "$program.log"
		fi
	done
}

# Only the core is compiled for it, as a library of its own: names of the tests would be taken for those of its files.
group_coverage()
{
	local directory=$build/coverage core=$build/core-coverage tap=$build/coverage.tap library
	local flags='-std=c11 -g -O2 -fPIC' start=$SECONDS
	library=$PWD/$directory/libcore.so
	rm -rf "$directory"
	mkdir -p "$directory" "$build/unit" "$build/fuzz"
	# Flags are word lists.
	# shellcheck disable=SC2086
	if ! core_library "$core" "$CLANG" "$flags -fprofile-instr-generate -fcoverage-mapping" ||
		! "$CLANG" -shared -fprofile-instr-generate -o "$library" -Wl,--whole-archive "$core/libcore.a" -Wl,--no-whole-archive \
			$icu_libs -lm >>"$core/log" 2>&1; then
		broken "coverage: src/core does not compile" "$core/log"
		return
	fi
	coverage_runs "$library" "$flags -Wl,-rpath,$PWD/$directory" "$PWD/$directory"
	llvm-profdata merge -sparse -o "$directory/all.profdata" "$directory"/*.profraw || { broken "coverage: no profile"; return; }
	llvm-cov report "$library" -instr-profile="$directory/all.profdata" >"$directory/report.txt" || { broken "coverage: no report"; return; }
	llvm-cov show "$library" -instr-profile="$directory/all.profdata" -show-instantiations=false >"$directory/lines.txt"
	# Of the columns of llvm-cov those of lines.
	awk -v wanted="$COVERAGE_WANTED" '
		$1 ~ /\.[ch]$/ || $1 == "TOTAL" {
			name = $1 == "TOTAL" ? "src/core" : $1
			sub(/.*\//, "", name)
			if ($1 == "TOTAL") { name = "all"; lines = $8; missed = $9 }
			printf "# %-28s %6d lines %6d missed %7.2f %%\n", name, $8, $9, $8 == 0 ? 100 : 100 * ($8 - $9) / $8
		}
		END {
			print "1..1"
			reached = lines == 0 ? 0 : 100 * (lines - missed) / lines
			printf "%s 1 - %.2f %% of %d lines of src/core are reached, at least %d %%\n", (reached >= wanted ? "ok" : "not ok"), reached, lines, wanted
		}' "$directory/report.txt" >"$tap"
	grep '^# ' "$tap" | sed 's/^# /       /'
	sed -n 's/^\(not \)\{0,1\}ok 1 - /       /p' "$tap"
	echo "       lines that are not: \"       0|\" in $directory/lines.txt"
	tally coverage "$tap" 0 "$((SECONDS - start))"
}

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

group_lint()
{
	files lint test/lint/*.sh || return
	scripts lint
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

for group in lint unit regress pgtap t slow fuzz coverage; do
	wanted "$group" || continue
	# What takes long is not a part of everything.
	[[ $group != @(slow|coverage) ]] || [ ${#filters[@]} -gt 0 ] || continue
	printf '\n== %s\n' "$group"
	"group_$group"
done
finish
