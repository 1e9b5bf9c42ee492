#include "table_writer.h"

#include <stdio.h>

gr_format
gr_format_by_name(gr_slice name)
{
	static const char *const names[GR_FORMATS] = {"text", "markdown", "html"};
	int			format = 0;

	while (format < GR_FORMATS && !gr_slice_equal(name, gr_slice_cstring(names[format])))
		format++;
	return (gr_format) format;
}

static void
put(gr_table_writer *table, const char *string)
{
	gr_write_bytes(table->out, gr_slice_cstring(string));
}

/* What stands for a byte that would be markup, or NULL. */
static const char *
escape_of(gr_format format, char c)
{
	switch (format)
	{
		case GR_FORMAT_TEXT:
			return c == '\t' || c == '\n' || c == '\r' ? " " : NULL;
		case GR_FORMAT_MARKDOWN:
			if (c == '\n' || c == '\r')
				return " ";
			/* HTML is markup there, too. */
			if (c == '<')
				return "&lt;";
			if (c == '&')
				return "&amp;";
			return NULL;
		case GR_FORMAT_HTML:
			return c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" : NULL;
		case GR_FORMATS:
			break;
	}
	return NULL;
}

static void
put_text(gr_table_writer *table, gr_slice text)
{
	size_t		done = 0;

	for (size_t i = 0; i < text.len; i++)
	{
		char		c = text.data[i];
		const char *escape = escape_of(table->format, c);

		if (escape != NULL)
		{
			gr_write_bytes(table->out, gr_slice_sub(text, done, i));
			put(table, escape);
			done = i + 1;
		}
		else if (table->format == GR_FORMAT_MARKDOWN && c != '\0' && strchr("\\|`*_~[]", c) != NULL)
		{
			gr_write_bytes(table->out, gr_slice_sub(text, done, i));
			put(table, "\\");
			done = i;
		}
	}
	gr_write_bytes(table->out, gr_slice_sub(text, done, text.len));
}

/* ---------- rows between separators ---------- */

static void
put_flat_cell(gr_table_writer *table, gr_slice text)
{
	if (table->format == GR_FORMAT_MARKDOWN)
		put(table, "| ");
	else if (table->column > 0)
		put(table, "\t");
	put_text(table, text);
	if (table->format == GR_FORMAT_MARKDOWN && text.len > 0)
		put(table, " ");
	table->column++;
}

/* Empty cells where a span from above is. */
static void
put_covered(gr_table_writer *table)
{
	while (table->column < table->width && table->covered[table->column] > 0)
	{
		table->covered[table->column]--;
		put_flat_cell(table, GR_SLICE(""));
	}
}

static void
put_spanning_cell(gr_table_writer *table, gr_slice text, int colspan, int rowspan)
{
	put_covered(table);
	for (int i = 0; i < colspan && table->column < table->width; i++)
	{
		table->covered[table->column] = (unsigned char) (rowspan - 1);
		put_flat_cell(table, i == 0 ? text : GR_SLICE(""));
	}
}

static void
end_flat_row(gr_table_writer *table)
{
	put_covered(table);
	while (table->column < table->width)
		put_flat_cell(table, GR_SLICE(""));
	put(table, table->format == GR_FORMAT_MARKDOWN ? "|\n" : "\n");
	if (table->format == GR_FORMAT_MARKDOWN && table->row == 1)
	{
		for (int i = 0; i < table->width; i++)
			put(table, "| --- ");
		put(table, "|\n");
	}
}

/* ---------- HTML ---------- */

static void
put_span(gr_table_writer *table, const char *name, int span)
{
	char		attribute[32];

	if (span == 1)
		return;
	snprintf(attribute, sizeof(attribute), " %s=\"%d\"", name, span);
	put(table, attribute);
}

static void
put_element(gr_table_writer *table, gr_table_cell kind, gr_slice text, int colspan, int rowspan)
{
	put(table, kind == GR_TABLE_DATA ? "<td" : "<th");
	put_span(table, "colspan", colspan);
	put_span(table, "rowspan", rowspan);
	if (kind == GR_TABLE_COLUMN_HEAD)
		put(table, " scope=\"col\"");
	else if (kind == GR_TABLE_ROW_HEAD)
		put(table, " scope=\"row\"");
	put(table, ">");
	put_text(table, text);
	put(table, kind == GR_TABLE_DATA ? "</td>" : "</th>");
}

static void
end_part(gr_table_writer *table)
{
	if (table->part != GR_PART_NONE)
		put(table, table->part == GR_PART_HEAD ? "</thead>\n" : "</tbody>\n");
}

static void
begin_part(gr_table_writer *table, gr_table_part part)
{
	if (part == table->part)
		return;
	end_part(table);
	put(table, part == GR_PART_HEAD ? "<thead>\n" : "<tbody>\n");
	table->part = (unsigned char) (part == GR_PART_HEAD ? GR_PART_HEAD : GR_PART_BODY);
}

/* ---------- tables ---------- */

void
gr_table_writer_init(gr_table_writer *table, gr_writer *out, gr_format format)
{
	memset(table, 0, sizeof(*table));
	table->out = out;
	table->format = format;
}

void
gr_table_begin(gr_table_writer *table, const char *number, const char *title, int width)
{
	if (table->out->len > 0)
		put(table, "\n");
	if (table->format == GR_FORMAT_HTML)
		put(table, "<h3>");
	else if (table->format == GR_FORMAT_MARKDOWN)
		put(table, "### ");
	put_text(table, gr_slice_cstring(number));
	put_text(table, gr_slice_cstring(title));
	put(table, table->format == GR_FORMAT_HTML ? "</h3>\n<table>\n" : "\n\n");
	table->width = width;
	table->row = 0;
	table->part = GR_PART_NONE;
	memset(table->covered, 0, sizeof(table->covered));
}

static void
end_row(gr_table_writer *table)
{
	if (table->row == 0)
		return;
	if (table->format == GR_FORMAT_HTML)
		put(table, "</tr>\n");
	else
		end_flat_row(table);
}

void
gr_table_row(gr_table_writer *table, gr_table_part part)
{
	end_row(table);
	table->row++;
	table->column = 0;
	if (table->format != GR_FORMAT_HTML)
		return;
	begin_part(table, part);
	put(table, "<tr>");
}

void
gr_table_put(gr_table_writer *table, gr_table_cell kind, gr_slice text, int colspan, int rowspan)
{
	if (table->format == GR_FORMAT_HTML)
		put_element(table, kind, text, colspan, rowspan);
	else
		put_spanning_cell(table, text, colspan, rowspan);
}

void
gr_table_end(gr_table_writer *table)
{
	end_row(table);
	if (table->format != GR_FORMAT_HTML)
		return;
	end_part(table);
	put(table, "</table>\n");
}
