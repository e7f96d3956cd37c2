/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-reader"

#include <fcntl.h>
#include <locale.h>
#include <unistd.h>

#include "armada-reader-limits.h"
#include "armada-reader-report.h"

/*
 * armada-report-reader: reads one report file, which the one who started it has opened, and answers
 * questions about it on its standard input until that closes. It is never believed: a file that
 * gets the better of one of its libraries gets a process that can do nothing.
 */

static GVariant *
wrap (GVariant *answer, const GError *error)
{
  if (answer != NULL)
    return g_variant_new ("(iv)", -1, answer);
  return g_variant_new (
      "(iv)", error->domain == ARMADA_READING_ERROR ? error->code : ARMADA_READING_ERROR_DAMAGED,
      g_variant_new_string (error->message));
}

static gboolean
answer_one (ArmadaReaderReport *report)
{
  g_autoptr (GVariant) question = armada_reading_wire_read (STDIN_FILENO, G_VARIANT_TYPE ("(sv)"),
                                                            ARMADA_READING_QUESTION_MAX, 0, NULL);
  g_autoptr (GVariant) about = NULL;
  g_autoptr (GError) error = NULL;
  const char *method;
  GVariant *answer;

  if (question == NULL)
    return FALSE;
  armada_reader_limits_more_time ();
  g_variant_get (question, "(&sv)", &method, &about);
  answer = armada_reader_report_answer (report, method, about, &error);
  return armada_reading_wire_write (STDIN_FILENO, wrap (answer, error), NULL);
}

int
main (void)
{
  int other = fcntl (ARMADA_READING_OTHER_FD, F_GETFD) >= 0 ? ARMADA_READING_OTHER_FD : -1;
  g_autoptr (ArmadaReaderReport) report = NULL;

  armada_reader_limits_set ();
  setlocale (LC_ALL, "");
  armada_reader_limits_close ();
  report = armada_reader_report_new (ARMADA_READING_FILE_FD, other);
  while (answer_one (report))
    {
    }
  return 0;
}
