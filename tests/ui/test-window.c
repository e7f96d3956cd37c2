/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "api/armada-error.h"
#include "app/armada-preferences.h"
#include "app/armada-session-banner.h"
#include "app/armada-window.h"
#include "armada-test-clock.h"
#include "armada-test-ui.h"

#define NOW G_GINT64_CONSTANT (1772546700) /* 14:05 */

/* Has the troubles of a session, which the test sets. */
#define TEST_TYPE_TROUBLE (test_trouble_get_type ())
G_DECLARE_FINAL_TYPE (TestTrouble, test_trouble, TEST, TROUBLE, GObject)

struct _TestTrouble
{
  GObject parent_instance;

  GError *error;
  GError *store_error;
};

G_DEFINE_FINAL_TYPE (TestTrouble, test_trouble, G_TYPE_OBJECT)

enum
{
  PROP_ERROR = 1,
  PROP_ERROR_SINCE,
  PROP_STORE_ERROR
};

static void
test_trouble_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TestTrouble *self = TEST_TROUBLE (object);

  if (id == PROP_ERROR_SINCE)
    g_value_set_int64 (value, NOW);
  else
    g_value_set_boxed (value, id == PROP_ERROR ? self->error : self->store_error);
}

static void
test_trouble_finalize (GObject *object)
{
  g_clear_error (&TEST_TROUBLE (object)->error);
  g_clear_error (&TEST_TROUBLE (object)->store_error);

  G_OBJECT_CLASS (test_trouble_parent_class)->finalize (object);
}

static void
test_trouble_class_init (TestTroubleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = test_trouble_get_property;
  object_class->finalize = test_trouble_finalize;
  g_object_class_install_property (object_class, PROP_ERROR,
                                   g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags));
  g_object_class_install_property (
      object_class, PROP_ERROR_SINCE,
      g_param_spec_int64 ("error-since", NULL, NULL, 0, G_MAXINT64, 0, flags));
  g_object_class_install_property (
      object_class, PROP_STORE_ERROR,
      g_param_spec_boxed ("store-error", NULL, NULL, G_TYPE_ERROR, flags));
}

static void
test_trouble_init (TestTrouble *self)
{
}

static void
set_error (TestTrouble *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify (G_OBJECT (self), "error");
}

static void
test_banner (void)
{
  TestTrouble *trouble = g_object_new (TEST_TYPE_TROUBLE, NULL);
  ArmadaTestClock *clock = armada_test_clock_new (NOW + 60);
  GtkWidget *widget = armada_session_banner_new ();
  GtkWidget *window = armada_test_show (widget, 400, 300);
  AdwBanner *banner = ADW_BANNER (adw_bin_get_child (ADW_BIN (widget)));

  armada_session_banner_set_session (ARMADA_SESSION_BANNER (widget), G_OBJECT (trouble),
                                     ARMADA_CLOCK (clock));
  g_assert_false (adw_banner_get_revealed (banner));

  set_error (trouble, armada_error_new (ARMADA_ERROR_OFFLINE, "get_devices"));
  g_assert_true (adw_banner_get_revealed (banner));
  g_assert_cmpstr (adw_banner_get_title (banner), ==, "Offline since 14:05");
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (banner)), ==, "fleet.refresh");

  set_error (trouble, armada_error_new (ARMADA_ERROR_UNAUTHORIZED, "get_devices 401"));
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (banner)), ==,
                   "win.sign-in-again");
  g_assert_cmpstr (adw_banner_get_title (banner), ==,
                   "You were signed out elsewhere. This is the last known fleet.");

  set_error (trouble, NULL);
  g_assert_false (adw_banner_get_revealed (banner));
  trouble->store_error = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "no disk");
  g_object_notify (G_OBJECT (trouble), "store-error");
  g_assert_true (adw_banner_get_revealed (banner));
  g_assert_cmpstr (adw_banner_get_button_label (banner), ==, "");

  armada_test_close (window, widget);
  g_assert_finalize_object (trouble);
  g_assert_finalize_object (clock);
}

static void
test_window_of_nobody (void)
{
  g_autofree char *folder = g_dir_make_tmp ("armada-XXXXXX", NULL);
  ArmadaClock *clock = armada_clock_new ();
  ArmadaSession *session = armada_session_new (folder, clock);
  GSettings *settings = g_settings_new ("id.trackgps.Armada");
  ArmadaWindow *window;
  g_autoptr (GAsyncResult) result = NULL;

  g_settings_set_int (settings, "window-width", 700);
  window = armada_window_new (NULL, session, clock, settings);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_cmpstr (armada_window_get_page_name (window), ==, "starting");
  armada_session_start_async (session, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_session_start_finish (session, result, NULL));
  g_assert_cmpstr (armada_window_get_page_name (window), ==, "sign-in");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Armada");
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (armada_window_get_fleet_page (window))));
  armada_test_wait_until (gtk_widget_get_width (GTK_WIDGET (window)) > 0);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, 700);

  g_settings_reset (settings, "window-width");

  g_clear_object (&result);
  armada_test_close (GTK_WIDGET (window), window);
  armada_session_close (session);
  armada_test_release (session);
  armada_test_release (clock);
  armada_test_release (settings);
}

static void
test_preferences (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("id.trackgps.Armada");
  g_autoptr (ArmadaStore) store = armada_store_new ("/nowhere");
  ArmadaPreferences *preferences = g_object_ref_sink (armada_preferences_new (settings, store));
  AdwComboRow *interval = armada_test_child (preferences, ARMADA_TYPE_PREFERENCES, "interval_row");
  AdwComboRow *scheme = armada_test_child (preferences, ARMADA_TYPE_PREFERENCES, "scheme_row");
  g_autofree char *nick = NULL;

  g_assert_cmpuint (adw_combo_row_get_selected (interval), ==, 1);
  adw_combo_row_set_selected (interval, 6);
  g_assert_cmpuint (g_settings_get_uint (settings, "refresh-interval"), ==, 300);
  g_settings_set_uint (settings, "refresh-interval", 25);
  g_assert_cmpuint (adw_combo_row_get_selected (interval), ==, 3);
  g_assert_cmpuint (g_settings_get_uint (settings, "refresh-interval"), ==, 25);
  adw_combo_row_set_selected (scheme, 2);
  nick = g_settings_get_string (settings, "color-scheme");
  g_assert_cmpstr (nick, ==, "dark");

  g_settings_reset (settings, "refresh-interval");
  g_settings_reset (settings, "color-scheme");
  g_assert_finalize_object (preferences);
}

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
  g_test_add_func ("/window/banner", test_banner);
  g_test_add_func ("/window/of-nobody", test_window_of_nobody);
  g_test_add_func ("/window/preferences", test_preferences);
  return g_test_run ();
}
