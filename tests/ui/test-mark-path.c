/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "armada-test-records.h"
#include "armada-test-ui.h"
#include "map/armada-mark-path.h"
#include "map/armada-mark-raster.h"
#include "map/armada-vehicle-sprites.h"
#include "model/armada-projection.h"

#define WIDTH 2400
#define HEIGHT 1600
#define APART 40 /* pixels: no mark reaches another */
#define N_ALARMS 4
#define SCALE (256. * (1 << 12)) /* pixels the world is wide */
#define NOW 1790000010

/* Vehicles in rows, in every state and course, and a window that looks at them. */
typedef struct
{
  ArmadaFleet *fleet;
  ArmadaFleetView *view;
  ArmadaFleetMarks *marks;
  ArmadaFleetScene *scene;
  ArmadaVehicleSprites *sprites;
  ArmadaMapTransform transform;
  GArray *places;
  GtkWidget *label; /* whose font sprites have */
  GtkWidget *window;
  double gone; /* Web Mercator, of all who glide */
  guint moment;
  guint n_drawn;
} Fixture;

static void
add (Fixture *f, ArmadaDeviceBatch *batch, guint i, double x, double y)
{
  static const ArmadaOnline online[] = { ARMADA_ONLINE_MOVING, ARMADA_ONLINE_STANDING,
                                         ARMADA_ONLINE_ENGINE, ARMADA_ONLINE_OFFLINE };
  ArmadaDeviceRecord fields;

  armada_device_record_clear (&fields);
  fields.id = i + 1;
  fields.name = "Truck";
  fields.latitude = armada_projection_latitude (f->transform.y + y / SCALE);
  fields.longitude = armada_projection_longitude (f->transform.x + x / SCALE);
  fields.course = i * 37 % 360;
  fields.speed = 40;
  fields.online = online[i % G_N_ELEMENTS (online)];
  fields.alarm = i < N_ALARMS;
  fields.fix_time = fields.contact_time = NOW - 5;
  armada_test_batch_take (batch, armada_device_record_new (&fields));
}

/* @apart: pixels between two vehicles */
static void
fill (Fixture *f, double apart)
{
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);
  guint i = 0;

  for (double y = -HEIGHT; y < HEIGHT; y += apart)
    for (double x = -WIDTH; x < WIDTH; x += apart)
      add (f, batch, i++, x + 0.25, y + 0.25);
  armada_fleet_apply (f->fleet, batch, NOW);
  g_clear_pointer (&f->scene, armada_fleet_scene_unref);
  armada_fleet_marks_take (f->marks, f->view, ARMADA_FLEET_LABELS_NAME);
  f->scene = armada_fleet_scene_new (f->marks, SCALE, FALSE, 1);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->transform = (ArmadaMapTransform) {
    .x = armada_projection_x (9.52),
    .y = armada_projection_y (47.16),
    .scale = SCALE,
    .zoom = 12,
    .cosine = SCALE,
    .half_width = WIDTH / 2,
    .half_height = HEIGHT / 2,
  };
  f->fleet = armada_fleet_new ();
  f->view = armada_fleet_view_new (f->fleet);
  f->label = gtk_label_new ("");
  f->window = armada_test_show (f->label, 100, 100);
  f->sprites = armada_vehicle_sprites_new (FALSE, 1, gtk_widget_get_pango_context (f->label));
  f->marks = armada_fleet_marks_new ();
  f->places = g_array_new (FALSE, FALSE, sizeof (ArmadaMarkPlace));
  fill (f, APART);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  armada_fleet_scene_unref (f->scene);
  armada_fleet_marks_free (f->marks);
  armada_vehicle_sprites_free (f->sprites);
  g_array_unref (f->places);
  armada_test_close (f->window, f->label);
  g_assert_finalize_object (f->view);
  g_assert_finalize_object (f->fleet);
}

static void
drawn_cb (gpointer user_data)
{
  ((Fixture *) user_data)->n_drawn++;
}

static ArmadaSprite *
sprite_of (gpointer user_data, guint item)
{
  Fixture *f = user_data;

  return armada_vehicle_sprites_get_vehicle (
      f->sprites, f->scene->state[item],
      armada_vehicle_sprites_heading (f->scene->course[item], f->transform.rotation),
      f->scene->alarm[item]);
}

static void
place_of (gpointer user_data, guint item, double *x, double *y)
{
  const Fixture *f = user_data;

  *x += f->gone;
}

static ArmadaMarkFrame
new_frame (Fixture *f)
{
  ArmadaMarkFrame frame = {
    .scene = f->scene,
    .transform = f->transform,
    .scale = 1,
    .sprite_of = sprite_of,
    .place_of = f->moment != 0 ? place_of : NULL,
    .moment = f->moment,
    .user_data = f,
  };

  g_array_set_size (f->places, 0);
  for (guint i = 0; i < f->scene->n; i++)
    {
      ArmadaMarkPlace place = { .item = i };
      double x, y;

      armada_map_transform_project (&f->transform, f->scene->x[i] + f->gone, f->scene->y[i], &x,
                                    &y);
      place.x = (float) x;
      place.y = (float) y;
      if (x > -APART && x < WIDTH + APART && y > -APART && y < HEIGHT + APART)
        g_array_append_val (f->places, place);
    }
  frame.places = (gpointer) f->places->data;
  frame.n_places = f->places->len;
  return frame;
}

static GskRenderNode *
paint (Fixture *f, ArmadaMarkPath *path, gboolean *whole)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  ArmadaMarkFrame frame = new_frame (f);

  *whole = armada_mark_path_paint (path, &frame, snapshot);
  return gtk_snapshot_to_node (snapshot);
}

static GskRenderNode *
paint_whole (Fixture *f, ArmadaMarkPath *path)
{
  GskRenderNode *node = NULL;
  gboolean whole = FALSE;

  while (!whole)
    {
      guint n = f->n_drawn;

      g_clear_pointer (&node, gsk_render_node_unref);
      node = paint (f, path, &whole);
      if (!whole)
        armada_test_wait_until (f->n_drawn > n);
    }
  return node;
}

/* Returns: (transfer full): the pixels of the window */
static guint32 *
render (GskRenderNode *node)
{
  g_autoptr (GskRenderer) renderer = gsk_cairo_renderer_new ();
  g_autoptr (GdkTexture) texture = NULL;
  guint32 *pixels = g_new0 (guint32, WIDTH * HEIGHT);

  g_assert_true (gsk_renderer_realize (renderer, NULL, NULL));
  texture = gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT));
  gdk_texture_download (texture, (guchar *) pixels, WIDTH * 4);
  gsk_renderer_unrealize (renderer);
  return pixels;
}

/* Each mark by itself in its order: what any path should look like. */
static guint32 *
render_each (Fixture *f)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  ArmadaMarkFrame frame = new_frame (f);
  g_autoptr (GskRenderNode) node = NULL;

  for (guint i = 0; i < frame.n_places; i++)
    armada_mark_frame_append (&frame, &frame.places[i], snapshot);
  node = gtk_snapshot_to_node (snapshot);
  return render (node);
}

static int
difference (guint32 a, guint32 b)
{
  int most = 0;

  for (guint shift = 0; shift < 32; shift += 8)
    most = MAX (most, abs ((int) (a >> shift & 0xff) - (int) (b >> shift & 0xff)));
  return most;
}

static void
assert_alike (const guint32 *a, const guint32 *b)
{
  guint n_marked = 0;

  for (guint i = 0; i < WIDTH * HEIGHT; i++)
    {
      g_assert_cmpint (difference (a[i], b[i]), <=, 3);
      n_marked += b[i] != 0;
    }
  g_assert_cmpuint (n_marked, >, WIDTH * HEIGHT / 20);
}

static void
assert_looks_right (Fixture *f, ArmadaMarkPath *path)
{
  g_autoptr (GskRenderNode) node = paint_whole (f, path);
  g_autofree guint32 *pixels = render (node);
  g_autofree guint32 *expected = render_each (f);

  assert_alike (pixels, expected);
}

static void
test_alike (Fixture *f, gconstpointer gpu)
{
  g_autoptr (ArmadaMarkPath) path = armada_mark_path_new (gpu != NULL, drawn_cb, f);

  g_assert_cmpuint (f->scene->n, >, ARMADA_MARK_RASTER_FROM);
  assert_looks_right (f, path);
  f->transform.rotation = G_PI / 2;
  f->transform.cosine = 0;
  f->transform.sine = SCALE;
  assert_looks_right (f, path);
}

/* To pan is to move the picture: another one is drawn in time, and not for each frame. */
static void
test_pan (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaMarkPath) path = armada_mark_path_new (FALSE, drawn_cb, f);

  assert_looks_right (f, path);
  g_assert_cmpuint (f->n_drawn, ==, 1);
  for (guint i = 0; i < 10; i++)
    {
      f->transform.x += 10 / SCALE;
      assert_looks_right (f, path);
    }
  g_assert_cmpuint (f->n_drawn, ==, 1);
  f->transform.x += 100 / SCALE;
  assert_looks_right (f, path);
  armada_test_wait_until (f->n_drawn == 2);
  assert_looks_right (f, path);
}

/* While it is zoomed the last picture is shown, larger or smaller. */
static void
test_zoom (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaMarkPath) path = armada_mark_path_new (FALSE, drawn_cb, f);
  g_autoptr (GskRenderNode) node = NULL;
  g_autofree guint32 *pixels = NULL;
  gboolean whole;
  guint n_marked = 0;

  assert_looks_right (f, path);
  f->transform.scale = f->transform.cosine = SCALE * 1.25;
  node = paint (f, path, &whole);
  g_assert_false (whole);
  pixels = render (node);
  for (guint i = 0; i < WIDTH * HEIGHT; i++)
    n_marked += pixels[i] != 0;
  g_assert_cmpuint (n_marked, >, WIDTH * HEIGHT / 20);
  armada_test_wait_until (f->n_drawn == 2);
  assert_looks_right (f, path);
}

/* News of the fleet while a picture is drawn: the one under way is for nobody. */
static void
test_news (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaMarkPath) path = armada_mark_path_new (FALSE, drawn_cb, f);
  GskRenderNode *node;
  gboolean whole;

  for (guint i = 0; i < 5; i++)
    {
      fill (f, APART + i);
      node = paint (f, path, &whole);
      g_assert_false (whole);
      g_clear_pointer (&node, gsk_render_node_unref);
    }
  assert_looks_right (f, path);
  fill (f, WIDTH / 3.); /* so few that no picture is needed */
  node = paint (f, path, &whole);
  g_assert_true (whole);
  gsk_render_node_unref (node);
}

/* Who glides is in the next picture; it is drawn once for each moment, and the last one is shown
 * meanwhile. */
static void
test_glide (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaMarkPath) path = armada_mark_path_new (FALSE, drawn_cb, f);

  for (f->moment = 1; f->moment <= 3; f->moment++)
    {
      g_autoptr (GskRenderNode) node = NULL;
      gboolean whole;

      f->gone += 5 / SCALE;
      node = paint (f, path, &whole);
      g_assert_true (whole == (f->moment > 1));
      armada_test_wait_until (f->n_drawn == f->moment);
      assert_looks_right (f, path);
    }

  f->moment = 0; /* too many for that, all of a sudden */
  f->gone = 0;
  gsk_render_node_unref (paint_whole (f, path));
  armada_test_wait_until (f->n_drawn == 4);
  assert_looks_right (f, path);
}

/* Marks of one texture follow one another, and an alarm stays on top of all. */
static void
test_order (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaMarkPath) path = armada_mark_path_new (TRUE, drawn_cb, f);
  g_autoptr (GskRenderNode) node = paint_whole (f, path);
  g_autoptr (GHashTable) textures = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) alarms = g_hash_table_new (NULL, NULL);
  guint n = gsk_container_node_get_n_children (node);
  GdkTexture *last = NULL;
  guint n_changes = 0;

  for (guint i = 0; i < f->scene->n; i++)
    if (f->scene->alarm[i])
      g_hash_table_add (alarms, sprite_of (f, i)->texture);
  for (guint i = 0; i < n; i++)
    {
      GdkTexture *texture = gsk_texture_node_get_texture (gsk_container_node_get_child (node, i));

      n_changes += texture != last;
      g_assert_false (g_hash_table_contains (alarms, last) &&
                      !g_hash_table_contains (alarms, texture));
      last = texture;
      g_hash_table_add (textures, texture);
    }
  g_assert_cmpuint (n, ==, f->places->len);
  g_assert_cmpuint (g_hash_table_size (textures), >, 10);
  g_assert_cmpuint (n_changes, ==, g_hash_table_size (textures));
}

/* A picture that is still under way when nobody wants it any more. */
static void
test_end (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 20; i++)
    {
      ArmadaMarkPath *path = armada_mark_path_new (FALSE, drawn_cb, f);
      g_autoptr (GskRenderNode) node = NULL;
      gboolean whole;

      node = paint (f, path, &whole);
      armada_mark_path_free (path);
    }
  g_assert_cmpuint (f->n_drawn, ==, 0);
}

static void
add_test (const char *path, gconstpointer data, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);

  add_test ("/mark-path/raster", NULL, test_alike);
  add_test ("/mark-path/textures", GINT_TO_POINTER (1), test_alike);
  add_test ("/mark-path/pan", NULL, test_pan);
  add_test ("/mark-path/zoom", NULL, test_zoom);
  add_test ("/mark-path/news", NULL, test_news);
  add_test ("/mark-path/glide", NULL, test_glide);
  add_test ("/mark-path/order", NULL, test_order);
  add_test ("/mark-path/end", NULL, test_end);
  return g_test_run ();
}
