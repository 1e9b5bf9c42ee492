#!/bin/bash
# test/unit/hostile.c with files as large as parse accepts.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 2
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
# Flags are word lists.
# shellcheck disable=SC2046
"${CC:-cc}" -std=c11 -O2 -Isrc/core -Itest/unit $(pkg-config --cflags icu-i18n icu-uc) -o "$work/hostile" test/unit/hostile.c src/core/*.c \
	$(pkg-config --libs icu-i18n icu-uc) -lm || { echo "Bail out! it does not compile"; exit 1; }
HOSTILE_MB=64 "$work/hostile"
