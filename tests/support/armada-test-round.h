/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-report-types-reader.h"
#include "armada-test-desk.h"

G_BEGIN_DECLS

/* Every type in every format that the platform makes. */

#define ARMADA_TEST_ROUND_REPORTS 63

static inline ArmadaReportOrder *
armada_test_round_order (const ArmadaReportTypeRecord *type, const char *format)
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

static inline ArmadaListLoader *
armada_test_round_load_types (ArmadaTestDesk *desk)
{
  ArmadaListLoader *loader = armada_catalog_get_loader (armada_session_get_catalog (desk->session),
                                                        ARMADA_LIST_REPORT_TYPES, 0);

  armada_list_loader_refresh (loader);
  armada_test_wait_until (armada_list_loader_get_complete (loader) &&
                          !armada_list_loader_get_loading (loader));
  return loader;
}

/* Returns: (transfer full) (element-type ArmadaReportOrder) */
static inline GPtrArray *
armada_test_round_orders (ArmadaTestDesk *desk)
{
  g_autoptr (ArmadaListLoader) loader = armada_test_round_load_types (desk);
  ArmadaItemList *list = armada_list_loader_get_list (loader);
  GPtrArray *orders = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_report_order_unref);

  for (guint i = 0; i < armada_item_list_get_n (list); i++)
    {
      const ArmadaReportTypeRecord *type = (gpointer) armada_item_list_get_record (list, i);

      for (guint k = 0; k < type->formats.n; k++)
        g_ptr_array_add (orders, armada_test_round_order (type, type->formats.texts[k]));
    }
  g_assert_cmpuint (orders->len, ==, ARMADA_TEST_ROUND_REPORTS);
  return orders;
}

/* Has them all made and kept. */
static inline void
armada_test_round_make (ArmadaTestDesk *desk)
{
  g_autoptr (GPtrArray) orders = armada_test_round_orders (desk);
  ArmadaReportQueue *queue = armada_session_get_report_queue (desk->session);
  GListModel *archive = G_LIST_MODEL (armada_session_get_archive (desk->session));

  armada_report_queue_add_async (queue, armada_session_get_account (desk->session)->id, orders,
                                 NULL, FALSE, NULL, NULL, NULL);
  armada_test_wait_until (armada_report_queue_get_n_done (queue) +
                              armada_report_queue_get_n_failed (queue) ==
                          orders->len);
  g_assert_cmpuint (armada_report_queue_get_n_failed (queue), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (archive), ==, orders->len);
}

G_END_DECLS
