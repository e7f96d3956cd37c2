/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-pages-pane"

#include "reports/armada-pages-pane.h"

#include <glib/gi18n.h>

#include "app/armada-words.h"
#include "files/armada-file-copy.h"
#include "reports/armada-page-thumbnail.h"
#include "reports/armada-pages-finder.h"
#include "reports/armada-pages-paper.h"

#define THUMBNAILS_MAX (8 * 1024 * 1024) /* bytes of pixels */

struct _ArmadaPagesPane
{
  AdwBin parent_instance;

  ArmadaReading *reading;
  GFile *file;
  ArmadaPagePictures *small;
  ArmadaPagesFinder *finder;

  AdwOverlaySplitView *split;
  GtkStackSwitcher *switcher;
  GtkStack *sidebar_stack;
  GtkStackPage *outline_page;
  GtkListView *thumbnails;
  GtkListView *outline;
  ArmadaPagesView *pages;
  GtkLabel *position;
};

static void armada_pages_pane_report_view_init (ArmadaReportViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaPagesPane,
                               armada_pages_pane,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ARMADA_TYPE_REPORT_VIEW,
                                                      armada_pages_pane_report_view_init))

static void
say_position (ArmadaPagesPane *self)
{
  /* Translators: which page of how many is looked at */
  g_autofree char *words =
      g_strdup_printf (_ ("%u of %u"), armada_pages_view_get_page (self->pages) + 1,
                       armada_reading_get_n_pages (self->reading));

  gtk_label_set_text (self->position, words);
}

static void
page_changed_cb (ArmadaPagesPane *self, guint page)
{
  say_position (self);
  if (adw_overlay_split_view_get_show_sidebar (self->split))
    {
      GtkSingleSelection *chosen =
          GTK_SINGLE_SELECTION (gtk_list_view_get_model (self->thumbnails));

      gtk_single_selection_set_selected (chosen, page);
      gtk_list_view_scroll_to (self->thumbnails, page, GTK_LIST_SCROLL_NONE, NULL);
    }
}

static void
hide_sidebar_where_narrow (ArmadaPagesPane *self)
{
  if (adw_overlay_split_view_get_collapsed (self->split))
    adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
}

static void
thumbnail_activated_cb (ArmadaPagesPane *self, guint position)
{
  armada_pages_view_show_page (self->pages, position);
  hide_sidebar_where_narrow (self);
}

static void
outline_activated_cb (ArmadaPagesPane *self, guint position)
{
  GVariant *outline = armada_reading_get_outline (self->reading);
  int page;

  g_variant_get_child (outline, position, "(usi)", NULL, NULL, &page);
  if (page >= 0)
    armada_pages_view_show_page (self->pages, (guint) page);
  hide_sidebar_where_narrow (self);
}

static void
setup_thumbnail_cb (GtkListItemFactory *factory, GtkListItem *item, ArmadaPagesPane *self)
{
  gtk_list_item_set_child (item,
                           GTK_WIDGET (armada_page_thumbnail_new (self->reading, self->small)));
}

static void
bind_thumbnail_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  guint page = gtk_list_item_get_position (item);
  /* Translators: %u is the number of a page */
  g_autofree char *words = g_strdup_printf (_ ("Page %u"), page + 1);

  armada_page_thumbnail_show (ARMADA_PAGE_THUMBNAIL (gtk_list_item_get_child (item)), page);
  gtk_list_item_set_accessible_label (item, words);
}

static void
setup_entry_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_entry_cb (GtkListItemFactory *factory, GtkListItem *item, ArmadaPagesPane *self)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *title;
  guint depth;

  g_variant_get_child (armada_reading_get_outline (self->reading),
                       gtk_list_item_get_position (item), "(u&si)", &depth, &title, NULL);
  gtk_label_set_text (GTK_LABEL (label), title);
  gtk_widget_set_margin_start (label, (int) MIN (depth, 12) * 12);
  gtk_widget_set_tooltip_text (label, title);
}

/* A list of @n things that are known by their place alone. */
static GtkSelectionModel *
new_places (guint n)
{
  GtkStringList *places = gtk_string_list_new (NULL);
  GtkSingleSelection *chosen = gtk_single_selection_new (G_LIST_MODEL (places));

  gtk_single_selection_set_autoselect (chosen, FALSE);
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (places, "");
  return GTK_SELECTION_MODEL (chosen);
}

static void
fill_thumbnails (ArmadaPagesPane *self)
{
  g_autoptr (GtkSelectionModel) pages = new_places (armada_reading_get_n_pages (self->reading));
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->small = armada_page_pictures_new (self->reading, THUMBNAILS_MAX);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_thumbnail_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_thumbnail_cb), self, 0);
  gtk_list_view_set_factory (self->thumbnails, factory);
  gtk_list_view_set_model (self->thumbnails, pages);
}

static void
fill_outline (ArmadaPagesPane *self)
{
  GVariant *outline = armada_reading_get_outline (self->reading);
  guint n = outline ? (guint) g_variant_n_children (outline) : 0;
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) entries = new_places (n);

  gtk_stack_page_set_visible (self->outline_page, n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->switcher), n > 0);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_entry_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_entry_cb), self, 0);
  gtk_list_view_set_factory (self->outline, factory);
  gtk_list_view_set_model (self->outline, entries);
}

static void
armada_pages_pane_find (ArmadaReportView *view,
                        const char *words,
                        gboolean backwards,
                        gboolean again)
{
  ArmadaPagesPane *self = ARMADA_PAGES_PANE (view);

  if (again)
    armada_pages_finder_go (self->finder, backwards);
  else
    armada_pages_finder_start (self->finder, words);
}

static void
found_cb (ArmadaPagesPane *self, guint which, guint n)
{
  armada_report_view_tell_found (self, which, n);
}

static double
armada_pages_pane_get_zoom (ArmadaReportView *view)
{
  return armada_pages_view_get_zoom (ARMADA_PAGES_PANE (view)->pages);
}

static void
armada_pages_pane_set_zoom (ArmadaReportView *view, double zoom)
{
  armada_pages_view_set_zoom (ARMADA_PAGES_PANE (view)->pages, zoom);
}

static void
armada_pages_pane_copy (ArmadaReportView *view)
{
  armada_pages_view_copy (ARMADA_PAGES_PANE (view)->pages);
}

static void
armada_pages_pane_select_all (ArmadaReportView *view)
{
  armada_pages_view_select_all (ARMADA_PAGES_PANE (view)->pages);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaPagesPane) self = user_data;
  g_autoptr (GError) error = NULL;

  g_autofree char *words = NULL;

  if (!armada_file_copy_finish (result, &error))
    words = armada_words_for_file_error (error);
  armada_report_view_tell (self, words ? words : _ ("Saved"));
}

/* It is a PDF: to make one of it is to copy it. */
static void
armada_pages_pane_print (ArmadaReportView *view, GFile *pdf, const char *title)
{
  ArmadaPagesPane *self = ARMADA_PAGES_PANE (view);

  if (pdf != NULL)
    armada_file_copy_async (self->file, pdf, NULL, saved_cb, g_object_ref (self));
  else
    armada_pages_paper_print (self->reading, GTK_WIDGET (self), title);
}

static void
armada_pages_pane_report_view_init (ArmadaReportViewInterface *iface)
{
  iface->find = armada_pages_pane_find;
  iface->get_zoom = armada_pages_pane_get_zoom;
  iface->set_zoom = armada_pages_pane_set_zoom;
  iface->copy = armada_pages_pane_copy;
  iface->select_all = armada_pages_pane_select_all;
  iface->print = armada_pages_pane_print;
}

static gboolean
armada_pages_pane_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ARMADA_PAGES_PANE (widget)->pages));
}

static void
armada_pages_pane_dispose (GObject *object)
{
  ArmadaPagesPane *self = ARMADA_PAGES_PANE (object);

  g_clear_object (&self->finder);
  g_clear_object (&self->small);
  g_clear_object (&self->file);
  g_clear_object (&self->reading);
  G_OBJECT_CLASS (armada_pages_pane_parent_class)->dispose (object);
}

static void
armada_pages_pane_class_init (ArmadaPagesPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_pages_pane_dispose;
  widget_class->grab_focus = armada_pages_pane_grab_focus;
  g_type_ensure (ARMADA_TYPE_PAGES_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-pages-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaPagesPane, split);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPagesPane, switcher);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPagesPane, sidebar_stack);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPagesPane, outline_page);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPagesPane, thumbnails);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPagesPane, outline);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPagesPane, pages);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPagesPane, position);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, thumbnail_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, outline_activated_cb);
}

static void
armada_pages_pane_init (ArmadaPagesPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * armada_pages_pane_new:
 * @reading: a report that is open and has pages
 * @file: where it is
 *
 * Returns: (transfer floating): its first page
 */
ArmadaPagesPane *
armada_pages_pane_new (ArmadaReading *reading, GFile *file)
{
  ArmadaPagesPane *self = g_object_new (ARMADA_TYPE_PAGES_PANE, NULL);

  self->reading = g_object_ref (reading);
  self->file = g_object_ref (file);
  armada_pages_view_set_reading (self->pages, reading);
  self->finder = armada_pages_finder_new (reading, self->pages);
  g_signal_connect_object (self->finder, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  fill_thumbnails (self);
  fill_outline (self);
  say_position (self);
  return self;
}

ArmadaPagesView *
armada_pages_pane_get_pages (ArmadaPagesPane *self)
{
  return self->pages;
}

/**
 * armada_pages_pane_get_split:
 *
 * Returns: (transfer none): what shows thumbnails and contents, or hides them
 */
AdwOverlaySplitView *
armada_pages_pane_get_split (ArmadaPagesPane *self)
{
  return self->split;
}
