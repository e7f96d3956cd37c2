/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-device-lists"

#include "fleet/armada-device-lists.h"

#include "api/armada-error.h"
#include "app/armada-item-words.h"
#include "boards/armada-maintenance-words.h"
#include "fleet/armada-list-group.h"

/* A choice in passing asks the server for nothing. Milliseconds. */
#define PAUSE 300
/* How old a list may be when its vehicle is chosen, and while it is looked at. Seconds. */
#define FRESH 60
#define OLD 300

/*
 * The lists of the server about one vehicle: its maintenance, the rules that watch it, what has
 * happened. They come from the store at once and from the server when somebody sees them; those of
 * another vehicle are let go.
 */
struct _ArmadaDeviceLists
{
  GtkWidget parent_instance;

  ArmadaClock *clock;
  ArmadaCatalog *catalog; /* (nullable) */
  ArmadaDevice *device;   /* (nullable) */
  GHashTable *asked;      /* "kind/device" → UNIX seconds, when the server was last asked */
  guint pause;

  ArmadaListGroup *services;
  ArmadaListGroup *alerts;
  ArmadaListGroup *events;
};

G_DEFINE_FINAL_TYPE (ArmadaDeviceLists, armada_device_lists, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_HAS_SERVICES = 1
} ArmadaDeviceListsProperty;
static GParamSpec *properties[PROP_HAS_SERVICES + 1];

static const ArmadaListKind kinds[] = { ARMADA_LIST_SERVICES, ARMADA_LIST_DEVICE_ALERTS,
                                        ARMADA_LIST_EVENTS };

static ArmadaListGroup *
get_group (ArmadaDeviceLists *self, guint i)
{
  ArmadaListGroup *groups[] = { self->services, self->alerts, self->events };

  return groups[i];
}

static const ArmadaDeviceRecord *
get_record (ArmadaDeviceLists *self)
{
  return self->device ? armada_device_get_record (self->device) : NULL;
}

/* Where the account's clock stands matters by a day at most: ours stands in for it. */
static ArmadaDue
find_due (ArmadaDeviceLists *self, const ArmadaServiceRecord *service)
{
  gint64 now = armada_clock_get_time (self->clock);
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (now);
  int zone = (int) (g_date_time_get_utc_offset (local) / G_TIME_SPAN_SECOND);
  ArmadaMaintenance found;

  armada_maintenance_work_out (&found, service, get_record (self), NULL,
                               armada_day_from_time (now, zone));
  return found.due;
}

static int
rank_service (const ArmadaRecord *record, gpointer user_data)
{
  return (int) find_due (user_data, (const ArmadaServiceRecord *) record);
}

static void
show_service (ArmadaListRow *row, const ArmadaRecord *record, gpointer user_data)
{
  const ArmadaServiceRecord *service = (const ArmadaServiceRecord *) record;
  const ArmadaDeviceRecord *device = get_record (user_data);
  ArmadaDue due = find_due (user_data, service);
  g_autofree char *text = armada_words_for_service_due (service, device);

  armada_list_row_set_texts (row, service->name, text,
                             due <= ARMADA_DUE_SOON ? armada_words_for_due (due) : NULL,
                             due == ARMADA_DUE_OVERDUE ? "error" : "warning");
}

static void
show_alert (ArmadaListRow *row, const ArmadaRecord *record, gpointer user_data)
{
  const ArmadaDeviceAlertRecord *alert = (const ArmadaDeviceAlertRecord *) record;
  g_autofree char *period = armada_words_for_period (alert);

  armada_list_row_set_texts (row, alert->name, period, armada_words_for_active (alert->active),
                             NULL);
}

static void
show_event (ArmadaListRow *row, const ArmadaRecord *record, gpointer user_data)
{
  ArmadaDeviceLists *self = user_data;
  const ArmadaEventRecord *event = (const ArmadaEventRecord *) record;
  g_autofree char *detail = armada_words_for_event_detail (event);
  g_autofree char *time = armada_words_for_event_time (event, armada_clock_get_time (self->clock));

  armada_list_row_set_texts (row, armada_words_for_event (event), detail, time, NULL);
}

static char *
dup_key (ArmadaDeviceLists *self, guint i)
{
  return g_strdup_printf ("%d/%" G_GINT64_FORMAT, (int) kinds[i],
                          armada_device_get_record (self->device)->id);
}

static gint64
get_asked (ArmadaDeviceLists *self, guint i)
{
  g_autofree char *key = dup_key (self, i);
  const gint64 *asked = g_hash_table_lookup (self->asked, key);

  return asked ? *asked : 0;
}

static void
ask (ArmadaDeviceLists *self, guint i)
{
  gint64 now = armada_clock_get_time (self->clock);

  g_hash_table_insert (self->asked, dup_key (self, i), g_memdup2 (&now, sizeof now));
  armada_list_loader_refresh (armada_list_group_get_loader (get_group (self, i)));
}

/* Whether there is nothing at all to show yet, not even a reason. */
static gboolean
is_blank (ArmadaListLoader *loader)
{
  return armada_list_loader_get_updated (loader) == 0 &&
         armada_list_loader_get_error (loader) == NULL;
}

/* Whether it may be over by itself when asked again soon. */
static gboolean
may_pass (const GError *error)
{
  return g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_OFFLINE) ||
         g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_SERVER);
}

/* Asks for what was last asked for longer ago than @age seconds. */
static void
ask_if_old (ArmadaDeviceLists *self, gint64 age)
{
  gint64 now = armada_clock_get_time (self->clock);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      ArmadaListLoader *loader = armada_list_group_get_loader (get_group (self, i));
      gint64 asked = get_asked (self, i);
      gint64 limit = may_pass (armada_list_loader_get_error (loader)) ? FRESH : age;

      if (asked == 0 || now - asked >= limit ||
          (is_blank (loader) && !armada_list_loader_get_loading (loader)))
        ask (self, i);
    }
}

static gboolean
paused_cb (gpointer user_data)
{
  ArmadaDeviceLists *self = user_data;

  self->pause = 0;
  ask_if_old (self, FRESH);
  return G_SOURCE_REMOVE;
}

static void
stop_pause (ArmadaDeviceLists *self)
{
  if (self->pause != 0)
    armada_clock_remove_timeout (self->clock, self->pause);
  self->pause = 0;
}

static void
start_pause (ArmadaDeviceLists *self)
{
  stop_pause (self);
  if (self->catalog != NULL && self->device != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->pause = armada_clock_add_timeout (self->clock, PAUSE, paused_cb, self);
}

static void
update_stand_in (ArmadaDeviceLists *self)
{
  const ArmadaDeviceRecord *record = get_record (self);

  g_object_set (self->services, "has-stand-in", record != NULL && record->n_services > 0, NULL);
}

/* Shows the lists of the device from what is kept. */
static void
open_lists (ArmadaDeviceLists *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (ArmadaListLoader) loader = NULL;

      if (self->catalog != NULL && self->device != NULL)
        loader = armada_catalog_get_loader (self->catalog, kinds[i],
                                            armada_device_get_record (self->device)->id);
      armada_list_group_set_loader (get_group (self, i), loader, self->clock);
    }
  start_pause (self);
}

static void
loaded_cb (ArmadaDeviceLists *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_SERVICES]);
}

static void
armada_device_lists_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (armada_device_lists_parent_class)->map (widget);
  start_pause (ARMADA_DEVICE_LISTS (widget));
}

static void
armada_device_lists_unmap (GtkWidget *widget)
{
  stop_pause (ARMADA_DEVICE_LISTS (widget));
  GTK_WIDGET_CLASS (armada_device_lists_parent_class)->unmap (widget);
}

static void
armada_device_lists_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((ArmadaDeviceListsProperty) id)
    {
    case PROP_HAS_SERVICES:
      g_value_set_boolean (value,
                           armada_device_lists_get_has_services (ARMADA_DEVICE_LISTS (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_device_lists_dispose (GObject *object)
{
  ArmadaDeviceLists *self = ARMADA_DEVICE_LISTS (object);

  stop_pause (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), ARMADA_TYPE_DEVICE_LISTS);
  g_clear_object (&self->device);
  g_clear_object (&self->catalog);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (armada_device_lists_parent_class)->dispose (object);
}

static void
armada_device_lists_finalize (GObject *object)
{
  g_hash_table_unref (ARMADA_DEVICE_LISTS (object)->asked);
  G_OBJECT_CLASS (armada_device_lists_parent_class)->finalize (object);
}

static void
armada_device_lists_class_init (ArmadaDeviceListsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = armada_device_lists_get_property;
  object_class->dispose = armada_device_lists_dispose;
  object_class->finalize = armada_device_lists_finalize;
  widget_class->map = armada_device_lists_map;
  widget_class->unmap = armada_device_lists_unmap;
  properties[PROP_HAS_SERVICES] =
      g_param_spec_boolean ("has-services", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-device-lists.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaDeviceLists, services);
  gtk_widget_class_bind_template_child (widget_class, ArmadaDeviceLists, alerts);
  gtk_widget_class_bind_template_child (widget_class, ArmadaDeviceLists, events);
}

static void
armada_device_lists_init (ArmadaDeviceLists *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  armada_list_group_set_view (self->services, show_service, rank_service, self);
  armada_list_group_set_view (self->alerts, show_alert, NULL, self);
  armada_list_group_set_view (self->events, show_event, NULL, self);
  g_signal_connect_swapped (self->services, "notify::loaded", G_CALLBACK (loaded_cb), self);
}

/**
 * armada_device_lists_set_clock:
 * @clock: what time it is
 *
 * Set it once, before all else.
 */
void
armada_device_lists_set_clock (ArmadaDeviceLists *self, ArmadaClock *clock)
{
  g_return_if_fail (ARMADA_IS_DEVICE_LISTS (self));

  g_set_object (&self->clock, clock);
}

/**
 * armada_device_lists_set_catalog:
 * @catalog: (nullable): of the account that is open; NULL while none is
 *
 * Lets go of every list of another account, and of the device: it is of that account.
 */
void
armada_device_lists_set_catalog (ArmadaDeviceLists *self, ArmadaCatalog *catalog)
{
  g_return_if_fail (ARMADA_IS_DEVICE_LISTS (self));

  if (!g_set_object (&self->catalog, catalog))
    return;
  g_hash_table_remove_all (self->asked);
  g_clear_object (&self->device);
  open_lists (self);
}

/**
 * armada_device_lists_set_device:
 * @device: (nullable): whose lists to show
 */
void
armada_device_lists_set_device (ArmadaDeviceLists *self, ArmadaDevice *device)
{
  g_return_if_fail (ARMADA_IS_DEVICE_LISTS (self));

  if (g_set_object (&self->device, device))
    {
      update_stand_in (self);
      open_lists (self);
    }
  else
    start_pause (self);
}

/**
 * armada_device_lists_refresh:
 *
 * Asks the server now for what is shown.
 */
void
armada_device_lists_refresh (ArmadaDeviceLists *self)
{
  g_return_if_fail (ARMADA_IS_DEVICE_LISTS (self));

  if (self->catalog == NULL || self->device == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!armada_list_loader_get_loading (armada_list_group_get_loader (get_group (self, i))))
      ask (self, i);
}

/**
 * armada_device_lists_update:
 *
 * Shows the lists as they are now, ages counted anew, and asks for those that have become old while
 * they are looked at.
 */
void
armada_device_lists_update (ArmadaDeviceLists *self)
{
  g_return_if_fail (ARMADA_IS_DEVICE_LISTS (self));

  if (self->catalog == NULL || self->device == NULL)
    return;
  update_stand_in (self);
  if (self->pause == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    ask_if_old (self, OLD);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    armada_list_group_update (get_group (self, i));
}

gboolean
armada_device_lists_get_has_services (ArmadaDeviceLists *self)
{
  gboolean loaded = FALSE;

  g_return_val_if_fail (ARMADA_IS_DEVICE_LISTS (self), FALSE);

  if (self->services != NULL)
    g_object_get (self->services, "loaded", &loaded, NULL);
  return loaded;
}
