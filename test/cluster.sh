# shellcheck shell=bash
# cluster.sh: throwaway PostgreSQL clusters for demo, tests and benchmarks.  To be sourced by bash.
#
#   cluster_start NAME [SETTING...]   creates and starts a cluster; SETTING is a line of postgresql.conf
#   cluster_use NAME                  points PGHOST, PGPORT, PGUSER, PGDATABASE at it (cluster_start does so too)
#   cluster_stop NAME                 stops and removes it
#   cluster_share DIRECTORY NAME      copies a directory to where the server can read it; prints the copy's path
#   cluster_directory                 prints the directory that holds all of them and goes with them
#   build_and_install                 make, make install (through sudo where the server's directories ask for it)
#
# All clusters listen on a unix socket in a private directory only and are removed when the script ends, however it
# ends.  A script with something to clean up itself appends to the array CLUSTER_AT_EXIT instead of setting a trap.
#
# CLUSTER_POSTGRES=program starts that program instead of "postgres" (valgrind.sh needs it).
# GOVREPORT_SERVER_USER is who runs the server when the script runs as root, which the server refuses (postgres).

PG_CONFIG=${PG_CONFIG:-pg_config}
PG_BINDIR=$("$PG_CONFIG" --bindir)
export PG_CONFIG PG_BINDIR

CLUSTER_AT_EXIT=()
cluster_base=
cluster_names=()
cluster_server_user=${GOVREPORT_SERVER_USER:-postgres}

# Only the shell that made the clusters removes them: a subshell inherits the trap, not the duty.
cluster_owner=$BASHPID

cluster_at_exit()
{
	local status=$? name command
	[ "$BASHPID" = "$cluster_owner" ] || exit "$status"
	trap - EXIT
	for command in "${CLUSTER_AT_EXIT[@]}"; do
		eval "$command"
	done
	for name in "${cluster_names[@]}"; do
		cluster_stop "$name"
	done
	[ -z "$cluster_base" ] || rm -rf "$cluster_base"
	exit "$status"
}

trap cluster_at_exit EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# Runs a command as the one who may run the server, in a directory that this one can read.
cluster_as_server()
{
	if [ "$(id -u)" != 0 ]; then
		(cd "$cluster_base" && "$@")
	elif command -v runuser >/dev/null; then
		(cd "$cluster_base" && runuser -u "$cluster_server_user" -- "$@")
	else
		(cd "$cluster_base" && setpriv --reuid "$cluster_server_user" --regid "$cluster_server_user" --init-groups -- "$@")
	fi
}

cluster_give()
{
	[ "$(id -u)" != 0 ] || chown -R "$cluster_server_user" "$@"
}

# Sets cluster_base; not in a subshell, which could not tell the trap about it.
cluster_prepare()
{
	[ -z "$cluster_base" ] || return 0
	if [ "$(id -u)" = 0 ] && ! id "$cluster_server_user" >/dev/null 2>&1; then
		echo "cluster: the server does not run as root and there is no user $cluster_server_user;" \
			"set GOVREPORT_SERVER_USER to one." >&2
		return 1
	fi
	# Not below TMPDIR: that may be private to us, and a socket's path has to be short.
	cluster_base=$(mktemp -d /tmp/govreport.XXXXXX) || return 1
	cluster_give "$cluster_base"
}

cluster_directory()
{
	printf '%s\n' "$cluster_base"
}

cluster_start()
{
	local name=$1 directory
	shift
	cluster_prepare || return 1
	directory=$cluster_base/$name
	mkdir "$directory" || return 1
	cluster_give "$directory"
	cluster_names+=("$name")
	if ! cluster_as_server "$PG_BINDIR/initdb" -D "$directory/data" -U postgres -A trust -E UTF8 --no-locale \
		--no-sync >"$directory.initdb" 2>&1; then
		cat "$directory.initdb" >&2
		return 1
	fi
	{
		# Nothing here outlives the script, so nothing has to survive a crash.
		printf '%s\n' "fsync = off" "synchronous_commit = off" "full_page_writes = off" \
			"listen_addresses = ''" "unix_socket_directories = '$directory'" "port = 5432" \
			"max_connections = 40" "shared_buffers = 64MB" "timezone = 'UTC'" "log_line_prefix = '%m [%p] %d '"
		[ $# -eq 0 ] || printf '%s\n' "$@"
	} >>"$directory/data/postgresql.conf"
	# Its own process group is pg_ctl's doing: Ctrl-C reaches us, and the trap stops the server in order.
	if ! cluster_as_server "$PG_BINDIR/pg_ctl" start -D "$directory/data" -l "$directory/log" -w -s \
		-t "${CLUSTER_START_SECONDS:-60}" ${CLUSTER_POSTGRES:+-p "$CLUSTER_POSTGRES"}; then
		cat "$directory/log" >&2
		return 1
	fi
	cluster_use "$name"
}

cluster_use()
{
	export PGHOST=$cluster_base/$1 PGPORT=5432 PGUSER=postgres PGDATABASE=postgres
	# Settings of the user's own that would point or behave elsewhere.
	unset PGSERVICE PGHOSTADDR PGPASSFILE PGOPTIONS PGSSLMODE PGCLIENTENCODING
}

cluster_stop()
{
	local name=$1 directory=$cluster_base/$1 other left=()
	if [ -f "$directory/data/postmaster.pid" ]; then
		cluster_as_server "$PG_BINDIR/pg_ctl" stop -D "$directory/data" -m fast -w -s -t "${CLUSTER_STOP_SECONDS:-60}" ||
			cluster_as_server "$PG_BINDIR/pg_ctl" stop -D "$directory/data" -m immediate -w -s ||
			echo "cluster: could not stop the server of $directory/data" >&2
	fi
	rm -rf "$directory" "$directory.initdb"
	for other in "${cluster_names[@]}"; do
		[ "$other" = "$name" ] || left+=("$other")
	done
	cluster_names=("${left[@]}")
}

cluster_share()
{
	# The checkout may be readable for us alone.
	mkdir -p "$cluster_base/shared" || return 1
	cp -RL "$1" "$cluster_base/shared/$2" || return 1
	chmod -R u+rwX,go+rX "$cluster_base/shared"
	cluster_give "$cluster_base/shared" || return 1
	printf '%s\n' "$cluster_base/shared/$2"
}

# Whether the installed files are those of this tree: then neither root nor sudo is needed again.
installed_as_built()
{
	local library file
	for library in govreport.so govreport.dylib; do
		[ ! -f "$library" ] || cmp -s "$library" "$("$PG_CONFIG" --pkglibdir)/$library" || return 1
	done
	[ ! -f govreport-load ] || cmp -s govreport-load "$("$PG_CONFIG" --bindir)/govreport-load" || return 1
	for file in govreport.control sql/govreport--*.sql; do
		cmp -s "$file" "$("$PG_CONFIG" --sharedir)/extension/${file#sql/}" || return 1
	done
}

build_and_install()
{
	local make=${MAKE:-make} as_root=()
	"$make" --no-print-directory -s all || return 1
	! installed_as_built || return 0
	if [ ! -w "$("$PG_CONFIG" --pkglibdir)" ] || [ ! -w "$("$PG_CONFIG" --sharedir)/extension" ]; then
		if ! command -v sudo >/dev/null; then
			echo "install: the directories of the server are not writable and there is no sudo; please run as root:" \
				"make install" >&2
			return 1
		fi
		as_root=(sudo)
	fi
	# PG_CONFIG by name: sudo may drop the environment.
	"${as_root[@]}" "$make" --no-print-directory -s install PG_CONFIG="$PG_CONFIG" >/dev/null
}
