/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-arrows"

#include "map/armada-track-arrows.h"

#include <math.h>

#include "app/armada-palette.h"

#define CELL 80.0     /* logical pixels; one arrow in each at most */
#define NEAREST 44.0  /* logical pixels between two */
#define SHORTEST 7.0  /* logical pixels; what is shorter points anywhere */
#define LENGTH 6.5    /* of an arrow, from its middle to its tip */
#define HALF_WIDTH 5. /* of an arrow at its tail */
#define OUTLINE 1.25

typedef struct
{
  float x, y; /* of the arrow in it, NAN none */
} Cell;

struct _ArmadaTrackArrows
{
  double left, top; /* logical pixels of the first cell, 0 or less */
  guint n_columns, n_rows;
  Cell *cells;
  GdkRGBA paper;
};

/**
 * armada_track_arrows_new:
 * @transform: where the map is
 * @dark: whether it is dark
 *
 * Returns: (transfer full): no arrow yet
 */
ArmadaTrackArrows *
armada_track_arrows_new (const ArmadaMapTransform *transform, gboolean dark)
{
  ArmadaTrackArrows *self = g_new0 (ArmadaTrackArrows, 1);
  double left = transform->x * transform->scale - transform->half_width;
  double top = transform->y * transform->scale - transform->half_height;

  self->left = floor (left / CELL) * CELL - left;
  self->top = floor (top / CELL) * CELL - top;
  self->n_columns = (guint) (2 * transform->half_width / CELL) + 2;
  self->n_rows = (guint) (2 * transform->half_height / CELL) + 2;
  self->cells = g_new (Cell, self->n_columns * self->n_rows);
  for (guint i = 0; i < self->n_columns * self->n_rows; i++)
    self->cells[i] = (Cell) { NAN, NAN };
  armada_palette_paper_color (dark, &self->paper);
  return self;
}

void
armada_track_arrows_free (ArmadaTrackArrows *self)
{
  g_free (self->cells);
  g_free (self);
}

/* takes the cell at a place, unless it or a near one has an arrow */
static gboolean
take (ArmadaTrackArrows *self, double x, double y)
{
  int column = (int) floor ((x - self->left) / CELL), row = (int) floor ((y - self->top) / CELL);

  if (column < 0 || row < 0 || column >= (int) self->n_columns || row >= (int) self->n_rows)
    return FALSE;
  if (!isnan (self->cells[row * (int) self->n_columns + column].x))
    return FALSE;
  for (int r = MAX (row - 1, 0); r <= MIN (row + 1, (int) self->n_rows - 1); r++)
    for (int c = MAX (column - 1, 0); c <= MIN (column + 1, (int) self->n_columns - 1); c++)
      {
        const Cell *cell = &self->cells[r * (int) self->n_columns + c];

        /* none is nearer than an arrow that is not there */
        if (hypot ((double) cell->x - x, (double) cell->y - y) < NEAREST)
          return FALSE;
      }
  self->cells[row * (int) self->n_columns + column] = (Cell) { (float) x, (float) y };
  return TRUE;
}

static void
draw_arrow (ArmadaTrackArrows *self,
            cairo_t *cr,
            double x,
            double y,
            double dx,
            double dy,
            const GdkRGBA *color)
{
  cairo_move_to (cr, x + dx * LENGTH, y + dy * LENGTH);
  cairo_line_to (cr, x - dx * LENGTH - dy * HALF_WIDTH, y - dy * LENGTH + dx * HALF_WIDTH);
  cairo_line_to (cr, x - dx * LENGTH * 0.5, y - dy * LENGTH * 0.5);
  cairo_line_to (cr, x - dx * LENGTH + dy * HALF_WIDTH, y - dy * LENGTH - dx * HALF_WIDTH);
  cairo_close_path (cr);
  cairo_set_line_width (cr, 2 * OUTLINE);
  gdk_cairo_set_source_rgba (cr, &self->paper);
  cairo_stroke_preserve (cr);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_fill (cr);
}

/**
 * armada_track_arrows_draw:
 * @stroke: a piece of a line
 * @color: its colour
 *
 * Draws the arrows that the piece has room for.
 */
void
armada_track_arrows_draw (ArmadaTrackArrows *self,
                          cairo_t *cr,
                          const ArmadaTrackStroke *stroke,
                          const GdkRGBA *color)
{
  double dx = (double) stroke->x1 - (double) stroke->x0;
  double dy = (double) stroke->y1 - (double) stroke->y0, length = hypot (dx, dy);
  guint n;

  if (length < SHORTEST)
    return;
  /* one that goes far out of the picture has few places within it, and they are far apart */
  n = (guint) CLAMP (length / CELL, 1, 256);
  for (guint i = 0; i < n; i++)
    {
      double x = (double) stroke->x0 + dx * (i + 0.5) / n;
      double y = (double) stroke->y0 + dy * (i + 0.5) / n;

      if (take (self, x, y))
        draw_arrow (self, cr, x, y, dx / length, dy / length, color);
    }
}
