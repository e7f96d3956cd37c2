/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-area.h"

G_BEGIN_DECLS

/**
 * ArmadaVisit:
 * @device: whose
 * @arrival: seconds of the account's clock, as UNIX seconds of one that stands in UTC
 * @departure: likewise
 * @offset: what its clock is before UTC, in seconds; 0 where nobody knows
 * @arrival_seen: whether it was seen to come in; else it was there when the data begin, or came
 *   while it was silent
 * @departure_seen: whether it was seen to leave
 * @silent: seconds of it without contact, before and after which it was at the same place
 *
 * A vehicle was within an area.
 */
typedef struct
{
  gint64 device;
  gint64 arrival;
  gint64 departure;
  int offset;
  gboolean arrival_seen;
  gboolean departure_seen;
  gint64 silent;
} ArmadaVisit;

/**
 * ArmadaVisitQuery:
 * @account: whose
 * @area: (nullable): where; not needed where only the period matters
 * @from: of the account's clock, as UNIX seconds of one that stands in UTC
 * @to: likewise, included
 * @zone: seconds of the account's zone east of UTC, for tracks that do not tell; or
 *   ARMADA_ZONE_UNKNOWN
 * @devices: (nullable) (element-type gint64): who may have been there, NULL anybody
 *
 * Who was here?
 */
typedef struct
{
  gint64 account;
  ArmadaArea *area;
  gint64 from;
  gint64 to;
  int zone;
  GArray *devices;
} ArmadaVisitQuery;

ArmadaVisitQuery *armada_visit_query_copy (const ArmadaVisitQuery *self);
void armada_visit_query_free (ArmadaVisitQuery *self);
char *armada_visit_query_dup_day (const ArmadaVisitQuery *self, guint day);
guint armada_visit_query_get_n_days (const ArmadaVisitQuery *self);

/**
 * ArmadaHeld:
 * @ARMADA_HELD_NOT: nothing of that day is held
 * @ARMADA_HELD_PARTLY: what there was before the day was over
 * @ARMADA_HELD_WHOLE: it was over when it was fetched
 *
 * What is held of a vehicle's day.
 */
typedef enum
{
  ARMADA_HELD_NOT,
  ARMADA_HELD_PARTLY,
  ARMADA_HELD_WHOLE,
} ArmadaHeld;

/* Which vehicle-days of a query's period are held. Immutable once it is given out. */
typedef struct _ArmadaHeldDays ArmadaHeldDays;

ArmadaHeldDays *armada_held_days_new (guint n_days);
void armada_held_days_free (ArmadaHeldDays *self);
void armada_held_days_set (ArmadaHeldDays *self, gint64 device, guint day, ArmadaHeld held);
ArmadaHeld armada_held_days_get (const ArmadaHeldDays *self, gint64 device, guint day);
guint armada_held_days_get_n_days (const ArmadaHeldDays *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaVisitQuery, armada_visit_query_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaHeldDays, armada_held_days_free)

G_END_DECLS
