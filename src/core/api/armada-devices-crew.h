/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-devices-split.h"

G_BEGIN_DECLS

#define ARMADA_DEVICES_CREW_MOST 4 /* threads, the caller's among them */

/* @hand: which thread of the crew it is, below ARMADA_DEVICES_CREW_MOST: no two at a time have the
 * same */
typedef void (*ArmadaDevicesCrewFunc) (ArmadaDevicesChunk *chunk, guint hand, gpointer user_data);

/**
 * ArmadaDevicesCrew:
 *
 * Has all processors look at the chunks of one text, beginning with the first while the rest is
 * still taken apart. It lives as long as one text is read.
 */
typedef struct _ArmadaDevicesCrew ArmadaDevicesCrew;

ArmadaDevicesCrew *armada_devices_crew_new (ArmadaDevicesCrewFunc func, gpointer user_data);
void armada_devices_crew_add (ArmadaDevicesChunk *chunk, gpointer crew);
void armada_devices_crew_finish (ArmadaDevicesCrew *self);

G_END_DECLS
