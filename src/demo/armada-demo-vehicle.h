/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ARMADA_DEMO_FIRST_ID 1001
#define ARMADA_DEMO_USER_ID 2001

typedef struct
{
  const char *name;
  const char *icon;
  double tank; /* litres */
  gboolean cooled;
} ArmadaDemoKind;

/**
 * ArmadaDemoVehicle:
 * @group: the group's id, 0 when in none
 * @driver: (nullable): its driver, invented
 *
 * What does not change about a vehicle.
 */
typedef struct
{
  guint id;
  guint group;
  const ArmadaDemoKind *kind;
  char plate[16];
  char name[64];
  char imei[20];
  char sim[20];
  char driver[48];
  const char *model;
  const char *protocol;
  const char *owner;
} ArmadaDemoVehicle;

void armada_demo_vehicle_fill (ArmadaDemoVehicle *vehicle, guint64 seed, guint index);
const char *armada_demo_vehicle_get_group_title (guint group);

G_END_DECLS
