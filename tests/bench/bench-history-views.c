/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <stdio.h>

#include "armada-bench.h"
#include "armada-test-time-view.h"
#include "replay/armada-chart.h"
#include "replay/armada-timeline.h"

/*
 * Timeline and chart of a replay, one above the other, in a window of 1600x600: CPU time of the
 * frames while the position is moved, while it pans and while a range is dragged; over a million
 * fixes of a vehicle with three series, and over 50 vehicles of 24 hours with a fix every ten
 * seconds. Run it with GSK_RENDERER=cairo. Ends with 1 when a frame at the 95th percentile takes
 * longer than a display has.
 */

#define N_FRAMES 240
#define MOST_MS 16.0

typedef struct
{
  GtkWidget *window;
  GtkWidget *views[2];
  ArmadaReplay *replay;
  double begin;
  double frames[N_FRAMES];    /* ms of the main thread */
  double snapshots[N_FRAMES]; /* ms of them in our own code */
  double snapshot;
  guint n;
} Bench;

static Bench *bench; /* of whom snapshots are measured */
static void (*view_snapshot) (GtkWidget *widget, GtkSnapshot *snapshot);

static void
timed_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  double begin = armada_bench_cpu ();

  view_snapshot (widget, snapshot);
  bench->snapshot += armada_bench_cpu () - begin;
}

static void
before_paint_cb (GdkFrameClock *clock, Bench *self)
{
  self->begin = armada_bench_cpu ();
  self->snapshot = 0;
}

static void
after_paint_cb (GdkFrameClock *clock, Bench *self)
{
  if (self->n == N_FRAMES)
    return;
  self->frames[self->n] = armada_bench_cpu () - self->begin;
  self->snapshots[self->n] = self->snapshot;
  self->n++;
}

static void
open_window (Bench *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GdkFrameClock *clock;

  self->views[0] = armada_timeline_new ();
  self->views[1] = armada_chart_new ();
  armada_timeline_set_replay (ARMADA_TIMELINE (self->views[0]), self->replay);
  armada_chart_set_replay (ARMADA_CHART (self->views[1]), self->replay);
  armada_chart_set_shown (ARMADA_CHART (self->views[1]), "altitude", TRUE);
  armada_chart_set_shown (ARMADA_CHART (self->views[1]), "sensor_2", TRUE);
  for (guint i = 0; i < 2; i++)
    {
      gtk_widget_set_vexpand (self->views[i], TRUE);
      gtk_box_append (GTK_BOX (box), self->views[i]);
    }
  self->window = armada_test_show (box, 1600, 600);
  clock = gtk_widget_get_frame_clock (self->window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), self);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_paint_cb), self);
}

static void
measure_snapshots (Bench *self)
{
  bench = self;
  view_snapshot = GTK_WIDGET_GET_CLASS (self->views[0])->snapshot;
  for (guint i = 0; i < 2; i++)
    GTK_WIDGET_GET_CLASS (self->views[i])->snapshot = timed_snapshot;
}

static void
scrub (ArmadaReplay *replay, double share)
{
  double start = armada_replay_get_start (replay), end = armada_replay_get_end (replay);

  armada_replay_set_position (replay, start + share * (end - start));
  armada_replay_set_hover (replay, armada_replay_get_position (replay));
}

static void
pan (ArmadaReplay *replay, double share)
{
  double start = armada_replay_get_start (replay), span = armada_replay_get_end (replay) - start;

  armada_replay_set_visible (replay, start + share * span / 2, start + (share + 1) * span / 2);
}

static void
drag (ArmadaReplay *replay, double share)
{
  double start = armada_replay_get_start (replay), end = armada_replay_get_end (replay);

  armada_replay_set_range (replay, start, start + share * (end - start));
}

static gboolean
run (Bench *self, const char *what, void (*step) (ArmadaReplay *replay, double share))
{
  guint seen = 0;

  self->n = 0;
  while (self->n < N_FRAMES)
    {
      step (self->replay, (double) self->n / N_FRAMES);
      for (seen = self->n; self->n == seen;)
        g_main_context_iteration (NULL, TRUE);
    }
  qsort (self->frames, N_FRAMES, sizeof (double), armada_bench_compare);
  qsort (self->snapshots, N_FRAMES, sizeof (double), armada_bench_compare);
  printf ("  %-6s frame: median %5.2f ms, p95 %5.2f ms, worst %5.2f ms; of it ours: median %5.2f "
          "ms, p95 %5.2f ms\n",
          what, self->frames[N_FRAMES / 2], self->frames[N_FRAMES * 95 / 100],
          self->frames[N_FRAMES - 1], self->snapshots[N_FRAMES / 2],
          self->snapshots[N_FRAMES * 95 / 100]);
  return self->frames[N_FRAMES * 95 / 100] <= MOST_MS;
}

static gboolean
run_all (const char *title, ArmadaReplay *replay)
{
  Bench self = { .replay = replay };
  double begin = armada_bench_cpu ();
  gboolean good = TRUE;

  open_window (&self);
  printf ("%s: first picture after %.0f ms\n", title, armada_bench_cpu () - begin);
  measure_snapshots (&self);
  good &= run (&self, "scrub", scrub);
  good &= run (&self, "pan", pan);
  good &= run (&self, "range", drag);
  for (guint i = 0; i < 2; i++)
    GTK_WIDGET_GET_CLASS (self.views[i])->snapshot = view_snapshot;
  armada_test_close (self.window, self.views[0]);
  g_object_unref (replay);
  return good;
}

int
main (int argc, char **argv)
{
  gboolean good = TRUE;

  armada_test_ui_init (&argc, &argv);
  good &= run_all ("1 vehicle, 1 000 000 fixes", armada_test_replay (1, 1000000, 1));
  good &= run_all ("50 vehicles, 24 h, 8640 fixes each", armada_test_replay (50, 8640, 10));
  return good ? 0 : 1;
}
