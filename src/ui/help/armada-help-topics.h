/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ARMADA_HELP_TEXT,    /* Pango markup; a link "topic:NAME" leads to another topic */
  ARMADA_HELP_HEADING, /* plain */
  ARMADA_HELP_KEY,     /* what a key does; the key is the name */
  ARMADA_HELP_PICTURE, /* what can be seen in it; the file is the name */
  ARMADA_HELP_SHOW     /* a button; where it leads is the name */
} ArmadaHelpKind;

typedef struct
{
  ArmadaHelpKind kind;
  const char *text; /* not translated yet */
  const char *name; /* (nullable) */
} ArmadaHelpBlock;

typedef struct
{
  const char *name;
  const char *title; /* not translated yet */
  const char *icon;
  const ArmadaHelpBlock *blocks; /* the last one has no text */
} ArmadaHelpTopic;

const ArmadaHelpTopic *armada_help_topics_get (guint place);
const ArmadaHelpTopic *armada_help_topics_find (const char *name);
gboolean armada_help_topic_matches (const ArmadaHelpTopic *topic, const char *words);

G_END_DECLS
