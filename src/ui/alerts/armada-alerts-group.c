/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-alerts-group"

#include "alerts/armada-alerts-group.h"

#include "alerts/armada-incident-words.h"

#define MUTED "muted-types"

/* The types that are offered; others are told of. */
static const char *const types[] = {
  "sos",         "overspeed",           "geofence_in",      "geofence_out",     "idle_duration",
  "ignition_on", "ignition_off",        "stop_duration",    "offline_duration", "fuel_change",
  "unplugged",   "maintenance_overdue", "maintenance_soon",
};

/* How the user is told of incidents: each row is bound to a key of the settings. */
struct _ArmadaAlertsGroup
{
  AdwPreferencesGroup parent_instance;

  GSettings *settings;
  AdwSwitchRow *notifications_row;
  AdwExpanderRow *types_row;
  GtkWidget *type_rows[G_N_ELEMENTS (types)];
  AdwExpanderRow *quiet_row;
  AdwComboRow *from_row;
  AdwComboRow *to_row;
  AdwSwitchRow *background_row;
  AdwSpinRow *gap_row;
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (ArmadaAlertsGroup, armada_alerts_group, ADW_TYPE_PREFERENCES_GROUP)

/* What is muted by other means, and not offered here, stays muted. */
static void
type_cb (ArmadaAlertsGroup *self, GParamSpec *pspec, AdwSwitchRow *row)
{
  const char *type = g_object_get_data (G_OBJECT (row), "type");
  g_auto (GStrv) muted = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) now = NULL;

  if (self->setting)
    return;
  muted = g_settings_get_strv (self->settings, MUTED);
  for (guint i = 0; muted[i] != NULL; i++)
    if (!g_str_equal (muted[i], type))
      g_strv_builder_add (builder, muted[i]);
  if (!adw_switch_row_get_active (row))
    g_strv_builder_add (builder, type);
  now = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, MUTED, (const char *const *) now);
}

static void
show_types (ArmadaAlertsGroup *self)
{
  g_auto (GStrv) muted = g_settings_get_strv (self->settings, MUTED);

  self->setting = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    adw_switch_row_set_active (ADW_SWITCH_ROW (self->type_rows[i]),
                               !g_strv_contains ((const char *const *) muted, types[i]));
  self->setting = FALSE;
}

static void
add_types (ArmadaAlertsGroup *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *row = adw_switch_row_new ();
      g_autofree char *words = armada_incident_words_for_type (types[i]);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
      g_object_set_data (G_OBJECT (row), "type", (gpointer) types[i]);
      g_signal_connect_object (row, "notify::active", G_CALLBACK (type_cb), self,
                               G_CONNECT_SWAPPED);
      adw_expander_row_add_row (self->types_row, row);
      self->type_rows[i] = row;
    }
}

/* The settings count minutes of the day, the rows offer its half hours. */
static gboolean
get_half_hour (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_set_uint (value, MIN (g_variant_get_uint32 (variant) / 30, 47));
  return TRUE;
}

static GVariant *
set_half_hour (const GValue *value, const GVariantType *type, gpointer user_data)
{
  guint position = g_value_get_uint (value);

  return position < 48 ? g_variant_new_uint32 (position * 30) : NULL;
}

static void
offer_half_hours (AdwComboRow *row)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < 48; i++)
    {
      g_autoptr (GDateTime) time =
          g_date_time_new_utc (2000, 1, 1, (int) i / 2, (int) i % 2 * 30, 0);

      gtk_string_list_take (list, g_date_time_format (time, "%R"));
    }
  adw_combo_row_set_model (row, G_LIST_MODEL (list));
}

static void
armada_alerts_group_dispose (GObject *object)
{
  g_clear_object (&ARMADA_ALERTS_GROUP (object)->settings);
  G_OBJECT_CLASS (armada_alerts_group_parent_class)->dispose (object);
}

static void
armada_alerts_group_class_init (ArmadaAlertsGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_alerts_group_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-alerts-group.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaAlertsGroup, notifications_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaAlertsGroup, types_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaAlertsGroup, quiet_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaAlertsGroup, from_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaAlertsGroup, to_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaAlertsGroup, background_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaAlertsGroup, gap_row);
}

static void
armada_alerts_group_init (ArmadaAlertsGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_types (self);
  offer_half_hours (self->from_row);
  offer_half_hours (self->to_row);
}

/**
 * armada_alerts_group_open:
 * @settings: of the schema id.trackgps.Armada
 */
void
armada_alerts_group_open (ArmadaAlertsGroup *self, GSettings *settings)
{
  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "notifications", self->notifications_row, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "quiet-hours", self->quiet_row, "enable-expansion",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "run-in-background", self->background_row, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "incident-gap", self->gap_row, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "quiet-from", self->from_row, "selected",
                                G_SETTINGS_BIND_DEFAULT, get_half_hour, set_half_hour, NULL, NULL);
  g_settings_bind_with_mapping (settings, "quiet-to", self->to_row, "selected",
                                G_SETTINGS_BIND_DEFAULT, get_half_hour, set_half_hour, NULL, NULL);
  g_signal_connect_object (settings, "changed::" MUTED, G_CALLBACK (show_types), self,
                           G_CONNECT_SWAPPED);
  show_types (self);
}
