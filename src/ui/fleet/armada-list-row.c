/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-list-row"

#include "fleet/armada-list-row.h"

/*
 * One thing of a list: what it is, something about it, and a mark at the end. A screen reader is
 * told all three as one sentence.
 */
struct _ArmadaListRow
{
  AdwActionRow parent_instance;

  GtkLabel *mark;
};

G_DEFINE_FINAL_TYPE (ArmadaListRow, armada_list_row, ADW_TYPE_ACTION_ROW)

static void
armada_list_row_class_init (ArmadaListRowClass *klass)
{
}

static void
armada_list_row_init (ArmadaListRow *self)
{
  self->mark = GTK_LABEL (gtk_label_new (""));
  gtk_widget_add_css_class (GTK_WIDGET (self->mark), "caption");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->mark));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
}

GtkWidget *
armada_list_row_new (void)
{
  return g_object_new (ARMADA_TYPE_LIST_ROW, NULL);
}

static void
tell (ArmadaListRow *self)
{
  const char *texts[] = { adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)),
                          gtk_label_get_label (self->mark),
                          adw_action_row_get_subtitle (ADW_ACTION_ROW (self)) };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL && *texts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", texts[i]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text->str,
                                  -1);
}

static void
set_mark (ArmadaListRow *self, const char *mark, const char *mark_class)
{
  const char *classes[] = { "caption", "tnum", mark_class, NULL };

  gtk_label_set_label (self->mark, mark);
  gtk_widget_set_visible (GTK_WIDGET (self->mark), *mark != '\0');
  gtk_widget_set_css_classes (GTK_WIDGET (self->mark), classes);
}

/**
 * armada_list_row_set_texts:
 * @title: what it is
 * @subtitle: (nullable): what there is to say of it
 * @mark: (nullable): a word at the end
 * @mark_class: (nullable): a style class that colours it
 *
 * What does not change is not touched.
 */
void
armada_list_row_set_texts (ArmadaListRow *self,
                           const char *title,
                           const char *subtitle,
                           const char *mark,
                           const char *mark_class)
{
  g_return_if_fail (ARMADA_IS_LIST_ROW (self));

  if (mark_class == NULL)
    mark_class = "dim-label";
  if (g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), title) == 0 &&
      g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (self)), subtitle) == 0 &&
      g_strcmp0 (gtk_label_get_label (self->mark), mark ? mark : "") == 0 &&
      gtk_widget_has_css_class (GTK_WIDGET (self->mark), mark_class))
    return;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle ? subtitle : "");
  set_mark (self, mark ? mark : "", mark_class);
  tell (self);
}

/**
 * armada_list_row_get_mark:
 *
 * Returns: the word at the end, "" none
 */
const char *
armada_list_row_get_mark (ArmadaListRow *self)
{
  g_return_val_if_fail (ARMADA_IS_LIST_ROW (self), NULL);

  return gtk_label_get_label (self->mark);
}
