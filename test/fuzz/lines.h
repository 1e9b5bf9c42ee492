/*
 * lines.h
 *		A mutator that knows what a text of tables is made of: lines, cells, tags and figures.
 *
 * One in two changes is libFuzzer's own; the others exchange, repeat, drop and move such
 * pieces, write another figure, or turn one kind of border into another.
 */
#ifndef GR_FUZZ_LINES_H
#define GR_FUZZ_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

extern size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t		LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed);

/* Lines are exchanged more often than what is inside them. */
static const char lines_borders[] = {'\n', '\n', '\n', '|', '\t', '<', ' '};

typedef struct lines_piece
{
	size_t		from;
	size_t		to;
} lines_piece;

static unsigned
lines_random(unsigned *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* A piece between two borders, somewhere, with the border behind it; a tag begins with its border. */
static lines_piece
lines_choose(const uint8_t *data, size_t size, char border, unsigned *state)
{
	size_t		at = lines_random(state) % size;
	lines_piece piece = {at, at};
	size_t		before = border == '<' ? 0 : 1;

	while (piece.from > 0 && data[piece.from - before] != (uint8_t) border)
		piece.from--;
	while (piece.to < size && (data[piece.to] != (uint8_t) border || (before == 0 && piece.to == piece.from)))
		piece.to++;
	if (before == 1 && piece.to < size)
		piece.to++;
	return piece;
}

/* Puts "with" in place of a piece; the size, or 0 where there is no room. */
static size_t
lines_replace(uint8_t *data, size_t size, size_t max_size, lines_piece piece, const uint8_t *with, size_t len)
{
	size_t		rest = size - piece.to;

	if (piece.from + len + rest > max_size)
		return 0;
	memmove(data + piece.from + len, data + piece.to, rest);
	if (len > 0)
		memcpy(data + piece.from, with, len);
	return piece.from + len + rest;
}

static size_t
lines_exchange(uint8_t *data, size_t size, lines_piece a, lines_piece b)
{
	lines_piece first = a.from < b.from ? a : b;
	lines_piece second = a.from < b.from ? b : a;
	uint8_t    *whole;
	size_t		at = first.from;

	if (first.to > second.from || (whole = malloc(size)) == NULL)
		return 0;
	memcpy(whole, data, size);
	memcpy(data + at, whole + second.from, second.to - second.from);
	at += second.to - second.from;
	memcpy(data + at, whole + first.to, second.from - first.to);
	at += second.from - first.to;
	memcpy(data + at, whole + first.from, first.to - first.from);
	free(whole);
	return size;
}

/* The one piece again in front of the other, or in its place. */
static size_t
lines_repeat(uint8_t *data, size_t size, size_t max_size, lines_piece a, lines_piece b, bool in_place)
{
	size_t		len = a.to - a.from;
	uint8_t    *copy = malloc(len + 1);
	size_t		result;

	if (copy == NULL)
		return 0;
	memcpy(copy, data + a.from, len);
	if (!in_place)
		b.to = b.from;
	result = lines_replace(data, size, max_size, b, copy, len);
	free(copy);
	return result;
}

/* Another figure where one stands at or behind a place. */
static size_t
lines_figure(uint8_t *data, size_t size, size_t max_size, unsigned *state)
{
	lines_piece piece = {lines_random(state) % size, 0};
	uint8_t		digits[6];
	size_t		len = 1 + lines_random(state) % sizeof(digits);

	while (piece.from < size && (data[piece.from] < '0' || data[piece.from] > '9'))
		piece.from++;
	piece.to = piece.from;
	while (piece.to < size && data[piece.to] >= '0' && data[piece.to] <= '9')
		piece.to++;
	if (lines_random(state) % 2 == 0)
		len = 1;
	for (size_t i = 0; i < len; i++)
		digits[i] = (uint8_t) ('0' + lines_random(state) % 10);
	return piece.from == size ? 0 : lines_replace(data, size, max_size, piece, digits, len);
}

/* One border for another, from a place on, in some lines or to the end. */
static size_t
lines_borders_change(uint8_t *data, size_t size, unsigned *state)
{
	static const char borders[] = {'|', '\t', '\n', ' '};
	uint8_t		from = (uint8_t) borders[lines_random(state) % sizeof(borders)];
	uint8_t		to = (uint8_t) borders[lines_random(state) % sizeof(borders)];
	size_t		at = lines_random(state) % size;
	unsigned	left = lines_random(state) % 4 == 0 ? UINT32_MAX : 1 + lines_random(state) % 16;

	for (; at < size && left > 0; at++)
		if (data[at] == from)
		{
			data[at] = to;
			left--;
		}
	return size;
}

static size_t
lines_change(uint8_t *data, size_t size, size_t max_size, unsigned *state)
{
	char		border = lines_borders[lines_random(state) % sizeof(lines_borders)];
	lines_piece a = lines_choose(data, size, border, state);
	lines_piece b = lines_choose(data, size, border, state);

	switch (lines_random(state) % 7)
	{
		case 0:
		case 1:
			return lines_exchange(data, size, a, b);
		case 2:
			return lines_repeat(data, size, max_size, a, b, false);
		case 3:
			return lines_repeat(data, size, max_size, a, b, true);
		case 4:
			return a.to - a.from < size ? lines_replace(data, size, max_size, a, NULL, 0) : 0;
		case 5:
			return lines_borders_change(data, size, state);
		default:
			return lines_figure(data, size, max_size, state);
	}
}

size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
	unsigned	state = seed;
	size_t		result = 0;

	if (size > 0 && lines_random(&state) % 2 == 0)
		for (unsigned changes = 1 + lines_random(&state) % 3; changes > 0 && size > 0; changes--)
		{
			size_t		changed = lines_change(data, size, max_size, &state);

			if (changed > 0)
				result = size = changed;
		}
	return result > 0 ? result : LLVMFuzzerMutate(data, size, max_size);
}

#endif							/* GR_FUZZ_LINES_H */
