/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/armada-account.h"

G_BEGIN_DECLS

/* Hashes of sessions in the desktop's keyring (libsecret); one item per server and e-mail. */

void armada_keyring_store_async (ArmadaAccount *account,
                                 const char *hash,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean armada_keyring_store_finish (GAsyncResult *result, GError **error);

void armada_keyring_lookup_async (ArmadaAccount *account,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
char *armada_keyring_lookup_finish (GAsyncResult *result, GError **error);

void armada_keyring_forget_async (ArmadaAccount *account,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean armada_keyring_forget_finish (GAsyncResult *result, GError **error);

G_END_DECLS
