/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-track.h"

G_BEGIN_DECLS

ArmadaFix *armada_fix_new (ArmadaFixes *fixes, guint index);

G_END_DECLS
