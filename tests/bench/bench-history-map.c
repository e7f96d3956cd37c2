/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <math.h>

#include "armada-bench.h"
#include "armada-test-track.h"
#include "armada-test.h"
#include "map/armada-track-layer.h"
#include "map/armada-track-raster.h"
#include "model/armada-projection.h"

/*
 * Tracks on a map without tiles, in a window of 1600x900: how long until the first whole picture,
 * how smoothly it pans, zooms, scrubs and drags a range, with 100 000 and 1 000 000 fixes and with
 * 50 vehicles of a day; beside it ShumatePathLayer with the same 100 000 points. Run it with
 * GSK_RENDERER=cairo. The argument is for how many seconds each is measured, 3 if there is none.
 * Ends with 1 when a limit is passed.
 */

#define FRAMES 4096
#define PAN_SPEED 600  /* pixels a second */
#define PAN_RADIUS 400 /* pixels, of the circle that is panned along */
#define LATITUDE 47.16
#define LONGITUDE 9.52
#define STREET 15

typedef struct
{
  GtkWidget *window;
  ShumateMap *map;
  ShumateViewport *viewport;
  ArmadaTrackLayer *layer;
  ArmadaReplay *replay;
  double seconds;

  gint64 begin; /* microseconds, of the measurement */
  double middle_x, middle_y, zoom, scale;

  gint64 frame_begin;
  double frames[FRAMES]; /* milliseconds from the beginning to the end of each */
  double cpu[FRAMES];    /* milliseconds of the main thread in it */
  double cpu_begin;
  guint n_frames;

  gboolean failed;
} Bench;

typedef struct
{
  double median, p95;         /* milliseconds of a frame */
  double cpu_median, cpu_p95; /* of the main thread in it */
  double fps;
} Smoothness;

static void
before_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;

  bench->frame_begin = g_get_monotonic_time ();
  bench->cpu_begin = armada_bench_cpu ();
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;

  if (bench->n_frames >= FRAMES)
    return;
  bench->frames[bench->n_frames] = armada_bench_since (bench->frame_begin);
  bench->cpu[bench->n_frames++] = armada_bench_cpu () - bench->cpu_begin;
}

static void
open_window (Bench *bench)
{
  g_autoptr (ShumateMapSource) source =
      SHUMATE_MAP_SOURCE (shumate_raster_renderer_new_from_url ("file:///{z}/{x}/{y}"));
  GdkFrameClock *clock;

  bench->map = shumate_map_new ();
  bench->viewport = shumate_map_get_viewport (bench->map);
  shumate_viewport_set_reference_map_source (bench->viewport, source);
  bench->layer = armada_track_layer_new (bench->viewport);
  shumate_map_add_layer (bench->map, SHUMATE_LAYER (bench->layer));
  bench->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (bench->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (bench->window), 1600, 900);
  gtk_window_set_child (GTK_WINDOW (bench->window), GTK_WIDGET (bench->map));
  gtk_window_present (GTK_WINDOW (bench->window));
  armada_test_wait_until (gtk_widget_get_width (GTK_WIDGET (bench->layer)) > 0);
  clock = gtk_widget_get_frame_clock (bench->window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), bench);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_paint_cb), bench);
}

static void
report (Bench *bench, const char *what, double value, const char *unit, double most)
{
  g_autofree char *limit = most > 0 ? g_strdup_printf ("<= %.0f", most) : g_strdup ("");

  g_print ("| %-64s | %9.1f %-5s | %-8s |\n", what, value, unit, limit);
  if (most > 0 && value > most)
    bench->failed = TRUE;
}

static void
report_at_least (Bench *bench, const char *what, double value, const char *unit, double least)
{
  g_autofree char *limit = g_strdup_printf (">= %.0f", least);

  g_print ("| %-64s | %9.1f %-5s | %-8s |\n", what, value, unit, limit);
  if (value < least)
    bench->failed = TRUE;
}

static double
elapsed (Bench *bench, GdkFrameClock *clock)
{
  return (double) (gdk_frame_clock_get_frame_time (clock) - bench->begin) / 1e6;
}

static gboolean
pan_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;
  double turned = elapsed (bench, clock) * PAN_SPEED / PAN_RADIUS;
  double x = bench->middle_x + PAN_RADIUS * (cos (turned) - 1) / bench->scale;
  double y = bench->middle_y + PAN_RADIUS * sin (turned) / bench->scale;

  shumate_location_set_location (SHUMATE_LOCATION (bench->viewport), armada_projection_latitude (y),
                                 armada_projection_longitude (x));
  return G_SOURCE_CONTINUE;
}

static gboolean
zoom_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;

  shumate_viewport_set_zoom_level (bench->viewport,
                                   bench->zoom + 1.5 - 1.5 * cos (elapsed (bench, clock) * 2));
  return G_SOURCE_CONTINUE;
}

/* a place on the period that goes to and fro */
static double
swing (Bench *bench, GdkFrameClock *clock)
{
  double start = armada_replay_get_start (bench->replay);
  double end = armada_replay_get_end (bench->replay);

  return start + (end - start) * (0.5 - 0.5 * cos (elapsed (bench, clock)));
}

static gboolean
scrub_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;

  armada_replay_set_position (bench->replay, swing (bench, clock));
  return G_SOURCE_CONTINUE;
}

static gboolean
range_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;

  armada_replay_set_range (bench->replay, armada_replay_get_start (bench->replay),
                           swing (bench, clock));
  return G_SOURCE_CONTINUE;
}

static gboolean
play_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;

  armada_replay_set_position (bench->replay, armada_replay_get_start (bench->replay) +
                                                 600 * elapsed (bench, clock));
  return G_SOURCE_CONTINUE;
}

static Smoothness
measure (Bench *bench, GtkTickCallback tick)
{
  Smoothness found = { 0 };
  gint64 begin;
  double took;
  guint id;

  bench->begin = g_get_monotonic_time ();
  id = gtk_widget_add_tick_callback (bench->window, tick, bench, NULL);
  armada_test_wait_until (g_get_monotonic_time () - bench->begin > G_USEC_PER_SEC / 4);
  bench->n_frames = 0;
  begin = g_get_monotonic_time ();
  armada_test_wait_until ((double) (g_get_monotonic_time () - begin) >
                              bench->seconds * G_USEC_PER_SEC &&
                          bench->n_frames > 0);
  took = (double) (g_get_monotonic_time () - begin) / 1e6;
  gtk_widget_remove_tick_callback (bench->window, id);

  found.fps = bench->n_frames / took;
  qsort (bench->frames, bench->n_frames, sizeof (double), armada_bench_compare);
  found.median = bench->frames[bench->n_frames / 2];
  found.p95 = bench->frames[bench->n_frames * 95 / 100];
  qsort (bench->cpu, bench->n_frames, sizeof (double), armada_bench_compare);
  found.cpu_median = bench->cpu[bench->n_frames / 2];
  found.cpu_p95 = bench->cpu[bench->n_frames * 95 / 100];
  return found;
}

static void
report_all (Bench *bench, const char *what, const Smoothness *found, double p95, double fps)
{
  g_autofree char *cpu =
      g_strdup_printf ("  %s: main thread, p95 (median %.1f)", what, found->cpu_median);
  g_autofree char *wall = g_strdup_printf ("  %s: frame, p95 (median %.1f)", what, found->median);
  g_autofree char *rate = g_strdup_printf ("  %s", what);

  report (bench, cpu, found->cpu_p95, "ms", p95);
  report (bench, wall, found->p95, "ms", 0);
  if (fps > 0)
    report_at_least (bench, rate, found->fps, "fps", fps);
}

static void
settle (Bench *bench)
{
  while (!armada_track_layer_get_settled (bench->layer))
    g_main_context_iteration (NULL, TRUE);
}

static void
hold_middle (Bench *bench)
{
  ArmadaMapTransform transform;

  settle (bench);
  g_assert_true (armada_map_transform_init (&transform, bench->viewport, 1600, 900));
  bench->middle_x = transform.x;
  bench->middle_y = transform.y;
  bench->zoom = transform.zoom;
  bench->scale = transform.scale;
}

static void
go_to_street (Bench *bench)
{
  shumate_viewport_set_zoom_level (bench->viewport, STREET);
  hold_middle (bench);
}

static void
go_to_all (Bench *bench)
{
  armada_track_layer_fit (bench->layer, FALSE);
  hold_middle (bench);
}

static void
open_replay (Bench *bench)
{
  bench->replay = armada_replay_new ();
  armada_track_layer_set_replay (bench->layer, bench->replay);
}

static void
close_replay (Bench *bench)
{
  armada_track_layer_set_replay (bench->layer, NULL);
  settle (bench);
  g_clear_object (&bench->replay);
}

/* From the track in memory to the picture, with what makes it quick to ask. */
static void
measure_open (Bench *bench, ArmadaTrack *track, double limit)
{
  ArmadaReplayVehicle *vehicle;
  double before = armada_bench_resident ();
  gint64 begin = g_get_monotonic_time ();
  guint n = armada_track_get_n (track);

  vehicle = armada_test_track_show (bench->replay, track, "Truck");
  report (bench, "  the index, which the replay makes", armada_bench_since (begin), "ms", 0);
  armada_track_layer_fit (bench->layer, FALSE);
  settle (bench);
  report (bench, "  in memory to the first whole picture", armada_bench_since (begin), "ms", limit);
  report (bench, "  track and index",
          (double) (armada_track_get_memory (track) +
                    armada_track_index_get_memory (armada_replay_vehicle_get_index (vehicle))) /
              n,
          "B/fix", 100);
  report (bench, "  grown by, with pictures", armada_bench_resident () - before, "MB", 0);
}

/* what the worker does for one picture, alone and without hurry */
static void
measure_worker (Bench *bench)
{
  ArmadaTrackScene *scene = armada_track_layer_get_scene (bench->layer);
  g_autoptr (GArray) strokes = g_array_new (FALSE, FALSE, sizeof (ArmadaTrackStroke));
  ArmadaTrackRaster raster = { .scale = 1, .from = NAN, .to = NAN, .opacity = 1 };
  g_autoptr (ArmadaPictureTiles) tiles = NULL;
  double begin;

  g_assert_true (armada_map_transform_init (&raster.transform, bench->viewport, 1600, 900));
  begin = armada_bench_cpu ();
  for (guint i = 0; i < scene->n_ways; i++)
    armada_track_line_collect (scene->ways[i].line, &raster.transform, 0.6, NAN, NAN, strokes);
  report (bench, "  worker: strokes of a picture found", armada_bench_cpu () - begin, "ms", 0);
  report (bench, "  worker: so many", strokes->len, "", 0);
  begin = armada_bench_cpu ();
  tiles = armada_track_raster_draw (&raster, scene, NULL);
  report (bench, "  worker: a picture drawn", armada_bench_cpu () - begin, "ms", 0);
}

static Smoothness
measure_track (Bench *bench, guint n, double open_limit, double pan_limit)
{
  g_autoptr (ArmadaTrack) track = armada_test_track_wander (n, 7, LATITUDE, LONGITUDE);
  Smoothness pan, found;

  g_print ("| %-64s | %15s | %-8s |\n", "", "", "");
  report (bench, "fixes of one vehicle", n, "", 0);
  open_replay (bench);
  measure_open (bench, track, open_limit);
  go_to_all (bench);
  measure_worker (bench);
  pan = measure (bench, pan_cb);
  report_all (bench, "pan, all in the window", &pan, pan_limit, 55);
  go_to_all (bench);
  found = measure (bench, scrub_cb);
  report_all (bench, "scrub, all in the window", &found, 16, 55);
  go_to_all (bench);
  found = measure (bench, range_cb);
  report_all (bench, "drag a range, all in the window", &found, 16, 0);
  armada_replay_set_range (bench->replay, NAN, NAN);
  go_to_all (bench);
  found = measure (bench, zoom_cb);
  report_all (bench, "zoom in and out", &found, 0, 0);
  go_to_all (bench);
  go_to_street (bench);
  found = measure (bench, pan_cb);
  report_all (bench, "pan, street zoom", &found, pan_limit, 55);
  close_replay (bench);
  return pan;
}

static void
measure_many (Bench *bench)
{
  Smoothness found;

  g_print ("| %-64s | %15s | %-8s |\n", "", "", "");
  report (bench, "vehicles of a day each, a fix every 10 s", 50, "", 0);
  open_replay (bench);
  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (ArmadaTrack) track = armada_test_track_wander (8640, i, LATITUDE, LONGITUDE);
      g_autofree char *name = g_strdup_printf ("Truck %u", i + 1);

      armada_test_track_show (bench->replay, track, name);
    }
  go_to_all (bench);
  found = measure (bench, play_cb);
  report_all (bench, "played x600", &found, 0, 55);
  found = measure (bench, pan_cb);
  report_all (bench, "pan, all in the window", &found, 0, 55);
  close_replay (bench);
}

static void
measure_theirs (Bench *bench, guint n, const Smoothness *ours)
{
  g_autoptr (ArmadaTrack) track = armada_test_track_wander (n, 7, LATITUDE, LONGITUDE);
  ShumatePathLayer *path = shumate_path_layer_new (bench->viewport);
  Smoothness found;

  g_print ("| %-64s | %15s | %-8s |\n", "", "", "");
  report (bench, "fixes in a ShumatePathLayer, one colour", n, "", 0);
  for (guint i = 0; i < n; i++)
    {
      guint index;
      ArmadaFixes *fixes = armada_track_find (track, i, &index);

      shumate_path_layer_add_node (path, SHUMATE_LOCATION (shumate_coordinate_new_full (
                                             fixes->latitude[index] * ARMADA_FIX_DEGREES,
                                             fixes->longitude[index] * ARMADA_FIX_DEGREES)));
    }
  shumate_path_layer_set_stroke_width (path, 4);
  gtk_widget_set_visible (GTK_WIDGET (bench->layer), FALSE);
  shumate_map_add_layer (bench->map, SHUMATE_LAYER (path));
  found = measure (bench, pan_cb);
  report_all (bench, "pan, all in the window", &found, 0, 0);
  shumate_map_remove_layer (bench->map, SHUMATE_LAYER (path));
  gtk_widget_set_visible (GTK_WIDGET (bench->layer), TRUE);
  report_at_least (bench, "  so many times our main thread's time, median",
                   found.cpu_median / ours->cpu_median, "x", 10);
}

int
main (int argc, char *argv[])
{
  Bench bench = { .seconds = argc > 1 ? atof (argv[1]) : 3 };
  Smoothness ours;

  gtk_init ();
  adw_init ();
  open_window (&bench);
  shumate_location_set_location (SHUMATE_LOCATION (bench.viewport), LATITUDE, LONGITUDE);
  g_print ("1600x900, %s\n\n",
           G_OBJECT_TYPE_NAME (gtk_native_get_renderer (GTK_NATIVE (bench.window))));
  g_print ("| %-64s | %15s | %-8s |\n|---|---|---|\n", "what", "measured", "wanted");
  ours = measure_track (&bench, 100000, 0, 16);
  measure_theirs (&bench, 100000, &ours);
  measure_many (&bench);
  measure_track (&bench, 1000000, 1000, 0);
  gtk_window_destroy (GTK_WINDOW (bench.window));
  return bench.failed ? 1 : 0;
}
