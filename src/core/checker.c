#include "checker.h"

gr_figure
gr_figure_of(int64_t value, int scale)
{
	gr_figure	f = {true, gr_wide_of(value), scale};

	return f;
}

gr_figure
gr_figure_less(int64_t value, int64_t other, int scale)
{
	gr_figure	f = gr_figure_of(value, scale);

	/* It fits: no int64 takes more than a 65th bit. */
	gr_wide_subtract(&f.value, gr_wide_of(other));
	return f;
}

gr_finding
gr_finding_new(int rule, int severity, int table)
{
	gr_finding	f;

	memset(&f, 0, sizeof(f));
	f.rule = (unsigned char) rule;
	f.severity = (unsigned char) severity;
	f.table = (unsigned char) table;
	f.row = GR_ROW_NONE;
	f.column = GR_COLUMN_NONE;
	return f;
}

void
gr_checker_add(gr_checker *c, gr_finding finding)
{
	gr_findings *f = c->findings;
	gr_finding *grown = gr_arena_grow(c->arena, f->items, &f->capacity, f->count + 1, sizeof(gr_finding));

	if (grown == NULL)
	{
		c->failed = true;
		return;
	}
	f->items = grown;
	f->items[f->count++] = finding;
}
