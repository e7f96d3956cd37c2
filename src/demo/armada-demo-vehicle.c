/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-vehicle"

#include "armada-demo-vehicle.h"

#include "armada-demo-life.h"
#include "armada-demo-random.h"

/*
 * What is painted on a vehicle and typed into its form: made from the seed and its number, all
 * of it invented.
 */

static const ArmadaDemoKind kinds[] = {
  { "Truk Box", "truck", 150, FALSE },
  { "Truk Pendingin", "truck", 150, TRUE },
  { "Pikap", "pickup", 60, FALSE },
  { "Truk Engkel", "truck", 120, FALSE },
  { "Mobil Boks &amp; Lift", "van", 80, FALSE },
  { "Truk Tangki", "tanker", 200, FALSE },
  { "Minibus", "bus", 75, FALSE },
};

static const char *const areas[] = { "B", "D", "F", "L", "N", "AB", "AD", "DK" };
static const char *const models[] = { "GT06N", "FMB920", "TK103", "VT900" };
static const char *const protocols[] = { "gt06", "teltonika", "gps103", "eelink" };
static const char *const owners[] = { "PT Contoh Logistik", "CV Contoh Jaya &amp; Rekan",
                                      "PT Contoh Dingin" };
static const char *const given_names[] = { "Agus",  "Bayu", "Cahya", "Dewi",  "Eko",
                                           "Fajar", "Gita", "Hadi",  "Indah", "Joko",
                                           "Lina",  "Made", "Nur",   "Putra", "Rini",
                                           "Sari",  "Tono", "Wati",  "Yanto", "Zaki" };
static const char *const titles[ARMADA_DEMO_N_DEPOTS] = { "Depo Utara", "Depo Selatan",
                                                          "Depo Timur &amp; Pelabuhan",
                                                          "Depo Barat", "Depo Pusat" };

/* Letters that plates use: no I, O or Q. */
static char
letter (guint64 *key)
{
  static const char letters[] = "ABCDEFGHJKLMNPRSTUVWXYZ";

  return letters[armada_demo_below (key, sizeof letters - 1)];
}

static void
fill_names (ArmadaDemoVehicle *vehicle, guint64 *key, guint index)
{
  const char *area = areas[armada_demo_below (key, 10) % G_N_ELEMENTS (areas)];
  char letters[4] = { letter (key), letter (key), letter (key), '\0' };

  /* 7919 has no factor in common with 9000: no number comes twice in 9000 vehicles. */
  g_snprintf (vehicle->plate, sizeof vehicle->plate, "%s %u %s", area,
              1000 + (guint) ((guint64) index * 7919 % 9000), letters);
  g_snprintf (vehicle->name, sizeof vehicle->name, "%s – %s", vehicle->plate, vehicle->kind->name);
  if (index % 9 != 8)
    g_snprintf (vehicle->driver, sizeof vehicle->driver, "%s %c.",
                given_names[armada_demo_below (key, G_N_ELEMENTS (given_names))], letter (key));
}

/**
 * armada_demo_vehicle_fill:
 * @vehicle: (out caller-allocates):
 * @index: which vehicle of the fleet, from 0
 */
void
armada_demo_vehicle_fill (ArmadaDemoVehicle *vehicle, guint64 seed, guint index)
{
  guint64 key = armada_demo_mix (armada_demo_mix (seed, index), 2);
  ArmadaDemoRole role = armada_demo_life_get_role (index);
  guint model = armada_demo_below (&key, G_N_ELEMENTS (models));

  *vehicle = (ArmadaDemoVehicle) {
    .id = ARMADA_DEMO_FIRST_ID + index,
    .group = role == ARMADA_DEMO_NEVER_CONNECTED ? 0 : 11 + armada_demo_life_get_depot (index),
    .kind = &kinds[armada_demo_below (&key, G_N_ELEMENTS (kinds))],
    .model = models[model],
    .protocol = protocols[model],
    .owner = owners[armada_demo_below (&key, G_N_ELEMENTS (owners))],
  };
  fill_names (vehicle, &key, index);
  g_snprintf (vehicle->imei, sizeof vehicle->imei, "990000000%06u", vehicle->id);
  g_snprintf (vehicle->sim, sizeof vehicle->sim, "0800000%06u", vehicle->id);
}

/**
 * armada_demo_vehicle_get_group_title:
 *
 * Returns: the title of the group with the id @group
 */
const char *
armada_demo_vehicle_get_group_title (guint group)
{
  return group == 0 ? "Ungrouped" : titles[(group - 11) % ARMADA_DEMO_N_DEPOTS];
}
