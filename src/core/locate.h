/*
 * locate.h
 *		Which division an organ belongs to, by its name.
 */
#ifndef GR_LOCATE_H
#define GR_LOCATE_H

#include "divisions.h"

/*
 * The code of the smallest listed division that a name such as 河北省石家庄市长安区财政局 tells, of
 * today or of before; 0 where it tells none, or where several have that name.  An organ of a
 * township, a street or a zone belongs to the division around it.  A name that has another
 * division in it, which is not listed, tells none.
 *
 * within, unless empty, narrows the choice: the name or the code of a division, or a 政府网站标识码, which
 * begins with one.  What is in no such division gets no code.  With a 政府网站标识码 a name that tells no
 * division is one of the site's own.
 */
extern uint32_t gr_locate(gr_slice issuer, gr_slice within);

#endif							/* GR_LOCATE_H */
