/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Whether everything that somebody can press, choose or fill in says what it is. */

static inline gboolean
armada_test_wants_name (GtkWidget *widget)
{
  static const GtkAccessibleRole roles[] = {
    GTK_ACCESSIBLE_ROLE_BUTTON,      GTK_ACCESSIBLE_ROLE_TOGGLE_BUTTON,
    GTK_ACCESSIBLE_ROLE_CHECKBOX,    GTK_ACCESSIBLE_ROLE_SWITCH,
    GTK_ACCESSIBLE_ROLE_RADIO,       GTK_ACCESSIBLE_ROLE_TEXT_BOX,
    GTK_ACCESSIBLE_ROLE_SEARCH_BOX,  GTK_ACCESSIBLE_ROLE_COMBO_BOX,
    GTK_ACCESSIBLE_ROLE_SPIN_BUTTON,
  };
  GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (role == roles[i])
      return TRUE;
  return FALSE;
}

static inline gboolean
armada_test_has_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (armada_test_has_text (child))
      return TRUE;
  return FALSE;
}

/* A name is what GTK makes one of: a label, one that labels it, text within, or a tooltip. */
static inline gboolean
armada_test_has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY) ||
         (tooltip != NULL && *tooltip != '\0') || armada_test_has_text (widget);
}

/* Parts of a widget that has a name have it through that. */
static inline void
armada_test_check_names (GtkWidget *widget, gboolean named)
{
  gboolean wants = armada_test_wants_name (widget) && gtk_widget_get_focusable (widget);

  if (!gtk_widget_get_visible (widget))
    return;
  if (wants && !named && !armada_test_has_name (widget))
    {
      g_test_message ("%s within %s", G_OBJECT_TYPE_NAME (widget),
                      G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
      g_test_fail ();
    }
  named = named || (wants && armada_test_has_name (widget)) ||
          (GTK_IS_EDITABLE (widget) && armada_test_has_name (widget)) ||
          GTK_IS_LIST_BOX_ROW (widget) || GTK_IS_MENU_BUTTON (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    armada_test_check_names (child, named);
}

G_END_DECLS
