/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-paper"

#include "armada-demo-paper.h"

/*
 * The pages of a printed report: where the next thing goes, the foot of each page, and text.
 */

#define MARGIN ARMADA_DEMO_PAPER_MARGIN
#define FOOT 24.0
#define FAMILY "Cantarell, DejaVu Sans, Sans"

static const struct
{
  double size; /* points */
  PangoWeight weight;
  double grey;
} looks[ARMADA_DEMO_N_FONTS] = {
  [ARMADA_DEMO_FONT_BODY] = { 8, PANGO_WEIGHT_NORMAL, 0.1 },
  [ARMADA_DEMO_FONT_BOLD] = { 8, PANGO_WEIGHT_BOLD, 0.1 },
  [ARMADA_DEMO_FONT_HEADING] = { 10, PANGO_WEIGHT_BOLD, 0.1 },
  [ARMADA_DEMO_FONT_TITLE] = { 16, PANGO_WEIGHT_BOLD, 0.1 },
  [ARMADA_DEMO_FONT_SMALL] = { 8, PANGO_WEIGHT_NORMAL, 0.4 },
};

/* Points are the unit, and widths do not depend on a screen's pixels. */
static void
init_layout (ArmadaDemoPaper *self)
{
  PangoContext *context;
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  cairo_font_options_t *options = cairo_font_options_create ();

  self->layout = pango_cairo_create_layout (self->cairo);
  context = pango_layout_get_context (self->layout);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  cairo_font_options_destroy (options);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_context_changed (self->layout);
  /* Digits of one width: numbers below each other are easier to compare. */
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (self->layout, attributes);
}

/**
 * armada_demo_paper_init:
 * @self: (out caller-allocates):
 * @surface: of a format with pages
 * @width: points
 * @height: points
 */
void
armada_demo_paper_init (ArmadaDemoPaper *self,
                        cairo_surface_t *surface,
                        const ArmadaDemoDocument *document,
                        double width,
                        double height)
{
  *self = (ArmadaDemoPaper) {
    .cairo = cairo_create (surface),
    .document = document,
    .width = width,
    .height = height,
  };
  init_layout (self);
  for (guint i = 0; i < ARMADA_DEMO_N_FONTS; i++)
    {
      self->fonts[i] = pango_font_description_from_string (FAMILY);
      pango_font_description_set_weight (self->fonts[i], looks[i].weight);
      pango_font_description_set_size (self->fonts[i], (int) (looks[i].size * PANGO_SCALE));
    }
}

void
armada_demo_paper_clear (ArmadaDemoPaper *self)
{
  for (guint i = 0; i < ARMADA_DEMO_N_FONTS; i++)
    pango_font_description_free (self->fonts[i]);
  g_object_unref (self->layout);
  cairo_destroy (self->cairo);
}

/**
 * armada_demo_paper_begin:
 * @n_pages: 0: only count them
 *
 * Starts at the top of the first page.
 */
void
armada_demo_paper_begin (ArmadaDemoPaper *self, guint n_pages)
{
  self->n_pages = n_pages;
  self->page = 1;
  self->y = MARGIN;
}

static void
set_text (ArmadaDemoPaper *self, ArmadaDemoFont font, const char *text, double width)
{
  pango_layout_set_font_description (self->layout, self->fonts[font]);
  pango_layout_set_alignment (self->layout, PANGO_ALIGN_LEFT);
  pango_layout_set_width (self->layout, width < 0 ? -1 : (int) (width * PANGO_SCALE));
  pango_layout_set_text (self->layout, text != NULL ? text : "", -1);
}

static void
draw_foot (ArmadaDemoPaper *self)
{
  g_autofree char *number = g_strdup_printf ("%u / %u", self->page, self->n_pages);
  double kept = self->y;
  double inner = armada_demo_paper_get_inner_width (self);

  self->y = self->height - MARGIN - FOOT / 2;
  armada_demo_paper_draw_line (self, 0.7, 0.5);
  self->y += 4;
  armada_demo_paper_draw_text (self, ARMADA_DEMO_FONT_SMALL, self->document->name, MARGIN,
                               inner - 80, FALSE);
  armada_demo_paper_draw_text (self, ARMADA_DEMO_FONT_SMALL, number, self->width - MARGIN - 80, 80,
                               TRUE);
  self->y = kept;
}

/**
 * armada_demo_paper_end:
 *
 * Ends the last page.
 */
void
armada_demo_paper_end (ArmadaDemoPaper *self)
{
  if (self->n_pages == 0)
    return;
  draw_foot (self);
  cairo_show_page (self->cairo);
}

/**
 * armada_demo_paper_has_room:
 *
 * Returns: whether @height points are left on this page
 */
gboolean
armada_demo_paper_has_room (const ArmadaDemoPaper *self, double height)
{
  return self->y + height <= self->height - MARGIN - FOOT;
}

void
armada_demo_paper_next_page (ArmadaDemoPaper *self)
{
  armada_demo_paper_end (self);
  self->page++;
  self->y = MARGIN;
}

/**
 * armada_demo_paper_get_inner_width:
 *
 * Returns: points between the margins
 */
double
armada_demo_paper_get_inner_width (const ArmadaDemoPaper *self)
{
  return self->width - 2 * MARGIN;
}

/**
 * armada_demo_paper_measure:
 *
 * Returns: points that @text takes on one line
 */
double
armada_demo_paper_measure (ArmadaDemoPaper *self, ArmadaDemoFont font, const char *text)
{
  int width;

  set_text (self, font, text, -1);
  pango_layout_get_size (self->layout, &width, NULL);
  return (double) width / PANGO_SCALE;
}

/**
 * armada_demo_paper_measure_height:
 *
 * Returns: points that @text takes from top to bottom in lines of @width points
 */
double
armada_demo_paper_measure_height (ArmadaDemoPaper *self,
                                  ArmadaDemoFont font,
                                  const char *text,
                                  double width)
{
  int height;

  set_text (self, font, text, width);
  pango_layout_get_size (self->layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

/**
 * armada_demo_paper_draw_text:
 * @x: points from the left
 * @right: whether it stands at the right of its @width
 *
 * Draws below where the paper is; does not go on.
 */
void
armada_demo_paper_draw_text (ArmadaDemoPaper *self,
                             ArmadaDemoFont font,
                             const char *text,
                             double x,
                             double width,
                             gboolean right)
{
  if (self->n_pages == 0 || text == NULL || *text == '\0')
    return;
  set_text (self, font, text, width);
  pango_layout_set_alignment (self->layout, right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  cairo_set_source_rgb (self->cairo, looks[font].grey, looks[font].grey, looks[font].grey);
  cairo_move_to (self->cairo, x, self->y);
  pango_cairo_show_layout (self->cairo, self->layout);
}

/**
 * armada_demo_paper_draw_line:
 * @grey: 0 black to 1 white
 * @thickness: points
 *
 * Draws a line between the margins.
 */
void
armada_demo_paper_draw_line (ArmadaDemoPaper *self, double grey, double thickness)
{
  if (self->n_pages == 0)
    return;
  cairo_set_source_rgb (self->cairo, grey, grey, grey);
  cairo_set_line_width (self->cairo, thickness);
  cairo_move_to (self->cairo, MARGIN, self->y);
  cairo_line_to (self->cairo, self->width - MARGIN, self->y);
  cairo_stroke (self->cairo);
}

/**
 * armada_demo_paper_draw_band:
 *
 * Shades @height points between the margins.
 */
void
armada_demo_paper_draw_band (ArmadaDemoPaper *self, double height, double grey)
{
  if (self->n_pages == 0)
    return;
  cairo_set_source_rgb (self->cairo, grey, grey, grey);
  cairo_rectangle (self->cairo, MARGIN, self->y, armada_demo_paper_get_inner_width (self), height);
  cairo_fill (self->cairo);
}

/**
 * armada_demo_paper_add_paragraph:
 * @gap: points that stay free below it
 *
 * Writes @text between the margins and goes on below it.
 */
void
armada_demo_paper_add_paragraph (ArmadaDemoPaper *self,
                                 ArmadaDemoFont font,
                                 const char *text,
                                 double gap)
{
  double width = armada_demo_paper_get_inner_width (self);
  double height = armada_demo_paper_measure_height (self, font, text, width);

  if (!armada_demo_paper_has_room (self, height))
    armada_demo_paper_next_page (self);
  armada_demo_paper_draw_text (self, font, text, MARGIN, width, FALSE);
  self->y += height + gap;
}
