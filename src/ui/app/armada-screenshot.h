/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GdkTexture *armada_screenshot_take (GtkWidget *widget);
GBytes *armada_screenshot_dup_png (GtkWidget *widget);
gboolean armada_screenshot_save (GtkWidget *widget, const char *path, GError **error);

G_END_DECLS
