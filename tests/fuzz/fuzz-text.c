/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-fuzz.h"

#include <string.h>

#include "api/armada-json.h"

static void
check (const char *text, gboolean lines)
{
  gsize length = strlen (text);

  armada_fuzz_check_text (text);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    g_assert_true (!g_unichar_iscntrl (g_utf8_get_char (at)) || (lines && *at == '\n'));
  g_assert_true (length == 0 || !g_ascii_isspace (text[0]));
  g_assert_true (length == 0 || !g_ascii_isspace (text[length - 1]));
}

/* Plain text comes out of everything: no control characters, no space around it. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *line = armada_text_decode ((const char *) data, (gssize) size);
  g_autofree char *lines = armada_text_decode_lines ((const char *) data, (gssize) size);

  check (line, FALSE);
  check (lines, TRUE);
  g_assert_null (strstr (line, "  "));
  return 0;
}

#ifndef ARMADA_LIBFUZZER
int
main (int argc, char *argv[])
{
  static const char *const seeds[] = { "any.bad-gateway.html", "generate_report.body.html",
                                       "generate_report.body-type3.json",
                                       "get_user_drivers.legacy-strings.json", NULL };

  return armada_fuzz_main (argc, argv, "/fuzz/text", seeds);
}
#endif
