/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-follow-plan"

#include "model/armada-follow-plan.h"

#include <math.h>

#define EDGE 28    /* pixels: nearer to the edge, a vehicle is about to leave the map */
#define MARGIN 80  /* pixels kept free on each side when the camera moves */
#define SLACK 1.25 /* it zooms out by this more than it must, so that it need not soon again */
#define TINY 4     /* times smaller than they could be, they are shown larger */

/* How a camera keeps several vehicles in view, with calm: it stands still as long as all are well
 * within, then moves no more than it must, and zooms only where moving is not enough. */

static gboolean
is_within (const ArmadaExtent *extent, const ArmadaFollowView *view)
{
  double middle = (extent->left + extent->right) / 2 - view->x;
  double dx = fabs (middle - round (middle)) + (extent->right - extent->left) / 2;
  double dy = MAX (view->y - extent->top, extent->bottom - view->y);

  return dx * view->scale <= view->width / 2 - EDGE && dy * view->scale <= view->height / 2 - EDGE;
}

static double
find_scale (const ArmadaExtent *extent, const ArmadaFollowView *view, double max_scale)
{
  double width = MAX (view->width - 2 * MARGIN, view->width / 2);
  double height = MAX (view->height - 2 * MARGIN, view->height / 2);
  double scale = MIN (width / MAX (extent->right - extent->left, 1e-12),
                      height / MAX (extent->bottom - extent->top, 1e-12));

  return MIN (scale, max_scale);
}

/**
 * armada_follow_plan:
 * @extent: where the vehicles are
 * @max_scale: pixels that the world is wide at most
 * @view: (inout): where the camera stands, and is to stand
 *
 * Returns: whether the camera is to move
 */
gboolean
armada_follow_plan (const ArmadaExtent *extent, double max_scale, ArmadaFollowView *view)
{
  double scale = find_scale (extent, view, max_scale);
  double x = (extent->left + extent->right) / 2;
  gboolean tiny = scale > view->scale * TINY;

  if (view->width <= 0 || view->height <= 0 || (is_within (extent, view) && !tiny))
    return FALSE;
  if (tiny || scale < view->scale)
    view->scale = scale / SLACK;
  view->x = x - floor (x);
  view->y = (extent->top + extent->bottom) / 2;
  return TRUE;
}
