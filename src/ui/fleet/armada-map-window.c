/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-map-window"

#include "fleet/armada-map-window.h"

#include <glib/gi18n.h>

#include "app/armada-palette.h"
#include "app/armada-toast.h"
#include "app/armada-session-banner.h"
#include "fleet/armada-chosen-commands.h"
#include "fleet/armada-hover-card.h"
#include "fleet/armada-map-here.h"
#include "fleet/armada-selection-bar.h"
#include "map/armada-map-host.h"

#define EDGE 2 /* pixels at the top of a full screen that call its bars */

/*
 * ArmadaMapWindow: a map beside the main window, pinned to some vehicles, a group or an area, for a
 * second screen or for the wall. It has a view of its own over the one fleet that the one poller
 * keeps, and shares what is chosen with the main window, which does what leads away from the map.
 */
struct _ArmadaMapWindow
{
  AdwApplicationWindow parent_instance;

  ArmadaMapScope *scope;
  ArmadaFleetView *view;
  ArmadaSelection *selection;
  ArmadaClock *clock;
  ArmadaMapLibrary *library;
  ArmadaMapHere *here;
  GSimpleActionGroup *actions; /* "fleet", as on the page of the fleet */
  ArmadaChosenCommands *chosen;

  AdwToastOverlay *toasts;
  AdwToolbarView *bars;
  AdwWindowTitle *title;
  ArmadaSessionBanner *banner;
  ArmadaMapView *map;
  GtkWidget *nobody;
  GtkLabel *why;
};

static ArmadaMapLibrary *
get_library (ArmadaMapHost *host)
{
  return ARMADA_MAP_WINDOW (host)->library;
}

static void
init_map_host (ArmadaMapHostInterface *iface)
{
  iface->get_library = get_library;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaMapWindow,
                               armada_map_window,
                               ADW_TYPE_APPLICATION_WINDOW,
                               G_IMPLEMENT_INTERFACE (ARMADA_TYPE_MAP_HOST, init_map_host))

enum
{
  COMMAND,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const char *
words_for_nobody (ArmadaMapWindow *self)
{
  switch (self->scope->kind)
    {
    case ARMADA_MAP_SCOPE_GROUP:
      return _ ("There is no vehicle in this group any more.");
    case ARMADA_MAP_SCOPE_AREA:
      return _ ("Vehicles appear when they drive into this area.");
    case ARMADA_MAP_SCOPE_VEHICLES:
    default:
      return _ ("These vehicles are not in the fleet any more.");
    }
}

static void
counts_cb (ArmadaMapWindow *self)
{
  guint n = armada_fleet_view_get_n_devices (self->view);
  guint n_moving = armada_fleet_view_count_state (self->view, ARMADA_DEVICE_STATE_MOVING);
  g_autofree char *vehicles = g_strdup_printf (ngettext ("%u vehicle", "%u vehicles", n), n);
  /* Translators: vehicles */
  g_autofree char *moving =
      g_strdup_printf (ngettext ("%u moving", "%u moving", n_moving), n_moving);
  g_autofree char *text = g_strdup_printf ("%s · %s", vehicles, moving);

  adw_window_title_set_subtitle (self->title, text);
  gtk_widget_set_visible (self->nobody, n == 0);
}

static void
fit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_map_view_fit_fleet (ARMADA_MAP_WINDOW (user_data)->map, TRUE);
}

static void
zoom_in_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_map_view_zoom_in (ARMADA_MAP_WINDOW (user_data)->map);
}

static void
zoom_out_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_map_view_zoom_out (ARMADA_MAP_WINDOW (user_data)->map);
}

static void
full_screen_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  if (g_variant_get_boolean (value))
    gtk_window_fullscreen (user_data);
  else
    gtk_window_unfullscreen (user_data);
}

/* Esc undoes the last thing in front. */
static void
escape_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaMapWindow *self = user_data;

  if (armada_map_here_escape (self->here))
    return;
  if (gtk_window_is_fullscreen (GTK_WINDOW (self)))
    gtk_window_unfullscreen (GTK_WINDOW (self));
  else
    armada_selection_set_device (self->selection, NULL);
}

static void
emit_command (gpointer self, const char *group, GAction *action, GVariant *target)
{
  g_autofree char *name = g_strdup_printf ("%s.%s", group, g_action_get_name (action));

  g_signal_emit (self, signals[COMMAND], 0, name, target);
}

static void
command_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  emit_command (user_data, "win", G_ACTION (action), target);
}

static void
fleet_command_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  emit_command (user_data, "fleet", G_ACTION (action), target);
}

static const GActionEntry entries[] = {
  { .name = "fit", .activate = fit_cb },
  { .name = "zoom-in", .activate = zoom_in_cb },
  { .name = "zoom-out", .activate = zoom_out_cb },
  { .name = "full-screen", .state = "false", .change_state = full_screen_cb },
  { .name = "escape", .activate = escape_cb },
  { .name = "find", .activate = command_cb },
  { .name = "help", .activate = command_cb },
  { .name = "make-report", .activate = command_cb },
  { .name = "page", .parameter_type = "s", .activate = command_cb },
  { .name = "sign-in-again", .activate = command_cb },
};

static const GActionEntry fleet_entries[] = {
  { .name = "refresh", .activate = fleet_command_cb },
  { .name = "replay", .activate = fleet_command_cb },
};

/* Of a whole screen, every pixel is map, until the pointer goes to the top. */
static void
fullscreened_cb (ArmadaMapWindow *self)
{
  gboolean full = gtk_window_is_fullscreen (GTK_WINDOW (self));
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "full-screen");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (full));
  adw_toolbar_view_set_extend_content_to_top_edge (self->bars, full);
  adw_toolbar_view_set_top_bar_style (self->bars, full ? ADW_TOOLBAR_RAISED : ADW_TOOLBAR_FLAT);
  adw_toolbar_view_set_reveal_top_bars (self->bars, !full);
}

static void
motion_cb (ArmadaMapWindow *self, double x, double y)
{
  int height = adw_toolbar_view_get_top_bar_height (self->bars);

  if (gtk_window_is_fullscreen (GTK_WINDOW (self)))
    adw_toolbar_view_set_reveal_top_bars (
        self->bars,
        y <= EDGE || (adw_toolbar_view_get_reveal_top_bars (self->bars) && y <= height));
}

static void
message_cb (ArmadaMapWindow *self, const char *sentence)
{
  armada_toast_tell (self->toasts, sentence, 2);
}

static void
told_cb (gpointer self, const char *sentence)
{
  message_cb (self, sentence);
}

static void
follow_ended_cb (ArmadaMapWindow *self)
{
  message_cb (self, _ ("No longer following: the map was moved"));
}

static void
near_chosen_cb (ArmadaMapWindow *self, ArmadaDevice *device)
{
  armada_selection_set_device (self->selection, device);
  armada_map_view_show_device (self->map, device);
}

static void
armada_map_window_dispose (GObject *object)
{
  ArmadaMapWindow *self = ARMADA_MAP_WINDOW (object);

  g_clear_pointer (&self->chosen, armada_chosen_commands_free);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "fleet", NULL); /* it holds the map */
  g_clear_object (&self->actions);
  g_clear_object (&self->here);
  g_clear_object (&self->view);
  g_clear_object (&self->selection);
  g_clear_object (&self->clock);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (armada_map_window_parent_class)->dispose (object);
}

static void
armada_map_window_finalize (GObject *object)
{
  g_clear_pointer (&ARMADA_MAP_WINDOW (object)->scope, armada_map_scope_free);
  G_OBJECT_CLASS (armada_map_window_parent_class)->finalize (object);
}

static void
armada_map_window_class_init (ArmadaMapWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_map_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_map_window_finalize;
  signals[COMMAND] = g_signal_new ("command", ARMADA_TYPE_MAP_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_VARIANT);
  g_type_ensure (ARMADA_TYPE_MAP_VIEW);
  g_type_ensure (ARMADA_TYPE_SESSION_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-map-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaMapWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, ArmadaMapWindow, bars);
  gtk_widget_class_bind_template_child (widget_class, ArmadaMapWindow, title);
  gtk_widget_class_bind_template_child (widget_class, ArmadaMapWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, ArmadaMapWindow, map);
  gtk_widget_class_bind_template_child (widget_class, ArmadaMapWindow, nobody);
  gtk_widget_class_bind_template_child (widget_class, ArmadaMapWindow, why);
}

static void
armada_map_window_init (ArmadaMapWindow *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect (self, "notify::fullscreened", G_CALLBACK (fullscreened_cb), NULL);
  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  armada_palette_follow_scheme (GTK_WIDGET (self));
}

/* The same commands by the same names as on the page of the fleet. */
static void
add_commands (ArmadaMapWindow *self)
{
  g_autoptr (GPropertyAction) follow = g_property_action_new ("follow", self->selection, "follow");
  g_autoptr (GPropertyAction) heading_up =
      g_property_action_new ("heading-up", self->map, "heading-up");

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), fleet_entries,
                                   G_N_ELEMENTS (fleet_entries), self);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (follow));
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (heading_up));
  self->chosen =
      armada_chosen_commands_new (G_ACTION_MAP (self->actions), self->map, told_cb, self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "fleet", G_ACTION_GROUP (self->actions));
}

/* Nothing but the vehicles is on a whole screen, until somebody is at it. */
static void
add_selection_bar (ArmadaMapWindow *self)
{
  GtkWidget *holder = adw_bin_new ();

  adw_bin_set_child (ADW_BIN (holder), armada_selection_bar_new (self->selection));
  g_object_bind_property (self->bars, "reveal-top-bars", holder, "visible", G_BINDING_SYNC_CREATE);
  armada_map_view_add_bar (self->map, holder);
}

static void
fill_map (ArmadaMapWindow *self, ArmadaFleet *fleet)
{
  armada_map_view_set_fleet_view (self->map, self->view);
  armada_map_view_set_selection (self->map, self->selection);
  armada_map_view_keep_to_view (self->map);
  armada_map_view_add_card (
      self->map, armada_hover_card_new (armada_map_view_get_fleet_layer (self->map), self->clock));
  self->here = armada_map_here_new (self->map, fleet, self->clock);
  g_signal_connect_object (self->here, "chosen", G_CALLBACK (near_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->here, "message", G_CALLBACK (message_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map, "follow-ended", G_CALLBACK (follow_ended_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * armada_map_window_new:
 * @application: (nullable)
 * @fleet: the one that is kept up to date
 * @selection: what is chosen in all windows
 * @library: where all maps have their tiles from
 * @clock: what time it is
 * @scope: what it is pinned to
 *
 * Returns: (transfer none): a window that lives until it is closed
 */
ArmadaMapWindow *
armada_map_window_new (GtkApplication *application,
                       ArmadaFleet *fleet,
                       ArmadaSelection *selection,
                       ArmadaMapLibrary *library,
                       ArmadaClock *clock,
                       const ArmadaMapScope *scope)
{
  ArmadaMapWindow *self = g_object_new (ARMADA_TYPE_MAP_WINDOW, "application", application, NULL);

  self->scope = armada_map_scope_copy (scope);
  self->selection = g_object_ref (selection);
  self->library = g_object_ref (library);
  self->clock = g_object_ref (clock);
  self->view = armada_fleet_view_new (fleet);
  armada_fleet_view_set_scope (self->view, scope);
  adw_window_title_set_title (self->title, scope->title);
  gtk_label_set_text (self->why, words_for_nobody (self));
  fill_map (self, fleet);
  add_commands (self);
  add_selection_bar (self);
  g_signal_connect_object (self->view, "refreshed", G_CALLBACK (counts_cb), self,
                           G_CONNECT_SWAPPED);
  counts_cb (self);
  return self;
}

/**
 * armada_map_window_set_session:
 * @session: anything with the properties of ArmadaSession that tell of trouble
 */
void
armada_map_window_set_session (ArmadaMapWindow *self, GObject *session)
{
  g_return_if_fail (ARMADA_IS_MAP_WINDOW (self));

  armada_session_banner_set_session (self->banner, session, self->clock);
}

const ArmadaMapScope *
armada_map_window_get_scope (ArmadaMapWindow *self)
{
  g_return_val_if_fail (ARMADA_IS_MAP_WINDOW (self), NULL);

  return self->scope;
}

ArmadaMapView *
armada_map_window_get_map (ArmadaMapWindow *self)
{
  g_return_val_if_fail (ARMADA_IS_MAP_WINDOW (self), NULL);

  return self->map;
}

/**
 * armada_map_window_get_view:
 *
 * Returns: (transfer none): the vehicles it shows
 */
ArmadaFleetView *
armada_map_window_get_view (ArmadaMapWindow *self)
{
  g_return_val_if_fail (ARMADA_IS_MAP_WINDOW (self), NULL);

  return self->view;
}
