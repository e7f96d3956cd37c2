/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-client.h"
#include "api/armada-login-reader.h"
#include "armada-demo-server.h"
#include "armada-test.h"

G_BEGIN_DECLS

/* Lets a client in to the demo platform: it has a hash afterwards. */
static inline void
armada_test_sign_in (ArmadaClient *client)
{
  g_autoptr (ArmadaCall) call =
      armada_login_call (ARMADA_DEMO_EMAIL_ADDRESS, ARMADA_DEMO_PASSWORD_TEXT);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ArmadaAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = NULL;

  armada_client_call_async (client, call, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  answer = armada_client_call_finish (client, result, &error);
  g_assert_no_error (error);
  hash = armada_login_read (answer, &error);
  g_assert_no_error (error);
  armada_client_set_hash (client, hash);
}

G_END_DECLS
