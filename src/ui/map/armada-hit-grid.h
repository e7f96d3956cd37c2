/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ARMADA_HIT_NONE G_MAXUINT

/**
 * ArmadaHitPoints:
 * @x: (array length=n): Web Mercator
 * @y: (array length=n): Web Mercator
 * @reach: (array length=n): how far from its middle each can be hit, logical pixels
 * @scale: pixels the world is wide about where queries will come from
 */
typedef struct
{
  guint n;
  const double *x;
  const double *y;
  const guint8 *reach;
  double scale;
} ArmadaHitPoints;

/**
 * ArmadaHitGrid:
 *
 * Finds what is under the pointer among many marks, without asking each. Borrows its points.
 */
typedef struct _ArmadaHitGrid ArmadaHitGrid;

ArmadaHitGrid *armada_hit_grid_new (const ArmadaHitPoints *points);
void armada_hit_grid_free (ArmadaHitGrid *self);
guint armada_hit_grid_pick (ArmadaHitGrid *self, double x, double y, double scale);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaHitGrid, armada_hit_grid_free)

G_END_DECLS
