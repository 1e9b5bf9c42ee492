#!/bin/bash
# Dump and restore, and COPY in both formats: what comes back are the same bytes.
set -u
work=$(mktemp -d) || exit 1
databases=()
cleanup()
{
	local database
	for database in "${databases[@]}"; do
		"$PG_BINDIR/dropdb" --if-exists "$database" 2>/dev/null
	done
	"$PG_BINDIR/dropuser" --if-exists restore_owner 2>/dev/null
	rm -rf "$work"
}
trap cleanup EXIT
# The order of psql's options: those of PSQL, then ours.
PSQL=${PSQL:-psql -XAtq -v ON_ERROR_STOP=1}
# shellcheck source=test/tap.bash
. test/tap.bash
new_database()
{
	databases+=("$1")
	"$PG_BINDIR/createdb" -T template0 "$1" || bail "no database $1"
}

new_database restore_from
$PSQL -d restore_from -v data="$GOVREPORT_DATA" >"$work/setup.log" 2>&1 <<'SQL' || { sed 's/^/# /' "$work/setup.log"; bail "no database to dump"; }
CREATE EXTENSION govreport;
CALL govreport.create_workspace('reports of ''20');
INSERT INTO "reports of '20".organs (id, name, parent) VALUES (1, '槐川市人民政府', NULL), (2, '北岑区人民政府', 1), (3, '槐川市财政局', 1);
INSERT INTO "reports of '20".reports (source_url, fetched_at, raw)
SELECT f, '2021-04-01 00:00+00', pg_read_file(:'data' || '/' || f) FROM pg_ls_dir(:'data') AS f WHERE f LIKE '%.txt' ORDER BY f COLLATE "C";

-- Reports that reconcile, in a table that takes no others.
CREATE TABLE accepted (name text PRIMARY KEY, parsed govreport.report NOT NULL CHECK (govreport.assert_reconciles(parsed)));
INSERT INTO accepted SELECT source_url, parsed FROM "reports of '20".reports WHERE govreport.reconciles(parsed);
-- Others, and NULL, and roll-ups, in a plain column; indexes on the type and on what it says.
CREATE TABLE plain (id int, parsed govreport.report, rolled_up govreport.report);
INSERT INTO plain SELECT id, parsed, govreport.rollup(parsed) OVER (ORDER BY id) FROM "reports of '20".reports;
INSERT INTO plain VALUES (0, NULL, NULL), (100, govreport.parse(''), NULL);
CREATE INDEX plain_parsed ON plain (parsed);
CREATE INDEX plain_hash ON plain USING hash (rolled_up);
CREATE INDEX plain_issuer ON plain (govreport.issuer(parsed), govreport.report_year(parsed)) WHERE govreport.reconciles(parsed);
CREATE STATISTICS plain_statistics ON (govreport.report_year(parsed)), (govreport.level(parsed)) FROM plain;
CREATE MATERIALIZED VIEW totals AS
  SELECT govreport.report_year(parsed) AS year, govreport.rollup(parsed) AS total FROM "reports of '20".reports GROUP BY 1;
CREATE UNIQUE INDEX ON totals (year);
-- Partitions by the hash of the report itself: its place depends on the hash, which a dump by partition does not move.
CREATE TABLE spread (parsed govreport.report) PARTITION BY HASH (parsed);
CREATE TABLE spread_0 PARTITION OF spread FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE spread_1 PARTITION OF spread FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO spread SELECT parsed FROM plain WHERE parsed IS NOT NULL;
-- A domain, a composite and an array over the type, and a function of the user.
CREATE DOMAIN good_report AS govreport.report CHECK (govreport.reconciles(VALUE) IS NOT false);
CREATE TYPE pair AS (before govreport.report, after govreport.report);
CREATE TABLE derived (good good_report, both_years pair, all_reports govreport.report[]);
INSERT INTO derived SELECT (SELECT parsed FROM accepted ORDER BY name LIMIT 1), ROW(a.parsed, b.parsed)::pair, (SELECT array_agg(parsed ORDER BY id) FROM plain)
FROM plain AS a, plain AS b WHERE a.id = 1 AND b.id = 2;
CREATE FUNCTION received(r govreport.report) RETURNS numeric LANGUAGE sql IMMUTABLE
  BEGIN ATOMIC SELECT govreport.value(r, 'applications', 'received', 'total'); END;
CREATE VIEW received AS SELECT id, received(parsed) FROM plain;
-- Columns made of the raw text, a default, partitions by what a report says, and what asks a report on the way in and out.
CREATE TABLE made (
  raw text NOT NULL CHECK (govreport.parse(raw) IS NOT NULL),
  parsed govreport.report GENERATED ALWAYS AS (govreport.parse(raw)) STORED,
  year int GENERATED ALWAYS AS (govreport.report_year(govreport.parse(raw))) STORED,
  total govreport.report DEFAULT govreport.parse('')
) PARTITION BY RANGE (md5(raw));
CREATE TABLE made_all PARTITION OF made FOR VALUES FROM (MINVALUE) TO (MAXVALUE);
CREATE INDEX made_facts ON made ((govreport.value(parsed, 'applications', 'received', 'total')), (md5(raw))) WHERE govreport.report_year(parsed) >= 2018;
CREATE INDEX made_hash ON made USING hash ((govreport.parse(raw)));
INSERT INTO made (raw) SELECT raw FROM "reports of '20".reports;
CREATE MATERIALIZED VIEW stated AS SELECT r.id, f.ordinal, f.fact_key, f.value, govreport.describe(g) AS words
  FROM "reports of '20".reports AS r CROSS JOIN LATERAL govreport.facts(r.parsed) AS f LEFT JOIN LATERAL govreport.findings(r.parsed) AS g ON g.pos = f.pos;
CREATE TABLE guarded (parsed govreport.report);
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no year'; END $$;
CREATE TRIGGER guard BEFORE INSERT ON guarded FOR EACH ROW WHEN (govreport.report_year(NEW.parsed) IS NULL) EXECUTE FUNCTION refuse();
ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
CREATE POLICY counties ON guarded USING (govreport.level(parsed) = 'county') WITH CHECK (govreport.reconciles(parsed));
CREATE RULE twice AS ON UPDATE TO guarded WHERE govreport.reconciles(NEW.parsed) IS NULL DO INSTEAD NOTHING;
SQL

$PSQL -d restore_from -c "CALL \"reports of '20\".refresh_summary()" || bail "no summary"

# Everything in it: bytes, texts, definitions.
cat >"$work/content.sql" <<'SQL'
SET search_path = public;
SELECT 'reports', id, source_url, fetched_at, md5(raw), md5(govreport.report_send(parsed)) FROM "reports of '20".reports ORDER BY id;
SELECT 'overview', o.* FROM "reports of '20".overview AS o ORDER BY report_id;
SELECT 'findings', f.* FROM "reports of '20".findings AS f ORDER BY report_id, rule COLLATE "C", pos, row_key COLLATE "C", column_key COLLATE "C";
SELECT 'attached', a.* FROM "reports of '20".attachments AS a ORDER BY report_id;
SELECT 'summary', organ, year, report_id, md5(own::text), md5(children::text), md5(subtree::text) FROM "reports of '20".summary ORDER BY organ, year;
SELECT 'function', p.proname COLLATE "C", pg_get_function_arguments(p.oid) COLLATE "C", md5(pg_get_functiondef(p.oid)) FROM pg_proc AS p WHERE pronamespace = '"reports of ''20"'::regnamespace ORDER BY 2, 3;
SELECT 'trigger', tgrelid::regclass::text COLLATE "C", tgname COLLATE "C", md5(pg_get_triggerdef(t.oid)) FROM pg_trigger AS t WHERE NOT tgisinternal ORDER BY 2, 3;
SELECT 'accepted', name, md5(govreport.report_send(parsed)) FROM accepted ORDER BY name COLLATE "C";
SELECT 'plain', id, md5(govreport.report_send(parsed)), md5(govreport.report_send(rolled_up)) FROM plain ORDER BY id;
SELECT 'totals', year, md5(govreport.report_send(total)) FROM totals ORDER BY year;
SELECT 'spread', tableoid::regclass, md5(govreport.report_send(parsed)) AS bytes FROM spread ORDER BY 3;
SELECT 'derived', md5(good::text), md5(both_years::text), md5(all_reports::text) FROM derived;
SELECT 'received', r.* FROM received AS r ORDER BY 2;
SELECT 'made', md5(raw), md5(govreport.report_send(parsed)), year, md5(govreport.report_send(total)) FROM made ORDER BY 2;
SELECT 'stated', s.* FROM stated AS s ORDER BY id, ordinal, words COLLATE "C";
SELECT 'trigger', pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = 'guarded'::regclass;
SELECT 'policy', polname, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid) FROM pg_policy;
SELECT 'rule', pg_get_ruledef(oid) FROM pg_rewrite WHERE ev_class = 'guarded'::regclass;
SELECT 'default', attrelid::regclass, attname, attgenerated, pg_get_expr(adbin, adrelid) FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum WHERE adrelid::regclass::text LIKE 'made%' ORDER BY 2, 3;
SELECT 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0 AND connamespace = 'public'::regnamespace ORDER BY 2, 3;
SELECT 'index', indexrelid::regclass::text COLLATE "C", pg_get_indexdef(indexrelid), indisvalid FROM pg_index WHERE indrelid::regclass::text IN ('plain', 'totals', 'made', 'made_all') ORDER BY 2;
SELECT 'view', c.oid::regclass::text COLLATE "C", md5(pg_get_viewdef(c.oid)) FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = relnamespace WHERE relkind IN ('v', 'm') AND nspname IN ('reports of ''20', 'public') ORDER BY 2;
SELECT 'used', count(*) FROM plain WHERE govreport.reconciles(parsed) AND govreport.issuer(parsed) = '槐川市北岑区人民政府';
SQL
content()
{
	$PSQL -d "$1" -f "$work/content.sql" 2>&1
}
content restore_from >"$work/before"
[ "$(wc -l <"$work/before")" -gt 60 ] && ! grep -q ERROR "$work/before"
ok $? "there is something to dump"

# restored NAME DESCRIPTION: whether the database NAME has the same content
restored()
{
	content "$1" >"$work/after"
	cmp -s "$work/before" "$work/after"
	ok $? "$2"
	cmp -s "$work/before" "$work/after" || diff "$work/before" "$work/after" | head -n 20 | sed 's/^/# /'
	# The constraint still works, and so do the triggers.
	[ "$($PSQL -d "$1" -c "BEGIN" -c "INSERT INTO \"reports of '20\".reports (raw) VALUES ('槐川市财政局2031年政府信息公开工作年度报告') RETURNING (SELECT count(*) FROM \"reports of '20\".summary_changes)" \
		-c "CALL \"reports of '20\".refresh_summary()" -c "SELECT organ FROM \"reports of '20\".summary WHERE year = 2031 ORDER BY organ" -c "ROLLBACK" 2>&1 | paste -sd ' ')" = '0 1 3' ]
	ok $? "$2: a report comes to its organ and to the summary"
	$PSQL -d "$1" -c "INSERT INTO accepted SELECT 'bad', parsed FROM \"reports of '20\".reports WHERE NOT govreport.reconciles(parsed) LIMIT 1" >"$work/refusal" 2>&1
	grep -q 'report does not reconcile' "$work/refusal"
	ok $? "$2: the constraint refuses what does not reconcile"
}

# Where restoring as another search_path or as text would fail, these fail.
for options in '' '--load-via-partition-root' '--inserts' '--column-inserts --rows-per-insert=5' '--clean --if-exists' '--disable-triggers --no-owner'; do
	name=restore_plain_$n
	new_database "$name"
	# The log is shown when either fails.
	# shellcheck disable=SC2015,SC2086
	"$PG_BINDIR/pg_dump" $options -d restore_from >"$work/dump.sql" 2>"$work/log" &&
		$PSQL -d "$name" -f "$work/dump.sql" >>"$work/log" 2>&1 || sed 's/^/# /' "$work/log"
	restored "$name" "plain dump${options:+ $options}"
done
for format in custom directory tar; do
	name=restore_$format
	new_database "$name"
	options=()
	[ "$format" = tar ] || options=(-j 2)
	# shellcheck disable=SC2015
	"$PG_BINDIR/pg_dump" -F "$format" -f "$work/dump.$format" -d restore_from >"$work/log" 2>&1 &&
		"$PG_BINDIR/pg_restore" "${options[@]}" --exit-on-error -d "$name" "$work/dump.$format" >>"$work/log" 2>&1 || sed 's/^/# /' "$work/log"
	restored "$name" "$format dump"
done
new_database restore_parts
{ "$PG_BINDIR/pg_dump" -F custom -f "$work/parts" --load-via-partition-root -d restore_from &&
	"$PG_BINDIR/pg_restore" --section=pre-data -d restore_parts "$work/parts" &&
	"$PG_BINDIR/pg_restore" --section=data -d restore_parts "$work/parts" &&
	"$PG_BINDIR/pg_restore" --section=post-data -d restore_parts "$work/parts"; } >"$work/log" 2>&1 || sed 's/^/# /' "$work/log"
restored restore_parts "in sections"

# By the owner of the new database, who is no superuser: the extension is trusted.
databases+=(restore_owner)
if ! $PSQL -c 'CREATE ROLE restore_owner LOGIN' || ! "$PG_BINDIR/createdb" -T template0 -O restore_owner restore_owner; then
	bail "no database of an owner"
fi
"$PG_BINDIR/pg_dump" -F custom --no-owner -f "$work/owned" -d restore_from >"$work/log" 2>&1
"$PG_BINDIR/pg_restore" -U restore_owner --no-owner --exit-on-error -d restore_owner "$work/owned" >>"$work/log" 2>&1 || sed 's/^/# /' "$work/log"
restored restore_owner "by an owner without superuser rights"

# The extension is dumped by its name, not by its objects.
"$PG_BINDIR/pg_dump" -d restore_from >"$work/dump.sql"
[ "$(grep -c 'CREATE EXTENSION.*govreport' "$work/dump.sql")" = 1 ] && ! grep -qE 'CREATE (FUNCTION|TYPE|OPERATOR|AGGREGATE) govreport\.' "$work/dump.sql"
ok $? "a dump names the extension and none of its objects"

# COPY out and in.
for format in text csv binary; do
	{
		echo "CREATE TABLE copied (LIKE plain);"
		echo "\\copy plain TO '$work/copy' (FORMAT $format)"
		echo "\\copy copied FROM '$work/copy' (FORMAT $format)"
		cat <<'SQL'
SELECT count(*) = (SELECT count(*) FROM plain) AND bool_and(govreport.report_send(p.parsed) IS NOT DISTINCT FROM govreport.report_send(c.parsed)
         AND govreport.report_send(p.rolled_up) IS NOT DISTINCT FROM govreport.report_send(c.rolled_up)) FROM plain AS p JOIN copied AS c USING (id);
DROP TABLE copied;
SQL
	} >"$work/copy.sql"
	answer=$($PSQL -d restore_from -f "$work/copy.sql" 2>&1)
	[ "$answer" = t ]
	ok $? "COPY in format $format"
	[ "$answer" = t ] || printf '%s\n' "$answer" | sed 's/^/# /'
done

# Removing the extension says what hangs on it, and takes it all with CASCADE.
$PSQL -d restore_parts -c 'DROP EXTENSION govreport' >"$work/refusal" 2>&1
grep -q 'cannot drop extension govreport because other objects depend on it' "$work/refusal"
ok $? "DROP EXTENSION is refused where its type is used"
$PSQL -d restore_parts -c 'SET client_min_messages = warning' -c 'DROP EXTENSION govreport CASCADE' \
	-c "SELECT count(*) FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = attrelid WHERE attname = 'parsed' AND NOT attisdropped" >"$work/answer" 2>&1
[ "$(cat "$work/answer")" = 0 ]
ok $? "and takes the columns with CASCADE"
finish
