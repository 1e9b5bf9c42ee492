#!/bin/bash
# Calls, again and again in one session: neither the server's contexts nor the process grow.
# MEMORY_CALLS says how many calls of each function (10000); test/slow/memory_growth.sh makes a million.
set -uo pipefail
work=$(mktemp -d) || exit 1
database=memory_growth
trap '"$PG_BINDIR/dropdb" --if-exists "$database" 2>/dev/null; rm -rf "$work"' EXIT
PSQL=${PSQL:-psql -XAtq -v ON_ERROR_STOP=1}
calls=${MEMORY_CALLS:-10000}
# The server's contexts hold no more than the first calls left.  The allocator below them settles some megabytes higher
# after a hundred thousand calls and stays there: a million calls that lost a pointer each would show.
slack_contexts=$((256 << 10))
slack_process=$((12 << 20))
# shellcheck source=test/tap.bash
. test/tap.bash
"$PG_BINDIR/createdb" -T template0 "$database" || bail "no database"

# Reports that are refused, too: what an error leaves behind goes with its subtransaction.
$PSQL -d "$database" -v data="$GOVREPORT_DATA" -v calls="$calls" >"$work/out" 2>"$work/errors" <<'SQL'
CREATE EXTENSION govreport;
CREATE TABLE source AS SELECT row_number() OVER (ORDER BY f COLLATE "C") AS id, raw, raw::bytea AS bytes, govreport.parse(raw) AS parsed, govreport.parse(raw)::text AS printed
FROM pg_ls_dir(:'data') AS f, pg_read_file(:'data' || '/' || f) AS raw WHERE f LIKE '%.txt' AND length(raw) < 12000 ORDER BY length(raw) LIMIT 4;
CREATE TABLE calls (name text, expression text, share float);
-- share: what is slow is called less often.
INSERT INTO calls VALUES ('parse', 'govreport.parse(raw)', 1), ('report to text and back', 'parsed::text::govreport.report', 0.3), ('send', 'govreport.report_send(parsed)', 1),
  ('to jsonb', 'parsed::jsonb', 0.3), ('decode', 'govreport.decode(bytes)', 1), ('header', '(govreport.header(parsed)).year', 1), ('value', $$govreport.value(parsed, 'applications', 'received', 'total')$$, 1),
  ('cells', '(SELECT count(*) FROM govreport.cells(parsed))', 0.2), ('some cells', '(SELECT c.pos FROM govreport.cells(parsed) AS c LIMIT 1)', 0.2), ('findings', '(SELECT count(*) FROM govreport.findings(parsed))', 1),
  ('facts', '(SELECT count(*) FROM govreport.facts(parsed))', 0.2), ('citations', '(SELECT count(*) FROM govreport.citations(parsed, raw))', 0.2),
  ('render', $$govreport.render(parsed, 'html')$$, 0.3), ('reconciles', 'govreport.reconciles(parsed)', 1), ('hash', 'govreport.report_hash(parsed)', 1), ('plus', 'govreport.plus(parsed, parsed)', 1);
CREATE FUNCTION contexts() RETURNS bigint LANGUAGE sql AS $$ SELECT sum(total_bytes)::bigint FROM pg_backend_memory_contexts $$;
-- Of the process alone: what it touched of the shared buffers is no growth.
CREATE FUNCTION resident() RETURNS bigint LANGUAGE sql AS $$ SELECT (s[2]::bigint - s[3]::bigint) * 4096 FROM string_to_array(pg_read_file('/proc/self/statm'), ' ') AS s $$;
CREATE PROCEDURE measure(name text, query text, counted bigint) LANGUAGE plpgsql AS $$
DECLARE
  before_contexts bigint;
  before_resident bigint;
BEGIN
  -- The first calls fill caches.  A thousand at a time: the counter of a larger query is kept in memory itself.
  FOR i IN 1 .. 2 LOOP
    EXECUTE query USING 1000;
    COMMIT;
  END LOOP;
  before_contexts := contexts();
  before_resident := resident();
  FOR i IN 1 .. greatest(counted / 1000, 1) LOOP
    EXECUTE query USING 1000;
    COMMIT;
  END LOOP;
  RAISE INFO '% | % | % | %', name, counted, contexts() - before_contexts, resident() - before_resident;
END
$$;
\o /dev/null
SELECT format('CALL measure(%L, %L, %s)', name, format('SELECT count(%s) FROM source, generate_series(1, $1 / 4)', expression), (:calls * share)::bigint) FROM calls
UNION ALL SELECT format('CALL measure(%L, %L, %s)', 'rollup', 'SELECT govreport.rollup(parsed) FROM source, generate_series(1, $1 / 4)', :calls)
UNION ALL SELECT format('CALL measure(%L, %L, %s)', 'rollup over a moving frame',
  'SELECT count(r) FROM (SELECT govreport.rollup(parsed) OVER (ORDER BY g ROWS 3 PRECEDING) AS r FROM source, generate_series(1, $1 / 4) AS g) AS s', :calls / 10)
UNION ALL SELECT format('CALL measure(%L, %L, %s)', 'errors',
  $$DO '
  BEGIN
    FOR i IN 1 .. 250 LOOP
      BEGIN
        PERFORM (left(printed, 300 + i % 700))::govreport.report FROM public.source;
      EXCEPTION WHEN data_exception THEN
        NULL;
      END;
    END LOOP;
  END'$$, :calls / 2) \gexec
\o
SQL
status=$?
if [ "$status" -ne 0 ] || grep -q ERROR "$work/errors"; then
	sed 's/^/# /' "$work/errors"
	bail "the calls did not come to their end"
fi
while IFS='|' read -r name counted contexts resident; do
	[ "$contexts" -le "$slack_contexts" ] && [ "$resident" -le "$slack_process" ]
	ok $? "$(printf '%s, %d calls: contexts %+d kB, process %+d kB' "$name" "$counted" "$((contexts / 1024))" "$((resident / 1024))")"
done < <(sed -n 's/.*INFO: *\(.*|.*|.*|.*\)/ \1/p' "$work/errors")
[ "$n" -ge 19 ]
ok $? "everything was called"
finish
