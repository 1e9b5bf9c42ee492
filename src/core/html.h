/*
 * html.h
 *		Markup told from text: the tokenizer of the HTML standard, without a tree.
 *
 * The states are those of "13.2.5 Tokenization" as far as they decide where a
 * token begins and ends; comments and doctypes are only skipped.  Every byte is
 * looked at a bounded number of times, whatever was left open in front of it: what
 * the standard drops at the end of the text (a tag without its ">") ends the text
 * here too, and nothing is ever scanned a second time for another reading.
 */
#ifndef GR_HTML_H
#define GR_HTML_H

#include "arena.h"
#include "slice.h"

/*
 * The elements that matter to a reader of tables: symbol, name, and of the name
 * the first, second (of one letter: NUL) and last letter, which are its place in
 * the hash table.
 */
#define GR_HTML_TAGS(X) \
	X(TABLE, "table", 't', 'a', 'e') \
	X(CAPTION, "caption", 'c', 'a', 'n') \
	X(COLGROUP, "colgroup", 'c', 'o', 'p') \
	X(COL, "col", 'c', 'o', 'l') \
	X(TBODY, "tbody", 't', 'b', 'y') \
	X(THEAD, "thead", 't', 'h', 'd') \
	X(TFOOT, "tfoot", 't', 'f', 't') \
	X(TR, "tr", 't', 'r', 'r') \
	X(TD, "td", 't', 'd', 'd') \
	X(TH, "th", 't', 'h', 'h') \
	X(HTML, "html", 'h', 't', 'l') \
	X(HEAD, "head", 'h', 'e', 'd') \
	X(BODY, "body", 'b', 'o', 'y') \
	X(TITLE, "title", 't', 'i', 'e') \
	X(SCRIPT, "script", 's', 'c', 't') \
	X(STYLE, "style", 's', 't', 'e') \
	X(TEXTAREA, "textarea", 't', 'e', 'a') \
	X(NOSCRIPT, "noscript", 'n', 'o', 't') \
	X(TEMPLATE, "template", 't', 'e', 'e') \
	X(IFRAME, "iframe", 'i', 'f', 'e') \
	X(XMP, "xmp", 'x', 'm', 'p') \
	X(NOEMBED, "noembed", 'n', 'o', 'd') \
	X(NOFRAMES, "noframes", 'n', 'o', 's') \
	X(PLAINTEXT, "plaintext", 'p', 'l', 't') \
	X(SVG, "svg", 's', 'v', 'g') \
	X(MATH, "math", 'm', 'a', 'h') \
	X(P, "p", 'p', '\0', 'p') \
	X(DIV, "div", 'd', 'i', 'v') \
	X(UL, "ul", 'u', 'l', 'l') \
	X(OL, "ol", 'o', 'l', 'l') \
	X(LI, "li", 'l', 'i', 'i') \
	X(DL, "dl", 'd', 'l', 'l') \
	X(DT, "dt", 'd', 't', 't') \
	X(DD, "dd", 'd', 'd', 'd') \
	X(H1, "h1", 'h', '1', '1') \
	X(H2, "h2", 'h', '2', '2') \
	X(H3, "h3", 'h', '3', '3') \
	X(H4, "h4", 'h', '4', '4') \
	X(H5, "h5", 'h', '5', '5') \
	X(H6, "h6", 'h', '6', '6') \
	X(PRE, "pre", 'p', 'r', 'e') \
	X(LISTING, "listing", 'l', 'i', 'g') \
	X(BR, "br", 'b', 'r', 'r') \
	X(HR, "hr", 'h', 'r', 'r') \
	X(SECTION, "section", 's', 'e', 'n') \
	X(ARTICLE, "article", 'a', 'r', 'e') \
	X(HEADER, "header", 'h', 'e', 'r') \
	X(FOOTER, "footer", 'f', 'o', 'r') \
	X(NAV, "nav", 'n', 'a', 'v') \
	X(ASIDE, "aside", 'a', 's', 'e') \
	X(MAIN, "main", 'm', 'a', 'n') \
	X(ADDRESS, "address", 'a', 'd', 's') \
	X(BLOCKQUOTE, "blockquote", 'b', 'l', 'e') \
	X(CENTER, "center", 'c', 'e', 'r') \
	X(DETAILS, "details", 'd', 'e', 's') \
	X(DIALOG, "dialog", 'd', 'i', 'g') \
	X(DIR, "dir", 'd', 'i', 'r') \
	X(FIELDSET, "fieldset", 'f', 'i', 't') \
	X(FIGCAPTION, "figcaption", 'f', 'i', 'n') \
	X(FIGURE, "figure", 'f', 'i', 'e') \
	X(HGROUP, "hgroup", 'h', 'g', 'p') \
	X(MENU, "menu", 'm', 'e', 'u') \
	X(SEARCH, "search", 's', 'e', 'h') \
	X(SUMMARY, "summary", 's', 'u', 'y') \
	X(FORM, "form", 'f', 'o', 'm') \
	X(BUTTON, "button", 'b', 'u', 'n') \
	X(OBJECT, "object", 'o', 'b', 't') \
	X(APPLET, "applet", 'a', 'p', 't') \
	X(MARQUEE, "marquee", 'm', 'a', 'e') \
	X(SELECT, "select", 's', 'e', 't') \
	X(OPTION, "option", 'o', 'p', 'n') \
	X(OPTGROUP, "optgroup", 'o', 'p', 'p') \
	X(A, "a", 'a', '\0', 'a') \
	X(SPAN, "span", 's', 'p', 'n') \
	X(IMG, "img", 'i', 'm', 'g') \
	X(INPUT, "input", 'i', 'n', 't')

typedef enum gr_html_tag
{
	GR_TAG_OTHER,
#define GR_HTML_TAG(symbol, name, first, second, last) GR_TAG_##symbol,
	GR_HTML_TAGS(GR_HTML_TAG)
#undef GR_HTML_TAG
		GR_TAG_COUNT
} gr_html_tag;

typedef enum gr_html_token_kind
{
	GR_HTML_START_TAG,
	GR_HTML_END_TAG,
	GR_HTML_TEXT,				/* a run of characters, references not yet decoded */
	GR_HTML_COMMENT				/* a comment, real or bogus, a doctype, a CDATA section outside svg and math */
} gr_html_token_kind;

/* How a run of characters is to be read. */
typedef enum gr_html_content
{
	GR_HTML_DATA,				/* references decode */
	GR_HTML_RCDATA,				/* title, textarea: references decode */
	GR_HTML_RAWTEXT,			/* style, xmp, iframe, noembed, noframes; CDATA */
	GR_HTML_SCRIPT,
	GR_HTML_PLAINTEXT
} gr_html_content;

typedef struct gr_html_token
{
	unsigned char kind;			/* gr_html_token_kind */
	unsigned char tag;			/* gr_html_tag; of a text the element whose raw content it is, or GR_TAG_OTHER */
	unsigned char content;		/* gr_html_content of a text */
	bool		self_closing;
	size_t		from;			/* byte offsets in the source, of all of the token; of CDATA in svg and math */
	size_t		to;				/* the text alone */
	gr_slice	attributes;		/* of a start tag: what stands between its name and its ">" */
	gr_slice	colspan;		/* the values of these, as written; data is NULL if the tag has none */
	gr_slice	rowspan;
} gr_html_token;

/*
 * The attributes of a tag that was read: editors write the same ones again and again.  Offsets in the source; the
 * values of the spans, which are not there if they begin at 0, from where the attributes begin.
 */
typedef struct gr_html_seen_attributes
{
	size_t		from;
	uint32_t	len;			/* with the ">"; 0: none were read */
	uint32_t	colspan;
	uint32_t	colspan_len;
	uint32_t	rowspan;
	uint32_t	rowspan_len;
	bool		self_closing;
} gr_html_seen_attributes;

/* Those that are kept, a power of two; longer ones are not. */
#define GR_HTML_SEEN 16
#define GR_HTML_SEEN_LENGTH 1024

typedef struct gr_html_tokenizer
{
	gr_slice	source;
	size_t		next;			/* offset of what was not yet read */
	bool		foreign;		/* set by the caller inside svg and math: CDATA is text, <style/> opens nothing */
	unsigned char content;		/* gr_html_content of what comes next */
	unsigned char raw;			/* gr_html_tag that opened it */
	const gr_arena *arena;		/* whose cancel hook is asked inside long tokens, or NULL */
	size_t		look;			/* offset from which on it is asked again */
	bool		cancelled;
	gr_html_seen_attributes seen[GR_HTML_SEEN];
} gr_html_tokenizer;

/* Starts at the beginning of the source, behind a byte order mark.  The arena may be NULL. */
extern void gr_html_start(gr_html_tokenizer *tokenizer, gr_slice source, const gr_arena *arena);

/* The next token; false at the end of the source, and where the arena's host has cancelled. */
extern bool gr_html_next(gr_html_tokenizer *tokenizer, gr_html_token *token);

typedef struct gr_html_attribute
{
	gr_slice	name;			/* as written: compare without regard to case */
	gr_slice	value;			/* as written, without its quotes, references not decoded; empty if there is none */
} gr_html_attribute;

/* Takes the next attribute off the front of *attributes; false when there is none left. */
extern bool gr_html_next_attribute(gr_slice *attributes, gr_html_attribute *attribute);

/* The value of the first attribute of that name (in lower case), as written; data is NULL if the tag has none. */
extern gr_slice gr_html_attribute_value(const gr_html_token *token, gr_slice name);

/* The element with this name, in any case; GR_TAG_OTHER if it is none of those above. */
extern gr_html_tag gr_html_tag_of(gr_slice name);

static inline bool
gr_html_is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static inline const char *
gr_html_skip_spaces(const char *p, const char *end)
{
	while (p < end && gr_html_is_space(*p))
		p++;
	return p;
}

static inline bool
gr_html_is_letter(char c)
{
	return (unsigned char) ((c | 0x20) - 'a') < 26;
}

/* Does s begin with the word (in lower case), in any case? */
static inline bool
gr_html_starts_word(const char *s, const char *end, const char *word, size_t len)
{
	size_t		i;

	if ((size_t) (end - s) < len)
		return false;
	for (i = 0; i < len; i++)
	{
		if ((s[i] >= 'A' && s[i] <= 'Z' ? s[i] | 0x20 : s[i]) != word[i])
			return false;
	}
	return true;
}

#endif							/* GR_HTML_H */
