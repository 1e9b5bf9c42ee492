#!/bin/bash
# The pg_regress suite with every server process under valgrind.  The stock server is not built for it and its own
# reports are many; only those with a frame of govreport.so in a stack count.  "make valgrind" calls it.
# REGRESS="name..." runs some of the files only.
set -euo pipefail
cd "$(dirname "$0")/.."
test/setup.sh valgrind
# shellcheck source=test/cluster.sh
. test/cluster.sh
build_and_install

cluster_prepare
directory=$(cluster_directory)
logs=$directory/valgrind
mkdir "$logs"
cluster_give "$logs"

# One file of XML a process: it names the library of every frame, which the text does not once there are debug symbols.
cat >"$directory/postgres-under-valgrind" <<SCRIPT
#!/bin/sh
exec valgrind --quiet --trace-children=yes --leak-check=no --gen-suppressions=no --num-callers=40 --error-limit=no \\
	--xml=yes --xml-file='$logs/%p.xml' '$PG_BINDIR/postgres' "\$@"
SCRIPT
chmod 755 "$directory/postgres-under-valgrind"

export CLUSTER_POSTGRES=$directory/postgres-under-valgrind CLUSTER_START_SECONDS=300 CLUSTER_STOP_SECONDS=300
# Much slower than usual: nothing may time out for that.
cluster_start checked 'statement_timeout = 0' 'authentication_timeout = 10min' 'autovacuum = off' 'jit = off'

# PGXS takes an empty list of tests for success.
if [ -z "$(find sql -name '*.sql' ! -name 'govreport--*' -print -quit)" ]; then
	echo "valgrind: there is no regression test to run" >&2
	exit 1
fi
tests=0
"${MAKE:-make}" --no-print-directory installcheck PG_CONFIG="$PG_CONFIG" ${REGRESS:+"REGRESS=$REGRESS"} || tests=$?
[ ! -s regression.diffs ] || [ "$tests" -eq 0 ] || head -n 100 regression.diffs

# The files are complete when the processes have ended.
cluster_stop checked

processes=$(find "$logs" -name '*.xml' | wc -l)
if [ "$processes" -lt 2 ]; then
	echo "valgrind: no server process was checked" >&2
	exit 1
fi

# Forked processes may end in the middle of their XML: the errors are cut out one by one, not parsed as a document.
summary=$(awk '
	/<error>/ { inside = 1; text = ""; ours = 0 }
	inside { text = text $0 "\n" }
	inside && /<obj>[^<]*\/govreport\.so<\/obj>/ { ours = 1 }
	/<\/error>/ {
		inside = 0
		all++
		if (ours) { count++; if (count <= 20) print text }
	}
	END { printf "%d %d\n", all, count }
' "$logs"/*.xml)
counts=${summary##*$'\n'}
errors=${counts#* }
if [ "$errors" -gt 0 ]; then
	printf '%s\n' "${summary%$'\n'*}" | sed -n -E \
		-e 's/.*<kind>(.*)<\/kind>.*/\n\1/p' \
		-e 's/.*<(what|text|auxwhat)>(.*)<\/.*/  \2/p' \
		-e 's/.*<fn>(.*)<\/fn>.*/    \1/p' \
		-e 's/.*<file>(.*)<\/file>.*/      \1/p' \
		-e 's/.*<line>(.*)<\/line>.*/      line \1/p'
fi
echo
echo "valgrind: $processes processes, ${counts% *} reports in all, $errors with a frame of govreport.so"
[ "$tests" -eq 0 ] || echo "valgrind: the regression tests failed"
[ "$errors" -eq 0 ] && [ "$tests" -eq 0 ]
