/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-mark-textures"

#include "map/armada-mark-textures.h"

/*
 * For a graphics card: each mark is its sprite's texture, and those of one texture follow one
 * another, because GTK draws them with one command then: without that it took eight times as much
 * of the processor for 50 000 vehicles, and a gigabyte. Only marks that matter alike are put in
 * another order, so that an alarm stays on top.
 */
typedef struct
{
  ArmadaMarkPath parent;
  GArray *ordered; /* Ordered, kept for its memory */
} ArmadaMarkTextures;

typedef struct
{
  guint rank;           /* higher ones are drawn later */
  ArmadaSprite *sprite; /* owned: the sprites may be made anew within one frame */
  const ArmadaMarkPlace *place;
} Ordered;

static void
ordered_clear (gpointer data)
{
  armada_sprite_unref (((Ordered *) data)->sprite);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Ordered *one = a, *other = b;

  if (one->rank != other->rank)
    return one->rank < other->rank ? -1 : 1;
  if (one->sprite != other->sprite)
    return one->sprite < other->sprite ? -1 : 1;
  return (one->place > other->place) - (one->place < other->place);
}

static gboolean
matters_alike (const ArmadaFleetScene *scene, guint a, guint b)
{
  return scene->state[a] == scene->state[b] && scene->alarm[a] == scene->alarm[b] &&
         (scene->mark[a] == ARMADA_CLUSTER_NONE) == (scene->mark[b] == ARMADA_CLUSTER_NONE);
}

static void
put_in_order (ArmadaMarkTextures *self, const ArmadaMarkFrame *frame)
{
  guint rank = 0;

  g_array_set_size (self->ordered, 0);
  for (guint i = 0; i < frame->n_places; i++)
    {
      const ArmadaMarkPlace *place = &frame->places[i];
      Ordered ordered;

      if (i > 0 && !matters_alike (frame->scene, frame->places[i - 1].item, place->item))
        rank++;
      ordered = (Ordered) { rank, frame->sprite_of (frame->user_data, place->item), place };
      armada_sprite_ref (ordered.sprite);
      g_array_append_val (self->ordered, ordered);
    }
  g_array_sort (self->ordered, compare);
}

static gboolean
paint (ArmadaMarkPath *path, const ArmadaMarkFrame *frame, GtkSnapshot *snapshot)
{
  ArmadaMarkTextures *self = (ArmadaMarkTextures *) path;

  put_in_order (self, frame);
  for (guint i = 0; i < self->ordered->len; i++)
    {
      const Ordered *ordered = &g_array_index (self->ordered, Ordered, i);

      armada_sprite_snapshot (ordered->sprite, snapshot, ordered->place->x, ordered->place->y,
                              frame->scale);
    }
  return TRUE;
}

static void
textures_free (ArmadaMarkPath *path)
{
  ArmadaMarkTextures *self = (ArmadaMarkTextures *) path;

  g_array_unref (self->ordered);
  g_free (self);
}

/**
 * armada_mark_textures_new:
 *
 * Returns: (transfer full): the way for a graphics card
 */
ArmadaMarkPath *
armada_mark_textures_new (void)
{
  static const ArmadaMarkPathClass klass = { paint, textures_free };
  ArmadaMarkTextures *self = g_new0 (ArmadaMarkTextures, 1);

  self->parent.klass = &klass;
  self->ordered = g_array_new (FALSE, FALSE, sizeof (Ordered));
  g_array_set_clear_func (self->ordered, ordered_clear);
  return &self->parent;
}
