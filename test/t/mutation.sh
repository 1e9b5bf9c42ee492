#!/bin/bash
# Random edits of valid values of the type, as text and as bytes, through SQL: what is refused is refused by an SQLSTATE of
# src/core/status.def, what is taken is whole.  (corrupt.sh tries each byte of small values; this takes whole reports.)
# MUTATIONS says how many of each kind (1000), MUTATION_SEED where the random numbers begin.
set -uo pipefail
umask 022
# The server reads the files itself: psql's \copy does not tell the SQLSTATE.  Not below TMPDIR, which may be private.
work=$(mktemp -d /tmp/govreport_mutation.XXXXXX) && chmod 755 "$work" || exit 1
database=mutation
trap '"$PG_BINDIR/dropdb" --if-exists "$database" 2>/dev/null; rm -rf "$work"' EXIT
PSQL=${PSQL:-psql -XAtq -v ON_ERROR_STOP=1}
mutations=${MUTATIONS:-1000}
# shellcheck source=test/tap.bash
. test/tap.bash
"$PG_BINDIR/createdb" -T template0 "$database" || bail "no database"
$PSQL -d "$database" -v data="$GOVREPORT_DATA" >"$work/values" <<'SQL' || bail "no values"
SET client_min_messages = warning;
CREATE EXTENSION govreport;
CREATE TABLE taken (id text, parsed govreport.report);
WITH file AS (SELECT f, govreport.parse(pg_read_file(:'data' || '/' || f)) AS parsed FROM pg_ls_dir(:'data') AS f WHERE f LIKE '%.txt'), value AS (
  SELECT parsed FROM file UNION ALL SELECT govreport.rollup(parsed) FROM file)
SELECT encode(govreport.report_send(parsed), 'hex') || '|' || encode(convert_to(parsed::text, 'UTF8'), 'hex') FROM value;
SQL
[ "$(wc -l <"$work/values")" -ge 8 ]
ok $? "there are values to edit"

# A file of text or binary COPY for each edited value: both take the value as it is, and COPY tells an SQLSTATE for each.
perl -e '
	my ($work, $mutations, $seed) = @ARGV;
	srand($seed);
	my (@bytes, @texts);
	while (my $line = <STDIN>) { chomp($line); my ($b, $t) = split(/\|/, $line); push(@bytes, pack("H*", $b)); push(@texts, pack("H*", $t)); }
	open(my $script, ">", "$work/copy.sql") or die;
	print $script "\\set VERBOSITY sqlstate\n";
	sub below { return int(rand($_[0])); }
	# Words of the text form that one edit puts for another.
	my @words = ("null", "true", "[]", "{}", "0", "-1", "1e3", "1.5", "9999999999999999999", "99999999999999999999999999999999999999999", "\"\"", "\"x\"", "\"given\"", "\"missing\"",
		"\"solved\"", "\"summed\"", "\"2019\"", "\"applications\"", "\"total\"", "\"\\u0000\"", "\"\\ud800\"", "2147483648", "-0", "[[[[]]]]", "\"2020-02-30\"", "\"rollup\"");
	my $tokens = qr/"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*|[{}\[\]:,]|true|false|null/;
	sub edit_text
	{
		my ($t, $donor) = @_;
		for (0 .. below(3))
		{
			my @at;
			while ($t =~ /$tokens/g) { push(@at, [$-[0], $+[0] - $-[0]]); }
			last unless @at;
			my ($from, $len) = @{$at[below(scalar @at)]};
			my ($other, $other_len) = @{$at[below(scalar @at)]};
			my $kind = below(8);
			if ($kind == 0) { substr($t, $from, $len) = ""; }
			elsif ($kind == 1) { substr($t, $from, $len) = $words[below(scalar @words)]; }
			elsif ($kind == 2) { substr($t, $from, $len) = substr($t, $other, $other_len); }
			elsif ($kind == 3 && substr($t, $from, $len) =~ /^-?[0-9]/) { substr($t, $from, $len) = below(1000); }
			elsif ($kind == 4) { substr($t, $from, 0) = substr($t, $other, $other_len); }
			elsif ($kind == 5) { substr($t, below(length($t)), 1) = chr(32 + below(95)); }
			elsif ($kind == 6) { my $cut = below(length($t)); $t = substr($t, 0, $cut) . substr($donor, below(length($donor))); }
			# A number to another of the same kind, which is what keeps a value legal most often.
			else { my @numbers = grep { substr($t, $_->[0], $_->[1]) =~ /^[0-9]+$/ } @at;
				if (@numbers) { my ($f, $l) = @{$numbers[below(scalar @numbers)]}; substr($t, $f, $l) = below(10 ** (1 + below(9))); } }
		}
		return $t;
	}
	sub edit_bytes
	{
		my ($b, $donor) = @_;
		for (0 .. below(4))
		{
			my $at = below(length($b));
			my $kind = below(6);
			if ($kind == 0) { substr($b, $at, 1) = chr(below(256)); }
			elsif ($kind == 1) { substr($b, $at, 1) ^= chr(1 << below(8)); }
			elsif ($kind == 2) { substr($b, $at, 1 + below(4)) = ""; }
			elsif ($kind == 3) { substr($b, $at, 0) = join("", map { chr(below(256)) } 0 .. below(4)); }
			elsif ($kind == 4) { substr($b, $at, 10) = "\xff" x 9 . "\x01"; }
			else { $b = substr($b, 0, $at) . substr($donor, below(length($donor))); }
			last if length($b) == 0;
			$b = "\1" . substr($b, 1) if below(2);
		}
		return $b;
	}
	for my $i (1 .. $mutations)
	{
		my $text = $i == 1 ? $texts[0] : edit_text($texts[below(scalar @texts)], $texts[below(scalar @texts)]);
		my $bytes = $i == 1 ? $bytes[0] : edit_bytes($bytes[below(scalar @bytes)], $bytes[below(scalar @bytes)]);
		open(my $out, ">:raw", "$work/text.$i") or die;
		(my $escaped = $text) =~ s/([\\\t\r\n])/$1 eq "\\" ? "\\\\" : sprintf("\\x%02x", ord($1))/ge;
		print $out "text $i\t$escaped\n";
		close($out);
		open($out, ">:raw", "$work/binary.$i") or die;
		print $out "PGCOPY\n\xff\r\n\0", pack("NN", 0, 0), pack("n", 2), pack("N/a*", "binary $i"), pack("N/a*", $bytes), pack("n", 0xffff);
		close($out);
		print $script "COPY taken FROM \x27$work/text.$i\x27;\n\\echo text :SQLSTATE $i\nCOPY taken FROM \x27$work/binary.$i\x27 (FORMAT binary);\n\\echo binary :SQLSTATE $i\n";
	}
' "$work" "$mutations" "${MUTATION_SEED:-20190515}" <"$work/values" || bail "no edited values"

${PSQL/-v ON_ERROR_STOP=1/} -d "$database" -f "$work/copy.sql" >"$work/outcome" 2>"$work/errors"
ok $? "the session survives" "$work/errors"
[ "$(wc -l <"$work/outcome")" -eq $((2 * mutations)) ]
ok $? "every value was tried: $((2 * mutations))"
echo "# $(awk '{ print $1, $2 }' "$work/outcome" | sort | uniq -c | sed 's/^ *//' | tr '\n' ';')"
for kind in text binary; do
	took=$(grep -c "^$kind 00000 " "$work/outcome")
	[ "$took" -ge 20 ] && [ "$(grep -c "^$kind " "$work/outcome")" -ge $((took + mutations / 10)) ]
	ok $? "$kind: some are taken and some refused"
done
# 22P02 wrong text, 22P03 wrong bytes, 0A000 a later format, 22021 no UTF-8.
grep -vE '^text (00000|22P02|0A000|22021) |^binary (00000|22P03|0A000|22021) ' "$work/outcome" >"$work/odd"
[ ! -s "$work/odd" ]
ok $? "every refusal says what it is" "$work/odd"
grep -E 'server closed|PANIC|FATAL|XX000|terminated' "$work/errors" >"$work/bad"
[ ! -s "$work/bad" ]
ok $? "the server did not complain of itself" "$work/bad"

$PSQL -d "$database" >"$work/answer" 2>&1 <<SQL
SELECT id || ': not the same through its text' FROM taken WHERE govreport.report_send(parsed::text::govreport.report) <> govreport.report_send(parsed);
SELECT id || ': not the same through jsonb' FROM taken WHERE parsed::jsonb::text::govreport.report OPERATOR(govreport.<>) parsed;
\\copy (SELECT parsed FROM taken ORDER BY id) TO '$work/sent' (FORMAT binary)
CREATE TABLE again (parsed govreport.report);
COPY again FROM '$work/sent' (FORMAT binary);
SELECT 'COPY BINARY loses values' WHERE (SELECT array_agg(parsed ORDER BY parsed) FROM again) <> (SELECT array_agg(parsed ORDER BY parsed) FROM taken);
SELECT 'an accessor gives nothing' FROM taken WHERE (govreport.header(parsed)).reports IS NULL OR (SELECT count(*) FROM govreport.cells(parsed)) IS NULL
  OR (SELECT count(*) FROM govreport.findings(parsed) AS f WHERE govreport.describe(f) IS NULL) > 0 OR (SELECT count(*) FROM govreport.assessment(parsed)) = 0
  OR (SELECT count(*) FROM govreport.quantities(parsed)) IS NULL OR (SELECT count(*) FROM govreport.sections(parsed)) IS NULL OR (SELECT count(*) FROM govreport.facts(parsed)) IS NULL
  OR govreport.render(parsed, 'html') IS NULL OR govreport.render(parsed, 'markdown') IS NULL;
SQL
[ ! -s "$work/answer" ]
ok $? "what is taken is whole" "$work/answer"
# Sums of such values overflow or do not; either is an answer.
$PSQL -d "$database" -v VERBOSITY=sqlstate -c "DO 'DECLARE r record; BEGIN FOR r IN SELECT a.parsed AS a, b.parsed AS b FROM taken AS a JOIN taken AS b ON b.id > a.id AND length(b.id) = length(a.id) ORDER BY a.id, b.id LIMIT 2000 LOOP
  BEGIN PERFORM govreport.minus(govreport.plus(r.a, r.b), r.b); EXCEPTION WHEN numeric_value_out_of_range THEN NULL; END; END LOOP; END'" >"$work/answer" 2>&1
ok $? "sums are sums, or out of range" "$work/answer"
finish
