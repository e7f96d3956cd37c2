/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-write-csv"

#include "armada-demo-write.h"

#include <string.h>

/*
 * Comma-separated values after RFC 4180, with a byte order mark so that spreadsheets read UTF-8.
 * It is one table: each line begins with what its section is about. A report without a table has
 * a line for each section instead, its totals beside each other.
 */

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define LINE_END "\r\n"

static void
add_quoted (GString *bytes, const char *text)
{
  g_string_append_c (bytes, '"');
  for (const char *c = text != NULL ? text : ""; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (bytes, '"');
      g_string_append_c (bytes, *c);
    }
  g_string_append_c (bytes, '"');
}

static void
add_comma (GString *bytes, gboolean *first)
{
  if (!*first)
    g_string_append_c (bytes, ',');
  *first = FALSE;
}

static void
add_title (GString *bytes, const ArmadaDemoField *field, gboolean *first)
{
  if (field->kind == ARMADA_DEMO_CELL_HIDDEN)
    return;
  add_comma (bytes, first);
  if (strpbrk (field->title, "\",\r\n") != NULL)
    add_quoted (bytes, field->title);
  else
    g_string_append (bytes, field->title);
}

static void
add_titles_of_facts (GString *bytes, GArray *facts, gboolean *first)
{
  for (guint i = 0; i < facts->len; i++)
    add_title (bytes, &armada_demo_facts_get (facts, i)->field, first);
}

static void
add_facts (GString *bytes, GArray *facts, gboolean *first)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const ArmadaDemoFact *fact = armada_demo_facts_get (facts, i);

      if (fact->field.kind == ARMADA_DEMO_CELL_HIDDEN)
        continue;
      add_comma (bytes, first);
      add_quoted (bytes, fact->cell.text);
    }
}

/* The sections are alike; the first with anything in it has the titles of all. */
static void
add_head (GString *bytes, const ArmadaDemoDocument *document)
{
  const ArmadaDemoSection *model = NULL;
  gboolean first = TRUE;

  for (guint i = 0; i < document->sections->len; i++)
    {
      const ArmadaDemoSection *section = document->sections->pdata[i];

      if (model == NULL || (model->error != NULL && section->error == NULL))
        model = section;
    }
  if (model == NULL)
    return;
  add_titles_of_facts (bytes, model->meta, &first);
  for (guint i = 0; i < model->columns->len; i++)
    add_title (bytes, &g_array_index (model->columns, ArmadaDemoField, i), &first);
  if (model->columns->len == 0)
    add_titles_of_facts (bytes, model->totals, &first);
  g_string_append (bytes, LINE_END);
}

static void
add_row (GString *bytes, const ArmadaDemoSection *section, guint row)
{
  gboolean first = TRUE;

  add_facts (bytes, section->meta, &first);
  for (guint i = 0; i < section->columns->len; i++)
    if (g_array_index (section->columns, ArmadaDemoField, i).kind != ARMADA_DEMO_CELL_HIDDEN)
      {
        add_comma (bytes, &first);
        add_quoted (bytes, armada_demo_section_get_cell (section, row, i)->text);
      }
  g_string_append (bytes, LINE_END);
}

static void
add_section (GString *bytes, const ArmadaDemoSection *section)
{
  gboolean first = TRUE;

  for (guint i = 0; i < armada_demo_section_get_n_rows (section); i++)
    add_row (bytes, section, i);
  if (section->columns->len > 0)
    return;

  add_facts (bytes, section->meta, &first);
  if (section->error != NULL)
    {
      add_comma (bytes, &first);
      add_quoted (bytes, section->error);
    }
  else
    add_facts (bytes, section->totals, &first);
  g_string_append (bytes, LINE_END);
}

gboolean
armada_demo_write_csv (const ArmadaDemoDocument *document, GString *bytes, GError **error)
{
  g_string_append (bytes, BYTE_ORDER_MARK);
  add_head (bytes, document);
  for (guint i = 0; i < document->sections->len; i++)
    add_section (bytes, document->sections->pdata[i]);
  return TRUE;
}
