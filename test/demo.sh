#!/bin/bash
# The main job, end to end: test/demo.sh [DIRECTORY [PAGES]] loads its *.txt and *.html files into a throwaway database,
# shows what was read, what does not add up and where, and the roll-up of all, and writes a page for each year and a sheet for
# each report into the directory PAGES.  "make demo REPORTS=DIRECTORY PAGES=DIRECTORY" calls it.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
reports=${1:-$root/test/data}
pages=${2:-$root/test/build/demo}

# Before anything is installed for it.
[ -d "$reports" ] || { echo "demo: there is no directory $reports" >&2; exit 1; }
if [ -z "$(find -L "$reports" -maxdepth 1 -type f \( -name '*.txt' -o -name '*.html' -o -name '*.htm' \) -print -quit)" ]; then
	echo "demo: $reports has no file *.txt or *.html" >&2
	exit 1
fi
reports=$(cd "$reports" && pwd)
mkdir -p "$pages"
pages=$(cd "$pages" && pwd)

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

# A page for each year in both languages; the sheets that they link to, each with the name that its row says.
unaligned=("$PG_BINDIR/psql" -XAtq -v ON_ERROR_STOP=1)
sheets=0
years=$("${unaligned[@]}" -c 'SELECT DISTINCT year FROM disclosure_reports.latest ORDER BY year')
for year in $years; do
	"${unaligned[@]}" -c "SELECT disclosure_reports.page($year)" >"$pages/$year.html"
	"${unaligned[@]}" -c "SELECT disclosure_reports.page($year, NULL, 'en')" >"$pages/$year.en.html"
	written=$("${unaligned[@]}" -R $'\036' -F $'\037' -c "SELECT file, html FROM disclosure_reports.sheets($year)" |
		(cd "$pages" && awk 'BEGIN { RS = "\036"; FS = "\037"; ORS = "" } { print $2 >$1; close($1) } END { print NR }'))
	sheets=$((sheets + written))
done
echo
echo '== 4. Pages   网页'
echo
if [ -n "$years" ]; then
	for year in $years; do
		echo "$pages/$year.html"
	done
	echo "the same in English as *.en.html, and $sheets sheets of reports that they link to"
else
	echo 'No report tells its organ and its year.'
fi
