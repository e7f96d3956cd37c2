/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-found"

#include "replay/armada-found-private.h"

/* ArmadaFound: made when a list asks for it. */
struct _ArmadaFound
{
  GObject parent_instance;

  ArmadaStretch stretch;
  ArmadaReplayVehicle *vehicle;
};

G_DEFINE_FINAL_TYPE (ArmadaFound, armada_found, G_TYPE_OBJECT)

static void
armada_found_finalize (GObject *object)
{
  g_object_unref (ARMADA_FOUND (object)->vehicle);
  G_OBJECT_CLASS (armada_found_parent_class)->finalize (object);
}

static void
armada_found_class_init (ArmadaFoundClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_found_finalize;
}

static void
armada_found_init (ArmadaFound *self)
{
}

/**
 * armada_found_get_stretch:
 *
 * Returns: (transfer none): when and where
 */
const ArmadaStretch *
armada_found_get_stretch (ArmadaFound *self)
{
  return &self->stretch;
}

/**
 * armada_found_get_vehicle:
 *
 * Returns: (transfer none): whose it is
 */
ArmadaReplayVehicle *
armada_found_get_vehicle (ArmadaFound *self)
{
  return self->vehicle;
}

/**
 * armada_found_new:
 *
 * Returns: (transfer full): a stretch of the way of @vehicle
 */
ArmadaFound *
armada_found_new (const ArmadaStretch *stretch, ArmadaReplayVehicle *vehicle)
{
  ArmadaFound *self = g_object_new (ARMADA_TYPE_FOUND, NULL);

  self->stretch = *stretch;
  self->vehicle = g_object_ref (vehicle);
  return self;
}
