#!/bin/bash
# The static analyzer of clang (what scan-build runs) over the core: paths through each function, one file at a time.
cd "$(dirname "$0")/../.." || exit 2
# shellcheck source=test/lint/lint.bash
. test/lint/lint.bash
needs "$CLANG"

# What it cannot know: the file, the checker, the expression, and why it does not happen.
cat >"$work/known" <<'LIST'
src/core/html_tables.c core.NullDereference 'segment' a cell with a line end in its text has segments
src/core/transcode.c core.uninitialized.Assign garbage bytes below the length were written by the converter
src/core/wide.c core.uninitialized.Assign garbage digits below the count were written
src/core/lost_order_pages.c core.NullDereference 'value' the pages of a solution hold all rows
LIST

# Flags are word lists.
# shellcheck disable=SC2086
sources 'src/core/*.c' | each "$CLANG" --analyze -Xclang -analyzer-output=text -std=c11 -Isrc/core $icu_cflags -o /dev/null >"$work/out"
grep -E ' error: |^error: ' "$work/out" | check "it reads every file"
grep -E ' warning: ' "$work/out" | while IFS= read -r line; do
	known=
	while read -r file checker expression _; do
		[[ $line != "$file:"*"$expression"*"[$checker]" ]] || known=yes
	done <"$work/known"
	[ -n "$known" ] || printf '%s\n' "$line"
done | check "src/core"
finish
