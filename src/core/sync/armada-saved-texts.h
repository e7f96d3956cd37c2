/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/armada-store.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_SAVED_TEXTS (armada_saved_texts_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaSavedTexts, armada_saved_texts, ARMADA, SAVED_TEXTS, GObject)

/*
 * What the user saved by name, such as filters, each as a text. It belongs to one account for good,
 * so that what is taken back later comes back to whom it belonged.
 *
 * Signal "changed": others are saved, or the same under other names.
 */

ArmadaSavedTexts *armada_saved_texts_new (ArmadaStore *store, gint64 account, const char *fact);

GStrv armada_saved_texts_list_names (ArmadaSavedTexts *self);
const char *armada_saved_texts_get (ArmadaSavedTexts *self, const char *name);
gboolean armada_saved_texts_can_be_called (ArmadaSavedTexts *self, const char *name);

void armada_saved_texts_put (ArmadaSavedTexts *self, const char *name, const char *text);
gboolean armada_saved_texts_rename (ArmadaSavedTexts *self, const char *name, const char *wanted);
char *armada_saved_texts_take (ArmadaSavedTexts *self, const char *name);

G_END_DECLS
