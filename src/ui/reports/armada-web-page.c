/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-web-page"

#include "armada-config.h"
#include "reports/armada-web-page.h"

#include <glib/gi18n.h>
#include <gmodule.h>

#include "reading/armada-reading-wire.h"
#include "reports/armada-report-view.h"
#include "reports/armada-web-module.h"

#define SIZE_MAX_BYTES (64 * 1024 * 1024) /* of a page: WebKit's limits are the machine's */

/*
 * The widget of the module, as an ArmadaReportView. The module is opened when the first page is
 * shown and stays: types that it registers cannot go again.
 */
struct _ArmadaWebPage
{
  AdwBin parent_instance;

  const ArmadaWebModule *module;
  GtkWidget *view;
  GCancellable *loading;
};

static void armada_web_page_report_view_init (ArmadaReportViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaWebPage,
                               armada_web_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ARMADA_TYPE_REPORT_VIEW,
                                                      armada_web_page_report_view_init))

static const ArmadaWebModule *
get_module (GError **error)
{
  static const ArmadaWebModule *known; /* what is loaded once is loaded for the program */
  const char *folder = g_getenv ("ARMADA_MODULE_DIR");
  g_autofree char *path =
      g_build_filename (folder ? folder : MODULEDIR, "libarmada-web." G_MODULE_SUFFIX, NULL);
  GModule *module;
  gpointer symbol;

  if (known != NULL)
    return known;
  module = g_module_open_full (path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL, error);
  if (module == NULL)
    return NULL;
  g_module_make_resident (module);
  if (!g_module_symbol (module, ARMADA_WEB_MODULE_SYMBOL, &symbol))
    {
      g_set_error_literal (error, ARMADA_READING_ERROR, ARMADA_READING_ERROR_NO_READER,
                           "the web module is another one");
      return NULL;
    }
  known = symbol;
  return known;
}

static void
found_cb (guint which, guint n, GObject *owner)
{
  armada_report_view_tell_found (owner, which, n);
}

static void
armada_web_page_find (ArmadaReportView *view, const char *words, gboolean backwards, gboolean again)
{
  ArmadaWebPage *self = ARMADA_WEB_PAGE (view);

  self->module->find (self->view, words, backwards, again);
}

static double
armada_web_page_get_zoom (ArmadaReportView *view)
{
  return ARMADA_WEB_PAGE (view)->module->get_zoom (ARMADA_WEB_PAGE (view)->view);
}

static void
armada_web_page_set_zoom (ArmadaReportView *view, double zoom)
{
  ARMADA_WEB_PAGE (view)->module->set_zoom (ARMADA_WEB_PAGE (view)->view, zoom);
}

static void
armada_web_page_copy (ArmadaReportView *view)
{
  ARMADA_WEB_PAGE (view)->module->copy (ARMADA_WEB_PAGE (view)->view);
}

static void
armada_web_page_select_all (ArmadaReportView *view)
{
  ARMADA_WEB_PAGE (view)->module->select_all (ARMADA_WEB_PAGE (view)->view);
}

static void
printed_cb (const GError *error, gpointer user_data)
{
  g_autoptr (ArmadaWebPage) self = user_data;

  if (error != NULL)
    armada_report_view_tell (self, error->message);
}

static void
saved_cb (const GError *error, gpointer user_data)
{
  g_autoptr (ArmadaWebPage) self = user_data;

  armada_report_view_tell (self, error ? error->message : _ ("Saved"));
}

static void
armada_web_page_print (ArmadaReportView *view, GFile *pdf, const char *title)
{
  ArmadaWebPage *self = ARMADA_WEB_PAGE (view);

  self->module->print (self->view, pdf, pdf ? saved_cb : printed_cb, g_object_ref (self));
}

static void
armada_web_page_report_view_init (ArmadaReportViewInterface *iface)
{
  iface->find = armada_web_page_find;
  iface->get_zoom = armada_web_page_get_zoom;
  iface->set_zoom = armada_web_page_set_zoom;
  iface->copy = armada_web_page_copy;
  iface->select_all = armada_web_page_select_all;
  iface->print = armada_web_page_print;
}

static gboolean
armada_web_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (ARMADA_WEB_PAGE (widget)->view);
}

static void
armada_web_page_dispose (GObject *object)
{
  ArmadaWebPage *self = ARMADA_WEB_PAGE (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  adw_bin_set_child (ADW_BIN (self), NULL);
  self->view = NULL;
  G_OBJECT_CLASS (armada_web_page_parent_class)->dispose (object);
}

static void
armada_web_page_class_init (ArmadaWebPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_web_page_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = armada_web_page_grab_focus;
}

static void
armada_web_page_init (ArmadaWebPage *self)
{
  self->loading = g_cancellable_new ();
}

/* A page that does not say what it is written in, and is UTF-8, is that. */
static const char *
guess_encoding (GBytes *page)
{
  gsize size;
  const char *data = g_bytes_get_data (page, &size);

  return size >= 2 && ((guchar) data[0] >= 0xfe)  ? NULL
         : g_utf8_validate_len (data, size, NULL) ? "UTF-8"
                                                  : NULL;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaWebPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) page = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  if (page != NULL && self->view != NULL && g_bytes_get_size (page) <= SIZE_MAX_BYTES)
    self->module->load (self->view, page, guess_encoding (page));
  else if (page != NULL && self->view != NULL)
    armada_report_view_tell (self, _ ("This page is too large to be shown."));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && error != NULL)
    armada_report_view_tell (self, error->message);
}

/**
 * armada_web_page_new:
 * @file: a page of HTML
 *
 * Returns: (transfer floating): the page, being loaded; an error when WebKit is not there
 */
GtkWidget *
armada_web_page_new (GFile *file, GError **error)
{
  const ArmadaWebModule *module = get_module (error);
  ArmadaWebPage *self;

  if (module == NULL)
    return NULL;
  self = g_object_new (ARMADA_TYPE_WEB_PAGE, NULL);
  self->module = module;
  self->view = module->create (found_cb, G_OBJECT (self));
  adw_bin_set_child (ADW_BIN (self), self->view);
  g_file_load_bytes_async (file, self->loading, loaded_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

/**
 * armada_web_page_get_web_view:
 *
 * Returns: (transfer none): the module's widget
 */
GtkWidget *
armada_web_page_get_web_view (ArmadaWebPage *self)
{
  return self->view;
}
