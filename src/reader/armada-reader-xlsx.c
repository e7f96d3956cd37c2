/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-reader-xlsx"

#include "armada-reader-xlsx.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "armada-reader-parts.h"

/*
 * Workbooks of the newer kind: XML in a zip. What FreeXL 2 leaves out is in reports of real
 * servers: texts that stand in the cell itself, merged cells, truth values, percents.
 */
typedef struct
{
  ArmadaReaderParts *parts;
  GPtrArray *sheets;     /* of ArmadaReaderSheet */
  GPtrArray *ids;        /* the relation of each sheet */
  GHashTable *relations; /* id → part's path below xl/ */
  GPtrArray *strings;    /* shared texts */
  GHashTable *formats;   /* of number formats: id → ArmadaCellType */
  GArray *styles;        /* of ArmadaCellType: of each style of cells */
  gboolean since_1904;
  gboolean in_cell_styles;

  ArmadaReaderSheet *sheet;
  GString *text;
  gboolean collecting; /* within what @text is made of */
  int phonetic;        /* depth of readings that are no part of a text */
  guint row;
  guint next_row;
  guint column;
  char kind; /* of the cell: 'n'umber, 's'hared, 'i'nline, 't'ext, 'b'oolean */
  guint style;
  GError *failed;
} Workbook;

typedef void (*Start) (Workbook *self, const char *name, const xmlChar **attributes, int n);
typedef void (*End) (Workbook *self, const char *name);

static char *
dup_attribute (const xmlChar **attributes, int n, const char *name)
{
  gsize length;
  const char *value = armada_reader_parts_attribute (attributes, n, name, &length);

  return value ? g_strndup (value, length) : NULL;
}

static guint
get_uint (const xmlChar **attributes, int n, const char *name, guint otherwise)
{
  g_autofree char *value = dup_attribute (attributes, n, name);
  guint64 number;

  return value != NULL && g_ascii_string_to_unsigned (value, 10, 0, G_MAXUINT, &number, NULL)
             ? (guint) number
             : otherwise;
}

static void
add_characters (void *user_data, const xmlChar *text, int length)
{
  Workbook *self = user_data;

  if (self->collecting && self->phonetic == 0 &&
      self->text->len + (gsize) length <= ARMADA_READER_CELL_TEXT_MAX)
    g_string_append_len (self->text, (const char *) text, length);
}

/* [Content_Types] says where the workbook is; everybody has it here. */
static void
start_workbook (Workbook *self, const char *name, const xmlChar **attributes, int n)
{
  g_autofree char *title = NULL, *since = NULL;

  if (g_str_equal (name, "workbookPr"))
    {
      since = dup_attribute (attributes, n, "date1904");
      self->since_1904 = since != NULL && (g_str_equal (since, "1") || g_str_equal (since, "true"));
    }
  if (!g_str_equal (name, "sheet") || self->sheets->len >= ARMADA_READER_SHEETS_MAX)
    return;
  title = dup_attribute (attributes, n, "name");
  g_ptr_array_add (self->sheets, armada_reader_sheet_new (title ? title : ""));
  g_ptr_array_add (self->ids, dup_attribute (attributes, n, "id"));
}

static void
start_relations (Workbook *self, const char *name, const xmlChar **attributes, int n)
{
  char *id, *target;

  if (!g_str_equal (name, "Relationship"))
    return;
  id = dup_attribute (attributes, n, "Id");
  target = dup_attribute (attributes, n, "Target");
  if (id != NULL && target != NULL)
    g_hash_table_insert (self->relations, id, target);
  else
    {
      g_free (id);
      g_free (target);
    }
}

static void
start_strings (Workbook *self, const char *name, const xmlChar **attributes, int n)
{
  if (g_str_equal (name, "si"))
    g_string_truncate (self->text, 0);
  else if (g_str_equal (name, "rPh"))
    self->phonetic++;
  else if (g_str_equal (name, "t"))
    self->collecting = TRUE;
}

static void
end_strings (Workbook *self, const char *name)
{
  if (g_str_equal (name, "t"))
    self->collecting = FALSE;
  else if (g_str_equal (name, "rPh"))
    self->phonetic = MAX (self->phonetic - 1, 0);
  else if (g_str_equal (name, "si"))
    {
      g_ptr_array_add (self->strings, g_strndup (self->text->str, self->text->len));
      if (self->strings->len > ARMADA_READER_CELLS_MAX)
        g_set_error_literal (&self->failed, ARMADA_READING_ERROR, ARMADA_READING_ERROR_TOO_LARGE,
                             "too many texts");
    }
}

/* What the letters of a number format outside quotes and brackets make of a number. */
static ArmadaCellType
read_format (const char *code)
{
  gboolean date = FALSE, time = FALSE;

  for (const char *at = code; *at != '\0' && *at != ';'; at++)
    {
      const char *end = NULL;

      if (*at == '"')
        end = strchr (at + 1, '"');
      else if (*at == '[')
        {
          time |= g_ascii_tolower (at[1]) == 'h' || g_ascii_tolower (at[1]) == 's';
          end = strchr (at + 1, ']');
        }
      else if ((*at == '\\' || *at == '_' || *at == '*') && at[1] != '\0')
        end = at + 1;
      if (end != NULL)
        {
          at = end;
          continue;
        }
      if (*at == '%')
        return ARMADA_CELL_PERCENT;
      date |= strchr ("yYdD", *at) != NULL;
      time |= strchr ("hHsS", *at) != NULL;
    }
  if (date)
    return time ? ARMADA_CELL_DATE_TIME : ARMADA_CELL_DATE;
  return time ? ARMADA_CELL_TIME : ARMADA_CELL_NUMBER;
}

/* The formats that need not be written down. */
static ArmadaCellType
get_built_in (guint id)
{
  if (id == 9 || id == 10)
    return ARMADA_CELL_PERCENT;
  if (id == 22)
    return ARMADA_CELL_DATE_TIME;
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || (id >= 50 && id <= 58))
    return ARMADA_CELL_DATE;
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 36) || (id >= 45 && id <= 47))
    return ARMADA_CELL_TIME;
  return ARMADA_CELL_NUMBER;
}

static void
start_styles (Workbook *self, const char *name, const xmlChar **attributes, int n)
{
  guint id = get_uint (attributes, n, "numFmtId", 0);
  gpointer known;

  if (g_str_equal (name, "numFmt"))
    {
      g_autofree char *code = dup_attribute (attributes, n, "formatCode");

      if (code != NULL)
        g_hash_table_insert (self->formats, GUINT_TO_POINTER (id),
                             GUINT_TO_POINTER (read_format (code)));
    }
  else if (g_str_equal (name, "cellXfs"))
    self->in_cell_styles = TRUE;
  else if (g_str_equal (name, "xf") && self->in_cell_styles)
    {
      ArmadaCellType type = get_built_in (id);

      if (g_hash_table_lookup_extended (self->formats, GUINT_TO_POINTER (id), NULL, &known))
        type = GPOINTER_TO_UINT (known);
      g_array_append_val (self->styles, type);
    }
}

static void
end_styles (Workbook *self, const char *name)
{
  if (g_str_equal (name, "cellXfs"))
    self->in_cell_styles = FALSE;
}

/* "AB12" → 27, 11; says where it ends, %NULL if it is none. */
static const char *
read_place (const char *at, guint *column, guint *row)
{
  guint letters = 0, digits = 0;

  for (; g_ascii_isalpha (*at) && letters < ARMADA_READER_COLUMNS_MAX; at++)
    letters = letters * 26 + (guint) (g_ascii_toupper (*at) - 'A') + 1;
  for (; g_ascii_isdigit (*at) && digits < 100000000; at++)
    digits = digits * 10 + (guint) (*at - '0');
  if (letters == 0 || digits == 0)
    return NULL;
  *column = letters - 1;
  *row = digits - 1;
  return at;
}

static char
get_kind (const xmlChar **attributes, int n)
{
  g_autofree char *type = dup_attribute (attributes, n, "t");

  if (type == NULL || g_str_equal (type, "n"))
    return 'n';
  if (g_str_equal (type, "inlineStr"))
    return 'i';
  if (g_str_equal (type, "str") || g_str_equal (type, "e") || g_str_equal (type, "d"))
    return 't';
  return type[0] == 's' || type[0] == 'b' ? type[0] : 'n';
}

static void
start_cell (Workbook *self, const xmlChar **attributes, int n)
{
  gsize length;
  const char *place = armada_reader_parts_attribute (attributes, n, "r", &length);
  guint row;

  if (place == NULL || read_place (place, &self->column, &row) == NULL)
    self->column++;
  self->style = get_uint (attributes, n, "s", 0);
  self->kind = get_kind (attributes, n);
  g_string_truncate (self->text, 0);
}

static void
merge_cells (Workbook *self, const xmlChar **attributes, int n)
{
  g_autofree char *range = dup_attribute (attributes, n, "ref");
  guint column, row, last_column, last_row;
  const char *at = range ? read_place (range, &column, &row) : NULL;

  if (at != NULL && *at == ':' && read_place (at + 1, &last_column, &last_row) != NULL &&
      last_column > column)
    armada_reader_sheet_span (self->sheet, row, column, last_column - column + 1);
}

static void
start_sheet (Workbook *self, const char *name, const xmlChar **attributes, int n)
{
  if (g_str_equal (name, "c"))
    start_cell (self, attributes, n);
  else if (g_str_equal (name, "v") || g_str_equal (name, "t"))
    self->collecting = TRUE;
  else if (g_str_equal (name, "rPh"))
    self->phonetic++;
  else if (g_str_equal (name, "row"))
    {
      guint number = get_uint (attributes, n, "r", self->next_row + 1);

      self->row = number > self->next_row ? number - 1 : self->next_row;
      self->next_row = self->row + 1;
      self->column = G_MAXUINT;
      armada_reader_sheet_begin_row (self->sheet, self->row, &self->failed);
    }
  else if (g_str_equal (name, "mergeCell"))
    merge_cells (self, attributes, n);
}

/* Days since the last one of 1899 (or the first of 1904), as a text of @type. */
static char *
format_date (Workbook *self, double days, ArmadaCellType type)
{
  double seconds = round (days * 86400);
  gint64 unix_time;
  g_autoptr (GDateTime) time = NULL;

  if (!isfinite (days) || fabs (days) > 3000000)
    return NULL;
  if (type == ARMADA_CELL_TIME && days >= 1)
    return g_strdup_printf ("%" G_GINT64_FORMAT ":%02d:%02d", (gint64) seconds / 3600,
                            (int) ((gint64) seconds / 60 % 60), (int) ((gint64) seconds % 60));
  unix_time = (gint64) seconds + (self->since_1904 ? -2082844800 : -2209161600);
  /* the calendar of those programs has a 29th of February 1900 */
  if (!self->since_1904 && days < 60 && days >= 1)
    unix_time += 86400;
  time = g_date_time_new_from_unix_utc (unix_time);
  if (time == NULL)
    return NULL;
  return g_date_time_format (time, type == ARMADA_CELL_DATE   ? "%Y-%m-%d"
                                   : type == ARMADA_CELL_TIME ? "%H:%M:%S"
                                                              : "%Y-%m-%d %H:%M:%S");
}

static void
put_number (Workbook *self)
{
  ArmadaCellType type = self->style < self->styles->len
                            ? g_array_index (self->styles, ArmadaCellType, self->style)
                            : ARMADA_CELL_NUMBER;
  double number = g_ascii_strtod (self->text->str, NULL);
  g_autofree char *date = NULL;

  if (type == ARMADA_CELL_DATE && number != floor (number))
    type = ARMADA_CELL_DATE_TIME;
  if (type == ARMADA_CELL_DATE || type == ARMADA_CELL_DATE_TIME || type == ARMADA_CELL_TIME)
    date = format_date (self, number, type);
  else if (type == ARMADA_CELL_PERCENT)
    {
      armada_reader_sheet_put (self->sheet, self->column, type, number, NULL, 0, &self->failed);
      return;
    }
  armada_reader_sheet_put (self->sheet, self->column, date ? type : ARMADA_CELL_NUMBER, number,
                           date, -1, &self->failed);
}

static void
put_shared (Workbook *self)
{
  guint64 index;

  if (g_ascii_string_to_unsigned (self->text->str, 10, 0, G_MAXUINT, &index, NULL) &&
      index < self->strings->len && *(const char *) self->strings->pdata[index] != '\0')
    armada_reader_sheet_put (self->sheet, self->column, ARMADA_CELL_TEXT, 0,
                             self->strings->pdata[index], -1, &self->failed);
}

static void
put_cell (Workbook *self)
{
  if (self->text->len == 0 || self->sheet->rows->len == 0)
    return;
  switch (self->kind)
    {
    case 'n':
      put_number (self);
      break;
    case 's':
      put_shared (self);
      break;
    case 'b':
      armada_reader_sheet_put (self->sheet, self->column, ARMADA_CELL_FLAG,
                               self->text->str[0] == '1', NULL, 0, &self->failed);
      break;
    default:
      armada_reader_sheet_put (self->sheet, self->column, ARMADA_CELL_TEXT, 0, self->text->str,
                               (gssize) self->text->len, &self->failed);
      break;
    }
}

static void
end_sheet (Workbook *self, const char *name)
{
  if (g_str_equal (name, "c"))
    put_cell (self);
  else if (g_str_equal (name, "v") || g_str_equal (name, "t"))
    self->collecting = FALSE;
  else if (g_str_equal (name, "rPh"))
    self->phonetic = MAX (self->phonetic - 1, 0);
}

#define HANDLER(part)                                                                              \
  static void part##_start_cb (void *user_data, const xmlChar *name, const xmlChar *prefix,        \
                               const xmlChar *uri, int n_namespaces, const xmlChar **namespaces,   \
                               int n_attributes, int n_defaulted, const xmlChar **attributes)      \
  {                                                                                                \
    Workbook *self = user_data;                                                                    \
    if (self->failed == NULL)                                                                      \
      start_##part (self, (const char *) name, attributes, n_attributes);                          \
  }

#define HANDLER_END(part)                                                                          \
  static void part##_end_cb (void *user_data, const xmlChar *name, const xmlChar *prefix,          \
                             const xmlChar *uri)                                                   \
  {                                                                                                \
    Workbook *self = user_data;                                                                    \
    if (self->failed == NULL)                                                                      \
      end_##part (self, (const char *) name);                                                      \
  }

HANDLER (workbook)
HANDLER (relations)
HANDLER (strings)
HANDLER_END (strings)
HANDLER (styles)
HANDLER_END (styles)
HANDLER (sheet)
HANDLER_END (sheet)

static gboolean
parse (Workbook *self,
       const char *name,
       startElementNsSAX2Func start,
       endElementNsSAX2Func end,
       GError **error)
{
  xmlSAXHandler handler = { .startElementNs = start,
                            .endElementNs = end,
                            .characters = add_characters };

  self->collecting = FALSE;
  self->phonetic = 0;
  return armada_reader_parts_parse (self->parts, name, &handler, self, &self->failed, error);
}

static gboolean
parse_sheet (Workbook *self, guint index, GError **error)
{
  const char *id = self->ids->pdata[index];
  const char *target = id ? g_hash_table_lookup (self->relations, id) : NULL;
  g_autofree char *path = NULL;

  self->sheet = self->sheets->pdata[index];
  self->next_row = 0;
  if (target == NULL)
    path = g_strdup_printf ("xl/worksheets/sheet%u.xml", index + 1);
  else
    path = target[0] == '/' ? g_strdup (target + 1) : g_strconcat ("xl/", target, NULL);
  if (!parse (self, path, sheet_start_cb, sheet_end_cb, error))
    return FALSE;
  armada_reader_sheet_end (self->sheet, FALSE);
  return TRUE;
}

static gboolean
parse_workbook (Workbook *self, GError **error)
{
  if (!parse (self, "xl/workbook.xml", workbook_start_cb, NULL, error) ||
      !parse (self, "xl/_rels/workbook.xml.rels", relations_start_cb, NULL, error) ||
      !parse (self, "xl/styles.xml", styles_start_cb, styles_end_cb, error) ||
      !parse (self, "xl/sharedStrings.xml", strings_start_cb, strings_end_cb, error))
    return FALSE;
  if (self->sheets->len == 0)
    {
      g_set_error_literal (error, ARMADA_READING_ERROR, ARMADA_READING_ERROR_DAMAGED,
                           "no sheet in the workbook");
      return FALSE;
    }
  for (guint i = 0; i < self->sheets->len; i++)
    if (!parse_sheet (self, i, error))
      return FALSE;
  return TRUE;
}

/**
 * armada_reader_xlsx_read:
 * @file: the file
 *
 * Returns: (transfer full) (element-type ArmadaReaderSheet): its sheets
 */
GPtrArray *
armada_reader_xlsx_read (int file, GError **error)
{
  g_autoptr (ArmadaReaderParts) parts = armada_reader_parts_new (file);
  g_autoptr (GPtrArray) sheets =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_reader_sheet_free);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) relations =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) formats = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) styles = g_array_new (FALSE, FALSE, sizeof (ArmadaCellType));
  g_autoptr (GString) text = g_string_new (NULL);
  Workbook self = { .parts = parts,
                    .sheets = sheets,
                    .ids = ids,
                    .relations = relations,
                    .strings = strings,
                    .formats = formats,
                    .styles = styles,
                    .text = text };
  gboolean good = parse_workbook (&self, error);

  g_clear_error (&self.failed);
  return good ? g_steal_pointer (&sheets) : NULL;
}
