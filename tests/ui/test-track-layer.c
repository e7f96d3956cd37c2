/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <math.h>
#include <string.h>

#include "app/armada-palette.h"
#include "app/armada-screenshot.h"
#include "armada-resources.h"
#include "armada-test-track.h"
#include "armada-test.h"
#include "map/armada-map-view.h"
#include "map/armada-track-layer.h"
#include "map/armada-track-legend.h"
#include "map/armada-track-pointer.h"
#include "map/armada-track-words.h"
#include "model/armada-projection.h"

#define WIDTH 900
#define HEIGHT 600

/* A bare map with the layer on it, in a window that is shown. */
typedef struct
{
  GtkWidget *window;
  ShumateViewport *viewport;
  ShumateMapSource *source;
  ArmadaTrackLayer *layer;
  ArmadaReplay *replay;
} Fixture;

static void
settle (Fixture *f)
{
  armada_test_wait_until (armada_track_layer_get_settled (f->layer));
}

static void
go_to (Fixture *f, double latitude, double longitude, double zoom)
{
  shumate_viewport_set_zoom_level (f->viewport, zoom);
  shumate_location_set_location (SHUMATE_LOCATION (f->viewport), latitude, longitude);
  settle (f);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  ShumateMap *map = shumate_map_new ();

  f->source = SHUMATE_MAP_SOURCE (shumate_raster_renderer_new_from_url ("file:///{z}/{x}/{y}"));
  f->viewport = shumate_map_get_viewport (map);
  shumate_viewport_set_reference_map_source (f->viewport, f->source);
  f->layer = armada_track_layer_new (f->viewport);
  shumate_map_add_layer (map, SHUMATE_LAYER (f->layer));
  f->replay = armada_replay_new ();
  armada_track_layer_set_replay (f->layer, f->replay);

  f->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (map));
  gtk_window_set_decorated (GTK_WINDOW (f->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (f->window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (f->window));
  armada_test_wait_until (gtk_widget_get_width (GTK_WIDGET (f->layer)) > 0);
  go_to (f, 47.16, 9.52, 12);
}

static void
close_window (Fixture *f)
{
  gpointer layer = f->layer;

  g_object_add_weak_pointer (G_OBJECT (f->layer), &layer);
  gtk_window_destroy (GTK_WINDOW (f->window));
  armada_test_wait_until (layer == NULL);
  f->window = NULL;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->window != NULL)
    close_window (f);
  g_object_unref (f->source);
  armada_test_finalize (f->replay);
}

typedef struct
{
  double latitude, longitude, speed;
  int seconds; /* since the first */
} Point;

/* Shows a vehicle that went from point to point. */
static ArmadaReplayVehicle *
show (Fixture *f, const Point *points, guint n)
{
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();
  g_autoptr (ArmadaTrack) track = NULL;
  ArmadaReplayVehicle *vehicle;

  for (guint i = 0; i < n; i++)
    armada_fixes_builder_add (builder, &(ArmadaFixPoint) {
                                           .time = ARMADA_TEST_TRACK_START + points[i].seconds,
                                           .latitude = points[i].latitude,
                                           .longitude = points[i].longitude,
                                           .speed = (float) points[i].speed,
                                           .course = 90,
                                       });
  track = armada_test_track_end (builder);
  vehicle = armada_test_track_show (f->replay, track, "Truck");
  if (n > 0)
    armada_replay_set_period (f->replay, ARMADA_TEST_TRACK_START,
                              ARMADA_TEST_TRACK_START + points[n - 1].seconds + 1);
  settle (f);
  return vehicle;
}

static ArmadaMapTransform
get_transform (Fixture *f)
{
  ArmadaMapTransform transform;

  g_assert_true (armada_map_transform_init (&transform, f->viewport,
                                            gtk_widget_get_width (GTK_WIDGET (f->layer)),
                                            gtk_widget_get_height (GTK_WIDGET (f->layer))));
  return transform;
}

static void
locate (Fixture *f, double latitude, double longitude, double *x, double *y)
{
  ArmadaMapTransform transform = get_transform (f);

  armada_map_transform_project (&transform, armada_projection_x (longitude),
                                armada_projection_y (latitude), x, y);
}

static guint32 *
render (Fixture *f)
{
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (f->window));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  guint32 *pixels = g_new0 (guint32, WIDTH * HEIGHT);

  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (f->layer)), ==, WIDTH);
  GTK_WIDGET_GET_CLASS (f->layer)->snapshot (GTK_WIDGET (f->layer), snapshot);
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL)
    return pixels; /* nothing is drawn */
  texture = gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT));
  gdk_texture_download (texture, (guchar *) pixels, WIDTH * 4);
  return pixels;
}

static gsize
count (const guint32 *pixels)
{
  gsize n = 0;

  for (gsize i = 0; i < WIDTH * HEIGHT; i++)
    n += pixels[i] >> 24 > 0;
  return n;
}

static gboolean
is_color (guint32 pixel, const GdkRGBA *color)
{
  return fabs ((double) (pixel >> 16 & 0xff) - 255 * (double) color->red) < 12 &&
         fabs ((double) (pixel >> 8 & 0xff) - 255 * (double) color->green) < 12 &&
         fabs ((double) (pixel & 0xff) - 255 * (double) color->blue) < 12;
}

/* whether a colour is within some pixels of a place of the world */
static gboolean
has_color (Fixture *f,
           const guint32 *pixels,
           double latitude,
           double longitude,
           const GdkRGBA *color)
{
  double x, y;

  locate (f, latitude, longitude, &x, &y);
  for (int row = (int) y - 3; row <= (int) y + 3; row++)
    for (int column = (int) x - 3; column <= (int) x + 3; column++)
      if (row >= 0 && column >= 0 && row < HEIGHT && column < WIDTH &&
          is_color (pixels[row * WIDTH + column], color))
        return TRUE;
  return FALSE;
}

static gboolean
has_speed (Fixture *f, const guint32 *pixels, double latitude, double longitude, guint step)
{
  GdkRGBA color;

  armada_track_palette_speed_color (step, FALSE, &color);
  return has_color (f, pixels, latitude, longitude, &color);
}

static const Point two_speeds[] = {
  { 47.16, 9.48, 10, 0 },    { 47.16, 9.49, 10, 60 },   { 47.16, 9.50, 10, 120 },
  { 47.16, 9.51, 10, 180 },  { 47.16, 9.52, 120, 240 }, { 47.16, 9.53, 120, 300 },
  { 47.16, 9.54, 120, 360 }, { 47.16, 9.56, 120, 420 },
};

static void
test_lines_are_where_they_should_be (Fixture *f, gconstpointer data)
{
  g_autofree guint32 *pixels = NULL, *state = NULL;
  GdkRGBA color;

  show (f, two_speeds, G_N_ELEMENTS (two_speeds));
  pixels = render (f);
  g_assert_true (has_speed (f, pixels, 47.16, 9.495, 0));
  g_assert_false (has_speed (f, pixels, 47.16, 9.495, 5));
  g_assert_true (has_speed (f, pixels, 47.16, 9.545, 5));
  g_assert_false (has_speed (f, pixels, 47.17, 9.53, 5));

  armada_track_layer_set_coloring (f->layer, ARMADA_TRACK_COLORING_STATE);
  settle (f);
  state = render (f);
  armada_track_palette_activity_color (ARMADA_TRACK_DRIVING, FALSE, &color);
  g_assert_true (has_color (f, state, 47.16, 9.495, &color));
  g_assert_true (has_color (f, state, 47.16, 9.545, &color));
}

/* What the picture shows moves with the map before it is drawn again. */
static void
test_stale_picture_moves (Fixture *f, gconstpointer data)
{
  g_autofree guint32 *moved = NULL, *zoomed = NULL;

  show (f, two_speeds, G_N_ELEMENTS (two_speeds));
  shumate_location_set_location (SHUMATE_LOCATION (f->viewport), 47.18, 9.50);
  moved = render (f);
  g_assert_true (has_speed (f, moved, 47.16, 9.495, 0));
  shumate_viewport_set_zoom_level (f->viewport, 12.3);
  shumate_viewport_set_rotation (f->viewport, 0.4);
  zoomed = render (f);
  g_assert_false (armada_track_layer_get_settled (f->layer));
  g_assert_true (has_speed (f, zoomed, 47.16, 9.495, 0));
}

static void
test_gap_is_dashed (Fixture *f, gconstpointer data)
{
  static const Point points[] = {
    { 47.16, 9.48, 50, 0 },
    { 47.16, 9.49, 50, 60 },
    { 47.16, 9.55, 50, 60 + ARMADA_TRACK_GAP + 100 },
    { 47.16, 9.56, 50, 60 + ARMADA_TRACK_GAP + 160 },
  };
  g_autofree guint32 *pixels = NULL;
  double left, right, y;
  GdkRGBA color;
  guint n_on = 0, n_turns = 0;
  gboolean on = FALSE;

  show (f, points, G_N_ELEMENTS (points));
  armada_replay_set_position (f->replay, ARMADA_TEST_TRACK_START);
  settle (f);
  pixels = render (f);
  armada_track_palette_activity_color (ARMADA_TRACK_SILENT, FALSE, &color);
  locate (f, 47.16, 9.50, &left, &y);
  locate (f, 47.16, 9.54, &right, &y);
  for (int x = (int) left; x < (int) right; x++)
    {
      gboolean now = is_color (pixels[(int) y * WIDTH + x], &color);

      n_on += now ? 1 : 0;
      n_turns += now != on ? 1 : 0;
      on = now;
    }
  g_assert_cmpuint (n_turns, >, 8);
  g_assert_cmpuint (n_on, <, (guint) (right - left) * 3 / 4);
  g_assert_cmpuint (n_on, >, (guint) (right - left) / 4);
}

static void
test_range_dims_the_rest (Fixture *f, gconstpointer data)
{
  g_autofree guint32 *pixels = NULL, *after = NULL;

  show (f, two_speeds, G_N_ELEMENTS (two_speeds));
  armada_replay_set_range (f->replay, ARMADA_TEST_TRACK_START + 240, ARMADA_TEST_TRACK_START + 420);
  armada_replay_set_position (f->replay, ARMADA_TEST_TRACK_START);
  settle (f);
  pixels = render (f);
  g_assert_true (has_speed (f, pixels, 47.16, 9.545, 5));
  g_assert_false (has_speed (f, pixels, 47.16, 9.495, 0));

  armada_replay_set_range (f->replay, NAN, NAN);
  settle (f);
  after = render (f);
  g_assert_true (has_speed (f, after, 47.16, 9.495, 0));
}

/* While a range is dragged, each frame shows where it is, though no picture of it is there yet. */
static void
test_range_shows_at_once (Fixture *f, gconstpointer data)
{
  g_autofree guint32 *pixels = NULL;
  GdkRGBA color;

  show (f, two_speeds, G_N_ELEMENTS (two_speeds));
  armada_replay_set_range (f->replay, ARMADA_TEST_TRACK_START + 240, ARMADA_TEST_TRACK_START + 420);
  pixels = render (f);
  armada_palette_selection_color (FALSE, &color);
  g_assert_true (has_color (f, pixels, 47.16, 9.545, &color));
  g_assert_false (has_color (f, pixels, 47.16, 9.495, &color));
}

static void
test_hover_and_click (Fixture *f, gconstpointer data)
{
  ArmadaReplayVehicle *first, *second;
  static const Point north[] = { { 47.18, 9.50, 50, 0 }, { 47.18, 9.54, 50, 100 } };
  double x, y;

  first = show (f, two_speeds, G_N_ELEMENTS (two_speeds));
  second = show (f, north, G_N_ELEMENTS (north));
  g_assert_true (armada_replay_get_current (f->replay) == first);
  locate (f, 47.16, 9.49, &x, &y);
  armada_track_pointer_hover (armada_track_layer_get_pointer (f->layer), x + 5, y - 4);
  g_assert_cmpfloat (armada_replay_get_hover (f->replay), ==, ARMADA_TEST_TRACK_START + 60);
  armada_track_pointer_hover (armada_track_layer_get_pointer (f->layer), x + 8, y - 40);
  g_assert_true (isnan (armada_replay_get_hover (f->replay)));

  locate (f, 47.18, 9.54, &x, &y);
  armada_track_pointer_activate (armada_track_layer_get_pointer (f->layer), x + 30, y + 30);
  g_assert_true (armada_replay_get_current (f->replay) == first);
  armada_track_pointer_activate (armada_track_layer_get_pointer (f->layer), x - 6, y + 6);
  g_assert_true (armada_replay_get_current (f->replay) == second);
  g_assert_cmpfloat (armada_replay_get_position (f->replay), ==, ARMADA_TEST_TRACK_START + 100);

  /* another view's hover is not ours to end */
  armada_replay_set_hover (f->replay, ARMADA_TEST_TRACK_START + 7);
  armada_track_pointer_hover (armada_track_layer_get_pointer (f->layer), 5, 5);
  g_assert_cmpfloat (armada_replay_get_hover (f->replay), ==, ARMADA_TEST_TRACK_START + 7);
}

static void
test_pick_equals_scan (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaTrack) track = armada_test_track_wander (3000, 9, 47.16, 9.52);
  g_autoptr (ArmadaTrackIndex) index = armada_track_index_new (track);
  g_autoptr (ArmadaTrackLine) line = armada_track_line_new (index, "km/h");
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  ArmadaMapTransform transform = get_transform (f);
  guint n = armada_track_index_get_n (index), n_found = 0;

  for (guint k = 0; k < 500; k++)
    {
      double x = g_rand_double_range (rand, 0, WIDTH), y = g_rand_double_range (rand, 0, HEIGHT);
      double best = 12, reach = 12;
      guint found = armada_track_line_pick (line, &transform, x, y, &reach);

      for (guint i = 0; i < n; i++)
        {
          double fix_x, fix_y;

          armada_map_transform_project (&transform, armada_track_index_get_x (index)[i],
                                        armada_track_index_get_y (index)[i], &fix_x, &fix_y);
          best = MIN (best, hypot (fix_x - x, fix_y - y));
        }
      g_assert_cmpint (found != G_MAXUINT, ==, best < 12);
      if (found != G_MAXUINT)
        g_assert_cmpfloat_with_epsilon (reach, best, 1e-6);
      n_found += found != G_MAXUINT;
    }
  g_assert_cmpuint (n_found, >, 10);
}

/* However little of a line is asked for, what is drawn is never off by more than was allowed. */
static void
test_detail_is_kept (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaTrack) track = armada_test_track_wander (20000, 9, 47.16, 9.52);
  g_autoptr (ArmadaTrackIndex) index = armada_track_index_new (track);
  g_autoptr (ArmadaTrackLine) line = armada_track_line_new (index, "km/h");
  g_autoptr (GArray) strokes = g_array_new (FALSE, FALSE, sizeof (ArmadaTrackStroke));

  for (double zoom = 5; zoom <= 16; zoom += 2.3)
    {
      ArmadaMapTransform transform;
      guint n_seen = 0;

      go_to (f, 47.16, 9.52, zoom);
      transform = get_transform (f);
      g_array_set_size (strokes, 0);
      armada_track_line_collect (line, &transform, 0.6, NAN, NAN, strokes);
      for (guint i = 0; i < armada_track_index_get_n (index); i += 7)
        {
          double x, y, best = G_MAXDOUBLE;

          armada_map_transform_project (&transform, armada_track_index_get_x (index)[i],
                                        armada_track_index_get_y (index)[i], &x, &y);
          if (x < 0 || y < 0 || x > WIDTH || y > HEIGHT)
            continue;
          n_seen++;
          for (guint k = 0; k < strokes->len && best > 1.5; k++)
            {
              const ArmadaTrackStroke *s = &g_array_index (strokes, ArmadaTrackStroke, k);
              double dx = (double) (s->x1 - s->x0), dy = (double) (s->y1 - s->y0);
              double long2 = dx * dx + dy * dy, px = x - (double) s->x0, py = y - (double) s->y0;
              double t = long2 > 0 ? CLAMP ((px * dx + py * dy) / long2, 0, 1) : 0;

              best = MIN (best, hypot (px - t * dx, py - t * dy));
            }
          g_assert_cmpfloat (best, <=, 1.5);
        }
      g_assert_cmpuint (strokes->len, <, 9000);
      g_test_message ("zoom %.1f: %u strokes, %u fixes looked at", zoom, strokes->len, n_seen);
    }
}

static void
test_nothing (Fixture *f, gconstpointer data)
{
  g_autofree guint32 *pixels = NULL;

  settle (f);
  pixels = render (f);
  g_assert_cmpuint (count (pixels), ==, 0);
  armada_track_layer_fit (f->layer, FALSE);
  armada_track_pointer_hover (armada_track_layer_get_pointer (f->layer), 10, 10);
  armada_track_pointer_activate (armada_track_layer_get_pointer (f->layer), 10, 10);
  armada_track_layer_set_follow (f->layer, TRUE);
  armada_replay_set_range (f->replay, 1, 2);
  settle (f);
  armada_track_layer_set_replay (f->layer, NULL);
  settle (f);
  armada_track_pointer_hover (armada_track_layer_get_pointer (f->layer), 10, 10);
  armada_track_pointer_activate (armada_track_layer_get_pointer (f->layer), 10, 10);
}

static void
test_one_fix (Fixture *f, gconstpointer data)
{
  static const Point one[] = { { 47.16, 9.52, 0, 0 } };
  g_autofree guint32 *pixels = NULL;
  ArmadaMapTransform transform;

  show (f, one, 1);
  pixels = render (f);
  g_assert_cmpuint (count (pixels), >, 50);
  armada_track_layer_fit (f->layer, FALSE);
  settle (f);
  transform = get_transform (f);
  g_assert_cmpfloat (transform.zoom, <=, 17);
  g_assert_cmpfloat_with_epsilon (transform.x, armada_projection_x (9.52), 1e-6);
  g_assert_true (armada_track_pointer_has_fix_at (armada_track_layer_get_pointer (f->layer),
                                                  WIDTH / 2.0, HEIGHT / 2.0));
}

static void
test_all_invalid (Fixture *f, gconstpointer data)
{
  static const Point zero[] = { { 0, 0, 0, 0 }, { 0, 0, 0, 10 }, { NAN, NAN, 0, 20 } };
  g_autofree guint32 *pixels = NULL;

  show (f, zero, G_N_ELEMENTS (zero));
  pixels = render (f);
  g_assert_cmpuint (count (pixels), ==, 0);
  armada_track_layer_fit (f->layer, FALSE);
  g_assert_false (
      armada_track_pointer_has_fix_at (armada_track_layer_get_pointer (f->layer), 10, 10));
}

/* A track across 180° is short, wherever it is looked at from, and no line goes round the world. */
static void
test_date_line (Fixture *f, gconstpointer data)
{
  static const Point points[] = {
    { -17, 179.90, 50, 0 },     { -17, 179.96, 50, 100 },   { -17, -179.98, 50, 200 },
    { -17, -179.92, 50, 300 },  { -17, 179.97, 50, 400 },   { -16.9, 179.95, 50, 500 },
    { -16.8, -179.9, 50, 600 }, { -16.7, -179.8, 50, 700 },
  };
  g_autofree guint32 *far = NULL, *near = NULL;
  double longitude;

  show (f, points, G_N_ELEMENTS (points));
  go_to (f, -17, 0, 2);
  far = render (f);
  for (guint x = 300; x < 600; x++)
    for (guint y = 0; y < HEIGHT; y++)
      g_assert_cmpuint (far[y * WIDTH + x], ==, 0);

  armada_track_layer_fit (f->layer, FALSE);
  settle (f);
  longitude = shumate_location_get_longitude (SHUMATE_LOCATION (f->viewport));
  g_assert_cmpfloat (fabs (longitude), >, 179.9);
  g_assert_cmpfloat (shumate_viewport_get_zoom_level (f->viewport), >, 9);
  near = render (f);
  g_assert_true (has_speed (f, near, -17, 180, 2));
  g_assert_true (has_speed (f, near, -16.85, -179.975, 2));
}

static void
test_poles (Fixture *f, gconstpointer data)
{
  static const Point points[] = { { 89.9, 10, 50, 0 },
                                  { 90, 100, 50, 100 },
                                  { -90, -170, 50, 200 } };

  show (f, points, G_N_ELEMENTS (points));
  armada_track_layer_fit (f->layer, FALSE);
  settle (f);
  armada_track_layer_set_follow (f->layer, TRUE);
  armada_replay_set_position (f->replay, ARMADA_TEST_TRACK_START + 200);
  settle (f);
  g_assert_cmpfloat (shumate_location_get_latitude (SHUMATE_LOCATION (f->viewport)), <, -80);
}

static void
test_vehicle_is_where_the_clock_is (Fixture *f, gconstpointer data)
{
  g_autofree guint32 *known = NULL, *unknown = NULL;
  GdkRGBA moving, offline;

  show (f, two_speeds, G_N_ELEMENTS (two_speeds));
  armada_palette_state_color (ARMADA_DEVICE_STATE_MOVING, FALSE, &moving);
  armada_palette_state_color (ARMADA_DEVICE_STATE_OFFLINE, FALSE, &offline);
  armada_replay_set_position (f->replay, ARMADA_TEST_TRACK_START + 90);
  settle (f);
  known = render (f);
  g_assert_true (has_color (f, known, 47.16, 9.495, &moving));

  armada_track_layer_set_follow (f->layer, TRUE);
  armada_replay_set_position (f->replay, ARMADA_TEST_TRACK_START + 210);
  settle (f);
  g_assert_cmpfloat_with_epsilon (shumate_location_get_longitude (SHUMATE_LOCATION (f->viewport)),
                                  9.515, 1e-4);
}

static void
test_stops_are_told (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaTrack) track = armada_test_track_wander (2100, 3, 47.16, 9.52);
  ArmadaTrackScene *scene;
  g_autofree char *text = NULL, *again = NULL;
  double x, y;
  guint n_stops = 0;

  armada_test_track_show (f->replay, track, "Truck");
  armada_track_layer_fit (f->layer, FALSE);
  settle (f);
  scene = armada_track_layer_get_scene (f->layer);
  g_assert_cmpuint (scene->marks[0].kind, ==, ARMADA_TRACK_MARK_START);
  for (guint i = 0; i < scene->n_marks; i++)
    n_stops += scene->marks[i].kind == ARMADA_TRACK_MARK_STOP;
  g_assert_cmpuint (n_stops, ==, 5);
  g_assert_cmpuint (scene->n_marks, ==, 7);

  locate (f, armada_projection_latitude (scene->marks[2].y),
          armada_projection_longitude (scene->marks[2].x), &x, &y);
  text = armada_track_pointer_describe (armada_track_layer_get_pointer (f->layer), x + 2, y);
  g_assert_cmpstr (text, ==, "Stopped for 5 min from 12 Jan 1970, 19:19 UTC");

  /* the account's clock, whatever this computer's shows */
  armada_replay_set_offset (f->replay, NAN, 7 * 3600);
  armada_replay_tell_zone (f->replay);
  settle (f);
  again = armada_track_pointer_describe (armada_track_layer_get_pointer (f->layer), x + 2, y);
  g_assert_cmpstr (again, ==, "Stopped for 5 min from 13 Jan 1970, 02:19 UTC+07:00");
}

static void
test_many_vehicles (Fixture *f, gconstpointer data)
{
  g_autofree guint32 *all = NULL, *one = NULL;

  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (ArmadaTrack) track = armada_test_track_wander (500, i, 47.16, 9.52);

      armada_test_track_show (f->replay, track, "Truck");
    }
  armada_track_layer_set_coloring (f->layer, ARMADA_TRACK_COLORING_VEHICLE);
  armada_track_layer_fit (f->layer, FALSE);
  settle (f);
  all = render (f);
  for (guint i = 1; i < 12; i++)
    {
      g_autoptr (ArmadaReplayVehicle) vehicle = g_list_model_get_item (G_LIST_MODEL (f->replay), i);

      g_object_set (vehicle, "visible", FALSE, NULL);
    }
  settle (f);
  one = render (f);
  g_assert_cmpuint (count (one), >, 500);
  g_assert_cmpuint (count (all), >, 3 * count (one));
  armada_replay_clear (f->replay);
  settle (f);
}

/* The window closes while a worker draws: nothing is waited for, nothing is lost. */
static void
test_closing_while_drawing (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaTrack) track = armada_test_track_wander (200000, 3, 47.16, 9.52);
  g_autofree guint32 *pixels = NULL;

  armada_test_track_show (f->replay, track, "Truck");
  armada_track_layer_fit (f->layer, FALSE);
  armada_track_layer_get_scene (f->layer);
  pixels = render (f); /* starts a worker */
  g_assert_false (armada_track_layer_get_settled (f->layer));
  close_window (f);
}

static void
test_snapped_beside (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();
  g_autoptr (ArmadaTrack) snapped = NULL;
  g_autofree guint32 *pixels = NULL;
  ArmadaReplayVehicle *vehicle;
  GdkRGBA ink;

  for (guint i = 0; i < G_N_ELEMENTS (two_speeds); i++)
    armada_fixes_builder_add (builder, &(ArmadaFixPoint) {
                                           .time = ARMADA_TEST_TRACK_START + two_speeds[i].seconds,
                                           .latitude = 47.165,
                                           .longitude = two_speeds[i].longitude,
                                           .speed = 50,
                                       });
  snapped = armada_test_track_end (builder);
  vehicle = show (f, two_speeds, G_N_ELEMENTS (two_speeds));
  armada_replay_vehicle_set_tracks (vehicle, armada_replay_vehicle_get_track (vehicle), snapped);
  settle (f);
  pixels = render (f);
  armada_palette_ink_color (FALSE, &ink);
  g_assert_true (has_color (f, pixels, 47.165, 9.495, &ink));
  g_assert_true (has_speed (f, pixels, 47.16, 9.495, 0));
}

static void
count_rows (GtkWidget *widget, guint *n)
{
  if (GTK_IS_DRAWING_AREA (widget))
    (*n)++;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count_rows (child, n);
}

static guint
n_swatches (GtkWidget *legend)
{
  guint n = 0;

  count_rows (legend, &n);
  return n;
}

static void
test_legend (Fixture *f, gconstpointer data)
{
  GtkWidget *legend = g_object_ref_sink (armada_track_legend_new (f->layer));
  g_autoptr (ArmadaTrack) track = armada_test_track_wander (100, 3, 47.16, 9.52);
  g_autofree char *first = armada_track_words_for_step (0, "km/h");
  g_autofree char *last = armada_track_words_for_step (5, "mph");

  g_assert_cmpuint (n_swatches (legend), ==, 0);
  show (f, two_speeds, G_N_ELEMENTS (two_speeds));
  g_assert_cmpuint (n_swatches (legend), ==, ARMADA_N_TRACK_STEPS);
  armada_track_layer_set_coloring (f->layer, ARMADA_TRACK_COLORING_STATE);
  g_assert_cmpuint (n_swatches (legend), ==, ARMADA_N_TRACK_ACTIVITIES);
  armada_track_layer_set_coloring (f->layer, ARMADA_TRACK_COLORING_VEHICLE);
  g_assert_cmpuint (n_swatches (legend), ==, 1);
  armada_track_layer_set_coloring (f->layer, ARMADA_TRACK_COLORING_STATE);
  show (f, two_speeds, G_N_ELEMENTS (two_speeds));
  show (f, two_speeds, 0);
  armada_test_track_show (f->replay, track, "Truck 4");
  armada_track_layer_set_coloring (f->layer, ARMADA_TRACK_COLORING_VEHICLE);
  g_assert_cmpuint (n_swatches (legend), ==, 4);
  armada_track_layer_set_coloring (f->layer, ARMADA_TRACK_COLORING_PLAIN);
  g_assert_cmpuint (n_swatches (legend), ==, 0);
  g_assert_cmpstr (first, ==, "< 20");
  g_assert_cmpstr (last, ==, "≥ 65");
  g_assert_finalize_object (legend);
}

/* Every colour is seen on its map, and steps of speed are told apart by lightness alone. */
static void
test_colors (Fixture *f, gconstpointer data)
{
  for (guint dark = 0; dark < 2; dark++)
    {
      GdkRGBA paper, color, before;

      armada_palette_paper_color (dark == 1, &paper);
      for (guint i = 0; i < ARMADA_N_TRACK_VEHICLES; i++)
        {
          armada_track_palette_vehicle_color (i, dark == 1, &color);
          g_assert_cmpfloat (armada_palette_contrast (&color, &paper), >=, 3);
        }
      for (guint i = 0; i < ARMADA_N_TRACK_STEPS; i++)
        {
          armada_track_palette_speed_color (i, dark == 1, &color);
          g_assert_cmpfloat (armada_palette_contrast (&color, &paper), >=, 3);
          if (i > 0)
            {
              g_assert_cmpfloat (armada_palette_contrast (&color, &before), >=, 1.15);
              g_assert_cmpfloat (armada_palette_contrast (&color, &paper), >,
                                 armada_palette_contrast (&before, &paper));
            }
          before = color;
        }
    }
}

/* A drive through the Rhine valley: with stops, an event, a gap and speeds of all steps. */
static ArmadaTrack *
make_drive (void)
{
  static const struct
  {
    double latitude, longitude;
  } way[] = {
    { 47.0680, 9.4990 }, { 47.0850, 9.4960 }, { 47.1050, 9.5180 }, { 47.1210, 9.5240 },
    { 47.1390, 9.5190 }, { 47.1430, 9.5220 }, { 47.1650, 9.5090 }, { 47.1690, 9.5130 },
    { 47.1850, 9.5150 }, { 47.2080, 9.5220 }, { 47.2140, 9.5440 }, { 47.2250, 9.5300 },
  };
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();
  gint64 time = ARMADA_TEST_TRACK_START;

  for (guint i = 0; i + 1 < G_N_ELEMENTS (way); i++)
    {
      double dy = way[i + 1].latitude - way[i].latitude;
      double dx = way[i + 1].longitude - way[i].longitude;
      float speed = (float) (12 + i * 11);

      for (guint k = 0; k < 40; k++, time += 8)
        armada_fixes_builder_add (
            builder, &(ArmadaFixPoint) {
                         .time = time,
                         .latitude = way[i].latitude + dy * k / 40 + 0.0006 * sin (k * 0.4),
                         .longitude = way[i].longitude + dx * k / 40 + 0.0006 * cos (k * 0.3),
                         .speed = speed,
                         .course = (float) (atan2 (dx, dy * 1.45) * 180 / G_PI) });
      armada_fixes_builder_end_segment (
          builder,
          &(ArmadaSegment) { .kind = ARMADA_SEGMENT_DRIVE, .first = 40 * i, .n_fixes = 40 });
      if (i % 4 == 3)
        {
          armada_fixes_builder_end_segment (builder,
                                            &(ArmadaSegment) { .kind = ARMADA_SEGMENT_STOP,
                                                               .start = time,
                                                               .end = time + 780,
                                                               .latitude = way[i + 1].latitude,
                                                               .longitude = way[i + 1].longitude,
                                                               .message = "" });
          time += 780;
        }
    }
  armada_fixes_builder_end_segment (builder, &(ArmadaSegment) { .kind = ARMADA_SEGMENT_EVENT,
                                                                .start = time,
                                                                .latitude = 47.1050,
                                                                .longitude = 9.5180,
                                                                .message = "Overspeed" });
  return armada_test_track_end (builder);
}

static void
save (GtkWidget *view, ArmadaTrackLayer *layer, const char *name)
{
  const char *folder = g_getenv ("ARMADA_TEST_SHOTS");
  g_autofree char *path = folder ? g_strdup_printf ("%s/%s.png", folder, name) : NULL;

  gint64 end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
  guint tick = g_timeout_add (100, armada_test_tick_cb, NULL);

  armada_test_wait_until (armada_track_layer_get_settled (layer));
  /* streets are for who looks at it */
  armada_test_wait_until (path == NULL || g_get_monotonic_time () > end ||
                          armada_map_view_get_complete (ARMADA_MAP_VIEW (view)));
  g_source_remove (tick);
  if (path != NULL)
    g_assert_true (armada_screenshot_save (view, path, NULL));
}

/* The whole map with tracks, in both schemes; looked at where there is a folder for them. */
static void
test_on_streets (Fixture *f, gconstpointer data)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkWidget *window = gtk_window_new (), *view = armada_map_view_new ();
  ArmadaTrackLayer *layer = armada_map_view_get_track_layer (ARMADA_MAP_VIEW (view));
  g_autoptr (ArmadaTrack) track = make_drive (), other = NULL;

  close_window (f);
  other = armada_test_track_wander (700, 5, 47.16, 9.52);
  armada_test_track_show (f->replay, track, "Truck 1");
  armada_replay_set_position (f->replay, ARMADA_TEST_TRACK_START + 2000);
  armada_replay_set_hover (f->replay, ARMADA_TEST_TRACK_START + 1100);
  armada_track_layer_set_replay (layer, f->replay);
  armada_map_view_set_place (ARMADA_MAP_VIEW (view), 47.16, 9.52, 11);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
  armada_test_wait_until (gtk_widget_get_width (GTK_WIDGET (layer)) > 0);
  armada_track_layer_fit (layer, FALSE);
  save (view, layer, "track-speed-light");

  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  save (view, layer, "track-speed-dark");
  armada_track_layer_set_coloring (layer, ARMADA_TRACK_COLORING_STATE);
  armada_replay_set_range (f->replay, ARMADA_TEST_TRACK_START + 1000,
                           ARMADA_TEST_TRACK_START + 2600);
  save (view, layer, "track-range-dark");
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
  armada_replay_set_range (f->replay, NAN, NAN);
  armada_test_track_show (f->replay, other, "Truck 2");
  armada_track_layer_set_coloring (layer, ARMADA_TRACK_COLORING_VEHICLE);
  save (view, layer, "track-vehicles-light");
  g_assert_false (adw_style_manager_get_dark (manager));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_map_view_has_one (Fixture *f, gconstpointer data)
{
  ArmadaMapView *view = ARMADA_MAP_VIEW (g_object_ref_sink (armada_map_view_new ()));
  ArmadaTrackLayer *layer = armada_map_view_get_track_layer (view);

  g_assert_true (armada_map_view_get_track_layer (view) == layer);
  armada_track_layer_set_replay (layer, f->replay);
  armada_track_layer_set_replay (layer, NULL);
  armada_test_finalize (view);
}

#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  armada_register_resource ();
  TEST ("/track-layer/lines-are-where-they-should-be", test_lines_are_where_they_should_be);
  TEST ("/track-layer/stale-picture-moves", test_stale_picture_moves);
  TEST ("/track-layer/gap-is-dashed", test_gap_is_dashed);
  TEST ("/track-layer/range-dims-the-rest", test_range_dims_the_rest);
  TEST ("/track-layer/range-shows-at-once", test_range_shows_at_once);
  TEST ("/track-layer/hover-and-click", test_hover_and_click);
  TEST ("/track-layer/pick-equals-scan", test_pick_equals_scan);
  TEST ("/track-layer/detail-is-kept", test_detail_is_kept);
  TEST ("/track-layer/nothing", test_nothing);
  TEST ("/track-layer/one-fix", test_one_fix);
  TEST ("/track-layer/all-invalid", test_all_invalid);
  TEST ("/track-layer/date-line", test_date_line);
  TEST ("/track-layer/poles", test_poles);
  TEST ("/track-layer/vehicle-is-where-the-clock-is", test_vehicle_is_where_the_clock_is);
  TEST ("/track-layer/stops-are-told", test_stops_are_told);
  TEST ("/track-layer/many-vehicles", test_many_vehicles);
  TEST ("/track-layer/closing-while-drawing", test_closing_while_drawing);
  TEST ("/track-layer/snapped-beside", test_snapped_beside);
  TEST ("/track-layer/legend", test_legend);
  TEST ("/track-layer/colors", test_colors);
  TEST ("/track-layer/on-streets", test_on_streets);
  TEST ("/track-layer/map-view-has-one", test_map_view_has_one);
  return g_test_run ();
}
