/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-web-page"

#include "armada-config.h"
#include "reports/armada-web-page.h"

#include <glib/gi18n.h>
#include <gmodule.h>
#include <string.h>

#include "app/armada-words.h"
#include "files/armada-file-copy.h"
#include "reading/armada-reading.h"
#include "reports/armada-report-view.h"
#include "reports/armada-web-module.h"

#define SIZE_MAX_BYTES (64 * 1024 * 1024) /* of a page: WebKit's limits are the machine's */

#define PDF_HEAD "%PDF-"
#define PDF_END "%%EOF"

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
  guint patience; /* milliseconds from when WebKit begins to read it until all is there */
  guint waiting;  /* source: it takes too long */
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
fail (ArmadaWebPage *self, ArmadaReadingError code)
{
  g_autoptr (GError) error = g_error_new_literal (ARMADA_READING_ERROR, code, "a web page");

  armada_report_view_fail (self, error);
}

static void
too_slow_cb (gpointer user_data)
{
  ArmadaWebPage *self = user_data;

  self->waiting = 0;
  fail (self, ARMADA_READING_ERROR_TOO_SLOW);
}

static void
changed_cb (ArmadaWebState state, GObject *owner)
{
  g_autoptr (ArmadaWebPage) self = ARMADA_WEB_PAGE (g_object_ref (owner));

  g_clear_handle_id (&self->waiting, g_source_remove);
  switch (state)
    {
    case ARMADA_WEB_READING:
      self->waiting = g_timeout_add_once (self->patience, too_slow_cb, self);
      break;
    case ARMADA_WEB_TOO_LARGE:
      fail (self, ARMADA_READING_ERROR_TOO_LARGE);
      break;
    case ARMADA_WEB_ENDED:
      fail (self, ARMADA_READING_ERROR_ENDED);
      break;
    case ARMADA_WEB_SHOWN:
    default:
      break;
    }
}

static const ArmadaWebListener listener = { found_cb, changed_cb };

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

/* A PDF on its way: WebKit writes a file of its own, and tells little when it cannot. */
typedef struct
{
  ArmadaWebPage *page;
  char *title;
  GFile *pdf; /* (nullable): what it becomes; NULL it is printed */
  GFile *own;
} Saving;

static void
delete_own (gpointer file)
{
  g_file_delete_async (file, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  g_object_unref (file);
}

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_clear_pointer (&saving->own, delete_own);
  g_clear_object (&saving->pdf);
  g_free (saving->title);
  g_object_unref (saving->page);
  g_free (saving);
}

/* Whether it was written to its end, after which there are at most some blanks. */
static gboolean
is_whole (GFile *pdf)
{
  g_autoptr (GMappedFile) map = g_mapped_file_new (g_file_peek_path (pdf), FALSE, NULL);
  gsize size = map ? g_mapped_file_get_length (map) : 0;
  const char *data = size > 0 ? g_mapped_file_get_contents (map) : NULL;

  while (size > 0 && g_ascii_isspace (data[size - 1]))
    size--;
  return size > strlen (PDF_HEAD PDF_END) && memcmp (data, PDF_HEAD, strlen (PDF_HEAD)) == 0 &&
         memcmp (data + size - strlen (PDF_END), PDF_END, strlen (PDF_END)) == 0;
}

static void
keep_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Saving *saving = data;
  GError *error = NULL;

  if (!is_whole (saving->own))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "the page was cut");
  else if (saving->pdf == NULL || armada_file_copy (saving->own, saving->pdf, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
tell_saved (ArmadaWebPage *self, const GError *error)
{
  g_autofree char *words = error ? armada_words_for_file_error (error) : g_strdup (_ ("Saved"));

  armada_report_view_tell (self, words);
}

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaWebPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_print_dialog_print_file_finish (GTK_PRINT_DIALOG (source), result, &error) &&
      error->domain != GTK_DIALOG_ERROR)
    armada_report_view_tell (self, error->message);
}

static void
print (Saving *saving)
{
  g_autoptr (GtkPrintDialog) dialog = gtk_print_dialog_new ();
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (saving->page));
  GFile *own = g_steal_pointer (&saving->own);

  gtk_print_dialog_set_title (dialog, saving->title);
  g_object_set_data_full (G_OBJECT (dialog), "armada-own", own, delete_own);
  gtk_print_dialog_print_file (dialog, GTK_IS_WINDOW (window) ? GTK_WINDOW (window) : NULL, NULL,
                               own, NULL, printed_cb, g_object_ref (saving->page));
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error) && saving->pdf == NULL)
    print (saving);
  else
    tell_saved (ARMADA_WEB_PAGE (source), error);
}

static void
written_cb (const GError *error, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (GTask) task = NULL;

  if (error != NULL)
    {
      tell_saved (saving->page, error);
      saving_free (saving);
      return;
    }
  task = g_task_new (saving->page, NULL, kept_cb, NULL);
  g_task_set_source_tag (task, written_cb);
  g_task_set_task_data (task, saving, saving_free);
  g_task_run_in_thread (task, keep_thread);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  saving->own = g_file_new_tmp_finish (result, &stream, &error);
  if (saving->own != NULL && saving->page->view != NULL)
    {
      saving->page->module->print (saving->page->view, saving->own, written_cb, saving);
      return;
    }
  if (error != NULL)
    tell_saved (saving->page, error);
  saving_free (saving);
}

static void
armada_web_page_print (ArmadaReportView *view, GFile *pdf, const char *title)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->page = ARMADA_WEB_PAGE (g_object_ref (view));
  saving->title = g_strdup (title);
  saving->pdf = pdf ? g_object_ref (pdf) : NULL;
  g_file_new_tmp_async ("armada-XXXXXX.pdf", G_PRIORITY_DEFAULT, NULL, made_cb, saving);
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
  g_clear_handle_id (&self->waiting, g_source_remove);
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

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->view == NULL)
    return;
  if (page == NULL)
    armada_report_view_fail (self, error);
  else if (g_bytes_get_size (page) > SIZE_MAX_BYTES)
    fail (self, ARMADA_READING_ERROR_TOO_LARGE);
  else
    self->module->load (self->view, page, guess_encoding (page));
}

/**
 * armada_web_page_new:
 * @file: a page of HTML
 * @patience: milliseconds that WebKit may take to read it
 *
 * Returns: (transfer floating): the page, being loaded; an error when WebKit is not there
 */
GtkWidget *
armada_web_page_new (GFile *file, guint patience, GError **error)
{
  const ArmadaWebModule *module = get_module (error);
  ArmadaWebPage *self;

  if (module == NULL)
    return NULL;
  self = g_object_new (ARMADA_TYPE_WEB_PAGE, NULL);
  self->module = module;
  self->patience = patience;
  self->view = module->create (&listener, G_OBJECT (self));
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
