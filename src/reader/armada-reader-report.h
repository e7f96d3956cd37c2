/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reading/armada-reading-wire.h"

G_BEGIN_DECLS

/* A report file, whatever its format, and what can be asked of it. */

typedef struct _ArmadaReaderReport ArmadaReaderReport;

ArmadaReaderReport *armada_reader_report_new (int file, int other);
void armada_reader_report_free (ArmadaReaderReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaReaderReport, armada_reader_report_free)

GVariant *armada_reader_report_answer (ArmadaReaderReport *self,
                                       const char *method,
                                       GVariant *about,
                                       GError **error);

G_END_DECLS
