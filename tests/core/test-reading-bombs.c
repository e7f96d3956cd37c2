/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "armada-test.h"
#include "reading/armada-reading.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Files that are small and want everything, or say that they are huge: each gets its sentence in
 * the time that a report is given, and we live on. */

#define CHUNK (1024 * 1024) /* bytes of a part that are packed once and then come again */
#define LONG ARMADA_READING_PATIENCE
#define SHORT 1000 /* milliseconds: what takes all that it is given need not be given much */
#define GIGABYTE G_GINT64_CONSTANT (1000000000)

static char *
get_path (const char *name)
{
  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  return g_build_filename (g_get_user_cache_dir (), name, NULL);
}

/* What became of opening the file: -1 it is open. The reader is killed when it is not done in time,
 * so that whatever comes comes within it. */
static int
try_file (const char *path, const char *format, guint patience)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (ArmadaReading) reading = armada_reading_new (file, format, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  armada_reading_open_async (reading, NULL, patience, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  if (armada_reading_open_finish (reading, result, &error))
    return -1;
  g_assert_cmpuint (error->domain, ==, ARMADA_READING_ERROR);
  return error->code;
}

static int
try_bytes (const void *bytes, gsize size, const char *format, guint patience)
{
  g_autofree char *path = get_path ("bomb");

  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  return try_file (path, format, patience);
}

static void
assert_refused (int code)
{
  if (code != ARMADA_READING_ERROR_TOO_SLOW)
    g_assert_cmpint (code, ==, ARMADA_READING_ERROR_TOO_LARGE);
}

static guint32
crc (const char *data, gsize size)
{
  guint32 sum = 0xffffffff;

  for (gsize i = 0; i < size; i++)
    {
      sum ^= (guint8) data[i];
      for (guint bit = 0; bit < 8; bit++)
        sum = sum & 1 ? sum >> 1 ^ 0xedb88320 : sum >> 1;
    }
  return ~sum;
}

static void
put16 (GByteArray *out, guint value)
{
  guint16 little = GUINT16_TO_LE ((guint16) value);

  g_byte_array_append (out, (guint8 *) &little, 2);
}

static void
put32 (GByteArray *out, guint32 value)
{
  guint32 little = GUINT32_TO_LE (value);

  g_byte_array_append (out, (guint8 *) &little, 4);
}

typedef struct
{
  const char *name;
  guint method; /* 0 stored, 8 deflated */
  guint32 sum;
  const guint8 *data;
  gsize packed, whole;
  gsize at;
} Part;

/* The fields that the header of a part and the table of contents share. */
static void
put_part (GByteArray *out, const Part *part)
{
  put16 (out, 20); /* version */
  put16 (out, 0);
  put16 (out, part->method);
  put32 (out, 0x21 << 16); /* the first day that there is */
  put32 (out, part->sum);
  put32 (out, (guint32) part->packed);
  put32 (out, (guint32) part->whole);
  put16 (out, (guint) strlen (part->name));
  put16 (out, 0);
}

static GByteArray *
zip (Part *parts, guint n)
{
  GByteArray *out = g_byte_array_new ();
  gsize contents, size;

  for (guint i = 0; i < n; i++)
    {
      parts[i].at = out->len;
      put32 (out, 0x04034b50);
      put_part (out, &parts[i]);
      g_byte_array_append (out, (const guint8 *) parts[i].name, (guint) strlen (parts[i].name));
      g_byte_array_append (out, parts[i].data, (guint) parts[i].packed);
    }
  contents = out->len;
  for (guint i = 0; i < n; i++)
    {
      put32 (out, 0x02014b50);
      put16 (out, 20);
      put_part (out, &parts[i]);
      for (guint k = 0; k < 5; k++)
        put16 (out, 0);
      put32 (out, (guint32) parts[i].at);
      g_byte_array_append (out, (const guint8 *) parts[i].name, (guint) strlen (parts[i].name));
    }
  size = out->len - contents;
  put32 (out, 0x06054b50);
  put32 (out, 0);
  put16 (out, n);
  put16 (out, n);
  put32 (out, (guint32) size);
  put32 (out, (guint32) contents);
  put16 (out, 0);
  return out;
}

/* What comes out when @text is packed after what went before, up to the end of a byte. */
static GBytes *
pack (GConverter *packer, const char *text)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  gsize size = strlen (text), done = 0, n_read, n_written;
  guint8 piece[8192];
  GConverterResult result;

  do
    {
      result = g_converter_convert (packer, text + done, size - done, piece, sizeof piece,
                                    G_CONVERTER_FLUSH, &n_read, &n_written, NULL);
      g_assert_cmpint (result, !=, G_CONVERTER_ERROR);
      g_byte_array_append (out, piece, (guint) n_written);
      done += n_read;
    }
  while (result != G_CONVERTER_FLUSHED);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

/* A sheet that is @row over and over, @n megabytes of it. What is packed once is packed the same
 * after itself, so that it need not be done for each. */
static GByteArray *
pack_sheet (const char *row, guint n)
{
  g_autoptr (GConverter) packer =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, 9));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) head = pack (packer, "<worksheet><sheetData>");
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) next = NULL;
  GByteArray *out = g_byte_array_new ();
  static const guint8 end[] = { 3, 0 };

  while (text->len < CHUNK)
    g_string_append (text, row);
  first = pack (packer, text->str);
  next = pack (packer, text->str);
  g_byte_array_append (out, g_bytes_get_data (head, NULL), (guint) g_bytes_get_size (head));
  g_byte_array_append (out, g_bytes_get_data (first, NULL), (guint) g_bytes_get_size (first));
  for (guint i = 1; i < n; i++)
    g_byte_array_append (out, g_bytes_get_data (next, NULL), (guint) g_bytes_get_size (next));
  g_byte_array_append (out, end, sizeof end);
  return out;
}

static int
try_sheet (const char *row, guint n)
{
  static const char book[] = "<workbook><sheets><sheet name='a' id='r1'/></sheets></workbook>";
  g_autoptr (GByteArray) sheet = pack_sheet (row, n);
  Part parts[] = {
    { "xl/workbook.xml", 0, crc (book, sizeof book - 1), (const guint8 *) book, sizeof book - 1,
      sizeof book - 1, 0 },
    { "xl/worksheets/sheet1.xml", 8, 0, sheet->data, sheet->len, (gsize) n * CHUNK, 0 },
  };
  g_autoptr (GByteArray) bytes = zip (parts, G_N_ELEMENTS (parts));

  g_assert_cmpuint (bytes->len, <, 8 * CHUNK);
  return try_bytes (bytes->data, bytes->len, "xlsx", SHORT);
}

/* Some kilobytes that become gigabytes of cells, of rows, of one text, or of nothing. */
static void
test_zip (void)
{
  assert_refused (try_sheet ("<row><c><v>1</v></c><c><v>2</v></c></row>", 1500));
  assert_refused (try_sheet ("<row><c t='inlineStr'><is><t>aaaaaaaaaaaaaaaaaaaaaaaa</t></is></c>"
                             "</row>",
                             1500));
  assert_refused (try_sheet ("<row/>", 1500));
  assert_refused (try_sheet ("                                                  ", 1500));
}

/* Ten gigabytes on a disk that has not got them: holes behind a right beginning. */
static void
test_huge (void)
{
  const struct
  {
    const char *format;
    const char *head;
  } files[] = {
    { "csv", "Nama,Jarak\nA,1\n" },
    { "json", "{\"items\": [" },
    { "html", "<html><body>Halo" },
    { "pdf", "%PDF-1.7\n1 0 obj\n" },
    { "xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" },
    { "xlsx", "PK\003\004" },
  };
  g_autofree char *path = get_path ("huge");

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      int fd = g_open (path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);

      g_assert_cmpint (fd, >=, 0);
      g_assert_cmpint (write (fd, files[i].head, strlen (files[i].head)), >, 0);
      g_assert_cmpint (ftruncate (fd, 10 * GIGABYTE), ==, 0);
      g_assert_cmpint (close (fd), ==, 0);
      g_test_message ("%s", files[i].format);
      /* a page is looked at by what shows it, which has its own limits */
      if (!g_str_equal (files[i].format, "html"))
        g_assert_cmpint (try_file (path, files[i].format, SHORT), >=, 0);
    }
  g_unlink (path);
}

static char *
load_fixture (const char *name, gsize *size)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data;

  g_file_get_contents (path, &data, size, &error);
  g_assert_no_error (error);
  return data;
}

/* Returns: (nullable): the last @word in @data, which has zero bytes */
static char *
find_last (char *data, gsize size, const char *word)
{
  for (gsize i = size - strlen (word); i > 0; i--)
    if (memcmp (data + i, word, strlen (word)) == 0)
      return data + i;
  return NULL;
}

/* A table of contents that leads nowhere is made anew from what is there. */
static void
test_broken_xref (void)
{
  gsize size;
  g_autofree char *data = load_fixture ("reports/libreoffice.pdf", &size);
  char *start = find_last (data, size, "startxref");
  char *table = find_last (data, size, "\nxref");

  g_assert_true (start != NULL && table != NULL);
  memset (start + 10, '9', 4);
  g_assert_cmpint (try_bytes (data, size, "pdf", LONG), ==, -1);
  memset (table, 'x', (gsize) (find_last (data, size, "\ntrailer") - table));
  g_assert_cmpint (try_bytes (data, size, "pdf", LONG), ==, -1);
  g_assert_cmpint (try_bytes (data, size / 3, "pdf", LONG), !=, ARMADA_READING_ERROR_TOO_SLOW);
}

/* A right container in which the records of the sheets say nothing sensible. */
static void
test_biff (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint step = 3; step < 200; step *= 3)
    {
      gsize size;
      g_autofree char *data = load_fixture ("reports/libreoffice.xls", &size);

      for (gsize i = 512; i < size; i += step)
        data[i] = (char) g_rand_int (random);
      g_assert_cmpint (try_bytes (data, size, "xls", LONG), !=, ARMADA_READING_ERROR_TOO_SLOW);
    }
}

static void
test_laughs (void)
{
  g_autoptr (GString) xml = g_string_new ("<!DOCTYPE x [<!ENTITY a0 'haha'>");
  Part parts[] = { { "xl/workbook.xml", 0, 0, NULL, 0, 0, 0 } };
  g_autoptr (GByteArray) bytes = NULL;

  for (guint i = 1; i < 12; i++)
    {
      g_string_append_printf (xml, "<!ENTITY a%u '", i);
      for (guint k = 0; k < 10; k++)
        g_string_append_printf (xml, "&a%u;", i - 1);
      g_string_append (xml, "'>");
    }
  g_string_append (xml, "]><workbook><sheets><sheet name='&a11;'/></sheets></workbook>");
  parts[0].data = (const guint8 *) xml->str;
  parts[0].packed = parts[0].whole = xml->len;
  parts[0].sum = crc (xml->str, xml->len);
  bytes = zip (parts, 1);
  g_assert_cmpint (try_bytes (bytes->data, bytes->len, "xlsx", LONG), ==,
                   ARMADA_READING_ERROR_DAMAGED);
}

/* Of either kind, with and without its mark. */
static void
test_utf16 (void)
{
  const struct
  {
    const char *charset;
    const char *mark;
  } kinds[] = { { "UTF-16LE", "\xff\xfe" }, { "UTF-16BE", "\xfe\xff" }, { "UTF-16LE", "" } };
  const char *texts[] = { "Nama;Jarak\nTruk;12,5\nMobil;3,1\n", "{\"Truk\": [12, 3]}" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint k = 0; k < 2; k++)
      {
        gsize n;
        g_autofree char *wide = g_convert (texts[k], -1, kinds[i].charset, "UTF-8", NULL, &n, NULL);
        gsize mark = strlen (kinds[i].mark);
        g_autofree char *whole = g_malloc (n + mark);

        memcpy (whole, kinds[i].mark, mark);
        memcpy (whole + mark, wide, n);
        if (k == 0 || mark > 0)
          g_assert_cmpint (try_bytes (whole, n + mark, k == 0 ? "csv" : "json", LONG), ==, -1);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/reading-bombs/zip", test_zip);
  g_test_add_func ("/reading-bombs/huge", test_huge);
  g_test_add_func ("/reading-bombs/broken-xref", test_broken_xref);
  g_test_add_func ("/reading-bombs/biff", test_biff);
  g_test_add_func ("/reading-bombs/laughs", test_laughs);
  g_test_add_func ("/reading-bombs/utf-16", test_utf16);
  return g_test_run ();
}
