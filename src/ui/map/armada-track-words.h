/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-track-scene.h"

G_BEGIN_DECLS

char *armada_track_words_for_mark (const ArmadaTrackScene *scene, const ArmadaTrackMark *mark);
char *armada_track_words_for_step (guint step, const char *speed_unit);
const char *armada_track_words_for_activity (ArmadaTrackActivity activity);

G_END_DECLS
