/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-table-layout"

#include "model/armada-table-layout.h"

#define NARROWEST 40
#define WIDEST 2000

#define TYPE "(a(si)a(sb)a(ss))"

static void
clear_column (gpointer column)
{
  g_free (((ArmadaLayoutColumn *) column)->name);
}

static void
clear_sort (gpointer sort)
{
  g_free (((ArmadaLayoutSort *) sort)->name);
}

static void
clear_filter (gpointer filter)
{
  g_free (((ArmadaLayoutFilter *) filter)->name);
  g_free (((ArmadaLayoutFilter *) filter)->expression);
}

static GArray *
new_array (guint size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, FALSE, size);

  g_array_set_clear_func (array, clear);
  return array;
}

/**
 * armada_table_layout_new:
 *
 * Returns: (transfer full): one without columns
 */
ArmadaTableLayout *
armada_table_layout_new (void)
{
  ArmadaTableLayout *self = g_new0 (ArmadaTableLayout, 1);

  self->columns = new_array (sizeof (ArmadaLayoutColumn), clear_column);
  self->sorts = new_array (sizeof (ArmadaLayoutSort), clear_sort);
  self->filters = new_array (sizeof (ArmadaLayoutFilter), clear_filter);
  return self;
}

/**
 * armada_table_layout_new_usual:
 *
 * Returns: (transfer full): what a table looks like before anybody changed it
 */
ArmadaTableLayout *
armada_table_layout_new_usual (void)
{
  static const ArmadaLayoutColumn usual[] = {
    { (char *) "name", 240 },     { (char *) "state", 175 },       { (char *) "state_since", 125 },
    { (char *) "speed", 90 },     { (char *) "group_title", 190 }, { (char *) "driver", 130 },
    { (char *) "fix_time", 145 }, { (char *) "plate", 115 },       { (char *) "odometer", 110 },
    { (char *) "address", 260 },
  };
  ArmadaTableLayout *self = armada_table_layout_new ();

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    armada_table_layout_add_column (self, usual[i].name, usual[i].width);
  armada_table_layout_sort (self, "name", FALSE);
  return self;
}

void
armada_table_layout_free (ArmadaTableLayout *self)
{
  g_array_unref (self->columns);
  g_array_unref (self->sorts);
  g_array_unref (self->filters);
  g_free (self);
}

static GVariant *
write (const ArmadaTableLayout *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (TYPE));
  g_variant_builder_open (&builder, G_VARIANT_TYPE ("a(si)"));
  for (guint i = 0; i < self->columns->len; i++)
    {
      const ArmadaLayoutColumn *column = &g_array_index (self->columns, ArmadaLayoutColumn, i);

      g_variant_builder_add (&builder, "(si)", column->name, column->width);
    }
  g_variant_builder_close (&builder);
  g_variant_builder_open (&builder, G_VARIANT_TYPE ("a(sb)"));
  for (guint i = 0; i < self->sorts->len; i++)
    {
      const ArmadaLayoutSort *sort = &g_array_index (self->sorts, ArmadaLayoutSort, i);

      g_variant_builder_add (&builder, "(sb)", sort->name, sort->descending);
    }
  g_variant_builder_close (&builder);
  g_variant_builder_open (&builder, G_VARIANT_TYPE ("a(ss)"));
  for (guint i = 0; i < self->filters->len; i++)
    {
      const ArmadaLayoutFilter *filter = &g_array_index (self->filters, ArmadaLayoutFilter, i);

      g_variant_builder_add (&builder, "(ss)", filter->name, filter->expression);
    }
  g_variant_builder_close (&builder);
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

static ArmadaTableLayout *
read (GVariant *value)
{
  ArmadaTableLayout *self = armada_table_layout_new ();
  g_autoptr (GVariantIter) columns = NULL;
  g_autoptr (GVariantIter) sorts = NULL;
  g_autoptr (GVariantIter) filters = NULL;
  const char *name, *expression;
  gboolean descending;
  int width;

  g_variant_get (value, TYPE, &columns, &sorts, &filters);
  while (g_variant_iter_next (columns, "(&si)", &name, &width))
    armada_table_layout_add_column (self, name, width);
  while (g_variant_iter_next (sorts, "(&sb)", &name, &descending))
    {
      ArmadaLayoutSort sort = { g_strdup (name), descending };

      g_array_append_val (self->sorts, sort);
    }
  g_array_set_size (self->sorts, MIN (self->sorts->len, ARMADA_TABLE_SORTS_MAX));
  while (g_variant_iter_next (filters, "(&s&s)", &name, &expression))
    armada_table_layout_set_filter (self, name, expression);
  return self;
}

ArmadaTableLayout *
armada_table_layout_copy (const ArmadaTableLayout *self)
{
  g_autoptr (GVariant) value = write (self);

  return read (value);
}

gboolean
armada_table_layout_equal (const ArmadaTableLayout *a, const ArmadaTableLayout *b)
{
  g_autoptr (GVariant) first = write (a);
  g_autoptr (GVariant) second = write (b);

  return g_variant_equal (first, second);
}

/**
 * armada_table_layout_to_text:
 *
 * Returns: (transfer full): what armada_table_layout_from_text() reads
 */
char *
armada_table_layout_to_text (const ArmadaTableLayout *self)
{
  g_autoptr (GVariant) value = write (self);

  return g_variant_print (value, TRUE);
}

/**
 * armada_table_layout_from_text:
 *
 * Returns: (transfer full) (nullable): NULL where @text is no layout, or one without columns
 */
ArmadaTableLayout *
armada_table_layout_from_text (const char *text)
{
  g_autoptr (GVariant) value = g_variant_parse (G_VARIANT_TYPE (TYPE), text, NULL, NULL, NULL);
  g_autoptr (ArmadaTableLayout) self = value ? read (value) : NULL;

  return self != NULL && self->columns->len > 0 ? g_steal_pointer (&self) : NULL;
}

/**
 * armada_table_layout_find_column:
 *
 * Returns: its place among those shown, -1 when it is not
 */
int
armada_table_layout_find_column (const ArmadaTableLayout *self, const char *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_str_equal (g_array_index (self->columns, ArmadaLayoutColumn, i).name, name))
      return (int) i;
  return -1;
}

/**
 * armada_table_layout_add_column:
 * @width: pixels
 *
 * Shows one more column at the end, or gives one that is shown its width.
 */
void
armada_table_layout_add_column (ArmadaTableLayout *self, const char *name, int width)
{
  int place = armada_table_layout_find_column (self, name);
  ArmadaLayoutColumn column = { NULL, CLAMP (width, NARROWEST, WIDEST) };

  if (place >= 0)
    {
      g_array_index (self->columns, ArmadaLayoutColumn, place).width = column.width;
      return;
    }
  column.name = g_strdup (name);
  g_array_append_val (self->columns, column);
}

void
armada_table_layout_remove_column (ArmadaTableLayout *self, const char *name)
{
  int place = armada_table_layout_find_column (self, name);

  if (place >= 0)
    g_array_remove_index (self->columns, (guint) place);
}

/**
 * armada_table_layout_move_column:
 * @place: where it stands then
 */
void
armada_table_layout_move_column (ArmadaTableLayout *self, const char *name, guint place)
{
  int from = armada_table_layout_find_column (self, name);
  ArmadaLayoutColumn column;

  if (from < 0)
    return;
  column = g_array_index (self->columns, ArmadaLayoutColumn, from);
  column.name = g_strdup (column.name);
  g_array_remove_index (self->columns, (guint) from);
  g_array_insert_val (self->columns, MIN (place, self->columns->len), column);
}

/**
 * armada_table_layout_find_sort:
 *
 * Returns: how important the column is to the order, 0 most, -1 not at all
 */
int
armada_table_layout_find_sort (const ArmadaTableLayout *self, const char *name)
{
  for (guint i = 0; i < self->sorts->len; i++)
    if (g_str_equal (g_array_index (self->sorts, ArmadaLayoutSort, i).name, name))
      return (int) i;
  return -1;
}

/**
 * armada_table_layout_sort:
 *
 * Sorts by that column first; what was first becomes second.
 */
void
armada_table_layout_sort (ArmadaTableLayout *self, const char *name, gboolean descending)
{
  ArmadaLayoutSort sort = { g_strdup (name), descending };
  int place = armada_table_layout_find_sort (self, name);

  if (place >= 0)
    g_array_remove_index (self->sorts, (guint) place);
  g_array_prepend_val (self->sorts, sort);
  g_array_set_size (self->sorts, MIN (self->sorts->len, ARMADA_TABLE_SORTS_MAX));
}

static int
find_filter (const ArmadaTableLayout *self, const char *name)
{
  for (guint i = 0; i < self->filters->len; i++)
    if (g_str_equal (g_array_index (self->filters, ArmadaLayoutFilter, i).name, name))
      return (int) i;
  return -1;
}

/**
 * armada_table_layout_set_filter:
 * @expression: (nullable): of an ArmadaColumnFilter; NULL or blank: none
 */
void
armada_table_layout_set_filter (ArmadaTableLayout *self, const char *name, const char *expression)
{
  g_autofree char *plain = g_strstrip (g_strdup (expression ? expression : ""));
  int place = find_filter (self, name);

  if (*plain == '\0')
    {
      if (place >= 0)
        g_array_remove_index (self->filters, (guint) place);
    }
  else if (place >= 0)
    g_set_str (&g_array_index (self->filters, ArmadaLayoutFilter, place).expression, plain);
  else
    {
      ArmadaLayoutFilter filter = { g_strdup (name), g_steal_pointer (&plain) };

      g_array_append_val (self->filters, filter);
    }
}

/**
 * armada_table_layout_get_filter:
 *
 * Returns: (transfer none) (nullable): NULL where the column has none
 */
const char *
armada_table_layout_get_filter (const ArmadaTableLayout *self, const char *name)
{
  int place = find_filter (self, name);

  return place >= 0 ? g_array_index (self->filters, ArmadaLayoutFilter, place).expression : NULL;
}
