/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* open64(), renameat2() */
#include <string.h>

#include "armada-test-bad-disk.h"
#include "armada-test-library.h"
#include "armada-test-mail.h"
#include "armada-test-names.h"
#include "reports/armada-job-heading.h"
#include "reports/armada-jobs-panel.h"
#include "reports/armada-report-dialog.h"
#include "reports/armada-report-draft.h"
#include "reports/armada-report-form.h"
#include "reports/armada-report-row.h"
#include "reports/armada-report-viewer.h"
#include "reports/armada-schedule-row.h"
#include "reports/armada-schedules-panel.h"
#include "reports/armada-sheet-view.h"

/* Reports on their way into the library and out of it, and what makes them again. */

typedef ArmadaTestLibrary Fixture;

/* The first widget of @type under @widget that is seen. */
static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gtk_widget_get_child_visible (child) ? find_widget (child, type) : NULL;

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gpointer
find_controller (GtkWidget *widget, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (g_type_is_a (G_OBJECT_TYPE (controller), type))
        return controller; /* the widget holds it */
    }
  g_assert_not_reached ();
}

static void
wait_for_label (Fixture *f, const char *text)
{
  armada_test_wait_until (armada_test_find_label (f->window, text) != NULL);
}

static void
press (Fixture *f, const char *label)
{
  GtkWidget *found = armada_test_find_label (f->window, label);

  g_assert_nonnull (found);
  g_signal_emit_by_name (gtk_widget_get_ancestor (found, GTK_TYPE_BUTTON), "clicked");
}

static GFile *
write_file (const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), name, NULL);

  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return g_file_new_for_path (path);
}

static void
drop (Fixture *f, GFile *file)
{
  GFile *files[] = { file };
  GValue value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array (files, 1));
  g_signal_emit_by_name (find_controller (GTK_WIDGET (f->page), GTK_TYPE_DROP_TARGET), "drop",
                         &value, 10., 10., &taken);
  g_value_unset (&value);
  g_assert_true (taken);
}

/* A file of another program becomes a report; one that is none is told. */
static void
test_drop (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = write_file ("Fuel.csv", "Vehicle,Litres\nTruck,12\n");
  g_autoptr (GFile) other = write_file ("Fuel.png", "\x89PNG\r\n");
  ArmadaReport *report;

  drop (f, file);
  armada_test_wait_until (armada_test_library_count_kept (f) == 1);
  report = armada_test_library_find (f, "Fuel");
  g_assert_nonnull (report);
  g_assert_cmpstr (armada_report_get_format (report), ==, "csv");
  armada_test_shoot (f->window, "reports-imported");
  drop (f, other);
  wait_for_label (f, "This is not a file that reports come in.");
  g_assert_cmpuint (armada_test_library_count_kept (f), ==, 1);
  /* where it came from it stays */
  g_assert_true (g_file_query_exists (file, NULL));
}

/* What is dragged out is the file, for whatever program it is dropped on. */
static void
test_drag (Fixture *f, gconstpointer data)
{
  GtkWidget *row;
  g_autoptr (GdkContentProvider) provider = NULL;
  g_autoptr (GdkContentFormats) formats = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GSList) files = NULL;
  ArmadaReport *report;

  armada_test_library_fill (f);
  armada_test_wait_until ((row = find_widget (f->window, ARMADA_TYPE_REPORT_ROW)) != NULL &&
                          armada_report_row_get_report (ARMADA_REPORT_ROW (row)) != NULL);
  report = armada_report_row_get_report (ARMADA_REPORT_ROW (row));
  armada_report_list_select (armada_test_library_get_child (f, "list"), report);
  g_signal_emit_by_name (find_controller (row, GTK_TYPE_DRAG_SOURCE), "prepare", 1., 1., &provider);
  g_assert_nonnull (provider);
  formats = gdk_content_provider_ref_formats (provider);
  g_assert_true (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_assert_true (gdk_content_provider_get_value (provider, &value, NULL));
  files = gdk_file_list_get_files (g_value_get_boxed (&value));
  g_assert_cmpuint (g_slist_length (files), ==, 1);
  {
    g_autoptr (GFile) file = armada_report_dup_file (report);

    g_assert_true (g_file_equal (files->data, file));
  }
}

static void
test_mail_refused (Fixture *f, gconstpointer data)
{
  armada_test_library_fill (f);
  armada_report_list_select (armada_test_library_get_child (f, "list"),
                             armada_test_library_find (f, "Drives"));
  armada_test_library_activate (f, "reports.share");
  wait_for_label (f, "No e-mail program can be reached from here. Export a copy, and attach that "
                     "to your e-mail.");
  armada_test_shoot (f->window, "reports-mail-refused");
}

static void
test_mail (Fixture *f, gconstpointer data)
{
  ArmadaTestMail mail = { 0 };

  if (g_getenv ("DBUS_SESSION_BUS_ADDRESS") == NULL)
    {
      g_test_skip ("there is no dbus-daemon");
      return;
    }
  armada_test_mail_start (&mail);
  armada_test_library_fill (f);
  armada_report_list_select_all (armada_test_library_get_child (f, "list"));
  armada_test_library_activate (f, "reports.share");
  armada_test_wait_until (mail.subject != NULL);
  g_assert_cmpuint (mail.n_files, ==, 3);
  armada_report_list_select (armada_test_library_get_child (f, "list"),
                             armada_test_library_find (f, "Drives on paper"));
  g_clear_pointer (&mail.subject, g_free);
  armada_test_library_activate (f, "reports.share");
  armada_test_wait_until (mail.subject != NULL);
  g_assert_cmpstr (mail.subject, ==, "Drives on paper");
  g_assert_cmpuint (mail.n_files, ==, 1);
  g_assert_true (g_str_has_prefix (mail.content, "%PDF-"));
  armada_test_mail_stop (&mail);
}

/* Two runs of one report, out of the library. */
static void
test_compare (Fixture *f, gconstpointer data)
{
  AdwNavigationView *pages = armada_test_library_get_child (f, "pages");
  AdwNavigationPage *page;
  ArmadaReportView *view;

  armada_test_library_make (f, "Drives", 3, "csv");
  armada_test_wait_until (armada_test_library_count_kept (f) == 1 &&
                          armada_test_library_count_shown (f) == 1);
  armada_report_list_select (armada_test_library_get_child (f, "list"),
                             armada_test_library_find (f, "Drives"));
  armada_test_library_activate (f, "reports.again-last-week");
  armada_test_wait_until (armada_test_library_count_kept (f) == 2);
  armada_test_wait_until (armada_test_library_count_shown (f) == 2);
  armada_test_library_activate (f, "reports-page.compare");
  page = adw_navigation_view_get_visible_page (pages);
  g_assert_true (ARMADA_IS_REPORT_VIEWER (page));
  armada_test_wait_until ((view = armada_report_viewer_get_view (ARMADA_REPORT_VIEWER (page))) !=
                          NULL);
  g_assert_true (ARMADA_IS_SHEET_VIEW (view));
  armada_test_shoot (f->window, "reports-compared");
  adw_navigation_view_pop (pages);
}

static ArmadaReportOrder *
new_order (const char *title, gint64 device)
{
  const char *name = "Truck";
  ArmadaReportOrder fields;

  armada_report_order_init (&fields);
  fields.title = title;
  fields.type = 3;
  fields.type_name = "Drives and stops";
  fields.format = "csv";
  fields.devices = (ArmadaIds) { &device, 1 };
  fields.device_names = (ArmadaTexts) { &name, 1 };
  fields.from = "2026-09-07 00:00:00";
  fields.to = "2026-09-07 23:59:59";
  return armada_report_order_new (&fields);
}

static void
add_batch (Fixture *f, const char *batch, guint n)
{
  ArmadaReportQueue *queue = armada_session_get_report_queue (f->desk.session);
  g_autoptr (GPtrArray) orders =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_report_order_unref);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *title = g_strdup_printf ("%s – %u", batch ? batch : "Alone", i);

      g_ptr_array_add (orders, new_order (title, 1001 + i));
    }
  armada_report_queue_add_async (queue, armada_session_get_account (f->desk.session)->id, orders,
                                 batch, FALSE, NULL, NULL, NULL);
}

/* Jobs that belong together stand under a heading that counts them, and go together. */
static void
test_batch (Fixture *f, gconstpointer data)
{
  GListModel *queue = G_LIST_MODEL (armada_session_get_report_queue (f->desk.session));
  GtkWidget *jobs = armada_test_library_get_child (f, "jobs");
  GtkWidget *heading;

  adw_overlay_split_view_set_show_sidebar (armada_test_library_get_child (f, "split"), TRUE);
  add_batch (f, NULL, 1);
  armada_test_wait_until (armada_test_library_count_kept (f) == 1);
  g_assert_null (find_widget (jobs, ARMADA_TYPE_JOB_HEADING));
  add_batch (f, "March", 3);
  armada_test_wait_until (armada_test_library_count_kept (f) == 4);
  wait_for_label (f, "Single Reports");
  wait_for_label (f, "March");
  wait_for_label (f, "3 of 3 done");
  wait_for_label (f, "Truck");
  wait_for_label (f, "Alone – 0");
  armada_test_shoot (f->window, "reports-batch");
  heading = gtk_widget_get_ancestor (armada_test_find_label (f->window, "March"),
                                     ARMADA_TYPE_JOB_HEADING);
  g_signal_emit_by_name (armada_test_child (heading, ARMADA_TYPE_JOB_HEADING, "stop_button"),
                         "clicked");
  armada_test_wait_until (g_list_model_get_n_items (queue) == 1);
  armada_test_wait_until (find_widget (jobs, ARMADA_TYPE_JOB_HEADING) == NULL);
}

/* Those that wait are cancelled by the heading, and can then be taken off the list. */
static void
test_batch_cancelled (Fixture *f, gconstpointer data)
{
  ArmadaReportQueue *queue = armada_session_get_report_queue (f->desk.session);
  GtkWidget *heading;

  adw_overlay_split_view_set_show_sidebar (armada_test_library_get_child (f, "split"), TRUE);
  armada_test_desk_lose_server (&f->desk);
  add_batch (f, "March", 4);
  armada_test_wait_until (armada_report_queue_get_n_waiting (queue) == 4);
  wait_for_label (f, "0 of 4 done");
  heading = gtk_widget_get_ancestor (armada_test_find_label (f->window, "March"),
                                     ARMADA_TYPE_JOB_HEADING);
  for (guint i = 0; i < 2; i++)
    g_signal_emit_by_name (armada_test_child (heading, ARMADA_TYPE_JOB_HEADING, "stop_button"),
                           "clicked");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (queue)), ==, 0);
}

static void
add_schedule (Fixture *f)
{
  g_autoptr (ArmadaReportOrder) order = new_order ("Every morning", 1002);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ArmadaReportSchedule) schedule = NULL;
  ArmadaReportPlanner *planner = armada_session_get_report_planner (f->desk.session);
  ArmadaReportOrder fields = *order;
  g_autoptr (ArmadaReportOrder) relative = NULL;
  ArmadaKeptReportSchedule kept = {
    .account = armada_session_get_account (f->desk.session)->id,
    .every = ARMADA_REPORT_EVERY_DAY,
    .minute = 360,
    .active = TRUE,
  };

  fields.from = fields.to = "";
  fields.period = "yesterday";
  relative = armada_report_order_new (&fields);
  kept.order = relative;
  armada_report_planner_put_async (planner, &kept, armada_test_result_cb, &result);
  armada_test_wait (&result);
  schedule = armada_report_planner_put_finish (planner, result, NULL);
  g_assert_nonnull (schedule);
}

static const ArmadaKeptReportSchedule *
get_schedule (Fixture *f)
{
  g_autoptr (ArmadaReportSchedule) schedule =
      g_list_model_get_item (G_LIST_MODEL (armada_session_get_report_planner (f->desk.session)), 0);

  return schedule ? armada_report_schedule_get_kept (schedule) : NULL;
}

/* Shown, paused, made at once, deleted, and taken back. */
static void
test_schedules (Fixture *f, gconstpointer data)
{
  GListModel *planner = G_LIST_MODEL (armada_session_get_report_planner (f->desk.session));
  GtkWidget *panel = armada_test_child (armada_test_library_get_child (f, "jobs"),
                                        ARMADA_TYPE_JOBS_PANEL, "schedules");
  GtkWidget *views = gtk_widget_get_ancestor (panel, ADW_TYPE_VIEW_STACK);
  GtkWidget *row;

  adw_overlay_split_view_set_show_sidebar (armada_test_library_get_child (f, "split"), TRUE);
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (views), "saved");
  wait_for_label (f, "Choose a schedule when you make a report.");
  add_schedule (f);
  wait_for_label (f, "Every morning");
  armada_test_shoot (f->window, "reports-schedules");
  row = find_widget (panel, ARMADA_TYPE_SCHEDULE_ROW);
  gtk_switch_set_active (GTK_SWITCH (find_widget (row, GTK_TYPE_SWITCH)), FALSE);
  armada_test_wait_until (!get_schedule (f)->active);
  g_assert_true (gtk_widget_activate_action (row, "schedule.run", NULL));
  armada_test_wait_until (armada_test_library_count_kept (f) == 1);
  g_assert_true (gtk_widget_activate_action (row, "schedule.delete", NULL));
  armada_test_wait_until (g_list_model_get_n_items (planner) == 0);
  wait_for_label (f, "The schedule of “Every morning” was deleted");
  press (f, armada_test_find_label (f->window, "_Undo") != NULL ? "_Undo" : "Undo");
  armada_test_wait_until (g_list_model_get_n_items (planner) == 1);
  g_assert_false (get_schedule (f)->active);
  wait_for_label (f, "Every morning");
}

/* What the server has saved is listed, and asked for with all that it says. */
static void
test_saved (Fixture *f, gconstpointer data)
{
  GtkWidget *panel = armada_test_child (armada_test_library_get_child (f, "jobs"),
                                        ARMADA_TYPE_JOBS_PANEL, "schedules");
  GtkWidget *views = gtk_widget_get_ancestor (panel, ADW_TYPE_VIEW_STACK);
  AdwDialog *dialog;
  GtkWidget *row;
  ArmadaReportForm *form;
  g_autoptr (ArmadaReportDraft) draft = NULL;

  adw_overlay_split_view_set_show_sidebar (armada_test_library_get_child (f, "split"), TRUE);
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (views), "saved");
  wait_for_label (f, "Rute mingguan – 週報");
  armada_test_shoot (f->window, "reports-saved");
  row = gtk_widget_get_ancestor (armada_test_find_label (f->window, "Rute mingguan – 週報"),
                                 ADW_TYPE_ACTION_ROW);
  adw_action_row_activate (ADW_ACTION_ROW (row));
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (f->window));
  g_assert_true (ARMADA_IS_REPORT_DIALOG (dialog));
  form = armada_test_child (dialog, ARMADA_TYPE_REPORT_DIALOG, "form");
  armada_test_wait_until (armada_report_form_get_type_record (form) != NULL);
  draft = armada_report_form_read (form);
  g_assert_cmpint (draft->fields.type, ==, 4);
  g_assert_cmpstr (draft->fields.format, ==, "xlsx");
  g_assert_cmpstr (draft->fields.title, ==, "Rute mingguan – 週報");
  g_assert_cmpuint (draft->fields.devices.n, >, 0);
  g_signal_emit_by_name (armada_test_child (dialog, ARMADA_TYPE_REPORT_DIALOG, "make_button"),
                         "clicked");
  armada_test_wait_until (armada_test_library_count_kept (f) == 1);
  g_assert_nonnull (armada_test_library_find (f, "Rute mingguan – 週報"));
  armada_test_wait_until (adw_window_get_visible_dialog (ADW_WINDOW (f->window)) == NULL);
}

/* The disk is told of where the user looks: at the job, and where a report was to be changed. */
static void
test_disk (Fixture *f, gconstpointer data)
{
  const char *folder = armada_archive_get_folder (f->archive);

  armada_test_library_make (f, "Kept", 3, "csv");
  armada_test_wait_until (armada_test_library_count_kept (f) == 1);
  adw_overlay_split_view_set_show_sidebar (armada_test_library_get_child (f, "split"), TRUE);
  armada_test_bad_disk (folder, FALSE);
  armada_test_library_make (f, "Too much", 3, "csv");
  wait_for_label (f, "The disk is full. Make room on it, and try again.");
  armada_test_shoot (f->window, "reports-disk-full");
  armada_test_good_disk ();
  press (f, "Retry Failed");
  armada_test_wait_until (armada_test_library_count_kept (f) == 2);

  armada_test_bad_disk (folder, TRUE);
  armada_report_list_select (armada_test_library_get_child (f, "list"),
                             armada_test_library_find (f, "Kept"));
  armada_test_library_activate (f, "reports.delete");
  wait_for_label (f, "Nothing can be written there: it is read-only.");
  armada_test_good_disk ();
  g_assert_cmpuint (armada_test_library_count_kept (f), ==, 2);
}

/* A report whose file somebody took away is still there, and says so. */
static void
test_missing (Fixture *f, gconstpointer data)
{
  AdwNavigationView *pages = armada_test_library_get_child (f, "pages");
  g_autoptr (GFile) file = NULL;
  ArmadaReport *report;

  armada_test_library_make (f, "Kept", 3, "csv");
  armada_test_wait_until (armada_test_library_count_kept (f) == 1 &&
                          armada_test_library_count_shown (f) == 1);
  report = armada_test_library_find (f, "Kept");
  file = armada_report_dup_file (report);
  g_assert_true (g_file_delete (file, NULL, NULL));
  armada_report_list_select (armada_test_library_get_child (f, "list"), report);
  armada_test_library_activate (f, "reports.open");
  wait_for_label (f, "The file or its folder is not there any more.");
  armada_test_shoot (f->window, "reports-missing");
  adw_navigation_view_pop (pages);
  g_assert_cmpuint (armada_test_library_count_kept (f), ==, 1);
}

/* With the server gone everything that is kept is found, opened, marked, named, exported and
 * deleted, and what is asked for waits. */
static void
test_offline (Fixture *f, gconstpointer data)
{
  ArmadaReportQueue *queue = armada_session_get_report_queue (f->desk.session);
  AdwNavigationView *pages = armada_test_library_get_child (f, "pages");
  ArmadaReportList *list = armada_test_library_get_child (f, "list");
  ArmadaReportViewer *viewer;
  ArmadaReport *report;

  armada_test_library_fill (f);
  armada_test_desk_lose_server (&f->desk);
  gtk_editable_set_text (armada_test_library_get_child (f, "search"), "paper");
  armada_test_wait_until (armada_test_library_count_shown (f) == 1);
  report = armada_test_library_find (f, "Drives on paper");
  armada_report_list_select (list, report);
  armada_test_library_activate (f, "reports.favourite");
  armada_test_wait_until (armada_report_get_fields (report)->favourite);
  armada_test_library_activate (f, "reports.open");
  viewer = ARMADA_REPORT_VIEWER (adw_navigation_view_get_visible_page (pages));
  armada_test_wait_until (armada_report_viewer_get_view (viewer) != NULL);
  armada_test_shoot (f->window, "reports-offline");
  adw_navigation_view_pop (pages);
  armada_test_library_activate (f, "reports.delete");
  armada_test_wait_until (armada_test_library_count_kept (f) == 2);
  gtk_editable_set_text (armada_test_library_get_child (f, "search"), "");
  armada_test_wait_until (armada_test_library_count_shown (f) == 2);
  armada_report_list_select (list, armada_test_library_find (f, "Drives"));
  armada_test_library_activate (f, "reports.again-last-week");
  armada_test_wait_until (armada_report_queue_get_n_waiting (queue) == 1);
}

/* Whatever can be pressed or filled in has a name. */
static void
test_names (Fixture *f, gconstpointer data)
{
  AdwNavigationView *pages = armada_test_library_get_child (f, "pages");
  ArmadaReportViewer *viewer;

  armada_test_library_fill (f);
  add_batch (f, "March", 2);
  add_schedule (f);
  adw_overlay_split_view_set_show_sidebar (armada_test_library_get_child (f, "split"), TRUE);
  armada_test_wait_until (armada_test_library_count_kept (f) == 5);
  armada_test_check_names (f->window, FALSE);
  g_object_set (armada_test_library_get_child (f, "list"), "grid", TRUE, NULL);
  armada_test_check_names (f->window, FALSE);
  for (guint i = 0; i < 2; i++)
    {
      armada_report_list_select (armada_test_library_get_child (f, "list"),
                                 armada_test_library_find (f, i ? "Drives" : "Drives on paper"));
      armada_test_library_activate (f, "reports.open");
      viewer = ARMADA_REPORT_VIEWER (adw_navigation_view_get_visible_page (pages));
      armada_test_wait_until (armada_report_viewer_get_view (viewer) != NULL);
      gtk_widget_activate_action (GTK_WIDGET (viewer), "viewer.find", NULL);
      armada_test_check_names (f->window, FALSE);
      adw_navigation_view_pop (pages);
    }
}

int
main (int argc, char *argv[])
{
  armada_test_bus_start ();
  armada_test_ui_init (&argc, &argv);
  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  g_assert_cmpint (g_chdir (g_get_user_cache_dir ()), ==, 0);
#define ADD(name, func)                                                                            \
  g_test_add ("/reports-library/" name, Fixture, NULL, armada_test_library_set_up, func,           \
              armada_test_library_tear_down)
  ADD ("drop", test_drop);
  ADD ("drag", test_drag);
  ADD ("mail-refused", test_mail_refused);
  ADD ("compare", test_compare);
  ADD ("batch", test_batch);
  ADD ("batch-cancelled", test_batch_cancelled);
  ADD ("schedules", test_schedules);
  ADD ("saved", test_saved);
  ADD ("disk", test_disk);
  ADD ("missing", test_missing);
  ADD ("offline", test_offline);
  ADD ("names", test_names);
  ADD ("mail", test_mail);
  return g_test_run ();
}
