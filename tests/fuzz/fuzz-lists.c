/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-fuzz.h"

#include "api/armada-error.h"
#include "api/armada-shares-reader.h"

static void
check_page (const ArmadaPage *page, const ArmadaRecordType *type)
{
  g_assert_cmpint (page->total, >=, -1);
  g_assert_cmpuint (page->page, >=, 1);
  for (guint i = 0; i < page->records->len; i++)
    {
      const ArmadaRecord *record = page->records->pdata[i];

      g_assert_true (record->type == type);
      armada_fuzz_check_record (record);
    }
}

static void
check_share (ArmadaAnswer *answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaRecord) share = armada_share_read (answer, &error);

  if (share != NULL)
    armada_fuzz_check_record (share);
  else
    g_assert_true (error->domain == ARMADA_ERROR);
}

/* Every input through every list's reader; what comes out is written, restored and compared. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (ArmadaAnswer) answer = armada_answer_new ("fuzz", 200, -1, bytes, FALSE, NULL);

  if (answer == NULL)
    return 0;
  for (ArmadaListKind kind = 0; kind < ARMADA_N_LISTS; kind++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ArmadaPage) page = armada_list_read (kind, answer, &error);

      if (page != NULL)
        check_page (page, armada_list_get_type (kind));
      else
        g_assert_true (error->domain == ARMADA_ERROR);
    }
  check_share (answer);
  return 0;
}

#ifndef ARMADA_LIBFUZZER
int
main (int argc, char *argv[])
{
  static const char *const seeds[] = { "devices_groups.json",
                                       "devices_id_alerts.json",
                                       "get_alerts.json",
                                       "get_alerts_summary.json",
                                       "get_custom_events_by_device.json",
                                       "get_events.last-page.json",
                                       "get_reports.legacy-strings.json",
                                       "get_reports_types.json",
                                       "get_services.json",
                                       "get_user_drivers.legacy-strings.json",
                                       "sharing.json",
                                       "sharing_id.json",
                                       NULL };

  return armada_fuzz_main (argc, argv, "/fuzz/lists", seeds);
}
#endif
