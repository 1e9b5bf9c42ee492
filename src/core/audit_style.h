/*
 * audit_style.h
 *		The style sheet of audit sheets, which stands in the page.
 */
#ifndef GR_AUDIT_STYLE_H
#define GR_AUDIT_STYLE_H

extern const char gr_audit_style[];

/* What is needed besides where texts are shown. */
extern const char gr_audit_text_style[];

#endif							/* GR_AUDIT_STYLE_H */
