/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "armada-test.h"
#include "reading/armada-reading.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <string.h>

/* Files that are made to break whoever reads them: each gets its sentence, and we live on. */

static GBytes *
get_fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

/* What became of opening @bytes: -1 it is open. */
static int
try_bytes (const void *bytes, gsize size, const char *format, guint patience)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "hostile", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (ArmadaReading) reading = armada_reading_new (file, format, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  armada_reading_open_async (reading, NULL, patience, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  if (armada_reading_open_finish (reading, result, &error))
    return -1;
  g_assert_cmpuint (error->domain, ==, ARMADA_READING_ERROR);
  return error->code;
}

typedef struct
{
  const char *name;
  const char *text;
} Part;

/* A zip with these parts. */
static GBytes *
zip (const Part *parts, guint n)
{
  struct archive *archive = archive_write_new ();
  gsize used = 0, size = 64 * 1024;
  char *data = g_malloc (size);

  archive_write_set_format_zip (archive);
  archive_write_open_memory (archive, data, size, &used);
  for (guint i = 0; i < n; i++)
    {
      struct archive_entry *entry = archive_entry_new ();

      archive_entry_set_pathname (entry, parts[i].name);
      archive_entry_set_size (entry, (gint64) strlen (parts[i].text));
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_write_header (archive, entry);
      archive_write_data (archive, parts[i].text, strlen (parts[i].text));
      archive_entry_free (entry);
    }
  archive_write_free (archive);
  return g_bytes_new_take (data, used);
}

static int
try_workbook (const char *sheet)
{
  const Part parts[] = {
    { "xl/workbook.xml", "<workbook><sheets><sheet name='a' id='r1'/></sheets></workbook>" },
    { "xl/worksheets/sheet1.xml", sheet },
  };
  g_autoptr (GBytes) bytes = zip (parts, G_N_ELEMENTS (parts));
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  return try_bytes (data, size, "xlsx", 4 * ARMADA_READING_PATIENCE);
}

static void
test_workbook (void)
{
  g_assert_cmpint (try_workbook ("<worksheet><sheetData><row><c t='inlineStr'><is><t>a</t></is></c>"
                                 "</row></sheetData></worksheet>"),
                   ==, -1);
  /* a billion laughs */
  g_assert_cmpint (
      try_workbook ("<!DOCTYPE x [<!ENTITY a 'haha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
                    "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]><worksheet>&c;</worksheet>"),
      ==, ARMADA_READING_ERROR_DAMAGED);
  /* a file of this computer */
  g_assert_cmpint (try_workbook ("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"
                                 "<worksheet>&a;</worksheet>"),
                   ==, ARMADA_READING_ERROR_DAMAGED);
  g_assert_cmpint (try_workbook ("<worksheet><sheetData>"), ==, ARMADA_READING_ERROR_DAMAGED);
  /* rows and columns as far as numbers go */
  g_assert_cmpint (try_workbook ("<worksheet><sheetData><row r='4294967295'><c r='ZZZZZZ9'><v>1</v>"
                                 "</c></row><row r='1'><c r='A1'><v>1</v></c></row></sheetData>"
                                 "<mergeCells><mergeCell ref='A1:ZZZZ99999999'/></mergeCells>"
                                 "</worksheet>"),
                   ==, -1);
}

/* All entries say that they are four gigabytes. */
static void
test_declared_size (void)
{
  g_autoptr (GBytes) fixture = get_fixture ("reports/libreoffice.xlsx");
  gsize size;
  g_autofree char *data = g_memdup2 (g_bytes_get_data (fixture, NULL), g_bytes_get_size (fixture));
  int code;

  size = g_bytes_get_size (fixture);
  for (gsize i = 0; i + 30 < size; i++)
    {
      if (memcmp (data + i, "PK\001\002", 4) == 0)
        memset (data + i + 24, 0xfe, 4);
      else if (memcmp (data + i, "PK\003\004", 4) == 0)
        memset (data + i + 22, 0xfe, 4);
    }
  code = try_bytes (data, size, "xlsx", 4 * ARMADA_READING_PATIENCE);
  g_assert_true (code == -1 || code == ARMADA_READING_ERROR_DAMAGED ||
                 code == ARMADA_READING_ERROR_TOO_LARGE);
}

static void
test_too_many_cells (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "<row><c r='XFC%u'><v>1</v></c></row>", i + 1);
  g_string_prepend (text, "<worksheet><sheetData>");
  g_string_append (text, "</sheetData></worksheet>");
  g_assert_cmpint (try_workbook (text->str), ==, ARMADA_READING_ERROR_TOO_LARGE);
}

static void
test_pdf (void)
{
  /* a page as large as a country, and a tree of pages that is its own child */
  const char *huge = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                     "2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
                     "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e30 1e30]>>endobj\n"
                     "trailer<</Root 1 0 R>>\n%%EOF";
  const char *loop = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                     "2 0 obj<</Type/Pages/Count 2147483647/Kids[2 0 R 2 0 R]>>endobj\n"
                     "trailer<</Root 1 0 R>>\n%%EOF";
  int code = try_bytes (huge, strlen (huge), "pdf", 4 * ARMADA_READING_PATIENCE);

  g_assert_true (code == -1 || code == ARMADA_READING_ERROR_DAMAGED);
  g_assert_cmpint (try_bytes (loop, strlen (loop), "pdf", 4 * ARMADA_READING_PATIENCE), !=, -1);
}

static void
test_json (void)
{
  g_autofree char *deep = g_strnfill (200000, '[');
  const char *wide = "\xff\xfe[\0001\0]\0";

  g_assert_cmpint (try_bytes (deep, 200000, "json", 4 * ARMADA_READING_PATIENCE), ==,
                   ARMADA_READING_ERROR_DAMAGED);
  g_assert_cmpint (try_bytes (wide, 8, "json", 4 * ARMADA_READING_PATIENCE), ==, -1);
}

/* The same damage each time: a byte here and there of files that are otherwise right. */
static void
check_mutations (const char *name, const char *format, guint n)
{
  g_autoptr (GBytes) fixture = get_fixture (name);
  gsize size = g_bytes_get_size (fixture);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < n; i++)
    {
      g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (fixture, NULL), size);

      for (guint j = 0; j < 1 + i * 4; j++)
        data[g_rand_int_range (random, 16, (int) size)] = (guint8) g_rand_int (random);
      try_bytes (data, size, format, 4 * ARMADA_READING_PATIENCE);
    }
}

static void
test_mutations (void)
{
  check_mutations ("reports/libreoffice.xls", "xls", 12);
  check_mutations ("reports/libreoffice.xlsx", "xlsx", 6);
  check_mutations ("reports/libreoffice.pdf", "pdf", 6);
}

static void
test_too_slow (void)
{
  g_assert_cmpint (try_bytes ("a,b\n", 4, "csv", 0), ==, ARMADA_READING_ERROR_TOO_SLOW);
  g_assert_cmpint (try_bytes ("a,b\n", 4, "csv", 4 * ARMADA_READING_PATIENCE), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/reading-hostile/workbook", test_workbook);
  g_test_add_func ("/reading-hostile/declared-size", test_declared_size);
  g_test_add_func ("/reading-hostile/too-many-cells", test_too_many_cells);
  g_test_add_func ("/reading-hostile/pdf", test_pdf);
  g_test_add_func ("/reading-hostile/json", test_json);
  g_test_add_func ("/reading-hostile/mutations", test_mutations);
  g_test_add_func ("/reading-hostile/too-slow", test_too_slow);
  return g_test_run ();
}
