/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-compound"

#include "armada-demo-compound.h"

#include <string.h>

/*
 * A compound file (Microsoft's [MS-CFB], version 3) with one stream in it: the header, the stream,
 * the directory, the allocation table, and the sectors that list the table where it is longer than
 * the header has room for.
 */

#define SECTOR 512
#define NUMBERS_A_SECTOR (SECTOR / 4)
#define TABLES_IN_HEADER 109
#define TABLES_A_LIST (NUMBERS_A_SECTOR - 1) /* a list's last number leads to the next list */
#define LEAST_STREAM 4096                    /* shorter ones would belong into the ministream */
#define MOST_STREAM (G_GUINT64_CONSTANT (1) << 31)

#define LIST_SECTOR 0xfffffffcu
#define TABLE_SECTOR 0xfffffffdu
#define END_OF_CHAIN 0xfffffffeu
#define FREE_SECTOR 0xffffffffu

typedef struct
{
  guint32 n_stream; /* sectors of each part, in the order of the file */
  guint32 n_tables;
  guint32 n_lists;
} Parts;

static void
put16 (GString *bytes, guint number)
{
  guint16 raw = GUINT16_TO_LE ((guint16) number);

  g_string_append_len (bytes, (const char *) &raw, sizeof raw);
}

static void
put32 (GString *bytes, guint32 number)
{
  guint32 raw = GUINT32_TO_LE (number);

  g_string_append_len (bytes, (const char *) &raw, sizeof raw);
}

static void
put32_times (GString *bytes, guint32 number, guint n)
{
  while (n-- > 0)
    put32 (bytes, number);
}

static void
fill_to (GString *bytes, gsize size)
{
  static const char nothing[SECTOR];

  while (bytes->len < size)
    g_string_append_len (bytes, nothing, (gssize) MIN (size - bytes->len, sizeof nothing));
}

/* The table has room for itself and for its lists, which both grow with it. */
static Parts
plan (guint32 n_stream)
{
  Parts parts = { n_stream, 0, 0 };
  guint32 n_before;

  do
    {
      guint32 n_all = parts.n_stream + 1 + parts.n_tables + parts.n_lists;

      n_before = parts.n_tables + parts.n_lists;
      parts.n_tables = (n_all + NUMBERS_A_SECTOR - 1) / NUMBERS_A_SECTOR;
      parts.n_lists = parts.n_tables <= TABLES_IN_HEADER
                          ? 0
                          : (parts.n_tables - TABLES_IN_HEADER + TABLES_A_LIST - 1) / TABLES_A_LIST;
    }
  while (parts.n_tables + parts.n_lists != n_before);
  return parts;
}

static guint32
first_table (const Parts *parts)
{
  return parts->n_stream + 1;
}

static guint32
first_list (const Parts *parts)
{
  return first_table (parts) + parts->n_tables;
}

/* Where the tables from number @from on stand; no more than @room. */
static void
put_places_of_tables (GString *bytes, const Parts *parts, guint from, guint room)
{
  for (guint i = from; i < from + room; i++)
    put32 (bytes, i < parts->n_tables ? first_table (parts) + i : FREE_SECTOR);
}

static void
put_header (GString *bytes, const Parts *parts)
{
  g_string_append_len (bytes, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
  put32_times (bytes, 0, 4); /* no class */
  put16 (bytes, 0x003e);
  put16 (bytes, 3);      /* version */
  put16 (bytes, 0xfffe); /* little-endian */
  put16 (bytes, 9);      /* sectors of 1 << 9 bytes */
  put16 (bytes, 6);      /* ministream's of 1 << 6 */
  put16 (bytes, 0);
  put32_times (bytes, 0, 2);
  put32 (bytes, parts->n_tables);
  put32 (bytes, parts->n_stream); /* the directory follows the stream */
  put32 (bytes, 0);
  put32 (bytes, LEAST_STREAM);
  put32 (bytes, END_OF_CHAIN); /* no ministream */
  put32 (bytes, 0);
  put32 (bytes, parts->n_lists > 0 ? first_list (parts) : END_OF_CHAIN);
  put32 (bytes, parts->n_lists);
  put_places_of_tables (bytes, parts, 0, TABLES_IN_HEADER);
}

static void
put_entry (GString *bytes,
           const char *name,
           guint8 kind,
           guint32 child,
           guint32 start,
           guint32 size)
{
  gsize begin = bytes->len;

  for (const char *c = name; *c != '\0'; c++)
    put16 (bytes, (guint8) *c);
  fill_to (bytes, begin + 64);
  put16 (bytes, *name != '\0' ? (guint) (strlen (name) + 1) * 2 : 0);
  g_string_append_c (bytes, (char) kind);
  g_string_append_c (bytes, 1);        /* black */
  put32_times (bytes, FREE_SECTOR, 2); /* no siblings */
  put32 (bytes, child);
  fill_to (bytes, begin + 116);
  put32 (bytes, start);
  put32 (bytes, size);
  put32 (bytes, 0);
}

static void
put_directory (GString *bytes, const char *name, gsize size)
{
  put_entry (bytes, "Root Entry", 5, 1, END_OF_CHAIN, 0);
  put_entry (bytes, name, 2, FREE_SECTOR, 0, (guint32) size);
  put_entry (bytes, "", 0, FREE_SECTOR, 0, 0);
  put_entry (bytes, "", 0, FREE_SECTOR, 0, 0);
}

static void
put_tables (GString *bytes, const Parts *parts)
{
  guint32 n_all = first_list (parts) + parts->n_lists;

  for (guint32 i = 0; i + 1 < parts->n_stream; i++)
    put32 (bytes, i + 1);
  put32 (bytes, END_OF_CHAIN); /* of the stream */
  put32 (bytes, END_OF_CHAIN); /* of the directory */
  put32_times (bytes, TABLE_SECTOR, parts->n_tables);
  put32_times (bytes, LIST_SECTOR, parts->n_lists);
  put32_times (bytes, FREE_SECTOR, parts->n_tables * NUMBERS_A_SECTOR - n_all);
}

static void
put_lists (GString *bytes, const Parts *parts)
{
  for (guint32 i = 0; i < parts->n_lists; i++)
    {
      put_places_of_tables (bytes, parts, TABLES_IN_HEADER + i * TABLES_A_LIST, TABLES_A_LIST);
      put32 (bytes, i + 1 < parts->n_lists ? first_list (parts) + i + 1 : END_OF_CHAIN);
    }
}

/**
 * armada_demo_compound_write:
 * @name: of the stream: ASCII, at most 31 letters
 * @stream: what is in it; zeros are added where it is too short to stand in sectors of its own
 * @bytes: where the file is appended
 *
 * Fails with %G_IO_ERROR_NOT_SUPPORTED when the stream has 2 GiB or more.
 */
gboolean
armada_demo_compound_write (const char *name, GString *stream, GString *bytes, GError **error)
{
  GString *file = g_string_new (NULL);
  Parts parts;

  if (stream->len >= MOST_STREAM)
    {
      g_string_free (file, TRUE);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           "the report is too long for a compound file");
      return FALSE;
    }
  fill_to (stream, LEAST_STREAM);
  parts = plan ((guint32) ((stream->len + SECTOR - 1) / SECTOR));
  put_header (file, &parts);
  g_string_append_len (file, stream->str, (gssize) stream->len);
  fill_to (file, (gsize) (1 + parts.n_stream) * SECTOR);
  put_directory (file, name, stream->len);
  put_tables (file, &parts);
  put_lists (file, &parts);
  g_string_append_len (bytes, file->str, (gssize) file->len);
  g_string_free (file, TRUE);
  return TRUE;
}
