/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <math.h>
#include <time.h>
#include <unistd.h>

#include "api/armada-devices-reader.h"
#include "armada-test-fleet.h"
#include "armada-test.h"
#include "map/armada-fleet-layer.h"
#include "map/armada-map-transform.h"
#include "model/armada-projection.h"

/*
 * The fleet on the map without tiles, in a window of 1600x900: how long from an answer's text to
 * the painted frame, what a poll costs, how smoothly it pans, how much memory it takes. Run it with
 * GSK_RENDERER=cairo; the argument is the number of vehicles, 10 000 if there is none.
 */

#define POLLS 15
#define PAN_SECONDS 4
#define PAN_SPEED 600  /* pixels a second */
#define PAN_RADIUS 400 /* pixels, of the circle that is panned along */

typedef struct
{
  GtkWidget *window;
  ShumateViewport *viewport;
  ArmadaFleetLayer *layer;
  ArmadaFleet *fleet;
  ArmadaFleetView *view;
  ArmadaDevicesReader *reader;

  double frame_begin; /* CPU seconds */
  double frame_cpu;   /* of all frames since it was set to 0 */
  double worst_frame;
  guint n_frames;

  gint64 pan_begin; /* microseconds */
  double middle_x, middle_y, scale;
} Bench;

static double snapshot_cpu, worst_snapshot;
static guint n_snapshots;
static void (*layer_snapshot) (GtkWidget *widget, GtkSnapshot *snapshot);

static double
cpu_now (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return (double) t.tv_sec + (double) t.tv_nsec * 1e-9;
}

static void
timed_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  double begin = cpu_now ();

  layer_snapshot (widget, snapshot);
  snapshot_cpu = cpu_now () - begin;
  worst_snapshot = MAX (worst_snapshot, snapshot_cpu);
  n_snapshots++;
}

static double
resident_mb (void)
{
  g_autofree char *text = NULL;
  glong pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*d %ld", &pages);
  return (double) pages * (double) sysconf (_SC_PAGESIZE) / 1e6;
}

static void
add_device (GString *json, guint i, guint32 seed, double span, gint64 now)
{
  ArmadaDeviceRecord record;
  char name[32];

  armada_test_fleet_fill (&record, name, i, seed, span, now);
  g_string_append_printf (
      json,
      "%s{\"id\":%u,\"alarm\":%d,\"name\":\"%s\",\"online\":\"%s\","
      "\"timestamp\":%" G_GINT64_FORMAT ",\"acktimestamp\":%" G_GINT64_FORMAT
      ",\"lat\":%.6f,\"lng\":%.6f,\"course\":%.1f,\"speed\":%g,\"altitude\":450,"
      "\"unit_of_distance\":\"km\",\"distance_unit_hour\":\"km/h\",\"tail\":[",
      i ? "," : "", i + 1, record.alarm, name,
      record.online == ARMADA_ONLINE_MOVING ? "online" : "ack", now - 5, now - 5, record.latitude,
      record.longitude, record.course, record.speed);
  for (guint t = 0; t < 15; t++)
    g_string_append_printf (json, "%s{\"lat\":\"%.6f\",\"lng\":\"%.6f\"}", t ? "," : "",
                            record.latitude - 0.0004 * t, record.longitude + 0.0003 * t);
  g_string_append (json, "],\"sensors\":[");
  for (guint s = 0; s < 6; s++)
    g_string_append_printf (json,
                            "%s{\"id\":%u,\"type\":\"battery\",\"name\":\"Battery %u\",\"value\":"
                            "\"12.%u V\",\"show_in_popup\":1,\"scale_value\":null}",
                            s ? "," : "", 100 * i + s, s, i % 10);
  g_string_append (json, "],\"services\":[],\"device_data\":{\"imei\":\"000000000000000\","
                         "\"plate_number\":\"FL 12345\",\"device_model\":\"Actros\",\"pad\":\"");
  for (guint k = 0; k < 34; k++)
    g_string_append (json, "as many bytes as a real server sends\\u00a0");
  g_string_append (json, "\"}}");
}

static GBytes *
make_text (guint n, guint32 seed, double span)
{
  GString *json = g_string_sized_new (n * 4200u);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_string_append (json, "[{\"id\":1,\"title\":\"Fleet\",\"items\":[");
  for (guint i = 0; i < n; i++)
    add_device (json, i, seed, span, now);
  g_string_append (json, "]}]");
  return g_string_free_to_bytes (json);
}

static void
before_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;

  bench->frame_begin = cpu_now ();
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;
  double cpu = cpu_now () - bench->frame_begin;

  bench->frame_cpu += cpu;
  bench->worst_frame = MAX (bench->worst_frame, cpu);
  bench->n_frames++;
}

static void
clear_counts (Bench *bench)
{
  bench->frame_cpu = bench->worst_frame = worst_snapshot = 0;
  bench->n_frames = n_snapshots = 0;
}

static void
open_window (Bench *bench)
{
  ShumateMap *map = shumate_map_new ();
  g_autoptr (ShumateMapSource) source =
      SHUMATE_MAP_SOURCE (shumate_raster_renderer_new_from_url ("file:///{z}/{x}/{y}"));
  GtkWidgetClass *klass;
  GdkFrameClock *clock;

  bench->viewport = shumate_map_get_viewport (map);
  shumate_viewport_set_reference_map_source (bench->viewport, source);
  bench->layer = armada_fleet_layer_new (bench->viewport);
  shumate_map_add_layer (map, SHUMATE_LAYER (bench->layer));
  klass = GTK_WIDGET_GET_CLASS (bench->layer);
  layer_snapshot = klass->snapshot;
  klass->snapshot = timed_snapshot;

  bench->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (bench->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (bench->window), 1600, 900);
  gtk_window_set_child (GTK_WINDOW (bench->window), GTK_WIDGET (map));
  gtk_window_present (GTK_WINDOW (bench->window));
  armada_test_wait_until (gtk_widget_get_width (GTK_WIDGET (bench->layer)) > 0);
  clock = gtk_widget_get_frame_clock (bench->window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), bench);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_paint_cb), bench);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Bench *bench = data;
  GBytes *text = g_object_get_data (G_OBJECT (task), "text");
  guint n_new;

  armada_devices_reader_begin (bench->reader);
  g_assert_true (armada_devices_reader_read_page (bench->reader, text, &n_new, NULL));
  g_task_return_pointer (task, armada_devices_reader_finish (bench->reader), NULL);
}

static ArmadaDeviceBatch *
read_text (Bench *bench, GBytes *text)
{
  GAsyncResult *result = NULL;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, armada_test_result_cb, &result);
  ArmadaDeviceBatch *batch;

  g_task_set_task_data (task, bench, NULL);
  g_object_set_data (G_OBJECT (task), "text", text);
  g_task_run_in_thread (task, read_thread);
  armada_test_wait (&result);
  batch = g_task_propagate_pointer (task, NULL);
  g_object_unref (result);
  return batch;
}

/* Turns the main loop until all is painted. Returns the CPU seconds of the longest turn that drew
 * no frame, which is our own code at work. */
static double
paint (Bench *bench)
{
  double worst = 0;

  while (!armada_fleet_layer_get_settled (bench->layer))
    {
      guint n_frames = bench->n_frames;
      double begin = cpu_now ();

      g_main_context_iteration (NULL, TRUE);
      if (bench->n_frames == n_frames)
        worst = MAX (worst, cpu_now () - begin);
    }
  return worst;
}

static void
report (const char *what, double value, const char *unit, const char *limit)
{
  g_print ("| %-68s | %9.1f %-6s | %-10s |\n", what, value, unit, limit);
}

static void
measure_first (Bench *bench, GBytes *text)
{
  double rss = resident_mb ();
  gint64 begin = g_get_monotonic_time ();
  ArmadaDeviceBatch *batch = read_text (bench, text);
  gint64 was_read = g_get_monotonic_time ();

  armada_fleet_apply (bench->fleet, batch, g_get_real_time () / G_USEC_PER_SEC);
  armada_device_batch_free (batch);
  paint (bench);
  report ("answer in memory: read in the worker", (double) (was_read - begin) / 1e3, "ms", "");
  report ("answer in memory: painted", (double) (g_get_monotonic_time () - begin) / 1e3, "ms",
          "<= 150 ms");
  report ("memory over the empty window, besides the text", resident_mb () - rss, "MB", "<= 60 MB");
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
median (double *values, guint n)
{
  qsort (values, n, sizeof *values, compare_doubles);
  return values[n / 2];
}

/* each moves every vehicle */
static void
measure_polls (Bench *bench, GBytes *texts[2], const char *where)
{
  double applies[POLLS], painted[POLLS], holds[POLLS], snapshots[POLLS], frames[POLLS];
  guint most_frames = 0;

  for (guint i = 0; i < POLLS; i++)
    {
      ArmadaDeviceBatch *batch = read_text (bench, texts[(i + 1) % 2]);
      gint64 begin = g_get_monotonic_time ();
      double cpu = cpu_now ();

      clear_counts (bench);
      armada_fleet_apply (bench->fleet, batch, g_get_real_time () / G_USEC_PER_SEC);
      applies[i] = (cpu_now () - cpu) * 1e3;
      holds[i] = paint (bench) * 1e3;
      painted[i] = (double) (g_get_monotonic_time () - begin) / 1e3;
      snapshots[i] = worst_snapshot * 1e3;
      frames[i] = bench->worst_frame * 1e3;
      most_frames = MAX (most_frames, n_snapshots);
      armada_device_batch_free (batch);
    }
  g_print ("| %-68s | %16s | %-10s |\n", where, "", "");
  report ("  all moved: applied to fleet and view, main thread", median (applies, POLLS), "ms",
          "<= 8 ms");
  report ("  all moved: applied, the worst", applies[POLLS - 1], "ms", "");
  report ("  all moved: marks and scene, main thread", median (holds, POLLS), "ms", "<= 8 ms");
  report ("  all moved: marks and scene, the worst", holds[POLLS - 1], "ms", "");
  report ("  all moved: the layer's part of the frame", median (snapshots, POLLS), "ms", "<= 8 ms");
  report ("  all moved: the layer's part of the frame, the worst", snapshots[POLLS - 1], "ms", "");
  report ("  all moved: the whole frame with GTK's part", median (frames, POLLS), "ms", "");
  report ("  all moved: painted", median (painted, POLLS), "ms", "<= 33 ms");
  report ("  all moved: frames until all labels are there, at most", most_frames, "", "");
}

static gboolean
pan_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;
  double turned = (double) (gdk_frame_clock_get_frame_time (clock) - bench->pan_begin) / 1e6 *
                  PAN_SPEED / PAN_RADIUS;
  double x = bench->middle_x + PAN_RADIUS * (cos (turned) - 1) / bench->scale;
  double y = bench->middle_y + PAN_RADIUS * sin (turned) / bench->scale;

  shumate_location_set_location (SHUMATE_LOCATION (bench->viewport), armada_projection_latitude (y),
                                 armada_projection_longitude (x));
  return G_SOURCE_CONTINUE;
}

static void
measure_pan (Bench *bench, double zoom, gboolean clusters, const char *where)
{
  ArmadaMapTransform transform;
  g_autofree char *fps = g_strdup_printf ("pan, %s, clusters %s", where, clusters ? "on" : "off");
  g_autofree char *cpu = g_strdup_printf ("%s: main thread per frame", fps);
  g_autofree char *part = g_strdup_printf ("%s: worst, the layer's part", fps);
  gint64 now;
  guint id;

  armada_fleet_layer_set_clusters (bench->layer, clusters);
  shumate_viewport_set_zoom_level (bench->viewport, zoom);
  shumate_location_set_location (SHUMATE_LOCATION (bench->viewport), 47.16, 9.52);
  paint (bench);
  armada_map_transform_init (&transform, bench->viewport, 1600, 900);
  bench->middle_x = transform.x;
  bench->middle_y = transform.y;
  bench->scale = transform.scale;

  bench->pan_begin = g_get_monotonic_time ();
  id = gtk_widget_add_tick_callback (bench->window, pan_cb, bench, NULL);
  armada_test_wait_until (g_get_monotonic_time () - bench->pan_begin > G_USEC_PER_SEC / 2);
  clear_counts (bench);
  now = g_get_monotonic_time ();
  armada_test_wait_until (g_get_monotonic_time () - now > PAN_SECONDS * G_USEC_PER_SEC);
  report (fps, bench->n_frames / ((double) (g_get_monotonic_time () - now) / 1e6), "fps",
          ">= 58 fps");
  report (cpu, bench->frame_cpu / bench->n_frames * 1e3, "ms", "");
  report (part, worst_snapshot * 1e3, "ms", "<= 8 ms");
  gtk_widget_remove_tick_callback (bench->window, id);
}

int
main (int argc, char *argv[])
{
  guint n = argc > 1 ? (guint) atoi (argv[1]) : 10000;
  double fill = 9.0, span = 1.7; /* the zoom at which so many degrees fill the window */
  Bench bench = { 0 };
  GBytes *texts[2];

  gtk_init ();
  adw_init ();
  texts[0] = make_text (n, 5, span);
  texts[1] = make_text (n, 6, span);
  bench.fleet = armada_fleet_new ();
  bench.view = armada_fleet_view_new (bench.fleet);
  bench.reader = armada_devices_reader_new ();
  open_window (&bench);
  armada_fleet_layer_set_fleet_view (bench.layer, bench.view);
  shumate_viewport_set_zoom_level (bench.viewport, fill);
  shumate_location_set_location (SHUMATE_LOCATION (bench.viewport), 47.16, 9.52);
  paint (&bench);

  g_print ("%u vehicles, %.1f MB of text, 1600x900\n\n", n,
           (double) g_bytes_get_size (texts[0]) / 1e6);
  g_print ("| %-68s | %16s | %-10s |\n|---|---|---|\n", "what", "measured", "wanted");
  measure_first (&bench, texts[0]);
  measure_polls (&bench, texts, "the fleet fills the window, clusters on");
  shumate_viewport_set_zoom_level (bench.viewport, 11);
  paint (&bench);
  measure_polls (&bench, texts, "city zoom, clusters on");
  measure_pan (&bench, fill, TRUE, "the fleet fills the window");
  measure_pan (&bench, 11, TRUE, "city zoom");
  measure_pan (&bench, fill, FALSE, "the fleet fills the window");
  measure_polls (&bench, texts, "the fleet fills the window, clusters off");
  measure_pan (&bench, 11, FALSE, "city zoom");
  report ("memory at the end", resident_mb (), "MB", "");
  return 0;
}
