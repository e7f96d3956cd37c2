/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-maintenance-watch"

#include "sync/armada-maintenance-watch.h"

#include <math.h>
#include <string.h>

#define FIRST_LOOK 60000  /* milliseconds: whoever starts wants the map first */
#define BETWEEN 600000    /* milliseconds: meters go on, and days pass */
#define WHILE_LOADING 5   /* seconds between two looks while answers come in */
#define SLICE 2000        /* microseconds of work at a stretch */
#define LOOKED_AT_ONCE 50 /* vehicles between two looks at the time */

/*
 * ArmadaMaintenanceWatch: the session owns one for each account it opens. A look asks the store how
 * much vehicles are used and goes through the fleet in slices, so that nobody waits for it. What
 * falls due is an event of this desk's own, with an id that is made of the service, how urgent it
 * is and its term: the store takes each once.
 */
struct _ArmadaMaintenanceWatch
{
  GObject parent_instance;

  ArmadaCatalog *catalog;
  ArmadaFleet *fleet;
  ArmadaInbox *inbox; /* (nullable) */
  ArmadaStore *store;
  gint64 account;
  ArmadaClock *clock;
  ArmadaServicesLoader *loader; /* (nullable): until the first look */
  GCancellable *cancellable;
  guint timer;
  gint64 asked; /* when the server was asked last, UNIX seconds */

  GHashTable *said; /* ids of events that the store has */
  guint counts[ARMADA_N_DUES];

  /* the look under way */
  gboolean looking;
  gboolean again;
  gint64 looked; /* when it began, UNIX seconds */
  int zone;
  ArmadaKeptUse *use; /* (nullable) */
  guint source;
  guint next; /* vehicle */
  guint found[ARMADA_N_DUES];
  GPtrArray *events; /* of ArmadaEventRecord */
};

G_DEFINE_FINAL_TYPE (ArmadaMaintenanceWatch, armada_maintenance_watch, G_TYPE_OBJECT)

static guint changed_signal;

static gint64
get_now (ArmadaMaintenanceWatch *self)
{
  return armada_clock_get_time (self->clock);
}

/* Until when it is, so that the next term is another event. */
static char *
dup_term (const ArmadaServiceRecord *service)
{
  if (*service->expires_date != '\0')
    return g_strdup (service->expires_date);
  return isnan (service->expires) ? g_strdup (service->expires_text)
                                  : g_strdup_printf ("%.0f", service->expires);
}

/* Below 0, as the server's are above; FNV-1a. */
static gint64
make_id (gint64 device, const ArmadaServiceRecord *service, ArmadaDue due)
{
  g_autofree char *term = dup_term (service);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%d/%s",
                                           device, service->id, due, term);
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);

  for (const char *at = text; *at != '\0'; at++)
    hash = (hash ^ (guchar) *at) * G_GUINT64_CONSTANT (1099511628211);
  return -(gint64) (hash >> 2) - 1;
}

/* It is its own rule, so that no two of one vehicle are one incident. */
static void
add_event (ArmadaMaintenanceWatch *self,
           ArmadaDevice *device,
           const ArmadaServiceRecord *service,
           ArmadaDue due)
{
  const ArmadaDeviceRecord *record = armada_device_get_record (device);
  gint64 id = make_id (record->id, service, due);
  ArmadaEventRecord fields;

  if (self->inbox == NULL || !g_hash_table_add (self->said, g_memdup2 (&id, sizeof id)))
    return;
  armada_record_clear (&armada_event_record_type, &fields);
  fields.id = id;
  fields.device_id = record->id;
  fields.device_name = record->name;
  fields.alert_id = id;
  fields.type = due == ARMADA_DUE_OVERDUE ? ARMADA_MAINTENANCE_OVERDUE : ARMADA_MAINTENANCE_SOON;
  fields.name = service->name;
  fields.detail = service->name;
  fields.time = self->looked;
  if (armada_device_record_has_position (record))
    {
      fields.latitude = record->latitude;
      fields.longitude = record->longitude;
    }
  g_ptr_array_add (self->events, armada_record_new (&armada_event_record_type, &fields));
}

static void
look_at (ArmadaMaintenanceWatch *self, ArmadaDevice *device)
{
  GPtrArray *services = armada_services_loader_get_of (self->loader, device);
  const ArmadaVehicleUse *use =
      self->use ? armada_kept_use_find_vehicle (self->use, armada_device_get_id (device)) : NULL;

  for (guint i = 0; services != NULL && i < services->len; i++)
    {
      const ArmadaServiceRecord *service = services->pdata[i];
      ArmadaMaintenance found;

      armada_maintenance_work_out (&found, service, armada_device_get_record (device), use,
                                   armada_day_from_time (self->looked, self->zone));
      self->found[found.due]++;
      if (found.due == ARMADA_DUE_OVERDUE || found.due == ARMADA_DUE_SOON)
        add_event (self, device, service, found.due);
    }
}

static void
end_look (ArmadaMaintenanceWatch *self)
{
  gboolean differs = memcmp (self->counts, self->found, sizeof self->counts) != 0;

  self->looking = FALSE;
  g_clear_pointer (&self->use, armada_kept_use_free);
  memcpy (self->counts, self->found, sizeof self->counts);
  if (self->events->len > 0)
    armada_event_watcher_take (armada_inbox_get_watcher (self->inbox), self->events);
  g_ptr_array_set_size (self->events, 0);
  if (differs)
    g_signal_emit (self, changed_signal, 0);
  if (self->again)
    armada_maintenance_watch_look (self);
}

static gboolean
slice_cb (gpointer user_data)
{
  ArmadaMaintenanceWatch *self = user_data;
  gint64 end = g_get_monotonic_time () + SLICE;
  guint n = armada_fleet_get_n_devices (self->fleet);

  while (self->next < n && g_get_monotonic_time () < end)
    for (guint i = 0; i < LOOKED_AT_ONCE && self->next < n; i++)
      look_at (self, armada_fleet_get_device (self->fleet, self->next++));
  if (self->next < n)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  end_look (self);
  return G_SOURCE_REMOVE;
}

static void
used_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaMaintenanceWatch) self = user_data;
  ArmadaKeptUse *use = armada_store_get_use_finish (ARMADA_STORE (source), result, NULL);

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&use, armada_kept_use_free);
      return;
    }
  self->use = use; /* without it nothing is forecast, and what is due is due */
  self->source = g_idle_add (slice_cb, self);
}

/* Days are the account's. Where its clock stands is not known before its first history: ours stands
 * in. */
static void
zone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaMaintenanceWatch) self = user_data;
  g_autofree char *text = armada_store_get_fact_finish (ARMADA_STORE (source), result, NULL);
  gint64 zone;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->zone = armada_clock_get_zone (self->clock);
  if (text != NULL && g_ascii_string_to_signed (text, 10, -16 * 3600, 16 * 3600, &zone, NULL))
    self->zone = (int) zone;
  armada_store_get_use_async (self->store, self->account, self->looked, self->cancellable, used_cb,
                              g_object_ref (self));
}

/* While answers come in, each of them changes something. */
static void
services_cb (ArmadaMaintenanceWatch *self)
{
  if (!armada_services_loader_get_loading (self->loader) ||
      get_now (self) - self->looked >= WHILE_LOADING)
    armada_maintenance_watch_look (self);
}

static void
ask (ArmadaMaintenanceWatch *self)
{
  gint64 now = get_now (self);

  if (armada_fleet_get_n_devices (self->fleet) == 0 || now - self->asked < ARMADA_SERVICES_FRESH)
    return;
  self->asked = now;
  g_hash_table_remove_all (self->said); /* what could not be kept is told again */
  armada_services_loader_refresh (self->loader, self->fleet, FALSE);
}

static gboolean
timer_cb (gpointer user_data)
{
  ArmadaMaintenanceWatch *self = user_data;

  self->timer = armada_clock_add_timeout (self->clock, BETWEEN, timer_cb, self);
  armada_maintenance_watch_look (self);
  ask (self);
  return G_SOURCE_REMOVE;
}

static void
armada_maintenance_watch_dispose (GObject *object)
{
  ArmadaMaintenanceWatch *self = ARMADA_MAINTENANCE_WATCH (object);

  armada_maintenance_watch_stop (self);
  g_clear_object (&self->loader);
  g_clear_object (&self->catalog);
  g_clear_object (&self->fleet);
  g_clear_object (&self->inbox);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (armada_maintenance_watch_parent_class)->dispose (object);
}

static void
armada_maintenance_watch_finalize (GObject *object)
{
  ArmadaMaintenanceWatch *self = ARMADA_MAINTENANCE_WATCH (object);

  g_clear_object (&self->clock);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->use, armada_kept_use_free);
  g_hash_table_unref (self->said);
  g_ptr_array_unref (self->events);
  G_OBJECT_CLASS (armada_maintenance_watch_parent_class)->finalize (object);
}

static void
armada_maintenance_watch_class_init (ArmadaMaintenanceWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_maintenance_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_maintenance_watch_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
armada_maintenance_watch_init (ArmadaMaintenanceWatch *self)
{
  self->cancellable = g_cancellable_new ();
  self->said = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);
}

/**
 * armada_maintenance_watch_new:
 * @inbox: (nullable): what falls due comes there; NULL: nothing can be kept
 * @account: row of the account in the store
 *
 * Returns: (transfer full): a watch that looks for the first time after a minute, unless it is
 * asked to before
 */
ArmadaMaintenanceWatch *
armada_maintenance_watch_new (ArmadaCatalog *catalog,
                              ArmadaFleet *fleet,
                              ArmadaInbox *inbox,
                              ArmadaStore *store,
                              gint64 account,
                              ArmadaClock *clock)
{
  ArmadaMaintenanceWatch *self = g_object_new (ARMADA_TYPE_MAINTENANCE_WATCH, NULL);

  self->catalog = g_object_ref (catalog);
  self->fleet = g_object_ref (fleet);
  g_set_object (&self->inbox, inbox);
  self->store = g_object_ref (store);
  self->account = account;
  self->clock = g_object_ref (clock);
  self->timer = armada_clock_add_timeout (clock, FIRST_LOOK, timer_cb, self);
  return self;
}

/**
 * armada_maintenance_watch_stop:
 *
 * Ends it: whoever still holds it sees no more come.
 */
void
armada_maintenance_watch_stop (ArmadaMaintenanceWatch *self)
{
  g_cancellable_cancel (self->cancellable);
  if (self->timer != 0)
    armada_clock_remove_timeout (self->clock, g_steal_handle_id (&self->timer));
  g_clear_handle_id (&self->source, g_source_remove);
}

static void
find_loader (ArmadaMaintenanceWatch *self)
{
  if (self->loader != NULL)
    return;
  self->loader = g_object_ref (armada_catalog_get_services (self->catalog));
  g_signal_connect_object (self->loader, "changed", G_CALLBACK (services_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->loader, "notify::loading", G_CALLBACK (services_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * armada_maintenance_watch_look:
 *
 * Looks at once, or once more after the look that is under way.
 */
void
armada_maintenance_watch_look (ArmadaMaintenanceWatch *self)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  find_loader (self);
  self->again = self->looking;
  if (self->looking)
    return;
  self->looking = TRUE;
  self->looked = get_now (self);
  self->next = 0;
  memset (self->found, 0, sizeof self->found);
  armada_store_get_fact_async (self->store, self->account, "zone", self->cancellable, zone_cb,
                               g_object_ref (self));
}

/**
 * armada_maintenance_watch_get_n:
 *
 * Returns: how many services are so urgent, as the last look found
 */
guint
armada_maintenance_watch_get_n (ArmadaMaintenanceWatch *self, ArmadaDue due)
{
  return self->counts[due];
}
