/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-record"

#include "api/armada-record.h"

#include <math.h>
#include <string.h>

#include "api/armada-record-private.h"

/* A record as one block of memory, of whatever type: made, shared, compared. */

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

/**
 * armada_record_type_has_id:
 *
 * Returns: whether things of the type are told apart by their first field
 */
gboolean
armada_record_type_has_id (const ArmadaRecordType *type)
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
  return armada_record_type_has_id (self->type) ? READ (self, &self->type->fields[0], gint64) : 0;
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
