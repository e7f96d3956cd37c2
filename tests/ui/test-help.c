/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/armada-page-bar.h"
#include "armada-test-ui.h"
#include "help/armada-help-page.h"
#include "help/armada-help-window.h"

#define PICTURE_BYTES 80000

/* Calls @visit for each block of each topic. */
static void
for_each_block (void (*visit) (const ArmadaHelpTopic *topic, const ArmadaHelpBlock *block))
{
  const ArmadaHelpTopic *topic;

  for (guint i = 0; (topic = armada_help_topics_get (i)) != NULL; i++)
    for (const ArmadaHelpBlock *block = topic->blocks; block->text != NULL; block++)
      visit (topic, block);
}

static void
check_picture (const char *language, const char *name)
{
  g_autofree char *path = g_strdup_printf ("/id/trackgps/Armada/help/%s/%s.png", language, name);
  gsize size = 0;

  if (!g_resources_get_info (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &size, NULL, NULL))
    g_error ("there is no %s", path);
  g_assert_cmpuint (size, <=, PICTURE_BYTES);
}

static void
check_links (const char *text)
{
  for (const char *at = text; (at = strstr (at, "href=\"")) != NULL;)
    {
      g_autofree char *name = NULL;

      at += strlen ("href=\"");
      g_assert_true (g_str_has_prefix (at, "topic:"));
      at += strlen ("topic:");
      name = g_strndup (at, strcspn (at, "\""));
      g_assert_nonnull (armada_help_topics_find (name));
    }
}

static void
check_block (const ArmadaHelpTopic *topic, const ArmadaHelpBlock *block)
{
  g_autoptr (GError) error = NULL;
  guint key;

  switch (block->kind)
    {
    case ARMADA_HELP_KEY:
      g_assert_true (gtk_accelerator_parse (block->name, &key, NULL));
      break;
    case ARMADA_HELP_PICTURE:
      check_picture ("en", block->name);
      check_picture ("id", block->name);
      break;
    case ARMADA_HELP_SHOW:
      g_assert_true (armada_page_bar_has_page (block->name) ||
                     g_str_has_prefix (block->name, "app.") ||
                     g_str_has_prefix (block->name, "win."));
      break;
    case ARMADA_HELP_TEXT:
      check_links (block->text);
      pango_parse_markup (block->text, -1, 0, NULL, NULL, NULL, &error);
      /* links are GtkLabel's own */
      g_assert_true (error == NULL || strstr (block->text, "<a href") != NULL);
      break;
    case ARMADA_HELP_HEADING:
    default:
      break;
    }
}

static void
test_topics (void)
{
  for_each_block (check_block);
}

static GtkWidget *
find_typed (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_typed (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static ArmadaHelpWindow *
open_help (int width, int height)
{
  ArmadaHelpWindow *help = armada_help_window_new (NULL);

  gtk_window_set_default_size (GTK_WINDOW (help), width, height);
  gtk_window_present (GTK_WINDOW (help));
  armada_test_wait_until (gtk_widget_get_width (GTK_WIDGET (help)) > 0);
  return help;
}

static guint
count_listed (ArmadaHelpWindow *help)
{
  GtkListBox *list = armada_test_child (help, ARMADA_TYPE_HELP_WINDOW, "list");
  GtkListBoxRow *row;
  guint n = 0;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    n += gtk_widget_get_child_visible (GTK_WIDGET (row));
  return n;
}

static void
test_search (void)
{
  ArmadaHelpWindow *help = open_help (1100, 700);
  GtkEditable *search = armada_test_child (help, ARMADA_TYPE_HELP_WINDOW, "search");
  GtkStack *stack = armada_test_child (help, ARMADA_TYPE_HELP_WINDOW, "stack");
  guint all = count_listed (help);

  g_assert_cmpstr (armada_help_window_get_topic (help), ==, "start");
  gtk_editable_set_text (search, "POLYGON circle");
  armada_test_wait_until (count_listed (help) == 1);
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpstr (armada_help_window_get_topic (help), ==, "visits");

  gtk_editable_set_text (search, "xyzzy");
  armada_test_wait_until (g_str_equal (gtk_stack_get_visible_child_name (stack), "nothing"));
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpstr (armada_help_window_get_topic (help), ==, "visits");

  armada_help_window_show_topic (help, "reports");
  armada_test_wait_until (count_listed (help) == all);
  g_assert_cmpstr (armada_help_window_get_topic (help), ==, "reports");
  armada_help_window_show_topic (help, "no such topic");
  g_assert_cmpstr (armada_help_window_get_topic (help), ==, "reports");
  armada_test_close (GTK_WIDGET (help), help);
}

/* The first label with a link in it. */
static GtkWidget *
find_link (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), "<a ") != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_link (child);
  return found;
}

static void
show_cb (ArmadaHelpWindow *help, const char *where, char **asked)
{
  g_set_str (asked, where);
}

/* Links and buttons of a page. */
static void
test_ways (void)
{
  ArmadaHelpWindow *help = open_help (1100, 700);
  GtkWidget *place = armada_test_child (help, ARMADA_TYPE_HELP_WINDOW, "place");
  g_autofree char *asked = NULL;
  gboolean taken = FALSE;

  g_signal_connect (help, "show-place", G_CALLBACK (show_cb), &asked);
  g_signal_emit_by_name (find_typed (place, GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpstr (asked, ==, "overview");

  armada_help_window_show_topic (help, "inbox");
  g_signal_emit_by_name (find_link (place), "activate-link", "topic:boards", &taken);
  g_assert_true (taken);
  g_assert_cmpstr (armada_help_window_get_topic (help), ==, "boards");
  armada_test_close (GTK_WIDGET (help), help);
}

/* Each topic fits into the narrowest window, and its pictures have a height there. */
static void
test_narrow (void)
{
  ArmadaHelpWindow *help = open_help (360, 640);
  GtkWidget *place = armada_test_child (help, ARMADA_TYPE_HELP_WINDOW, "place");
  const ArmadaHelpTopic *topic;

  for (guint i = 0; (topic = armada_help_topics_get (i)) != NULL; i++)
    {
      GtkWidget *picture;

      armada_help_window_show_topic (help, topic->name);
      picture = find_typed (place, GTK_TYPE_PICTURE);
      if (picture != NULL)
        armada_test_wait_until (gtk_widget_get_height (picture) > 100);
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (help)), <=, 360);
      armada_test_shoot (GTK_WIDGET (help), topic->name);
    }
  armada_test_close (GTK_WIDGET (help), help);
}

int
main (int argc, char **argv)
{
  armada_test_ui_init (&argc, &argv);
  g_test_add_func ("/help/topics", test_topics);
  g_test_add_func ("/help/search", test_search);
  g_test_add_func ("/help/ways", test_ways);
  g_test_add_func ("/help/narrow", test_narrow);
  return g_test_run ();
}
