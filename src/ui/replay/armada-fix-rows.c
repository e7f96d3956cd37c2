/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-fix-rows"

#include "replay/armada-fix-rows.h"

/*
 * ArmadaFixRows: a run of the track, or where time does not run on in it, the positions of those
 * that are within the time. The table of fixes owns it.
 */
struct _ArmadaFixRows
{
  GObject parent_instance;

  ArmadaTrack *track; /* (nullable) */
  guint first;
  guint n;
  GArray *positions; /* (nullable) of guint: when they are no run */
};

static GType
get_item_type (GListModel *model)
{
  return ARMADA_TYPE_FIX;
}

static guint
get_n_items (GListModel *model)
{
  return ARMADA_FIX_ROWS (model)->n;
}

static gpointer
get_item (GListModel *model, guint row)
{
  ArmadaFixRows *self = ARMADA_FIX_ROWS (model);

  if (row >= self->n)
    return NULL;
  return g_list_model_get_item (G_LIST_MODEL (self->track),
                                armada_fix_rows_get_position (self, row));
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaFixRows,
                               armada_fix_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
armada_fix_rows_finalize (GObject *object)
{
  ArmadaFixRows *self = ARMADA_FIX_ROWS (object);

  g_clear_object (&self->track);
  g_clear_pointer (&self->positions, g_array_unref);
  G_OBJECT_CLASS (armada_fix_rows_parent_class)->finalize (object);
}

static void
armada_fix_rows_class_init (ArmadaFixRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_fix_rows_finalize;
}

static void
armada_fix_rows_init (ArmadaFixRows *self)
{
}

/**
 * armada_fix_rows_new:
 *
 * Returns: (transfer full): rows of nothing
 */
ArmadaFixRows *
armada_fix_rows_new (void)
{
  return g_object_new (ARMADA_TYPE_FIX_ROWS, NULL);
}

/* A run costs nothing to keep: positions are written down from the first that breaks it on. */
static void
add (ArmadaFixRows *self, guint position)
{
  if (self->n == 0)
    self->first = position;
  else if (self->positions == NULL && position != self->first + self->n)
    {
      self->positions = g_array_sized_new (FALSE, FALSE, sizeof (guint), self->n + 1);
      for (guint i = 0; i < self->n; i++)
        {
          guint known = self->first + i;

          g_array_append_val (self->positions, known);
        }
    }
  if (self->positions != NULL)
    g_array_append_val (self->positions, position);
  self->n++;
}

static void
collect (ArmadaFixRows *self, gint64 start, gint64 end)
{
  guint position = 0;

  for (guint part = 0; part < armada_track_get_n_parts (self->track); part++)
    {
      const ArmadaFixes *fixes = armada_track_get_part (self->track, part);

      for (guint i = 0; i < fixes->n; i++, position++)
        if (fixes->time[i] >= start && fixes->time[i] <= end)
          add (self, position);
    }
}

/**
 * armada_fix_rows_set_track:
 * @track: (nullable): whose fixes
 * @start: UNIX seconds
 * @end: UNIX seconds, inclusive
 */
void
armada_fix_rows_set_track (ArmadaFixRows *self, ArmadaTrack *track, gint64 start, gint64 end)
{
  gboolean same = track == self->track;
  guint before = self->n, first = self->first;
  gboolean run = self->positions == NULL;

  g_set_object (&self->track, track);
  g_clear_pointer (&self->positions, g_array_unref);
  self->n = 0;
  if (track != NULL)
    collect (self, start, end);
  if (same && run && self->positions == NULL && before == self->n &&
      (first == self->first || before == 0))
    return;
  if (before > 0 || self->n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->n);
}

/**
 * armada_fix_rows_get_position:
 * @row: less than there are
 *
 * Returns: the fix's position in the track
 */
guint
armada_fix_rows_get_position (ArmadaFixRows *self, guint row)
{
  return self->positions ? g_array_index (self->positions, guint, row) : self->first + row;
}

/**
 * armada_fix_rows_find:
 * @position: of a fix in the track
 * @row: (out): where it is shown
 *
 * Returns: whether it is shown
 */
gboolean
armada_fix_rows_find (ArmadaFixRows *self, guint position, guint *row)
{
  guint low = 0, high = self->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (armada_fix_rows_get_position (self, middle) < position)
        low = middle + 1;
      else
        high = middle;
    }
  *row = low;
  return low < self->n && armada_fix_rows_get_position (self, low) == position;
}
