/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-id-row"

#include "alerts/armada-id-row.h"

/* ArmadaIdRow: what its items stand for; the first one always stands for anything. */
struct _ArmadaIdRow
{
  AdwComboRow parent_instance;

  GArray *ids;      /* of gint64 */
  GPtrArray *names; /* of char: as in the row */
};

G_DEFINE_FINAL_TYPE (ArmadaIdRow, armada_id_row, ADW_TYPE_COMBO_ROW)

static guint
find (ArmadaIdRow *self, gint64 id)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == id)
      return i;
  return 0;
}

static void
armada_id_row_finalize (GObject *object)
{
  ArmadaIdRow *self = ARMADA_ID_ROW (object);

  g_array_unref (self->ids);
  g_ptr_array_unref (self->names);

  G_OBJECT_CLASS (armada_id_row_parent_class)->finalize (object);
}

static void
armada_id_row_class_init (ArmadaIdRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_id_row_finalize;
}

/* AdwComboRow searches by an expression only. */
static void
armada_id_row_init (ArmadaIdRow *self)
{
  g_autoptr (GtkExpression) expression =
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->names = g_ptr_array_new_with_free_func (g_free);
  adw_combo_row_set_expression (ADW_COMBO_ROW (self), expression);
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (self), TRUE);
  adw_combo_row_set_search_match_mode (ADW_COMBO_ROW (self),
                                       GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
}

/**
 * armada_id_row_begin:
 * @any: the id that stands for anything
 * @words: what that is called
 *
 * Forgets all; what there is now is added after it, and armada_id_row_end() shows it.
 */
void
armada_id_row_begin (ArmadaIdRow *self, gint64 any, const char *words)
{
  g_array_set_size (self->ids, 0);
  g_ptr_array_set_size (self->names, 0);
  armada_id_row_add (self, any, words);
}

void
armada_id_row_add (ArmadaIdRow *self, gint64 id, const char *name)
{
  g_array_append_val (self->ids, id);
  g_ptr_array_add (self->names, g_strdup (name));
}

/**
 * armada_id_row_end:
 * @chosen: what is chosen. What is not there any more, such as a vehicle that was sold, can still
 * be
 */
void
armada_id_row_end (ArmadaIdRow *self, gint64 chosen)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  if (find (self, chosen) == 0 && g_array_index (self->ids, gint64, 0) != chosen)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, chosen);

      armada_id_row_add (self, chosen, number);
    }
  for (guint i = 0; i < self->names->len; i++)
    gtk_string_list_append (list, self->names->pdata[i]);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), find (self, chosen));
}

gint64
armada_id_row_get_chosen (ArmadaIdRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  return g_array_index (self->ids, gint64, selected < self->ids->len ? selected : 0);
}

/**
 * armada_id_row_get_name:
 *
 * Returns: (transfer none): what @id is called; what stands for anything where it is not there
 */
const char *
armada_id_row_get_name (ArmadaIdRow *self, gint64 id)
{
  return self->names->pdata[find (self, id)];
}
