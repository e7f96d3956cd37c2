/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track"

#include "model/armada-track.h"

#include "model/armada-fix-private.h"

/* ArmadaTrack: parts that follow one another, each immutable. Whoever shows or replays it owns it.
 */
struct _ArmadaTrack
{
  GObject parent_instance;

  GPtrArray *parts; /* of ArmadaFixes */
  GArray *starts;   /* of guint: position of each part's first fix, and at the end the number */
};

static guint
get_start (ArmadaTrack *self, guint part)
{
  return g_array_index (self->starts, guint, part);
}

static GType
get_item_type (GListModel *model)
{
  return ARMADA_TYPE_FIX;
}

static guint
get_n_items (GListModel *model)
{
  return armada_track_get_n (ARMADA_TRACK (model));
}

static gpointer
get_item (GListModel *model, guint position)
{
  guint index;
  ArmadaFixes *fixes = armada_track_find (ARMADA_TRACK (model), position, &index);

  return fixes ? armada_fix_new (fixes, index) : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaTrack,
                               armada_track,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
armada_track_finalize (GObject *object)
{
  ArmadaTrack *self = ARMADA_TRACK (object);

  g_ptr_array_unref (self->parts);
  g_array_unref (self->starts);
  G_OBJECT_CLASS (armada_track_parent_class)->finalize (object);
}

static void
armada_track_class_init (ArmadaTrackClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_track_finalize;
}

static void
armada_track_init (ArmadaTrack *self)
{
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_fixes_unref);
  self->starts = g_array_new (FALSE, TRUE, sizeof (guint));
}

/**
 * armada_track_new:
 * @parts: (element-type ArmadaFixes): one or more, in the order of their times
 *
 * Returns: (transfer full): the track
 */
ArmadaTrack *
armada_track_new (GPtrArray *parts)
{
  ArmadaTrack *self = g_object_new (ARMADA_TYPE_TRACK, NULL);
  guint start = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      ArmadaFixes *fixes = parts->pdata[i];

      g_ptr_array_add (self->parts, armada_fixes_ref (fixes));
      g_array_append_val (self->starts, start);
      start += fixes->n;
    }
  g_array_append_val (self->starts, start);
  return self;
}

guint
armada_track_get_n (ArmadaTrack *self)
{
  return get_start (self, self->parts->len);
}

guint
armada_track_get_n_parts (ArmadaTrack *self)
{
  return self->parts->len;
}

/**
 * armada_track_get_part:
 *
 * Returns: (transfer none): the columns of one answer
 */
ArmadaFixes *
armada_track_get_part (ArmadaTrack *self, guint part)
{
  return self->parts->pdata[part];
}

/**
 * armada_track_find:
 * @position: of a fix in the whole track
 * @index: (out): where it is in the columns returned
 *
 * Returns: (transfer none) (nullable): the part it is in; NULL past the end
 */
ArmadaFixes *
armada_track_find (ArmadaTrack *self, guint position, guint *index)
{
  guint low = 0, high = self->parts->len;

  if (position >= armada_track_get_n (self))
    return NULL;
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (get_start (self, middle) <= position)
        low = middle;
      else
        high = middle;
    }
  *index = position - get_start (self, low);
  return self->parts->pdata[low];
}

static gint64
get_time (ArmadaTrack *self, guint position)
{
  guint index = 0;
  ArmadaFixes *fixes = armada_track_find (self, position, &index);

  return fixes->time[index];
}

/**
 * armada_track_find_time:
 * @time: UNIX seconds
 *
 * Late and backward fixes stand where the server put them; among others the answer is exact.
 *
 * Returns: position of the first fix that is not before @time; how many there are when none is
 */
guint
armada_track_find_time (ArmadaTrack *self, gint64 time)
{
  guint low = 0, high = armada_track_get_n (self);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_time (self, middle) < time)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * armada_track_get_memory:
 *
 * Returns: bytes of its columns and segments
 */
gsize
armada_track_get_memory (ArmadaTrack *self)
{
  gsize bytes = 0;

  for (guint i = 0; i < self->parts->len; i++)
    bytes += armada_fixes_get_memory (self->parts->pdata[i]);
  return bytes;
}
