/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-write-html"

#include "armada-demo-write.h"

/*
 * A page that stands alone: its style is in it, and it loads and runs nothing.
 */

static const char style[] =
    "body{font:14px sans-serif;color:#222;margin:2em auto;max-width:75em;padding:0 1em}"
    "h1{font-size:1.5em;margin:0}h2{font-size:1.1em;margin:2em 0 .5em}"
    "p.period{color:#666;margin:.3em 0}p.error{color:#a33}"
    "table{border-collapse:collapse;margin:.5em 0}table.rows{width:100%}"
    "th,td{border-bottom:1px solid #ddd;padding:.35em .7em;text-align:left;vertical-align:top}"
    "thead th{background:#eef1f5}td.number,th.number{text-align:right;white-space:nowrap}"
    "@media print{body{margin:0;max-width:none}thead{display:table-header-group}"
    "tr{break-inside:avoid}}";

static void
add_escaped (GString *bytes, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text != NULL ? text : "", -1);

  g_string_append (bytes, escaped);
}

static void
add_element (GString *bytes, const char *opening, const char *text, const char *closing)
{
  g_string_append (bytes, opening);
  add_escaped (bytes, text);
  g_string_append (bytes, closing);
}

static gboolean
is_number (const ArmadaDemoField *field)
{
  return field->kind == ARMADA_DEMO_CELL_COUNT || field->kind == ARMADA_DEMO_CELL_DECIMAL ||
         field->kind == ARMADA_DEMO_CELL_LIST;
}

static void
add_cell (GString *bytes, const ArmadaDemoField *field, const ArmadaDemoCell *cell)
{
  g_string_append (bytes, is_number (field) ? "<td class=\"number\">" : "<td>");
  if (cell->markup != NULL)
    g_string_append (bytes, cell->markup);
  else
    add_escaped (bytes, cell->text);
  g_string_append (bytes, "</td>");
}

static void
add_facts (GString *bytes, GArray *facts)
{
  if (facts->len == 0)
    return;
  g_string_append (bytes, "<table class=\"totals\">\n");
  for (guint i = 0; i < facts->len; i++)
    {
      const ArmadaDemoFact *fact = armada_demo_facts_get (facts, i);

      if (fact->field.kind == ARMADA_DEMO_CELL_HIDDEN)
        continue;
      add_element (bytes, "<tr><th scope=\"row\">", fact->field.title, "</th>");
      add_cell (bytes, &fact->field, &fact->cell);
      g_string_append (bytes, "</tr>\n");
    }
  g_string_append (bytes, "</table>\n");
}

static void
add_head (GString *bytes, GArray *columns)
{
  g_string_append (bytes, "<thead><tr>");
  for (guint i = 0; i < columns->len; i++)
    {
      const ArmadaDemoField *column = &g_array_index (columns, ArmadaDemoField, i);

      if (column->kind != ARMADA_DEMO_CELL_HIDDEN)
        add_element (bytes,
                     is_number (column) ? "<th scope=\"col\" class=\"number\">"
                                        : "<th scope=\"col\">",
                     column->title, "</th>");
    }
  g_string_append (bytes, "</tr></thead>\n");
}

static void
add_table (GString *bytes, const ArmadaDemoSection *section)
{
  if (section->columns->len == 0)
    return;
  g_string_append (bytes, "<table class=\"rows\">\n");
  add_head (bytes, section->columns);
  g_string_append (bytes, "<tbody>\n");
  for (guint row = 0; row < armada_demo_section_get_n_rows (section); row++)
    {
      g_string_append (bytes, "<tr>");
      for (guint i = 0; i < section->columns->len; i++)
        {
          const ArmadaDemoField *column = &g_array_index (section->columns, ArmadaDemoField, i);

          if (column->kind != ARMADA_DEMO_CELL_HIDDEN)
            add_cell (bytes, column, armada_demo_section_get_cell (section, row, i));
        }
      g_string_append (bytes, "</tr>\n");
    }
  g_string_append (bytes, "</tbody></table>\n");
  add_facts (bytes, section->table_totals);
}

static void
add_section (GString *bytes, const ArmadaDemoSection *section)
{
  g_string_append (bytes, "<section>\n");
  for (guint i = 0; i < section->meta->len; i++)
    {
      const ArmadaDemoFact *fact = armada_demo_facts_get (section->meta, i);

      add_element (bytes, i == 0 ? "<h2>" : "<p>", fact->field.title, ": ");
      add_escaped (bytes, fact->cell.text);
      g_string_append (bytes, i == 0 ? "</h2>\n" : "</p>\n");
    }
  if (section->error != NULL)
    add_element (bytes, "<p class=\"error\">", section->error, "</p>\n");
  else
    {
      add_table (bytes, section);
      add_facts (bytes, section->totals);
    }
  g_string_append (bytes, "</section>\n");
}

gboolean
armada_demo_write_html (const ArmadaDemoDocument *document, GString *bytes, GError **error)
{
  add_element (bytes, "<!DOCTYPE html>\n<html lang=\"", document->language, "\">\n<head>");
  g_string_append (bytes, "<meta charset=\"utf-8\">\n");
  add_element (bytes, "<title>", document->title, "</title>\n");
  g_string_append_printf (bytes, "<style>%s</style>\n</head>\n<body>\n", style);
  add_element (bytes, "<h1>", document->title, "</h1>\n");
  add_element (bytes, "<p class=\"period\">", document->name, " · ");
  add_element (bytes, "", document->period, " · ");
  add_element (bytes, "", document->zone, "</p>\n");
  for (guint i = 0; i < document->sections->len; i++)
    add_section (bytes, document->sections->pdata[i]);
  if (document->totals->len > 0)
    {
      g_string_append (bytes, "<section class=\"all\">\n<h2>Total</h2>\n");
      add_facts (bytes, document->totals);
      g_string_append (bytes, "</section>\n");
    }
  g_string_append (bytes, "</body>\n</html>\n");
  return TRUE;
}
