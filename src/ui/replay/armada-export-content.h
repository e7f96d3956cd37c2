/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "files/armada-track-export.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_EXPORT_CONTENT (armada_export_content_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaExportContent,
                      armada_export_content,
                      ARMADA,
                      EXPORT_CONTENT,
                      GdkContentProvider)

GdkContentProvider *
armada_export_content_new (ArmadaTrackExport *export, ArmadaTrackFormat format, const char *name);

G_END_DECLS
