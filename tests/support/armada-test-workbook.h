/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <freexl.h>
#include <glib/gstdio.h>

G_BEGIN_DECLS

/* Workbooks as others read them: FreeXL the older kind, libarchive the newer one's parts. */

/* FreeXL reads from a file. */
static inline const void *
armada_test_open_workbook (GBytes *bytes)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  const void *handle = NULL;
  int file = g_file_open_tmp ("armada-XXXXXX.xls", &path, &error);

  g_assert_no_error (error);
  g_close (file, NULL);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                       &error);
  g_assert_no_error (error);
  g_assert_cmpint (freexl_open (path, &handle), ==, FREEXL_OK);
  g_unlink (path);
  return handle;
}

static inline void
armada_test_check_text (const void *handle, guint row, guint column, const char *wanted)
{
  FreeXL_CellValue value;

  g_assert_cmpint (freexl_get_cell_value (handle, row, (unsigned short) column, &value), ==,
                   FREEXL_OK);
  g_assert_true (value.type == FREEXL_CELL_TEXT || value.type == FREEXL_CELL_SST_TEXT);
  g_assert_cmpstr (value.value.text_value, ==, wanted);
}

static inline void
armada_test_check_number (const void *handle, guint row, guint column, double wanted)
{
  FreeXL_CellValue value;

  g_assert_cmpint (freexl_get_cell_value (handle, row, (unsigned short) column, &value), ==,
                   FREEXL_OK);
  if (value.type == FREEXL_CELL_INT)
    g_assert_cmpfloat (value.value.int_value, ==, wanted);
  else
    {
      g_assert_cmpint (value.type, ==, FREEXL_CELL_DOUBLE);
      g_assert_cmpfloat (value.value.double_value, ==, wanted);
    }
}

/* Returns: (transfer full): the part named @name, taken out of a zip */
static inline char *
armada_test_unzip (GBytes *bytes, const char *name)
{
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;
  char *text = NULL;

  archive_read_support_format_zip (archive);
  g_assert_cmpint (
      archive_read_open_memory (archive, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)),
      ==, ARCHIVE_OK);
  while (archive_read_next_header (archive, &entry) == ARCHIVE_OK)
    if (g_str_equal (archive_entry_pathname (entry), name))
      {
        gsize size = (gsize) archive_entry_size (entry);

        text = g_malloc0 (size + 1);
        g_assert_cmpint (archive_read_data (archive, text, size), ==, (la_ssize_t) size);
      }
  archive_read_free (archive);
  g_assert_nonnull (text);
  return text;
}

/* What a part must be before a spreadsheet looks into it. */
static inline void
armada_test_check_xml (const char *xml)
{
  static const GMarkupParser parser = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, NULL, NULL);

  g_assert_true (g_markup_parse_context_parse (context, xml, -1, &error));
  g_assert_true (g_markup_parse_context_end_parse (context, &error));
  g_assert_no_error (error);
}

G_END_DECLS
