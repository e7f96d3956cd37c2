/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/armada-device.h"

G_BEGIN_DECLS

/* The only place where a code becomes a sentence for people. All strings are translated. */

/* How old a fix may be before it is called old, in seconds. */
#define ARMADA_WORDS_OLD_FIX 600

char *armada_words_for_error (const GError *error);
char *armada_words_for_sign_in_error (const GError *error);
char *armada_words_for_trouble (const GError *error, gint64 since, gint64 now);
char *armada_words_for_store_error (const GError *error);
char *armada_words_for_file_error (const GError *error);
char *armada_words_for_pack_error (const GError *error);
char *armada_words_for_tile_address_error (const GError *error);
char *armada_words_for_filter_error (const GError *error, const char *unit);
const char *armada_words_for_state (ArmadaDeviceState state);
char *armada_words_for_duration (gint64 seconds);
char *armada_words_for_age (gint64 then, gint64 now);
char *armada_words_for_speed (const ArmadaDeviceRecord *record);
char *armada_words_for_course (double course);
char *armada_words_for_amount (double amount, const char *unit);
char *armada_words_for_size (guint64 bytes);
char *armada_words_for_day (const char *day, gint64 now);
char *armada_words_for_coordinates (const ArmadaDeviceRecord *record);
char *armada_words_for_place (const ArmadaDeviceRecord *record);
char *armada_words_for_time (gint64 time);
char *armada_words_for_account_time (gint64 time, int offset);
char *armada_words_for_clock (gint64 time, gint64 now);

G_END_DECLS
