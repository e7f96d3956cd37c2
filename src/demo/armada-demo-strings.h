/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _ArmadaDemoStrings ArmadaDemoStrings;

ArmadaDemoStrings *armada_demo_strings_new (void);
void armada_demo_strings_free (ArmadaDemoStrings *self);
guint32 armada_demo_strings_use (ArmadaDemoStrings *self, const char *text);
void armada_demo_strings_write (ArmadaDemoStrings *self, GString *stream);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaDemoStrings, armada_demo_strings_free)

G_END_DECLS
