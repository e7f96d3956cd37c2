/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "armada-test-library.h"
#include "reports/armada-jobs-panel.h"
#include "reports/armada-report-filters.h"
#include "reports/armada-report-row.h"

typedef ArmadaTestLibrary Fixture;

static void
test_empty (Fixture *f, gconstpointer data)
{
  g_assert_cmpstr (armada_test_library_get_state (f), ==, "empty");
  armada_test_shoot (f->window, "reports-empty");
}

static void
test_search (Fixture *f, gconstpointer data)
{
  GtkEditable *search = armada_test_library_get_child (f, "search");

  armada_test_library_fill (f);
  armada_test_shoot (f->window, "reports-list");
  gtk_editable_set_text (search, "paper");
  armada_test_wait_until (armada_test_library_count_shown (f) == 1);
  gtk_editable_set_text (search, "nothing like that");
  armada_test_wait_until (g_strcmp0 (armada_test_library_get_state (f), "none") == 0);
  armada_test_shoot (f->window, "reports-none");
  gtk_editable_set_text (search, "");
  armada_test_wait_until (g_strcmp0 (armada_test_library_get_state (f), "list") == 0 &&
                          armada_test_library_count_shown (f) == 3);
}

static void
test_filters (Fixture *f, gconstpointer data)
{
  ArmadaReportFilters *filters = armada_test_library_get_child (f, "filters");
  AdwComboRow *formats = armada_test_child (filters, ARMADA_TYPE_REPORT_FILTERS, "format_row");
  AdwSwitchRow *favourites =
      armada_test_child (filters, ARMADA_TYPE_REPORT_FILTERS, "favourites_row");

  armada_test_library_fill (f);
  armada_report_filters_update (filters);
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (formats)), ==, 4);
  adw_combo_row_set_selected (formats, 1);
  armada_test_wait_until (armada_test_library_count_shown (f) == 1);
  g_assert_cmpuint (armada_report_filters_count (filters), ==, 1);
  adw_switch_row_set_active (favourites, TRUE);
  armada_test_wait_until (g_strcmp0 (armada_test_library_get_state (f), "none") == 0);
  armada_report_filters_clear (filters);
  armada_test_wait_until (armada_test_library_count_shown (f) == 3);
}

/* Deleted, and taken back by the toast. */
static void
test_delete (Fixture *f, gconstpointer data)
{
  ArmadaReport *report;
  GtkWidget *undo;

  armada_test_library_fill (f);
  report = armada_test_library_find (f, "Drives");
  armada_report_list_select (armada_test_library_get_child (f, "list"), report);
  armada_test_library_activate (f, "reports.delete");
  armada_test_wait_until (armada_test_library_count_kept (f) == 2);
  armada_test_wait_until (armada_test_find_label (f->window, "“Drives” was deleted") != NULL);
  armada_test_shoot (f->window, "reports-deleted");
  undo = armada_test_find_label (f->window, "_Undo");
  if (undo == NULL)
    undo = armada_test_find_label (f->window, "Undo");
  g_assert_nonnull (undo);
  g_signal_emit_by_name (gtk_widget_get_ancestor (undo, GTK_TYPE_BUTTON), "clicked");
  armada_test_wait_until (armada_test_library_count_kept (f) == 3);
  g_assert_nonnull (armada_test_library_find (f, "Drives"));
}

static void
test_favourite (Fixture *f, gconstpointer data)
{
  ArmadaReport *report;

  armada_test_library_fill (f);
  report = armada_test_library_find (f, "Drives");
  armada_report_list_select (armada_test_library_get_child (f, "list"), report);
  armada_test_library_activate (f, "reports.favourite");
  armada_test_wait_until (armada_report_get_fields (report)->favourite);
  armada_test_library_activate (f, "reports.favourite");
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
  armada_test_library_fill (f);
  armada_report_list_select (armada_test_library_get_child (f, "list"),
                             armada_test_library_find (f, "Drives"));
  armada_test_library_activate (f, "reports.rename");
  answer (f, "Ways");
  armada_test_wait_until (armada_test_library_find (f, "Ways") != NULL);
  armada_test_library_activate (f, "reports.tags");
  answer (f, "march, boss,march");
  armada_test_wait_until (
      armada_report_get_fields (armada_test_library_find (f, "Ways"))->tags != NULL &&
      g_strv_length (armada_report_get_fields (armada_test_library_find (f, "Ways"))->tags) == 2);
}

static void
test_open (Fixture *f, gconstpointer data)
{
  AdwNavigationView *pages = armada_test_library_get_child (f, "pages");

  armada_test_library_fill (f);
  armada_report_list_select (armada_test_library_get_child (f, "list"),
                             armada_test_library_find (f, "Drives on paper"));
  armada_test_library_activate (f, "reports.open");
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
  armada_test_library_fill (f);
  g_object_set (armada_test_library_get_child (f, "list"), "grid", TRUE, NULL);
  g_assert_cmpuint (armada_test_library_count_shown (f), ==, 3);
  armada_test_shoot (f->window, "reports-grid");
}

/* A report made once more, about the last week. */
static void
test_again (Fixture *f, gconstpointer data)
{
  ArmadaReport *report;
  g_autoptr (ArmadaReport) newest = NULL;

  armada_test_library_make (f, "Mine", 3, "csv");
  armada_test_wait_until (armada_test_library_count_kept (f) == 1 &&
                          armada_test_library_count_shown (f) == 1);
  report = armada_test_library_find (f, "Mine");
  armada_report_list_select (armada_test_library_get_child (f, "list"), report);
  armada_test_library_activate (f, "reports.again-last-week");
  armada_test_wait_until (armada_test_library_count_kept (f) == 2);
  newest = g_list_model_get_item (G_LIST_MODEL (f->archive), 0);
  g_assert_cmpstr (armada_report_get_order (newest)->from, ==, "2026-09-14 00:00:00");
  g_assert_cmpstr (armada_report_get_order (newest)->to, ==, "2026-09-20 23:59:59");
  g_assert_cmpstr (armada_report_get_title (newest), ==, "Mine");
}

static void
test_jobs (Fixture *f, gconstpointer data)
{
  ArmadaReportQueue *queue = armada_session_get_report_queue (f->desk.session);
  AdwOverlaySplitView *split = armada_test_library_get_child (f, "split");
  GtkWidget *stack = armada_test_child (armada_test_library_get_child (f, "jobs"),
                                        ARMADA_TYPE_JOBS_PANEL, "stack");

  adw_overlay_split_view_set_show_sidebar (split, TRUE);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "none");
  g_assert_true (armada_demo_server_set_fault (f->desk.server, "forbidden", 0));
  armada_test_library_make (f, "Refused", 3, "csv");
  armada_test_wait_until (armada_report_queue_get_n_failed (queue) == 1);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "list");
  g_assert_cmpstr (
      gtk_stack_get_visible_child_name (armada_test_library_get_child (f, "jobs_state")), ==,
      "failed");
  armada_test_shoot (f->window, "reports-jobs");
  armada_demo_server_set_fault (f->desk.server, NULL, 0);
  g_signal_emit_by_name (armada_test_child (armada_test_library_get_child (f, "jobs"),
                                            ARMADA_TYPE_JOBS_PANEL, "retry_button"),
                         "clicked");
  armada_test_wait_until (armada_test_library_count_kept (f) == 1);
  g_signal_emit_by_name (armada_test_child (armada_test_library_get_child (f, "jobs"),
                                            ARMADA_TYPE_JOBS_PANEL, "clear_button"),
                         "clicked");
  armada_test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (queue)) == 0);
}

/* With the server gone everything that is kept is there. */
static void
test_offline (Fixture *f, gconstpointer data)
{
  armada_test_library_fill (f);
  armada_test_desk_lose_server (&f->desk);
  gtk_editable_set_text (armada_test_library_get_child (f, "search"), "boss");
  armada_test_wait_until (armada_test_library_count_shown (f) == 1);
  armada_report_list_select (armada_test_library_get_child (f, "list"),
                             armada_test_library_find (f, "Week of the boss"));
  armada_test_library_activate (f, "reports.open");
}

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
#define ADD(name, func)                                                                            \
  g_test_add ("/reports-page/" name, Fixture, NULL, armada_test_library_set_up, func,              \
              armada_test_library_tear_down)
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
  g_test_add ("/reports-page/narrow", Fixture, GINT_TO_POINTER (360), armada_test_library_set_up,
              test_search, armada_test_library_tear_down);
  return g_test_run ();
}
