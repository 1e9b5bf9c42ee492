# shellcheck shell=bash
# tap.bash: what scripts that print TAP share.  To be sourced from the root of the repository.
n=0
failures=0

# ok STATUS NAME [FILE]: passes with a status of 0; of the file as much as tells why where it does not.
ok()
{
	n=$((n + 1))
	# What stands behind a # would be a directive.
	if [ "$1" = 0 ]; then
		printf 'ok %d - %s\n' "$n" "${2//#/}"
	else
		failures=$((failures + 1))
		printf 'not ok %d - %s\n' "$n" "${2//#/}"
		[ $# -lt 3 ] || head -n 60 "$3" | sed 's/^/# /' | cut -c 1-300
	fi
}

# is NAME GOT WANTED
is()
{
	[ "$2" = "$3" ]
	ok $? "$1" <(printf 'got:\n%s\nwanted:\n%s\n' "$2" "$3")
}

bail()
{
	echo "Bail out! $1"
	exit 1
}

# The plan, and whether all passed.
finish()
{
	echo "1..$n"
	[ "$failures" -eq 0 ]
}
