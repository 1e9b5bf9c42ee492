#!/bin/bash
# What "make install" puts into the directories of a server, and what "make uninstall" takes away.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 2
# shellcheck source=test/tap.bash
. test/tap.bash
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
MAKE=${MAKE:-make}

"$MAKE" --no-print-directory -s install DESTDIR="$work/root" >"$work/log" 2>&1
ok $? "make install DESTDIR=directory"
(cd "$work/root" && find . -type f | sed 's/.*\///' | sort) >"$work/installed"
for file in govreport.control sql/govreport--*.sql doc/*.md doc/*.svg govreport.so govreport-load; do
	[ ! -f "$file" ] || printf '%s\n' "${file##*/}"
done | sort >"$work/expected"
is "the library, the script, the documents and the loader" "$(comm -13 "$work/installed" "$work/expected")" ''
"$MAKE" --no-print-directory -s uninstall DESTDIR="$work/root" >"$work/log" 2>&1
ok $? "make uninstall"
is "nothing is left" "$(cd "$work/root" && find . -type f)" ''
is "nor the directory of the documents" "$(cd "$work/root" && find . -name govreport)" ''
finish
