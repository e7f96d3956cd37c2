/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-report-order.h"
#include "armada-cli.h"

G_BEGIN_DECLS

/* The orders of a command "report", and where the reports go. */

GPtrArray *armada_cli_report_make_orders (ArmadaCli *cli, char **batch, GError **error);
gboolean
armada_cli_report_make_all (ArmadaCli *cli, GPtrArray *orders, const char *batch, GError **error);

G_END_DECLS
