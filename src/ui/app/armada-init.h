/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void armada_ui_init_memory (void);
void armada_ui_init_words (void);
void armada_ui_init (void);
void armada_ui_init_direction (void);

G_END_DECLS
