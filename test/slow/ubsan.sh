#!/bin/bash
# The regression suite with the whole extension built so that undefined behaviour ends the server process ("make ubsan").
#
# The installed library stays as it is: an event trigger points the functions of the extension to the other one.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 2
# The server reads the library.  Not below TMPDIR, which may be private.
work=$(mktemp -d /tmp/govreport_ubsan.XXXXXX) && chmod 755 "$work" || exit 1
database=regress_ubsan
trap '"$PG_BINDIR/dropdb" --if-exists "$database" 2>/dev/null; rm -rf "$work"' EXIT
PSQL=${PSQL:-psql -XAtq -v ON_ERROR_STOP=1}
CLANG=${CLANG:-clang}
pg_regress=$(dirname "$("$PG_CONFIG" --pgxs)")/../test/regress/pg_regress
icu_cflags=$(pkg-config --cflags icu-i18n icu-uc) icu_libs=$(pkg-config --libs icu-i18n icu-uc)
umask 022
# shellcheck source=test/tap.bash
. test/tap.bash

# Beside what is undefined, what is defined and hardly ever meant: a value that a conversion cuts is not among it,
# hashes and varints do that on purpose.
flags='-O1 -g -fPIC -fvisibility=hidden -fsanitize=undefined,float-divide-by-zero,bounds,nullability -fsanitize-trap=all'
# Flags are word lists.
# shellcheck disable=SC2016,SC2086
{
	printf '%s\n' src/core/*.c | xargs -P "$(nproc)" -I{} sh -c 's=$1 w=$2; shift 2; exec "$@" -c -o "$w/$(basename "$s" .c).o" "$s"' \
		sh {} "$work" "$CLANG" -std=c11 $flags -Isrc/core $icu_cflags &&
		printf '%s\n' src/pg/*.c | xargs -P "$(nproc)" -I{} sh -c 's=$1 w=$2; shift 2; exec "$@" -c -o "$w/$(basename "$s" .c).o" "$s"' \
			sh {} "$work" "$CLANG" -std=gnu11 $flags -fvisibility=default -Isrc/core $icu_cflags -isystem "$("$PG_CONFIG" --includedir-server)" \
			-DGOVREPORT_VERSION="\"$(sed -n 's/^  "version": "\(.*\)",/\1/p' META.json)\"" &&
		"$CLANG" -shared -Wl,-Bsymbolic -o "$work/govreport_ubsan.so" "$work"/*.o $icu_libs
} >"$work/log" 2>&1
ok $? "it builds" "$work/log"
traps=$(objdump -d --no-show-raw-insn "$work/govreport_ubsan.so" | grep -cE '\b(ud1|ud2|brk|udf)\b')
[ "$traps" -ge 1000 ]
ok $? "$traps places where it would trap"

"$PG_BINDIR/createdb" -T template0 -E UTF8 --locale=C "$database" || bail "no database"
$PSQL -d "$database" >"$work/log" 2>&1 <<SQL
CREATE FUNCTION public.use_the_other_library() RETURNS event_trigger LANGUAGE plpgsql SET search_path = pg_catalog AS \$\$
BEGIN
  UPDATE pg_proc SET probin = '$work/govreport_ubsan' WHERE probin = '\$libdir/govreport';
END
\$\$;
CREATE EVENT TRIGGER use_the_other_library ON ddl_command_end WHEN TAG IN ('CREATE EXTENSION') EXECUTE FUNCTION public.use_the_other_library();
CREATE EXTENSION govreport;
SELECT govreport.parse('');
SQL
$PSQL -d "$database" -c "SELECT count(*) FROM pg_proc WHERE probin = '\$libdir/govreport'" -c "SELECT count(*) > 50 FROM pg_proc WHERE probin LIKE '%/govreport_ubsan'" \
	-c 'SET client_min_messages = warning' -c 'DROP EXTENSION govreport' >>"$work/log" 2>&1
[ "$(grep -vE '^\{' "$work/log" | tr '\n' ' ')" = '0 t ' ]
ok $? "all functions are those of the other library" "$work/log"

names=$(for file in sql/*.sql; do
	name=$(basename "$file" .sql)
	[[ $name == govreport--* ]] || echo "$name"
done)
# shellcheck disable=SC2086
"$pg_regress" --inputdir=. --outputdir="$work" --bindir="$PG_BINDIR" --dbname="$database" --use-existing --encoding=UTF8 --no-locale $names >"$work/log" 2>&1
ok $? "the regression suite ($(wc -w <<<"$names") files)" "$work/log"
$PSQL -d "$database" -v data="$GOVREPORT_DATA" >"$work/log" 2>&1 <<'SQL'
CREATE EXTENSION IF NOT EXISTS govreport;
SELECT count(*) >= 10 AND bool_and(parsed::text::govreport.report OPERATOR(govreport.=) parsed) AND sum((SELECT count(*) FROM govreport.findings(parsed))) > 0
       AND govreport.rollup(parsed) IS NOT NULL AND count(govreport.render(parsed, 'html')) = count(*)
FROM (SELECT govreport.parse(govreport.decode(pg_read_binary_file(:'data' || '/' || f))) AS parsed FROM pg_ls_dir(:'data') AS f WHERE f LIKE '%.txt') AS r;
SQL
[ "$(grep -v '^NOTICE\|already exists' "$work/log")" = t ]
ok $? "the reports of test/data" "$work/log"
finish
