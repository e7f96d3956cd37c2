/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-label-sprites"

#include "map/armada-label-sprites.h"

#include <math.h>

#include "app/armada-palette.h"
#include "map/armada-label-placer.h"
#include "map/armada-map-text.h"

#define PADDING 6
/* With text of the usual size: */
#define FONT_SIZE 11.5
#define MAX_TEXT 150   /* logical pixels; a longer name is cut */
#define MAX_LINE 340   /* likewise on the label that stands out */
#define MAX_CACHED 768 /* about 6 MB at scale 1; fewer of larger ones are ever in sight */
#define FIRST_LETTER ' '
#define N_LETTERS 95

struct _ArmadaLabelSprites
{
  gboolean dark;
  double scale;
  double text; /* how many times its usual size */
  PangoContext *context;
  PangoFontDescription *font;
  double advances[N_LETTERS]; /* of ASCII, logical pixels */
  double advance;             /* of any other letter */
  GHashTable *sprites;        /* text → ArmadaSprite */
};

static PangoLayout *
set_text (ArmadaLabelSprites *self, const char *text)
{
  PangoLayout *layout = pango_layout_new (self->context);

  pango_layout_set_font_description (layout, self->font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static void
measure_letters (ArmadaLabelSprites *self)
{
  for (guint i = 0; i < N_LETTERS; i++)
    {
      char text[] = { (char) (FIRST_LETTER + i), '\0' };
      g_autoptr (PangoLayout) layout = set_text (self, text);
      int width;

      pango_layout_get_size (layout, &width, NULL);
      self->advances[i] = (double) width / PANGO_SCALE / self->scale;
    }
  self->advance = self->advances['M' - FIRST_LETTER];
}

/**
 * armada_label_sprites_new:
 * @dark: whether the map under the labels is dark
 * @scale: device pixels to a logical one
 * @context: whose font the names are written in
 *
 * Returns: (transfer full): labels, none of them drawn yet
 */
ArmadaLabelSprites *
armada_label_sprites_new (gboolean dark, double scale, PangoContext *context)
{
  ArmadaLabelSprites *self = g_new0 (ArmadaLabelSprites, 1);

  self->dark = dark;
  self->scale = scale;
  self->text = armada_map_text_get_size (context);
  self->context = g_object_ref (context);
  self->font = pango_font_description_copy (pango_context_get_font_description (context));
  pango_font_description_set_weight (self->font, PANGO_WEIGHT_MEDIUM);
  pango_font_description_set_absolute_size (self->font,
                                            FONT_SIZE * self->text * scale * PANGO_SCALE);
  self->sprites =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) armada_sprite_unref);
  measure_letters (self);
  return self;
}

void
armada_label_sprites_free (ArmadaLabelSprites *self)
{
  g_object_unref (self->context);
  pango_font_description_free (self->font);
  g_hash_table_unref (self->sprites);
  g_free (self);
}

/**
 * armada_label_sprites_width:
 * @text: a name
 *
 * Adds up the letters, without setting the text: thousands of names are asked for at once.
 *
 * Returns: logical pixels that its label may take
 */
double
armada_label_sprites_width (ArmadaLabelSprites *self, const char *text)
{
  double width = 0, most = MAX_TEXT * self->text;

  for (const char *p = text; *p != '\0' && width < most; p = g_utf8_next_char (p))
    {
      guint letter = (guint) (guchar) *p - FIRST_LETTER;

      width += letter < N_LETTERS ? self->advances[letter] : self->advance;
    }
  return ceil (MIN (width, most)) + 2 * PADDING;
}

static void
rounded_box (cairo_t *cr, double width, double height, double radius)
{
  cairo_new_path (cr);
  cairo_arc (cr, width - radius, radius, radius, -G_PI_2, 0);
  cairo_arc (cr, width - radius, height - radius, radius, 0, G_PI_2);
  cairo_arc (cr, radius, height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, radius, radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

static void
draw_pill (ArmadaLabelSprites *self, cairo_t *cr, double width, double height, double opacity)
{
  GdkRGBA paper, ink;

  armada_palette_paper_color (self->dark, &paper);
  armada_palette_ink_color (self->dark, &ink);
  paper.alpha = (float) opacity;
  ink.alpha = 0.22f;

  cairo_save (cr);
  cairo_scale (cr, self->scale, self->scale);
  rounded_box (cr, width, height, 6);
  gdk_cairo_set_source_rgba (cr, &paper);
  cairo_fill (cr);
  cairo_translate (cr, 0.5, 0.5);
  rounded_box (cr, width - 1, height - 1, 5.5);
  gdk_cairo_set_source_rgba (cr, &ink);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* @layouts: one under the other; @width and @height in logical pixels */
static ArmadaSprite *
draw_sprite (ArmadaLabelSprites *self,
             PangoLayout *layouts[],
             guint n_layouts,
             double width,
             double height,
             double opacity)
{
  int pixel_width = (int) ceil (width * self->scale), row = 0;
  int pixel_height = (int) ceil (height * self->scale), total = 0;
  guint32 *pixels = g_new0 (guint32, (gsize) pixel_width * pixel_height);
  cairo_surface_t *surface =
      cairo_image_surface_create_for_data ((guchar *) pixels, CAIRO_FORMAT_ARGB32, pixel_width,
                                           pixel_height, pixel_width * (int) sizeof *pixels);
  cairo_t *cr = cairo_create (surface);
  GdkRGBA ink;

  draw_pill (self, cr, width, height, opacity);
  armada_palette_ink_color (self->dark, &ink);
  gdk_cairo_set_source_rgba (cr, &ink);
  for (guint i = 0; i < n_layouts; i++)
    {
      pango_layout_get_pixel_size (layouts[i], NULL, &row);
      total += row;
    }
  row = (pixel_height - total) / 2;
  for (guint i = 0; i < n_layouts; i++)
    {
      PangoRectangle text; /* not from the layout's side where its direction is not the window's */

      pango_layout_get_pixel_extents (layouts[i], NULL, &text);
      cairo_move_to (cr, (pixel_width - text.width) / 2 - text.x, row);
      pango_cairo_show_layout (cr, layouts[i]);
      row += text.height;
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return armada_sprite_new (pixels, pixel_width, pixel_height);
}

/**
 * armada_label_sprites_find:
 *
 * Returns: (transfer none) (nullable): the label of @text, if it was drawn before
 */
ArmadaSprite *
armada_label_sprites_find (ArmadaLabelSprites *self, const char *text)
{
  return g_hash_table_lookup (self->sprites, text);
}

/**
 * armada_label_sprites_get:
 * @text: a name
 *
 * Returns: (transfer none): its label, no wider than armada_label_sprites_width() says, until the
 *   next one is asked for
 */
ArmadaSprite *
armada_label_sprites_get (ArmadaLabelSprites *self, const char *text)
{
  ArmadaSprite *sprite = armada_label_sprites_find (self, text);
  g_autoptr (PangoLayout) layout = NULL;
  double width = armada_label_sprites_width (self, text);

  if (sprite != NULL)
    return sprite;

  layout = set_text (self, text);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, (int) ((width - 2 * PADDING + 2) * self->scale * PANGO_SCALE));
  sprite = draw_sprite (self, &layout, 1, width, armada_label_height (self->text), 0.86);
  if (g_hash_table_size (self->sprites) >= MAX_CACHED / (self->text * self->text))
    g_hash_table_remove_all (self->sprites);
  g_hash_table_insert (self->sprites, g_strdup (text), sprite);
  return sprite;
}

/**
 * armada_label_sprites_draw:
 * @text: a name, shown whole unless it is very long
 * @more: (nullable): a second line
 *
 * Returns: (transfer full): a label that stands out
 */
ArmadaSprite *
armada_label_sprites_draw (ArmadaLabelSprites *self, const char *text, const char *more)
{
  g_autoptr (PangoLayout) first = set_text (self, text);
  g_autoptr (PangoLayout) second = set_text (self, more ? more : "");
  g_autoptr (PangoAttrList) bold = pango_attr_list_new ();
  PangoLayout *layouts[] = { first, second };
  guint n_layouts = more ? 2 : 1;
  double width = 0, height = 0;

  pango_attr_list_insert (bold, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (first, bold);
  for (guint i = 0; i < n_layouts; i++)
    {
      int text_width, text_height;

      pango_layout_set_ellipsize (layouts[i], PANGO_ELLIPSIZE_END);
      pango_layout_set_width (layouts[i],
                              (int) (MAX_LINE * self->text * self->scale * PANGO_SCALE));
      pango_layout_get_pixel_size (layouts[i], &text_width, &text_height);
      width = MAX (width, text_width / self->scale);
      height += text_height / self->scale;
    }
  return draw_sprite (self, layouts, n_layouts, ceil (width) + 2 * PADDING,
                      n_layouts == 1 ? armada_label_height (self->text) : ceil (height) + 6, 0.97);
}
