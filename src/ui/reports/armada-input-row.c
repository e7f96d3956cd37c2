/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-input-row"

#include "reports/armada-input-row.h"

/* AdwEntryRow has no place for what is wrong; this has, and nothing else. */
struct _ArmadaInputRow
{
  AdwActionRow parent_instance;

  GtkWidget *entry;
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (ArmadaInputRow, armada_input_row, ADW_TYPE_ACTION_ROW)

static guint changed_signal;

static void
changed_cb (ArmadaInputRow *self)
{
  if (!self->setting)
    g_signal_emit (self, changed_signal, 0);
}

static gboolean
armada_input_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (ARMADA_INPUT_ROW (widget)->entry);
}

static void
armada_input_row_class_init (ArmadaInputRowClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = armada_input_row_grab_focus;
  changed_signal = g_signal_new ("changed", ARMADA_TYPE_INPUT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
armada_input_row_init (ArmadaInputRow *self)
{
  self->entry = gtk_entry_new ();
  gtk_widget_set_valign (self->entry, GTK_ALIGN_CENTER);
  gtk_entry_set_activates_default (GTK_ENTRY (self->entry), TRUE);
  armada_input_row_set_width (self, 8);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->entry);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), self->entry);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 3);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
}

/**
 * armada_input_row_new:
 * @title: what is to be typed, without a mnemonic
 */
GtkWidget *
armada_input_row_new (const char *title)
{
  ArmadaInputRow *self = g_object_new (ARMADA_TYPE_INPUT_ROW, NULL);

  /* set at once with the title, they would come too late */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  return GTK_WIDGET (self);
}

/**
 * armada_input_row_get_text:
 *
 * Returns: (transfer none): what is typed
 */
const char *
armada_input_row_get_text (ArmadaInputRow *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/**
 * armada_input_row_set_text:
 *
 * Not told by "changed".
 */
void
armada_input_row_set_text (ArmadaInputRow *self, const char *text)
{
  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->setting = FALSE;
}

/**
 * armada_input_row_set_width:
 * @characters: that are seen at least; with more than 12 the entry takes what room there is
 */
void
armada_input_row_set_width (ArmadaInputRow *self, int characters)
{
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), MIN (characters, 14));
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), characters);
  gtk_widget_set_hexpand (self->entry, characters > 12);
}
