/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-bench-map.h"

#include <math.h>

#include "armada-bench.h"
#include "armada-test-fleet.h"
#include "armada-test.h"
#include "map/armada-map-transform.h"
#include "model/armada-projection.h"

#define PAN_SPEED 600  /* pixels a second */
#define PAN_RADIUS 400 /* pixels, of the circle that is panned along */
#define WARM_UP (G_USEC_PER_SEC / 2)

static ArmadaBenchMap *timed; /* whose layer's snapshots are timed */
static void (*layer_snapshot) (GtkWidget *widget, GtkSnapshot *snapshot);

static void
timed_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  double begin = armada_bench_cpu ();

  layer_snapshot (widget, snapshot);
  timed->worst_snapshot = MAX (timed->worst_snapshot, armada_bench_cpu () - begin);
  timed->n_snapshots++;
}

static void
add_device (GString *json, guint i, guint32 seed, gint64 now)
{
  ArmadaDeviceRecord record;
  char name[32];

  armada_test_fleet_fill (&record, name, i, seed, ARMADA_BENCH_SPAN, now);
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

/**
 * armada_bench_map_make_text:
 *
 * Returns: (transfer full): what a server would answer for @n devices, about 3 kB each, with other
 *   places for another @seed
 */
GBytes *
armada_bench_map_make_text (guint n, guint32 seed)
{
  GString *json = g_string_sized_new (n * 4200u);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_string_append (json, "[{\"id\":1,\"title\":\"Fleet\",\"items\":[");
  for (guint i = 0; i < n; i++)
    add_device (json, i, seed, now);
  g_string_append (json, "]}]");
  return g_string_free_to_bytes (json);
}

static gulong
count_allocations (ArmadaBenchMap *bench)
{
  return bench->count_allocations ? bench->count_allocations () : 0;
}

static void
before_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  ArmadaBenchMap *bench = user_data;

  bench->n_allocations -= count_allocations (bench);
  bench->frame_begin = armada_bench_cpu ();
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  ArmadaBenchMap *bench = user_data;
  double cpu = armada_bench_cpu () - bench->frame_begin;

  bench->n_allocations += count_allocations (bench);
  bench->frame_cpu += cpu;
  bench->worst_frame = MAX (bench->worst_frame, cpu);
  bench->n_frames++;
}

/**
 * armada_bench_map_open_over:
 * @map: (transfer floating): a widget that holds @bench's layer
 *
 * Shows it in a window of its own, with an empty fleet.
 */
void
armada_bench_map_open_over (ArmadaBenchMap *bench, GtkWidget *map, ShumateViewport *viewport)
{
  GtkWidgetClass *klass = GTK_WIDGET_GET_CLASS (bench->layer);
  GdkFrameClock *clock;

  bench->viewport = viewport;
  timed = bench;
  if (klass->snapshot != timed_snapshot)
    layer_snapshot = klass->snapshot;
  klass->snapshot = timed_snapshot;
  bench->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (bench->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (bench->window), ARMADA_BENCH_WIDTH, ARMADA_BENCH_HEIGHT);
  gtk_window_set_child (GTK_WINDOW (bench->window), map);
  gtk_window_present (GTK_WINDOW (bench->window));
  armada_test_wait_until (gtk_widget_get_width (GTK_WIDGET (bench->layer)) > 0);
  clock = gtk_widget_get_frame_clock (bench->window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), bench);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_paint_cb), bench);

  bench->fleet = armada_fleet_new ();
  bench->view = armada_fleet_view_new (bench->fleet);
  bench->reader = armada_devices_reader_new ();
  armada_fleet_layer_set_fleet_view (bench->layer, bench->view);
  armada_bench_map_look (bench, ARMADA_BENCH_FILLS);
}

/**
 * armada_bench_map_open:
 *
 * Shows the fleet layer by itself, on blank ground.
 */
void
armada_bench_map_open (ArmadaBenchMap *bench)
{
  ShumateMap *map = shumate_map_new ();
  g_autoptr (ShumateMapSource) source =
      SHUMATE_MAP_SOURCE (shumate_raster_renderer_new_from_url ("file:///{z}/{x}/{y}"));
  ShumateViewport *viewport = shumate_map_get_viewport (map);

  shumate_viewport_set_reference_map_source (viewport, source);
  bench->layer = armada_fleet_layer_new (viewport);
  shumate_map_add_layer (map, SHUMATE_LAYER (bench->layer));
  armada_bench_map_open_over (bench, GTK_WIDGET (map), viewport);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ArmadaBenchMap *bench = data;
  GBytes *text = g_object_get_data (G_OBJECT (task), "text");
  guint n_new;

  g_clear_pointer (&bench->batch, armada_device_batch_unref);
  armada_devices_reader_begin (bench->reader);
  g_assert_true (armada_devices_reader_read_page (bench->reader, text, &n_new, NULL));
  g_task_return_pointer (task, armada_devices_reader_finish (bench->reader), NULL);
}

/**
 * armada_bench_map_read:
 *
 * Returns: (transfer full): what a worker read in @text, as a poll does it
 */
ArmadaDeviceBatch *
armada_bench_map_read (ArmadaBenchMap *bench, GBytes *text)
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

/**
 * armada_bench_map_apply:
 * @batch: (transfer full): a worker lets go of it at the next one, as the store does
 */
void
armada_bench_map_apply (ArmadaBenchMap *bench, ArmadaDeviceBatch *batch)
{
  armada_fleet_apply (bench->fleet, batch, g_get_real_time () / G_USEC_PER_SEC);
  bench->batch = batch;
}

/**
 * armada_bench_map_paint:
 *
 * Turns the main loop until all is painted.
 *
 * Returns: the CPU milliseconds of the longest turn that drew no frame, which is our own code at
 * work
 */
double
armada_bench_map_paint (ArmadaBenchMap *bench)
{
  double worst = 0;

  while (!armada_fleet_layer_get_settled (bench->layer))
    {
      guint n_frames = bench->n_frames;
      double begin = armada_bench_cpu ();

      g_main_context_iteration (NULL, TRUE);
      if (bench->n_frames == n_frames)
        worst = MAX (worst, armada_bench_cpu () - begin);
    }
  return worst;
}

/**
 * armada_bench_map_look:
 *
 * Moves to the middle of the fleet, and paints it.
 */
void
armada_bench_map_look (ArmadaBenchMap *bench, double zoom)
{
  shumate_viewport_set_zoom_level (bench->viewport, zoom);
  shumate_location_set_location (SHUMATE_LOCATION (bench->viewport), ARMADA_BENCH_LATITUDE,
                                 ARMADA_BENCH_LONGITUDE);
  armada_bench_map_paint (bench);
}

void
armada_bench_map_clear_counts (ArmadaBenchMap *bench)
{
  bench->frame_cpu = bench->worst_frame = bench->worst_snapshot = 0;
  bench->n_frames = bench->n_snapshots = 0;
  bench->n_allocations = 0;
}

static gboolean
pan_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  ArmadaBenchMap *bench = user_data;
  double turned = (double) (gdk_frame_clock_get_frame_time (clock) - bench->pan_begin) / 1e6 *
                  PAN_SPEED / PAN_RADIUS;
  double x = bench->middle_x + PAN_RADIUS * (cos (turned) - 1) / bench->scale;
  double y = bench->middle_y + PAN_RADIUS * sin (turned) / bench->scale;

  shumate_location_set_location (SHUMATE_LOCATION (bench->viewport), armada_projection_latitude (y),
                                 armada_projection_longitude (x));
  return G_SOURCE_CONTINUE;
}

/**
 * armada_bench_map_pan:
 *
 * Pans at 600 pixels a second along a circle about the middle of the fleet.
 */
ArmadaBenchPan
armada_bench_map_pan (ArmadaBenchMap *bench, double zoom, guint seconds)
{
  ArmadaMapTransform transform;
  ArmadaBenchPan pan;
  gint64 begin;
  guint id;

  armada_bench_map_look (bench, zoom);
  armada_map_transform_init (&transform, bench->viewport, ARMADA_BENCH_WIDTH, ARMADA_BENCH_HEIGHT);
  bench->middle_x = transform.x;
  bench->middle_y = transform.y;
  bench->scale = transform.scale;

  bench->pan_begin = g_get_monotonic_time ();
  id = gtk_widget_add_tick_callback (bench->window, pan_cb, bench, NULL);
  armada_test_wait_until (g_get_monotonic_time () - bench->pan_begin > WARM_UP);
  armada_bench_map_clear_counts (bench);
  begin = g_get_monotonic_time ();
  armada_test_wait_until (g_get_monotonic_time () - begin > seconds * G_USEC_PER_SEC);
  pan.fps = bench->n_frames / (armada_bench_since (begin) / 1e3);
  pan.cpu = bench->frame_cpu / bench->n_frames;
  pan.worst_snapshot = bench->worst_snapshot;
  pan.n_allocations = (double) bench->n_allocations / bench->n_frames;
  gtk_widget_remove_tick_callback (bench->window, id);
  return pan;
}
