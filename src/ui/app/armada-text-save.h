/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*ArmadaTextSaveTold) (GtkWidget *widget, const char *sentence);

void armada_text_save (GtkWidget *widget,
                       const char *file_name,
                       char *contents,
                       ArmadaTextSaveTold told);

void armada_text_save_tell (GtkWidget *widget, const char *sentence);

G_END_DECLS
