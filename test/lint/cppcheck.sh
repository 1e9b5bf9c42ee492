#!/bin/bash
# cppcheck over the core.  The values of a platform of 32 and of 64 bits.
cd "$(dirname "$0")/../.." || exit 2
# shellcheck source=test/lint/lint.bash
. test/lint/lint.bash
needs cppcheck

# One configuration, with the macros of the compiler: data files that are included for one of their lists look like
# broken C in the others.
# -I finds the headers; those of the library are not looked for.
for platform in unix32 unix64; do
	cppcheck -j "$jobs" --platform="$platform" --std=c11 --quiet --enable=warning,performance,portability --inline-suppr \
		--suppress=missingIncludeSystem -D__GNUC__=12 -D__ORDER_LITTLE_ENDIAN__=1234 -D__BYTE_ORDER__=1234 \
		--template='{file}:{line}: {severity}: {message} [{id}]' -Isrc/core src/core >"$work/$platform" 2>&1 ||
		echo "cppcheck ended with status $?" >>"$work/$platform"
	check "$platform" "$work/$platform"
done
finish
