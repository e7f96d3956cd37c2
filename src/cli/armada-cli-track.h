/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-cli-options.h"
#include "armada-cli-stream.h"
#include "armada-cli-units.h"
#include "files/armada-file-way.h"

G_BEGIN_DECLS

/* (element-type ArmadaTrackPiece) @days: parts of a way, the answer for a day each */
gboolean armada_cli_track_is_local (const GArray *days);
gboolean armada_cli_track_is_file (const ArmadaCliOptions *options);
void armada_cli_track_write (ArmadaCliStream *stream,
                             const char *name,
                             const GArray *days,
                             ArmadaCliFormat format);
void armada_cli_track_write_records (ArmadaCliStream *stream,
                                     const GArray *days,
                                     const ArmadaCliUnits *units,
                                     const ArmadaCliOptions *options);

G_END_DECLS
