/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-reader-parts"

#include "armada-reader-parts.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>
#include <unistd.h>

#define PART_MAX (G_GINT64_CONSTANT (1024) * 1024 * 1024) /* bytes of a part once unzipped */
#define BLOCK (256 * 1024)

struct _ArmadaReaderParts
{
  int file;
  char *block;
};

/**
 * armada_reader_parts_new:
 * @file: a zipped file, which is not taken
 *
 * Returns: (transfer full): its parts
 */
ArmadaReaderParts *
armada_reader_parts_new (int file)
{
  ArmadaReaderParts *self = g_new0 (ArmadaReaderParts, 1);

  self->file = file;
  self->block = g_malloc (BLOCK);
  return self;
}

void
armada_reader_parts_free (ArmadaReaderParts *self)
{
  g_free (self->block);
  g_free (self);
}

static gboolean
fail (GError **error, const char *what, const char *why)
{
  g_set_error (error, ARMADA_READING_ERROR, ARMADA_READING_ERROR_DAMAGED, "%s: %s", what,
               why ? why : "damaged");
  return FALSE;
}

static struct archive *
open_zip (ArmadaReaderParts *self, GError **error)
{
  struct archive *zip = archive_read_new ();

  archive_read_support_format_zip_seekable (zip);
  if (lseek (self->file, 0, SEEK_SET) == 0 &&
      archive_read_open_fd (zip, self->file, BLOCK) == ARCHIVE_OK)
    return zip;
  fail (error, "zip", archive_error_string (zip));
  archive_read_free (zip);
  return NULL;
}

static gboolean
find_part (struct archive *zip, const char *name, gboolean *found, GError **error)
{
  struct archive_entry *entry;
  int code;

  *found = FALSE;
  while ((code = archive_read_next_header (zip, &entry)) == ARCHIVE_OK || code == ARCHIVE_WARN)
    {
      const char *path = archive_entry_pathname (entry);

      if (path != NULL && g_ascii_strcasecmp (path, name) == 0)
        {
          *found = TRUE;
          return archive_entry_is_data_encrypted (entry) ? fail (error, name, "encrypted") : TRUE;
        }
    }
  return code == ARCHIVE_EOF ? TRUE : fail (error, "zip", archive_error_string (zip));
}

/* Entities of its own are what no workbook has, and what bombs are made of. */
static void
refuse_entities (void *context,
                 const xmlChar *name,
                 int type,
                 const xmlChar *public_id,
                 const xmlChar *system_id,
                 xmlChar *content)
{
  xmlStopParser (context);
}

static gboolean
feed (ArmadaReaderParts *self,
      struct archive *zip,
      xmlParserCtxt *parser,
      const char *name,
      GError **failed,
      GError **error)
{
  gint64 total = 0;
  la_ssize_t got;

  while ((got = archive_read_data (zip, self->block, BLOCK)) > 0)
    {
      total += got;
      if (total > PART_MAX)
        {
          g_set_error (error, ARMADA_READING_ERROR, ARMADA_READING_ERROR_TOO_LARGE,
                       "%s has more than a gigabyte", name);
          return FALSE;
        }
      if (xmlParseChunk (parser, self->block, (int) got, 0) != 0 || *failed != NULL)
        break;
    }
  if (*failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (failed));
      return FALSE;
    }
  if (got < 0)
    return fail (error, name, archive_error_string (zip));
  if (got > 0 || xmlParseChunk (parser, NULL, 0, 1) != 0 || !parser->wellFormed)
    return fail (error, name, "not well-formed");
  return TRUE;
}

/**
 * armada_reader_parts_parse:
 * @name: of the part
 * @handler: what is told of it; with @user_data
 * @failed: what the handler sets to stop: it is then the error
 *
 * Returns: whether the part was read to its end, or is not there
 */
gboolean
armada_reader_parts_parse (ArmadaReaderParts *self,
                           const char *name,
                           const xmlSAXHandler *handler,
                           gpointer user_data,
                           GError **failed,
                           GError **error)
{
  struct archive *zip = open_zip (self, error);
  xmlSAXHandler own = *handler;
  xmlParserCtxt *parser;
  gboolean found = FALSE, good = FALSE;

  if (zip == NULL)
    return FALSE;
  if (find_part (zip, name, &found, error))
    {
      own.initialized = XML_SAX2_MAGIC;
      own.entityDecl = refuse_entities;
      parser = xmlCreatePushParserCtxt (&own, user_data, NULL, 0, NULL);
      xmlCtxtUseOptions (parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
      good = !found || feed (self, zip, parser, name, failed, error);
      xmlFreeParserCtxt (parser);
    }
  archive_read_free (zip);
  return good;
}

/**
 * armada_reader_parts_attribute:
 * @attributes: as libxml2's startElementNs gives them
 * @length: (out): of the value
 *
 * Returns: (nullable): where the value of the attribute @name begins
 */
const char *
armada_reader_parts_attribute (const xmlChar **attributes,
                               int n_attributes,
                               const char *name,
                               gsize *length)
{
  for (int i = 0; i < n_attributes; i++)
    if (g_str_equal ((const char *) attributes[i * 5], name))
      {
        *length = (gsize) (attributes[i * 5 + 4] - attributes[i * 5 + 3]);
        return (const char *) attributes[i * 5 + 3];
      }
  return NULL;
}
