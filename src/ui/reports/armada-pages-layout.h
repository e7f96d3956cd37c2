/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <graphene.h>

#include "reading/armada-reading.h"

G_BEGIN_DECLS

#define ARMADA_PAGES_GAP 12.0                  /* pixels around pages */
#define ARMADA_PAGES_PIXELS_A_POINT (96. / 72) /* on paper's size */

/**
 * ArmadaPagesLayout:
 * @zoom: 1 as on paper
 * @turns: clockwise quarter turns
 * @width: pixels of everything
 * @height: likewise
 *
 * Where pages lie below each other, centred, in pixels of the widget.
 */
typedef struct
{
  ArmadaReading *reading;
  double zoom;
  guint turns;
  double width;
  double height;
  GArray *tops; /* of double, one a page */
} ArmadaPagesLayout;

void armada_pages_layout_init (ArmadaPagesLayout *self, ArmadaReading *reading);
void armada_pages_layout_clear (ArmadaPagesLayout *self);
void armada_pages_layout_set (ArmadaPagesLayout *self, double zoom, guint turns);
double armada_pages_layout_get_fitting (ArmadaPagesLayout *self,
                                        guint page,
                                        double width,
                                        double height,
                                        gboolean whole);

guint armada_pages_layout_find (ArmadaPagesLayout *self, double y);
graphene_rect_t
armada_pages_layout_get_page (ArmadaPagesLayout *self, guint page, double view_width);
void armada_pages_layout_to_points (ArmadaPagesLayout *self,
                                    guint page,
                                    double x,
                                    double y,
                                    double *points_x,
                                    double *points_y);
graphene_rect_t
armada_pages_layout_from_points (ArmadaPagesLayout *self, guint page, const double place[4]);

G_END_DECLS
