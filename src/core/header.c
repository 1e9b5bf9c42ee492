#include "header_parts.h"

#include "fold.h"

/* The title and the words around it stand in the first bytes, a footer in the last. */
#define HEAD_BYTES ((size_t) 8192)
#define FOOT_BYTES ((size_t) 6144)

/* Digits of the code of a site, or bm and eight digits. */
#define SITE_CODE_LENGTH 10

static bool
is_digits(gr_slice code)
{
	for (size_t i = 0; i < code.len; i++)
		if (code.data[i] < '0' || code.data[i] > '9')
			return false;
	return true;
}

static bool
is_site_code(gr_slice code)
{
	bool		ministry = gr_slice_starts(code, GR_SLICE("bm")) || gr_slice_starts(code, GR_SLICE("BM"));

	return code.len == SITE_CODE_LENGTH && (is_digits(code) || (ministry && is_digits(gr_slice_sub(code, 2, code.len))));
}

/* The last code that the foot of the page names so. */
static void
find_site_code(gr_slice text, gr_header *header)
{
	static const char *const words[] = {"标识码", "标识编码", NULL};
	gr_slice	foot = gr_slice_sub(text, text.len < FOOT_BYTES ? 0 : text.len - FOOT_BYTES, text.len);

	/* Most have no footer. */
	if (gr_find(foot, 0, "标识") == GR_NO_PLACE)
		return;
	for (const char *const *word = words; *word != NULL; word++)
		for (size_t at = gr_find(foot, 0, *word); at != GR_NO_PLACE; at = gr_find(foot, at, *word))
		{
			gr_slice	code;

			at = gr_skip_blanks(foot, at + strlen(*word));
			if (!gr_take_word(foot, &at, ":"))
				gr_take_word(foot, &at, "：");
			at = gr_skip_blanks(foot, at);
			if (foot.len - at < SITE_CODE_LENGTH)
				break;
			code = gr_slice_sub(foot, at, at + SITE_CODE_LENGTH);
			if (foot.len - at > SITE_CODE_LENGTH && is_digits(gr_slice_sub(foot, at + SITE_CODE_LENGTH, at + SITE_CODE_LENGTH + 1)))
				continue;
			if (is_site_code(code))
				header->site_code = code;
		}
}

/* What the titles tell: that of the text first, then those of the page. */
static void
read_titles(gr_slice head, const gr_page_names *page, gr_title *title)
{
	gr_title	other;

	gr_title_read(head, title);
	for (int i = 0; i < 2 && page != NULL; i++)
	{
		gr_title_of_line(i == 0 ? page->article_title : page->title, &other);
		if (title->title.data == NULL)
		{
			other.issuer = other.issuer.name.data == NULL ? title->issuer : other.issuer;
			if (other.title.data != NULL && (title->year == 0 || title->year == other.year))
				*title = other;
		}
		else if (title->issuer.name.data == NULL && other.year == title->year)
			title->issuer = other.issuer;
	}
}

void
gr_header_read(gr_slice text, const gr_page_names *page, gr_header *header)
{
	gr_slice	head = gr_slice_sub(text, 0, text.len < HEAD_BYTES ? text.len : HEAD_BYTES);
	gr_title	title;

	/* The cut must not fall into a character. */
	while (head.len > 0 && head.len < text.len && ((unsigned char) text.data[head.len] & 0xC0) == 0x80)
		head.len--;
	read_titles(head, page, &title);
	header->title = title.title;
	gr_header_period(head, header);
	header->year = header->period_to.year != 0 ? header->period_to.year : title.year;
	if (header->year == 0)
		header->year = gr_header_lead_year(head);
	gr_header_published(text, title.end, page, header);
	find_site_code(text, header);
	if (header->site_code.data == NULL && page != NULL && page->site_code.data != NULL && is_site_code(page->site_code))
		header->site_code = page->site_code;
	if (title.issuer.name.data != NULL)
	{
		header->issuer = title.issuer.name;
		header->level = (unsigned char) title.issuer.parts.level;
		header->kind = (unsigned char) title.issuer.parts.kind;
	}
	else
		gr_header_issuer(text, title.end, page, header);
	gr_header_refine_level(text, page, header);
}
