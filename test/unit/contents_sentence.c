/*
 * contents_sentence.c
 *		The sentence that names the chapters of a report, against its headings.
 */
#include "parse.h"
#include "position.h"
#include "tap.h"

#define HEADINGS "\n一、总体情况\n概述如下。\n二、主动公开政府信息情况\n见表。\n三、收到和处理政府信息公开申请情况\n见表。\n" \
	"四、政府信息公开行政复议、行政诉讼情况\n没有。\n五、存在的主要问题及改进情况\n继续努力。\n"

#define SIX HEADINGS "六、其他需要报告的事项\n无。\n"

/* Bytes of the words that the finding points at, "" for no finding; *actual is its figure. */
static gr_slice
finding_of(gr_arena *arena, const char *text, int *actual)
{
	static gr_report report;
	gr_error	error = {0, NULL};
	gr_slice	source = gr_slice_cstring(text);
	gr_slice	words = {"", 0};

	gr_arena_init(arena, &gr_host_libc);
	*actual = 0;
	if (gr_parse(arena, source, &report, &error) != GR_OK)
		return words;
	for (size_t i = 0; i < report.diagnostic_count; i++)
		if (report.diagnostics[i].rule == GR_RULE_SECTION_CONTENTS)
		{
			gr_position position = gr_position_begin(source);

			words = gr_position_words(&position, report.diagnostics[i].span);
			*actual = (int) report.diagnostics[i].actual;
		}
	return words;
}

static void
differs(const char *text, const char *words, int stated, const char *name)
{
	gr_arena	arena;
	int			actual;
	gr_slice	found = finding_of(&arena, text, &actual);

	is_bytes(found.data, found.len, words, strlen(words), "%s", name);
	is_int(actual, stated, "%s: the number that it states", name);
	gr_arena_free(&arena);
}

static void
agrees(const char *text, const char *name)
{
	differs(text, "", 0, name);
}

int
main(void)
{
	agrees("本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、"
		   "存在的主要问题及改进情况、其他需要报告的事项六个部分组成。" SIX, "six named, six there");
	agrees("编制本报告。全文包括总体情况,主动公开,依申请公开,复议诉讼,问题和改进,其他事项6部分。" SIX, "short names, a digit, ASCII commas");
	agrees("根据规定，由区政府办公室综合编制。本报告分为总体情况、主动公开情况、申请办理情况、行政复议和行政诉讼、存在问题、其他六部分。" SIX,
		   "the word that opens the list comes twice");
	agrees("本报告由总体情况、主动公开、依申请公开、行政复议、行政诉讼、存在的问题和其他事项七个部分组成。" SIX, "neighbours of one chapter are counted as one or as two");
	agrees("本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、"
		   "存在的主要问题及改进情况和其他需要报告的事项六部分组成。" SIX, "the last two, of which the first has a word between its own");
	agrees("本报告由总体情况、主动公开、依申请公开、复议诉讼、存在的问题及改进情况以及其他事项等共六个部分组成。" SIX, "all of them, and such");
	agrees("本报告包括总体情况、主动公开等六个部分。" SIX, "some of them, and such");
	agrees("2020年，我局解决了部分问题，由三个部分组成的专班开展工作。" SIX, "parts of something else");
	agrees("本报告由总体情况、工作亮点、其他事项三个部分组成。" SIX, "a part that is no chapter we know");
	agrees("本报告由总体情况、主动公开两部分组成。\n无标题。", "no headings at all");
	differs("本报告由总体情况、主动公开、依申请公开、复议诉讼、问题与改进五部分组成。" SIX,
			"总体情况、主动公开、依申请公开、复议诉讼、问题与改进五部分", 5, "a chapter more than it names");
	differs("本报告由总体情况、主动公开、依申请公开、复议诉讼、问题与改进和其他事项六个部分组成。" HEADINGS,
			"总体情况、主动公开、依申请公开、复议诉讼、问题与改进和其他事项六个部分", 6, "a chapter less than it names");
	differs("本报告由总体情况、主动公开、依申请公开、复议诉讼、问题与改进、其他事项七部分组成。" SIX,
			"总体情况、主动公开、依申请公开、复议诉讼、问题与改进、其他事项七部分", 7, "another number than it names");
	differs("本报告由总体情况、主动公开、依申请公开、复议诉讼、问题与改进等五部分组成。" SIX,
			"总体情况、主动公开、依申请公开、复议诉讼、问题与改进等五部分", 5, "a chapter more than all of them, and such");
	differs("本报告由概述、主动公开、依申请公开、收费情况、问题与改进、其他事项十一部分组成。" SIX,
			"概述、主动公开、依申请公开、收费情况、问题与改进、其他事项十一部分", 11, "another chapter in place of one; a number of two characters");
	return done_testing();
}
