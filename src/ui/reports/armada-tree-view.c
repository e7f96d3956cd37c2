/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-tree-view"

#include "reports/armada-tree-view.h"

#include <glib/gi18n.h>

#include "reports/armada-report-view.h"
#include "reports/armada-tree-node.h"
#include "reports/armada-tree-paper.h"

/*
 * Branches come when they are opened. Words are looked for by the reader, in all of them; what is
 * on the way to a hit is opened.
 */
struct _ArmadaTreeView
{
  AdwBin parent_instance;

  ArmadaReading *reading;
  GtkTreeListModel *rows;
  GtkSingleSelection *chosen;
  GtkListView *list;

  char *words;    /* that were looked for, "" none */
  GVariant *hits; /* (nullable): aau: the ways to them */
  guint n_hits;
  guint hit;          /* which is shown */
  gboolean following; /* branches on the way to it still have to come */
  guint going_on;     /* source: some of them have */
  GCancellable *finding;
};

static void armada_tree_view_report_view_init (ArmadaReportViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaTreeView,
                               armada_tree_view,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ARMADA_TYPE_REPORT_VIEW,
                                                      armada_tree_view_report_view_init))

static GListModel *
list_children_cb (gpointer item, gpointer user_data)
{
  ArmadaTreeNode *node = item;

  return armada_tree_node_has_children (node)
             ? armada_tree_node_list_children (node, ARMADA_TREE_VIEW (user_data)->reading)
             : NULL;
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (NULL), *value = gtk_label_new (NULL);

  gtk_widget_add_css_class (name, "heading");
  gtk_label_set_ellipsize (GTK_LABEL (value), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (value), 0);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), value);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), box);
  gtk_list_item_set_child (item, expander);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkTreeListRow *row = gtk_list_item_get_item (item);
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (item));
  GtkWidget *name = gtk_widget_get_first_child (gtk_tree_expander_get_child (expander));
  GtkWidget *value = gtk_widget_get_next_sibling (name);
  g_autoptr (ArmadaTreeNode) node = gtk_tree_list_row_get_item (row);
  g_autofree char *words = armada_tree_node_dup_words (node);
  g_autofree char *both = g_strdup_printf ("%s: %s", armada_tree_node_get_name (node), words);

  gtk_tree_expander_set_list_row (expander, row);
  gtk_label_set_text (GTK_LABEL (name), armada_tree_node_get_name (node));
  gtk_label_set_text (GTK_LABEL (value), words);
  gtk_widget_set_tooltip_text (value, words);
  if (armada_tree_node_has_children (node))
    gtk_widget_add_css_class (value, "dim-label");
  else
    gtk_widget_remove_css_class (value, "dim-label");
  gtk_list_item_set_accessible_label (item, both);
}

static void
activate_cb (ArmadaTreeView *self, guint position)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  if (row != NULL)
    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
}

static char *
dup_row (ArmadaTreeView *self, guint position)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
  g_autoptr (ArmadaTreeNode) node = row ? gtk_tree_list_row_get_item (row) : NULL;
  g_autofree char *words = node ? armada_tree_node_dup_words (node) : NULL;

  return node ? g_strdup_printf ("%s: %s", armada_tree_node_get_name (node), words) : NULL;
}

/* Returns: (transfer full) (nullable): the row that @way leads to, as far as it is here; branches
 * are opened on the way */
static GtkTreeListRow *
follow (ArmadaTreeView *self, GVariant *way, gboolean *there)
{
  gsize n;
  const guint32 *places = g_variant_get_fixed_array (way, &n, sizeof *places);
  GtkTreeListRow *row = n > 0 ? gtk_tree_list_model_get_child_row (self->rows, places[0]) : NULL;

  for (gsize i = 1; i < n && row != NULL; i++)
    {
      GtkTreeListRow *next;

      gtk_tree_list_row_set_expanded (row, TRUE);
      next = gtk_tree_list_row_get_child_row (row, places[i]);
      if (next == NULL)
        {
          *there = FALSE;
          return row;
        }
      g_object_unref (row);
      row = next;
    }
  *there = row != NULL;
  return row;
}

static void
show_hit (ArmadaTreeView *self)
{
  g_autoptr (GVariant) way = g_variant_get_child_value (self->hits, self->hit);
  g_autoptr (GtkTreeListRow) row = NULL;
  gboolean there;

  row = follow (self, way, &there);
  self->following = !there;
  if (there)
    gtk_list_view_scroll_to (self->list, gtk_tree_list_row_get_position (row),
                             GTK_LIST_SCROLL_SELECT, NULL);
}

static void
go_on_cb (gpointer user_data)
{
  ArmadaTreeView *self = user_data;

  self->going_on = 0;
  if (self->following)
    show_hit (self);
}

/* What is in a branch comes a moment after it was opened. The list has to take it in before the
 * next one is opened. */
static void
rows_changed_cb (ArmadaTreeView *self)
{
  if (self->following && self->going_on == 0)
    self->going_on = g_idle_add_once (go_on_cb, self);
}

static void
step (ArmadaTreeView *self, gboolean backwards)
{
  guint n = (guint) g_variant_n_children (self->hits);

  if (n == 0)
    return;
  self->hit = (backwards ? self->hit + n - 1 : self->hit + 1) % n;
  armada_report_view_tell_found (self, self->hit + 1, self->n_hits);
  show_hit (self);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaTreeView) self = user_data;
  g_autoptr (GVariant) answer = armada_reading_ask_finish (ARMADA_READING (source), result, NULL);

  if (answer == NULL || self->list == NULL)
    return;
  g_clear_pointer (&self->hits, g_variant_unref);
  g_variant_get (answer, "(u@aau)", &self->n_hits, &self->hits);
  self->hit = 0;
  armada_report_view_tell_found (self, self->n_hits > 0 ? 1 : 0, self->n_hits);
  if (g_variant_n_children (self->hits) > 0)
    show_hit (self);
}

static void
armada_tree_view_find (ArmadaReportView *view,
                       const char *words,
                       gboolean backwards,
                       gboolean again)
{
  ArmadaTreeView *self = ARMADA_TREE_VIEW (view);

  if (!g_set_str (&self->words, words) && again && self->hits != NULL)
    {
      step (self, backwards);
      return;
    }
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  self->finding = g_cancellable_new ();
  self->following = FALSE;
  g_clear_pointer (&self->hits, g_variant_unref);
  if (*words == '\0')
    armada_report_view_tell_found (self, 0, 0);
  else
    armada_reading_ask_async (self->reading, "find-node", g_variant_new ("(s)", words), "(uaau)",
                              self->finding, found_cb, g_object_ref (self));
}

static double
armada_tree_view_get_zoom (ArmadaReportView *view)
{
  return 1;
}

static void
armada_tree_view_set_zoom (ArmadaReportView *view, double zoom)
{
}

static void
armada_tree_view_copy (ArmadaReportView *view)
{
  ArmadaTreeView *self = ARMADA_TREE_VIEW (view);
  g_autofree char *row = dup_row (self, gtk_single_selection_get_selected (self->chosen));

  if (row == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), row);
  armada_report_view_tell (self, _ ("Copied"));
}

static void
armada_tree_view_select_all (ArmadaReportView *view)
{
}

static void
armada_tree_view_print (ArmadaReportView *view, GFile *pdf, const char *title)
{
  armada_tree_paper_print (ARMADA_TREE_VIEW (view)->reading, GTK_WIDGET (view), pdf, title);
}

static void
armada_tree_view_report_view_init (ArmadaReportViewInterface *iface)
{
  iface->find = armada_tree_view_find;
  iface->get_zoom = armada_tree_view_get_zoom;
  iface->set_zoom = armada_tree_view_set_zoom;
  iface->copy = armada_tree_view_copy;
  iface->select_all = armada_tree_view_select_all;
  iface->print = armada_tree_view_print;
}

static gboolean
armada_tree_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ARMADA_TREE_VIEW (widget)->list));
}

static void
armada_tree_view_dispose (GObject *object)
{
  ArmadaTreeView *self = ARMADA_TREE_VIEW (object);

  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  g_clear_pointer (&self->hits, g_variant_unref);
  g_clear_handle_id (&self->going_on, g_source_remove);
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  self->list = NULL;
  g_clear_object (&self->chosen);
  g_clear_object (&self->rows);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->reading);
  G_OBJECT_CLASS (armada_tree_view_parent_class)->dispose (object);
}

static void
armada_tree_view_finalize (GObject *object)
{
  g_free (ARMADA_TREE_VIEW (object)->words);
  G_OBJECT_CLASS (armada_tree_view_parent_class)->finalize (object);
}

static void
armada_tree_view_class_init (ArmadaTreeViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_tree_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_tree_view_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = armada_tree_view_grab_focus;
}

static void
armada_tree_view_init (ArmadaTreeView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->words = g_strdup ("");
  self->list = GTK_LIST_VIEW (gtk_list_view_new (NULL, factory));
  gtk_list_view_set_tab_behavior (self->list, GTK_LIST_TAB_ITEM);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Tree of the report"), -1);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scroller, TRUE);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

/**
 * armada_tree_view_new:
 * @reading: a report that is open and has a tree
 *
 * Returns: (transfer floating): its first branches
 */
ArmadaTreeView *
armada_tree_view_new (ArmadaReading *reading)
{
  ArmadaTreeView *self = g_object_new (ARMADA_TYPE_TREE_VIEW, NULL);
  g_autoptr (ArmadaTreeNode) root = armada_tree_node_new (0, "", "{}", 1);

  self->reading = g_object_ref (reading);
  self->rows = gtk_tree_list_model_new (armada_tree_node_list_children (root, reading), FALSE,
                                        FALSE, list_children_cb, self, NULL);
  g_signal_connect_object (self->rows, "items-changed", G_CALLBACK (rows_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->chosen = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->chosen));
  return self;
}
