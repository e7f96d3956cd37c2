/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "api/armada-device-batch.h"
#include "api/armada-fixes.h"
#include "api/armada-list.h"
#include "store/armada-account.h"
#include "store/armada-kept-list.h"
#include "store/armada-kept-track.h"
#include "store/armada-kept-use.h"
#include "store/armada-visit.h"

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

/*
 * The server's lists. A list is kept in place of what was kept of its kind and scope: 0, or the
 * device it belongs to. (element-type ArmadaRecord) @records; @total: -1 unknown.
 */
void armada_store_put_list_async (ArmadaStore *self,
                                  gint64 account,
                                  ArmadaListKind kind,
                                  gint64 scope,
                                  GPtrArray *records,
                                  gint64 total,
                                  gboolean complete,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean armada_store_put_list_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

void armada_store_get_list_async (ArmadaStore *self,
                                  gint64 account,
                                  ArmadaListKind kind,
                                  gint64 scope,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
ArmadaKeptList *
armada_store_get_list_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

/* All lists of a kind that devices have: device id (gint64) → ArmadaKeptList. */
void armada_store_get_lists_async (ArmadaStore *self,
                                   gint64 account,
                                   ArmadaListKind kind,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GHashTable *armada_store_get_lists_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

/* How much vehicles were used in the days before @now (UNIX seconds), and by whom. */
void armada_store_get_use_async (ArmadaStore *self,
                                 gint64 account,
                                 gint64 now,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
ArmadaKeptUse *
armada_store_get_use_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

/* Events are added to those that are kept; one with the id of another takes its place. */
void armada_store_put_events_async (ArmadaStore *self,
                                    gint64 account,
                                    gint64 device,
                                    GPtrArray *records,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean armada_store_put_events_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

/* Newest first. @device, @from, @to (UNIX seconds, not itself) and @limit: 0 any. */
void armada_store_get_events_async (ArmadaStore *self,
                                    gint64 account,
                                    gint64 device,
                                    gint64 from,
                                    gint64 to,
                                    guint limit,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
ArmadaKeptList *
armada_store_get_events_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

/* How many are kept of each rule and type, the most first. (element-type ArmadaEventCount) */
void armada_store_count_events_async (ArmadaStore *self,
                                      gint64 account,
                                      gint64 from,
                                      gint64 to,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *
armada_store_count_events_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

/* A vehicle's day. @over: whether it was over when the track was fetched. */
void armada_store_put_track_async (ArmadaStore *self,
                                   const ArmadaTrackKey *key,
                                   gboolean over,
                                   ArmadaFixes *fixes,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean armada_store_put_track_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

void armada_store_get_track_async (ArmadaStore *self,
                                   const ArmadaTrackKey *key,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
ArmadaFixes *armada_store_get_track_finish (ArmadaStore *self,
                                            GAsyncResult *result,
                                            gboolean *over,
                                            gint64 *written,
                                            GError **error);

/* (element-type ArmadaKeptTrack), oldest day first */
void armada_store_list_tracks_async (ArmadaStore *self,
                                     gint64 account,
                                     gint64 device,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *
armada_store_list_tracks_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

/* Of an account, or with 0 all. The file becomes smaller by and by. */
void armada_store_delete_tracks_async (ArmadaStore *self,
                                       gint64 account,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
armada_store_delete_tracks_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

/* Who was somewhere, by what is kept: (element-type ArmadaVisit), in the order of arrival. */
void armada_store_find_visits_async (ArmadaStore *self,
                                     const ArmadaVisitQuery *query,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GArray *armada_store_find_visits_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

void armada_store_get_held_async (ArmadaStore *self,
                                  const ArmadaVisitQuery *query,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
ArmadaHeldDays *
armada_store_get_held_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

void armada_store_set_limit (ArmadaStore *self, guint64 bytes);

void armada_store_get_usage_async (ArmadaStore *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
ArmadaStoreUsage *
armada_store_get_usage_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

/* Small things known of an account, by name. (nullable) @text: NULL forgets it */
void armada_store_put_fact_async (ArmadaStore *self,
                                  gint64 account,
                                  const char *name,
                                  const char *text,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean armada_store_put_fact_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

void armada_store_get_fact_async (ArmadaStore *self,
                                  gint64 account,
                                  const char *name,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
char *armada_store_get_fact_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

/* Waits for all writes and closes; the only call that blocks, for the end of the program. */
void armada_store_close (ArmadaStore *self);

G_END_DECLS
