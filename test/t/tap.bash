# shellcheck shell=bash
# tap.bash: what scripts that print TAP share.  To be sourced.
n=0

# ok STATUS NAME
ok()
{
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}

# is NAME GOT WANTED
is()
{
	[ "$2" = "$3" ]
	ok $? "$1"
	[ "$2" = "$3" ] || printf 'got:\n%s\nwanted:\n%s\n' "$2" "$3" | sed 's/^/# /'
}

bail()
{
	echo "Bail out! $1"
	exit 1
}
