/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-overview-tile"

#include "overview/armada-overview-tile.h"

struct _ArmadaOverviewTile
{
  GtkButton parent_instance;

  GtkImage *icon;
  GtkLabel *number;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (ArmadaOverviewTile, armada_overview_tile, GTK_TYPE_BUTTON)

static void
armada_overview_tile_class_init (ArmadaOverviewTileClass *klass)
{
}

static void
armada_overview_tile_init (ArmadaOverviewTile *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->icon = GTK_IMAGE (gtk_image_new ());
  self->number = GTK_LABEL (gtk_label_new ("0"));
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (self->label, 9);
  gtk_widget_set_css_classes (GTK_WIDGET (self->number),
                              (const char *[]) { "title-1", "tnum", NULL });
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->number));
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_set_css_classes (GTK_WIDGET (self), (const char *[]) { "card", "tile", NULL });
}

/**
 * armada_overview_tile_new:
 * @label: what is counted
 * @style: a style class that colours the icon
 */
GtkWidget *
armada_overview_tile_new (const char *label, const char *icon, const char *style)
{
  ArmadaOverviewTile *self = g_object_new (ARMADA_TYPE_OVERVIEW_TILE, NULL);

  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), style);
  gtk_label_set_label (self->label, label);
  return GTK_WIDGET (self);
}

/**
 * armada_overview_tile_set_n:
 * @unknown: (nullable): why @n cannot be told
 */
void
armada_overview_tile_set_n (ArmadaOverviewTile *self, guint n, const char *unknown)
{
  g_autofree char *number = unknown ? g_strdup ("–") : g_strdup_printf ("%'u", n);
  g_autofree char *name =
      g_strdup_printf ("%s: %s", gtk_label_get_label (self->label), unknown ? unknown : number);

  gtk_label_set_label (self->number, number);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), unknown);
  gtk_widget_set_sensitive (GTK_WIDGET (self), n > 0 && unknown == NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
