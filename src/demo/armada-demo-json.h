/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * ArmadaDemoHabits:
 * @ARMADA_DEMO_HABIT_OBJECT_LISTS: lists are written as objects with "0", "1", … as names
 * @ARMADA_DEMO_HABIT_STRING_NUMBERS: numbers and flags are written as strings
 *
 * What PHP makes of lists and numbers on its bad days.
 */
typedef enum
{
  ARMADA_DEMO_HABIT_NONE = 0,
  ARMADA_DEMO_HABIT_OBJECT_LISTS = 1 << 0,
  ARMADA_DEMO_HABIT_STRING_NUMBERS = 1 << 1,
} ArmadaDemoHabits;

typedef struct _ArmadaDemoJson ArmadaDemoJson;

ArmadaDemoJson *armada_demo_json_new (ArmadaDemoHabits habits);
void armada_demo_json_free (ArmadaDemoJson *self);

void armada_demo_json_begin_object (ArmadaDemoJson *self, const char *name);
void armada_demo_json_end_object (ArmadaDemoJson *self);
void armada_demo_json_begin_list (ArmadaDemoJson *self, const char *name);
void armada_demo_json_end_list (ArmadaDemoJson *self);
void armada_demo_json_add_text (ArmadaDemoJson *self, const char *name, const char *value);
void armada_demo_json_add_int (ArmadaDemoJson *self, const char *name, gint64 value);
void armada_demo_json_add_double (ArmadaDemoJson *self, const char *name, double value);
void armada_demo_json_add_flag (ArmadaDemoJson *self, const char *name, gboolean value);
void armada_demo_json_add_null (ArmadaDemoJson *self, const char *name);
void armada_demo_json_take (ArmadaDemoJson *self, GString *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaDemoJson, armada_demo_json_free)

G_END_DECLS
