/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-incident-list"

#include "sync/armada-incident-list.h"

#define AROUND 48        /* neighbours that are asked for together with one that is wanted */
#define MOST_RECORDS 800 /* that are held besides those that are shown: twice as many at most */
#define MOST_RUNS 64     /* changes that are told one by one */
#define MANY 64          /* that came: not told at once */
#define AT_ONCE 12       /* rows that a view makes in a frame */
#define ENOUGH 250       /* rows to each side, after which a view makes no more */
#define BETWEEN 400      /* milliseconds between two looks at the store while much arrives */

/*
 * ArmadaIncidentList: places in order, objects on demand. The page that shows it owns it. Objects
 * belong to who asked for them; records that were read lately are kept, in two generations, so that
 * scrolling back finds them.
 */
struct _ArmadaIncidentList
{
  GObject parent_instance;

  ArmadaInbox *inbox;
  ArmadaIncidentFilter *filter;
  int zone;

  GArray *places;      /* of ArmadaIncidentPlace */
  GHashTable *items;   /* id → GWeakRef of ArmadaIncident */
  GHashTable *records; /* id → ArmadaIncidentRecord, read lately */
  GHashTable *older;   /* likewise, before that */

  GHashTable *wanted; /* ids that are to be read */
  guint read_source;
  GCancellable *reading; /* of all reads under way */
  GCancellable *listing; /* (nullable): asked for the places */
  gboolean again;        /* something changed while they were asked for */
  gboolean anew;         /* they are asked for others than those that are here */
  gint64 listed_at;      /* when they were asked for last, monotonic microseconds */
  guint timeout;         /* until they may be asked for again */
  GArray *coming;        /* (nullable): places, of which those from first to last are told */
  guint first;
  guint last;   /* the one after it */
  guint anchor; /* from which it grows to both sides */
  guint growing;
  gboolean loading;
  GError *error;
};

typedef enum
{
  PROP_FILTER = 1,
  PROP_LOADING,
  PROP_ERROR,
  PROP_ZONE,
} ArmadaIncidentListProperty;

static GParamSpec *properties[PROP_ZONE + 1];

static void want (ArmadaIncidentList *self, gint64 id);

static const ArmadaIncidentPlace *
get_place (ArmadaIncidentList *self, guint position)
{
  return &g_array_index (self->places, ArmadaIncidentPlace, position);
}

static GType
get_item_type (GListModel *model)
{
  return ARMADA_TYPE_INCIDENT;
}

static guint
get_n_items (GListModel *model)
{
  return ARMADA_INCIDENT_LIST (model)->places->len;
}

static ArmadaIncidentRecord *
find_record (ArmadaIncidentList *self, gint64 id)
{
  ArmadaIncidentRecord *record = g_hash_table_lookup (self->records, &id);

  return record ? record : g_hash_table_lookup (self->older, &id);
}

static void
want_around (ArmadaIncidentList *self, guint position)
{
  guint start = position > AROUND ? position - AROUND : 0;
  guint end = MIN (position + AROUND, self->places->len - 1);

  for (guint i = start; i <= end; i++)
    if (find_record (self, get_place (self, i)->id) == NULL)
      want (self, get_place (self, i)->id);
}

static void
weak_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static ArmadaIncident *
make_item (ArmadaIncidentList *self, gint64 id)
{
  ArmadaIncident *incident = armada_incident_new (id);
  ArmadaIncidentRecord *record = find_record (self, id);
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, incident);
  g_hash_table_replace (self->items, g_memdup2 (&id, sizeof id), weak);
  if (record != NULL)
    armada_incident_set_record (incident, record);
  return incident;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ArmadaIncidentList *self = ARMADA_INCIDENT_LIST (model);
  ArmadaIncident *incident;
  GWeakRef *weak;
  gint64 id;

  if (position >= self->places->len)
    return NULL;
  id = get_place (self, position)->id;
  weak = g_hash_table_lookup (self->items, &id);
  incident = weak ? g_weak_ref_get (weak) : NULL;
  if (incident == NULL)
    incident = make_item (self, id);
  /* its neighbours are wanted once, not by each of them */
  if (armada_incident_get_record (incident) == NULL && !g_hash_table_contains (self->wanted, &id))
    want_around (self, position);
  return incident;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaIncidentList,
                               armada_incident_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GHashTable *
new_records (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                (GDestroyNotify) armada_incident_record_unref);
}

static void
keep_record (ArmadaIncidentList *self, ArmadaIncidentRecord *record)
{
  if (g_hash_table_size (self->records) >= MOST_RECORDS)
    {
      g_hash_table_unref (self->older);
      self->older = self->records;
      self->records = new_records ();
    }
  g_hash_table_replace (self->records, g_memdup2 (&record->id, sizeof record->id),
                        armada_incident_record_ref (record));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaIncidentList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records =
      armada_store_get_incidents_finish (ARMADA_STORE (source), result, &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->reading)
    return;
  if (records == NULL)
    {
      g_message ("incidents cannot be read: %s", error->message);
      return;
    }
  for (guint i = 0; i < records->len; i++)
    {
      ArmadaIncidentRecord *record = records->pdata[i];
      GWeakRef *weak = g_hash_table_lookup (self->items, &record->id);
      g_autoptr (ArmadaIncident) incident = weak ? g_weak_ref_get (weak) : NULL;

      keep_record (self, record);
      if (incident != NULL)
        armada_incident_set_record (incident, record);
    }
}

/* All that was asked for since the last frame goes to the store together. */
static gboolean
read_source_cb (gpointer user_data)
{
  ArmadaIncidentList *self = user_data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gint64 *id;

  self->read_source = 0;
  g_hash_table_iter_init (&iter, self->wanted);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    g_array_append_val (ids, *id);
  g_hash_table_remove_all (self->wanted);
  armada_store_get_incidents_async (armada_inbox_get_store (self->inbox),
                                    armada_inbox_get_account (self->inbox), ids, self->reading,
                                    read_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
want (ArmadaIncidentList *self, gint64 id)
{
  g_hash_table_add (self->wanted, g_memdup2 (&id, sizeof id));
  if (self->read_source == 0)
    self->read_source = g_idle_add_full (G_PRIORITY_HIGH, read_source_cb, self, NULL);
}

static void
set_loading (ArmadaIncidentList *self, gboolean loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/* Takes over @error. */
static void
set_error (ArmadaIncidentList *self, GError *error)
{
  gboolean differs = error != NULL || self->error != NULL;

  g_clear_error (&self->error);
  self->error = error;
  if (differs)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

typedef struct
{
  guint position; /* in what is there when its turn comes */
  guint n_removed;
  guint n_added;
  guint first; /* of the new places */
} Run;

/* Both are in order: one walk along both finds what went and what came. */
static GArray *
find_runs (const GArray *old, const GArray *new)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));
  guint i = 0, k = 0;

  while (i < old->len || k < new->len)
    {
      Run run = { k, 0, 0, k };

      for (;;)
        {
          int order =
              i == old->len ? 1
              : k == new->len
                  ? -1
                  : armada_incident_place_compare (&g_array_index (old, ArmadaIncidentPlace, i),
                                                   &g_array_index (new, ArmadaIncidentPlace, k));

          if ((i == old->len && k == new->len) || order == 0)
            break;
          if (order < 0)
            run.n_removed++, i++;
          else
            run.n_added++, k++;
        }
      if (run.n_removed + run.n_added > 0)
        g_array_append_val (runs, run);
      else
        i++, k++;
    }
  return runs;
}

/* @added: (nullable): the first of the places that come */
static void
tell (ArmadaIncidentList *self,
      guint position,
      guint n_removed,
      const ArmadaIncidentPlace *added,
      guint n_added)
{
  if (n_removed > 0)
    g_array_remove_range (self->places, position, n_removed);
  g_array_insert_vals (self->places, position, added, n_added);
  if (n_removed + n_added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  return armada_incident_place_compare (a, b);
}

/* Returns: (transfer full): the places of those that somebody looks at, in order */
static GArray *
list_alive (ArmadaIncidentList *self)
{
  GArray *alive = g_array_new (FALSE, FALSE, sizeof (ArmadaIncidentPlace));
  GHashTableIter iter;
  GWeakRef *weak;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &weak))
    {
      g_autoptr (ArmadaIncident) incident = g_weak_ref_get (weak);
      ArmadaIncidentRecord *record = incident ? armada_incident_get_record (incident) : NULL;

      if (record != NULL)
        g_array_append_val (alive, ((ArmadaIncidentPlace) { record->id, record->last }));
    }
  g_array_sort (alive, compare_cb);
  return alive;
}

/* Returns: whether @place is among @places, and at which @position */
static gboolean
find_place (const GArray *places, const ArmadaIncidentPlace *place, guint *position)
{
  return g_array_binary_search ((GArray *) places, place, compare_cb, position);
}

/* Returns: where among those that come the one stands that is in the middle of what is looked at
 * and stays; 0 there is none */
static guint
find_anchor (ArmadaIncidentList *self, const GArray *coming)
{
  g_autoptr (GArray) alive = list_alive (self);
  guint anchor = 0, found, n = 0;

  for (guint i = 0; i < alive->len; i++)
    {
      const ArmadaIncidentPlace *place = &g_array_index (alive, ArmadaIncidentPlace, i);

      if (find_place (self->places, place, &found) && find_place (coming, place, &found) &&
          n++ <= alive->len / 2)
        anchor = found;
    }
  return anchor;
}

/* How far it has grown from @anchor, in one direction, when the rest may come at once. */
static gboolean
is_enough (guint anchor, guint end, guint last)
{
  return end == last || (anchor > end ? anchor - end : end - anchor) >= ENOUGH;
}

static void
grow (ArmadaIncidentList *self, guint n)
{
  const ArmadaIncidentPlace *places = (ArmadaIncidentPlace *) self->coming->data;
  guint n_behind = MIN (n, self->coming->len - self->last), n_before = MIN (n, self->first);

  self->last += n_behind;
  self->first -= n_before;
  tell (self, self->places->len, 0, places + self->last - n_behind, n_behind);
  tell (self, 0, 0, places + self->first, n_before);
}

static gboolean
grow_cb (gpointer user_data)
{
  ArmadaIncidentList *self = user_data;
  gboolean enough = is_enough (self->anchor, self->last, self->coming->len) &&
                    is_enough (self->anchor, self->first, 0);

  if (!enough)
    {
      grow (self, AT_ONCE);
      return G_SOURCE_CONTINUE;
    }
  self->growing = 0;
  grow (self, G_MAXUINT);
  g_clear_pointer (&self->coming, g_array_unref);
  set_loading (self, self->anew);
  return G_SOURCE_REMOVE;
}

/* Much is other. A view makes some two hundred rows round the place that it shows: what is there
 * comes first, then a few at a time as long as rows are made of it, and then the rest. One that
 * stays keeps its row, so that a view stays about there. */
static void
take_all (ArmadaIncidentList *self, GArray *coming)
{
  guint anchor = find_anchor (self, coming);

  self->coming = g_array_ref (coming);
  self->anchor = anchor;
  self->first = anchor - MIN (anchor, AT_ONCE);
  self->last = MIN (anchor + AT_ONCE, coming->len);
  set_loading (self, TRUE);
  tell (self, 0, self->places->len, (ArmadaIncidentPlace *) coming->data + self->first,
        self->last - self->first);
  self->growing = g_idle_add (grow_cb, self);
}

static void
stop_growing (ArmadaIncidentList *self)
{
  g_clear_handle_id (&self->growing, g_source_remove);
  g_clear_pointer (&self->coming, g_array_unref);
}

static void
take_places (ArmadaIncidentList *self, GArray *places)
{
  g_autoptr (GArray) runs = find_runs (self->places, places);
  guint n_added = 0;

  for (guint i = 0; i < runs->len; i++)
    n_added += g_array_index (runs, Run, i).n_added;
  if (runs->len > MOST_RUNS || n_added > MANY)
    {
      take_all (self, places);
      return;
    }
  for (guint i = 0; i < runs->len; i++)
    {
      const Run *run = &g_array_index (runs, Run, i);

      tell (self, run->position, run->n_removed, (ArmadaIncidentPlace *) places->data + run->first,
            run->n_added);
    }
}

/* What is shown may be in another state now; what was read before is not to be trusted. */
static void
renew_items (ArmadaIncidentList *self)
{
  GHashTableIter iter;
  gint64 *id;
  GWeakRef *weak;

  g_hash_table_remove_all (self->records);
  g_hash_table_remove_all (self->older);
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &weak))
    {
      g_autoptr (ArmadaIncident) incident = g_weak_ref_get (weak);

      if (incident != NULL)
        want (self, *id);
      else
        g_hash_table_iter_remove (&iter);
    }
}

static void list_places (ArmadaIncidentList *self);

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaIncidentList) self = user_data;
  GError *error = NULL;
  g_autoptr (GArray) places =
      armada_store_list_incidents_finish (ARMADA_STORE (source), result, &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->listing)
    {
      g_clear_error (&error);
      return;
    }
  g_clear_object (&self->listing);
  set_error (self, error);
  self->anew = FALSE;
  if (places != NULL)
    {
      stop_growing (self);
      take_places (self, places);
    }
  set_loading (self, self->coming != NULL);
  if (self->again)
    list_places (self);
}

static void
list_places (ArmadaIncidentList *self)
{
  ArmadaInbox *inbox = self->inbox;

  self->again = FALSE;
  self->listed_at = g_get_monotonic_time ();
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->listing = g_cancellable_new ();
  armada_store_list_incidents_async (armada_inbox_get_store (inbox),
                                     armada_inbox_get_account (inbox), self->filter,
                                     armada_clock_get_time (armada_inbox_get_clock (inbox)),
                                     self->zone, self->listing, listed_cb, g_object_ref (self));
}

static gboolean
timeout_cb (gpointer user_data)
{
  ArmadaIncidentList *self = user_data;

  self->timeout = 0;
  renew_items (self);
  if (self->listing == NULL)
    list_places (self);
  return G_SOURCE_REMOVE;
}

/* One question at a time, and not many: while events pour in the next answer has them all. */
static void
changed_cb (ArmadaIncidentList *self)
{
  gint64 elapsed = (g_get_monotonic_time () - self->listed_at) / 1000;

  if (self->timeout != 0)
    return;
  if (elapsed < BETWEEN)
    {
      self->timeout = g_timeout_add ((guint) (BETWEEN - elapsed), timeout_cb, self);
      return;
    }
  renew_items (self);
  if (self->listing != NULL)
    self->again = TRUE;
  else
    list_places (self);
}

/* What was asked for before is not wanted any more. */
static void
list_anew (ArmadaIncidentList *self)
{
  if (self->inbox == NULL)
    return;
  if (self->listing != NULL)
    g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  self->anew = TRUE;
  set_loading (self, TRUE);
  list_places (self);
}

static void
armada_incident_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaIncidentList *self = ARMADA_INCIDENT_LIST (object);

  switch ((ArmadaIncidentListProperty) id)
    {
    case PROP_FILTER:
      g_value_set_boxed (value, self->filter);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_ZONE:
      g_value_set_int (value, self->zone);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_incident_list_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  ArmadaIncidentList *self = ARMADA_INCIDENT_LIST (object);

  switch ((ArmadaIncidentListProperty) id)
    {
    case PROP_FILTER:
      armada_incident_list_set_filter (self, g_value_get_boxed (value));
      break;
    case PROP_ZONE:
      if (self->zone == g_value_get_int (value))
        return;
      self->zone = g_value_get_int (value);
      list_anew (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_LOADING:
    case PROP_ERROR:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_incident_list_dispose (GObject *object)
{
  ArmadaIncidentList *self = ARMADA_INCIDENT_LIST (object);

  g_cancellable_cancel (self->reading);
  if (self->listing != NULL)
    g_cancellable_cancel (self->listing);
  g_clear_handle_id (&self->read_source, g_source_remove);
  g_clear_handle_id (&self->timeout, g_source_remove);
  stop_growing (self);
  G_OBJECT_CLASS (armada_incident_list_parent_class)->dispose (object);
}

static void
armada_incident_list_finalize (GObject *object)
{
  ArmadaIncidentList *self = ARMADA_INCIDENT_LIST (object);

  g_clear_object (&self->inbox);
  g_clear_object (&self->reading);
  g_clear_object (&self->listing);
  g_clear_error (&self->error);
  armada_incident_filter_free (self->filter);
  g_array_unref (self->places);
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->records);
  g_hash_table_unref (self->older);
  g_hash_table_unref (self->wanted);
  G_OBJECT_CLASS (armada_incident_list_parent_class)->finalize (object);
}

static void
armada_incident_list_class_init (ArmadaIncidentListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = armada_incident_list_dispose;
  object_class->finalize = armada_incident_list_finalize;
  object_class->get_property = armada_incident_list_get_property;
  object_class->set_property = armada_incident_list_set_property;
  properties[PROP_FILTER] = g_param_spec_boxed ("filter", NULL, NULL, ARMADA_TYPE_INCIDENT_FILTER,
                                                read | G_PARAM_WRITABLE);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, read);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, read);
  properties[PROP_ZONE] =
      g_param_spec_int ("zone", NULL, NULL, -86400, 86400, 0, read | G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
armada_incident_list_init (ArmadaIncidentList *self)
{
  self->filter = armada_incident_filter_new ();
  self->filter->states = ARMADA_INCIDENT_OPEN;
  self->places = g_array_new (FALSE, FALSE, sizeof (ArmadaIncidentPlace));
  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, weak_free);
  self->records = new_records ();
  self->older = new_records ();
  self->wanted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->reading = g_cancellable_new ();
}

/**
 * armada_incident_list_new:
 * @zone: seconds east of UTC of the clock whose days a period means
 *
 * Returns: (transfer full): what is open in @inbox, once the store has told it
 */
ArmadaIncidentList *
armada_incident_list_new (ArmadaInbox *inbox, int zone)
{
  ArmadaIncidentList *self = g_object_new (ARMADA_TYPE_INCIDENT_LIST, NULL);

  self->inbox = g_object_ref (inbox);
  self->zone = zone;
  g_signal_connect_object (inbox, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  list_anew (self);
  return self;
}

/**
 * armada_incident_list_set_filter:
 *
 * Lists others from now on; those that pass both filters stay the same objects.
 */
void
armada_incident_list_set_filter (ArmadaIncidentList *self, const ArmadaIncidentFilter *filter)
{
  if (armada_incident_filter_equal (self->filter, filter))
    return;
  armada_incident_filter_free (self->filter);
  self->filter = armada_incident_filter_copy (filter);
  list_anew (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

const ArmadaIncidentFilter *
armada_incident_list_get_filter (ArmadaIncidentList *self)
{
  return self->filter;
}

gboolean
armada_incident_list_get_loading (ArmadaIncidentList *self)
{
  return self->loading;
}

/**
 * armada_incident_list_get_error:
 *
 * Returns: (nullable): why the store could not tell what there is
 */
const GError *
armada_incident_list_get_error (ArmadaIncidentList *self)
{
  return self->error;
}

/**
 * armada_incident_list_get_place:
 * @position: below the number of items
 *
 * Returns: (transfer none): which incident stands there, without making an object; the others
 *   follow it. Until the list changes
 */
const ArmadaIncidentPlace *
armada_incident_list_get_place (ArmadaIncidentList *self, guint position)
{
  g_return_val_if_fail (position < self->places->len, NULL);

  return get_place (self, position);
}

/**
 * armada_incident_place_compare:
 *
 * Returns: below 0 if @a comes first
 */
int
armada_incident_place_compare (const ArmadaIncidentPlace *a, const ArmadaIncidentPlace *b)
{
  if (a->last != b->last)
    return a->last > b->last ? -1 : 1;
  return (a->id < b->id) - (a->id > b->id);
}

/**
 * armada_incident_list_find:
 * @position: (out): where @id stands
 *
 * Returns: whether it is listed
 */
gboolean
armada_incident_list_find (ArmadaIncidentList *self, gint64 id, guint *position)
{
  for (guint i = 0; i < self->places->len; i++)
    if (get_place (self, i)->id == id)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}
