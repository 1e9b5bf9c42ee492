# The groups "fuzz" and "coverage" of test/run.sh; it reads this file.
# shellcheck shell=bash disable=SC2154

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

# fuzz_test FILE LIBRARY FLAGS SECONDS: compiles and runs one of them, and says in TAP what came of it; what it found once comes first.
fuzz_test()
{
	local file=$1 library=$2 flags=$3 seconds=$4 program log status runs found
	local limits=(-timeout=10 -rss_limit_mb=3000) seed=1
	# Among all other tests the same inputs each time; asked for by name, new ones.
	[ ${#filters[@]} -eq 0 ] || seed=0
	program=$build/fuzz/$(basename "$file" .c)
	log=$program.out
	fuzz_program "$file" "$program" "$library" "$flags" || return 125
	fuzz_seeds "$file" || return 1
	mkdir -p "$program.corpus"
	found=("$program.seeds"/found_*)
	echo 1..2
	if [ ! -f "${found[0]}" ]; then
		echo "ok 1 - nothing was found before"
	elif "${without_randomisation[@]}" "$program" "${limits[@]}" -artifact_prefix="$program-" "${found[@]}" >"$log" 2>&1; then
		echo "ok 1 - ${#found[@]} inputs that were found before"
	else
		echo "not ok 1 - an input that was found before"
		sed -n '/ERROR\|runtime error\|does not hold\|SUMMARY/,$p' "$log" | head -n 80 | sed 's/^/# /'
	fi
	"${without_randomisation[@]}" "$program" "${limits[@]}" -seed="$seed" -max_total_time="$seconds" -dict="$program.seeds.dict" \
		-print_final_stats=1 -artifact_prefix="$program-" "$program.corpus" "$program.seeds" >"$log" 2>&1
	status=$?
	runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
	if [ "$status" -eq 0 ] && [ "${runs:-0}" -gt 0 ]; then
		echo "ok 2 - $runs inputs"
	else
		echo "not ok 2 - exit status $status after ${runs:-no} inputs"
		sed -n '/ERROR\|runtime error\|does not hold\|SUMMARY\|Test unit written/,$p' "$log" | head -n 80 | sed 's/^/# /'
	fi
}

# All of them together take FUZZ_SECONDS of as many processors as there are.
group_fuzz()
{
	local file name core=$build/core-fuzz share start=$SECONDS
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
		name=$(basename "$file" .c)
		begin "fuzz/$name" "$build/fuzz/$name.log" fuzz_test "$file" "$core/libcore.a" "$flags" "$share"
	done
	collect
	for file in "${found[@]}"; do
		name=$(basename "$file" .c)
		sed -n "s|^ok 2 - |       $name: |p" "$build/fuzz/$name.log"
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
		LLVM_PROFILE_FILE=$profiles/unit-$name.profraw CC=$CLANG begin "unit/$name-coverage" "$build/unit/$name-coverage.log" \
			unit_test "$file" "$build/unit/$name-coverage" "$library" "$flags"
	done
	collect
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
