/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/armada-application-reports.h"
#include "app/armada-window-pages.h"
#include "armada-test-desk.h"
#include "armada-test-ui.h"
#include "reports/armada-report-dialog.h"
#include "reports/armada-report-draft.h"
#include "reports/armada-report-form.h"
#include "reports/armada-report-words.h"

/* Reports and the rest of the program: where they are asked for, and what goes with an account. */

#define N_VEHICLES 12

typedef struct
{
  ArmadaTestDesk desk;
  GSettings *settings;
  ArmadaWindow *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  armada_test_desk_open (&f->desk, N_VEHICLES);
  f->settings = g_settings_new ("id.trackgps.Armada");
  g_settings_set_string (f->settings, "last-page", "fleet");
  armada_application_set_up_reports (f->desk.session, f->settings);
  f->window = armada_window_new (NULL, f->desk.session, ARMADA_CLOCK (f->desk.clock), f->settings);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1200, 700);
  gtk_window_present (GTK_WINDOW (f->window));
  armada_test_wait_until (g_str_equal (armada_window_get_page_name (f->window), "fleet"));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  armada_test_close (GTK_WIDGET (f->window), f->window);
  g_settings_reset (f->settings, "last-server");
  g_settings_reset (f->settings, "map-place");
  g_settings_reset (f->settings, "last-page");
  g_settings_reset (f->settings, "report-limit");
  armada_test_desk_close (&f->desk);
  armada_test_release (f->settings);
}

static AdwDialog *
get_dialog (Fixture *f)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window));
}

static ArmadaReportForm *
wait_form (Fixture *f)
{
  ArmadaReportForm *form;

  armada_test_wait_until (get_dialog (f) != NULL);
  g_assert_true (ARMADA_IS_REPORT_DIALOG (get_dialog (f)));
  form = armada_test_child (get_dialog (f), ARMADA_TYPE_REPORT_DIALOG, "form");
  armada_test_wait_until (armada_report_form_get_type_record (form) != NULL);
  return form;
}

/* What the dialog that is open would ask for; then it is closed. */
static void
check_dialog (Fixture *f, gint64 device, const char *from, const char *to)
{
  g_autoptr (ArmadaReportDraft) draft = armada_report_form_read (wait_form (f));

  if (device != 0)
    {
      g_assert_cmpuint (draft->fields.devices.n, ==, 1);
      g_assert_cmpint (draft->fields.devices.ids[0], ==, device);
    }
  else
    g_assert_cmpuint (draft->fields.devices.n, ==, 0);
  if (from != NULL)
    {
      g_assert_cmpstr (draft->fields.from, ==, from);
      g_assert_cmpstr (draft->fields.to, ==, to);
    }
  adw_dialog_force_close (get_dialog (f));
  armada_test_wait_until (get_dialog (f) == NULL);
}

static gint64
select_device (Fixture *f)
{
  ArmadaFleetPage *page = armada_window_get_fleet_page (f->window);
  ArmadaDevice *device = armada_fleet_view_get_device (armada_fleet_page_get_view (page), 2);

  armada_selection_set_device (armada_fleet_page_get_selection (page), device);
  return armada_device_get_id (device);
}

static void
act (Fixture *f, const char *action, const char *page)
{
  g_assert_true (page != NULL
                     ? gtk_widget_activate_action (GTK_WIDGET (f->window), action, "s", page)
                     : gtk_widget_activate_action (GTK_WIDGET (f->window), action, NULL));
}

/* With the chosen vehicle of the map, none where none is chosen. */
static void
test_map (Fixture *f, gconstpointer data)
{
  act (f, "win.make-report", NULL);
  check_dialog (f, 0, NULL, NULL);
  act (f, "win.make-report", NULL);
  wait_form (f);
  adw_dialog_force_close (get_dialog (f));
  armada_test_wait_until (get_dialog (f) == NULL);
  {
    gint64 id = select_device (f);

    act (f, "win.make-report", NULL);
    check_dialog (f, id, NULL, NULL);
  }
}

/* With the vehicle and the time of the history that is shown. */
static void
test_history (Fixture *f, gconstpointer data)
{
  gint64 id = select_device (f);
  const ArmadaHistoryChoice *choice;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  gtk_widget_activate_action (GTK_WIDGET (armada_window_get_fleet_page (f->window)), "fleet.replay",
                              NULL);
  choice = armada_history_loader_get_choice (
      armada_history_page_get_loader (armada_window_get_history_page (f->window)));
  g_assert_nonnull (choice);
  from = armada_report_words_write_time (choice->from);
  to = armada_report_words_write_time (choice->to);
  act (f, "win.make-report", NULL);
  check_dialog (f, id, from, to);
}

/* With the vehicle and the time of an incident. */
static void
test_inbox (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaHistoryChoice) choice =
      armada_history_choice_new (1789948800, 1789952399, ARMADA_HISTORY_SNAP_OFF);
  gint64 id = 1003;

  act (f, "win.page", "inbox");
  g_array_append_val (choice->ids, id);
  g_ptr_array_add (choice->names, g_strdup ("Truck"));
  g_signal_emit_by_name (armada_window_get_inbox_page (f->window), "report", choice);
  check_dialog (f, id, "2026-09-21 00:00:00", "2026-09-21 00:59:59");
}

static void
add_orders (Fixture *f, guint n)
{
  static const gint64 id = 1002;
  const char *name = "Truck";
  g_autoptr (GPtrArray) orders =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_report_order_unref);

  for (guint i = 0; i < n; i++)
    {
      ArmadaReportOrder fields;

      armada_report_order_init (&fields);
      fields.title = "Drives";
      fields.type = 3;
      fields.type_name = "Drives and stops";
      fields.format = "csv";
      fields.devices = (ArmadaIds) { &id, 1 };
      fields.device_names = (ArmadaTexts) { &name, 1 };
      fields.from = "2026-09-07 00:00:00";
      fields.to = "2026-09-07 23:59:59";
      g_ptr_array_add (orders, armada_report_order_new (&fields));
    }
  armada_report_queue_add_async (armada_session_get_report_queue (f->desk.session),
                                 armada_session_get_account (f->desk.session)->id, orders, NULL,
                                 FALSE, NULL, NULL, NULL);
}

static void
wait_told (Fixture *f, const char *sentence)
{
  armada_test_wait_until (armada_test_find_label (GTK_WIDGET (f->window), sentence) != NULL);
}

/* Wherever somebody is, what becomes of the reports that they asked for is told, and can be opened
 * from there; of several there is one sentence. */
static void
test_told (Fixture *f, gconstpointer data)
{
  GtkWidget *open;

  add_orders (f, 1);
  wait_told (f, "Ready: “Drives”");
  armada_test_shoot (GTK_WIDGET (f->window), "report-ready");
  open = armada_test_find_label (GTK_WIDGET (f->window), "_Open");
  if (open == NULL)
    open = armada_test_find_label (GTK_WIDGET (f->window), "Open");
  g_assert_nonnull (open);
  g_signal_emit_by_name (gtk_widget_get_ancestor (open, GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpstr (armada_window_get_page_name (f->window), ==, "reports");
  /* back to the library, and only then to the page before */
  act (f, "win.back", NULL);
  g_assert_cmpstr (armada_window_get_page_name (f->window), ==, "reports");
  act (f, "win.back", NULL);
  g_assert_cmpstr (armada_window_get_page_name (f->window), ==, "fleet");
  add_orders (f, 3);
  wait_told (f, "3 reports are ready");
  g_assert_null (armada_test_find_label (GTK_WIDGET (f->window), "Ready: “Drives”"));
  g_assert_true (armada_demo_server_set_fault (f->desk.server, "forbidden", 0));
  add_orders (f, 1);
  wait_told (f, "Could not be made: “Drives”");
  armada_demo_server_set_fault (f->desk.server, NULL, 0);
}

static guint
count_reports (Fixture *f)
{
  return g_list_model_get_n_items (G_LIST_MODEL (armada_session_get_archive (f->desk.session)));
}

static void
make_report (Fixture *f)
{
  add_orders (f, 1);
  armada_test_wait_until (count_reports (f) == 1);
}

/* Signs out by the dialog, with what is ticked in it. */
static void
sign_out (Fixture *f, gboolean data, gboolean reports)
{
  GtkWidget *check;

  act (f, "win.sign-out", NULL);
  armada_test_wait_until (ADW_IS_ALERT_DIALOG (get_dialog (f)));
  check = gtk_widget_get_first_child (
      adw_alert_dialog_get_extra_child (ADW_ALERT_DIALOG (get_dialog (f))));
  g_assert_false (gtk_widget_get_sensitive (gtk_widget_get_next_sibling (check)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), data);
  g_assert_true (gtk_widget_get_sensitive (gtk_widget_get_next_sibling (check)) == data);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_next_sibling (check)), reports);
  armada_test_shoot (GTK_WIDGET (f->window), "sign-out");
  {
    AdwDialog *dialog = g_object_ref (get_dialog (f));

    g_signal_emit_by_name (dialog, "response", "sign-out");
    adw_dialog_force_close (dialog);
    g_object_unref (dialog);
  }
  armada_test_wait_until (g_str_equal (armada_window_get_page_name (f->window), "sign-in"));
}

/* Reports outlive the account unless the user wants them to go with it. */
static void
test_sign_out (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaReport) report = NULL;
  g_autoptr (GFile) file = NULL;

  make_report (f);
  report = g_list_model_get_item (G_LIST_MODEL (armada_session_get_archive (f->desk.session)), 0);
  file = armada_report_dup_file (report);
  sign_out (f, TRUE, FALSE);
  armada_test_desk_sign_in (&f->desk);
  g_assert_cmpuint (count_reports (f), ==, 1);
  g_assert_true (g_file_query_exists (file, NULL));
  sign_out (f, TRUE, TRUE);
  armada_test_wait_until (count_reports (f) == 0);
  g_assert_false (g_file_query_exists (file, NULL));
}

/* The setting counts in megabytes. */
static void
test_limit (Fixture *f, gconstpointer data)
{
  guint64 limit;

  g_object_get (armada_session_get_report_queue (f->desk.session), "max-size", &limit, NULL);
  g_assert_cmpuint (limit, ==, 500 * 1000 * 1000);
  g_settings_set_uint (f->settings, "report-limit", 20);
  g_object_get (armada_session_get_report_queue (f->desk.session), "max-size", &limit, NULL);
  g_assert_cmpuint (limit, ==, 20 * 1000 * 1000);
}

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
#define ADD(path, function)                                                                        \
  g_test_add ("/app-reports/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("map", test_map);
  ADD ("history", test_history);
  ADD ("inbox", test_inbox);
  ADD ("told", test_told);
  ADD ("sign-out", test_sign_out);
  ADD ("limit", test_limit);
  return g_test_run ();
}
