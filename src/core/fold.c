#include "fold.h"

#include "bits.h"
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

static const uint16_t radicals[] = {
#include "radicals.def"
};

uint32_t
gr_fold_slow(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		return c - 0xFF01 + 0x21;
	/* 、 。 and brackets are their own folding. */
	if (c > 0x3000 && c < 0x3164)
		return c;
	if (c >= 0x2F00 && c < 0x2F00 + sizeof(radicals) / sizeof(radicals[0]))
		return radicals[c - 0x2F00];
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
		case 0xFB29:
			return '+';
		case 0x207C:
		case 0x208C:
			return '=';
		case 0x2024:
			return '.';
		case 0x2215:
			return '/';
		case 0x2236:
			return ':';
		case 0x207D:
		case 0x208D:
		case 0xFE35:
			return '(';
		case 0x207E:
		case 0x208E:
		case 0xFE36:
			return ')';
		case 0xFE37:
			return '{';
		case 0xFE38:
			return '}';
		case 0xFE47:
			return '[';
		case 0xFE48:
			return ']';
		case 0xFE33:
		case 0xFE34:
		case 0xFE4D:
		case 0xFE4E:
		case 0xFE4F:
			return '_';
		case 0xFE10:
			return ',';
		case 0xFE13:
			return ':';
		case 0x037E:
		case 0xFE14:
			return ';';
		case 0xFE15:
			return '!';
		case 0xFE16:
			return '?';
		case 0x1FEF:
			return '`';
	}
	return c;
}

/* Whether it is of the two blocks that most signs are from: 、 。 《 》 and the wide ones, ， ： （ ） and digits. */
static bool
is_usual_sign(uint32_t code_point)
{
	/* One of the differences is below 0, which is told without a jump. */
	uint64_t	cjk = (uint64_t) (code_point - 0x3001) - 0x3F;
	uint64_t	wide = (uint64_t) (code_point - 0xFF01) - 0x3F;

	return (cjk | wide) >> 63 != 0;
}

uint32_t
gr_sign_at_slow(gr_slice text, size_t at, size_t *after)
{
	size_t		length = 0;
	uint32_t	c;

	if (at < text.len && text.len - at >= 3 && is_usual_sign(c = gr_utf8_three(text.data + at)))
	{
		*after = at + 3;
		/* Those of the first block are their own folding. */
		return c < 0xFF01 ? c : c - 0xFF01 + '!';
	}
	c = at < text.len ? gr_fold_next(text.data + at, text.data + text.len, &length) : 0;
	*after = at + length;
	return c;
}

uint32_t
gr_simplify(uint32_t c)
{
	/* At the code point less that of the first Han character; 0 for what is none or simplified already. */
	static const uint16_t simplified[0x5200] = {
#define GR_SIMPLIFIED(traditional, simplified) [traditional - 0x4E00] = simplified,
#include "simplified.def"
	};

	/* Below the first one the difference is a large number. */
	if (c - 0x4E00 >= sizeof(simplified) / sizeof(simplified[0]) || simplified[c - 0x4E00] == 0)
		return c;
	return simplified[c - 0x4E00];
}

/* Whether the first character of a word, of at least one byte, may be the one that the text begins with. */
static bool
may_start(gr_slice text, const char *word)
{
	unsigned char t = (unsigned char) text.data[0];
	unsigned char w = (unsigned char) word[0];
	size_t		length;
	uint32_t	c;

	/* Most texts are figures, and most words Han characters. */
	if (t < 0x80)
		return w < 0x80 && (t == w || t <= ' ' || w <= ' ');
	if (!gr_starts_han(w))
		return !gr_starts_han(t) || (w >= 0x80 && w != 0xE3 && w != 0xEF);
	if (gr_starts_han(t) && text.len >= 3 && gr_han_at(text.data) == gr_han_at(word))
		return true;
	c = gr_fold_next(text.data, text.data + text.len, &length);
	return c >= 0x3400 && (c == gr_han_at(word) || gr_simplify(c) == gr_han_at(word));
}

bool
gr_starts_word_slow(gr_slice text, const char *word, size_t *length)
{
	size_t		n;
	size_t		at = 0;

	if (text.len == 0 || !may_start(text, word))
		return false;
	n = strlen(word);
	if (text.len >= n && memcmp(text.data, word, n) == 0)
	{
		*length = n;
		return true;
	}
	for (const char *w = word; *w != '\0';)
	{
		size_t		w_length;
		size_t		t_length;
		uint32_t	wanted = gr_fold_next(w, word + n, &w_length);
		uint32_t	c;

		if (at >= text.len)
			return false;
		c = gr_fold_next(text.data + at, text.data + text.len, &t_length);
		if (c == ' ' && at > 0)
		{
			at += t_length;
			continue;
		}
		if (c != wanted && (c < 0x3400 || gr_simplify(c) != wanted))
			return false;
		w += w_length;
		at += t_length;
	}
	*length = at;
	return true;
}

const char *
gr_starts_any_word(gr_slice text, const char *const *words, size_t *length)
{
	size_t		after;
	uint32_t	first;
	uint32_t	simplified;

	if (text.len == 0)
		return NULL;
	first = gr_sign_at(text, 0, &after);
	simplified = gr_simplify(first);
	for (; *words != NULL; words++)
	{
		/* Few words begin with the character that the text does. */
		if (gr_starts_han((unsigned char) **words) && gr_han_at(*words) != simplified && gr_han_at(*words) != first)
			continue;
		if (gr_starts_word(text, *words, length))
			return *words;
	}
	return NULL;
}

/* ASCII blanks that are skipped at once where the same ones stand in front of them. */
#define WIDE_BLANKS 8

size_t
gr_skip_blanks_slow(gr_slice text, size_t at)
{
	size_t		length;

	while (at < text.len)
	{
		size_t		from = at;

		while (at < text.len && gr_is_ascii_blank((unsigned char) text.data[at]))
		{
			/* Lines of a page, and hostile ones, hold many. */
			if (++at - from == WIDE_BLANKS)
			{
				while (text.len - at >= WIDE_BLANKS && memcmp(text.data + at, text.data + at - WIDE_BLANKS, WIDE_BLANKS) == 0)
					at += WIDE_BLANKS;
				from = at;
			}
		}
		if (at == text.len)
			break;
		if (gr_fold_next(text.data + at, text.data + text.len, &length) != ' ')
			break;
		at += length;
	}
	return at;
}

size_t
gr_end_of_word(gr_slice text, size_t at)
{
	size_t		length;

	while (at < text.len && gr_fold_next(text.data + at, text.data + text.len, &length) != ' ')
		at += length;
	return at;
}

size_t
gr_end_of_digits(gr_slice text, size_t at)
{
	const char *from = text.data + at;
	const char *end = text.data + text.len;

	/* Eight at once: the upper half of a byte is 3, and stays so if 6 is added. */
	for (; end - from >= 8; from += 8)
	{
		uint64_t	bytes = gr_word_at(from);

		if (((bytes & UINT64_C(0xF0F0F0F0F0F0F0F0)) ^ UINT64_C(0x3030303030303030)) != 0 ||
			((bytes + UINT64_C(0x0606060606060606)) & UINT64_C(0xF0F0F0F0F0F0F0F0)) != UINT64_C(0x3030303030303030))
			break;
	}
	while (from < end && (unsigned char) (*from - '0') < 10)
		from++;
	return (size_t) (from - text.data);
}

gr_slice
gr_trim_slow(gr_slice s)
{
	const char *end;

	if (s.len == 0)
		return s;
	if (!gr_starts_no_blank((unsigned char) *s.data))
		s = gr_slice_sub(s, gr_skip_blanks_slow(s, 0), s.len);
	end = s.data + s.len;
	while (end > s.data)
	{
		const char *last = end - 1;
		size_t		length;

		if (((unsigned char) *last < 0x80 && gr_starts_no_blank((unsigned char) *last)) || (end - s.data >= 3 && gr_ends_with_han_or_sign(end)))
			break;
		if (gr_is_ascii_blank((unsigned char) *last))
		{
			end = last;
			continue;
		}
		while (last > s.data && ((unsigned char) *last & 0xC0) == 0x80)
			last--;
		if (gr_starts_no_blank((unsigned char) *last) || gr_fold_next(last, end, &length) != ' ' || last + length != end)
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

bool
gr_take_word(gr_slice text, size_t *at, const char *word)
{
	size_t		length;

	if (*at >= text.len || !gr_starts_word(gr_slice_sub(text, *at, text.len), word, &length))
		return false;
	*at += length;
	return true;
}

bool
gr_take_any_word(gr_slice text, size_t *at, const char *const *words)
{
	size_t		length;

	if (*at >= text.len || gr_starts_any_word(gr_slice_sub(text, *at, text.len), words, &length) == NULL)
		return false;
	*at += length;
	return true;
}
