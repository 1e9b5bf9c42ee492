#!/bin/bash
# Released scripts stay as they were, and every released version can be brought to the present one and is then the same.
#
#   upgrade.sh             prints TAP
#   upgrade.sh --release   records the scripts and values of the present version as released
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 2
version=$(sed -n "s/^default_version = '\(.*\)'$/\1/p" govreport.control)
sums=test/releases/checksums

if [ "${1-}" = --release ]; then
	format=$(sed -n 's/^#define GR_FORMAT_VERSION \([0-9]*\)$/\1/p' src/core/codec.h)
	for file in sql/govreport--*.sql "test/releases/format_$format.values"; do
		grep -q "  $file\$" "$sums" || sha256sum "$file" >>"$sums"
	done
	cat "$sums"
	exit
fi

work=$(mktemp -d) || exit 1
databases=()
cleanup()
{
	local database
	for database in "${databases[@]}"; do
		"$PG_BINDIR/dropdb" --if-exists "$database" 2>/dev/null
	done
	rm -rf "$work"
}
trap cleanup EXIT
PSQL=${PSQL:-psql -XAtq -v ON_ERROR_STOP=1}
# shellcheck source=test/tap.bash
. test/tap.bash
new_database()
{
	databases+=("$1")
	"$PG_BINDIR/createdb" -T template0 "$1" || bail "no database $1"
}

# Files.
sha256sum --quiet -c "$sums" >"$work/changed" 2>&1 || [ ! -s "$sums" ]
ok $? "no released file was edited" "$work/changed"
# The versions that the changelog gives a date, by the name of their script: 1.2.0 is 1.2.
sed -n 's/^## \[\([0-9.]*\)\] *[(-]* *\([^)]*\).*/\1 \2/p' CHANGELOG.md >"$work/changelog"
[ -s "$work/changelog" ]
ok $? "the changelog names versions"
: >"$work/unrecorded"
released=()
while read -r full date; do
	[ "$date" != unreleased ] || continue
	released+=("${full%.0}")
	grep -q "  sql/govreport--${full%.0}\.sql\$" "$sums" || echo "sql/govreport--${full%.0}.sql: run upgrade.sh --release" >>"$work/unrecorded"
done <"$work/changelog"
[ ! -s "$work/unrecorded" ]
ok $? "each released version is on record (${#released[@]})" "$work/unrecorded"
meta=$(sed -n 's/^  "version": "\(.*\)",/\1/p' META.json)
[ "$version" = "${meta%.0}" ] && [ -f "sql/govreport--$version.sql" ] && [ "$(head -n 1 "$work/changelog" | cut -d ' ' -f 1)" = "$meta" ]
ok $? "control file, META.json and the top of the changelog name one version, and there is its script"
status=stable
[ "$(head -n 1 "$work/changelog" | cut -d ' ' -f 2)" != unreleased ] || status=unstable
grep -q "\"release_status\": \"$status\"" META.json
ok $? "META.json calls it $status, as the changelog does"

# Everything that an extension is in the catalogues, a line for each fact, by names and not by numbers.
cat >"$work/catalogue.sql" <<'SQL'
SET search_path = pg_catalog;
WITH member AS (
  SELECT classid, objid, objsubid FROM pg_depend
  WHERE refclassid = 'pg_extension'::regclass AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'govreport') AND deptype = 'e'
), named AS (
  SELECT m.*, format('%s %s', i.type, i.identity) AS name FROM member AS m, pg_identify_object(classid, objid, objsubid) AS i
)
SELECT name || ': member' FROM named
UNION ALL SELECT name || ': comment ' || coalesce(obj_description(objid, classid::regclass::name), '-') FROM named
UNION ALL SELECT name || ': definition ' || CASE WHEN prokind = 'a' THEN '' ELSE pg_get_functiondef(p.oid) END FROM named JOIN pg_proc AS p ON classid = 'pg_proc'::regclass AND p.oid = objid
UNION ALL SELECT name || format(': %s cost %s rows %s volatile %s strict %s parallel %s leakproof %s definer %s owner %s acl %s config %s', prokind, procost, prorows, provolatile, proisstrict,
    proparallel, proleakproof, prosecdef, proowner::regrole, proacl, proconfig) FROM named JOIN pg_proc AS p ON classid = 'pg_proc'::regclass AND p.oid = objid
UNION ALL SELECT name || format(': %s %s %s %s %s %s %s %s %s %s %s', aggtransfn, aggfinalfn, aggcombinefn, aggserialfn, aggdeserialfn, aggmtransfn, aggminvtransfn, aggsortop, aggtranstype::regtype,
    aggtransspace, agginitval) FROM named JOIN pg_aggregate AS a ON classid = 'pg_proc'::regclass AND aggfnoid = objid
UNION ALL SELECT name || format(': %s %s %s %s %s %s %s %s %s %s %s %s', typtype, typcategory, typlen, typbyval, typalign, typstorage, typinput, typoutput, typreceive, typsend, typanalyze, typacl)
  FROM named JOIN pg_type AS t ON classid = 'pg_type'::regclass AND t.oid = objid
UNION ALL SELECT format('%s: attribute %s %s %s', name, attnum, attname, format_type(atttypid, atttypmod))
  FROM named JOIN pg_class AS c ON classid = 'pg_class'::regclass AND c.oid = objid OR classid = 'pg_type'::regclass AND c.reltype = objid JOIN pg_attribute ON attrelid = c.oid AND attnum > 0
UNION ALL SELECT name || format(': %s %s %s hash %s merge %s com %s neg %s %s %s', oprleft::regtype, oprright::regtype, oprcode, oprcanhash, oprcanmerge, oprcom::regoperator, oprnegate::regoperator, oprrest, oprjoin)
  FROM named JOIN pg_operator AS o ON classid = 'pg_operator'::regclass AND o.oid = objid
UNION ALL SELECT name || format(': %s %s', castcontext, castmethod) FROM named JOIN pg_cast AS c ON classid = 'pg_cast'::regclass AND c.oid = objid
UNION ALL SELECT name || format(': default %s', opcdefault) FROM named JOIN pg_opclass AS c ON classid = 'pg_opclass'::regclass AND c.oid = objid
UNION ALL SELECT name || format(': %s %s', amopstrategy, amopopr::regoperator) FROM named JOIN pg_amop ON classid = 'pg_opfamily'::regclass AND amopfamily = objid
UNION ALL SELECT name || format(': %s %s', amprocnum, amproc) FROM named JOIN pg_amproc ON classid = 'pg_opfamily'::regclass AND amprocfamily = objid
UNION ALL SELECT name || format(': %s %s', nspowner::regrole, nspacl) FROM named JOIN pg_namespace AS s ON classid = 'pg_namespace'::regclass AND s.oid = objid
UNION ALL SELECT format('extension: version %s relocatable %s schema %s config %s', extversion, extrelocatable, extnamespace::regnamespace, extconfig) FROM pg_extension WHERE extname = 'govreport';
SQL
catalogue()
{
	$PSQL -d "$1" -f "$work/catalogue.sql" 2>&1 | LC_ALL=C sort
}

new_database upgrade_fresh
$PSQL -d upgrade_fresh -c 'CREATE EXTENSION govreport'
catalogue upgrade_fresh >"$work/fresh"
[ "$(wc -l <"$work/fresh")" -ge 300 ] && ! grep -q ERROR "$work/fresh"
ok $? "the catalogue of a fresh installation: $(wc -l <"$work/fresh") lines" "$work/fresh"

# The comparison is worth what it sees.
new_database upgrade_changed
$PSQL -d upgrade_changed -c 'CREATE EXTENSION govreport'
catalogue upgrade_changed | cmp -s - "$work/fresh"
ok $? "two installations are the same"
cp "$work/fresh" "$work/before"
while IFS= read -r change; do
	$PSQL -d upgrade_changed -c "$change" >"$work/log" 2>&1
	status=$?
	catalogue upgrade_changed >"$work/after"
	[ "$status" -eq 0 ] && ! cmp -s "$work/before" "$work/after"
	ok $? "seen: $change" "$work/log"
	cp "$work/after" "$work/before"
done <<'CHANGES'
ALTER FUNCTION govreport.parse(text) COST 1
ALTER FUNCTION govreport.report_year(govreport.report) VOLATILE
ALTER FUNCTION govreport.title(govreport.report) SET search_path = public
COMMENT ON TYPE govreport.report IS 'something else'
ALTER TYPE govreport.cell ADD ATTRIBUTE more int
ALTER OPERATOR govreport.= (govreport.report, govreport.report) SET (RESTRICT = NONE)
ALTER EXTENSION govreport DROP FUNCTION govreport.full_version()
GRANT CREATE ON SCHEMA govreport TO PUBLIC
CREATE OR REPLACE FUNCTION govreport.layout(govreport.report) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN NULL
CHANGES

# From each released version to this one, by the shortest way that the server finds.
for old in "${released[@]}"; do
	[ "$old" != "$version" ] || continue
	new_database "upgrade_from"
	$PSQL -d upgrade_from -c "CREATE EXTENSION govreport VERSION '$old'" -c 'CREATE TABLE kept AS SELECT govreport.parse('"''"') AS parsed' \
		-c "ALTER EXTENSION govreport UPDATE TO '$version'" -c 'SELECT parsed::text FROM kept' >"$work/log" 2>&1
	ok $? "$old is brought to $version" "$work/log"
	catalogue upgrade_from | diff "$work/fresh" - >"$work/diff"
	ok $? "and is then as a fresh one" "$work/diff"
	"$PG_BINDIR/dropdb" upgrade_from
done
# No script for a version that nobody can come from, none that leads nowhere.
$PSQL -d upgrade_fresh -c "SELECT source FROM pg_extension_update_paths('govreport') WHERE target = '$version' AND path IS NULL" >"$work/stranded"
[ ! -s "$work/stranded" ]
ok $? "every version that has a script leads to $version" "$work/stranded"
finish
