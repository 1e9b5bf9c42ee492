/*
 * audit_style.h
 *		The style sheet of audit sheets, which stands in the page.
 */
#ifndef GR_AUDIT_STYLE_H
#define GR_AUDIT_STYLE_H

extern const char gr_audit_style[];

#endif							/* GR_AUDIT_STYLE_H */
