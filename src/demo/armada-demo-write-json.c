/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-write-json"

#include "armada-demo-write.h"

#include <math.h>
#include <string.h>

/*
 * The JSON form of a report. What the platform makes as HTML for a page stays HTML in it.
 */

static const char *
get_value (const ArmadaDemoCell *cell)
{
  return cell->markup != NULL ? cell->markup : cell->text;
}

static void
add_value (ArmadaDemoJson *json,
           const char *name,
           const ArmadaDemoField *field,
           const ArmadaDemoCell *cell)
{
  if (field->kind == ARMADA_DEMO_CELL_COUNT && field->unit == NULL && isfinite (cell->number))
    armada_demo_json_add_int (json, name, (gint64) cell->number);
  else
    armada_demo_json_add_text (json, name, get_value (cell));
}

/* "name" of "device.name" */
static const char *
get_attribute (const ArmadaDemoField *field)
{
  const char *dot = strrchr (field->key, '.');

  return dot != NULL ? dot + 1 : field->key;
}

static void
write_meta (ArmadaDemoJson *json, GArray *meta)
{
  armada_demo_json_begin_object (json, "meta");
  for (guint i = 0; i < meta->len; i++)
    {
      const ArmadaDemoFact *fact = armada_demo_facts_get (meta, i);

      armada_demo_json_begin_object (json, fact->field.key);
      armada_demo_json_add_text (json, "title", fact->field.title);
      armada_demo_json_add_text (json, "attribute", get_attribute (&fact->field));
      armada_demo_json_add_text (json, "key", fact->field.key);
      add_value (json, "value", &fact->field, &fact->cell);
      armada_demo_json_end_object (json);
    }
  armada_demo_json_end_object (json);
}

static void
write_fact (ArmadaDemoJson *json, const ArmadaDemoFact *fact)
{
  gboolean list = fact->field.kind == ARMADA_DEMO_CELL_LIST;

  armada_demo_json_begin_object (json, fact->field.key);
  armada_demo_json_add_text (json, "title", list ? "" : fact->field.title);
  if (list)
    {
      armada_demo_json_begin_list (json, "value");
      armada_demo_json_begin_object (json, NULL);
      armada_demo_json_add_text (json, "title", fact->field.title);
      armada_demo_json_add_text (json, "value", get_value (&fact->cell));
      armada_demo_json_end_object (json);
      armada_demo_json_end_list (json);
    }
  else
    add_value (json, "value", &fact->field, &fact->cell);
  armada_demo_json_end_object (json);
}

/* No totals are an empty list, as PHP has it. */
static void
write_totals (ArmadaDemoJson *json, GArray *totals)
{
  if (totals->len == 0)
    {
      armada_demo_json_begin_list (json, "totals");
      armada_demo_json_end_list (json);
      return;
    }
  armada_demo_json_begin_object (json, "totals");
  for (guint i = 0; i < totals->len; i++)
    write_fact (json, armada_demo_facts_get (totals, i));
  armada_demo_json_end_object (json);
}

static void
write_row (ArmadaDemoJson *json, const ArmadaDemoSection *section, guint row)
{
  armada_demo_json_begin_object (json, NULL);
  for (guint i = 0; i < section->columns->len; i++)
    {
      const ArmadaDemoField *column = &g_array_index (section->columns, ArmadaDemoField, i);

      add_value (json, column->key, column, armada_demo_section_get_cell (section, row, i));
    }
  armada_demo_json_end_object (json);
}

static void
write_table (ArmadaDemoJson *json, const ArmadaDemoSection *section)
{
  if (section->columns->len == 0)
    {
      armada_demo_json_add_null (json, "table");
      return;
    }
  armada_demo_json_begin_object (json, "table");
  armada_demo_json_begin_list (json, "rows");
  for (guint i = 0; i < armada_demo_section_get_n_rows (section); i++)
    write_row (json, section, i);
  armada_demo_json_end_list (json);
  write_totals (json, section->table_totals);
  armada_demo_json_end_object (json);
}

static void
write_section (ArmadaDemoJson *json, const ArmadaDemoSection *section)
{
  armada_demo_json_begin_object (json, NULL);
  write_meta (json, section->meta);
  if (section->error != NULL)
    armada_demo_json_add_text (json, "error", section->error);
  else
    {
      write_table (json, section);
      write_totals (json, section->totals);
    }
  armada_demo_json_end_object (json);
}

/* Which facts the sections begin with: those of the first stand for all. */
static void
write_outline (ArmadaDemoJson *json, const ArmadaDemoDocument *document)
{
  const ArmadaDemoSection *first =
      document->sections->len > 0 ? document->sections->pdata[0] : NULL;

  armada_demo_json_begin_object (json, "meta");
  armada_demo_json_begin_object (json, "device");
  for (guint i = 0; first != NULL && i < first->meta->len; i++)
    {
      const ArmadaDemoFact *fact = armada_demo_facts_get (first->meta, i);

      armada_demo_json_begin_object (json, fact->field.key);
      armada_demo_json_add_text (json, "title", fact->field.title);
      armada_demo_json_add_text (json, "attribute", get_attribute (&fact->field));
      armada_demo_json_end_object (json);
    }
  armada_demo_json_end_object (json);
  armada_demo_json_end_object (json);
}

/* The totals of all sections have no titles. */
static void
write_grand_totals (ArmadaDemoJson *json, GArray *totals)
{
  if (totals->len == 0)
    {
      write_totals (json, totals);
      return;
    }
  armada_demo_json_begin_object (json, "totals");
  for (guint i = 0; i < totals->len; i++)
    {
      const ArmadaDemoFact *fact = armada_demo_facts_get (totals, i);

      add_value (json, fact->field.key, &fact->field, &fact->cell);
    }
  armada_demo_json_end_object (json);
}

gboolean
armada_demo_write_json (const ArmadaDemoDocument *document, GString *bytes, GError **error)
{
  g_autoptr (ArmadaDemoJson) json = armada_demo_json_new (document->habits);

  armada_demo_json_begin_object (json, NULL);
  write_outline (json, document);
  armada_demo_json_begin_list (json, "items");
  for (guint i = 0; i < document->sections->len; i++)
    write_section (json, document->sections->pdata[i]);
  armada_demo_json_end_list (json);
  write_grand_totals (json, document->totals);
  armada_demo_json_end_object (json);
  armada_demo_json_take (json, bytes);
  return TRUE;
}
