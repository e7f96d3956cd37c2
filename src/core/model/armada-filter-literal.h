/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-column-filter.h"

G_BEGIN_DECLS

/**
 * ArmadaFilterLiteral:
 * @low: the least that is meant
 * @high: what is just more than that, or @low where one value alone is meant
 * @dated: whether they are UNIX seconds rather than what the column counts
 *
 * What is written of a value: "60", "10 min" (which ends a minute later), "2026-03-01".
 */
typedef struct
{
  double low;
  double high;
  gboolean dated;
} ArmadaFilterLiteral;

gboolean armada_filter_literal_read (const char *text,
                                     const ArmadaFleetColumn *column,
                                     const ArmadaFilterWords *words,
                                     ArmadaFilterLiteral *literal,
                                     GError **error);
gboolean armada_filter_literal_is (const char *word, const char *english, const char *translated);

G_END_DECLS
