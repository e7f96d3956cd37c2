/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define ARMADA_TYPE_WATCHED_SOURCE (armada_watched_source_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaWatchedSource,
                      armada_watched_source,
                      ARMADA,
                      WATCHED_SOURCE,
                      ShumateMapSource)

/* Signal "drained" (source): of the tiles asked for none is missing any more. */

ArmadaWatchedSource *armada_watched_source_new (ShumateMapSource *source);
void armada_watched_source_close (ArmadaWatchedSource *self);
gboolean armada_watched_source_is_drained (ArmadaWatchedSource *self);
gboolean armada_watched_source_has_asked (ArmadaWatchedSource *self);

G_END_DECLS
