#include "markup_writer.h"

#include <stdarg.h>

#include "utf8.h"

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

bool
gr_markup_drops(uint32_t c)
{
	return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF ||
		c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* Whether a byte is neither markup nor begins a character that may be left out: of most text every byte. */
static inline bool
is_plain(unsigned char c)
{
	if (c < 0x80)
		return c >= 0x20 ? c != '&' && c != '<' && c != '>' && c != '"' && c != '\'' && c != 0x7F : c == '\n' || c == '\t' || c == '\r';
	/* U+0080, U+0600, U+2000, U+F000 and what follows them. */
	return c != 0xC2 && c != 0xD8 && c != 0xE2 && c != 0xEF;
}

size_t
gr_markup_find_dropped(gr_slice text, size_t from, uint32_t *code_point, size_t *length)
{
	const char *end = text.data + text.len;

	for (size_t i = from; i < text.len; i += *length)
	{
		*length = 1;
		if (is_plain((unsigned char) text.data[i]))
			continue;
		*code_point = gr_utf8_next(text.data + i, end, length);
		if (gr_markup_drops(*code_point))
			return i;
	}
	return text.len;
}

/* What stands for a character that is not plain; NULL: itself. */
static const char *
reference_of(uint32_t c)
{
	switch (c)
	{
		case '&':
			return "&amp;";
		case '<':
			return "&lt;";
		case '>':
			return "&gt;";
		case '"':
			return "&quot;";
		case '\'':
			return "&#39;";
		default:
			return gr_markup_drops(c) ? "" : NULL;
	}
}

static void
write_escaped(gr_writer *writer, gr_slice text)
{
	const char *end;
	size_t		done = 0;
	size_t		length;

	if (text.len == 0)
		return;
	end = text.data + text.len;
	for (size_t i = 0; i < text.len; i += length)
	{
		const char *reference;

		length = 1;
		if (is_plain((unsigned char) text.data[i]))
			continue;
		reference = reference_of(gr_utf8_next(text.data + i, end, &length));
		if (reference == NULL)
			continue;
		gr_write_bytes(writer, gr_slice_sub(text, done, i));
		write_string(writer, reference);
		done = i + length;
	}
	gr_write_bytes(writer, gr_slice_sub(text, done, text.len));
}

void
gr_markup_write(gr_writer *writer, const char *template, ...)
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
