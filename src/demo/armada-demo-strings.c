/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-strings"

#include "armada-demo-strings.h"

/*
 * The strings of a workbook, each once: BIFF8's SST record. A record ends after 8224 bytes and goes
 * on in CONTINUE records; one that begins within a string says first how its letters are stored.
 */

#define SST 0x00fc
#define CONTINUE 0x003c
#define MOST_OF_RECORD 8224
#define MOST_LETTERS 32767 /* of a cell */

struct _ArmadaDemoStrings
{
  GHashTable *numbers; /* text → its number + 1 */
  GPtrArray *texts;
  guint32 n_uses;
};

typedef struct
{
  GString *stream;
  gsize size_at; /* where the record's size stands */
} Record;

ArmadaDemoStrings *
armada_demo_strings_new (void)
{
  ArmadaDemoStrings *self = g_new0 (ArmadaDemoStrings, 1);

  self->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
armada_demo_strings_free (ArmadaDemoStrings *self)
{
  g_hash_table_unref (self->numbers);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

/**
 * armada_demo_strings_use:
 * @text: valid UTF-8
 *
 * Returns: what a cell calls @text
 */
guint32
armada_demo_strings_use (ArmadaDemoStrings *self, const char *text)
{
  gpointer number = g_hash_table_lookup (self->numbers, text);

  self->n_uses++;
  if (number == NULL)
    {
      char *kept = g_strdup (text);

      g_ptr_array_add (self->texts, kept);
      number = GUINT_TO_POINTER (self->texts->len);
      g_hash_table_insert (self->numbers, kept, number);
    }
  return GPOINTER_TO_UINT (number) - 1;
}

static void
put16 (GString *stream, guint number)
{
  g_string_append_c (stream, (char) (number & 0xff));
  g_string_append_c (stream, (char) (number >> 8 & 0xff));
}

static void
put32 (GString *stream, guint32 number)
{
  put16 (stream, number & 0xffff);
  put16 (stream, number >> 16);
}

static void
begin_record (Record *record, guint type)
{
  put16 (record->stream, type);
  record->size_at = record->stream->len;
  put16 (record->stream, 0);
}

static gsize
get_size (const Record *record)
{
  return record->stream->len - record->size_at - 2;
}

static void
end_record (Record *record)
{
  gsize size = get_size (record);

  record->stream->str[record->size_at] = (char) (size & 0xff);
  record->stream->str[record->size_at + 1] = (char) (size >> 8);
}

static void
need_room (Record *record, gsize size)
{
  if (get_size (record) + size <= MOST_OF_RECORD)
    return;
  end_record (record);
  begin_record (record, CONTINUE);
}

/* One byte a letter where all of them are Latin-1, two otherwise. */
static gboolean
is_wide (const gunichar2 *letters, glong n)
{
  for (glong i = 0; i < n; i++)
    if (letters[i] > 0xff)
      return TRUE;
  return FALSE;
}

static void
put_letters (Record *record, const gunichar2 *letters, glong n, gboolean wide)
{
  for (glong i = 0; i < n; i++)
    {
      if (get_size (record) + (wide ? 2 : 1) > MOST_OF_RECORD)
        {
          need_room (record, 2);
          g_string_append_c (record->stream, (char) wide);
        }
      if (wide)
        put16 (record->stream, letters[i]);
      else
        g_string_append_c (record->stream, (char) letters[i]);
    }
}

static void
put_text (Record *record, const char *text)
{
  glong n = 0;
  g_autofree gunichar2 *letters = g_utf8_to_utf16 (text, -1, NULL, &n, NULL);
  gboolean wide;

  n = MIN (n, MOST_LETTERS);
  if (n == MOST_LETTERS && (letters[n - 1] & 0xfc00) == 0xd800)
    n--; /* half a letter is none */
  wide = is_wide (letters, n);
  need_room (record, 4);
  put16 (record->stream, (guint) n);
  g_string_append_c (record->stream, (char) wide);
  put_letters (record, letters, n, wide);
}

/**
 * armada_demo_strings_write:
 * @stream: where the records are appended
 */
void
armada_demo_strings_write (ArmadaDemoStrings *self, GString *stream)
{
  Record record = { stream, 0 };

  begin_record (&record, SST);
  put32 (stream, self->n_uses);
  put32 (stream, self->texts->len);
  for (guint i = 0; i < self->texts->len; i++)
    put_text (&record, self->texts->pdata[i]);
  end_record (&record);
}
