#!/bin/bash
# The summary of a workspace under eight writers, one who moves organs and one who refreshes: it ends with the bytes of a fresh roll-up.
set -u
work=$(mktemp -d) || exit 1
database=summary_$$
cleanup()
{
	"$PG_BINDIR/dropdb" --if-exists --force "$database" 2>/dev/null
	rm -rf "$work"
}
trap cleanup EXIT
PSQL=${PSQL:-psql -XAtq -v ON_ERROR_STOP=1}
# shellcheck source=test/tap.bash
. test/tap.bash
"$PG_BINDIR/createdb" -T template0 "$database" || bail 'no database'
export PGDATABASE=$database

# A province of 3 cities, 9 counties and 27 offices, and what the writers do to a report each time.
$PSQL >"$work/setup" 2>&1 <<'SQL' || { sed 's/^/# /' "$work/setup"; bail 'no workspace'; }
CREATE EXTENSION govreport;
CALL govreport.create_workspace('work');
SET search_path = work, public;
CREATE FUNCTION public.named(i int) RETURNS text LANGUAGE sql IMMUTABLE RETURN translate(i::text, '0123456789', '云岑渚岚棹霁槐雁鹭苇');
INSERT INTO organs (id, name, parent)
SELECT 1, '沧渚省人民政府', NULL::bigint UNION ALL
SELECT 1 + c, named(c) || '市人民政府', 1 FROM generate_series(1, 3) AS c UNION ALL
SELECT 4 + k, named(100 + k) || '县人民政府', 2 + k % 3 FROM generate_series(1, 9) AS k UNION ALL
SELECT 13 + o, named(101 + o % 9) || '县' || named(o) || '局', 5 + o % 9 FROM generate_series(1, 27) AS o;
CREATE FUNCTION public.text_of(organ bigint, year int, seed int) RETURNS text LANGUAGE sql STABLE RETURN
  (SELECT format(E'%s%s年政府信息公开工作年度报告\n统计期限自%2$s年1月1日至%2$s年12月31日。\n| 信息内容 | 采购项目数量 | 采购总金额 |\n| 政府集中采购 | %3$s | %4$s万元 |\n'
    '| 行政复议 | 行政诉讼 |\n| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n| %5$s | 1 | 0 | 0 | %6$s | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |',
    o.name, year, seed % 97, seed % 89 + 0.25, seed % 13, seed % 13 + 1) FROM work.organs AS o WHERE o.id = organ);
-- A report that nobody else works on and that has no later version, if there is one among those looked at.
CREATE FUNCTION public.some_report(seed int) RETURNS bigint LANGUAGE sql VOLATILE
RETURN (SELECT r.id FROM work.reports AS r WHERE NOT EXISTS (SELECT FROM work.reports AS v WHERE v.replaces = r.id)
        ORDER BY hashint8(r.id + seed) LIMIT 1 FOR UPDATE SKIP LOCKED);
CREATE TABLE public.done (what text, ok boolean);
CREATE PROCEDURE public.write(what text, chosen bigint, year int, seed int) LANGUAGE plpgsql AS $$
DECLARE
  wrote bigint;
BEGIN
  CASE what
    WHEN 'insert' THEN INSERT INTO work.reports (raw) VALUES (text_of(chosen, year, seed)), (text_of(chosen % 40 + 1, year, seed + 1));
    WHEN 'correct' THEN
      INSERT INTO work.reports (raw, replaces)
      SELECT text_of(r.organ, govreport.report_year(r.parsed), seed), r.id FROM work.reports AS r WHERE r.id = (SELECT some_report(seed)) AND r.organ IS NOT NULL;
    WHEN 'delete' THEN DELETE FROM work.reports WHERE id = (SELECT some_report(seed));
    WHEN 'update' THEN UPDATE work.reports SET raw = text_of(chosen, year, seed) WHERE id = (SELECT some_report(seed));
    WHEN 'attach' THEN UPDATE work.reports SET organ = chosen WHERE id = (SELECT some_report(seed));
  END CASE;
  GET DIAGNOSTICS wrote = ROW_COUNT;
  INSERT INTO done VALUES (what, wrote > 0);
EXCEPTION
  -- Another one was faster: a version of that report exists now, or refers to it.
  WHEN unique_violation OR foreign_key_violation THEN
    INSERT INTO done VALUES (what, false);
END
$$;
-- What the summary has to be, from the reports alone.
CREATE VIEW public.wrong AS
SELECT organ, year, r.report_id, s.report_id AS summary_report_id FROM (
  SELECT organ, year, report_id, govreport.report_send(govreport.minus(govreport.plus(published, published), published)) AS own,
         govreport.report_send(children) AS children, govreport.report_send(subtree) AS subtree FROM work.rollups) AS r
FULL JOIN (
  SELECT organ, year, report_id, govreport.report_send(own) AS own, govreport.report_send(children) AS children, govreport.report_send(subtree) AS subtree
  FROM work.summary) AS s USING (organ, year)
WHERE (r.report_id, r.own, r.children, r.subtree) IS DISTINCT FROM (s.report_id, s.own, s.children, s.subtree);
INSERT INTO reports (raw) SELECT text_of(id, year, (id * 31 + year)::int) FROM organs, generate_series(2019, 2022) AS year;
CALL refresh_summary();
SQL
[ "$($PSQL -c 'SELECT count(*) = 160, (SELECT count(*) FROM wrong) FROM work.summary')" = 't|0' ]
ok $? 'the summary of what was loaded at once is that of the view'

for what in insert correct delete update attach; do
	printf '%s\n' '\set organ random(1, 40)' '\set year random(2019, 2023)' '\set seed random(1, 1000000)' \
		"CALL public.write('$what', :organ, :year, :seed);" >"$work/$what.sql"
done
echo 'CALL work.refresh_summary();' >"$work/refresh.sql"
# A county goes to another city, and an office to another county.
printf '%s\n' '\set county random(5, 13)' '\set city random(2, 4)' '\set office random(14, 40)' '\set other random(5, 13)' \
	'UPDATE work.organs SET parent = CASE id WHEN :county THEN :city ELSE :other END WHERE id IN (:county, :office);' >"$work/move.sql"
run()
{
	local log=$work/pgbench.$1
	shift
	"$PG_BINDIR/pgbench" -n "$@" "$database" >"$log" 2>&1
}
run writers -c 8 -j 2 -t "${SUMMARY_TRANSACTIONS:-100}" -f "$work/insert.sql@4" -f "$work/correct.sql@2" -f "$work/delete.sql@2" -f "$work/update.sql@2" -f "$work/attach.sql@1" &
writers=$!
run refresher -c 1 -t 40 -f "$work/refresh.sql" &
refresher=$!
run mover -c 1 -t 15 -f "$work/move.sql" &
mover=$!
wait "$writers"
ok $? 'eight writers come to their end, without a deadlock'
wait "$refresher"
ok $? 'so does the one who refreshes'
wait "$mover"
ok $? 'and the one who moves organs'
grep -h ERROR "$work"/pgbench.* | sort | uniq -c | head -n 20 | sed 's/^/# /'
done=$($PSQL -c "SELECT string_agg(what || ' ' || times, ', ' ORDER BY what), min(times) >= 10 FROM (SELECT what, count(*) FILTER (WHERE ok) AS times FROM done GROUP BY what) AS d")
[ "${done#*|}" = t ]
ok $? "all kinds of writes happened: ${done%|*}"
[ "$($PSQL -c 'SELECT count(*) > 0 FROM work.reports AS r JOIN work.reports AS v ON v.replaces = r.id')" = t ]
ok $? 'some reports are superseded'

[ "$($PSQL -c 'CALL work.refresh_summary()' -c 'SELECT count(*) FROM wrong')" = 0 ]
ok $? 'the summary has the bytes of a fresh roll-up'
[ "$($PSQL -c 'SELECT count(*) FROM work.summary_changes')" = 0 ]
ok $? 'and nothing is left to do'
[ "$($PSQL -c 'INSERT INTO work.reports (raw) VALUES (text_of(40, 2030, 7))' -c 'SELECT count(*) > 0 FROM wrong')" = t ]
ok $? 'a change shows as a difference until it is refreshed'

# An empty table leaves an empty summary.
[ "$($PSQL -c 'TRUNCATE work.reports' -c 'CALL work.refresh_summary()' -c 'SELECT count(*) FROM work.summary')" = 0 ]
ok $? 'nothing is left of reports that are gone'
finish
