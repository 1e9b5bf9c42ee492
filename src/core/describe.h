/*
 * describe.h
 *		A finding in one sentence.
 */
#ifndef GR_DESCRIBE_H
#define GR_DESCRIBE_H

#include "findings.h"

typedef enum gr_language
{
	GR_LANGUAGE_ZH,
	GR_LANGUAGE_EN
} gr_language;

/*
 * What the sentence is made of, as text: the figures may be any decimals.  An
 * empty slice stands for NULL and is printed as an em dash.
 */
typedef struct gr_description
{
	int			rule;
	int			severity;		/* gr_severity */
	int			table;			/* gr_table_id or GR_TABLE_NONE, and so on */
	int			row;
	int			column;
	gr_slice	expected;
	gr_slice	actual;
	gr_slice	difference;
} gr_description;

extern void gr_describe(gr_writer *writer, const gr_description *description, gr_language language);

#endif							/* GR_DESCRIBE_H */
