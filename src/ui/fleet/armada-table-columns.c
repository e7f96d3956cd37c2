/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-table-columns"

#include "fleet/armada-table-columns.h"

#include <glib/gi18n.h>

#include "fleet/armada-table-words.h"

#define WIDTH 130 /* of a column that is new, pixels */

/*
 * ArmadaTableColumns: a row for each column there is, those that are shown first, in their order.
 * The rows are made anew when one is chosen, left out or moved, and the keys stay with it.
 */
struct _ArmadaTableColumns
{
  AdwDialog parent_instance;

  ArmadaFleetTable *table;
  GPtrArray *shown_rows; /* of GtkWidget, borrowed from the groups */
  GPtrArray *other_rows;

  GtkEditable *search;
  AdwPreferencesGroup *shown_group;
  AdwPreferencesGroup *other_group;
};

G_DEFINE_FINAL_TYPE (ArmadaTableColumns, armada_table_columns, ADW_TYPE_DIALOG)

static guint layout_changed_signal;

static void show_rows (ArmadaTableColumns *self, const char *focused);

static const char *
get_name (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "name");
}

/* @name: where the keys stay */
static void
take_layout (ArmadaTableColumns *self, const ArmadaTableLayout *layout, const char *name)
{
  g_autofree char *focused = g_strdup (name);

  armada_fleet_table_set_layout (self->table, layout);
  show_rows (self, focused);
  g_signal_emit (self, layout_changed_signal, 0);
}

/* A table without columns would be none: the last one stays. */
static void
toggled_cb (GtkCheckButton *button, ArmadaTableColumns *self)
{
  g_autoptr (ArmadaTableLayout) layout =
      armada_table_layout_copy (armada_fleet_table_get_layout (self->table));
  const char *name = get_name (GTK_WIDGET (button));

  if (gtk_check_button_get_active (button))
    armada_table_layout_add_column (layout, name, WIDTH);
  else if (layout->columns->len > 1)
    armada_table_layout_remove_column (layout, name);
  take_layout (self, layout, name);
}

static void
move (ArmadaTableColumns *self, const char *name, int by)
{
  g_autoptr (ArmadaTableLayout) layout =
      armada_table_layout_copy (armada_fleet_table_get_layout (self->table));
  int place = armada_table_layout_find_column (layout, name) + by;

  if (place < 0 || (guint) place >= layout->columns->len)
    return;
  armada_table_layout_move_column (layout, name, (guint) place);
  take_layout (self, layout, name);
}

static void
up_cb (GtkWidget *button, ArmadaTableColumns *self)
{
  move (self, get_name (button), -1);
}

static void
down_cb (GtkWidget *button, ArmadaTableColumns *self)
{
  move (self, get_name (button), 1);
}

static GtkWidget *
add_button (ArmadaTableColumns *self,
            GtkWidget *row,
            const char *name,
            const char *icon,
            const char *label,
            GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "name", g_strdup (name), g_free);
  g_signal_connect (button, "clicked", clicked, self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

static const char *
get_subtitle (const ArmadaFleetColumn *column)
{
  if (column == NULL)
    return _ ("No vehicle has this sensor now");
  return column->sensor ? _ ("Sensor") : "";
}

static GtkWidget *
make_row (ArmadaTableColumns *self, const char *name, const char *title, int place)
{
  const ArmadaFleetColumn *column =
      armada_fleet_columns_find (armada_fleet_table_get_columns (self->table), name);
  guint n = armada_fleet_table_get_layout (self->table)->columns->len;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *up, *down;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), get_subtitle (column));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), place >= 0);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (check), "name", g_strdup (name), g_free);
  g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), self);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  if (place < 0)
    return row;
  up = add_button (self, row, name, "go-up-symbolic", _ ("Move Up"), G_CALLBACK (up_cb));
  down = add_button (self, row, name, "go-down-symbolic", _ ("Move Down"), G_CALLBACK (down_cb));
  gtk_widget_set_sensitive (up, place > 0);
  gtk_widget_set_sensitive (down, (guint) place + 1 < n);
  return row;
}

static void
clear (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, rows->pdata[i]);
  g_ptr_array_set_size (rows, 0);
}

static gboolean
is_searched (ArmadaTableColumns *self, const char *title)
{
  g_autofree char *words = armada_device_fold_text (gtk_editable_get_text (self->search));
  g_autofree char *folded = armada_device_fold_text (title);

  return strstr (folded, words) != NULL;
}

static void
add_row (ArmadaTableColumns *self, const char *name, const char *title, const char *focused)
{
  int place = armada_table_layout_find_column (armada_fleet_table_get_layout (self->table), name);
  GtkWidget *row;

  if (!is_searched (self, title))
    return;
  row = make_row (self, name, title, place);
  adw_preferences_group_add (place >= 0 ? self->shown_group : self->other_group, row);
  g_ptr_array_add (place >= 0 ? self->shown_rows : self->other_rows, row);
  if (g_strcmp0 (name, focused) == 0)
    gtk_widget_grab_focus (row);
}

static char *
dup_title (const ArmadaFleetColumn *column, const char *name)
{
  if (column != NULL)
    return armada_table_words_for_column (column);
  return g_strdup (g_str_has_prefix (name, ARMADA_FLEET_COLUMN_SENSOR)
                       ? name + strlen (ARMADA_FLEET_COLUMN_SENSOR)
                       : name);
}

static void
show_rows (ArmadaTableColumns *self, const char *focused)
{
  const ArmadaFleetColumns *columns = armada_fleet_table_get_columns (self->table);
  const ArmadaTableLayout *layout = armada_fleet_table_get_layout (self->table);

  clear (self->shown_group, self->shown_rows);
  clear (self->other_group, self->other_rows);
  for (guint i = 0; i < layout->columns->len; i++)
    {
      const char *name = g_array_index (layout->columns, ArmadaLayoutColumn, i).name;
      g_autofree char *title = dup_title (armada_fleet_columns_find (columns, name), name);

      add_row (self, name, title, focused);
    }
  for (guint i = 0; i < armada_fleet_columns_get_n (columns); i++)
    {
      const ArmadaFleetColumn *column = armada_fleet_columns_get (columns, i);
      g_autofree char *title = armada_table_words_for_column (column);

      if (armada_table_layout_find_column (layout, column->name) < 0)
        add_row (self, column->name, title, focused);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->shown_group), self->shown_rows->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->other_group), self->other_rows->len > 0);
}

static void
search_cb (ArmadaTableColumns *self)
{
  if (self->table != NULL)
    show_rows (self, NULL);
}

/* The entry keeps Esc to itself: the first one clears it, and the next closes the dialog. */
static void
stop_search_cb (ArmadaTableColumns *self)
{
  if (*gtk_editable_get_text (self->search) != '\0')
    gtk_editable_set_text (self->search, "");
  else
    adw_dialog_close (ADW_DIALOG (self));
}

/* What it is sorted and filtered by stays. */
static void
reset_cb (ArmadaTableColumns *self)
{
  g_autoptr (ArmadaTableLayout) layout =
      armada_table_layout_copy (armada_fleet_table_get_layout (self->table));
  g_autoptr (ArmadaTableLayout) usual = armada_table_layout_new_usual ();

  g_array_set_size (layout->columns, 0);
  for (guint i = 0; i < usual->columns->len; i++)
    {
      const ArmadaLayoutColumn *column = &g_array_index (usual->columns, ArmadaLayoutColumn, i);

      armada_table_layout_add_column (layout, column->name, column->width);
    }
  take_layout (self, layout, NULL);
}

static void
armada_table_columns_dispose (GObject *object)
{
  g_clear_object (&ARMADA_TABLE_COLUMNS (object)->table);
  G_OBJECT_CLASS (armada_table_columns_parent_class)->dispose (object);
}

static void
armada_table_columns_finalize (GObject *object)
{
  g_ptr_array_unref (ARMADA_TABLE_COLUMNS (object)->shown_rows);
  g_ptr_array_unref (ARMADA_TABLE_COLUMNS (object)->other_rows);
  G_OBJECT_CLASS (armada_table_columns_parent_class)->finalize (object);
}

static void
armada_table_columns_class_init (ArmadaTableColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_table_columns_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_table_columns_finalize;
  layout_changed_signal = g_signal_new ("layout-changed", ARMADA_TYPE_TABLE_COLUMNS,
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-table-columns.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaTableColumns, search);
  gtk_widget_class_bind_template_child (widget_class, ArmadaTableColumns, shown_group);
  gtk_widget_class_bind_template_child (widget_class, ArmadaTableColumns, other_group);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
armada_table_columns_init (ArmadaTableColumns *self)
{
  self->shown_rows = g_ptr_array_new ();
  self->other_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * armada_table_columns_new:
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
ArmadaTableColumns *
armada_table_columns_new (ArmadaFleetTable *table)
{
  ArmadaTableColumns *self = g_object_new (ARMADA_TYPE_TABLE_COLUMNS, NULL);

  self->table = g_object_ref (table);
  show_rows (self, NULL);
  return self;
}
