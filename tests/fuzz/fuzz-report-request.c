/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-fuzz.h"

#include "api/armada-error.h"
#include "api/armada-report-request.h"

/* Either an address, or the news that there is none, or an error: never two of them. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (ArmadaAnswer) answer =
      armada_answer_new ("generate_report", 200, -1, bytes, FALSE, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;

  if (answer == NULL)
    return 0;
  if (armada_report_request_read (answer, &url, &error))
    {
      g_assert_no_error (error);
      g_assert_true (url == NULL || *url != '\0');
    }
  else
    {
      g_assert_null (url);
      g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_BAD_REPLY);
    }
  return 0;
}

#ifndef ARMADA_LIBFUZZER
int
main (int argc, char *argv[])
{
  static const char *const seeds[] = { "generate_report.json", "generate_report.scheduled.json",
                                       "generate_report.status1.json",
                                       "generate_report.body-type3.json", NULL };

  return armada_fuzz_main (argc, argv, "/fuzz/report-request", seeds);
}
#endif
