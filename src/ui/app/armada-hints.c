/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-hints"

#include "app/armada-hints.h"

#include <glib/gi18n.h>

#include "app/armada-announce.h"
#include "app/armada-command-palette.h"
#include "app/armada-page-bar.h"

#define REST_SECONDS 5   /* that a page is looked at before it gets one */
#define BAR_END 48       /* pixels from the end of the page bar */
#define ABOVE_SCALE 72   /* pixels from the end of the map */
#define SCALE_MIDDLE 60  /* pixels from its side */
#define PAUSE_SECONDS 45 /* from one that was dismissed to the next */

/*
 * A few hints for those who are new here: one at a time, beside what it is about, each shown once.
 * It takes no focus, and goes when the user does what it says, goes on elsewhere or presses its
 * button. What was done before needs no hint. None comes over a dialog or a menu.
 */
struct _ArmadaHints
{
  GObject parent_instance;

  ArmadaWindow *window; /* borrowed: it owns us */
  GSettings *settings;
  GtkWidget *popover; /* (nullable): of the hint that is or was shown */
  const char *shown;  /* (nullable): its name */
  guint timeout;
};

G_DEFINE_FINAL_TYPE (ArmadaHints, armada_hints, G_TYPE_OBJECT)

static GtkWidget *
find_search (ArmadaWindow *window)
{
  ArmadaFleetPage *page = armada_window_get_fleet_page (window);

  return GTK_WIDGET (armada_fleet_list_get_search (armada_fleet_page_get_list (page)));
}

static GtkWidget *
find_map (ArmadaWindow *window)
{
  return GTK_WIDGET (armada_fleet_page_get_map (armada_window_get_fleet_page (window)));
}

static GtkWidget *
find_page_bar (ArmadaWindow *window)
{
  return gtk_widget_get_parent (armada_window_get_page_button (window, "fleet"));
}

/* It is about a vehicle that is chosen. */
static GtkWidget *
find_history_button (ArmadaWindow *window)
{
  ArmadaSelection *selection =
      armada_fleet_page_get_selection (armada_window_get_fleet_page (window));

  return armada_selection_get_device (selection) ? armada_window_get_page_button (window, "history")
                                                 : NULL;
}

static const struct
{
  const char *name;
  const char *page; /* (nullable): any */
  const char *text;
  GtkWidget *(*find_place) (ArmadaWindow *window); /* NULL: not now */
} hints[] = {
  { "history", "fleet", N_ ("Ctrl+H shows where the chosen vehicle has been."),
    find_history_button },
  { "search", "fleet", N_ ("Press / to find a vehicle by its name, plate, IMEI or driver."),
    find_search },
  { "place", "fleet",
    N_ ("Right-click the map for its coordinates, a distance, or the vehicles near there."),
    find_map },
  { "palette", NULL,
    N_ ("Ctrl+K finds everything: vehicles, reports, pages, and what can be done."),
    find_page_bar },
};

static gboolean
is_seen (ArmadaHints *self, const char *name)
{
  g_auto (GStrv) seen = g_settings_get_strv (self->settings, "hints-seen");

  return g_strv_contains ((const char *const *) seen, name);
}

static void
set_seen (ArmadaHints *self, const char *name)
{
  g_auto (GStrv) seen = g_settings_get_strv (self->settings, "hints-seen");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) now = NULL;

  if (is_seen (self, name))
    return;
  g_strv_builder_addv (builder, (const char **) seen);
  g_strv_builder_add (builder, name);
  now = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, "hints-seen", (const char *const *) now);
}

/* It is taken off its place when the next one comes: GTK may still be laying it out. */
static void
hide (ArmadaHints *self)
{
  self->shown = NULL;
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static gboolean
timeout_cb (gpointer user_data)
{
  ArmadaHints *self = user_data;

  self->timeout = 0;
  armada_hints_show_next (self);
  return G_SOURCE_REMOVE;
}

static void
offer_after (ArmadaHints *self, guint seconds)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->shown == NULL && g_settings_get_boolean (self->settings, "hints"))
    self->timeout = g_timeout_add_seconds (seconds, timeout_cb, self);
}

static void
dismiss_cb (ArmadaHints *self)
{
  hide (self);
  offer_after (self, PAUSE_SECONDS);
}

/* The user does it already. */
static void
note_use (ArmadaHints *self, const char *name)
{
  set_seen (self, name);
  if (g_strcmp0 (self->shown, name) == 0)
    dismiss_cb (self);
}

static void
searched_cb (ArmadaHints *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (find_search (self->window))) != '\0')
    note_use (self, "search");
}

static void
asked_cb (ArmadaHints *self)
{
  note_use (self, "place");
}

static void
dialog_cb (ArmadaHints *self)
{
  AdwDialog *dialog =
      adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));

  if (ARMADA_IS_COMMAND_PALETTE (dialog))
    note_use (self, "palette");
  if (dialog != NULL)
    hide (self);
}

static void
page_cb (ArmadaHints *self)
{
  if (g_strcmp0 (armada_window_get_page_name (self->window), "history") == 0)
    note_use (self, "history");
  hide (self);
  offer_after (self, REST_SECONDS);
}

/* Whoever wants them again gets all of them. */
static void
settings_cb (ArmadaHints *self)
{
  hide (self);
  if (g_settings_get_boolean (self->settings, "hints"))
    g_settings_reset (self->settings, "hints-seen");
  offer_after (self, REST_SECONDS);
}

static GtkWidget *
make_content (ArmadaHints *self, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_margin_start (label, 6);
  gtk_widget_set_tooltip_text (button, _ ("Dismiss the Hint"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  g_signal_connect_object (button, "clicked", G_CALLBACK (dismiss_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

static GtkPositionType
find_side (GtkWidget *place)
{
  GtkWidget *bar = gtk_widget_get_ancestor (place, ARMADA_TYPE_PAGE_BAR);

  if (ARMADA_IS_MAP_VIEW (place))
    return GTK_POS_TOP;
  if (bar == NULL)
    return GTK_POS_BOTTOM;
  if (gtk_orientable_get_orientation (GTK_ORIENTABLE (bar)) == GTK_ORIENTATION_HORIZONTAL)
    return GTK_POS_TOP;
  return gtk_widget_get_direction (place) == GTK_TEXT_DIR_RTL ? GTK_POS_LEFT : GTK_POS_RIGHT;
}

/* Where little is read: at the map's scale, at the end of the page bar. */
static void
point (GtkPopover *popover, GtkWidget *place)
{
  int width = gtk_widget_get_width (place), height = gtk_widget_get_height (place);
  GdkRectangle at = { width / 2, height - ABOVE_SCALE, 1, 1 };

  if (ARMADA_IS_MAP_VIEW (place))
    at.x = SCALE_MIDDLE;
  else if (!ARMADA_IS_PAGE_BAR (place))
    return;
  else if (find_side (place) == GTK_POS_TOP)
    at.y = 0;
  else
    at = (GdkRectangle) { 0, height - BAR_END, width, 1 };
  gtk_popover_set_pointing_to (popover, &at);
}

static void
show (ArmadaHints *self, guint hint, GtkWidget *place)
{
  const char *text = _ (hints[hint].text);
  GtkWidget *popover = gtk_popover_new ();

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->popover = popover;
  self->shown = hints[hint].name;
  gtk_popover_set_autohide (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_child (GTK_POPOVER (popover), make_content (self, text));
  gtk_popover_set_position (GTK_POPOVER (popover), find_side (place));
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  gtk_widget_set_parent (popover, place);
  point (GTK_POPOVER (popover), place);
  gtk_popover_popup (GTK_POPOVER (popover));
  set_seen (self, hints[hint].name);
  armada_announce (GTK_WIDGET (self->window), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

/* Whether the user is not in the middle of something. */
static gboolean
is_calm (ArmadaHints *self)
{
  GtkWindow *window = GTK_WINDOW (self->window);
  GtkWidget *focus = gtk_window_get_focus (window);

  if (self->shown != NULL || !g_settings_get_boolean (self->settings, "hints") ||
      gtk_window_is_suspended (window) ||
      adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)) != NULL)
    return FALSE;
  return focus == NULL || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) == NULL;
}

static void
armada_hints_dispose (GObject *object)
{
  ArmadaHints *self = ARMADA_HINTS (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (armada_hints_parent_class)->dispose (object);
}

static void
armada_hints_class_init (ArmadaHintsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_hints_dispose;
}

static void
armada_hints_init (ArmadaHints *self)
{
}

/**
 * armada_hints_new:
 * @window: that is to keep what is returned until it goes
 */
ArmadaHints *
armada_hints_new (ArmadaWindow *window)
{
  ArmadaHints *self = g_object_new (ARMADA_TYPE_HINTS, NULL);
  GtkGesture *click = gtk_gesture_click_new ();

  self->window = window;
  self->settings = g_object_ref (armada_window_get_settings (window));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (find_map (window), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (click, "pressed", G_CALLBACK (asked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (find_search (window), "changed", G_CALLBACK (searched_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "notify::visible-dialog", G_CALLBACK (dialog_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "action-state-changed::page", G_CALLBACK (page_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (armada_fleet_page_get_selection (armada_window_get_fleet_page (window)),
                           "notify::device", G_CALLBACK (armada_hints_offer), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::hints", G_CALLBACK (settings_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * armada_hints_offer:
 *
 * Shows one in a while, unless the user has begun something by then.
 */
void
armada_hints_offer (ArmadaHints *self)
{
  g_return_if_fail (ARMADA_IS_HINTS (self));

  if (self->timeout == 0)
    offer_after (self, REST_SECONDS);
}

/**
 * armada_hints_show_next:
 *
 * Returns: whether there was a hint to show here now
 */
gboolean
armada_hints_show_next (ArmadaHints *self)
{
  const char *page = armada_window_get_page_name (self->window);

  g_return_val_if_fail (ARMADA_IS_HINTS (self), FALSE);

  if (!is_calm (self) || !armada_page_bar_has_page (page))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
    {
      GtkWidget *place = is_seen (self, hints[i].name) ? NULL : hints[i].find_place (self->window);

      if (place == NULL || !gtk_widget_get_mapped (place) ||
          (hints[i].page != NULL && !g_str_equal (hints[i].page, page)))
        continue;
      show (self, i, place);
      return TRUE;
    }
  return FALSE;
}

/**
 * armada_hints_get_shown:
 *
 * Returns: (nullable): the name of the hint that is shown: "history", "search", "place", "palette"
 */
const char *
armada_hints_get_shown (ArmadaHints *self)
{
  g_return_val_if_fail (ARMADA_IS_HINTS (self), NULL);

  return self->shown;
}
