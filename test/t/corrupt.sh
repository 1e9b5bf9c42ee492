#!/bin/bash
# Bytes that no release wrote, through COPY BINARY: a clean error, or a value that is whole; never a crash.
set -u
umask 022
# The server reads the files itself: psql's \copy does not tell the SQLSTATE.  Not below TMPDIR, which may be private.
work=$(mktemp -d /tmp/govreport_corrupt.XXXXXX) && chmod 755 "$work" || exit 1
database=corrupt_copy
trap '"$PG_BINDIR/dropdb" --if-exists "$database" 2>/dev/null; rm -rf "$work"' EXIT
PSQL=${PSQL:-psql -XAtq -v ON_ERROR_STOP=1}
# shellcheck source=test/tap.bash
. test/tap.bash
"$PG_BINDIR/createdb" -T template0 "$database" || bail "no database"

# Three values: the empty report, a report of a small table, a roll-up of two forms.
$PSQL -d "$database" -v data="$GOVREPORT_DATA" >"$work/values" <<'SQL' || bail "no values"
SET client_min_messages = warning;
CREATE EXTENSION govreport;
CREATE TABLE received (name text, bytes bytea, parsed govreport.report);
SELECT 'empty', encode(govreport.report_send(govreport.parse('')), 'hex')
UNION ALL
SELECT 'report', encode(govreport.report_send(govreport.parse(E'云棹市2020年政府信息公开工作年度报告\n统计期限自2020年1月1日起至2020年12月31日止\n'
  '信息内容 | 采购项目数量 | 采购总金额\n政府集中采购 | 1,286 | 3.52亿元\n行政复议 | 行政诉讼\n结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计\n'
  '1 | 0 | — | | 3 | 0 | 0.5 | 0 | 若干 | 0 | 0 | 0 | 0 | 0 | 200\n网站标识码：9901000001')), 'hex')
UNION ALL
SELECT 'rollup', encode(govreport.report_send(govreport.rollup(govreport.parse(pg_read_file(:'data' || '/' || f || '.txt')))), 'hex')
FROM unnest(ARRAY['beicen_2020', 'huaichuan_2020', 'nanzhu_2021']) AS f;
SQL
[ "$(wc -l <"$work/values")" = 3 ]
ok $? "there are values to damage"

# Each beginning of a value, and each byte of it changed in five ways, and with something behind it; a file for each.
perl -e '
	my ($work) = @ARGV;
	my $file = 0;
	open(my $script, ">", "$work/copy.sql") or die;
	# No message: the SQLSTATE is what counts, and a value would show garbage.
	print $script "\\set VERBOSITY terse\n";
	sub put
	{
		my ($name, $bytes) = @_;
		my $text = unpack("H*", $bytes);
		$file++;
		open(my $out, ">:raw", "$work/copy.$file") or die;
		print $out "PGCOPY\n\xff\r\n\0", pack("NN", 0, 0), pack("n", 3), pack("N/a*", $name), pack("N/a*", $bytes), pack("N/a*", $bytes), pack("n", 0xffff);
		close($out);
		print $script "COPY received FROM \x27$work/copy.$file\x27 (FORMAT binary);\n\\echo $name :SQLSTATE\n";
	}
	while (my $line = <STDIN>)
	{
		chomp($line);
		my ($name, $hex) = split(/\|/, $line);
		my $bytes = pack("H*", $hex);
		put("$name-whole", $bytes);
		put("$name-cut", substr($bytes, 0, $_)) for 0 .. length($bytes) - 1;
		put("$name-longer", $bytes . $_) for "\0", "\1", "\xff", $bytes;
		for my $at (0 .. length($bytes) - 1)
		{
			for my $mask (0x01, 0x02, 0x40, 0x80, 0xff)
			{
				my $damaged = $bytes;
				substr($damaged, $at, 1) = chr(ord(substr($bytes, $at, 1)) ^ $mask);
				put("$name-flipped", $damaged);
			}
			put("$name-lost", substr($bytes, 0, $at) . substr($bytes, $at + 1)) if length($bytes) > 1;
		}
	}
	# Noise with a plausible beginning.
	my $seed = 42;
	for my $i (1 .. 500)
	{
		my $noise = pack("CC", 1, $i % 2);
		for (1 .. $i % 200) { $seed = ($seed * 1103515245 + 12345) % 2147483648; $noise .= chr($seed >> 16 & 0xff); }
		put("noise", $noise);
	}
' "$work" <"$work/values" || bail "no damaged files"

${PSQL/-v ON_ERROR_STOP=1/} -d "$database" -f "$work/copy.sql" >"$work/outcome" 2>"$work/errors"
ok $? "the session survives"
tried=$(wc -l <"$work/outcome")
[ "$tried" -ge 3000 ] && [ "$tried" = "$(grep -c '^COPY' "$work/copy.sql")" ]
ok $? "every value was tried ($tried)"
[ "$(grep -c -- '-whole 00000$' "$work/outcome")" = 3 ]
ok $? "the values themselves are taken"
! grep -qE -- '-(cut|longer) 00000$' "$work/outcome"
ok $? "none that was cut or made longer is taken"
# 22P03 a wrong binary value, 0A000 a format to come, 22021 a header that is no UTF-8.
odd=$(grep -vE ' (00000|22P03|0A000|22021)$' "$work/outcome" | sort | uniq -c)
[ -z "$odd" ]
ok $? "every refusal says what it is"
[ -z "$odd" ] || printf '%s\n' "$odd" | head -n 20 | sed 's/^/# /'
[ "$(grep -c ' 22P03$' "$work/outcome")" -ge 1000 ] && grep -q ' 0A000$' "$work/outcome"
ok $? "damage is told from a later format"
! grep -qE 'server closed|PANIC|FATAL|internal error' "$work/errors"
ok $? "the server did not complain of itself"

# What was taken is whole: the bytes that were sent, and every accessor reads them; and its text comes back as the same.
$PSQL -d "$database" >"$work/answer" 2>&1 <<'SQL'
SELECT count(*) FILTER (WHERE govreport.report_send(parsed) <> bytes) || ' ' || count(*) FILTER (WHERE govreport.report_send(parsed::text::govreport.report) <> bytes) || ' ' ||
       count(*) FILTER (WHERE (SELECT count(*) FROM govreport.cells(parsed)) + (SELECT count(*) FROM govreport.findings(parsed)) + (SELECT count(*) FROM govreport.applications(parsed))
                              + (SELECT count(*) FROM govreport.disclosure(parsed)) + (SELECT count(*) FROM govreport.proceedings(parsed)) IS NULL) || ' ' ||
       count(*) FILTER (WHERE (govreport.header(parsed)).reports IS NULL) || ' ' || count(*) FILTER (WHERE added IS NULL)
FROM received, LATERAL (SELECT govreport.plus(parsed, govreport.parse(''))::text AS added) AS sum;
SQL
answer=$(cat "$work/answer")
[ "$answer" = "0 0 0 0 0" ]
ok $? "what is taken is whole"
[ "$answer" = "0 0 0 0 0" ] || printf '%s\n' "$answer" | head -n 5 | sed 's/^/# /'
finish
