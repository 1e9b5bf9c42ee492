/*
 * furniture.h
 *		What of the page around a report a line is: navigation, 分享, 打印, files to be fetched, the footer.
 */
#ifndef GR_FURNITURE_H
#define GR_FURNITURE_H

#include "slice.h"

typedef enum gr_furniture
{
	GR_FURNITURE_NONE,
	GR_FURNITURE_LINE,			/* 分享, 打印, 发布时间：… */
	GR_FURNITURE_FOOTER			/* what follows is the end of the page */
} gr_furniture;

/* Of a line, blanks at both ends left out. */
extern gr_furniture gr_furniture_of(gr_slice line);

/* Whether a line ends with the name of a file: 附件.docx. */
extern bool gr_ends_with_file(gr_slice line);

#endif							/* GR_FURNITURE_H */
