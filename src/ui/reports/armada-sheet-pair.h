/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Two runs of a report beside each other, which scroll together. */
#define ARMADA_TYPE_SHEET_PAIR (armada_sheet_pair_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaSheetPair, armada_sheet_pair, ARMADA, SHEET_PAIR, AdwBin)

ArmadaSheetPair *armada_sheet_pair_new (GFile *earlier, GFile *later, const char *format);

G_END_DECLS
