/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-grid"

#include "armada-demo-grid.h"

#include <math.h>

/*
 * A report laid out in the cells of a spreadsheet: section below section on one sheet, and on
 * further ones where a sheet has no more rows; a table that goes on there has its head again.
 */

#define LEAST_WIDTH 9
#define MOST_WIDTH 60

typedef struct
{
  ArmadaDemoGrid *grid;
  ArmadaDemoSheet *sheet;
  guint most_rows;
  const ArmadaDemoSection *table; /* the one being laid out */
} Layout;

static void
sheet_free (gpointer data)
{
  ArmadaDemoSheet *self = data;

  g_array_unref (self->cells);
  g_array_unref (self->widths);
  g_free (self);
}

static void
add_sheet (Layout *layout)
{
  ArmadaDemoSheet *sheet = g_new0 (ArmadaDemoSheet, 1);

  sheet->cells = g_array_new (FALSE, FALSE, sizeof (ArmadaDemoGridCell));
  sheet->widths = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (layout->grid->sheets, sheet);
  g_snprintf (sheet->name, sizeof sheet->name, "Report %u", layout->grid->sheets->len);
  layout->sheet = sheet;
}

static void
widen (ArmadaDemoSheet *sheet, guint column, guint width)
{
  static const guint least = LEAST_WIDTH;
  guint *kept;

  while (sheet->widths->len <= column)
    g_array_append_val (sheet->widths, least);
  kept = &g_array_index (sheet->widths, guint, column);
  *kept = MAX (*kept, MIN (width, MOST_WIDTH));
}

/* In the row begun last. Lines run on over empty cells: they do not make a column wide. */
static void
put_text (Layout *layout, guint column, ArmadaDemoStyle style, const char *text, gboolean line)
{
  ArmadaDemoGridCell cell = { layout->sheet->n_rows - 1, column, style, NULL, NAN };

  if (text == NULL || *text == '\0')
    return;
  cell.text = g_string_chunk_insert_const (layout->grid->texts, text);
  widen (layout->sheet, column, line ? 0 : (guint) g_utf8_strlen (text, -1) + 2);
  g_array_append_val (layout->sheet->cells, cell);
}

static void
add_text (Layout *layout, guint column, ArmadaDemoStyle style, const char *text)
{
  put_text (layout, column, style, text, FALSE);
}

static void
add_value (Layout *layout, guint column, const ArmadaDemoField *field, const ArmadaDemoCell *value)
{
  ArmadaDemoGridCell cell = { layout->sheet->n_rows - 1, column, ARMADA_DEMO_STYLE_DECIMAL, NULL,
                              value->number };

  if (field->kind == ARMADA_DEMO_CELL_TEXT || !isfinite (value->number))
    {
      add_text (layout, column, ARMADA_DEMO_STYLE_TEXT, value->text);
      return;
    }
  if (field->kind == ARMADA_DEMO_CELL_COUNT)
    cell.style = ARMADA_DEMO_STYLE_WHOLE;
  widen (layout->sheet, column, LEAST_WIDTH);
  g_array_append_val (layout->sheet->cells, cell);
}

static void
add_head (Layout *layout)
{
  GArray *columns = layout->table->columns;
  guint column = 0;

  layout->sheet->n_rows++;
  for (guint i = 0; i < columns->len; i++)
    {
      const ArmadaDemoField *field = &g_array_index (columns, ArmadaDemoField, i);
      g_autofree char *heading = armada_demo_field_dup_heading (field);

      if (field->kind != ARMADA_DEMO_CELL_HIDDEN)
        add_text (layout, column++, ARMADA_DEMO_STYLE_HEAD, heading);
    }
}

static void
begin_row (Layout *layout)
{
  if (layout->sheet->n_rows >= layout->most_rows)
    {
      add_sheet (layout);
      if (layout->table != NULL)
        add_head (layout);
    }
  layout->sheet->n_rows++;
}

static void
add_line (Layout *layout, ArmadaDemoStyle style, const char *text)
{
  begin_row (layout);
  put_text (layout, 0, style, text, TRUE);
}

static void
add_facts (Layout *layout, GArray *facts)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const ArmadaDemoFact *fact = armada_demo_facts_get (facts, i);
      g_autofree char *heading = armada_demo_field_dup_heading (&fact->field);

      if (fact->field.kind == ARMADA_DEMO_CELL_HIDDEN)
        continue;
      begin_row (layout);
      add_text (layout, 0, ARMADA_DEMO_STYLE_LABEL, heading);
      add_value (layout, 1, &fact->field, &fact->cell);
    }
}

static void
add_row (Layout *layout, guint row)
{
  const ArmadaDemoSection *section = layout->table;
  guint column = 0;

  begin_row (layout);
  for (guint i = 0; i < section->columns->len; i++)
    {
      const ArmadaDemoField *field = &g_array_index (section->columns, ArmadaDemoField, i);

      if (field->kind != ARMADA_DEMO_CELL_HIDDEN)
        add_value (layout, column++, field, armada_demo_section_get_cell (section, row, i));
    }
}

static void
add_table (Layout *layout, const ArmadaDemoSection *section)
{
  if (section->columns->len == 0)
    return;
  layout->table = section;
  if (layout->sheet->n_rows < layout->most_rows)
    add_head (layout);
  for (guint i = 0; i < armada_demo_section_get_n_rows (section); i++)
    add_row (layout, i);
  layout->table = NULL;
  add_facts (layout, section->table_totals);
}

static void
add_section (Layout *layout, const ArmadaDemoSection *section)
{
  begin_row (layout);
  for (guint i = 0; i < section->meta->len; i++)
    {
      const ArmadaDemoFact *fact = armada_demo_facts_get (section->meta, i);
      g_autofree char *text = g_strconcat (fact->field.title, ": ",
                                           fact->cell.text != NULL ? fact->cell.text : "", NULL);

      add_line (layout, ARMADA_DEMO_STYLE_HEADING, text);
    }
  if (section->error != NULL)
    {
      add_line (layout, ARMADA_DEMO_STYLE_TEXT, section->error);
      return;
    }
  add_table (layout, section);
  add_facts (layout, section->totals);
}

/**
 * armada_demo_grid_new:
 * @most_rows: of one sheet, at least 2
 *
 * Returns: (transfer full): @document on one sheet or more
 */
ArmadaDemoGrid *
armada_demo_grid_new (const ArmadaDemoDocument *document, guint most_rows)
{
  ArmadaDemoGrid *self = g_new0 (ArmadaDemoGrid, 1);
  Layout layout = { .grid = self, .most_rows = MAX (most_rows, 2) };
  g_autofree char *period = g_strconcat (document->period, " · ", document->zone, NULL);

  self->sheets = g_ptr_array_new_with_free_func (sheet_free);
  self->texts = g_string_chunk_new (4096);
  add_sheet (&layout);
  add_line (&layout, ARMADA_DEMO_STYLE_TITLE, document->title);
  add_line (&layout, ARMADA_DEMO_STYLE_TEXT, document->name);
  add_line (&layout, ARMADA_DEMO_STYLE_TEXT, period);
  for (guint i = 0; i < document->sections->len; i++)
    add_section (&layout, document->sections->pdata[i]);
  if (document->totals->len > 0)
    {
      begin_row (&layout);
      add_line (&layout, ARMADA_DEMO_STYLE_HEADING, "Total");
      add_facts (&layout, document->totals);
    }
  return self;
}

void
armada_demo_grid_free (ArmadaDemoGrid *self)
{
  g_ptr_array_unref (self->sheets);
  g_string_chunk_free (self->texts);
  g_free (self);
}
