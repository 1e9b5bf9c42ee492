#include "chapter_order.h"

/* Whether the form has an order for it. */
static bool
has_place(int chapter)
{
	return chapter != GR_CHAPTER_NONE && gr_chapters[chapter].number != 0;
}

/* How many different chapters can follow in order from each on, itself among them; the most of all. */
static int
count_ahead(const unsigned char *chapters, size_t count, unsigned char *ahead)
{
	unsigned char most_from[GR_CHAPTERS] = {0}; /* of the places seen, by their chapter */
	int			most = 0;

	for (size_t i = count; i > 0; i--)
	{
		int			chapter = chapters[i - 1];

		ahead[i - 1] = 0;
		if (!has_place(chapter))
			continue;
		for (int next = chapter + 1; next < GR_CHAPTERS; next++)
			ahead[i - 1] = most_from[next] > ahead[i - 1] ? most_from[next] : ahead[i - 1];
		ahead[i - 1]++;
		most_from[chapter] = ahead[i - 1] > most_from[chapter] ? ahead[i - 1] : most_from[chapter];
		most = ahead[i - 1] > most ? ahead[i - 1] : most;
	}
	return most;
}

void
gr_chapters_displaced(const unsigned char *chapters, size_t count, unsigned char *displaced)
{
	int			left = count_ahead(chapters, count, displaced);
	int			last = -1;

	for (size_t i = 0; i < count; i++)
	{
		if (has_place(chapters[i]) && chapters[i] > last && displaced[i] == left)
		{
			last = chapters[i];
			left--;
		}
		displaced[i] = has_place(chapters[i]) && chapters[i] != last;
	}
}
