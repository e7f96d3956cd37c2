/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-inbox-page"

#include "alerts/armada-inbox-page.h"

#include <glib/gi18n.h>

#include "alerts/armada-inbox-summary.h"
#include "alerts/armada-incident-commands.h"
#include "alerts/armada-incident-row.h"
#include "alerts/armada-incident-selection.h"
#include "alerts/armada-incident-words.h"
#include "app/armada-row-menu.h"
#include "app/armada-words.h"

/*
 * The incidents of the open account: a list, what is chosen of it, and one of them in detail. The
 * page owns the list, a new one for each account, and the commands about what is chosen.
 */
struct _ArmadaInboxPage
{
  AdwBreakpointBin parent_instance;

  ArmadaSession *session; /* (nullable) until it is set */
  ArmadaClock *clock;
  ArmadaInbox *inbox;       /* (nullable) while no account is open */
  ArmadaIncidentList *list; /* (nullable) likewise */
  ArmadaIncidentSelection *selection;
  ArmadaIncidentCommands *commands; /* of what is chosen */
  GSignalGroup *inbox_signals;
  GSignalGroup *list_signals;
  GSimpleActionGroup *actions;
  gint64 wanted; /* an incident that is to be chosen once it is listed; 0 none */

  AdwNavigationSplitView *split;
  AdwWindowTitle *title;
  AdwBanner *banner;
  ArmadaInboxFilters *filters;
  GtkStack *stack;
  AdwStatusPage *empty;
  GtkListView *list_view;
  GtkMenuButton *snooze_button;
  GMenuModel *incident_menu;
  ArmadaIncidentDetails *details;
};

G_DEFINE_FINAL_TYPE (ArmadaInboxPage, armada_inbox_page, ADW_TYPE_BREAKPOINT_BIN)

enum
{
  MESSAGE,
  REPLAY,
  SHOW_VEHICLE,
  REPORT,
  SHOW_BOARD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
set_enabled (ArmadaInboxPage *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_actions (ArmadaInboxPage *self, guint n_chosen)
{
  static const char *const of_one[] = { "note", "replay", "show-vehicle", "report" };

  for (guint i = 0; i < G_N_ELEMENTS (of_one); i++)
    set_enabled (self, of_one[i], n_chosen == 1);
  set_enabled (self, "snooze-menu", n_chosen > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->snooze_button), n_chosen > 0);
}

static void
show_title (ArmadaInboxPage *self, guint n_chosen)
{
  guint n = self->list ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
  g_autofree char *text = NULL;

  if (n_chosen > 1)
    text = g_strdup_printf (ngettext ("%'u chosen of %'u", "%'u chosen of %'u", n_chosen), n_chosen,
                            n);
  else
    text = g_strdup_printf (ngettext ("%'u incident", "%'u incidents", n), n);
  adw_window_title_set_subtitle (self->title, self->list ? text : "");
}

static void
selection_cb (ArmadaInboxPage *self)
{
  guint n = armada_incident_selection_get_n_chosen (self->selection);
  g_autoptr (GtkBitset) chosen = NULL;
  g_autoptr (ArmadaIncident) incident = NULL;

  update_actions (self, n);
  show_title (self, n);
  if (n > 1)
    {
      armada_incident_details_show_several (self->details, n);
      return;
    }
  if (n == 1)
    {
      chosen = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
      incident = g_list_model_get_item (G_LIST_MODEL (self->list), gtk_bitset_get_minimum (chosen));
    }
  armada_incident_details_set_incident (self->details, incident);
  if (incident != NULL)
    armada_inbox_mark_seen (self->inbox, armada_incident_get_id (incident));
}

static void
show_trouble (ArmadaInboxPage *self)
{
  const GError *error = NULL;
  g_autofree char *text = NULL;

  if (self->inbox != NULL)
    error = armada_event_watcher_get_error (armada_inbox_get_watcher (self->inbox));
  if (error != NULL)
    {
      g_autofree char *why = armada_words_for_error (error);

      /* Translators: %s is a sentence that says why */
      text = g_strdup_printf (_ ("New events cannot be looked for. %s"), why);
      adw_banner_set_title (self->banner, text);
    }
  adw_banner_set_revealed (self->banner, error != NULL);
}

static void
show_empty (ArmadaInboxPage *self)
{
  const GError *error = self->list ? armada_incident_list_get_error (self->list) : NULL;
  gboolean usual = armada_inbox_filters_is_usual (self->filters);
  gboolean never = self->inbox != NULL && armada_event_watcher_get_last_success (
                                              armada_inbox_get_watcher (self->inbox)) == 0;
  g_autofree char *why = NULL;

  if (self->inbox == NULL || error != NULL)
    {
      why = error ? armada_words_for_store_error (error) : NULL;
      adw_status_page_set_title (self->empty, _ ("No Inbox"));
      adw_status_page_set_description (
          self->empty, why ? why : _ ("What happens cannot be kept on this computer now."));
    }
  else if (!usual)
    {
      adw_status_page_set_title (self->empty, _ ("Nothing Found"));
      adw_status_page_set_description (self->empty, _ ("Choose other filters, or clear them."));
    }
  else
    {
      adw_status_page_set_title (self->empty, never ? _ ("Nothing Yet") : _ ("All Done"));
      adw_status_page_set_description (self->empty,
                                       never ? _ ("Events appear here as the server tells them.")
                                             : _ ("Nothing needs you."));
    }
}

static void
show_stack (ArmadaInboxPage *self)
{
  guint n = self->list ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
  gboolean loading = self->list != NULL && armada_incident_list_get_loading (self->list);

  show_empty (self);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : loading ? "loading" : "empty");
}

/* Chooses what somebody wanted to see, now that it is listed. */
static void
choose_wanted (ArmadaInboxPage *self)
{
  guint position;

  if (self->wanted == 0 || armada_incident_list_get_loading (self->list))
    return;
  if (armada_incident_list_find (self->list, self->wanted, &position))
    {
      self->wanted = 0;
      gtk_list_view_scroll_to (self->list_view, position,
                               GTK_LIST_SCROLL_SELECT | GTK_LIST_SCROLL_FOCUS, NULL);
      adw_navigation_split_view_set_show_content (self->split, TRUE);
    }
}

/* Who reads at the top sees what comes: the list itself would keep what was first in its place. It
 * has taken in what changed, and has not moved yet. */
static void
stay_at_top (ArmadaInboxPage *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list_view));

  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0 &&
      gtk_adjustment_get_value (adjustment) <= 0)
    gtk_list_view_scroll_to (self->list_view, 0, GTK_LIST_SCROLL_NONE, NULL);
}

static void
items_cb (ArmadaInboxPage *self)
{
  if (!armada_incident_list_get_loading (self->list))
    show_title (self, armada_incident_selection_get_n_chosen (self->selection));
  show_stack (self);
}

static void
loading_cb (ArmadaInboxPage *self)
{
  items_cb (self);
  choose_wanted (self);
}

static void
refresh_rules (ArmadaInboxPage *self)
{
  ArmadaCatalog *catalog = armada_session_get_catalog (self->session);
  g_autoptr (ArmadaListLoader) loader =
      catalog ? armada_catalog_get_loader (catalog, ARMADA_LIST_ALERTS, 0) : NULL;

  if (loader != NULL)
    armada_list_loader_refresh (loader);
}

static void
inbox_cb (ArmadaInboxPage *self)
{
  ArmadaInbox *inbox = armada_session_get_inbox (self->session);

  if (self->inbox == inbox)
    return;
  armada_incident_details_set_inbox (self->details, inbox);
  g_set_object (&self->inbox, inbox);
  g_signal_group_set_target (self->inbox_signals, inbox);
  armada_inbox_filters_open_account (self->filters);
  g_clear_object (&self->list);
  if (inbox != NULL)
    {
      self->list = armada_incident_list_new (inbox, armada_clock_get_zone (self->clock));
      armada_incident_list_set_filter (self->list, armada_inbox_filters_get_filter (self->filters));
    }
  armada_incident_selection_set_list (self->selection, self->list);
  g_signal_group_set_target (self->list_signals, self->list);
  armada_incident_commands_set_inbox (self->commands, inbox);
  self->wanted = 0;
  selection_cb (self);
  show_stack (self);
  show_trouble (self);
}

/* The rules are asked for when somebody looks. */
static void
armada_inbox_page_map (GtkWidget *widget)
{
  ArmadaInboxPage *self = ARMADA_INBOX_PAGE (widget);

  GTK_WIDGET_CLASS (armada_inbox_page_parent_class)->map (widget);
  if (self->session != NULL)
    refresh_rules (self);
}

static void
filter_cb (ArmadaInboxPage *self)
{
  if (self->list != NULL)
    armada_incident_list_set_filter (self->list, armada_inbox_filters_get_filter (self->filters));
  show_stack (self);
}

static void
activated_cb (ArmadaInboxPage *self)
{
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

/* What is chosen may leave the list with what is done: the one behind it is next. */
static void
choose_next_after (ArmadaInboxPage *self)
{
  g_autoptr (GtkBitset) chosen =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint last = gtk_bitset_get_maximum (chosen);

  if (!gtk_bitset_is_empty (chosen) && last + 1 < n)
    self->wanted = armada_incident_list_get_place (self->list, last + 1)->id;
}

/* What leaves the list makes place for the next. */
static void
leaving_cb (ArmadaInboxPage *self, ArmadaIncidentState state)
{
  const ArmadaIncidentFilter *filter = armada_inbox_filters_get_filter (self->filters);

  if (filter->states != 0 && !(filter->states & ARMADA_INCIDENT_STATE_BIT (state)))
    choose_next_after (self);
  if (self->wanted != 0)
    choose_wanted (self);
}

static void
message_cb (ArmadaInboxPage *self, const char *sentence)
{
  g_signal_emit (self, signals[MESSAGE], 0, sentence);
}

static void
snooze_menu_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_menu_button_popup (ARMADA_INBOX_PAGE (user_data)->snooze_button);
}

static void
move (ArmadaInboxPage *self, int steps)
{
  g_autoptr (GtkBitset) chosen =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint n = self->list ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
  gint64 position = 0;

  if (n == 0)
    return;
  if (!gtk_bitset_is_empty (chosen))
    position = (steps > 0 ? gtk_bitset_get_maximum (chosen) : gtk_bitset_get_minimum (chosen)) +
               (gint64) steps;
  gtk_list_view_scroll_to (self->list_view, (guint) CLAMP (position, 0, (gint64) n - 1),
                           GTK_LIST_SCROLL_SELECT | GTK_LIST_SCROLL_FOCUS, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static void
next_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move (user_data, 1);
}

static void
previous_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move (user_data, -1);
}

static void
select_all_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (ARMADA_INBOX_PAGE (user_data)->selection));
}

static void
search_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaInboxPage *self = user_data;

  adw_navigation_split_view_set_show_content (self->split, FALSE);
  armada_inbox_filters_focus_search (self->filters);
}

static void
refresh_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaInboxPage *self = user_data;

  if (self->inbox != NULL)
    armada_event_watcher_look_now (armada_inbox_get_watcher (self->inbox));
  refresh_rules (self);
}

static void
close_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaInboxPage *self = user_data;

  adw_navigation_split_view_set_show_content (self->split, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static void
note_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaInboxPage *self = user_data;

  adw_navigation_split_view_set_show_content (self->split, TRUE);
  armada_incident_details_edit_note (self->details);
}

static ArmadaIncidentRecord *
get_record (ArmadaInboxPage *self)
{
  ArmadaIncident *incident = armada_incident_details_get_incident (self->details);

  return incident ? armada_incident_get_record (incident) : NULL;
}

static void
replay_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaInboxPage *self = user_data;
  ArmadaIncidentRecord *record = get_record (self);
  g_autoptr (ArmadaHistoryChoice) choice = NULL;

  if (record == NULL)
    return;
  choice =
      armada_incident_map_make_choice (armada_incident_details_get_map (self->details), record);
  g_signal_emit (self, signals[REPLAY], 0, choice);
}

static void
report_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaInboxPage *self = user_data;
  ArmadaIncidentRecord *record = get_record (self);
  g_autoptr (ArmadaHistoryChoice) choice = NULL;

  if (record == NULL)
    return;
  choice =
      armada_incident_map_make_choice (armada_incident_details_get_map (self->details), record);
  g_signal_emit (self, signals[REPORT], 0, choice);
}

static void
show_vehicle_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaInboxPage *self = user_data;
  ArmadaIncidentRecord *record = get_record (self);

  if (record != NULL)
    g_signal_emit (self, signals[SHOW_VEHICLE], 0, record->device_id);
}

static void
show_maintenance_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaInboxPage *self = user_data;
  ArmadaIncidentRecord *record = get_record (self);
  ArmadaDue due;

  if (record != NULL && armada_incident_find_due (record, &due))
    g_signal_emit (self, signals[SHOW_BOARD], 0, "maintenance", due);
}

static void
bar_cb (ArmadaInboxPage *self, const ArmadaIncidentFilter *filter)
{
  armada_inbox_page_set_filter (self, filter);
}

static void
summary_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaInboxPage *self = user_data;
  AdwDialog *dialog;

  if (self->inbox == NULL)
    return;
  dialog = armada_inbox_summary_new (self->inbox);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (bar_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static const GActionEntry entries[] = {
  { .name = "snooze-menu", .activate = snooze_menu_cb },
  { .name = "next", .activate = next_cb },
  { .name = "previous", .activate = previous_cb },
  { .name = "select-all", .activate = select_all_cb },
  { .name = "search", .activate = search_cb },
  { .name = "note", .activate = note_cb },
  { .name = "refresh", .activate = refresh_cb },
  { .name = "summary", .activate = summary_cb },
  { .name = "close", .activate = close_cb },
  { .name = "replay", .activate = replay_cb },
  { .name = "show-vehicle", .activate = show_vehicle_cb },
  { .name = "report", .activate = report_cb },
  { .name = "show-maintenance", .activate = show_maintenance_cb },
};

static void
show_row (ArmadaIncident *incident, GParamSpec *pspec, GtkListItem *item)
{
  ArmadaIncidentRow *row = ARMADA_INCIDENT_ROW (gtk_list_item_get_child (item));
  ArmadaInboxPage *self =
      ARMADA_INBOX_PAGE (g_object_get_data (G_OBJECT (row), "armada-inbox-page"));
  const char *description;

  armada_incident_row_show (row, armada_session_get_fleet (self->session),
                            armada_clock_get_time (self->clock));
  description = armada_incident_row_get_description (row);
  gtk_list_item_set_accessible_label (item, description ? description : "");
}

/* Where the list hides what is chosen, a click opens it, but one that adds to what is chosen. */
static void
clicked_cb (GtkGestureClick *click, int n, double x, double y, ArmadaInboxPage *self)
{
  GdkModifierType held =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (click));

  if (adw_navigation_split_view_get_collapsed (self->split) &&
      (held & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) == 0)
    adw_navigation_split_view_set_show_content (self->split, TRUE);
}

/* What the buttons beside the incident do. */
static GMenuModel *
make_menu (gpointer user_data)
{
  ArmadaInboxPage *self = user_data;
  ArmadaIncidentRecord *record = get_record (self);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) maintenance = g_menu_new ();

  for (int i = 0; i < g_menu_model_get_n_items (self->incident_menu); i++)
    {
      g_autoptr (GMenuItem) section = g_menu_item_new_from_model (self->incident_menu, i);

      g_menu_append_item (menu, section);
    }
  if (record != NULL && armada_incident_find_due (record, &(ArmadaDue) { 0 }))
    g_menu_append (maintenance, _ ("Show _Maintenance"), "inbox.show-maintenance");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (maintenance));
  return G_MENU_MODEL (menu);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, ArmadaInboxPage *self)
{
  GtkWidget *row = armada_incident_row_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (click, "released", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  g_object_set_data (G_OBJECT (row), "armada-inbox-page", self);
  gtk_list_item_set_child (item, row);
  armada_row_menu_mark (row, item);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  ArmadaIncident *incident = gtk_list_item_get_item (item);

  armada_incident_row_set_incident (ARMADA_INCIDENT_ROW (gtk_list_item_get_child (item)), incident);
  g_signal_connect (incident, "notify::record", G_CALLBACK (show_row), item);
  show_row (incident, NULL, item);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (item), item);
  armada_incident_row_set_incident (ARMADA_INCIDENT_ROW (gtk_list_item_get_child (item)), NULL);
}

static gboolean
armada_inbox_page_grab_focus (GtkWidget *widget)
{
  ArmadaInboxPage *self = ARMADA_INBOX_PAGE (widget);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "list") == 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
  return gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
armada_inbox_page_dispose (GObject *object)
{
  ArmadaInboxPage *self = ARMADA_INBOX_PAGE (object);

  g_signal_group_set_target (self->inbox_signals, NULL);
  g_signal_group_set_target (self->list_signals, NULL);
  g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_object (&self->clock);
  g_clear_object (&self->commands);
  g_clear_object (&self->inbox);
  armada_incident_selection_set_list (self->selection, NULL);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (armada_inbox_page_parent_class)->dispose (object);
}

static void
armada_inbox_page_finalize (GObject *object)
{
  ArmadaInboxPage *self = ARMADA_INBOX_PAGE (object);

  g_clear_object (&self->selection);
  g_clear_object (&self->inbox_signals);
  g_clear_object (&self->list_signals);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (armada_inbox_page_parent_class)->finalize (object);
}

static void
make_signals (void)
{
  signals[MESSAGE] = g_signal_new ("message", ARMADA_TYPE_INBOX_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REPLAY] = g_signal_new ("replay", ARMADA_TYPE_INBOX_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, ARMADA_TYPE_HISTORY_CHOICE);
  signals[SHOW_VEHICLE] = g_signal_new ("show-vehicle", ARMADA_TYPE_INBOX_PAGE, G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SHOW_BOARD] = g_signal_new ("show-board", ARMADA_TYPE_INBOX_PAGE, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);
  signals[REPORT] = g_signal_new ("report", ARMADA_TYPE_INBOX_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, ARMADA_TYPE_HISTORY_CHOICE);
}

static void
armada_inbox_page_class_init (ArmadaInboxPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_inbox_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_inbox_page_finalize;
  widget_class->map = armada_inbox_page_map;
  widget_class->grab_focus = armada_inbox_page_grab_focus;
  make_signals ();
  g_type_ensure (ARMADA_TYPE_INBOX_FILTERS);
  g_type_ensure (ARMADA_TYPE_INCIDENT_DETAILS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-inbox-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxPage, split);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxPage, title);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxPage, banner);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxPage, filters);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxPage, empty);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxPage, snooze_button);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxPage, incident_menu);
  gtk_widget_class_bind_template_child (widget_class, ArmadaInboxPage, details);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
}

static void
connect_groups (ArmadaInboxPage *self)
{
  self->inbox_signals = g_signal_group_new (ARMADA_TYPE_INBOX);
  g_signal_group_connect_swapped (self->inbox_signals, "notify::error", G_CALLBACK (show_trouble),
                                  self);
  g_signal_group_connect_swapped (self->inbox_signals, "notify::last-success",
                                  G_CALLBACK (show_stack), self);
  self->list_signals = g_signal_group_new (ARMADA_TYPE_INCIDENT_LIST);
  g_signal_group_connect_swapped (self->list_signals, "items-changed", G_CALLBACK (items_cb), self);
  g_signal_group_connect_swapped (self->list_signals, "notify::loading", G_CALLBACK (loading_cb),
                                  self);
  g_signal_group_connect_swapped (self->list_signals, "notify::error", G_CALLBACK (show_stack),
                                  self);
}

static void
armada_inbox_page_init (ArmadaInboxPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "inbox", G_ACTION_GROUP (self->actions));
  connect_groups (self);

  self->selection = armada_incident_selection_new ();
  g_signal_connect_swapped (self->selection, "selection-changed", G_CALLBACK (selection_cb), self);
  self->commands =
      armada_incident_commands_new (G_ACTION_MAP (self->actions), self->selection, self->details);
  g_signal_connect_object (self->commands, "leaving", G_CALLBACK (leaving_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->commands, "message", G_CALLBACK (message_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_data (self->selection, "items-changed", G_CALLBACK (stay_at_top), self, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  armada_row_menu_attach (GTK_WIDGET (self->list_view), make_menu, self);
  g_object_unref (factory);
  update_actions (self, 0);
}

/**
 * armada_inbox_page_set_session:
 * @session: whose inbox is shown, whichever account it opens
 */
void
armada_inbox_page_set_session (ArmadaInboxPage *self, ArmadaSession *session, ArmadaClock *clock)
{
  g_set_object (&self->session, session);
  g_set_object (&self->clock, clock);
  armada_inbox_filters_set_session (self->filters, session);
  armada_incident_details_set_session (self->details, session, clock);
  g_signal_connect_swapped (session, "notify::inbox", G_CALLBACK (inbox_cb), self);
  inbox_cb (self);
  show_stack (self);
}

/**
 * armada_inbox_page_show_incident:
 * @incident: as the store numbers it
 *
 * Chooses an incident; where the filter hides it, the filter goes.
 */
void
armada_inbox_page_show_incident (ArmadaInboxPage *self, gint64 incident)
{
  g_autoptr (ArmadaIncidentFilter) all = armada_incident_filter_new ();
  guint position;

  if (self->list == NULL)
    return;
  self->wanted = incident;
  if (!armada_incident_list_get_loading (self->list) &&
      !armada_incident_list_find (self->list, incident, &position))
    armada_inbox_filters_set_filter (self->filters, all);
  choose_wanted (self);
}

/**
 * armada_inbox_page_set_filter:
 *
 * Shows what passes @filter.
 */
void
armada_inbox_page_set_filter (ArmadaInboxPage *self, const ArmadaIncidentFilter *filter)
{
  armada_inbox_filters_set_filter (self->filters, filter);
}

/**
 * armada_inbox_page_get_list:
 *
 * Returns: (transfer none) (nullable): what is listed, while an account is open
 */
ArmadaIncidentList *
armada_inbox_page_get_list (ArmadaInboxPage *self)
{
  return self->list;
}

ArmadaInboxFilters *
armada_inbox_page_get_filters (ArmadaInboxPage *self)
{
  return self->filters;
}

ArmadaIncidentDetails *
armada_inbox_page_get_details (ArmadaInboxPage *self)
{
  return self->details;
}

GtkSelectionModel *
armada_inbox_page_get_selection (ArmadaInboxPage *self)
{
  return GTK_SELECTION_MODEL (self->selection);
}
