#!/bin/bash
# All C with the warnings of two compilers as errors: the core as plain ISO C11, without the server's headers.
cd "$(dirname "$0")/../.." || exit 2
# shellcheck source=test/lint/lint.bash
. test/lint/lint.bash
needs "$CC" "$CLANG"

strict='-std=c11 -pedantic -Wall -Wextra -Wshadow -Wvla -Wwrite-strings -Wpointer-arith -Wstrict-prototypes -Wmissing-prototypes -Werror'
# The tests use what POSIX has beyond C11, and a program has functions that nobody declares before.
tests='-std=gnu11 -Wall -Wextra -Wvla -Wwrite-strings -Werror'
# Functions that SQL calls and hooks of the server have parameters whether they need them or not; the macros of its
# headers compare signed with unsigned and leave members out.
server='-std=gnu11 -Wall -Wextra -Wno-unused-parameter -Wno-sign-compare -Wno-missing-field-initializers -Wmissing-prototypes -Werror'
headers=$("$PG_CONFIG" --includedir-server)
[ -f "$headers/postgres.h" ] || bail "no headers of the server"

# Optimised, for warnings that come of following the values; gcc has them and clang does not.
for compiler in "$CC -O2" "$CLANG -fsyntax-only"; do
	name=${compiler%% *}
	# Flags are word lists.
	# shellcheck disable=SC2086
	{
		sources 'src/core/*.c' | each $compiler $strict $icu_cflags -Isrc/core -c -o /dev/null | check "src/core: $name"
		sources 'src/pg/*.c' | each $compiler $server $icu_cflags -Isrc/core -isystem "$headers" -DGOVREPORT_VERSION='"0"' -c -o /dev/null |
			check "src/pg: $name"
	}
done
# Of the tests the warnings that need no optimiser.
for compiler in "$CC" "$CLANG"; do
	# shellcheck disable=SC2086
	sources 'test/unit/*.c' 'test/fuzz/*.c' 'test/generator/*.c' 'test/bench/*.c' 'test/doc/*.c' |
		each "$compiler" -fsyntax-only $tests $icu_cflags -Isrc/core -Itest/unit -Itest/generator | check "tests: $compiler"
done

# A header includes what it needs; one of macros alone leaves nothing to compile.
sources 'src/core/*.h' | while IFS= read -r header; do
	printf '#include "%s"\nextern int something;\n' "${header#src/core/}" >"$work/$(basename "$header" .h).c"
done
# shellcheck disable=SC2086
find "$work" -name '*.c' | each "$CC" -fsyntax-only $strict $icu_cflags -Isrc/core | check "each header of the core stands alone"
finish
