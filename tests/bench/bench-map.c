/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "app/armada-init.h"
#include "armada-bench-allocations.h"
#include "armada-bench-map.h"
#include "armada-bench.h"
#include "armada-test.h"
#include "map/armada-map-view.h"

/*
 * bench-map [N [POLLS]]
 *
 * N vehicles (10 000) on the map in a window of 1600x900: how long from an answer's text to the
 * painted frame, what a poll costs, how smoothly it pans on blank ground and over streets, how
 * much memory it takes and how often it asks for some. With POLLS only so many polls are applied
 * and painted, for a tool that counts their instructions.
 */

#define POLLS 15
#define PAN_SECONDS 4
#define N_MOTIONS 20000

static void
report (const char *what, double value, const char *unit, const char *limit)
{
  g_print ("| %-68s | %9.1f %-6s | %-10s |\n", what, value, unit, limit);
}

static void
measure_first (ArmadaBenchMap *bench, GBytes *text)
{
  double resident = armada_bench_resident ();
  gint64 begin = g_get_monotonic_time ();
  ArmadaDeviceBatch *batch = armada_bench_map_read (bench, text);
  double was_read = armada_bench_since (begin);

  armada_bench_map_apply (bench, batch);
  armada_bench_map_paint (bench);
  report ("answer in memory: read in the worker", was_read, "ms", "");
  report ("answer in memory: painted", armada_bench_since (begin), "ms", "<= 150 ms");
  report ("memory over the empty window, besides the text", armada_bench_resident () - resident,
          "MB", "<= 60 MB");
}

/* each moves every vehicle */
static void
measure_polls (ArmadaBenchMap *bench, GBytes *texts[2], const char *where)
{
  double applies[POLLS], painted[POLLS], holds[POLLS], snapshots[POLLS], frames[POLLS];
  double allocations[POLLS];
  guint most_frames = 0;

  for (guint i = 0; i < POLLS; i++)
    {
      ArmadaDeviceBatch *batch = armada_bench_map_read (bench, texts[(i + 1) % 2]);
      gint64 begin = g_get_monotonic_time ();
      gulong n_allocations = armada_bench_count_allocations ();
      double cpu = armada_bench_cpu ();

      armada_bench_map_clear_counts (bench);
      armada_bench_map_apply (bench, batch);
      applies[i] = armada_bench_cpu () - cpu;
      holds[i] = armada_bench_map_paint (bench);
      painted[i] = armada_bench_since (begin);
      allocations[i] = (double) (armada_bench_count_allocations () - n_allocations);
      snapshots[i] = bench->worst_snapshot;
      frames[i] = bench->worst_frame;
      most_frames = MAX (most_frames, bench->n_snapshots);
    }
  g_print ("| %-68s | %16s | %-10s |\n", where, "", "");
  report ("  all moved: applied to fleet and view, main thread",
          armada_bench_median (applies, POLLS), "ms", "<= 8 ms");
  report ("  all moved: applied, the worst", applies[POLLS - 1], "ms", "");
  report ("  all moved: marks and scene, main thread", armada_bench_median (holds, POLLS), "ms",
          "<= 8 ms");
  report ("  all moved: marks and scene, the worst", holds[POLLS - 1], "ms", "");
  report ("  all moved: the layer's part of the frame", armada_bench_median (snapshots, POLLS),
          "ms", "<= 8 ms");
  report ("  all moved: the layer's part of the frame, the worst", snapshots[POLLS - 1], "ms", "");
  report ("  all moved: the whole frame with GTK's part", armada_bench_median (frames, POLLS), "ms",
          "");
  report ("  all moved: painted", armada_bench_median (painted, POLLS), "ms", "<= 33 ms");
  report ("  all moved: frames until all labels are there, at most", most_frames, "", "");
  report ("  all moved: main thread asks for memory", armada_bench_median (allocations, POLLS),
          "times", "");
}

static void
measure_pan (ArmadaBenchMap *bench, double zoom, const char *where, const char *limit)
{
  ArmadaBenchPan pan = armada_bench_map_pan (bench, zoom, PAN_SECONDS);
  g_autofree char *cpu = g_strdup_printf ("%s: main thread per frame", where);
  g_autofree char *part = g_strdup_printf ("%s: worst, the layer's part", where);
  g_autofree char *times = g_strdup_printf ("%s: main thread asks for memory", where);

  report (where, pan.fps, "fps", limit);
  report (cpu, pan.cpu, "ms", "");
  report (part, pan.worst_snapshot, "ms", "<= 8 ms");
  report (times, pan.n_allocations, "a frame", "");
}

static void
pan_both (ArmadaBenchMap *bench, gboolean clusters, const char *ground, const char *limit)
{
  g_autofree char *fills = g_strdup_printf ("pan, %s, fleet fills the window, clusters %s", ground,
                                            clusters ? "on" : "off");
  g_autofree char *city =
      g_strdup_printf ("pan, %s, city zoom, clusters %s", ground, clusters ? "on" : "off");

  armada_fleet_layer_set_clusters (bench->layer, clusters);
  measure_pan (bench, ARMADA_BENCH_FILLS, fills, limit);
  measure_pan (bench, ARMADA_BENCH_CITY, city, limit);
}

/* The pointer goes over the whole map, as events have it go. */
static void
measure_hover (ArmadaBenchMap *bench, const char *where)
{
  double width = gtk_widget_get_width (GTK_WIDGET (bench->layer));
  double height = gtk_widget_get_height (GTK_WIDGET (bench->layer));
  double begin = armada_bench_cpu ();

  for (guint i = 0; i < N_MOTIONS; i++)
    armada_fleet_layer_hover (bench->layer, fmod (i * 7.3, width), fmod (i * 3.1, height));
  report (where, (armada_bench_cpu () - begin) * 1e3 / N_MOTIONS, "us", "<= 10 us");
  armada_fleet_layer_hover (bench->layer, NAN, NAN);
}

/* So many frames in so many seconds come of vehicles that glide, and cost so much. */
static void
measure_glide (ArmadaBenchMap *bench, const char *where)
{
  gint64 end;
  double cpu;

  armada_fleet_layer_set_glide (bench->layer, TRUE);
  armada_bench_map_clear_counts (bench);
  cpu = armada_bench_cpu ();
  end = g_get_monotonic_time () + PAN_SECONDS * G_USEC_PER_SEC;
  while (g_get_monotonic_time () < end)
    {
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (500);
    }
  g_print ("| %-68s | %16s | %-10s |\n", where, "", "");
  report ("  gliding: frames a second", bench->n_snapshots / (double) PAN_SECONDS, "", "<= 20");
  report ("  gliding: the layer's part of a frame, the worst", bench->worst_snapshot, "ms",
          "<= 8 ms");
  report ("  gliding: main thread", (armada_bench_cpu () - cpu) / 10 / PAN_SECONDS, "%", "");
  measure_hover (bench, "  gliding: hover");
  armada_fleet_layer_set_glide (bench->layer, FALSE);
}

static void
measure_blank (ArmadaBenchMap *bench, GBytes *texts[2])
{
  measure_first (bench, texts[0]);
  measure_polls (bench, texts, "the fleet fills the window, clusters on");
  measure_hover (bench, "hover, the fleet fills the window, clusters on");
  measure_glide (bench, "the fleet fills the window, clusters on");
  armada_bench_map_look (bench, ARMADA_BENCH_CITY);
  measure_polls (bench, texts, "city zoom, clusters on");
  measure_hover (bench, "hover, city zoom, clusters on");
  measure_glide (bench, "city zoom, clusters on");
  pan_both (bench, TRUE, "blank", ">= 58 fps");
  pan_both (bench, FALSE, "blank", ">= 58 fps");
  armada_bench_map_look (bench, ARMADA_BENCH_FILLS);
  measure_polls (bench, texts, "the fleet fills the window, clusters off");
  measure_hover (bench, "hover, the fleet fills the window, clusters off");
  measure_glide (bench, "the fleet fills the window, clusters off");
}

static GtkWidget *
find_layer (GtkWidget *widget)
{
  GtkWidget *found = ARMADA_IS_FLEET_LAYER (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_layer (child);
  return found;
}

/* The program's own map, with the streets of the demo region. */
static void
measure_streets (GBytes *text)
{
  ArmadaBenchMap bench = { .count_allocations = armada_bench_count_allocations };
  ArmadaMapView *map = ARMADA_MAP_VIEW (armada_map_view_new ());

  bench.layer = ARMADA_FLEET_LAYER (find_layer (GTK_WIDGET (map)));
  armada_bench_map_open_over (&bench, GTK_WIDGET (map), armada_map_view_get_viewport (map));
  armada_map_view_set_fleet_view (map, bench.view);
  armada_bench_map_apply (&bench, armada_bench_map_read (&bench, text));
  armada_bench_map_look (&bench, ARMADA_BENCH_CITY);
  armada_test_wait_until (armada_map_view_get_complete (map));
  pan_both (&bench, TRUE, "streets", ">= 55 fps");
  gtk_window_destroy (GTK_WINDOW (bench.window));
}

int
main (int argc, char *argv[])
{
  guint n = argc > 1 ? (guint) atoi (argv[1]) : 10000;
  guint n_polls = argc > 2 ? (guint) atoi (argv[2]) : 0;
  ArmadaBenchMap bench = { .count_allocations = armada_bench_count_allocations };
  GBytes *texts[2];

  armada_ui_init_memory ();
  gtk_init ();
  adw_init ();
  armada_ui_init ();
  texts[0] = armada_bench_map_make_text (n, 5);
  texts[1] = armada_bench_map_make_text (n, 6);
  armada_bench_map_open (&bench);
  for (guint i = 0; i < n_polls; i++)
    {
      armada_bench_map_apply (&bench, armada_bench_map_read (&bench, texts[i % 2]));
      armada_bench_map_paint (&bench);
    }
  if (n_polls > 0)
    return 0;

  g_print ("%u vehicles, %.1f MB of text, %dx%d\n\n", n, (double) g_bytes_get_size (texts[0]) / 1e6,
           ARMADA_BENCH_WIDTH, ARMADA_BENCH_HEIGHT);
  g_print ("| %-68s | %16s | %-10s |\n|---|---|---|\n", "what", "measured", "wanted");
  measure_blank (&bench, texts);
  gtk_window_destroy (GTK_WINDOW (bench.window));
  measure_streets (texts[0]);
  report ("memory at the end", armada_bench_resident (), "MB", "");
  return 0;
}
