/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <yyjson.h>

G_BEGIN_DECLS

/**
 * ArmadaFieldKind:
 * @ARMADA_FIELD_ID: gint64; 0 none
 * @ARMADA_FIELD_INT: gint64; ARMADA_INT_UNKNOWN where the server says nothing
 * @ARMADA_FIELD_DOUBLE: double; NAN unknown
 * @ARMADA_FIELD_FLAG: int; 1 yes, 0 no, -1 unknown
 * @ARMADA_FIELD_TEXT: const char *; plain UTF-8, "" unknown, never NULL
 * @ARMADA_FIELD_TIME: gint64, UNIX seconds; 0 unknown or never
 * @ARMADA_FIELD_IDS: ArmadaIds
 * @ARMADA_FIELD_TEXTS: ArmadaTexts
 * @ARMADA_FIELD_RECORDS: ArmadaRecords, of the field's @element type
 */
typedef enum
{
  ARMADA_FIELD_ID,
  ARMADA_FIELD_INT,
  ARMADA_FIELD_DOUBLE,
  ARMADA_FIELD_FLAG,
  ARMADA_FIELD_TEXT,
  ARMADA_FIELD_TIME,
  ARMADA_FIELD_IDS,
  ARMADA_FIELD_TEXTS,
  ARMADA_FIELD_RECORDS,
} ArmadaFieldKind;

#define ARMADA_INT_UNKNOWN G_MININT64

typedef struct _ArmadaRecordType ArmadaRecordType;

/* The first member of every record. */
typedef struct
{
  const ArmadaRecordType *type;
} ArmadaRecord;

typedef struct
{
  const gint64 *ids;
  guint n;
} ArmadaIds;

typedef struct
{
  const char *const *texts;
  guint n;
} ArmadaTexts;

typedef struct
{
  ArmadaRecord *const *records;
  guint n;
} ArmadaRecords;

/**
 * ArmadaFieldFlags:
 * @ARMADA_FIELD_PRIVATE: about a person, or a credential: no log and no error prints it
 * @ARMADA_FIELD_LINES: a text that may have several lines
 * @ARMADA_FIELD_DATE: a text that is a day or a time as the server writes it; what it writes for
 * none is ""
 */
typedef enum
{
  ARMADA_FIELD_PUBLIC = 0,
  ARMADA_FIELD_PRIVATE = 1 << 0,
  ARMADA_FIELD_LINES = 1 << 1,
  ARMADA_FIELD_DATE = 1 << 2,
} ArmadaFieldFlags;

/**
 * ArmadaField:
 * @name: snake_case: the key in our JSON, the column in CSV; with dashes the property of the model
 * @kind: what stands at @offset
 * @offset: bytes from the beginning of the record
 * @wire: (nullable): where the server has it: members by "/", alternatives by "|":
 *   "name|title", "geofence/name"; the first that says something counts. NULL: the reader fills it
 * @flags:
 * @element: (nullable): of ARMADA_FIELD_RECORDS
 */
typedef struct
{
  const char *name;
  ArmadaFieldKind kind;
  guint offset;
  const char *wire;
  ArmadaFieldFlags flags;
  const ArmadaRecordType *element;
} ArmadaField;

/**
 * ArmadaRecordType:
 * @name: "event", for logs and as the name of its kind in the store
 * @size: of the record's struct
 * @complete: (nullable): fills what @wire cannot say, from the server's object; texts it makes are
 *   given to armada_record_scratch_take()
 *
 * What there is to know of one kind of record: enough to read, compare, keep and write it. When the
 * first field is an ID named "id", an object without one is not readable.
 */
typedef struct _ArmadaRecordScratch ArmadaRecordScratch;

struct _ArmadaRecordType
{
  const char *name;
  gsize size;
  const ArmadaField *fields;
  guint n_fields;
  void (*complete) (gpointer record, yyjson_val *object, ArmadaRecordScratch *scratch);
};

/* Records are immutable once made, counted, in one block of memory, usable on any thread. */

ArmadaRecord *armada_record_new (const ArmadaRecordType *type, gconstpointer fields);
ArmadaRecord *armada_record_read (const ArmadaRecordType *type, yyjson_val *object);
ArmadaRecord *armada_record_restore (const ArmadaRecordType *type, yyjson_val *object);
ArmadaRecord *armada_record_ref (ArmadaRecord *self);
void armada_record_unref (ArmadaRecord *self);
gint64 armada_record_get_id (const ArmadaRecord *self);
gboolean armada_record_equal (const ArmadaRecord *a, const ArmadaRecord *b);

void armada_record_clear (const ArmadaRecordType *type, gpointer fields);
const char *armada_record_scratch_take (ArmadaRecordScratch *self, char *text);
gpointer armada_record_scratch_alloc (ArmadaRecordScratch *self, gsize size);

/**
 * ArmadaRecordStyle:
 * @ARMADA_RECORD_KEPT: for ourselves: times are UNIX seconds; armada_record_restore() reads it
 * @ARMADA_RECORD_SHOWN: for others: times are ISO 8601 in UTC, what is unknown is null
 */
typedef enum
{
  ARMADA_RECORD_KEPT,
  ARMADA_RECORD_SHOWN,
} ArmadaRecordStyle;

/* Of any struct that a type describes, whether it is an ArmadaRecord or not. */
yyjson_mut_val *armada_record_write (const ArmadaRecordType *type,
                                     gconstpointer fields,
                                     ArmadaRecordStyle style,
                                     yyjson_mut_doc *doc);
char *armada_field_dup_text (const ArmadaField *field, gconstpointer fields);
char *armada_time_to_iso (gint64 time);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaRecord, armada_record_unref)

G_END_DECLS
