/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *name; /* of an ArmadaFleetColumn, whether there is one or not */
  int width;  /* pixels */
} ArmadaLayoutColumn;

typedef struct
{
  char *name;
  gboolean descending;
} ArmadaLayoutSort;

typedef struct
{
  char *name;
  char *expression;
} ArmadaLayoutFilter;

/**
 * ArmadaTableLayout:
 * @columns: (element-type ArmadaLayoutColumn): that are shown, in order
 * @sorts: (element-type ArmadaLayoutSort): what it is sorted by, the most important first
 * @filters: (element-type ArmadaLayoutFilter): that all must hold, of shown columns or others
 *
 * How a table of the fleet is seen: what a saved view is.
 */
typedef struct
{
  GArray *columns;
  GArray *sorts;
  GArray *filters;
} ArmadaTableLayout;

/* How many columns something is sorted by at most. */
#define ARMADA_TABLE_SORTS_MAX 3

ArmadaTableLayout *armada_table_layout_new (void);
ArmadaTableLayout *armada_table_layout_new_usual (void);
ArmadaTableLayout *armada_table_layout_copy (const ArmadaTableLayout *self);
void armada_table_layout_free (ArmadaTableLayout *self);
gboolean armada_table_layout_equal (const ArmadaTableLayout *a, const ArmadaTableLayout *b);
char *armada_table_layout_to_text (const ArmadaTableLayout *self);
ArmadaTableLayout *armada_table_layout_from_text (const char *text);

void armada_table_layout_add_column (ArmadaTableLayout *self, const char *name, int width);
void armada_table_layout_remove_column (ArmadaTableLayout *self, const char *name);
void armada_table_layout_move_column (ArmadaTableLayout *self, const char *name, guint place);
int armada_table_layout_find_column (const ArmadaTableLayout *self, const char *name);
void armada_table_layout_sort (ArmadaTableLayout *self, const char *name, gboolean descending);
int armada_table_layout_find_sort (const ArmadaTableLayout *self, const char *name);
void
armada_table_layout_set_filter (ArmadaTableLayout *self, const char *name, const char *expression);
const char *armada_table_layout_get_filter (const ArmadaTableLayout *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaTableLayout, armada_table_layout_free)

G_END_DECLS
