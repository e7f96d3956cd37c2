/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "armada-test.h"
#include "reading/armada-reading.h"

#include <glib/gstdio.h>
#include <string.h>

/* Files that real programs wrote, and those that nobody should have written. */

static GFile *
get_fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);

  return g_file_new_for_path (path);
}

static ArmadaReading *
try_open (GFile *file, const char *format, const char *password, GFile *earlier, GError **error)
{
  g_autoptr (ArmadaReading) reading = armada_reading_new (file, format, earlier);
  g_autoptr (GAsyncResult) result = NULL;

  armada_reading_open_async (reading, password, ARMADA_READING_PATIENCE * 4, NULL,
                             armada_test_result_cb, &result);
  armada_test_wait (&result);
  return armada_reading_open_finish (reading, result, error) ? g_steal_pointer (&reading) : NULL;
}

static ArmadaReading *
open_fixture (const char *name, const char *format)
{
  g_autoptr (GFile) file = get_fixture (name);
  g_autoptr (GError) error = NULL;
  ArmadaReading *reading = try_open (file, format, NULL, NULL, &error);

  g_assert_no_error (error);
  return reading;
}

static GVariant *
ask (ArmadaReading *reading, const char *method, GVariant *about, const char *type)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GVariant *answer;

  armada_reading_ask_async (reading, method, about, type, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  answer = armada_reading_ask_finish (reading, result, &error);
  g_assert_no_error (error);
  return answer;
}

static char *
ask_words (ArmadaReading *reading)
{
  g_autoptr (GVariant) answer = ask (reading, "text", g_variant_new ("()"), "s");

  return g_variant_dup_string (answer, NULL);
}

static void
check_row (GVariant *rows, guint index, ArmadaRowKind kind, guint n_cells)
{
  g_autoptr (GVariant) cells = NULL;
  guint source;
  guchar its_kind, change;

  g_variant_get_child (rows, index, "(uyy@a(yydss))", &source, &its_kind, &change, &cells);
  g_assert_cmpuint (its_kind, ==, kind);
  g_assert_cmpuint (g_variant_n_children (cells), ==, n_cells);
}

static void
check_cell (GVariant *rows,
            guint row,
            guint column,
            ArmadaCellType type,
            double number,
            const char *text)
{
  g_autoptr (GVariant) cells = NULL;
  const char *its_text, *before;
  guchar its_type, span;
  double its_number;

  g_variant_get_child (rows, row, "(uyy@a(yydss))", NULL, NULL, NULL, &cells);
  g_variant_get_child (cells, column, "(yyd&s&s)", &its_type, &span, &its_number, &its_text,
                       &before);
  g_assert_cmpuint (its_type, ==, type);
  g_assert_cmpstr (its_text, ==, text);
  if (*text == '\0')
    g_assert_cmpfloat_with_epsilon (its_number, number, 1e-9);
}

static void
test_libreoffice_xlsx (void)
{
  ArmadaReading *reading = open_fixture ("reports/libreoffice.xlsx", "xlsx");
  const ArmadaReadingSheet *sheet;
  g_autoptr (GVariant) rows = NULL;
  g_autoptr (GVariant) cells = NULL;
  guchar span;

  g_assert_cmpint (armada_reading_get_kind (reading), ==, ARMADA_READING_SHEETS);
  g_assert_cmpuint (armada_reading_get_n_sheets (reading), ==, 2);
  sheet = armada_reading_get_sheet (reading, 0);
  g_assert_cmpstr (sheet->name, ==, "Perjalanan");
  g_assert_cmpuint (sheet->n_rows, ==, 8);
  g_assert_cmpuint (sheet->n_columns, ==, 6);

  rows = ask (reading, "rows", g_variant_new ("(uuu)", 0, 0, 100), "a(uyya(yydss))");
  g_assert_cmpuint (g_variant_n_children (rows), ==, 8);
  check_row (rows, 0, ARMADA_ROW_TITLE, 1);
  check_row (rows, 2, ARMADA_ROW_BLANK, 0);
  check_row (rows, 3, ARMADA_ROW_HEADER, 6);
  check_row (rows, 4, ARMADA_ROW_DATA, 6);
  check_row (rows, 7, ARMADA_ROW_TOTAL, 3);
  g_variant_get_child (rows, 0, "(uyy@a(yydss))", NULL, NULL, NULL, &cells);
  g_variant_get_child (cells, 0, "(yydss)", NULL, &span, NULL, NULL, NULL);
  g_assert_cmpuint (span, ==, 4);
  check_cell (rows, 1, 1, ARMADA_CELL_DATE, 0, "2026-03-01");
  check_cell (rows, 4, 0, ARMADA_CELL_TEXT, 0, "B 1101 XX – Truk Box");
  check_cell (rows, 4, 1, ARMADA_CELL_DATE_TIME, 0, "2026-03-01 06:58:11");
  check_cell (rows, 4, 2, ARMADA_CELL_NUMBER, 61.84, "");
  check_cell (rows, 4, 3, ARMADA_CELL_TIME, 0, "13:52:02");
  check_cell (rows, 4, 4, ARMADA_CELL_PERCENT, 0.25, "");
  check_cell (rows, 4, 5, ARMADA_CELL_FLAG, 1, "");
  check_cell (rows, 6, 0, ARMADA_CELL_TEXT, 0, "卡车 09 🚚 (冷藏)");
  armada_test_finalize (reading);
}

static void
test_libreoffice_xls (void)
{
  ArmadaReading *reading = open_fixture ("reports/libreoffice.xls", "xls");
  g_autoptr (GVariant) rows =
      ask (reading, "rows", g_variant_new ("(uuu)", 0, 0, 100), "a(uyya(yydss))");

  check_row (rows, 3, ARMADA_ROW_HEADER, 6);
  check_cell (rows, 4, 1, ARMADA_CELL_DATE_TIME, 0, "2026-03-01 06:58:11");
  check_cell (rows, 4, 2, ARMADA_CELL_NUMBER, 61.84, "");
  check_cell (rows, 6, 0, ARMADA_CELL_TEXT, 0, "卡车 09 🚚 (冷藏)");
  armada_test_finalize (reading);
}

typedef struct
{
  guint sheet, row, column;
} Place;

#define BACKWARDS 1
#define BEYOND 2

/* @wanted: sheet, row and column of what is found, and which of how many hits that is */
static void
check_find (ArmadaReading *reading,
            const char *words,
            const Place *from,
            guint how,
            const char *wanted)
{
  g_autoptr (GVariant) found =
      ask (reading, "find-cell",
           g_variant_new ("(usuubb)", from->sheet, words, from->row, from->column,
                          (how & BACKWARDS) != 0, (how & BEYOND) != 0),
           "(buuuuu)");
  g_autofree char *text = NULL;
  guint sheet, row, column, which, n;
  gboolean any;

  g_variant_get (found, "(buuuuu)", &any, &sheet, &row, &column, &which, &n);
  text =
      any ? g_strdup_printf ("%u %u %u %u/%u", sheet, row, column, which, n) : g_strdup ("nothing");
  g_assert_cmpstr (text, ==, wanted);
}

/* Through its sheet, then through the others, and around, either way. */
static void
test_find (void)
{
  ArmadaReading *reading = open_fixture ("reports/libreoffice.xlsx", "xlsx");
  const Place start = { 0, 0, 0 }, second = { 1, 0, 0 }, end = { 0, 7, 5 };

  check_find (reading, "perjalanan", &start, 0, "0 0 0 1/2");
  check_find (reading, "perjalanan", &start, BEYOND, "1 0 0 2/2");
  check_find (reading, "perjalanan", &second, BEYOND, "0 0 0 1/2");
  check_find (reading, "perjalanan", &second, BEYOND | BACKWARDS, "0 0 0 1/2");
  check_find (reading, "perjalanan", &start, BEYOND | BACKWARDS, "1 0 0 2/2");
  check_find (reading, "perjalanan", &end, BACKWARDS, "0 0 0 1/2");
  check_find (reading, "total", &second, BEYOND, "0 7 0 1/1");
  check_find (reading, "total", &(Place) { 0, 7, 0 }, BEYOND, "0 7 0 1/1");
  check_find (reading, "total", &(Place) { 0, 7, 0 }, BEYOND | BACKWARDS, "0 7 0 1/1");
  check_find (reading, "b 110", &(Place) { 0, 4, 0 }, BEYOND, "0 5 0 2/2");
  check_find (reading, "zzz", &start, 0, "nothing");
  check_find (reading, "", &start, 0, "nothing");
  armada_test_finalize (reading);
}

static void
test_sort_and_filter (void)
{
  ArmadaReading *reading = open_fixture ("reports/libreoffice.xlsx", "xlsx");
  g_autoptr (GVariant) sorted =
      ask (reading, "view", g_variant_new ("(uibsi)", 0, 2, FALSE, "", -1), "(uu)");
  g_autoptr (GVariant) rows =
      ask (reading, "rows", g_variant_new ("(uuu)", 0, 0, 100), "a(uyya(yydss))");
  g_autoptr (GVariant) filtered = NULL, few = NULL, sum = NULL, copy = NULL;
  guint n_rows, n_hits, filled, numbers;
  double total, least, greatest;

  g_variant_get (sorted, "(uu)", &n_rows, &n_hits);
  g_assert_cmpuint (n_rows, ==, 8);
  check_row (rows, 3, ARMADA_ROW_HEADER, 6);
  check_cell (rows, 4, 2, ARMADA_CELL_NUMBER, 0, "");
  check_cell (rows, 6, 2, ARMADA_CELL_NUMBER, 61.84, "");
  check_row (rows, 7, ARMADA_ROW_TOTAL, 3);

  sum = ask (reading, "sum", g_variant_new ("(uuuuu)", 0, 4, 2, 6, 2), "(uuddd)");
  g_variant_get (sum, "(uuddd)", &filled, &numbers, &total, &least, &greatest);
  g_assert_cmpuint (filled, ==, 3);
  g_assert_cmpuint (numbers, ==, 3);
  g_assert_cmpfloat_with_epsilon (total, 74.34, 1e-9);
  g_assert_cmpfloat (greatest, ==, 61.84);
  copy = ask (reading, "copy", g_variant_new ("(uuuuu)", 0, 5, 1, 6, 2), "s");
  g_assert_cmpstr (g_variant_get_string (copy, NULL), ==,
                   "2026-03-02 07:10:00\t12.5\n2026-03-01 06:58:11\t61.84");

  check_find (reading, "TRUK", &(Place) { 0, 0, 0 }, 0, "0 6 0 1/1");

  filtered = ask (reading, "view", g_variant_new ("(uibsi)", 0, -1, FALSE, "1102", -1), "(uu)");
  g_variant_get (filtered, "(uu)", &n_rows, &n_hits);
  g_assert_cmpuint (n_hits, ==, 1);
  few = ask (reading, "rows", g_variant_new ("(uuu)", 0, 3, 1), "a(uyya(yydss))");
  check_cell (few, 0, 0, ARMADA_CELL_TEXT, 0, "B 1102 YY");
  armada_test_finalize (reading);
}

static void
check_pdf (const char *name)
{
  ArmadaReading *reading = open_fixture (name, "pdf_land");
  g_autoptr (GVariant) picture =
      ask (reading, "render", g_variant_new ("(udu)", 0, 0.5, 1), "(uuuay)");
  g_autoptr (GVariant) places =
      ask (reading, "find-page", g_variant_new ("(us)", 0, "truk box"), "a(dddd)");
  g_autofree char *words = ask_words (reading);
  g_autoptr (GBytes) pixels = NULL;
  guint width, height, stride;
  double points_wide, points_high;

  g_assert_cmpint (armada_reading_get_kind (reading), ==, ARMADA_READING_PAGES);
  g_assert_cmpuint (armada_reading_get_n_pages (reading), ==, 3);
  armada_reading_get_page_size (reading, 0, &points_wide, &points_high);
  g_assert_cmpfloat_with_epsilon (points_wide, 595, 1);
  g_assert_cmpuint (g_variant_n_children (armada_reading_get_outline (reading)), ==, 2);
  pixels = armada_reading_get_pixels (picture, &width, &height, &stride);
  g_assert_nonnull (pixels);
  g_assert_cmpuint (width, ==, 421);
  g_assert_cmpuint (height, ==, 298);
  g_assert_cmpuint (g_variant_n_children (places), ==, 1);
  g_assert_nonnull (strstr (words, "B 1102 YY"));
  armada_test_finalize (reading);
}

static void
test_pdf (void)
{
  check_pdf ("reports/libreoffice.pdf");
  check_pdf ("reports/pdf-2.0.pdf");
}

static void
test_password (void)
{
  g_autoptr (GFile) file = get_fixture ("reports/encrypted.pdf");
  g_autoptr (ArmadaReading) reading = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (try_open (file, "pdf", NULL, NULL, &error));
  g_assert_error (error, ARMADA_READING_ERROR, ARMADA_READING_ERROR_PASSWORD);
  g_clear_error (&error);
  g_assert_null (try_open (file, "pdf", "salah", NULL, &error));
  g_assert_error (error, ARMADA_READING_ERROR, ARMADA_READING_ERROR_PASSWORD);
  g_clear_error (&error);
  reading = try_open (file, "pdf", "kunci", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (armada_reading_get_n_pages (reading), ==, 3);
}

static void
test_json (void)
{
  ArmadaReading *reading = open_fixture ("generate_report.body-type3.json", "json");
  g_autoptr (GVariant) rows =
      ask (reading, "rows", g_variant_new ("(uuu)", 0, 0, 100), "a(uyya(yydss))");
  g_autoptr (GVariant) tree = ask (reading, "children", g_variant_new ("(u)", 0), "a(ussu)");
  g_autoptr (GVariant) items = NULL;
  const char *key, *value;
  guint node, n;

  check_cell (rows, 0, 0, ARMADA_CELL_TEXT, 0, "Perangkat: B 1101 XX – Truk Box");
  check_row (rows, 1, ARMADA_ROW_HEADER, 13);
  check_row (rows, 2, ARMADA_ROW_DATA, 12);
  check_cell (rows, 2, 10, ARMADA_CELL_TEXT, 0, "-6.175392 °, 106.827153 °");
  check_cell (rows, 3, 10, ARMADA_CELL_TEXT, 0, "Jalan Contoh 1, Jakarta");
  check_row (rows, 4, ARMADA_ROW_TOTAL, 2);
  check_cell (rows, 4, 0, ARMADA_CELL_TEXT, 0, "Durasi");
  check_cell (rows, 4, 1, ARMADA_CELL_TEXT, 0, "40min 0s");

  g_assert_true (armada_reading_has_tree (reading));
  g_assert_cmpuint (g_variant_n_children (tree), ==, 3);
  g_variant_get_child (tree, 1, "(u&s&su)", &node, &key, &value, &n);
  g_assert_cmpstr (key, ==, "items");
  g_assert_cmpstr (value, ==, "[]");
  g_assert_cmpuint (n, ==, 1);
  items = ask (reading, "children", g_variant_new ("(u)", node), "a(ussu)");
  g_assert_cmpuint (g_variant_n_children (items), ==, 1);
  armada_test_finalize (reading);
}

/* A file with these bytes, gone with the test's folder. */
static GFile *
write_file (const char *name, gconstpointer data, gsize size)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), name, NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  g_file_set_contents (path, data, (gssize) size, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static char *
read_words (const char *format, const char *data, gsize size)
{
  g_autoptr (GFile) file = write_file ("words", data, size);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *words;

  armada_report_text_async (file, format, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  words = armada_report_text_finish (result, &error);
  g_assert_no_error (error);
  return words;
}

static void
check_words (const char *format, const char *data, gsize size, const char *wanted)
{
  g_autofree char *words = read_words (format, data, size);

  g_assert_cmpstr (words, ==, wanted);
}

static void
check_text (const char *format, const char *data, const char *wanted)
{
  check_words (format, data, strlen (data), wanted);
}

static void
test_encodings (void)
{
  const char wide[] = "\xff\xfe"
                      "a\0;\0\xe9\0\n\0"
                      "1\0;\0002\0\n";

  check_text ("csv", "a,b\n1,\"x, \"\"y\"\"\nz\"\n", "a\tb\n1\tx, \"y\" z\n");
  check_text ("csv", "nama;jarak\nB 1;1,5\n", "nama\tjarak\nB 1\t1,5\n");
  check_text ("csv", "a\tb\tc\n1\t2\t3\n", "a\tb\tc\n1\t2\t3\n");
  check_text ("csv", "caf\xe9,b\n1,2\n", "café\tb\n1\t2\n");
  check_text ("csv", "\xef\xbb\xbfné,b\n", "né\tb\n");
  check_words ("csv", wide, sizeof wide, "a\té\n1\t2\n");
  check_text ("csv", "sep=|\na|b\n", "a\tb\n");
  /* servers that call a table of text or of markup a workbook */
  check_text ("xls", "a\tb\n1\t2\n", "a\tb\n1\t2\n");
  check_text ("xls", "\tkm\xb2\n1\t2\n", "\tkm²\n1\t2\n");
  check_text ("xls", "\t\xe9t\xe9\n1\t2\n", "\tété\n1\t2\n");
  check_text ("xls", "<table><tr><td>a</td><td>b</table>", "a b");
  check_text ("html", "<p>Sa<b>tu</b> &amp; dua<script>x()</script><style>p{}</style>",
              "Sa tu & dua");
}

static void
check_hostile (const char *format, const char *data, gsize size, ArmadaReadingError code)
{
  g_autoptr (GFile) file = write_file ("hostile", data, size);
  g_autoptr (GError) error = NULL;

  g_assert_null (try_open (file, format, NULL, NULL, &error));
  g_assert_error (error, ARMADA_READING_ERROR, (int) code);
}

static void
test_damaged (void)
{
  const char *formats[] = { "xls", "xlsx", "csv", "json", "pdf", "pdf_land" };
  g_autofree char *garbage = g_malloc (4096);
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (gsize i = 0; i < 4096; i++)
    garbage[i] = (char) g_rand_int (random);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (!g_str_has_prefix (formats[i], "pdf") && !g_str_equal (formats[i], "json"))
      check_hostile (formats[i], "", 0, ARMADA_READING_ERROR_EMPTY);
  memcpy (garbage, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
  check_hostile ("xls", garbage, 4096, ARMADA_READING_ERROR_DAMAGED);
  check_hostile ("xlsx", garbage, 4096, ARMADA_READING_ERROR_UNSUPPORTED);
  memcpy (garbage, "PK\003\004", 4);
  check_hostile ("xlsx", garbage, 4096, ARMADA_READING_ERROR_DAMAGED);
  check_hostile ("csv", garbage, 4096, ARMADA_READING_ERROR_DAMAGED);
  check_hostile ("pdf", "%PDF-1.7\nxref\n0 1\nstartxref\n99999999999\n%%EOF", 45,
                 ARMADA_READING_ERROR_DAMAGED);
  check_hostile ("json", "{\"items\": [", 11, ARMADA_READING_ERROR_DAMAGED);
  check_hostile ("docx?", "x", 1, ARMADA_READING_ERROR_UNSUPPORTED);
}

/* Whatever is left of it: an error or an answer, and in no case an end of this process. */
static void
test_truncated (void)
{
  const struct
  {
    const char *name, *format;
  } files[] = { { "reports/libreoffice.xls", "xls" },
                { "reports/libreoffice.xlsx", "xlsx" },
                { "reports/libreoffice.pdf", "pdf" } };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GFile) whole = get_fixture (files[i].name);
      g_autoptr (GFile) half = NULL;
      g_autoptr (ArmadaReading) reading = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *data = NULL;
      gsize size;

      g_assert_true (g_file_load_contents (whole, NULL, &data, &size, NULL, NULL));
      half = write_file ("half", data, size / 2);
      reading = try_open (half, files[i].format, NULL, NULL, &error);
      if (reading == NULL)
        g_assert_error (error, ARMADA_READING_ERROR, ARMADA_READING_ERROR_DAMAGED);
    }
}

static void
test_missing (void)
{
  g_autoptr (GFile) none = g_file_new_for_path ("/nowhere/report.pdf");
  g_autoptr (GFile) folder = g_file_new_for_path ("/");
  g_autoptr (GError) error = NULL;

  g_assert_null (try_open (none, "pdf", NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (try_open (folder, "pdf", NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
}

static void
test_difference (void)
{
  const char *before = "Nama,Jarak\nA,1\nB,2\nC,3\nTotal,6\n";
  const char *after = "Nama,Jarak\nA,1\nC,4\nD,5\nTotal,10\n";
  g_autoptr (GFile) earlier = write_file ("earlier.csv", before, strlen (before));
  g_autoptr (GFile) later = write_file ("later.csv", after, strlen (after));
  g_autoptr (GError) error = NULL;
  ArmadaReading *reading = try_open (later, "csv", NULL, earlier, &error);
  g_autoptr (GVariant) rows = NULL;
  const guint8 wanted[] = { ARMADA_ROW_SAME, ARMADA_ROW_REMOVED, ARMADA_ROW_CHANGED,
                            ARMADA_ROW_ADDED, ARMADA_ROW_CHANGED };

  g_assert_no_error (error);
  rows = ask (reading, "rows", g_variant_new ("(uuu)", 0, 0, 100), "a(uyya(yydss))");
  g_assert_cmpuint (g_variant_n_children (rows), ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      guchar change;

      g_variant_get_child (rows, i, "(uyy@a(yydss))", NULL, NULL, &change, NULL);
      g_assert_cmpuint (change, ==, wanted[i]);
    }
  {
    g_autoptr (GVariant) cells = NULL;
    const char *text, *was;

    g_variant_get_child (rows, 2, "(uyy@a(yydss))", NULL, NULL, NULL, &cells);
    g_variant_get_child (cells, 1, "(yyd&s&s)", NULL, NULL, NULL, &text, &was);
    g_assert_cmpstr (text, ==, "4");
    g_assert_cmpstr (was, ==, "3");
  }
  armada_test_finalize (reading);
}

static void
test_thumbnail (void)
{
  const char *names[] = { "reports/libreoffice.pdf", "reports/libreoffice.xlsx",
                          "reports/libreoffice.html" };
  const char *formats[] = { "pdf", "xlsx", "html" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GFile) file = get_fixture (names[i]);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) png = NULL;

      armada_report_thumbnail_async (file, formats[i], 256, NULL, armada_test_result_cb, &result);
      armada_test_wait (&result);
      png = armada_report_thumbnail_finish (result, &error);
      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (png, NULL), 8, "\x89PNG\r\n\x1a\n", 8);
      g_assert_cmpuint (g_bytes_get_size (png), >, 1000);
    }
}

static void
test_cancel (void)
{
  ArmadaReading *reading = open_fixture ("reports/libreoffice.pdf", "pdf");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  armada_reading_ask_async (reading, "text", g_variant_new ("()"), "s", cancellable,
                            armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_null (armada_reading_ask_finish (reading, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  armada_test_finalize (reading);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/reading/libreoffice-xlsx", test_libreoffice_xlsx);
  g_test_add_func ("/reading/libreoffice-xls", test_libreoffice_xls);
  g_test_add_func ("/reading/find", test_find);
  g_test_add_func ("/reading/sort-and-filter", test_sort_and_filter);
  g_test_add_func ("/reading/pdf", test_pdf);
  g_test_add_func ("/reading/password", test_password);
  g_test_add_func ("/reading/json", test_json);
  g_test_add_func ("/reading/encodings", test_encodings);
  g_test_add_func ("/reading/damaged", test_damaged);
  g_test_add_func ("/reading/truncated", test_truncated);
  g_test_add_func ("/reading/missing", test_missing);
  g_test_add_func ("/reading/difference", test_difference);
  g_test_add_func ("/reading/thumbnail", test_thumbnail);
  g_test_add_func ("/reading/cancel", test_cancel);
  return g_test_run ();
}
