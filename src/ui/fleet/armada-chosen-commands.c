/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-chosen-commands"

#include "fleet/armada-chosen-commands.h"

#include <glib/gi18n.h>

#include "app/armada-words.h"

struct _ArmadaChosenCommands
{
  GActionMap *actions;
  ArmadaMapView *map; /* borrowed: it outlives the commands */
  ArmadaSelection *selection;
  ArmadaFleetView *view;
  gulong changed_id;
  ArmadaChosenTold told;
  gpointer owner;
};

static void
show_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_map_view_show_chosen (((ArmadaChosenCommands *) user_data)->map);
}

static void
append_cell (GString *text, const char *cell, char end)
{
  g_string_append (text, cell);
  g_string_append_c (text, end);
}

/* A row of cells for a spreadsheet, and to be read by people. */
static void
append_device (GString *text, ArmadaDevice *device)
{
  const ArmadaDeviceRecord *record = armada_device_get_record (device);
  g_autofree char *place = NULL;

  if (armada_device_record_has_position (record))
    place = armada_words_for_coordinates (record);
  append_cell (text, record->name, '\t');
  append_cell (text, record->plate, '\t');
  append_cell (text, armada_words_for_state (armada_device_get_state (device)), '\t');
  append_cell (text, place ? place : "", '\t');
  append_cell (text, record->address, '\n');
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaChosenCommands *self = user_data;
  guint n = armada_selection_get_n_chosen (self->selection);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *sentence =
      g_strdup_printf (ngettext ("%'u vehicle copied", "%'u vehicles copied", n), n);

  for (guint i = 0; i < n; i++)
    append_device (text, armada_selection_get_chosen (self->selection, i));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self->map)), text->str);
  self->told (self->owner, sentence);
}

static void
choose_all_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaChosenCommands *self = user_data;
  guint n = armada_fleet_view_get_n_devices (self->view);
  g_autofree ArmadaDevice **devices = g_new (ArmadaDevice *, n + 1);

  for (guint i = 0; i < n; i++)
    devices[i] = armada_fleet_view_get_device (self->view, i);
  armada_selection_set_chosen (self->selection, devices, n, NULL);
}

static void
choose_visible_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_map_view_choose_visible (((ArmadaChosenCommands *) user_data)->map);
}

static void
choose_none_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_selection_set_device (((ArmadaChosenCommands *) user_data)->selection, NULL);
}

static const GActionEntry entries[] = {
  { .name = "show-chosen", .activate = show_cb },
  { .name = "copy-chosen", .activate = copy_cb },
  { .name = "choose-all", .activate = choose_all_cb },
  { .name = "choose-visible", .activate = choose_visible_cb },
  { .name = "choose-none", .activate = choose_none_cb },
};

static void
changed_cb (ArmadaChosenCommands *self)
{
  static const char *const names[] = { "show-chosen", "copy-chosen", "choose-none" };
  gboolean any = armada_selection_get_n_chosen (self->selection) > 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (self->actions, names[i])), any);
}

/**
 * armada_chosen_commands_new:
 * @actions: gets the commands; they must not be used after these are freed
 * @map: with its fleet view and selection; it must outlive the commands
 * @told: told what a command did, where that is not seen
 * @owner: for @told
 *
 * Returns: (transfer full): the commands
 */
ArmadaChosenCommands *
armada_chosen_commands_new (GActionMap *actions,
                            ArmadaMapView *map,
                            ArmadaChosenTold told,
                            gpointer owner)
{
  ArmadaChosenCommands *self = g_new0 (ArmadaChosenCommands, 1);

  self->actions = g_object_ref (actions);
  self->map = map;
  self->told = told;
  self->owner = owner;
  g_object_get (map, "selection", &self->selection, "fleet-view", &self->view, NULL);
  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), self);
  self->changed_id =
      g_signal_connect_swapped (self->selection, "notify::n-chosen", G_CALLBACK (changed_cb), self);
  changed_cb (self);
  return self;
}

/**
 * armada_chosen_commands_add_to_menu:
 * @menu: of a place on the map
 *
 * Adds a section of the commands that can be given now.
 */
void
armada_chosen_commands_add_to_menu (GMenu *menu, ArmadaSelection *selection)
{
  guint n = armada_selection_get_n_chosen (selection);
  g_autofree char *title = g_strdup_printf (ngettext ("%'u chosen", "%'u chosen", n), n);
  g_autoptr (GMenu) section = g_menu_new ();

  if (n > 0)
    {
      g_menu_append (section, _ ("_Show on the Map"), "fleet.show-chosen");
      g_menu_append (section, _ ("_Follow"), "fleet.follow");
      if (n == 1)
        g_menu_append (section, _ ("Turn the Map with the _Vehicle"), "fleet.heading-up");
      g_menu_append (section, _ ("_History"), "fleet.replay");
      g_menu_append (section, _ ("_Report…"), "win.make-report");
      g_menu_append (section, _ ("Copy as _Text"), "fleet.copy-chosen");
      g_menu_append (section, _ ("Choose _None"), "fleet.choose-none");
    }
  g_menu_append (section, _ ("Choose _All on the Map"), "fleet.choose-visible");
  g_menu_append_section (menu, n > 0 ? title : NULL, G_MENU_MODEL (section));
}

void
armada_chosen_commands_free (ArmadaChosenCommands *self)
{
  g_clear_signal_handler (&self->changed_id, self->selection);
  g_action_map_remove_action_entries (self->actions, entries, G_N_ELEMENTS (entries));
  g_object_unref (self->selection);
  g_object_unref (self->view);
  g_object_unref (self->actions);
  g_free (self);
}
