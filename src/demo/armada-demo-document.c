/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-document"

#include "armada-demo-document.h"

#include <math.h>

/*
 * A report as its content is made and before a writer gives it a format. It owns its texts, and
 * every one is valid UTF-8 that XML can hold.
 */

/* Takes over @text. */
static char *
clean (char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;
  GString *kept;

  g_free (text);
  if (valid == NULL)
    return NULL;
  kept = g_string_sized_new (32);
  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (g_unichar_iscntrl (letter))
        letter = ' ';
      if ((letter & 0xfffe) != 0xfffe)
        g_string_append_unichar (kept, letter);
    }
  return g_string_free (kept, FALSE);
}

static void
clear_field (gpointer data)
{
  ArmadaDemoField *field = data;

  g_free (field->key);
  g_free (field->title);
  g_free (field->unit);
}

static void
clear_cell (gpointer data)
{
  ArmadaDemoCell *cell = data;

  g_free (cell->text);
  g_free (cell->markup);
}

static void
clear_fact (gpointer data)
{
  ArmadaDemoFact *fact = data;

  clear_field (&fact->field);
  clear_cell (&fact->cell);
}

static GArray *
new_list (guint size, GDestroyNotify clear)
{
  GArray *list = g_array_new (FALSE, FALSE, size);

  g_array_set_clear_func (list, clear);
  return list;
}

static void
section_free (gpointer data)
{
  ArmadaDemoSection *self = data;

  g_array_unref (self->meta);
  g_array_unref (self->columns);
  g_array_unref (self->cells);
  g_array_unref (self->table_totals);
  g_array_unref (self->totals);
  g_free (self->error);
  g_free (self);
}

/**
 * armada_demo_document_new:
 *
 * Returns: (transfer full): a report without sections
 */
ArmadaDemoDocument *
armada_demo_document_new (const char *title,
                          const char *name,
                          const char *period,
                          const char *zone,
                          const char *language)
{
  ArmadaDemoDocument *self = g_new0 (ArmadaDemoDocument, 1);

  self->title = clean (g_strdup (title));
  self->name = clean (g_strdup (name));
  self->period = clean (g_strdup (period));
  self->zone = clean (g_strdup (zone));
  self->language = clean (g_strdup (language));
  self->sections = g_ptr_array_new_with_free_func (section_free);
  self->totals = new_list (sizeof (ArmadaDemoFact), clear_fact);
  return self;
}

void
armada_demo_document_free (ArmadaDemoDocument *self)
{
  g_free (self->title);
  g_free (self->name);
  g_free (self->period);
  g_free (self->zone);
  g_free (self->language);
  g_ptr_array_unref (self->sections);
  g_array_unref (self->totals);
  g_free (self);
}

/**
 * armada_demo_document_add_section:
 *
 * Returns: (transfer none): a new section, the last
 */
ArmadaDemoSection *
armada_demo_document_add_section (ArmadaDemoDocument *self)
{
  ArmadaDemoSection *section = g_new0 (ArmadaDemoSection, 1);

  section->meta = new_list (sizeof (ArmadaDemoFact), clear_fact);
  section->columns = new_list (sizeof (ArmadaDemoField), clear_field);
  section->cells = new_list (sizeof (ArmadaDemoCell), clear_cell);
  section->table_totals = new_list (sizeof (ArmadaDemoFact), clear_fact);
  section->totals = new_list (sizeof (ArmadaDemoFact), clear_fact);
  g_ptr_array_add (self->sections, section);
  return section;
}

static ArmadaDemoField
make_field (ArmadaDemoCellKind kind, const char *key, const char *title, const char *unit)
{
  return (ArmadaDemoField) {
    .kind = kind,
    .key = clean (g_strdup (key)),
    .title = clean (g_strdup (title)),
    .unit = clean (g_strdup (unit)),
  };
}

/**
 * armada_demo_section_add_column:
 * @unit: (nullable): of its numbers
 *
 * Adds a column to the table; all of them come before the first cell.
 */
void
armada_demo_section_add_column (ArmadaDemoSection *self,
                                ArmadaDemoCellKind kind,
                                const char *key,
                                const char *title,
                                const char *unit)
{
  ArmadaDemoField column = make_field (kind, key, title, unit);

  g_array_append_val (self->columns, column);
}

/**
 * armada_demo_section_take_cell:
 * @text: (transfer full) (nullable):
 * @number: in the column's unit, NaN: none
 *
 * Adds the next cell: rows are filled from the first column to the last.
 */
void
armada_demo_section_take_cell (ArmadaDemoSection *self, char *text, double number)
{
  ArmadaDemoCell cell = { clean (text), NULL, number };

  g_array_append_val (self->cells, cell);
}

/**
 * armada_demo_section_take_place:
 * @text: (transfer full) (nullable):
 * @markup: (transfer full) (nullable): the same as HTML
 *
 * Adds the next cell, one that the platform sends as HTML.
 */
void
armada_demo_section_take_place (ArmadaDemoSection *self, char *text, char *markup)
{
  ArmadaDemoCell cell = { clean (text), clean (markup), NAN };

  g_array_append_val (self->cells, cell);
}

guint
armada_demo_section_get_n_rows (const ArmadaDemoSection *self)
{
  return self->columns->len == 0 ? 0 : self->cells->len / self->columns->len;
}

/**
 * armada_demo_section_get_cell:
 *
 * Returns: (transfer none): a cell of the table
 */
const ArmadaDemoCell *
armada_demo_section_get_cell (const ArmadaDemoSection *self, guint row, guint column)
{
  return &g_array_index (self->cells, ArmadaDemoCell, row * self->columns->len + column);
}

/**
 * armada_demo_facts_take:
 * @unit: (nullable): of @number
 * @text: (transfer full) (nullable):
 * @number: NaN: none
 *
 * Adds a fact to a list of them.
 */
void
armada_demo_facts_take (GArray *facts,
                        ArmadaDemoCellKind kind,
                        const char *key,
                        const char *title,
                        const char *unit,
                        char *text,
                        double number)
{
  ArmadaDemoFact fact = { make_field (kind, key, title, unit), { clean (text), NULL, number } };

  g_array_append_val (facts, fact);
}

/**
 * armada_demo_facts_get:
 *
 * Returns: (transfer none): the fact number @i of a list
 */
const ArmadaDemoFact *
armada_demo_facts_get (GArray *facts, guint i)
{
  return &g_array_index (facts, ArmadaDemoFact, i);
}

/**
 * armada_demo_facts_find:
 *
 * Returns: (transfer none) (nullable): the fact with the key @key
 */
const ArmadaDemoFact *
armada_demo_facts_find (GArray *facts, const char *key)
{
  for (guint i = 0; i < facts->len; i++)
    if (g_str_equal (armada_demo_facts_get (facts, i)->field.key, key))
      return armada_demo_facts_get (facts, i);
  return NULL;
}

/**
 * armada_demo_field_dup_heading:
 *
 * Returns: (transfer full): the title over numbers without a unit: "Distance, km"
 */
char *
armada_demo_field_dup_heading (const ArmadaDemoField *field)
{
  if (field->unit == NULL)
    return g_strdup (field->title);
  return g_strconcat (field->title, ", ", field->unit, NULL);
}
