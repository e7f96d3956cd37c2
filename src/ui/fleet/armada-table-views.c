/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-table-views"

#include "fleet/armada-table-views.h"

#include <glib/gi18n.h>

#define SAVED "table-views"    /* the fact that holds what was saved */
#define CURRENT "table-layout" /* the one that holds how the table was left */
#define KEEP_SECONDS 1         /* after the last change: widths change often */

/*
 * ArmadaTableViews: offers what was saved, and says which of it is seen. Without a store, as
 * before anybody is signed in, nothing is kept.
 */
struct _ArmadaTableViews
{
  AdwBin parent_instance;

  ArmadaStore *store; /* (nullable) */
  gint64 account;
  GCancellable *cancellable;
  GHashTable *saved;         /* name → text of a layout */
  ArmadaTableLayout *layout; /* that is seen */
  char *current;             /* (nullable): what it is saved as */
  guint keeping;             /* a timeout */
  gboolean narrow;           /* the button has no room for words */
  GPtrArray *rows;           /* of GtkWidget, borrowed from the group */

  GtkWidget *button;
  GtkLabel *label;
  GtkPopover *popover;
  AdwPreferencesGroup *group;
  GtkWidget *usual_row;
  AdwEntryRow *name_row;
};

G_DEFINE_FINAL_TYPE (ArmadaTableViews, armada_table_views, ADW_TYPE_BIN)

typedef enum
{
  PROP_NARROW = 1
} ArmadaTableViewsProperty;
static GParamSpec *properties[PROP_NARROW + 1];
static guint chosen_signal;

/* What a toast can bring back. */
typedef struct
{
  ArmadaTableViews *views;
  char *name;
  char *text;
} Removed;

static void
removed_free (gpointer data, GClosure *closure)
{
  Removed *removed = data;

  g_object_unref (removed->views);
  g_free (removed->name);
  g_free (removed->text);
  g_free (removed);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!armada_store_put_fact_finish (ARMADA_STORE (source), result, &error))
    g_message ("views of the table cannot be kept: %s", error->message);
}

static void
keep_saved (ArmadaTableViews *self)
{
  g_auto (GStrv) names = armada_table_views_list (self);
  g_autoptr (GVariant) value = NULL;
  g_autofree char *text = NULL;
  GVariantBuilder builder;

  if (self->store == NULL)
    return;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  for (guint i = 0; names[i] != NULL; i++)
    g_variant_builder_add (&builder, "{ss}", names[i],
                           (char *) g_hash_table_lookup (self->saved, names[i]));
  value = g_variant_ref_sink (g_variant_builder_end (&builder));
  text = g_variant_print (value, TRUE);
  armada_store_put_fact_async (self->store, self->account, SAVED, text, NULL, kept_cb, NULL);
}

static gboolean
keep_current_cb (gpointer user_data)
{
  ArmadaTableViews *self = user_data;
  g_autofree char *text = armada_table_layout_to_text (self->layout);

  self->keeping = 0;
  if (self->store != NULL)
    armada_store_put_fact_async (self->store, self->account, CURRENT, text, NULL, kept_cb, NULL);
  return G_SOURCE_REMOVE;
}

static void
keep_now (ArmadaTableViews *self)
{
  if (self->keeping == 0)
    return;
  g_source_remove (self->keeping);
  keep_current_cb (self);
}

static gboolean
is_seen (ArmadaTableViews *self, const char *text)
{
  g_autoptr (ArmadaTableLayout) layout = text ? armada_table_layout_from_text (text) : NULL;

  return layout != NULL && armada_table_layout_equal (layout, self->layout);
}

/* Says on the button which of the views is seen. */
static void
find_current (ArmadaTableViews *self)
{
  g_auto (GStrv) names = armada_table_views_list (self);
  const char *current = NULL;

  for (guint i = 0; names[i] != NULL && current == NULL; i++)
    if (is_seen (self, g_hash_table_lookup (self->saved, names[i])))
      current = names[i];
  g_set_str (&self->current, current);
  gtk_label_set_label (self->label, current ? current : _ ("View"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (self->label), -1);
}

static void
choose (ArmadaTableViews *self, const ArmadaTableLayout *layout)
{
  gtk_popover_popdown (self->popover);
  g_signal_emit (self, chosen_signal, 0, layout);
}

static const char *
get_row_name (GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, ADW_TYPE_ACTION_ROW);

  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
}

static void
use_cb (GtkWidget *row, ArmadaTableViews *self)
{
  armada_table_views_use (self, get_row_name (row));
}

static void
usual_cb (ArmadaTableViews *self)
{
  g_autoptr (ArmadaTableLayout) usual = armada_table_layout_new_usual ();

  choose (self, usual);
}

static void
remove_cb (GtkWidget *button, ArmadaTableViews *self)
{
  g_autofree char *name = g_strdup (get_row_name (button));

  armada_table_views_remove (self, name);
}

static void
rename_answered_cb (AdwAlertDialog *dialog, const char *response, ArmadaTableViews *self)
{
  GtkWidget *entry = adw_alert_dialog_get_extra_child (dialog);

  if (g_str_equal (response, "rename"))
    armada_table_views_rename (self, g_object_get_data (G_OBJECT (dialog), "name"),
                               gtk_editable_get_text (GTK_EDITABLE (entry)));
}

/* Two views of one name would be one. */
static void
rename_changed_cb (GtkEditable *entry, AdwAlertDialog *dialog)
{
  ArmadaTableViews *self = g_object_get_data (G_OBJECT (dialog), "views");
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_alert_dialog_set_response_enabled (
      dialog, "rename", *name != '\0' && !g_hash_table_contains (self->saved, name));
}

static void
rename_cb (GtkWidget *button, ArmadaTableViews *self)
{
  const char *name = get_row_name (button);
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Rename the View"), NULL);
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the view"), -1);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), entry);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "rename",
                                  _ ("_Rename"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "rename",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "rename");
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (dialog), "rename", FALSE);
  g_object_set_data_full (G_OBJECT (dialog), "name", g_strdup (name), g_free);
  g_object_set_data_full (G_OBJECT (dialog), "views", g_object_ref (self), g_object_unref);
  g_signal_connect_object (entry, "changed", G_CALLBACK (rename_changed_cb), dialog, 0);
  g_signal_connect_object (dialog, "response", G_CALLBACK (rename_answered_cb), self, 0);
  gtk_popover_popdown (self->popover);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
add_button (ArmadaTableViews *self,
            GtkWidget *row,
            const char *icon,
            const char *label,
            GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect (button, "clicked", clicked, self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
make_row (ArmadaTableViews *self, const char *name)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (use_cb), self);
  add_button (self, row, "document-edit-symbolic", _ ("Rename the View"), G_CALLBACK (rename_cb));
  add_button (self, row, "user-trash-symbolic", _ ("Remove the View"), G_CALLBACK (remove_cb));
  return row;
}

static void
show_saved (ArmadaTableViews *self)
{
  g_auto (GStrv) names = armada_table_views_list (self);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; names[i] != NULL; i++)
    {
      GtkWidget *row = make_row (self, names[i]);

      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
    }
  find_current (self);
}

static void
change_saved (ArmadaTableViews *self)
{
  show_saved (self);
  keep_saved (self);
}

static void
undo_cb (AdwToast *toast, Removed *removed)
{
  g_hash_table_replace (removed->views->saved, g_strdup (removed->name), g_strdup (removed->text));
  change_saved (removed->views);
}

static void
offer_undo (ArmadaTableViews *self, const char *name, const char *text)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  /* Translators: %s is the name of a view that the user saved */
  g_autofree char *sentence = g_strdup_printf (_ ("View removed: %s"), name);
  Removed *removed;
  AdwToast *toast;

  if (overlay == NULL)
    return;
  removed = g_new0 (Removed, 1);
  removed->views = g_object_ref (self);
  removed->name = g_strdup (name);
  removed->text = g_strdup (text);
  toast = adw_toast_new (sentence);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), removed, removed_free,
                         G_CONNECT_DEFAULT);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

static void
save_cb (ArmadaTableViews *self)
{
  g_autofree char *name =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));

  if (*name == '\0')
    return;
  armada_table_views_save (self, name);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), "");
  gtk_popover_popdown (self->popover);
}

static gboolean
is_cancelled (GAsyncResult *result)
{
  return g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result)));
}

static void
got_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaTableViews) self = user_data;
  g_autofree char *text = armada_store_get_fact_finish (ARMADA_STORE (source), result, NULL);
  g_autoptr (GVariant) value =
      text ? g_variant_parse (G_VARIANT_TYPE ("a{ss}"), text, NULL, NULL, NULL) : NULL;
  GVariantIter iter;
  const char *name, *layout;

  if (value == NULL || is_cancelled (result))
    return;
  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "{&s&s}", &name, &layout))
    if (!g_hash_table_contains (self->saved, name))
      g_hash_table_insert (self->saved, g_strdup (name), g_strdup (layout));
  show_saved (self);
}

/* Unless the user has changed the table meanwhile. */
static void
got_current_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaTableViews) self = user_data;
  g_autofree char *text = armada_store_get_fact_finish (ARMADA_STORE (source), result, NULL);
  g_autoptr (ArmadaTableLayout) layout = text ? armada_table_layout_from_text (text) : NULL;

  if (layout != NULL && !is_cancelled (result) && self->keeping == 0)
    choose (self, layout);
}

static void
armada_table_views_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((ArmadaTableViewsProperty) id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, ARMADA_TABLE_VIEWS (object)->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_table_views_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArmadaTableViews *self = ARMADA_TABLE_VIEWS (object);

  switch ((ArmadaTableViewsProperty) id)
    {
    case PROP_NARROW:
      if (self->narrow == g_value_get_boolean (value))
        break;
      self->narrow = !self->narrow;
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_table_views_dispose (GObject *object)
{
  ArmadaTableViews *self = ARMADA_TABLE_VIEWS (object);

  keep_now (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (armada_table_views_parent_class)->dispose (object);
}

static void
armada_table_views_finalize (GObject *object)
{
  ArmadaTableViews *self = ARMADA_TABLE_VIEWS (object);

  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->saved);
  armada_table_layout_free (self->layout);
  g_free (self->current);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (armada_table_views_parent_class)->finalize (object);
}

static void
armada_table_views_class_init (ArmadaTableViewsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_table_views_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_table_views_finalize;
  G_OBJECT_CLASS (klass)->get_property = armada_table_views_get_property;
  G_OBJECT_CLASS (klass)->set_property = armada_table_views_set_property;
  properties[PROP_NARROW] =
      g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), G_N_ELEMENTS (properties), properties);
  chosen_signal = g_signal_new ("chosen", ARMADA_TYPE_TABLE_VIEWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-table-views.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaTableViews, button);
  gtk_widget_class_bind_template_child (widget_class, ArmadaTableViews, label);
  gtk_widget_class_bind_template_child (widget_class, ArmadaTableViews, popover);
  gtk_widget_class_bind_template_child (widget_class, ArmadaTableViews, group);
  gtk_widget_class_bind_template_child (widget_class, ArmadaTableViews, usual_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaTableViews, name_row);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, usual_cb);
}

static void
armada_table_views_init (ArmadaTableViews *self)
{
  self->cancellable = g_cancellable_new ();
  self->saved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->layout = armada_table_layout_new_usual ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  find_current (self);
}

/**
 * armada_table_views_set_store:
 * @store: (nullable): where views are kept
 * @account: whose
 *
 * Offers the account's own views, and chooses the usual one until it is known how its table was
 * left.
 */
void
armada_table_views_set_store (ArmadaTableViews *self, ArmadaStore *store, gint64 account)
{
  g_return_if_fail (ARMADA_IS_TABLE_VIEWS (self));

  keep_now (self);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->store, store);
  self->account = account;
  g_hash_table_remove_all (self->saved);
  armada_table_layout_free (self->layout);
  self->layout = armada_table_layout_new_usual ();
  show_saved (self);
  usual_cb (self);
  if (store == NULL)
    return;
  armada_store_get_fact_async (store, account, SAVED, self->cancellable, got_saved_cb,
                               g_object_ref (self));
  armada_store_get_fact_async (store, account, CURRENT, self->cancellable, got_current_cb,
                               g_object_ref (self));
}

/**
 * armada_table_views_show_layout:
 * @layout: how the table is seen now, which is kept
 */
void
armada_table_views_show_layout (ArmadaTableViews *self, const ArmadaTableLayout *layout)
{
  g_return_if_fail (ARMADA_IS_TABLE_VIEWS (self));

  if (armada_table_layout_equal (layout, self->layout))
    return;
  armada_table_layout_free (self->layout);
  self->layout = armada_table_layout_copy (layout);
  find_current (self);
  if (self->keeping == 0 && self->store != NULL)
    self->keeping = g_timeout_add_seconds (KEEP_SECONDS, keep_current_cb, self);
}

/**
 * armada_table_views_save:
 * @name: takes the place of what was saved under it
 */
void
armada_table_views_save (ArmadaTableViews *self, const char *name)
{
  g_hash_table_replace (self->saved, g_strdup (name), armada_table_layout_to_text (self->layout));
  change_saved (self);
}

/**
 * armada_table_views_use:
 *
 * Returns: whether there is such a view
 */
gboolean
armada_table_views_use (ArmadaTableViews *self, const char *name)
{
  const char *text = g_hash_table_lookup (self->saved, name);
  g_autoptr (ArmadaTableLayout) layout = text ? armada_table_layout_from_text (text) : NULL;

  if (layout == NULL)
    return FALSE;
  choose (self, layout);
  return TRUE;
}

/**
 * armada_table_views_rename:
 * @wanted: spaces around it are not part of it
 *
 * Returns: whether it is called so now: a name that is taken, or none, is not given
 */
gboolean
armada_table_views_rename (ArmadaTableViews *self, const char *name, const char *wanted)
{
  g_autofree char *plain = g_strstrip (g_strdup (wanted));
  g_autofree char *text = g_strdup (g_hash_table_lookup (self->saved, name));

  if (text == NULL || *plain == '\0' || g_hash_table_contains (self->saved, plain))
    return FALSE;
  g_hash_table_remove (self->saved, name);
  g_hash_table_insert (self->saved, g_steal_pointer (&plain), g_steal_pointer (&text));
  change_saved (self);
  return TRUE;
}

/**
 * armada_table_views_remove:
 *
 * Forgets a view, and offers to bring it back.
 */
void
armada_table_views_remove (ArmadaTableViews *self, const char *name)
{
  g_autofree char *text = g_strdup (g_hash_table_lookup (self->saved, name));

  if (text == NULL)
    return;
  g_hash_table_remove (self->saved, name);
  change_saved (self);
  offer_undo (self, name, text);
}

/**
 * armada_table_views_list:
 *
 * Returns: (transfer full): the names of the saved views, in order
 */
GStrv
armada_table_views_list (ArmadaTableViews *self)
{
  g_autoptr (GPtrArray) names = g_hash_table_get_keys_as_ptr_array (self->saved);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    g_strv_builder_add (builder, names->pdata[i]);
  return g_strv_builder_end (builder);
}

/**
 * armada_table_views_get_current:
 *
 * Returns: (transfer none) (nullable): what the layout that is seen is saved as
 */
const char *
armada_table_views_get_current (ArmadaTableViews *self)
{
  return self->current;
}
