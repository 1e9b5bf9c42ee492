#include "svg_writer.h"

#include "utf8.h"

#define FONT_SIZE 12

static void
write_string(gr_writer *writer, const char *string)
{
	gr_write_bytes(writer, gr_slice_cstring(string));
}

static void
write_integer(gr_writer *writer, int64_t value)
{
	char		digits[GR_DECIMAL_LENGTH];

	gr_write_bytes(writer, gr_slice_make(digits, (size_t) gr_wide_write(digits, gr_wide_of(value))));
}

/* Rounded to hundredths, without zeros at the end. */
static void
write_coordinate(gr_writer *writer, double value)
{
	char		digits[GR_DECIMAL_LENGTH];
	int64_t		hundredths = (int64_t) (value * 100 + (value < 0 ? -0.5 : 0.5));
	int			scale = 2;

	for (; scale > 0 && hundredths % 10 == 0; scale--)
		hundredths /= 10;
	gr_write_bytes(writer, gr_slice_make(digits, (size_t) gr_wide_write_decimal(digits, gr_wide_of(hundredths), scale)));
}

/* Controls, what is no character, and what turns or isolates the direction of text. */
static bool
is_dropped(uint32_t c)
{
	return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF ||
		c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static void
write_escaped(gr_writer *writer, gr_slice text)
{
	const char *end = text.data + text.len;

	for (const char *p = text.data; p < end;)
	{
		size_t		length;
		uint32_t	c = gr_utf8_next(p, end, &length);

		if (c == '&')
			write_string(writer, "&amp;");
		else if (c == '<')
			write_string(writer, "&lt;");
		else if (c == '>')
			write_string(writer, "&gt;");
		else if (c == '"')
			write_string(writer, "&quot;");
		else if (c == '\'')
			write_string(writer, "&#39;");
		else if (!is_dropped(c))
			gr_write_bytes(writer, gr_slice_make(p, length));
		p += length;
	}
}

void
gr_svg_write(gr_writer *writer, const char *template, ...)
{
	va_list		arguments;

	va_start(arguments, template);
	for (const char *p = template; *p != '\0';)
	{
		const char *percent = strchr(p, '%');
		size_t		plain = percent == NULL ? strlen(p) : (size_t) (percent - p);

		gr_write_bytes(writer, gr_slice_make(p, plain));
		if (percent == NULL)
			break;
		switch (percent[1])
		{
			case 'n':
				write_coordinate(writer, va_arg(arguments, double));
				break;
			case 'i':
				write_integer(writer, va_arg(arguments, int));
				break;
			case 's':
				write_string(writer, va_arg(arguments, const char *));
				break;
			case 't':
				write_escaped(writer, va_arg(arguments, gr_slice));
				break;
			default:
				gr_write_byte(writer, '%');
		}
		p = percent + 2;
	}
	va_end(arguments);
}

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

	gr_svg_write(writer, "<text class=\"%s\" x=\"%n\" y=\"%n\" text-anchor=\"%s\">", class, x, y, anchor);
	if (cut)
		gr_svg_write(writer, "<title>%t</title>", text);
	gr_svg_write(writer, "%t%s</text>\n", shown, cut ? "…" : "");
}
