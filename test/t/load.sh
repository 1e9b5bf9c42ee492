#!/bin/bash
# govreport-load: encodings, files that are set aside, changed files, resuming after kill -9, exit statuses, progress.
set -u
cd "$(dirname "$0")/../.." || exit 2
# shellcheck source=test/cluster.sh
. test/cluster.sh
# shellcheck source=test/tap.bash
. test/tap.bash
load=$PG_BINDIR/govreport-load
[ -x "$load" ] || bail "govreport-load is not installed"
work=$(mktemp -d) || exit 1
# Directories without permissions would stay.
# shellcheck disable=SC2016
CLUSTER_AT_EXIT+=('chmod -R u+rwX "$work"; rm -rf "$work"')
cluster_start load || bail "no cluster"
sql()
{
	"$PG_BINDIR/psql" -XAtq -v ON_ERROR_STOP=1 -d loads "$@"
}
# shellcheck disable=SC2015
"$PG_BINDIR/createdb" loads && sql -c 'CREATE EXTENSION govreport' -c "CALL govreport.create_workspace('Kreis \"7')" || bail "no workspace"
ws='"Kreis ""7"'
# run STATUS NAME ARGUMENT...: its output goes to $work/out and $work/err
run()
{
	local status wanted=$1 name=$2
	shift 2
	"$load" -d loads -n 'Kreis "7' "$@" >"$work/out" 2>"$work/err"
	status=$?
	is "$name: exit status" "$status" "$wanted"
	[ "$status" = "$wanted" ] || sed 's/^/# /' "$work/err"
}
data=${GOVREPORT_DATA:-test/data}
text=$data/huaichuan_2020.txt

# ---------- encodings ----------

crawl=$work/crawl
mkdir -p "$crawl/deep/er"
cp "$text" "$crawl/utf8.txt"
{ printf '\xEF\xBB\xBF'; cat "$text"; } >"$crawl/bom.txt"
# What GB18030 and Big5 cannot hold would be lost; in these texts that is little.
iconv -f UTF-8 -t GB18030 "$text" >"$crawl/gb18030.txt"
iconv -f UTF-8 -t UTF-16 "$text" >"$crawl/utf16.txt"
iconv -f UTF-8 -t UTF-16BE "$text" >"$crawl/utf16be.txt"
printf '澄嶺縣人民政府2020年政府資訊公開工作年度報告\n本報告所列資料的統計期限自2020年1月1日起至12月31日止。\n' | iconv -f UTF-8 -t BIG5 >"$crawl/big5.txt"
printf '<html><head><meta charset="gb2312"><title>望川县人民政府2019年政府信息公开工作年度报告</title></head><body><p>望川县人民政府2019年政府信息公开工作年度报告</p></body></html>' |
	iconv -f UTF-8 -t GBK >"$crawl/deep/er/page.html"
# What would break a COPY that is not binary, or a statement.
printf 'a\tb\\.\n\\.\n\\N\x27); DROP TABLE reports; --\n"quoted", {braces} %%s\n' >"$crawl/deep/hostile.txt"

run 0 "encodings" "$crawl"
is "every file is a report" "$(sql -c "SELECT count(*) FROM $ws.reports")" 8
is "the same text from five encodings" "$(sql -c "SELECT count(*), count(DISTINCT r.parsed) FROM $ws.reports r JOIN $ws.loaded_files f ON f.report_id = r.id WHERE path ~ '(utf|bom|gb)'")" "5|1"
is "and it is the text" "$(sql -c "SELECT raw FROM $ws.reports r JOIN $ws.loaded_files f ON f.report_id = r.id WHERE path = 'crawl/gb18030.txt'" | md5sum)" "$( (cat "$text"; [ -z "$(tail -c 1 "$text")" ] && echo) | md5sum)"
is "Big5" "$(sql -c "SELECT left(raw, 8) FROM $ws.reports r JOIN $ws.loaded_files f ON f.report_id = r.id WHERE path = 'crawl/big5.txt'")" "澄嶺縣人民政府2"
is "HTML in GBK" "$(sql -c "SELECT govreport.issuer(parsed) FROM $ws.reports r JOIN $ws.loaded_files f ON f.report_id = r.id WHERE path = 'crawl/deep/er/page.html'")" "望川县人民政府"
is "hostile text is text" "$(sql -c "SELECT md5(convert_to(raw, 'UTF8')) FROM $ws.reports r JOIN $ws.loaded_files f ON f.report_id = r.id WHERE path = 'crawl/deep/hostile.txt'")" "$(md5sum <"$crawl/deep/hostile.txt" | cut -d ' ' -f 1)"
is "the ledger has the hash, the size and the time of a file" \
	"$(sql -c "SELECT encode(sha256, 'hex'), size, floor(extract(epoch FROM modified)) FROM $ws.loaded_files WHERE path = 'crawl/utf16.txt'")" \
	"$(sha256sum <"$crawl/utf16.txt" | cut -d ' ' -f 1)|$(stat -c '%s|%Y' "$crawl/utf16.txt")"
is "a report was fetched when its file was written" "$(sql -c "SELECT count(*) FROM $ws.reports r JOIN $ws.loaded_files f ON f.report_id = r.id WHERE fetched_at = modified")" 8

# ---------- once more, changed, renamed ----------

run 0 "second run" "$crawl"
grep -q '8 files: 0 loaded (0 as new versions), 8 unchanged, 0 set aside' "$work/out"
ok $? "a second run loads nothing"
touch "$crawl/utf8.txt"
run 0 "touched" "$crawl"
is "a file with a new time and the same bytes is not loaded" "$(sql -c "SELECT count(*) FROM $ws.reports")" 8
before=$(sql -c "SELECT report_id FROM $ws.loaded_files WHERE path = 'crawl/utf8.txt'")
echo "更正" >>"$crawl/utf8.txt"
run 0 "changed" "$crawl"
grep -q '1 loaded (1 as new versions), 7 unchanged' "$work/out"
ok $? "a file with other bytes is a new version"
is "the earlier version stays" "$(sql -c "SELECT count(*), count(*) FILTER (WHERE id = $before) FROM $ws.reports")" "9|1"
is "the ledger points to the later one" "$(sql -c "SELECT report_id > $before FROM $ws.loaded_files WHERE path = 'crawl/utf8.txt'")" t
is "which says what it replaces" "$(sql -c "SELECT replaces FROM $ws.reports r JOIN $ws.loaded_files f ON f.report_id = r.id WHERE path = 'crawl/utf8.txt'")" "$before"
stamp=$(stat -c %y "$crawl/bom.txt")
sed -i 's/2020年1月1日/2020年1月2日/' "$crawl/bom.txt"
touch -d "$stamp" "$crawl/bom.txt"
run 0 "same size and time" "$crawl"
grep -q '0 loaded' "$work/out"
ok $? "size and time are believed"
run 0 "--checksum" -c "$crawl"
grep -q '1 loaded (1 as new versions), 7 unchanged' "$work/out"
ok $? "and not with --checksum"
sql -c "DELETE FROM $ws.reports WHERE id = (SELECT report_id FROM $ws.loaded_files WHERE path = 'crawl/utf16.txt')"
run 0 "deleted report" -c "$crawl"
is "a report that was deleted stays so" "$(sql -c "SELECT state, EXISTS (SELECT FROM $ws.reports WHERE id = report_id) FROM $ws.loaded_files WHERE path = 'crawl/utf16.txt'")" 'loaded|f'
echo "补充" | iconv -f UTF-8 -t UTF-16LE >>"$crawl/utf16.txt"
run 0 "deleted and changed" "$crawl"
is "until its file changes" "$(sql -c "SELECT replaces IS NULL FROM $ws.reports r JOIN $ws.loaded_files f ON r.id = f.report_id WHERE path = 'crawl/utf16.txt'")" t
later=$(sql -c "INSERT INTO $ws.reports (raw, replaces) SELECT 'by hand', report_id FROM $ws.loaded_files WHERE path = 'crawl/bom.txt' RETURNING id")
echo "更正" >>"$crawl/bom.txt"
run 0 "changed after a version by hand" "$crawl"
is "a new version replaces the last one, whoever wrote it" "$(sql -c "SELECT replaces FROM $ws.reports r JOIN $ws.loaded_files f ON r.id = f.report_id WHERE path = 'crawl/bom.txt'")" "$later"
run 0 "another directory" --prefix='' "$crawl/deep"
is "names begin with the directory's own name, or the prefix" "$(sql -c "SELECT string_agg(path, ' ' ORDER BY path) FROM $ws.loaded_files WHERE path LIKE '%er/page.html'")" "crawl/deep/er/page.html er/page.html"

# ---------- what is set aside ----------

bad=$work/bad
mkdir -p "$bad/locked" "$bad/dir.txt"
: >"$bad/empty"
head -c 3000 "$text" >"$bad/large"
ln -s "$text" "$bad/link"
ln -s .. "$bad/loop"
mkfifo "$bad/pipe"
printf '%%PDF-1.4\n' >"$bad/report.pdf"
printf 'PK\003\004...' >"$bad/report.docx"
head -c 2500 "$load" | tail -c 2400 >"$bad/binary"
perl -e 'srand(7); print map { chr(1 + int(rand(255))) } 1 .. 2000' >"$bad/noise"
printf 'good one' >"$bad/with
newline"
printf 'good one too' >"$bad/$(printf 'not-utf8-\xFF\\x')"
printf 'good as well' >"$bad/dir.txt/-n"
mkdir -p "$bad/$(printf '%0200d/' 1 2 3 4 5 6 7 8 9 10)"
printf x >"$bad/$(printf '%0200d/' 1 2 3 4 5 6 7 8 9 10)/y"
cat >"$work/wanted" <<'END'
bad/binary|not text: # of # characters cannot be decoded
bad/empty|empty file
bad/large|larger than the limit of # bytes: #
bad/link|not a regular file: symbolic link
bad/loop|not a regular file: symbolic link
bad/noise|not text: # of # bytes are control characters
bad/pipe|not a regular file: named pipe
bad/report.docx|not text: ZIP archive or office document (docx, xlsx, ofd)
bad/report.pdf|not text: PDF document
END
deepest=$bad/nested$(printf '/d%.0s' $(seq 70))
mkdir -p "$deepest" && printf x >"$deepest/x"
sql -c "TRUNCATE $ws.loaded_files"
run 1 "bad files" --max-size=2500 "$bad"
is "each with its reason" "$(sql -c "SELECT path, regexp_replace(reason, '\m[0-9]+\M', '#', 'g') FROM $ws.loaded_files WHERE state = 'set_aside' AND path !~ '00001|nested' ORDER BY 1")" "$(cat "$work/wanted")"
is "a name that is too long for a key" "$(sql -c "SELECT reason FROM $ws.loaded_files WHERE path LIKE '%000001/%'")" "name is longer than 2000 bytes: 2015"
is "directories that are nested too deep" "$(sql -c "SELECT reason FROM $ws.loaded_files WHERE path LIKE '%nested%'")" "directories are nested more than 64 deep"
is "odd names are loaded and written exactly" "$(sql -c "SELECT path FROM $ws.loaded_files WHERE state = 'loaded' ORDER BY 1")" 'bad/dir.txt/-n
bad/not-utf8-\xFF\\x
bad/with\x0Anewline'
grep -q 'set aside: bad/empty: empty file' "$work/err"
ok $? "what is set aside is told"
run 1 "bad files again" --max-size=2500 "$bad"
is "once each" "$(sql -c "SELECT count(*), count(DISTINCT path) FROM $ws.loaded_files")" "14|14"
printf '澄岭县' >"$bad/empty"
rm -rf "$bad/"{large,link,loop,pipe,report.pdf,report.docx,binary,noise,nested} "$bad"/0*
run 0 "mended" "$bad"
is "what was mended is loaded" "$(sql -c "SELECT state, reason, size FROM $ws.loaded_files WHERE path = 'bad/empty'")" "loaded||9"
if [ "$(id -u)" != 0 ]; then
	printf 'secret' >"$bad/unreadable"
	chmod 000 "$bad/unreadable" "$bad/locked"
	run 1 "unreadable" "$bad"
	is "no permission is a reason" "$(sql -c "SELECT path, reason FROM $ws.loaded_files WHERE reason LIKE '%denied%' ORDER BY 1")" 'bad/locked/|directory cannot be read: Permission denied
bad/unreadable|cannot be opened: Permission denied'
	chmod u+rwx "$bad/unreadable" "$bad/locked"
fi

# ---------- a list ----------

printf 'utf8.txt\thttps://example.invalid/a b\n\n./deep//er/page.html\n../bad/empty\n%s/etc/passwd\ndeep/er/page.html\nnowhere\n' "$work/.." >"$work/list"
sql -c "TRUNCATE $ws.loaded_files"
run 1 "list" -f "$work/list" "$crawl"
is "what it names, once" "$(sql -c "SELECT path, reason, source_url FROM $ws.loaded_files f LEFT JOIN $ws.reports r ON r.id = report_id WHERE path NOT LIKE '%passwd' ORDER BY path")" \
	'crawl/../bad/empty|cannot be looked at: the name leads out of the directory|
crawl/deep/er/page.html||
crawl/nowhere|cannot be looked at: No such file or directory|
crawl/utf8.txt||https://example.invalid/a%20b'
is "nothing from outside" "$(sql -c "SELECT reason FROM $ws.loaded_files WHERE path LIKE '%passwd'")" "cannot be looked at: the name leads out of the directory"
ln -s "$work/bad" "$crawl/way-out"
printf 'way-out/empty\0utf16.txt\0' >"$work/list"
run 1 "list on standard input" -0 -f - "$crawl" <"$work/list"
is "no link is followed on the way" "$(sql -c "SELECT state FROM $ws.loaded_files WHERE path IN ('crawl/utf16.txt', 'crawl/way-out/empty') ORDER BY path")" "loaded
set_aside"

# ---------- what the server refuses ----------

sql -c "TRUNCATE $ws.loaded_files; DELETE FROM $ws.reports; ALTER TABLE $ws.reports ADD CONSTRAINT no_zero CHECK (raw NOT LIKE '%zero%')"
many=$work/many
mkdir -p "$many"
for i in $(seq 1 40); do echo "report $i" >"$many/$i.txt"; done
echo "zero" >"$many/17.txt"
run 1 "refused by a constraint" -j 1 "$many"
is "one is set aside, the others are loaded" "$(sql -c "SELECT state, count(*), min(reason) FROM $ws.loaded_files GROUP BY 1 ORDER BY 1")" \
	'loaded|39|
set_aside|1|refused by the server: new row for relation "reports" violates check constraint "no_zero" (SQLSTATE 23514)'
sql -c "ALTER TABLE $ws.reports DROP CONSTRAINT no_zero"

# A file that brings its backend down, among others that do not.
sql >/dev/null <<SQL || bail "no trigger"
TRUNCATE $ws.loaded_files; DELETE FROM $ws.reports;
CREATE FUNCTION suicide() RETURNS trigger LANGUAGE plpgsql AS \$\$
BEGIN
  IF NEW.raw LIKE 'zero%' THEN
    PERFORM pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid());
    PERFORM pg_catalog.pg_sleep(1);
  END IF;
  RETURN NEW;
END \$\$;
CREATE TRIGGER suicide BEFORE INSERT ON $ws.reports FOR EACH ROW EXECUTE FUNCTION suicide();
SQL
run 1 "a file that brings the connection down" -j 3 --batch=10 "$many"
is "it is set aside at last" "$(sql -c "SELECT state, count(*) FROM $ws.loaded_files GROUP BY 1 ORDER BY 1")" 'loaded|39
set_aside|1'
is "with the server's words" "$(sql -c "SELECT path, reason LIKE 'the server closes the connection each time it is loaded: %' FROM $ws.loaded_files WHERE state = 'set_aside'")" "many/17.txt|t"

# Words of the server that hold words of the file.
sql >/dev/null <<SQL || bail "no trigger"
DROP TRIGGER suicide ON $ws.reports;
CREATE FUNCTION quote() RETURNS trigger LANGUAGE plpgsql AS \$\$ BEGIN RAISE EXCEPTION 'refused: %', NEW.raw; END \$\$;
CREATE TRIGGER quote BEFORE INSERT ON $ws.reports FOR EACH ROW EXECUTE FUNCTION quote();
SQL
mkdir "$work/quoted"
printf '\033[2Jtwo\nlines' >"$work/quoted/file"
run 1 "a message with control characters" "$work/quoted"
is "which move no cursor" "$(sed -n 's/.*quoted.file: //p' "$work/err")" 'refused by the server: refused: \x1B[2Jtwo\x0Alines (SQLSTATE P0001)'

# ---------- kill -9 ----------

sql >/dev/null <<SQL || bail "no slow trigger"
DROP TRIGGER quote ON $ws.reports;
TRUNCATE $ws.loaded_files; DELETE FROM $ws.reports;
CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_catalog.pg_sleep(0.002); RETURN NEW; END';
CREATE TRIGGER slow BEFORE INSERT ON $ws.reports FOR EACH ROW EXECUTE FUNCTION slow();
SQL
files=1500
lot=$work/lot
mkdir -p "$lot"
perl -e 'for my $i (1 .. $ARGV[1]) { open(my $f, ">", "$ARGV[0]/$i.txt") or die; print $f "澄岭县人民政府2021年政府信息公开工作年度报告\n第$i号\n"; close($f) }' "$lot" "$files"
# What is there, and how often: reports, different ones, files that are loaded, those whose report is not theirs.
state()
{
	sql -c "SELECT count(*), count(DISTINCT raw), (SELECT count(*) FROM $ws.loaded_files WHERE state = 'loaded'),
		(SELECT count(*) FROM $ws.loaded_files f LEFT JOIN $ws.reports r ON r.id = f.report_id WHERE sha256(convert_to(r.raw, 'UTF8')) IS DISTINCT FROM f.sha256)
		FROM $ws.reports"
}
# wait_for NUMBER: until so many reports are there
wait_for()
{
	local i
	for i in $(seq 400); do
		[ "$(sql -c "SELECT count(*) FROM $ws.reports" 2>/dev/null || echo 0)" -lt "$1" ] || return 0
		sleep 0.02
	done
	return 1
}
"$load" -d loads -n 'Kreis "7' -j 3 --batch=20 "$lot" >"$work/out" 2>"$work/err" &
loader=$!
wait_for 200
kill -KILL "$loader"
wait "$loader" 2>/dev/null
sleep 0.3
IFS='|' read -r reports different listed wrong <<<"$(state)"
[ "$reports" -ge 200 ] && [ "$reports" -lt "$files" ] && [ "$reports" = "$different" ] && [ "$reports" = "$listed" ] && [ "$wrong" = 0 ]
ok $? "killed in the middle: reports and ledger agree ($reports of $files)"
# The server goes on with what the second run needs, and crashes, twice.
"$load" -d loads -n 'Kreis "7' -j 3 --batch=20 "$lot" >"$work/out" 2>"$work/err" &
loader=$!
killed=0
for at in 500 900; do
	wait_for "$at"
	for i in $(seq 200); do
		victim=$(sql -c "SELECT pid FROM pg_stat_activity WHERE application_name = 'govreport-load' AND state = 'active' LIMIT 1" 2>/dev/null)
		if [ -n "$victim" ] && kill -KILL "$victim" 2>/dev/null; then
			killed=$((killed + 1))
			break
		fi
		sleep 0.01
	done
	sleep 0.2
done
wait "$loader"
is "the load outlives crashes of the server: exit status" "$?" 0
is "there were crashes" "$killed|$(grep -c 'was terminated by signal 9' "$(cluster_directory)/load/log")" "2|2"
is "nothing is lost, nothing is twice" "$(state)" "$files|$files|$files|0"
run 0 "a third run" "$lot"
grep -q "$files files: 0 loaded (0 as new versions), $files unchanged, 0 set aside" "$work/out"
ok $? "which loads nothing"

# Two at once do not get into each other's way.
sql -c "TRUNCATE $ws.loaded_files; DELETE FROM $ws.reports"
"$load" -q -d loads -n 'Kreis "7' -j 2 --batch=30 "$lot" 2>"$work/err2" &
loader=$!
run 0 "one of two loads" -q -j 2 --batch=50 "$lot"
wait "$loader"
is "the other: exit status" "$?" 0
is "two loads at once" "$(state)" "$files|$files|$files|0"
[ ! -s "$work/out" ] && [ ! -s "$work/err" ] && [ ! -s "$work/err2" ]
ok $? "--quiet is quiet"

# ---------- signals ----------

for signal in INT TERM; do
	sql -c "TRUNCATE $ws.loaded_files; DELETE FROM $ws.reports"
	"$load" -d loads -n 'Kreis "7' -j 2 --batch=20 "$lot" >"$work/out" 2>"$work/err" &
	loader=$!
	wait_for 100
	# bash has its children in the background ignore SIGINT; the loader waits for it nevertheless.
	kill -"$signal" "$loader"
	wait "$loader"
	is "$signal: exit status" "$?" $((128 + $(kill -l "$signal")))
	IFS='|' read -r reports different listed wrong <<<"$(state)"
	[ "$reports" -ge 100 ] && [ "$reports" -lt "$files" ] && [ "$reports" = "$listed" ] && [ "$wrong" = 0 ]
	ok $? "$signal: what was begun is finished ($reports of $files)"
	grep -q "$reports loaded" "$work/out"
	ok $? "$signal: and told"
done
run 0 "after signals" "$lot"
is "nothing is lost after signals" "$(state)" "$files|$files|$files|0"

# ---------- progress ----------

sql -c "TRUNCATE $ws.loaded_files; DELETE FROM $ws.reports"
# A bare root may have the program and no pseudo-terminals.
if script -qec true /dev/null >/dev/null 2>&1 </dev/null; then
	script -qec "'$load' -d loads -n 'Kreis \"7' -j 1 --batch=50 '$lot'" /dev/null >"$work/screen" </dev/null
	is "on a terminal: exit status" "$?" 0
	grep -aqE $'\r''\[#+ *\] +[0-9]+ % [0-9]+ of 1500 files, [0-9]+/s, [0-9]+:[0-9]{2} left' "$work/screen"
	ok $? "a bar with rate and remaining time"
	[ "$(tr -d '\r' <"$work/screen" | grep -c '.')" -le 2 ]
	ok $? "in one line"
else
	for i in 1 2 3; do ok 0 "bar # SKIP no program script, or no pseudo-terminal"; done
fi
sql -c "TRUNCATE $ws.loaded_files; DELETE FROM $ws.reports"
run 0 "without a terminal" -j 1 --batch=50 "$lot"
grep -qE '^govreport-load: [0-9]+ of 1500 files, [0-9]+/s, [0-9]+:[0-9]{2} left$' "$work/err"
ok $? "a line with rate and remaining time"
! grep -q $'[\r\033]' "$work/err" && ! grep -q $'[\r\033]' "$work/out"
ok $? "no bar without a terminal"

# ---------- usage ----------

"$load" --help >"$work/help"
is "--help: exit status" "$?" 0
is "--version" "$("$load" --version)" "govreport-load $(sed -n 's/^  "version": "\(.*\)",/\1/p' META.json)"
# wrong DESCRIPTION ARGUMENT...
wrong()
{
	local name=$1
	shift
	"$load" "$@" >"$work/out" 2>"$work/err"
	is "$name" "$? $([ -s "$work/out" ] && echo out) $(grep -c '^govreport-load: ' "$work/err" | sed 's/^[1-9].*/told/')" "2  told"
}
wrong "no directory" -n x
wrong "no workspace" "$crawl"
wrong "two directories" -n x "$crawl" "$crawl"
wrong "an unknown option" -n x --unknown "$crawl"
wrong "no number" -n x -j many "$crawl"
wrong "too many jobs" -n x -j 65 "$crawl"
wrong "no size" -n x --max-size=-1 "$crawl"
wrong "a size beyond the limit" -n x --max-size=65M "$crawl"
wrong "--null without a list" -n x -0 "$crawl"
run 3 "no such directory" "$work/nowhere"
"$load" -d loads -n nowhere "$crawl" 2>"$work/err"
is "no such workspace: exit status" "$?" 3
grep -q "there is no workspace \"nowhere\" in database \"loads\"; make one with: CALL govreport.create_workspace('nowhere')" "$work/err"
ok $? "and what to do"
"$load" -d no_such_database -n x "$crawl" 2>"$work/err"
is "no such database: exit status" "$?" 3
sql -c "CREATE ROLE reader LOGIN; GRANT USAGE ON SCHEMA $ws TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA $ws TO reader"
"$load" -U reader -d loads -n 'Kreis "7' "$many" 2>"$work/err"
is "without privileges: exit status" "$?" 3
grep -q 'permission denied' "$work/err"
ok $? "and the reason"

sql >/dev/null <<SQL
CREATE ROLE loader LOGIN;
GRANT USAGE ON SCHEMA $ws TO loader;
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA $ws TO loader;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA $ws TO loader;
INSERT INTO $ws.organs (name) VALUES ('望川县人民政府');
DROP TRIGGER slow ON $ws.reports;
TRUNCATE $ws.reports, $ws.loaded_files;
SQL
rm -f "$crawl/way-out"
run 0 "with the privileges of the manual, and no more" -U loader "$crawl"
sed -i 's/2019/2020/' "$crawl/deep/er/page.html"
run 0 "new versions too" -U loader "$crawl"
is "reports are attached by them" "$(sql -c "SELECT count(*), count(replaces) FROM $ws.reports WHERE organ IS NOT NULL")" "2|1"

# ---------- the manual ----------

options()
{
	# shellcheck disable=SC1003
	grep -oE -- "$1" "$2" | tr -d '\\' | sort -u
}
sed 's/\\-/-/g; s/" "\\fR, \\fP"//g' src/bin/govreport-load.1 >"$work/manual"
is "the manual has the options of --help" "$(options '--[a-z]+(-[a-z]+)*' "$work/manual" | grep -vxE -- '--print0?')" "$(options '--[a-z]+(-[a-z]+)*' "$work/help")"
if command -v man >/dev/null && command -v groff >/dev/null; then
	is "the manual is sound" "$(LC_ALL=C.UTF-8 MANROFFSEQ='' man --warnings -l -Tutf8 src/bin/govreport-load.1 2>&1 >/dev/null)" ""
else
	ok 0 "the manual is sound # SKIP no man or groff"
fi
finish
