/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-extent.h"

G_BEGIN_DECLS

/**
 * ArmadaFollowView:
 * @x: Web Mercator of the middle
 * @y: Web Mercator of the middle
 * @scale: pixels that the world is wide
 * @width: pixels
 * @height: pixels
 *
 * Where the camera of a map stands, north up.
 */
typedef struct
{
  double x;
  double y;
  double scale;
  double width;
  double height;
} ArmadaFollowView;

gboolean armada_follow_plan (const ArmadaExtent *extent, double max_scale, ArmadaFollowView *view);

G_END_DECLS
