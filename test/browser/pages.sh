#!/bin/bash
# Sheets and charts, made by SQL and opened in Chromium: see pages.sql for the pages and checks.js for what is checked.
set -u
cd "$(dirname "$0")/../.." || exit 2
# shellcheck source=test/cluster.sh
. test/cluster.sh
# shellcheck source=test/tap.bash
. test/tap.bash

pages=test/build/browser/pages
CHROMIUM=$(command -v "${CHROMIUM:-chromium}") || bail "no Chromium"
export CHROMIUM NODE_PATH=test/build/node/node_modules
if [ -z "${GOVREPORT_DATA-}" ]; then
	cluster_start browser || bail "no cluster"
	GOVREPORT_DATA=$(cluster_share test/data data) || bail "no data"
fi
database=browser_pages
psql=("$PG_BINDIR/psql" -XAtq -v ON_ERROR_STOP=1)
"$PG_BINDIR/createdb" "$database" || bail "no database"
"${psql[@]}" -d "$database" -c 'CREATE EXTENSION govreport' || bail "no extension"
rm -rf "$pages"
mkdir -p "$pages"
"${psql[@]}" -d "$database" -v data="$GOVREPORT_DATA" -v real="${GOVREPORT_REAL_REPORTS-}" -f test/browser/pages.sql >"$pages/pages.json" || bail "no pages"
"$PG_BINDIR/dropdb" "$database"
node test/browser/pages.js "$pages/pages.json" "$pages"
