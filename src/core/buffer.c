#include "buffer.h"

void
gr_writer_init(gr_writer *writer, gr_arena *arena)
{
	writer->arena = arena;
	writer->data = NULL;
	writer->len = 0;
	writer->capacity = 0;
	writer->failed = false;
}

bool
gr_writer_reserve(gr_writer *writer, size_t n)
{
	char	   *grown;

	if (writer->failed)
		return false;
	if (writer->capacity - writer->len >= n)
		return true;
	grown = gr_arena_grow(writer->arena, writer->data, &writer->capacity, writer->len + n, 1);
	if (grown == NULL)
	{
		writer->failed = true;
		return false;
	}
	writer->data = grown;
	return true;
}

void
gr_write_bytes(gr_writer *writer, gr_slice bytes)
{
	if (bytes.len > 0 && gr_writer_reserve(writer, bytes.len))
	{
		memcpy(writer->data + writer->len, bytes.data, bytes.len);
		writer->len += bytes.len;
	}
}

char *
gr_put_long(char *to, uint64_t value)
{
	while (value >= 0x80)
	{
		*to++ = (char) (unsigned char) (value | 0x80);
		value >>= 7;
	}
	*to++ = (char) value;
	return to;
}

void
gr_write_wide(gr_writer *writer, gr_wide value)
{
	bool		negative = gr_wide_negative(value);
	uint64_t	low = negative ? ~value.low : value.low;
	uint64_t	high = (uint64_t) (negative ? ~value.high : value.high);

	/* Zigzag: the magnitude, or its complement, with the sign in the lowest bit. */
	high = high << 1 | low >> 63;
	low = low << 1 | negative;
	if (!gr_writer_reserve(writer, 20))
		return;
	while (high != 0 || low >= 0x80)
	{
		writer->data[writer->len++] = (char) (unsigned char) (low | 0x80);
		low = low >> 7 | high << 57;
		high >>= 7;
	}
	writer->data[writer->len++] = (char) low;
}

uint64_t
gr_read_unsigned_slow(gr_reader *reader)
{
	uint64_t	value = 0;

	for (int shift = 0; shift < 64 && reader->at < reader->end; shift += 7)
	{
		unsigned	byte = *reader->at++;

		/* A last group of zero, or bits beyond 64, would make two writings of one number. */
		if ((byte == 0 && shift > 0) || (shift == 63 && byte > 1))
			break;
		value |= (uint64_t) (byte & 0x7F) << shift;
		if (byte < 0x80)
			return value;
	}
	reader->failed = true;
	return 0;
}

gr_wide
gr_read_wide(gr_reader *reader)
{
	gr_wide		none = {0, 0};
	uint64_t	low = 0;
	uint64_t	high = 0;

	for (int shift = 0; shift < 128 && reader->at < reader->end; shift += 7)
	{
		unsigned	byte = *reader->at++;
		uint64_t	bits = byte & 0x7F;

		if ((byte == 0 && shift > 0) || (shift == 126 && byte > 3))
			break;
		if (shift < 64)
			low |= bits << shift;
		if (shift >= 64)
			high |= bits << (shift - 64);
		else if (shift > 57)
			high |= bits >> (64 - shift);
		if (byte < 0x80)
		{
			bool		negative = (low & 1) != 0;
			gr_wide		value;

			low = low >> 1 | high << 63;
			high >>= 1;
			value.low = negative ? ~low : low;
			value.high = negative ? -(int64_t) high - 1 : (int64_t) high;
			return value;
		}
	}
	reader->failed = true;
	return none;
}
