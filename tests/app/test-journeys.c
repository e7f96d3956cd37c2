/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "app/armada-window-pages.h"
#include "armada-demo-server.h"
#include "armada-test-ui.h"
#include "sync/armada-session.h"

#define N_VEHICLES 12

typedef struct
{
  char *folder;
  ArmadaDemoServer *server; /* (nullable) */
  char *address;
  ArmadaClock *clock;
  GSettings *settings;
  ArmadaSession *session;
  ArmadaWindow *window;
} Fixture;

static void
open_desk (Fixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;

  f->session = armada_session_new (f->folder, f->clock);
  f->window = armada_window_new (NULL, f->session, f->clock, f->settings);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1200, 700);
  gtk_window_present (GTK_WINDOW (f->window));
  armada_session_start_async (f->session, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_session_start_finish (f->session, result, NULL));
}

static void
close_desk (Fixture *f)
{
  armada_test_close (GTK_WIDGET (f->window), f->window);
  armada_session_close (f->session);
  armada_test_release (g_steal_pointer (&f->session));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  ArmadaDemoOptions options = ARMADA_DEMO_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;

  options.n_vehicles = N_VEHICLES;
  f->folder = g_dir_make_tmp ("armada-XXXXXX", NULL);
  f->server = armada_demo_server_new (&options, &error);
  g_assert_no_error (error);
  f->address = armada_demo_server_dup_address (f->server);
  f->clock = armada_clock_new ();
  f->settings = g_settings_new ("id.trackgps.Armada");
  g_settings_set_string (f->settings, "last-page", "fleet");
  open_desk (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  close_desk (f);
  g_clear_object (&f->server);
  g_settings_reset (f->settings, "last-server");
  g_settings_reset (f->settings, "map-place");
  g_settings_reset (f->settings, "last-page");
  armada_test_release (f->settings);
  armada_test_release (f->clock);
  g_free (f->address);
  g_free (f->folder);
}

static gpointer
field (Fixture *f, const char *name)
{
  return armada_test_child (armada_window_get_sign_in_page (f->window), ARMADA_TYPE_SIGN_IN_PAGE,
                            name);
}

static void
type (Fixture *f, const char *password)
{
  gtk_editable_set_text (field (f, "server_row"), f->address);
  gtk_editable_set_text (field (f, "email_row"), ARMADA_DEMO_EMAIL_ADDRESS);
  gtk_editable_set_text (field (f, "password_row"), password);
}

static void
press_sign_in (Fixture *f)
{
  g_signal_emit_by_name (field (f, "submit_button"), "clicked");
}

static guint
count_vehicles (Fixture *f)
{
  return armada_fleet_get_n_devices (armada_session_get_fleet (f->session));
}

static void
sign_in (Fixture *f)
{
  type (f, ARMADA_DEMO_PASSWORD_TEXT);
  press_sign_in (f);
  armada_test_wait_until (g_str_equal (armada_window_get_page_name (f->window), "fleet"));
  armada_test_wait_until (count_vehicles (f) == N_VEHICLES);
}

static void
test_sign_in_and_out (Fixture *f, gconstpointer data)
{
  ArmadaFleetPage *page = armada_window_get_fleet_page (f->window);
  ArmadaSelection *selection = armada_fleet_page_get_selection (page);
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_cmpstr (armada_window_get_page_name (f->window), ==, "sign-in");
  sign_in (f);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (f->window)), ==,
                   ARMADA_DEMO_EMAIL_ADDRESS " – Armada");
  g_assert_cmpuint (armada_fleet_view_get_n_devices (armada_fleet_page_get_view (page)), ==,
                    N_VEHICLES);
  g_assert_cmpstr (gtk_editable_get_text (field (f, "password_row")), ==, "");

  armada_selection_set_device (selection,
                               armada_fleet_view_get_device (armada_fleet_page_get_view (page), 0));
  gtk_widget_activate_action (GTK_WIDGET (page), "fleet.follow", NULL);
  g_assert_true (armada_selection_get_follow (selection));

  armada_session_sign_out_async (f->session, ARMADA_FORGET_DATA, NULL, armada_test_result_cb,
                                 &result);
  armada_test_wait (&result);
  g_assert_true (armada_session_sign_out_finish (f->session, result, NULL));
  g_assert_cmpstr (armada_window_get_page_name (f->window), ==, "sign-in");
  g_assert_cmpuint (count_vehicles (f), ==, 0);
  g_assert_null (armada_selection_get_device (selection));
}

/* To a vehicle's history and back: nothing of it is lost, and its keys are not the fleet's. */
static void
test_history (Fixture *f, gconstpointer data)
{
  ArmadaFleetPage *fleet = armada_window_get_fleet_page (f->window);
  ArmadaHistoryPage *page = armada_window_get_history_page (f->window);
  ArmadaHistoryLoader *loader = armada_history_page_get_loader (page);
  double position;

  sign_in (f);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.page", "s", "history");
  g_assert_cmpstr (armada_window_get_page_name (f->window), ==, "history");
  g_assert_null (armada_history_loader_get_choice (loader));
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.page", "s", "fleet");

  armada_selection_set_device (
      armada_fleet_page_get_selection (fleet),
      armada_fleet_view_get_device (armada_fleet_page_get_view (fleet), 0));
  gtk_widget_activate_action (GTK_WIDGET (fleet), "fleet.replay", NULL);
  g_assert_cmpstr (armada_window_get_page_name (f->window), ==, "history");
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (fleet)));
  g_assert_nonnull (armada_history_loader_get_choice (loader));
  armada_test_wait_until (!armada_history_loader_get_busy (loader));
  gtk_widget_activate_action (GTK_WIDGET (page), "replay.next-fix", NULL);
  position = armada_replay_get_position (armada_history_page_get_replay (page));
  armada_test_shoot (GTK_WIDGET (f->window), "history");

  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.page", "s", "fleet");
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (page)));
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.page", "s", "history");
  g_assert_cmpfloat (armada_replay_get_position (armada_history_page_get_replay (page)), ==,
                     position);

  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.back", NULL);
  g_assert_cmpstr (armada_window_get_page_name (f->window), ==, "fleet");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.forward", NULL);
  g_assert_cmpstr (armada_window_get_page_name (f->window), ==, "history");
  g_assert_cmpfloat (armada_replay_get_position (armada_history_page_get_replay (page)), ==,
                     position);
}

static void
test_wrong_password (Fixture *f, gconstpointer data)
{
  type (f, "not this one");
  press_sign_in (f);
  g_assert_true (armada_sign_in_page_get_busy (armada_window_get_sign_in_page (f->window)));
  armada_test_wait_until (
      !armada_sign_in_page_get_busy (armada_window_get_sign_in_page (f->window)));
  g_assert_cmpstr (gtk_label_get_label (field (f, "password_hint")), ==,
                   "Wrong e-mail or password.");
  g_assert_cmpstr (gtk_editable_get_text (field (f, "password_row")), ==, "not this one");
  armada_test_shoot (GTK_WIDGET (f->window), "wrong-password");
  g_assert_cmpstr (armada_window_get_page_name (f->window), ==, "sign-in");
  sign_in (f);
}

static void
test_nobody_there (Fixture *f, gconstpointer data)
{
  armada_test_finalize (g_steal_pointer (&f->server));
  type (f, ARMADA_DEMO_PASSWORD_TEXT);
  press_sign_in (f);
  armada_test_wait_until (
      !armada_sign_in_page_get_busy (armada_window_get_sign_in_page (f->window)));
  g_assert_true (g_str_has_prefix (gtk_label_get_label (field (f, "server_hint")),
                                   "This server cannot be reached."));
  armada_test_shoot (GTK_WIDGET (f->window), "nobody-there");
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  ArmadaSignInPage *page = armada_window_get_sign_in_page (f->window);

  g_assert_true (armada_demo_server_set_fault (f->server, "hang", 0));
  type (f, ARMADA_DEMO_PASSWORD_TEXT);
  press_sign_in (f);
  gtk_widget_activate_action (GTK_WIDGET (page), "sign-in.cancel", NULL);
  armada_test_wait_until (!armada_sign_in_page_get_busy (page));
  g_assert_false (gtk_widget_get_visible (field (f, "server_hint_row")));
  g_assert_false (gtk_widget_get_visible (field (f, "password_hint_row")));
}

static AdwBanner *
get_banner (Fixture *f)
{
  GtkWidget *banner = armada_test_child (armada_window_get_fleet_page (f->window),
                                         ARMADA_TYPE_FLEET_PAGE, "map_banner");

  return ADW_BANNER (adw_bin_get_child (ADW_BIN (banner)));
}

static void
test_signed_out_elsewhere (Fixture *f, gconstpointer data)
{
  sign_in (f);
  armada_demo_server_forget_sessions (f->server);
  armada_session_poll_now (f->session);
  armada_test_wait_until (adw_banner_get_revealed (get_banner (f)));
  g_assert_true (
      g_str_has_prefix (adw_banner_get_title (get_banner (f)), "You were signed out elsewhere."));
  g_assert_cmpuint (count_vehicles (f), ==, N_VEHICLES);
  g_assert_cmpstr (armada_window_get_page_name (f->window), ==, "fleet");
  armada_test_shoot (GTK_WIDGET (f->window), "signed-out-elsewhere");

  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.sign-in-again", NULL);
  g_assert_cmpstr (armada_window_get_page_name (f->window), ==, "sign-in");
  g_assert_cmpstr (gtk_editable_get_text (field (f, "email_row")), ==, ARMADA_DEMO_EMAIL_ADDRESS);
  sign_in (f);
  armada_test_wait_until (!adw_banner_get_revealed (get_banner (f)));
}

/* The network is away at the next start: the fleet of the last run is shown all the same. */
static void
test_without_network (Fixture *f, gconstpointer data)
{
  sign_in (f);
  close_desk (f);
  armada_test_finalize (g_steal_pointer (&f->server));
  open_desk (f);
  armada_test_wait_until (count_vehicles (f) == N_VEHICLES);
  g_assert_cmpstr (armada_window_get_page_name (f->window), ==, "fleet");
  armada_test_wait_until (adw_banner_get_revealed (get_banner (f)));
  g_assert_true (g_str_has_prefix (adw_banner_get_title (get_banner (f)), "Offline since "));
  armada_test_shoot (GTK_WIDGET (f->window), "without-network");
}

/* At first it is the overview; later, the page of last time. */
static void
test_first_page (Fixture *f, gconstpointer data)
{
  g_settings_reset (f->settings, "last-page");
  type (f, ARMADA_DEMO_PASSWORD_TEXT);
  press_sign_in (f);
  armada_test_wait_until (g_str_equal (armada_window_get_page_name (f->window), "overview"));
  armada_test_wait_until (count_vehicles (f) == N_VEHICLES);
  armada_test_shoot (GTK_WIDGET (f->window), "first-page");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.page", "s", "boards");
  close_desk (f);
  open_desk (f);
  armada_test_wait_until (count_vehicles (f) == N_VEHICLES);
  g_assert_cmpstr (armada_window_get_page_name (f->window), ==, "boards");

  close_desk (f);
  g_settings_set_string (f->settings, "last-page", "a page of a later program");
  open_desk (f);
  armada_test_wait_until (count_vehicles (f) == N_VEHICLES);
  g_assert_cmpstr (armada_window_get_page_name (f->window), ==, "overview");
}

#define ADD(path, function)                                                                        \
  g_test_add ("/journeys/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_autofree char *keyring = g_build_filename (g_get_tmp_dir (), "armada-keyring-XXXXXX", NULL);

  /* A keyring of our own, in a file: no test asks the desktop's. */
  g_close (g_mkstemp (keyring), NULL);
  g_unlink (keyring);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
  armada_test_ui_init (&argc, &argv);
  ADD ("sign-in-and-out", test_sign_in_and_out);
  ADD ("history", test_history);
  ADD ("wrong-password", test_wrong_password);
  ADD ("nobody-there", test_nobody_there);
  ADD ("cancel", test_cancel);
  ADD ("signed-out-elsewhere", test_signed_out_elsewhere);
  ADD ("without-network", test_without_network);
  ADD ("first-page", test_first_page);
  return g_test_run ();
}
