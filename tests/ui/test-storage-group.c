/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/armada-preferences.h"
#include "app/armada-storage-group.h"
#include "armada-test-fixes.h"
#include "armada-test-store.h"
#include "armada-test-ui.h"

typedef struct
{
  ArmadaTestStore store;
  GSettings *settings;
  ArmadaPreferences *preferences;
  ArmadaStorageGroup *group;
  GtkWidget *window;
} Fixture;

/* A day of the year that is now, so that it is shown without it. */
static void
put_tracks (Fixture *f, guint n)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *day = g_strdup_printf ("%d-01-02", g_date_time_get_year (now));
  g_autoptr (ArmadaFixes) fixes = armada_test_fixes (5000, 1);

  for (guint i = 0; i < n; i++)
    {
      const ArmadaTrackKey key = { f->store.account, i + 1, day, FALSE, 0 };

      g_assert_true (armada_test_store_put_track (&f->store, &key, TRUE, fixes));
    }
}

static void
set_up (Fixture *f, gconstpointer data)
{
  armada_test_store_set_up (&f->store, NULL);
  f->settings = g_settings_new ("id.trackgps.Armada");
  f->window = armada_test_show (adw_bin_new (), 700, 640);
}

static void
show (Fixture *f)
{
  f->preferences = armada_preferences_new (f->settings, f->store.store);
  f->group = armada_test_child (f->preferences, ARMADA_TYPE_PREFERENCES, "storage_group");
  adw_dialog_present (ADW_DIALOG (f->preferences), f->window);
}

static gpointer
child (Fixture *f, const char *name)
{
  return armada_test_child (f->group, ARMADA_TYPE_STORAGE_GROUP, name);
}

/* Turns the main loop until the row says @text; figures come from the store. */
static void
wait_for_usage (Fixture *f, const char *text)
{
  armada_test_wait_until (g_strcmp0 (adw_action_row_get_subtitle (child (f, "usage_row")), text) ==
                          0);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  armada_test_close (f->window, f->preferences);
  g_settings_reset (f->settings, "track-limit");
  armada_test_release (f->settings);
  armada_test_wait_until (G_OBJECT (f->store.store)->ref_count == 1); /* an answer under way */
  armada_test_store_tear_down (&f->store, NULL);
}

static void
test_nothing (Fixture *f, gconstpointer data)
{
  show (f);
  wait_for_usage (f, "None are kept");
  g_assert_false (gtk_widget_get_sensitive (child (f, "delete_row")));
}

static void
test_usage (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaStoreUsage) usage = NULL;
  g_autofree char *size = NULL;
  g_autofree char *of_two = NULL;
  g_autofree char *of_any = NULL;

  put_tracks (f, 30);
  usage = armada_test_store_get_usage (&f->store);
  size = g_strdup_printf ("%.1f MB", (double) usage->track_bytes / 1e6);
  of_two = g_strconcat (size, " of 2 GB, oldest 2 January", NULL);
  of_any = g_strconcat (size, ", oldest 2 January", NULL);
  show (f);
  g_assert_cmpuint (adw_combo_row_get_selected (child (f, "limit_row")), ==, 2);
  wait_for_usage (f, of_two);
  g_assert_true (gtk_widget_get_sensitive (child (f, "delete_row")));
  armada_test_shoot (f->window, "storage");

  adw_combo_row_set_selected (child (f, "limit_row"), 4);
  g_assert_cmpuint (g_settings_get_uint (f->settings, "track-limit"), ==, 0);
  wait_for_usage (f, of_any);
}

/* What is set by other means is kept as it is. */
static void
test_limit (Fixture *f, gconstpointer data)
{
  show (f);
  g_settings_set_uint (f->settings, "track-limit", 700);
  g_assert_cmpuint (adw_combo_row_get_selected (child (f, "limit_row")), ==, 2);
  g_assert_cmpuint (g_settings_get_uint (f->settings, "track-limit"), ==, 700);
  g_settings_set_uint (f->settings, "track-limit", 20000);
  g_assert_cmpuint (adw_combo_row_get_selected (child (f, "limit_row")), ==, 4);
  g_assert_cmpuint (g_settings_get_uint (f->settings, "track-limit"), ==, 20000);
  adw_combo_row_set_selected (child (f, "limit_row"), 0);
  g_assert_cmpuint (g_settings_get_uint (f->settings, "track-limit"), ==, 100);
}

static AdwAlertDialog *
ask_to_delete (Fixture *f)
{
  AdwDialog *dialog;

  g_signal_emit_by_name (child (f, "delete_row"), "activated");
  armada_test_wait_until (
      ADW_IS_ALERT_DIALOG (dialog = adw_window_get_visible_dialog (ADW_WINDOW (f->window))));
  return ADW_ALERT_DIALOG (dialog);
}

static void
answer (Fixture *f, AdwAlertDialog *dialog, const char *response)
{
  adw_alert_dialog_set_close_response (dialog, response);
  adw_dialog_close (ADW_DIALOG (dialog));
}

static void
test_delete (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaStoreUsage) usage = NULL;
  AdwAlertDialog *dialog;

  put_tracks (f, 2);
  show (f);
  armada_test_wait_until (gtk_widget_get_sensitive (child (f, "delete_row")));
  dialog = ask_to_delete (f);
  armada_test_shoot (f->window, "storage-delete");
  answer (f, dialog, "cancel");
  armada_test_wait_until (adw_window_get_visible_dialog (ADW_WINDOW (f->window)) ==
                          ADW_DIALOG (f->preferences));
  usage = armada_test_store_get_usage (&f->store);
  g_assert_cmpuint (usage->n_tracks, ==, 2);

  answer (f, ask_to_delete (f), "delete");
  wait_for_usage (f, "None are kept");
  g_assert_false (gtk_widget_get_sensitive (child (f, "delete_row")));
}

/* Without a store the reason stands there. */
static void
test_broken (Fixture *f, gconstpointer data)
{
  armada_store_close (f->store.store);
  show (f);
  wait_for_usage (f, "What you see cannot be kept on this computer.");
}

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
#define test(path, func) g_test_add ("/storage-group/" path, Fixture, NULL, set_up, func, tear_down)
  test ("nothing", test_nothing);
  test ("usage", test_usage);
  test ("limit", test_limit);
  test ("delete", test_delete);
  test ("broken", test_broken);
  return g_test_run ();
}
