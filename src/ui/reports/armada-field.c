/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-field"

#include "reports/armada-field.h"

#define HINT "armada-hint"
#define PROBLEM "armada-problem"

static void
show (AdwActionRow *row)
{
  const char *hint = g_object_get_data (G_OBJECT (row), HINT);
  const char *problem = g_object_get_data (G_OBJECT (row), PROBLEM);
  const char *text = problem ? problem : hint ? hint : "";

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle (row, text);
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               problem ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

/**
 * armada_field_set_hint:
 * @hint: (nullable): what helps to fill it in
 */
void
armada_field_set_hint (AdwActionRow *row, const char *hint)
{
  g_object_set_data_full (G_OBJECT (row), HINT, g_strdup (hint), g_free);
  show (row);
}

/**
 * armada_field_set_problem:
 * @problem: (nullable): what is wrong with what it holds, told in place of the hint
 */
void
armada_field_set_problem (AdwActionRow *row, const char *problem)
{
  g_object_set_data_full (G_OBJECT (row), PROBLEM, g_strdup (problem), g_free);
  show (row);
}

/**
 * armada_field_get_problem:
 *
 * Returns: (nullable): what is wrong
 */
const char *
armada_field_get_problem (AdwActionRow *row)
{
  return g_object_get_data (G_OBJECT (row), PROBLEM);
}
