/*
 * load_file.c
 *		One file: opened safely, read, looked at; names as the database can hold them.
 */
#include "load.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "utf8.h"

/* Of a hundred bytes of text without NUL, fewer are control characters. */
#define CONTROL_PERCENT 3
/* The end of the year 9999. */
#define LAST_SECOND INT64_C(253402300799)

/* ---------- names ---------- */

/* Control characters and others that would make a name look like another on a terminal. */
static bool
is_printable(uint32_t c)
{
	return c >= 0x20 && c != 0x7F && !(c >= 0x80 && c < 0xA0) && !(c >= 0x200B && c <= 0x200F) &&
		!(c >= 0x2028 && c <= 0x202E) && !(c >= 0x2060 && c <= 0x206F) && c != 0xFEFF;
}

char *
load_escape(const char *bytes, size_t len)
{
	char	   *text = load_alloc(len * 4 + 1);
	char	   *to = text;

	for (size_t at = 0; at < len;)
	{
		size_t		n = gr_utf8_length((unsigned char) bytes[at]);
		size_t		read;

		if (n > len - at)
			n = len - at;
		if (bytes[at] == '\\')
		{
			*to++ = '\\';
			*to++ = '\\';
		}
		else if (gr_utf8_valid_prefix(gr_slice_make(bytes + at, n)) == n && is_printable(gr_utf8_next(bytes + at, bytes + len, &read)))
		{
			memcpy(to, bytes + at, n);
			to += n;
		}
		else
		{
			/* One byte: what follows it may be sound. */
			n = 1;
			to += sprintf(to, "\\x%02X", (unsigned char) bytes[at]);
		}
		at += n;
	}
	*to = '\0';
	return text;
}

/* FNV-1a. */
static uint64_t
hash_of(const char *string)
{
	uint64_t	hash = UINT64_C(0xCBF29CE484222325);

	for (; *string != '\0'; string++)
		hash = (hash ^ (unsigned char) *string) * UINT64_C(0x100000001B3);
	return hash;
}

char *
load_key(const char *prefix, const char *path, char **reason)
{
	char	   *name = load_escape(path, strlen(path));
	char	   *key = *prefix == '\0' ? load_format("%s", name) : load_format("%s/%s", prefix, name);
	size_t		len = strlen(key);

	free(name);
	if (len > LOAD_KEY_LIMIT)
	{
		uint64_t	hash = hash_of(key);
		size_t		kept = LOAD_KEY_LIMIT - 24;
		char	   *whole = key;

		while (kept > 0 && ((unsigned char) key[kept] & 0xC0) == 0x80)
			kept--;
		key = load_format("%.*s… %016llX", (int) kept, whole, (unsigned long long) hash);
		free(*reason);
		*reason = load_format("name is longer than %d bytes: %zu", LOAD_KEY_LIMIT, len);
		free(whole);
	}
	return key;
}

/* ---------- what a file is ---------- */

static const char *
kind_name(mode_t mode)
{
	if (S_ISLNK(mode))
		return "symbolic link";
	if (S_ISDIR(mode))
		return "directory";
	if (S_ISFIFO(mode))
		return "named pipe";
	if (S_ISSOCK(mode))
		return "socket";
	return "device";
}

/* What is met beside the pages in the directory of a crawler: how it begins, what it is. */
static const struct signature
{
	const char *bytes;
	size_t		len;
	const char *name;
}			signatures[] = {
	{"%PDF-", 5, "PDF document"},
	{"PK\x03\x04", 4, "ZIP archive or office document (docx, xlsx, ofd)"},
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, "office document (doc, xls, wps)"},
	{"{\\rtf", 5, "RTF document"},
	{"\x89PNG\r\n\x1A\n", 8, "PNG image"},
	{"\xFF\xD8\xFF", 3, "JPEG image"},
	{"GIF8", 4, "GIF image"},
	{"\x1F\x8B\x08", 3, "gzip archive"},
	{"Rar!\x1A\x07", 6, "RAR archive"},
	{"7z\xBC\xAF\x27\x1C", 6, "7z archive"},
	{"\x7F" "ELF", 4, "program"},
};

/*
 * Why bytes are no text, or NULL.  Bytes with NUL may be UTF-16, and are judged by
 * what decode() makes of them; no other encoding has control characters inside of
 * characters.
 */
static char *
why_no_text(const char *data, size_t len)
{
	size_t		controls = 0;

	for (size_t i = 0; i < sizeof(signatures) / sizeof(signatures[0]); i++)
		if (len >= signatures[i].len && memcmp(data, signatures[i].bytes, signatures[i].len) == 0)
			return load_format("not text: %s", signatures[i].name);
	if (memchr(data, '\0', len) != NULL || (len >= 2 && (memcmp(data, "\xFF\xFE", 2) == 0 || memcmp(data, "\xFE\xFF", 2) == 0)))
		return NULL;
	for (size_t i = 0; i < len; i++)
	{
		unsigned char c = (unsigned char) data[i];

		if (c < 0x20 && c != '\t' && c != '\n' && c != '\v' && c != '\f' && c != '\r' && c != 0x1A && c != 0x1B)
			controls++;
	}
	if (controls > len / 100 * CONTROL_PERCENT + CONTROL_PERCENT)
		return load_format("not text: %zu of %zu bytes are control characters", controls, len);
	return NULL;
}

/* ---------- reading ---------- */

/*
 * The directory that holds a file, with the file's own name in *name; -1 with errno.
 * Each step is taken without following links: a path leads to what lies below the
 * directory and nowhere else, whoever changes it meanwhile.
 */
static int
open_parent(int directory, const char *path, const char **name)
{
	int			parent = dup(directory);
	const char *slash;

	while (parent >= 0 && (slash = strchr(path, '/')) != NULL)
	{
		char	   *step = load_format("%.*s", (int) (slash - path), path);
		int			next = -1;

		if (strcmp(step, "..") == 0)
			errno = EXDEV;
		else
			next = openat(parent, *step == '\0' ? "." : step, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (next < 0)
		{
			int			error = errno;

			close(parent);
			errno = error;
		}
		else
			close(parent);
		free(step);
		parent = next;
		path = slash + 1;
	}
	*name = path;
	return parent;
}

/* Of times that no database knows: 1970. */
static int64_t
microseconds(const struct stat *status)
{
	int64_t		seconds = (int64_t) status->st_mtim.tv_sec;

	return seconds < 0 || seconds > LAST_SECOND ? 0 : seconds * 1000000 + status->st_mtim.tv_nsec / 1000;
}

static void
judge_status(load_item *item, const struct stat *status, size_t max_size)
{
	item->size = status->st_size;
	item->modified = microseconds(status);
	if (!S_ISREG(status->st_mode))
		item->reason = load_format("not a regular file: %s", kind_name(status->st_mode));
	else if (status->st_size == 0)
		item->reason = load_format("empty file");
	else if ((uintmax_t) status->st_size > max_size)
		item->reason = load_format("larger than the limit of %zu bytes: %lld", max_size, (long long) status->st_size);
}

/* EXDEV is ours: a path that leaves the directory. */
static char *
trouble(const char *what, int error)
{
	return load_format("%s: %s", what, error == EXDEV ? "the name leads out of the directory" : strerror(error));
}

void
load_file_look(int directory, load_item *item, size_t max_size)
{
	const char *name;
	struct stat status;
	int			parent;

	item->size = -1;
	if (item->reason != NULL)
		return;
	parent = open_parent(directory, item->path, &name);
	if (parent < 0 || fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		item->reason = trouble("cannot be looked at", errno);
	else
		judge_status(item, &status, max_size);
	if (parent >= 0)
		close(parent);
}

/* Everything up to one byte beyond the size that is expected. */
static bool
read_all(int file, load_item *item)
{
	size_t		capacity = (size_t) item->size + 1;

	item->data = load_alloc(capacity);
	item->len = 0;
	while (item->len < capacity)
	{
		ssize_t		n = read(file, item->data + item->len, capacity - item->len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		if (n == 0)
			break;
		item->len += (size_t) n;
	}
	return true;
}

static void
read_file(int file, load_item *item, size_t max_size)
{
	struct stat before;
	struct stat after;

	if (fstat(file, &before) != 0)
	{
		item->reason = trouble("cannot be looked at", errno);
		return;
	}
	judge_status(item, &before, max_size);
	if (item->reason != NULL)
		return;
	if (!read_all(file, item) || fstat(file, &after) != 0)
		item->reason = trouble("cannot be read", errno);
	else if (item->len != (size_t) before.st_size || after.st_size != before.st_size || microseconds(&after) != microseconds(&before))
		item->reason = load_format("changed while it was read");
	else
		item->reason = why_no_text(item->data, item->len);
}

void
load_file_read(int directory, load_item *item, size_t max_size)
{
	const char *name;
	int			parent = open_parent(directory, item->path, &name);
	int			file = -1;

	/* A pipe put in the file's place must not make us wait. */
	if (parent >= 0)
		file = openat(parent, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (file < 0)
		item->reason = trouble("cannot be opened", errno);
	else
		read_file(file, item, max_size);
	if (file >= 0)
		close(file);
	if (parent >= 0)
		close(parent);
	if (item->reason != NULL)
	{
		free(item->data);
		item->data = NULL;
		item->len = 0;
	}
}

void
load_item_free(load_item *item)
{
	free(item->path);
	free(item->key);
	free(item->url);
	free(item->reason);
	free(item->data);
	memset(item, 0, sizeof(*item));
}
