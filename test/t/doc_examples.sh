#!/bin/bash
# Runs the SQL in README.md, README.zh.md and doc/*.md and compares what psql prints with what the documents show.
#
#   A block that opens with ```sql is run by psql -X -q.  It must print what the block ```text behind it shows, blank
#   lines between the two aside, or nothing where no such block follows.  Blanks at the ends of lines do not count.
#   A document has a database of its own and a block a session of its own: examples may use the tables of those before
#   them, not their settings.  psql runs in an empty directory in which there is doc/ only; what examples write is there.
#
# Then doc/reference.md is held against the members of the extension and doc/rules.md against rules(): nothing is
# missing there and nothing is invented.
#
#   doc_examples.sh                      prints TAP
#   doc_examples.sh --accept [FILE...]   writes what was printed into the documents, for somebody to read
#
# Needs a server (PGHOST, PGPORT, PGUSER: a superuser) that has the extension.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 2

# Whatever the user's settings are, the documents show these.
export PGCLIENTENCODING=UTF8 LC_ALL=C.UTF-8
export PGOPTIONS='-c lc_messages=C -c client_min_messages=notice -c datestyle=ISO,MDY -c timezone=UTC -c search_path=public'
unset PSQL_PAGER PAGER PSQL_EDITOR PSQL_HISTORY COLUMNS
psql=psql
# The tutorial calls programs of the server as a user would.
if [ -n "${PG_BINDIR-}" ]; then
	psql=$PG_BINDIR/psql
	export PATH="$PG_BINDIR:$PATH"
fi

accept=
if [ "${1-}" = --accept ]; then
	accept=yes
	shift
fi
documents=("$@")
[ ${#documents[@]} -gt 0 ] || documents=(README.md README.zh.md doc/*.md)

work=$(mktemp -d) || exit 2
databases=()
cleanup()
{
	local database
	for database in "${databases[@]}"; do
		"$psql" -X -q -d postgres -c "DROP DATABASE IF EXISTS \"$database\"" >/dev/null 2>&1
	done
	rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# shellcheck source=test/tap.bash
. test/tap.bash

# create_database NAME: the same order of rows everywhere, hence the locale.
create_database()
{
	databases+=("$1")
	"$psql" -X -q -d postgres -c "DROP DATABASE IF EXISTS \"$1\"" \
		-c "CREATE DATABASE \"$1\" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'" >"$work/createdb" 2>&1
}

# extract DOCUMENT DIRECTORY: NNN.sql, NNN.shown, NNN.lines (of the text block: first, last; of the sql block: last).
extract()
{
	awk -v directory="$2" '
		function path(kind) { return sprintf("%s/%03d.%s", directory, n, kind) }
		/^```/ && block != "" {
			if (block == "sql") { close(path("sql")); end = NR; follows = 1 }
			if (block == "text") { close(path("shown")); print start, NR, end > path("lines"); close(path("lines")) }
			block = ""
			next
		}
		/^```sql[ \t]*$/ { n++; block = "sql"; follows = 0; print NR > path("at"); printf "" > path("sql"); next }
		/^```text[ \t]*$/ && follows { block = "text"; follows = 0; start = NR; printf "" > path("shown"); next }
		/^```/ { block = "other"; follows = 0; next }
		block == "sql" { print > path("sql"); next }
		block == "text" { print > path("shown"); next }
		block == "" && /[^ \t]/ { follows = 0 }
		END { if (block != "") print "a block is not closed" > (directory "/broken") }
	' "$1"
}

# What differs to the eye only.
tidy()
{
	sed -e 's/[ \t]*$//' "$1" | awk 'NF { for (; blank > 0; blank--) print ""; print; seen = 1; next } seen { blank++ }'
}

# accept_output DOCUMENT DIRECTORY: the document with every text block replaced by what was printed.
accept_output()
{
	local sql number shown
	cp "$1" "$work/accepted"
	# From the end, so that line numbers stay right.
	for sql in $(printf '%s\n' "$2"/*.sql | sort -r); do
		number=${sql%.sql}
		[ -f "$number.lines" ] || continue
		shown=$(cut -d ' ' -f 1 "$number.lines")
		sed -n "1,${shown}p" "$work/accepted" >"$work/new"
		cat "$number.printed" >>"$work/new"
		sed -n "$(cut -d ' ' -f 2 "$number.lines"),\$p" "$work/accepted" >>"$work/new"
		mv "$work/new" "$work/accepted"
	done
	cat "$work/accepted" >"$1"
}

# run_document DOCUMENT: one test an example, and one that all of them were found.
run_document()
{
	local document=$1 directory sql number name first written database
	directory=$work/${document//\//_}
	mkdir "$directory" || exit 2
	extract "$document" "$directory"
	written=$(grep -ciE '^[ >	]*(```+|~~~+)[ 	]*(sql|psql|postgres)' "$document")
	set -- "$directory"/*.sql
	[ -f "$1" ] || set --
	if [ $# -eq 0 ] && [ "$written" -eq 0 ]; then
		echo "# $document has no SQL"
		return
	fi
	if [ $# -eq "$written" ] && [ ! -e "$directory/broken" ]; then
		ok 0 "$document: all $# blocks of SQL are run"
	else
		echo "$written blocks of SQL, $# in the form that is run: \`\`\`sql at the beginning of a line. $(cat "$directory/broken" 2>/dev/null)" >"$directory/why"
		ok 1 "$document: all blocks of SQL are run" "$directory/why"
	fi
	mkdir "$directory/run" && ln -s "$PWD/doc" "$directory/run/doc" || exit 2
	database=doc_examples_$$_${#databases[@]}
	if ! create_database "$database"; then
		ok 1 "$document: a database" "$work/createdb"
		return
	fi
	for sql in "$@"; do
		number=${sql%.sql}
		first=$(grep -m 1 -vE '^(--|\\|$)' "$sql")
		name="$document:$(cat "$number.at") ${first:0:80}"
		(cd "$directory/run" && PGDATABASE=$database "$psql" -X -q <"$sql" >"$number.raw" 2>&1)
		tidy "$number.raw" >"$number.printed"
		touch "$number.shown"
		tidy "$number.shown" >"$number.expected"
		if diff -u --label 'the document' --label 'psql' "$number.expected" "$number.printed" >"$number.diff"; then
			ok 0 "$name"
		else
			ok 1 "$name" "$number.diff"
		fi
	done
	[ -z "$accept" ] || accept_output "$document" "$directory"
}

# same NAME A B: whether two lists are equal, as sets unless they come unsorted on purpose.
same()
{
	if [ ! -s "$2" ] || [ ! -s "$3" ]; then
		echo "one of the lists is empty" >"$work/same"
		ok 1 "$1" "$work/same"
	elif diff -u --label 'the document' --label 'the extension' "$2" "$3" >"$work/same"; then
		ok 0 "$1"
	else
		ok 1 "$1" "$work/same"
	fi
}

# catalogue FILE: the lines of a query on a database with the extension.
catalogue()
{
	"$psql" -X -A -t -q -v ON_ERROR_STOP=1 -d "$catalogue_database" >"$1" 2>"$work/catalogue.error" || cat "$work/catalogue.error" >"$1"
}

# The members of the extension, of one catalogue.
members="pg_depend AS d JOIN pg_extension AS e ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid
	AND d.deptype = 'e' AND e.extname = 'govreport'"

# Backticks here are those of Markdown.
# shellcheck disable=SC2016
check_reference()
{
	local reference=doc/reference.md
	catalogue_database=doc_examples_$$_catalogue
	if ! create_database "$catalogue_database" ||
		! "$psql" -X -q -d "$catalogue_database" -c 'CREATE EXTENSION govreport' >"$work/createdb" 2>&1; then
		ok 1 'a database with the extension' "$work/createdb"
		return
	fi

	# `name(arguments) → result`, as the reference writes it; a procedure has no result.
	grep -oE '`[a-z_]+\([^`]*\)( → [^`]+)?`' "$reference" | tr -d '`' | grep -E ' → |^create_' | sort -u >"$work/doc"
	catalogue "$work/sql" <<-SQL
		SELECT replace(
			CASE WHEN prokind = 'p' THEN proname || '(' || replace(pg_get_function_arguments(p.oid), 'IN ', '') || ')'
				ELSE proname || '(' || pg_get_function_arguments(p.oid) || ') → '
					|| replace(pg_get_function_result(p.oid), 'SETOF ', 'setof ') END,
			'govreport.', '')
		FROM $members JOIN pg_proc AS p ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid
	SQL
	sort -u -o "$work/sql" "$work/sql"
	same "$reference: every function, with its arguments and result" "$work/doc" "$work/sql"

	# Rows of the table behind "Type \`govreport.name\`": one an attribute, in order.
	awk '
		match($0, /^Type `govreport\.[a-z_]+`/) { type = substr($0, 17, RLENGTH - 17); next }
		type != "" && /^\| `/ { split($0, part, "|"); gsub(/[` ]/, "", part[2]); gsub(/^ +| +$/, "", part[3]); print type "." part[2] " " part[3]; next }
		/^[^|]/ { type = "" }
	' "$reference" >"$work/doc"
	catalogue "$work/sql" <<-SQL
		SELECT t.typname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
		FROM $members JOIN pg_type AS t ON d.classid = 'pg_type'::regclass AND d.objid = t.oid
			JOIN pg_attribute AS a ON a.attrelid = t.typrelid AND a.attnum > 0
		ORDER BY t.typname, a.attnum
	SQL
	# Types in any order, attributes in theirs.
	LC_ALL=C sort -s -t . -k 1,1 -o "$work/doc" "$work/doc"
	LC_ALL=C sort -s -t . -k 1,1 -o "$work/sql" "$work/sql"
	same "$reference: every attribute of every type" "$work/doc" "$work/sql"

	# Operators, casts, operator classes, types: a line of a table each, beginning with its name.
	sed -nE 's/^\| `([-+]|[<>=]+|CAST [^`]*)` \|.*/\1/p' "$reference" | LC_ALL=C sort -u >"$work/doc"
	catalogue "$work/sql" <<-SQL
		SELECT oprname FROM $members JOIN pg_operator AS o ON d.classid = 'pg_operator'::regclass AND d.objid = o.oid
		UNION ALL
		SELECT replace(format('CAST (%s AS %s)', format_type(castsource, NULL), format_type(casttarget, NULL)), 'govreport.', '')
		FROM $members JOIN pg_cast AS c ON d.classid = 'pg_cast'::regclass AND d.objid = c.oid
	SQL
	LC_ALL=C sort -u -o "$work/sql" "$work/sql"
	same "$reference: every operator and cast" "$work/doc" "$work/sql"

	sed -nE 's/^Type `govreport\.([a-z_]+)`.*/\1/p' "$reference" | LC_ALL=C sort -u >"$work/doc"
	catalogue "$work/sql" <<-SQL
		SELECT t.typname FROM $members JOIN pg_type AS t ON d.classid = 'pg_type'::regclass AND d.objid = t.oid
		WHERE t.typcategory <> 'A'
	SQL
	LC_ALL=C sort -u -o "$work/sql" "$work/sql"
	same "$reference: every type" "$work/doc" "$work/sql"

	# "## id" or "### id", then a line that begins with the gravest severity a finding of the rule can have.
	awk '/^#+ [a-z]+\.[a-z_]+$/ { rule = $2; next }
		rule != "" && match($0, /^(error|warning|info)/) { print rule, substr($0, 1, RLENGTH); rule = "" }' doc/rules.md >"$work/doc"
	catalogue "$work/sql" <<-SQL
		SELECT rule || ' ' || severity FROM govreport.rules()
	SQL
	same 'doc/rules.md: every rule and its severity, in order' "$work/doc" "$work/sql"
}

# A document and its translation show the same.
check_translations()
{
	local document original translation
	for document in "${documents[@]}"; do
		original=$work/${document//\//_}
		translation=$work/doc_$(basename "$document" .md).zh.md
		if [ "${document%/*}" = doc ] && [ -e "$original/001.printed" ] && [ -e "$translation/001.printed" ]; then
			cat "$original"/*.printed >"$work/original"
			cat "$translation"/*.printed >"$work/translation"
			if diff -u --label "$document" --label 'its translation' "$work/original" "$work/translation" >"$work/same"; then
				ok 0 "$document: the translation shows the same"
			else
				ok 1 "$document: the translation shows the same" "$work/same"
			fi
		fi
	done
}

for document in "${documents[@]}"; do
	run_document "$document"
done
check_translations
if [ -z "$accept" ]; then
	check_reference
fi
finish
