/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-history-page"

#include "replay/armada-history-page.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/armada-words.h"
#include "replay/armada-chart.h"
#include "replay/armada-history-files.h"
#include "replay/armada-history-lists.h"
#include "replay/armada-history-map.h"
#include "replay/armada-replay-words.h"
#include "replay/armada-timeline.h"
#include "replay/armada-transport.h"
#include "replay/armada-visits-page.h"

#define DAY 86400
#define FIRST_RATE 60 /* a minute a second: nobody watches a day as long as it was */

/*
 * What happened: one replay in many views. The page owns the replay and its loader, which live as
 * long as it; its views bind to them and never to each other.
 */
struct _ArmadaHistoryPage
{
  AdwBreakpointBin parent_instance;

  ArmadaReplay *replay;
  ArmadaHistoryLoader *loader; /* (nullable): until there is a session */
  ArmadaSession *session;      /* (nullable) */
  ArmadaClock *clock;          /* (nullable) */
  ArmadaSelection *selection;  /* (nullable): who is proposed */
  ArmadaFleetView *listed;     /* (nullable): whom the map shows */
  GSimpleActionGroup *actions;
  ArmadaHistoryFiles *files; /* (nullable): until there is a session */
  gint64 account;            /* whose history is shown, 0 nobody's */
  gboolean asking;           /* who was here */
  double visit[2];           /* a visit that is to be the range, NAN none */

  AdwWindowTitle *title;
  AdwBanner *banner;
  GtkStack *stack;
  AdwStatusPage *failed_page;
  GtkWidget *sidebar_button;
  AdwOverlaySplitView *split;
  GtkPaned *paned;
  ArmadaHistoryLists *lists;
  ArmadaHistoryMap *map;
  ArmadaTimeline *timeline;
  ArmadaChart *chart;
  ArmadaTransport *transport;
  ArmadaVisitsPage *visits; /* (nullable): until it is asked for */
};

G_DEFINE_FINAL_TYPE (ArmadaHistoryPage, armada_history_page, ADW_TYPE_BREAKPOINT_BIN)

static void
set_enabled (ArmadaHistoryPage *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static gboolean
has_anything (ArmadaHistoryPage *self)
{
  for (guint i = 0; i < armada_history_loader_get_n_days (self->loader); i++)
    {
      const ArmadaHistoryDay *day = armada_history_loader_get_day (self->loader, i);

      if (day->fixes != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
show_stack (ArmadaHistoryPage *self, const char *missing)
{
  const char *name = "replay";

  if (self->asking)
    name = "visits";
  else if (self->files != NULL && armada_history_files_get_n (self->files) > 0)
    name = "replay";
  else if (armada_history_loader_get_choice (self->loader) == NULL)
    name = "empty";
  else if (!armada_history_loader_get_busy (self->loader) && !has_anything (self))
    name = "failed";
  adw_status_page_set_description (self->failed_page, missing);
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
show_trouble (ArmadaHistoryPage *self)
{
  gboolean busy = armada_history_loader_get_busy (self->loader);
  g_autofree char *missing = busy ? NULL : armada_replay_words_for_missing (self->loader);

  show_stack (self, missing);
  if (missing != NULL)
    adw_banner_set_title (self->banner, missing);
  adw_banner_set_revealed (
      self->banner,
      missing != NULL && g_str_equal (gtk_stack_get_visible_child_name (self->stack), "replay"));
  set_enabled (self, "retry", missing != NULL);
  set_enabled (self, "cancel", busy);
}

/* What was opened from a visit has it as its range, also once the period is known for certain. */
static void
show_visit (ArmadaHistoryPage *self)
{
  if (isnan (self->visit[0]))
    return;
  armada_replay_set_range (self->replay, self->visit[0], self->visit[1]);
  armada_replay_set_position (self->replay, self->visit[0]);
  if (armada_history_loader_get_busy (self->loader))
    return;
  self->visit[0] = NAN;
  armada_history_map_show_range (self->map);
}

static void
show_title (ArmadaHistoryPage *self)
{
  const ArmadaHistoryChoice *choice = armada_history_loader_get_choice (self->loader);
  g_autofree char *period = choice ? armada_replay_words_for_period (choice) : NULL;
  g_autofree char *title = NULL;

  if (self->asking)
    title = g_strdup (_ ("Who Was Here?"));
  else if (choice == NULL)
    title = g_strdup ("");
  else if (choice->ids->len == 1)
    /* Translators: a vehicle and a period */
    title = g_strdup_printf (C_ ("history", "%s, %s"), (char *) choice->names->pdata[0], period);
  else
    /* Translators: how many vehicles, and a period */
    title = g_strdup_printf (ngettext ("%u vehicle, %s", "%u vehicles, %s", choice->ids->len),
                             choice->ids->len, period);
  adw_window_title_set_subtitle (self->title, title);
}

/* What nobody sees is not led by keys. */
static void
be_asking (ArmadaHistoryPage *self, gboolean asking)
{
  static const char *const hidden[] = { "lists", "list", "fit", "zoom-in", "zoom-out" };
  GActionGroup *commands = armada_transport_get_actions (self->transport);

  self->asking = asking;
  gtk_widget_insert_action_group (GTK_WIDGET (self), "replay", asking ? NULL : commands);
  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    set_enabled (self, hidden[i], !asking);
  gtk_widget_set_sensitive (self->sidebar_button, !asking);
  armada_history_files_set_shown (self->files, !asking);
}

/* What the user chose in the list is looked at on the map too. */
static void
segment_cb (ArmadaHistoryPage *self)
{
  armada_history_map_show_range (self->map);
}

static void
changed_cb (ArmadaHistoryPage *self)
{
  show_visit (self);
  show_trouble (self);
  show_title (self);
}

/* More strips need more room, whatever room others were given before. */
static void
vehicles_cb (ArmadaHistoryPage *self)
{
  g_object_set (self->paned, "position-set", FALSE, NULL);
}

/* Returns: what the account's clock shows now; this computer's where the zone is not known */
static gint64
get_local_now (ArmadaHistoryPage *self)
{
  gint64 now = armada_clock_get_time (self->clock);
  int zone = armada_history_loader_get_zone (self->loader);
  g_autoptr (GDateTime) here = g_date_time_new_from_unix_local (now);

  return now + (zone != ARMADA_ZONE_UNKNOWN
                    ? zone
                    : g_date_time_get_utc_offset (here) / G_TIME_SPAN_SECOND);
}

/* Returns: (transfer full): a vehicle, or nobody, in the period that is shown, at first today */
static ArmadaHistoryChoice *
propose (ArmadaHistoryPage *self, ArmadaDevice *device)
{
  const ArmadaHistoryChoice *known = armada_history_loader_get_choice (self->loader);
  ArmadaHistoryChoice *choice;
  gint64 from, to;

  armada_history_period_find (ARMADA_HISTORY_TODAY, get_local_now (self), &from, &to);
  choice = known ? armada_history_choice_new (known->from, known->to, known->snap)
                 : armada_history_choice_new (from, to, ARMADA_HISTORY_SNAP_OFF);
  if (device != NULL)
    armada_history_choice_add (choice, armada_device_get_id (device),
                               armada_device_get_record (device)->name);
  return choice;
}

static void
chosen_cb (ArmadaHistoryPage *self, const ArmadaHistoryChoice *choice)
{
  armada_history_page_show_choice (self, choice);
}

static gboolean
armada_history_page_grab_focus (GtkWidget *widget)
{
  ArmadaHistoryPage *self = ARMADA_HISTORY_PAGE (widget);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "replay") != 0)
    return gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
  armada_transport_focus (self->transport);
  return TRUE;
}

static void
choose_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaHistoryPage *self = user_data;
  const ArmadaHistoryChoice *known = armada_history_loader_get_choice (self->loader);
  ArmadaDevice *device = self->selection ? armada_selection_get_device (self->selection) : NULL;
  g_autoptr (ArmadaHistoryChoice) choice =
      known ? armada_history_choice_copy (known) : propose (self, device);
  const ArmadaVehicleSources sources = {
    .fleet = armada_session_get_fleet (self->session),
    .selection = self->selection,
    .listed = self->listed,
  };
  AdwDialog *dialog =
      armada_history_chooser_new (&sources, armada_history_loader_get_zone (self->loader),
                                  armada_clock_get_time (self->clock), choice);

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "closed", G_CALLBACK (gtk_widget_grab_focus), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
retry_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_history_loader_retry (ARMADA_HISTORY_PAGE (user_data)->loader);
}

static void
cancel_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_history_loader_cancel (ARMADA_HISTORY_PAGE (user_data)->loader);
}

static void
set_asking (ArmadaHistoryPage *self, gboolean asking)
{
  be_asking (self, asking);
  changed_cb (self);
  gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
}

/* The vehicle's whole days, and the visit in them. */
static void
open_visit_cb (ArmadaHistoryPage *self, ArmadaVisitItem *item)
{
  const ArmadaVisit *visit = armada_visit_item_get_visit (item);
  g_autoptr (ArmadaHistoryChoice) choice = armada_history_choice_new (
      visit->arrival - visit->arrival % DAY, visit->departure - visit->departure % DAY + DAY - 1,
      ARMADA_HISTORY_SNAP_OFF);

  armada_history_choice_add (choice, visit->device, armada_visit_item_get_name (item));
  self->visit[0] = (double) (visit->arrival - visit->offset);
  self->visit[1] = (double) (visit->departure - visit->offset);
  be_asking (self, FALSE);
  armada_history_loader_load (self->loader, choice);
}

static void
visits_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaHistoryPage *self = user_data;

  if (self->visits == NULL)
    {
      self->visits = ARMADA_VISITS_PAGE (armada_visits_page_new ());
      armada_visits_page_set_session (self->visits, self->session, self->clock);
      armada_visits_page_set_sources (self->visits, self->selection, self->listed, self->replay);
      g_signal_connect_object (self->visits, "open", G_CALLBACK (open_visit_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->visits), "visits");
    }
  set_asking (self, !self->asking);
}

/* Esc undoes the last thing in front: what is drawn, the question who was here, the lists where
 * they hide the map, the range. */
static void
escape_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaHistoryPage *self = user_data;

  if (self->asking)
    {
      if (!armada_visits_page_escape (self->visits))
        set_asking (self, FALSE);
    }
  else if (adw_overlay_split_view_get_collapsed (self->split) &&
           adw_overlay_split_view_get_show_sidebar (self->split))
    adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
  else
    armada_replay_set_range (self->replay, NAN, NAN);
}

static void
lists_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaHistoryPage *self = user_data;

  adw_overlay_split_view_set_show_sidebar (self->split,
                                           !adw_overlay_split_view_get_show_sidebar (self->split));
}

static void
list_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaHistoryPage *self = user_data;

  adw_overlay_split_view_set_show_sidebar (self->split, TRUE);
  armada_history_lists_show (self->lists, g_variant_get_string (parameter, NULL));
}

static const GActionEntry entries[] = {
  { .name = "choose", .activate = choose_cb },
  { .name = "retry", .activate = retry_cb },
  { .name = "cancel", .activate = cancel_cb },
  { .name = "escape", .activate = escape_cb },
  { .name = "lists", .activate = lists_cb },
  { .name = "list", .parameter_type = "s", .activate = list_cb },
  { .name = "visits", .activate = visits_cb },
};

/* Another account, other vehicles. */
static void
account_cb (ArmadaHistoryPage *self)
{
  ArmadaAccount *account = armada_session_get_account (self->session);
  gint64 id = account ? account->id : 0;

  if (id == self->account)
    return;
  self->account = id;
  armada_history_loader_clear (self->loader);
}

static void
armada_history_page_dispose (GObject *object)
{
  ArmadaHistoryPage *self = ARMADA_HISTORY_PAGE (object);

  if (self->loader != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->loader, self);
      armada_history_loader_cancel (self->loader);
    }
  if (self->files != NULL)
    armada_history_files_cancel (self->files);
  g_clear_object (&self->files);
  g_clear_object (&self->actions);
  g_clear_object (&self->loader);
  g_clear_object (&self->session);
  g_clear_object (&self->clock);
  g_clear_object (&self->selection);
  g_clear_object (&self->listed);
  g_clear_object (&self->replay);
  G_OBJECT_CLASS (armada_history_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryPage, title);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryPage, banner);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryPage, stack);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryPage, failed_page);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryPage, sidebar_button);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryPage, split);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryPage, paned);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryPage, lists);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryPage, map);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryPage, timeline);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryPage, chart);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryPage, transport);
  gtk_widget_class_bind_template_callback (klass, segment_cb);
}

static void
armada_history_page_class_init (ArmadaHistoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_history_page_dispose;
  widget_class->grab_focus = armada_history_page_grab_focus;
  g_type_ensure (ARMADA_TYPE_CHART);
  g_type_ensure (ARMADA_TYPE_HISTORY_LISTS);
  g_type_ensure (ARMADA_TYPE_HISTORY_MAP);
  g_type_ensure (ARMADA_TYPE_TIMELINE);
  g_type_ensure (ARMADA_TYPE_TRANSPORT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-history-page.ui");
  bind_children (widget_class);
}

static void
armada_history_page_init (ArmadaHistoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->visit[0] = NAN;
  self->replay = armada_replay_new ();
  g_signal_connect_object (self->replay, "items-changed", G_CALLBACK (vehicles_cb), self,
                           G_CONNECT_SWAPPED);
  armada_replay_set_rate (self->replay, FIRST_RATE);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  armada_history_map_add_actions (self->map, G_ACTION_MAP (self->actions));
  armada_timeline_set_replay (self->timeline, self->replay);
  armada_chart_set_replay (self->chart, self->replay);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "history", G_ACTION_GROUP (self->actions));
}

GtkWidget *
armada_history_page_new (void)
{
  return g_object_new (ARMADA_TYPE_HISTORY_PAGE, NULL);
}

static void
connect_loader (ArmadaHistoryPage *self)
{
  g_signal_connect_swapped (self->loader, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->loader, "notify::choice", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->loader, "notify::busy", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->loader, "notify::zone", G_CALLBACK (changed_cb), self);
}

/* What was opened is to be seen. */
static void
opened_cb (ArmadaHistoryPage *self)
{
  if (self->asking)
    set_asking (self, FALSE);
}

static void
make_files (ArmadaHistoryPage *self)
{
  const ArmadaExportSource source = { self->replay, self->loader, self->session,
                                      armada_history_map_get_view (self->map) };

  self->files = armada_history_files_new (GTK_WIDGET (self), &source, G_ACTION_MAP (self->actions));
  g_signal_connect_object (self->files, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->files, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * armada_history_page_set_session:
 * @session: whose histories there are
 * @clock: what time it is
 * @selection: (nullable): the vehicle that is proposed
 *
 * Set once, before the page is shown.
 */
void
armada_history_page_set_session (ArmadaHistoryPage *self,
                                 ArmadaSession *session,
                                 ArmadaClock *clock,
                                 ArmadaSelection *selection)
{
  g_return_if_fail (ARMADA_IS_HISTORY_PAGE (self) && self->session == NULL);

  self->session = g_object_ref (session);
  self->clock = g_object_ref (clock);
  g_set_object (&self->selection, selection);
  self->loader = armada_history_loader_new (session, self->replay, clock);
  connect_loader (self);
  armada_history_map_set_models (self->map, self->replay, self->loader);
  armada_history_lists_set_models (self->lists, self->replay, self->loader);
  armada_transport_set_models (self->transport, self->replay, self->loader);
  g_signal_connect_object (session, "notify::account", G_CALLBACK (account_cb), self,
                           G_CONNECT_SWAPPED);
  make_files (self);
  be_asking (self, FALSE);
  account_cb (self);
  changed_cb (self);
}

/**
 * armada_history_page_set_listed:
 * @listed: the vehicles that the map shows, which can be taken from there
 */
void
armada_history_page_set_listed (ArmadaHistoryPage *self, ArmadaFleetView *listed)
{
  g_return_if_fail (ARMADA_IS_HISTORY_PAGE (self));

  g_set_object (&self->listed, listed);
}

/**
 * armada_history_page_bind_settings:
 * @settings: of the schema id.trackgps.Armada
 *
 * What is looked for is remembered there. Not before there is a session.
 */
void
armada_history_page_bind_settings (ArmadaHistoryPage *self, GSettings *settings)
{
  g_return_if_fail (ARMADA_IS_HISTORY_PAGE (self) && self->loader != NULL);

  armada_history_lists_bind_settings (self->lists, settings);
}

/**
 * armada_history_page_show_choice:
 * @choice: with a vehicle at least
 */
void
armada_history_page_show_choice (ArmadaHistoryPage *self, const ArmadaHistoryChoice *choice)
{
  g_return_if_fail (ARMADA_IS_HISTORY_PAGE (self) && self->loader != NULL);

  self->visit[0] = NAN;
  be_asking (self, FALSE);
  armada_history_loader_load (self->loader, choice);
}

/**
 * armada_history_page_show_device:
 *
 * Shows a vehicle: in the history that is there when it is in it, else instead of that in the same
 * period; at first what it did today.
 */
void
armada_history_page_show_device (ArmadaHistoryPage *self, ArmadaDevice *device)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->replay));
  g_autoptr (ArmadaHistoryChoice) choice = NULL;

  g_return_if_fail (ARMADA_IS_HISTORY_PAGE (self) && self->loader != NULL);

  be_asking (self, FALSE);
  changed_cb (self);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ArmadaReplayVehicle) vehicle =
          g_list_model_get_item (G_LIST_MODEL (self->replay), i);

      if (armada_replay_vehicle_get_device_id (vehicle) == armada_device_get_id (device))
        {
          armada_replay_set_current (self->replay, vehicle);
          return;
        }
    }
  choice = propose (self, device);
  armada_history_page_show_choice (self, choice);
}

/**
 * armada_history_page_show_chosen:
 * @selection: with a vehicle at least
 *
 * Shows all that are chosen, as many as can be seen at once, in the period that is shown, at first
 * today.
 */
void
armada_history_page_show_chosen (ArmadaHistoryPage *self, ArmadaSelection *selection)
{
  guint n = MIN (armada_selection_get_n_chosen (selection), ARMADA_HISTORY_MAX_VEHICLES);
  g_autoptr (ArmadaHistoryChoice) choice = NULL;

  g_return_if_fail (ARMADA_IS_HISTORY_PAGE (self) && self->loader != NULL);

  choice = propose (self, NULL);
  for (guint i = 0; i < n; i++)
    {
      ArmadaDevice *device = armada_selection_get_chosen (selection, i);

      armada_history_choice_add (choice, armada_device_get_id (device),
                                 armada_device_get_record (device)->name);
    }
  armada_history_page_show_choice (self, choice);
}

/**
 * armada_history_page_get_replay:
 *
 * Returns: (transfer none): the one replay, the same for the page's life
 */
ArmadaReplay *
armada_history_page_get_replay (ArmadaHistoryPage *self)
{
  g_return_val_if_fail (ARMADA_IS_HISTORY_PAGE (self), NULL);

  return self->replay;
}

/**
 * armada_history_page_get_loader:
 *
 * Returns: (transfer none) (nullable): what fills it, once there is a session
 */
ArmadaHistoryLoader *
armada_history_page_get_loader (ArmadaHistoryPage *self)
{
  g_return_val_if_fail (ARMADA_IS_HISTORY_PAGE (self), NULL);

  return self->loader;
}

ArmadaMapView *
armada_history_page_get_map (ArmadaHistoryPage *self)
{
  g_return_val_if_fail (ARMADA_IS_HISTORY_PAGE (self), NULL);

  return armada_history_map_get_view (self->map);
}

/**
 * armada_history_page_open_file:
 * @file: GPX, KML or GeoJSON
 *
 * Shows it beside what is there, once it is read.
 */
void
armada_history_page_open_file (ArmadaHistoryPage *self, GFile *file)
{
  g_return_if_fail (ARMADA_IS_HISTORY_PAGE (self) && self->files != NULL);

  armada_history_files_open (self->files, file);
}
