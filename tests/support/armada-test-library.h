/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-test-desk.h"
#include "armada-test-ui.h"
#include "reports/armada-report-list.h"
#include "reports/armada-reports-page.h"

G_BEGIN_DECLS

/* The page of reports of a desk that is signed in to a demo platform. */

#define ARMADA_TEST_LIBRARY_VEHICLES 6

typedef struct
{
  ArmadaTestDesk desk;
  ArmadaArchive *archive;
  ArmadaReportsPage *page;
  GtkWidget *window;
} ArmadaTestLibrary;

static inline void
armada_test_library_set_up (ArmadaTestLibrary *f, gconstpointer width)
{
  armada_test_desk_open (&f->desk, ARMADA_TEST_LIBRARY_VEHICLES);
  f->archive = armada_session_get_archive (f->desk.session);
  f->page = g_object_new (ARMADA_TYPE_REPORTS_PAGE, NULL);
  armada_reports_page_set_session (f->page, f->desk.session);
  f->window = armada_test_show (GTK_WIDGET (f->page), width ? GPOINTER_TO_INT (width) : 1000, 700);
  armada_test_wait_until (armada_archive_is_open (f->archive));
}

static inline void
armada_test_library_tear_down (ArmadaTestLibrary *f, gconstpointer data)
{
  armada_test_close (f->window, f->page);
  armada_test_desk_close (&f->desk);
}

static inline gpointer
armada_test_library_get_child (ArmadaTestLibrary *f, const char *name)
{
  return armada_test_child (f->page, ARMADA_TYPE_REPORTS_PAGE, name);
}

static inline guint
armada_test_library_count_kept (ArmadaTestLibrary *f)
{
  return g_list_model_get_n_items (G_LIST_MODEL (f->archive));
}

static inline const char *
armada_test_library_get_state (ArmadaTestLibrary *f)
{
  return gtk_stack_get_visible_child_name (armada_test_library_get_child (f, "stack"));
}

static inline void
armada_test_library_make (ArmadaTestLibrary *f, const char *title, gint64 type, const char *format)
{
  static const gint64 devices[] = { 1002 };
  static const char *const names[] = { "Truck" };
  ArmadaReportQueue *queue = armada_session_get_report_queue (f->desk.session);
  g_autoptr (GPtrArray) orders =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_report_order_unref);
  ArmadaReportOrder fields;

  armada_report_order_init (&fields);
  fields.title = title;
  fields.type = type;
  fields.type_name = type == 1 ? "General information" : "Drives and stops";
  fields.format = format;
  fields.devices = (ArmadaIds) { devices, 1 };
  fields.device_names = (ArmadaTexts) { names, 1 };
  fields.from = "2026-09-07 00:00:00";
  fields.to = "2026-09-13 23:59:59";
  g_ptr_array_add (orders, armada_report_order_new (&fields));
  armada_report_queue_add_async (queue, armada_session_get_account (f->desk.session)->id, orders,
                                 NULL, FALSE, NULL, NULL, NULL);
}

static inline guint
armada_test_library_count_shown (ArmadaTestLibrary *f)
{
  g_autoptr (GPtrArray) all = NULL;

  armada_report_list_select_all (armada_test_library_get_child (f, "list"));
  all = armada_report_list_dup_selected (armada_test_library_get_child (f, "list"));
  return all->len;
}

/* Three reports that are kept. */
static inline void
armada_test_library_fill (ArmadaTestLibrary *f)
{
  armada_test_library_make (f, "Week of the boss", 1, "html");
  armada_test_library_make (f, "Drives", 3, "csv");
  armada_test_library_make (f, "Drives on paper", 3, "pdf");
  armada_test_wait_until (armada_test_library_count_kept (f) == 3);
  armada_test_wait_until (g_strcmp0 (armada_test_library_get_state (f), "list") == 0 &&
                          armada_test_library_count_shown (f) == 3);
}

static inline ArmadaReport *
armada_test_library_find (ArmadaTestLibrary *f, const char *title)
{
  for (guint i = 0; i < armada_test_library_count_kept (f); i++)
    {
      g_autoptr (ArmadaReport) report = g_list_model_get_item (G_LIST_MODEL (f->archive), i);

      if (g_str_equal (armada_report_get_title (report), title))
        return report; /* the archive holds it */
    }
  return NULL;
}

static inline void
armada_test_library_activate (ArmadaTestLibrary *f, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), action, NULL));
}

G_END_DECLS
