/*
 * status.c
 *		What may go wrong, in words after the server's style.
 */
#include "status.h"
#include "tap.h"

typedef struct status
{
	gr_status	id;
	const char *name;
	const char *sqlstate;
	const char *hint;
} status;

static const status all[] = {
#define GR_STATUS(name, sqlstate, message, hint) {GR_##name, #name, #sqlstate, hint},
#include "status.def"
#undef GR_STATUS
};

#define STATUSES (sizeof(all) / sizeof(all[0]))

/* One phrase: no capital, no period.  A name may begin it. */
static bool
is_message(const char *message)
{
	size_t		length = strlen(message);

	return length > 5 && message[0] >= 'a' && message[0] <= 'z' && message[length - 1] != '.';
}

static bool
is_sentence(const char *hint)
{
	char		last = hint[strlen(hint) - 1];

	return hint[0] >= 'A' && hint[0] <= 'Z' && (last == '.' || last == '?');
}

int
main(void)
{
	for (size_t i = 0; i < STATUSES; i++)
	{
		const char *message = gr_status_message(all[i].id);

		ok(is_message(message), "%s: \"%s\" is a message", all[i].name, message);
		ok(strncmp(all[i].sqlstate, "ERRCODE_", 8) == 0, "%s has an SQLSTATE", all[i].name);
		if (all[i].hint != NULL)
			ok(is_sentence(all[i].hint), "%s: its hint is a sentence", all[i].name);
		for (size_t k = 0; k < i; k++)
			if (strcmp(message, gr_status_message(all[k].id)) == 0)
				fail("%s and %s have one message", all[i].name, all[k].name);
	}
	return done_testing();
}
