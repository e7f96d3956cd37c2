/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-record-write"

#include "api/armada-record-private.h"

#include <math.h>

/* A record as JSON, to be kept or shown, and its fields as the cells of a table. */

/**
 * armada_time_to_iso:
 * @time: UNIX seconds, 0: none
 *
 * Returns: (transfer full): "2026-03-14T08:30:03Z"; "" for none or what no calendar has
 */
char *
armada_time_to_iso (gint64 time)
{
  g_autoptr (GDateTime) date = time != 0 ? g_date_time_new_from_unix_utc (time) : NULL;

  return date ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
}

static yyjson_mut_val *
write_time (gint64 time, ArmadaRecordStyle style, yyjson_mut_doc *doc)
{
  g_autofree char *text = NULL;

  if (time == 0)
    return yyjson_mut_null (doc);
  if (style == ARMADA_RECORD_KEPT)
    return yyjson_mut_sint (doc, time);
  text = armada_time_to_iso (time);
  return *text ? yyjson_mut_strcpy (doc, text) : yyjson_mut_null (doc);
}

static yyjson_mut_val *
write_records (const ArmadaField *field,
               const ArmadaRecords *records,
               ArmadaRecordStyle style,
               yyjson_mut_doc *doc)
{
  yyjson_mut_val *list = yyjson_mut_arr (doc);

  for (guint i = 0; i < records->n; i++)
    yyjson_mut_arr_append (list,
                           armada_record_write (field->element, records->records[i], style, doc));
  return list;
}

static yyjson_mut_val *
write_texts (const ArmadaTexts *texts, yyjson_mut_doc *doc)
{
  yyjson_mut_val *list = yyjson_mut_arr (doc);

  for (guint i = 0; i < texts->n; i++)
    yyjson_mut_arr_add_str (doc, list, texts->texts[i]);
  return list;
}

static yyjson_mut_val *
write_field (const ArmadaField *field,
             gconstpointer fields,
             ArmadaRecordStyle style,
             yyjson_mut_doc *doc)
{
  gint64 number;

  switch (field->kind)
    {
    case ARMADA_FIELD_ID:
    case ARMADA_FIELD_INT:
      number = READ (fields, field, gint64);
      if (number == (field->kind == ARMADA_FIELD_ID ? 0 : ARMADA_INT_UNKNOWN))
        return yyjson_mut_null (doc);
      return yyjson_mut_sint (doc, number);
    case ARMADA_FIELD_TIME:
      return write_time (READ (fields, field, gint64), style, doc);
    case ARMADA_FIELD_DOUBLE:
      return isfinite (READ (fields, field, double))
                 ? yyjson_mut_real (doc, READ (fields, field, double))
                 : yyjson_mut_null (doc);
    case ARMADA_FIELD_FLAG:
      return READ (fields, field, int) < 0 ? yyjson_mut_null (doc)
                                           : yyjson_mut_bool (doc, READ (fields, field, int) != 0);
    case ARMADA_FIELD_TEXT:
      return *READ (fields, field, char *) == '\0'
                 ? yyjson_mut_null (doc)
                 : yyjson_mut_str (doc, READ (fields, field, char *));
    case ARMADA_FIELD_IDS:
      return yyjson_mut_arr_with_sint64 (doc, READ (fields, field, ArmadaIds).ids,
                                         READ (fields, field, ArmadaIds).n)
                 ?: yyjson_mut_arr (doc);
    case ARMADA_FIELD_TEXTS:
      return write_texts (&READ (fields, field, ArmadaTexts), doc);
    case ARMADA_FIELD_RECORDS:
    default:
      return write_records (field, &READ (fields, field, ArmadaRecords), style, doc);
    }
}

/**
 * armada_record_write:
 * @fields: a record of @type, or any struct it describes; outlives @doc
 * @doc: what the values belong to
 *
 * Returns: (transfer none): an object with every field by its name; of what is kept, those alone
 *   that say something
 */
yyjson_mut_val *
armada_record_write (const ArmadaRecordType *type,
                     gconstpointer fields,
                     ArmadaRecordStyle style,
                     yyjson_mut_doc *doc)
{
  yyjson_mut_val *object = yyjson_mut_obj (doc);

  for (guint i = 0; i < type->n_fields; i++)
    {
      yyjson_mut_val *value = write_field (&type->fields[i], fields, style, doc);

      if (style == ARMADA_RECORD_SHOWN || !yyjson_mut_is_null (value))
        yyjson_mut_obj_add_val (doc, object, type->fields[i].name, value);
    }
  return object;
}

/* The shortest text that reads back as the same number. */
static char *
dup_double (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (number))
    return g_strdup ("");
  g_ascii_formatd (text, sizeof text, "%.15g", number);
  if (g_ascii_strtod (text, NULL) != number)
    g_ascii_dtostr (text, sizeof text, number);
  return g_strdup (text);
}

static char *
join (const ArmadaField *field, gconstpointer fields)
{
  GString *text = g_string_new (NULL);
  guint n = field->kind == ARMADA_FIELD_IDS ? READ (fields, field, ArmadaIds).n
                                            : READ (fields, field, ArmadaTexts).n;

  for (guint i = 0; i < n; i++)
    {
      g_string_append (text, i > 0 ? ";" : "");
      if (field->kind == ARMADA_FIELD_IDS)
        g_string_append_printf (text, "%" G_GINT64_FORMAT, READ (fields, field, ArmadaIds).ids[i]);
      else
        g_string_append (text, READ (fields, field, ArmadaTexts).texts[i]);
    }
  return g_string_free (text, FALSE);
}

/**
 * armada_field_dup_text:
 * @fields: a struct that the field's type describes
 *
 * Returns: (transfer full): the field for a cell of a table: numbers plain, times in ISO 8601 and
 *   UTC, flags "yes" and "no", several values with ";" between them, how many where they are
 *   records themselves; "" unknown
 */
char *
armada_field_dup_text (const ArmadaField *field, gconstpointer fields)
{
  gint64 number;

  switch (field->kind)
    {
    case ARMADA_FIELD_ID:
    case ARMADA_FIELD_INT:
      number = READ (fields, field, gint64);
      if (number == (field->kind == ARMADA_FIELD_ID ? 0 : ARMADA_INT_UNKNOWN))
        return g_strdup ("");
      return g_strdup_printf ("%" G_GINT64_FORMAT, number);
    case ARMADA_FIELD_TIME:
      return armada_time_to_iso (READ (fields, field, gint64));
    case ARMADA_FIELD_DOUBLE:
      return dup_double (READ (fields, field, double));
    case ARMADA_FIELD_FLAG:
      number = READ (fields, field, int);
      return g_strdup (number < 0 ? "" : number > 0 ? "yes" : "no");
    case ARMADA_FIELD_TEXT:
      return g_strdup (READ (fields, field, char *));
    case ARMADA_FIELD_IDS:
    case ARMADA_FIELD_TEXTS:
      return join (field, fields);
    case ARMADA_FIELD_RECORDS:
    default:
      return g_strdup_printf ("%u", READ (fields, field, ArmadaRecords).n);
    }
}
