/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-file"

#include "files/armada-track-file.h"

#include <string.h>

#include "files/armada-counted-stream.h"
#include "files/armada-track-collector.h"

#define LOOK 1024 /* bytes that tell what a file is */

G_DEFINE_QUARK (armada - track - file - error - quark, armada_track_file_error)

static void
way_free (gpointer data)
{
  ArmadaTrackFileWay *way = data;

  g_free (way->name);
  g_clear_object (&way->track);
  g_clear_pointer (&way->index, armada_track_index_unref);
  g_free (way);
}

ArmadaTrackFile *
armada_track_file_new (void)
{
  ArmadaTrackFile *self = g_new0 (ArmadaTrackFile, 1);

  self->ways = g_ptr_array_new_with_free_func (way_free);
  return self;
}

void
armada_track_file_free (ArmadaTrackFile *self)
{
  g_ptr_array_unref (self->ways);
  g_free (self);
}

static gboolean
fail (GError **error, ArmadaTrackFileError code, const char *message)
{
  g_set_error_literal (error, ARMADA_TRACK_FILE_ERROR, code, message);
  return FALSE;
}

/* Returns: (nullable): the name of what the characters are written in, NULL for UTF-8 */
static char *
find_charset (const guchar *look, gsize n)
{
  g_autofree char *head = NULL;
  g_autofree char *told = NULL;
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;

  if (n >= 2 && ((look[0] == 0xff && look[1] == 0xfe) || (look[0] == 0xfe && look[1] == 0xff)))
    return g_strdup ("UTF-16");
  if (n >= 2 && look[0] != 0 && look[1] == 0)
    return g_strdup ("UTF-16LE");
  if (n >= 2 && look[0] == 0 && look[1] != 0)
    return g_strdup ("UTF-16BE");
  head = g_strndup ((const char *) look, MIN (n, 200));
  regex = g_regex_new ("^\\s*<\\?xml[^>]*encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']",
                       G_REGEX_RAW, 0, NULL);
  if (!g_regex_match (regex, head, 0, &match))
    return NULL;
  told = g_match_info_fetch (match, 1);
  return g_ascii_strcasecmp (told, "utf-8") == 0 ? NULL : g_steal_pointer (&told);
}

/* Returns: (transfer full) (nullable): @stream as UTF-8 */
static GInputStream *
decode (GBufferedInputStream *stream, GError **error)
{
  gsize n;
  const guchar *look = g_buffered_input_stream_peek_buffer (stream, &n);
  g_autofree char *charset = NULL;
  g_autoptr (GCharsetConverter) converter = NULL;

  if (n >= 3 && memcmp (look, "\xef\xbb\xbf", 3) == 0)
    {
      g_input_stream_skip (G_INPUT_STREAM (stream), 3, NULL, NULL);
      return g_object_ref (G_INPUT_STREAM (stream));
    }
  charset = find_charset (look, n);
  if (charset == NULL)
    return g_object_ref (G_INPUT_STREAM (stream));
  converter = g_charset_converter_new ("UTF-8", charset, NULL);
  if (converter == NULL)
    {
      fail (error, ARMADA_TRACK_FILE_ENCODING, "an unknown encoding");
      return NULL;
    }
  return g_converter_input_stream_new (G_INPUT_STREAM (stream), G_CONVERTER (converter));
}

static gboolean
look_ahead (GBufferedInputStream *stream, GCancellable *cancellable, GError **error)
{
  gssize n = 1;

  while (n > 0 && g_buffered_input_stream_get_available (stream) < LOOK)
    n = g_buffered_input_stream_fill (stream, -1, cancellable, error);
  return n >= 0;
}

/* Returns: the first byte that is not space, 0 for none */
static char
find_first (GBufferedInputStream *stream)
{
  gsize n;
  const char *look = g_buffered_input_stream_peek_buffer (stream, &n);

  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isspace (look[i]) && (guchar) look[i] < 0x80)
      return look[i];
  return '\0';
}

static GBytes *
read_all (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  gsize n = 0, most = 1 << 20;

  do
    {
      guint before = all->len;

      if (before > ARMADA_TRACK_FILE_MAX_JSON)
        {
          fail (error, ARMADA_TRACK_FILE_TOO_LARGE, "too many bytes");
          return NULL;
        }
      g_byte_array_set_size (all, before + (guint) most);
      if (!g_input_stream_read_all (stream, all->data + before, most, &n, cancellable, error))
        return NULL;
      g_byte_array_set_size (all, before + (guint) n);
    }
  while (n == most);
  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

static gboolean
read_json (GInputStream *stream,
           ArmadaTrackCollector *collector,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GBytes) bytes = read_all (stream, cancellable, error);

  return bytes != NULL && armada_track_read_geojson (bytes, collector, error);
}

static gboolean
read_any (GInputStream *stream,
          ArmadaTrackCollector *collector,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GBufferedInputStream) plain =
      G_BUFFERED_INPUT_STREAM (g_buffered_input_stream_new_sized (stream, 64 * 1024));
  g_autoptr (GInputStream) decoded = NULL;
  g_autoptr (GBufferedInputStream) text = NULL;
  char first;

  if (!look_ahead (plain, cancellable, error))
    return FALSE;
  decoded = decode (plain, error);
  if (decoded == NULL)
    return FALSE;
  text = G_BUFFERED_INPUT_STREAM (g_buffered_input_stream_new_sized (decoded, 64 * 1024));
  if (!look_ahead (text, cancellable, error))
    return FALSE;
  first = find_first (text);
  if (first == '<')
    return armada_track_read_xml (G_INPUT_STREAM (text), collector, cancellable, error);
  if (first == '{' || first == '[')
    return read_json (G_INPUT_STREAM (text), collector, cancellable, error);
  return fail (error, ARMADA_TRACK_FILE_UNKNOWN, "neither XML nor JSON");
}

/* Bytes that are no characters of the encoding are an error of GConverter. */
static void
name_error (GError **error)
{
  if (!g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA) &&
      !g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    return;
  g_clear_error (error);
  fail (error, ARMADA_TRACK_FILE_ENCODING, "not in the encoding that it says");
}

/**
 * armada_track_file_parse:
 * @stream: of the whole file
 *
 * Takes about a second for 400 000 fixes: in a thread.
 *
 * Returns: (transfer full): what is in it; a file that breaks off is read until there. Fails with
 *   ARMADA_TRACK_FILE_ERROR, or G_IO_ERROR when it cannot be read or was cancelled
 */
ArmadaTrackFile *
armada_track_file_parse (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (ArmadaTrackCollector) collector = armada_track_collector_new ();
  g_autoptr (GError) failure = NULL;
  ArmadaTrackFile *file;

  if (!read_any (stream, collector, cancellable, &failure))
    name_error (&failure);
  if (failure != NULL &&
      !g_error_matches (failure, ARMADA_TRACK_FILE_ERROR, ARMADA_TRACK_FILE_BROKEN))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  file = armada_track_collector_end (collector, failure ? NULL : error);
  if (file != NULL)
    file->cut = failure != NULL;
  else if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return file;
}

/* A file on its way in. */
typedef struct
{
  /* input */
  GFile *file;
  int *permille; /* (nullable): not owned */
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->file);
  g_free (reading);
}

/* What is no file has no end, and a large one is known before it is read. */
static gboolean
check_info (GFile *file, goffset *size, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                         G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (info == NULL)
    return FALSE;
  *size = g_file_info_get_size (info);
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    return fail (error, ARMADA_TRACK_FILE_UNKNOWN, "not a regular file");
  if (*size > ARMADA_TRACK_FILE_MAX_BYTES)
    return fail (error, ARMADA_TRACK_FILE_TOO_LARGE, "too many bytes");
  return TRUE;
}

static ArmadaTrackFile *
read_file (Reading *reading, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GInputStream) counted = NULL;
  goffset size = 0;

  if (!check_info (reading->file, &size, cancellable, error))
    return NULL;
  stream = g_file_read (reading->file, cancellable, error);
  if (stream == NULL)
    return NULL;
  counted = armada_counted_stream_new (G_INPUT_STREAM (stream), size, reading->permille);
  return armada_track_file_parse (counted, cancellable, error);
}

static void
thread_cb (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  ArmadaTrackFile *read = read_file (task_data, cancellable, &error);

  if (read == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < read->ways->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      ArmadaTrackFileWay *way = read->ways->pdata[i];

      way->index = armada_track_index_new (way->track);
    }
  g_task_return_pointer (task, read, (GDestroyNotify) armada_track_file_free);
}

/**
 * armada_track_file_read_async:
 * @permille: (nullable): set atomically, from the thread, to how much of the file has been read; it
 *   has to be there until @callback is called
 *
 * Reads a GPX 1.0 or 1.1, KML or GeoJSON file, and indexes what is in it, in a thread.
 */
void
armada_track_file_read_async (GFile *file,
                              int *permille,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  reading->file = g_object_ref (file);
  reading->permille = permille;
  g_task_set_source_tag (task, armada_track_file_read_async);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  g_task_run_in_thread (task, thread_cb);
}

/**
 * armada_track_file_read_finish:
 *
 * Returns: (transfer full): as armada_track_file_parse()
 */
ArmadaTrackFile *
armada_track_file_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
