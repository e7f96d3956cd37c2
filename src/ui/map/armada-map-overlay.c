/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-map-overlay"

#include "map/armada-map-overlay.h"

#include <glib/gi18n.h>

#define ABOVE_CREDITS 20 /* pixels that the line of credits takes */
#define COPYRIGHT_URL "https://www.openstreetmap.org/copyright"

/* The map view owns it. The widgets belong to the topmost of them, which it holds. */
struct _ArmadaMapOverlay
{
  GtkOverlay *overlay;
  GtkWidget *lowest;
  GtkLabel *credits;
  GtkWidget *corner;
  GtkBox *bars;
};

static GtkWidget *
new_button (const char *icon, const char *words, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "osd");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
new_corner (void)
{
  GtkWidget *corner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (corner), new_button ("zoom-in-symbolic", _ ("Zoom In"), "map.zoom-in"));
  gtk_box_append (GTK_BOX (corner),
                  new_button ("zoom-out-symbolic", _ ("Zoom Out"), "map.zoom-out"));
  gtk_box_append (GTK_BOX (corner),
                  new_button ("zoom-fit-best-symbolic", _ ("Show the Whole Fleet"), "map.fit"));
  gtk_widget_set_halign (corner, GTK_ALIGN_END);
  gtk_widget_set_valign (corner, GTK_ALIGN_END);
  gtk_widget_set_margin_end (corner, 12);
  gtk_widget_set_margin_bottom (corner, ABOVE_CREDITS + 12);
  return corner;
}

static GtkWidget *
new_credits (void)
{
  GtkWidget *credits = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (credits), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (credits, "map-credits");
  gtk_widget_set_halign (credits, GTK_ALIGN_END);
  gtk_widget_set_valign (credits, GTK_ALIGN_END);
  gtk_widget_set_visible (credits, FALSE);
  return credits;
}

static GtkWidget *
new_scale (ShumateMap *map)
{
  GtkWidget *scale = GTK_WIDGET (shumate_scale_new (shumate_map_get_viewport (map)));

  gtk_widget_set_halign (scale, GTK_ALIGN_START);
  gtk_widget_set_valign (scale, GTK_ALIGN_END);
  gtk_widget_set_margin_start (scale, 6);
  gtk_widget_set_margin_bottom (scale, ABOVE_CREDITS);
  return scale;
}

/* What tells of something that goes on with the map, one below the other. */
static GtkWidget *
new_bars (void)
{
  GtkWidget *bars = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_set_halign (bars, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (bars, GTK_ALIGN_START);
  gtk_widget_set_margin_top (bars, 12);
  return bars;
}

/**
 * armada_map_overlay_new:
 * @map: to lie over
 * @lowest: lies over the whole map, below all the others
 *
 * Returns: (transfer full): both, with buttons and a scale
 */
ArmadaMapOverlay *
armada_map_overlay_new (ShumateMap *map, GtkWidget *lowest)
{
  ArmadaMapOverlay *self = g_new0 (ArmadaMapOverlay, 1);

  self->overlay = GTK_OVERLAY (g_object_ref_sink (gtk_overlay_new ()));
  self->lowest = lowest;
  self->credits = GTK_LABEL (new_credits ());
  self->corner = new_corner ();
  self->bars = GTK_BOX (new_bars ());
  gtk_overlay_set_child (self->overlay, GTK_WIDGET (map));
  gtk_overlay_add_overlay (self->overlay, lowest);
  gtk_overlay_add_overlay (self->overlay, new_scale (map));
  gtk_overlay_add_overlay (self->overlay, GTK_WIDGET (self->credits));
  gtk_overlay_add_overlay (self->overlay, self->corner);
  gtk_overlay_add_overlay (self->overlay, GTK_WIDGET (self->bars));
  return self;
}

/**
 * armada_map_overlay_get_widget:
 *
 * Returns: (transfer none): the map and what lies over it
 */
GtkWidget *
armada_map_overlay_get_widget (ArmadaMapOverlay *self)
{
  return GTK_WIDGET (self->overlay);
}

/**
 * armada_map_overlay_set_credits:
 * @credits: whose map it is, as text; "" for nobody's
 */
void
armada_map_overlay_set_credits (ArmadaMapOverlay *self, const char *credits)
{
  g_autofree char *escaped = g_markup_escape_text (credits, -1);
  g_autoptr (GString) markup = g_string_new (escaped);

  g_string_replace (markup, "© OpenStreetMap contributors",
                    "<a href=\"" COPYRIGHT_URL "\">© OpenStreetMap contributors</a>", 0);
  gtk_label_set_markup (self->credits, markup->str);
  gtk_widget_set_visible (GTK_WIDGET (self->credits), *credits != '\0');
}

/**
 * armada_map_overlay_add_legend:
 * @widget: says what the colours on the map mean
 */
void
armada_map_overlay_add_legend (ArmadaMapOverlay *self, GtkWidget *widget)
{
  gtk_widget_set_halign (widget, GTK_ALIGN_START);
  gtk_widget_set_valign (widget, GTK_ALIGN_START);
  gtk_widget_set_margin_start (widget, 12);
  gtk_widget_set_margin_top (widget, 12);
  gtk_overlay_add_overlay (self->overlay, widget);
}

/**
 * armada_map_overlay_add_card:
 * @widget: lies over the whole map, below its buttons
 */
void
armada_map_overlay_add_card (ArmadaMapOverlay *self, GtkWidget *widget)
{
  gtk_widget_insert_after (widget, GTK_WIDGET (self->overlay), self->lowest);
}

/**
 * armada_map_overlay_add_bar:
 * @widget: says what goes on with the map
 *
 * Puts it below those that are there.
 */
void
armada_map_overlay_add_bar (ArmadaMapOverlay *self, GtkWidget *widget)
{
  gtk_box_append (self->bars, widget);
}

/**
 * armada_map_overlay_hide_buttons:
 *
 * Of a map for a picture, which has none.
 */
void
armada_map_overlay_hide_buttons (ArmadaMapOverlay *self)
{
  gtk_widget_set_visible (self->corner, FALSE);
}

void
armada_map_overlay_free (ArmadaMapOverlay *self)
{
  g_object_unref (self->overlay);
  g_free (self);
}
