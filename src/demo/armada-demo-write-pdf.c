/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-write-pdf"

#include "armada-demo-write.h"

#include <cairo-pdf.h>
#include <math.h>

#include "armada-demo-paper.h"

/*
 * A report on A4 paper. The columns of a table are as wide as their texts where there is room for
 * that; else the widest are cut down to one width, and their texts wrap. Heights are measured once,
 * when the pages are counted.
 */

#define SHORT_SIDE (210 / 25.4 * 72)
#define LONG_SIDE (297 / 25.4 * 72)
#define MARGIN ARMADA_DEMO_PAPER_MARGIN
#define PADDING ARMADA_DEMO_PAPER_PADDING
#define GAP 10.0

/**
 * Table:
 * @columns: (element-type guint): which columns of the section are shown
 * @widths: (element-type double): of those, with the padding on both sides
 * @least: (element-type double): widths that the longest words need
 * @heights: (element-type double): of the rows
 */
typedef struct
{
  const ArmadaDemoSection *section;
  GArray *columns;
  GArray *widths;
  GArray *least;
  GArray *heights;
  double head_height;
} Table;

static void
table_free (gpointer data)
{
  Table *table = data;

  g_array_unref (table->columns);
  g_array_unref (table->widths);
  g_array_unref (table->least);
  g_array_unref (table->heights);
  g_free (table);
}

static const ArmadaDemoField *
get_field (const Table *table, guint i)
{
  return &g_array_index (table->section->columns, ArmadaDemoField,
                         g_array_index (table->columns, guint, i));
}

static const char *
get_text (const Table *table, guint row, guint i)
{
  guint column = g_array_index (table->columns, guint, i);

  return armada_demo_section_get_cell (table->section, row, column)->text;
}

static double
get_width (const Table *table, guint i)
{
  return g_array_index (table->widths, double, i);
}

static gboolean
is_number (const ArmadaDemoField *field)
{
  return field->kind == ARMADA_DEMO_CELL_COUNT || field->kind == ARMADA_DEMO_CELL_DECIMAL ||
         field->kind == ARMADA_DEMO_CELL_LIST;
}

/* What the columns come to when none that can be narrower is wider than @limit. */
static double
sum_widths (const Table *table, double limit)
{
  double sum = 0;

  for (guint i = 0; i < table->widths->len; i++)
    sum += MAX (MIN (get_width (table, i), limit), g_array_index (table->least, double, i));
  return sum;
}

/* The widest are cut down to one width, but not below their longest words while that can be. */
static void
fit_widths (Table *table, double room)
{
  double sum = sum_widths (table, room), limit = room;

  if (sum > room)
    {
      double high = room;

      limit = 0;
      for (guint round = 0; round < 24; round++)
        *(sum_widths (table, (limit + high) / 2) > room ? &high : &limit) = (limit + high) / 2;
      sum = sum_widths (table, limit);
    }
  for (guint i = 0; i < table->widths->len; i++)
    {
      double *width = &g_array_index (table->widths, double, i);

      *width = MAX (MIN (*width, limit), g_array_index (table->least, double, i));
      *width = sum > room ? *width * room / sum : *width + (room - sum) / table->widths->len;
    }
}

/* Returns: points of the longest word of @text, as far as its length in letters tells */
static double
measure_word (ArmadaDemoPaper *paper, ArmadaDemoFont font, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", " ", -1);
  const char *longest = "";

  for (guint i = 0; words[i] != NULL; i++)
    if (g_utf8_strlen (words[i], -1) > g_utf8_strlen (longest, -1))
      longest = words[i];
  return armada_demo_paper_measure (paper, font, longest);
}

/* Every text is measured on one line; a row's height is found from @naturals after that. */
static void
measure_column (ArmadaDemoPaper *paper, Table *table, guint i, float *naturals)
{
  guint n = table->columns->len;
  double word = measure_word (paper, ARMADA_DEMO_FONT_BOLD, get_field (table, i)->title);
  double widest = word;

  for (guint row = 0; row < armada_demo_section_get_n_rows (table->section); row++)
    {
      const char *text = get_text (table, row, i);
      double width = armada_demo_paper_measure (paper, ARMADA_DEMO_FONT_BODY, text);

      naturals[(gsize) row * n + i] = (float) width;
      if (width > word)
        word = MAX (word, measure_word (paper, ARMADA_DEMO_FONT_BODY, text));
      widest = MAX (widest, width);
    }
  word = ceil (word) + 2 * PADDING;
  widest = ceil (widest) + 2 * PADDING;
  g_array_append_val (table->least, word);
  g_array_append_val (table->widths, widest);
}

static double
measure_head (ArmadaDemoPaper *paper, const Table *table)
{
  double most = 0;

  for (guint i = 0; i < table->columns->len; i++)
    most = MAX (most, armada_demo_paper_measure_height (paper, ARMADA_DEMO_FONT_BOLD,
                                                        get_field (table, i)->title,
                                                        get_width (table, i) - 2 * PADDING));
  return most + 2 * PADDING;
}

static void
measure_heights (ArmadaDemoPaper *paper, Table *table, const float *naturals)
{
  guint n = table->columns->len;
  double line = armada_demo_paper_measure_height (paper, ARMADA_DEMO_FONT_BODY, "Ag", 100);

  for (guint row = 0; row < armada_demo_section_get_n_rows (table->section); row++)
    {
      double most = line;

      for (guint i = 0; i < n; i++)
        {
          const char *text = get_text (table, row, i);
          double room = get_width (table, i) - 2 * PADDING;
          gboolean plain = text == NULL || g_str_is_ascii (text);

          /* Letters of another font may stand higher than the line. */
          if (!plain || naturals[(gsize) row * n + i] > room)
            most = MAX (
                most, armada_demo_paper_measure_height (paper, ARMADA_DEMO_FONT_BODY, text, room));
        }
      most += 2 * PADDING;
      g_array_append_val (table->heights, most);
    }
  table->head_height = measure_head (paper, table);
}

static Table *
table_new (ArmadaDemoPaper *paper, const ArmadaDemoSection *section)
{
  Table *self = g_new0 (Table, 1);
  g_autofree float *naturals = NULL;

  self->section = section;
  self->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  self->widths = g_array_new (FALSE, FALSE, sizeof (double));
  self->least = g_array_new (FALSE, FALSE, sizeof (double));
  self->heights = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < section->columns->len; i++)
    if (g_array_index (section->columns, ArmadaDemoField, i).kind != ARMADA_DEMO_CELL_HIDDEN)
      g_array_append_val (self->columns, i);
  naturals = g_new (float, section->cells->len + 1);
  for (guint i = 0; i < self->columns->len; i++)
    measure_column (paper, self, i, naturals);
  fit_widths (self, armada_demo_paper_get_inner_width (paper));
  measure_heights (paper, self, naturals);
  return self;
}

static void
draw_head (ArmadaDemoPaper *paper, const Table *table)
{
  double x = MARGIN;

  armada_demo_paper_draw_band (paper, table->head_height, 0.92);
  paper->y += PADDING;
  for (guint i = 0; i < table->columns->len; i++)
    {
      armada_demo_paper_draw_text (paper, ARMADA_DEMO_FONT_BOLD, get_field (table, i)->title,
                                   x + PADDING, get_width (table, i) - 2 * PADDING,
                                   is_number (get_field (table, i)));
      x += get_width (table, i);
    }
  paper->y += table->head_height - PADDING;
}

static void
draw_row (ArmadaDemoPaper *paper, const Table *table, guint row)
{
  double height = g_array_index (table->heights, double, row);
  double x = MARGIN;

  if (!armada_demo_paper_has_room (paper, height))
    {
      armada_demo_paper_next_page (paper);
      draw_head (paper, table);
    }
  paper->y += PADDING;
  for (guint i = 0; i < table->columns->len; i++)
    {
      armada_demo_paper_draw_text (paper, ARMADA_DEMO_FONT_BODY, get_text (table, row, i),
                                   x + PADDING, get_width (table, i) - 2 * PADDING,
                                   is_number (get_field (table, i)));
      x += get_width (table, i);
    }
  paper->y += height - PADDING;
  armada_demo_paper_draw_line (paper, 0.85, 0.5);
}

static void
draw_table (ArmadaDemoPaper *paper, const Table *table)
{
  guint n_rows = armada_demo_section_get_n_rows (table->section);
  double first = n_rows > 0 ? g_array_index (table->heights, double, 0) : 0;

  if (!armada_demo_paper_has_room (paper, table->head_height + first))
    armada_demo_paper_next_page (paper);
  draw_head (paper, table);
  for (guint row = 0; row < n_rows; row++)
    draw_row (paper, table, row);
  paper->y += GAP;
}

/* Titles at the left margin, values in a column beside them. */
static void
draw_facts (ArmadaDemoPaper *paper, GArray *facts)
{
  double left = 0, height;
  double inner = armada_demo_paper_get_inner_width (paper);

  for (guint i = 0; i < facts->len; i++)
    left = MAX (left, armada_demo_paper_measure (paper, ARMADA_DEMO_FONT_SMALL,
                                                 armada_demo_facts_get (facts, i)->field.title));
  left = MIN (left + 3 * PADDING, inner / 2);
  for (guint i = 0; i < facts->len; i++)
    {
      const ArmadaDemoFact *fact = armada_demo_facts_get (facts, i);

      height =
          armada_demo_paper_measure_height (paper, ARMADA_DEMO_FONT_SMALL, fact->field.title, left);
      height = MAX (height, armada_demo_paper_measure_height (paper, ARMADA_DEMO_FONT_BOLD,
                                                              fact->cell.text, inner - left));
      if (fact->field.kind == ARMADA_DEMO_CELL_HIDDEN)
        continue;
      if (!armada_demo_paper_has_room (paper, height))
        armada_demo_paper_next_page (paper);
      armada_demo_paper_draw_text (paper, ARMADA_DEMO_FONT_SMALL, fact->field.title, MARGIN, left,
                                   FALSE);
      armada_demo_paper_draw_text (paper, ARMADA_DEMO_FONT_BOLD, fact->cell.text, MARGIN + left,
                                   inner - left, FALSE);
      paper->y += height + PADDING / 2;
    }
  if (facts->len > 0)
    paper->y += GAP;
}

static void
draw_meta (ArmadaDemoPaper *paper, GArray *meta)
{
  /* A heading does not stand alone at the foot of a page. */
  if (!armada_demo_paper_has_room (paper, 72))
    armada_demo_paper_next_page (paper);
  paper->y += GAP;
  for (guint i = 0; i < meta->len; i++)
    {
      const ArmadaDemoFact *fact = armada_demo_facts_get (meta, i);
      g_autofree char *text = g_strconcat (fact->field.title, ": ",
                                           fact->cell.text != NULL ? fact->cell.text : "", NULL);

      armada_demo_paper_add_paragraph (
          paper, i == 0 ? ARMADA_DEMO_FONT_HEADING : ARMADA_DEMO_FONT_BODY, text, PADDING);
    }
}

static void
draw_section (ArmadaDemoPaper *paper, const ArmadaDemoSection *section, const Table *table)
{
  draw_meta (paper, section->meta);
  if (section->error != NULL)
    {
      armada_demo_paper_add_paragraph (paper, ARMADA_DEMO_FONT_BODY, section->error, GAP);
      return;
    }
  if (table->columns->len > 0)
    draw_table (paper, table);
  draw_facts (paper, section->table_totals);
  draw_facts (paper, section->totals);
}

static void
draw_document (ArmadaDemoPaper *paper, GPtrArray *tables, guint n_pages)
{
  const ArmadaDemoDocument *document = paper->document;
  g_autofree char *line =
      g_strdup_printf ("%s · %s · %s", document->name, document->period, document->zone);

  armada_demo_paper_begin (paper, n_pages);
  armada_demo_paper_add_paragraph (paper, ARMADA_DEMO_FONT_TITLE, document->title, PADDING);
  armada_demo_paper_add_paragraph (paper, ARMADA_DEMO_FONT_SMALL, line, PADDING);
  for (guint i = 0; i < document->sections->len; i++)
    draw_section (paper, document->sections->pdata[i], tables->pdata[i]);
  if (document->totals->len > 0)
    {
      if (!armada_demo_paper_has_room (paper, 72))
        armada_demo_paper_next_page (paper);
      armada_demo_paper_draw_line (paper, 0.4, 1);
      paper->y += GAP;
      armada_demo_paper_add_paragraph (paper, ARMADA_DEMO_FONT_HEADING, "Total", PADDING);
      draw_facts (paper, document->totals);
    }
  armada_demo_paper_end (paper);
}

static void
set_metadata (cairo_surface_t *surface, const ArmadaDemoDocument *document)
{
  g_autoptr (GDateTime) made = g_date_time_new_from_unix_utc (document->made_at);
  g_autofree char *date = made != NULL ? g_date_time_format (made, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, document->title);
  if (date != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_string_append_len (closure, (const char *) data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
write_pdf (const ArmadaDemoDocument *document,
           GString *bytes,
           double width,
           double height,
           GError **error)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_cb, bytes, width, height);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (table_free);
  ArmadaDemoPaper paper;
  cairo_status_t status;

  /* From 1.5 on the page objects are packed away where simple readers do not find them. */
  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  set_metadata (surface, document);
  armada_demo_paper_init (&paper, surface, document, width, height);
  for (guint i = 0; i < document->sections->len; i++)
    g_ptr_array_add (tables, table_new (&paper, document->sections->pdata[i]));
  draw_document (&paper, tables, 0);
  draw_document (&paper, tables, paper.page);
  armada_demo_paper_clear (&paper);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                       cairo_status_to_string (status));
  return FALSE;
}

gboolean
armada_demo_write_pdf (const ArmadaDemoDocument *document, GString *bytes, GError **error)
{
  return write_pdf (document, bytes, SHORT_SIDE, LONG_SIDE, error);
}

gboolean
armada_demo_write_pdf_land (const ArmadaDemoDocument *document, GString *bytes, GError **error)
{
  return write_pdf (document, bytes, LONG_SIDE, SHORT_SIDE, error);
}
