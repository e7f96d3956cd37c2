/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/armada-session.h"
#include "sync/armada-track-fetch.h"

G_BEGIN_DECLS

void armada_session_fetch_track_async (ArmadaSession *self,
                                       const ArmadaHistoryQuery *query,
                                       gboolean held_only,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *armada_session_fetch_track_finish (GAsyncResult *result, GError **error);

void armada_session_get_zone_async (ArmadaSession *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
int armada_session_get_zone_finish (ArmadaSession *self, GAsyncResult *result);

G_END_DECLS
