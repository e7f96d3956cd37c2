/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ArmadaPageTrail:
 *
 * The pages that were gone to, in their order, and where among them one is: what Back and Forward
 * lead to.
 */
typedef struct _ArmadaPageTrail ArmadaPageTrail;

ArmadaPageTrail *armada_page_trail_new (void);
void armada_page_trail_free (ArmadaPageTrail *self);
void armada_page_trail_go (ArmadaPageTrail *self, const char *page);
const char *armada_page_trail_move (ArmadaPageTrail *self, int steps);
gboolean armada_page_trail_can_move (ArmadaPageTrail *self, int steps);
void armada_page_trail_clear (ArmadaPageTrail *self);

G_END_DECLS
