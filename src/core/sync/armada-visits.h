/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/armada-visit.h"
#include "sync/armada-clock.h"
#include "sync/armada-session.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_VISIT_ITEM (armada_visit_item_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaVisitItem, armada_visit_item, ARMADA, VISIT_ITEM, GObject)

/* A visit, for lists, and the name of its vehicle. */
const ArmadaVisit *armada_visit_item_get_visit (ArmadaVisitItem *self);
const char *armada_visit_item_get_name (ArmadaVisitItem *self);

/**
 * ArmadaVisitCoverage:
 * @n_all: vehicle-days of the period, as far as they have begun
 * @n_whole: of which are held to their end
 * @n_partly: which were fetched before they were over
 * @n_vehicles: vehicles asked about
 * @n_complete: of which every day is held to its end
 * @n_none: of which nothing is held
 *
 * What an answer rests on.
 */
typedef struct
{
  guint n_all;
  guint n_whole;
  guint n_partly;
  guint n_vehicles;
  guint n_complete;
  guint n_none;
} ArmadaVisitCoverage;

#define ARMADA_TYPE_VISITS (armada_visits_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaVisits, armada_visits, ARMADA, VISITS, GObject)

/*
 * Who was here: asks the store whenever area, period or vehicles change, and fetches the days that
 * are not held when told to. A GListModel of ArmadaVisitItem in the order of arrival.
 *
 * Properties (read-only, notified): "busy" (boolean: an answer is under way), "fetching" (boolean),
 * "n-fetched", "n-to-fetch" (uint). Signal "changed": visits, coverage or error are other ones.
 */
ArmadaVisits *armada_visits_new (ArmadaSession *session, ArmadaClock *clock);
void armada_visits_set_area (ArmadaVisits *self, ArmadaArea *area);
ArmadaArea *armada_visits_get_area (ArmadaVisits *self);
void armada_visits_set_period (ArmadaVisits *self, gint64 from, gint64 to);
void armada_visits_get_period (ArmadaVisits *self, gint64 *from, gint64 *to);
void armada_visits_set_devices (ArmadaVisits *self, GArray *devices);
gint64 armada_visits_get_now (ArmadaVisits *self);
int armada_visits_get_zone (ArmadaVisits *self);
gboolean armada_visits_get_busy (ArmadaVisits *self);
const ArmadaVisitCoverage *armada_visits_get_coverage (ArmadaVisits *self);
const GError *armada_visits_get_error (ArmadaVisits *self);

void armada_visits_fetch (ArmadaVisits *self);
void armada_visits_cancel (ArmadaVisits *self);
gboolean armada_visits_get_fetching (ArmadaVisits *self);
guint armada_visits_get_n_fetched (ArmadaVisits *self);
guint armada_visits_get_n_to_fetch (ArmadaVisits *self);

G_END_DECLS
