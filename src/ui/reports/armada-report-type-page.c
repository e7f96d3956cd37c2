/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-type-page"

#include "reports/armada-report-type-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "api/armada-report-types-reader.h"
#include "model/armada-item.h"

#define HEADER_MARGIN 12 /* pixels: as far as the names are from the edge */

/* ArmadaReportTypePage: the server's list, filtered by what is typed; two sections: used last, and
 * all others by their names. */
struct _ArmadaReportTypePage
{
  AdwNavigationPage parent_instance;

  GtkFilterListModel *found;
  GtkSortListModel *sorted;
  GtkCustomFilter *filter;   /* owned by @found */
  GtkCustomSorter *sorter;   /* owned by @sorted */
  GtkCustomSorter *sections; /* owned by @sorted */
  GHashTable *recent;        /* gint64 ids → their place, from 1 */
  char *words;               /* (nullable): casefolded, of the search */

  GtkWidget *search;
  GtkStack *stack;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (ArmadaReportTypePage, armada_report_type_page, ADW_TYPE_NAVIGATION_PAGE)

static guint chosen_signal;

static const ArmadaReportTypeRecord *
get_record (gpointer item)
{
  return (const ArmadaReportTypeRecord *) armada_item_get_record (item);
}

/* Returns: from 1, or a large number for what was not used lately */
static guint
get_place (ArmadaReportTypePage *self, gconstpointer item)
{
  gint64 id = get_record ((gpointer) item)->id;
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->recent, &id));

  return place > 0 ? place : G_MAXUINT;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  guint one = get_place (user_data, a), other = get_place (user_data, b);

  if (one != other)
    return one < other ? -1 : 1;
  return g_utf8_collate (get_record ((gpointer) a)->name, get_record ((gpointer) b)->name);
}

static int
compare_sections (gconstpointer a, gconstpointer b, gpointer user_data)
{
  gboolean one = get_place (user_data, a) == G_MAXUINT;
  gboolean other = get_place (user_data, b) == G_MAXUINT;

  return one - other;
}

static gboolean
matches (gpointer item, gpointer user_data)
{
  ArmadaReportTypePage *self = user_data;
  g_autofree char *name = g_utf8_casefold (get_record (item)->name, -1);

  return self->words == NULL || strstr (name, self->words) != NULL;
}

static void
show_state (ArmadaReportTypePage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->sorted));

  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "none");
}

static void
search_changed_cb (ArmadaReportTypePage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  g_free (self->words);
  self->words = *text != '\0' ? g_utf8_casefold (text, -1) : NULL;
  if (self->filter != NULL)
    gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
stop_search_cb (ArmadaReportTypePage *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "navigation.pop", NULL);
}

static void
activate_cb (ArmadaReportTypePage *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->sorted), position);

  if (item != NULL)
    g_signal_emit (self, chosen_signal, 0, get_record (item)->id);
}

static void
activate_first_cb (ArmadaReportTypePage *self)
{
  activate_cb (self, 0);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       get_record (gtk_list_item_get_item (item))->name);
}

static void
setup_header_cb (GtkSignalListItemFactory *factory, GtkListHeader *header, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_start (label, HEADER_MARGIN);
  gtk_list_header_set_child (header, label);
}

static void
bind_header_cb (GtkSignalListItemFactory *factory,
                GtkListHeader *header,
                ArmadaReportTypePage *self)
{
  gboolean recent = get_place (self, gtk_list_header_get_item (header)) != G_MAXUINT;

  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)),
                       recent ? C_ ("reports", "Used Last") : C_ ("reports", "All Types"));
}

static void
armada_report_type_page_dispose (GObject *object)
{
  ArmadaReportTypePage *self = ARMADA_REPORT_TYPE_PAGE (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  self->filter = NULL;
  g_clear_object (&self->sorted);
  g_clear_object (&self->found);
  G_OBJECT_CLASS (armada_report_type_page_parent_class)->dispose (object);
}

static void
armada_report_type_page_finalize (GObject *object)
{
  ArmadaReportTypePage *self = ARMADA_REPORT_TYPE_PAGE (object);

  g_hash_table_unref (self->recent);
  g_free (self->words);
  G_OBJECT_CLASS (armada_report_type_page_parent_class)->finalize (object);
}

static void
armada_report_type_page_class_init (ArmadaReportTypePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_report_type_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_report_type_page_finalize;
  chosen_signal = g_signal_new ("chosen", ARMADA_TYPE_REPORT_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-report-type-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportTypePage, search);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportTypePage, stack);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportTypePage, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_first_cb);
}

static void
armada_report_type_page_init (ArmadaReportTypePage *self)
{
  self->recent = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
make_factories (ArmadaReportTypePage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) headers = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (headers, "setup", G_CALLBACK (setup_header_cb), NULL);
  g_signal_connect_object (headers, "bind", G_CALLBACK (bind_header_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_header_factory (self->list, headers);
}

/**
 * armada_report_type_page_new:
 * @types: of ArmadaReportTypeRecord
 */
GtkWidget *
armada_report_type_page_new (ArmadaItemList *types)
{
  ArmadaReportTypePage *self = g_object_new (ARMADA_TYPE_REPORT_TYPE_PAGE, NULL);
  g_autoptr (GtkNoSelection) rows = NULL;

  self->filter = gtk_custom_filter_new (matches, self, NULL);
  self->found =
      gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (types)), GTK_FILTER (self->filter));
  self->sorter = gtk_custom_sorter_new (compare, self, NULL);
  self->sections = gtk_custom_sorter_new (compare_sections, self, NULL);
  self->sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->found)),
                                          GTK_SORTER (self->sorter));
  gtk_sort_list_model_set_section_sorter (self->sorted, GTK_SORTER (self->sections));
  g_object_unref (self->sections);
  make_factories (self);
  rows = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->sorted)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (rows));
  g_signal_connect_object (self->sorted, "items-changed", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  show_state (self);
  return GTK_WIDGET (self);
}

/**
 * armada_report_type_page_set_recent:
 * @ids: of the types used lately, the last one first
 */
void
armada_report_type_page_set_recent (ArmadaReportTypePage *self, const gint64 *ids, guint n)
{
  g_return_if_fail (ARMADA_IS_REPORT_TYPE_PAGE (self));

  g_hash_table_remove_all (self->recent);
  for (guint i = 0; i < n; i++)
    g_hash_table_insert (self->recent, g_memdup2 (&ids[i], sizeof *ids), GUINT_TO_POINTER (i + 1));
  gtk_sorter_changed (GTK_SORTER (self->sorter), GTK_SORTER_CHANGE_DIFFERENT);
  gtk_sorter_changed (GTK_SORTER (self->sections), GTK_SORTER_CHANGE_DIFFERENT);
}
