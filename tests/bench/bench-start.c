/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long from exec to the first frame that shows the fleet of the store, without a server.
 *
 *   bench-start [VEHICLES] [RUNS]
 *
 * Runs itself: once to fill a store, then as the program with that store. Needs a display.
 */
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/armada-application.h"
#include "app/armada-init.h"
#include "store/armada-store.h"

#define CHILD "ARMADA_BENCH_EXEC_TIME" /* monotonic microseconds at exec; set in the child */

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static ArmadaDeviceBatch *
make_fleet (guint n_vehicles)
{
  ArmadaDeviceBatch *batch = armada_device_batch_new (TRUE);

  armada_device_batch_add_group (batch, 1, "Bench");
  for (guint i = 0; i < n_vehicles; i++)
    {
      g_autofree char *name = g_strdup_printf ("B %u XY", 1000 + i);
      ArmadaDeviceRecord fields;
      gint64 id = i + 1;

      armada_device_record_clear (&fields);
      fields.id = id;
      fields.group_id = 1;
      fields.name = fields.plate = name;
      fields.latitude = 47.05 + (i % 32) * 0.006;
      fields.longitude = 9.48 + (i / 32) * 0.004;
      fields.speed = i % 70;
      fields.online = i % 3 ? ARMADA_ONLINE_MOVING : ARMADA_ONLINE_STANDING;
      fields.fix_time = fields.contact_time = g_get_real_time () / G_USEC_PER_SEC - i;
      g_ptr_array_add (batch->changed, armada_device_record_new (&fields));
      g_array_append_val (batch->seen, id);
    }
  return batch;
}

static void
fill_store (const char *folder, guint n_vehicles)
{
  g_autofree char *path = g_build_filename (folder, "armada", "armada.db", NULL);
  g_autoptr (ArmadaStore) store = armada_store_new (path);
  const ArmadaAccount fields = { .server = "https://fleet.invalid",
                                 .email = "bench@fleet.invalid",
                                 .language = "en",
                                 .last_used = g_get_real_time () / G_USEC_PER_SEC };
  g_autoptr (ArmadaAccount) account = armada_account_new (&fields);
  g_autoptr (ArmadaAccount) stored = NULL;
  g_autoptr (ArmadaDeviceBatch) batch = make_fleet (n_vehicles);
  g_autoptr (GAsyncResult) put = NULL;
  g_autoptr (GError) error = NULL;

  armada_store_open_async (store, NULL, NULL, NULL);
  armada_store_put_account_async (store, account, NULL, keep_result, &put);
  wait_for (&put);
  stored = armada_store_put_account_finish (store, put, &error);
  if (stored == NULL)
    g_error ("%s", error->message);
  armada_store_put_fleet_async (store, stored->id, batch, NULL, NULL, NULL);
  armada_store_close (store);
}

static void
painted_cb (GdkFrameClock *clock, ArmadaApplication *application)
{
  ArmadaFleet *fleet = armada_session_get_fleet (armada_application_get_session (application));
  gint64 start = g_ascii_strtoll (g_getenv (CHILD), NULL, 10);

  if (armada_fleet_get_n_devices (fleet) == 0)
    return;
  printf ("%" G_GINT64_FORMAT "\n", (g_get_monotonic_time () - start) / 1000);
  fflush (stdout);
  _Exit (0);
}

static void
realized_cb (GtkWidget *window, ArmadaApplication *application)
{
  g_signal_connect_after (gtk_widget_get_frame_clock (window), "after-paint",
                          G_CALLBACK (painted_cb), application);
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window)
{
  g_signal_connect (window, "realize", G_CALLBACK (realized_cb), application);
}

static int
run_program (int argc, char **argv)
{
  ArmadaApplication *application;

  armada_ui_init_words ();
  application = armada_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}

static int
run_once (const char *program, const char *folder)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  g_autoptr (GSubprocess) child = NULL;
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, CHILD, now, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", folder, TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, program, NULL);
  if (child == NULL || !g_subprocess_communicate_utf8 (child, NULL, NULL, &out, NULL, &error))
    g_error ("%s", error->message);
  return atoi (out);
}

static int
compare_ints (const void *a, const void *b)
{
  return *(const int *) a - *(const int *) b;
}

int
main (int argc, char **argv)
{
  guint n_vehicles = argc > 1 ? (guint) atoi (argv[1]) : 1000;
  int n_runs = argc > 2 ? atoi (argv[2]) : 9;
  g_autofree char *folder = NULL;
  g_autofree int *times = NULL;

  if (g_getenv (CHILD) != NULL)
    return run_program (argc, argv);

  folder = g_dir_make_tmp ("armada-bench-XXXXXX", NULL);
  times = g_new0 (int, n_runs);
  fill_store (folder, n_vehicles);
  run_once (argv[0], folder); /* warms the caches */
  for (int i = 0; i < n_runs; i++)
    times[i] = run_once (argv[0], folder);
  qsort (times, (size_t) n_runs, sizeof *times, compare_ints);
  printf ("first frame with %u stored vehicles: median %d ms, least %d ms, most %d ms (%d runs)\n",
          n_vehicles, times[n_runs / 2], times[0], times[n_runs - 1], n_runs);
  return 0;
}
