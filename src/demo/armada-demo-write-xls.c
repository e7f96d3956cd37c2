/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-write-xls"

#include "armada-demo-write.h"

#include <string.h>

#include "armada-demo-compound.h"
#include "armada-demo-grid.h"
#include "armada-demo-strings.h"

/*
 * Excel 97's workbook (BIFF8 after [MS-XLS]): a stream of records, those of the whole workbook
 * first, then sheet after sheet.
 */

#define MOST_ROWS 65536
#define ROWS_A_BLOCK 32
#define FIRST_XF 16 /* fifteen of styles and the ordinary cell's come before ours */
#define COLUMN_UNIT 256
#define TITLE_HEIGHT 380 /* twentieths of a point */

enum
{
  BIFF_EOF = 0x000a,
  BIFF_DATEMODE = 0x0022,
  BIFF_FONT = 0x0031,
  BIFF_WINDOW1 = 0x003d,
  BIFF_CODEPAGE = 0x0042,
  BIFF_COLINFO = 0x007d,
  BIFF_BOUNDSHEET = 0x0085,
  BIFF_XF = 0x00e0,
  BIFF_LABELSST = 0x00fd,
  BIFF_DIMENSIONS = 0x0200,
  BIFF_NUMBER = 0x0203,
  BIFF_ROW = 0x0208,
  BIFF_WINDOW2 = 0x023e,
  BIFF_STYLE = 0x0293,
  BIFF_BOF = 0x0809,
};

/* Built-in formats: 0 "General", 1 "0", 2 "0.00", 49 text. Fonts: 0 plain, 1 bold, 2 large. */
static const struct
{
  guint font;
  guint format;
  gboolean shaded;
} looks[ARMADA_DEMO_N_STYLES] = {
  [ARMADA_DEMO_STYLE_TEXT] = { 0, 49, FALSE },    [ARMADA_DEMO_STYLE_WHOLE] = { 0, 1, FALSE },
  [ARMADA_DEMO_STYLE_DECIMAL] = { 0, 2, FALSE },  [ARMADA_DEMO_STYLE_TITLE] = { 2, 49, FALSE },
  [ARMADA_DEMO_STYLE_HEADING] = { 1, 49, FALSE }, [ARMADA_DEMO_STYLE_HEAD] = { 1, 49, TRUE },
  [ARMADA_DEMO_STYLE_LABEL] = { 1, 49, FALSE },
};

static void
put8 (GString *stream, guint number)
{
  g_string_append_c (stream, (char) number);
}

static void
put16 (GString *stream, guint number)
{
  put8 (stream, number & 0xff);
  put8 (stream, number >> 8 & 0xff);
}

static void
put32 (GString *stream, guint32 number)
{
  put16 (stream, number & 0xffff);
  put16 (stream, number >> 16);
}

static void
begin (GString *stream, guint record, guint size)
{
  put16 (stream, record);
  put16 (stream, size);
}

static void
put_bof (GString *stream, guint substream)
{
  begin (stream, BIFF_BOF, 16);
  put16 (stream, 0x0600); /* BIFF8 */
  put16 (stream, substream);
  put16 (stream, 0x0dbb);
  put16 (stream, 1997);
  put32 (stream, 0x41);
  put32 (stream, 0x06);
}

static void
put_font (GString *stream, guint points, gboolean bold)
{
  static const char name[] = "Arial";

  begin (stream, BIFF_FONT, 14 + 2 + strlen (name));
  put16 (stream, points * 20);
  put16 (stream, 0);
  put16 (stream, 0x7fff); /* the window's colour */
  put16 (stream, bold ? 700 : 400);
  put16 (stream, 0);
  put32 (stream, 0);
  put8 (stream, strlen (name));
  put8 (stream, 0);
  g_string_append (stream, name);
}

/* Three fonts are used; number 4 does not exist, so that five are the least. */
static void
put_fonts (GString *stream)
{
  put_font (stream, 10, FALSE);
  put_font (stream, 10, TRUE);
  put_font (stream, 14, TRUE);
  put_font (stream, 10, FALSE);
  put_font (stream, 10, FALSE);
}

static void
put_xf (GString *stream, guint font, guint format, guint kind, gboolean shaded)
{
  begin (stream, BIFF_XF, 20);
  put16 (stream, font);
  put16 (stream, format);
  put16 (stream, kind);
  put8 (stream, 0x20); /* at the bottom */
  put8 (stream, 0);
  put8 (stream, 0);
  put8 (stream, kind == 1 ? 0xfc : 0);
  put32 (stream, 0);
  put32 (stream, shaded ? 1u << 26 : 0);
  put16 (stream, shaded ? 22 | 65 << 7 : 64 | 65 << 7);
}

static void
put_formats (GString *stream)
{
  for (guint i = 0; i < FIRST_XF - 1; i++)
    put_xf (stream, 0, 0, 0xfff5, FALSE);
  put_xf (stream, 0, 0, 1, FALSE);
  for (guint i = 0; i < ARMADA_DEMO_N_STYLES; i++)
    put_xf (stream, looks[i].font, looks[i].format, 1, looks[i].shaded);
  begin (stream, BIFF_STYLE, 4);
  put16 (stream, 0x8000); /* built in */
  put8 (stream, 0);       /* "Normal" */
  put8 (stream, 0xff);
}

static void
put_start (GString *stream)
{
  put_bof (stream, 0x0005);
  begin (stream, BIFF_CODEPAGE, 2);
  put16 (stream, 1200); /* UTF-16 */
  begin (stream, BIFF_WINDOW1, 18);
  put16 (stream, 0);
  put16 (stream, 0);
  put16 (stream, 24000);
  put16 (stream, 14000);
  put16 (stream, 0x0038);
  put16 (stream, 0);
  put16 (stream, 0);
  put16 (stream, 1);
  put16 (stream, 600);
  begin (stream, BIFF_DATEMODE, 2);
  put16 (stream, 0);
  put_fonts (stream);
  put_formats (stream);
}

/* Returns: where in the stream the sheet's place is to be written */
static gsize
put_name_of_sheet (GString *stream, const ArmadaDemoSheet *sheet)
{
  gsize place = stream->len + 4;

  begin (stream, BIFF_BOUNDSHEET, 8 + strlen (sheet->name));
  put32 (stream, 0);
  put16 (stream, 0);
  put8 (stream, strlen (sheet->name));
  put8 (stream, 0);
  g_string_append (stream, sheet->name);
  return place;
}

static void
put_cell (GString *stream, const ArmadaDemoGridCell *cell, ArmadaDemoStrings *strings)
{
  guint64 raw;

  begin (stream, cell->text ? BIFF_LABELSST : BIFF_NUMBER, cell->text ? 10 : 14);
  put16 (stream, cell->row);
  put16 (stream, cell->column);
  put16 (stream, FIRST_XF + cell->style);
  if (cell->text != NULL)
    {
      put32 (stream, armada_demo_strings_use (strings, cell->text));
      return;
    }
  memcpy (&raw, &cell->number, sizeof raw);
  put32 (stream, raw & 0xffffffff);
  put32 (stream, raw >> 32);
}

static void
put_row (GString *stream, guint row, guint n_columns, gboolean title)
{
  begin (stream, BIFF_ROW, 16);
  put16 (stream, row);
  put16 (stream, 0);
  put16 (stream, n_columns);
  put16 (stream, title ? TITLE_HEIGHT : 0x80ff); /* else the usual one */
  put32 (stream, 0);
  put32 (stream, title ? 0x000f0140 : 0x000f0100);
}

/* Rows come in blocks: what they are like, then their cells. */
static void
put_rows (GString *stream, const ArmadaDemoSheet *sheet, gboolean first, ArmadaDemoStrings *strings)
{
  guint next = 0;

  for (guint block = 0; block < sheet->n_rows; block += ROWS_A_BLOCK)
    {
      guint end = MIN (block + ROWS_A_BLOCK, sheet->n_rows);

      for (guint row = block; row < end; row++)
        put_row (stream, row, sheet->widths->len, first && row == 0);
      for (; next < sheet->cells->len; next++)
        {
          const ArmadaDemoGridCell *cell = &g_array_index (sheet->cells, ArmadaDemoGridCell, next);

          if (cell->row >= end)
            break;
          put_cell (stream, cell, strings);
        }
    }
}

static void
put_columns (GString *stream, const ArmadaDemoSheet *sheet)
{
  for (guint i = 0; i < sheet->widths->len; i++)
    {
      begin (stream, BIFF_COLINFO, 12);
      put16 (stream, i);
      put16 (stream, i);
      put16 (stream, g_array_index (sheet->widths, guint, i) * COLUMN_UNIT);
      put16 (stream, FIRST_XF - 1);
      put16 (stream, 0);
      put16 (stream, 0);
    }
}

static void
put_sheet (GString *stream,
           const ArmadaDemoSheet *sheet,
           gboolean first,
           ArmadaDemoStrings *strings)
{
  put_bof (stream, 0x0010);
  put_columns (stream, sheet);
  begin (stream, BIFF_DIMENSIONS, 14);
  put32 (stream, 0);
  put32 (stream, sheet->n_rows);
  put16 (stream, 0);
  put16 (stream, sheet->widths->len);
  put16 (stream, 0);
  put_rows (stream, sheet, first, strings);
  begin (stream, BIFF_WINDOW2, 18);
  put16 (stream, first ? 0x06b6 : 0x00b6);
  put32 (stream, 0);
  put32 (stream, 64);
  put32 (stream, 0);
  put32 (stream, 0);
  begin (stream, BIFF_EOF, 0);
}

static void
write_place (GString *stream, gsize at, gsize place)
{
  guint32 raw = GUINT32_TO_LE ((guint32) place);

  memcpy (stream->str + at, &raw, sizeof raw);
}

/* The strings stand before the sheets that use them: the sheets are made first, beside. */
static void
put_workbook (GString *stream, const ArmadaDemoGrid *grid, ArmadaDemoStrings *strings)
{
  guint n = grid->sheets->len;
  g_autofree gsize *places = g_new (gsize, n);
  g_autofree gsize *starts = g_new (gsize, n);
  GString *sheets = g_string_new (NULL);

  put_start (stream);
  for (guint i = 0; i < n; i++)
    {
      places[i] = put_name_of_sheet (stream, grid->sheets->pdata[i]);
      starts[i] = sheets->len;
      put_sheet (sheets, grid->sheets->pdata[i], i == 0, strings);
    }
  armada_demo_strings_write (strings, stream);
  begin (stream, BIFF_EOF, 0);
  for (guint i = 0; i < n; i++)
    write_place (stream, places[i], stream->len + starts[i]);
  g_string_append_len (stream, sheets->str, (gssize) sheets->len);
  g_string_free (sheets, TRUE);
}

gboolean
armada_demo_write_xls (const ArmadaDemoDocument *document, GString *bytes, GError **error)
{
  g_autoptr (ArmadaDemoGrid) grid = armada_demo_grid_new (document, MOST_ROWS);
  g_autoptr (ArmadaDemoStrings) strings = armada_demo_strings_new ();
  GString *stream = g_string_new (NULL);
  gboolean done;

  put_workbook (stream, grid, strings);
  done = armada_demo_compound_write ("Workbook", stream, bytes, error);
  g_string_free (stream, TRUE);
  return done;
}
