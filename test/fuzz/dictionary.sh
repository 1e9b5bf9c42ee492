#!/bin/bash
# A dictionary for libFuzzer, made of our own tables: test/fuzz/dictionary.sh words|keys FILE...
#
#   words  the Chinese string literals of .def files
#   keys   the strings of JSON files that are names, in their quotes
set -euo pipefail
export LC_ALL=C

what=$1
shift
case $what in
	words) grep -ohE '"[^"\\]+"' "$@" | grep '[^ -~]' | sed 's/^"\(.*\)"$/\1/' ;;
	keys) grep -ohE '"[a-z0-9_.]{2,40}"' "$@" ;;
	*) echo "usage: $0 words|keys FILE..." >&2; exit 2 ;;
esac | sort -u | awk '
	BEGIN { for (i = 1; i < 256; i++) code[sprintf("%c", i)] = i }
	{
		entry = ""
		for (i = 1; i <= length($0); i++)
			entry = entry sprintf("\\x%02x", code[substr($0, i, 1)])
		print "\"" entry "\""
	}'
