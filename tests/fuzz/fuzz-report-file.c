/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memfd_create () */

#include "armada-fuzz.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "armada-reader-report.h"

static GVariant *
ask (ArmadaReaderReport *report, const char *method, GVariant *about)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (about);
  g_autoptr (GError) error = NULL;
  GVariant *answer = armada_reader_report_answer (report, method, owned, &error);

  g_assert_true ((answer == NULL) == (error != NULL));
  return answer ? g_variant_ref_sink (answer) : NULL;
}

static void
ask_about (ArmadaReaderReport *report, const char *method, GVariant *about)
{
  g_autoptr (GVariant) answer = ask (report, method, about);
}

static void
read_as (const char *format, int file, int other)
{
  g_autoptr (ArmadaReaderReport) report = armada_reader_report_new (file, other);
  g_autoptr (GVariant) about = ask (report, "open", g_variant_new ("(ss)", format, ""));
  g_autoptr (GVariant) text = NULL;

  if (about == NULL)
    return;
  text = ask (report, "text", g_variant_new ("()"));
  armada_fuzz_check_text (g_variant_get_string (text, NULL));
  ask_about (report, "view", g_variant_new ("(uibsi)", 0, 1, TRUE, "a", -1));
  ask_about (report, "rows", g_variant_new ("(uuu)", 0, 0, 100));
  ask_about (report, "sum", g_variant_new ("(uuuuu)", 0, 0, 0, 100, 100));
  ask_about (report, "find-cell", g_variant_new ("(usuubb)", 0, "1", 0, 0, TRUE, TRUE));
  ask_about (report, "children", g_variant_new ("(u)", 0));
  ask_about (report, "find-node", g_variant_new ("(s)", "1"));
  ask_about (report, "tree", g_variant_new ("()"));
}

static gboolean
is_older_workbook (const guint8 *data, gsize size)
{
  static const guint8 compound_file[] = { 0xd0, 0xcf, 0x11, 0xe0 };

  return size >= sizeof compound_file && (memcmp (data, compound_file, sizeof compound_file) == 0 ||
                                          (data[0] == '\t' && data[1] <= '\b'));
}

/* Every text format, and the zipped one, whatever the file is; and what differs from itself: which
 * of them, its size says, so that each stays quick. PDF and the older workbooks are other people's,
 * and such a workbook is known by its first bytes, whatever it is called. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const formats[] = { "csv", "json", "xlsx", "html" };
  int file;

  if (is_older_workbook (data, size))
    return 0;
  file = memfd_create ("report", MFD_CLOEXEC);
  g_assert_cmpint (write (file, data, size), ==, (gssize) size);
  if (size % 5 < G_N_ELEMENTS (formats))
    read_as (formats[size % 5], file, -1);
  else
    read_as ("csv", file, file);
  close (file);
  return 0;
}

#ifndef ARMADA_LIBFUZZER
int
main (int argc, char *argv[])
{
  static const char *const seeds[] = { "generate_report.body-type3.json",
                                       "generate_report.body.csv", "generate_report.body.html",
                                       "reports/libreoffice.xlsx", NULL };

  return armada_fuzz_main (argc, argv, "/fuzz/report-file", seeds);
}
#endif
