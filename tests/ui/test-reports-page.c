/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "armada-test-desk.h"
#include "armada-test-ui.h"
#include "reports/armada-jobs-panel.h"
#include "reports/armada-report-filters.h"
#include "reports/armada-report-list.h"
#include "reports/armada-report-row.h"
#include "reports/armada-reports-page.h"

#define N_VEHICLES 6

typedef struct
{
  ArmadaTestDesk desk;
  ArmadaArchive *archive;
  ArmadaReportsPage *page;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer width)
{
  armada_test_desk_open (&f->desk, N_VEHICLES);
  f->archive = armada_session_get_archive (f->desk.session);
  f->page = g_object_new (ARMADA_TYPE_REPORTS_PAGE, NULL);
  armada_reports_page_set_session (f->page, f->desk.session);
  f->window = armada_test_show (GTK_WIDGET (f->page), width ? GPOINTER_TO_INT (width) : 1000, 700);
  armada_test_wait_until (armada_archive_is_open (f->archive));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  armada_test_close (f->window, f->page);
  armada_test_desk_close (&f->desk);
}

static gpointer
get_child (Fixture *f, const char *name)
{
  return armada_test_child (f->page, ARMADA_TYPE_REPORTS_PAGE, name);
}

static guint
count_kept (Fixture *f)
{
  return g_list_model_get_n_items (G_LIST_MODEL (f->archive));
}

static const char *
get_state (Fixture *f)
{
  return gtk_stack_get_visible_child_name (get_child (f, "stack"));
}

static void
make (Fixture *f, const char *title, gint64 type, const char *format)
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

static guint
count_shown (Fixture *f)
{
  g_autoptr (GPtrArray) all = NULL;

  armada_report_list_select_all (get_child (f, "list"));
  all = armada_report_list_dup_selected (get_child (f, "list"));
  return all->len;
}

/* Three reports that are kept. */
static void
fill (Fixture *f)
{
  make (f, "Week of the boss", 1, "html");
  make (f, "Drives", 3, "csv");
  make (f, "Drives on paper", 3, "pdf");
  armada_test_wait_until (count_kept (f) == 3);
  armada_test_wait_until (g_strcmp0 (get_state (f), "list") == 0 && count_shown (f) == 3);
}

static ArmadaReport *
find (Fixture *f, const char *title)
{
  for (guint i = 0; i < count_kept (f); i++)
    {
      g_autoptr (ArmadaReport) report = g_list_model_get_item (G_LIST_MODEL (f->archive), i);

      if (g_str_equal (armada_report_get_title (report), title))
        return report; /* the archive holds it */
    }
  return NULL;
}

static void
activate (Fixture *f, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), action, NULL));
}

static void
test_empty (Fixture *f, gconstpointer data)
{
  g_assert_cmpstr (get_state (f), ==, "empty");
  armada_test_shoot (f->window, "reports-empty");
}

static void
test_search (Fixture *f, gconstpointer data)
{
  GtkEditable *search = get_child (f, "search");

  fill (f);
  armada_test_shoot (f->window, "reports-list");
  gtk_editable_set_text (search, "paper");
  armada_test_wait_until (count_shown (f) == 1);
  gtk_editable_set_text (search, "nothing like that");
  armada_test_wait_until (g_strcmp0 (get_state (f), "none") == 0);
  armada_test_shoot (f->window, "reports-none");
  gtk_editable_set_text (search, "");
  armada_test_wait_until (g_strcmp0 (get_state (f), "list") == 0 && count_shown (f) == 3);
}

static void
test_filters (Fixture *f, gconstpointer data)
{
  ArmadaReportFilters *filters = get_child (f, "filters");
  AdwComboRow *formats = armada_test_child (filters, ARMADA_TYPE_REPORT_FILTERS, "format_row");
  AdwSwitchRow *favourites =
      armada_test_child (filters, ARMADA_TYPE_REPORT_FILTERS, "favourites_row");

  fill (f);
  armada_report_filters_update (filters);
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (formats)), ==, 4);
  adw_combo_row_set_selected (formats, 1);
  armada_test_wait_until (count_shown (f) == 1);
  g_assert_cmpuint (armada_report_filters_count (filters), ==, 1);
  adw_switch_row_set_active (favourites, TRUE);
  armada_test_wait_until (g_strcmp0 (get_state (f), "none") == 0);
  armada_report_filters_clear (filters);
  armada_test_wait_until (count_shown (f) == 3);
}

/* Deleted, and taken back by the toast. */
static void
test_delete (Fixture *f, gconstpointer data)
{
  ArmadaReport *report;
  GtkWidget *undo;

  fill (f);
  report = find (f, "Drives");
  armada_report_list_select (get_child (f, "list"), report);
  activate (f, "reports.delete");
  armada_test_wait_until (count_kept (f) == 2);
  armada_test_wait_until (armada_test_find_label (f->window, "“Drives” was deleted") != NULL);
  armada_test_shoot (f->window, "reports-deleted");
  undo = armada_test_find_label (f->window, "_Undo");
  if (undo == NULL)
    undo = armada_test_find_label (f->window, "Undo");
  g_assert_nonnull (undo);
  g_signal_emit_by_name (gtk_widget_get_ancestor (undo, GTK_TYPE_BUTTON), "clicked");
  armada_test_wait_until (count_kept (f) == 3);
  g_assert_nonnull (find (f, "Drives"));
}

static void
test_favourite (Fixture *f, gconstpointer data)
{
  ArmadaReport *report;

  fill (f);
  report = find (f, "Drives");
  armada_report_list_select (get_child (f, "list"), report);
  activate (f, "reports.favourite");
  armada_test_wait_until (armada_report_get_fields (report)->favourite);
  activate (f, "reports.favourite");
  armada_test_wait_until (!armada_report_get_fields (report)->favourite);
}

/* The dialog that is open, and its entry filled in. */
static void
answer (Fixture *f, const char *text)
{
  AdwDialog *dialog;
  GtkWidget *entry;

  armada_test_wait_until ((dialog = adw_window_get_visible_dialog (ADW_WINDOW (f->window))) !=
                          NULL);
  entry = adw_alert_dialog_get_extra_child (ADW_ALERT_DIALOG (dialog));
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (dialog, "response", "do");
  adw_dialog_force_close (dialog);
}

static void
test_rename (Fixture *f, gconstpointer data)
{
  fill (f);
  armada_report_list_select (get_child (f, "list"), find (f, "Drives"));
  activate (f, "reports.rename");
  answer (f, "Ways");
  armada_test_wait_until (find (f, "Ways") != NULL);
  activate (f, "reports.tags");
  answer (f, "march, boss,march");
  armada_test_wait_until (armada_report_get_fields (find (f, "Ways"))->tags != NULL &&
                          g_strv_length (armada_report_get_fields (find (f, "Ways"))->tags) == 2);
}

static void
test_open (Fixture *f, gconstpointer data)
{
  AdwNavigationView *pages = get_child (f, "pages");

  fill (f);
  armada_report_list_select (get_child (f, "list"), find (f, "Drives on paper"));
  activate (f, "reports.open");
  g_assert_cmpstr (adw_navigation_page_get_title (adw_navigation_view_get_visible_page (pages)), ==,
                   "Drives on paper");
  armada_test_shoot (f->window, "reports-open");
  adw_navigation_view_pop (pages);
  g_assert_cmpstr (adw_navigation_page_get_tag (adw_navigation_view_get_visible_page (pages)), ==,
                   "library");
}

static void
test_grid (Fixture *f, gconstpointer data)
{
  fill (f);
  g_object_set (get_child (f, "list"), "grid", TRUE, NULL);
  g_assert_cmpuint (count_shown (f), ==, 3);
  armada_test_shoot (f->window, "reports-grid");
}

/* A report made once more, about the last week. */
static void
test_again (Fixture *f, gconstpointer data)
{
  ArmadaReport *report;
  g_autoptr (ArmadaReport) newest = NULL;

  make (f, "Mine", 3, "csv");
  armada_test_wait_until (count_kept (f) == 1 && count_shown (f) == 1);
  report = find (f, "Mine");
  armada_report_list_select (get_child (f, "list"), report);
  activate (f, "reports.again-last-week");
  armada_test_wait_until (count_kept (f) == 2);
  newest = g_list_model_get_item (G_LIST_MODEL (f->archive), 0);
  g_assert_cmpstr (armada_report_get_order (newest)->from, ==, "2026-09-14 00:00:00");
  g_assert_cmpstr (armada_report_get_order (newest)->to, ==, "2026-09-20 23:59:59");
  g_assert_cmpstr (armada_report_get_title (newest), ==, "Mine");
}

static void
test_jobs (Fixture *f, gconstpointer data)
{
  ArmadaReportQueue *queue = armada_session_get_report_queue (f->desk.session);
  AdwOverlaySplitView *split = get_child (f, "split");
  GtkWidget *stack = armada_test_child (get_child (f, "jobs"), ARMADA_TYPE_JOBS_PANEL, "stack");

  adw_overlay_split_view_set_show_sidebar (split, TRUE);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "none");
  g_assert_true (armada_demo_server_set_fault (f->desk.server, "forbidden", 0));
  make (f, "Refused", 3, "csv");
  armada_test_wait_until (armada_report_queue_get_n_failed (queue) == 1);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "list");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_child (f, "jobs_state")), ==, "failed");
  armada_test_shoot (f->window, "reports-jobs");
  armada_demo_server_set_fault (f->desk.server, NULL, 0);
  g_signal_emit_by_name (
      armada_test_child (get_child (f, "jobs"), ARMADA_TYPE_JOBS_PANEL, "retry_button"), "clicked");
  armada_test_wait_until (count_kept (f) == 1);
  g_signal_emit_by_name (
      armada_test_child (get_child (f, "jobs"), ARMADA_TYPE_JOBS_PANEL, "clear_button"), "clicked");
  armada_test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (queue)) == 0);
}

/* With the server gone everything that is kept is there. */
static void
test_offline (Fixture *f, gconstpointer data)
{
  fill (f);
  armada_test_desk_lose_server (&f->desk);
  gtk_editable_set_text (get_child (f, "search"), "boss");
  armada_test_wait_until (count_shown (f) == 1);
  armada_report_list_select (get_child (f, "list"), find (f, "Week of the boss"));
  activate (f, "reports.open");
}

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
  /* GTK warns when a cursor still blinks in an entry whose page was left */
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL);
#define ADD(name, func) g_test_add ("/reports-page/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("empty", test_empty);
  ADD ("search", test_search);
  ADD ("filters", test_filters);
  ADD ("delete", test_delete);
  ADD ("favourite", test_favourite);
  ADD ("rename", test_rename);
  ADD ("open", test_open);
  ADD ("grid", test_grid);
  ADD ("again", test_again);
  ADD ("jobs", test_jobs);
  ADD ("offline", test_offline);
  g_test_add ("/reports-page/narrow", Fixture, GINT_TO_POINTER (360), set_up, test_search,
              tear_down);
  return g_test_run ();
}
