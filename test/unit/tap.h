/*
 * tap.h
 *		Test Anything Protocol for the unit tests: checks, and a plan at the end.
 *
 * A test is one C file with a main() that returns done_testing().  It is compiled
 * together with the core, once a program, so everything here is static.
 */
#ifndef GR_TAP_H
#define GR_TAP_H

#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#if defined(__GNUC__)
#define TAP_UNUSED __attribute__((unused))
#define TAP_FORMAT(at, first) __attribute__((format(printf, at, first), unused))
#else
#define TAP_UNUSED
#define TAP_FORMAT(at, first)
#endif

static int	tap_run;
static int	tap_failed;

/* A line break or a '#' in a name would end the name for whoever reads the output. */
static void
tap_name(const char *format, va_list arguments)
{
	char		name[1024];
	char	   *c;

	vsnprintf(name, sizeof(name), format, arguments);
	for (c = name; *c != '\0'; c++)
		putchar(*c == '\n' || *c == '\r' ? ' ' : *c == '#' ? '.' : *c);
	putchar('\n');
}

static bool
tap_result(bool passed, const char *file, int line, const char *format, va_list arguments)
{
	tap_run++;
	printf("%sok %d - ", passed ? "" : "not ", tap_run);
	tap_name(format, arguments);
	if (!passed)
	{
		tap_failed++;
		printf("#   at %s:%d\n", file, line);
	}
	/* A crash later on must not swallow what was found so far. */
	fflush(stdout);
	return passed;
}

/* Bytes as a C literal shows them, so that a comment stays one line; UTF-8 stays legible. */
static TAP_UNUSED void
tap_show(const char *what, const char *data, size_t len)
{
	size_t		i;

	printf("#   %s: ", what);
	if (data == NULL)
		printf("NULL");
	else
	{
		putchar('"');
		for (i = 0; i < len; i++)
		{
			unsigned char c = (unsigned char) data[i];

			if (c == '\n')
				printf("\\n");
			else if (c == '\t')
				printf("\\t");
			else if (c == '"' || c == '\\')
				printf("\\%c", c);
			else if (c < 0x20 || c == 0x7f)
				printf("\\%03o", c);
			else
				putchar(c);
		}
		printf("\" (%zu bytes)", len);
	}
	putchar('\n');
}

static bool TAP_FORMAT(4, 5)
tap_ok(bool condition, const char *file, int line, const char *format, ...)
{
	va_list		arguments;

	va_start(arguments, format);
	tap_result(condition, file, line, format, arguments);
	va_end(arguments);
	return condition;
}

static bool TAP_FORMAT(5, 6)
tap_is_int(int64_t actual, int64_t expected, const char *file, int line, const char *format, ...)
{
	va_list		arguments;
	bool		passed = actual == expected;

	va_start(arguments, format);
	tap_result(passed, file, line, format, arguments);
	va_end(arguments);
	if (!passed)
		printf("#   actual: %" PRId64 "\n#   expected: %" PRId64 "\n", actual, expected);
	return passed;
}

static bool TAP_FORMAT(7, 8)
tap_is_bytes(const char *actual, size_t actual_len, const char *expected, size_t expected_len,
			 const char *file, int line, const char *format, ...)
{
	va_list		arguments;
	bool		passed;

	if (actual == NULL || expected == NULL)
		passed = actual == expected;
	else
		passed = actual_len == expected_len && (actual_len == 0 || memcmp(actual, expected, actual_len) == 0);
	va_start(arguments, format);
	tap_result(passed, file, line, format, arguments);
	va_end(arguments);
	if (!passed)
	{
		tap_show("actual", actual, actual_len);
		tap_show("expected", expected, expected_len);
	}
	return passed;
}

static TAP_UNUSED size_t
tap_length(const char *string)
{
	return string == NULL ? 0 : strlen(string);
}

/* ok(condition, name...): the name is a printf format and its arguments, here and below. */
#define ok(condition, ...) tap_ok((condition), __FILE__, __LINE__, __VA_ARGS__)
#define pass(...) tap_ok(true, __FILE__, __LINE__, __VA_ARGS__)
#define fail(...) tap_ok(false, __FILE__, __LINE__, __VA_ARGS__)

/* Integers of any type that fits int64_t, enums and pointers' differences too. */
#define is_int(actual, expected, ...) \
	tap_is_int((int64_t) (actual), (int64_t) (expected), __FILE__, __LINE__, __VA_ARGS__)

/* Strings ended by NUL; NULL equals NULL only. */
#define is_str(actual, expected, ...) \
	tap_is_str((actual), (expected), __FILE__, __LINE__, __VA_ARGS__)
#define tap_is_str(actual, expected, file, line, ...) \
	tap_is_bytes((actual), tap_length(actual), (expected), tap_length(expected), file, line, __VA_ARGS__)

/* Bytes with a length; NULL equals NULL only. */
#define is_bytes(actual, actual_len, expected, expected_len, ...) \
	tap_is_bytes((actual), (actual_len), (expected), (expected_len), __FILE__, __LINE__, __VA_ARGS__)

/* A gr_slice against a string ended by NUL. */
#define is_slice(actual, expected, ...) \
	tap_is_bytes((actual).data, (actual).len, (expected), tap_length(expected), __FILE__, __LINE__, __VA_ARGS__)

/* A comment in the output. */
static TAP_UNUSED void TAP_FORMAT(1, 2)
diag(const char *format, ...)
{
	va_list		arguments;

	va_start(arguments, format);
	printf("# ");
	vprintf(format, arguments);
	putchar('\n');
	va_end(arguments);
}

/* Tests that could not be made, and why: counted and shown, never silent. */
static TAP_UNUSED void TAP_FORMAT(2, 3)
skip(int count, const char *format, ...)
{
	va_list		arguments;

	while (count-- > 0)
	{
		printf("ok %d # SKIP ", ++tap_run);
		va_start(arguments, format);
		tap_name(format, arguments);
		va_end(arguments);
	}
}

/*
 * A figure that is not reached yet: passes when the condition holds, and is otherwise
 * shown and counted as left to do, not as a failure.
 */
static TAP_UNUSED bool TAP_FORMAT(2, 3)
aim(bool condition, const char *format, ...)
{
	va_list		arguments;
	char		name[1024];

	va_start(arguments, format);
	vsnprintf(name, sizeof(name), format, arguments);
	va_end(arguments);
	if (condition)
		return tap_ok(true, __FILE__, __LINE__, "%s", name);
	printf("not ok %d - %s # TODO below its target\n", ++tap_run, name);
	return true;
}

/* The plan; the exit status of main(). */
static TAP_UNUSED int
done_testing(void)
{
	printf("1..%d\n", tap_run);
	fflush(stdout);
	return tap_failed == 0 && tap_run > 0 ? 0 : 1;
}

#endif							/* GR_TAP_H */
