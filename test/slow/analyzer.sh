#!/bin/bash
# The static analyzer of clang (what scan-build runs) over the core: paths through each function, one file at a time.
cd "$(dirname "$0")/../.." || exit 2
# shellcheck source=test/lint/tap.bash
. test/lint/tap.bash
needs "$CLANG"

# The padding of a structure is of interest where there are many of them, and no report has.
checkers='core,deadcode,nullability,security.FloatLoopCounter,security.insecureAPI.UncheckedReturn,unix'
# Flags are word lists.
# shellcheck disable=SC2086
sources 'src/core/*.c' | each "$CLANG" --analyze --analyzer-output text -Xclang -analyzer-checker="$checkers" -Xclang -analyzer-werror \
	-std=c11 -Isrc/core $icu_cflags | check "src/core"
finish
