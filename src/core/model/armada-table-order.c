/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-table-order"

#include "model/armada-table-order.h"

#include <math.h>
#include <string.h>

#define KEPT_TEXTS 50000 /* keys of texts that are kept for the next time */

/* What a cell is sorted by: texts by @text, all others by @number. What is not known is NULL or
 * NAN. */
typedef struct
{
  double number;
  const char *text;
} Key;

typedef struct
{
  const ArmadaFleetColumn *column;
  gboolean descending;
} Sort;

struct _ArmadaTableOrder
{
  Sort sorts[ARMADA_TABLE_SORTS_MAX];
  guint n_sorts;
  GHashTable *texts;  /* text → what strcmp() sorts it by */
  GPtrArray *devices; /* (element-type ArmadaDevice): of the keys, borrowed: compared only */
  GArray *keys;       /* of Key: n_sorts for each device */
  GArray *places;     /* of guint: the order */
};

ArmadaTableOrder *
armada_table_order_new (void)
{
  ArmadaTableOrder *self = g_new0 (ArmadaTableOrder, 1);

  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->devices = g_ptr_array_new ();
  self->keys = g_array_new (FALSE, FALSE, sizeof (Key));
  self->places = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
armada_table_order_free (ArmadaTableOrder *self)
{
  g_hash_table_unref (self->texts);
  g_ptr_array_unref (self->devices);
  g_array_unref (self->keys);
  g_array_unref (self->places);
  g_free (self);
}

static void
forget (ArmadaTableOrder *self)
{
  g_array_set_size (self->keys, 0);
  g_ptr_array_set_size (self->devices, 0);
  g_array_set_size (self->places, 0);
}

/**
 * armada_table_order_set_sorts:
 * @sorts: (element-type ArmadaLayoutSort): those of columns that are not there are passed over
 */
void
armada_table_order_set_sorts (ArmadaTableOrder *self,
                              const ArmadaFleetColumns *columns,
                              const GArray *sorts)
{
  self->n_sorts = 0;
  for (guint i = 0; i < sorts->len && self->n_sorts < ARMADA_TABLE_SORTS_MAX; i++)
    {
      const ArmadaLayoutSort *sort = &g_array_index (sorts, ArmadaLayoutSort, i);
      const ArmadaFleetColumn *column = armada_fleet_columns_find (columns, sort->name);

      if (column != NULL)
        self->sorts[self->n_sorts++] = (Sort) { column, sort->descending };
    }
  forget (self);
}

/* The very same string for the same text, so that comparing addresses tells what changed. */
static const char *
get_text_key (ArmadaTableOrder *self, const char *text)
{
  char *key = g_hash_table_lookup (self->texts, text);

  if (key == NULL)
    {
      key = g_utf8_collate_key_for_filename (text, -1);
      g_hash_table_insert (self->texts, g_strdup (text), key);
    }
  return key;
}

/* A time is sorted by itself: ages grow while nothing happens. */
static Key
make_key (ArmadaTableOrder *self, const ArmadaFleetColumn *column, const ArmadaFleetValue *value)
{
  if (!value->known)
    return (Key) { NAN, NULL };
  switch (column->kind)
    {
    case ARMADA_FLEET_COLUMN_TEXT:
      return (Key) { NAN, get_text_key (self, value->text) };
    case ARMADA_FLEET_COLUMN_AGE:
      return (Key) { (double) -value->time, NULL };
    case ARMADA_FLEET_COLUMN_UNTIL:
      return (Key) { (double) value->time, NULL };
    case ARMADA_FLEET_COLUMN_SPAN:
      return (Key) { value->time != 0 ? (double) -value->time : value->number, NULL };
    case ARMADA_FLEET_COLUMN_NUMBER:
    case ARMADA_FLEET_COLUMN_STATE:
    case ARMADA_FLEET_COLUMN_FLAG:
    default:
      return (Key) { value->number, NULL };
    }
}

static GArray *
make_keys (ArmadaTableOrder *self,
           const ArmadaFleetColumns *columns,
           GPtrArray *devices,
           gint64 now)
{
  GArray *keys = g_array_sized_new (FALSE, FALSE, sizeof (Key), devices->len * self->n_sorts);

  for (guint i = 0; i < devices->len; i++)
    for (guint k = 0; k < self->n_sorts; k++)
      {
        ArmadaFleetValue value;
        Key key;

        armada_fleet_columns_get_value (columns, self->sorts[k].column, devices->pdata[i], now,
                                        &value);
        key = make_key (self, self->sorts[k].column, &value);
        g_array_append_val (keys, key);
      }
  return keys;
}

/* What is not known stands last, whichever way the others go. */
static int
compare_keys (const Key *a, const Key *b, const Sort *sort)
{
  gboolean text = sort->column->kind == ARMADA_FLEET_COLUMN_TEXT;
  gboolean a_known = text ? a->text != NULL : !isnan (a->number);
  gboolean b_known = text ? b->text != NULL : !isnan (b->number);
  int order;

  if (!a_known || !b_known)
    return (int) b_known - (int) a_known;
  if (text)
    order = a->text == b->text ? 0 : strcmp (a->text, b->text);
  else
    order = (a->number > b->number) - (a->number < b->number);
  return sort->descending ? -order : order;
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer user_data)
{
  ArmadaTableOrder *self = user_data;
  const Key *keys = (const Key *) (gconstpointer) self->keys->data;
  const Key *first = keys + *(const guint *) a * self->n_sorts;
  const Key *second = keys + *(const guint *) b * self->n_sorts;

  for (guint i = 0; i < self->n_sorts; i++)
    {
      int order = compare_keys (&first[i], &second[i], &self->sorts[i]);

      if (order != 0)
        return order;
    }
  return 0;
}

static gboolean
tells_the_same (ArmadaTableOrder *self, GPtrArray *devices, GArray *keys)
{
  return self->places->len == devices->len && self->keys->len == keys->len &&
         (devices->len == 0 ||
          (memcmp (self->devices->pdata, devices->pdata, devices->len * sizeof (gpointer)) == 0 &&
           (keys->len == 0 ||
            memcmp (self->keys->data, keys->data, keys->len * sizeof (Key)) == 0)));
}

/**
 * armada_table_order_sort:
 * @devices: (element-type ArmadaDevice): in the order that those have which are alike
 * @now: UNIX seconds
 *
 * Returns: (transfer none) (array): the places in @devices of what comes first, second …; good
 *   until the next call
 */
const guint *
armada_table_order_sort (ArmadaTableOrder *self,
                         const ArmadaFleetColumns *columns,
                         GPtrArray *devices,
                         gint64 now)
{
  g_autoptr (GArray) keys = NULL;

  if (g_hash_table_size (self->texts) > KEPT_TEXTS)
    {
      forget (self);
      g_hash_table_remove_all (self->texts);
    }
  keys = make_keys (self, columns, devices, now);
  if (tells_the_same (self, devices, keys))
    return (const guint *) (gconstpointer) self->places->data;

  forget (self);
  for (guint i = 0; i < devices->len; i++)
    {
      g_ptr_array_add (self->devices, devices->pdata[i]);
      g_array_append_val (self->places, i);
    }
  g_array_unref (g_steal_pointer (&self->keys));
  self->keys = g_steal_pointer (&keys);
  g_array_sort_with_data (self->places, compare_places, self);
  return (const guint *) (gconstpointer) self->places->data;
}
