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

static void
write_escaped(gr_writer *writer, gr_slice text)
{
	const char *end;

	if (text.len == 0)
		return;
	end = text.data + text.len;
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
		else if (!gr_markup_drops(c))
			gr_write_bytes(writer, gr_slice_make(p, length));
		p += length;
	}
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
