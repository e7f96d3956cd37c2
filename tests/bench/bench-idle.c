/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the program takes when nobody does anything: with its window shown, and with it hidden.
 *
 *   bench-idle [VEHICLES] [SECONDS]
 *
 * Runs itself as the program with the demo fleet, and reads of the process what the kernel counts,
 * in slices of half a second: a poll is over in few of them, so that their median is what lies
 * between polls. Needs a display.
 */
#include <glib-unix.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/armada-application.h"
#include "app/armada-init.h"
#include "app/armada-renderer.h"

#define CHILD "ARMADA_BENCH_IDLE" /* set in the child */
#define SLICE 500000              /* microseconds */
#define SETTLE 5                  /* seconds that are looked at for it to have come to rest */
#define SETTLES 60                /* at most */
#define RESTS 4                   /* of these, one after the other */
#define RESTING 2.5               /* percent of one core */

typedef struct
{
  double cpu;      /* percent of one core */
  double wake_ups; /* a second */
} Slice;

typedef struct
{
  gint64 time;
  guint64 nanoseconds;
  guint64 wake_ups;
} Count;

static void
painted_cb (GdkFrameClock *clock, ArmadaApplication *application)
{
  ArmadaFleet *fleet = armada_session_get_fleet (armada_application_get_session (application));

  if (armada_fleet_get_n_devices (fleet) == 0)
    return;
  g_signal_handlers_disconnect_by_func (clock, painted_cb, application);
  puts ("ready");
  fflush (stdout);
}

static gboolean
hide_cb (gpointer application)
{
  gtk_widget_set_visible (GTK_WIDGET (armada_application_get_window (application)), FALSE);
  g_object_set (armada_application_get_session (application), "hidden", TRUE, NULL);
  return G_SOURCE_REMOVE;
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

  armada_ui_init_memory ();
  armada_ui_init_words ();
  armada_renderer_choose ();
  application = armada_application_new ();
  g_application_set_flags (G_APPLICATION (application),
                           g_application_get_flags (G_APPLICATION (application)) |
                               G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  g_unix_signal_add (SIGUSR1, hide_cb, application);
  return g_application_run (G_APPLICATION (application), argc, argv);
}

/* The number after @key in a file of /proc; without a key the first one. */
static guint64
read_number (const char *path, const char *key)
{
  g_autofree char *text = NULL;
  char *at;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  at = key ? strstr (text, key) : text;
  return at ? g_ascii_strtoull (at + (key ? strlen (key) : 0), NULL, 10)
            : 0; /* blanks are skipped */
}

/* Of all threads: one that ends takes its counts with it, which is less than a slice. */
static Count
count (const char *pid)
{
  g_autofree char *tasks = g_build_filename ("/proc", pid, "task", NULL);
  g_autoptr (GDir) dir = g_dir_open (tasks, 0, NULL);
  Count sum = { .time = g_get_monotonic_time () };
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *schedstat = g_build_filename (tasks, name, "schedstat", NULL);
      g_autofree char *status = g_build_filename (tasks, name, "status", NULL);

      sum.nanoseconds += read_number (schedstat, NULL);
      sum.wake_ups += read_number (status, "\nvoluntary_ctxt_switches:\t");
    }
  return sum;
}

static int
compare_cpu (const void *a, const void *b)
{
  const Slice *one = a, *other = b;

  return (one->cpu > other->cpu) - (one->cpu < other->cpu);
}

static int
compare_wake_ups (const void *a, const void *b)
{
  const Slice *one = a, *other = b;

  return (one->wake_ups > other->wake_ups) - (one->wake_ups < other->wake_ups);
}

static Slice
get_difference (Count before, Count now)
{
  double seconds = (double) (now.time - before.time) / G_USEC_PER_SEC;

  return (Slice) { MAX ((double) now.nanoseconds - (double) before.nanoseconds, 0) / seconds / 1e7,
                   MAX ((double) now.wake_ups - (double) before.wake_ups, 0) / seconds };
}

static void
print_slices (const char *pid, const char *what, Slice *slices, guint n)
{
  g_autofree char *status = g_build_filename ("/proc", pid, "status", NULL);
  double cpu = 0, wake_ups = 0;

  for (guint i = 0; i < n; i++)
    {
      cpu += slices[i].cpu / n;
      wake_ups += slices[i].wake_ups / n;
    }
  qsort (slices, n, sizeof *slices, compare_cpu);
  printf ("%-7s %5.2f %% of a core between polls, %5.2f %% with them; ", what, slices[n / 2].cpu,
          cpu);
  qsort (slices, n, sizeof *slices, compare_wake_ups);
  printf ("%5.1f wake-ups a second, %5.1f with polls; ", slices[n / 2].wake_ups, wake_ups);
  printf ("%" G_GUINT64_FORMAT " MB resident, %" G_GUINT64_FORMAT " MB of it its own\n",
          read_number (status, "VmRSS:") / 1000, read_number (status, "RssAnon:") / 1000);
  fflush (stdout);
}

static void
measure (const char *pid, const char *what, guint seconds)
{
  guint n = seconds * G_USEC_PER_SEC / SLICE;
  g_autofree Slice *slices = g_new0 (Slice, n);
  Count before = count (pid);

  for (guint i = 0; i < n; i++)
    {
      Count now;

      g_usleep (SLICE);
      now = count (pid);
      slices[i] = get_difference (before, now);
      before = now;
    }
  print_slices (pid, what, slices, n);
}

/* At first the past is fetched and kept: a week of events of all vehicles. */
static void
wait_for_rest (const char *pid)
{
  for (guint i = 0, rests = 0; i < SETTLES; i++)
    {
      Count before = count (pid);

      g_usleep (SETTLE * G_USEC_PER_SEC);
      rests = get_difference (before, count (pid)).cpu < RESTING ? rests + 1 : 0;
      if (rests == RESTS)
        return;
    }
  printf ("the program does not come to rest\n");
}

static void
wait_for_ready (GSubprocess *child)
{
  g_autoptr (GDataInputStream) lines =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, &error);

  if (line == NULL)
    g_error ("the program ended: %s", error ? error->message : "no reason given");
}

int
main (int argc, char **argv)
{
  const char *vehicles = argc > 1 ? argv[1] : "1000";
  guint seconds = argc > 2 ? (guint) atoi (argv[2]) : 60;
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;
  const char *pid;

  if (g_getenv (CHILD) != NULL)
    return run_program (argc, argv);

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_subprocess_launcher_setenv (launcher, CHILD, "yes", TRUE);
  g_subprocess_launcher_unsetenv (launcher, "GSK_RENDERER"); /* the program chooses */
  child = g_subprocess_launcher_spawn (launcher, &error, argv[0], "--demo", "--demo-vehicles",
                                       vehicles, "--page", "fleet", NULL);
  if (child == NULL)
    g_error ("%s", error->message);
  pid = g_subprocess_get_identifier (child);
  wait_for_ready (child);
  wait_for_rest (pid);
  measure (pid, "shown", seconds);
  g_subprocess_send_signal (child, SIGUSR1);
  g_usleep (5 * G_USEC_PER_SEC);
  measure (pid, "hidden", seconds);
  g_subprocess_send_signal (child, SIGTERM);
  g_subprocess_wait (child, NULL, NULL);
  return 0;
}
