/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/armada-window.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_COMMAND_PALETTE (armada_command_palette_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaCommandPalette,
                      armada_command_palette,
                      ARMADA,
                      COMMAND_PALETTE,
                      AdwDialog)

/* Finds whatever can be gone to or done, and goes there or does it. */

void armada_command_palette_present (ArmadaWindow *window);

G_END_DECLS
