#!/bin/bash
# The main job, end to end: test/demo.sh [DIRECTORY] loads its *.txt and *.html files into a throwaway database and
# shows what was read, what does not add up and where, and the roll-up of all.  "make demo REPORTS=DIRECTORY" calls it.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
reports=${1:-$root/test/data}

# Before anything is installed for it.
[ -d "$reports" ] || { echo "demo: there is no directory $reports" >&2; exit 1; }
if [ -z "$(find -L "$reports" -maxdepth 1 -type f \( -name '*.txt' -o -name '*.html' -o -name '*.htm' \) -print -quit)" ]; then
	echo "demo: $reports has no file *.txt or *.html" >&2
	exit 1
fi
reports=$(cd "$reports" && pwd)

cd "$root"
test/setup.sh demo
# shellcheck source=test/cluster.sh
. test/cluster.sh
build_and_install
cluster_start demo

# The server reads the files itself, byte by byte; it may not be allowed to read the user's directory.
mkdir "$(cluster_directory)/reports"
find -L "$reports" -maxdepth 1 -type f \( -name '*.txt' -o -name '*.html' -o -name '*.htm' \) \
	-exec cp -L -t "$(cluster_directory)/reports" {} +
shared=$(cluster_share "$(cluster_directory)/reports" demo)

"$PG_BINDIR/psql" -X -v dir="$shared" -v name="$reports" <test/demo.sql
