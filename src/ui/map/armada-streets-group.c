/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-streets-group"

#include "map/armada-streets-group.h"

#include <glib/gi18n.h>

#include "app/armada-words.h"
#include "map/armada-streets.h"

#define MEGABYTE 1000000
#define REFRESH 2 /* seconds */

/*
 * Whether streets come from the network, from whom, and what of them is kept. An address of the
 * user's own is taken when it is one of tiles; until then the setting stays as it was.
 */
struct _ArmadaStreetsGroup
{
  AdwPreferencesGroup parent_instance;

  AdwSwitchRow *wanted_row;
  AdwComboRow *service_row;
  AdwEntryRow *address_row;
  AdwComboRow *kind_row;
  AdwEntryRow *credit_row;
  AdwComboRow *limit_row;
  AdwActionRow *usage_row;
  GtkWidget *delete_button;

  GSettings *settings;
  ArmadaTileCache *cache;
  GCancellable *cancellable;
  guint timer;
};

G_DEFINE_FINAL_TYPE (ArmadaStreetsGroup, armada_streets_group, ADW_TYPE_PREFERENCES_GROUP)

static const guint limits[] = { 50, 200, 1000, 5000 }; /* megabytes */

/* A limit set by other means is shown as the next larger one that is offered. */
static gboolean
get_limit (GValue *value, GVariant *variant, gpointer user_data)
{
  guint position = 0;

  while (position + 1 < G_N_ELEMENTS (limits) && limits[position] < g_variant_get_uint32 (variant))
    position++;
  g_value_set_uint (value, position);
  return TRUE;
}

static GVariant *
set_limit (const GValue *value, const GVariantType *type, gpointer user_data)
{
  guint position = g_value_get_uint (value);

  return position < G_N_ELEMENTS (limits) ? g_variant_new_uint32 (limits[position]) : NULL;
}

static gboolean
get_wanted (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_set_boolean (value, g_str_equal (g_variant_get_string (variant, NULL), "yes"));
  return TRUE;
}

static GVariant *
set_wanted (const GValue *value, const GVariantType *type, gpointer user_data)
{
  return g_variant_new_string (g_value_get_boolean (value) ? "yes" : "no");
}

/* The user's own service stands behind the presets. */
static gboolean
get_service (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *const *presets = armada_tile_service_get_presets ();
  const char *name = g_variant_get_string (variant, NULL);
  guint position = 0;

  while (presets[position] != NULL && !g_str_equal (presets[position], name))
    position++;
  if (presets[position] == NULL && !g_str_equal (name, ARMADA_STREETS_OWN))
    position = 0;
  g_value_set_uint (value, position);
  return TRUE;
}

static GVariant *
set_service (const GValue *value, const GVariantType *type, gpointer user_data)
{
  const char *const *presets = armada_tile_service_get_presets ();
  guint position = g_value_get_uint (value);

  if (position > g_strv_length ((char **) presets))
    return NULL;
  return g_variant_new_string (presets[position] ? presets[position] : ARMADA_STREETS_OWN);
}

static void
service_cb (ArmadaStreetsGroup *self)
{
  g_autofree char *name = g_settings_get_string (self->settings, "tile-service");
  gboolean own = g_str_equal (name, ARMADA_STREETS_OWN);

  gtk_widget_set_visible (GTK_WIDGET (self->address_row), own);
  gtk_widget_set_visible (GTK_WIDGET (self->kind_row), own);
  gtk_widget_set_visible (GTK_WIDGET (self->credit_row), own);
}

static void
say (ArmadaStreetsGroup *self, const char *sentence)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);

  if (dialog != NULL)
    adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (dialog), adw_toast_new (sentence));
}

static void
address_cb (ArmadaStreetsGroup *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->address_row));
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaTileService) service =
      armada_tile_service_new (ARMADA_TILE_VECTOR, text, "", &error);
  g_autofree char *sentence = NULL;

  if (service != NULL)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->address_row), "error");
      g_settings_set_string (self->settings, "tile-address", service->url);
      return;
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->address_row), "error");
  sentence = armada_words_for_tile_address_error (error);
  say (self, sentence);
}

static void
credit_cb (ArmadaStreetsGroup *self)
{
  g_settings_set_string (self->settings, "tile-credit",
                         gtk_editable_get_text (GTK_EDITABLE (self->credit_row)));
}

static void
size_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaStreetsGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 size = armada_tile_cache_get_size_finish (ARMADA_TILE_CACHE (source), result, &error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    text = armada_words_for_store_error (error);
  else
    text = size > 0 ? armada_words_for_size ((guint64) size) : g_strdup (_ ("None are kept"));
  adw_action_row_set_subtitle (self->usage_row, text);
  gtk_widget_set_sensitive (self->delete_button, size > 0);
}

static gboolean
refresh (gpointer user_data)
{
  ArmadaStreetsGroup *self = user_data;

  armada_tile_cache_get_size_async (self->cache, self->cancellable, size_cb, g_object_ref (self));
  return G_SOURCE_CONTINUE;
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaStreetsGroup) self = user_data;

  if (!armada_tile_cache_clear_finish (ARMADA_TILE_CACHE (source), result, NULL))
    say (self, _ ("The streets could not be deleted."));
  refresh (self);
}

static void
delete_cb (ArmadaStreetsGroup *self)
{
  armada_tile_cache_clear_async (self->cache, self->cancellable, deleted_cb, g_object_ref (self));
}

static void
armada_streets_group_map (GtkWidget *widget)
{
  ArmadaStreetsGroup *self = ARMADA_STREETS_GROUP (widget);

  GTK_WIDGET_CLASS (armada_streets_group_parent_class)->map (widget);
  if (self->cache == NULL)
    return;
  refresh (self);
  self->timer = g_timeout_add_seconds (REFRESH, refresh, self);
}

static void
armada_streets_group_unmap (GtkWidget *widget)
{
  ArmadaStreetsGroup *self = ARMADA_STREETS_GROUP (widget);

  g_clear_handle_id (&self->timer, g_source_remove);
  GTK_WIDGET_CLASS (armada_streets_group_parent_class)->unmap (widget);
}

static void
armada_streets_group_dispose (GObject *object)
{
  ArmadaStreetsGroup *self = ARMADA_STREETS_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->cache);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (armada_streets_group_parent_class)->dispose (object);
}

static void
armada_streets_group_finalize (GObject *object)
{
  g_clear_object (&ARMADA_STREETS_GROUP (object)->cancellable);
  G_OBJECT_CLASS (armada_streets_group_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, ArmadaStreetsGroup, wanted_row);
  gtk_widget_class_bind_template_child (klass, ArmadaStreetsGroup, service_row);
  gtk_widget_class_bind_template_child (klass, ArmadaStreetsGroup, address_row);
  gtk_widget_class_bind_template_child (klass, ArmadaStreetsGroup, kind_row);
  gtk_widget_class_bind_template_child (klass, ArmadaStreetsGroup, credit_row);
  gtk_widget_class_bind_template_child (klass, ArmadaStreetsGroup, limit_row);
  gtk_widget_class_bind_template_child (klass, ArmadaStreetsGroup, usage_row);
  gtk_widget_class_bind_template_child (klass, ArmadaStreetsGroup, delete_button);
  gtk_widget_class_bind_template_callback (klass, address_cb);
  gtk_widget_class_bind_template_callback (klass, credit_cb);
  gtk_widget_class_bind_template_callback (klass, delete_cb);
}

static void
armada_streets_group_class_init (ArmadaStreetsGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = armada_streets_group_dispose;
  object_class->finalize = armada_streets_group_finalize;
  widget_class->map = armada_streets_group_map;
  widget_class->unmap = armada_streets_group_unmap;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-streets-group.ui");
  bind_children (widget_class);
}

static void
armada_streets_group_init (ArmadaStreetsGroup *self)
{
  const char *const *presets = armada_tile_service_get_presets ();
  g_autoptr (GtkStringList) services = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) sizes = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  for (guint i = 0; presets[i] != NULL; i++)
    gtk_string_list_append (services, armada_tile_service_get_preset_name (presets[i]));
  gtk_string_list_append (services, C_ ("map tiles", "Another"));
  adw_combo_row_set_model (self->service_row, G_LIST_MODEL (services));
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    gtk_string_list_take (sizes, armada_words_for_size ((guint64) limits[i] * MEGABYTE));
  adw_combo_row_set_model (self->limit_row, G_LIST_MODEL (sizes));
}

/**
 * armada_streets_group_open:
 * @settings: of the schema id.trackgps.Armada
 * @library: one with a loader
 *
 * Shows what @settings say and what is kept; call it once.
 */
void
armada_streets_group_open (ArmadaStreetsGroup *self, GSettings *settings, ArmadaMapLibrary *library)
{
  g_autofree char *address = g_settings_get_string (settings, "tile-address");
  g_autofree char *credit = g_settings_get_string (settings, "tile-credit");

  self->settings = g_object_ref (settings);
  self->cache =
      g_object_ref (armada_tile_loader_get_cache (armada_map_library_get_loader (library)));
  gtk_editable_set_text (GTK_EDITABLE (self->address_row), address);
  gtk_editable_set_text (GTK_EDITABLE (self->credit_row), credit);
  g_settings_bind_with_mapping (settings, "street-tiles", self->wanted_row, "active",
                                G_SETTINGS_BIND_DEFAULT, get_wanted, set_wanted, NULL, NULL);
  g_settings_bind_with_mapping (settings, "tile-service", self->service_row, "selected",
                                G_SETTINGS_BIND_DEFAULT, get_service, set_service, NULL, NULL);
  g_settings_bind (settings, "tile-kind", self->kind_row, "selected", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "tile-limit", self->limit_row, "selected",
                                G_SETTINGS_BIND_DEFAULT, get_limit, set_limit, NULL, NULL);
  g_signal_connect_object (settings, "changed::tile-service", G_CALLBACK (service_cb), self,
                           G_CONNECT_SWAPPED);
  service_cb (self);
}
