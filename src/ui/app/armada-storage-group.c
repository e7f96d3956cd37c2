/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-storage-group"

#include "app/armada-storage-group.h"

#include <glib/gi18n.h>

#include "app/armada-words.h"

#define MEGABYTE 1000000
#define REFRESH 1 /* seconds */

/*
 * How much the tracks on this computer take, how much they may, and a way to be rid of them. What
 * the store does about a new limit it does by and by: while the group is seen, so are its figures.
 */
struct _ArmadaStorageGroup
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *usage_row;
  AdwComboRow *limit_row;
  GtkWidget *delete_row;

  GSettings *settings;
  ArmadaStore *store;
  GCancellable *cancellable;
  guint timer;
};

G_DEFINE_FINAL_TYPE (ArmadaStorageGroup, armada_storage_group, ADW_TYPE_PREFERENCES_GROUP)

static const guint limits[] = { 100, 500, 2000, 10000, 0 }; /* megabytes; 0 any number */

/* A limit set by other means is shown as the next larger one that is offered. */
static gboolean
get_limit (GValue *value, GVariant *variant, gpointer user_data)
{
  guint limit = g_variant_get_uint32 (variant);
  guint position = 0;

  while (limits[position] != 0 && (limit == 0 || limits[position] < limit))
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

static char *
describe (ArmadaStorageGroup *self, const ArmadaStoreUsage *usage)
{
  guint64 limit = (guint64) g_settings_get_uint (self->settings, "track-limit") * MEGABYTE;
  g_autofree char *used = armada_words_for_size (usage->track_bytes);
  g_autofree char *most = armada_words_for_size (limit);
  g_autofree char *day = NULL;

  if (usage->n_tracks == 0)
    return g_strdup (_ ("None are kept"));
  day = armada_words_for_day (usage->oldest_day, g_get_real_time () / G_USEC_PER_SEC);
  if (limit == 0)
    /* Translators: what tracks take on the disk, and the day of the oldest: "12.3 MB, oldest 3
     * September" */
    return g_strdup_printf (_ ("%s, oldest %s"), used, day);
  /* Translators: what tracks take on the disk, what they may take, and the day of the oldest:
   * "12.3 MB of 500 MB, oldest 3 September" */
  return g_strdup_printf (_ ("%s of %s, oldest %s"), used, most, day);
}

static void
usage_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaStorageGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaStoreUsage) usage =
      armada_store_get_usage_finish (ARMADA_STORE (source), result, &error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = usage ? describe (self, usage) : armada_words_for_store_error (error);
  adw_action_row_set_subtitle (self->usage_row, text);
  gtk_widget_set_sensitive (self->delete_row, usage != NULL && usage->n_tracks > 0);
}

static void
refresh (ArmadaStorageGroup *self)
{
  if (self->store != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    armada_store_get_usage_async (self->store, self->cancellable, usage_cb, g_object_ref (self));
}

static gboolean
timer_cb (gpointer user_data)
{
  refresh (user_data);
  return G_SOURCE_CONTINUE;
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaStorageGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);

  if (!armada_store_delete_tracks_finish (ARMADA_STORE (source), result, &error) &&
      dialog != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (dialog),
                                      adw_toast_new (_ ("The tracks could not be deleted.")));
  refresh (self);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaStorageGroup) self = user_data;

  if (g_strcmp0 (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "delete") == 0)
    armada_store_delete_tracks_async (self->store, 0, self->cancellable, deleted_cb,
                                      g_object_ref (self));
}

static void
delete_cb (ArmadaStorageGroup *self)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (
      adw_alert_dialog_new (_ ("Delete All Tracks?"),
                            _ ("Those of all accounts on this computer. When you look at one again "
                               "it is fetched from the server, as far back as that has it.")));

  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "delete", _ ("_Delete"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), self->cancellable, answered_cb,
                           g_object_ref (self));
}

static void
armada_storage_group_map (GtkWidget *widget)
{
  ArmadaStorageGroup *self = ARMADA_STORAGE_GROUP (widget);

  GTK_WIDGET_CLASS (armada_storage_group_parent_class)->map (widget);
  refresh (self);
  self->timer = g_timeout_add_seconds (REFRESH, timer_cb, self);
}

static void
armada_storage_group_unmap (GtkWidget *widget)
{
  ArmadaStorageGroup *self = ARMADA_STORAGE_GROUP (widget);

  g_clear_handle_id (&self->timer, g_source_remove);
  GTK_WIDGET_CLASS (armada_storage_group_parent_class)->unmap (widget);
}

static void
armada_storage_group_dispose (GObject *object)
{
  ArmadaStorageGroup *self = ARMADA_STORAGE_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (armada_storage_group_parent_class)->dispose (object);
}

static void
armada_storage_group_finalize (GObject *object)
{
  ArmadaStorageGroup *self = ARMADA_STORAGE_GROUP (object);

  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (armada_storage_group_parent_class)->finalize (object);
}

static void
armada_storage_group_class_init (ArmadaStorageGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = armada_storage_group_dispose;
  object_class->finalize = armada_storage_group_finalize;
  widget_class->map = armada_storage_group_map;
  widget_class->unmap = armada_storage_group_unmap;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-storage-group.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaStorageGroup, usage_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaStorageGroup, limit_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaStorageGroup, delete_row);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
}

static void
armada_storage_group_init (ArmadaStorageGroup *self)
{
  g_autoptr (GtkStringList) texts = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    if (limits[i] != 0)
      gtk_string_list_take (texts, armada_words_for_size ((guint64) limits[i] * MEGABYTE));
    else
      gtk_string_list_append (texts, C_ ("limit of size", "No Limit"));
  adw_combo_row_set_model (self->limit_row, G_LIST_MODEL (texts));
}

/**
 * armada_storage_group_open:
 * @settings: of the schema id.trackgps.Armada
 * @store: what is kept
 *
 * Shows the limit of @settings and the usage of @store; call it once.
 */
void
armada_storage_group_open (ArmadaStorageGroup *self, GSettings *settings, ArmadaStore *store)
{
  self->settings = g_object_ref (settings);
  self->store = g_object_ref (store);
  g_settings_bind_with_mapping (settings, "track-limit", self->limit_row, "selected",
                                G_SETTINGS_BIND_DEFAULT, get_limit, set_limit, NULL, NULL);
  g_signal_connect_object (settings, "changed::track-limit", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
}
