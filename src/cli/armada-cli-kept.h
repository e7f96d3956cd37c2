/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-list.h"
#include "armada-cli.h"
#include "store/armada-kept-list.h"

G_BEGIN_DECLS

/* What the desk's store has of an account's lists. */

void armada_cli_kept_put (ArmadaCli *cli, const ArmadaListQuery *query, const ArmadaPage *page);
ArmadaKeptList *armada_cli_kept_get (ArmadaCli *cli, const ArmadaListQuery *query, GError **error);
gboolean armada_cli_kept_is_due (ArmadaCli *cli, const char *what, gint64 seconds);
gint64 armada_cli_kept_get_wall_clock (ArmadaCli *cli);

G_END_DECLS
