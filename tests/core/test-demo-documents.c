/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of a report: each format read back by somebody else's reader where there is one. */
#include <math.h>
#include <string.h>

#include "armada-demo-grid.h"
#include "armada-demo-write.h"
#include "armada-test-workbook.h"

#define NAME "卡车 09 🚚 (冷藏) – Řidič & <Co>"

/* A section with a table of @n_rows, one without, one with an error; totals. */
static ArmadaDemoDocument *
new_document (guint n_rows)
{
  ArmadaDemoDocument *document =
      armada_demo_document_new ("Rute “mingguan”, 週報", "Travel sheet",
                                "14-03-2026 00:00:00 - 15-03-2026 00:00:00", "UTC+01:00", "en");
  ArmadaDemoSection *section = armada_demo_document_add_section (document);

  document->made_at = 1790000000;
  armada_demo_facts_take (section->meta, ARMADA_DEMO_CELL_TEXT, "device.name", "Device", NULL,
                          g_strdup (NAME), NAN);
  armada_demo_section_add_column (section, ARMADA_DEMO_CELL_HIDDEN, "group_key", "", NULL);
  armada_demo_section_add_column (section, ARMADA_DEMO_CELL_TEXT, "start_at", "Start, \"from\"",
                                  NULL);
  armada_demo_section_add_column (section, ARMADA_DEMO_CELL_DECIMAL, "distance", "Distance", "km");
  armada_demo_section_add_column (section, ARMADA_DEMO_CELL_COUNT, "stops", "Stops", NULL);
  armada_demo_section_add_column (section, ARMADA_DEMO_CELL_TEXT, "location", "Location", NULL);
  for (guint i = 0; i < n_rows; i++)
    {
      armada_demo_section_take_cell (section, g_strdup ("drive"), NAN);
      armada_demo_section_take_cell (section, g_strdup_printf ("row %u", i), NAN);
      armada_demo_section_take_cell (section, g_strdup_printf ("%u.25 Km", i), i + 0.25);
      armada_demo_section_take_cell (section, g_strdup_printf ("%u", i), i);
      armada_demo_section_take_place (section, g_strdup_printf ("Şose \"%u\" %s", i, NAME),
                                      g_strdup ("<a href=\"https://maps.example.test/\">x</a>"));
    }
  armada_demo_facts_take (section->totals, ARMADA_DEMO_CELL_DECIMAL, "distance", "Distance", "km",
                          g_strdup ("7.50 Km"), 7.5);

  section = armada_demo_document_add_section (document);
  armada_demo_facts_take (section->meta, ARMADA_DEMO_CELL_TEXT, "device.name", "Device", NULL,
                          g_strdup ("B 2"), NAN);
  section->error = g_strdup ("Nothing found on your request");
  armada_demo_facts_take (document->totals, ARMADA_DEMO_CELL_TEXT, "duration", "Duration", NULL,
                          g_strdup ("4min 0s"), NAN);
  return document;
}

static GBytes *
write_bytes (const ArmadaDemoDocument *document, ArmadaDemoWrite write)
{
  g_autoptr (GError) error = NULL;
  GString *bytes = g_string_new (NULL);
  gboolean done = write (document, bytes, &error);

  g_assert_no_error (error);
  g_assert_true (done);
  return g_string_free_to_bytes (bytes);
}

static char *
write_text (const ArmadaDemoDocument *document, ArmadaDemoWrite write)
{
  g_autoptr (GBytes) bytes = write_bytes (document, write);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_texts (void)
{
  g_autoptr (ArmadaDemoDocument) document =
      armada_demo_document_new ("a\x01z\xff", "n", "p", "z", "en");

  g_assert_cmpstr (document->title, ==, "a z\xef\xbf\xbd");
}

static void
test_csv (void)
{
  g_autoptr (ArmadaDemoDocument) document = new_document (2);
  g_autofree char *text = write_text (document, armada_demo_write_csv);
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

  g_assert_cmpstr (lines[0], ==,
                   "\xef\xbb\xbf"
                   "Device,\"Start, \"\"from\"\"\",Distance,Stops,Location");
  g_assert_cmpstr (lines[2], ==,
                   "\"" NAME "\",\"row 1\",\"1.25 Km\",\"1\",\"Şose \"\"1\"\" " NAME "\"");
  g_assert_cmpstr (lines[3], ==, "\"B 2\",\"Nothing found on your request\"");
  g_assert_cmpstr (lines[4], ==, "");
  g_assert_null (lines[5]);
}

static void
test_html (void)
{
  g_autoptr (ArmadaDemoDocument) document = new_document (2);
  g_autofree char *text = write_text (document, armada_demo_write_html);

  g_assert_true (g_str_has_prefix (text, "<!DOCTYPE html>\n<html lang=\"en\">"));
  g_assert_nonnull (strstr (text, "<h2>Device: 卡车 09 🚚 (冷藏) – Řidič &amp; &lt;Co&gt;</h2>"));
  g_assert_nonnull (strstr (text, "<td class=\"number\">1.25 Km</td><td class=\"number\">1</td>"
                                  "<td><a href=\"https://maps.example.test/\">x</a></td></tr>"));
  g_assert_nonnull (strstr (text, "<p class=\"error\">Nothing found on your request</p>"));
  g_assert_null (strstr (text, "<script"));
  g_assert_null (strstr (text, "group_key"));
  g_assert_true (g_str_has_suffix (text, "</html>\n"));
}

static void
test_json (void)
{
  g_autoptr (ArmadaDemoDocument) document = new_document (2);
  g_autofree char *text = write_text (document, armada_demo_write_json);
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonObject *top = json_node_get_object (root);
  JsonArray *items = json_object_get_array_member (top, "items");
  JsonObject *item = json_array_get_object_element (items, 0);
  JsonObject *meta = json_object_get_object_member (item, "meta");
  JsonObject *table = json_object_get_object_member (item, "table");
  JsonObject *row = json_array_get_object_element (json_object_get_array_member (table, "rows"), 1);

  meta = json_object_get_object_member (meta, "device.name");
  g_assert_cmpstr (json_object_get_string_member (meta, "attribute"), ==, "name");
  g_assert_cmpstr (json_object_get_string_member (meta, "value"), ==, NAME);
  g_assert_cmpstr (json_object_get_string_member (row, "group_key"), ==, "drive");
  g_assert_cmpstr (json_object_get_string_member (row, "distance"), ==, "1.25 Km");
  g_assert_cmpint (json_object_get_int_member (row, "stops"), ==, 1);
  g_assert_true (g_str_has_prefix (json_object_get_string_member (row, "location"), "<a href"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (table, "totals")), ==, 0);
  item = json_array_get_object_element (items, 1);
  g_assert_cmpstr (json_object_get_string_member (item, "error"), ==,
                   "Nothing found on your request");
  g_assert_false (json_object_has_member (item, "table"));
  top = json_object_get_object_member (top, "totals");
  g_assert_cmpstr (json_object_get_string_member (top, "duration"), ==, "4min 0s");
}

/* Lines: title, type, period, empty, device, head, rows. */
static void
check_table (const void *handle, guint n_rows)
{
  unsigned int n;
  unsigned short n_columns;

  g_assert_cmpint (freexl_select_active_worksheet (handle, 0), ==, FREEXL_OK);
  g_assert_cmpint (freexl_worksheet_dimensions (handle, &n, &n_columns), ==, FREEXL_OK);
  g_assert_cmpuint (n_columns, ==, 4);
  armada_test_check_text (handle, 0, 0, "Rute “mingguan”, 週報");
  armada_test_check_text (handle, 4, 0, "Device: " NAME);
  armada_test_check_text (handle, 5, 1, "Distance, km");
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *name = g_strdup_printf ("row %u", i);
      g_autofree char *place = g_strdup_printf ("Şose \"%u\" %s", i, NAME);

      armada_test_check_text (handle, 6 + i, 0, name);
      armada_test_check_number (handle, 6 + i, 1, i + 0.25);
      armada_test_check_number (handle, 6 + i, 2, i);
      armada_test_check_text (handle, 6 + i, 3, place);
    }
  armada_test_check_text (handle, 6 + n_rows, 0, "Distance, km");
  armada_test_check_number (handle, 6 + n_rows, 1, 7.5);
  armada_test_check_text (handle, 6 + n_rows + 3, 0, "Nothing found on your request");
}

/* 0, 1 and 1 500 rows: the last has its strings in several records. */
static void
test_xls (void)
{
  static const guint sizes[] = { 0, 1, 1500 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (ArmadaDemoDocument) document = new_document (sizes[i]);
      g_autoptr (GBytes) bytes = write_bytes (document, armada_demo_write_xls);
      const void *handle = armada_test_open_workbook (bytes);
      unsigned int info;

      g_assert_cmpint (freexl_get_info (handle, FREEXL_BIFF_VERSION, &info), ==, FREEXL_OK);
      g_assert_cmpuint (info, ==, FREEXL_BIFF_VER_8);
      g_assert_cmpint (freexl_get_info (handle, FREEXL_BIFF_SHEET_COUNT, &info), ==, FREEXL_OK);
      g_assert_cmpuint (info, ==, 1);
      check_table (handle, sizes[i]);
      freexl_close (handle);
    }
}

/* More than the header's 109 tables describe, and more rows than a sheet has. */
static void
test_xls_of_many_sectors (void)
{
  g_autoptr (ArmadaDemoDocument) document = new_document (70000);
  g_autoptr (GBytes) bytes = write_bytes (document, armada_demo_write_xls);
  const guint8 *data = g_bytes_get_data (bytes, NULL);
  const void *handle = armada_test_open_workbook (bytes);
  unsigned int info;

  g_assert_cmpuint (g_bytes_get_size (bytes), >, 109 * 128 * 512);
  g_assert_cmpuint (data[0x48], >, 0); /* sectors that list tables */
  g_assert_cmpint (freexl_get_info (handle, FREEXL_BIFF_SHEET_COUNT, &info), ==, FREEXL_OK);
  g_assert_cmpuint (info, ==, 2);
  g_assert_cmpint (freexl_select_active_worksheet (handle, 0), ==, FREEXL_OK);
  armada_test_check_text (handle, 65535, 0, "row 65529");
  g_assert_cmpint (freexl_select_active_worksheet (handle, 1), ==, FREEXL_OK);
  armada_test_check_text (handle, 0, 1, "Distance, km");
  armada_test_check_text (handle, 1, 0, "row 65530");
  armada_test_check_number (handle, 70000 - 65530, 1, 69999.25);
  freexl_close (handle);
}

static void
test_xlsx (void)
{
  static const char *const parts[] = { "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml",
                                       "xl/_rels/workbook.xml.rels", "xl/styles.xml" };
  g_autoptr (ArmadaDemoDocument) document = new_document (1500);
  g_autoptr (GBytes) bytes = write_bytes (document, armada_demo_write_xlsx);
  g_autofree char *sheet = armada_test_unzip (bytes, "xl/worksheets/sheet1.xml");

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *xml = armada_test_unzip (bytes, parts[i]);

      armada_test_check_xml (xml);
    }
  armada_test_check_xml (sheet);
  g_assert_nonnull (strstr (sheet, "<c r=\"B1506\" s=\"2\"><v>1499.25</v></c>"
                                   "<c r=\"C1506\" s=\"1\"><v>1499</v></c>"));
  g_assert_nonnull (strstr (sheet, "Device: 卡车 09 🚚 (冷藏) – Řidič &amp; &lt;Co&gt;</t>"));
}

/* A workbook of two sheets names both. */
static void
test_sheets (void)
{
  g_autoptr (ArmadaDemoDocument) document = new_document (10);
  g_autoptr (ArmadaDemoGrid) grid = armada_demo_grid_new (document, 12);
  const ArmadaDemoSheet *second = grid->sheets->pdata[1];
  const ArmadaDemoGridCell *cells = (const ArmadaDemoGridCell *) (gpointer) second->cells->data;

  g_assert_cmpuint (grid->sheets->len, ==, 2);
  g_assert_cmpstr (cells[0].text, ==, "Start, \"from\"");
  g_assert_cmpstr (cells[4].text, ==, "row 6");
  g_assert_cmpuint (second->n_rows, <=, 12);
  g_assert_cmpuint (g_array_index (second->widths, guint, 0), <, 20); /* titles run on */
}

static guint
count (GBytes *bytes, const char *mark)
{
  const char *data = g_bytes_get_data (bytes, NULL);
  const char *end = data + g_bytes_get_size (bytes);
  guint n = 0;

  for (; (data = memmem (data, (gsize) (end - data), mark, strlen (mark))) != NULL; data++)
    n++;
  return n;
}

static gboolean
has_end (GBytes *bytes)
{
  const char *data = g_bytes_get_data (bytes, NULL);
  gsize size = g_bytes_get_size (bytes);

  return size > 64 && memmem (data + size - 64, 64, "startxref", 9) != NULL &&
         memcmp (data + size - 6, "%%EOF\n", 6) == 0;
}

static void
test_pdf (void)
{
  static const struct
  {
    ArmadaDemoWrite write;
    const char *size;
  } formats[] = {
    { armada_demo_write_pdf, "/MediaBox [ 0 0 595.27" },
    { armada_demo_write_pdf_land, "/MediaBox [ 0 0 841.88" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (ArmadaDemoDocument) small = new_document (2);
      g_autoptr (ArmadaDemoDocument) large = new_document (1200);
      g_autoptr (GBytes) one = write_bytes (small, formats[i].write);
      g_autoptr (GBytes) many = write_bytes (large, formats[i].write);
      g_autoptr (GBytes) again = write_bytes (small, formats[i].write);

      g_assert_cmpint (memcmp (g_bytes_get_data (one, NULL), "%PDF-1.", 7), ==, 0);
      g_assert_true (has_end (one) && has_end (many));
      g_assert_cmpuint (count (one, formats[i].size), ==, 1);
      g_assert_cmpuint (count (many, formats[i].size), >=, 20);
      g_assert_true (g_bytes_equal (one, again));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-documents/texts", test_texts);
  g_test_add_func ("/demo-documents/csv", test_csv);
  g_test_add_func ("/demo-documents/html", test_html);
  g_test_add_func ("/demo-documents/json", test_json);
  g_test_add_func ("/demo-documents/xls", test_xls);
  g_test_add_func ("/demo-documents/xls-of-many-sectors", test_xls_of_many_sectors);
  g_test_add_func ("/demo-documents/xlsx", test_xlsx);
  g_test_add_func ("/demo-documents/sheets", test_sheets);
  g_test_add_func ("/demo-documents/pdf", test_pdf);
  return g_test_run ();
}
