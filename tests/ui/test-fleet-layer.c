/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <math.h>
#include <string.h>

#include "armada-test-fleet.h"
#include "armada-test.h"
#include "app/armada-words.h"
#include "map/armada-cluster-drawing.h"
#include "map/armada-fleet-layer.h"
#include "map/armada-hit-grid.h"
#include "map/armada-label-placer.h"
#include "map/armada-rubber-band.h"
#include "map/armada-vehicle-sprites.h"
#include "map/armada-vehicle-tail.h"
#include "model/armada-projection.h"

#define WIDTH 900
#define HEIGHT 600

/* A bare map with the layer on it, in a window that is shown. */
typedef struct
{
  GtkWidget *window;
  ShumateViewport *viewport;
  ShumateMapSource *source;
  ArmadaFleetLayer *layer;
  ArmadaFleet *fleet;
  ArmadaFleetView *view;
  ArmadaSelection *selection;
} Fixture;

static void
settle (Fixture *f)
{
  armada_test_wait_until (armada_fleet_layer_get_settled (f->layer));
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
  f->layer = armada_fleet_layer_new (f->viewport);
  shumate_map_add_layer (map, SHUMATE_LAYER (f->layer));
  f->fleet = armada_fleet_new ();
  f->view = armada_fleet_view_new (f->fleet);
  f->selection = armada_selection_new (f->fleet);
  armada_fleet_layer_set_fleet_view (f->layer, f->view);
  armada_fleet_layer_set_selection (f->layer, f->selection);

  f->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (map));
  gtk_window_set_decorated (GTK_WINDOW (f->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (f->window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (f->window));
  armada_test_wait_until (gtk_widget_get_width (GTK_WIDGET (f->layer)) > 0);
  go_to (f, 47.16, 9.52, 11);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gpointer layer = f->layer;

  g_object_add_weak_pointer (G_OBJECT (f->layer), &layer);
  gtk_window_destroy (GTK_WINDOW (f->window));
  armada_test_wait_until (layer == NULL);
  g_object_unref (f->source);
  g_assert_finalize_object (f->selection);
  g_assert_finalize_object (f->view);
  g_assert_finalize_object (f->fleet);
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
locate (Fixture *f, ArmadaDevice *device, double *x, double *y)
{
  const ArmadaDeviceRecord *record = armada_device_get_record (device);
  ArmadaMapTransform transform = get_transform (f);

  armada_map_transform_project (&transform, armada_projection_x (record->longitude),
                                armada_projection_y (record->latitude), x, y);
}

static guint32 *
render (Fixture *f, gsize *n_pixels)
{
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (f->window));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  int width = gtk_widget_get_width (GTK_WIDGET (f->layer));
  int height = gtk_widget_get_height (GTK_WIDGET (f->layer));
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  guint32 *pixels = g_new0 (guint32, (gsize) width * height);

  GTK_WIDGET_GET_CLASS (f->layer)->snapshot (GTK_WIDGET (f->layer), snapshot);
  node = gtk_snapshot_to_node (snapshot);
  *n_pixels = (gsize) width * height;
  if (node == NULL)
    return pixels; /* nothing is drawn */
  texture = gsk_renderer_render_texture (renderer, node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);
  return pixels;
}

static void
test_projection (Fixture *f, gconstpointer data)
{
  static const double zooms[] = { 3, 8.3, 14, 17.5 };
  static const double rotations[] = { 0, 0.7, -2.1 };

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    for (guint j = 0; j < G_N_ELEMENTS (rotations); j++)
      {
        double span = 500 / (256 * exp2 (zooms[i])) * 360;
        ArmadaMapTransform transform;

        shumate_viewport_set_rotation (f->viewport, rotations[j]);
        go_to (f, -6.2, 106.8, zooms[i]);
        transform = get_transform (f);
        for (int k = -3; k <= 3; k++)
          {
            double latitude = CLAMP (-6.2 + span * k / 3, -80, 80);
            double longitude = CLAMP (106.8 - span * k / 3, -179, 179);
            double x, y, their_x, their_y, world_x, world_y;

            if (fabs (longitude - 106.8) > 72)
              continue; /* they know one copy of the world, we the nearest */
            armada_map_transform_project (&transform, armada_projection_x (longitude),
                                          armada_projection_y (latitude), &x, &y);
            shumate_viewport_location_to_widget_coords (f->viewport, GTK_WIDGET (f->layer),
                                                        latitude, longitude, &their_x, &their_y);
            g_assert_cmpfloat_with_epsilon (x, their_x, 0.01);
            g_assert_cmpfloat_with_epsilon (y, their_y, 0.01);
            armada_map_transform_unproject (&transform, x, y, &world_x, &world_y);
            g_assert_cmpfloat_with_epsilon (world_x, armada_projection_x (longitude), 1e-9);
            g_assert_cmpfloat_with_epsilon (world_y, armada_projection_y (latitude), 1e-9);
          }
      }
}

/* What was chosen, or the name where there is no such thing; a new speed is another look. */
static void
test_label_kinds (Fixture *f, gconstpointer data)
{
  static const ArmadaFleetLabels kinds[] = { ARMADA_FLEET_LABELS_NAME, ARMADA_FLEET_LABELS_PLATE,
                                             ARMADA_FLEET_LABELS_DRIVER,
                                             ARMADA_FLEET_LABELS_SPEED };

  armada_test_fleet_apply (f->fleet, 40, 5, 0.6);
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (ArmadaFleetMarks) marks = armada_fleet_marks_new ();

      armada_fleet_marks_take (marks, f->view, kinds[k]);
      for (guint i = 0; i < marks->n; i++)
        {
          const ArmadaDeviceRecord *record = armada_device_get_record (marks->devices[i]);
          g_autofree char *speed = armada_words_for_speed (record);

          g_assert_cmpstr (armada_fleet_marks_get_label (marks, i), ==,
                           kinds[k] == ARMADA_FLEET_LABELS_SPEED ? speed : record->name);
        }
    }
}

static void
test_nobody_is_lost (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaFleetMarks) marks = armada_fleet_marks_new ();

  armada_test_fleet_apply (f->fleet, 3000, 5, 0.6);
  armada_fleet_marks_take (marks, f->view, ARMADA_FLEET_LABELS_NAME);
  g_assert_cmpuint (marks->n, ==, 3000);
  for (double zoom = 3; zoom <= 18; zoom++)
    {
      g_autoptr (ArmadaFleetScene) scene =
          armada_fleet_scene_new (marks, 256 * exp2 (zoom), TRUE, 1);
      guint n = 0;

      for (guint i = 0; i < scene->n; i++)
        n += scene->cluster[i] == ARMADA_CLUSTER_NONE
                 ? 1
                 : scene->clusters->clusters[scene->cluster[i]].n;
      g_assert_cmpuint (n, ==, marks->n);
    }
}

static void
test_hit_equals_scan (Fixture *f, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  enum
  {
    N = 2000
  };
  g_autofree double *x = g_new (double, N), *y = g_new (double, N);
  g_autofree guint8 *reach = g_new (guint8, N);
  ArmadaHitPoints points = { N, x, y, reach, 40000 };
  g_autoptr (ArmadaHitGrid) grid = NULL;

  for (guint i = 0; i < N; i++)
    {
      x[i] = g_rand_double_range (rand, 0.5, 0.52);
      y[i] = g_rand_double_range (rand, 0.3, 0.32);
      reach[i] = (guint8) g_rand_int_range (rand, 8, 27);
    }
  grid = armada_hit_grid_new (&points);
  for (guint k = 0; k < 500; k++)
    {
      double px = g_rand_double_range (rand, 0.5, 0.52), py = g_rand_double_range (rand, 0.3, 0.32);
      double best = G_MAXDOUBLE;
      guint found = ARMADA_HIT_NONE;

      for (guint i = 0; i < N; i++)
        {
          double square = (pow (x[i] - px, 2) + pow (y[i] - py, 2)) * 40000 * 40000;

          if (square <= (double) reach[i] * reach[i] && square <= best)
            {
              best = square;
              found = i;
            }
        }
      g_assert_cmpuint (armada_hit_grid_pick (grid, px, py, 40000), ==, found);
    }
}

static void
download (ArmadaSprite *sprite, guint32 *pixels)
{
  gdk_texture_download (sprite->texture, (guchar *) pixels, (gsize) sprite->width * 4);
}

static void
test_states_differ (Fixture *f, gconstpointer data)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (f->layer));

  for (guint dark = 0; dark < 2; dark++)
    {
      g_autoptr (ArmadaVehicleSprites) sprites = armada_vehicle_sprites_new (dark == 1, 1, context);
      guint32 pixels[2 * ARMADA_N_DEVICE_STATES][64 * 64] = { 0 };

      for (guint i = 0; i < 2 * ARMADA_N_DEVICE_STATES; i++)
        {
          ArmadaSprite *sprite =
              armada_vehicle_sprites_get_vehicle (sprites, i / 2, ARMADA_HEADING_NONE, i % 2 == 1);

          g_assert_cmpint (sprite->width * sprite->height, <=, 64 * 64);
          download (sprite, pixels[i]);
          for (guint j = 0; j < i; j++)
            {
              guint n_different = 0;

              /* by shape: where there is something, and not in which colour */
              for (guint k = 0; k < 64 * 64; k++)
                n_different += pixels[i][k] != pixels[j][k];
              g_assert_cmpuint (n_different, >, 20);
            }
        }
    }
}

static void
test_selection_is_seen (Fixture *f, gconstpointer data)
{
  g_autofree guint32 *before = NULL, *after = NULL;
  gsize n, n_changed = 0;

  armada_test_fleet_apply (f->fleet, 10, 5, 0.15);
  settle (f);
  before = render (f, &n);
  armada_selection_set_device (f->selection, armada_fleet_get_device (f->fleet, 3));
  settle (f);
  after = render (f, &n);
  for (gsize i = 0; i < n; i++)
    n_changed += before[i] != after[i];
  g_assert_cmpuint (n_changed, >, 200);
}

static GHashTable *
labels_of (Fixture *f, double dx, double dy)
{
  GHashTable *places = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  guint n;
  const ArmadaLabelBox *labels = armada_fleet_layer_get_labels (f->layer, &n);

  for (guint i = 0; i < n; i++)
    {
      graphene_rect_t rect = labels[i].rect;

      graphene_rect_offset (&rect, (float) dx, (float) dy);
      g_hash_table_insert (places, GUINT_TO_POINTER (labels[i].item + 1),
                           g_memdup2 (&rect, sizeof rect));
    }
  return places;
}

static void
test_labels_do_not_overlap (Fixture *f, gconstpointer data)
{
  guint n_seen = 0;

  armada_test_fleet_apply (f->fleet, 400, 5, 0.5);
  for (double zoom = 9; zoom <= 14; zoom += 0.1)
    {
      const ArmadaLabelBox *labels;
      guint n;

      shumate_viewport_set_rotation (f->viewport, zoom > 12 ? 0.6 : 0);
      go_to (f, 47.16, 9.52, zoom);
      labels = armada_fleet_layer_get_labels (f->layer, &n);
      n_seen = MAX (n_seen, n);
      for (guint i = 0; i < n; i++)
        for (guint j = 0; j < i; j++)
          g_assert_false (graphene_rect_intersection (&labels[i].rect, &labels[j].rect, NULL));
    }
  g_assert_cmpuint (n_seen, >, 20);
}

static void
set_text (Fixture *f, double size)
{
  g_object_set (gtk_widget_get_settings (f->window), "gtk-xft-dpi", (int) (96 * 1024 * size), NULL);
  settle (f);
}

static guint
assert_labels (Fixture *f, double height)
{
  guint n;
  const ArmadaLabelBox *labels = armada_fleet_layer_get_labels (f->layer, &n);

  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpfloat (labels[i].rect.size.height, ==, height);
      for (guint j = 0; j < i; j++)
        g_assert_false (graphene_rect_intersection (&labels[i].rect, &labels[j].rect, NULL));
    }
  return n;
}

/* Where the desktop's text is larger, so are labels, which still do not overlap. */
static void
test_large_text (Fixture *f, gconstpointer data)
{
  guint n_usual = 0, n_large = 0;

  armada_test_fleet_apply (f->fleet, 400, 5, 0.5);
  for (double zoom = 10; zoom <= 14; zoom += 0.3)
    {
      go_to (f, 47.16, 9.52, zoom);
      set_text (f, 1);
      n_usual += assert_labels (f, armada_label_height (1));
      set_text (f, 2);
      n_large += assert_labels (f, armada_label_height (2));
    }
  g_assert_cmpfloat (armada_label_height (2), >, 1.7 * armada_label_height (1));
  g_assert_cmpuint (n_large, >, 20);
  g_assert_cmpuint (n_large, <, n_usual);
  set_text (f, 1);
}

/* Their numbers too, and then they keep farther from each other and from others. */
static void
test_large_clusters (Fixture *f, gconstpointer data)
{
  const double scale = 256 * exp2 (11);
  const double room = ARMADA_CLUSTER_REACH * armada_cluster_drawing_room (2) / scale;
  g_autoptr (ArmadaFleetMarks) marks = armada_fleet_marks_new ();
  g_autoptr (ArmadaFleetScene) scene = NULL;
  guint n_clusters = 0;

  armada_test_fleet_apply (f->fleet, 3000, 5, 0.6);
  armada_fleet_marks_take (marks, f->view, ARMADA_FLEET_LABELS_NAME);
  scene = armada_fleet_scene_new (marks, scale, TRUE, 2);
  for (guint i = 0; i < scene->n; i++)
    {
      const ArmadaCluster *cluster = &scene->clusters->clusters[scene->cluster[i]];

      if (scene->cluster[i] == ARMADA_CLUSTER_NONE)
        continue;
      n_clusters++;
      g_assert_cmpuint (scene->reach[i], ==, (guint) armada_cluster_drawing_radius (cluster->n, 2));
      g_assert_cmpfloat (scene->reach[i], >, 1.5 * armada_cluster_drawing_radius (cluster->n, 1));
      for (guint j = 0; j < scene->n; j++)
        g_assert_true (i == j || hypot (scene->x[i] - scene->x[j], scene->y[i] - scene->y[j]) >=
                                     room * (1 - 1e-9));
    }
  g_assert_cmpuint (n_clusters, >, 10);
}

/* The tail leads to where the vehicle is drawn, by way of its fix. */
static void
test_tail_of_gliding (Fixture *f, gconstpointer data)
{
  const ArmadaMapTransform transform = get_transform (f);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  const ArmadaDeviceRecord *record;
  graphene_rect_t bounds;
  double x, y;

  armada_test_fleet_apply (f->fleet, 1, 5, 0.1);
  record = armada_device_get_record (armada_fleet_get_device (f->fleet, 0));
  g_assert_cmpuint (record->n_tail, ==, 0);
  locate (f, armada_fleet_get_device (f->fleet, 0), &x, &y);
  armada_vehicle_tail_snapshot (
      record, armada_projection_x (record->longitude) + 50 / transform.scale,
      armada_projection_y (record->latitude), &transform, FALSE, snapshot);
  node = gtk_snapshot_to_node (snapshot);
  gsk_render_node_get_bounds (node, &bounds);
  g_assert_true (
      graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x + 1, (float) y)));
  g_assert_true (
      graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x + 49, (float) y)));
}

static void
test_labels_stay (Fixture *f, gconstpointer data)
{
  g_autoptr (GHashTable) before = NULL, after = NULL;
  ArmadaMapTransform from, to;
  GHashTableIter iter;
  gpointer item, place;
  guint n_both = 0;

  armada_test_fleet_apply (f->fleet, 400, 5, 0.5);
  go_to (f, 47.16, 9.52, 12);
  from = get_transform (f);
  before = labels_of (f, 0, 0);
  shumate_location_set_location (SHUMATE_LOCATION (f->viewport), 47.18, 9.56);
  settle (f);
  to = get_transform (f);
  after = labels_of (f, (to.x - from.x) * to.scale, (to.y - from.y) * to.scale);

  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &item, &place))
    {
      graphene_rect_t *now = g_hash_table_lookup (after, item);

      if (now == NULL)
        continue; /* out of the window */
      n_both++;
      g_assert_true (graphene_point_near (&now->origin, &((graphene_rect_t *) place)->origin, 1));
    }
  g_assert_cmpuint (n_both, >, 10);
}

static void
test_click (Fixture *f, gconstpointer data)
{
  ArmadaDevice *device;
  double x, y;

  armada_test_fleet_apply (f->fleet, 1, 5, 0.01);
  settle (f);
  device = armada_fleet_get_device (f->fleet, 0);
  locate (f, device, &x, &y);
  g_assert_true (armada_fleet_layer_get_device_at (f->layer, x + 3, y - 3) == device);
  armada_fleet_layer_activate (f->layer, x + 3, y - 3);
  g_assert_true (armada_selection_get_device (f->selection) == device);
  armada_fleet_layer_activate (f->layer, x + 100, y);
  g_assert_null (armada_selection_get_device (f->selection));
}

static void
cluster_cb (ArmadaFleetLayer *layer,
            double latitude_min,
            double latitude_max,
            double longitude_min,
            double longitude_max,
            gpointer user_data)
{
  double *box = user_data;

  box[0] = latitude_min;
  box[1] = latitude_max;
  box[2] = longitude_min;
  box[3] = longitude_max;
}

static void
test_cluster_click (Fixture *f, gconstpointer data)
{
  double box[4] = { 0 }, x, y;

  armada_test_fleet_apply (f->fleet, 30, 5, 0.002);
  go_to (f, 47.16, 9.52, 8);
  locate (f, armada_fleet_get_device (f->fleet, 0), &x, &y);
  g_signal_connect (f->layer, "cluster-activated", G_CALLBACK (cluster_cb), box);
  g_assert_null (armada_fleet_layer_get_device_at (f->layer, x, y));
  armada_fleet_layer_activate (f->layer, x, y);
  g_assert_null (armada_selection_get_device (f->selection));
  for (guint i = 0; i < 30; i++)
    {
      const ArmadaDeviceRecord *record =
          armada_device_get_record (armada_fleet_get_device (f->fleet, i));

      g_assert_cmpfloat (record->latitude, >=, box[0] - 1e-9);
      g_assert_cmpfloat (record->latitude, <=, box[1] + 1e-9);
      g_assert_cmpfloat (record->longitude, >=, box[2] - 1e-9);
      g_assert_cmpfloat (record->longitude, <=, box[3] + 1e-9);
    }
}

static void
test_toggle (Fixture *f, gconstpointer data)
{
  double x, y;

  armada_test_fleet_apply (f->fleet, 30, 5, 0.002);
  go_to (f, 47.16, 9.52, 8);
  locate (f, armada_fleet_get_device (f->fleet, 0), &x, &y);
  armada_fleet_layer_toggle (f->layer, x, y); /* all are one mark */
  g_assert_cmpuint (armada_selection_get_n_chosen (f->selection), ==, 30);
  armada_fleet_layer_toggle (f->layer, x + 200, y); /* nobody is there */
  g_assert_cmpuint (armada_selection_get_n_chosen (f->selection), ==, 30);
  armada_selection_remove (f->selection, armada_fleet_get_device (f->fleet, 7));
  armada_fleet_layer_toggle (f->layer, x, y); /* some of them become all */
  g_assert_cmpuint (armada_selection_get_n_chosen (f->selection), ==, 30);
  armada_fleet_layer_toggle (f->layer, x, y);
  g_assert_cmpuint (armada_selection_get_n_chosen (f->selection), ==, 0);

  go_to (f, 47.16, 9.52, 18);
  locate (f, armada_fleet_get_device (f->fleet, 0), &x, &y);
  armada_fleet_layer_toggle (f->layer, x, y);
  g_assert_cmpuint (armada_selection_get_n_chosen (f->selection), ==, 1);
}

/* Who is in the box, asked one by one. */
static guint
count_within (Fixture *f, const graphene_rect_t *rect)
{
  guint n = 0;

  for (guint i = 0; i < armada_fleet_get_n_devices (f->fleet); i++)
    {
      double x, y;

      locate (f, armada_fleet_get_device (f->fleet, i), &x, &y);
      n += graphene_rect_contains_point (rect, &GRAPHENE_POINT_INIT ((float) x, (float) y));
    }
  return n;
}

static void
test_choose_within (Fixture *f, gconstpointer data)
{
  const graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT);
  const graphene_rect_t left = GRAPHENE_RECT_INIT (0, 0, WIDTH / 2.0f, HEIGHT);
  const graphene_rect_t right = GRAPHENE_RECT_INIT (WIDTH / 2.0f, 0, WIDTH / 2.0f, HEIGHT);
  guint n;

  armada_test_fleet_apply (f->fleet, 400, 5, 0.12);
  settle (f);
  armada_fleet_layer_choose_within (f->layer, &all, FALSE); /* clusters give all their members */
  g_assert_cmpuint (armada_selection_get_n_chosen (f->selection), ==, 400);

  armada_fleet_layer_set_clusters (f->layer, FALSE);
  settle (f);
  armada_fleet_layer_choose_within (f->layer, &left, FALSE);
  n = armada_selection_get_n_chosen (f->selection);
  g_assert_cmpuint (n, ==, count_within (f, &left)); /* also who is under another mark */
  g_assert_cmpuint (n, >, 50);
  armada_fleet_layer_choose_within (f->layer, &right, TRUE);
  g_assert_cmpuint (armada_selection_get_n_chosen (f->selection), >, n + 50);
  armada_fleet_layer_choose_within (f->layer, &GRAPHENE_RECT_INIT (0, 0, 1, 1), FALSE);
  g_assert_cmpuint (armada_selection_get_n_chosen (f->selection), ==, 0);
}

/* All that are chosen stand out, one by one and in their clusters. */
static void
test_chosen_are_seen (Fixture *f, gconstpointer data)
{
  g_autofree guint32 *one = NULL, *two = NULL;
  gsize n, n_changed = 0;
  guint i = 0;

  armada_test_fleet_apply (f->fleet, 60, 5, 0.15);
  settle (f);
  armada_selection_set_device (f->selection, armada_fleet_get_device (f->fleet, 3));
  settle (f);
  one = render (f, &n);
  for (; i < 60 && armada_selection_get_n_chosen (f->selection) < 12; i++)
    armada_selection_add (f->selection, armada_fleet_get_device (f->fleet, i));
  armada_selection_add (f->selection, armada_fleet_get_device (f->fleet, 3));
  settle (f);
  two = render (f, &n);
  for (gsize k = 0; k < n; k++)
    n_changed += one[k] != two[k];
  g_assert_cmpuint (n_changed, >, 5 * 100);

  armada_selection_set_device (f->selection, armada_fleet_get_device (f->fleet, 3));
  settle (f);
  g_free (two);
  two = render (f, &n);
  g_assert_cmpmem (one, n * sizeof *one, two, n * sizeof *two);
}

static void
test_rubber_band (Fixture *f, gconstpointer data)
{
  GtkWidget *map = gtk_window_get_child (GTK_WINDOW (f->window));
  GtkWidget *widget = g_object_ref_sink (armada_rubber_band_new (map, f->layer));
  ArmadaRubberBand *band = ARMADA_RUBBER_BAND (widget);
  double x, y;

  armada_test_fleet_apply (f->fleet, 40, 5, 0.12);
  settle (f);
  armada_rubber_band_begin (band, WIDTH, HEIGHT); /* in any direction */
  armada_rubber_band_move (band, 0, 0);
  armada_rubber_band_end (band, FALSE);
  g_assert_cmpuint (armada_selection_get_n_chosen (f->selection), ==, 40);

  armada_rubber_band_begin (band, 0, 0);
  armada_rubber_band_move (band, 1, HEIGHT);
  g_assert_true (armada_rubber_band_cancel (band));
  armada_rubber_band_end (band, FALSE); /* the button is let go after Escape */
  g_assert_cmpuint (armada_selection_get_n_chosen (f->selection), ==, 40);
  g_assert_false (armada_rubber_band_cancel (band));

  armada_selection_set_device (f->selection, NULL);
  go_to (f, 47.16, 9.52, 15);
  shumate_location_set_location (
      SHUMATE_LOCATION (f->viewport),
      armada_device_get_record (armada_fleet_get_device (f->fleet, 0))->latitude,
      armada_device_get_record (armada_fleet_get_device (f->fleet, 0))->longitude);
  settle (f);
  locate (f, armada_fleet_get_device (f->fleet, 0), &x, &y);
  armada_rubber_band_begin (band, x, y); /* a click */
  armada_rubber_band_end (band, FALSE);
  g_assert_true (armada_selection_get_device (f->selection) ==
                 armada_fleet_get_device (f->fleet, 0));
  g_object_unref (widget);
}

/* The mark under the pointer is marked only as long as it is there. */
static void
test_hover_ends (Fixture *f, gconstpointer data)
{
  g_autofree guint32 *plain = NULL, *hovered = NULL, *after = NULL;
  gsize n;
  double x, y;

  armada_test_fleet_apply (f->fleet, 1, 5, 0.01);
  settle (f);
  plain = render (f, &n);
  locate (f, armada_fleet_get_device (f->fleet, 0), &x, &y);
  armada_fleet_layer_hover (f->layer, x, y);
  settle (f);
  hovered = render (f, &n);
  g_assert_true (memcmp (plain, hovered, n * sizeof *plain) != 0);

  armada_fleet_view_set_search (f->view, "nobody");
  settle (f);
  after = render (f, &n);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpuint (after[i], ==, 0);
}

/* The pointer stays while the map goes from a street to the world: that must not search the world
 * in steps of the street. */
static void
test_hover_far_zoom (Fixture *f, gconstpointer data)
{
  armada_test_fleet_apply (f->fleet, 100, 5, 0.01);
  go_to (f, 47.16, 9.52, 18);
  armada_fleet_layer_hover (f->layer, 100, 100);
  go_to (f, 47.16, 9.52, 2);
  g_assert_null (armada_fleet_layer_get_device_at (f->layer, 1, 1));
  armada_fleet_layer_set_fleet_view (f->layer, NULL);
  settle (f);
  g_assert_false (armada_fleet_layer_has_mark_at (f->layer, WIDTH / 2.0, HEIGHT / 2.0));
}

static void
put_moving (Fixture *f, gint64 fix_time)
{
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);
  ArmadaDeviceRecord fields;
  char name[32];
  gint64 id = 1;

  armada_test_fleet_fill (&fields, name, 0, 5, 0.01, fix_time);
  fields.online = ARMADA_ONLINE_MOVING;
  fields.speed = 90;
  fields.course = 90;
  g_array_append_val (batch->seen, id);
  g_ptr_array_add (batch->changed, armada_device_record_new (&fields));
  armada_fleet_apply (f->fleet, batch, fix_time);
  settle (f);
}

static double
drawn_x (Fixture *f)
{
  double x = NAN, y;

  armada_fleet_layer_locate (f->layer, armada_fleet_get_device (f->fleet, 0), &x, &y);
  return x;
}

/* Who moves is drawn on its way, found there and not where it was, and only while that is seen. */
static void
test_glide (Fixture *f, gconstpointer data)
{
  ArmadaDevice *device;
  double from, x, y;

  put_moving (f, 1000);
  device = armada_fleet_get_device (f->fleet, 0);
  go_to (f, 47.16, 9.52, 15);
  locate (f, device, &from, &y);
  g_assert_false (armada_fleet_layer_is_waiting (f->layer)); /* it does not by itself */

  armada_fleet_layer_set_glide (f->layer, TRUE);
  armada_test_wait_until (drawn_x (f) > from + 30);
  g_assert_true (armada_fleet_layer_is_waiting (f->layer));
  x = drawn_x (f);
  g_assert_true (armada_fleet_layer_get_device_at (f->layer, x, y) == device);
  g_assert_null (armada_fleet_layer_get_device_at (f->layer, from, y));

  gtk_widget_set_visible (GTK_WIDGET (f->layer), FALSE);
  g_assert_false (armada_fleet_layer_is_waiting (f->layer));
  gtk_widget_set_visible (GTK_WIDGET (f->layer), TRUE);
  armada_test_wait_until (armada_fleet_layer_is_waiting (f->layer));

  armada_fleet_layer_set_glide (f->layer, FALSE);
  settle (f);
  g_assert_false (armada_fleet_layer_is_waiting (f->layer));
  g_assert_cmpfloat_with_epsilon (drawn_x (f), from, 1e-6);
}

static ArmadaDevice *
find_moving (Fixture *f)
{
  for (guint i = 0; i < armada_fleet_get_n_devices (f->fleet); i++)
    {
      ArmadaDevice *device = armada_fleet_get_device (f->fleet, i);

      if (armada_device_get_state (device) == ARMADA_DEVICE_STATE_MOVING)
        return device;
    }
  g_assert_not_reached ();
}

/* So many that they are one picture without a graphics card glide all the same; a crowd does not.
 */
static void
test_glide_many (Fixture *f, gconstpointer data)
{
  double from, x, y;

  armada_fleet_layer_set_clusters (f->layer, FALSE);
  armada_fleet_layer_set_glide (f->layer, TRUE);
  armada_test_fleet_apply (f->fleet, 2000, 5, 0.1);
  go_to (f, 47.16, 9.52, 12);
  armada_test_wait_until (armada_fleet_layer_is_waiting (f->layer));
  locate (f, find_moving (f), &from, &y);
  armada_test_wait_until (
      (armada_fleet_layer_locate (f->layer, find_moving (f), &x, &y), fabs (x - from) > 0.05));
  settle (f);

  armada_test_fleet_apply (f->fleet, 20000, 6, 0.08);
  go_to (f, 47.16, 9.52, 13);
  armada_test_wait_until (!armada_fleet_layer_is_waiting (f->layer));
}

/* Nobody is woken for those who stand. */
static void
test_no_glide (Fixture *f, gconstpointer data)
{
  ArmadaDeviceRecord fields;
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);
  char name[32];
  gint64 id = 1;

  armada_fleet_layer_set_glide (f->layer, TRUE);
  armada_test_fleet_fill (&fields, name, 0, 5, 0.01, 1000);
  fields.online = ARMADA_ONLINE_STANDING;
  fields.speed = 50; /* the server may say so all the same */
  g_array_append_val (batch->seen, id);
  g_ptr_array_add (batch->changed, armada_device_record_new (&fields));
  armada_fleet_apply (f->fleet, batch, 1000);
  settle (f);
  g_assert_false (armada_fleet_layer_is_waiting (f->layer));

  put_moving (f, 1001); /* in view ... */
  armada_test_wait_until (armada_fleet_layer_is_waiting (f->layer));
  go_to (f, 10, 100, 15); /* ... and no more */
  g_assert_false (armada_fleet_layer_is_waiting (f->layer));
}

static void
test_tail_is_drawn (Fixture *f, gconstpointer data)
{
  const ArmadaPosition tail[] = { { 47.20, 9.50 }, { 47.19, 9.51 }, { 47.18, 9.50 } };
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);
  ArmadaDeviceRecord fields;
  char name[32];
  gint64 id = 1;
  g_autofree guint32 *pixels = NULL;
  gsize n, n_red = 0;

  armada_test_fleet_fill (&fields, name, 0, 5, 0.01, 1000);
  fields.tail = tail;
  fields.n_tail = G_N_ELEMENTS (tail);
  fields.tail_color = "#ff0000";
  g_array_append_val (batch->seen, id);
  g_ptr_array_add (batch->changed, armada_device_record_new (&fields));
  armada_fleet_apply (f->fleet, batch, 1000);
  armada_selection_set_device (f->selection, armada_fleet_get_device (f->fleet, 0));
  settle (f);
  pixels = render (f, &n);
  for (gsize i = 0; i < n; i++)
    n_red +=
        (pixels[i] >> 16 & 0xff) > 120 && (pixels[i] & 0xffff) < 0x2000 && (pixels[i] >> 24) > 120;
  g_assert_cmpuint (n_red, >, 100);
}

#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  TEST ("/fleet-layer/projection", test_projection);
  TEST ("/fleet-layer/nobody-is-lost", test_nobody_is_lost);
  TEST ("/fleet-layer/hit-equals-scan", test_hit_equals_scan);
  TEST ("/fleet-layer/states-differ", test_states_differ);
  TEST ("/fleet-layer/selection-is-seen", test_selection_is_seen);
  TEST ("/fleet-layer/labels-do-not-overlap", test_labels_do_not_overlap);
  TEST ("/fleet-layer/labels-stay", test_labels_stay);
  TEST ("/fleet-layer/large-text", test_large_text);
  TEST ("/fleet-layer/large-clusters", test_large_clusters);
  TEST ("/fleet-layer/tail-of-gliding", test_tail_of_gliding);
  TEST ("/fleet-layer/click", test_click);
  TEST ("/fleet-layer/cluster-click", test_cluster_click);
  TEST ("/fleet-layer/toggle", test_toggle);
  TEST ("/fleet-layer/choose-within", test_choose_within);
  TEST ("/fleet-layer/chosen-are-seen", test_chosen_are_seen);
  TEST ("/fleet-layer/rubber-band", test_rubber_band);
  TEST ("/fleet-layer/label-kinds", test_label_kinds);
  TEST ("/fleet-layer/hover-ends", test_hover_ends);
  TEST ("/fleet-layer/hover-far-zoom", test_hover_far_zoom);
  TEST ("/fleet-layer/glide", test_glide);
  TEST ("/fleet-layer/glide-many", test_glide_many);
  TEST ("/fleet-layer/no-glide", test_no_glide);
  TEST ("/fleet-layer/tail-is-drawn", test_tail_is_drawn);
  return g_test_run ();
}
