/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "model/armada-incident-record.h"

G_BEGIN_DECLS

#define ARMADA_INCIDENT_ANY_GROUP G_MININT64

#define ARMADA_INCIDENT_STATE_BIT(state) (1u << (state))
/* All that is not done with. */
#define ARMADA_INCIDENT_OPEN                                                                       \
  (ARMADA_INCIDENT_STATE_BIT (ARMADA_INCIDENT_NEW) |                                               \
   ARMADA_INCIDENT_STATE_BIT (ARMADA_INCIDENT_SEEN) |                                              \
   ARMADA_INCIDENT_STATE_BIT (ARMADA_INCIDENT_ACKNOWLEDGED))

/**
 * ArmadaIncidentPeriod:
 *
 * When the last event was; days are those of the clock that is asked with.
 */
typedef enum
{
  ARMADA_INCIDENT_ALWAYS,
  ARMADA_INCIDENT_TODAY,
  ARMADA_INCIDENT_YESTERDAY,
  ARMADA_INCIDENT_LAST_7_DAYS,
  ARMADA_INCIDENT_LAST_30_DAYS,
  ARMADA_INCIDENT_BETWEEN,
} ArmadaIncidentPeriod;

/**
 * ArmadaIncidentFilter:
 * @states: bits, ARMADA_INCIDENT_STATE_BIT(); 0 any
 * @types: (nullable) (array zero-terminated=1): NULL any
 * @device: 0 any
 * @group: ARMADA_INCIDENT_ANY_GROUP any; 0 those without one
 * @rule: 0 any
 * @from: UNIX seconds; of ARMADA_INCIDENT_BETWEEN
 * @to: UNIX seconds, not itself; of ARMADA_INCIDENT_BETWEEN
 * @search: (nullable): words that must all be in it, in any case; NULL or "" any
 *
 * Which incidents are wanted: those for which all of it holds.
 */
typedef struct
{
  guint states;
  GStrv types;
  gint64 device;
  gint64 group;
  gint64 rule;
  ArmadaIncidentPeriod period;
  gint64 from;
  gint64 to;
  char *search;
} ArmadaIncidentFilter;

#define ARMADA_TYPE_INCIDENT_FILTER (armada_incident_filter_get_type ())
GType armada_incident_filter_get_type (void);

ArmadaIncidentFilter *armada_incident_filter_new (void);
ArmadaIncidentFilter *armada_incident_filter_copy (const ArmadaIncidentFilter *self);
void armada_incident_filter_free (ArmadaIncidentFilter *self);
gboolean armada_incident_filter_equal (const ArmadaIncidentFilter *a,
                                       const ArmadaIncidentFilter *b);
void armada_incident_filter_set_search (ArmadaIncidentFilter *self, const char *search);
gboolean armada_incident_filter_has_type (const ArmadaIncidentFilter *self, const char *type);
void armada_incident_filter_toggle_type (ArmadaIncidentFilter *self, const char *type);
void armada_incident_filter_find_period (const ArmadaIncidentFilter *self,
                                         gint64 now,
                                         int zone,
                                         gint64 *from,
                                         gint64 *to);
char *armada_incident_filter_to_text (const ArmadaIncidentFilter *self);
ArmadaIncidentFilter *armada_incident_filter_from_text (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaIncidentFilter, armada_incident_filter_free)

G_END_DECLS
