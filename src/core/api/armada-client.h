/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "api/armada-answer.h"
#include "api/armada-call.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_CLIENT (armada_client_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaClient, armada_client, ARMADA, CLIENT, GObject)

/* Requests under way at once; the rest wait, visible ones first. One place is kept for them. */
#define ARMADA_CLIENT_MAX_RUNNING 4

/*
 * Asks a server in the name of an account. Signal "unauthorized" (ArmadaClient *client, gpointer
 * user_data): the server no longer knows the hash; emitted once per hash. From then on every call
 * that needs a hash fails at once with ARMADA_ERROR_UNAUTHORIZED and sends nothing, until a new
 * hash is set.
 */

ArmadaClient *armada_client_new (GUri *address);

GUri *armada_client_get_address (ArmadaClient *self);
void armada_client_set_language (ArmadaClient *self, const char *language);
void armada_client_set_hash (ArmadaClient *self, const char *hash);
gboolean armada_client_has_hash (ArmadaClient *self);
gboolean armada_client_is_secret (ArmadaClient *self, const char *text);
void armada_client_set_tls_database (ArmadaClient *self, GTlsDatabase *database);

void armada_client_call_async (ArmadaClient *self,
                               ArmadaCall *call,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
ArmadaAnswer *armada_client_call_finish (ArmadaClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
