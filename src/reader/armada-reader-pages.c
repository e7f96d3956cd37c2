/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-reader-pages"

#include "armada-reader-pages.h"

#include <math.h>
#include <unistd.h>

#define PAGES_MAX 100000
#define POINTS_MAX 14400 /* a side of a page, as the format's makers allow */
#define OUTLINE_MAX 10000
#define OUTLINE_DEPTH 16
#define LETTERS_MAX 200000

/* Poppler defines these for some of its types, and not for the same ones in every version. */
typedef PopplerDocument Document;
typedef PopplerPage Page;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Document, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, g_object_unref)

static gboolean
fail (GError **error, const char *what)
{
  g_set_error_literal (error, ARMADA_READING_ERROR, ARMADA_READING_ERROR_DAMAGED, what);
  return FALSE;
}

/* Poppler calls a file damaged when a password is wrong: it tries it in two encodings, the second
 * time with a descriptor that it has closed. */
static gboolean
is_locked (int file)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (Document) document = poppler_document_new_from_fd (dup (file), NULL, &why);

  return g_error_matches (why, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);
}

/**
 * armada_reader_pages_open:
 * @file: which is not taken
 * @password: "" none
 *
 * Returns: (transfer full): the document
 */
PopplerDocument *
armada_reader_pages_open (int file, const char *password, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (Document) document =
      poppler_document_new_from_fd (dup (file), *password != '\0' ? password : NULL, &why);

  if (document == NULL)
    {
      gboolean locked = g_error_matches (why, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED) ||
                        (*password != '\0' && is_locked (file));

      g_set_error_literal (error, ARMADA_READING_ERROR,
                           locked ? ARMADA_READING_ERROR_PASSWORD : ARMADA_READING_ERROR_DAMAGED,
                           why->message);
      return NULL;
    }
  if (poppler_document_get_n_pages (document) <= 0)
    {
      g_set_error_literal (error, ARMADA_READING_ERROR, ARMADA_READING_ERROR_EMPTY, "no pages");
      return NULL;
    }
  if (poppler_document_get_n_pages (document) > PAGES_MAX)
    {
      g_set_error_literal (error, ARMADA_READING_ERROR, ARMADA_READING_ERROR_TOO_LARGE,
                           "too many pages");
      return NULL;
    }
  return g_steal_pointer (&document);
}

static void
get_size (PopplerPage *page, double *width, double *height)
{
  poppler_page_get_size (page, width, height);
  if (!(*width >= 1 && *height >= 1))
    *width = *height = 1;
  *width = MIN (*width, POINTS_MAX);
  *height = MIN (*height, POINTS_MAX);
}

static GVariant *
describe_sizes (PopplerDocument *document)
{
  GVariantBuilder sizes;

  g_variant_builder_init (&sizes, G_VARIANT_TYPE ("a(dd)"));
  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    {
      g_autoptr (Page) page = poppler_document_get_page (document, i);
      double width = 595, height = 842; /* a page that cannot be read: A4 */

      if (page != NULL)
        get_size (page, &width, &height);
      g_variant_builder_add (&sizes, "(dd)", width, height);
    }
  return g_variant_builder_end (&sizes);
}

static guint
get_target (PopplerDocument *document, PopplerAction *action)
{
  PopplerDest *dest, *named = NULL;
  guint page;

  if (action->type != POPPLER_ACTION_GOTO_DEST || action->goto_dest.dest == NULL)
    return 0;
  dest = action->goto_dest.dest;
  if (dest->type == POPPLER_DEST_NAMED)
    dest = named = poppler_document_find_dest (document, dest->named_dest);
  page = dest != NULL && dest->page_num > 0 ? (guint) dest->page_num : 0;
  if (named != NULL)
    poppler_dest_free (named);
  return page;
}

static void
describe_outline (PopplerDocument *document,
                  PopplerIndexIter *iter,
                  guint depth,
                  guint *n,
                  GVariantBuilder *outline)
{
  do
    {
      PopplerAction *action = poppler_index_iter_get_action (iter);
      g_autoptr (PopplerIndexIter) child = NULL;

      if (action == NULL)
        continue;
      if (action->any.title != NULL && ++*n <= OUTLINE_MAX)
        {
          g_autofree char *title = g_utf8_make_valid (action->any.title, -1);

          g_variant_builder_add (outline, "(usi)", depth, title,
                                 (int) get_target (document, action) - 1);
        }
      poppler_action_free (action);
      child = depth < OUTLINE_DEPTH ? poppler_index_iter_get_child (iter) : NULL;
      if (child != NULL)
        describe_outline (document, child, depth + 1, n, outline);
    }
  while (*n < OUTLINE_MAX && poppler_index_iter_next (iter));
}

/**
 * armada_reader_pages_describe:
 *
 * Puts "sizes" and "outline" into @about.
 */
void
armada_reader_pages_describe (PopplerDocument *document, GVariantDict *about)
{
  g_autoptr (PopplerIndexIter) iter = poppler_index_iter_new (document);
  GVariantBuilder outline;
  guint n = 0;

  g_variant_builder_init (&outline, G_VARIANT_TYPE ("a(usi)"));
  if (iter != NULL)
    describe_outline (document, iter, 0, &n, &outline);
  g_variant_dict_insert_value (about, "sizes", describe_sizes (document));
  g_variant_dict_insert_value (about, "outline", g_variant_builder_end (&outline));
}

static PopplerPage *
get_page (PopplerDocument *document, guint index, GError **error)
{
  PopplerPage *page = index < (guint) poppler_document_get_n_pages (document)
                          ? poppler_document_get_page (document, (int) index)
                          : NULL;

  if (page == NULL)
    fail (error, "no such page");
  return page;
}

static void
turn (cairo_t *cr, guint turns, double width, double height)
{
  if (turns == 1)
    cairo_translate (cr, height, 0);
  else if (turns == 2)
    cairo_translate (cr, width, height);
  else if (turns == 3)
    cairo_translate (cr, 0, width);
  cairo_rotate (cr, turns * G_PI_2);
}

static void
free_surface (gpointer surface)
{
  cairo_surface_destroy (surface);
}

static GVariant *
wrap_pixels (cairo_surface_t *surface)
{
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes =
      g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), (gsize) height * stride,
                                  free_surface, cairo_surface_reference (surface));
  return g_variant_new ("(uuu@ay)", cairo_image_surface_get_width (surface), height, stride,
                        g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, bytes, TRUE));
}

/**
 * armada_reader_pages_render:
 * @scale: pixels a point; less where the picture would be too large
 * @turns: clockwise quarter turns
 *
 * Returns: (transfer floating): the picture as the wire has it
 */
GVariant *
armada_reader_pages_render (PopplerDocument *document,
                            guint index,
                            double scale,
                            guint turns,
                            GError **error)
{
  g_autoptr (Page) page = get_page (document, index, error);
  cairo_surface_t *surface;
  GVariant *picture;
  double width, height;
  cairo_t *cr;

  if (page == NULL)
    return NULL;
  get_size (page, &width, &height);
  scale = isfinite (scale) ? CLAMP (scale, 0.01, 50) : 1;
  scale = MIN (scale, sqrt (ARMADA_READING_PIXELS_MAX / (width * height)));
  turns %= 4;
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                        (int) ceil ((turns % 2 ? height : width) * scale),
                                        (int) ceil ((turns % 2 ? width : height) * scale));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  turn (cr, turns, width, height);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  picture = wrap_pixels (surface);
  cairo_surface_destroy (surface);
  return picture;
}

/**
 * armada_reader_pages_letters:
 *
 * Returns: (transfer floating): the words of a page and where each character stands
 */
GVariant *
armada_reader_pages_letters (PopplerDocument *document, guint index, GError **error)
{
  g_autoptr (Page) page = get_page (document, index, error);
  g_autofree PopplerRectangle *places = NULL;
  g_autofree char *text = NULL;
  guint n = 0;
  GVariantBuilder builder;

  if (page == NULL)
    return NULL;
  text = poppler_page_get_text (page);
  if (text == NULL || !poppler_page_get_text_layout (page, &places, &n))
    n = 0;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(dddd)"));
  for (guint i = 0; i < MIN (n, LETTERS_MAX); i++)
    g_variant_builder_add (&builder, "(dddd)", places[i].x1, places[i].y1, places[i].x2,
                           places[i].y2);
  return g_variant_new ("(sa(dddd))", text && g_utf8_validate (text, -1, NULL) ? text : "",
                        &builder);
}

/**
 * armada_reader_pages_find:
 *
 * Returns: (transfer floating): where on a page @words stand, from the top left in points
 */
GVariant *
armada_reader_pages_find (PopplerDocument *document, guint index, const char *words, GError **error)
{
  g_autoptr (Page) page = get_page (document, index, error);
  GVariantBuilder builder;
  double width, height;
  GList *found;

  if (page == NULL)
    return NULL;
  poppler_page_get_size (page, &width, &height);
  found = poppler_page_find_text_with_options (
      page, words, POPPLER_FIND_DEFAULT | POPPLER_FIND_MULTILINE | POPPLER_FIND_IGNORE_DIACRITICS);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(dddd)"));
  for (GList *item = found; item != NULL; item = item->next)
    {
      PopplerRectangle *place = item->data;

      g_variant_builder_add (&builder, "(dddd)", place->x1, height - place->y2, place->x2,
                             height - place->y1);
      poppler_rectangle_free (place);
    }
  g_list_free (found);
  return g_variant_builder_end (&builder);
}

/**
 * armada_reader_pages_text:
 * @max: bytes after which it ends
 *
 * Returns: (transfer full): the words of all pages
 */
char *
armada_reader_pages_text (PopplerDocument *document, gsize max)
{
  GString *out = g_string_new (NULL);

  for (int i = 0; i < poppler_document_get_n_pages (document) && out->len < max; i++)
    {
      g_autoptr (Page) page = poppler_document_get_page (document, i);
      g_autofree char *text = page ? poppler_page_get_text (page) : NULL;

      if (text == NULL)
        continue;
      g_string_append (out, text);
      g_string_append_c (out, '\n');
    }
  return g_string_free_and_steal (out);
}
