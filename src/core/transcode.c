/*
 * transcode.c
 *		Bytes of a known encoding to UTF-8.
 *
 * The allocator and the cancel hook may leave by longjmp.  So no ICU object is open
 * when either is called: the whole output is allocated beforehand, for the worst
 * case, and a converter lives for one chunk.
 */
#include "transcode.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include "utf8.h"

/* UTF-16 units between ICU and the output. */
#define PIVOT 1024

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/*
 * The text as it grows.  Nothing checks each character for room: whoever writes has
 * made sure of it for a chunk.
 */
typedef struct output
{
	char	   *data;
	size_t		len;
	size_t		size;
	size_t		replaced;
	bool		is_gb18030;
} output;

static gr_status
allocate_output(gr_arena *arena, size_t size, output *out)
{
	memset(out, 0, sizeof(*out));
	out->size = size;
	out->data = gr_arena_alloc(arena, size);
	return out->data == NULL ? GR_OUT_OF_MEMORY : GR_OK;
}

/* Writes a character, and returns the place behind it; a local "to" is what makes the loops around it fast. */
static inline char *
put(char *to, uint32_t c)
{
	/* What Chinese text consists of, without a call. */
	if (c >= 0x800 && c < 0x10000)
	{
		to[0] = (char) (0xE0 | c >> 12);
		to[1] = (char) (0x80 | (c >> 6 & 0x3F));
		to[2] = (char) (0x80 | (c & 0x3F));
		return to + 3;
	}
	return to + gr_utf8_write(to, c);
}

static uint32_t
pair(uint32_t high, uint32_t low)
{
	return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

static bool
is_high_surrogate(uint32_t c)
{
	return (c & 0xFFFFFC00) == 0xD800;
}

static bool
is_low_surrogate(uint32_t c)
{
	return (c & 0xFFFFFC00) == 0xDC00;
}

const gr_byte_order gr_byte_orders[GR_BYTE_ORDERS] = {
	{GR_ENCODING_UTF32LE, 4, false},
	{GR_ENCODING_UTF32BE, 4, true},
	{GR_ENCODING_UTF16LE, 2, false},
	{GR_ENCODING_UTF16BE, 2, true}
};

static const gr_byte_order *
byte_order_of(gr_encoding_kind kind)
{
	for (size_t i = 0; i < GR_BYTE_ORDERS; i++)
	{
		if (gr_byte_orders[i].kind == kind)
			return &gr_byte_orders[i];
	}
	return NULL;
}

static inline uint32_t
read_unit(const gr_byte_order *order, const char *data)
{
	const unsigned char *p = (const unsigned char *) data;

	if (order->unit == 2)
		return order->big_endian ? (uint32_t) p[0] << 8 | p[1] : (uint32_t) p[1] << 8 | p[0];
	return order->big_endian ?
		(uint32_t) p[0] << 24 | (uint32_t) p[1] << 16 | (uint32_t) p[2] << 8 | p[3] :
		(uint32_t) p[3] << 24 | (uint32_t) p[2] << 16 | (uint32_t) p[1] << 8 | p[0];
}

uint32_t
gr_next_code_point(const gr_byte_order *order, gr_slice s, size_t *at)
{
	uint32_t	c;

	if (s.len - *at < order->unit)
	{
		*at = s.len;
		return UINT32_MAX;
	}
	c = read_unit(order, s.data + *at);
	*at += order->unit;
	if (order->unit == 2 && is_high_surrogate(c) && s.len - *at >= 2)
	{
		uint32_t	low = read_unit(order, s.data + *at);

		if (is_low_surrogate(low))
		{
			*at += 2;
			return pair(c, low);
		}
	}
	return (c & 0xFFFFF800) == 0xD800 || c > 0x10FFFF ? UINT32_MAX : c;
}

static gr_status
convert_wide(gr_arena *arena, const gr_byte_order *order, gr_slice bytes, output *out)
{
	/* A unit of two bytes becomes three at most; a unit of four, four; what is left over, one U+FFFD. */
	gr_status	status = allocate_output(arena, bytes.len / 2 * 3 + 3, out);

	for (size_t at = 0; status == GR_OK && at < bytes.len;)
	{
		size_t		stop = bytes.len - at > GR_TRANSCODE_CHUNK ? at + GR_TRANSCODE_CHUNK : bytes.len;
		char	   *to = out->data + out->len;

		while (at < stop)
		{
			uint32_t	c = gr_next_code_point(order, bytes, &at);

			if (c == 0 || c == UINT32_MAX)
			{
				c = GR_REPLACEMENT_CHARACTER;
				out->replaced++;
			}
			to = put(to, c);
		}
		out->len = (size_t) (to - out->data);
		if (gr_cancelled(arena))
			status = GR_CANCELLED;
	}
	return status;
}

/* After table 3-7 of the Unicode Standard. */
gr_utf8_verdict
gr_utf8_examine(const unsigned char *p, size_t left, size_t *length)
{
	unsigned char low = p[0] == 0xE0 ? 0xA0 : p[0] == 0xF0 ? 0x90 : 0x80;
	unsigned char high = p[0] == 0xED ? 0x9F : p[0] == 0xF4 ? 0x8F : 0xBF;
	size_t		whole = gr_utf8_length(p[0]);

	*length = 1;
	if (p[0] < 0xC2 || p[0] > 0xF4)
		return GR_UTF8_BROKEN;
	for (; *length < whole; ++*length)
	{
		if (*length == left)
			return GR_UTF8_CUT;
		if (p[*length] < low || p[*length] > high)
			return GR_UTF8_BROKEN;
		low = 0x80;
		high = 0xBF;
	}
	return GR_UTF8_WHOLE;
}

/* Copies bytes[*at..] up to "stop", or a bit further; without data in out it only counts. */
static void
repair_chunk(gr_slice bytes, size_t *at, size_t stop, output *out)
{
	const unsigned char *p = (const unsigned char *) bytes.data;

	while (*at < stop)
	{
		size_t		length = 1;
		bool		keep = p[*at] != 0;

		if (p[*at] >= 0x80)
			keep = gr_utf8_examine(p + *at, bytes.len - *at, &length) == GR_UTF8_WHOLE;
		if (out->data != NULL && keep)
			memcpy(out->data + out->len, p + *at, length);
		else if (out->data != NULL)
			put(out->data + out->len, GR_REPLACEMENT_CHARACTER);
		out->len += keep ? length : 3;
		out->replaced += !keep;
		*at += length;
	}
}

static gr_status
repair_pass(gr_arena *arena, gr_slice bytes, output *out)
{
	for (size_t at = 0; at < bytes.len;)
	{
		repair_chunk(bytes, &at, bytes.len - at > GR_TRANSCODE_CHUNK ? at + GR_TRANSCODE_CHUNK : bytes.len, out);
		if (gr_cancelled(arena))
			return GR_CANCELLED;
	}
	return GR_OK;
}

/* UTF-8 with damage or U+0000: once to count, once to write. */
static gr_status
convert_utf8(gr_arena *arena, gr_slice bytes, output *out)
{
	gr_status	status;

	memset(out, 0, sizeof(*out));
	status = repair_pass(arena, bytes, out);
	if (status == GR_OK)
		status = allocate_output(arena, out->len, out);
	if (status == GR_OK)
		status = repair_pass(arena, bytes, out);
	return status;
}

static void U_CALLCONV
replace(const void *context, UConverterToUnicodeArgs *arguments, const char *bytes, int32_t length,
		UConverterCallbackReason reason, UErrorCode *code)
{
	static const UChar replacement = GR_REPLACEMENT_CHARACTER;

	(void) bytes;
	(void) length;
	/* Also called when the converter is reset, closed or cloned. */
	if (reason > UCNV_IRREGULAR)
		return;
	*code = U_ZERO_ERROR;
	ucnv_cbToUWriteUChars(arguments, &replacement, 1, 0, code);
	++*(size_t *) context;
}

/*
 * GB18030 of 2000 and 2005 gives some characters code points for private use that later
 * editions, and with them later versions of ICU, give to characters of their own.  We
 * read all of them as of 2022.
 */
static uint32_t
gb18030_character_of_2022(uint32_t c)
{
	static const uint16_t moved[][2] = {
		{0xE78D, 0xFE10}, {0xE78E, 0xFE12}, {0xE78F, 0xFE11}, {0xE790, 0xFE13}, {0xE791, 0xFE14}, {0xE792, 0xFE15},
		{0xE793, 0xFE16}, {0xE794, 0xFE17}, {0xE795, 0xFE18}, {0xE796, 0xFE19}, {0xE7C7, 0x1E3F}, {0xE81E, 0x9FB4},
		{0xE826, 0x9FB5}, {0xE82B, 0x9FB6}, {0xE82C, 0x9FB7}, {0xE832, 0x9FB8}, {0xE843, 0x9FB9}, {0xE854, 0x9FBA},
		{0xE864, 0x9FBB}
	};

	for (size_t i = 0; i < LENGTH(moved); i++)
	{
		if (moved[i][0] == c)
			return moved[i][1];
	}
	return c;
}

/* Writes UTF-16 out, but for a first half of a pair at the end; returns the number of units written. */
static size_t
put_utf16(output *out, const UChar *units, size_t count)
{
	char	   *to = out->data + out->len;
	size_t		i;

	for (i = 0; i < count; i++)
	{
		uint32_t	c = units[i];

		if (c >= 0x800 && c < 0xD800)
		{
			to = put(to, c);
			continue;
		}
		if (is_high_surrogate(c) && i + 1 == count)
			break;
		if (is_high_surrogate(c) && is_low_surrogate(units[i + 1]))
			c = pair(c, units[++i]);
		else if (out->is_gb18030 && c >= 0xE78D && c <= 0xE864)
			c = gb18030_character_of_2022(c);
		else if (c == 0 || is_high_surrogate(c) || is_low_surrogate(c))
		{
			/* Some converters, such as that of CESU-8, let half a pair pass. */
			c = GR_REPLACEMENT_CHARACTER;
			out->replaced++;
		}
		to = put(to, c);
	}
	out->len = (size_t) (to - out->data);
	return i;
}

/* Runs an open converter over a piece; *consumed leaves out the beginning of a character at its end, if more follows. */
static gr_status
run_converter(UConverter *converter, gr_slice piece, bool is_last, output *out, size_t *consumed)
{
	UErrorCode	code = U_ZERO_ERROR;
	UChar		pivot[PIVOT];
	UChar	   *target = pivot;
	const char *source = piece.data;

	ucnv_setToUCallBack(converter, replace, &out->replaced, NULL, NULL, &code);
	if (U_FAILURE(code))
		return GR_OUT_OF_MEMORY;
	do
	{
		size_t		written;
		size_t		count;

		code = U_ZERO_ERROR;
		ucnv_toUnicode(converter, &target, pivot + PIVOT, &source, piece.data + piece.len, NULL, is_last, &code);
		if (U_FAILURE(code) && code != U_BUFFER_OVERFLOW_ERROR)
			return GR_OUT_OF_MEMORY;
		/* No converter of ICU makes more than three bytes of one, but its tables are not ours. */
		count = (size_t) (target - pivot);
		if (out->size - out->len < count * 3)
			return GR_OUT_OF_MEMORY;
		written = put_utf16(out, pivot, count);
		memmove(pivot, pivot + written, (count - written) * sizeof(UChar));
		target = pivot + (count - written);
	} while (code == U_BUFFER_OVERFLOW_ERROR);
	/* The half of a pair that nothing follows. */
	if (target > pivot)
	{
		out->len = (size_t) (put(out->data + out->len, GR_REPLACEMENT_CHARACTER) - out->data);
		out->replaced++;
	}
	*consumed = (size_t) (source - piece.data);
	if (!is_last)
		*consumed -= (size_t) ucnv_toUCountPending(converter, &code);
	return GR_OK;
}

static gr_status
convert_chunk(const gr_encoding *encoding, gr_slice piece, bool is_last, output *out, size_t *consumed)
{
	UErrorCode	code = U_ZERO_ERROR;
	UConverter *converter = ucnv_open(encoding->converter, &code);
	gr_status	status = code == U_MEMORY_ALLOCATION_ERROR ? GR_OUT_OF_MEMORY : GR_UNKNOWN_ENCODING;

	if (U_SUCCESS(code))
		status = run_converter(converter, piece, is_last, out, consumed);
	ucnv_close(converter);
	return status;
}

static gr_status
convert_with_icu(gr_arena *arena, const gr_encoding *encoding, gr_slice bytes, output *out)
{
	gr_status	status = allocate_output(arena, bytes.len * 3 + 3 * 16, out);

	out->is_gb18030 = encoding->kind == GR_ENCODING_GB18030;
	for (size_t at = 0; status == GR_OK && at < bytes.len;)
	{
		bool		is_last = bytes.len - at <= GR_TRANSCODE_CHUNK;
		size_t		consumed = 0;

		status = convert_chunk(encoding, gr_slice_sub(bytes, at, is_last ? bytes.len : at + GR_TRANSCODE_CHUNK), is_last, out, &consumed);
		at += consumed;
		if (status == GR_OK && gr_cancelled(arena))
			status = GR_CANCELLED;
	}
	return status;
}

gr_status
gr_transcode(gr_arena *arena, const gr_encoding *encoding, gr_slice bytes, gr_slice *text, size_t *replaced)
{
	output		out = {NULL, 0, 0, 0, false};
	gr_status	status;
	const gr_byte_order *order = byte_order_of(encoding->kind);

	if (encoding->kind == GR_ENCODING_UTF8)
		status = convert_utf8(arena, bytes, &out);
	else if (order != NULL)
		status = convert_wide(arena, order, bytes, &out);
	else
		status = convert_with_icu(arena, encoding, bytes, &out);
	*text = gr_slice_make(out.data, out.len);
	*replaced = out.replaced;
	return status;
}
