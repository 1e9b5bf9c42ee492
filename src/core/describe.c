#include "describe.h"

static gr_slice
text_of(const char *zh, const char *en, gr_language language)
{
	return gr_slice_cstring(language == GR_LANGUAGE_ZH ? zh : en);
}

/* The words for a name in braces; a name that is none of these is printed as it stands. */
static gr_slice
words_for(gr_slice name, const gr_description *d, gr_language language)
{
	gr_slice	words = {NULL, 0};

	if (gr_slice_equal(name, GR_SLICE("table")) && d->table != GR_TABLE_NONE)
		words = text_of(gr_tables[d->table].zh, gr_tables[d->table].en, language);
	else if (gr_slice_equal(name, GR_SLICE("row")) && d->row != GR_ROW_NONE)
		words = text_of(gr_rows[d->row].zh, gr_rows[d->row].en, language);
	else if (gr_slice_equal(name, GR_SLICE("column")) && d->column != GR_COLUMN_NONE)
		words = text_of(gr_columns[d->column].zh, gr_columns[d->column].en, language);
	else if (gr_slice_equal(name, GR_SLICE("expected")))
		words = d->expected;
	else if (gr_slice_equal(name, GR_SLICE("actual")))
		words = d->actual;
	else if (gr_slice_equal(name, GR_SLICE("difference")))
		words = d->difference;
	return words.len > 0 ? words : GR_SLICE("—");
}

/* Why a sum that does not hold, or holds, is no error: cells without a value. */
static gr_slice
remark(const gr_description *d, gr_language language)
{
	gr_slice	none = {NULL, 0};

	if (d->rule > GR_RULE_STATISTICS_STAFF || d->severity == GR_SEVERITY_ERROR)
		return none;
	if (d->severity == GR_SEVERITY_INFO)
		return text_of("其中有无数值的单元格，按0计则相符。", " Cells without a value count as 0 here.", language);
	return text_of("其中有无数值的单元格，填入适当数值则可相符。", " Cells without a value could make it hold.", language);
}

void
gr_describe(gr_writer *writer, const gr_description *description, gr_language language)
{
	const gr_rule_info *rule = &gr_rules[description->rule];
	gr_slice	rest = text_of(rule->sentence_zh, rule->sentence_en, language);

	for (;;)
	{
		const char *open = memchr(rest.data, '{', rest.len);
		const char *close = open == NULL ? NULL : memchr(open, '}', rest.len - (size_t) (open - rest.data));

		if (close == NULL)
			break;
		gr_write_bytes(writer, gr_slice_make(rest.data, (size_t) (open - rest.data)));
		gr_write_bytes(writer, words_for(gr_slice_make(open + 1, (size_t) (close - open) - 1), description, language));
		rest = gr_slice_sub(rest, (size_t) (close - rest.data) + 1, rest.len);
	}
	gr_write_bytes(writer, rest);
	gr_write_bytes(writer, remark(description, language));
}
