/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-record-read"

#include "api/armada-json.h"
#include "api/armada-record-private.h"

#include <string.h>

/* A record from a server's object by what its type says, and from our own form. */

/* What a record refers to before it is packed. */
struct _ArmadaRecordScratch
{
  GPtrArray *blocks;  /* of g_malloc() */
  GPtrArray *records; /* of ArmadaRecord */
};

static void
scratch_init (ArmadaRecordScratch *self)
{
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);
}

static void
scratch_clear (ArmadaRecordScratch *self)
{
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->records);
}

/**
 * armada_record_scratch_take:
 * @text: (transfer full): a text for a field
 *
 * Returns: (transfer none): @text; it lives until the record is made
 */
const char *
armada_record_scratch_take (ArmadaRecordScratch *self, char *text)
{
  g_ptr_array_add (self->blocks, text);
  return text;
}

/**
 * armada_record_scratch_alloc:
 *
 * Returns: (transfer none): zeroed memory for an array of a field; lives until the record is made
 */
gpointer
armada_record_scratch_alloc (ArmadaRecordScratch *self, gsize size)
{
  gpointer block = g_malloc0 (size);

  g_ptr_array_add (self->blocks, block);
  return block;
}

/* The member that a part of @wire up to @end leads to. */
static yyjson_val *
follow (yyjson_val *object, const char *wire, const char *end)
{
  while (wire < end && object != NULL)
    {
      const char *stop = memchr (wire, '/', (gsize) (end - wire));
      gsize length = (gsize) ((stop ? stop : end) - wire);

      object = yyjson_obj_getn (object, wire, length);
      wire += length + 1;
    }
  return object;
}

static gboolean
read_time (yyjson_val *value, gint64 *out)
{
  gint64 number = yyjson_is_num (value) ? yyjson_get_sint (value) : armada_json_utc_time (value);

  if (number > 0)
    *out = number;
  return number > 0;
}

/* [1, "2", {"id": 3}]; none in it says nothing, and the next alternative may */
static gboolean
read_ids (yyjson_val *value, ArmadaIds *out, ArmadaRecordScratch *scratch)
{
  ArmadaJsonList list;
  yyjson_val *item;
  gint64 *ids;

  if (!armada_json_is_list (value))
    return FALSE;
  ids = armada_record_scratch_alloc (scratch, (yyjson_get_len (value) + 1) * sizeof *ids);
  out->ids = ids;
  out->n = 0;
  armada_json_list_init (&list, value);
  while ((item = armada_json_list_next (&list)) != NULL)
    if (armada_json_int (yyjson_is_obj (item) ? yyjson_obj_get (item, "id") : item, &ids[out->n]))
      out->n++;
  return out->n > 0;
}

static void
add_text (const char **texts, guint *n, yyjson_val *item, ArmadaRecordScratch *scratch)
{
  if (yyjson_is_str (item) || yyjson_is_num (item))
    texts[(*n)++] = armada_record_scratch_take (scratch, armada_json_dup_text (item));
}

/* ["pdf", "xls"], or an object whose members are such */
static gboolean
read_texts (yyjson_val *value, ArmadaTexts *out, ArmadaRecordScratch *scratch)
{
  size_t index, max;
  yyjson_val *key, *item;
  const char **texts;

  if (!yyjson_is_ctn (value))
    return FALSE;
  texts = armada_record_scratch_alloc (scratch, (yyjson_get_len (value) + 1) * sizeof *texts);
  out->texts = texts;
  out->n = 0;
  yyjson_arr_foreach (value, index, max, item) add_text (texts, &out->n, item, scratch);
  yyjson_obj_foreach (value, index, max, key, item) add_text (texts, &out->n, item, scratch);
  return out->n > 0;
}

static gboolean
read_records (yyjson_val *value,
              const ArmadaRecordType *type,
              ArmadaRecord *(*read) (const ArmadaRecordType *, yyjson_val *),
              ArmadaRecords *out,
              ArmadaRecordScratch *scratch)
{
  ArmadaJsonList list;
  ArmadaRecord **records;
  yyjson_val *item;

  if (!armada_json_is_list (value))
    return FALSE;
  records = armada_record_scratch_alloc (scratch, (yyjson_get_len (value) + 1) * sizeof *records);
  out->records = records;
  out->n = 0;
  armada_json_list_init (&list, value);
  while ((item = armada_json_list_next (&list)) != NULL)
    {
      ArmadaRecord *record = read (type, item);

      if (record == NULL)
        continue;
      g_ptr_array_add (scratch->records, record);
      records[out->n++] = record;
    }
  return out->n > 0;
}

/* "-", "0000-00-00" and "0000-00-00 00:00:00" */
static gboolean
is_no_date (const char *text)
{
  return g_str_equal (text, "-") || g_str_has_prefix (text, "0000-00-00");
}

static gboolean
read_text (const ArmadaField *field,
           yyjson_val *value,
           const char **out,
           ArmadaRecordScratch *scratch)
{
  char *text;

  if ((field->flags & ARMADA_FIELD_LINES) && yyjson_is_str (value))
    text = armada_text_decode_lines (yyjson_get_str (value), (gssize) yyjson_get_len (value));
  else
    text = armada_json_dup_text (value);
  if ((field->flags & ARMADA_FIELD_DATE) && is_no_date (text))
    *text = '\0';
  *out = armada_record_scratch_take (scratch, text);
  return *text != '\0';
}

/* Returns: whether @value said something */
static gboolean
read_field (const ArmadaField *field,
            yyjson_val *value,
            gpointer fields,
            ArmadaRecordScratch *scratch)
{
  switch (field->kind)
    {
    case ARMADA_FIELD_ID:
      return armada_json_int (value, &MEMBER (fields, field, gint64)) &&
             MEMBER (fields, field, gint64) != 0;
    case ARMADA_FIELD_INT:
      return armada_json_int (value, &MEMBER (fields, field, gint64));
    case ARMADA_FIELD_TIME:
      return read_time (value, &MEMBER (fields, field, gint64));
    case ARMADA_FIELD_DOUBLE:
      return armada_json_double (value, &MEMBER (fields, field, double));
    case ARMADA_FIELD_FLAG:
      return armada_json_flag (value, &MEMBER (fields, field, int));
    case ARMADA_FIELD_TEXT:
      return read_text (field, value, &MEMBER (fields, field, const char *), scratch);
    case ARMADA_FIELD_IDS:
      return read_ids (value, &MEMBER (fields, field, ArmadaIds), scratch);
    case ARMADA_FIELD_TEXTS:
      return read_texts (value, &MEMBER (fields, field, ArmadaTexts), scratch);
    case ARMADA_FIELD_RECORDS:
    default:
      return read_records (value, field->element, armada_record_read,
                           &MEMBER (fields, field, ArmadaRecords), scratch);
    }
}

static void
read_wire (const ArmadaField *field,
           yyjson_val *object,
           gpointer fields,
           ArmadaRecordScratch *scratch)
{
  const char *wire = field->wire;

  while (wire != NULL)
    {
      const char *end = strchr (wire, '|');
      yyjson_val *value = follow (object, wire, end ? end : wire + strlen (wire));

      if (value != NULL && read_field (field, value, fields, scratch))
        return;
      wire = end ? end + 1 : NULL;
    }
}

/**
 * armada_record_read:
 * @object: (nullable): an element of a server's list
 *
 * Returns: (transfer full) (nullable): the record; NULL when @object is none or lacks its id
 */
ArmadaRecord *
armada_record_read (const ArmadaRecordType *type, yyjson_val *object)
{
  g_autofree gpointer fields = g_malloc (type->size);
  ArmadaRecordScratch scratch;
  ArmadaRecord *self = NULL;

  if (!yyjson_is_obj (object))
    return NULL;
  scratch_init (&scratch);
  armada_record_clear (type, fields);
  for (guint i = 0; i < type->n_fields; i++)
    read_wire (&type->fields[i], object, fields, &scratch);
  if (type->complete != NULL)
    type->complete (fields, object, &scratch);
  if (!armada_record_type_has_id (type) || MEMBER (fields, &type->fields[0], gint64) != 0)
    self = armada_record_new (type, fields);
  scratch_clear (&scratch);
  return self;
}

/* In our own form texts are plain already. */
static void
restore_field (const ArmadaField *field,
               yyjson_val *value,
               gpointer fields,
               ArmadaRecordScratch *scratch)
{
  size_t index, max;
  yyjson_val *item;
  const char **texts;

  if (field->kind == ARMADA_FIELD_TEXT)
    MEMBER (fields, field, const char *) = yyjson_get_str (value) ?: "";
  else if (field->kind == ARMADA_FIELD_TEXTS)
    {
      texts = armada_record_scratch_alloc (scratch, (yyjson_arr_size (value) + 1) * sizeof *texts);
      MEMBER (fields, field, ArmadaTexts).texts = texts;
      yyjson_arr_foreach (value, index, max, item) texts[MEMBER (fields, field, ArmadaTexts).n++] =
          yyjson_get_str (item) ?: "";
    }
  else if (field->kind == ARMADA_FIELD_RECORDS)
    read_records (value, field->element, armada_record_restore,
                  &MEMBER (fields, field, ArmadaRecords), scratch);
  else if (value != NULL)
    read_field (field, value, fields, scratch);
}

/**
 * armada_record_restore:
 * @object: (nullable): what armada_record_write() made for keeping
 *
 * Returns: (transfer full) (nullable): the record; NULL when @object is none of @type
 */
ArmadaRecord *
armada_record_restore (const ArmadaRecordType *type, yyjson_val *object)
{
  g_autofree gpointer fields = g_malloc (type->size);
  ArmadaRecordScratch scratch;
  ArmadaRecord *self = NULL;

  if (!yyjson_is_obj (object))
    return NULL;
  scratch_init (&scratch);
  armada_record_clear (type, fields);
  for (guint i = 0; i < type->n_fields; i++)
    restore_field (&type->fields[i], yyjson_obj_get (object, type->fields[i].name), fields,
                   &scratch);
  if (!armada_record_type_has_id (type) || MEMBER (fields, &type->fields[0], gint64) != 0)
    self = armada_record_new (type, fields);
  scratch_clear (&scratch);
  return self;
}
