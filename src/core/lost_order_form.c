#include "lost_order_form.h"

#include "lost_order_proceedings.h"

static gr_lost_sign
sign_of(int row)
{
	switch (row)
	{
		case GR_ROW_RECEIVED:
		case GR_ROW_CARRIED_IN:
			return (gr_lost_sign) {0, 1};
		case GR_ROW_CONCLUDED:
			return (gr_lost_sign) {-1, -1};
		case GR_ROW_CARRIED_OUT:
			return (gr_lost_sign) {0, -1};
		default:
			return (gr_lost_sign) {1, 0};
	}
}

void
gr_lost_form_make(gr_lost_form *t, int form)
{
	t->form = form;
	t->rows = 0;
	for (int row = 0; row < GR_ROWS; row++)
	{
		int			total = gr_slot_of(row, GR_COLUMN_TOTAL);

		if (gr_rows[row].table != GR_TABLE_APPLICATIONS || total < 0 || !gr_form_has(form, total))
			continue;
		t->signs[t->rows] = sign_of(row);
		for (int c = 0; c < GR_LOST_COLUMNS; c++)
		{
			uint64_t	balance = gr_lost_mix((uint64_t) c + 1) | 1;
			uint64_t	sum = gr_lost_mix((uint64_t) c + 101) | 1;
			uint64_t	factor = sum;

			if (row == GR_ROW_RECEIVED || row == GR_ROW_CARRIED_IN)
				factor = balance;
			else if (row == GR_ROW_CONCLUDED)
				factor = 0 - balance - sum;
			else if (row == GR_ROW_CARRIED_OUT)
				factor = 0 - balance;
			t->slots[t->rows * GR_LOST_COLUMNS + c] = (short) gr_slot_of(row, GR_COLUMN_NATURAL_PERSON + c);
			t->factors[t->rows * GR_LOST_COLUMNS + c] = factor;
		}
		t->rows++;
	}
}

bool
gr_lost_adds_up(const gr_lost_form *rows, const gr_lost_token *const cells[GR_LOST_CELLS], gr_identity *identities)
{
	int64_t		values[GR_SLOTS] = {0};
	int			count = gr_identities_of(GR_TABLE_APPLICATIONS, rows->form, identities);

	for (int i = 0; i < rows->rows * GR_LOST_COLUMNS; i++)
		values[rows->slots[i]] = cells[i]->value;
	for (int k = 0; k < count; k++)
	{
		int64_t		sum = 0;

		for (int i = 0; i < identities[k].count; i++)
			sum += identities[k].signs[i] * values[identities[k].terms[i]];
		if (sum != values[identities[k].named])
			return false;
	}
	return true;
}

/* Whether the figure is that of a cell of another table. */
static bool
is_elsewhere(const gr_report *report, const gr_lost_token *figure)
{
	for (int slot = 0; slot < GR_SLOTS; slot++)
		if (gr_rows[gr_slots[slot].row].table != GR_TABLE_APPLICATIONS && gr_cell_has_value(&report->cells[slot]) &&
			report->cells[slot].span.pos == figure->pos)
			return true;
	return false;
}

bool
gr_lost_fill_table(gr_report *report, const gr_lost_form *rows, const gr_lost_token *const figures[GR_LOST_CELLS], const bool *differs)
{
	/* A cell that the form does not have was met: it is the other form. */
	for (int slot = gr_tables[GR_TABLE_APPLICATIONS].first_slot; slot < (int) gr_tables[GR_TABLE_APPLICATIONS].end_slot; slot++)
		if (!gr_form_has(rows->form, slot) && report->cells[slot].status != GR_CELL_MISSING)
			return false;
	for (int k = 0; k < rows->rows * GR_LOST_COLUMNS; k++)
	{
		const gr_cell *cell = &report->cells[rows->slots[k]];

		if (gr_cell_has_value(cell) ? cell->value != figures[k]->value || cell->scale != 0 : is_elsewhere(report, figures[k]))
			return false;
	}
	report->forms[GR_TABLE_APPLICATIONS] = (unsigned char) rows->form;
	/* That table is the same in both forms. */
	if (report->forms[GR_TABLE_PROCEEDINGS] != GR_FORM_NONE)
		report->forms[GR_TABLE_PROCEEDINGS] = (unsigned char) rows->form;
	for (int k = 0; k < rows->rows * GR_LOST_COLUMNS; k++)
		gr_lost_fill(report, rows->slots[k], figures[k], !differs[k]);
	return true;
}
