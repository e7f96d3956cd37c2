/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-device-batch.h"
#include "armada-cli.h"

G_BEGIN_DECLS

/* The vehicles, as commands need them. */

ArmadaDeviceBatch *armada_cli_fleet_fetch (ArmadaCli *cli, GError **error);
GArray *
armada_cli_fleet_find (ArmadaCli *cli, const char *const *texts, guint n_texts, GError **error);
ArmadaCliUnits *armada_cli_fleet_dup_units (ArmadaCli *cli);

G_END_DECLS
