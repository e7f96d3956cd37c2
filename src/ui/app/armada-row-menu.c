/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-row-menu"

#include "app/armada-row-menu.h"

#define ITEM "armada-row-menu-item"

/*
 * The context menu of a list's rows: opened by the right button, by holding a row on a touch
 * screen, and by the Menu key or Shift+F10. The row is chosen first, unless it is one of several
 * that are. It goes with the list.
 */
typedef struct
{
  GtkWidget *list; /* borrowed: it owns this */
  ArmadaRowMenuFunc make;
  gpointer user_data;
  GtkWidget *popover; /* (nullable) */
  guint opening;
} RowMenu;

static GtkListItem *
find_below (GtkWidget *widget)
{
  GtkListItem *item = g_object_get_data (G_OBJECT (widget), ITEM);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && item == NULL;
       child = gtk_widget_get_next_sibling (child))
    item = find_below (child);
  return item;
}

/* @widget: within the list: what a row shows, or the row around that. What does not scroll with the
 * rows, such as the heads of columns, belongs to none. */
static GtkListItem *
find_item (RowMenu *self, GtkWidget *widget)
{
  for (; widget != NULL && widget != self->list; widget = gtk_widget_get_parent (widget))
    {
      const char *name = gtk_widget_get_css_name (widget);
      GtkListItem *item = g_object_get_data (G_OBJECT (widget), ITEM);

      if (item == NULL && g_str_equal (name, "row"))
        item = find_below (widget);
      if (item != NULL)
        return item;
    }
  return NULL;
}

static void
choose (RowMenu *self, GtkListItem *item)
{
  guint position = gtk_list_item_get_position (item);
  g_autoptr (GtkSelectionModel) model = NULL;

  g_object_get (self->list, "model", &model, NULL);
  if (!gtk_selection_model_is_selected (model, position))
    gtk_selection_model_select_item (model, position, TRUE);
}

static void
open_cb (gpointer user_data)
{
  RowMenu *self = user_data;

  self->opening = 0;
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/* One that was opened before is let go only now: its action is told after it has closed. GTK puts
 * the lines between sections in when it is idle, and a menu that is open by then is cut short. */
static void
pop_up (RowMenu *self, int x, int y)
{
  g_autoptr (GMenuModel) menu = self->make (self->user_data);

  if (menu == NULL)
    return;
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->popover = gtk_popover_menu_new_from_model (menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &(GdkRectangle) { x, y, 1, 1 });
  gtk_widget_set_parent (self->popover, self->list);
  if (self->opening == 0)
    self->opening = g_idle_add_once (open_cb, self);
}

static void
held_cb (GtkGesture *gesture, double x, double y, RowMenu *self)
{
  GtkListItem *item = find_item (self, gtk_widget_pick (self->list, x, y, GTK_PICK_DEFAULT));

  if (item == NULL)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  choose (self, item);
  pop_up (self, (int) x, (int) y);
}

static void
pressed_cb (GtkGesture *gesture, int n, double x, double y, RowMenu *self)
{
  held_cb (gesture, x, y, self);
}

static gboolean
key_cb (GtkWidget *list, GVariant *arguments, gpointer user_data)
{
  RowMenu *self = user_data;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (list));
  GtkListItem *item = focus ? find_item (self, focus) : NULL;
  graphene_rect_t place;

  if (item == NULL || !gtk_widget_compute_bounds (focus, list, &place))
    return GDK_EVENT_PROPAGATE;
  choose (self, item);
  pop_up (self, (int) (place.origin.x + MIN (24, place.size.width / 2)),
          (int) (place.origin.y + place.size.height / 2));
  return GDK_EVENT_STOP;
}

static void
add_keys (RowMenu *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                                            gtk_callback_action_new (key_cb, self, NULL));

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
  gtk_widget_add_controller (self->list, keys);
}

static void
destroyed_cb (RowMenu *self)
{
  g_clear_handle_id (&self->opening, g_source_remove);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
}

/**
 * armada_row_menu_attach:
 * @list: a list or column view; what its rows show is marked with armada_row_menu_mark()
 * @make: called with @user_data each time the menu is opened, when its row is chosen; both must
 *   live as long as @list
 */
void
armada_row_menu_attach (GtkWidget *list, ArmadaRowMenuFunc make, gpointer user_data)
{
  RowMenu *self = g_new0 (RowMenu, 1);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  self->list = list;
  self->make = make;
  self->user_data = user_data;
  g_object_set_data_full (G_OBJECT (list), "armada-row-menu", self, g_free);
  g_signal_connect_swapped (list, "destroy", G_CALLBACK (destroyed_cb), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect (press, "pressed", G_CALLBACK (held_cb), self);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (press));
  add_keys (self);
}

/**
 * armada_row_menu_mark:
 * @child: of @item, which its factory has just set up
 */
void
armada_row_menu_mark (GtkWidget *child, GtkListItem *item)
{
  g_object_set_data (G_OBJECT (child), ITEM, item);
}
