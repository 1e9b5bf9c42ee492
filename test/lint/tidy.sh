#!/bin/bash
# clang-tidy over the core; .clang-tidy says which checks, and why not the others.
cd "$(dirname "$0")/../.." || exit 2
# shellcheck source=test/lint/lint.bash
. test/lint/lint.bash
needs clang-tidy

# Functions that may call themselves: the file, the function, and what bounds their depth.
cat >"$work/recursive" <<'LIST'
src/core/glued_readings.c read_group the groups of a row: its cells
src/core/glued_readings.c read_total the same
src/core/glued_readings.c share the cells of a group
src/core/glued_search.c find the rows of a table
src/core/repair_search.c branch the changes of a solution: GR_REPAIR_CHANGES
src/core/repair_search.c fix_next the cells of a solution
src/core/repair_search.c look the changes of a solution
src/core/repair_search.c look_at_figures the same
src/core/repetition.c align the halvings of a text
LIST

# Flags are word lists.  Several files at a time: reading the options costs as much as a file.
# shellcheck disable=SC2016
sources 'src/core/*.c' | xargs -P "$jobs" -n 12 sh -c '
	flags=$1
	shift
	# The count of what was suppressed goes to the error output, as what is wrong with the call does.
	clang-tidy --quiet "$@" -- $flags 2>"$0.$$.errors" || grep -v "warnings\{0,1\} \(generated\|treated\)" "$0.$$.errors"
' "$work/tidy" "-std=c11 -Isrc/core $icu_cflags" >"$work/out" 2>&1
grep -E '^/?[^ ]*:[0-9]+:[0-9]+: ' "$work/out" | sed "s|^$PWD/||" | grep -v ': note: ' | sort -u >"$work/all"
grep 'misc-no-recursion' "$work/all" >"$work/recursion"
grep -v 'misc-no-recursion' "$work/all" | check "clang-tidy"
grep -vE '^/?[^ ]*:[0-9]+:[0-9]+: |^ ' "$work/out" | grep -E '[Ee]rror' | check "it reads every file"
while IFS= read -r line; do
	file=${line%%:*}
	function=$(sed -n "s/.*function '\([a-z_]*\)'.*/\1/p" <<<"$line")
	echo "$file $function" >>"$work/met"
	grep -q "^$file $function " "$work/recursive" || echo "$line"
done <"$work/recursion" | check "no function calls itself but those whose depth is bounded"
touch "$work/met"
cut -d ' ' -f 1,2 "$work/recursive" | sort | comm -23 - <(sort -u "$work/met") | check "and these do"
finish
