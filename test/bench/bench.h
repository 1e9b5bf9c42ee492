/*
 * bench.h
 *		What the benchmarks of the core share: a clock, files, and what the server does for parse(raw).
 */
#ifndef GR_BENCH_H
#define GR_BENCH_H

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "codec.h"
#include "parse.h"

static inline double
now(void)
{
	struct timespec t;

	timespec_get(&t, TIME_UTC);
	return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
}

static inline void *
must(void *memory)
{
	if (memory == NULL)
	{
		perror("bench");
		exit(2);
	}
	return memory;
}

static inline gr_slice
copy_of(gr_slice bytes)
{
	char	   *copy = must(malloc(bytes.len + 1));

	if (bytes.len > 0)
		memcpy(copy, bytes.data, bytes.len);
	return gr_slice_make(copy, bytes.len);
}

static inline gr_slice
read_file(const char *name)
{
	FILE	   *file = fopen(name, "rb");
	char	   *data;
	long		size;

	if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0)
	{
		perror(name);
		exit(2);
	}
	rewind(file);
	data = must(malloc((size_t) size + 1));
	if (fread(data, 1, (size_t) size, file) != (size_t) size)
	{
		perror(name);
		exit(2);
	}
	fclose(file);
	return gr_slice_make(data, (size_t) size);
}

static inline void
check(gr_status status)
{
	if (status != GR_OK)
	{
		fprintf(stderr, "%s\n", gr_status_message(status));
		exit(2);
	}
}

/* An arena with the memory that the server gives it first, until the next call. */
static inline void
begin_arena(gr_arena *arena)
{
	static max_align_t memory[GR_PARSE_MEMORY / sizeof(max_align_t)];

	gr_arena_init_in(arena, &gr_host_libc, memory, sizeof(memory));
}

/* The bytes of a report, until the next call; the arena is for the caller to free. */
static inline gr_slice
parse(gr_arena *arena, gr_slice text)
{
	static gr_report report;
	gr_writer	writer;

	begin_arena(arena);
	gr_writer_init(&writer, arena);
	check(gr_parse_valid(arena, text, &report));
	check(gr_report_encode(&writer, &report));
	return gr_slice_make(writer.data, writer.len);
}

#endif							/* GR_BENCH_H */
