/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/armada-page-bar.h"
#include "app/armada-page-trail.h"
#include "armada-test-ui.h"

static void
test_trail (void)
{
  ArmadaPageTrail *trail = armada_page_trail_new ();

  g_assert_false (armada_page_trail_can_move (trail, -1));
  g_assert_false (armada_page_trail_can_move (trail, 1));
  armada_page_trail_go (trail, "fleet");
  armada_page_trail_go (trail, "fleet");
  armada_page_trail_go (trail, "history");
  armada_page_trail_go (trail, "reports");
  g_assert_false (armada_page_trail_can_move (trail, -3));
  g_assert_cmpstr (armada_page_trail_move (trail, -1), ==, "history");
  g_assert_cmpstr (armada_page_trail_move (trail, -1), ==, "fleet");
  g_assert_null (armada_page_trail_move (trail, -1));
  g_assert_cmpstr (armada_page_trail_move (trail, 1), ==, "history");

  /* Going elsewhere ends what lay ahead. */
  armada_page_trail_go (trail, "inbox");
  g_assert_false (armada_page_trail_can_move (trail, 1));
  g_assert_cmpstr (armada_page_trail_move (trail, -1), ==, "history");

  armada_page_trail_clear (trail);
  g_assert_false (armada_page_trail_can_move (trail, -1));
  armada_page_trail_free (trail);
}

static void
test_long_trail (void)
{
  ArmadaPageTrail *trail = armada_page_trail_new ();
  guint n = 0;

  for (guint i = 0; i < 500; i++)
    armada_page_trail_go (trail, i % 2 ? "fleet" : "history");
  while (armada_page_trail_move (trail, -1) != NULL)
    n++;
  g_assert_cmpuint (n, ==, 49);
  armada_page_trail_free (trail);
}

static GtkWidget *
nth_button (GtkWidget *bar, guint n)
{
  GtkWidget *button = gtk_widget_get_first_child (bar);

  while (n-- > 0)
    button = gtk_widget_get_next_sibling (button);
  return button;
}

static void
test_bar (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *bar = g_object_new (ARMADA_TYPE_PAGE_BAR, NULL);
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *window;

  gtk_stack_add_named (GTK_STACK (stack), gtk_label_new ("map"), "fleet");
  gtk_stack_add_named (GTK_STACK (stack), gtk_label_new ("inbox"), "inbox");
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), stack);
  window = armada_test_show (box, 400, 300);
  armada_page_bar_set_stack (ARMADA_PAGE_BAR (bar), GTK_STACK (stack));

  g_assert_false (gtk_widget_get_visible (nth_button (bar, 0)));
  g_assert_true (gtk_widget_get_visible (nth_button (bar, 1)));
  g_assert_false (gtk_widget_get_visible (nth_button (bar, 2)));
  g_assert_false (gtk_widget_get_visible (nth_button (bar, 3)));
  g_assert_true (gtk_widget_get_visible (nth_button (bar, 4)));

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (nth_button (bar, 4)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Inbox");
  armada_page_bar_set_count (ARMADA_PAGE_BAR (bar), "inbox", 12);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (nth_button (bar, 4)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Inbox, 12 new");
  armada_page_bar_set_count (ARMADA_PAGE_BAR (bar), "inbox", 0);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (nth_button (bar, 4)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Inbox");

  g_assert_true (armada_page_bar_has_page ("reports"));
  g_assert_false (armada_page_bar_has_page ("sign-in"));
  armada_test_close (window, box);
}

/* Every name can be read below the narrowest window, whose frame takes some of its 360 pixels. */
static void
test_names (void)
{
  GtkWidget *bar = g_object_new (ARMADA_TYPE_PAGE_BAR, NULL);
  GtkWidget *stack = gtk_stack_new ();
  const char *name, *label, *icon;
  GtkWidget *window;

  g_object_ref_sink (stack);
  for (guint i = 0; armada_page_bar_get_page (i, &name, &label, &icon); i++)
    gtk_stack_add_named (GTK_STACK (stack), gtk_label_new (label), name);
  armada_page_bar_set_stack (ARMADA_PAGE_BAR (bar), GTK_STACK (stack));
  window = armada_test_show (bar, 350, 60);
  g_assert_cmpint (gtk_widget_get_width (bar), <=, 350);
  for (guint i = 0; armada_page_bar_get_page (i, &name, &label, &icon); i++)
    {
      GtkWidget *content = gtk_button_get_child (GTK_BUTTON (nth_button (bar, i)));
      GtkLabel *shown = GTK_LABEL (gtk_widget_get_last_child (content));

      g_assert_cmpstr (gtk_label_get_label (shown), ==, label);
      g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (shown)));
    }
  g_object_unref (stack);
  armada_test_close (window, bar);
}

/* With large text the others are told by their icons. */
static void
test_compact (void)
{
  GtkWidget *bar = g_object_new (ARMADA_TYPE_PAGE_BAR, "compact", TRUE, NULL);
  GtkToggleButton *table = GTK_TOGGLE_BUTTON (nth_button (bar, 2));
  GtkWidget *label = gtk_widget_get_last_child (gtk_button_get_child (GTK_BUTTON (table)));

  g_object_ref_sink (bar);
  g_assert_false (gtk_widget_get_visible (label));
  gtk_toggle_button_set_active (table, TRUE);
  g_assert_true (gtk_widget_get_visible (label));
  gtk_toggle_button_set_active (table, FALSE);
  g_assert_false (gtk_widget_get_visible (label));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (table), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Table");
  g_object_set (bar, "compact", FALSE, NULL);
  g_assert_true (gtk_widget_get_visible (label));
  g_object_unref (bar);
}

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
  g_test_add_func ("/page-bar/trail", test_trail);
  g_test_add_func ("/page-bar/long-trail", test_long_trail);
  g_test_add_func ("/page-bar/buttons", test_bar);
  g_test_add_func ("/page-bar/names", test_names);
  g_test_add_func ("/page-bar/compact", test_compact);
  return g_test_run ();
}
