/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-incident-filter.h"
#include "model/armada-incident-record.h"
#include "store/armada-store.h"

G_BEGIN_DECLS

/* The calls of ArmadaStore that are about incidents. */

/**
 * ArmadaJoinRules:
 * @gap: seconds between events of one rule on one vehicle that still are one incident
 * @new_from: UNIX seconds: what happened before is old news and counts as seen
 * @now: UNIX seconds
 */
typedef struct
{
  gint64 gap;
  gint64 new_from;
  gint64 now;
} ArmadaJoinRules;

/**
 * ArmadaJoined:
 * @n_events: that were not joined before
 * @n_incidents: that they began
 */
typedef struct
{
  guint n_events;
  guint n_incidents;
} ArmadaJoined;

/* Keeps events and joins each into an incident, unless it is in one: all of it or, on an error,
 * nothing. (element-type ArmadaEventRecord) @events */
void armada_store_join_events_async (ArmadaStore *self,
                                     gint64 account,
                                     GPtrArray *events,
                                     const ArmadaJoinRules *rules,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean armada_store_join_events_finish (ArmadaStore *self,
                                          GAsyncResult *result,
                                          ArmadaJoined *joined,
                                          GError **error);

/**
 * ArmadaIncidentPlace:
 * @last: UNIX seconds
 *
 * Where an incident stands in a list: the newest @last comes first, of equal ones the highest @id.
 */
typedef struct
{
  gint64 id;
  gint64 last;
} ArmadaIncidentPlace;

/* Returns: (element-type ArmadaIncidentPlace): those that pass the filter, in order.
 * @now and @zone: for its period. */
void armada_store_list_incidents_async (ArmadaStore *self,
                                        gint64 account,
                                        const ArmadaIncidentFilter *filter,
                                        gint64 now,
                                        int zone,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GArray *
armada_store_list_incidents_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

/* Returns: (element-type ArmadaIncidentRecord): of (element-type gint64) @ids those there are */
void armada_store_get_incidents_async (ArmadaStore *self,
                                       gint64 account,
                                       GArray *ids,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *
armada_store_get_incidents_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

/* Returns: (element-type ArmadaIncidentCount): the server's events by type and day. The period is
 * that of the events; all else in @filter is of their incidents. */
void armada_store_count_incidents_async (ArmadaStore *self,
                                         gint64 account,
                                         const ArmadaIncidentFilter *filter,
                                         gint64 now,
                                         int zone,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GPtrArray *
armada_store_count_incidents_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

/* Returns: (element-type ArmadaIncidentCount): the incidents that
 * armada_store_list_incidents_async() would list, by type, the most first; @day is 0 */
void armada_store_sum_incidents_async (ArmadaStore *self,
                                       gint64 account,
                                       const ArmadaIncidentFilter *filter,
                                       gint64 now,
                                       int zone,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *
armada_store_sum_incidents_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

/* Returns: (element-type ArmadaEventRecord): what was joined into an incident, newest first, a
 * thousand at most */
void armada_store_get_incident_events_async (ArmadaStore *self,
                                             gint64 account,
                                             gint64 incident,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
GPtrArray *
armada_store_get_incident_events_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

/* How many are new. */
void armada_store_count_new_async (ArmadaStore *self,
                                   gint64 account,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
armada_store_count_new_finish (ArmadaStore *self, GAsyncResult *result, guint *n, GError **error);

/**
 * ArmadaUntold:
 * @ids: (element-type gint64): all that nobody was told of, newest first
 * @n_wanted: how many of them are of a type that somebody wants to be told of
 * @records: (element-type ArmadaIncidentRecord): the first of those
 */
typedef struct
{
  GArray *ids;
  guint n_wanted;
  GPtrArray *records;
} ArmadaUntold;

void armada_untold_free (ArmadaUntold *self);

/* The new incidents that nobody was told of yet. @muted: types that nobody wants to be told of;
 * @most: records at most */
void armada_store_get_untold_async (ArmadaStore *self,
                                    gint64 account,
                                    const char *const *muted,
                                    guint most,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
ArmadaUntold *
armada_store_get_untold_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

/* Notes that somebody was told of (element-type gint64) @ids. */
void armada_store_set_told_async (ArmadaStore *self,
                                  gint64 account,
                                  GArray *ids,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean armada_store_set_told_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

/**
 * ArmadaIncidentWish:
 * @set_state: whether @state and @until are meant
 * @until: UNIX seconds, of a snooze; else 0
 * @note: (nullable): NULL leaves it as it is
 * @only_new: leave those alone that are not new
 * @who: who wishes it
 * @now: UNIX seconds
 *
 * What is to become of incidents.
 */
typedef struct
{
  gboolean set_state;
  ArmadaIncidentState state;
  gint64 until;
  const char *note;
  gboolean only_new;
  const char *who;
  gint64 now;
} ArmadaIncidentWish;

/**
 * ArmadaIncidentsChanged:
 * @batch: to undo it by; 0 when nothing was changed
 * @n: incidents that were changed
 */
typedef struct
{
  gint64 batch;
  guint n;
} ArmadaIncidentsChanged;

/* Changes incidents, (element-type gint64) @ids, and writes it in their journals. */
void armada_store_change_incidents_async (ArmadaStore *self,
                                          gint64 account,
                                          GArray *ids,
                                          const ArmadaIncidentWish *wish,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean armada_store_change_incidents_finish (ArmadaStore *self,
                                               GAsyncResult *result,
                                               ArmadaIncidentsChanged *changed,
                                               GError **error);

/* Takes a change back where nothing was changed since. @n: (out): incidents */
void armada_store_undo_incidents_async (ArmadaStore *self,
                                        gint64 account,
                                        gint64 batch,
                                        const char *who,
                                        gint64 now,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean armada_store_undo_incidents_finish (ArmadaStore *self,
                                             GAsyncResult *result,
                                             guint *n,
                                             GError **error);

/**
 * ArmadaWoken:
 * @n: snoozes that ended
 * @next: UNIX seconds when the next one ends; 0 none does
 */
typedef struct
{
  guint n;
  gint64 next;
} ArmadaWoken;

/* Makes those new again whose snooze has ended. */
void armada_store_wake_incidents_async (ArmadaStore *self,
                                        gint64 account,
                                        gint64 now,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean armada_store_wake_incidents_finish (ArmadaStore *self,
                                             GAsyncResult *result,
                                             ArmadaWoken *woken,
                                             GError **error);

/* Returns: (element-type ArmadaIncidentChange): what was done with an incident, oldest first */
void armada_store_get_journal_async (ArmadaStore *self,
                                     gint64 account,
                                     gint64 incident,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *
armada_store_get_journal_finish (ArmadaStore *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaUntold, armada_untold_free)

G_END_DECLS
