/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-maintenance-board"

#include "boards/armada-maintenance-board.h"

#include <glib/gi18n.h>
#include <math.h>

#include "boards/armada-board-details.h"
#include "boards/armada-board-export.h"
#include "boards/armada-maintenance-words.h"
#include "boards/armada-month-view.h"
#include "boards/armada-use-watch.h"
#include "model/armada-ics.h"
#include "sync/armada-session-history.h"

#define FRESH 300 /* seconds after which it is looked whether something is old */

#define SLICE 2000 /* microseconds of work at a stretch */

/* Rows on their way to the board. */
typedef struct
{
  ArmadaMaintenanceBoard *self;
  GPtrArray *rows; /* (nullable): none are */
  guint next;      /* vehicle */
  guint n_overdue;
} Build;

/*
 * ArmadaMaintenanceBoard: rows are worked out from what the services loader, the fleet and the
 * store's measured use say, whenever one of them changes while the board is seen.
 */
struct _ArmadaMaintenanceBoard
{
  AdwBin parent_instance;

  ArmadaBoardWords words;
  ArmadaBoardColumn columns[7];
  ArmadaSession *session;
  ArmadaClock *clock;
  ArmadaServicesLoader *loader; /* (nullable) */
  GSignalGroup *loader_signals;
  ArmadaUseWatch *use;
  int zone; /* of the account, seconds east of UTC */
  guint rebuild;
  gboolean again; /* it is to be rebuilt once more */
  Build build;
  gint64 asked; /* UNIX seconds */
  gint64 built; /* UNIX seconds */
  guint n_overdue;
  GCancellable *measuring; /* (nullable): no history is being fetched */

  ArmadaBoard *board;
  ArmadaBoardDetails *details;
  GtkWidget *show;
  GtkWidget *measure;
  ArmadaMonthView *month;
};

G_DEFINE_FINAL_TYPE (ArmadaMaintenanceBoard, armada_maintenance_board, ADW_TYPE_BIN)

typedef enum
{
  PROP_N_OVERDUE = 1
} ArmadaMaintenanceBoardProperty;
static GParamSpec *properties[PROP_N_OVERDUE + 1];
static guint show_device_signal;

static gint64
get_today (ArmadaMaintenanceBoard *self)
{
  return armada_day_from_time (armada_clock_get_time (self->clock), self->zone);
}

static void
work_out (ArmadaMaintenanceBoard *self,
          ArmadaMaintenance *maintenance,
          const ArmadaServiceRecord *service,
          ArmadaDevice *device)
{
  const ArmadaKeptUse *use = armada_use_watch_get (self->use);
  const ArmadaVehicleUse *of_vehicle =
      use ? armada_kept_use_find_vehicle (use, armada_device_get_id (device)) : NULL;

  armada_maintenance_work_out (maintenance, service, armada_device_get_record (device), of_vehicle,
                               get_today (self));
}

static const struct
{
  const char *style;
  const char *icon;
} looks[ARMADA_N_DUES] = {
  [ARMADA_DUE_OVERDUE] = { "error", "dialog-error-symbolic" },
  [ARMADA_DUE_SOON] = { "warning", "dialog-warning-symbolic" },
  [ARMADA_DUE_LATER] = { "success", "object-select-symbolic" },
  [ARMADA_DUE_UNKNOWN] = { "dim-label", "dialog-question-symbolic" },
};

static void
add_row (ArmadaDevice *device, const ArmadaServiceRecord *service, gpointer user_data)
{
  Build *build = user_data;
  ArmadaMaintenance found;
  const char *unit = armada_device_get_record (device)->distance_unit;
  gint64 id = armada_device_get_id (device);
  ArmadaBoardRow *row;

  work_out (build->self, &found, service, device);
  row = armada_board_row_new (service->id, id, found.due, (ArmadaRecord *) &service->base);
  armada_board_row_add (row, g_strdup (service->name), NAN);
  armada_board_row_add (row, g_strdup (armada_device_get_record (device)->name), NAN);
  armada_board_row_add (row, g_strdup (armada_words_for_due (found.due)), found.due);
  armada_board_row_add (row, armada_words_for_left (&found, unit),
                        isnan (found.fraction) ? INFINITY : found.fraction);
  armada_board_row_add (row, armada_words_for_due_at (&found, service, unit), NAN);
  armada_board_row_add (row, armada_words_for_long_day (found.forecast),
                        found.forecast == ARMADA_DAY_NONE ? INFINITY : (double) found.forecast);
  armada_board_row_add (row, armada_words_for_basis (&found, unit), NAN);
  armada_board_row_set_fraction (row, found.due == ARMADA_DUE_OVERDUE ? 0 : found.fraction);
  armada_board_row_set_style (row, looks[found.due].style, looks[found.due].icon);
  armada_board_row_end (row);
  g_ptr_array_add (build->rows, row);
  build->n_overdue += found.due == ARMADA_DUE_OVERDUE;
}

static void
tell_status (ArmadaMaintenanceBoard *self)
{
  ArmadaBoardStatus status = { 0 };

  if (self->loader != NULL)
    {
      status.loading = armada_services_loader_get_loading (self->loader);
      status.n_done = armada_services_loader_get_n_done (self->loader);
      status.n_total = armada_services_loader_get_n_total (self->loader);
      status.updated = armada_services_loader_get_updated (self->loader);
      status.error = armada_services_loader_get_error (self->loader);
    }
  armada_board_set_status (self->board, &status);
}

static void queue_rebuild (ArmadaMaintenanceBoard *self);

static void
show_rows (ArmadaMaintenanceBoard *self)
{
  Build *build = &self->build;

  self->rebuild = 0;
  self->built = armada_clock_get_time (self->clock);
  armada_board_put_rows (self->board, build->rows);
  g_clear_pointer (&build->rows, g_ptr_array_unref);
  tell_status (self);
  armada_month_view_update (self->month);
  if (self->n_overdue != build->n_overdue)
    {
      self->n_overdue = build->n_overdue;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_OVERDUE]);
    }
  if (self->again)
    queue_rebuild (self);
}

static void
add_rows (ArmadaMaintenanceBoard *self, ArmadaDevice *device)
{
  GPtrArray *services = armada_services_loader_get_of (self->loader, device);

  for (guint i = 0; services != NULL && i < services->len; i++)
    add_row (device, services->pdata[i], &self->build);
}

/* The rows of a large fleet are made in slices, and shown together. */
static gboolean
rebuild_cb (gpointer user_data)
{
  ArmadaMaintenanceBoard *self = user_data;
  ArmadaFleet *fleet = armada_session_get_fleet (self->session);
  gint64 end = g_get_monotonic_time () + SLICE;
  guint n = self->loader ? armada_fleet_get_n_devices (fleet) : 0;

  while (self->build.next < n && g_get_monotonic_time () < end)
    add_rows (self, armada_fleet_get_device (fleet, self->build.next++));
  if (self->build.next < n)
    return G_SOURCE_CONTINUE;
  show_rows (self);
  return G_SOURCE_REMOVE;
}

/* What is being made is finished first, and then made once more: an answer of a large fleet may
 * come before the last one is shown. */
static void
queue_rebuild (ArmadaMaintenanceBoard *self)
{
  self->again = self->rebuild != 0 && self->build.next > 0;
  if (self->rebuild != 0)
    return;
  g_clear_pointer (&self->build.rows, g_ptr_array_unref);
  self->build = (Build) { .self = self, .rows = g_ptr_array_new_with_free_func (g_object_unref) };
  self->rebuild = g_idle_add (rebuild_cb, self);
}

static void
zone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaMaintenanceBoard) self = user_data;
  int zone = armada_session_get_zone_finish (ARMADA_SESSION (source), result);

  if (zone == ARMADA_ZONE_UNKNOWN || zone == self->zone)
    return;
  self->zone = zone;
  queue_rebuild (self);
}

/* Where the account's clock stands is not known before its first history: ours stands in. */
static void
find_zone (ArmadaMaintenanceBoard *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  self->zone = (int) (g_date_time_get_utc_offset (now) / G_TIME_SPAN_SECOND);
  armada_session_get_zone_async (self->session, NULL, zone_cb, g_object_ref (self));
}

/* Asks for what is old, when somebody looks or there is a fleet at last. */
static void
ask (ArmadaMaintenanceBoard *self)
{
  ArmadaFleet *fleet = armada_session_get_fleet (self->session);
  gint64 now = armada_clock_get_time (self->clock);

  if (self->loader == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)) ||
      armada_fleet_get_n_devices (fleet) == 0 || now - self->asked < FRESH)
    return;
  self->asked = now;
  armada_services_loader_refresh (self->loader, fleet, FALSE);
}

static void
catalog_cb (ArmadaMaintenanceBoard *self)
{
  ArmadaCatalog *catalog = armada_session_get_catalog (self->session);
  ArmadaServicesLoader *loader = catalog ? armada_catalog_get_services (catalog) : NULL;

  g_set_object (&self->loader, loader);
  g_signal_group_set_target (self->loader_signals, self->loader);
  self->asked = 0;
  find_zone (self);
  queue_rebuild (self);
  ask (self);
}

/* What falls due is noticed though nobody looks, a little later. */
static void
fleet_cb (ArmadaMaintenanceBoard *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      armada_clock_get_time (self->clock) - self->built < FRESH)
    return;
  queue_rebuild (self);
  ask (self);
}

static void
loading_cb (ArmadaMaintenanceBoard *self)
{
  tell_status (self);
}

static void
map_cb (ArmadaMaintenanceBoard *self)
{
  queue_rebuild (self);
  ask (self);
}

static void
stop_cb (ArmadaMaintenanceBoard *self)
{
  if (self->loader != NULL)
    armada_services_loader_cancel (self->loader);
}

static ArmadaDevice *
find_device (ArmadaMaintenanceBoard *self, ArmadaBoardRow *row)
{
  return row ? armada_fleet_lookup (armada_session_get_fleet (self->session),
                                    armada_board_row_get_device (row))
             : NULL;
}

static void
tell_meter (ArmadaMaintenanceBoard *self,
            const ArmadaServiceRecord *service,
            const ArmadaMaintenance *found,
            const char *unit)
{
  g_autofree char *meter = armada_words_for_meter (found->meter, service);
  g_autofree char *left = armada_words_for_left (found, unit);
  g_autofree char *due = armada_words_for_due_at (found, service, unit);
  g_autofree char *forecast = armada_words_for_long_day (found->forecast);
  g_autofree char *basis = armada_words_for_basis (found, unit);

  armada_board_details_add (self->details, _ ("Status"), armada_words_for_due (found->due));
  armada_board_details_add (self->details, _ ("Counted By"), meter);
  armada_board_details_add (self->details, _ ("Left"), left);
  armada_board_details_add (self->details, C_ ("service", "Due"), due);
  armada_board_details_add (self->details, _ ("Forecast"),
                            *forecast != '\0' ? forecast : _ ("None"));
  armada_board_details_add (self->details, _ ("Basis"), basis);
}

static void
update_details (ArmadaMaintenanceBoard *self)
{
  ArmadaBoardRow *row = armada_board_get_selected (self->board);
  ArmadaDevice *device = find_device (self, row);
  const ArmadaServiceRecord *service;
  ArmadaMaintenance found;

  if (device == NULL)
    return;
  service = (const ArmadaServiceRecord *) armada_board_row_get_record (row);
  work_out (self, &found, service, device);
  armada_board_details_begin (self->details);
  armada_board_details_add (self->details, _ ("Vehicle"), armada_device_get_record (device)->name);
  tell_meter (self, service, &found, armada_device_get_record (device)->distance_unit);
  armada_board_details_add (self->details, _ ("Last Done"), service->last_service);
  armada_board_details_add (self->details, _ ("Notes"), service->description);
  armada_board_details_end (self->details);
  gtk_widget_set_visible (self->measure, found.meter == ARMADA_METER_ODOMETER ||
                                             found.meter == ARMADA_METER_ENGINE_HOURS);
}

static void
show_cb (ArmadaMaintenanceBoard *self)
{
  ArmadaBoardRow *row = armada_board_get_selected (self->board);

  if (row != NULL)
    g_signal_emit (self, show_device_signal, 0, armada_board_row_get_device (row));
}

static void
show_measuring (ArmadaMaintenanceBoard *self)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->measure),
                                 self->measuring ? _ ("_Stop Measuring")
                                                 : _ ("_Measure From the Last 30 Days"));
}

/* The store adds each day up when it is kept. */
static void
measured_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaMaintenanceBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) days = armada_session_fetch_track_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->measuring);
  show_measuring (self);
  if (days == NULL)
    armada_board_tell (self->board, _ ("The history could not be had, so nothing was measured."));
  armada_use_watch_refresh (self->use);
}

/* Fetches the history of the vehicle's last days; what is kept already is not asked for again. */
static void
measure_cb (ArmadaMaintenanceBoard *self)
{
  ArmadaBoardRow *row = armada_board_get_selected (self->board);
  gint64 today = get_today (self);
  g_autofree char *from = armada_day_to_text (today - ARMADA_USE_DAYS);
  g_autofree char *to = armada_day_to_text (today - 1);
  ArmadaHistoryQuery query = { .from = from, .to = to };

  if (self->measuring != NULL)
    {
      g_cancellable_cancel (self->measuring);
      g_clear_object (&self->measuring);
      show_measuring (self);
      armada_use_watch_refresh (self->use);
      return;
    }
  if (row == NULL)
    return;
  query.device = armada_board_row_get_device (row);
  self->measuring = g_cancellable_new ();
  armada_session_fetch_track_async (self->session, &query, FALSE, self->measuring, measured_cb,
                                    g_object_ref (self));
  show_measuring (self);
}

static void
use_cb (ArmadaMaintenanceBoard *self)
{
  queue_rebuild (self);
  update_details (self);
}

static void
month_action_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ArmadaMaintenanceBoard *self = user_data;

  g_simple_action_set_state (action, value);
  armada_board_show_page (self->board, g_variant_get_boolean (value));
}

static void
ics_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaMaintenanceBoard *self = user_data;

  armada_board_export_save (self->board, "armada-maintenance.ics",
                            armada_maintenance_board_dup_ics (self));
}

static const GActionEntry entries[] = {
  { .name = "month", .state = "false", .change_state = month_action_cb },
  { .name = "calendar", .activate = ics_action_cb },
};

static void
chosen_in_month_cb (ArmadaMaintenanceBoard *self, gint64 id)
{
  armada_board_select (self->board, id);
}

static void
armada_maintenance_board_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((ArmadaMaintenanceBoardProperty) id)
    {
    case PROP_N_OVERDUE:
      g_value_set_uint (value, ARMADA_MAINTENANCE_BOARD (object)->n_overdue);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_maintenance_board_dispose (GObject *object)
{
  ArmadaMaintenanceBoard *self = ARMADA_MAINTENANCE_BOARD (object);

  g_clear_handle_id (&self->rebuild, g_source_remove);
  g_clear_pointer (&self->build.rows, g_ptr_array_unref);
  g_cancellable_cancel (self->measuring);
  g_clear_object (&self->measuring);
  g_clear_object (&self->loader_signals);
  g_clear_object (&self->loader);
  g_clear_object (&self->use);
  g_clear_object (&self->session);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (armada_maintenance_board_parent_class)->dispose (object);
}

static void
armada_maintenance_board_class_init (ArmadaMaintenanceBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = armada_maintenance_board_get_property;
  object_class->dispose = armada_maintenance_board_dispose;
  properties[PROP_N_OVERDUE] =
      g_param_spec_uint ("n-overdue", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  show_device_signal = g_signal_new ("show-device", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
fill_words (ArmadaMaintenanceBoard *self)
{
  const ArmadaBoardColumn columns[] = {
    { "service", C_ ("column", "Maintenance"), 170, ARMADA_COLUMN_TEXT, ARMADA_PLACE_TITLE },
    { "vehicle", C_ ("column", "Vehicle"), 240, ARMADA_COLUMN_TEXT, ARMADA_PLACE_BELOW },
    { "status", C_ ("column", "Status"), 120, ARMADA_COLUMN_STATE, ARMADA_PLACE_MARK },
    { "left", C_ ("column", "Left"), 190, ARMADA_COLUMN_BAR, ARMADA_PLACE_BELOW },
    { "due", C_ ("column", "Due"), 110, ARMADA_COLUMN_TEXT, ARMADA_PLACE_NOWHERE },
    { "forecast", C_ ("column", "Forecast"), 110, ARMADA_COLUMN_TEXT, ARMADA_PLACE_BELOW },
    { "basis", C_ ("column", "Basis"), 150, ARMADA_COLUMN_TEXT, ARMADA_PLACE_NOWHERE },
  };

  memcpy (self->columns, columns, sizeof columns);
  self->words = (ArmadaBoardWords) {
    .name = _ ("Maintenance"),
    .icon = "emblem-system-symbolic",
    .search = _ ("Maintenance or vehicle"),
    .empty_title = _ ("No Maintenance"),
    .empty_text = _ ("Maintenance that is planned for vehicles on the server appears here."),
    .missing_text = _ ("This server has no list of maintenance."),
    .file_name = "armada-maintenance",
  };
}

static void
armada_maintenance_board_init (ArmadaMaintenanceBoard *self)
{
  fill_words (self);
  self->board = g_object_new (ARMADA_TYPE_BOARD, NULL);
  self->details = ARMADA_BOARD_DETAILS (armada_board_details_new ());
  self->show =
      armada_board_details_add_button (self->details, "mark-location-symbolic",
                                       _ ("_Show Vehicle on the Map"), G_CALLBACK (show_cb), self);
  self->measure = armada_board_details_add_button (self->details, "document-open-recent-symbolic",
                                                   _ ("_Measure From the Last 30 Days"),
                                                   G_CALLBACK (measure_cb), self);
  self->loader_signals = g_signal_group_new (ARMADA_TYPE_SERVICES_LOADER);
  g_signal_group_connect_swapped (self->loader_signals, "changed", G_CALLBACK (queue_rebuild),
                                  self);
  g_signal_group_connect_swapped (self->loader_signals, "notify", G_CALLBACK (loading_cb), self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->board));
}

GtkWidget *
armada_maintenance_board_new (void)
{
  return g_object_new (ARMADA_TYPE_MAINTENANCE_BOARD, NULL);
}

static void
make_month (ArmadaMaintenanceBoard *self)
{
  self->month = ARMADA_MONTH_VIEW (armada_month_view_new ());
  armada_month_view_set_board (self->month, self->board, 5, get_today (self));
  g_signal_connect_object (self->month, "chosen", G_CALLBACK (chosen_in_month_cb), self,
                           G_CONNECT_SWAPPED);
  armada_board_add_page (self->board, GTK_WIDGET (self->month));
}

static void
connect_signals (ArmadaMaintenanceBoard *self)
{
  g_signal_connect_object (self->session, "notify::catalog", G_CALLBACK (catalog_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (armada_session_get_fleet (self->session), "updated",
                           G_CALLBACK (fleet_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->use, "changed", G_CALLBACK (use_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "map", G_CALLBACK (map_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "retry", G_CALLBACK (armada_maintenance_board_refresh),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "stop", G_CALLBACK (stop_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "notify::selected", G_CALLBACK (update_details), self,
                           G_CONNECT_SWAPPED);
}

/**
 * armada_maintenance_board_set_session:
 *
 * Once, before it is shown.
 */
void
armada_maintenance_board_set_session (ArmadaMaintenanceBoard *self,
                                      ArmadaSession *session,
                                      ArmadaClock *clock)
{
  const char *classes[ARMADA_N_DUES];

  g_return_if_fail (ARMADA_IS_MAINTENANCE_BOARD (self));

  for (guint i = 0; i < ARMADA_N_DUES; i++)
    classes[i] = armada_words_for_due (i);
  self->session = g_object_ref (session);
  self->clock = g_object_ref (clock);
  armada_board_set_up (self->board, &self->words, self->columns, G_N_ELEMENTS (self->columns),
                       clock);
  armada_board_set_classes (self->board, classes, ARMADA_N_DUES);
  armada_board_set_details (self->board, GTK_WIDGET (self->details));
  g_action_map_add_action_entries (G_ACTION_MAP (armada_board_get_actions (self->board)), entries,
                                   G_N_ELEMENTS (entries), self);
  self->use = armada_use_watch_new (GTK_WIDGET (self->board), session, clock);
  make_month (self);
  armada_board_sort (self->board, "status", FALSE);
  connect_signals (self);
  catalog_cb (self);
}

ArmadaBoard *
armada_maintenance_board_get_board (ArmadaMaintenanceBoard *self)
{
  return self->board;
}

/**
 * armada_maintenance_board_refresh:
 *
 * Asks the server now, for every vehicle.
 */
void
armada_maintenance_board_refresh (ArmadaMaintenanceBoard *self)
{
  if (self->loader != NULL)
    armada_services_loader_refresh (self->loader, armada_session_get_fleet (self->session), TRUE);
}

static void
add_event (ArmadaMaintenanceBoard *self, GString *ics, ArmadaBoardRow *row, gint64 now)
{
  ArmadaDevice *device = find_device (self, row);
  const ArmadaServiceRecord *service =
      (const ArmadaServiceRecord *) armada_board_row_get_record (row);
  ArmadaAccount *account = armada_session_get_account (self->session);
  g_autofree char *uid = NULL;
  g_autofree char *summary = NULL;
  g_autofree char *description = NULL;
  ArmadaMaintenance found;

  if (device == NULL)
    return;
  work_out (self, &found, service, device);
  if (found.forecast == ARMADA_DAY_NONE && found.due != ARMADA_DUE_OVERDUE)
    return;
  uid = g_strdup_printf ("service-%" G_GINT64_FORMAT "@%s", service->id,
                         account ? account->server : "armada");
  summary = g_strdup_printf ("%s – %s", service->name, armada_device_get_record (device)->name);
  description = g_strdup_printf ("%s\n%s\n%s\n%s", armada_board_row_get_text (row, 2),
                                 armada_board_row_get_text (row, 3),
                                 armada_board_row_get_text (row, 6), service->description);
  armada_ics_add (ics,
                  &(ArmadaIcsEvent) { .uid = uid,
                                      .day = found.forecast != ARMADA_DAY_NONE ? found.forecast
                                                                               : get_today (self),
                                      .summary = summary,
                                      .description = g_strstrip (description) },
                  now);
}

/**
 * armada_maintenance_board_dup_ics:
 *
 * Returns: (transfer full): a calendar of what is shown and has a day; what is overdue without one
 *   stands on today
 */
char *
armada_maintenance_board_dup_ics (ArmadaMaintenanceBoard *self)
{
  /* Translators: the name of a calendar */
  GString *ics = armada_ics_begin (_ ("Armada: Maintenance"));
  GListModel *rows = armada_board_get_shown (self->board);
  gint64 now = armada_clock_get_time (self->clock);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ArmadaBoardRow) row = g_list_model_get_item (rows, i);

      add_event (self, ics, row, now);
    }
  return armada_ics_end (ics);
}
