/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "reading/armada-reading.h"

G_BEGIN_DECLS

void
armada_tree_paper_print (ArmadaReading *reading, GtkWidget *view, GFile *pdf, const char *title);

G_END_DECLS
