/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ArmadaEvidenceCanvas:
 * @left: where the text begins
 * @width: how wide it is
 * @y: where the next thing goes
 *
 * A page that is drawn from top to bottom, in points.
 */
typedef struct
{
  cairo_t *cr;
  PangoLayout *layout;
  double left;
  double width;
  double y;
} ArmadaEvidenceCanvas;

/* Inks of a page: black, grey for what names something, light grey for lines. */
#define ARMADA_INK 0.1
#define ARMADA_INK_DIM 0.42
#define ARMADA_INK_LINE 0.8

double armada_evidence_canvas_put_text (ArmadaEvidenceCanvas *self,
                                        const char *font,
                                        double ink,
                                        double x,
                                        double y,
                                        double width,
                                        PangoAlignment alignment,
                                        const char *text);
void armada_evidence_canvas_put_line (ArmadaEvidenceCanvas *self, double y);

G_END_DECLS
