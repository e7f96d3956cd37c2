/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-json"

#include "armada-demo-json.h"

#include <math.h>

/*
 * Writes JSON as the platform does, with the bad habits asked for. A value's name is NULL inside
 * a list. One object after the other is taken out of it, so that a large answer is never held as
 * a tree.
 */

#define MAX_DEPTH 16

struct _ArmadaDemoJson
{
  JsonBuilder *builder;
  JsonGenerator *generator;
  ArmadaDemoHabits habits;
  guint depth;
  int next[MAX_DEPTH]; /* the next element's number in a list written as an object, or -1 */
};

ArmadaDemoJson *
armada_demo_json_new (ArmadaDemoHabits habits)
{
  ArmadaDemoJson *self = g_new0 (ArmadaDemoJson, 1);

  self->builder = json_builder_new ();
  self->generator = json_generator_new ();
  self->habits = habits;
  self->next[0] = -1;
  return self;
}

void
armada_demo_json_free (ArmadaDemoJson *self)
{
  g_object_unref (self->builder);
  g_object_unref (self->generator);
  g_free (self);
}

static void
add_name (ArmadaDemoJson *self, const char *name)
{
  char number[16];

  if (self->next[self->depth] >= 0)
    {
      g_snprintf (number, sizeof number, "%d", self->next[self->depth]++);
      name = number;
    }
  if (name != NULL)
    json_builder_set_member_name (self->builder, name);
}

static void
go_down (ArmadaDemoJson *self, int next)
{
  g_assert (self->depth + 1 < MAX_DEPTH);
  self->next[++self->depth] = next;
}

void
armada_demo_json_begin_object (ArmadaDemoJson *self, const char *name)
{
  add_name (self, name);
  json_builder_begin_object (self->builder);
  go_down (self, -1);
}

void
armada_demo_json_end_object (ArmadaDemoJson *self)
{
  json_builder_end_object (self->builder);
  self->depth--;
}

void
armada_demo_json_begin_list (ArmadaDemoJson *self, const char *name)
{
  add_name (self, name);
  if (self->habits & ARMADA_DEMO_HABIT_OBJECT_LISTS)
    json_builder_begin_object (self->builder);
  else
    json_builder_begin_array (self->builder);
  go_down (self, self->habits & ARMADA_DEMO_HABIT_OBJECT_LISTS ? 0 : -1);
}

void
armada_demo_json_end_list (ArmadaDemoJson *self)
{
  if (self->habits & ARMADA_DEMO_HABIT_OBJECT_LISTS)
    json_builder_end_object (self->builder);
  else
    json_builder_end_array (self->builder);
  self->depth--;
}

/**
 * armada_demo_json_add_text:
 * @value: (nullable): %NULL is written as null
 */
void
armada_demo_json_add_text (ArmadaDemoJson *self, const char *name, const char *value)
{
  add_name (self, name);
  if (value != NULL)
    json_builder_add_string_value (self->builder, value);
  else
    json_builder_add_null_value (self->builder);
}

void
armada_demo_json_add_int (ArmadaDemoJson *self, const char *name, gint64 value)
{
  char text[32];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, value);
  add_name (self, name);
  if (self->habits & ARMADA_DEMO_HABIT_STRING_NUMBERS)
    json_builder_add_string_value (self->builder, text);
  else
    json_builder_add_int_value (self->builder, value);
}

void
armada_demo_json_add_double (ArmadaDemoJson *self, const char *name, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.6f", value);
  add_name (self, name);
  if (self->habits & ARMADA_DEMO_HABIT_STRING_NUMBERS)
    json_builder_add_string_value (self->builder, text);
  else
    json_builder_add_double_value (self->builder, value);
}

void
armada_demo_json_add_flag (ArmadaDemoJson *self, const char *name, gboolean value)
{
  add_name (self, name);
  if (self->habits & ARMADA_DEMO_HABIT_STRING_NUMBERS)
    json_builder_add_string_value (self->builder, value ? "1" : "0");
  else
    json_builder_add_boolean_value (self->builder, value);
}

void
armada_demo_json_add_null (ArmadaDemoJson *self, const char *name)
{
  add_name (self, name);
  json_builder_add_null_value (self->builder);
}

/**
 * armada_demo_json_take:
 *
 * Appends what was begun and ended since the last time to @text, and starts afresh.
 */
void
armada_demo_json_take (ArmadaDemoJson *self, GString *text)
{
  g_autoptr (JsonNode) root = json_builder_get_root (self->builder);

  json_generator_set_root (self->generator, root);
  json_generator_to_gstring (self->generator, text);
  json_builder_reset (self->builder);
}
