/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-fuzz.h"

#include <math.h>
#include <string.h>

/* Bad input is logged; a thousand times over that is no help. What is our own fault is not input's.
 */
static void
log_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  if (level & (G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR))
    g_log_default_handler (domain, level, message, user_data);
}

void
armada_fuzz_check_text (const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

void
armada_fuzz_check_number (double number)
{
  g_assert_true (isfinite (number) || isnan (number));
}

static void
check_field (const ArmadaField *field, gconstpointer fields)
{
  gconstpointer member = G_STRUCT_MEMBER_P (fields, field->offset);
  const ArmadaTexts *texts = member;
  const ArmadaRecords *records = member;

  switch (field->kind)
    {
    case ARMADA_FIELD_DOUBLE:
      armada_fuzz_check_number (*(const double *) member);
      break;
    case ARMADA_FIELD_FLAG:
      g_assert_cmpint (*(const int *) member, >=, -1);
      g_assert_cmpint (*(const int *) member, <=, 1);
      break;
    case ARMADA_FIELD_TEXT:
      armada_fuzz_check_text (*(const char *const *) member);
      break;
    case ARMADA_FIELD_TIME:
      g_assert_cmpint (*(const gint64 *) member, >=, 0);
      break;
    case ARMADA_FIELD_TEXTS:
      for (guint i = 0; i < texts->n; i++)
        armada_fuzz_check_text (texts->texts[i]);
      break;
    case ARMADA_FIELD_RECORDS:
      for (guint i = 0; i < records->n; i++)
        armada_fuzz_check_record (records->records[i]);
      break;
    case ARMADA_FIELD_ID:
    case ARMADA_FIELD_INT:
    case ARMADA_FIELD_IDS:
    default:
      break;
    }
}

static char *
write_record (const ArmadaRecord *record, ArmadaRecordStyle style)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  char *json =
      yyjson_mut_val_write (armada_record_write (record->type, record, style, doc), 0, NULL);

  yyjson_mut_doc_free (doc);
  g_assert_nonnull (json);
  return json;
}

/* What is kept comes back as it was. */
static void
check_restored (const ArmadaRecord *record)
{
  char *json = write_record (record, ARMADA_RECORD_KEPT);
  yyjson_doc *doc = yyjson_read (json, strlen (json), 0);
  g_autoptr (ArmadaRecord) again = armada_record_restore (record->type, yyjson_doc_get_root (doc));

  g_assert_nonnull (again);
  g_assert_true (armada_record_equal (record, again));
  yyjson_doc_free (doc);
  free (json);
}

void
armada_fuzz_check_record (const ArmadaRecord *record)
{
  for (guint i = 0; i < record->type->n_fields; i++)
    {
      g_autofree char *cell = armada_field_dup_text (&record->type->fields[i], record);

      armada_fuzz_check_text (cell);
      check_field (&record->type->fields[i], record);
    }
  free (write_record (record, ARMADA_RECORD_SHOWN));
  check_restored (record);
}

#define LONG_NUMBER 50 /* characters: readers have their limits */

static gboolean
has_long_number (const char *text, gsize size)
{
  gsize run = 0;

  for (gsize i = 0; i < size && run < LONG_NUMBER; i++)
    run = strchr ("0123456789+-.eE", text[i]) != NULL ? run + 1 : 0;
  return run == LONG_NUMBER;
}

/**
 * armada_fuzz_reformat:
 *
 * What takes text apart by itself must make the same of it however it is laid out.
 *
 * Returns: (transfer full) (nullable): the same JSON with other spaces; NULL when it is none, or
 *   holds an escape, which other writers write otherwise
 */
GBytes *
armada_fuzz_reformat (GBytes *bytes)
{
  gsize size, length;
  const char *text = g_bytes_get_data (bytes, &size);
  yyjson_doc *doc = size > 0 ? yyjson_read (text, size, 0) : NULL;
  char *pretty = NULL;
  GBytes *reformatted = NULL;

  if (doc != NULL && memchr (text, '\\', size) == NULL && !has_long_number (text, size))
    pretty = yyjson_write (doc, YYJSON_WRITE_PRETTY, &length);
  if (pretty != NULL)
    reformatted = g_bytes_new (pretty, length);
  free (pretty);
  yyjson_doc_free (doc);
  return reformatted;
}

#ifdef ARMADA_LIBFUZZER

int LLVMFuzzerInitialize (int *argc, char ***argv);

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  g_log_set_default_handler (log_cb, NULL);
  return 0;
}

#else

#include "armada-test-fixture.h"

#define MAX_CUTS 600
#define N_MUTANTS 20000
#define TIME (1 * G_USEC_PER_SEC)

/* In a block of its own size, so that the sanitizers see a look beyond it. */
static void
run (const guint8 *data, gsize size)
{
  g_autofree guint8 *copy = g_memdup2 (data, size);

  LLVMFuzzerTestOneInput (copy, size);
}

static void
mutate (GByteArray *bytes, GRand *rand)
{
  static const char *const pieces[] = {
    "\"",           "\\",      "{",     "}",           "[",           "]",     ",",   ":",
    "null",         "\"id\":", "-1e9",  "\"0\":",      "\"items\":[", "&#x0;", "<b>", "\xff",
    "\xef\xbb\xbf", "\\ud800", "1e999", "\"status\":0"
  };
  guint at = bytes->len > 0 ? (guint) g_rand_int_range (rand, 0, (gint32) bytes->len) : 0;
  guint length = (guint) g_rand_int_range (rand, 1, 65);
  const char *piece = pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))];

  length = MIN (length, bytes->len - at);
  switch (g_rand_int_range (rand, 0, 5))
    {
    case 0:
      if (length > 0)
        bytes->data[at] ^= (guint8) (1u << g_rand_int_range (rand, 0, 8));
      break;
    case 1:
      if (length > 0)
        g_byte_array_remove_range (bytes, at, length);
      break;
    case 2:
      g_byte_array_set_size (bytes, bytes->len - length);
      break;
    case 3:
      for (guint i = 0; piece[i] != '\0' && at + i < bytes->len; i++)
        bytes->data[at + i] = (guint8) piece[i];
      break;
    default:
      g_byte_array_append (bytes, (const guint8 *) piece, (guint) strlen (piece));
      memmove (bytes->data + at + strlen (piece), bytes->data + at,
               bytes->len - at - strlen (piece));
      memcpy (bytes->data + at, piece, strlen (piece));
    }
}

static void
run_mutants (GPtrArray *seeds)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260314);
  gint64 until = g_get_monotonic_time () + TIME;

  for (guint n = 0; n < N_MUTANTS && g_get_monotonic_time () < until; n++)
    {
      GBytes *seed = seeds->pdata[n % seeds->len];
      g_autoptr (GByteArray) bytes = g_byte_array_new ();

      g_byte_array_append (bytes, g_bytes_get_data (seed, NULL), (guint) g_bytes_get_size (seed));
      for (gint32 i = g_rand_int_range (rand, 1, 12); i > 0; i--)
        mutate (bytes, rand);
      run (bytes->data, bytes->len);
    }
}

static void
test (gconstpointer data)
{
  const char *const *names = data;
  g_autoptr (GPtrArray) seeds = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; names[i] != NULL; i++)
    {
      GBytes *seed = armada_test_fixture (names[i]);
      gsize size;
      const guint8 *bytes = g_bytes_get_data (seed, &size);

      g_ptr_array_add (seeds, seed);
      run (bytes, size);
      for (gsize cut = 0; cut < MIN (size, MAX_CUTS); cut++)
        run (bytes, cut);
    }
  run_mutants (seeds);
}

int
armada_fuzz_main (int argc, char **argv, const char *name, const char *const *seeds)
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_default_handler (log_cb, NULL);
  g_test_add_data_func (name, seeds, test);
  return g_test_run ();
}

#endif
