/*
 * buffer.h
 *		Bytes written one after the other, and bytes read with every bound checked.
 *
 * Numbers are little-endian base-128 groups ("varints"), signed ones in zigzag.
 * A writer or reader that failed stays failed, so callers look once, at the end.
 */
#ifndef GR_BUFFER_H
#define GR_BUFFER_H

#include "arena.h"
#include "bits.h"
#include "slice.h"
#include "wide.h"

typedef struct gr_writer
{
	gr_arena   *arena;
	char	   *data;
	size_t		len;
	size_t		capacity;
	bool		failed;			/* out of memory */
} gr_writer;

extern void gr_writer_init(gr_writer *writer, gr_arena *arena);

/* Room for n more bytes, or false. */
extern bool gr_writer_reserve(gr_writer *writer, size_t n);
extern void gr_write_bytes(gr_writer *writer, gr_slice bytes);
extern void gr_write_wide(gr_writer *writer, gr_wide value);

/* What a number takes at most. */
#define GR_NUMBER_BYTES ((size_t) 10)

extern char *gr_put_long(char *to, uint64_t value);

/* Writes a number where there is room for the longest; returns where the next one goes. */
static inline char *
gr_put_unsigned(char *to, uint64_t value)
{
	unsigned	second = value >= 0x80;

	if (value >= 0x4000)
		return gr_put_long(to, value);
	/* Whether it is one byte or two nobody could guess. */
	to[0] = (char) (unsigned char) (value | second << 7);
	to[1] = (char) (unsigned char) (value >> 7);
	return to + 1 + second;
}

/* The same for a number that is written only sometimes, and is put there and not kept at others. */
static inline char *
gr_put_unsigned_if(bool written, char *to, uint64_t value)
{
	return to + (gr_put_unsigned(to, value) - to) * written;
}

/* 0, -1, 1, -2 ... are 0, 1, 2, 3 ... */
static inline uint64_t
gr_zigzag_of(int64_t value)
{
	return (uint64_t) value << 1 ^ (value < 0 ? UINT64_MAX : 0);
}

static inline char *
gr_put_signed(char *to, int64_t value)
{
	return gr_put_unsigned(to, gr_zigzag_of(value));
}

/* Where the next bytes go, with room for n of them; NULL where there is none. */
static inline char *
gr_writer_room(gr_writer *writer, size_t n)
{
	return writer->capacity - writer->len >= n || gr_writer_reserve(writer, n) ? writer->data + writer->len : NULL;
}

/* They end here. */
static inline void
gr_writer_end(gr_writer *writer, const char *end)
{
	writer->len = (size_t) (end - writer->data);
}

static inline void
gr_write_byte(gr_writer *writer, unsigned value)
{
	if (writer->len < writer->capacity || gr_writer_reserve(writer, 1))
		writer->data[writer->len++] = (char) (unsigned char) value;
}

static inline void
gr_write_unsigned(gr_writer *writer, uint64_t value)
{
	char	   *to = gr_writer_room(writer, GR_NUMBER_BYTES);

	if (to != NULL)
		gr_writer_end(writer, gr_put_unsigned(to, value));
}

static inline void
gr_write_signed(gr_writer *writer, int64_t value)
{
	gr_write_unsigned(writer, gr_zigzag_of(value));
}

typedef struct gr_reader
{
	const unsigned char *at;
	const unsigned char *end;
	bool		failed;			/* the bytes ended, or a number had superfluous bytes */
} gr_reader;

extern uint64_t gr_read_unsigned_slow(gr_reader *reader);
extern gr_wide gr_read_wide(gr_reader *reader);

static inline gr_reader
gr_reader_of(gr_slice bytes)
{
	gr_reader	r = {(const unsigned char *) bytes.data, (const unsigned char *) bytes.data + bytes.len, false};

	return r;
}

/* 0 once failed. */
static inline unsigned
gr_read_byte(gr_reader *reader)
{
	if (reader->at == reader->end)
	{
		reader->failed = true;
		return 0;
	}
	return *reader->at++;
}

static inline uint64_t
gr_read_unsigned(gr_reader *reader)
{
	const unsigned char *at = reader->at;

	if (at < reader->end && at[0] < 0x80)
	{
		reader->at = at + 1;
		return at[0];
	}
	if (reader->end - at > 1 && at[1] < 0x80 && at[1] != 0)
	{
		reader->at = at + 2;
		return (uint64_t) (at[0] & 0x7F) | (uint64_t) at[1] << 7;
	}
	return gr_read_unsigned_slow(reader);
}

/* 0, 1, 2, 3 ... are 0, -1, 1, -2 ... */
static inline int64_t
gr_signed_of(uint64_t zigzag)
{
	int64_t		half = (int64_t) (zigzag >> 1);

	return (zigzag & 1) != 0 ? -half - 1 : half;
}

static inline int64_t
gr_read_signed(gr_reader *reader)
{
	return gr_signed_of(gr_read_unsigned(reader));
}

/* Passes over numbers, which may be written in any way. */
static inline void
gr_skip_numbers(gr_reader *reader, int count)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	const unsigned char *at = reader->at;

	while (count > 0 && reader->end - at >= 8)
	{
		/* In each byte how many numbers have ended up to it. */
		uint64_t	ended = (~gr_word_at(at) >> 7 & ones) * ones;
		int			all = (int) (ended >> 56);

		/* The first byte in which all have, or else all of them. */
		at += all < count ? 8 : gr_lowest_bit(((ended | ones << 7) - (uint64_t) count * ones) & ones << 7) / 8 + 1;
		count -= all < count ? all : count;
	}
	while (count > 0 && at < reader->end)
		count -= *at++ < 0x80;
	reader->at = at;
	if (count > 0)
		reader->failed = true;
}

/* n bytes; an empty slice once failed. */
static inline gr_slice
gr_read_bytes(gr_reader *reader, size_t n)
{
	gr_slice	bytes = {(const char *) reader->at, n};

	if ((size_t) (reader->end - reader->at) < n)
	{
		reader->failed = true;
		bytes.len = 0;
		return bytes;
	}
	reader->at += n;
	return bytes;
}

#endif							/* GR_BUFFER_H */
