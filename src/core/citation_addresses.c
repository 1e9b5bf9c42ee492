#include "citation_parts.h"

static unsigned char
lower(char c)
{
	return (unsigned char) (c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* ASCII without blanks, brackets, quotation marks, comma and semicolon. */
static inline bool
is_of_url(unsigned char c)
{
	/* By 32 characters: the signs and digits, and letters with what stands between them. */
	static const uint32_t signs[] = {
		0,
		~(1u << (' ' - 32) | 1u << ('"' - 32) | 1u << ('\'' - 32) | 1u << ('(' - 32) | 1u << (')' - 32) | 1u << (',' - 32) | 1u << (';' - 32) |
		  1u << ('<' - 32) | 1u << ('>' - 32)),
		~(1u << ('[' - 64) | 1u << ('\\' - 64) | 1u << (']' - 64) | 1u << ('^' - 64)),
		~(1u << ('`' - 96) | 1u << ('{' - 96) | 1u << ('|' - 96) | 1u << ('}' - 96) | 1u << (0x7F - 96)),
	};

	return c < 0x80 && (signs[c / 32] >> c % 32 & 1) != 0;
}

static bool
is_of_name(unsigned char c)
{
	return gr_is_ascii_letter(c) || gr_is_digit(c) || c == '.' || c == '_' || c == '-' || c == '+';
}

static bool
starts_with(gr_slice text, size_t at, const char *word)
{
	for (; *word != '\0'; word++, at++)
		if (at >= text.len || lower(text.data[at]) != (unsigned char) *word)
			return false;
	return true;
}

/* The end of what may be a URL, without the signs that end the sentence. */
static size_t
end_of_url(gr_slice text, size_t at)
{
	size_t		end = at;

	while (end < text.len && is_of_url((unsigned char) text.data[end]))
		end++;
	while (end > at && strchr(".:!?*-~#@", text.data[end - 1]) != NULL)
		end--;
	return end;
}

/* The end of the host name at "at": labels with dots between them. */
static size_t
end_of_host(gr_slice text, size_t at)
{
	size_t		end = at;

	while (end < text.len && (gr_is_ascii_letter((unsigned char) text.data[end]) || gr_is_digit((unsigned char) text.data[end]) || text.data[end] == '.' ||
							  text.data[end] == '-'))
		end++;
	while (end > at && (text.data[end - 1] == '.' || text.data[end - 1] == '-'))
		end--;
	return end;
}

/* Whether a host has a domain that Chinese organs have. */
static bool
has_domain(gr_slice host)
{
	static const char *const domains[] = {".cn", ".com", ".net", ".org", NULL};

	for (const char *const *d = domains; *d != NULL; d++)
	{
		size_t		n = strlen(*d);

		if (host.len > n && starts_with(host, host.len - n, *d))
			return true;
	}
	return false;
}

static void
address(gr_raw_citation *c, gr_citation_kind kind, size_t from, size_t to, bool damaged)
{
	c->kind = (unsigned char) kind;
	c->damaged = damaged;
	c->whole = c->number = (gr_stretch) {from, to};
}

/* http://…, and what became of it: http:www…, http//, http：//. */
static bool
read_url(gr_slice text, size_t at, gr_raw_citation *c)
{
	size_t		host = at + 4;
	size_t		after;
	size_t		end;
	bool		damaged;

	if (!starts_with(text, at, "http"))
		return false;
	if (starts_with(text, host, "s"))
		host++;
	damaged = !starts_with(text, host, "://");
	for (uint32_t sign = gr_sign_at(text, host, &after); sign == ':' || sign == '/'; sign = gr_sign_at(text, host, &after))
		host = after;
	if (host - at <= 5 && !starts_with(text, host, "www."))
		return false;
	end = end_of_url(text, host);
	address(c, GR_CITATION_URL, at, end > host ? end : host, damaged || !has_domain(gr_slice_sub(text, host, end_of_host(text, host))));
	/* Addresses of numbers, and of other countries, are whole. */
	if (!damaged && end > host && memchr(text.data + host, '.', end - host) != NULL)
		c->damaged = false;
	return true;
}

/* Hosts of mail whose name stands right behind the lost @: 562170318qq.com. */
static bool
lost_at_sign(gr_slice host)
{
	static const char *const hosts[] = {"qq.com", "163.com", "126.com", "139.com", "189.cn", "sina.com", "sina.cn", "sohu.com", "gmail.com", "foxmail.com",
		"hotmail.com", "yeah.net", "aliyun.com", "21cn.com", NULL};

	for (const char *const *h = hosts; *h != NULL; h++)
	{
		size_t		n = strlen(*h);

		if (host.len > n && starts_with(host, host.len - n, *h))
			return host.data[host.len - n - 1] != '.' && host.data[host.len - n - 1] != '-';
	}
	return false;
}

static bool
read_email(const gr_citation_text *t, size_t at, gr_raw_citation *c, size_t *next)
{
	static const gr_slice words[] = {GR_ENDING("邮箱"), GR_ENDING("邮件"), GR_ENDING("邮箱地址"), GR_ENDING("信箱"), GR_ENDING("mail"), GR_ENDING("MAIL"), GR_NO_ENDING};
	size_t		name = at;
	size_t		host;
	size_t		end;
	uint32_t	sign;

	while (name < t->text.len && is_of_name((unsigned char) t->text.data[name]))
		name++;
	sign = gr_sign_at(t->text, name, &host);
	if (sign == '@' || sign == '#')
	{
		end = end_of_host(t->text, host);
		*next = end > name ? end : host;
		if (has_domain(gr_slice_sub(t->text, host, end)))
		{
			address(c, GR_CITATION_EMAIL, at, end, sign == '#');
			return true;
		}
		if (sign == '#' || !gr_introduced_by(t, at, words))
			return false;
		address(c, GR_CITATION_EMAIL, at, *next, true);
		return true;
	}
	end = end_of_host(t->text, at);
	if (!has_domain(gr_slice_sub(t->text, at, end)))
		return false;
	if (!lost_at_sign(gr_slice_sub(t->text, at, end)) && !gr_introduced_by(t, at, words))
		return false;
	address(c, GR_CITATION_EMAIL, at, end, true);
	return true;
}

/* www.…, and a host without it. */
static bool
read_host(gr_slice text, size_t at, gr_raw_citation *c)
{
	size_t		end = end_of_host(text, at);
	gr_slice	host = gr_slice_sub(text, at, end);
	bool		web = starts_with(text, at, "www.");
	bool		known = has_domain(host) && (!web || has_domain(gr_slice_sub(host, 4, host.len)));

	if (!web && !known)
		return false;
	if (end < text.len && (text.data[end] == '/' || text.data[end] == ':' || text.data[end] == '?'))
		end = end_of_url(text, end);
	address(c, GR_CITATION_URL, at, end, !known);
	return true;
}

/* 号, and the number of the site behind it. */
static bool
take_number_sign(gr_slice text, size_t *at)
{
	size_t		place = gr_skip_blanks(text, *at);
	gr_digits	d;

	if (!gr_take_word(text, &place, "号"))
		return false;
	*at = place;
	if (place < text.len && text.data[place] == '-')
	{
		d = gr_digits_read(text, place + 1);
		if (d.count > 0 && d.count <= 3)
			*at = d.to;
	}
	return true;
}

/* 蒙ICP备16005794号-1 */
static bool
read_icp(const gr_citation_text *t, size_t at, gr_raw_citation *c)
{
	static const char *const words[] = {"备案", "备", "证", NULL};
	size_t		place = at + 3;
	size_t		before;
	size_t		from = at;
	gr_digits	d;
	bool		numbered;

	if (!starts_with(t->text, at, "icp") || !gr_take_any_word(t->text, &place, words))
		return false;
	gr_take_word(t->text, &place, "：");
	d = gr_digits_read(t->text, gr_skip_blanks(t->text, place));
	place = d.to;
	numbered = take_number_sign(t->text, &place);
	if (d.count == 0)
		return false;
	if (gr_is_han(gr_sign_before(t->text, t->taken, at, &before)))
		from = before;
	address(c, GR_CITATION_ICP, from, place, !numbered || d.count < 6 || d.count > 10);
	return true;
}

/* The code of a site, and the index number of a document, behind their names. */
static bool
read_named_code(const gr_citation_text *t, size_t at, gr_raw_citation *c)
{
	static const gr_slice site[] = {GR_ENDING("标识码"), GR_ENDING("标识编码"), GR_NO_ENDING};
	static const gr_slice index[] = {GR_ENDING("索引号"), GR_ENDING("索引码"), GR_NO_ENDING};
	size_t		end = at;
	bool		is_site = gr_introduced_by(t, at, site);
	bool		digits = true;
	bool		code = gr_is_digit((unsigned char) t->text.data[at]) || starts_with(t->text, at, "bm");

	if (!is_site && !gr_introduced_by(t, at, index))
		return false;
	while (end < t->text.len && (is_of_name((unsigned char) t->text.data[end]) || t->text.data[end] == '/'))
	{
		/* bm stands for the ministries. */
		digits = digits && (gr_is_digit((unsigned char) t->text.data[end]) || end - at < 2);
		end++;
	}
	if (end == at)
		return false;
	address(c, is_site ? GR_CITATION_SITE_CODE : GR_CITATION_INDEX_NUMBER, at, end, is_site && (end - at != 10 || !digits || !code));
	return true;
}

bool
gr_citation_address(const gr_citation_text *t, size_t at, gr_raw_citation *c, size_t *next)
{
	bool		found;

	/* What no reader takes is left behind as far as they looked. */
	*next = at + 1;
	while (*next < t->text.len && is_of_name((unsigned char) t->text.data[*next]))
		++*next;
	found = read_url(t->text, at, c) || read_named_code(t, at, c) || read_icp(t, at, c) || read_email(t, at, c, next) || read_host(t->text, at, c);
	if (found)
		*next = c->whole.to;
	return found;
}

/* ---------- numbers ---------- */

/* One, two or three dashes, blanks around them or not, or a blank, between the parts of a telephone number. */
static bool
take_dash(gr_slice text, size_t *at)
{
	size_t		place = gr_skip_blanks(text, *at);
	size_t		after;
	uint32_t	c = gr_sign_at(text, place, &after);

	if (c != '-')
	{
		bool		blank = place > *at;

		*at = place;
		return blank;
	}
	for (int i = 0; i < 3 && gr_sign_at(text, place, &after) == '-'; i++)
		place = after;
	*at = gr_skip_blanks(text, place);
	return true;
}

/* -8001, 转8001 behind a telephone number. */
static size_t
end_of_extension(gr_slice text, size_t at)
{
	size_t		place = gr_skip_blanks(text, at);
	gr_digits	d;

	if (gr_take_word(text, &place, "转"))
		place = gr_skip_blanks(text, place);
	else if (gr_sign_at(text, at, &place) != '-')
		return at;
	d = gr_digits_read(text, place);
	return d.count >= 1 && d.count <= 4 ? d.to : at;
}

static const gr_slice phone_words[] = {
	GR_ENDING("电话"), GR_ENDING("传真"), GR_ENDING("热线"), GR_ENDING("电话号码"), GR_ENDING("联系方式"), GR_ENDING("拨打"),
	GR_ENDING("手机"), GR_ENDING("Tel"), GR_ENDING("TEL"), GR_ENDING("tel"), GR_ENDING("Fax"), GR_ENDING("FAX"),
	GR_ENDING("fax"), GR_NO_ENDING,
};

/* 0564-3374099, (0564)3374099, 400-123-4567. */
static bool
read_phone_with_area(const gr_citation_text *t, const gr_digits *area, gr_raw_citation *c)
{
	size_t		at = area->to;
	size_t		before;
	size_t		from = area->from;
	size_t		after;
	bool		free_call = area->count == 3 && (area->value == 400 || area->value == 800);
	bool		blank;
	gr_digits	d;

	if (!free_call && ((area->count != 3 && area->count != 4) || gr_sign_at(t->text, area->from, &after) != '0' || area->value == 0))
		return false;
	blank = gr_sign_at(t->text, at, &after) == ' ';
	if (blank && free_call)
		return false;
	if (gr_sign_at(t->text, at, &after) == ')' && gr_sign_before(t->text, t->taken, from, &before) == '(')
	{
		from = before;
		at = after;
		take_dash(t->text, &at);
	}
	else if (!take_dash(t->text, &at))
		return false;
	d = gr_digits_read(t->text, at);
	if (free_call)
	{
		size_t		last = d.to;
		gr_digits	rest;

		if (d.count == 3 || d.count == 4)
			if (take_dash(t->text, &last) && (rest = gr_digits_read(t->text, last)).count + d.count == 7)
				d.to = rest.to;
		if (d.to == last && d.count != 7)
			return false;
		address(c, GR_CITATION_PHONE, from, d.to, false);
		return true;
	}
	if (d.count == 0 || (blank && d.count < 7))
		return false;
	if (d.count < 7 || d.count > 8)
	{
		if (d.count < 5 || d.count > 9 || !gr_introduced_by(t, from, phone_words))
			return false;
		/* 0871-12345 */
		address(c, GR_CITATION_PHONE, from, d.to, d.value != 12345);
		return true;
	}
	address(c, GR_CITATION_PHONE, from, end_of_extension(t->text, d.to), false);
	return true;
}

/* Characters between a number and 热线: 12366纳税缴费服务热线. */
#define LINE_NAME 8

/* Whether what stands at "at" is the name of a line, and not what is counted: 12366件热线工单. */
static bool
names_line(gr_slice text, size_t at)
{
	static const char *const units[] = {"件", "条", "次", "人", "个", "起", "宗", "通", "余", "多", "万", "项", "家", "名", NULL};
	size_t		before = at;

	if (gr_take_any_word(text, &at, units))
		return false;
	for (int i = 0; i < LINE_NAME; i++)
	{
		if (!gr_is_han(gr_sign_at(text, before, &at)))
			return false;
		before = at;
		if (gr_take_word(text, &at, "热线"))
			return true;
	}
	return false;
}

/* 12345, 96345 and their kin: five digits, called a line or standing in marks. */
static bool
is_hotline(const gr_citation_text *t, const gr_digits *d)
{
	static const char *const lines[] = {"热线", "便民", "市民", "政务", "政府服务", "平台", "公共服务", "投诉", "举报", "服务", "电话", NULL};
	static const gr_slice marks[] = {GR_ENDING("热线"), GR_ENDING("电话"), GR_ENDING("拨打"), GR_NO_ENDING};
	size_t		at = d->to;
	size_t		after;
	bool		quoted = false;

	if (d->count != 5 || (d->leading / 100 != 12 && d->leading / 100 != 96))
		return false;
	while (at - d->to < 8 && gr_is_quote(gr_sign_at(t->text, at, &after)))
	{
		quoted = true;
		at = after;
	}
	at = gr_skip_blanks(t->text, at);
	if (gr_take_any_word(t->text, &at, lines) || (quoted && d->value == 12345) || names_line(t->text, at))
		return true;
	return !gr_is_han(gr_sign_at(t->text, at, &after)) && gr_introduced_by(t, d->from, marks);
}

/* 8812345 where a word says so, or another number comes right before. */
static bool
is_local_phone(const gr_citation_text *t, const gr_digits *d)
{
	size_t		after;
	size_t		before;
	uint32_t	next = gr_sign_at(t->text, d->to, &after);
	uint32_t	previous;

	/* A figure has its unit behind it. */
	if ((d->count != 7 && d->count != 8) || (gr_is_han(next) && next != 0x8F6C))
		return false;
	previous = gr_sign_before(t->text, t->taken, d->from, &before);
	if (t->previous_kind == GR_CITATION_PHONE && before == t->taken && (previous == 0x3001 || previous == '/' || previous == ','))
		return true;
	return gr_introduced_by(t, d->from, phone_words);
}

static bool
read_phone(const gr_citation_text *t, const gr_digits *d, gr_raw_citation *c)
{
	size_t		after;
	uint32_t	first = gr_sign_at(t->text, d->from, &after);
	uint32_t	next = gr_sign_at(t->text, d->to, &after);
	bool		mobile = d->count == 11 && first == '1' && d->leading / 100 >= 13;

	if (read_phone_with_area(t, d, c))
		return true;
	if ((mobile && !gr_is_han(next)) || is_hotline(t, d) || is_local_phone(t, d))
	{
		address(c, GR_CITATION_PHONE, d->from, mobile || d->count == 5 ? d->to : end_of_extension(t->text, d->to), false);
		return true;
	}
	/* 052784368216: the dash behind the area is lost. */
	if ((d->count == 11 || d->count == 12) && first == '0' && d->leading > 9 && !gr_is_han(next))
	{
		address(c, GR_CITATION_PHONE, d->from, d->to, true);
		return true;
	}
	return false;
}

/* 蒙公网安备 15070202000001号 */
static bool
read_police_number(const gr_citation_text *t, const gr_digits *d, gr_raw_citation *c)
{
	static const gr_slice words[] = {GR_ENDING("公网安备"), GR_ENDING("公安备案号"), GR_ENDING("公安备"), GR_NO_ENDING};
	size_t		from = d->from;
	size_t		to = d->to;
	size_t		before;
	bool		numbered;

	from = gr_back_over_blanks(t->text, t->taken, from);
	if (gr_sign_before(t->text, t->taken, from, &before) == ':')
		from = before;
	if (!gr_back_over_any_word(t->text, t->taken, &from, words))
		return false;
	if (gr_is_han(gr_sign_before(t->text, t->taken, from, &before)))
		from = before;
	numbered = take_number_sign(t->text, &to);
	address(c, GR_CITATION_ICP, from, to, !numbered || d->count != 14);
	return true;
}

bool
gr_citation_code(const gr_citation_text *t, const gr_digits *d, gr_raw_citation *c)
{
	static const gr_slice post[] = {GR_ENDING("邮编"), GR_ENDING("邮政编码"), GR_ENDING("邮码"), GR_NO_ENDING};

	if (d->count >= 5 && gr_introduced_by(t, d->from, post))
	{
		address(c, GR_CITATION_POSTCODE, d->from, d->to, d->count != 6);
		return true;
	}
	if (d->count >= 5 && (read_police_number(t, d, c) || read_named_code(t, d->from, c)))
		return true;
	return read_phone(t, d, c);
}
