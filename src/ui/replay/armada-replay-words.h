/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/armada-history-loader.h"

G_BEGIN_DECLS

/* How times, ways and fixes of a history are told. */

char *armada_replay_words_for_time (double time, int offset);
char *armada_replay_words_for_short_time (double time, int offset);
char *armada_replay_words_for_span (gint64 start, gint64 end, int offset);
char *armada_replay_words_for_zone (int zone);
char *armada_replay_words_for_day (const char *day);
char *armada_replay_words_for_period (const ArmadaHistoryChoice *choice);
char *armada_replay_words_for_distance (double metres, const char *unit);
char *armada_replay_words_for_length (double length, const char *unit);
char *armada_replay_words_for_speed (double speed, const char *unit);
char *armada_replay_words_for_flags (guint flags);
char *armada_replay_words_for_place (double latitude, double longitude);
const char *armada_replay_words_for_kind (ArmadaSegmentKind kind);
char *armada_replay_words_for_rate (double rate);
char *armada_replay_words_for_missing (ArmadaHistoryLoader *loader);

G_END_DECLS
