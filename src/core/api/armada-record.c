/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-record"

#include "api/armada-record.h"

#include <math.h>
#include <string.h>

#include "api/armada-json.h"

/*
 * What a record type says is done here, once for all kinds: reading from a server's object, keeping
 * in one block of memory, comparing and writing.
 */

#define MEMBER(fields, field, type) (*(type *) G_STRUCT_MEMBER_P (fields, (field)->offset))
#define READ(fields, field, type) (*(type const *) G_STRUCT_MEMBER_P (fields, (field)->offset))

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

/**
 * armada_record_clear:
 * @fields: (out caller-allocates): a struct of @type
 *
 * Makes every field say that nothing is known.
 */
void
armada_record_clear (const ArmadaRecordType *type, gpointer fields)
{
  memset (fields, 0, type->size);
  ((ArmadaRecord *) fields)->type = type;
  for (guint i = 0; i < type->n_fields; i++)
    {
      const ArmadaField *field = &type->fields[i];

      if (field->kind == ARMADA_FIELD_INT)
        MEMBER (fields, field, gint64) = ARMADA_INT_UNKNOWN;
      else if (field->kind == ARMADA_FIELD_DOUBLE)
        MEMBER (fields, field, double) = NAN;
      else if (field->kind == ARMADA_FIELD_FLAG)
        MEMBER (fields, field, int) = -1;
      else if (field->kind == ARMADA_FIELD_TEXT)
        MEMBER (fields, field, const char *) = "";
    }
}

/* Lays out a record's block: first only to count, then for good. */
typedef struct
{
  char *block; /* NULL while counting */
  gsize used;
} Packer;

static gpointer
pack_bytes (Packer *packer, gconstpointer data, gsize size, gsize alignment)
{
  gpointer place = NULL;

  packer->used = (packer->used + alignment - 1) & ~(alignment - 1);
  if (packer->block != NULL && size > 0)
    place = memcpy (packer->block + packer->used, data, size);
  packer->used += size;
  return place;
}

static const char *
pack_text (Packer *packer, const char *text)
{
  if (text == NULL || *text == '\0')
    return "";
  return pack_bytes (packer, text, strlen (text) + 1, 1);
}

static void
pack_texts (Packer *packer, ArmadaTexts *texts)
{
  const char *const *from = texts->texts;
  const char **to = pack_bytes (packer, from, texts->n * sizeof *from, sizeof (gpointer));

  for (guint i = 0; i < texts->n; i++)
    {
      const char *text = pack_text (packer, from[i]);

      if (to != NULL)
        to[i] = text;
    }
  texts->texts = to;
}

static void
pack_records (Packer *packer, ArmadaRecords *records)
{
  ArmadaRecord *const *from = records->records;

  records->records = pack_bytes (packer, from, records->n * sizeof *from, sizeof (gpointer));
  for (guint i = 0; records->records != NULL && i < records->n; i++)
    armada_record_ref (from[i]);
}

/* @fields: a copy whose pointers are made to point into the block */
static void
pack_fields (Packer *packer, const ArmadaRecordType *type, gpointer fields)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const ArmadaField *field = &type->fields[i];

      if (field->kind == ARMADA_FIELD_TEXT)
        MEMBER (fields, field, const char *) =
            pack_text (packer, MEMBER (fields, field, const char *));
      else if (field->kind == ARMADA_FIELD_TEXTS)
        pack_texts (packer, &MEMBER (fields, field, ArmadaTexts));
      else if (field->kind == ARMADA_FIELD_RECORDS)
        pack_records (packer, &MEMBER (fields, field, ArmadaRecords));
      else if (field->kind == ARMADA_FIELD_IDS)
        {
          ArmadaIds *ids = &MEMBER (fields, field, ArmadaIds);

          ids->ids = pack_bytes (packer, ids->ids, ids->n * sizeof (gint64), sizeof (gint64));
        }
    }
}

/**
 * armada_record_new:
 * @fields: a struct of @type, of which everything is copied
 *
 * Returns: (transfer full): the record
 */
ArmadaRecord *
armada_record_new (const ArmadaRecordType *type, gconstpointer fields)
{
  g_autofree char *copy = g_memdup2 (fields, type->size);
  Packer packer = { NULL, type->size };
  ArmadaRecord *self;

  pack_fields (&packer, type, copy);
  packer.block = g_atomic_rc_box_alloc0 (packer.used);
  packer.used = type->size;
  memcpy (copy, fields, type->size);
  pack_fields (&packer, type, copy);
  memcpy (packer.block, copy, type->size);
  self = (ArmadaRecord *) (gpointer) packer.block;
  self->type = type;
  return self;
}

ArmadaRecord *
armada_record_ref (ArmadaRecord *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
record_clear (gpointer data)
{
  ArmadaRecord *self = data;

  for (guint i = 0; i < self->type->n_fields; i++)
    {
      const ArmadaField *field = &self->type->fields[i];

      if (field->kind == ARMADA_FIELD_RECORDS)
        for (guint k = 0; k < READ (self, field, ArmadaRecords).n; k++)
          armada_record_unref (READ (self, field, ArmadaRecords).records[k]);
    }
}

void
armada_record_unref (ArmadaRecord *self)
{
  g_atomic_rc_box_release_full (self, record_clear);
}

static gboolean
has_id (const ArmadaRecordType *type)
{
  return type->n_fields > 0 && type->fields[0].kind == ARMADA_FIELD_ID &&
         g_str_equal (type->fields[0].name, "id");
}

/**
 * armada_record_get_id:
 *
 * Returns: its field "id", 0 where its type has none
 */
gint64
armada_record_get_id (const ArmadaRecord *self)
{
  return has_id (self->type) ? READ (self, &self->type->fields[0], gint64) : 0;
}

static gboolean
texts_equal (const ArmadaTexts *a, const ArmadaTexts *b)
{
  for (guint i = 0; a->n == b->n && i < a->n; i++)
    if (!g_str_equal (a->texts[i], b->texts[i]))
      return FALSE;
  return a->n == b->n;
}

static gboolean
records_equal (const ArmadaRecords *a, const ArmadaRecords *b)
{
  for (guint i = 0; a->n == b->n && i < a->n; i++)
    if (!armada_record_equal (a->records[i], b->records[i]))
      return FALSE;
  return a->n == b->n;
}

static gboolean
ids_equal (const ArmadaIds *a, const ArmadaIds *b)
{
  return a->n == b->n && (a->n == 0 || memcmp (a->ids, b->ids, a->n * sizeof (gint64)) == 0);
}

static gboolean
fields_equal (const ArmadaField *field, gconstpointer a, gconstpointer b)
{
  switch (field->kind)
    {
    case ARMADA_FIELD_ID:
    case ARMADA_FIELD_INT:
    case ARMADA_FIELD_TIME:
      return READ (a, field, gint64) == READ (b, field, gint64);
    case ARMADA_FIELD_FLAG:
      return READ (a, field, int) == READ (b, field, int);
    case ARMADA_FIELD_DOUBLE:
      return READ (a, field, double) == READ (b, field, double) ||
             (isnan (READ (a, field, double)) && isnan (READ (b, field, double)));
    case ARMADA_FIELD_TEXT:
      return g_str_equal (READ (a, field, char *), READ (b, field, char *));
    case ARMADA_FIELD_IDS:
      return ids_equal (&READ (a, field, ArmadaIds), &READ (b, field, ArmadaIds));
    case ARMADA_FIELD_TEXTS:
      return texts_equal (&READ (a, field, ArmadaTexts), &READ (b, field, ArmadaTexts));
    case ARMADA_FIELD_RECORDS:
    default:
      return records_equal (&READ (a, field, ArmadaRecords), &READ (b, field, ArmadaRecords));
    }
}

gboolean
armada_record_equal (const ArmadaRecord *a, const ArmadaRecord *b)
{
  if (a == b)
    return TRUE;
  if (a->type != b->type)
    return FALSE;
  for (guint i = 0; i < a->type->n_fields; i++)
    if (!fields_equal (&a->type->fields[i], a, b))
      return FALSE;
  return TRUE;
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
  if (!has_id (type) || MEMBER (fields, &type->fields[0], gint64) != 0)
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
  if (!has_id (type) || MEMBER (fields, &type->fields[0], gint64) != 0)
    self = armada_record_new (type, fields);
  scratch_clear (&scratch);
  return self;
}

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
