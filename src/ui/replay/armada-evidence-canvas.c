/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-evidence-canvas"

#include "replay/armada-evidence-canvas.h"

/**
 * armada_evidence_canvas_put_text:
 * @font: as Pango has it, with a size in points
 * @ink: 0 black to 1 white
 * @width: what does not fit ends in dots; negative: as wide as that it may be broken into lines
 *
 * Returns: how high it is
 */
double
armada_evidence_canvas_put_text (ArmadaEvidenceCanvas *self,
                                 const char *font,
                                 double ink,
                                 double x,
                                 double y,
                                 double width,
                                 PangoAlignment alignment,
                                 const char *text)
{
  PangoFontDescription *description = pango_font_description_from_string (font);
  int height;

  pango_layout_set_font_description (self->layout, description);
  pango_font_description_free (description);
  pango_layout_set_width (self->layout, (int) (ABS (width) * PANGO_SCALE));
  pango_layout_set_ellipsize (self->layout, width < 0 ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (self->layout, alignment);
  pango_layout_set_text (self->layout, text, -1);
  pango_layout_get_size (self->layout, NULL, &height);
  cairo_set_source_rgb (self->cr, ink, ink, ink);
  cairo_move_to (self->cr, x, y);
  pango_cairo_show_layout (self->cr, self->layout);
  return (double) height / PANGO_SCALE;
}

void
armada_evidence_canvas_put_line (ArmadaEvidenceCanvas *self, double y)
{
  cairo_set_source_rgb (self->cr, ARMADA_INK_LINE, ARMADA_INK_LINE, ARMADA_INK_LINE);
  cairo_rectangle (self->cr, self->left, y, self->width, 0.5);
  cairo_fill (self->cr);
}
