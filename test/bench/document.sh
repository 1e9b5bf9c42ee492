#!/bin/bash
# Writes the figures of the benchmark into the documents, and draws their charts.
#
#   What stands between "<!-- figures: NAME -->" and "<!-- end -->" in README.md, README.zh.md, doc/performance.md,
#   doc/operations.md and their translations is what document.sql makes of test/bench/figures.tsv.  "make bench-doc" measures anew.
#
#   document.sh           writes documents and charts; in a throwaway cluster
#   document.sh --check   prints TAP: whether they are those of the figures; needs a server (PGHOST, ...) that has the extension
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 2

documents=(README.md README.zh.md doc/performance.md doc/performance.zh.md doc/operations.md doc/operations.zh.md)
charts=(performance-size.svg performance-phases.svg)
figures=$PWD/test/bench/figures.tsv
sql=$PWD/test/bench/document.sql
check=
[ "${1-}" != --check ] || check=yes
if [ -z "$check" ]; then
	test/setup.sh demo || exit 1
	# shellcheck source=test/cluster.sh
	. test/cluster.sh
	build_and_install || exit 1
	cluster_start document || exit 1
fi
# shellcheck source=test/tap.bash
. test/tap.bash
work=$(mktemp -d) || exit 2
database=document_$$
cleanup()
{
	"$PG_BINDIR/dropdb" --if-exists "$database" 2>/dev/null
	rm -rf "$work"
}
if [ -z "$check" ]; then CLUSTER_AT_EXIT+=(cleanup); else trap cleanup EXIT; fi

"$PG_BINDIR/createdb" -T template0 "$database" && "$PG_BINDIR/psql" -X -q -d "$database" -c 'CREATE EXTENSION govreport' || exit 1
mkdir "$work/texts"
if ! (cd "$work/texts" && "$PG_BINDIR/psql" -X -q -d "$database" -f "$sql" <"$figures") >"$work/log" 2>&1 || [ -s "$work/log" ]; then
	cat "$work/log" >&2
	bail 'the figures cannot be written'
fi

# fill DOCUMENT LANGUAGE: the document with the texts of the figures.
fill()
{
	local line name inside=
	while IFS= read -r line; do
		case $line in
			'<!-- figures: '*' -->')
				name=${line#<!-- figures: }
				name=${name% -->}
				printf '%s\n\n' "$line"
				cat "$work/texts/$name.$2" 2>>"$work/wrong"
				printf '%s\n' "$name" >>"$work/markers"
				inside=yes
				;;
			'<!-- end -->')
				[ -z "$inside" ] || printf '\n'
				printf '%s\n' "$line"
				inside=
				;;
			*) [ -n "$inside" ] || printf '%s\n' "$line" ;;
		esac
	done <"$1"
	[ -z "$inside" ] || echo "$1: a text has no end" >>"$work/wrong"
}

# keep NEW FILE: the file is the new one, or TAP on whether it is.
keep()
{
	if [ -z "$check" ]; then
		cmp -s "$1" "$2" || { cp "$1" "$2" && echo "$2"; }
		return
	fi
	diff -u "$2" "$1" >"$work/diff"
	ok $? "$2 has the figures of test/bench/figures.tsv" "$work/diff"
}

: >"$work/markers"
: >"$work/wrong"
for document in "${documents[@]}"; do
	language=en
	[ "${document%.zh.md}" = "$document" ] || language=zh
	before=$(wc -l <"$work/markers")
	fill "$document" "$language" >"$work/new"
	[ "$(wc -l <"$work/markers")" -gt "$before" ] || echo "$document: no figures" >>"$work/wrong"
	keep "$work/new" "$document"
done
for chart in "${charts[@]}"; do
	keep "$work/texts/$chart" "doc/$chart"
done
for text in "$work/texts"/*.en; do
	grep -qx "$(basename "$text" .en)" "$work/markers" || echo "no document has $(basename "$text" .en)" >>"$work/wrong"
done
if [ -n "$check" ]; then
	[ ! -s "$work/wrong" ]
	ok $? "every text has its place" "$work/wrong"
	finish
else
	cat "$work/wrong" >&2
	[ ! -s "$work/wrong" ]
fi
