/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define ARMADA_TYPE_GROUP (armada_group_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaGroup, armada_group, ARMADA, GROUP, GObject)

/* Properties: "title" (string), "n-devices" (uint). */

/* Stands for "every group" where a group is asked for. */
#define ARMADA_GROUP_ALL G_MININT64

ArmadaGroup *armada_group_new (gint64 id, const char *title);
gint64 armada_group_get_id (ArmadaGroup *self);
const char *armada_group_get_title (ArmadaGroup *self);
guint armada_group_get_n_devices (ArmadaGroup *self);
void armada_group_set_title (ArmadaGroup *self, const char *title);
void armada_group_set_n_devices (ArmadaGroup *self, guint n_devices);

G_END_DECLS
