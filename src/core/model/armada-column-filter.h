/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-fleet-column.h"

G_BEGIN_DECLS

/**
 * ArmadaColumnFilterError:
 * @ARMADA_COLUMN_FILTER_INCOMPLETE: something is missing behind a sign or a word that joins
 * @ARMADA_COLUMN_FILTER_QUOTE: a quotation mark is not closed
 * @ARMADA_COLUMN_FILTER_NUMBER: a number was expected
 * @ARMADA_COLUMN_FILTER_UNIT: the column counts in another unit
 * @ARMADA_COLUMN_FILTER_SPAN: a duration was expected, or a day
 * @ARMADA_COLUMN_FILTER_STATE: no state is called so
 * @ARMADA_COLUMN_FILTER_FLAG: yes or no was expected
 * @ARMADA_COLUMN_FILTER_ORDER: texts and states are not more or less than others
 *
 * Why an expression is none for its column. The message is the part that is meant.
 */
typedef enum
{
  ARMADA_COLUMN_FILTER_INCOMPLETE,
  ARMADA_COLUMN_FILTER_QUOTE,
  ARMADA_COLUMN_FILTER_NUMBER,
  ARMADA_COLUMN_FILTER_UNIT,
  ARMADA_COLUMN_FILTER_SPAN,
  ARMADA_COLUMN_FILTER_STATE,
  ARMADA_COLUMN_FILTER_FLAG,
  ARMADA_COLUMN_FILTER_ORDER,
} ArmadaColumnFilterError;

#define ARMADA_COLUMN_FILTER_ERROR (armada_column_filter_error_quark ())
GQuark armada_column_filter_error_quark (void);

/**
 * ArmadaFilterWords:
 * @decimal: what stands before decimals, '.' or ','
 * @and: what joins two conditions that both must hold; each of these words is one that is taken
 *   besides the English one, or several with bars between them
 *
 * What the user's language calls what an expression is made of. Static.
 */
typedef struct
{
  char decimal;
  const char *and;
  const char * or ;
  const char *empty;
  const char *yes;
  const char *no;
  const char *seconds;
  const char *minutes;
  const char *hours;
  const char *days;
  const char *weeks;
  const char *states[ARMADA_N_DEVICE_STATES];
} ArmadaFilterWords;

/**
 * ArmadaColumnFilter:
 *
 * What the values of one column must be, as it was written: ">60", "60..90", "=moving", "!offline",
 * "jakarta", "empty", "<10 min", ">2026-03-01", several of them joined by "or", commas, semicolons
 * and "and", which binds more. What has no value fits "empty" only, and of texts also what they
 * must not hold.
 */
typedef struct _ArmadaColumnFilter ArmadaColumnFilter;

ArmadaColumnFilter *armada_column_filter_new (const char *expression,
                                              const ArmadaFleetColumn *column,
                                              const ArmadaFilterWords *words,
                                              GError **error);
void armada_column_filter_free (ArmadaColumnFilter *self);
gboolean armada_column_filter_matches (const ArmadaColumnFilter *self,
                                       const ArmadaFleetValue *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaColumnFilter, armada_column_filter_free)

G_END_DECLS
