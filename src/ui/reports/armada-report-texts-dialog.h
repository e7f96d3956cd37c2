/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef void (*ArmadaReportTextFunc) (const char *text, gpointer user_data);

/* Asks for a line of text. @needed: it must not be empty. @owner: told the answer, and held until
 * the dialog is gone. */
void armada_report_texts_ask (GtkWidget *parent,
                              const char *title,
                              const char *body,
                              const char *verb,
                              const char *text,
                              gboolean needed,
                              ArmadaReportTextFunc func,
                              GObject *owner);
char **armada_report_texts_split (const char *text, char **others);

G_END_DECLS
