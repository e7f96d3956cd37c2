/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-maintenance.h"

G_BEGIN_DECLS

/**
 * ArmadaKeptDriving:
 * @driver_id: 0: the tracks name the driver alone
 * @driver: as the tracks name it
 * @distance: kilometres
 * @driving: seconds
 * @n_days: on which
 *
 * What the kept tracks say of a driver.
 */
typedef struct
{
  gint64 driver_id;
  char *driver;
  double distance;
  gint64 driving;
  guint n_days;
} ArmadaKeptDriving;

/**
 * ArmadaKeptUse:
 * @vehicles: device id → ArmadaVehicleUse
 * @drivings: (element-type ArmadaKeptDriving):
 * @more: whether tracks are kept that were not added up yet: asked again, more is known
 *
 * How much vehicles were used, and by whom, as far as this desk knows.
 */
typedef struct
{
  GHashTable *vehicles;
  GPtrArray *drivings;
  gboolean more;
} ArmadaKeptUse;

/**
 * ArmadaEventCount:
 * @alert_id: the rule, 0 none
 * @type: "overspeed" …, "" unknown
 * @last: UNIX seconds, the newest of them
 *
 * How many events are kept of one rule and type.
 */
typedef struct
{
  gint64 alert_id;
  char *type;
  guint n;
  gint64 last;
} ArmadaEventCount;

void armada_event_count_free (ArmadaEventCount *self);

ArmadaKeptUse *armada_kept_use_new (void);
void armada_kept_use_free (ArmadaKeptUse *self);
const ArmadaVehicleUse *armada_kept_use_find_vehicle (const ArmadaKeptUse *self, gint64 device);
const ArmadaKeptDriving *
armada_kept_use_find_driver (const ArmadaKeptUse *self, gint64 id, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaKeptUse, armada_kept_use_free)

G_END_DECLS
