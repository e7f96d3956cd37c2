/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-reader-json"

#include "armada-reader-json.h"

#include <stdlib.h>
#include <string.h>
#include <yyjson.h>

#include "armada-reader-html.h"

#define CHILDREN_MAX 100000
#define PREVIEW_MAX 500 /* bytes of a value in the tree */
#define DEPTH_MAX 500   /* branches within each other that are looked into */
#define HITS_MAX 1000   /* whose way is told */

/*
 * A report as JSON: items with meta, a table and totals, as the platform writes them, made into
 * one sheet; and whatever JSON it is, as a tree whose nodes get numbers when they are asked for.
 */
struct _ArmadaReaderJson
{
  char *data; /* yyjson's strings lie in it */
  yyjson_doc *document;
  GPtrArray *nodes; /* of yyjson_val; 0 is the root */
};

typedef struct
{
  ArmadaReaderSheet *sheet;
  guint row;
  GError *error;
} Writer;

/**
 * armada_reader_json_new:
 * @data: (transfer full): the file, with 4 (YYJSON_PADDING_SIZE) zero bytes after it
 *
 * Returns: (transfer full): what it says
 */
ArmadaReaderJson *
armada_reader_json_new (char *data, gsize size, GError **error)
{
  g_autoptr (ArmadaReaderJson) self = g_new0 (ArmadaReaderJson, 1);
  yyjson_read_err why;
  gsize skip = size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  self->data = data;
  self->nodes = g_ptr_array_new ();
  self->document = yyjson_read_opts (data + skip, size - skip, YYJSON_READ_INSITU, NULL, &why);
  if (self->document == NULL)
    {
      g_set_error (error, ARMADA_READING_ERROR,
                   why.code == YYJSON_READ_ERROR_MEMORY_ALLOCATION ? ARMADA_READING_ERROR_TOO_LARGE
                                                                   : ARMADA_READING_ERROR_DAMAGED,
                   "at byte %zu: %s", why.pos, why.msg);
      return NULL;
    }
  g_ptr_array_add (self->nodes, yyjson_doc_get_root (self->document));
  return g_steal_pointer (&self);
}

void
armada_reader_json_free (ArmadaReaderJson *self)
{
  yyjson_doc_free (self->document);
  g_ptr_array_unref (self->nodes);
  g_free (self->data);
  g_free (self);
}

static char *
dup_scalar (yyjson_val *value)
{
  if (yyjson_is_str (value))
    return g_strndup (yyjson_get_str (value), yyjson_get_len (value));
  if (yyjson_is_bool (value))
    return g_strdup (yyjson_get_bool (value) ? "true" : "false");
  if (yyjson_is_null (value))
    return g_strdup ("null");
  if (yyjson_is_sint (value))
    return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) yyjson_get_sint (value));
  if (yyjson_is_uint (value))
    return g_strdup_printf ("%" G_GUINT64_FORMAT, (guint64) yyjson_get_uint (value));
  if (yyjson_is_real (value))
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", yyjson_get_real (value)));
    }
  return g_strdup ("");
}

/* What the platform wrote for a page has links and entities in it. */
static char *
dup_words (yyjson_val *value)
{
  g_autofree char *text = dup_scalar (value);

  if (strpbrk (text, "<&") == NULL)
    return g_steal_pointer (&text);
  return armada_reader_html_text (text, strlen (text), "UTF-8", ARMADA_READER_CELL_TEXT_MAX);
}

/* The value of `{"title": …, "value": …}`, else the thing itself. */
static yyjson_val *
get_value (yyjson_val *thing)
{
  yyjson_val *value = yyjson_is_obj (thing) ? yyjson_obj_get (thing, "value") : NULL;

  return value ? value : thing;
}

static void
append_words (GString *out, yyjson_val *thing, guint depth)
{
  yyjson_val *value = get_value (thing), *title = yyjson_obj_get (thing, "title");
  g_autofree char *words = NULL;

  if (out->len > 0)
    g_string_append (out, ", ");
  if (yyjson_is_str (title) && yyjson_get_len (title) > 0 && depth > 0)
    g_string_append_printf (out, "%s: ", yyjson_get_str (title));
  if (yyjson_is_ctn (value) && depth < 4)
    {
      g_autoptr (GString) inner = g_string_new (NULL);
      yyjson_arr_iter list = yyjson_arr_iter_with (value);
      yyjson_obj_iter object = yyjson_obj_iter_with (value);
      yyjson_val *item;

      while ((item = yyjson_is_arr (value)
                         ? yyjson_arr_iter_next (&list)
                         : yyjson_obj_iter_get_val (yyjson_obj_iter_next (&object))) != NULL)
        append_words (inner, item, depth + 1);
      g_string_append (out, inner->str);
      return;
    }
  words = yyjson_is_null (value) ? g_strdup ("") : dup_words (value);
  g_string_append (out, words);
}

static void
begin_row (Writer *writer, ArmadaRowKind kind)
{
  if (writer->error != NULL)
    return;
  if (armada_reader_sheet_begin_row (writer->sheet, writer->row++, &writer->error))
    armada_reader_sheet_set_kind (writer->sheet, kind);
}

static void
put_text (Writer *writer, guint column, const char *text)
{
  if (writer->error == NULL && *text != '\0')
    armada_reader_sheet_put (writer->sheet, column, ARMADA_CELL_TEXT, 0, text, -1, &writer->error);
}

static void
put (Writer *writer, guint column, yyjson_val *thing)
{
  yyjson_val *value = get_value (thing);
  g_autoptr (GString) words = NULL;

  if (writer->error != NULL)
    return;
  if (yyjson_is_num (value))
    {
      armada_reader_sheet_put (writer->sheet, column, ARMADA_CELL_NUMBER, yyjson_get_num (value),
                               NULL, 0, &writer->error);
      return;
    }
  words = g_string_new (NULL);
  append_words (words, thing, 0);
  put_text (writer, column, words->str);
}

/* "speed_max" → "Speed max": tables name their columns by keys alone. */
static char *
dup_title (const char *key)
{
  char *title = g_strdup (key);

  for (char *at = title; *at != '\0'; at++)
    if (*at == '_')
      *at = ' ';
  title[0] = g_ascii_toupper (title[0]);
  return title;
}

/* Every entry of an object as a line "title  value". */
static void
write_facts (Writer *writer, yyjson_val *facts, ArmadaRowKind kind)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (facts);
  yyjson_val *key;

  while ((key = yyjson_obj_iter_next (&iter)) != NULL)
    {
      yyjson_val *fact = yyjson_obj_iter_get_val (key);
      yyjson_val *title = yyjson_obj_get (fact, "title");
      g_autofree char *own = dup_title (yyjson_get_str (key));
      g_autofree char *words = yyjson_is_str (title) ? dup_words (title) : g_strdup (own);
      g_autoptr (GString) line = g_string_new (NULL);

      if (kind == ARMADA_ROW_TITLE)
        {
          append_words (line, fact, 0);
          if (line->len == 0 || (yyjson_is_obj (fact) && yyjson_obj_get (fact, "value") == NULL))
            continue;
          if (*words != '\0')
            g_string_prepend (line, ": ");
          g_string_prepend (line, words);
          begin_row (writer, kind);
          put_text (writer, 0, line->str);
          continue;
        }
      begin_row (writer, kind);
      put_text (writer, 0, *words != '\0' ? words : own);
      put (writer, 1, fact);
    }
}

static GPtrArray *
list_keys (yyjson_val *rows)
{
  GPtrArray *keys = g_ptr_array_new ();
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  yyjson_arr_iter iter = yyjson_arr_iter_with (rows);
  yyjson_val *row, *key;

  while ((row = yyjson_arr_iter_next (&iter)) != NULL)
    {
      yyjson_obj_iter cells = yyjson_obj_iter_with (row);

      while ((key = yyjson_obj_iter_next (&cells)) != NULL)
        if (keys->len < ARMADA_READER_COLUMNS_MAX &&
            g_hash_table_add (known, (gpointer) yyjson_get_str (key)))
          g_ptr_array_add (keys, (gpointer) yyjson_get_str (key));
    }
  return keys;
}

static void
write_table (Writer *writer, yyjson_val *rows)
{
  g_autoptr (GPtrArray) keys = list_keys (rows);
  yyjson_arr_iter iter = yyjson_arr_iter_with (rows);
  yyjson_val *row;

  if (keys->len == 0)
    return;
  begin_row (writer, ARMADA_ROW_HEADER);
  for (guint i = 0; i < keys->len; i++)
    {
      g_autofree char *title = dup_title (keys->pdata[i]);

      put_text (writer, i, title);
    }
  while ((row = yyjson_arr_iter_next (&iter)) != NULL && writer->error == NULL)
    {
      begin_row (writer, ARMADA_ROW_DATA);
      for (guint i = 0; i < keys->len; i++)
        {
          yyjson_val *value = yyjson_obj_get (row, keys->pdata[i]);

          if (value != NULL && !yyjson_is_null (value))
            put (writer, i, value);
        }
    }
}

static void
write_item (Writer *writer, yyjson_val *item)
{
  yyjson_val *table = yyjson_obj_get (item, "table"), *error = yyjson_obj_get (item, "error");

  write_facts (writer, yyjson_obj_get (item, "meta"), ARMADA_ROW_TITLE);
  if (yyjson_is_str (error))
    {
      g_autofree char *words = dup_words (error);

      begin_row (writer, ARMADA_ROW_TITLE);
      put_text (writer, 0, words);
    }
  write_table (writer, yyjson_obj_get (table, "rows"));
  write_facts (writer, yyjson_obj_get (table, "totals"), ARMADA_ROW_TOTAL);
  write_facts (writer, yyjson_obj_get (item, "totals"), ARMADA_ROW_TOTAL);
  begin_row (writer, ARMADA_ROW_BLANK);
}

static gboolean
write_report (Writer *writer, yyjson_val *root)
{
  yyjson_val *items = yyjson_is_arr (root) ? root : yyjson_obj_get (root, "items"), *item;
  yyjson_arr_iter list = yyjson_arr_iter_with (items);
  yyjson_obj_iter object = yyjson_obj_iter_with (items);
  gboolean grouped;

  if (!yyjson_is_ctn (items))
    return FALSE;
  item = yyjson_is_arr (items) ? yyjson_arr_get_first (items) : NULL;
  grouped = item == NULL || yyjson_obj_get (item, "meta") || yyjson_obj_get (item, "table") ||
            yyjson_obj_get (item, "totals");
  if (!grouped)
    {
      if (!yyjson_is_obj (item))
        return FALSE;
      write_table (writer, items);
    }
  while (grouped &&
         (item = yyjson_is_arr (items) ? yyjson_arr_iter_next (&list)
                                       : yyjson_obj_iter_get_val (yyjson_obj_iter_next (&object))))
    write_item (writer, item);
  write_facts (writer, yyjson_obj_get (root, "totals"), ARMADA_ROW_TOTAL);
  return TRUE;
}

/**
 * armada_reader_json_read:
 * @name: for the sheet
 *
 * Returns: (transfer full) (nullable): the report as a sheet; %NULL without an error when it is
 *   JSON of another shape
 */
ArmadaReaderSheet *
armada_reader_json_read (ArmadaReaderJson *self, const char *name, GError **error)
{
  g_autoptr (ArmadaReaderSheet) sheet = armada_reader_sheet_new (name);
  Writer writer = { sheet };
  gboolean known = write_report (&writer, self->nodes->pdata[0]);

  if (writer.error != NULL)
    {
      g_propagate_error (error, writer.error);
      return NULL;
    }
  if (!known || sheet->rows->len == 0)
    return NULL;
  armada_reader_sheet_end (sheet, TRUE);
  return g_steal_pointer (&sheet);
}

static void
add_child (ArmadaReaderJson *self, GVariantBuilder *children, const char *key, yyjson_val *value)
{
  g_autofree char *text = dup_scalar (value);
  g_autofree char *words = NULL;
  guint n = yyjson_is_ctn (value) ? (guint) yyjson_get_len (value) : 0;

  if (strlen (text) > PREVIEW_MAX)
    text[PREVIEW_MAX] = '\0';
  words = g_utf8_make_valid (text, -1);
  g_variant_builder_add (children, "(ussu)", self->nodes->len, key,
                         yyjson_is_obj (value)   ? "{}"
                         : yyjson_is_arr (value) ? "[]"
                                                 : words,
                         n);
  g_ptr_array_add (self->nodes, value);
}

/**
 * armada_reader_json_children:
 * @node: its number, 0 the root
 *
 * Returns: (transfer floating): what is in it
 */
GVariant *
armada_reader_json_children (ArmadaReaderJson *self, guint node, GError **error)
{
  yyjson_val *parent = node < self->nodes->len ? self->nodes->pdata[node] : NULL;
  yyjson_arr_iter list = yyjson_arr_iter_with (parent);
  yyjson_obj_iter object = yyjson_obj_iter_with (parent);
  GVariantBuilder children;
  yyjson_val *item;

  g_variant_builder_init (&children, G_VARIANT_TYPE ("a(ussu)"));
  for (guint i = 0; i < CHILDREN_MAX && yyjson_is_arr (parent); i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i);

      if ((item = yyjson_arr_iter_next (&list)) == NULL)
        break;
      add_child (self, &children, key, item);
    }
  for (guint i = 0; i < CHILDREN_MAX && yyjson_is_obj (parent); i++)
    {
      g_autofree char *key = NULL;

      if ((item = yyjson_obj_iter_next (&object)) == NULL)
        break;
      key = g_utf8_make_valid (yyjson_get_str (item), -1);
      add_child (self, &children, key, yyjson_obj_iter_get_val (item));
    }
  return g_variant_builder_end (&children);
}

/**
 * armada_reader_json_text:
 * @max: bytes after which it ends
 *
 * Returns: (transfer full): the whole tree, a line for each value, those within others indented
 */
char *
armada_reader_json_text (ArmadaReaderJson *self, gsize max)
{
  size_t size;
  char *text = yyjson_write_opts (self->document, YYJSON_WRITE_PRETTY, NULL, &size, NULL);
  char *own = text ? g_utf8_make_valid (text, (gssize) MIN (size, max)) : g_strdup ("");

  free (text); /* yyjson's own */
  return own;
}

/* What is looked for, and where it is. */
typedef struct
{
  char *folded;
  GArray *way; /* of guint: to the value that is looked at */
  GVariantBuilder hits;
  guint n;
} Finder;

static gboolean
holds (const Finder *finder, yyjson_val *value)
{
  g_autofree char *text = yyjson_is_ctn (value) ? NULL : dup_scalar (value);
  g_autofree char *mine = text ? g_utf8_casefold (text, -1) : NULL;

  return mine != NULL && strstr (mine, finder->folded) != NULL;
}

static void find_below (Finder *finder, yyjson_val *parent);

/* @key: (nullable): what its branch calls it */
static void
look_at (Finder *finder, guint index, yyjson_val *key, yyjson_val *value)
{
  g_array_append_val (finder->way, index);
  if ((key != NULL && holds (finder, key)) || holds (finder, value))
    if (finder->n++ < HITS_MAX)
      g_variant_builder_add (&finder->hits, "@au",
                             g_variant_new_fixed_array (G_VARIANT_TYPE_UINT32, finder->way->data,
                                                        finder->way->len, sizeof (guint32)));
  if (finder->way->len < DEPTH_MAX)
    find_below (finder, value);
  g_array_set_size (finder->way, finder->way->len - 1);
}

static void
find_below (Finder *finder, yyjson_val *parent)
{
  yyjson_arr_iter list = yyjson_arr_iter_with (parent);
  yyjson_obj_iter object = yyjson_obj_iter_with (parent);
  yyjson_val *item;

  for (guint i = 0; yyjson_is_arr (parent) && i < CHILDREN_MAX; i++)
    {
      if ((item = yyjson_arr_iter_next (&list)) == NULL)
        break;
      look_at (finder, i, NULL, item);
    }
  for (guint i = 0; yyjson_is_obj (parent) && i < CHILDREN_MAX; i++)
    {
      if ((item = yyjson_obj_iter_next (&object)) == NULL)
        break;
      look_at (finder, i, item, yyjson_obj_iter_get_val (item));
    }
}

/**
 * armada_reader_json_find:
 * @words: whatever their case
 *
 * Returns: (transfer floating): how many names and values hold them, and the ways to the first of
 *   them, in the tree's order
 */
GVariant *
armada_reader_json_find (ArmadaReaderJson *self, const char *words)
{
  Finder finder = { .folded = g_utf8_casefold (words, -1),
                    .way = g_array_new (FALSE, FALSE, sizeof (guint32)) };
  GVariant *hits;

  g_variant_builder_init (&finder.hits, G_VARIANT_TYPE ("aau"));
  if (*finder.folded != '\0')
    find_below (&finder, yyjson_doc_get_root (self->document));
  hits = g_variant_new ("(uaau)", finder.n, &finder.hits);
  g_array_unref (finder.way);
  g_free (finder.folded);
  return hits;
}
