/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-cli-table"

#include "armada-cli-table.h"

#include <string.h>

#include "armada-cli-error.h"

#define MAX_WIDTH 60 /* of a column: longer texts are cut short; JSON and CSV have them whole */
#define GAP "  "

typedef struct
{
  guint width;
  gboolean is_number;
} Column;

struct _ArmadaCliTable
{
  GArray *columns;     /* of Column */
  GStringChunk *texts; /* of the cells */
  GPtrArray *cells;    /* of char, titles first, row by row */
};

ArmadaCliTable *
armada_cli_table_new (void)
{
  ArmadaCliTable *self = g_new0 (ArmadaCliTable, 1);

  self->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  self->texts = g_string_chunk_new (16 * 1024);
  self->cells = g_ptr_array_new ();
  return self;
}

void
armada_cli_table_free (ArmadaCliTable *self)
{
  g_array_unref (self->columns);
  g_string_chunk_free (self->texts);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

static guint
width_of (gunichar c)
{
  return g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
}

static guint
measure (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    width += width_of (g_utf8_get_char (text));
  return width;
}

/* Cuts @text off where it gets too wide. */
static char *
shorten (char *text)
{
  guint width = 0;
  char *at = text;
  char *shorter;

  while (*at != '\0' && width + width_of (g_utf8_get_char (at)) < MAX_WIDTH)
    {
      width += width_of (g_utf8_get_char (at));
      at = g_utf8_next_char (at);
    }
  *at = '\0';
  shorter = g_strconcat (text, "…", NULL);
  g_free (text);
  return shorter;
}

/**
 * armada_cli_table_add_column:
 * @is_number: whether its cells end at one line
 *
 * Before the first cell.
 */
void
armada_cli_table_add_column (ArmadaCliTable *self, const char *title, gboolean is_number)
{
  Column column = { measure (title), is_number };

  g_array_append_val (self->columns, column);
  g_ptr_array_add (self->cells, g_string_chunk_insert (self->texts, title));
}

/**
 * armada_cli_table_add_cell:
 * @text: any UTF-8; what would move a terminal's cursor is taken out
 *
 * The next cell of the row, or the first of a new one.
 */
void
armada_cli_table_add_cell (ArmadaCliTable *self, const char *text)
{
  g_autofree char *plain = g_strstrip (armada_cli_dup_plain (text));
  guint index = self->cells->len % self->columns->len;
  Column *column = &g_array_index (self->columns, Column, index);
  guint width = measure (plain);

  if (width > MAX_WIDTH)
    {
      plain = shorten (g_steal_pointer (&plain));
      width = measure (plain);
    }
  column->width = MAX (column->width, width);
  g_ptr_array_add (self->cells, *plain ? g_string_chunk_insert (self->texts, plain) : (char *) "");
}

static void
put_spaces (ArmadaCliStream *stream, guint n)
{
  for (guint i = 0; i < n; i++)
    armada_cli_stream_put (stream, " ");
}

static void
write_row (ArmadaCliTable *self, const char *const *cells, ArmadaCliStream *stream)
{
  guint last = self->columns->len;

  /* no spaces at the end of a line */
  while (last > 1 && *cells[last - 1] == '\0')
    last--;
  for (guint i = 0; i < last; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, i);
      guint space = column->width - measure (cells[i]);

      if (column->is_number)
        put_spaces (stream, space);
      armada_cli_stream_put (stream, cells[i]);
      if (!column->is_number && i + 1 < last)
        put_spaces (stream, space);
      armada_cli_stream_put (stream, i + 1 < last ? GAP : "\n");
    }
}

/**
 * armada_cli_table_write:
 *
 * The titles, and the rows that are complete.
 */
void
armada_cli_table_write (ArmadaCliTable *self, ArmadaCliStream *stream)
{
  guint n = self->columns->len;

  for (guint i = 0; i + n <= self->cells->len && !armada_cli_stream_is_broken (stream); i += n)
    write_row (self, (const char *const *) &self->cells->pdata[i], stream);
}
