/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ArmadaCommandKind:
 *
 * What a command is about, in the order in which the palette lists them.
 */
typedef enum
{
  ARMADA_COMMAND_VEHICLE,
  ARMADA_COMMAND_DRIVER,
  ARMADA_COMMAND_REPORT,
  ARMADA_COMMAND_PAGE,
  ARMADA_COMMAND_ACTION,
  ARMADA_COMMAND_HELP,
} ArmadaCommandKind;

/**
 * ArmadaCommand:
 * @title: what the user reads
 * @subtitle: "" none
 * @icon: name of a symbolic one
 * @page: (nullable): page of the window to go to first, as @action is one of that page's
 * @action: with its group: "win.page"
 * @target: (nullable): of @action
 *
 * Something the user can find and do.
 */
typedef struct
{
  ArmadaCommandKind kind;
  char *title;
  char *subtitle;
  const char *icon;
  const char *page;
  const char *action;
  GVariant *target;
} ArmadaCommand;

ArmadaCommand *armada_command_new (ArmadaCommandKind kind,
                                   const char *title,
                                   const char *subtitle,
                                   const char *icon,
                                   const char *action,
                                   GVariant *target);
void armada_command_free (ArmadaCommand *self);
gboolean armada_command_matches (const ArmadaCommand *self, const char *const *words);

char **armada_command_fold_words (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaCommand, armada_command_free)

G_END_DECLS
