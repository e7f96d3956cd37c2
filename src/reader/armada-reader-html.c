/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-reader-html"

#include "armada-reader-html.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <string.h>

/* The words of a page, for the search: read by events, so that no tree is made of it. */
typedef struct
{
  GString *out;
  gsize max;
  int hidden; /* depth within what is not shown */
} Text;

static gboolean
is_hidden (const xmlChar *name)
{
  return g_ascii_strcasecmp ((const char *) name, "script") == 0 ||
         g_ascii_strcasecmp ((const char *) name, "style") == 0 ||
         g_ascii_strcasecmp ((const char *) name, "template") == 0;
}

static void
add_space (Text *self)
{
  if (self->out->len > 0 && self->out->str[self->out->len - 1] != ' ' &&
      self->out->str[self->out->len - 1] != '\n')
    g_string_append_c (self->out, ' ');
}

static void
start_cb (void *user_data, const xmlChar *name, const xmlChar **attributes)
{
  Text *self = user_data;

  if (is_hidden (name))
    self->hidden++;
  add_space (self);
}

static void
end_cb (void *user_data, const xmlChar *name)
{
  Text *self = user_data;

  if (is_hidden (name) && self->hidden > 0)
    self->hidden--;
  add_space (self);
}

static void
characters_cb (void *user_data, const xmlChar *text, int length)
{
  Text *self = user_data;

  if (self->hidden > 0)
    return;
  for (int i = 0; i < length && self->out->len < self->max; i++)
    {
      if (g_ascii_isspace (text[i]))
        add_space (self);
      else
        g_string_append_c (self->out, (char) text[i]);
    }
}

/* libxml2 would write about encodings to the terminal, whatever it was told. */
static void
ignore (void *user_data, const char *format, ...)
{
}

/**
 * armada_reader_html_text:
 * @data: a page, or a piece of one
 * @encoding: (nullable): what it is known to be in
 * @max: bytes after which it ends
 *
 * Returns: (transfer full): its words, without scripts, styles and markup
 */
char *
armada_reader_html_text (const char *data, gsize size, const char *encoding, gsize max)
{
  htmlSAXHandler handler = {
    .startElement = start_cb, .endElement = end_cb, .characters = characters_cb, .cdataBlock = NULL
  };
  Text self = { g_string_new (NULL), max, 0 };
  htmlParserCtxt *parser =
      htmlCreatePushParserCtxt (&handler, &self, NULL, 0, NULL, XML_CHAR_ENCODING_NONE);
  g_autofree char *text = NULL;

  xmlSetGenericErrorFunc (NULL, ignore);
  htmlCtxtUseOptions (parser, HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
  if (encoding != NULL)
    xmlSwitchToEncoding (parser, xmlFindCharEncodingHandler (encoding));
  for (gsize at = 0; at < size && self.out->len < max;)
    {
      gsize part = MIN (size - at, 256 * 1024);

      htmlParseChunk (parser, data + at, (int) part, 0);
      at += part;
    }
  htmlParseChunk (parser, NULL, 0, 1);
  htmlFreeParserCtxt (parser);
  text = g_string_free_and_steal (self.out);
  return g_strstrip (g_utf8_make_valid (text, -1));
}
