#include "fold.h"

#include "utf8.h"

static uint32_t
fold_small_form(uint32_t c)
{
	/* U+FE50 to U+FE6B, small form variants; 0 where Unicode assigns none. */
	static const unsigned char forms[] = {
		',', 0, '.', 0, ';', ':', '?', '!', '-', '(', ')', '{', '}', 0, 0, '#',
		'&', '*', '+', '-', '<', '>', '=', 0, '\\', '$', '%', '@',
	};
	unsigned char ascii = forms[c - 0xFE50];

	return ascii != 0 ? ascii : c;
}

uint32_t
gr_fold_slow(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		return c - 0xFF01 + 0x21;
	if (c >= 0xFE50 && c <= 0xFE6B)
		return fold_small_form(c);
	if (c >= 0x2000 && c <= 0x200F)
		return ' ';
	if (c >= 0x2010 && c <= 0x2015)
		return '-';
	switch (c)
	{
		case 0x0085:
		case 0x00A0:
		case 0x00AD:
		case 0x1680:
		case 0x180E:
		case 0x2028:
		case 0x2029:
		case 0x202F:
		case 0x205F:
		case 0x2060:
		case 0x3000:
		case 0x3164:
		case 0xFEFF:
		case 0xFFA0:
			return ' ';
		case 0x207B:
		case 0x208B:
		case 0x2212:
		case 0x2500:
		case 0x2501:
		case 0xFE31:
		case 0xFE32:
			return '-';
		case 0x207A:
		case 0x208A:
			return '+';
		case 0x2024:
			return '.';
		case 0x2215:
			return '/';
		case 0x2236:
			return ':';
		case 0xFE35:
			return '(';
		case 0xFE36:
			return ')';
		case 0xFE10:
			return ',';
		case 0xFE13:
			return ':';
		case 0xFE14:
			return ';';
	}
	return c;
}

uint32_t
gr_fold_next(const char *p, const char *end, size_t *length)
{
	return gr_fold(gr_utf8_next(p, end, length));
}

gr_slice
gr_trim(gr_slice s)
{
	const char *end = s.data + s.len;

	while (s.data < end)
	{
		size_t		length;

		if (gr_fold_next(s.data, end, &length) != ' ')
			break;
		s.data += length;
	}
	while (end > s.data)
	{
		const char *last = end - 1;
		size_t		length;

		while (last > s.data && ((unsigned char) *last & 0xC0) == 0x80)
			last--;
		if (gr_fold_next(last, end, &length) != ' ' || last + length != end)
			break;
		end = last;
	}
	s.len = (size_t) (end - s.data);
	return s;
}

bool
gr_is_quote(uint32_t c)
{
	switch (c)
	{
		case '"':
		case '\'':
		case 0x201C:
		case 0x201D:
		case 0x2018:
		case 0x2019:
		case 0x300C:
		case 0x300D:
		case 0x300E:
		case 0x300F:
		case 0x300A:
		case 0x300B:
			return true;
	}
	return false;
}
