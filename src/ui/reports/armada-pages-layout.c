/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-pages-layout"

#include "reports/armada-pages-layout.h"

/**
 * armada_pages_layout_init:
 * @reading: a report that is open and has pages
 */
void
armada_pages_layout_init (ArmadaPagesLayout *self, ArmadaReading *reading)
{
  self->reading = g_object_ref (reading);
  self->tops = g_array_new (FALSE, FALSE, sizeof (double));
  armada_pages_layout_set (self, 1, 0);
}

void
armada_pages_layout_clear (ArmadaPagesLayout *self)
{
  g_clear_object (&self->reading);
  g_clear_pointer (&self->tops, g_array_unref);
}

/* In points, as it is turned. */
static void
get_size (ArmadaPagesLayout *self, guint page, double *width, double *height)
{
  if (self->turns % 2 == 0)
    armada_reading_get_page_size (self->reading, page, width, height);
  else
    armada_reading_get_page_size (self->reading, page, height, width);
}

/**
 * armada_pages_layout_set:
 *
 * Lays the pages out anew.
 */
void
armada_pages_layout_set (ArmadaPagesLayout *self, double zoom, guint turns)
{
  double scale = zoom * ARMADA_PAGES_PIXELS_A_POINT;
  double y = ARMADA_PAGES_GAP;

  self->zoom = zoom;
  self->turns = turns % 4;
  self->width = 0;
  g_array_set_size (self->tops, 0);
  for (guint i = 0; i < armada_reading_get_n_pages (self->reading); i++)
    {
      double width, height;

      get_size (self, i, &width, &height);
      g_array_append_val (self->tops, y);
      y += height * scale + ARMADA_PAGES_GAP;
      self->width = MAX (self->width, width * scale + 2 * ARMADA_PAGES_GAP);
    }
  self->height = y;
}

/**
 * armada_pages_layout_get_fitting:
 * @page: which one is to fit
 * @whole: as a whole, not only its width
 *
 * Returns: the zoom with which it does
 */
double
armada_pages_layout_get_fitting (ArmadaPagesLayout *self,
                                 guint page,
                                 double width,
                                 double height,
                                 gboolean whole)
{
  double page_width, page_height, zoom;

  get_size (self, page, &page_width, &page_height);
  zoom = (width - 2 * ARMADA_PAGES_GAP) / (page_width * ARMADA_PAGES_PIXELS_A_POINT);
  if (whole)
    zoom =
        MIN (zoom, (height - 2 * ARMADA_PAGES_GAP) / (page_height * ARMADA_PAGES_PIXELS_A_POINT));
  return CLAMP (zoom, .1, 8);
}

/**
 * armada_pages_layout_find:
 *
 * Returns: the page that is at @y, or the one above it
 */
guint
armada_pages_layout_find (ArmadaPagesLayout *self, double y)
{
  guint low = 0, high = self->tops->len;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->tops, double, middle) <= y)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/**
 * armada_pages_layout_get_page:
 * @view_width: of the widget: narrower pages stand in its middle
 *
 * Returns: where a page is
 */
graphene_rect_t
armada_pages_layout_get_page (ArmadaPagesLayout *self, guint page, double view_width)
{
  double scale = self->zoom * ARMADA_PAGES_PIXELS_A_POINT;
  double width, height;

  get_size (self, page, &width, &height);
  width *= scale;
  return GRAPHENE_RECT_INIT ((float) ((MAX (view_width, self->width) - width) / 2),
                             (float) g_array_index (self->tops, double, page), (float) width,
                             (float) (height * scale));
}

/**
 * armada_pages_layout_to_points:
 * @x: pixels from the left of the page as it is seen
 * @y: likewise from its top
 * @points_x: (out): points from the left of the page as it is printed
 * @points_y: (out): likewise from its top
 */
void
armada_pages_layout_to_points (ArmadaPagesLayout *self,
                               guint page,
                               double x,
                               double y,
                               double *points_x,
                               double *points_y)
{
  double scale = self->zoom * ARMADA_PAGES_PIXELS_A_POINT;
  double width, height;

  armada_reading_get_page_size (self->reading, page, &width, &height);
  x /= scale;
  y /= scale;
  *points_x = self->turns == 0   ? x
              : self->turns == 1 ? y
              : self->turns == 2 ? width - x
                                 : width - y;
  *points_y = self->turns == 0   ? y
              : self->turns == 1 ? height - x
              : self->turns == 2 ? height - y
                                 : x;
}

/**
 * armada_pages_layout_from_points:
 * @place: left, top, right and bottom in points of the page as it is printed
 *
 * Returns: where that is, from the top left of the page as it is seen, in pixels
 */
graphene_rect_t
armada_pages_layout_from_points (ArmadaPagesLayout *self, guint page, const double place[4])
{
  double scale = self->zoom * ARMADA_PAGES_PIXELS_A_POINT;
  double width, height, x = place[0], y = place[1];
  double wide = place[2] - place[0], high = place[3] - place[1];

  armada_reading_get_page_size (self->reading, page, &width, &height);
  if (self->turns == 1)
    {
      x = height - place[3];
      y = place[0];
    }
  else if (self->turns == 2)
    {
      x = width - place[2];
      y = height - place[3];
    }
  else if (self->turns == 3)
    {
      x = place[1];
      y = width - place[2];
    }
  return self->turns % 2 == 0 ? GRAPHENE_RECT_INIT ((float) (x * scale), (float) (y * scale),
                                                    (float) (wide * scale), (float) (high * scale))
                              : GRAPHENE_RECT_INIT ((float) (x * scale), (float) (y * scale),
                                                    (float) (high * scale), (float) (wide * scale));
}
