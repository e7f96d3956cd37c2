/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "api/armada-device-batch.h"
#include "store/armada-account.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_STORE (armada_store_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaStore, armada_store, ARMADA, STORE, GObject)

/*
 * The desk's own memory: one SQLite file (WAL), touched by one worker thread only; calls are done
 * in the order they were made. All functions are for the main thread.
 */

ArmadaStore *armada_store_new (const char *path);

void armada_store_open_async (ArmadaStore *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean armada_store_open_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

/* (element-type ArmadaAccount), last used first */
void armada_store_list_accounts_async (ArmadaStore *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *
armada_store_list_accounts_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

/* Adds the account or, for the same server and e-mail, updates it; gives it back with its id. */
void armada_store_put_account_async (ArmadaStore *self,
                                     ArmadaAccount *account,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
ArmadaAccount *
armada_store_put_account_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

/* Deletes the account and everything kept for it. */
void armada_store_delete_account_async (ArmadaStore *self,
                                        gint64 account,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean
armada_store_delete_account_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

/* Takes over a batch: changed devices written, those a whole fleet no longer has deleted. */
void armada_store_put_fleet_async (ArmadaStore *self,
                                   gint64 account,
                                   ArmadaDeviceBatch *batch,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean armada_store_put_fleet_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

/* The last known fleet as a whole batch, and when it was last written (UNIX seconds, 0 never). */
void armada_store_get_fleet_async (ArmadaStore *self,
                                   gint64 account,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
ArmadaDeviceBatch *armada_store_get_fleet_finish (ArmadaStore *self,
                                                  GAsyncResult *result,
                                                  gint64 *written,
                                                  GError **error);

/* Waits for all writes and closes; the only call that blocks, for the end of the program. */
void armada_store_close (ArmadaStore *self);

G_END_DECLS
