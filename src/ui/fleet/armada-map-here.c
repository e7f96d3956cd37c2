/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-map-here"

#include "fleet/armada-map-here.h"

#include <glib/gi18n.h>
#include <math.h>

#include "fleet/armada-chosen-commands.h"
#include "fleet/armada-measure-bar.h"
#include "fleet/armada-nearest-dialog.h"
#include "model/armada-coordinates.h"

/*
 * ArmadaMapHere: the context menu of a map and what comes of it. It is asked for with the second
 * button of the mouse, or with the menu key, which means the middle of the map. The fleet page owns
 * it; its map outlives it.
 */
struct _ArmadaMapHere
{
  GObject parent_instance;

  ArmadaMapView *map; /* not owned */
  ArmadaFleet *fleet;
  ArmadaClock *clock;
  GSimpleActionGroup *actions;
  GtkWidget *menu;             /* (nullable): while it is open */
  ArmadaMeasureLayer *measure; /* (nullable) until it is asked for */
  ArmadaMeasureBar *bar;       /* (nullable) likewise */
  gboolean pinned;             /* the map marks a place for us */
  double latitude;             /* of the place asked about */
  double longitude;
};

G_DEFINE_FINAL_TYPE (ArmadaMapHere, armada_map_here, G_TYPE_OBJECT)

enum
{
  CHOSEN,
  MESSAGE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
say (ArmadaMapHere *self, const char *sentence)
{
  g_signal_emit (self, signals[MESSAGE], 0, sentence);
}

static void
copy (ArmadaMapHere *self, const char *text, const char *sentence)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self->map)), text);
  say (self, sentence);
}

static char *
dup_link (ArmadaMapHere *self)
{
  ShumateViewport *viewport = armada_map_view_get_viewport (self->map);

  return armada_coordinates_to_link (self->latitude, self->longitude,
                                     (int) shumate_viewport_get_zoom_level (viewport));
}

static void
chosen_cb (ArmadaMapHere *self, ArmadaDevice *device)
{
  g_signal_emit (self, signals[CHOSEN], 0, device);
}

static void
present_near (ArmadaMapHere *self, double latitude, double longitude)
{
  ArmadaNearestDialog *dialog = armada_nearest_dialog_new (self->fleet, latitude, longitude,
                                                           armada_clock_get_time (self->clock));

  self->pinned = TRUE;
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self->map));
}

/* What no zoom would part is listed. */
static void
spot_cb (ArmadaMapHere *self, double latitude, double longitude, double metres)
{
  ArmadaNearestDialog *dialog = armada_nearest_dialog_new_spot (
      self->fleet, latitude, longitude, metres, armada_clock_get_time (self->clock));

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self->map));
}

static void
near_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaMapHere *self = user_data;

  armada_map_view_set_pin (self->map, self->latitude, self->longitude);
  present_near (self, self->latitude, self->longitude);
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaMapHere *self = user_data;
  g_autofree char *text = armada_coordinates_to_text (self->latitude, self->longitude);

  copy (self, text, _ ("Coordinates copied"));
}

static void
copy_link_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaMapHere *self = user_data;
  g_autofree char *link = dup_link (self);

  copy (self, link, _ ("Link copied"));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaMapHere) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    say (self, _ ("No other map program was found on this computer."));
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaMapHere *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->map));
  g_autofree char *link = dup_link (self);
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (link);

  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                           opened_cb, g_object_ref (self));
}

/* All vehicles of an account are counted in one unit. */
static const char *
get_unit (ArmadaMapHere *self)
{
  if (armada_fleet_get_n_devices (self->fleet) == 0)
    return "";
  return armada_device_get_record (armada_fleet_get_device (self->fleet, 0))->distance_unit;
}

static void
measure_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaMapHere *self = user_data;

  if (self->measure == NULL)
    {
      self->measure = armada_map_view_get_measure_layer (self->map);
      self->bar = ARMADA_MEASURE_BAR (armada_measure_bar_new (self->measure));
      armada_map_view_add_bar (self->map, GTK_WIDGET (self->bar));
    }
  armada_measure_bar_set_unit (self->bar, get_unit (self));
  armada_measure_layer_begin (self->measure, self->latitude, self->longitude);
}

static const GActionEntry entries[] = {
  { .name = "near", .activate = near_cb }, { .name = "measure", .activate = measure_cb },
  { .name = "copy", .activate = copy_cb }, { .name = "copy-link", .activate = copy_link_cb },
  { .name = "open", .activate = open_cb },
};

static GMenuModel *
new_model (ArmadaMapHere *self)
{
  g_autofree char *place = armada_coordinates_to_text (self->latitude, self->longitude);
  g_autoptr (GMenu) tools = g_menu_new ();
  g_autoptr (GMenu) links = g_menu_new ();
  g_autoptr (ArmadaSelection) selection = NULL;
  GMenu *menu = g_menu_new ();

  g_menu_append (tools, _ ("_Vehicles Near Here"), "here.near");
  g_menu_append (tools, _ ("_Measure a Distance from Here"), "here.measure");
  g_menu_append (links, _ ("_Copy Coordinates"), "here.copy");
  g_menu_append (links, _ ("Copy _Link (geo:)"), "here.copy-link");
  g_menu_append (links, _ ("_Open in Another Map Program"), "here.open");
  g_menu_append_section (menu, place, G_MENU_MODEL (tools));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (links));
  g_object_get (self->map, "selection", &selection, NULL);
  if (selection != NULL)
    armada_chosen_commands_add_to_menu (menu, selection);
  return G_MENU_MODEL (menu);
}

static gboolean
unparent_cb (gpointer user_data)
{
  ArmadaMapHere *self = user_data;

  if (self->menu != NULL && !gtk_widget_get_visible (self->menu))
    g_clear_pointer (&self->menu, gtk_widget_unparent);
  return G_SOURCE_REMOVE;
}

/* Later: what was chosen is only done after the menu has closed. */
static void
closed_cb (ArmadaMapHere *self)
{
  /* or keys, such as Esc, would go nowhere */
  armada_map_view_take_focus (self->map);
  g_idle_add_full (G_PRIORITY_LOW, unparent_cb, g_object_ref (self), g_object_unref);
}

static void
secondary_cb (GtkGestureClick *gesture, int n_press, double x, double y, ArmadaMapHere *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  armada_map_here_pop_up (self, x, y);
}

static void
add_middle (ArmadaMapHere *self)
{
  ShumateLocation *middle = SHUMATE_LOCATION (armada_map_view_get_viewport (self->map));

  armada_measure_layer_add (self->measure, shumate_location_get_latitude (middle),
                            shumate_location_get_longitude (middle));
}

static gboolean
measure_key (ArmadaMapHere *self, guint key)
{
  if (self->measure == NULL || !armada_measure_layer_get_active (self->measure))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    add_middle (self);
  else if (key == GDK_KEY_BackSpace)
    armada_measure_layer_take_back (self->measure);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static gboolean
key_cb (ArmadaMapHere *self, guint key, guint code, GdkModifierType modifiers)
{
  if (key != GDK_KEY_Menu && !(key == GDK_KEY_F10 && (modifiers & GDK_SHIFT_MASK) != 0))
    return measure_key (self, key);
  armada_map_here_pop_up (self, gtk_widget_get_width (GTK_WIDGET (self->map)) / 2.0,
                          gtk_widget_get_height (GTK_WIDGET (self->map)) / 2.0);
  return GDK_EVENT_STOP;
}

static void
attach (ArmadaMapHere *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (secondary_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (click));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->map), keys);
  gtk_widget_insert_action_group (GTK_WIDGET (self->map), "here", G_ACTION_GROUP (self->actions));
}

static void
armada_map_here_dispose (GObject *object)
{
  ArmadaMapHere *self = ARMADA_MAP_HERE (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  if (self->actions != NULL)
    gtk_widget_insert_action_group (GTK_WIDGET (self->map), "here", NULL);
  g_clear_object (&self->actions);
  g_clear_object (&self->fleet);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (armada_map_here_parent_class)->dispose (object);
}

static void
armada_map_here_class_init (ArmadaMapHereClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_map_here_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", ARMADA_TYPE_MAP_HERE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, ARMADA_TYPE_DEVICE);
  signals[MESSAGE] = g_signal_new ("message", ARMADA_TYPE_MAP_HERE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
armada_map_here_init (ArmadaMapHere *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
}

/**
 * armada_map_here_new:
 * @map: it must outlive the object
 * @fleet: whose vehicles may be near
 * @clock: what time it is
 *
 * Returns: (transfer full): the context menu of @map
 */
ArmadaMapHere *
armada_map_here_new (ArmadaMapView *map, ArmadaFleet *fleet, ArmadaClock *clock)
{
  ArmadaMapHere *self = g_object_new (ARMADA_TYPE_MAP_HERE, NULL);

  self->map = map;
  self->fleet = g_object_ref (fleet);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (map, "spot", G_CALLBACK (spot_cb), self, G_CONNECT_SWAPPED);
  attach (self);
  return self;
}

/**
 * armada_map_here_pop_up:
 * @x: pixels of the map
 * @y: pixels of the map
 *
 * Opens the menu of that place.
 */
void
armada_map_here_pop_up (ArmadaMapHere *self, double x, double y)
{
  g_autoptr (GMenuModel) model = NULL;

  shumate_viewport_widget_coords_to_location (armada_map_view_get_viewport (self->map),
                                              GTK_WIDGET (self->map), x, y, &self->latitude,
                                              &self->longitude);
  model = new_model (self);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = gtk_popover_menu_new_from_model (model);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu),
                               &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self->map));
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/**
 * armada_map_here_show_near:
 * @latitude: degrees
 * @longitude: degrees
 *
 * Shows that place, and who is near it.
 */
void
armada_map_here_show_near (ArmadaMapHere *self, double latitude, double longitude)
{
  armada_map_view_show_pin (self->map, latitude, longitude);
  present_near (self, latitude, longitude);
}

/**
 * armada_map_here_escape:
 *
 * Ends measuring, else takes away the mark of a place.
 *
 * Returns: whether there was either
 */
gboolean
armada_map_here_escape (ArmadaMapHere *self)
{
  if (self->measure != NULL && armada_measure_layer_get_active (self->measure))
    {
      armada_measure_layer_end (self->measure);
      return TRUE;
    }
  if (!self->pinned)
    return FALSE;
  self->pinned = FALSE;
  armada_map_view_set_pin (self->map, NAN, NAN);
  return TRUE;
}
