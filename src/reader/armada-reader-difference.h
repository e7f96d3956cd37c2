/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-reader-sheet.h"

G_BEGIN_DECLS

ArmadaReaderSheet *armada_reader_difference_new (const ArmadaReaderSheet *before,
                                                 const ArmadaReaderSheet *after,
                                                 GError **error);
GPtrArray *armada_reader_differences_new (GPtrArray *before, GPtrArray *after, GError **error);

G_END_DECLS
