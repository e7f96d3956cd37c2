/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Corners that a polygon may have. */
#define ARMADA_AREA_MAX_POINTS 200

/**
 * ArmadaAreaPoint:
 * @latitude: degrees
 * @longitude: degrees
 */
typedef struct
{
  double latitude;
  double longitude;
} ArmadaAreaPoint;

/**
 * ArmadaAreaBox:
 *
 * A box in degrees that does not cross the date line: @west is not above @east.
 */
typedef struct
{
  double south;
  double west;
  double north;
  double east;
} ArmadaAreaBox;

/**
 * ArmadaArea:
 *
 * A circle, or a polygon whose edges are straight on the map, anywhere on Earth: over the date line
 * and the poles too. Immutable, counted, usable on any thread.
 */
typedef struct _ArmadaArea ArmadaArea;

#define ARMADA_TYPE_AREA (armada_area_get_type ())
GType armada_area_get_type (void);

ArmadaArea *armada_area_new_circle (double latitude, double longitude, double radius);
ArmadaArea *armada_area_new_polygon (const ArmadaAreaPoint *points, guint n);
ArmadaArea *armada_area_ref (ArmadaArea *self);
void armada_area_unref (ArmadaArea *self);

gboolean armada_area_contains (const ArmadaArea *self, const ArmadaAreaPoint *point);
gboolean armada_area_clip (const ArmadaArea *self,
                           const ArmadaAreaPoint *a,
                           const ArmadaAreaPoint *b,
                           double *first,
                           double *last);
gboolean armada_area_contains_box (const ArmadaArea *self, const ArmadaAreaBox *box);
gboolean armada_area_misses_box (const ArmadaArea *self, const ArmadaAreaBox *box);
guint armada_area_get_boxes (const ArmadaArea *self, ArmadaAreaBox boxes[2]);
guint armada_area_get_outline (const ArmadaArea *self, const double **x, const double **y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaArea, armada_area_unref)

G_END_DECLS
