#!/bin/bash
# Large values that are no reports, in the server: statement_timeout is obeyed within 100 ms, wherever in the work it
# comes, and what lies above a limit is refused at once.
set -uo pipefail
work=$(mktemp -d) || exit 1
database=hostile
trap '"$PG_BINDIR/dropdb" --if-exists "$database" 2>/dev/null; rm -rf "$work"' EXIT
PSQL=${PSQL:-psql -XAtq -v ON_ERROR_STOP=1}
# Milliseconds; a machine with other work to do may take them for a while, so a case is tried again, later.
late=100
again=5
# shellcheck source=test/tap.bash
. test/tap.bash
"$PG_BINDIR/createdb" -T template0 "$database" || bail "no database"
$PSQL -d "$database" -c 'CREATE EXTENSION govreport' -c 'CREATE TABLE large (name text, t text, b bytea)' \
	-c 'ALTER TABLE large ALTER t SET STORAGE external, ALTER b SET STORAGE external' || bail "no extension"
# A report whose places lead to both ends of a text in turn.
$PSQL -d "$database" -c "CREATE TABLE to_and_fro AS SELECT ('{\"version\":1,\"header\":{\"layout\":\"none\"},\"tables\":[],\"citations\":[' || string_agg(
	'{\"kind\":\"document\",\"pos\":1,\"len\":1,\"number\":{\"pos\":20000000,\"len\":1},\"organ\":{\"pos\":1,\"len\":1},\"title\":{\"pos\":20000000,\"len\":1}}', ',')
	|| '],\"diagnostics\":[]}')::govreport.report AS parsed FROM generate_series(1, 4000)" || bail "no report"

# name | what to call | what it is called with: an expression of 16 to 64 MB
cat >"$work/cases" <<'CASES'
digits|govreport.parse(t)|repeat('0123456789', 6400000)
digits, a line each|govreport.parse(t)|repeat(E'7\n', 32000000)
headings|govreport.parse(t)|repeat(E'一、总体情况\n', 3000000)
numbers at every depth|govreport.parse(t)|repeat(E'一、（一）1.（1）①\n', 2000000)
one line|govreport.parse(t)|repeat('政府信息公开', 3500000)
titles in titles|govreport.parse(t)|repeat('《关于印发《办法', 2700000)
cells between tabs|govreport.parse(t)|repeat(E'1\t2\t3\t4\t5\t6\t7\t8\n', 4000000)
cells between blanks|govreport.parse(t)|repeat(E'  1   2   3  4    5   6   7\n', 2300000)
rows of a table|govreport.parse(t)|E'三、收到和处理政府信息公开申请情况\n' || repeat(E'一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1\n', 800000)
glued rows|govreport.parse(t)|E'三、收到和处理政府信息公开申请情况\n' || repeat(E'（一）予以公开10000001\n', 1900000)
figures in sentences|govreport.parse(t)|repeat('本年收到申请12件，其中自然人3件，同比增长50%。', 1000000)
dates|govreport.parse(t)|repeat('2020年1月1日', 4000000)
deep HTML|govreport.parse(t)|repeat('<div>', 13000000)
tables in tables|govreport.parse(t)|repeat('<table><tr><td>', 4000000)
cells over many rows and columns|govreport.parse(t)|'<table>' || repeat('<tr><td colspan=65534 rowspan=65534>1', 1700000)
a tag that is never closed|govreport.parse(t)|'<td' || repeat(' a=1', 16000000)
entities|govreport.parse(t)|repeat('&#20013;', 8000000)
places to and fro|(SELECT count(*) FROM to_and_fro AS f, govreport.citations(f.parsed, t))|repeat('公', 20000000)
brackets of JSON|t::govreport.report|repeat('[', 64000000)
a string of JSON|t::govreport.report|'"' || repeat('\u4e2d', 10000000) || '"'
members of JSON|t::govreport.report|'{' || repeat('"a":[1,2,3],', 5000000) || '"b":1}'
NULs|govreport.decode(b)|decode(repeat('00', 64000000), 'hex')
bytes that are no characters|govreport.decode(b)|decode(repeat('ff', 64000000), 'hex')
bytes that may be many encodings|govreport.decode(b)|decode(repeat('81308130a1a1', 8000000), 'hex')
half of a character|govreport.decode(b)|decode(repeat('e4b8', 30000000), 'hex')
GB18030|govreport.decode(b, 'GB18030')|decode(repeat('d5fee3c4', 15000000), 'hex')
UTF-16 of halves|govreport.decode(b, 'UTF-16LE')|decode(repeat('00d8', 30000000), 'hex')
CASES

while IFS='|' read -r name call value; do
	column=t
	[[ $call != *decode* ]] || column=b
	$PSQL -d "$database" -c "TRUNCATE large" -c "INSERT INTO large (name, $column) VALUES ('x', $value)" >"$work/log" 2>&1 || sed 's/^/# /' "$work/log"
	worst=0 cancelled=0 states=
	for timeout in 30 120 400; do
		for ((try = 1; try <= again; try++)); do
			# The first row says when the value was in memory: reading 64 MB is the server's own, and is interruptible.
			$PSQL -d "$database" >"$work/out" 2>&1 <<-SQL
				\\set ON_ERROR_STOP 0
				\\set VERBOSITY sqlstate
				CREATE TEMPORARY TABLE began AS SELECT clock_timestamp() AS at;
				SET statement_timeout = $timeout;
				UPDATE began SET at = clock_timestamp();
				SELECT FROM large WHERE ($call) IS NULL;
				\\echo :SQLSTATE
				SET statement_timeout = 0;
				SELECT round(extract(epoch FROM clock_timestamp() - at) * 1000) FROM began;
			SQL
			state=$(grep -xE '[0-9A-Z]{5}' "$work/out" | tail -n 1)
			took=$(tail -n 1 "$work/out")
			[[ $took =~ ^[0-9]+$ ]] || { state=lost took=999999; }
			over=$((took - timeout))
			# Done before its time: nothing to cancel.
			[ "$state" = 57014 ] || over=0
			[ "$state" != lost ] || over=999999
			[ "$over" -gt "$late" ] || break
			sleep 1
		done
		[ "$over" -le "$worst" ] || worst=$over
		[ "$state" != 57014 ] || cancelled=$((cancelled + 1))
		states+=" $state"
	done
	[ "$worst" -le "$late" ]
	ok $? "$name: cancelled $cancelled times of 3, at most $worst ms late" <(echo "$states")
	[ "$cancelled" -eq 0 ] || echo cancelled >>"$work/cancelled"
done <"$work/cases"
[ "$(wc -l <"$work/cancelled")" -ge 15 ]
ok $? "most cases were long enough to be cancelled: $(wc -l <"$work/cancelled")"

# Above the limit: at once, and by its SQLSTATE.
while read -r expected call; do
	state=$($PSQL -d "$database" -v ON_ERROR_STOP=0 -v VERBOSITY=sqlstate -c "SELECT length(($call)::text)" 2>&1 | tail -n 1)
	[[ $state == *"$expected"* ]]
	ok $? "refused: $call" <(echo "$state")
done <<'CALLS'
54000 govreport.parse(repeat('x', 67108865))
54000 govreport.parse(repeat('政', 33333333))
54000 govreport.decode(decode(repeat('41', 67108865), 'hex'))
22P02 ('{"version":[1' || repeat(',1', 1000000) || ']}')::govreport.report
CALLS
# No name is so long, and nothing is looked for in it.
for call in govreport.organ_level govreport.organ_kind govreport.locate; do
	state=$($PSQL -d "$database" -v ON_ERROR_STOP=0 -v VERBOSITY=sqlstate -c 'SET statement_timeout = 1000' \
		-c "SELECT coalesce($call(repeat('云渡区', 10000000)), 'NULL')" 2>&1 | tail -n 1)
	is "$call of 90 MB" "$state" NULL
done
finish
