/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-overview-page"

#include "overview/armada-overview-page.h"

#include <glib/gi18n.h>

#include "alerts/armada-incident-words.h"
#include "app/armada-session-banner.h"
#include "app/armada-words.h"
#include "model/armada-fleet-pulse.h"
#include "app/armada-bar-list.h"
#include "overview/armada-overview-tile.h"

#define TICK_MILLISECONDS 30000
#define FRESH 300 /* seconds after which what is looked at is asked for again */
#define TYPES 9   /* bars of events; the rest are one */

/* The tiles in their order: states first, by their number. */
enum
{
  TILE_ALARM = ARMADA_N_DEVICE_STATES,
  TILE_SPEEDING,
  N_TILES
};

/* The bars of what needs somebody. */
enum
{
  NEED_OVERDUE,
  NEED_SOON,
  NEED_REPORTS,
  N_NEEDS
};

/*
 * ArmadaOverviewPage: counts anew when the fleet, its maintenance or the inbox change, and now and
 * then, because silence grows by itself; only while it is seen.
 */
struct _ArmadaOverviewPage
{
  AdwBreakpointBin parent_instance;

  ArmadaSession *session;
  ArmadaClock *clock;
  GSimpleActionGroup *actions;
  ArmadaListLoader *rules;             /* (nullable) */
  ArmadaServicesLoader *services;      /* (nullable) */
  ArmadaMaintenanceWatch *maintenance; /* (nullable) */
  ArmadaInbox *inbox;                  /* (nullable) */
  GSignalGroup *rules_signals;
  GSignalGroup *inbox_signals;
  GSignalGroup *services_signals;
  GSignalGroup *maintenance_signals;
  GPtrArray *counts; /* (nullable) of ArmadaIncidentCount: today's, by type */
  GCancellable *cancellable;
  guint n_reports;
  guint tick;
  guint update;
  gint64 asked; /* UNIX seconds */

  AdwWindowTitle *title;
  ArmadaSessionBanner *banner;
  AdwWrapBox *tiles;
  GtkBox *cards;
  GtkWidget *nobody;
  ArmadaOverviewTile *tile[N_TILES];
  ArmadaBarList *silence;
  ArmadaBarList *types;
  ArmadaBarList *needs;
};

G_DEFINE_FINAL_TYPE (ArmadaOverviewPage, armada_overview_page, ADW_TYPE_BREAKPOINT_BIN)

enum
{
  SHOW_STATES,
  SHOW_DEVICES,
  SHOW_BOARD,
  SHOW_EVENTS,
  SHOW_REPORTS,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const char *
words_for_silence (ArmadaSilence silence)
{
  switch (silence)
    {
    case ARMADA_SILENCE_5_MINUTES:
      return C_ ("silent for", "under 5 min");
    case ARMADA_SILENCE_HOUR:
      return C_ ("silent for", "5 min – 1 h");
    case ARMADA_SILENCE_6_HOURS:
      return C_ ("silent for", "1 – 6 h");
    case ARMADA_SILENCE_DAY:
      return C_ ("silent for", "6 – 24 h");
    case ARMADA_SILENCE_3_DAYS:
      return C_ ("silent for", "1 – 3 days");
    case ARMADA_SILENCE_WEEK:
      return C_ ("silent for", "3 – 7 days");
    case ARMADA_SILENCE_LONGER:
      return C_ ("silent for", "over a week");
    case ARMADA_SILENCE_EVER:
    default:
      return C_ ("silent for", "never heard");
    }
}

static const char *
style_for_silence (guint silence)
{
  if (silence <= ARMADA_SILENCE_HOUR)
    return "success";
  return silence <= ARMADA_SILENCE_DAY ? "warning" : "error";
}

static ArmadaFleet *
get_fleet (ArmadaOverviewPage *self)
{
  return armada_session_get_fleet (self->session);
}

static gint64
get_now (ArmadaOverviewPage *self)
{
  return armada_clock_get_time (self->clock);
}

static ArmadaSpeedLimits *
make_limits (ArmadaOverviewPage *self)
{
  g_autoptr (ArmadaItemList) none =
      armada_item_list_new (armada_list_get_type (ARMADA_LIST_ALERTS));

  return armada_speed_limits_new (self->rules ? armada_list_loader_get_list (self->rules) : none);
}

static void
update_tiles (ArmadaOverviewPage *self, const ArmadaFleetPulse *pulse)
{
  for (guint i = 0; i < ARMADA_N_DEVICE_STATES; i++)
    {
      armada_overview_tile_set_n (self->tile[i], pulse->states[i], NULL);
      /* the four that every fleet has; the others where there are some */
      gtk_widget_set_visible (GTK_WIDGET (self->tile[i]),
                              i <= ARMADA_DEVICE_STATE_OFFLINE || pulse->states[i] > 0);
    }
  armada_overview_tile_set_n (self->tile[TILE_ALARM], pulse->n_alarm, NULL);
  armada_overview_tile_set_n (self->tile[TILE_SPEEDING], pulse->n_speeding,
                              pulse->n_limited == 0 ? _ ("No rule limits the speed") : NULL);
}

static void
update_silence (ArmadaOverviewPage *self, const ArmadaFleetPulse *pulse)
{
  armada_bar_list_begin (self->silence);
  for (guint i = 0; i < ARMADA_N_SILENCES; i++)
    armada_bar_list_add (self->silence, words_for_silence (i), pulse->silences[i],
                         style_for_silence (i));
  armada_bar_list_end (self->silence, NULL);
}

static void
update_types (ArmadaOverviewPage *self)
{
  guint n = self->counts ? self->counts->len : 0, rest = 0;

  armada_bar_list_begin (self->types);
  for (guint i = 0; i < n; i++)
    {
      const ArmadaIncidentCount *count = self->counts->pdata[i];
      g_autofree char *label = armada_incident_words_for_type (count->type);

      if (i < TYPES || n == TYPES + 1)
        armada_bar_list_add (self->types, label, count->n_incidents, NULL);
      else
        rest += count->n_incidents;
    }
  if (rest > 0)
    armada_bar_list_add (self->types, C_ ("event", "Others"), rest, NULL);
  armada_bar_list_end (self->types, n == 0 ? _ ("Nothing has happened today.") : NULL);
}

static guint
count_due (ArmadaOverviewPage *self, ArmadaDue due)
{
  return self->maintenance ? armada_maintenance_watch_get_n (self->maintenance, due) : 0;
}

static void
update_needs (ArmadaOverviewPage *self)
{
  gboolean known =
      self->services != NULL && armada_services_loader_get_updated (self->services) > 0;
  g_autofree char *note = NULL;

  armada_bar_list_begin (self->needs);
  armada_bar_list_add (self->needs, _ ("Maintenance overdue"), count_due (self, ARMADA_DUE_OVERDUE),
                       "error");
  armada_bar_list_add (self->needs, _ ("Maintenance due soon"), count_due (self, ARMADA_DUE_SOON),
                       "warning");
  armada_bar_list_add (self->needs, _ ("Reports waiting"), self->n_reports, NULL);
  if (self->services != NULL && armada_services_loader_get_loading (self->services))
    note = g_strdup_printf (_ ("Asking for maintenance: %'u of %'u vehicles"),
                            armada_services_loader_get_n_done (self->services),
                            armada_services_loader_get_n_total (self->services));
  else if (!known)
    note = g_strdup (_ ("The maintenance of this fleet is not known yet."));
  armada_bar_list_end (self->needs, note);
}

/* Of a fleet that is known to have nobody in it there is nothing to count. */
static void
show_numbers (ArmadaOverviewPage *self, gboolean any)
{
  gboolean nobody = !any && armada_session_get_last_success (self->session) > 0;

  gtk_widget_set_visible (self->nobody, nobody);
  gtk_widget_set_visible (GTK_WIDGET (self->tiles), !nobody);
  gtk_widget_set_visible (GTK_WIDGET (self->cards), !nobody);
}

static gboolean
update_cb (gpointer user_data)
{
  ArmadaOverviewPage *self = user_data;
  g_autoptr (ArmadaSpeedLimits) limits = make_limits (self);
  ArmadaFleetPulse pulse;
  g_autofree char *subtitle = NULL;

  self->update = 0;
  armada_fleet_pulse_count (&pulse, get_fleet (self), limits, get_now (self));
  subtitle = g_strdup_printf (ngettext ("%'u vehicle", "%'u vehicles", pulse.n), pulse.n);
  adw_window_title_set_subtitle (self->title, subtitle);
  show_numbers (self, pulse.n > 0);
  update_tiles (self, &pulse);
  update_silence (self, &pulse);
  update_types (self);
  update_needs (self);
  return G_SOURCE_REMOVE;
}

static void
queue_update (ArmadaOverviewPage *self)
{
  if (self->update == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->update = g_idle_add (update_cb, self);
}

/* A fleet with nobody in it tells of no change. */
static void
polled_cb (ArmadaOverviewPage *self)
{
  if (armada_fleet_get_n_devices (get_fleet (self)) == 0)
    queue_update (self);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaOverviewPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) counts =
      armada_store_sum_incidents_finish (ARMADA_STORE (source), result, &error);

  if (counts == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("incidents cannot be counted: %s", error->message);
      return;
    }
  g_clear_pointer (&self->counts, g_ptr_array_unref);
  self->counts = g_steal_pointer (&counts);
  queue_update (self);
}

/* Just what the inbox lists when one of the bars is chosen. */
static void
count_incidents (ArmadaOverviewPage *self)
{
  g_autoptr (ArmadaIncidentFilter) today = armada_incident_filter_new ();

  if (self->inbox == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  today->period = ARMADA_INCIDENT_TODAY;
  armada_store_sum_incidents_async (armada_inbox_get_store (self->inbox),
                                    armada_inbox_get_account (self->inbox), today, get_now (self),
                                    armada_clock_get_zone (self->clock), self->cancellable,
                                    counted_cb, g_object_ref (self));
}

/* Asks the server for what the numbers are made of, when somebody looks. */
static void
ask (ArmadaOverviewPage *self, gboolean all)
{
  if (self->rules == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (armada_fleet_get_n_devices (get_fleet (self)) == 0 ||
      (!all && get_now (self) - self->asked < FRESH))
    return;
  self->asked = get_now (self);
  armada_list_loader_refresh (self->rules);
  armada_services_loader_refresh (self->services, get_fleet (self), FALSE);
}

/* Counts anew, now that somebody looks or other things are to be counted. */
static void
look (ArmadaOverviewPage *self)
{
  count_incidents (self);
  queue_update (self);
  if (self->maintenance != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    armada_maintenance_watch_look (self->maintenance);
  ask (self, FALSE);
}

static void
catalog_cb (ArmadaOverviewPage *self)
{
  ArmadaCatalog *catalog = armada_session_get_catalog (self->session);

  g_clear_object (&self->rules);
  g_clear_object (&self->services);
  g_clear_pointer (&self->counts, g_ptr_array_unref);
  g_set_object (&self->inbox, armada_session_get_inbox (self->session));
  g_set_object (&self->maintenance, armada_session_get_maintenance (self->session));
  self->asked = 0;
  if (catalog != NULL)
    {
      self->rules = armada_catalog_get_loader (catalog, ARMADA_LIST_ALERTS, 0);
      self->services = g_object_ref (armada_catalog_get_services (catalog));
    }
  g_signal_group_set_target (self->rules_signals,
                             self->rules ? armada_list_loader_get_list (self->rules) : NULL);
  g_signal_group_set_target (self->inbox_signals, self->inbox);
  g_signal_group_set_target (self->maintenance_signals, self->maintenance);
  g_signal_group_set_target (self->services_signals, self->services);
  look (self);
}

/* Those that are being made are still to come, too. */
static void
reports_cb (ArmadaOverviewPage *self)
{
  guint n_running, n_waiting;

  g_object_get (armada_session_get_report_queue (self->session), "n-running", &n_running,
                "n-waiting", &n_waiting, NULL);
  armada_overview_page_set_reports_waiting (self, n_running + n_waiting);
}

static void
fleet_cb (ArmadaOverviewPage *self)
{
  queue_update (self);
  ask (self, FALSE);
}

static void
refresh_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaOverviewPage *self = user_data;

  armada_session_poll_now (self->session);
  ask (self, TRUE);
}

static const GActionEntry entries[] = {
  { .name = "refresh", .activate = refresh_cb },
};

static gboolean
tick_cb (gpointer user_data)
{
  ArmadaOverviewPage *self = user_data;

  count_incidents (self);
  queue_update (self);
  ask (self, FALSE);
  return G_SOURCE_CONTINUE;
}

typedef gboolean (*DeviceTest) (ArmadaOverviewPage *self, ArmadaDevice *device, gpointer data);

static void
show_devices (ArmadaOverviewPage *self, DeviceTest test, gpointer data, const char *what)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *clock = armada_words_for_clock (get_now (self), get_now (self));
  /* Translators: vehicles that a filter shows: what they had in common, and at what time */
  g_autofree char *title = g_strdup_printf (C_ ("filter", "%s at %s"), what, clock);

  for (guint i = 0; i < armada_fleet_get_n_devices (get_fleet (self)); i++)
    {
      ArmadaDevice *device = armada_fleet_get_device (get_fleet (self), i);
      gint64 id = armada_device_get_id (device);

      if (test (self, device, data))
        g_array_append_val (ids, id);
    }
  g_signal_emit (self, signals[SHOW_DEVICES], 0, ids, title);
}

static gboolean
is_in_alarm (ArmadaOverviewPage *self, ArmadaDevice *device, gpointer data)
{
  return armada_device_get_record (device)->alarm;
}

static gboolean
is_speeding (ArmadaOverviewPage *self, ArmadaDevice *device, gpointer limits)
{
  return armada_device_is_speeding (device, limits);
}

static gboolean
is_silent (ArmadaOverviewPage *self, ArmadaDevice *device, gpointer silence)
{
  return armada_device_get_silence (device, get_now (self)) == GPOINTER_TO_UINT (silence);
}

static void
tile_cb (ArmadaOverviewTile *tile, ArmadaOverviewPage *self)
{
  guint i = 0;

  while (i < N_TILES && self->tile[i] != tile)
    i++;
  if (i < ARMADA_N_DEVICE_STATES)
    g_signal_emit (self, signals[SHOW_STATES], 0, ARMADA_DEVICE_STATE_MASK (i));
  else if (i == TILE_ALARM)
    show_devices (self, is_in_alarm, NULL, _ ("In alarm"));
  else
    {
      g_autoptr (ArmadaSpeedLimits) limits = make_limits (self);

      show_devices (self, is_speeding, limits, _ ("Speeding"));
    }
}

static void
silence_cb (ArmadaOverviewPage *self, guint i)
{
  /* Translators: %s is a span of time, such as "1 – 6 h" */
  g_autofree char *what = g_strdup_printf (_ ("Silent for %s"), words_for_silence (i));

  show_devices (self, is_silent, GUINT_TO_POINTER (i), what);
}

static void
type_cb (ArmadaOverviewPage *self, guint i)
{
  const ArmadaIncidentCount *count =
      self->counts != NULL && i < self->counts->len ? self->counts->pdata[i] : NULL;
  gboolean rest = i == TYPES && self->counts != NULL && self->counts->len > TYPES + 1;

  g_signal_emit (self, signals[SHOW_EVENTS], 0, count != NULL && !rest ? count->type : "");
}

static void
need_cb (ArmadaOverviewPage *self, guint i)
{
  if (i == NEED_REPORTS)
    g_signal_emit (self, signals[SHOW_REPORTS], 0);
  else
    g_signal_emit (self, signals[SHOW_BOARD], 0, "maintenance",
                   i == NEED_OVERDUE ? ARMADA_DUE_OVERDUE : ARMADA_DUE_SOON);
}

static void
armada_overview_page_map (GtkWidget *widget)
{
  ArmadaOverviewPage *self = ARMADA_OVERVIEW_PAGE (widget);

  GTK_WIDGET_CLASS (armada_overview_page_parent_class)->map (widget);
  if (self->session == NULL)
    return;
  look (self);
  if (self->tick == 0)
    self->tick = armada_clock_add_timeout (self->clock, TICK_MILLISECONDS, tick_cb, self);
}

static void
stop_tick (ArmadaOverviewPage *self)
{
  if (self->tick != 0)
    armada_clock_remove_timeout (self->clock, self->tick);
  self->tick = 0;
  g_clear_handle_id (&self->update, g_source_remove);
}

static void
armada_overview_page_unmap (GtkWidget *widget)
{
  stop_tick (ARMADA_OVERVIEW_PAGE (widget));
  GTK_WIDGET_CLASS (armada_overview_page_parent_class)->unmap (widget);
}

static gboolean
armada_overview_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (GTK_WIDGET (ARMADA_OVERVIEW_PAGE (widget)->tiles),
                                 GTK_DIR_TAB_FORWARD);
}

static void
armada_overview_page_dispose (GObject *object)
{
  ArmadaOverviewPage *self = ARMADA_OVERVIEW_PAGE (object);

  stop_tick (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->rules_signals);
  g_clear_object (&self->inbox_signals);
  g_clear_object (&self->services_signals);
  g_clear_object (&self->maintenance_signals);
  g_clear_object (&self->rules);
  g_clear_object (&self->inbox);
  g_clear_object (&self->maintenance);
  g_clear_object (&self->services);
  g_clear_object (&self->actions);
  g_clear_object (&self->session);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->counts, g_ptr_array_unref);
  G_OBJECT_CLASS (armada_overview_page_parent_class)->dispose (object);
}

static void
make_signals (GType type)
{
  signals[SHOW_STATES] = g_signal_new ("show-states", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SHOW_DEVICES] = g_signal_new ("show-devices", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 2, G_TYPE_ARRAY, G_TYPE_STRING);
  signals[SHOW_BOARD] = g_signal_new ("show-board", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);
  signals[SHOW_EVENTS] = g_signal_new ("show-events", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SHOW_REPORTS] =
      g_signal_new ("show-reports", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
armada_overview_page_class_init (ArmadaOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_overview_page_dispose;
  widget_class->map = armada_overview_page_map;
  widget_class->unmap = armada_overview_page_unmap;
  widget_class->grab_focus = armada_overview_page_grab_focus;
  make_signals (G_TYPE_FROM_CLASS (klass));
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaOverviewPage, title);
  gtk_widget_class_bind_template_child (widget_class, ArmadaOverviewPage, banner);
  gtk_widget_class_bind_template_child (widget_class, ArmadaOverviewPage, tiles);
  gtk_widget_class_bind_template_child (widget_class, ArmadaOverviewPage, cards);
  gtk_widget_class_bind_template_child (widget_class, ArmadaOverviewPage, nobody);
}

static void
make_tile (ArmadaOverviewPage *self,
           guint i,
           const char *label,
           const char *icon,
           const char *style)
{
  self->tile[i] = ARMADA_OVERVIEW_TILE (armada_overview_tile_new (label, icon, style));
  g_signal_connect (self->tile[i], "clicked", G_CALLBACK (tile_cb), self);
  adw_wrap_box_append (self->tiles, GTK_WIDGET (self->tile[i]));
}

static void
make_tiles (ArmadaOverviewPage *self)
{
  for (guint i = 0; i < ARMADA_N_DEVICE_STATES; i++)
    {
      const char *nick = armada_device_state_get_nick (i);
      g_autofree char *icon = g_strdup_printf ("armada-state-%s-symbolic", nick);
      g_autofree char *style = g_strdup_printf ("state-%s", nick);

      make_tile (self, i, armada_words_for_state (i), icon, style);
    }
  make_tile (self, TILE_ALARM, _ ("In alarm"), "armada-alarm-symbolic", "error");
  make_tile (self, TILE_SPEEDING, _ ("Speeding"), "power-profile-performance-symbolic", "warning");
}

static ArmadaBarList *
make_card (ArmadaOverviewPage *self, const char *title, GCallback chosen)
{
  GtkWidget *card = armada_bar_list_new (title);

  g_signal_connect_swapped (card, "chosen", chosen, self);
  gtk_widget_set_valign (card, GTK_ALIGN_START);
  gtk_box_append (self->cards, card);
  return ARMADA_BAR_LIST (card);
}

static GSignalGroup *
make_group (ArmadaOverviewPage *self, GType type, const char *signal, GCallback callback)
{
  GSignalGroup *group = g_signal_group_new (type);

  g_signal_group_connect_swapped (group, signal, callback, self);
  return group;
}

static void
armada_overview_page_init (ArmadaOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->cancellable = g_cancellable_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "overview", G_ACTION_GROUP (self->actions));
  make_tiles (self);
  self->silence = make_card (self, _ ("Silent For"), G_CALLBACK (silence_cb));
  self->types = make_card (self, _ ("Today"), G_CALLBACK (type_cb));
  self->needs = make_card (self, _ ("Needs You"), G_CALLBACK (need_cb));
  self->rules_signals =
      make_group (self, ARMADA_TYPE_ITEM_LIST, "items-changed", G_CALLBACK (queue_update));
  self->inbox_signals =
      make_group (self, ARMADA_TYPE_INBOX, "changed", G_CALLBACK (count_incidents));
  self->maintenance_signals =
      make_group (self, ARMADA_TYPE_MAINTENANCE_WATCH, "changed", G_CALLBACK (queue_update));
  self->services_signals =
      make_group (self, ARMADA_TYPE_SERVICES_LOADER, "changed", G_CALLBACK (queue_update));
  g_signal_group_connect_swapped (self->services_signals, "notify", G_CALLBACK (queue_update),
                                  self);
}

GtkWidget *
armada_overview_page_new (void)
{
  return g_object_new (ARMADA_TYPE_OVERVIEW_PAGE, NULL);
}

/**
 * armada_overview_page_set_session:
 *
 * Once, before it is shown.
 */
void
armada_overview_page_set_session (ArmadaOverviewPage *self,
                                  ArmadaSession *session,
                                  ArmadaClock *clock)
{
  g_return_if_fail (ARMADA_IS_OVERVIEW_PAGE (self) && self->session == NULL);

  self->session = g_object_ref (session);
  self->clock = g_object_ref (clock);
  armada_session_banner_set_session (self->banner, G_OBJECT (session), clock);
  g_signal_connect_object (session, "notify::catalog", G_CALLBACK (catalog_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::last-success", G_CALLBACK (polled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (armada_session_get_fleet (session), "updated", G_CALLBACK (fleet_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (armada_session_get_report_queue (session), "notify::n-running",
                           G_CALLBACK (reports_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (armada_session_get_report_queue (session), "notify::n-waiting",
                           G_CALLBACK (reports_cb), self, G_CONNECT_SWAPPED);
  catalog_cb (self);
  reports_cb (self);
}

/**
 * armada_overview_page_set_reports_waiting:
 * @n: reports that are being made, or are to be made
 */
void
armada_overview_page_set_reports_waiting (ArmadaOverviewPage *self, guint n)
{
  g_return_if_fail (ARMADA_IS_OVERVIEW_PAGE (self));

  self->n_reports = n;
  queue_update (self);
}
