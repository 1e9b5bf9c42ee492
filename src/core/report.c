#include "report.h"

static const char *const status_names[GR_CELL_STATUSES] = {
	"missing", "given", "blank", "placeholder", "solved", "ambiguous", "invalid", "summed", "repaired",
};

static const char *const layout_names[GR_LAYOUTS] = {
	"none", "pipe", "tab", "lines", "markdown", "html", "aligned", "glued", "mixed",
};

static const char *const level_names[GR_LEVELS] = {NULL, "state", "province", "prefecture", "county", "township"};

static const char *const kind_names[GR_ORGAN_KINDS] = {
	NULL, "government", "gov_office", "department", "township_gov", "zone", "institution",
};

const char *
gr_cell_status_name(int status)
{
	return status >= 0 && status < GR_CELL_STATUSES ? status_names[status] : NULL;
}

const char *
gr_layout_name(int layout)
{
	return layout >= 0 && layout < GR_LAYOUTS ? layout_names[layout] : NULL;
}

const char *
gr_level_name(int level)
{
	return level >= 0 && level < GR_LEVELS ? level_names[level] : NULL;
}

const char *
gr_organ_kind_name(int kind)
{
	return kind >= 0 && kind < GR_ORGAN_KINDS ? kind_names[kind] : NULL;
}

void
gr_report_init(gr_report *report)
{
	memset(report, 0, sizeof(*report));
	report->reports = 1;
}

gr_status
gr_report_diagnose(gr_arena *arena, gr_report *report, gr_diagnostic diagnostic)
{
	gr_diagnostic *grown;

	if (report->diagnostic_count == GR_DIAGNOSTICS_LIMIT)
		return GR_OK;
	if (report->diagnostic_count == GR_DIAGNOSTICS_LIMIT - 1)
		diagnostic.rule = GR_RULE_TEXT_LIMIT;
	grown = gr_arena_grow(arena, report->diagnostics, &report->diagnostic_capacity, report->diagnostic_count + 1,
						  sizeof(gr_diagnostic));
	if (grown == NULL)
		return GR_OUT_OF_MEMORY;
	report->diagnostics = grown;
	report->diagnostics[report->diagnostic_count++] = diagnostic;
	return GR_OK;
}

void
gr_span_widen(gr_span *span, gr_span part)
{
	uint32_t	end;

	if (part.pos == 0)
		return;
	if (span->pos == 0)
	{
		*span = part;
		return;
	}
	end = span->pos + span->len;
	if (part.pos + part.len > end)
		end = part.pos + part.len;
	if (part.pos < span->pos)
		span->pos = part.pos;
	span->len = end - span->pos;
}

gr_status
gr_report_add_extra(gr_arena *arena, gr_report *report, gr_extra extra)
{
	gr_diagnostic limit = {GR_RULE_TEXT_LIMIT, extra.table, extra.cell.span, 0};
	gr_extra   *grown;

	if (report->extra_count == GR_EXTRAS_LIMIT)
	{
		for (size_t i = 0; i < report->diagnostic_count; i++)
			if (report->diagnostics[i].rule == GR_RULE_TEXT_LIMIT)
				return GR_OK;
		return gr_report_diagnose(arena, report, limit);
	}
	grown = gr_arena_grow(arena, report->extras, &report->extra_capacity, report->extra_count + 1, sizeof(gr_extra));
	if (grown == NULL)
		return GR_OUT_OF_MEMORY;
	report->extras = grown;
	report->extras[report->extra_count++] = extra;
	return GR_OK;
}

const gr_printed *
gr_report_printed(const gr_report *report, int slot)
{
	for (size_t i = 0; i < report->printed_count; i++)
		if (report->printed[i].slot == slot)
			return &report->printed[i];
	return NULL;
}

gr_status
gr_report_keep_printed(gr_arena *arena, gr_report *report, gr_printed printed)
{
	gr_printed *grown = gr_arena_grow(arena, report->printed, &report->printed_capacity, report->printed_count + 1, sizeof(gr_printed));
	size_t		at = report->printed_count;

	if (grown == NULL)
		return GR_OUT_OF_MEMORY;
	report->printed = grown;
	for (; at > 0 && grown[at - 1].slot > printed.slot; at--)
		grown[at] = grown[at - 1];
	grown[at] = printed;
	report->printed_count++;
	return GR_OK;
}

gr_status
gr_report_repair(gr_arena *arena, gr_report *report, int slot, int64_t value)
{
	gr_cell    *cell = &report->cells[slot];
	gr_printed	printed = {cell->value, (short) slot, cell->status, cell->scale, cell->unit};

	if (cell->status != GR_CELL_REPAIRED && gr_report_keep_printed(arena, report, printed) != GR_OK)
		return GR_OUT_OF_MEMORY;
	if (!gr_cell_has_value(cell))
		cell->unit = gr_slots[slot].unit;
	cell->value = value;
	cell->scale = 0;
	cell->status = GR_CELL_REPAIRED;
	cell->reports = 1;
	return GR_OK;
}

/* Adds a part of a group; false when it has no value or the sum leaves int64. */
static bool
add_part(gr_cell *sum, const gr_cell *part)
{
	if (!gr_cell_has_value(part) || part->scale != 0)
		return false;
	if ((part->value > 0 && sum->value > INT64_MAX - part->value) || (part->value < 0 && sum->value < INT64_MIN - part->value))
		return false;
	sum->value += part->value;
	if (part->reports > sum->reports)
		sum->reports = part->reports;
	return true;
}

bool
gr_report_value(const gr_report *report, int row, int column, gr_cell *result)
{
	int			table = gr_rows[row].table;
	int			form = report->forms[table];
	int			own = gr_slot_of(row, column);
	bool		any = false;

	memset(result, 0, sizeof(*result));
	if (own >= 0 && gr_form_has(form, own))
	{
		*result = report->cells[own];
		/* In a mixed roll-up the row OTHER is printed in some forms and a group in others. */
		if (form != GR_FORM_MIXED || row != GR_ROW_OTHER)
			return gr_cell_has_value(result);
		if (!gr_cell_has_value(result) && result->status != GR_CELL_MISSING)
			return false;
		any = gr_cell_has_value(result);
		if (!any)
			memset(result, 0, sizeof(*result));
	}
	for (int child = row + 1; child < GR_ROWS && gr_rows[child].parent == row; child++)
	{
		int			slot = gr_slot_of(child, column);

		if (slot < 0 || !gr_form_has(form, slot))
			continue;
		/* A roll-up leaves out what no report gave. */
		if (report->rollup && report->cells[slot].status == GR_CELL_MISSING)
			continue;
		if (!add_part(result, &report->cells[slot]))
			return false;
		any = true;
	}
	result->status = report->rollup ? GR_CELL_SUMMED : GR_CELL_SOLVED;
	result->unit = GR_UNIT_DOCUMENT;
	return any;
}
