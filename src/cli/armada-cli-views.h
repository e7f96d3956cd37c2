/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-list.h"
#include "armada-cli-output.h"

G_BEGIN_DECLS

ArmadaCliView armada_cli_view_of_list (ArmadaListKind kind);
gboolean armada_cli_view_has_account_units (ArmadaListKind kind);

G_END_DECLS
