/*
 * load_source.c
 *		Which files there are: everything in a directory, or what a list names.
 *
 * A directory is walked twice, to count and to load, and never held in memory: a
 * country's crawl has millions of names.  Links are not followed, so that the walk
 * ends and stays inside.
 */
#define _GNU_SOURCE				/* d_type */
#include "load.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct level
{
	DIR		   *directory;
	size_t		path_len;		/* of the path that leads here, with its slash */
} level;

struct load_source
{
	const load_options *options;
	pthread_mutex_t lock;
	int			directory;
	char	   *prefix;
	FILE	   *list;
	char	   *line;
	size_t		line_capacity;
	level		levels[LOAD_DEPTH_LIMIT];
	int			depth;
	char	   *path;			/* of the innermost directory, and behind it a name */
	size_t		path_capacity;
};

/* ---------- walking ---------- */

static void
set_path(load_source *s, size_t at, const char *name, const char *end)
{
	size_t		need = at + strlen(name) + strlen(end) + 1;

	if (need > s->path_capacity)
	{
		s->path_capacity = need * 2;
		s->path = load_realloc(s->path, s->path_capacity);
	}
	strcpy(s->path + at, name);
	strcat(s->path + at, end);
}

static bool
enter(load_source *s, int parent, const char *name, size_t path_len)
{
	int			file = -1;
	DIR		   *directory = NULL;

	if (s->depth == LOAD_DEPTH_LIMIT)
		errno = ELOOP;
	else
		file = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (file >= 0)
		directory = fdopendir(file);
	if (directory == NULL)
	{
		int			error = errno;

		if (file >= 0)
			close(file);
		errno = error;
		return false;
	}
	s->levels[s->depth].directory = directory;
	s->levels[s->depth].path_len = path_len;
	s->depth++;
	return true;
}

static bool
is_directory(int parent, const struct dirent *entry)
{
	struct stat status;

#ifdef DT_UNKNOWN
	if (entry->d_type != DT_UNKNOWN)
		return entry->d_type == DT_DIR;
#endif
	return fstatat(parent, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(status.st_mode);
}

static char *
directory_trouble(int error)
{
	if (error == ELOOP)
		return load_format("directories are nested more than %d deep", LOAD_DEPTH_LIMIT);
	return load_format("directory cannot be read: %s", strerror(error));
}

/*
 * The next name, in s->path; false at the end.  A directory that cannot be read is
 * a name with a reason.
 */
static bool
walk(load_source *s, char **reason)
{
	*reason = NULL;
	while (s->depth > 0)
	{
		level	   *here = &s->levels[s->depth - 1];
		struct dirent *entry;

		errno = 0;
		entry = readdir(here->directory);
		if (entry == NULL)
		{
			int			error = errno;

			closedir(here->directory);
			s->depth--;
			if (error == 0)
				continue;
			set_path(s, here->path_len, "", "");
			*reason = directory_trouble(error);
			return true;
		}
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (!is_directory(dirfd(here->directory), entry))
		{
			set_path(s, here->path_len, entry->d_name, "");
			return true;
		}
		set_path(s, here->path_len, entry->d_name, "/");
		if (!enter(s, dirfd(here->directory), entry->d_name, strlen(s->path)))
		{
			*reason = directory_trouble(errno);
			return true;
		}
	}
	return false;
}

static bool
start_walk(load_source *s)
{
	set_path(s, 0, "", "");
	return enter(s, s->directory, ".", 0);
}

/* ---------- the list ---------- */

/* The next line, or name ended by NUL, that is not empty; in s->line. */
static bool
next_line(load_source *s)
{
	int			end = s->options->list_null ? '\0' : '\n';
	ssize_t		len;

	while ((len = getdelim(&s->line, &s->line_capacity, end, s->list)) > 0)
	{
		if (s->line[len - 1] == end)
			s->line[--len] = '\0';
		if (!s->options->list_null && len > 0 && s->line[len - 1] == '\r')
			s->line[--len] = '\0';
		if (len > 0)
			return true;
	}
	if (ferror(s->list))
		load_fail("could not read the list \"%s\": %s", s->options->list, strerror(errno));
	return false;
}

/* An address holds printable ASCII only; other bytes are written as %HH. */
static char *
clean_url(const char *url)
{
	char	   *clean = load_alloc(strlen(url) * 3 + 1);
	char	   *to = clean;

	for (; *url != '\0'; url++)
	{
		unsigned char c = (unsigned char) *url;

		if (c > 0x20 && c < 0x7F)
			*to++ = *url;
		else
			to += sprintf(to, "%%%02X", c);
	}
	*to = '\0';
	return clean;
}

/* Without empty steps and ".": one file, one key. */
static char *
plain_path(const char *path)
{
	char	   *plain = load_alloc(strlen(path) + 1);
	char	   *to = plain;

	while (*path != '\0')
	{
		size_t		len = strcspn(path, "/");

		if (len > 0 && !(len == 1 && *path == '.'))
		{
			if (to > plain)
				*to++ = '/';
			memcpy(to, path, len);
			to += len;
		}
		path += len;
		if (*path == '/')
			path++;
	}
	*to = '\0';
	return plain;
}

/* A name, and behind a tab the address it came from. */
static void
item_of_line(load_source *s, load_item *item)
{
	char	   *path = s->line;
	char	   *tab = strchr(path, '\t');

	if (tab != NULL && !s->options->list_null)
	{
		*tab = '\0';
		if (tab[1] != '\0')
			item->url = clean_url(tab + 1);
	}
	if (*path == '/')
		item->reason = load_format("cannot be looked at: the name leads out of the directory");
	item->path = *path == '/' ? load_format("%s", path) : plain_path(path);
}

/* ---------- both ---------- */

/* The last part of the directory's full name. */
static char *
own_name(const char *directory)
{
	char	   *full = realpath(directory, NULL);
	char	   *name;

	if (full == NULL)
		return load_format("%s", "");
	name = load_escape(strrchr(full, '/') + 1, strlen(strrchr(full, '/') + 1));
	free(full);
	return name;
}

static bool
open_list(load_source *s)
{
	if (strcmp(s->options->list, "-") == 0)
		s->list = stdin;
	else
		s->list = fopen(s->options->list, "rb");
	if (s->list == NULL)
		fprintf(stderr, "govreport-load: could not open the list \"%s\": %s\n", s->options->list, strerror(errno));
	return s->list != NULL;
}

load_source *
load_source_open(const load_options *options)
{
	load_source *s = load_alloc(sizeof(*s));

	memset(s, 0, sizeof(*s));
	s->options = options;
	pthread_mutex_init(&s->lock, NULL);
	/* The directory itself may be a link: it is what the user named. */
	s->directory = open(options->directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (s->directory < 0)
		fprintf(stderr, "govreport-load: could not open the directory \"%s\": %s\n", options->directory, strerror(errno));
	if (s->directory < 0 || (options->list != NULL && !open_list(s)))
	{
		load_source_close(s);
		return NULL;
	}
	s->prefix = options->prefix != NULL ? load_escape(options->prefix, strlen(options->prefix)) : own_name(options->directory);
	if (options->list == NULL && !start_walk(s))
	{
		fprintf(stderr, "govreport-load: could not read the directory \"%s\": %s\n", options->directory, strerror(errno));
		load_source_close(s);
		return NULL;
	}
	return s;
}

long long
load_source_count(load_source *s)
{
	long long	count = 0;
	char	   *reason;

	if (s->list != NULL)
	{
		long		start = ftell(s->list);

		if (start < 0)
			return -1;
		while (!load_stopping() && next_line(s))
			count++;
		if (fseek(s->list, start, SEEK_SET) != 0)
			load_fail("could not read the list \"%s\" again: %s", s->options->list, strerror(errno));
		return count;
	}
	while (!load_stopping() && walk(s, &reason))
	{
		count++;
		free(reason);
	}
	if (!load_stopping() && !start_walk(s))
		load_fail("could not read the directory \"%s\": %s", s->options->directory, strerror(errno));
	return count;
}

int
load_source_next(load_source *s, load_item *items, int limit)
{
	int			count = 0;

	pthread_mutex_lock(&s->lock);
	for (; count < limit && !load_stopping(); count++)
	{
		load_item  *item = &items[count];

		memset(item, 0, sizeof(*item));
		if (s->list == NULL)
		{
			if (!walk(s, &item->reason))
				break;
			item->path = load_format("%s", s->path);
		}
		else if (next_line(s))
			item_of_line(s, item);
		else
			break;
		item->key = load_key(s->prefix, item->path, &item->reason);
	}
	pthread_mutex_unlock(&s->lock);
	return count;
}

int
load_source_directory(const load_source *s)
{
	return s->directory;
}

void
load_source_close(load_source *s)
{
	while (s->depth > 0)
		closedir(s->levels[--s->depth].directory);
	if (s->directory >= 0)
		close(s->directory);
	if (s->list != NULL && s->list != stdin)
		fclose(s->list);
	pthread_mutex_destroy(&s->lock);
	free(s->prefix);
	free(s->line);
	free(s->path);
	free(s);
}
