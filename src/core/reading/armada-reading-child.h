/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reading/armada-reading-wire.h"

G_BEGIN_DECLS

/* The process that reads one report. Blocks, so it belongs to a thread that may; but for
 * armada_reading_child_get_memory(), from one thread at a time. */

typedef struct _ArmadaReadingChild ArmadaReadingChild;

ArmadaReadingChild *armada_reading_child_new (GFile *file, const char *format, GFile *earlier);
void armada_reading_child_free (ArmadaReadingChild *self);

void armada_reading_child_set_password (ArmadaReadingChild *self, const char *password);
GVariant *armada_reading_child_new_opening (ArmadaReadingChild *self);
void armada_reading_child_stop (ArmadaReadingChild *self);
GVariant *armada_reading_child_ask (ArmadaReadingChild *self,
                                    const char *method,
                                    GVariant *about,
                                    const GVariantType *answer_type,
                                    guint patience,
                                    GError **error);
guint64 armada_reading_child_get_memory (ArmadaReadingChild *self);

G_END_DECLS
