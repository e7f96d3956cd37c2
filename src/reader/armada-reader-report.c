/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-reader-report"

#include "armada-reader-report.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "armada-reader-csv.h"
#include "armada-reader-difference.h"
#include "armada-reader-html.h"
#include "armada-reader-json.h"
#include "armada-reader-pages.h"
#include "armada-reader-thumbnail.h"
#include "armada-reader-view.h"
#include "armada-reader-xls.h"
#include "armada-reader-xlsx.h"

#define TEXT_FILE_MAX (256 * 1024 * 1024) /* of those that are read as a whole */
#define ROWS_MAX 2000                     /* of one answer */

/*
 * The report of this process. The format decides where it can, and the file's first bytes where
 * servers are known to lie: an .xls that is a zip, a page or text.
 */
struct _ArmadaReaderReport
{
  int file;
  int other; /* an earlier run to compare with, or -1 */
  char *format;

  PopplerDocument *pages;
  GPtrArray *views; /* of ArmadaReaderView */
  ArmadaReaderJson *json;
  char *text; /* of a page, kept from reading it */
};

/**
 * armada_reader_report_new:
 * @file: open for reading, and so for as long as this lives
 * @other: another one to compare with, or -1
 */
ArmadaReaderReport *
armada_reader_report_new (int file, int other)
{
  ArmadaReaderReport *self = g_new0 (ArmadaReaderReport, 1);

  self->file = file;
  self->other = other;
  self->views = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_reader_view_free);
  return self;
}

void
armada_reader_report_free (ArmadaReaderReport *self)
{
  g_clear_object (&self->pages);
  g_clear_pointer (&self->json, armada_reader_json_free);
  g_ptr_array_unref (self->views);
  g_free (self->format);
  g_free (self->text);
  g_free (self);
}

static void
set_error (GError **error, ArmadaReadingError code, const char *message)
{
  g_set_error_literal (error, ARMADA_READING_ERROR, code, message);
}

/* The whole file, with @padding zero bytes after it. */
static char *
load (int file, gsize padding, gsize *size, GError **error)
{
  struct stat about;
  g_autofree char *data = NULL;
  gsize at = 0;

  if (fstat (file, &about) != 0 || about.st_size > TEXT_FILE_MAX)
    {
      set_error (error, ARMADA_READING_ERROR_TOO_LARGE, "too large to be read as a whole");
      return NULL;
    }
  data = g_try_malloc0 ((gsize) about.st_size + padding + 1);
  while (data != NULL && at < (gsize) about.st_size)
    {
      gssize got = pread (file, data + at, (gsize) about.st_size - at, (off_t) at);

      if (got <= 0)
        break;
      at += (gsize) got;
    }
  *size = at;
  if (data == NULL)
    set_error (error, ARMADA_READING_ERROR_TOO_LARGE, "no memory for the file");
  return g_steal_pointer (&data);
}

/* A workbook from before they were put into compound files: its first record opens a BIFF stream of
 * version 2 to 8. */
static gboolean
is_bare_workbook (const char *head, gssize size)
{
  return size >= 4 && head[0] == '\t' && (guchar) head[1] <= 8;
}

/* What it is by its first bytes, as far as they tell; %NULL what its format says. */
static const char *
sniff (int file, const char *format)
{
  char head[512] = "";
  gssize got = pread (file, head, sizeof head - 1, 0);
  const char *at = head;

  if (got <= 0)
    return "empty";
  if (memcmp (head, "PK\003\004", 4) == 0)
    return "xlsx";
  if (memcmp (head, "\xd0\xcf\x11\xe0", 4) == 0)
    return g_str_equal (format, "xlsx") ? "locked" : "xls";
  while (g_ascii_isspace (*at))
    at++;
  if (g_str_has_prefix (format, "xls"))
    return *at == '<' ? "html" : is_bare_workbook (head, got) ? "xls" : "csv";
  return NULL;
}

static GPtrArray *
wrap_sheet (ArmadaReaderSheet *sheet)
{
  GPtrArray *sheets =
      sheet ? g_ptr_array_new_with_free_func ((GDestroyNotify) armada_reader_sheet_free) : NULL;

  if (sheet != NULL)
    g_ptr_array_add (sheets, sheet);
  return sheets;
}

static GPtrArray *
read_csv (int file, GError **error)
{
  gsize size;
  g_autofree char *data = load (file, 0, &size, error);

  return data ? wrap_sheet (armada_reader_csv_read (data, size, "", error)) : NULL;
}

/* Also leaves the tree in @json, which has it even where there is no sheet and no error. */
static GPtrArray *
read_json (int file, ArmadaReaderJson **json, GError **error)
{
  gsize size, length;
  g_autofree char *data = load (file, 4, &size, error);
  g_autofree char *text = NULL;

  if (data == NULL)
    return NULL;
  if (size > 1 && (memchr (data, '\0', MIN (size, 4)) != NULL || (guchar) data[0] >= 0xfe))
    {
      text = armada_reader_csv_decode (data, size, &length, error);
      if (text == NULL)
        return NULL;
      g_free (data);
      data = g_malloc0 (length + 5);
      memcpy (data, text, length);
      size = length;
    }
  *json = armada_reader_json_new (g_steal_pointer (&data), size, error);
  return *json ? wrap_sheet (armada_reader_json_read (*json, "", error)) : NULL;
}

static GPtrArray *
read_sheets (int file, const char *format, ArmadaReaderJson **json, GError **error)
{
  if (g_str_equal (format, "csv"))
    return read_csv (file, error);
  if (g_str_equal (format, "xls"))
    {
      g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", file);

      return armada_reader_xls_read (path, error);
    }
  if (g_str_equal (format, "xlsx"))
    return armada_reader_xlsx_read (file, error);
  if (g_str_equal (format, "json"))
    return read_json (file, json, error);
  if (g_str_equal (format, "empty"))
    set_error (error, ARMADA_READING_ERROR_EMPTY, "an empty file");
  else
    set_error (error, ARMADA_READING_ERROR_UNSUPPORTED,
               g_str_equal (format, "locked") ? "an encrypted workbook" : "an unknown format");
  return NULL;
}

static void
take_sheets (ArmadaReaderReport *self, GPtrArray *sheets)
{
  for (guint i = 0; i < sheets->len; i++)
    g_ptr_array_add (self->views, armada_reader_view_new (g_ptr_array_index (sheets, i)));
  g_ptr_array_set_free_func (sheets, NULL);
  g_ptr_array_unref (sheets);
}

/* Turns the sheets of the report into what changed since an earlier run. */
static GPtrArray *
compare (ArmadaReaderReport *self, GPtrArray *sheets, GError **error)
{
  const char *sniffed = sniff (self->other, self->format);
  ArmadaReaderJson *json = NULL;
  g_autoptr (GPtrArray) now = sheets;
  g_autoptr (GPtrArray) before =
      read_sheets (self->other, sniffed ? sniffed : self->format, &json, error);

  g_clear_pointer (&json, armada_reader_json_free);
  if (before == NULL && error != NULL && *error == NULL)
    set_error (error, ARMADA_READING_ERROR_UNSUPPORTED, "not a table");
  return before ? armada_reader_differences_new (before, now, error) : NULL;
}

static gboolean
open_sheets (ArmadaReaderReport *self, const char *format, GError **error)
{
  g_autoptr (GError) why = NULL;
  GPtrArray *sheets = read_sheets (self->file, format, &self->json, &why);

  if (sheets != NULL && self->other >= 0)
    sheets = compare (self, sheets, &why);
  if (sheets != NULL)
    take_sheets (self, sheets);
  if (why == NULL && sheets == NULL && self->json == NULL)
    set_error (&why, ARMADA_READING_ERROR_DAMAGED, "no sheet");
  if (why == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

static gboolean
open_html (ArmadaReaderReport *self, GError **error)
{
  gsize size, length;
  g_autofree char *data = load (self->file, 0, &size, error);
  g_autofree char *text = NULL;
  gboolean wide;

  if (data == NULL)
    return FALSE;
  wide = size >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0);
  text = wide ? armada_reader_csv_decode (data, size, &length, error) : NULL;
  if (wide && text == NULL)
    return FALSE;
  self->text = armada_reader_html_text (
      text ? text : data, text ? length : size,
      text || g_utf8_validate_len (data, size, NULL) ? "UTF-8" : NULL, ARMADA_READING_TEXT_MAX);
  return TRUE;
}

static GVariant *
describe_head (const ArmadaReaderSheet *sheet)
{
  GVariantBuilder titles;

  g_variant_builder_init (&titles, G_VARIANT_TYPE_STRING_ARRAY);
  if (sheet->head >= 0)
    {
      const ArmadaReaderRow *row = armada_reader_sheet_get_row (sheet, (guint) sheet->head);

      for (guint i = 0; i < row->n_cells; i++)
        {
          char buffer[G_ASCII_DTOSTR_BUF_SIZE];

          g_variant_builder_add (
              &titles, "s",
              armada_reader_cell_get_text (armada_reader_sheet_get_cell (sheet, row, i), buffer));
        }
    }
  return g_variant_builder_end (&titles);
}

static void
append_head (GString *text, const ArmadaReaderSheet *sheet)
{
  g_autoptr (GVariant) titles = g_variant_ref_sink (describe_head (sheet));
  GVariantIter iter;
  const char *title;

  if (!sheet->starts_with_head)
    return;
  g_variant_iter_init (&iter, titles);
  for (guint i = 0; g_variant_iter_next (&iter, "&s", &title); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\t" : "", title);
  g_string_append_c (text, '\n');
}

static GVariant *
describe_sheets (ArmadaReaderReport *self)
{
  GVariantBuilder sheets;

  g_variant_builder_init (&sheets, G_VARIANT_TYPE ("a(suuauas)"));
  for (guint i = 0; i < self->views->len; i++)
    {
      ArmadaReaderSheet *sheet = armada_reader_view_get_sheet (self->views->pdata[i]);
      g_autoptr (GArray) widths = armada_reader_sheet_get_widths (sheet);

      g_variant_builder_add (
          &sheets, "(suu@au@as)", sheet->name,
          armada_reader_view_get_n_rows (self->views->pdata[i]), sheet->n_columns,
          g_variant_new_fixed_array (G_VARIANT_TYPE_UINT32, widths->data, widths->len, 4),
          describe_head (sheet));
    }
  return g_variant_builder_end (&sheets);
}

static GVariant *
describe (ArmadaReaderReport *self)
{
  g_auto (GVariantDict) about = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert (&about, "kind", "s",
                         self->pages  ? "pages"
                         : self->text ? "text"
                                      : "sheets");
  if (self->pages != NULL)
    armada_reader_pages_describe (self->pages, &about);
  if (self->views->len > 0)
    g_variant_dict_insert_value (&about, "sheets", describe_sheets (self));
  g_variant_dict_insert (&about, "tree", "b", self->json != NULL);
  return g_variant_dict_end (&about);
}

static GVariant *
answer_open (ArmadaReaderReport *self, GVariant *about, GError **error)
{
  const char *format, *password, *sniffed;
  gboolean good;

  if (self->format != NULL)
    {
      set_error (error, ARMADA_READING_ERROR_UNSUPPORTED, "opened already");
      return NULL;
    }
  g_variant_get (about, "(&s&s)", &format, &password);
  self->format = g_strdup (format);
  sniffed = sniff (self->file, format);
  if (sniffed != NULL)
    format = sniffed;
  if (g_str_has_prefix (format, "pdf"))
    good = (self->pages = armada_reader_pages_open (self->file, password, error)) != NULL;
  else if (g_str_equal (format, "html"))
    good = open_html (self, error);
  else
    good = open_sheets (self, format, error);
  return good ? describe (self) : NULL;
}

static ArmadaReaderView *
get_view (ArmadaReaderReport *self, guint index, GError **error)
{
  if (index < self->views->len)
    return self->views->pdata[index];
  set_error (error, ARMADA_READING_ERROR_DAMAGED, "no such sheet");
  return NULL;
}

static PopplerDocument *
get_pages (ArmadaReaderReport *self, GError **error)
{
  if (self->pages == NULL)
    set_error (error, ARMADA_READING_ERROR_DAMAGED, "no pages");
  return self->pages;
}

static GVariant *
answer_render (ArmadaReaderReport *self, GVariant *about, GError **error)
{
  PopplerDocument *pages = get_pages (self, error);
  guint page, turns;
  double scale;

  g_variant_get (about, "(udu)", &page, &scale, &turns);
  return pages ? armada_reader_pages_render (pages, page, scale, turns, error) : NULL;
}

static GVariant *
answer_letters (ArmadaReaderReport *self, GVariant *about, GError **error)
{
  PopplerDocument *pages = get_pages (self, error);
  guint page;

  g_variant_get (about, "(u)", &page);
  return pages ? armada_reader_pages_letters (pages, page, error) : NULL;
}

static GVariant *
answer_find_page (ArmadaReaderReport *self, GVariant *about, GError **error)
{
  PopplerDocument *pages = get_pages (self, error);
  const char *words;
  guint page;

  g_variant_get (about, "(u&s)", &page, &words);
  return pages ? armada_reader_pages_find (pages, page, words, error) : NULL;
}

static GVariant *
answer_view (ArmadaReaderReport *self, GVariant *about, GError **error)
{
  ArmadaReaderView *view;
  const char *words;
  int sort, column;
  guint sheet;
  gboolean descending;

  g_variant_get (about, "(uib&si)", &sheet, &sort, &descending, &words, &column);
  view = get_view (self, sheet, error);
  if (view == NULL)
    return NULL;
  armada_reader_view_arrange (view, sort, descending, words, column);
  return g_variant_new ("(uu)", armada_reader_view_get_n_rows (view),
                        armada_reader_view_get_n_hits (view));
}

static void
add_row (GVariantBuilder *rows, ArmadaReaderView *view, guint position)
{
  const ArmadaReaderSheet *sheet = armada_reader_view_get_sheet (view);
  const ArmadaReaderRow *row = armada_reader_view_get_row (view, position);

  g_variant_builder_open (rows, G_VARIANT_TYPE ("(uyya(yydss))"));
  g_variant_builder_add (rows, "u", row->source);
  g_variant_builder_add (rows, "y", row->kind);
  g_variant_builder_add (rows, "y", row->change);
  g_variant_builder_open (rows, G_VARIANT_TYPE ("a(yydss)"));
  for (guint i = 0; i < row->n_cells; i++)
    {
      const ArmadaReaderCell *cell = armada_reader_sheet_get_cell (sheet, row, i);

      g_variant_builder_add (rows, "(yydss)", cell->type, MIN (cell->span, G_MAXUINT8),
                             cell->number, cell->text ? cell->text : "",
                             cell->before ? cell->before : "");
    }
  g_variant_builder_close (rows);
  g_variant_builder_close (rows);
}

static GVariant *
answer_rows (ArmadaReaderReport *self, GVariant *about, GError **error)
{
  ArmadaReaderView *view;
  guint sheet, first, n;
  GVariantBuilder rows;

  g_variant_get (about, "(uuu)", &sheet, &first, &n);
  view = get_view (self, sheet, error);
  if (view == NULL)
    return NULL;
  g_variant_builder_init (&rows, G_VARIANT_TYPE ("a(uyya(yydss))"));
  n = MIN (n, ROWS_MAX);
  for (guint i = 0; i < n && first + i < armada_reader_view_get_n_rows (view); i++)
    add_row (&rows, view, first + i);
  return g_variant_builder_end (&rows);
}

static ArmadaReaderView *
get_range (ArmadaReaderReport *self, GVariant *about, ArmadaReaderRange *range, GError **error)
{
  guint sheet;

  g_variant_get (about, "(uuuuu)", &sheet, &range->first_row, &range->first_column,
                 &range->last_row, &range->last_column);
  return get_view (self, sheet, error);
}

static GVariant *
answer_sum (ArmadaReaderReport *self, GVariant *about, GError **error)
{
  ArmadaReaderRange range;
  ArmadaReaderView *view = get_range (self, about, &range, error);
  ArmadaReaderSums sums;

  if (view == NULL)
    return NULL;
  sums = armada_reader_view_sum (view, &range);
  return g_variant_new ("(uuddd)", sums.n_filled, sums.n_numbers, sums.sum, sums.least,
                        sums.greatest);
}

static GVariant *
answer_copy (ArmadaReaderReport *self, GVariant *about, GError **error)
{
  ArmadaReaderRange range;
  ArmadaReaderView *view = get_range (self, about, &range, error);
  g_autofree char *text = NULL;

  if (view == NULL)
    return NULL;
  text = armada_reader_view_copy (view, &range, ARMADA_READING_ANSWER_MAX / 2);
  return g_variant_new_take_string (g_steal_pointer (&text));
}

/* From the cell on through its sheet, then through the others, and around to the cell. */
static guint
find_cell (ArmadaReaderReport *self, guint sheet, ArmadaReaderSearch *search, ArmadaReaderHit *hit)
{
  guint n = self->views->len;

  for (guint i = 0; i <= n; i++)
    {
      guint other = (search->backwards ? sheet + 2 * n - i : sheet + i) % n;

      *hit = armada_reader_view_find (self->views->pdata[other], search);
      if (hit->which != 0)
        return other;
      search->beyond = FALSE;
      search->row = search->column = search->backwards ? G_MAXUINT : 0;
    }
  return sheet;
}

/* Hits are counted through all the sheets, in their order. */
static guint
count_hits (ArmadaReaderReport *self, const char *words, guint sheet, guint *n_before)
{
  const ArmadaReaderSearch search = { .words = words };
  guint n = 0;

  for (guint i = 0; i < self->views->len; i++)
    {
      if (i == sheet)
        *n_before = n;
      n += armada_reader_view_find (self->views->pdata[i], &search).n;
    }
  return n;
}

static GVariant *
answer_find_cell (ArmadaReaderReport *self, GVariant *about, GError **error)
{
  ArmadaReaderSearch search;
  ArmadaReaderHit hit;
  guint sheet, n, n_before = 0;

  g_variant_get (about, "(u&suubb)", &sheet, &search.words, &search.row, &search.column,
                 &search.backwards, &search.beyond);
  if (get_view (self, sheet, error) == NULL)
    return NULL;
  sheet = find_cell (self, sheet, &search, &hit);
  n = count_hits (self, search.words, sheet, &n_before);
  return g_variant_new ("(buuuuu)", hit.which > 0, sheet, hit.row, hit.column, n_before + hit.which,
                        n);
}

static GVariant *
answer_children (ArmadaReaderReport *self, GVariant *about, GError **error)
{
  guint node;

  g_variant_get (about, "(u)", &node);
  if (self->json != NULL)
    return armada_reader_json_children (self->json, node, error);
  set_error (error, ARMADA_READING_ERROR_DAMAGED, "no tree");
  return NULL;
}

static GVariant *
answer_find_node (ArmadaReaderReport *self, GVariant *about, GError **error)
{
  const char *words;

  g_variant_get (about, "(&s)", &words);
  if (self->json != NULL)
    return armada_reader_json_find (self->json, words);
  set_error (error, ARMADA_READING_ERROR_DAMAGED, "no tree");
  return NULL;
}

static GVariant *
answer_tree (ArmadaReaderReport *self, GVariant *about, GError **error)
{
  if (self->json != NULL)
    return g_variant_new_take_string (
        armada_reader_json_text (self->json, ARMADA_READING_TEXT_MAX));
  set_error (error, ARMADA_READING_ERROR_DAMAGED, "no tree");
  return NULL;
}

static GVariant *
answer_text (ArmadaReaderReport *self, GVariant *about, GError **error)
{
  g_autoptr (GString) text = g_string_new (self->text);
  ArmadaReaderRange all = { 0, 0, G_MAXUINT32 - 1, ARMADA_READER_COLUMNS_MAX };
  g_autofree char *pages =
      self->pages ? armada_reader_pages_text (self->pages, ARMADA_READING_TEXT_MAX) : NULL;

  if (pages != NULL)
    g_string_append (text, pages);
  for (guint i = 0; i < self->views->len && text->len < ARMADA_READING_TEXT_MAX; i++)
    {
      g_autofree char *part = armada_reader_view_copy (self->views->pdata[i], &all,
                                                       ARMADA_READING_TEXT_MAX - text->len);

      append_head (text, armada_reader_view_get_sheet (self->views->pdata[i]));
      g_string_append (text, part);
      g_string_append_c (text, '\n');
    }
  if (self->json != NULL && self->views->len == 0)
    {
      g_autofree char *tree = armada_reader_json_text (self->json, ARMADA_READING_TEXT_MAX);

      g_string_append (text, tree);
    }
  return g_variant_new_take_string (
      g_utf8_make_valid (text->str, (gssize) MIN (text->len, ARMADA_READING_TEXT_MAX)));
}

static GVariant *
answer_thumbnail (ArmadaReaderReport *self, GVariant *about, GError **error)
{
  guint size;

  g_variant_get (about, "(u)", &size);
  if (self->pages != NULL)
    return armada_reader_thumbnail_of_page (self->pages, size, error);
  if (self->views->len > 0)
    return armada_reader_thumbnail_of_sheet (armada_reader_view_get_sheet (self->views->pdata[0]),
                                             size);
  return armada_reader_thumbnail_of_text (self->text ? self->text : "", size);
}

static const struct
{
  const char *name;
  const char *type;
  GVariant *(*answer) (ArmadaReaderReport *self, GVariant *about, GError **error);
} methods[] = {
  { "open", "(ss)", answer_open },
  { "render", "(udu)", answer_render },
  { "letters", "(u)", answer_letters },
  { "find-page", "(us)", answer_find_page },
  { "view", "(uibsi)", answer_view },
  { "rows", "(uuu)", answer_rows },
  { "sum", "(uuuuu)", answer_sum },
  { "copy", "(uuuuu)", answer_copy },
  { "find-cell", "(usuubb)", answer_find_cell },
  { "children", "(u)", answer_children },
  { "find-node", "(s)", answer_find_node },
  { "tree", "()", answer_tree },
  { "text", "()", answer_text },
  { "thumbnail", "(u)", answer_thumbnail },
};

/**
 * armada_reader_report_answer:
 * @method: as armada-reading-wire.h lists them
 * @about: what it is about
 *
 * Returns: (transfer floating): what was asked for
 */
GVariant *
armada_reader_report_answer (ArmadaReaderReport *self,
                             const char *method,
                             GVariant *about,
                             GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_str_equal (methods[i].name, method) &&
        g_variant_is_of_type (about, G_VARIANT_TYPE (methods[i].type)))
      return methods[i].answer (self, about, error);
  set_error (error, ARMADA_READING_ERROR_UNSUPPORTED, "no such question");
  return NULL;
}
