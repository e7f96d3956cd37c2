/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-command-palette"

#include "app/armada-command-palette.h"

#include <glib/gi18n.h>

#include "app/armada-command-finder.h"
#include "app/armada-window-pages.h"

/*
 * One entry for all there is: the focus stays in it while the arrows choose among what was found,
 * and Return does it. What was chosen is done when the dialog has closed, so that the focus goes
 * where the user is taken.
 */
struct _ArmadaCommandPalette
{
  AdwDialog parent_instance;

  ArmadaWindow *window; /* borrowed: we are within it */
  ArmadaCommandFinder *finder;
  GPtrArray *found;

  GtkEditable *entry;
  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (ArmadaCommandPalette, armada_command_palette, ADW_TYPE_DIALOG)

static const char *
name_kind (ArmadaCommandKind kind)
{
  switch (kind)
    {
    case ARMADA_COMMAND_VEHICLE:
      return _ ("Vehicles");
    case ARMADA_COMMAND_DRIVER:
      return _ ("Drivers");
    case ARMADA_COMMAND_REPORT:
      return _ ("Reports");
    case ARMADA_COMMAND_PAGE:
      return _ ("Pages");
    case ARMADA_COMMAND_HELP:
      return _ ("Help");
    case ARMADA_COMMAND_ACTION:
    default:
      return _ ("Actions");
    }
}

/* Of a row; while rows are taken away their places are those of others. */
static const ArmadaCommand *
get_command (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "command");
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  ArmadaCommandKind kind = get_command (row)->kind;
  GtkWidget *label;

  if (before != NULL && get_command (before)->kind == kind)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (name_kind (kind));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_margin_top (label, before != NULL ? 12 : 6);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_widget_set_margin_start (label, 12);
  gtk_list_box_row_set_header (row, label);
}

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

/* The first of the action's keys, as people write it. */
static char *
dup_key (ArmadaCommandPalette *self, const ArmadaCommand *command)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self->window));
  g_autofree char *action = g_action_print_detailed_name (command->action, command->target);
  g_auto (GStrv) keys = gtk_application_get_accels_for_action (application, action);
  GdkModifierType mods;
  guint key;

  if (keys[0] == NULL || !gtk_accelerator_parse (keys[0], &key, &mods))
    return g_strdup ("");
  return gtk_accelerator_get_label (key, mods);
}

static GtkWidget *
make_row (ArmadaCommandPalette *self, const ArmadaCommand *command)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *key = dup_key (self, command);
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *name =
      g_strdup_printf (*command->subtitle ? "%s, %s" : "%s%s", command->title, command->subtitle);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (command->icon));
  gtk_box_append (GTK_BOX (lines), make_label (command->title));
  if (*command->subtitle)
    {
      GtkWidget *label = make_label (command->subtitle);

      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (lines), label);
    }
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), lines);
  if (*key)
    {
      GtkWidget *label = gtk_label_new (key);

      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "command", (gpointer) command);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

/* Brings the row into sight; the focus stays in the entry, whose active part it is. */
static void
select_row (ArmadaCommandPalette *self, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, index);
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self->list), GTK_TYPE_VIEWPORT);

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), GTK_WIDGET (row), NULL);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
}

/* What the window knows cannot be done now, such as with what is chosen when nothing is. */
static gboolean
can_run (ArmadaCommandPalette *self, const ArmadaCommand *command)
{
  const char *name = command->action + strlen ("win.");

  return !g_str_has_prefix (command->action, "win.") ||
         !g_action_group_has_action (G_ACTION_GROUP (self->window), name) ||
         g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), name);
}

static void
search_cb (ArmadaCommandPalette *self)
{
  g_autoptr (GPtrArray) found =
      armada_command_finder_find (self->finder, gtk_editable_get_text (self->entry));

  for (guint i = found->len; i-- > 0;)
    if (!can_run (self, found->pdata[i]))
      g_ptr_array_remove_index (found, i);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry),
                                 GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
  gtk_list_box_remove_all (self->list);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = g_steal_pointer (&found);
  for (guint i = 0; i < self->found->len; i++)
    gtk_list_box_append (self->list, make_row (self, self->found->pdata[i]));
  gtk_stack_set_visible_child_name (self->stack, self->found->len > 0 ? "found" : "nothing");
  select_row (self, 0);
}

/* An action of a page is found on the page. */
static void
run (ArmadaWindow *window, const ArmadaCommand *command)
{
  GtkWidget *widget = GTK_WIDGET (window);

  if (command->page != NULL)
    {
      gtk_widget_activate_action (widget, "win.page", "s", command->page);
      widget = armada_window_pages_has (command->page)
                   ? armada_window_get_page (window, command->page)
                   : GTK_WIDGET (armada_window_get_fleet_page (window));
    }
  gtk_widget_activate_action_variant (widget, command->action, command->target);
}

static void
row_cb (ArmadaCommandPalette *self, GtkListBoxRow *row)
{
  g_autoptr (GPtrArray) found = g_ptr_array_ref (self->found);
  const ArmadaCommand *command = get_command (row);
  g_autoptr (ArmadaWindow) window = g_object_ref (self->window);

  adw_dialog_force_close (ADW_DIALOG (self));
  run (window, command);
}

static void
activate_cb (ArmadaCommandPalette *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    row_cb (self, row);
}

static void
stop_cb (ArmadaCommandPalette *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static gboolean
key_cb (ArmadaCommandPalette *self, guint key, guint code, GdkModifierType mods)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int at = row ? gtk_list_box_row_get_index (row) : -1;
  int last = (int) self->found->len - 1;

  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      select_row (self, MIN (at + 1, last));
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      select_row (self, MAX (at - 1, 0));
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
      select_row (self, MIN (at + 8, last));
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
      select_row (self, MAX (at - 8, 0));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
armada_command_palette_dispose (GObject *object)
{
  ArmadaCommandPalette *self = ARMADA_COMMAND_PALETTE (object);

  g_clear_pointer (&self->finder, armada_command_finder_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), ARMADA_TYPE_COMMAND_PALETTE);

  G_OBJECT_CLASS (armada_command_palette_parent_class)->dispose (object);
}

/* Rows look into what was found until they are gone. */
static void
armada_command_palette_finalize (GObject *object)
{
  g_clear_pointer (&ARMADA_COMMAND_PALETTE (object)->found, g_ptr_array_unref);

  G_OBJECT_CLASS (armada_command_palette_parent_class)->finalize (object);
}

static void
armada_command_palette_class_init (ArmadaCommandPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_command_palette_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_command_palette_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-command-palette.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaCommandPalette, entry);
  gtk_widget_class_bind_template_child (widget_class, ArmadaCommandPalette, stack);
  gtk_widget_class_bind_template_child (widget_class, ArmadaCommandPalette, list);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
armada_command_palette_init (ArmadaCommandPalette *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
}

/**
 * armada_command_palette_present:
 *
 * Opens it over the window.
 */
void
armada_command_palette_present (ArmadaWindow *window)
{
  ArmadaCommandPalette *self = g_object_new (ARMADA_TYPE_COMMAND_PALETTE, NULL);

  self->window = window;
  self->finder = armada_command_finder_new (armada_window_get_session (window));
  search_cb (self);
  adw_dialog_present (ADW_DIALOG (self), GTK_WIDGET (window));
}
