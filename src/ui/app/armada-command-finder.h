/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/armada-command.h"
#include "model/armada-fleet-view.h"
#include "sync/armada-session.h"

G_BEGIN_DECLS

/* Most of one kind, where something is searched for. */
#define ARMADA_COMMAND_FINDER_MOST 6

typedef struct _ArmadaCommandFinder ArmadaCommandFinder;

ArmadaCommandFinder *armada_command_finder_new (ArmadaSession *session);
void armada_command_finder_free (ArmadaCommandFinder *self);
GPtrArray *armada_command_finder_find (ArmadaCommandFinder *self, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaCommandFinder, armada_command_finder_free)

G_END_DECLS
