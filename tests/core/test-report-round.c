/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "api/armada-report-types-reader.h"
#include "armada-test-desk.h"
#include "reading/armada-reading.h"

/* Every type in every format that the platform makes: asked for, kept, and read with the platform
 * gone. */

static ArmadaReportOrder *
make_order (const ArmadaReportTypeRecord *type, const char *format)
{
  static const gint64 devices[] = { 1002, 1003 };
  static const char *const names[] = { "A", "B" };
  static const gint64 geofences[] = { 51, 52 };
  g_autofree char *title = g_strdup_printf ("%s as %s", type->name, format);
  ArmadaReportOrder fields;

  armada_report_order_init (&fields);
  fields.title = title;
  fields.type = type->id;
  fields.type_name = type->name;
  fields.format = format;
  fields.devices = (ArmadaIds) { devices, 2 };
  fields.device_names = (ArmadaTexts) { names, 2 };
  fields.geofences = (ArmadaIds) { geofences, 2 };
  fields.from = "2026-09-20 06:00:00";
  fields.to = "2026-09-20 12:00:00";
  fields.speed_limit = 60;
  return armada_report_order_new (&fields);
}

static ArmadaListLoader *
load_types (ArmadaTestDesk *desk)
{
  ArmadaListLoader *loader = armada_catalog_get_loader (armada_session_get_catalog (desk->session),
                                                        ARMADA_LIST_REPORT_TYPES, 0);

  armada_list_loader_refresh (loader);
  armada_test_wait_until (armada_list_loader_get_complete (loader) &&
                          !armada_list_loader_get_loading (loader));
  return loader;
}

/* Returns: (transfer full) (element-type ArmadaReportOrder) */
static GPtrArray *
make_orders (ArmadaTestDesk *desk)
{
  g_autoptr (ArmadaListLoader) loader = load_types (desk);
  ArmadaItemList *list = armada_list_loader_get_list (loader);
  GPtrArray *orders = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_report_order_unref);

  for (guint i = 0; i < armada_item_list_get_n (list); i++)
    {
      const ArmadaReportTypeRecord *type = (gpointer) armada_item_list_get_record (list, i);

      for (guint k = 0; k < type->formats.n; k++)
        g_ptr_array_add (orders, make_order (type, type->formats.texts[k]));
    }
  return orders;
}

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
  g_autoptr (GPtrArray) orders = NULL;
  ArmadaReportQueue *queue;
  GListModel *archive;

  armada_test_desk_open (&desk, 6);
  queue = armada_session_get_report_queue (desk.session);
  archive = G_LIST_MODEL (armada_session_get_archive (desk.session));
  orders = make_orders (&desk);
  g_assert_cmpuint (orders->len, ==, 63);
  armada_report_queue_add_async (queue, armada_session_get_account (desk.session)->id, orders, NULL,
                                 FALSE, NULL, NULL, NULL);
  armada_test_wait_until (armada_report_queue_get_n_done (queue) +
                              armada_report_queue_get_n_failed (queue) ==
                          orders->len);
  g_assert_cmpuint (armada_report_queue_get_n_failed (queue), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (archive), ==, orders->len);
  g_clear_object (&desk.server);
  for (guint i = 0; i < orders->len; i++)
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
