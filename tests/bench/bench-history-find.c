/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cairo-pdf.h>
#include <math.h>
#include <stdio.h>

#include "armada-bench.h"
#include "armada-test-desk.h"
#include "armada-test-replay.h"
#include "armada-test-ui.h"
#include "replay/armada-evidence-page.h"
#include "replay/armada-find-list.h"
#include "replay/armada-timeline.h"

/*
 * Finding along a million fixes of one vehicle, a fix each second: what the search takes in its
 * thread, and how long the main thread is held at a stretch while list and timeline take what was
 * found. The second track's speed is noise about the limit, so that what is found is as much as can
 * be. Then a page of evidence of it, which is drawn in one piece. CPU time; best of five. Ends with
 * 1 when the main thread is held for too long.
 */

#define N 1000000
#define N_ROUNDS 5
#define MOST 8.0 /* milliseconds */

/* Overspeed every other second or so. */
static ArmadaReplayVehicle *
make_noise (void)
{
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();
  g_autoptr (GPtrArray) parts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_fixes_unref);
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (ArmadaTrack) track = NULL;
  ArmadaReplayVehicle *vehicle = armada_replay_vehicle_new (2, "Noise");

  for (guint i = 0; i < N; i++)
    armada_fixes_builder_add (
        builder, &(ArmadaFixPoint) { .time = ARMADA_TEST_DAY + i,
                                     .latitude = -6.2 + 0.1 * sin (i / 20000.),
                                     .longitude = 106.8 + 0.1 * cos (i / 20000.),
                                     .speed = (float) g_rand_double_range (random, 60, 100),
                                     .altitude = 20,
                                     .course = 90,
                                     .distance = 0.01f });
  armada_test_replay_end_segment (builder, ARMADA_SEGMENT_DRIVE, ARMADA_TEST_DAY);
  armada_fixes_builder_set_units (builder, "km/h", "km", "m", "l");
  g_ptr_array_add (parts, armada_fixes_builder_end (builder));
  track = armada_track_new (parts);
  armada_replay_vehicle_set_tracks (vehicle, track, NULL);
  return vehicle;
}

typedef struct
{
  double search; /* of all other threads */
  double held;   /* longest of the main thread */
  guint n;
} Figures;

/* Turns the loop until the search ended and its list was drawn. */
static void
turn (ArmadaFinder *finder, Figures *figures)
{
  double all = armada_bench_process_cpu (), own = armada_bench_cpu ();
  gint64 end = G_MAXINT64;
  double held = 0, before;

  while (g_get_monotonic_time () < end)
    {
      before = armada_bench_cpu ();
      g_main_context_iteration (NULL, FALSE);
      held = MAX (held, armada_bench_cpu () - before);
      if (end == G_MAXINT64 && !armada_finder_get_busy (finder))
        {
          figures->search = MIN (figures->search,
                                 armada_bench_process_cpu () - all - (armada_bench_cpu () - own));
          end = g_get_monotonic_time () + 200 * 1000;
        }
    }
  figures->held = MIN (figures->held, held);
  figures->n = g_list_model_get_n_items (G_LIST_MODEL (finder));
}

static gboolean
measure (ArmadaFinder *finder, ArmadaFindKind kind, const char *what)
{
  Figures figures = { INFINITY, INFINITY, 0 };

  armada_finder_set_kind (finder, kind);
  armada_finder_set_least (finder, 0);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      armada_finder_set_least (finder, 2 + i % 2); /* another search */
      turn (finder, &figures);
      armada_finder_set_least (finder, 0);
      turn (finder, &figures);
    }
  printf ("%s: %u found, %.0f ms in the thread, main thread held for %.1f ms\n", what, figures.n,
          figures.search, figures.held);
  return figures.held <= MOST;
}

static void
draw_evidence (ArmadaReplayVehicle *vehicle)
{
  double best = INFINITY;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (ArmadaEvidence) evidence = armada_evidence_new (vehicle);
      cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (NULL, NULL, 595, 842);
      cairo_t *cr = cairo_create (surface);
      PangoLayout *layout = pango_cairo_create_layout (cr);
      double before;

      armada_evidence_set_period (evidence, ARMADA_TEST_DAY, ARMADA_TEST_DAY + N);
      evidence->server = g_strdup ("");
      evidence->plate = g_strdup ("");
      before = armada_bench_cpu ();
      armada_evidence_draw_page (evidence, 0, cr, layout, 595, 842);
      best = MIN (best, armada_bench_cpu () - before);
      g_object_unref (layout);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
  printf ("the first page of evidence without its map: %.0f ms\n", best);
}

int
main (int argc, char **argv)
{
  ArmadaTestDesk desk;
  g_autoptr (ArmadaReplay) replay = NULL;
  g_autoptr (ArmadaReplayVehicle) noise = NULL;
  GtkWidget *box, *list, *timeline, *window;
  ArmadaHistoryLoader *loader;
  ArmadaFinder *finder;
  gboolean good;

  armada_test_ui_init (&argc, &argv);
  armada_test_desk_open (&desk, 3);
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  list = armada_find_list_new ();
  timeline = armada_timeline_new ();
  replay = armada_test_replay (1, N, 1);
  loader = armada_history_loader_new (desk.session, replay, ARMADA_CLOCK (desk.clock));
  armada_find_list_set_models (ARMADA_FIND_LIST (list), replay, loader);
  finder = armada_find_list_get_finder (ARMADA_FIND_LIST (list));
  armada_timeline_set_replay (ARMADA_TIMELINE (timeline), replay);
  g_object_set (timeline, "finder", finder, "hexpand", TRUE, NULL);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), timeline);
  window = armada_test_show (box, 1200, 600);
  good = measure (finder, ARMADA_FIND_STOPS, "stops of any length");
  good = measure (finder, ARMADA_FIND_IDLING, "idling of any length") && good;
  good = measure (finder, ARMADA_FIND_OVERSPEED, "overspeed") && good;
  noise = make_noise ();
  armada_replay_add (replay, noise);
  armada_replay_set_current (replay, noise);
  good = measure (finder, ARMADA_FIND_OVERSPEED, "overspeed in noise") && good;
  draw_evidence (noise);
  gtk_window_destroy (GTK_WINDOW (window));
  return good ? 0 : 1;
}
