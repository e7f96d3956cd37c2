/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/armada-saved-texts.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_SAVED_ROWS (armada_saved_rows_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaSavedRows, armada_saved_rows, ARMADA, SAVED_ROWS, GObject)

/**
 * ArmadaSavedWords:
 * @rename: what a button does, and the title of its dialog
 * @name: what is asked for there
 * @remove: what a button does
 * @tell_removed: (transfer full): that one of a name was removed
 *
 * What the user calls what is saved. Translated.
 */
typedef struct
{
  const char *rename;
  const char *name;
  const char *remove;
  char *(*tell_removed) (const char *name);
} ArmadaSavedWords;

/*
 * The rows of a group that offer what the user saved by name: to choose, rename and remove it, and
 * to save more of it.
 *
 * Signal "chosen" (rows, string name): the user wants what is saved so.
 * Signal "save" (rows, string name): what is seen is to be saved so.
 */

ArmadaSavedRows *armada_saved_rows_new (AdwPreferencesGroup *group,
                                        AdwEntryRow *name_row,
                                        const ArmadaSavedWords *words);
void armada_saved_rows_set_texts (ArmadaSavedRows *self, ArmadaSavedTexts *texts);
void armada_saved_rows_remove (ArmadaSavedRows *self, const char *name);

G_END_DECLS
