/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ARMADA_TYPE_GLIDE_POLICY (armada_glide_policy_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaGlidePolicy, armada_glide_policy, ARMADA, GLIDE_POLICY, GObject)

/*
 * Whether vehicles may glide between two fixes: as the user wants it, but not where the desktop is
 * to save power or to show no animations.
 *
 * Properties: "wanted" (boolean, read-write, TRUE), "saving" (boolean, read-write: power is to be
 * saved), "allowed" (boolean, read-only).
 */

ArmadaGlidePolicy *armada_glide_policy_new (GtkSettings *settings);
gboolean armada_glide_policy_get_allowed (ArmadaGlidePolicy *self);

G_END_DECLS
