/*
 * status.h
 *		How a core function says that it failed.
 */
#ifndef GR_STATUS_H
#define GR_STATUS_H

#include <stddef.h>

typedef enum gr_status
{
	GR_OK,
#define GR_STATUS(name, sqlstate, message, hint) GR_##name,
#include "status.def"
#undef GR_STATUS
} gr_status;

/* Where and why; both members may be absent (0, NULL). */
typedef struct gr_error
{
	size_t		position;		/* byte offset in the input, from 1 */
	const char *detail;			/* a static sentence */
} gr_error;

/* The message of a status, for programs outside the server. */
extern const char *gr_status_message(gr_status status);

#endif							/* GR_STATUS_H */
