/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-table-filters"

#include "fleet/armada-table-filters.h"

#include <glib/gi18n.h>

#include "app/armada-words.h"
#include "fleet/armada-table-words.h"

/*
 * ArmadaTableFilters: the chips are made anew when the filters change. What is being written takes
 * effect as soon as it makes sense; until then the table keeps the filter that it has, and the
 * field says what is missing.
 */
struct _ArmadaTableFilters
{
  AdwBin parent_instance;

  ArmadaFleetTable *table;
  GPtrArray *chips;  /* of GtkWidget, borrowed from the box */
  GPtrArray *listed; /* of ArmadaFleetColumn, of the table: what the drop-down offers */
  gboolean setting;
  guint changed; /* an idle source: what was written is to be taken */

  AdwWrapBox *box;
  GtkMenuButton *button;
  GtkPopover *popover;
  GtkDropDown *columns;
  GtkEditable *entry;
  GtkLabel *error;
  GtkLabel *hint;
};

G_DEFINE_FINAL_TYPE (ArmadaTableFilters, armada_table_filters, ADW_TYPE_BIN)

static guint layout_changed_signal;

static const ArmadaFleetColumn *
get_column (ArmadaTableFilters *self)
{
  guint selected = gtk_drop_down_get_selected (self->columns);

  return selected < self->listed->len ? self->listed->pdata[selected] : NULL;
}

static void
set_filter (ArmadaTableFilters *self, const char *name, const char *expression)
{
  g_autoptr (ArmadaTableLayout) layout =
      armada_table_layout_copy (armada_fleet_table_get_layout (self->table));

  armada_table_layout_set_filter (layout, name, expression);
  if (armada_table_layout_equal (layout, armada_fleet_table_get_layout (self->table)))
    return;
  armada_fleet_table_set_layout (self->table, layout);
  armada_table_filters_show_layout (self);
  g_signal_emit (self, layout_changed_signal, 0);
}

/* At the field, and to who does not see it. */
static void
show_error (ArmadaTableFilters *self, const ArmadaFleetColumn *column, const GError *error)
{
  g_autofree char *sentence =
      error ? armada_words_for_filter_error (error, column->unit) : g_strdup ("");

  gtk_label_set_label (self->error, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->error), error != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               error ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (error != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
take_text (ArmadaTableFilters *self)
{
  const ArmadaFleetColumn *column = get_column (self);
  const char *text = gtk_editable_get_text (self->entry);
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->changed, g_source_remove);
  if (column == NULL)
    return;
  armada_fleet_table_check_filter (self->table, column->name, text, &error);
  show_error (self, column, error);
  if (error == NULL)
    set_filter (self, column->name, text);
}

static gboolean
take_text_cb (gpointer user_data)
{
  ArmadaTableFilters *self = user_data;

  self->changed = 0;
  take_text (self);
  return G_SOURCE_REMOVE;
}

/* What is typed or pasted over a text comes in two steps, of which the first leaves nothing. */
static void
changed_cb (ArmadaTableFilters *self)
{
  if (!self->setting && self->changed == 0)
    self->changed = g_idle_add (take_text_cb, self);
}

/* Shows the filter of the column that is chosen, and how it can be written. */
static void
column_cb (ArmadaTableFilters *self)
{
  const ArmadaFleetColumn *column = get_column (self);
  const char *expression;
  g_autofree char *examples = NULL;
  g_autofree char *hint = NULL;

  if (self->setting || column == NULL)
    return;
  expression =
      armada_table_layout_get_filter (armada_fleet_table_get_layout (self->table), column->name);
  examples = armada_table_words_for_hint (column);
  /* Translators: %s are examples of filters */
  hint = g_strdup_printf (_ ("For example: %s"), examples);
  self->setting = TRUE;
  gtk_editable_set_text (self->entry, expression ? expression : "");
  gtk_label_set_label (self->hint, hint);
  self->setting = FALSE;
  show_error (self, column, armada_fleet_table_get_filter_error (self->table, column->name));
}

static int
compare_columns (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const ArmadaTableLayout *layout = user_data;
  const ArmadaFleetColumn *first = *(const ArmadaFleetColumn *const *) a;
  const ArmadaFleetColumn *second = *(const ArmadaFleetColumn *const *) b;
  guint a_place = (guint) armada_table_layout_find_column (layout, first->name);
  guint b_place = (guint) armada_table_layout_find_column (layout, second->name);

  /* those that are not shown have the greatest place of all, and stay as they are */
  return (a_place > b_place) - (a_place < b_place);
}

/* Those that are shown first, in their order. */
static void
list_columns (ArmadaTableFilters *self, const char *wanted)
{
  const ArmadaFleetColumns *columns = armada_fleet_table_get_columns (self->table);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  g_ptr_array_set_size (self->listed, 0);
  for (guint i = 0; i < armada_fleet_columns_get_n (columns); i++)
    g_ptr_array_add (self->listed, (gpointer) armada_fleet_columns_get (columns, i));
  g_ptr_array_sort_with_data (self->listed, compare_columns,
                              (gpointer) armada_fleet_table_get_layout (self->table));
  for (guint i = 0; i < self->listed->len; i++)
    {
      const ArmadaFleetColumn *column = self->listed->pdata[i];

      gtk_string_list_take (names, armada_table_words_for_column (column));
      if (g_strcmp0 (column->name, wanted) == 0)
        selected = i;
    }
  self->setting = TRUE;
  gtk_drop_down_set_model (self->columns, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->columns, selected);
  self->setting = FALSE;
  column_cb (self);
}

static void
opened_cb (ArmadaTableFilters *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
done_cb (ArmadaTableFilters *self)
{
  take_text (self);
  if (!gtk_widget_get_visible (GTK_WIDGET (self->error)))
    gtk_popover_popdown (self->popover);
}

static void
remove_cb (ArmadaTableFilters *self)
{
  gtk_editable_set_text (self->entry, "");
  take_text (self);
  gtk_popover_popdown (self->popover);
}

static void
create_popup_cb (GtkMenuButton *button, gpointer user_data)
{
  ArmadaTableFilters *self = user_data;
  const ArmadaFleetColumn *column = get_column (self);

  if (self->table != NULL && !gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    list_columns (self, column ? column->name : "name");
}

static void
edit_chip_cb (GtkWidget *button, ArmadaTableFilters *self)
{
  armada_table_filters_edit (self, g_object_get_data (G_OBJECT (button), "name"));
}

static void
remove_chip_cb (GtkWidget *button, ArmadaTableFilters *self)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (button), "name"));

  set_filter (self, name, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->button));
}

static char *
dup_title (ArmadaTableFilters *self, const char *name)
{
  const ArmadaFleetColumn *column =
      armada_fleet_columns_find (armada_fleet_table_get_columns (self->table), name);

  if (column != NULL)
    return armada_table_words_for_column (column);
  return g_strdup (g_str_has_prefix (name, ARMADA_FLEET_COLUMN_SENSOR)
                       ? name + strlen (ARMADA_FLEET_COLUMN_SENSOR)
                       : name);
}

static GtkWidget *
new_button (ArmadaTableFilters *self, const char *name, GCallback clicked)
{
  GtkWidget *button = gtk_button_new ();

  g_object_set_data_full (G_OBJECT (button), "name", g_strdup (name), g_free);
  g_signal_connect (button, "clicked", clicked, self);
  return button;
}

/* What makes no sense says so by a sign and, on the chip, in a sentence. */
static void
mark_error (ArmadaTableFilters *self, GtkWidget *chip, GtkWidget *edit, const char *name)
{
  const GError *error = armada_fleet_table_get_filter_error (self->table, name);
  const ArmadaFleetColumn *column =
      armada_fleet_columns_find (armada_fleet_table_get_columns (self->table), name);
  g_autofree char *sentence = NULL;

  if (column == NULL)
    sentence = g_strdup (_ ("No vehicle has this sensor now, so this filter does nothing."));
  else if (error != NULL)
    sentence = armada_words_for_filter_error (error, column->unit);
  if (sentence == NULL)
    return;
  gtk_box_prepend (GTK_BOX (chip), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_widget_set_tooltip_text (edit, sentence);
}

static GtkWidget *
make_chip (ArmadaTableFilters *self, const ArmadaLayoutFilter *filter)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *edit = new_button (self, filter->name, G_CALLBACK (edit_chip_cb));
  GtkWidget *end = new_button (self, filter->name, G_CALLBACK (remove_chip_cb));
  g_autofree char *title = dup_title (self, filter->name);
  /* Translators: a filter of a table: the name of a column, and what its values must be */
  g_autofree char *text = g_strdup_printf (C_ ("filter", "%s: %s"), title, filter->expression);
  /* Translators: %s is the name of a column */
  g_autofree char *hint = g_strdup_printf (_ ("Remove the Filter of %s"), title);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_button_set_child (GTK_BUTTON (edit), label);
  gtk_widget_set_tooltip_text (edit, text);
  gtk_button_set_icon_name (GTK_BUTTON (end), "window-close-symbolic");
  gtk_widget_set_tooltip_text (end, hint);
  gtk_widget_add_css_class (chip, "linked");
  gtk_box_append (GTK_BOX (chip), edit);
  gtk_box_append (GTK_BOX (chip), end);
  mark_error (self, chip, edit, filter->name);
  return chip;
}

static void
armada_table_filters_dispose (GObject *object)
{
  g_clear_handle_id (&ARMADA_TABLE_FILTERS (object)->changed, g_source_remove);
  g_clear_object (&ARMADA_TABLE_FILTERS (object)->table);
  G_OBJECT_CLASS (armada_table_filters_parent_class)->dispose (object);
}

static void
armada_table_filters_finalize (GObject *object)
{
  g_ptr_array_unref (ARMADA_TABLE_FILTERS (object)->chips);
  g_ptr_array_unref (ARMADA_TABLE_FILTERS (object)->listed);
  G_OBJECT_CLASS (armada_table_filters_parent_class)->finalize (object);
}

static void
armada_table_filters_class_init (ArmadaTableFiltersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_table_filters_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_table_filters_finalize;
  layout_changed_signal = g_signal_new ("layout-changed", ARMADA_TYPE_TABLE_FILTERS,
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-table-filters.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaTableFilters, box);
  gtk_widget_class_bind_template_child (widget_class, ArmadaTableFilters, button);
  gtk_widget_class_bind_template_child (widget_class, ArmadaTableFilters, popover);
  gtk_widget_class_bind_template_child (widget_class, ArmadaTableFilters, columns);
  gtk_widget_class_bind_template_child (widget_class, ArmadaTableFilters, entry);
  gtk_widget_class_bind_template_child (widget_class, ArmadaTableFilters, error);
  gtk_widget_class_bind_template_child (widget_class, ArmadaTableFilters, hint);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, column_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
armada_table_filters_init (ArmadaTableFilters *self)
{
  g_autoptr (GtkExpression) expression =
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->chips = g_ptr_array_new ();
  self->listed = g_ptr_array_new ();
  self->setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->setting = FALSE;
  gtk_drop_down_set_expression (self->columns, expression);
  gtk_menu_button_set_create_popup_func (self->button, create_popup_cb, self, NULL);
}

/**
 * armada_table_filters_set_table:
 *
 * Once, before it is shown.
 */
void
armada_table_filters_set_table (ArmadaTableFilters *self, ArmadaFleetTable *table)
{
  g_return_if_fail (ARMADA_IS_TABLE_FILTERS (self));

  g_set_object (&self->table, table);
  armada_table_filters_show_layout (self);
}

/**
 * armada_table_filters_show_layout:
 *
 * Shows the filters of the table's layout.
 */
void
armada_table_filters_show_layout (ArmadaTableFilters *self)
{
  const ArmadaTableLayout *layout = armada_fleet_table_get_layout (self->table);

  for (guint i = 0; i < self->chips->len; i++)
    adw_wrap_box_remove (self->box, self->chips->pdata[i]);
  g_ptr_array_set_size (self->chips, 0);
  for (guint i = 0; i < layout->filters->len; i++)
    {
      GtkWidget *chip = make_chip (self, &g_array_index (layout->filters, ArmadaLayoutFilter, i));

      adw_wrap_box_append (self->box, chip);
      g_ptr_array_add (self->chips, chip);
    }
}

/**
 * armada_table_filters_edit:
 * @name: of a column
 *
 * Opens the field in which its filter is written.
 */
void
armada_table_filters_edit (ArmadaTableFilters *self, const char *name)
{
  g_return_if_fail (ARMADA_IS_TABLE_FILTERS (self));

  list_columns (self, name);
  gtk_menu_button_popup (self->button);
}
