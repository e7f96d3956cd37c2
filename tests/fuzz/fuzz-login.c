/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-fuzz.h"

#include <string.h>

#include "api/armada-error.h"
#include "api/armada-login-reader.h"

/* A success has a hash that can be sent, a failure does not quote what came. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (ArmadaAnswer) answer = armada_answer_new ("login", 200, -1, bytes, FALSE, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = NULL;

  if (answer == NULL)
    return 0;
  hash = armada_login_read (answer, &error);
  if (hash != NULL)
    g_assert_cmpuint (strlen (hash), >, 0);
  else
    {
      g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_BAD_REPLY);
      g_assert_cmpstr (error->message, ==, "login: no hash");
    }
  return 0;
}

#ifndef ARMADA_LIBFUZZER
int
main (int argc, char *argv[])
{
  static const char *const seeds[] = { "login.json", "login.with-permissions.json",
                                       "login.suspended.json", "any.truncated.json", NULL };

  return armada_fuzz_main (argc, argv, "/fuzz/login", seeds);
}
#endif
