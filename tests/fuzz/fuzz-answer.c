/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-fuzz.h"

#include "api/armada-answer.h"
#include "api/armada-error.h"

/* Every reply is either an answer or one of our errors with a text that can be shown. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const guint statuses[] = { 200, 204, 302, 401, 404, 422, 429, 500 };
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ArmadaAnswer) answer =
          armada_answer_new ("fuzz", statuses[i], -1, bytes, size % 2, &error);
      const char *text;

      if (answer != NULL)
        {
          g_assert_no_error (error);
          g_assert_cmpuint (statuses[i], <, 300);
          continue;
        }
      g_assert_true (error->domain == ARMADA_ERROR);
      g_assert_cmpuint (armada_error_get_status (error), ==, statuses[i]);
      text = armada_error_get_server_text (error);
      g_assert_true (text == NULL || (*text && g_utf8_validate (text, -1, NULL) &&
                                      g_utf8_strlen (text, -1) <= 300));
    }
  return 0;
}

#ifndef ARMADA_LIBFUZZER
int
main (int argc, char *argv[])
{
  static const char *const seeds[] = {
    "any.bad-gateway.html",         "any.empty.txt",
    "any.method-missing.json",      "any.not-found.json",
    "any.truncated.json",           "any.unauthorized.txt",
    "login.validation-legacy.json", "login.with-permissions.json",
    "get_devices.page2-short.json", NULL
  };

  return armada_fuzz_main (argc, argv, "/fuzz/answer", seeds);
}
#endif
