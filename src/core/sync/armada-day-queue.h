/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/armada-session.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_DAY_QUEUE (armada_day_queue_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaDayQueue, armada_day_queue, ARMADA, DAY_QUEUE, GObject)

/*
 * Days of vehicles that are fetched into the store, some at once. Property (read-only, notified):
 * "n-done" (uint).
 */
ArmadaDayQueue *armada_day_queue_new (ArmadaSession *session);
void armada_day_queue_add (ArmadaDayQueue *self, gint64 device, const char *day);
void
armada_day_queue_run_async (ArmadaDayQueue *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean armada_day_queue_run_finish (ArmadaDayQueue *self, GAsyncResult *result, GError **error);
void armada_day_queue_cancel (ArmadaDayQueue *self);
guint armada_day_queue_get_n (ArmadaDayQueue *self);
guint armada_day_queue_get_n_done (ArmadaDayQueue *self);

G_END_DECLS
