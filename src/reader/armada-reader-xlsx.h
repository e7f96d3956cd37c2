/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-reader-sheet.h"

G_BEGIN_DECLS

GPtrArray *armada_reader_xlsx_read (int file, GError **error);

G_END_DECLS
