#include "svg_writer.h"

#include "utf8.h"

#define FONT_SIZE 12

static double
character_width(uint32_t c)
{
	if (c >= 0x2E80)
		return 1;
	/* Capitals are wide, digits alike in most fonts. */
	return c >= 'A' && c <= 'Z' ? 0.68 : c == ' ' || c == '.' || c == ',' || c == 'i' || c == 'l' ? 0.3 : 0.56;
}

double
gr_svg_width(gr_slice text)
{
	const char *end = text.data + text.len;
	double		width = 0;
	size_t		length;

	for (const char *p = text.data; p < end; p += length)
		width += character_width(gr_utf8_next(p, end, &length));
	return width;
}

gr_slice
gr_svg_fit(gr_slice text, double width, bool *cut)
{
	const char *end = text.data + text.len;
	double		used = 0;
	size_t		whole = 0;		/* what fits with a sign of omission behind it */
	size_t		length;

	*cut = false;
	for (const char *p = text.data; p < end; p += length)
	{
		used += character_width(gr_utf8_next(p, end, &length));
		if (used > width)
		{
			*cut = true;
			return gr_slice_make(text.data, whole);
		}
		if (used + 1 <= width)
			whole = (size_t) (p + length - text.data);
	}
	return text;
}

void
gr_svg_label(gr_writer *writer, const char *class, double x, double y, const char *anchor, gr_slice text, double width)
{
	bool		cut;
	gr_slice	shown = gr_svg_fit(text, width / FONT_SIZE, &cut);

	gr_markup_write(writer, "<text class=\"%s\" x=\"%n\" y=\"%n\" text-anchor=\"%s\">", class, x, y, anchor);
	if (cut)
		gr_markup_write(writer, "<title>%t</title>", text);
	gr_markup_write(writer, "%t%s</text>\n", shown, cut ? "…" : "");
}
