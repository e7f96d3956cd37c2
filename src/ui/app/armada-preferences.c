/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-preferences"

#include "app/armada-preferences.h"

#include "alerts/armada-alerts-group.h"
#include "app/armada-storage-group.h"
#include "app/armada-words.h"
#include "map/armada-packs-group.h"
#include "map/armada-streets-group.h"

#define MEGABYTE 1000000 /* bytes */

/* What the user may set: each row is bound to a key of the settings. */
struct _ArmadaPreferences
{
  AdwPreferencesDialog parent_instance;

  AdwComboRow *interval_row;
  AdwComboRow *scheme_row;
  AdwSwitchRow *hints_row;
  AdwComboRow *report_limit_row;
  ArmadaAlertsGroup *alerts_group;
  ArmadaStorageGroup *storage_group;
  GtkWidget *map_page;
  AdwSwitchRow *clusters_row;
  AdwSwitchRow *glide_row;
  AdwComboRow *labels_row;
  AdwComboRow *drawing_row;
  ArmadaStreetsGroup *streets_group;
  ArmadaPacksGroup *packs_group;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (ArmadaPreferences, armada_preferences, ADW_TYPE_PREFERENCES_DIALOG)

static const guint intervals[] = { 5, 10, 15, 30, 60, 120, 300 };
static const guint report_limits[] = { 20, 100, 500, 2000, 10000 }; /* megabytes */
static const char *const schemes[] = { "system", "light", "dark" };

/* One that was set by other means is shown as the next larger one that is offered. */
static guint
find_position (const guint *offered, guint n, GVariant *variant)
{
  guint position = 0;

  while (position + 1 < n && offered[position] < g_variant_get_uint32 (variant))
    position++;
  return position;
}

static GVariant *
find_offered (const guint *offered, guint n, const GValue *value)
{
  guint position = g_value_get_uint (value);

  return position < n ? g_variant_new_uint32 (offered[position]) : NULL;
}

static gboolean
get_interval (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_set_uint (value, find_position (intervals, G_N_ELEMENTS (intervals), variant));
  return TRUE;
}

static GVariant *
set_interval (const GValue *value, const GVariantType *type, gpointer user_data)
{
  return find_offered (intervals, G_N_ELEMENTS (intervals), value);
}

static gboolean
get_report_limit (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_set_uint (value, find_position (report_limits, G_N_ELEMENTS (report_limits), variant));
  return TRUE;
}

static GVariant *
set_report_limit (const GValue *value, const GVariantType *type, gpointer user_data)
{
  return find_offered (report_limits, G_N_ELEMENTS (report_limits), value);
}

static gboolean
get_scheme (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *nick = g_variant_get_string (variant, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_equal (nick, schemes[i]))
      g_value_set_uint (value, i);
  return TRUE;
}

static GVariant *
set_scheme (const GValue *value, const GVariantType *type, gpointer user_data)
{
  guint position = g_value_get_uint (value);

  return position < G_N_ELEMENTS (schemes) ? g_variant_new_string (schemes[position]) : NULL;
}

static void
armada_preferences_dispose (GObject *object)
{
  g_clear_object (&ARMADA_PREFERENCES (object)->settings);
  G_OBJECT_CLASS (armada_preferences_parent_class)->dispose (object);
}

static void
armada_preferences_class_init (ArmadaPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ARMADA_TYPE_ALERTS_GROUP);
  g_type_ensure (ARMADA_TYPE_STORAGE_GROUP);
  g_type_ensure (ARMADA_TYPE_STREETS_GROUP);
  g_type_ensure (ARMADA_TYPE_PACKS_GROUP);
  G_OBJECT_CLASS (klass)->dispose = armada_preferences_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaPreferences, interval_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPreferences, scheme_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPreferences, hints_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPreferences, report_limit_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPreferences, alerts_group);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPreferences, storage_group);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPreferences, map_page);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPreferences, clusters_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPreferences, glide_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPreferences, labels_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPreferences, drawing_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPreferences, streets_group);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPreferences, packs_group);
}

static void
armada_preferences_init (ArmadaPreferences *self)
{
  g_autoptr (GtkStringList) texts = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) sizes = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (intervals); i++)
    gtk_string_list_take (texts, armada_words_for_duration (intervals[i]));
  adw_combo_row_set_model (self->interval_row, G_LIST_MODEL (texts));
  for (guint i = 0; i < G_N_ELEMENTS (report_limits); i++)
    gtk_string_list_take (sizes, armada_words_for_size ((guint64) report_limits[i] * MEGABYTE));
  adw_combo_row_set_model (self->report_limit_row, G_LIST_MODEL (sizes));
}

/**
 * armada_preferences_new:
 * @settings: of the schema id.trackgps.Armada
 * @store: what is kept
 */
ArmadaPreferences *
armada_preferences_new (GSettings *settings, ArmadaStore *store)
{
  ArmadaPreferences *self = g_object_new (ARMADA_TYPE_PREFERENCES, NULL);

  self->settings = g_object_ref (settings);
  g_settings_bind_with_mapping (settings, "refresh-interval", self->interval_row, "selected",
                                G_SETTINGS_BIND_DEFAULT, get_interval, set_interval, NULL, NULL);
  g_settings_bind_with_mapping (settings, "color-scheme", self->scheme_row, "selected",
                                G_SETTINGS_BIND_DEFAULT, get_scheme, set_scheme, NULL, NULL);
  g_settings_bind (settings, "hints", self->hints_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "report-limit", self->report_limit_row, "selected",
                                G_SETTINGS_BIND_DEFAULT, get_report_limit, set_report_limit, NULL,
                                NULL);
  armada_alerts_group_open (self->alerts_group, settings);
  armada_storage_group_open (self->storage_group, settings, store);
  return self;
}

/**
 * armada_preferences_set_library:
 * @library: whose tiles the maps show
 *
 * Adds the page of maps; call it once.
 */
void
armada_preferences_set_library (ArmadaPreferences *self, ArmadaMapLibrary *library)
{
  g_settings_bind (self->settings, "map-clusters", self->clusters_row, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "map-glide", self->glide_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "map-labels", self->labels_row, "selected",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "drawing", self->drawing_row, "selected",
                   G_SETTINGS_BIND_DEFAULT);
  armada_streets_group_open (self->streets_group, self->settings, library);
  armada_packs_group_open (self->packs_group, library);
  gtk_widget_set_visible (self->map_page, TRUE);
}

/**
 * armada_preferences_show_maps:
 *
 * Turns to the page of maps.
 */
void
armada_preferences_show_maps (ArmadaPreferences *self)
{
  adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (self), "map");
}

/**
 * armada_preferences_add_map:
 * @file: what the user says is a map
 *
 * Turns to the page of maps, where it is taken.
 */
void
armada_preferences_add_map (ArmadaPreferences *self, GFile *file)
{
  armada_preferences_show_maps (self);
  armada_packs_group_add_file (self->packs_group, file);
}
