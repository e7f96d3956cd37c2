/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "replay/armada-replay.h"
#include "sync/armada-clock.h"
#include "sync/armada-history-days.h"
#include "sync/armada-session.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_HISTORY_LOADER (armada_history_loader_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaHistoryLoader, armada_history_loader, ARMADA, HISTORY_LOADER, GObject)

/*
 * Fills a replay with the histories of a choice, day by day: what is held is taken from the store,
 * the rest fetched. What has arrived is in the replay at once, or very soon when much arrives.
 *
 * Properties (read-only, notified): "busy" (boolean), "n-days" (uint: of all vehicles and ways),
 * "n-done" (uint), "zone" (int: seconds east of UTC, ARMADA_ZONE_UNKNOWN before any history told),
 * "choice" (boxed ArmadaHistoryChoice, nullable).
 * Signal "changed": the replay has more of it, or it ended.
 */
ArmadaHistoryLoader *
armada_history_loader_new (ArmadaSession *session, ArmadaReplay *replay, ArmadaClock *clock);

void armada_history_loader_load (ArmadaHistoryLoader *self, const ArmadaHistoryChoice *choice);
void armada_history_loader_retry (ArmadaHistoryLoader *self);
void armada_history_loader_cancel (ArmadaHistoryLoader *self);
void armada_history_loader_clear (ArmadaHistoryLoader *self);

gboolean armada_history_loader_get_busy (ArmadaHistoryLoader *self);
const ArmadaHistoryChoice *armada_history_loader_get_choice (ArmadaHistoryLoader *self);
guint armada_history_loader_get_n_days (ArmadaHistoryLoader *self);
guint armada_history_loader_get_n_done (ArmadaHistoryLoader *self);
guint armada_history_loader_count_missing (ArmadaHistoryLoader *self);
const ArmadaHistoryDay *armada_history_loader_get_day (ArmadaHistoryLoader *self, guint position);
int armada_history_loader_get_zone (ArmadaHistoryLoader *self);

G_END_DECLS
