/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-client.h"
#include "model/armada-fleet.h"
#include "store/armada-store.h"
#include "sync/armada-clock.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_POLLER (armada_poller_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaPoller, armada_poller, ARMADA, POLLER, GObject)

#define ARMADA_POLLER_DEFAULT_INTERVAL 10
#define ARMADA_POLLER_MIN_INTERVAL 5
#define ARMADA_POLLER_MAX_INTERVAL 300

/*
 * Keeps a fleet up to date from a server, and the store with it.
 *
 * Properties: "interval" (uint seconds, read-write), "hidden" (boolean, read-write: nobody is
 * looking, poll more slowly), "metered" (boolean, read-write), "network-monitor" (object, nullable,
 * read-write: sets "metered", and tells when the network came back), "timeout" (uint seconds,
 * read-write: for each request; 0: as long as a call usually has), "seed" (uint, write-only, of the
 * jitter), "busy" (boolean, read-only), "error" (G_TYPE_ERROR, read-only, nullable: why the last
 * poll failed; NULL again with the first that succeeds), "error-since" (int64 UNIX seconds,
 * read-only: first failure in the row), "store-error" (G_TYPE_ERROR, read-only, nullable: why the
 * last batch could not be kept), "last-success" (int64 UNIX seconds, read-only), "n-unreadable"
 * (uint, read-only).
 *
 * Signal "polled" (ArmadaPoller *poller, gpointer user_data): a poll ended, well or not.
 * Signal "events" (ArmadaPoller *poller, GPtrArray *events, gpointer user_data): a poll brought
 * (element-type ArmadaEventRecord) events beside the devices.
 */

ArmadaPoller *armada_poller_new (ArmadaClient *client,
                                 ArmadaFleet *fleet,
                                 ArmadaStore *store,
                                 gint64 account,
                                 ArmadaClock *clock);
void armada_poller_start (ArmadaPoller *self);
void armada_poller_stop (ArmadaPoller *self);
void armada_poller_poll_now (ArmadaPoller *self);

gboolean armada_poller_get_busy (ArmadaPoller *self);
const GError *armada_poller_get_error (ArmadaPoller *self);
gint64 armada_poller_get_error_since (ArmadaPoller *self);
const GError *armada_poller_get_store_error (ArmadaPoller *self);
gint64 armada_poller_get_last_success (ArmadaPoller *self);
guint armada_poller_get_n_unreadable (ArmadaPoller *self);

G_END_DECLS
