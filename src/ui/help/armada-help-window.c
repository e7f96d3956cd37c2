/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-help-window"

#include "help/armada-help-window.h"

#include <glib/gi18n.h>

#include "help/armada-help-page.h"

/*
 * The help: topics at the side, the chosen one beside them. It is a window of its own, so that one
 * can read and do at the same time. The search hides topics in which the words do not stand.
 */
struct _ArmadaHelpWindow
{
  AdwWindow parent_instance;

  AdwNavigationSplitView *split;
  AdwNavigationPage *content;
  AdwBin *place;
  GtkEditable *search;
  GtkListBox *list;
  GtkStack *stack;
  const ArmadaHelpTopic *topic;
};

enum
{
  SHOW_PLACE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ArmadaHelpWindow, armada_help_window, ADW_TYPE_WINDOW)

static const ArmadaHelpTopic *
get_topic (GtkListBoxRow *row)
{
  return armada_help_topics_get ((guint) gtk_list_box_row_get_index (row));
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer user_data)
{
  ArmadaHelpWindow *self = user_data;

  return armada_help_topic_matches (get_topic (row), gtk_editable_get_text (self->search));
}

static GtkListBoxRow *
find_first (ArmadaHelpWindow *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      return row;
  return NULL;
}

static void
search_cb (ArmadaHelpWindow *self)
{
  gtk_list_box_invalidate_filter (self->list);
  gtk_stack_set_visible_child_name (self->stack, find_first (self) ? "topics" : "nothing");
}

static void
show_topic (ArmadaHelpWindow *self, const ArmadaHelpTopic *topic)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (self->topic == topic)
    return;
  /* The view of pages would go back to what has gone. */
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->place)))
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  self->topic = topic;
  adw_bin_set_child (self->place, armada_help_page_new (topic));
  adw_navigation_page_set_title (self->content, _ (topic->title));
}

static void
row_cb (ArmadaHelpWindow *self, GtkListBoxRow *row)
{
  show_topic (self, get_topic (row));
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

/* What the user came to is shown as well where there is only room for the page. */
static void
selected_cb (ArmadaHelpWindow *self, GtkListBoxRow *row)
{
  if (row != NULL)
    show_topic (self, get_topic (row));
}

static void
search_activate_cb (ArmadaHelpWindow *self)
{
  GtkListBoxRow *row = find_first (self);

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  row_cb (self, row);
}

static void
topic_cb (GtkWidget *widget, const char *action, GVariant *name)
{
  armada_help_window_show_topic (ARMADA_HELP_WINDOW (widget), g_variant_get_string (name, NULL));
}

static void
show_cb (GtkWidget *widget, const char *action, GVariant *where)
{
  g_signal_emit (widget, signals[SHOW_PLACE], 0, g_variant_get_string (where, NULL));
}

static void
find_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ArmadaHelpWindow *self = ARMADA_HELP_WINDOW (widget);

  adw_navigation_split_view_set_show_content (self->split, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
append_topic (ArmadaHelpWindow *self, const ArmadaHelpTopic *topic)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_ (topic->title));
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (topic->icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (topic->title), -1);
  gtk_list_box_append (self->list, row);
}

static void
armada_help_window_class_init (ArmadaHelpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SHOW_PLACE] = g_signal_new ("show-place", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-help-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaHelpWindow, split);
  gtk_widget_class_bind_template_child (widget_class, ArmadaHelpWindow, content);
  gtk_widget_class_bind_template_child (widget_class, ArmadaHelpWindow, place);
  gtk_widget_class_bind_template_child (widget_class, ArmadaHelpWindow, search);
  gtk_widget_class_bind_template_child (widget_class, ArmadaHelpWindow, list);
  gtk_widget_class_bind_template_child (widget_class, ArmadaHelpWindow, stack);
  gtk_widget_class_bind_template_callback (widget_class, row_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_install_action (widget_class, "help.topic", "s", topic_cb);
  gtk_widget_class_install_action (widget_class, "help.show", "s", show_cb);
  gtk_widget_class_install_action (widget_class, "help.find", NULL, find_cb);
}

static void
armada_help_window_init (ArmadaHelpWindow *self)
{
  const ArmadaHelpTopic *topic;

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  for (guint i = 0; (topic = armada_help_topics_get (i)) != NULL; i++)
    append_topic (self, topic);
  armada_help_window_show_topic (self, armada_help_topics_get (0)->name);
}

/**
 * armada_help_window_new:
 *
 * Returns: (transfer none): the help, at its first topic, not shown yet
 */
ArmadaHelpWindow *
armada_help_window_new (GtkApplication *application)
{
  return g_object_new (ARMADA_TYPE_HELP_WINDOW, "application", application, NULL);
}

/**
 * armada_help_window_show_topic:
 * @name: of a topic; one that there is not is ignored
 *
 * Whatever is searched for, the topic is shown.
 */
void
armada_help_window_show_topic (ArmadaHelpWindow *self, const char *name)
{
  const ArmadaHelpTopic *topic = armada_help_topics_find (name);
  GtkListBoxRow *row;

  g_return_if_fail (ARMADA_IS_HELP_WINDOW (self));

  gtk_editable_set_text (self->search, "");
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (get_topic (row) == topic)
      {
        gtk_list_box_select_row (self->list, row);
        adw_navigation_split_view_set_show_content (self->split, TRUE);
      }
}

/**
 * armada_help_window_get_topic:
 *
 * Returns: the name of the topic that is shown
 */
const char *
armada_help_window_get_topic (ArmadaHelpWindow *self)
{
  g_return_val_if_fail (ARMADA_IS_HELP_WINDOW (self), NULL);

  return self->topic->name;
}
