/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-vehicle-tail"

#include "map/armada-vehicle-tail.h"

#include <math.h>

#include "app/armada-palette.h"
#include "model/armada-projection.h"

#define MAX_SEGMENTS 128              /* the newest of them */
#define MAX_POINTS (MAX_SEGMENTS + 2) /* where it is drawn, its fix, and where it was */
#define WIDTH 4.0
#define CASING 7.0
#define FAINTEST 0.2

static graphene_point_t
place (const ArmadaMapTransform *transform, double dx, double dy)
{
  double x = transform->cosine * dx - transform->sine * dy + transform->half_width;
  double y = transform->sine * dx + transform->cosine * dy + transform->half_height;

  /* what is far outside need not be exact, only still fit a float */
  return GRAPHENE_POINT_INIT ((float) CLAMP (x, -1e5, 1e5), (float) CLAMP (y, -1e5, 1e5));
}

static void
stroke (GtkSnapshot *snapshot,
        const graphene_point_t *from,
        const graphene_point_t *to,
        double width,
        const GdkRGBA *color,
        double opacity)
{
  GskPathBuilder *builder = gsk_path_builder_new ();
  GskStroke *pen = gsk_stroke_new ((float) width);
  GskPath *path;
  GdkRGBA faded = *color;

  faded.alpha = (float) opacity;
  gsk_path_builder_move_to (builder, from->x, from->y);
  gsk_path_builder_line_to (builder, to->x, to->y);
  path = gsk_path_builder_free_to_path (builder);
  gtk_snapshot_append_stroke (snapshot, path, pen, &faded);
  gsk_path_unref (path);
  gsk_stroke_free (pen);
}

/* What is nearer is one point. */
static gboolean
is_apart (const graphene_point_t *a, const graphene_point_t *b)
{
  return hypot (a->x - b->x, a->y - b->y) >= 0.5;
}

static guint
collect (const ArmadaDeviceRecord *record,
         double now_x,
         double now_y,
         const ArmadaMapTransform *transform,
         graphene_point_t points[MAX_POINTS])
{
  guint n_tail = MIN (record->n_tail, MAX_SEGMENTS);
  double x = armada_projection_x (record->longitude), y = armada_projection_y (record->latitude);
  double dx = armada_map_transform_nearest (now_x - transform->x);
  guint n = 0;

  /* backwards from where the vehicle is, so that a tail across the antimeridian stays in one */
  points[n++] = place (transform, dx, now_y - transform->y);
  dx += armada_map_transform_nearest (x - now_x);
  points[n] = place (transform, dx, y - transform->y);
  n += is_apart (&points[n], &points[n - 1]);
  for (guint i = 0; i < n_tail; i++)
    {
      const ArmadaPosition *at = &record->tail[record->n_tail - 1 - i];
      double next = armada_projection_x (at->longitude);

      dx += armada_map_transform_nearest (next - x);
      x = next;
      points[n] = place (transform, dx, armada_projection_y (at->latitude) - transform->y);
      n += is_apart (&points[n], &points[n - 1]);
    }
  return n;
}

static void
get_color (const ArmadaDeviceRecord *record, gboolean dark, GdkRGBA *color)
{
  if (record->tail_color[0] == '\0' || !gdk_rgba_parse (color, record->tail_color))
    armada_palette_selection_color (dark, color);
}

/**
 * armada_vehicle_tail_snapshot:
 * @record: a device that has a position
 * @x: where it is drawn, Web Mercator
 * @y: where it is drawn, Web Mercator
 * @dark: whether the map is dark
 *
 * Draws where the vehicle came from, the older the fainter, in the server's colour for it or the
 * selection's.
 */
void
armada_vehicle_tail_snapshot (const ArmadaDeviceRecord *record,
                              double x,
                              double y,
                              const ArmadaMapTransform *transform,
                              gboolean dark,
                              GtkSnapshot *snapshot)
{
  graphene_point_t points[MAX_POINTS];
  guint n = collect (record, x, y, transform, points);
  GdkRGBA color, paper;

  get_color (record, dark, &color);
  armada_palette_paper_color (dark, &paper);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = n - 1; i > 0; i--)
      {
        double freshness = FAINTEST + (1 - FAINTEST) * (n - i) / (n - 1);

        if (pass == 0)
          stroke (snapshot, &points[i], &points[i - 1], CASING, &paper, 0.75 * freshness);
        else
          stroke (snapshot, &points[i], &points[i - 1], WIDTH, &color, freshness);
      }
}
