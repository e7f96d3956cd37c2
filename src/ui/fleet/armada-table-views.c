/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-table-views"

#include "fleet/armada-table-views.h"

#include <glib/gi18n.h>

#include "app/armada-saved-rows.h"

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
  ArmadaSavedTexts *saved; /* each the text of a layout */
  ArmadaSavedRows *rows;
  ArmadaTableLayout *layout; /* that is seen */
  char *current;             /* (nullable): what it is saved as */
  guint keeping;             /* a timeout */
  gboolean narrow;           /* the button has no room for words */

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

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!armada_store_put_fact_finish (ARMADA_STORE (source), result, &error))
    g_message ("views of the table cannot be kept: %s", error->message);
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
    if (is_seen (self, armada_saved_texts_get (self->saved, names[i])))
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

static void
usual_cb (ArmadaTableViews *self)
{
  g_autoptr (ArmadaTableLayout) usual = armada_table_layout_new_usual ();

  choose (self, usual);
}

static void
save_cb (ArmadaTableViews *self, const char *name)
{
  armada_table_views_save (self, name);
  gtk_popover_popdown (self->popover);
}

static char *
tell_removed (const char *name)
{
  /* Translators: %s is the name of a view that the user saved */
  return g_strdup_printf (_ ("View removed: %s"), name);
}

static void
add_rows (ArmadaTableViews *self)
{
  const ArmadaSavedWords words = { _ ("Rename the View"), _ ("Name of the view"),
                                   _ ("Remove the View"), tell_removed };

  self->rows = armada_saved_rows_new (self->group, self->name_row, &words);
  g_signal_connect_object (self->rows, "chosen", G_CALLBACK (armada_table_views_use), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "save", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
}

static void
set_saved (ArmadaTableViews *self)
{
  g_clear_object (&self->saved);
  self->saved = armada_saved_texts_new (self->store, self->account, SAVED);
  g_signal_connect_object (self->saved, "changed", G_CALLBACK (find_current), self,
                           G_CONNECT_SWAPPED);
  armada_saved_rows_set_texts (self->rows, self->saved);
  find_current (self);
}

/* Unless the user has changed the table meanwhile. */
static void
got_current_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaTableViews) self = user_data;
  g_autofree char *text = armada_store_get_fact_finish (ARMADA_STORE (source), result, NULL);
  g_autoptr (ArmadaTableLayout) layout = text ? armada_table_layout_from_text (text) : NULL;

  if (layout != NULL && self->keeping == 0 &&
      !g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
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
  g_clear_object (&self->rows);
  g_clear_object (&self->saved);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (armada_table_views_parent_class)->dispose (object);
}

static void
armada_table_views_finalize (GObject *object)
{
  ArmadaTableViews *self = ARMADA_TABLE_VIEWS (object);

  g_clear_object (&self->cancellable);
  armada_table_layout_free (self->layout);
  g_free (self->current);
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
  gtk_widget_class_bind_template_callback (widget_class, usual_cb);
}

static void
armada_table_views_init (ArmadaTableViews *self)
{
  self->cancellable = g_cancellable_new ();
  self->layout = armada_table_layout_new_usual ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_rows (self);
  set_saved (self);
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
  armada_table_layout_free (self->layout);
  self->layout = armada_table_layout_new_usual ();
  set_saved (self);
  usual_cb (self);
  if (store == NULL)
    return;
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
  g_autofree char *text = armada_table_layout_to_text (self->layout);

  armada_saved_texts_put (self->saved, name, text);
}

/**
 * armada_table_views_use:
 *
 * Returns: whether there is such a view
 */
gboolean
armada_table_views_use (ArmadaTableViews *self, const char *name)
{
  const char *text = armada_saved_texts_get (self->saved, name);
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
  return armada_saved_texts_rename (self->saved, name, wanted);
}

/**
 * armada_table_views_remove:
 *
 * Forgets a view, and offers to bring it back.
 */
void
armada_table_views_remove (ArmadaTableViews *self, const char *name)
{
  armada_saved_rows_remove (self->rows, name);
}

/**
 * armada_table_views_list:
 *
 * Returns: (transfer full): the names of the saved views, in order
 */
GStrv
armada_table_views_list (ArmadaTableViews *self)
{
  return armada_saved_texts_list_names (self->saved);
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
