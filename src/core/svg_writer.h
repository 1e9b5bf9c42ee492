/*
 * svg_writer.h
 *		Text in SVG, which does not break lines: how wide it is, and what fits.
 */
#ifndef GR_SVG_WRITER_H
#define GR_SVG_WRITER_H

#include "markup_writer.h"

/* About how wide a text is, in parts of its font size: a Han character 1, a Latin letter a little more than half. */
extern double gr_svg_width(gr_slice text);

/* The beginning of a text that is at most so wide, and whether that is not all of it. */
extern gr_slice gr_svg_fit(gr_slice text, double width, bool *cut);

/* <text class= x= y= text-anchor=> at most so wide in pixels of a font of 12, with the whole text as its title where it is cut. */
extern void gr_svg_label(gr_writer *writer, const char *class, double x, double y, const char *anchor, gr_slice text, double width);

#endif							/* GR_SVG_WRITER_H */
