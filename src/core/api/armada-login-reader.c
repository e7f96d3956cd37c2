/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-login-reader"

#include "api/armada-login-reader.h"

#include "api/armada-error.h"
#include "api/armada-json.h"

/**
 * armada_login_call:
 * @email: as typed
 * @password: as typed
 *
 * Returns: (transfer full): the call that signs in. Its answer 401 means wrong credentials or a
 *   suspended account; 422 and 400 that a field is not as it should be.
 */
ArmadaCall *
armada_login_call (const char *email, const char *password)
{
  ArmadaCall *call = armada_call_new (ARMADA_CALL_POST, "login");

  armada_call_set_anonymous (call);
  armada_call_add (call, "email", email);
  armada_call_add (call, "password", password);
  return call;
}

/**
 * armada_login_read:
 * @answer: a good answer of armada_login_call()
 *
 * Returns: (transfer full): the hash that opens the account; it is secret. NULL with
 *   ARMADA_ERROR_BAD_REPLY when the server says yes but gives none.
 */
char *
armada_login_read (ArmadaAnswer *answer, GError **error)
{
  const char *hash = armada_json_get_string (armada_answer_get_root (answer), "user_api_hash");

  if (hash != NULL && *hash != '\0')
    return g_strdup (hash);
  g_propagate_error (error, armada_error_new (ARMADA_ERROR_BAD_REPLY, "login: no hash"));
  return NULL;
}
