#!/bin/bash
# What the library shows to the backend and what it takes from it.
set -u
library=$("${PG_CONFIG:-pg_config}" --pkglibdir)/govreport.so
# shellcheck source=test/tap.bash
. test/tap.bash
# check NAME OUTPUT: passes when there is no output
check()
{
	is "$1" "$2" ''
}

if ! defined=$(nm -D --defined-only "$library" | awk '{ print $NF }' | sed 's/@.*//' | sort -u) || [ -z "$defined" ]; then
	bail "nm says nothing about $library"
fi
undefined=$(nm -D --undefined-only "$library" | awk '{ print $NF }' | sed 's/@.*//' | sort -u)

check "only names of its own leave the library" \
	"$(grep -Ev '^(gr_|govreport_|pg_finfo_govreport_|Pg_magic_func$|_PG_init$)' <<<"$defined")"
called=$(sed -n "s/.*'MODULE_PATHNAME', *'\([a-z_]*\)'.*/\1/p" sql/govreport--*.sql | sort -u)
check "the install script names C functions" "$([ "$(wc -l <<<"$called")" -ge 30 ] || echo "found: $called")"
check "each C function of the install script is there" "$(comm -13 <(echo "$defined") <(echo "$called"))"
# Each line of several begins anew, which the shell's own replacement cannot say.
# shellcheck disable=SC2001
check "and each has its info record" "$(comm -13 <(echo "$defined") <(sed 's/^/pg_finfo_/' <<<"$called"))"
check "no C function without an SQL function" \
	"$(comm -13 <(echo "$called") <(sed -n 's/^pg_finfo_//p' <<<"$defined"))"
check "only the arena of programs outside the server takes memory from libc" \
	"$(grep -lE '(^|[^a-z_])(malloc|calloc|realloc|free|strdup) ?\(' src/core/*.[ch] src/pg/*.[ch] | grep -vx src/core/arena.c)"
check "no files, no network, no other programs, no SPI" \
	"$(grep -xE '(f|fd|p)?open(64|at)?|creat|socket|connect|system|exec[lv]p?e?|fork|dlopen|getenv|setenv|SPI_.*|setlocale|AllocateFile' <<<"$undefined")"
check "no output of its own" "$(grep -xE 'v?f?printf|puts|putchar|fputs|fwrite|__v?f?printf_chk|perror|abort|exit|_exit' <<<"$undefined")"
finish
