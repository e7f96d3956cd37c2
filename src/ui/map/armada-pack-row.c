/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-pack-row"

#include "map/armada-pack-row.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/armada-words.h"

#define WHOLE_WORLD 350 /* degrees of longitude from which on it is called that */

/* A pack of map tiles: what it is called, and what one can know of it before using it. */
struct _ArmadaPackRow
{
  AdwActionRow parent_instance;

  ArmadaTilePack *pack;
};

G_DEFINE_FINAL_TYPE (ArmadaPackRow, armada_pack_row, ADW_TYPE_ACTION_ROW)

static guint remove_signal;

static char *
words_for_latitude (double degrees)
{
  /* Translators: degrees of latitude, north or south: "47.1° N" */
  return g_strdup_printf (degrees < 0 ? _ ("%.1f° S") : _ ("%.1f° N"), fabs (degrees));
}

static char *
words_for_longitude (double degrees)
{
  /* Translators: degrees of longitude, east or west: "9.5° E" */
  return g_strdup_printf (degrees < 0 ? _ ("%.1f° W") : _ ("%.1f° E"), fabs (degrees));
}

static char *
words_for_coverage (ArmadaTilePack *pack)
{
  double south, west, north, east;
  g_autofree char *from_south = NULL;
  g_autofree char *to_north = NULL;
  g_autofree char *from_west = NULL;
  g_autofree char *to_east = NULL;

  armada_tile_pack_get_bounds (pack, &south, &west, &north, &east);
  if (east - west >= WHOLE_WORLD)
    return g_strdup (_ ("the whole world"));
  from_south = words_for_latitude (south);
  to_north = words_for_latitude (north);
  from_west = words_for_longitude (west);
  to_east = words_for_longitude (east);
  /* Translators: from where to where a map goes: south, north, west, east: "47.0° N to 47.3° N,
   * 9.4° E to 9.7° E" */
  return g_strdup_printf (_ ("%s to %s, %s to %s"), from_south, to_north, from_west, to_east);
}

static char *
describe (ArmadaTilePack *pack)
{
  g_autofree char *coverage = words_for_coverage (pack);
  g_autofree char *size = armada_words_for_size (armada_tile_pack_get_size (pack));
  gboolean streets = armada_tile_pack_get_kind (pack) == ARMADA_TILE_VECTOR;
  const char *credit = armada_tile_pack_get_attribution (pack);
  GString *text = g_string_new (streets ? _ ("Street map") : _ ("Pictures"));

  g_string_append_printf (text, " · %s · ", coverage);
  /* Translators: from which zoom to which zoom a map goes */
  g_string_append_printf (text, _ ("zoom %u to %u"), armada_tile_pack_get_min_zoom (pack),
                          armada_tile_pack_get_max_zoom (pack));
  g_string_append_printf (text, " · %s", size);
  if (*credit != '\0')
    g_string_append_printf (text, "\n%s", credit);
  return g_string_free_and_steal (text);
}

static void
remove_cb (ArmadaPackRow *self)
{
  g_signal_emit (self, remove_signal, 0);
}

static void
add_button (ArmadaPackRow *self, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: %s is the name of a map */
  g_autofree char *words = g_strdup_printf (_ ("Remove %s"), name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (remove_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
}

static void
armada_pack_row_finalize (GObject *object)
{
  g_clear_pointer (&ARMADA_PACK_ROW (object)->pack, armada_tile_pack_unref);
  G_OBJECT_CLASS (armada_pack_row_parent_class)->finalize (object);
}

static void
armada_pack_row_class_init (ArmadaPackRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_pack_row_finalize;
  remove_signal = g_signal_new ("remove", ARMADA_TYPE_PACK_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
armada_pack_row_init (ArmadaPackRow *self)
{
}

/**
 * armada_pack_row_dup_name:
 *
 * Returns: (transfer full): what people call @pack: its title, else its file's name
 */
char *
armada_pack_row_dup_name (ArmadaTilePack *pack)
{
  const char *title = armada_tile_pack_get_title (pack);

  return *title != '\0' ? g_strdup (title)
                        : g_filename_display_name (armada_tile_pack_get_name (pack));
}

/**
 * armada_pack_row_new:
 * @removable: whether it is one of the user's own
 */
GtkWidget *
armada_pack_row_new (ArmadaTilePack *pack, gboolean removable)
{
  g_autofree char *name = armada_pack_row_dup_name (pack);
  g_autofree char *text = describe (pack);
  ArmadaPackRow *self = g_object_new (ARMADA_TYPE_PACK_ROW, NULL);

  /* set at once with the others, it would come too late */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  g_object_set (self, "title", name, "subtitle", text, "subtitle-lines", 0, NULL);
  self->pack = armada_tile_pack_ref (pack);
  if (removable)
    add_button (self, name);
  return GTK_WIDGET (self);
}

/**
 * armada_pack_row_get_pack:
 *
 * Returns: (transfer none): the pack
 */
ArmadaTilePack *
armada_pack_row_get_pack (ArmadaPackRow *self)
{
  return self->pack;
}
