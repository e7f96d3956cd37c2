/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-page-pictures"

#include "reports/armada-page-pictures.h"

#include <math.h>

struct _ArmadaPagePictures
{
  GObject parent_instance;

  ArmadaReading *reading;
  gsize bytes_max;
  gsize bytes;
  GHashTable *pictures; /* page → Picture */
  guint64 looks;
};

/* The picture of a page: what there is of it, and what is asked for. */
typedef struct
{
  GdkTexture *texture; /* NULL none yet */
  gsize bytes;
  double scale; /* as it was asked for last */
  guint turns;
  gboolean broken;
  GCancellable *asking; /* NULL: what was asked for is here */
  guint64 looked;
} Picture;

typedef struct
{
  ArmadaPagePictures *pictures;
  guint page;
} Question;

static guint loaded_signal;

G_DEFINE_FINAL_TYPE (ArmadaPagePictures, armada_page_pictures, G_TYPE_OBJECT)

static void
picture_free (Picture *picture)
{
  g_cancellable_cancel (picture->asking);
  g_clear_object (&picture->asking);
  g_clear_object (&picture->texture);
  g_free (picture);
}

static void
drop (ArmadaPagePictures *self, guint page)
{
  Picture *picture = g_hash_table_lookup (self->pictures, GUINT_TO_POINTER (page));

  self->bytes -= picture->bytes;
  g_hash_table_remove (self->pictures, GUINT_TO_POINTER (page));
}

/* Those that have not been looked at for longest go, but for the newest one. */
static void
make_room (ArmadaPagePictures *self)
{
  while (self->bytes > self->bytes_max && g_hash_table_size (self->pictures) > 1)
    {
      GHashTableIter iter;
      gpointer page, value, oldest = NULL;
      guint64 looked = G_MAXUINT64;

      g_hash_table_iter_init (&iter, self->pictures);
      while (g_hash_table_iter_next (&iter, &page, &value))
        if (((Picture *) value)->looked < looked)
          {
            looked = ((Picture *) value)->looked;
            oldest = page;
          }
      if (looked == self->looks)
        break;
      drop (self, GPOINTER_TO_UINT (oldest));
    }
}

static void
take (ArmadaPagePictures *self, Picture *picture, GVariant *answer)
{
  guint width, height, stride;
  g_autoptr (GBytes) pixels = armada_reading_get_pixels (answer, &width, &height, &stride);

  picture->broken = pixels == NULL;
  if (pixels == NULL)
    return;
  self->bytes -= picture->bytes;
  g_set_object (&picture->texture, NULL);
  picture->texture =
      gdk_memory_texture_new ((int) width, (int) height, GDK_MEMORY_B8G8R8X8, pixels, stride);
  picture->bytes = (gsize) stride * height;
  self->bytes += picture->bytes;
  make_room (self);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (ArmadaPagePictures) self = question->pictures;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = armada_reading_ask_finish (ARMADA_READING (source), result, &error);
  guint page = question->page;
  Picture *picture;

  g_free (question);
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  picture = g_hash_table_lookup (self->pictures, GUINT_TO_POINTER (page));
  if (picture == NULL)
    return;
  g_clear_object (&picture->asking);
  if (answer != NULL)
    take (self, picture, answer);
  else
    picture->broken = TRUE;
  g_signal_emit (self, loaded_signal, 0, page);
}

static void
ask (ArmadaPagePictures *self, guint page, Picture *picture, double scale, guint turns)
{
  Question *question = g_new0 (Question, 1);

  g_cancellable_cancel (picture->asking);
  g_clear_object (&picture->asking);
  picture->asking = g_cancellable_new ();
  picture->scale = scale;
  if (picture->turns != turns)
    {
      self->bytes -= picture->bytes;
      picture->bytes = 0;
      g_clear_object (&picture->texture);
    }
  picture->turns = turns;
  question->pictures = g_object_ref (self);
  question->page = page;
  armada_reading_ask_async (self->reading, "render", g_variant_new ("(udu)", page, scale, turns),
                            "(uuuay)", picture->asking, rendered_cb, question);
}

static void
armada_page_pictures_dispose (GObject *object)
{
  ArmadaPagePictures *self = ARMADA_PAGE_PICTURES (object);

  g_hash_table_remove_all (self->pictures);
  g_clear_object (&self->reading);
  G_OBJECT_CLASS (armada_page_pictures_parent_class)->dispose (object);
}

static void
armada_page_pictures_finalize (GObject *object)
{
  g_hash_table_unref (ARMADA_PAGE_PICTURES (object)->pictures);
  G_OBJECT_CLASS (armada_page_pictures_parent_class)->finalize (object);
}

static void
armada_page_pictures_class_init (ArmadaPagePicturesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_page_pictures_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_page_pictures_finalize;
  loaded_signal = g_signal_new ("loaded", ARMADA_TYPE_PAGE_PICTURES, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
armada_page_pictures_init (ArmadaPagePictures *self)
{
  self->pictures = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) picture_free);
}

/**
 * armada_page_pictures_new:
 * @bytes_max: of pixels that are kept
 *
 * Returns: (transfer full): no pictures yet
 */
ArmadaPagePictures *
armada_page_pictures_new (ArmadaReading *reading, gsize bytes_max)
{
  ArmadaPagePictures *self = g_object_new (ARMADA_TYPE_PAGE_PICTURES, NULL);

  self->reading = g_object_ref (reading);
  self->bytes_max = bytes_max;
  return self;
}

/**
 * armada_page_pictures_get:
 * @scale: pixels a point
 * @turns: clockwise quarter turns
 *
 * Returns: (transfer none) (nullable): the page, for now perhaps at another scale; "loaded" is
 *   emitted when a better one is here
 */
GdkTexture *
armada_page_pictures_get (ArmadaPagePictures *self, guint page, double scale, guint turns)
{
  Picture *picture = g_hash_table_lookup (self->pictures, GUINT_TO_POINTER (page));

  if (picture == NULL)
    {
      picture = g_new0 (Picture, 1);
      g_hash_table_insert (self->pictures, GUINT_TO_POINTER (page), picture);
    }
  picture->looked = ++self->looks;
  if (fabs (picture->scale - scale) > 1e-6 || picture->turns != turns)
    ask (self, page, picture, scale, turns);
  return picture->texture;
}

/**
 * armada_page_pictures_is_broken:
 *
 * Returns: whether the page could not be drawn
 */
gboolean
armada_page_pictures_is_broken (ArmadaPagePictures *self, guint page)
{
  Picture *picture = g_hash_table_lookup (self->pictures, GUINT_TO_POINTER (page));

  return picture != NULL && picture->broken;
}

/**
 * armada_page_pictures_keep_to:
 * @first: page
 * @last: page
 *
 * No longer waits for pictures of other pages, which were looked at and passed by.
 */
void
armada_page_pictures_keep_to (ArmadaPagePictures *self, guint first, guint last)
{
  GHashTableIter iter;
  gpointer page, value;

  g_hash_table_iter_init (&iter, self->pictures);
  while (g_hash_table_iter_next (&iter, &page, &value))
    {
      Picture *picture = value;

      if (picture->asking == NULL ||
          (GPOINTER_TO_UINT (page) >= first && GPOINTER_TO_UINT (page) <= last))
        continue;
      self->bytes -= picture->bytes;
      g_hash_table_iter_remove (&iter);
    }
}

/**
 * armada_page_pictures_get_bytes:
 *
 * Returns: pixels that are kept, in bytes
 */
gsize
armada_page_pictures_get_bytes (ArmadaPagePictures *self)
{
  return self->bytes;
}
