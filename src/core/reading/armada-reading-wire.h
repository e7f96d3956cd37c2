/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * What Armada and its reader process say to each other, over a socket that is the reader's standard
 * input: one question, one answer, in turn. A message is its length (uint32) and a serialised
 * GVariant, in the machine's own byte order: a question `(sv)`, a method and what it is about; an
 * answer `(iv)`, an ArmadaReadingError or -1 and what was asked for. Neither side believes
 * a length or a message of the other.
 *
 * Methods, what they take and what they give:
 *
 *  - `open` `(ss)` format, password → `a{sv}` "kind" (s: "pages", "sheets", "text"),
 *    pages: "sizes" `a(dd)` in points, "outline" `a(usi)` depth, title, page; sheets: "sheets"
 *    `a(suuauas)` name, rows, columns, characters that a column wants, what its first names of
 *    columns are; "tree" (b)
 *  - `render` `(udu)` page, pixels a point, clockwise quarter turns → `(uuuay)` width, height,
 *    stride, premultiplied BGRA
 *  - `letters` `(u)` page → `(sa(dddd))` its text, and where each character of it stands, in points
 *  - `find-page` `(us)` page, words → `a(dddd)`
 *  - `view` `(uibsi)` sheet, column to sort by or -1, descending, words that a row must hold, in
 *    which column or -1 → `(uu)` rows shown, rows that hold the words
 *  - `rows` `(uuu)` sheet, first, how many → `a(uyya(yydss))`: row of the file, kind, change; of
 * each cell type, columns that it spans, number, text, text before
 *  - `sum` `(uuuuu)` sheet, first row, first column, last row, last column → `(uuddd)` cells that
 *    hold something, numbers, their sum, least, greatest
 *  - `copy` likewise → `s` tab-separated
 *  - `find-cell` `(usuubb)` sheet, words, from row, column, backwards, not that cell itself →
 *    `(buuuuu)` found, sheet, row, column, which of how many in all the sheets
 *  - `children` `(u)` node, 0 the root → `a(ussu)` node, key, value, how many children
 *  - `find-node` `(s)` words → `(uaau)` how many names and values hold them; the places, from the
 *    root on, that lead to the first thousand
 *  - `tree` `()` → `s` all of it, a line for each value, bounded
 *  - `text` `()` → `s` all the words of the report, bounded
 *  - `thumbnail` `(u)` pixels of its longer side → `ay` a PNG of its beginning
 */

#define ARMADA_READING_FILE_FD 3
#define ARMADA_READING_OTHER_FD 4

#define ARMADA_READING_QUESTION_MAX (64 * 1024)
#define ARMADA_READING_ANSWER_MAX (96 * 1024 * 1024)
#define ARMADA_READING_TEXT_MAX (4 * 1024 * 1024)
#define ARMADA_READING_PIXELS_MAX (20 * 1000 * 1000)

/**
 * ArmadaReadingError:
 * @ARMADA_READING_ERROR_DAMAGED: the file is not what its format says, or its reader broke on it
 * @ARMADA_READING_ERROR_EMPTY: nothing is in it
 * @ARMADA_READING_ERROR_PASSWORD: it wants a password, or another one
 * @ARMADA_READING_ERROR_TOO_LARGE: it wants more memory than a report is given
 * @ARMADA_READING_ERROR_TOO_SLOW: it was not read in time
 * @ARMADA_READING_ERROR_UNSUPPORTED: a kind of file that Armada does not read
 * @ARMADA_READING_ERROR_NO_READER: the program that reads reports is not there, or does not start
 * @ARMADA_READING_ERROR_ENDED: the process that had it open is gone; opening it again can help
 *
 * Why a report is not shown.
 */
typedef enum
{
  ARMADA_READING_ERROR_DAMAGED,
  ARMADA_READING_ERROR_EMPTY,
  ARMADA_READING_ERROR_PASSWORD,
  ARMADA_READING_ERROR_TOO_LARGE,
  ARMADA_READING_ERROR_TOO_SLOW,
  ARMADA_READING_ERROR_UNSUPPORTED,
  ARMADA_READING_ERROR_NO_READER,
  ARMADA_READING_ERROR_ENDED,
} ArmadaReadingError;

#define ARMADA_READING_ERROR (armada_reading_error_quark ())
GQuark armada_reading_error_quark (void);

/**
 * ArmadaCellType:
 *
 * What a cell of a sheet holds. Dates are texts: "YYYY-MM-DD", "YYYY-MM-DD HH:MM:SS", "HH:MM:SS".
 */
typedef enum
{
  ARMADA_CELL_EMPTY,
  ARMADA_CELL_TEXT,
  ARMADA_CELL_NUMBER,
  ARMADA_CELL_PERCENT,
  ARMADA_CELL_DATE,
  ARMADA_CELL_DATE_TIME,
  ARMADA_CELL_TIME,
  ARMADA_CELL_FLAG,
} ArmadaCellType;

/**
 * ArmadaRowKind:
 * @ARMADA_ROW_DATA: one of the things the report is about; only these are sorted and filtered
 * @ARMADA_ROW_TITLE: words over what follows
 * @ARMADA_ROW_HEADER: the names of the columns
 * @ARMADA_ROW_TOTAL: sums
 * @ARMADA_ROW_BLANK: nothing
 *
 * What a row of a sheet is.
 */
typedef enum
{
  ARMADA_ROW_DATA,
  ARMADA_ROW_TITLE,
  ARMADA_ROW_HEADER,
  ARMADA_ROW_TOTAL,
  ARMADA_ROW_BLANK,
} ArmadaRowKind;

/**
 * ArmadaRowChange:
 *
 * How a row differs between two runs of a report.
 */
typedef enum
{
  ARMADA_ROW_SAME,
  ARMADA_ROW_ADDED,
  ARMADA_ROW_REMOVED,
  ARMADA_ROW_CHANGED,
} ArmadaRowChange;

gboolean armada_reading_wire_write (int socket, GVariant *message, GError **error);
GVariant *armada_reading_wire_read (int socket,
                                    const GVariantType *type,
                                    gsize max,
                                    gint64 deadline,
                                    GError **error);

G_END_DECLS
