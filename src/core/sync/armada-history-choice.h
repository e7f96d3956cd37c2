/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* More vehicles nobody can tell apart on a map. */
#define ARMADA_HISTORY_MAX_VEHICLES 50
/* A longer period may be chosen, but is asked about: it takes its time. */
#define ARMADA_HISTORY_LONG_DAYS 90
#define ARMADA_HISTORY_MAX_DAYS 3660

/**
 * ArmadaHistorySnap:
 * @ARMADA_HISTORY_SNAP_OFF: what was recorded
 * @ARMADA_HISTORY_SNAP_ON: what the server puts on the road
 * @ARMADA_HISTORY_SNAP_BOTH: both, to compare them
 */
typedef enum
{
  ARMADA_HISTORY_SNAP_OFF,
  ARMADA_HISTORY_SNAP_ON,
  ARMADA_HISTORY_SNAP_BOTH,
} ArmadaHistorySnap;

typedef enum
{
  ARMADA_HISTORY_TODAY,
  ARMADA_HISTORY_YESTERDAY,
  ARMADA_HISTORY_LAST_7_DAYS,
  ARMADA_HISTORY_THIS_WEEK,
  ARMADA_HISTORY_LAST_WEEK,
  ARMADA_HISTORY_THIS_MONTH,
  ARMADA_HISTORY_LAST_MONTH,
  ARMADA_HISTORY_OTHER_PERIOD,
} ArmadaHistoryPeriod;

/**
 * ArmadaHistoryChoice:
 * @ids: (element-type gint64): of the vehicles
 * @names: (element-type utf8): as many
 * @from: what the account's clock showed, as UNIX seconds of a clock that stands in UTC
 * @to: likewise, inclusive
 *
 * Whose history of what time is to be seen.
 */
typedef struct
{
  GArray *ids;
  GPtrArray *names;
  gint64 from;
  gint64 to;
  ArmadaHistorySnap snap;
} ArmadaHistoryChoice;

#define ARMADA_TYPE_HISTORY_CHOICE (armada_history_choice_get_type ())
GType armada_history_choice_get_type (void);

ArmadaHistoryChoice *armada_history_choice_new (gint64 from, gint64 to, ArmadaHistorySnap snap);
ArmadaHistoryChoice *armada_history_choice_copy (const ArmadaHistoryChoice *self);
void armada_history_choice_free (ArmadaHistoryChoice *self);
void armada_history_choice_add (ArmadaHistoryChoice *self, gint64 id, const char *name);
guint armada_history_choice_get_n_days (const ArmadaHistoryChoice *self);
char *armada_history_choice_dup_day (const ArmadaHistoryChoice *self, guint day);

void armada_history_period_find (ArmadaHistoryPeriod period, gint64 now, gint64 *from, gint64 *to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaHistoryChoice, armada_history_choice_free)

G_END_DECLS
