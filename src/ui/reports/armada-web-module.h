/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ArmadaWebFound:
 * @which: which hit is shown, 0 unknown
 * @n: how many there are
 */
typedef void (*ArmadaWebFound) (guint which, guint n, GObject *owner);

/**
 * ArmadaWebTold:
 * @error: (nullable): why a page was not printed, %NULL it was
 */
typedef void (*ArmadaWebTold) (const GError *error, gpointer user_data);

/**
 * ArmadaWebModule:
 * @create: (transfer floating): a web view that runs no script and reaches no network; it tells
 *   @found for as long as @owner lives
 * @load: shows a page: bytes of HTML, in an encoding or %NULL: as it says itself
 * @find: looks for words, "" no longer
 * @print: with a dialog, or into a PDF; tells @told once
 *
 * What the module does, which alone is linked with WebKit: the program starts without it.
 */
typedef struct
{
  GtkWidget *(*create) (ArmadaWebFound found, GObject *owner);
  void (*load) (GtkWidget *view, GBytes *page, const char *encoding);
  void (*find) (GtkWidget *view, const char *words, gboolean backwards, gboolean again);
  double (*get_zoom) (GtkWidget *view);
  void (*set_zoom) (GtkWidget *view, double zoom);
  void (*copy) (GtkWidget *view);
  void (*select_all) (GtkWidget *view);
  void (*print) (GtkWidget *view, GFile *pdf, ArmadaWebTold told, gpointer user_data);
} ArmadaWebModule;

#define ARMADA_WEB_MODULE_SYMBOL "armada_web_module"

G_END_DECLS
