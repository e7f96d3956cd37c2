/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/armada-track.h"

G_BEGIN_DECLS

/**
 * ArmadaFixColumns:
 *
 * The columns of a table of fixes that are a track's own: one for the driver and one for each
 * sensor, and a menu with which of them are shown. To begin with drivers are where they change, and
 * sensors that say words. What the user chose holds for other tracks as well. The table owns it.
 */
typedef struct _ArmadaFixColumns ArmadaFixColumns;

/* Makes what fills the column of the sensor with the key. */
typedef GtkListItemFactory *(*ArmadaFixColumnFunc) (const char *key, gpointer user_data);

ArmadaFixColumns *armada_fix_columns_new (GtkColumnView *view,
                                          guint position,
                                          GtkMenuButton *button,
                                          ArmadaFixColumnFunc func,
                                          gpointer user_data);
void armada_fix_columns_free (ArmadaFixColumns *self);
void armada_fix_columns_set_track (ArmadaFixColumns *self, ArmadaTrack *track);

char *armada_fix_columns_dup_text (const char *key, ArmadaFix *fix);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaFixColumns, armada_fix_columns_free)

G_END_DECLS
