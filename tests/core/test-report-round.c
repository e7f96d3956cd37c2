/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "armada-test-round.h"
#include "reading/armada-reading.h"

/* Every type in every format that the platform makes: asked for, kept, and read with the platform
 * gone. */

static void
check_readable (ArmadaReport *report)
{
  g_autoptr (GFile) file = armada_report_dup_file (report);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_test_message ("%s", armada_report_get_title (report));
  armada_report_text_async (file, armada_report_get_format (report), NULL, armada_test_result_cb,
                            &result);
  armada_test_wait (&result);
  text = armada_report_text_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (text), >, 20);
}

static void
test_all (void)
{
  ArmadaTestDesk desk = { 0 };
  GListModel *archive;

  armada_test_desk_open (&desk, 6);
  archive = G_LIST_MODEL (armada_session_get_archive (desk.session));
  armada_test_round_make (&desk);
  armada_test_desk_lose_server (&desk);
  for (guint i = 0; i < ARMADA_TEST_ROUND_REPORTS; i++)
    {
      g_autoptr (ArmadaReport) report = g_list_model_get_item (archive, i);

      check_readable (report);
    }
  armada_test_desk_close (&desk);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report-round/every-type-and-format", test_all);
  return g_test_run ();
}
