/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-finder"

#include "replay/armada-finder.h"

#include "replay/armada-found-private.h"

#define N_KINDS (ARMADA_FIND_OVERSPEED + 1)

/* What is in the list: where its vehicle is in the search that found it. */
typedef struct
{
  ArmadaStretch stretch;
  guint vehicle;
} Entry;

/* One search, on a thread of its own. */
typedef struct
{
  /* input */
  ArmadaFindQuery query;
  GPtrArray *vehicles; /* of ArmadaReplayVehicle */
  GPtrArray *indexes;  /* of ArmadaTrackIndex, as many */

  /* output */
  GArray *entries; /* of Entry */
  double seconds;
} Search;

/*
 * ArmadaFinder: one search is under way at most. What changes meanwhile is looked at when it has
 * ended, however often it changed. The list that is there stays until there is another.
 */
struct _ArmadaFinder
{
  GObject parent_instance;

  ArmadaReplay *replay;
  GPtrArray *watched; /* of ArmadaReplayVehicle: those of the replay */
  ArmadaFindKind kind;
  guint least[N_KINDS];
  guint limit;
  gboolean all_vehicles;

  GCancellable *run; /* (nullable): while busy */
  gboolean again;
  guint idle;

  GPtrArray *vehicles; /* of the list */
  GArray *entries;
  double seconds;
};

typedef enum
{
  PROP_KIND = 1,
  PROP_LEAST_STOP,
  PROP_LEAST_IDLING,
  PROP_LEAST_OVERSPEED,
  PROP_LIMIT,
  PROP_ALL_VEHICLES,
  PROP_BUSY,
  PROP_SECONDS,
} ArmadaFinderProperty;

static GParamSpec *properties[PROP_SECONDS + 1];

static GType
get_item_type (GListModel *model)
{
  return ARMADA_TYPE_FOUND;
}

static guint
get_n_items (GListModel *model)
{
  return ARMADA_FINDER (model)->entries->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ArmadaFinder *self = ARMADA_FINDER (model);
  const Entry *entry;

  if (position >= self->entries->len)
    return NULL;
  entry = &g_array_index (self->entries, Entry, position);
  return armada_found_new (&entry->stretch, self->vehicles->pdata[entry->vehicle]);
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaFinder,
                               armada_finder,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void start (ArmadaFinder *self);

static void
search_free (gpointer data)
{
  Search *search = data;

  g_ptr_array_unref (search->vehicles);
  g_ptr_array_unref (search->indexes);
  g_clear_pointer (&search->entries, g_array_unref);
  g_free (search);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *first = a, *second = b;

  if (first->stretch.start != second->stretch.start)
    return first->stretch.start < second->stretch.start ? -1 : 1;
  return first->vehicle < second->vehicle ? -1 : first->vehicle > second->vehicle;
}

static void
search_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Search *search = data;

  search->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  for (guint i = 0; i < search->indexes->len; i++)
    {
      g_autoptr (GArray) found =
          armada_track_index_search (search->indexes->pdata[i], &search->query, cancellable);

      for (guint k = 0; k < found->len; k++)
        {
          const Entry entry = { g_array_index (found, ArmadaStretch, k), i };

          search->seconds += entry.stretch.end - entry.stretch.start;
          g_array_append_val (search->entries, entry);
        }
    }
  g_array_sort (search->entries, compare_entries);
  g_task_return_boolean (task, TRUE);
}

static void
notify (ArmadaFinder *self, ArmadaFinderProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
take (ArmadaFinder *self, Search *search)
{
  guint n_before = self->entries->len;

  g_clear_pointer (&self->entries, g_array_unref);
  g_clear_pointer (&self->vehicles, g_ptr_array_unref);
  self->entries = g_steal_pointer (&search->entries);
  self->vehicles = g_ptr_array_ref (search->vehicles);
  self->seconds = search->seconds;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->entries->len);
  notify (self, PROP_SECONDS);
}

/* A search that was cancelled is of nobody any more. */
static void
search_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ArmadaFinder *self = ARMADA_FINDER (source);
  GCancellable *run = g_task_get_cancellable (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), NULL) || self->run != run)
    return;
  g_clear_object (&self->run);
  take (self, g_task_get_task_data (G_TASK (result)));
  if (self->again)
    start (self);
  else
    notify (self, PROP_BUSY);
}

static gboolean
is_wanted (ArmadaFinder *self, ArmadaReplayVehicle *vehicle)
{
  return armada_replay_vehicle_get_index (vehicle) != NULL &&
         (self->all_vehicles || vehicle == armada_replay_get_current (self->replay));
}

static Search *
make_search (ArmadaFinder *self)
{
  Search *search = g_new0 (Search, 1);

  search->query = (ArmadaFindQuery) { .kind = self->kind,
                                      .from = armada_replay_get_start (self->replay),
                                      .to = armada_replay_get_end (self->replay),
                                      .least = self->least[self->kind],
                                      .limit = self->limit };
  search->vehicles = g_ptr_array_new_with_free_func (g_object_unref);
  search->indexes = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_track_index_unref);
  for (guint i = 0; i < self->watched->len; i++)
    {
      ArmadaReplayVehicle *vehicle = self->watched->pdata[i];

      if (!is_wanted (self, vehicle))
        continue;
      g_ptr_array_add (search->vehicles, g_object_ref (vehicle));
      g_ptr_array_add (search->indexes,
                       armada_track_index_ref (armada_replay_vehicle_get_index (vehicle)));
    }
  return search;
}

static void
start (ArmadaFinder *self)
{
  g_autoptr (GTask) task = NULL;

  self->again = FALSE;
  self->run = g_cancellable_new ();
  task = g_task_new (self, self->run, search_cb, NULL);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, make_search (self), search_free);
  g_task_run_in_thread (task, search_thread);
}

static gboolean
idle_cb (gpointer user_data)
{
  ArmadaFinder *self = user_data;

  self->idle = 0;
  if (self->run == NULL)
    {
      start (self);
      notify (self, PROP_BUSY);
    }
  else
    self->again = TRUE;
  return G_SOURCE_REMOVE;
}

/* Many things change at once: one search does for all of them. */
static void
find_soon (ArmadaFinder *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_DEFAULT, idle_cb, self, NULL);
}

static void
unwatch (ArmadaFinder *self)
{
  for (guint i = 0; i < self->watched->len; i++)
    g_signal_handlers_disconnect_by_data (self->watched->pdata[i], self);
  g_ptr_array_set_size (self->watched, 0);
}

/* What was found of vehicles that are gone goes with them. */
static void
forget_gone (ArmadaFinder *self)
{
  guint n = self->entries->len;

  for (guint i = 0; i < self->vehicles->len; i++)
    if (!g_ptr_array_find (self->watched, self->vehicles->pdata[i], NULL))
      {
        g_array_set_size (self->entries, 0);
        self->seconds = 0;
        if (n > 0)
          g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
        g_ptr_array_set_size (self->vehicles, 0);
        notify (self, PROP_SECONDS);
        return;
      }
}

static void
vehicles_cb (ArmadaFinder *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->replay));

  unwatch (self);
  for (guint i = 0; i < n; i++)
    {
      ArmadaReplayVehicle *vehicle = g_list_model_get_item (G_LIST_MODEL (self->replay), i);

      g_ptr_array_add (self->watched, vehicle);
      g_signal_connect_swapped (vehicle, "changed", G_CALLBACK (find_soon), self);
    }
  forget_gone (self);
  find_soon (self);
}

static void
current_cb (ArmadaFinder *self)
{
  if (!self->all_vehicles)
    find_soon (self);
}

static void
armada_finder_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  ArmadaFinder *self = ARMADA_FINDER (object);

  switch ((ArmadaFinderProperty) property_id)
    {
    case PROP_KIND:
      g_value_set_uint (value, self->kind);
      break;
    case PROP_LEAST_STOP:
    case PROP_LEAST_IDLING:
    case PROP_LEAST_OVERSPEED:
      g_value_set_uint (value, self->least[property_id - PROP_LEAST_STOP]);
      break;
    case PROP_LIMIT:
      g_value_set_uint (value, self->limit);
      break;
    case PROP_ALL_VEHICLES:
      g_value_set_boolean (value, self->all_vehicles);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, armada_finder_get_busy (self));
      break;
    case PROP_SECONDS:
      g_value_set_double (value, self->seconds);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
set_uint (ArmadaFinder *self, guint *place, ArmadaFinderProperty property, guint value)
{
  if (*place == value)
    return;
  *place = value;
  notify (self, property);
  find_soon (self);
}

static void
set_all_vehicles (ArmadaFinder *self, gboolean all_vehicles)
{
  if (self->all_vehicles == all_vehicles)
    return;
  self->all_vehicles = all_vehicles;
  notify (self, PROP_ALL_VEHICLES);
  find_soon (self);
}

static void
armada_finder_set_property (GObject *object,
                            guint property_id,
                            const GValue *value,
                            GParamSpec *pspec)
{
  ArmadaFinder *self = ARMADA_FINDER (object);

  switch ((ArmadaFinderProperty) property_id)
    {
    case PROP_KIND:
      armada_finder_set_kind (self, (ArmadaFindKind) g_value_get_uint (value));
      break;
    case PROP_LEAST_STOP:
    case PROP_LEAST_IDLING:
    case PROP_LEAST_OVERSPEED:
      set_uint (self, &self->least[property_id - PROP_LEAST_STOP],
                (ArmadaFinderProperty) property_id, g_value_get_uint (value));
      break;
    case PROP_LIMIT:
      set_uint (self, &self->limit, PROP_LIMIT, g_value_get_uint (value));
      break;
    case PROP_ALL_VEHICLES:
      set_all_vehicles (self, g_value_get_boolean (value));
      break;
    case PROP_BUSY:
    case PROP_SECONDS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
armada_finder_dispose (GObject *object)
{
  ArmadaFinder *self = ARMADA_FINDER (object);

  if (self->run != NULL)
    g_cancellable_cancel (self->run);
  g_clear_object (&self->run);
  g_clear_handle_id (&self->idle, g_source_remove);
  unwatch (self);
  G_OBJECT_CLASS (armada_finder_parent_class)->dispose (object);
}

static void
armada_finder_finalize (GObject *object)
{
  ArmadaFinder *self = ARMADA_FINDER (object);

  g_object_unref (self->replay);
  g_ptr_array_unref (self->watched);
  g_ptr_array_unref (self->vehicles);
  g_array_unref (self->entries);
  G_OBJECT_CLASS (armada_finder_parent_class)->finalize (object);
}

static GParamSpec *
new_uint (const char *name, guint maximum, guint value)
{
  return g_param_spec_uint (name, NULL, NULL, 0, maximum, value,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

static void
armada_finder_class_init (ArmadaFinderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = armada_finder_get_property;
  object_class->set_property = armada_finder_set_property;
  object_class->dispose = armada_finder_dispose;
  object_class->finalize = armada_finder_finalize;
  properties[PROP_KIND] = new_uint ("kind", N_KINDS - 1, ARMADA_FIND_STOPS);
  properties[PROP_LEAST_STOP] = new_uint ("least-stop", G_MAXUINT, 300);
  properties[PROP_LEAST_IDLING] = new_uint ("least-idling", G_MAXUINT, 300);
  properties[PROP_LEAST_OVERSPEED] = new_uint ("least-overspeed", G_MAXUINT, 10);
  properties[PROP_LIMIT] = new_uint ("limit", G_MAXUINT, 80);
  properties[PROP_ALL_VEHICLES] =
      g_param_spec_boolean ("all-vehicles", NULL, NULL, FALSE, read | G_PARAM_WRITABLE);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, read);
  properties[PROP_SECONDS] = g_param_spec_double ("seconds", NULL, NULL, 0, G_MAXDOUBLE, 0, read);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
armada_finder_init (ArmadaFinder *self)
{
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
  self->vehicles = g_ptr_array_new_with_free_func (g_object_unref);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->least[ARMADA_FIND_STOPS] = self->least[ARMADA_FIND_IDLING] = 300;
  self->least[ARMADA_FIND_OVERSPEED] = 10;
  self->limit = 80;
}

/**
 * armada_finder_new:
 * @replay: what is looked through
 *
 * Returns: (transfer full): a finder of stops of five minutes and more
 */
ArmadaFinder *
armada_finder_new (ArmadaReplay *replay)
{
  ArmadaFinder *self = g_object_new (ARMADA_TYPE_FINDER, NULL);

  self->replay = g_object_ref (replay);
  g_signal_connect_object (replay, "items-changed", G_CALLBACK (vehicles_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (replay, "notify::current", G_CALLBACK (current_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (replay, "notify::start", G_CALLBACK (find_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (replay, "notify::end", G_CALLBACK (find_soon), self, G_CONNECT_SWAPPED);
  vehicles_cb (self);
  return self;
}

ArmadaFindKind
armada_finder_get_kind (ArmadaFinder *self)
{
  return self->kind;
}

void
armada_finder_set_kind (ArmadaFinder *self, ArmadaFindKind kind)
{
  g_return_if_fail (ARMADA_IS_FINDER (self) && kind < N_KINDS);

  if (self->kind == kind)
    return;
  self->kind = kind;
  notify (self, PROP_KIND);
  find_soon (self);
}

/**
 * armada_finder_get_least:
 *
 * Returns: seconds that a stretch of the kind that is looked for lasts at least
 */
guint
armada_finder_get_least (ArmadaFinder *self)
{
  return self->least[self->kind];
}

void
armada_finder_set_least (ArmadaFinder *self, guint seconds)
{
  set_uint (self, &self->least[self->kind],
            (ArmadaFinderProperty) (PROP_LEAST_STOP + (guint) self->kind), seconds);
}

gboolean
armada_finder_get_busy (ArmadaFinder *self)
{
  return self->run != NULL || self->idle != 0;
}

/**
 * armada_finder_get_seconds:
 *
 * Returns: how long all that is found lasted together
 */
double
armada_finder_get_seconds (ArmadaFinder *self)
{
  return self->seconds;
}

/**
 * armada_finder_dup_spans:
 * @vehicle: of the replay
 *
 * Returns: (transfer full) (element-type ArmadaFoundSpan): when what was found of @vehicle was, in
 *   the order of time
 */
GArray *
armada_finder_dup_spans (ArmadaFinder *self, ArmadaReplayVehicle *vehicle)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (ArmadaFoundSpan));
  guint wanted;

  if (!g_ptr_array_find (self->vehicles, vehicle, &wanted))
    return spans;
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      const ArmadaFoundSpan span = { entry->stretch.start, entry->stretch.end, i };

      if (entry->vehicle == wanted)
        g_array_append_val (spans, span);
    }
  return spans;
}

/**
 * armada_finder_find:
 * @vehicle: (nullable): whose
 * @start: UNIX seconds
 * @end: UNIX seconds
 * @position: (out): of what is just there
 *
 * Returns: whether that was found
 */
gboolean
armada_finder_find (ArmadaFinder *self,
                    ArmadaReplayVehicle *vehicle,
                    double start,
                    double end,
                    guint *position)
{
  guint low = 0, high = self->entries->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->entries, Entry, middle).stretch.start < start)
        low = middle + 1;
      else
        high = middle;
    }
  for (guint i = low; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (entry->stretch.start != start)
        break;
      *position = i;
      if (entry->stretch.end == end && self->vehicles->pdata[entry->vehicle] == vehicle)
        return TRUE;
    }
  return FALSE;
}

/**
 * armada_finder_choose:
 *
 * Makes its time the range and goes to its start; its vehicle becomes the current one.
 */
void
armada_finder_choose (ArmadaFinder *self, ArmadaFound *found)
{
  const ArmadaStretch *stretch = armada_found_get_stretch (found);

  g_object_freeze_notify (G_OBJECT (self->replay));
  armada_replay_set_current (self->replay, armada_found_get_vehicle (found));
  armada_replay_set_range (self->replay, stretch->start, stretch->end);
  armada_replay_set_position (self->replay, stretch->start);
  g_object_thaw_notify (G_OBJECT (self->replay));
}
