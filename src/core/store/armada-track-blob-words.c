/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-blob-words"

#include "store/armada-track-blob-words.h"

/*
 * The number of different texts, and each of them; the number of times they change, and for each by
 * how many fixes it comes after the one before, and which text it is, counted from 1: 0 is none.
 */

/**
 * armada_blob_words_put:
 *
 * Adds what @sensor said in words to @out.
 */
void
armada_blob_words_put (GByteArray *out, const ArmadaFixSensor *sensor)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  guint before = 0;

  for (guint i = 0; i < sensor->n_words; i++)
    {
      gpointer text = (gpointer) sensor->words[i].text;

      if (*sensor->words[i].text == '\0' || g_hash_table_contains (numbers, text))
        continue;
      g_ptr_array_add (texts, text);
      g_hash_table_insert (numbers, text, GUINT_TO_POINTER (texts->len));
    }
  armada_bytes_put_uint (out, texts->len);
  for (guint i = 0; i < texts->len; i++)
    armada_bytes_put_text (out, texts->pdata[i]);
  armada_bytes_put_uint (out, sensor->n_words);
  for (guint i = 0; i < sensor->n_words; i++)
    {
      armada_bytes_put_uint (out, sensor->words[i].first - before);
      armada_bytes_put_uint (
          out, GPOINTER_TO_UINT (g_hash_table_lookup (numbers, sensor->words[i].text)));
      before = sensor->words[i].first;
    }
}

static gboolean
read_run (ArmadaBlobWords *self, ArmadaBytesReader *reader, GPtrArray *texts, guint n_fixes)
{
  guint64 first = armada_bytes_get_uint32 (reader);
  guint text = armada_bytes_get_uint32 (reader);

  if (self->n > 0 && first == 0)
    return FALSE;
  first += self->n > 0 ? self->runs[self->n - 1].first : 0;
  if (reader->failed || first >= n_fixes || text > texts->len)
    return FALSE;
  self->runs[self->n++] =
      (ArmadaFixWords) { (guint) first, text > 0 ? texts->pdata[text - 1] : "" };
  return TRUE;
}

/**
 * armada_blob_words_read:
 * @self: (out caller-allocates): zeros so far; what is read, to be cleared in any case
 * @n_fixes: of the track
 *
 * Returns: whether they are as they must be
 */
gboolean
armada_blob_words_read (ArmadaBlobWords *self, ArmadaBytesReader *reader, guint n_fixes)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  guint n = armada_bytes_get_count (reader, 1);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (texts, (gpointer) armada_bytes_get_text (reader));
  n = armada_bytes_get_count (reader, 2);
  self->runs = g_new (ArmadaFixWords, n);
  while (self->n < n)
    if (!read_run (self, reader, texts, n_fixes))
      return FALSE;
  return !reader->failed;
}

void
armada_blob_words_clear (ArmadaBlobWords *self)
{
  g_clear_pointer (&self->runs, g_free);
}

/**
 * armada_blob_words_give:
 * @fix: the one added to @builder last; they are asked for one after the other
 */
void
armada_blob_words_give (ArmadaBlobWords *self, ArmadaFixesBuilder *builder, guint sensor, guint fix)
{
  gboolean begins = self->next < self->n && self->runs[self->next].first == fix;
  const char *text;

  if (begins)
    self->next++;
  if (self->next == 0)
    return;
  text = self->runs[self->next - 1].text;
  if (*text != '\0')
    armada_fixes_builder_set_words (builder, sensor, begins ? text : NULL);
}
