/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "replay/armada-time-view.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_TIMELINE (armada_timeline_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaTimeline, armada_timeline, ARMADA, TIMELINE, ArmadaTimeView)

GtkWidget *armada_timeline_new (void);
void armada_timeline_set_replay (ArmadaTimeline *self, ArmadaReplay *replay);

G_END_DECLS
