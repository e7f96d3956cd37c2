/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-track.h"
#include "sync/armada-history-choice.h"

G_BEGIN_DECLS

/**
 * ArmadaHistoryDay:
 * @day: "YYYY-MM-DD" in the account's zone
 * @vehicle: which of the choice's
 * @snapped: whether the server was to put it on the road
 * @done: whether it was fetched, well or not
 * @fixes: (nullable): what is held of it
 * @fetched: UNIX seconds when the server gave it, 0 never
 * @error: (nullable): why it is not here, or not as it is now
 */
typedef struct
{
  char *day;
  guint vehicle;
  gboolean snapped;
  gboolean done;
  ArmadaFixes *fixes;
  gint64 fetched;
  GError *error;
} ArmadaHistoryDay;

/* The days of a choice, in a GPtrArray of ArmadaHistoryDay: vehicle by vehicle, day by day, and
 * where they are to be snapped, each of them both ways. */

GPtrArray *armada_history_days_new (const ArmadaHistoryChoice *choice);
const ArmadaFixes *
armada_history_days_find_telling (GPtrArray *days, const ArmadaHistoryChoice *choice, gint64 time);
ArmadaTrack *armada_history_days_make_track (GPtrArray *days, guint vehicle, gboolean snapped);
guint armada_history_days_count_missing (GPtrArray *days);

G_END_DECLS
