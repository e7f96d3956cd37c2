/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ArmadaPropertyRows:
 *
 * A list of names and values whose rows are used again when the values change, so that nothing
 * flickers and a text being selected stays so.
 */
typedef struct _ArmadaPropertyRows ArmadaPropertyRows;

ArmadaPropertyRows *armada_property_rows_new (AdwPreferencesGroup *group);
void armada_property_rows_free (ArmadaPropertyRows *self);

void armada_property_rows_begin (ArmadaPropertyRows *self);
AdwActionRow *
armada_property_rows_add (ArmadaPropertyRows *self, const char *name, const char *value);
void armada_property_rows_end (ArmadaPropertyRows *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaPropertyRows, armada_property_rows_free)

G_END_DECLS
