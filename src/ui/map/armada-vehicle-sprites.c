/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-vehicle-sprites"

#include "map/armada-vehicle-sprites.h"

#include <math.h>

#include "map/armada-cluster-drawing.h"
#include "map/armada-map-text.h"
#include "map/armada-vehicle-drawing.h"

#define VEHICLE_HALF 17 /* logical pixels, room for the alarm's ring and badge */
#define HALO_HALF 22
#define FRAME_STEP 4 /* logical pixels from one size of frames to the next */
#define N_FRAMES (G_MAXUINT8 / FRAME_STEP + 1)
#define MAX_CLUSTER_SPRITES 1024 /* about 10 MB at scale 1 */

struct _ArmadaVehicleSprites
{
  gboolean dark;
  double scale;
  double text;
  ArmadaClusterDrawing *cluster_drawing;

  ArmadaSprite *vehicles[ARMADA_N_DEVICE_STATES][ARMADA_N_HEADINGS + 1][2];
  ArmadaSprite *halos[2];
  ArmadaSprite *frames[N_FRAMES];
  GHashTable *clusters; /* gint64 key of its look → ArmadaSprite */
};

/**
 * armada_vehicle_sprites_new:
 * @dark: whether the marks are for the dark scheme
 * @scale: device pixels to a logical one
 * @context: whose font the clusters' numbers are written in
 *
 * Returns: (transfer full): the marks, none of them drawn yet
 */
ArmadaVehicleSprites *
armada_vehicle_sprites_new (gboolean dark, double scale, PangoContext *context)
{
  ArmadaVehicleSprites *self = g_new0 (ArmadaVehicleSprites, 1);

  self->dark = dark;
  self->scale = scale;
  self->text = armada_map_text_get_size (context);
  self->cluster_drawing = armada_cluster_drawing_new (dark, scale, context);
  self->clusters = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                          (GDestroyNotify) armada_sprite_unref);
  return self;
}

void
armada_vehicle_sprites_free (ArmadaVehicleSprites *self)
{
  for (guint s = 0; s < ARMADA_N_DEVICE_STATES; s++)
    for (guint h = 0; h <= ARMADA_N_HEADINGS; h++)
      for (guint a = 0; a < 2; a++)
        g_clear_pointer (&self->vehicles[s][h][a], armada_sprite_unref);
  g_clear_pointer (&self->halos[0], armada_sprite_unref);
  g_clear_pointer (&self->halos[1], armada_sprite_unref);
  for (guint i = 0; i < N_FRAMES; i++)
    g_clear_pointer (&self->frames[i], armada_sprite_unref);
  g_hash_table_unref (self->clusters);
  armada_cluster_drawing_free (self->cluster_drawing);
  g_free (self);
}

gboolean
armada_vehicle_sprites_get_dark (ArmadaVehicleSprites *self)
{
  return self->dark;
}

double
armada_vehicle_sprites_get_scale (ArmadaVehicleSprites *self)
{
  return self->scale;
}

/**
 * armada_vehicle_sprites_get_text:
 *
 * Returns: how many times its usual size the text of the context had that it was made with
 */
double
armada_vehicle_sprites_get_text (ArmadaVehicleSprites *self)
{
  return self->text;
}

/**
 * armada_vehicle_sprites_heading:
 * @course: degrees clockwise from north; NAN unknown
 * @rotation: of the map, radians
 *
 * Returns: which of the drawn headings is nearest
 */
guint
armada_vehicle_sprites_heading (double course, double rotation)
{
  double steps;

  if (isnan (course))
    return ARMADA_HEADING_NONE;

  steps = (course / 360 + rotation / (2 * G_PI)) * ARMADA_N_HEADINGS + 0.5;
  steps -= floor (steps / ARMADA_N_HEADINGS) * ARMADA_N_HEADINGS;
  return MIN ((guint) steps, ARMADA_N_HEADINGS - 1);
}

typedef struct
{
  guint32 *pixels;
  int size;
  cairo_surface_t *surface;
  cairo_t *cr;
} Canvas;

static void
canvas_begin (Canvas *canvas, double half, double scale)
{
  canvas->size = 2 * (int) ceil (half * scale);
  canvas->pixels = g_new0 (guint32, (gsize) canvas->size * canvas->size);
  canvas->surface = cairo_image_surface_create_for_data (
      (guchar *) canvas->pixels, CAIRO_FORMAT_ARGB32, canvas->size, canvas->size, canvas->size * 4);
  canvas->cr = cairo_create (canvas->surface);
  cairo_translate (canvas->cr, canvas->size / 2.0, canvas->size / 2.0);
  cairo_scale (canvas->cr, scale, scale);
}

static ArmadaSprite *
canvas_end (Canvas *canvas)
{
  cairo_destroy (canvas->cr);
  cairo_surface_flush (canvas->surface);
  cairo_surface_destroy (canvas->surface);
  return armada_sprite_new (canvas->pixels, canvas->size, canvas->size);
}

/**
 * armada_vehicle_sprites_get_vehicle:
 * @heading: of a moving vehicle, from armada_vehicle_sprites_heading(); no other state shows it
 *
 * Returns: (transfer none): the mark, as long as @self lives
 */
ArmadaSprite *
armada_vehicle_sprites_get_vehicle (ArmadaVehicleSprites *self,
                                    ArmadaDeviceState state,
                                    guint heading,
                                    gboolean alarm)
{
  guint shown = state == ARMADA_DEVICE_STATE_MOVING ? heading : ARMADA_HEADING_NONE;
  ArmadaSprite **slot = &self->vehicles[state][shown][alarm ? 1 : 0];
  Canvas canvas;

  if (*slot == NULL)
    {
      double degrees = shown == ARMADA_HEADING_NONE ? NAN : shown * 360.0 / ARMADA_N_HEADINGS;

      canvas_begin (&canvas, VEHICLE_HALF, self->scale);
      armada_vehicle_drawing_mark (canvas.cr, state, degrees, alarm, self->dark);
      *slot = canvas_end (&canvas);
    }
  return *slot;
}

/**
 * armada_vehicle_sprites_get_halo:
 * @selected: the ring of the chosen vehicle; else the one of that under the pointer
 *
 * Returns: (transfer none): what goes under the mark
 */
ArmadaSprite *
armada_vehicle_sprites_get_halo (ArmadaVehicleSprites *self, gboolean selected)
{
  ArmadaSprite **slot = &self->halos[selected ? 1 : 0];
  Canvas canvas;

  if (*slot == NULL)
    {
      canvas_begin (&canvas, HALO_HALF, self->scale);
      armada_vehicle_drawing_halo (canvas.cr, selected, self->dark);
      *slot = canvas_end (&canvas);
    }
  return *slot;
}

/**
 * armada_vehicle_sprites_get_frame:
 * @reach: logical pixels from the middle of the mark to its rim
 *
 * Returns: (transfer none): what goes round the mark of one of several chosen
 */
ArmadaSprite *
armada_vehicle_sprites_get_frame (ArmadaVehicleSprites *self, guint reach)
{
  ArmadaSprite **slot = &self->frames[MIN (reach, G_MAXUINT8) / FRAME_STEP];
  double half = reach / FRAME_STEP * FRAME_STEP + FRAME_STEP;
  Canvas canvas;

  if (*slot == NULL)
    {
      canvas_begin (&canvas, half + FRAME_STEP, self->scale);
      armada_vehicle_drawing_frame (canvas.cr, half, self->dark);
      *slot = canvas_end (&canvas);
    }
  return *slot;
}

/**
 * armada_vehicle_sprites_get_cluster:
 *
 * Returns: (transfer none): the ring of states with the number in it, until the next one is asked
 *   for
 */
ArmadaSprite *
armada_vehicle_sprites_get_cluster (ArmadaVehicleSprites *self, const ArmadaCluster *cluster)
{
  gint64 key = armada_cluster_drawing_key (cluster);
  ArmadaSprite *sprite = g_hash_table_lookup (self->clusters, &key);
  guint32 *pixels;
  int size;

  if (sprite == NULL)
    {
      if (g_hash_table_size (self->clusters) >= MAX_CLUSTER_SPRITES)
        g_hash_table_remove_all (self->clusters);
      pixels = armada_cluster_drawing_draw (self->cluster_drawing, cluster, &size);
      sprite = armada_sprite_new (pixels, size, size);
      g_hash_table_insert (self->clusters, g_memdup2 (&key, sizeof key), sprite);
    }
  return sprite;
}
