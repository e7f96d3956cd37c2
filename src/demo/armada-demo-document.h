/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-demo-json.h"

G_BEGIN_DECLS

/**
 * ArmadaDemoCellKind:
 * @ARMADA_DEMO_CELL_TEXT: words, times, durations as the platform writes them
 * @ARMADA_DEMO_CELL_COUNT: a whole number; without a unit it is a number in the JSON form as well
 * @ARMADA_DEMO_CELL_DECIMAL: a number with two decimals; its text has the unit behind it
 * @ARMADA_DEMO_CELL_LIST: as a decimal, but the JSON form has a list of one with title and value
 * @ARMADA_DEMO_CELL_HIDDEN: only the JSON form has it
 */
typedef enum
{
  ARMADA_DEMO_CELL_TEXT,
  ARMADA_DEMO_CELL_COUNT,
  ARMADA_DEMO_CELL_DECIMAL,
  ARMADA_DEMO_CELL_LIST,
  ARMADA_DEMO_CELL_HIDDEN,
} ArmadaDemoCellKind;

/**
 * ArmadaDemoField:
 * @key: the JSON form's name: "drive_distance", "device.name"
 * @title: what a reader sees
 * @unit: (nullable): of the number, in the title where numbers stand without it
 *
 * What a column or a fact is about.
 */
typedef struct
{
  ArmadaDemoCellKind kind;
  char *key;
  char *title;
  char *unit;
} ArmadaDemoField;

/**
 * ArmadaDemoCell:
 * @text: (nullable): plain UTF-8 without control characters; %NULL: nothing
 * @markup: (nullable): the same as HTML, where the platform sends HTML
 * @number: in the field's unit; NaN: the text is all there is
 */
typedef struct
{
  char *text;
  char *markup;
  double number;
} ArmadaDemoCell;

typedef struct
{
  ArmadaDemoField field;
  ArmadaDemoCell cell;
} ArmadaDemoFact;

/**
 * ArmadaDemoSection:
 * @meta: (element-type ArmadaDemoFact): what the section is about, the vehicle's name first
 * @columns: (element-type ArmadaDemoField): none: there is no table
 * @cells: (element-type ArmadaDemoCell): of the table, row by row
 * @table_totals: (element-type ArmadaDemoFact): what stands under the table
 * @totals: (element-type ArmadaDemoFact): what the section comes to
 * @error: (nullable): a sentence instead of all but @meta
 *
 * One vehicle's part of a report, or a part about several.
 */
typedef struct
{
  GArray *meta;
  GArray *columns;
  GArray *cells;
  GArray *table_totals;
  GArray *totals;
  char *error;
} ArmadaDemoSection;

/**
 * ArmadaDemoDocument:
 * @title: what the user calls the report
 * @name: of the report's type
 * @period: from when to when
 * @zone: of all times: "UTC+01:00"
 * @language: code of the titles' language
 * @habits: what the JSON form's lists and numbers look like
 * @made_at: UNIX seconds
 * @sections: (element-type ArmadaDemoSection):
 * @totals: (element-type ArmadaDemoFact): over all sections
 *
 * A report before it has a format.
 */
typedef struct
{
  char *title;
  char *name;
  char *period;
  char *zone;
  char *language;
  ArmadaDemoHabits habits;
  gint64 made_at;
  GPtrArray *sections;
  GArray *totals;
} ArmadaDemoDocument;

ArmadaDemoDocument *armada_demo_document_new (const char *title,
                                              const char *name,
                                              const char *period,
                                              const char *zone,
                                              const char *language);
void armada_demo_document_free (ArmadaDemoDocument *self);
ArmadaDemoSection *armada_demo_document_add_section (ArmadaDemoDocument *self);

void armada_demo_section_add_column (ArmadaDemoSection *self,
                                     ArmadaDemoCellKind kind,
                                     const char *key,
                                     const char *title,
                                     const char *unit);
void armada_demo_section_take_cell (ArmadaDemoSection *self, char *text, double number);
void armada_demo_section_take_place (ArmadaDemoSection *self, char *text, char *markup);
guint armada_demo_section_get_n_rows (const ArmadaDemoSection *self);
const ArmadaDemoCell *
armada_demo_section_get_cell (const ArmadaDemoSection *self, guint row, guint column);

void armada_demo_facts_take (GArray *facts,
                             ArmadaDemoCellKind kind,
                             const char *key,
                             const char *title,
                             const char *unit,
                             char *text,
                             double number);
const ArmadaDemoFact *armada_demo_facts_get (GArray *facts, guint i);
const ArmadaDemoFact *armada_demo_facts_find (GArray *facts, const char *key);
char *armada_demo_field_dup_heading (const ArmadaDemoField *field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaDemoDocument, armada_demo_document_free)

G_END_DECLS
