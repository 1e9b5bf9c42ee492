#!/bin/bash
# Every shell script, checked by shellcheck.
cd "$(dirname "$0")/../.." || exit 2
# shellcheck source=test/lint/lint.bash
. test/lint/lint.bash
needs shellcheck

sources '*.sh' '*.bash' '.ci/*' | sort -u >"$work/scripts"
[ "$(wc -l <"$work/scripts")" -ge 10 ] || echo "only $(wc -l <"$work/scripts") found" >"$work/few"
touch "$work/few"
check "there are scripts" "$work/few"
# Whether a file is a script is seen by its first line, too.
sources '*' | while IFS= read -r file; do
	[[ $file == *.sh ]] || ! head -c 64 "$file" | grep -aqE '^#!.*sh$' || echo "$file"
done | grep -vx '.ci/run' | check "every script ends in .sh"
xargs shellcheck -x --format=gcc <"$work/scripts" >"$work/out" 2>&1
check "shellcheck" "$work/out"
finish
