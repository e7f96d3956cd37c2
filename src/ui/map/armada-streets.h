/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sync/armada-map-library.h"

G_BEGIN_DECLS

/**
 * ArmadaStreetsWish:
 *
 * Whether the user wants tiles of the network: the setting "street-tiles".
 */
typedef enum
{
  ARMADA_STREETS_ASK,
  ARMADA_STREETS_YES,
  ARMADA_STREETS_NO,
} ArmadaStreetsWish;

/* The setting "tile-service" where the user gave an address of their own. */
#define ARMADA_STREETS_OWN "own"

ArmadaMapLibrary *armada_streets_new_library (GSettings *settings, ArmadaClock *clock);
ArmadaTileService *armada_streets_new_service (GSettings *settings, GError **error);
void armada_streets_follow_account (ArmadaMapLibrary *library, GObject *session);
char *armada_streets_dup_folder (void);

G_END_DECLS
