/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-property-rows"

#include "fleet/armada-property-rows.h"

struct _ArmadaPropertyRows
{
  AdwPreferencesGroup *group; /* borrowed: we live no longer than it */
  GPtrArray *rows;            /* (element-type AdwActionRow), borrowed from the group */
  guint n_used;
};

/**
 * armada_property_rows_new:
 * @group: where the rows go; hidden while there are none. It must live as long as the rows
 */
ArmadaPropertyRows *
armada_property_rows_new (AdwPreferencesGroup *group)
{
  ArmadaPropertyRows *self = g_new0 (ArmadaPropertyRows, 1);

  self->group = group;
  self->rows = g_ptr_array_new ();
  return self;
}

void
armada_property_rows_free (ArmadaPropertyRows *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/**
 * armada_property_rows_begin:
 *
 * The values are told anew from the first.
 */
void
armada_property_rows_begin (ArmadaPropertyRows *self)
{
  self->n_used = 0;
}

static AdwActionRow *
make_row (ArmadaPropertyRows *self)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  gtk_widget_add_css_class (row, "property");
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
  return ADW_ACTION_ROW (row);
}

/**
 * armada_property_rows_add:
 * @name: what it is
 * @value: (nullable): its value; nothing is shown for NULL and ""
 *
 * Returns: (transfer none) (nullable): the row, when there is one
 */
AdwActionRow *
armada_property_rows_add (ArmadaPropertyRows *self, const char *name, const char *value)
{
  AdwActionRow *row;

  if (value == NULL || *value == '\0')
    return NULL;

  row = self->n_used < self->rows->len ? self->rows->pdata[self->n_used] : make_row (self);
  self->n_used++;
  if (g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), name) != 0)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  if (g_strcmp0 (adw_action_row_get_subtitle (row), value) != 0)
    adw_action_row_set_subtitle (row, value);
  gtk_widget_set_visible (GTK_WIDGET (row), TRUE);
  return row;
}

/**
 * armada_property_rows_end:
 *
 * All values are told: rows that were not needed are hidden.
 */
void
armada_property_rows_end (ArmadaPropertyRows *self)
{
  for (guint i = self->n_used; i < self->rows->len; i++)
    gtk_widget_set_visible (self->rows->pdata[i], FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->group), self->n_used > 0);
}
