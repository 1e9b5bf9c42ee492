# shellcheck shell=bash
# lint.bash: what the checks of test/lint share.  To be sourced from the root of the repository.
set -uo pipefail
# A check at the end of a pipe counts.
shopt -s lastpipe
export LC_ALL=C.UTF-8
PG_CONFIG=${PG_CONFIG:-pg_config}
CC=${CC:-gcc}
CLANG=${CLANG:-clang}
jobs=$(nproc 2>/dev/null || echo 2)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
# shellcheck source=test/tap.bash
. test/tap.bash

# check DESCRIPTION [FILE]: passes when the file, or what comes in, is empty.
check()
{
	local findings=${2:-$work/findings}
	[ $# -gt 1 ] || cat >"$findings"
	[ ! -s "$findings" ]
	ok $? "$1" "$findings"
}

# A check that looked at nothing finds nothing.
needs()
{
	local tool
	for tool in "$@"; do
		command -v "$tool" >/dev/null || bail "no $tool here"
	done
}

# The files in version control that match, or all that match where there is no repository (a release as an archive).
sources()
{
	if [ -e .git ] && command -v git >/dev/null; then
		git ls-files --cached --others --exclude-standard -- "$@" | while IFS= read -r file; do
			[ ! -f "$file" ] || printf '%s\n' "$file"
		done
	else
		local pattern
		for pattern in "$@"; do
			find . -name .git -prune -o -path ./test/build -prune -o -type f -path "./$pattern" -print | sed 's|^\./||'
		done | sort -u
	fi
}

# For those who source this.
# shellcheck disable=SC2034
icu_cflags=$(pkg-config --cflags icu-i18n icu-uc 2>/dev/null) || icu_cflags=

# each COMMAND...: the command with each line of the input as its last argument, as many at a time as there are processors.
each()
{
	xargs -P "$jobs" -I{} "$@" {} 2>&1
}
