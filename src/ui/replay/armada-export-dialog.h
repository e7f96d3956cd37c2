/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-map-view.h"
#include "replay/armada-export-source.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_EXPORT_DIALOG (armada_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaExportDialog, armada_export_dialog, ARMADA, EXPORT_DIALOG, AdwDialog)

/**
 * ArmadaExportFormat:
 *
 * What can be taken away; the first four are ArmadaTrackFormat.
 */
typedef enum
{
  ARMADA_EXPORT_GPX,
  ARMADA_EXPORT_KML,
  ARMADA_EXPORT_GEOJSON,
  ARMADA_EXPORT_CSV,
  ARMADA_EXPORT_PICTURE,
  ARMADA_EXPORT_EVIDENCE,
} ArmadaExportFormat;

/* Signal "saved" (GFile): a file is there, and the dialog is about to close. */
AdwDialog *armada_export_dialog_new (const ArmadaExportSource *source);
void armada_export_dialog_set_format (ArmadaExportDialog *self, ArmadaExportFormat format);
void armada_export_dialog_save_to (ArmadaExportDialog *self, GFile *file);
gboolean armada_export_dialog_get_busy (ArmadaExportDialog *self);

G_END_DECLS
