# shellcheck shell=bash
# What a made-up province takes, in bytes and in the time of processors; sourced by run.sh, which says what its functions and variables are.
# The server has the settings of an installation but for max_wal_size; nothing waits for the disk.

# Set by run.sh.
: "${work:?}"

# The generator without its main().  A list of names without blanks.
# shellcheck disable=SC2046
program=$(core_program make_province -D_POSIX_C_SOURCE=200809L -Itest/generator test/province/*.c \
	$(printf '%s\n' test/generator/*.c | grep -v '/main\.c$'))
"$program" "$work/province"
cluster_start sizing 'shared_buffers = 128MB' 'full_page_writes = on' 'max_wal_size = 4GB' 'checkpoint_timeout = 1h' 'autovacuum = off'

# Time of the processors that the server's processes took that have ended, in clock ticks.
server_ticks()
{
	local line
	line=$(cat "/proc/$(head -n 1 "$work/sizing/data/postmaster.pid")/stat")
	# shellcheck disable=SC2086
	set -- ${line##*) }
	echo $((${14} + ${15}))
}

# cpu NAME COMMAND...: milliseconds of processors that the server (NAME.server) and the command (NAME.program) take.
cpu()
{
	local name=$1 before after TIMEFORMAT='%U %S'
	shift
	before=$(server_ticks)
	{ time "$@" >/dev/null 2>"$work/cpu.error"; } 2>"$work/cpu" || { cat "$work/cpu.error" >&2; return 1; }
	# The server reaps its processes a moment later.
	sleep 1
	after=$(server_ticks)
	figure "$name.server" "$(((after - before) * 1000 / $(getconf CLK_TCK)))"
	figure "$name.program" "$(awk '{ print ($1 + $2) * 1000 }' "$work/cpu")"
}

psql -q -v ON_ERROR_STOP=1 <<SQL
CREATE EXTENSION govreport;
CALL govreport.create_workspace('p');
\copy p.organs (id, name, level, parent) FROM '$work/province/organs.csv' (FORMAT csv, HEADER)
CREATE TABLE public.figures (name text, value text);
CREATE TABLE public.begun AS SELECT pg_current_wal_insert_lsn() AS wal;
SQL
cpu sizing.load "$PG_BINDIR/govreport-load" -q -n p -j 1 --prefix=crawl "$work/province/first"
psql -q -v ON_ERROR_STOP=1 <<'SQL'
INSERT INTO figures
SELECT 'sizing.wal', pg_wal_lsn_diff(pg_current_wal_insert_lsn(), wal)::text FROM begun
UNION ALL SELECT 'sizing.loaded', pg_table_size('p.reports')::text
UNION ALL SELECT 'sizing.indexes', pg_indexes_size('p.reports')::text
UNION ALL SELECT 'sizing.files', pg_total_relation_size('p.loaded_files')::text;
VACUUM FULL p.reports;
VACUUM ANALYZE p.reports;
SQL
cpu sizing.known "$PG_BINDIR/govreport-load" -q -n p -j 1 --prefix=crawl "$work/province/first"
psql -q -v ON_ERROR_STOP=1 <<'SQL'
SET max_parallel_workers_per_gather = 0;
SET jit = off;
INSERT INTO figures
SELECT f.name, f.value::text
FROM (SELECT count(*) AS reports, round(avg(octet_length(raw))) AS text, round(avg(pg_column_size(raw))) AS stored_text,
             percentile_disc(0.5) WITHIN GROUP (ORDER BY pg_column_size(parsed)) AS report, max(pg_column_size(parsed)) AS largest,
             round(avg(pg_column_size(parsed))) AS mean_report, round(avg(octet_length(parsed::text))) AS json
      FROM p.reports) AS s,
     LATERAL (VALUES ('sizing.reports', reports::numeric), ('sizing.text', text), ('sizing.stored_text', stored_text), ('sizing.report', report),
                     ('sizing.largest', largest), ('sizing.mean_report', mean_report), ('sizing.json', json)) AS f (name, value)
UNION ALL SELECT 'sizing.table', pg_table_size('p.reports')::text
UNION ALL SELECT 'sizing.main', pg_relation_size('p.reports')::text;

CREATE TABLE texts AS SELECT parsed::text AS json FROM p.reports;
\i test/bench/clock.sql
DO $$
DECLARE
  s record;
BEGIN
  FOR turn IN 1 .. 3 LOOP
    FOR s IN SELECT * FROM (VALUES
      ('parse', 'SELECT count(govreport.parse(raw)) FROM p.reports'),
      ('rollup', 'SELECT govreport.rollup(parsed) FROM p.reports'),
      ('rollup_by_organ', 'SELECT count(total) FROM (SELECT govreport.rollup(parsed) AS total FROM p.reports GROUP BY organ) AS t'),
      ('json_out', 'SELECT sum(length(parsed::text)) FROM p.reports'), ('json_in', 'SELECT count(json::govreport.report) FROM texts')) AS v (name, statement)
    LOOP
      CALL take_processor(s.name, s.statement);
    END LOOP;
  END LOOP;
END
$$;
INSERT INTO figures SELECT 'sizing.' || what, round(min(milliseconds)::numeric, 1)::text FROM taken GROUP BY what;

-- One worker beside the leader: a few milliseconds of some tens are its start, so many turns are compared.
TRUNCATE taken;
CALL take_with_worker('parallel.province', 'SELECT govreport.rollup(parsed) FROM p.reports', 25);
INSERT INTO figures SELECT what, round(min(milliseconds)::numeric, 1)::text FROM taken GROUP BY what;
SQL
psql -q -A -t -F "$(printf '\t')" -c 'SELECT name, value FROM figures' >>"$work/figures"
cluster_stop sizing
echo "a province of $(sed -n 's/^sizing.reports\t//p' "$work/figures") reports; bytes, and milliseconds for all of them:"
sed -n 's/^sizing\.\([^\t]*\)\t/  \1  /p' "$work/figures" | LC_ALL=C sort
awk '$1 == "parallel.province.0" { serial = $2 } $1 == "parallel.province.1" { worker = $2 }
	END { printf "its roll-up, by the clock: %s ms, with one worker %s ms: %.2f times as fast\n", serial, worker, serial / worker }' "$work/figures"
