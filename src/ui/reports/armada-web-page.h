/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A report as HTML, shown by the module that is linked with WebKit. */
#define ARMADA_TYPE_WEB_PAGE (armada_web_page_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaWebPage, armada_web_page, ARMADA, WEB_PAGE, AdwBin)

GtkWidget *armada_web_page_new (GFile *file, guint patience, GError **error);

GtkWidget *armada_web_page_get_web_view (ArmadaWebPage *self);

G_END_DECLS
