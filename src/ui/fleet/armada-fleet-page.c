/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-fleet-page"

#include "fleet/armada-fleet-page.h"

#include <glib/gi18n.h>

#include "app/armada-session-banner.h"
#include "app/armada-words.h"
#include "fleet/armada-chosen-commands.h"
#include "fleet/armada-device-details.h"
#include "fleet/armada-device-row.h"
#include "fleet/armada-follow-voice.h"
#include "fleet/armada-hover-card.h"
#include "fleet/armada-map-here.h"
#include "fleet/armada-selection-bar.h"

#define TICK_MILLISECONDS 30000

/*
 * The fleet: list, map and details over one view and one selection. Wide, they stand side by side;
 * narrower, the details are a sheet that is pulled up over the map; at the width of a telephone
 * list and map are two pages.
 */
struct _ArmadaFleetPage
{
  AdwBreakpointBin parent_instance;

  ArmadaFleetView *view;
  ArmadaSelection *selection;
  ArmadaClock *clock;
  GSignalGroup *device_signals;
  GSignalGroup *session_signals;
  GSimpleActionGroup *actions;
  ArmadaMapHere *here; /* what can be done with a place */
  ArmadaChosenCommands *chosen;
  guint tick;
  gboolean show_details;

  AdwNavigationSplitView *split;
  AdwMultiLayoutView *layouts;
  AdwBottomSheet *sheet;
  GtkMenuButton *account_button;
  AdwWindowTitle *title;
  AdwWindowTitle *map_title;
  GtkWidget *details_button;
  ArmadaSessionBanner *list_banner;
  ArmadaSessionBanner *map_banner;
  ArmadaStreetsBar *streets_bar;
  ArmadaFleetList *list;
  ArmadaMapView *map;
  ArmadaDeviceDetails *details;
  ArmadaDeviceRow *bar;
};

G_DEFINE_FINAL_TYPE (ArmadaFleetPage, armada_fleet_page, ADW_TYPE_BREAKPOINT_BIN)

typedef enum
{
  PROP_SHOW_DETAILS = 1
} ArmadaFleetPageProperty;
static GParamSpec *properties[PROP_SHOW_DETAILS + 1];

enum
{
  REFRESH,
  MESSAGE,
  REPLAY,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
set_show_details (ArmadaFleetPage *self, gboolean show)
{
  if (self->show_details == show)
    return;
  self->show_details = show;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_DETAILS]);
}

/* Whether the details, when they are open, lie over the map. */
static gboolean
is_over_map (ArmadaFleetPage *self)
{
  return g_strcmp0 (adw_multi_layout_view_get_layout_name (self->layouts), "sheet") == 0;
}

static ArmadaDevice *
get_device (ArmadaFleetPage *self)
{
  return self->selection ? armada_selection_get_device (self->selection) : NULL;
}

static void
set_enabled (ArmadaFleetPage *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  if (action != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_device (ArmadaFleetPage *self)
{
  ArmadaDevice *device = get_device (self);
  const ArmadaDeviceRecord *record = device ? armada_device_get_record (device) : NULL;
  gboolean placed = record != NULL && armada_device_record_has_position (record);
  guint n = self->selection ? armada_selection_get_n_chosen (self->selection) : 0;
  g_autofree char *several =
      g_strdup_printf (ngettext ("%'u Vehicle Chosen", "%'u Vehicles Chosen", n), n);

  armada_device_row_show (self->bar, device, armada_clock_get_time (self->clock));
  adw_window_title_set_title (self->map_title, n > 1 ? several : record ? record->name : _ ("Map"));
  set_enabled (self, "zoom-to", placed);
  set_enabled (self, "copy-coordinates", placed);
}

static void
chosen_cb (ArmadaFleetPage *self)
{
  ArmadaDevice *device = get_device (self);

  g_signal_group_set_target (self->device_signals, device);
  gtk_widget_set_sensitive (self->details_button, device != NULL);
  adw_bottom_sheet_set_reveal_bottom_bar (self->sheet, device != NULL);
  adw_bottom_sheet_set_can_open (self->sheet, device != NULL);
  update_device (self);
  /* On a narrower window the bar below tells of the choice; the sheet would hide the map. Of
   * several, nobody asked for the details of one. */
  if (device == NULL)
    set_show_details (self, FALSE);
  else if (!is_over_map (self) && armada_selection_get_n_chosen (self->selection) == 1)
    set_show_details (self, TRUE);
}

static void
list_activated_cb (ArmadaFleetPage *self)
{
  ArmadaDevice *device = get_device (self);

  if (device == NULL)
    return;
  armada_fleet_page_show_map (self, TRUE);
  if (!is_over_map (self))
    set_show_details (self, TRUE);
  if (armada_device_record_has_position (armada_device_get_record (device)))
    armada_map_view_show_device (self->map, device);
}

static void
near_chosen_cb (ArmadaFleetPage *self, ArmadaDevice *device)
{
  armada_selection_set_device (self->selection, device);
  armada_fleet_page_show_map (self, TRUE);
  armada_map_view_show_device (self->map, device);
}

static void
place_cb (ArmadaFleetPage *self, double latitude, double longitude)
{
  armada_fleet_page_show_map (self, TRUE);
  armada_map_here_show_near (self->here, latitude, longitude);
}

static void
chosen_told_cb (gpointer owner, const char *sentence)
{
  g_signal_emit (owner, signals[MESSAGE], 0, sentence);
}

static void
follow_ended_cb (ArmadaFleetPage *self)
{
  g_signal_emit (self, signals[MESSAGE], 0, _ ("No longer following: the map was moved"));
}

static void
here_message_cb (ArmadaFleetPage *self, const char *sentence)
{
  g_signal_emit (self, signals[MESSAGE], 0, sentence);
}

static void
fit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_map_view_fit_fleet (ARMADA_FLEET_PAGE (user_data)->map, TRUE);
}

static void
zoom_in_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_map_view_zoom_in (ARMADA_FLEET_PAGE (user_data)->map);
}

static void
zoom_out_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_map_view_zoom_out (ARMADA_FLEET_PAGE (user_data)->map);
}

static void
zoom_to_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaFleetPage *self = user_data;

  armada_fleet_page_show_map (self, TRUE);
  if (is_over_map (self))
    set_show_details (self, FALSE);
  armada_map_view_show_device (self->map, get_device (self));
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaFleetPage *self = user_data;
  g_autofree char *text =
      armada_words_for_coordinates (armada_device_get_record (get_device (self)));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  g_signal_emit (self, signals[MESSAGE], 0, _ ("Coordinates copied"));
}

static void
search_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaFleetPage *self = user_data;

  armada_fleet_page_show_map (self, FALSE);
  armada_fleet_list_focus_search (self->list);
}

static void
list_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaFleetPage *self = user_data;

  armada_fleet_page_show_map (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
map_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaFleetPage *self = user_data;

  armada_fleet_page_show_map (self, TRUE);
  armada_map_view_take_focus (self->map);
}

static void
show_map_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_fleet_page_show_map (user_data, TRUE);
}

static void
refresh_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_device_details_refresh (ARMADA_FLEET_PAGE (user_data)->details);
  g_signal_emit (user_data, signals[REFRESH], 0);
}

static void
replay_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_signal_emit (user_data, signals[REPLAY], 0);
}

/* Esc undoes the last thing in front: the details where they hide the map, the search, the choice.
 */
static void
escape_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaFleetPage *self = user_data;

  if (is_over_map (self) && self->show_details)
    set_show_details (self, FALSE);
  else if (!armada_map_here_escape (self->here) && !armada_fleet_list_clear_search (self->list))
    armada_selection_set_device (self->selection, NULL);
}

static void
close_details_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  set_show_details (user_data, FALSE);
}

static const GActionEntry entries[] = {
  { .name = "fit", .activate = fit_cb },
  { .name = "zoom-in", .activate = zoom_in_cb },
  { .name = "zoom-out", .activate = zoom_out_cb },
  { .name = "zoom-to", .activate = zoom_to_cb },
  { .name = "copy-coordinates", .activate = copy_cb },
  { .name = "search", .activate = search_cb },
  { .name = "list", .activate = list_cb },
  { .name = "map", .activate = map_cb },
  { .name = "show-map", .activate = show_map_cb },
  { .name = "refresh", .activate = refresh_cb },
  { .name = "replay", .activate = replay_cb },
  { .name = "escape", .activate = escape_cb },
  { .name = "close-details", .activate = close_details_cb },
};

static gboolean
tick_cb (gpointer user_data)
{
  ArmadaFleetPage *self = user_data;

  armada_fleet_list_tick (self->list);
  armada_device_details_update (self->details);
  armada_device_row_refresh (self->bar, armada_clock_get_time (self->clock));
  return G_SOURCE_CONTINUE;
}

static void
start_ticks (ArmadaFleetPage *self)
{
  if (self->tick == 0)
    self->tick = armada_clock_add_timeout (self->clock, TICK_MILLISECONDS, tick_cb, self);
}

/* An empty fleet is one still to come as long as no poll has ended and nothing is kept. */
static void
session_changed_cb (ArmadaFleetPage *self)
{
  g_autoptr (GObject) session = g_signal_group_dup_target (self->session_signals);
  g_autoptr (GError) error = NULL;
  gint64 last_success = 0;

  if (session == NULL)
    return;
  g_object_get (session, "last-success", &last_success, "error", &error, NULL);
  armada_fleet_list_set_loading (self->list, last_success == 0 && error == NULL);
  armada_fleet_list_set_stale (self->list, error != NULL);
  armada_device_row_set_stale (self->bar, error != NULL);
}

static void
catalog_cb (ArmadaFleetPage *self)
{
  g_autoptr (GObject) session = g_signal_group_dup_target (self->session_signals);
  g_autoptr (ArmadaCatalog) catalog = NULL;

  if (session != NULL)
    g_object_get (session, "catalog", &catalog, NULL);
  armada_device_details_set_catalog (self->details, catalog);
}

static void
armada_fleet_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((ArmadaFleetPageProperty) id)
    {
    case PROP_SHOW_DETAILS:
      g_value_set_boolean (value, ARMADA_FLEET_PAGE (object)->show_details);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_fleet_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((ArmadaFleetPageProperty) id)
    {
    case PROP_SHOW_DETAILS:
      set_show_details (ARMADA_FLEET_PAGE (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_fleet_page_dispose (GObject *object)
{
  ArmadaFleetPage *self = ARMADA_FLEET_PAGE (object);

  if (self->tick != 0)
    armada_clock_remove_timeout (self->clock, self->tick);
  self->tick = 0;
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_pointer (&self->chosen, armada_chosen_commands_free);
  g_clear_object (&self->device_signals);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->actions);
  g_clear_object (&self->here);
  g_clear_object (&self->view);
  g_clear_object (&self->selection);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (armada_fleet_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, ArmadaFleetPage, split);
  gtk_widget_class_bind_template_child (klass, ArmadaFleetPage, layouts);
  gtk_widget_class_bind_template_child (klass, ArmadaFleetPage, sheet);
  gtk_widget_class_bind_template_child (klass, ArmadaFleetPage, account_button);
  gtk_widget_class_bind_template_child (klass, ArmadaFleetPage, title);
  gtk_widget_class_bind_template_child (klass, ArmadaFleetPage, map_title);
  gtk_widget_class_bind_template_child (klass, ArmadaFleetPage, details_button);
  gtk_widget_class_bind_template_child (klass, ArmadaFleetPage, list_banner);
  gtk_widget_class_bind_template_child (klass, ArmadaFleetPage, map_banner);
  gtk_widget_class_bind_template_child (klass, ArmadaFleetPage, streets_bar);
  gtk_widget_class_bind_template_child (klass, ArmadaFleetPage, list);
  gtk_widget_class_bind_template_child (klass, ArmadaFleetPage, map);
  gtk_widget_class_bind_template_child (klass, ArmadaFleetPage, details);
  gtk_widget_class_bind_template_child (klass, ArmadaFleetPage, bar);
  gtk_widget_class_bind_template_callback (klass, list_activated_cb);
}

static void
armada_fleet_page_class_init (ArmadaFleetPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ARMADA_TYPE_STREETS_BAR);
  object_class->get_property = armada_fleet_page_get_property;
  object_class->set_property = armada_fleet_page_set_property;
  object_class->dispose = armada_fleet_page_dispose;

  properties[PROP_SHOW_DETAILS] =
      g_param_spec_boolean ("show-details", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  signals[REFRESH] = g_signal_new ("refresh", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[MESSAGE] = g_signal_new ("message", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REPLAY] = g_signal_new ("replay", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-fleet-page.ui");
  bind_children (widget_class);
}

static void
armada_fleet_page_init (ArmadaFleetPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  set_enabled (self, "zoom-to", FALSE);
  set_enabled (self, "copy-coordinates", FALSE);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "fleet", G_ACTION_GROUP (self->actions));

  self->device_signals = g_signal_group_new (ARMADA_TYPE_DEVICE);
  g_signal_group_connect_swapped (self->device_signals, "notify", G_CALLBACK (update_device), self);
  self->session_signals = g_signal_group_new (G_TYPE_OBJECT);
  g_signal_group_connect_swapped (self->session_signals, "notify::last-success",
                                  G_CALLBACK (session_changed_cb), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::error",
                                  G_CALLBACK (session_changed_cb), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::catalog", G_CALLBACK (catalog_cb),
                                  self);
}

GtkWidget *
armada_fleet_page_new (void)
{
  return g_object_new (ARMADA_TYPE_FLEET_PAGE, NULL);
}

/**
 * armada_fleet_page_set_fleet:
 * @fleet: whose vehicles to show
 * @clock: what time it is
 *
 * Set once, before the page is shown.
 */
void
armada_fleet_page_set_fleet (ArmadaFleetPage *self, ArmadaFleet *fleet, ArmadaClock *clock)
{
  g_autoptr (GPropertyAction) follow = NULL, heading_up = NULL;

  g_return_if_fail (ARMADA_IS_FLEET_PAGE (self) && self->view == NULL);

  self->clock = g_object_ref (clock);
  self->view = armada_fleet_view_new (fleet);
  self->selection = armada_selection_new (fleet);
  follow = g_property_action_new ("follow", self->selection, "follow");
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (follow));
  heading_up = g_property_action_new ("heading-up", self->map, "heading-up");
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (heading_up));

  armada_fleet_list_set_models (self->list, self->view, self->selection, clock);
  armada_map_view_set_fleet_view (self->map, self->view);
  armada_map_view_set_selection (self->map, self->selection);
  armada_device_details_set_models (self->details, self->selection, clock);
  armada_follow_voice_add (GTK_WIDGET (self->map), self->selection, clock);
  g_signal_connect_swapped (self->selection, "changed", G_CALLBACK (chosen_cb), self);
  self->chosen =
      armada_chosen_commands_new (G_ACTION_MAP (self->actions), self->map, chosen_told_cb, self);
  /* what the map shows is told at length by the list */
  gtk_accessible_update_relation (GTK_ACCESSIBLE (armada_map_view_get_fleet_layer (self->map)),
                                  GTK_ACCESSIBLE_RELATION_DETAILS,
                                  armada_fleet_list_get_rows (self->list), NULL, -1);
  armada_map_view_add_card (
      self->map, armada_hover_card_new (armada_map_view_get_fleet_layer (self->map), clock));
  armada_map_view_add_bar (self->map, armada_selection_bar_new (self->selection));
  self->here = armada_map_here_new (self->map, fleet, clock);
  g_signal_connect_object (self->here, "chosen", G_CALLBACK (near_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->here, "message", G_CALLBACK (here_message_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map, "follow-ended", G_CALLBACK (follow_ended_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "place", G_CALLBACK (place_cb), self, G_CONNECT_SWAPPED);
  chosen_cb (self);
  start_ticks (self);
}

/**
 * armada_fleet_page_set_session:
 * @session: anything with the properties of ArmadaSession that tell of trouble, and its "catalog"
 * @clock: what time it is
 */
void
armada_fleet_page_set_session (ArmadaFleetPage *self, GObject *session, ArmadaClock *clock)
{
  g_return_if_fail (ARMADA_IS_FLEET_PAGE (self));

  armada_session_banner_set_session (self->list_banner, session, clock);
  armada_session_banner_set_session (self->map_banner, session, clock);
  g_signal_group_set_target (self->session_signals, session);
  session_changed_cb (self);
  catalog_cb (self);
}

/**
 * armada_fleet_page_set_account_menu:
 * @menu: accounts to go to
 */
void
armada_fleet_page_set_account_menu (ArmadaFleetPage *self, GMenuModel *menu)
{
  g_return_if_fail (ARMADA_IS_FLEET_PAGE (self));

  gtk_menu_button_set_menu_model (self->account_button, menu);
}

/**
 * armada_fleet_page_set_account_name:
 * @name: whose fleet this is
 */
void
armada_fleet_page_set_account_name (ArmadaFleetPage *self, const char *name)
{
  g_return_if_fail (ARMADA_IS_FLEET_PAGE (self));

  adw_window_title_set_subtitle (self->title, name);
}

ArmadaFleetView *
armada_fleet_page_get_view (ArmadaFleetPage *self)
{
  g_return_val_if_fail (ARMADA_IS_FLEET_PAGE (self), NULL);

  return self->view;
}

ArmadaSelection *
armada_fleet_page_get_selection (ArmadaFleetPage *self)
{
  g_return_val_if_fail (ARMADA_IS_FLEET_PAGE (self), NULL);

  return self->selection;
}

ArmadaFleetList *
armada_fleet_page_get_list (ArmadaFleetPage *self)
{
  g_return_val_if_fail (ARMADA_IS_FLEET_PAGE (self), NULL);

  return self->list;
}

/**
 * armada_fleet_page_get_streets_bar:
 *
 * Returns: (transfer none): what asks whether streets may come from the network
 */
ArmadaStreetsBar *
armada_fleet_page_get_streets_bar (ArmadaFleetPage *self)
{
  return self->streets_bar;
}

ArmadaMapView *
armada_fleet_page_get_map (ArmadaFleetPage *self)
{
  g_return_val_if_fail (ARMADA_IS_FLEET_PAGE (self), NULL);

  return self->map;
}

/**
 * armada_fleet_page_show_map:
 * @show_map: the map, or the list
 *
 * Matters on a narrow window only, where they are two pages.
 */
void
armada_fleet_page_show_map (ArmadaFleetPage *self, gboolean show_map)
{
  g_return_if_fail (ARMADA_IS_FLEET_PAGE (self));

  adw_navigation_split_view_set_show_content (self->split, show_map);
}
