#!/bin/bash
# Holds the limits that doc/security.md names against the headers, and the tests that it names against the files.
cd "$(dirname "$0")/../.." || exit 2
# shellcheck source=test/lint/lint.bash
. test/lint/lint.bash

# "constant header value", of the headers and of the table.  What stands in two headers is named once.
sed -nE 's/^#define (GR_([A-Z_]*_)?(LIMIT|DEPTH|STEPS|MAX|LARGEST_[A-Z]+))[ \t]+(.*[^ \t])[ \t]*$/\1 \4/p; s/^#define (GR_LARGEST_[A-Z]+)[ \t]+(.*)$/\1 \2/p' src/core/*.h |
	sed -E 's|[ \t]*/\*.*||' | sort -u >"$work/headers"
# What is between backquotes is Markdown.
# shellcheck disable=SC2016
sed -nE 's/^\| `(GR_[A-Z_]+)` \| `[a-z_]+\.h` \| `(.*)` \|.*/\1 \2/p' doc/security.md | sort -u >"$work/table"
[ "$(wc -l <"$work/table")" -ge 15 ] || echo "$(wc -l <"$work/table") limits in the table" >"$work/few"
touch "$work/few"
check "the table has limits" "$work/few"
diff "$work/headers" "$work/table" | grep '^[<>]' | sed 's/^</not in doc\/security.md, or otherwise:/; s/^>/not in a header, or otherwise:/' | check "they are those of the headers"
# shellcheck disable=SC2016
sed -nE 's/^\| `(GR_[A-Z_]+)` \| `([a-z_]+\.h)` .*/\1 \2/p' doc/security.md | while read -r name header; do
	grep -qw "^#define $name" "src/core/$header" || echo "$name is not in $header"
done | check "in the headers that it names"
# shellcheck disable=SC2016
grep -oE '`test/[a-z_]+/[a-z_]+\.[a-z]+`' doc/security.md | tr -d '`' | sort -u | while IFS= read -r file; do
	[ -f "$file" ] || echo "$file"
done | check "the tests that it names are there"
finish
