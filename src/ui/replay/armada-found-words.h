/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "replay/armada-finder.h"

G_BEGIN_DECLS

char *armada_found_words_for_table (ArmadaFinder *finder, ArmadaReplay *replay);
char *armada_found_words_for_csv (ArmadaFinder *finder, ArmadaReplay *replay);

G_END_DECLS
