/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-cli-output"

#include "armada-cli-output.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "armada-cli-table.h"

/* How a field of the type is told outside a table. */
typedef struct
{
  const ArmadaField *field;
  const ArmadaCliMeasure *measure; /* (nullable) */
  char *key;
  char *text_key; /* (nullable): beside a measure */
} Member;

struct _ArmadaCliOutput
{
  ArmadaCliStream *stream;
  ArmadaCliView view;
  ArmadaCliFormat format;
  gboolean is_private;
  const ArmadaCliUnits *units; /* (nullable) */
  ArmadaCliTable *table;       /* of ARMADA_CLI_TABLE */
  GArray *columns;             /* of const ArmadaField *: of the table */
  GArray *members;             /* of Member: all fields of the type */
  guint n_records;
};

static const ArmadaField *
find_field (const ArmadaRecordType *type, const char *name)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (g_str_equal (type->fields[i].name, name))
      return &type->fields[i];
  return NULL;
}

static gboolean
is_shown (const ArmadaCliOutput *self, const ArmadaField *field)
{
  return self->is_private || !(field->flags & ARMADA_FIELD_PRIVATE);
}

static gboolean
is_number (const ArmadaField *field)
{
  return field->kind == ARMADA_FIELD_ID || field->kind == ARMADA_FIELD_INT ||
         field->kind == ARMADA_FIELD_DOUBLE || field->kind == ARMADA_FIELD_RECORDS;
}

static void
add_table_column (ArmadaCliOutput *self, const ArmadaField *field, const char *title)
{
  g_array_append_val (self->columns, field);
  armada_cli_table_add_column (self->table, title, is_number (field));
}

/* Private fields have no place of their own in a table: they come last, where they are wanted. */
static void
begin_table (ArmadaCliOutput *self)
{
  const ArmadaCliView *view = &self->view;

  self->table = armada_cli_table_new ();
  self->columns = g_array_new (FALSE, FALSE, sizeof (ArmadaField *));
  for (guint i = 0; view->columns[i] != NULL; i++)
    {
      const ArmadaField *field = find_field (view->type, view->columns[i]);

      if (field != NULL && is_shown (self, field))
        add_table_column (self, field, _ (view->titles[i]));
    }
  for (guint i = 0; self->is_private && i < view->type->n_fields; i++)
    if (view->type->fields[i].flags & ARMADA_FIELD_PRIVATE)
      add_table_column (self, &view->type->fields[i], view->type->fields[i].name);
}

/* RFC 4180: quotes where there is something to quote, twice for one of themselves. */
static void
put_csv (ArmadaCliStream *stream, const char *text)
{
  if (strpbrk (text, ",\"\r\n") == NULL && *text != ' ')
    {
      armada_cli_stream_put (stream, text);
      return;
    }
  armada_cli_stream_put (stream, "\"");
  for (const char *quote; (quote = strchr (text, '"')) != NULL; text = quote + 1)
    {
      armada_cli_stream_put_bytes (stream, text, (gsize) (quote + 1 - text));
      armada_cli_stream_put (stream, "\"");
    }
  armada_cli_stream_put (stream, text);
  armada_cli_stream_put (stream, "\"");
}

static void
begin_csv (ArmadaCliOutput *self)
{
  for (guint i = 0, n = 0; i < self->members->len; i++)
    {
      const Member *member = &g_array_index (self->members, Member, i);

      if (member->field->kind == ARMADA_FIELD_RECORDS)
        continue;
      armada_cli_stream_print (self->stream, "%s%s", n++ > 0 ? "," : "", member->key);
      if (member->measure != NULL)
        armada_cli_stream_print (self->stream, ",%s", member->text_key);
    }
  armada_cli_stream_put (self->stream, "\r\n");
}

static void
member_clear (gpointer data)
{
  Member *member = data;

  g_free (member->key);
  g_free (member->text_key);
}

static void
plan_members (ArmadaCliOutput *self)
{
  const ArmadaRecordType *type = self->view.type;

  self->members = g_array_sized_new (FALSE, FALSE, sizeof (Member), type->n_fields);
  g_array_set_clear_func (self->members, member_clear);
  for (guint i = 0; i < type->n_fields; i++)
    {
      const ArmadaField *field = &type->fields[i];
      const ArmadaCliMeasure *measure = armada_cli_measure_find (type, field);
      Member member = { field, measure };

      member.key =
          g_strconcat (field->name, measure ? armada_cli_measure_get_suffix (measure) : "", NULL);
      member.text_key = measure ? g_strconcat (field->name, "_text", NULL) : NULL;
      g_array_append_val (self->members, member);
    }
}

/**
 * armada_cli_output_new:
 * @stream: outlives the output
 * @format: a table, JSON or CSV
 * @is_private: whether what is private is shown as well
 * @units: (nullable): of the account, where records do not say theirs; outlives the output
 *
 * Returns: (transfer full): an output that has begun
 */
ArmadaCliOutput *
armada_cli_output_new (ArmadaCliStream *stream,
                       const ArmadaCliView *view,
                       ArmadaCliFormat format,
                       gboolean is_private,
                       const ArmadaCliUnits *units)
{
  ArmadaCliOutput *self = g_new0 (ArmadaCliOutput, 1);

  self->stream = stream;
  self->view = *view;
  self->format = format;
  self->is_private = is_private;
  self->units = units;
  plan_members (self);
  if (format == ARMADA_CLI_TABLE)
    begin_table (self);
  else if (format == ARMADA_CLI_CSV)
    begin_csv (self);
  else
    armada_cli_stream_put (stream, "[");
  return self;
}

void
armada_cli_output_free (ArmadaCliOutput *self)
{
  g_clear_pointer (&self->table, armada_cli_table_free);
  g_clear_pointer (&self->columns, g_array_unref);
  g_array_unref (self->members);
  g_free (self);
}

/* A time of day means something only with its zone. */
static char *
dup_local_time (gint64 time)
{
  g_autoptr (GDateTime) local = time != 0 ? g_date_time_new_from_unix_local (time) : NULL;

  return local ? g_date_time_format (local, "%Y-%m-%d %H:%M:%S %Z") : g_strdup ("");
}

static char *
dup_cell (ArmadaCliOutput *self, const ArmadaField *field, gconstpointer record)
{
  const ArmadaRecordType *type = self->view.type;
  const ArmadaCliMeasure *measure = armada_cli_measure_find (type, field);

  if (measure != NULL)
    return armada_cli_measure_dup_text (measure, type, field, record, self->units);
  if (field->kind == ARMADA_FIELD_TIME)
    return dup_local_time (G_STRUCT_MEMBER (gint64, record, field->offset));
  if (field->kind == ARMADA_FIELD_FLAG && G_STRUCT_MEMBER (int, record, field->offset) >= 0)
    return g_strdup (G_STRUCT_MEMBER (int, record, field->offset) ? C_ ("flag", "yes")
                                                                  : C_ ("flag", "no"));
  return armada_field_dup_text (field, record);
}

static void
add_row (ArmadaCliOutput *self, gconstpointer record)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const ArmadaField *field = g_array_index (self->columns, const ArmadaField *, i);
      g_autofree char *text = dup_cell (self, field, record);

      armada_cli_table_add_cell (self->table, text);
    }
}

static char *
dup_csv (const ArmadaField *field, gconstpointer record)
{
  if (field->kind == ARMADA_FIELD_FLAG && G_STRUCT_MEMBER (int, record, field->offset) >= 0)
    return g_strdup (G_STRUCT_MEMBER (int, record, field->offset) ? "true" : "false");
  return armada_field_dup_text (field, record);
}

static void
put_csv_measure (ArmadaCliOutput *self, const Member *member, gconstpointer record)
{
  const ArmadaRecordType *type = self->view.type;
  double number =
      armada_cli_measure_convert (member->measure, type, member->field, record, self->units);
  g_autofree char *text =
      armada_cli_measure_dup_text (member->measure, type, member->field, record, self->units);
  char digits[G_ASCII_DTOSTR_BUF_SIZE] = "";

  if (isfinite (number))
    g_ascii_formatd (digits, sizeof digits, "%.12g", number);
  armada_cli_stream_put (self->stream, digits);
  armada_cli_stream_put (self->stream, ",");
  put_csv (self->stream, text);
}

static void
add_csv (ArmadaCliOutput *self, gconstpointer record)
{
  for (guint i = 0, n = 0; i < self->members->len; i++)
    {
      const Member *member = &g_array_index (self->members, Member, i);
      g_autofree char *text = NULL;

      if (member->field->kind == ARMADA_FIELD_RECORDS)
        continue;
      armada_cli_stream_put (self->stream, n++ > 0 ? "," : "");
      if (member->measure != NULL)
        put_csv_measure (self, member, record);
      else if (is_shown (self, member->field))
        put_csv (self->stream, text = dup_csv (member->field, record));
    }
  armada_cli_stream_put (self->stream, "\r\n");
}

/* What has a unit is told twice: in ours here, as the account counts at the end of the object. */
static void
convert (ArmadaCliOutput *self,
         const Member *member,
         gconstpointer record,
         yyjson_mut_val *key,
         yyjson_mut_val *value)
{
  double number = armada_cli_measure_convert (member->measure, self->view.type, member->field,
                                              record, self->units);

  yyjson_mut_set_str (key, member->key);
  if (isfinite (number))
    yyjson_mut_set_real (value, number);
  else
    yyjson_mut_set_null (value);
}

static void
add_measure_text (ArmadaCliOutput *self,
                  const Member *member,
                  gconstpointer record,
                  yyjson_mut_val *object,
                  yyjson_mut_doc *doc)
{
  g_autofree char *text = armada_cli_measure_dup_text (member->measure, self->view.type,
                                                       member->field, record, self->units);

  yyjson_mut_obj_add_val (doc, object, member->text_key,
                          *text ? yyjson_mut_strcpy (doc, text) : yyjson_mut_null (doc));
}

static void
hide_private (const ArmadaField *field, yyjson_mut_val *value)
{
  size_t index, max;
  yyjson_mut_val *item;

  if (field->flags & ARMADA_FIELD_PRIVATE)
    yyjson_mut_set_null (value);
  else if (field->kind == ARMADA_FIELD_RECORDS)
    yyjson_mut_arr_foreach (value, index, max, item)
    {
      for (guint i = 0; i < field->element->n_fields; i++)
        hide_private (&field->element->fields[i],
                      yyjson_mut_obj_get (item, field->element->fields[i].name));
    }
}

/* The record's own members come in the order of its fields. */
static yyjson_mut_val *
make_object (ArmadaCliOutput *self, gconstpointer record, yyjson_mut_doc *doc)
{
  yyjson_mut_val *object = armada_record_write (self->view.type, record, ARMADA_RECORD_SHOWN, doc);
  yyjson_mut_obj_iter iter = yyjson_mut_obj_iter_with (object);
  yyjson_mut_val *key;

  for (guint i = 0; (key = yyjson_mut_obj_iter_next (&iter)) != NULL; i++)
    {
      const Member *member = &g_array_index (self->members, Member, i);
      yyjson_mut_val *value = yyjson_mut_obj_iter_get_val (key);

      if (!self->is_private)
        hide_private (member->field, value);
      if (member->measure != NULL)
        convert (self, member, record, key, value);
    }
  for (guint i = 0; i < self->members->len; i++)
    if (g_array_index (self->members, Member, i).measure != NULL)
      add_measure_text (self, &g_array_index (self->members, Member, i), record, object, doc);
  if (self->view.more != NULL)
    self->view.more (record, object, doc, self->view.user_data);
  return object;
}

static void
add_json (ArmadaCliOutput *self, gconstpointer record)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *object = make_object (self, record, doc);
  size_t length = 0;
  char *text = yyjson_mut_val_write (object, YYJSON_WRITE_ALLOW_INVALID_UNICODE, &length);

  armada_cli_stream_put (self->stream, self->n_records > 0 ? ",\n" : "\n");
  if (text != NULL)
    armada_cli_stream_put_bytes (self->stream, text, length);
  else
    armada_cli_stream_put (self->stream, "null");
  free (text);
  yyjson_mut_doc_free (doc);
}

/**
 * armada_cli_output_add:
 * @record: of the view's type
 */
void
armada_cli_output_add (ArmadaCliOutput *self, gconstpointer record)
{
  if (self->format == ARMADA_CLI_TABLE)
    add_row (self, record);
  else if (self->format == ARMADA_CLI_CSV)
    add_csv (self, record);
  else
    add_json (self, record);
  self->n_records++;
}

/**
 * armada_cli_output_end:
 *
 * Writes what stands at the end; the stream is still to be ended.
 */
void
armada_cli_output_end (ArmadaCliOutput *self)
{
  if (self->format == ARMADA_CLI_TABLE)
    armada_cli_table_write (self->table, self->stream);
  else if (self->format == ARMADA_CLI_JSON)
    armada_cli_stream_put (self->stream, self->n_records > 0 ? "\n]\n" : "]\n");
}
