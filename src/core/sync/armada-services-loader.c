/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-services-loader"

#include "sync/armada-services-loader.h"

#include "api/armada-error.h"
#include "sync/armada-list-fetch.h"

/* One place of the client stays free for what somebody waits for. */
#define AT_ONCE (ARMADA_CLIENT_MAX_RUNNING - 1)
/* So many answers that there is no such thing, and no other, mean that the server lacks it. */
#define MANY_MISSING 3

/* What is known of one vehicle. */
typedef struct
{
  GPtrArray *records;
  gint64 written;
} Entry;

/*
 * ArmadaServicesLoader: the catalog owns it. A run asks for each vehicle once; what fails for one
 * vehicle alone costs that vehicle, what would fail for all ends the run.
 */
struct _ArmadaServicesLoader
{
  GObject parent_instance;

  ArmadaClient *client; /* (nullable) offline */
  ArmadaStore *store;   /* (nullable) nothing is kept */
  gint64 account;
  ArmadaClock *clock;

  GHashTable *entries; /* device → Entry */
  GError *error;
  gboolean restoring;
  guint changed; /* the source that tells */

  /* of the run under way */
  GCancellable *cancellable; /* (nullable): none is */
  GArray *devices;           /* that are asked for */
  guint n_asked;
  guint n_done;
  guint n_missing;
  gboolean found; /* whether the server gave any list at all, ever */

  ArmadaFleet *wanted; /* (nullable): a run is to follow what is restored */
  gboolean wanted_all;
};

G_DEFINE_FINAL_TYPE (ArmadaServicesLoader, armada_services_loader, G_TYPE_OBJECT)

typedef enum
{
  PROP_LOADING = 1,
  PROP_N_DONE,
  PROP_N_TOTAL,
  PROP_UPDATED,
  PROP_ERROR,
} ArmadaServicesLoaderProperty;
static GParamSpec *properties[PROP_ERROR + 1];
static guint changed_signal;

/* One vehicle's list on its way. */
typedef struct
{
  ArmadaServicesLoader *loader;
  GCancellable *cancellable; /* of the run */
  gint64 device;
} Ask;

static void ask_more (ArmadaServicesLoader *self);

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_ptr_array_unref (entry->records);
  g_free (entry);
}

static void
notify (ArmadaServicesLoader *self, ArmadaServicesLoaderProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static gboolean
changed_cb (gpointer user_data)
{
  ArmadaServicesLoader *self = user_data;

  self->changed = 0;
  notify (self, PROP_UPDATED);
  g_signal_emit (self, changed_signal, 0);
  return G_SOURCE_REMOVE;
}

static void
tell_changed (ArmadaServicesLoader *self)
{
  if (self->changed == 0)
    self->changed = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, changed_cb, self, NULL);
}

static void
set_error (ArmadaServicesLoader *self, GError *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error;
  notify (self, PROP_ERROR);
}

static GPtrArray *
copy_records (GPtrArray *records)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (copy, armada_record_ref (records->pdata[i]));
  return copy;
}

static gboolean
is_same (const Entry *entry, GPtrArray *records)
{
  if (entry == NULL || entry->records->len != records->len)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    if (!armada_record_equal (entry->records->pdata[i], records->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
put_entry (ArmadaServicesLoader *self, gint64 device, GPtrArray *records, gint64 written)
{
  Entry *entry = g_hash_table_lookup (self->entries, &device);

  if (is_same (entry, records))
    {
      entry->written = written;
      return;
    }
  entry = g_new0 (Entry, 1);
  entry->records = copy_records (records);
  entry->written = written;
  g_hash_table_insert (self->entries, g_memdup2 (&device, sizeof device), entry);
  tell_changed (self);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!armada_store_put_list_finish (ARMADA_STORE (source), result, &error))
    g_message ("maintenance cannot be kept: %s", error->message);
}

static void
take_page (ArmadaServicesLoader *self, gint64 device, ArmadaPage *page)
{
  self->found = TRUE;
  put_entry (self, device, page->records, armada_clock_get_time (self->clock));
  if (self->store != NULL && self->account != 0)
    armada_store_put_list_async (self->store, self->account, ARMADA_LIST_SERVICES, device,
                                 page->records, page->total, page->last_page <= 1, NULL, kept_cb,
                                 NULL);
}

/* Takes the run's end; the requests that are still under way are let go. */
static void
end_run (ArmadaServicesLoader *self, GError *error)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  set_error (self, error);
  tell_changed (self);
  notify (self, PROP_LOADING);
}

/* Whether what failed for one vehicle would fail for every other. */
static gboolean
ends_all (ArmadaServicesLoader *self, const GError *error)
{
  if (g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_MISSING))
    return !self->found && ++self->n_missing >= MANY_MISSING;
  return !g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_REFUSED) &&
         !g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_BAD_REPLY);
}

/* A vehicle that the server does not know any more, or that is not ours, has no maintenance. */
static GError *
find_reason (ArmadaServicesLoader *self, const GError *last)
{
  return last != NULL && !self->found ? g_error_copy (last) : NULL;
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Ask *ask = user_data;
  g_autoptr (ArmadaServicesLoader) self = ask->loader;
  g_autoptr (GCancellable) cancellable = ask->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaPage) page = armada_list_fetch_finish (result, NULL, &error);
  gint64 device = ask->device;

  g_free (ask);
  if (self->cancellable != cancellable)
    return;
  if (page != NULL)
    take_page (self, device, page);
  else if (ends_all (self, error))
    {
      end_run (self, g_steal_pointer (&error));
      return;
    }
  self->n_done++;
  notify (self, PROP_N_DONE);
  if (self->n_done < self->devices->len)
    ask_more (self);
  else
    end_run (self, find_reason (self, error));
}

static void
ask_one (ArmadaServicesLoader *self)
{
  Ask *ask = g_new (Ask, 1);
  ArmadaListQuery query = { .kind = ARMADA_LIST_SERVICES, .priority = ARMADA_CALL_BACKGROUND };

  ask->loader = g_object_ref (self);
  ask->cancellable = g_object_ref (self->cancellable);
  ask->device = g_array_index (self->devices, gint64, self->n_asked++);
  query.devices = (ArmadaIds) { &ask->device, 1 };
  armada_list_fetch_async (self->client, &query, 0, self->cancellable, fetched_cb, ask);
}

/* As many as may be under way. */
static void
ask_more (ArmadaServicesLoader *self)
{
  while (self->n_asked < self->devices->len && self->n_asked - self->n_done < AT_ONCE)
    ask_one (self);
}

/* Those that say that they have maintenance come first. */
static void
choose_devices (ArmadaServicesLoader *self, ArmadaFleet *fleet, gboolean all)
{
  gint64 limit = armada_clock_get_time (self->clock) - ARMADA_SERVICES_FRESH;
  guint n_first = 0;

  for (guint i = 0; i < armada_fleet_get_n_devices (fleet); i++)
    {
      ArmadaDevice *device = armada_fleet_get_device (fleet, i);
      gint64 id = armada_device_get_id (device);
      const Entry *entry = g_hash_table_lookup (self->entries, &id);

      if (!all && entry != NULL && entry->written > limit)
        continue;
      if (armada_device_get_record (device)->n_services > 0)
        g_array_insert_val (self->devices, n_first++, id);
      else
        g_array_append_val (self->devices, id);
    }
}

static void
start_run (ArmadaServicesLoader *self, ArmadaFleet *fleet, gboolean all)
{
  g_array_set_size (self->devices, 0);
  self->n_asked = self->n_done = self->n_missing = 0;
  self->found = FALSE;
  choose_devices (self, fleet, all);
  notify (self, PROP_N_TOTAL);
  notify (self, PROP_N_DONE);
  if (self->devices->len == 0)
    return;
  self->cancellable = g_cancellable_new ();
  notify (self, PROP_LOADING);
  ask_more (self);
}

static void
take_kept (ArmadaServicesLoader *self, GHashTable *lists)
{
  GHashTableIter iter;
  gint64 *device;
  ArmadaKeptList *list;

  g_hash_table_iter_init (&iter, lists);
  while (g_hash_table_iter_next (&iter, (gpointer *) &device, (gpointer *) &list))
    if (!g_hash_table_contains (self->entries, device))
      put_entry (self, *device, list->records, list->written);
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaServicesLoader) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) lists =
      armada_store_get_lists_finish (ARMADA_STORE (source), result, &error);
  g_autoptr (ArmadaFleet) wanted = g_steal_pointer (&self->wanted);

  if (lists != NULL)
    take_kept (self, lists);
  else
    g_message ("maintenance cannot be read back: %s", error->message);
  self->restoring = FALSE;
  notify (self, PROP_LOADING);
  if (wanted != NULL)
    armada_services_loader_refresh (self, wanted, self->wanted_all);
}

static void
armada_services_loader_dispose (GObject *object)
{
  ArmadaServicesLoader *self = ARMADA_SERVICES_LOADER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->changed, g_source_remove);
  g_clear_object (&self->wanted);
  g_clear_object (&self->client);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (armada_services_loader_parent_class)->dispose (object);
}

static void
armada_services_loader_finalize (GObject *object)
{
  ArmadaServicesLoader *self = ARMADA_SERVICES_LOADER (object);

  g_hash_table_unref (self->entries);
  g_array_unref (self->devices);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (armada_services_loader_parent_class)->finalize (object);
}

static void
armada_services_loader_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaServicesLoader *self = ARMADA_SERVICES_LOADER (object);

  switch ((ArmadaServicesLoaderProperty) id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, armada_services_loader_get_loading (self));
      break;
    case PROP_N_DONE:
      g_value_set_uint (value, self->n_done);
      break;
    case PROP_N_TOTAL:
      g_value_set_uint (value, self->devices->len);
      break;
    case PROP_UPDATED:
      g_value_set_int64 (value, armada_services_loader_get_updated (self));
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_services_loader_class_init (ArmadaServicesLoaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = armada_services_loader_dispose;
  object_class->finalize = armada_services_loader_finalize;
  object_class->get_property = armada_services_loader_get_property;
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  properties[PROP_N_DONE] = g_param_spec_uint ("n-done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_TOTAL] = g_param_spec_uint ("n-total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_UPDATED] = g_param_spec_int64 ("updated", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
armada_services_loader_init (ArmadaServicesLoader *self)
{
  self->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, entry_free);
  self->devices = g_array_new (FALSE, FALSE, sizeof (gint64));
}

ArmadaServicesLoader *
armada_services_loader_new (void)
{
  return g_object_new (ARMADA_TYPE_SERVICES_LOADER, NULL);
}

/**
 * armada_services_loader_connect:
 * @client: (nullable): NULL: what the store has, no more
 * @store: (nullable): NULL: nothing is kept
 * @account: row of the account in the store
 *
 * Says where maintenance comes from, and shows what the store has of it.
 */
void
armada_services_loader_connect (ArmadaServicesLoader *self,
                                ArmadaClient *client,
                                ArmadaStore *store,
                                gint64 account,
                                ArmadaClock *clock)
{
  gboolean first = self->clock == NULL;

  armada_services_loader_cancel (self);
  g_set_object (&self->client, client);
  g_set_object (&self->store, store);
  g_set_object (&self->clock, clock);
  self->account = account;
  if (!first || store == NULL || account == 0)
    return;
  self->restoring = TRUE;
  armada_store_get_lists_async (store, account, ARMADA_LIST_SERVICES, NULL, restored_cb,
                                g_object_ref (self));
}

/**
 * armada_services_loader_refresh:
 * @fleet: whose vehicles to ask for
 * @all: or only those that were not asked for during the last ARMADA_SERVICES_FRESH seconds
 *
 * Asks the server, unless that is under way already.
 */
void
armada_services_loader_refresh (ArmadaServicesLoader *self, ArmadaFleet *fleet, gboolean all)
{
  if (self->restoring)
    {
      g_set_object (&self->wanted, fleet);
      self->wanted_all = all;
      return;
    }
  if (self->cancellable != NULL)
    return;
  if (self->client == NULL)
    set_error (self,
               armada_error_new (ARMADA_ERROR_OFFLINE, "services: no server is signed in to"));
  else
    start_run (self, fleet, all);
}

/**
 * armada_services_loader_cancel:
 *
 * Ends the run under way, if there is one. What came stays.
 */
void
armada_services_loader_cancel (ArmadaServicesLoader *self)
{
  g_clear_object (&self->wanted);
  if (self->cancellable != NULL)
    end_run (self, NULL);
}

gboolean
armada_services_loader_get_loading (ArmadaServicesLoader *self)
{
  return self->cancellable != NULL || self->restoring;
}

guint
armada_services_loader_get_n_done (ArmadaServicesLoader *self)
{
  return self->n_done;
}

guint
armada_services_loader_get_n_total (ArmadaServicesLoader *self)
{
  return self->devices->len;
}

/**
 * armada_services_loader_get_updated:
 *
 * Returns: UNIX seconds when the oldest of what is shown was given; 0: nothing is known
 */
gint64
armada_services_loader_get_updated (ArmadaServicesLoader *self)
{
  gint64 oldest = 0;
  GHashTableIter iter;
  const Entry *entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &entry))
    if (oldest == 0 || entry->written < oldest)
      oldest = entry->written;
  return oldest;
}

const GError *
armada_services_loader_get_error (ArmadaServicesLoader *self)
{
  return self->error;
}

/**
 * armada_services_loader_get_of:
 *
 * Returns: (transfer none) (nullable) (element-type ArmadaServiceRecord): what is known of @device;
 *   NULL nothing yet
 */
GPtrArray *
armada_services_loader_get_of (ArmadaServicesLoader *self, ArmadaDevice *device)
{
  const Entry *entry = g_hash_table_lookup (self->entries, armada_device_peek_id (device));

  return entry ? entry->records : NULL;
}

/**
 * armada_services_loader_foreach:
 * @fleet: vehicles that are not of it are left out
 * @func: called for each service of each vehicle, in the fleet's order
 */
void
armada_services_loader_foreach (ArmadaServicesLoader *self,
                                ArmadaFleet *fleet,
                                ArmadaServicesFunc func,
                                gpointer user_data)
{
  for (guint i = 0; i < armada_fleet_get_n_devices (fleet); i++)
    {
      ArmadaDevice *device = armada_fleet_get_device (fleet, i);
      GPtrArray *services = armada_services_loader_get_of (self, device);

      for (guint k = 0; services != NULL && k < services->len; k++)
        func (device, services->pdata[k], user_data);
    }
}
