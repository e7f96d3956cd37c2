/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-client.h"
#include "store/armada-store-inbox.h"
#include "sync/armada-clock.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_EVENT_WATCHER (armada_event_watcher_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaEventWatcher, armada_event_watcher, ARMADA, EVENT_WATCHER, GObject)

#define ARMADA_EVENT_WATCHER_DEFAULT_INTERVAL 30
#define ARMADA_EVENT_WATCHER_DEFAULT_GAP 1800

/*
 * Sees to it that every event the server tells of is in the store, once, joined into an incident.
 *
 * Properties: "interval" (uint seconds, read-write: between the end of one look and the next),
 * "gap" (uint seconds, read-write: of events that still are one incident), "busy" (boolean,
 * read-only), "error" (G_TYPE_ERROR, read-only, nullable: why the last look failed; NULL again with
 * the first that succeeds), "last-success" (int64 UNIX seconds, read-only: when a look last came to
 * its end, 0 never).
 *
 * Signal "stored" (watcher, guint n_events, guint n_incidents): new events are in the store; so
 * many incidents began with them.
 */

ArmadaEventWatcher *
armada_event_watcher_new (ArmadaStore *store, gint64 account, ArmadaClock *clock);
void armada_event_watcher_set_client (ArmadaEventWatcher *self, ArmadaClient *client);
ArmadaClient *armada_event_watcher_get_client (ArmadaEventWatcher *self);
void armada_event_watcher_look_now (ArmadaEventWatcher *self);
void armada_event_watcher_take (ArmadaEventWatcher *self, GPtrArray *events);

gboolean armada_event_watcher_get_busy (ArmadaEventWatcher *self);
const GError *armada_event_watcher_get_error (ArmadaEventWatcher *self);
gint64 armada_event_watcher_get_last_success (ArmadaEventWatcher *self);
gint64 armada_event_watcher_get_known_from (ArmadaEventWatcher *self);

G_END_DECLS
