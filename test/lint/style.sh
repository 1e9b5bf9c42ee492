#!/bin/bash
# What the eye should not have to look for: blanks, line ends, file headers, guards, names.
#
# The layout of the code is that of PostgreSQL's pgindent, which is not packaged and which no set of clang-format's
# options reproduces (declarations in columns, braces of initialisers): what can be told without parsing is checked here.
cd "$(dirname "$0")/../.." || exit 2
# shellcheck source=test/lint/lint.bash
. test/lint/lint.bash

sources 'src/*.c' 'src/*.h' 'src/*.def' 'test/*.c' 'test/*.h' >"$work/c"
sources '*.sh' '*.bash' 'sql/*.sql' 'test/*.sql' '*.md' '*.json' '*.control' Makefile '.ci/*' | cat - "$work/c" | grep -v '^test/fuzz/.*\.seeds/' | sort -u >"$work/text"
grep -E '\.h$' "$work/c" >"$work/headers"
[ "$(wc -l <"$work/c")" -ge 100 ] && [ "$(wc -l <"$work/headers")" -ge 40 ] || echo "only $(wc -l <"$work/c") found" >"$work/few"
touch "$work/few"
check "there are files" "$work/few"

xargs grep -nP '[ \t]+$' <"$work/text" | check "no line ends in a blank"
xargs grep -nP '[\x00-\x08\x0B-\x1F\x7F]' <"$work/text" | check "no control characters"
xargs grep -nP '^ +\t' <"$work/text" | check "no tab behind blanks"
while IFS= read -r file; do
	[ -z "$(tail -c 1 "$file")" ] || echo "$file: no line feed at the end"
	[ -n "$(tail -n 1 "$file")" ] || echo "$file: an empty line at the end"
	iconv -f UTF-8 -t UTF-8 "$file" >/dev/null 2>&1 || echo "$file: not UTF-8"
done <"$work/text" | check "files end in one line feed and are UTF-8"
xargs grep -nP '^    ' <"$work/c" | check "C is indented with tabs"
# A quote, an address in a comment and a directive that a tool wants may have two slashes.
xargs grep -nP '^([^"]|"([^"\\]|\\.)*")*(?<!:)//' <"$work/c" | grep -vE '/\*.*//|^[^:]*:[0-9]*: \*' | check "comments are those of C89"

# The contract of NAME.c stands in NAME.h: then the file begins by including that.
while IFS= read -r file; do
	name=${file##*/}
	# What run.sh reads may stand before it.
	mapfile -t lines < <(head -n 5 "$file" | grep -vE '^/\* (LIBS|SOURCES): ')
	if [ "${lines[0]}" = '/*' ]; then
		[ "${lines[1]}" = " * $name" ] || echo "$file: its header comment names another file"
		[[ ${lines[2]} == ' *'$'\t\t'[![:space:]]* ]] || echo "$file: its header comment does not say what it does"
	elif [[ $name != *.c ]] || [[ ${lines[0]} != '#include "'* ]]; then
		echo "$file: no header comment"
	fi
done <"$work/c" | check "files say what they are"
while IFS= read -r file; do
	guard=$(sed -n 's/^#ifndef \([A-Z0-9_]*_H\)$/\1/p' "$file" | head -n 1)
	if [ -z "$guard" ] || ! grep -qx "#define $guard" "$file"; then
		echo "$file: no guard"
		continue
	fi
	tail -n 1 "$file" | grep -qP "^#endif\t+/\* $guard \*/$" || echo "$file: its last line does not close $guard"
	echo "$guard" >>"$work/guards"
done <"$work/headers" | check "headers are guarded"
sort "$work/guards" | uniq -d | check "no two by one name"

# What the linker sees begins with gr_: the core is linked into programs of other people.
grep -nE '^extern ' src/core/*.h | grep -vE '[ *(	]gr_[a-z0-9_]+(\(|\[|;| )' | check "shared names begin with gr_"
grep -nP '\b(TODO|FIXME|XXX|HACK)\b' src/core/* src/pg/* sql/* | check "nothing is left to be done later"
# The one place for what differs between majors of the server.
grep -n 'PG_VERSION_NUM' src/pg/* src/core/* | grep -v '^src/pg/pg_compat.h:' | check "versions of the server are told apart in pg_compat.h only"
finish
