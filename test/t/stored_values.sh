#!/bin/bash
# Values of every format that was released, or will be: each is read, says what it said, and is written the same way.
#
#   stored_values.sh            prints TAP
#   stored_values.sh --accept   writes the values of the present format anew, unless it was released
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 2
version=$(sed -n 's/^#define GR_FORMAT_VERSION \([0-9]*\)$/\1/p' src/core/codec.h)
present=test/releases/format_$version.values
PSQL=${PSQL:-psql -XAtq -v ON_ERROR_STOP=1}
database=stored_values

if [ "${1-}" = --accept ]; then
	if grep -q "  $present\$" test/releases/checksums; then
		echo "$present was released: change the format version instead" >&2
		exit 1
	fi
	# shellcheck source=test/cluster.sh
	. test/cluster.sh
	build_and_install && cluster_start accept || exit 1
	GOVREPORT_DATA=$(cluster_share test/data data) || exit 1
	$PSQL -F $'\t' -c 'CREATE EXTENSION govreport' -v data="$GOVREPORT_DATA" -f - >"$present.new" <<-'SQL' || exit 1
		WITH file AS (
		  SELECT f AS name, govreport.parse(govreport.decode(pg_read_binary_file(:'data' || '/' || f))) AS parsed FROM pg_ls_dir(:'data') AS f WHERE f LIKE '%.txt'
		  -- Nothing at all; cells that are no figures, and large ones.
		  UNION ALL SELECT 'nothing', govreport.parse('')
		  UNION ALL SELECT 'figures', govreport.parse(E'青禾市2020年政府信息公开工作年度报告\n统计期限自2020年1月1日起至2020年12月31日止。\n信息内容 | 采购项目数量 | 采购总金额\n'
		    '政府集中采购 | 9999999999999999 | -3.1415926亿元\n行政许可 | 12 | 减3 | —\n行政处罚 | 若干 | 10 | |\n行政复议 | 行政诉讼\n'
		    '结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计\n1 | 0 | — | | 3 | 0 | 0.5 | 0 | 若干 | 0 | 0 | 0 | 0 | 0 | 200\n其中：新增一行 | 7\n网站标识码：9901000001')
		)
		SELECT name, encode(govreport.report_send(parsed), 'hex'), parsed::text FROM file
		UNION ALL SELECT 'roll-up of all', encode(govreport.report_send(govreport.rollup(parsed)), 'hex'), govreport.rollup(parsed)::text FROM file
		UNION ALL SELECT 'difference of two', encode(govreport.report_send(govreport.minus(a.parsed, b.parsed)), 'hex'), govreport.minus(a.parsed, b.parsed)::text
		FROM file AS a, file AS b WHERE a.name = 'beicen_2020.txt' AND b.name = 'beicen_2021.txt'
		ORDER BY name;
	SQL
	mv "$present.new" "$present"
	wc -lc "$present"
	exit
fi

work=$(mktemp -d /tmp/govreport_stored.XXXXXX) && chmod 755 "$work" || exit 1
trap '"$PG_BINDIR/dropdb" --if-exists "$database" 2>/dev/null; rm -rf "$work"' EXIT
# shellcheck source=test/tap.bash
. test/tap.bash
umask 022
"$PG_BINDIR/createdb" -T template0 "$database" || bail "no database"
$PSQL -d "$database" -c 'CREATE EXTENSION govreport' -c 'CREATE TABLE stored (name text, parsed govreport.report, bytes bytea, printed text)' ||
	bail "no extension"

[ -s "$present" ]
ok $? "there are values of the present format, version $version"
for ((v = 1; v <= version; v++)); do
	file=test/releases/format_$v.values
	# The bytes come in as a value that another server sends, or that lies in a table: COPY BINARY takes them as they are.
	perl -e '
		print "PGCOPY\n\xff\r\n\0", pack("NN", 0, 0);
		while (my $line = <STDIN>)
		{
			chomp($line);
			my ($name, $hex, $printed) = split(/\t/, $line);
			my $bytes = pack("H*", $hex);
			print pack("n", 4), map { pack("N/a*", $_) } $name, $bytes, $bytes, $printed;
		}
		print pack("n", 0xffff);
	' <"$file" >"$work/values.copy"
	$PSQL -d "$database" -c 'TRUNCATE stored' -c "COPY stored FROM '$work/values.copy' (FORMAT binary)" >"$work/log" 2>&1
	ok $? "format $v: every value is taken" "$work/log"
	[ "$($PSQL -d "$database" -c 'SELECT count(*) FROM stored')" = "$(wc -l <"$file")" ] && [ "$(wc -l <"$file")" -ge 10 ]
	ok $? "format $v: $(wc -l <"$file") of them"
	[ "$($PSQL -d "$database" -c 'SELECT count(DISTINCT get_byte(bytes, 0)) || '"' '"' || min(get_byte(bytes, 0)) FROM stored')" = "1 $v" ]
	ok $? "format $v: all are of this format"
	$PSQL -d "$database" -c 'SELECT name FROM stored WHERE parsed::text IS DISTINCT FROM printed ORDER BY 1' >"$work/differ" 2>&1
	[ ! -s "$work/differ" ]
	ok $? "format $v: each says what it said (an unreleased format: stored_values.sh --accept)" "$work/differ"
	$PSQL -d "$database" -c 'SELECT name FROM stored WHERE printed::govreport.report OPERATOR(govreport.<>) parsed OR govreport.report_hash(printed::govreport.report) <> govreport.report_hash(parsed) ORDER BY 1' >"$work/differ" 2>&1
	[ ! -s "$work/differ" ]
	ok $? "format $v: its text gives an equal value, with the same hash" "$work/differ"
	if [ "$v" -eq "$version" ]; then
		$PSQL -d "$database" -c 'SELECT name FROM stored WHERE govreport.report_send(parsed) <> bytes OR govreport.report_send(printed::govreport.report) <> bytes ORDER BY 1' >"$work/differ" 2>&1
		[ ! -s "$work/differ" ]
		ok $? "format $v: the bytes are the same" "$work/differ"
	fi
	$PSQL -d "$database" >"$work/answer" 2>&1 <<-'SQL'
		SELECT count(*) = count((govreport.header(parsed)).reports) AND sum((SELECT count(*) FROM govreport.cells(parsed))) > 100
		       AND sum((SELECT count(*) FROM govreport.findings(parsed))) >= 10 AND count(govreport.render(parsed, 'markdown')) = count(*)
		       AND govreport.rollup(parsed) IS NOT NULL
		FROM stored WHERE name <> 'difference of two';
	SQL
	[ "$(cat "$work/answer")" = t ]
	ok $? "format $v: accessors, findings and the roll-up read them" "$work/answer"
done
# A value of a later format is told from a broken one.
printf 'PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0\0\4\0\0\0\1x\0\0\0\2\377\0\0\0\0\0\0\0\0\0\377\377' >"$work/later.copy"
! $PSQL -d "$database" -v VERBOSITY=sqlstate -c "COPY stored FROM '$work/later.copy' (FORMAT binary)" >"$work/log" 2>&1 && grep -q 0A000 "$work/log"
ok $? "a later format is refused as such" "$work/log"
finish
