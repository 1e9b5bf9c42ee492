#include "status.h"

const char *
gr_status_message(gr_status status)
{
	switch (status)
	{
		case GR_OK:
			return "ok";
#define GR_STATUS(name, sqlstate, message, hint) \
		case GR_##name: \
			return message;
#include "status.def"
#undef GR_STATUS
	}
	return "unknown status";
}
