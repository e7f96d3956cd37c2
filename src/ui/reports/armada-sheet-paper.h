/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reports/armada-sheet.h"

G_BEGIN_DECLS

void armada_sheet_paper_print (ArmadaSheet *sheet, GtkWidget *view, GFile *pdf, const char *title);

G_END_DECLS
