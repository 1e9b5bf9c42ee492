#!/bin/bash
# Holds the tables in doc/forms.md and doc/forms.zh.md against the dictionaries of the code.
#
#   What stands between "<!-- dictionary: ARGUMENTS -->" and "<!-- end -->" is what test/doc/forms.c prints for these
#   arguments.  The rest of the documents is written by hand.
#
#   forms_doc.sh            prints TAP
#   forms_doc.sh --accept   writes the tables into the documents
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 2

documents=(doc/forms.md doc/forms.zh.md)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
# shellcheck source=test/tap.bash
. test/tap.bash

if ! "${CC:-cc}" -std=c11 -Wall -Wextra -Isrc/core -o "$work/forms" test/doc/forms.c src/core/dictionary.c >"$work/log" 2>&1; then
	sed 's/^/# /' "$work/log"
	bail 'test/doc/forms.c does not compile'
fi

# fill DOCUMENT: the document with the tables that the dictionaries give, and its markers into $work/markers.
fill()
{
	local line arguments inside=
	: >"$work/markers"
	while IFS= read -r line; do
		case $line in
			'<!-- dictionary: '*' -->')
				arguments=${line#<!-- dictionary: }
				arguments=${arguments% -->}
				printf '%s\n' "$line" ''
				# shellcheck disable=SC2086
				"$work/forms" $arguments 2>>"$work/refused" || printf 'refused: %s\n' "$arguments" >>"$work/refused"
				printf '%s\n' "$arguments" >>"$work/markers"
				inside=yes
				;;
			'<!-- end -->')
				printf '\n%s\n' "$line"
				inside=
				;;
			*)
				[ -n "$inside" ] || printf '%s\n' "$line"
				;;
		esac
	done <"$1"
	[ -z "$inside" ] || echo "a table has no end" >>"$work/refused"
}

# Every table of every form has to be there.
cat >"$work/wanted" <<-LIST
	cells disclosure 2019
	cells disclosure 2021
	columns applications 2021
	columns proceedings 2021
	columns statistics 2014
	forms
	presence applications
	presence disclosure
	presence statistics
	rows applications 2019
	rows applications 2021
	rows proceedings 2021
	rows statistics 2014
	rows statistics local
LIST

for document in "${documents[@]}"; do
	: >"$work/refused"
	fill "$document" >"$work/filled"
	if [ "${1-}" = --accept ]; then
		[ ! -s "$work/refused" ] || { cat "$work/refused"; exit 1; }
		cat "$work/filled" >"$document"
		continue
	fi
	[ ! -s "$work/refused" ]
	ok $? "$document: every marker names a table" "$work/refused"
	diff -u --label "$document" --label 'the dictionaries' "$document" "$work/filled" >"$work/diff"
	ok $? "$document: the tables are those of the dictionaries (forms_doc.sh --accept writes them)" "$work/diff"
	sed -E 's/ (en|zh)( |$)/\2/' "$work/markers" | sort -u >"$work/met"
	diff -u --label 'wanted' --label "$document" "$work/wanted" "$work/met" >"$work/diff"
	ok $? "$document: every table of every form is in it" "$work/diff"
done
[ "${1-}" != --accept ] || exit 0
finish
