/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-write-xlsx"

#include "armada-demo-write.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "armada-demo-grid.h"

/*
 * A workbook of Office Open XML (ECMA-376): the least set of parts, zipped. Texts stand in their
 * cells, so that one pass over the grid writes a sheet.
 */

#define MOST_ROWS 1048576
#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define CONTENT "application/vnd.openxmlformats-officedocument.spreadsheetml."

static const char root_relations[] =
    DECLARATION "<Relationships xmlns=\"" PACKAGE "relationships\"><Relationship Id=\"rId1\" "
                "Type=\"" RELATIONS "/officeDocument\" Target=\"xl/workbook.xml\"/>"
                "</Relationships>";

/* The cellXfs are in the order of ArmadaDemoStyle; 49 is the format of text, 1 "0", 2 "0.00". */
static const char styles[] = DECLARATION
    "<styleSheet xmlns=\"" MAIN "\"><fonts count=\"3\">"
    "<font><sz val=\"10\"/><name val=\"Arial\"/></font>"
    "<font><b/><sz val=\"10\"/><name val=\"Arial\"/></font>"
    "<font><b/><sz val=\"14\"/><name val=\"Arial\"/></font></fonts>"
    "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>"
    "<fill><patternFill patternType=\"gray125\"/></fill>"
    "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE6EAF0\"/></patternFill></fill>"
    "</fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border>"
    "</borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" "
    "borderId=\"0\"/></cellStyleXfs><cellXfs count=\"7\">"
    "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
    "applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"1\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
    "applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"2\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
    "applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"49\" fontId=\"2\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>"
    "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>"
    "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"2\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" "
    "applyFill=\"1\"/>"
    "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>"
    "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>"
    "</cellStyles></styleSheet>";

G_STATIC_ASSERT (ARMADA_DEMO_N_STYLES == 7);

static char *
make_types (guint n_sheets)
{
  GString *xml = g_string_new (
      DECLARATION "<Types xmlns=\"" PACKAGE "content-types\"><Default Extension=\"rels\" "
                  "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                  "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                  "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" CONTENT
                  "sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"" CONTENT
                  "styles+xml\"/>");

  for (guint i = 1; i <= n_sheets; i++)
    g_string_append_printf (xml,
                            "<Override PartName=\"/xl/worksheets/sheet%u.xml\" ContentType=\"%s"
                            "worksheet+xml\"/>",
                            i, CONTENT);
  g_string_append (xml, "</Types>");
  return g_string_free (xml, FALSE);
}

static char *
make_workbook (const ArmadaDemoGrid *grid)
{
  GString *xml =
      g_string_new (DECLARATION "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELATIONS "\"><sheets>");

  for (guint i = 0; i < grid->sheets->len; i++)
    {
      const ArmadaDemoSheet *sheet = grid->sheets->pdata[i];

      g_string_append_printf (xml, "<sheet name=\"%s\" sheetId=\"%u\" r:id=\"rId%u\"/>",
                              sheet->name, i + 1, i + 1);
    }
  g_string_append (xml, "</sheets></workbook>");
  return g_string_free (xml, FALSE);
}

static char *
make_relations (guint n_sheets)
{
  GString *xml = g_string_new (DECLARATION "<Relationships xmlns=\"" PACKAGE "relationships\">");

  for (guint i = 1; i <= n_sheets; i++)
    g_string_append_printf (xml,
                            "<Relationship Id=\"rId%u\" Type=\"" RELATIONS
                            "/worksheet\" Target=\"worksheets/sheet%u.xml\"/>",
                            i, i);
  g_string_append_printf (xml,
                          "<Relationship Id=\"rId%u\" Type=\"" RELATIONS
                          "/styles\" Target=\"styles.xml\"/></Relationships>",
                          n_sheets + 1);
  return g_string_free (xml, FALSE);
}

static void
add_columns (GString *xml, const ArmadaDemoSheet *sheet)
{
  if (sheet->widths->len == 0)
    return;
  g_string_append (xml, "<cols>");
  for (guint i = 0; i < sheet->widths->len; i++)
    g_string_append_printf (xml, "<col min=\"%u\" max=\"%u\" width=\"%u\" customWidth=\"1\"/>",
                            i + 1, i + 1, g_array_index (sheet->widths, guint, i));
  g_string_append (xml, "</cols>");
}

/* "C12"; a report has fewer columns than there are letters. */
static void
add_reference (GString *xml, const ArmadaDemoGridCell *cell)
{
  g_assert (cell->column < 26);
  g_string_append_printf (xml, "<c r=\"%c%u\" s=\"%u\"", 'A' + (char) cell->column, cell->row + 1,
                          (guint) cell->style);
}

static void
add_cell (GString *xml, const ArmadaDemoGridCell *cell)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *escaped = NULL;

  add_reference (xml, cell);
  if (cell->text == NULL)
    {
      g_ascii_dtostr (number, sizeof number, cell->number);
      g_string_append_printf (xml, "><v>%s</v></c>", number);
      return;
    }
  escaped = g_markup_escape_text (cell->text, -1);
  g_string_append (xml, " t=\"inlineStr\"><is><t xml:space=\"preserve\">");
  g_string_append (xml, escaped);
  g_string_append (xml, "</t></is></c>");
}

static char *
make_sheet (const ArmadaDemoSheet *sheet)
{
  GString *xml = g_string_new (DECLARATION "<worksheet xmlns=\"" MAIN "\">");
  guint row = G_MAXUINT;

  add_columns (xml, sheet);
  g_string_append (xml, "<sheetData>");
  for (guint i = 0; i < sheet->cells->len; i++)
    {
      const ArmadaDemoGridCell *cell = &g_array_index (sheet->cells, ArmadaDemoGridCell, i);

      if (cell->row != row)
        g_string_append_printf (xml, "%s<row r=\"%u\">", i == 0 ? "" : "</row>", cell->row + 1);
      row = cell->row;
      add_cell (xml, cell);
    }
  g_string_append (xml, sheet->cells->len > 0 ? "</row></sheetData>" : "</sheetData>");
  g_string_append (xml, "</worksheet>");
  return g_string_free (xml, FALSE);
}

static la_ssize_t
append_cb (struct archive *archive, void *data, const void *buffer, size_t length)
{
  g_string_append_len (data, buffer, (gssize) length);
  return (la_ssize_t) length;
}

static gboolean
zip_part (struct archive *archive, gint64 time, const char *name, const char *xml)
{
  struct archive_entry *entry = archive_entry_new ();
  gsize length = strlen (xml);
  gboolean done;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t) length);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_mtime (entry, (time_t) time, 0);
  done = archive_write_header (archive, entry) == ARCHIVE_OK &&
         archive_write_data (archive, xml, length) == (la_ssize_t) length;
  archive_entry_free (entry);
  return done;
}

static gboolean
zip_sheets (struct archive *archive, gint64 time, const ArmadaDemoGrid *grid)
{
  gboolean done = TRUE;

  for (guint i = 0; done && i < grid->sheets->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("xl/worksheets/sheet%u.xml", i + 1);
      g_autofree char *xml = make_sheet (grid->sheets->pdata[i]);

      done = zip_part (archive, time, name, xml);
    }
  return done;
}

static gboolean
zip_workbook (struct archive *archive, gint64 time, const ArmadaDemoGrid *grid)
{
  guint n = grid->sheets->len;
  g_autofree char *types = make_types (n);
  g_autofree char *workbook = make_workbook (grid);
  g_autofree char *relations = make_relations (n);

  return zip_part (archive, time, "[Content_Types].xml", types) &&
         zip_part (archive, time, "_rels/.rels", root_relations) &&
         zip_part (archive, time, "xl/workbook.xml", workbook) &&
         zip_part (archive, time, "xl/_rels/workbook.xml.rels", relations) &&
         zip_part (archive, time, "xl/styles.xml", styles) && zip_sheets (archive, time, grid);
}

gboolean
armada_demo_write_xlsx (const ArmadaDemoDocument *document, GString *bytes, GError **error)
{
  g_autoptr (ArmadaDemoGrid) grid = armada_demo_grid_new (document, MOST_ROWS);
  struct archive *archive = archive_write_new ();
  gboolean done = archive_write_set_format_zip (archive) == ARCHIVE_OK &&
                  archive_write_set_bytes_in_last_block (archive, 1) == ARCHIVE_OK &&
                  archive_write_open (archive, bytes, NULL, append_cb, NULL) == ARCHIVE_OK &&
                  zip_workbook (archive, document->made_at, grid) &&
                  archive_write_close (archive) == ARCHIVE_OK;

  if (!done)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "the workbook cannot be zipped: %s",
                 archive_error_string (archive));
  archive_write_free (archive);
  return done;
}
