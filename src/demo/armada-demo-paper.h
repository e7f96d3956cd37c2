/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "armada-demo-document.h"

G_BEGIN_DECLS

#define ARMADA_DEMO_PAPER_MARGIN 36.0
#define ARMADA_DEMO_PAPER_PADDING 4.0

/**
 * ArmadaDemoFont:
 *
 * Which letters a text on paper has.
 */
typedef enum
{
  ARMADA_DEMO_FONT_BODY,
  ARMADA_DEMO_FONT_BOLD,
  ARMADA_DEMO_FONT_HEADING,
  ARMADA_DEMO_FONT_TITLE,
  ARMADA_DEMO_FONT_SMALL,
  ARMADA_DEMO_N_FONTS,
} ArmadaDemoFont;

/**
 * ArmadaDemoPaper:
 * @cairo: what is drawn to
 * @width: points
 * @height: points
 * @y: points from the top, of what is drawn next
 * @page: from 1
 * @n_pages: 0 while they are counted: then nothing is drawn
 *
 * Pages that are filled from top to bottom: once to count them, once to draw.
 */
typedef struct
{
  cairo_t *cairo;
  PangoLayout *layout;
  PangoFontDescription *fonts[ARMADA_DEMO_N_FONTS];
  const ArmadaDemoDocument *document;
  double width;
  double height;
  double y;
  guint page;
  guint n_pages;
} ArmadaDemoPaper;

void armada_demo_paper_init (ArmadaDemoPaper *self,
                             cairo_surface_t *surface,
                             const ArmadaDemoDocument *document,
                             double width,
                             double height);
void armada_demo_paper_clear (ArmadaDemoPaper *self);
void armada_demo_paper_begin (ArmadaDemoPaper *self, guint n_pages);
void armada_demo_paper_end (ArmadaDemoPaper *self);
gboolean armada_demo_paper_has_room (const ArmadaDemoPaper *self, double height);
void armada_demo_paper_next_page (ArmadaDemoPaper *self);
double armada_demo_paper_get_inner_width (const ArmadaDemoPaper *self);

double armada_demo_paper_measure (ArmadaDemoPaper *self, ArmadaDemoFont font, const char *text);
double armada_demo_paper_measure_height (ArmadaDemoPaper *self,
                                         ArmadaDemoFont font,
                                         const char *text,
                                         double width);
void armada_demo_paper_draw_text (ArmadaDemoPaper *self,
                                  ArmadaDemoFont font,
                                  const char *text,
                                  double x,
                                  double width,
                                  gboolean right);
void armada_demo_paper_draw_line (ArmadaDemoPaper *self, double grey, double thickness);
void armada_demo_paper_draw_band (ArmadaDemoPaper *self, double height, double grey);
void armada_demo_paper_add_paragraph (ArmadaDemoPaper *self,
                                      ArmadaDemoFont font,
                                      const char *text,
                                      double gap);

G_END_DECLS
