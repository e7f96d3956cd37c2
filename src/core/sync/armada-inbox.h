/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/armada-account.h"
#include "store/armada-store-inbox.h"
#include "sync/armada-event-watcher.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_INBOX (armada_inbox_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaInbox, armada_inbox, ARMADA, INBOX, GObject)

/*
 * What needs somebody, of one account: the incidents that events make, and what is done with them.
 * What it holds is in the store alone; ArmadaIncidentList shows it.
 *
 * Properties (read-only, notified): "n-new" (uint: incidents nobody has looked at), "can-undo"
 * (boolean), "watcher" (object ArmadaEventWatcher), "error" (G_TYPE_ERROR, nullable: why looking
 * for events failed last), "last-success" (int64 UNIX seconds).
 *
 * Signal "changed": other incidents are in the store, or the same in another state.
 */

ArmadaInbox *armada_inbox_new (ArmadaStore *store, ArmadaAccount *account, ArmadaClock *clock);
void armada_inbox_set_client (ArmadaInbox *self, ArmadaClient *client);
ArmadaClient *armada_inbox_get_client (ArmadaInbox *self);
ArmadaStore *armada_inbox_get_store (ArmadaInbox *self);
gint64 armada_inbox_get_account (ArmadaInbox *self);
ArmadaClock *armada_inbox_get_clock (ArmadaInbox *self);
ArmadaEventWatcher *armada_inbox_get_watcher (ArmadaInbox *self);
guint armada_inbox_get_n_new (ArmadaInbox *self);
gboolean armada_inbox_get_can_undo (ArmadaInbox *self);

/* (element-type gint64) @ids. @until: UNIX seconds, of a snooze; else 0. */
void armada_inbox_set_state_async (ArmadaInbox *self,
                                   GArray *ids,
                                   ArmadaIncidentState state,
                                   gint64 until,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
void armada_inbox_set_note_async (ArmadaInbox *self,
                                  gint64 incident,
                                  const char *note,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
void armada_inbox_undo_async (ArmadaInbox *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* Of all three. Returns: whether it is done; @n: (out) (optional): with how many incidents */
gboolean
armada_inbox_change_finish (ArmadaInbox *self, GAsyncResult *result, guint *n, GError **error);

void armada_inbox_mark_seen (ArmadaInbox *self, gint64 incident);
void armada_inbox_mark_told (ArmadaInbox *self, GArray *ids);

G_END_DECLS
