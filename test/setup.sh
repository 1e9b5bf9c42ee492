#!/bin/bash
# Installs the Debian packages that are missing: test/setup.sh demo|test|browser|coverage|valgrind
#
#   demo      compiler, make, pkg-config, ICU, libpq, the PostgreSQL server and its headers
#   test      the same, and pgTAP, clang with libFuzzer, gumbo, the static checkers, the libc of 32 bits where there is one
#   browser   the same as demo, and Chromium, Chinese fonts, Poppler's tools and Node.js; what runs in that comes from
#             the npm registry, in the versions of test/browser/package-lock.json, into test/build/node
#   coverage  the same as test, and llvm-cov
#   valgrind  the same as demo, and valgrind
#
# Needs root or sudo only when something is missing.  Creates no database cluster and touches none.  The exit status is 3
# where all is there but what npm should have brought.
set -euo pipefail

profile=${1:-demo}
PG_CONFIG=${PG_CONFIG:-pg_config}

die()
{
	printf '%s\n' "$*" >&2
	exit 1
}

case $profile in
	demo | test | browser | coverage | valgrind) ;;
	*) die "usage: $0 demo|test|browser|coverage|valgrind" ;;
esac

installed()
{
	[ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Any server will do that has PGXS, headers and initdb: packaged, from another archive, or built by hand.
have_server()
{
	local pgxs
	pgxs=$("$PG_CONFIG" --pgxs 2>/dev/null) || return 1
	[ -f "$pgxs" ] && [ -f "$("$PG_CONFIG" --includedir-server)/postgres.h" ] && [ -x "$("$PG_CONFIG" --bindir)/initdb" ]
}

have_pgtap()
{
	have_server && [ -f "$("$PG_CONFIG" --sharedir)/extension/pgtap.control" ]
}

server_major()
{
	"$PG_CONFIG" --version | sed 's/^[^0-9]*\([0-9]*\).*/\1/'
}

# The major version to install: the one that is there in part, else the one Debian offers.
wanted_major()
{
	local major pgxs
	pgxs=$("$PG_CONFIG" --pgxs 2>/dev/null) || pgxs=
	if [ -f "$pgxs" ]; then
		server_major
		return
	fi
	major=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' 'postgresql-[0-9]*' 2>/dev/null |
		sed -n 's/^installed postgresql-\([0-9]*\)$/\1/p' | sort -n | tail -n 1)
	if [ -z "$major" ]; then
		major=$(apt-cache depends postgresql | sed -n 's/^ *Depends: postgresql-\([0-9]*\)$/\1/p' | head -n 1)
	fi
	[ -n "$major" ] || die "setup: apt offers no package postgresql; install PostgreSQL 14 or later with its server headers."
	printf '%s\n' "$major"
}

packages='gcc libc6-dev make pkg-config libicu-dev libpq-dev'
case $profile in
	test | coverage)
		packages+=' clang libclang-rt-dev libgumbo-dev clang-tidy cppcheck shellcheck'
		[ "$(dpkg --print-architecture 2>/dev/null)" != amd64 ] || packages+=' gcc-multilib'
		[ "$profile" != coverage ] || packages+=' llvm'
		;;
	browser) packages+=' chromium fonts-noto-cjk poppler-utils' ;;
	valgrind) packages+=' valgrind' ;;
esac

# Exactly the locked versions, checked against their digests, and nothing that they would run to install themselves.
node_modules()
{
	local from=test/browser to=test/build/node
	cd "$(dirname "$0")/.." || return 1
	[ -d "$to/node_modules" ] && cmp -s "$from/package-lock.json" "$to/package-lock.json" && return 0
	rm -rf "$to"
	mkdir -p "$to"
	cp "$from/package.json" "$from/package-lock.json" "$to/"
	# What is not there in full is made anew the next time.
	(cd "$to" && npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier) || { rm -rf "$to"; return 1; }
}

beyond_debian()
{
	[ "$profile" != browser ] || node_modules || { echo "setup: npm could not install what test/browser/package.json names." >&2; exit 3; }
}

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
	# Not Debian: nothing can be installed here, but everything may be there.
	lacking=
	for tool in cc make pkg-config; do
		command -v "$tool" >/dev/null || lacking+=" $tool"
	done
	pkg-config --exists icu-i18n icu-uc 2>/dev/null || lacking+=' ICU(headers)'
	have_server || lacking+=' PostgreSQL(server,pg_config,PGXS)'
	[ -f "$("$PG_CONFIG" --includedir 2>/dev/null)/libpq-fe.h" ] || lacking+=' libpq(headers)'
	case $profile in
		test | coverage)
			command -v clang >/dev/null || lacking+=' clang(with-libFuzzer)'
			for tool in clang-tidy cppcheck shellcheck; do
				command -v "$tool" >/dev/null || lacking+=" $tool"
			done
			pkg-config --exists gumbo 2>/dev/null || lacking+=' gumbo(headers)'
			have_pgtap || lacking+=' pgTAP'
			[ "$profile" != coverage ] || command -v llvm-cov >/dev/null || lacking+=' llvm-cov'
			;;
		browser)
			for tool in chromium node npm pdftotext; do
				command -v "$tool" >/dev/null || lacking+=" $tool"
			done
			;;
		valgrind) command -v valgrind >/dev/null || lacking+=' valgrind' ;;
	esac
	[ -z "$lacking" ] || die "setup: this machine has no apt-get; please install:$lacking"
	beyond_debian
	exit 0
fi

missing()
{
	local package list=
	for package in $packages; do
		installed "$package" || list+=" $package"
	done
	if ! have_server; then
		list+=' server'
	fi
	if [[ $profile == @(test|coverage) ]] && ! have_pgtap; then
		list+=' pgtap'
	fi
	# Node.js from elsewhere brings npm along.
	if [ "$profile" = browser ]; then
		command -v node >/dev/null || list+=' nodejs'
		command -v npm >/dev/null || list+=' npm'
	fi
	printf '%s' "$list"
}

# "server" and "pgtap" stand for packages whose names have the major version in them.
to_install()
{
	local word major package list=
	for word in $1; do
		case $word in
			server)
				major=$(wanted_major)
				for package in "postgresql-$major" "postgresql-server-dev-$major"; do
					installed "$package" || list+=" $package"
				done
				;;
			pgtap)
				major=$(wanted_major)
				list+=" postgresql-$major-pgtap"
				;;
			*) list+=" $word" ;;
		esac
	done
	printf '%s' "$list"
}

list=$(missing)
[ -n "$list" ] || { beyond_debian; exit 0; }

if [ "$(id -u)" = 0 ]; then
	as_root=(env)
elif command -v sudo >/dev/null; then
	as_root=(sudo env)
else
	names=${list/ server/ postgresql postgresql-server-dev-NN}
	names=${names/ pgtap/ postgresql-NN-pgtap}
	die "setup: neither root nor sudo here. Please have these packages installed (NN: the major version of PostgreSQL):
    apt-get install --no-install-recommends$names"
fi

# The server package would create and start a cluster "main".  Where nothing of
# PostgreSQL is configured yet, that is switched off while the package is
# installed, and the packaged default comes back afterwards.
conf=/etc/postgresql-common/createcluster.conf
conf_is_ours=
restore_conf()
{
	[ -n "$conf_is_ours" ] || return 0
	"${as_root[@]}" rm -f "$conf.ucf-dist"
	if [ -f /usr/share/postgresql-common/createcluster.conf ]; then
		"${as_root[@]}" cp /usr/share/postgresql-common/createcluster.conf "$conf"
	else
		"${as_root[@]}" rm -f "$conf"
	fi
}

# Lists may be absent (a fresh image) or old; names are looked up after this.
printf 'setup: missing:%s\n' "$list"
"${as_root[@]}" apt-get -q update

names=$(to_install "$list")
if [[ $list == *' server'* ]] && [ ! -e "$conf" ]; then
	"${as_root[@]}" mkdir -p "${conf%/*}"
	printf 'create_main_cluster = false\n' | "${as_root[@]}" tee "$conf" >/dev/null
	conf_is_ours=yes
	trap restore_conf EXIT
fi

printf 'setup: installing%s\n' "$names"
# No upgrade of what is there: a server package that is upgraded restarts its clusters.  The word list is split on purpose.
# shellcheck disable=SC2086
"${as_root[@]}" DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 \
	apt-get -q -y --no-install-recommends --no-upgrade -o Dpkg::Use-Pty=0 install $names

left=$(missing)
[ -z "$left" ] || die "setup: still missing after the installation:$left"
beyond_debian
