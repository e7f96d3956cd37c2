/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/armada-device.h"

G_BEGIN_DECLS

/* The only place where a code becomes a sentence for people. All strings are translated. */

char *armada_words_for_error (const GError *error);
const char *armada_words_for_state (ArmadaDeviceState state);
char *armada_words_for_duration (gint64 seconds);
char *armada_words_for_age (gint64 then, gint64 now);
char *armada_words_for_speed (const ArmadaDeviceRecord *record);
char *armada_words_for_time (gint64 time);

G_END_DECLS
