#!/bin/bash
# The core with a size_t of 32 bits: it compiles as plain ISO C11 without a warning, and reads, writes and sums as elsewhere.
#
# What needs ICU (decode) is compiled and not run: Debian's ICU of that architecture needs more than a compiler.
cd "$(dirname "$0")/../.." || exit 2
# shellcheck source=test/lint/lint.bash
. test/lint/lint.bash
CC=${CC:-gcc}
tests='arena slice utf8 date number wide label json codec report_json rollup parse findings html_tables'

strict='-m32 -std=c11 -pedantic -Wall -Wextra -Werror -O1 -g'
sanitize='-fsanitize=undefined -fno-sanitize-recover=all'
# shellcheck disable=SC2086
if ! printf '#include <stdio.h>\nint main(void) { return puts("") < 0; }\n' | "$CC" -m32 $sanitize -x c - -o "$work/probe" 2>/dev/null || ! "$work/probe" >/dev/null; then
	if [ "$(uname -m)" = x86_64 ] && command -v apt-get >/dev/null; then
		bail "$CC makes no programs of 32 bits (package gcc-multilib)"
	fi
	echo "1..0 # SKIP this machine runs no programs of 32 bits"
	exit 0
fi

# Flags are word lists.
# shellcheck disable=SC2016,SC2086
sources 'src/core/*.c' | xargs -P "$jobs" -I{} sh -c '
	source=$1 directory=$2
	shift 2
	exec "$@" -c -o "$directory/$(basename "$source" .c).o" "$source"
' sh {} "$work" "$CC" $strict $sanitize $icu_cflags -Isrc/core 2>&1 | check "src/core compiles with -m32 -std=c11 -pedantic -Werror"
ar rcs "$work/libcore.a" "$work"/*.o

for name in $tests; do
	log=$work/$name.log
	# Tests may lead gcc to think of the longest text that a format could give: no -Werror here.
	# shellcheck disable=SC2086
	if "$CC" ${strict/-Werror/} $sanitize -Isrc/core -Itest/unit -o "$work/$name" "test/unit/$name.c" "$work/libcore.a" -lm >"$log" 2>&1; then
		"$work/$name" >"$log" 2>&1
		status=$?
		passed=$(grep -c '^ok' "$log")
		{ [ "$status" -eq 0 ] && [ "$passed" -gt 0 ] && grep -q '^1\.\.[1-9]' "$log"; } || grep -v '^ok' "$log" >"$work/failed"
	else
		passed=0
		cp "$log" "$work/failed"
	fi
	touch "$work/failed"
	check "unit test $name with a size_t of 32 bits: $passed passed" "$work/failed"
	rm -f "$work/failed"
done
finish
