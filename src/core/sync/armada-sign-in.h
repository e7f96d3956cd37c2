/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/armada-account.h"
#include "store/armada-store.h"

G_BEGIN_DECLS

/**
 * ArmadaSignInRequest:
 * @server: as the user typed it
 * @demo: whether this is the demo platform
 * @time: UNIX seconds; 0 when the account is not to be opened by itself at the next start
 *
 * Who wants to sign in where.
 */
typedef struct
{
  const char *server;
  const char *email;
  const char *password;
  const char *language;
  gboolean demo;
  gint64 time;
} ArmadaSignInRequest;

void armada_sign_in_async (ArmadaStore *store,
                           const ArmadaSignInRequest *request,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
ArmadaAccount *armada_sign_in_finish (GAsyncResult *result, char **hash, GError **error);

G_END_DECLS
