/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-sink"

#include "files/armada-sink.h"

#include <math.h>
#include <string.h>

#include "api/armada-record.h"

#define PIECE (64 * 1024)

struct _ArmadaSink
{
  ArmadaSinkFunc func;
  gpointer user_data;
  GString *text;
  guint n_fixes;
  gboolean broken;
  GError *error; /* (nullable) */
};

/**
 * armada_sink_new:
 * @func: called on the thread that writes
 *
 * Returns: (transfer full): an empty sink
 */
ArmadaSink *
armada_sink_new (ArmadaSinkFunc func, gpointer user_data)
{
  ArmadaSink *self = g_new0 (ArmadaSink, 1);

  self->func = func;
  self->user_data = user_data;
  self->text = g_string_sized_new (PIECE + 1024);
  return self;
}

void
armada_sink_free (ArmadaSink *self)
{
  g_string_free (self->text, TRUE);
  g_clear_error (&self->error);
  g_free (self);
}

static void
flush (ArmadaSink *self)
{
  if (!self->broken && self->text->len > 0)
    self->broken = !self->func (self->text->str, self->text->len, self->user_data, &self->error);
  g_string_truncate (self->text, 0);
}

static void
flush_when_full (ArmadaSink *self)
{
  if (self->text->len >= PIECE)
    flush (self);
}

void
armada_sink_put (ArmadaSink *self, const char *text)
{
  g_string_append (self->text, text);
  flush_when_full (self);
}

/**
 * armada_sink_print:
 * @format: of whole numbers and texts: decimals would follow the locale
 */
void
armada_sink_print (ArmadaSink *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_string_append_vprintf (self->text, format, args);
  va_end (args);
  flush_when_full (self);
}

/**
 * armada_sink_put_number:
 * @number: finite
 * @decimals: at most so many, no needless zeros; up to 9
 */
void
armada_sink_put_number (ArmadaSink *self, double number, guint decimals)
{
  char format[8] = "%.0f", text[G_ASCII_DTOSTR_BUF_SIZE + 320];
  char *end;

  format[2] = (char) ('0' + MIN (decimals, 9));
  g_ascii_formatd (text, sizeof text, format, number);
  if (decimals > 0)
    {
      for (end = text + strlen (text) - 1; *end == '0'; end--)
        *end = '\0';
      if (*end == '.')
        *end = '\0';
    }
  armada_sink_put (self, g_str_equal (text, "-0") ? "0" : text);
}

/**
 * armada_sink_put_degrees:
 * @steps: of ARMADA_FIX_DEGREES
 *
 * Seven digits, as many as there are steps: nothing is rounded.
 */
void
armada_sink_put_degrees (ArmadaSink *self, gint32 steps)
{
  gint64 size = ABS ((gint64) steps);

  armada_sink_print (self, "%s%d.%07d", steps < 0 ? "-" : "", (int) (size / 10000000),
                     (int) (size % 10000000));
}

void
armada_sink_put_time (ArmadaSink *self, gint64 time)
{
  g_autofree char *text = armada_time_to_iso (time);

  armada_sink_put (self, text);
}

/**
 * armada_sink_put_xml:
 * @text: UTF-8, as it is; what XML has no way to say, control characters, is left out
 */
void
armada_sink_put_xml (ArmadaSink *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  const char *at = escaped;

  for (const char *reference; (reference = strstr (at, "&#x")) != NULL;)
    {
      const char *end = strchr (reference, ';');

      g_string_append_len (self->text, at, reference - at);
      at = end ? end + 1 : reference + 3;
    }
  armada_sink_put (self, at);
}

/* A text in its quotes. */
void
armada_sink_put_json (ArmadaSink *self, const char *text)
{
  g_string_append_c (self->text, '"');
  for (const char *at = text; *at != '\0'; at++)
    {
      guchar c = (guchar) *at;

      if (c == '"' || c == '\\')
        g_string_append_printf (self->text, "\\%c", c);
      else if (c < 0x20)
        g_string_append_printf (self->text, "\\u%04x", c);
      else
        g_string_append_c (self->text, *at);
    }
  armada_sink_put (self, "\"");
}

void
armada_sink_count_fix (ArmadaSink *self)
{
  self->n_fixes++;
}

guint
armada_sink_get_n_fixes (ArmadaSink *self)
{
  return self->n_fixes;
}

/**
 * armada_sink_is_broken:
 *
 * Returns: whether there is no use in writing more
 */
gboolean
armada_sink_is_broken (ArmadaSink *self)
{
  return self->broken;
}

/**
 * armada_sink_end:
 *
 * Hands on what is left.
 *
 * Returns: whether everything was taken; @error is set where the taker told why not
 */
gboolean
armada_sink_end (ArmadaSink *self, GError **error)
{
  flush (self);
  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  return !self->broken;
}
