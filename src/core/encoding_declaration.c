/*
 * encoding_declaration.c
 *		Names of encodings, and where a page declares one.
 */
#include "encoding_declaration.h"

#include <unicode/ucnv.h>

#define NAME_LIMIT 64

/*
 * Where ICU knows less than the Encoding Standard, or means a subset of it, and
 * every Unicode and Chinese name that the decision among encodings rests upon.
 * Labels are in small letters, without punctuation, each between two spaces.
 *
 * Big5 is read as in the standard, with the Hong Kong extensions: they take
 * nothing from plain Big5 but code points for private use.
 */
typedef struct named_encoding
{
	gr_encoding encoding;
	const char *labels;
} named_encoding;

static const named_encoding known[] = {
	{{GR_ENCODING_UTF8, "UTF-8", NULL},
	" utf8 unicode11utf8 unicode20utf8 xunicode20utf8 cp65001 windows65001 65001 "},
	{{GR_ENCODING_UTF16, "UTF-16", NULL}, " utf16 ucs2 iso10646ucs2 unicode csunicode csutf16 "},
	{{GR_ENCODING_UTF16LE, "UTF-16LE", NULL}, " utf16le unicodefeff xutf16le csutf16le cp1200 windows1200 1200 "},
	{{GR_ENCODING_UTF16BE, "UTF-16BE", NULL}, " utf16be unicodefffe xutf16be csutf16be cp1201 windows1201 1201 "},
	{{GR_ENCODING_UTF32, "UTF-32", NULL}, " utf32 ucs4 iso10646ucs4 csutf32 csucs4 "},
	{{GR_ENCODING_UTF32LE, "UTF-32LE", NULL}, " utf32le csutf32le cp12000 12000 "},
	{{GR_ENCODING_UTF32BE, "UTF-32BE", NULL}, " utf32be csutf32be cp12001 12001 "},
	{{GR_ENCODING_GB18030, "GB18030", "gb18030"},
		" gb18030 gb180302000 gb180302005 gb180302022 csgb18030 cp54936 windows54936 54936"
		" gb2312 gb23121980 gb231280 csgb2312 csgb231280 csiso58gb231280 isoir58 chinese euccn xeuccn cp20936"
	" gbk xgbk csgbk cp936 ms936 windows936 xmswin936 936 "},
	{{GR_ENCODING_BIG5, "Big5", "Big5-HKSCS"},
	" big5 cnbig5 csbig5 xxbig5 big5eten cp950 ms950 windows950 xwindows950 950 big5hkscs csbig5hkscs hkscs "},
	{{GR_ENCODING_WESTERN, "windows-1252", "windows-1252"},
		" windows1252 cp1252 xcp1252 ascii usascii ansix341968 iso88591 iso885911987 isoir100 csisolatin1 latin1 l1"
	" cp819 ibm819 xuserdefined "},
	{{GR_ENCODING_OTHER, "windows-1250", "windows-1250"}, " xcp1250 "},
	{{GR_ENCODING_OTHER, "windows-1251", "windows-1251"}, " xcp1251 "},
	{{GR_ENCODING_OTHER, "windows-1253", "windows-1253"}, " xcp1253 "},
	{{GR_ENCODING_OTHER, "windows-1254", "windows-1254"},
	" xcp1254 iso88599 iso885991989 isoir148 csisolatin5 latin5 l5 "},
	{{GR_ENCODING_OTHER, "windows-1255", "windows-1255"}, " xcp1255 "},
	{{GR_ENCODING_OTHER, "windows-1256", "windows-1256"}, " xcp1256 "},
	{{GR_ENCODING_OTHER, "windows-1257", "windows-1257"}, " xcp1257 "},
	{{GR_ENCODING_OTHER, "windows-1258", "windows-1258"}, " xcp1258 "},
	{{GR_ENCODING_OTHER, "windows-874", "windows-874"}, " dos874 iso885911 tis620 "},
	{{GR_ENCODING_OTHER, "ISO-8859-6", "ISO-8859-6"}, " csiso88596e csiso88596i "},
	{{GR_ENCODING_OTHER, "ISO-8859-8", "ISO-8859-8"}, " csiso88598e csiso88598i logical visual "},
	{{GR_ENCODING_OTHER, "KOI8-R", "KOI8-R"}, " koi "},
	{{GR_ENCODING_OTHER, "x-mac-cyrillic", "x-mac-cyrillic"}, " xmacukrainian "},
	{{GR_ENCODING_OTHER, "EUC-KR", "windows-949"},
	" euckr cseuckr ksc56011987 ksc56011989 ksc5601 csksc56011987 isoir149 korean windows949 "},
};

/*
 * ASCII only, and not of the locale: in a server the locale is the database's.
 */
static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
}

static bool
is_alphanumeric(char c)
{
	return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z');
}

/* The white space of the HTML standard. */
static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static gr_slice
trim(gr_slice s)
{
	while (s.len > 0 && is_space(s.data[0]))
		s = gr_slice_sub(s, 1, s.len);
	while (s.len > 0 && is_space(s.data[s.len - 1]))
		s.len--;
	return s;
}

gr_encoding
gr_encoding_of_kind(gr_encoding_kind kind)
{
	size_t		i = 0;

	while (known[i].encoding.kind != kind)
		i++;
	return known[i].encoding;
}

static bool
find_label(const char *name, gr_encoding *encoding)
{
	char		label[NAME_LIMIT + 3];
	size_t		len = 0;

	label[len++] = ' ';
	for (; *name != '\0'; name++)
	{
		if (is_alphanumeric(*name))
			label[len++] = lower(*name);
	}
	label[len++] = ' ';
	label[len] = '\0';
	for (size_t i = 0; len > 2 && i < sizeof(known) / sizeof(known[0]); i++)
	{
		if (strstr(known[i].labels, label) != NULL)
		{
			*encoding = known[i].encoding;
			return true;
		}
	}
	return false;
}

/* Can a conversion stop after any character and be taken up there by a new converter? */
static bool
has_shift_states(const char *converter_name)
{
	UErrorCode	error = U_ZERO_ERROR;
	UConverter *converter = ucnv_open(converter_name, &error);
	UConverterType type = UCNV_UNSUPPORTED_CONVERTER;

	if (U_SUCCESS(error))
		type = ucnv_getType(converter);
	ucnv_close(converter);
	return type != UCNV_SBCS && type != UCNV_DBCS && type != UCNV_MBCS && type != UCNV_LATIN_1 &&
		type != UCNV_US_ASCII && type != UCNV_CESU8;
}

static gr_status
unknown_encoding(gr_error *error, const char *detail)
{
	error->position = 0;
	error->detail = detail;
	return GR_UNKNOWN_ENCODING;
}

/*
 * Only names in ICU's table of aliases: ucnv_open takes others for the names of
 * files.
 */
static gr_status
find_alias(const char *name, gr_encoding *encoding, gr_error *error)
{
	UErrorCode	code = U_ZERO_ERROR;
	const char *converter = NULL;

	if (ucnv_countAliases(name, &code) > 0)
		converter = ucnv_getAlias(name, 0, &code);
	if (converter == NULL || U_FAILURE(code))
		return unknown_encoding(error, "Neither the Encoding Standard nor ICU has an encoding of that name.");
	if (has_shift_states(converter))
		return unknown_encoding(error, "Encodings with shift states, such as ISO-2022-CN, HZ and UTF-7, are not read.");
	encoding->kind = GR_ENCODING_OTHER;
	encoding->converter = converter;
	encoding->name = ucnv_getStandardName(converter, "MIME", &code);
	if (encoding->name == NULL)
		encoding->name = ucnv_getStandardName(converter, "IANA", &code);
	if (encoding->name == NULL)
		encoding->name = converter;
	return GR_OK;
}

gr_status
gr_encoding_named(gr_slice name, gr_encoding *encoding, gr_error *error)
{
	char		copy[NAME_LIMIT + 1];

	name = trim(name);
	if (name.len == 0)
		return unknown_encoding(error, "The name is empty.");
	if (name.len > NAME_LIMIT)
		return unknown_encoding(error, "No encoding has a name as long as this.");
	for (size_t i = 0; i < name.len; i++)
	{
		/* No comma: ICU would read what follows as options.  No NUL: it would hide the rest. */
		if (!is_alphanumeric(name.data[i]) && (name.data[i] == '\0' || strchr("-_:.+() ;", name.data[i]) == NULL))
			return unknown_encoding(error, "Names of encodings consist of ASCII letters, digits and hyphens.");
		copy[i] = name.data[i];
	}
	copy[name.len] = '\0';
	if (find_label(copy, encoding))
		return GR_OK;
	return find_alias(copy, encoding, error);
}

/* Where the word, in small letters, begins at or after "from", in whatever case; s.len when it does not occur. */
static size_t
find_word(gr_slice s, size_t from, gr_slice word)
{
	for (size_t at = from; at + word.len <= s.len; at++)
	{
		size_t		i = 0;

		while (i < word.len && lower(s.data[at + i]) == word.data[i])
			i++;
		if (i == word.len)
			return at;
	}
	return s.len;
}

static size_t
skip_spaces(gr_slice s, size_t at)
{
	while (at < s.len && is_space(s.data[at]))
		at++;
	return at;
}

/*
 * "Extracting a character encoding from a meta element": the value of the first
 * "word = value", in quotes or up to a space or semicolon; empty when there is
 * none.
 */
static gr_slice
parameter(gr_slice s, gr_slice word)
{
	for (size_t at = find_word(s, 0, word); at < s.len; at = find_word(s, at, word))
	{
		size_t		from;

		at = skip_spaces(s, at + word.len);
		if (at == s.len || s.data[at] != '=')
			continue;
		at = from = skip_spaces(s, at + 1);
		if (at < s.len && (s.data[at] == '"' || s.data[at] == '\''))
		{
			const char *quote = memchr(s.data + at + 1, s.data[at], s.len - at - 1);

			return quote == NULL ? gr_slice_make(s.data, 0) : gr_slice_sub(s, from + 1, (size_t) (quote - s.data));
		}
		while (at < s.len && !is_space(s.data[at]) && s.data[at] != ';')
			at++;
		return gr_slice_sub(s, from, at);
	}
	return gr_slice_make(s.data, 0);
}

typedef struct attribute
{
	gr_slice	name;
	gr_slice	value;
} attribute;

/* The value of an attribute, *at standing behind its equals sign. */
static bool
get_value(gr_slice s, size_t *at, gr_slice *value)
{
	size_t		i = skip_spaces(s, *at);
	size_t		from = i;

	if (i < s.len && (s.data[i] == '"' || s.data[i] == '\''))
	{
		const char *quote = memchr(s.data + i + 1, s.data[i], s.len - i - 1);

		if (quote == NULL)
			return false;
		*value = gr_slice_sub(s, i + 1, (size_t) (quote - s.data));
		*at = (size_t) (quote - s.data) + 1;
		return true;
	}
	while (i < s.len && !is_space(s.data[i]) && s.data[i] != '>')
		i++;
	*value = gr_slice_sub(s, from, i);
	*at = i;
	return i < s.len;
}

/* "Get an attribute" of the standard.  False at the end of the tag, or of the bytes. */
static bool
get_attribute(gr_slice s, size_t *at, attribute *found)
{
	size_t		i = *at;
	size_t		from;

	while (i < s.len && (is_space(s.data[i]) || s.data[i] == '/'))
		i++;
	*at = from = i;
	if (i == s.len || s.data[i] == '>')
		return false;
	while (i < s.len && !is_space(s.data[i]) && s.data[i] != '/' && s.data[i] != '>' && (s.data[i] != '=' || i == from))
		i++;
	found->name = gr_slice_sub(s, from, i);
	found->value = gr_slice_make(s.data, 0);
	if (i < s.len && is_space(s.data[i]))
		i = skip_spaces(s, i);
	*at = i;
	if (i == s.len)
		return false;
	if (s.data[i] != '=')
		return true;
	*at = i + 1;
	return get_value(s, at, &found->value);
}

static bool
is_word(gr_slice s, gr_slice word)
{
	return s.len == word.len && find_word(s, 0, word) == 0;
}

/* The encoding that a meta tag names, *at standing behind "<meta"; empty when it names none. */
static gr_slice
meta_encoding(gr_slice s, size_t *at)
{
	attribute	a;
	bool		is_content_type = false;
	bool		has_charset = false;
	bool		has_content = false;
	gr_slice	charset = {s.data, 0};
	gr_slice	content = {s.data, 0};

	/* Of attributes that are there twice the first counts. */
	while (get_attribute(s, at, &a))
	{
		if (is_word(a.name, GR_SLICE("http-equiv")))
			is_content_type |= is_word(a.value, GR_SLICE("content-type"));
		else if (is_word(a.name, GR_SLICE("charset")) && !has_charset)
		{
			has_charset = true;
			charset = a.value;
		}
		else if (is_word(a.name, GR_SLICE("content")) && !has_content)
		{
			has_content = true;
			content = parameter(a.value, GR_SLICE("charset"));
		}
	}
	if (has_charset)
		return charset;
	return is_content_type ? content : gr_slice_make(s.data, 0);
}

/* Behind the next occurrence of the mark, or the end. */
static size_t
skip_past(gr_slice s, size_t at, gr_slice mark)
{
	at = find_word(s, at, mark);
	return at == s.len ? s.len : at + mark.len;
}

static size_t
skip_tag(gr_slice s, size_t at)
{
	attribute	a;

	while (at < s.len && !is_space(s.data[at]) && s.data[at] != '>')
		at++;
	while (get_attribute(s, &at, &a))
		;
	return at;
}

static bool
is_letter_at(gr_slice s, size_t at)
{
	return at < s.len && lower(s.data[at]) >= 'a' && lower(s.data[at]) <= 'z';
}

/* The next tag, comment or declaration from *at on, which moves behind it; the encoding that it names, if it does. */
static gr_slice
next_declaration(gr_slice s, size_t *at)
{
	const char *bracket = memchr(s.data + *at, '<', s.len - *at);
	size_t		i = bracket == NULL ? s.len : (size_t) (bracket - s.data);
	gr_slice	rest = gr_slice_sub(s, i, s.len);

	*at = i + 1 < s.len ? i + 1 : s.len;
	if (gr_slice_starts(rest, GR_SLICE("<!--")))
		*at = skip_past(s, i + 2, GR_SLICE("-->"));
	else if (rest.len > 5 && is_word(gr_slice_sub(rest, 0, 5), GR_SLICE("<meta")) &&
			 (is_space(rest.data[5]) || rest.data[5] == '/'))
	{
		*at = i + 5;
		return meta_encoding(s, at);
	}
	else if (is_letter_at(s, i + 1) || (rest.len > 1 && rest.data[1] == '/' && is_letter_at(s, i + 2)))
		*at = skip_tag(s, i + 1);
	else if (rest.len > 1 && strchr("!/?", rest.data[1]) != NULL && rest.data[1] != '\0')
		*at = skip_past(s, i + 1, GR_SLICE(">"));
	return gr_slice_make(s.data, 0);
}

static gr_slice
xml_encoding(gr_slice s)
{
	s = trim(s);
	if (!gr_slice_starts(s, GR_SLICE("<?xml")))
		return gr_slice_make(s.data, 0);
	return parameter(gr_slice_sub(s, 0, find_word(s, 0, GR_SLICE(">"))), GR_SLICE("encoding"));
}

static bool
is_readable_name(gr_slice name, gr_encoding *encoding)
{
	gr_error	ignored;

	if (name.len == 0 || gr_encoding_named(name, encoding, &ignored) != GR_OK)
		return false;
	if (encoding->kind >= GR_ENCODING_UTF16 && encoding->kind <= GR_ENCODING_UTF32BE)
		*encoding = gr_encoding_of_kind(GR_ENCODING_UTF8);
	return true;
}

bool
gr_encoding_declared(gr_slice bytes, gr_encoding *encoding)
{
	size_t		at = 0;

	if (bytes.len > GR_DECLARATION_LIMIT)
		bytes.len = GR_DECLARATION_LIMIT;
	while (at < bytes.len)
	{
		if (is_readable_name(next_declaration(bytes, &at), encoding))
			return true;
	}
	return is_readable_name(xml_encoding(bytes), encoding);
}
