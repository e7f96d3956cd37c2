/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-options"

#include "app/armada-options.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "app/armada-page-bar.h"
#include "app/armada-window.h"

/* Help texts are translated when they are shown, so they are only marked here. */
static const GOptionEntry entries[] = {
  { "version", 'v', 0, G_OPTION_ARG_NONE, NULL, N_ ("Say which version this is"), NULL },
  { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Start with the demo fleet"), NULL },
  { "demo-vehicles", 0, 0, G_OPTION_ARG_INT, NULL, N_ ("Vehicles in the demo fleet"), N_ ("N") },
  { "server", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Server to sign in to"), N_ ("URL") },
  { "screenshot", 0, 0, G_OPTION_ARG_FILENAME, NULL,
    N_ ("Write a picture of the window when it is complete, and end"), N_ ("FILE") },
  { "size", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Size of the window"), N_ ("WxH") },
  { "light", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Light colors"), NULL },
  { "dark", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Dark colors"), NULL },
  { "select", 0, 0, G_OPTION_ARG_INT, NULL, N_ ("Choose a vehicle by its place in the list"),
    N_ ("N") },
  { "vehicle", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Choose a vehicle by its name"), N_ ("NAME") },
  { "page", 0, 0, G_OPTION_ARG_STRING, NULL,
    N_ ("Page to show: overview, fleet, table, history, inbox, reports, boards or new-report"),
    N_ ("PAGE") },
  { "action", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("What to do there before the picture is taken"),
    N_ ("ACTION") },
  { "lang", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Language, such as id or en"), N_ ("LANGUAGE") },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_ ("[FILE…]") },
  { NULL },
};

/**
 * armada_options_get_entries:
 *
 * Returns: (transfer none): what GApplication reads the command line by
 */
const GOptionEntry *
armada_options_get_entries (void)
{
  return entries;
}

static gboolean
read_size (ArmadaOptions *self, const char *text, GError **error)
{
  char rest;

  if (sscanf (text, "%5dx%5d%c", &self->width, &self->height, &rest) == 2 && self->width >= 360 &&
      self->height >= 294 && self->width <= 16384 && self->height <= 16384)
    return TRUE;
  self->width = self->height = 0;
  /* Translators: WxH stands for width and height, as in 1200x760; keep the format */
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _ ("--size wants WxH, at least 360x294: %s"), text);
  return FALSE;
}

static gboolean
is_action (const char *text, GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  return g_action_parse_detailed_name (text, &name, &target, error);
}

/**
 * armada_options_read:
 * @self: empty options
 * @dict: what GApplication read
 * @error: return location for an error
 *
 * Returns: whether all of it makes sense
 */
gboolean
armada_options_read (ArmadaOptions *self, GVariantDict *dict, GError **error)
{
  g_autofree char *size = NULL;

  self->demo = g_variant_dict_contains (dict, "demo");
  if (g_variant_dict_contains (dict, "light"))
    self->scheme = "light";
  if (g_variant_dict_contains (dict, "dark"))
    self->scheme = "dark";
  g_variant_dict_lookup (dict, "demo-vehicles", "i", &self->demo_vehicles);
  g_variant_dict_lookup (dict, "server", "s", &self->server);
  g_variant_dict_lookup (dict, "screenshot", "^ay", &self->screenshot);
  g_variant_dict_lookup (dict, "select", "i", &self->select);
  g_variant_dict_lookup (dict, "vehicle", "s", &self->vehicle);
  g_variant_dict_lookup (dict, "page", "s", &self->page);
  g_variant_dict_lookup (dict, "action", "s", &self->action);
  g_variant_dict_lookup (dict, G_OPTION_REMAINING, "^aay", &self->files);
  if (self->page != NULL && !armada_page_bar_has_page (self->page) &&
      !g_str_equal (self->page, ARMADA_WINDOW_NEW_REPORT))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("There is no page “%s”."),
                   self->page);
      return FALSE;
    }
  if (self->action != NULL && !is_action (self->action, error))
    return FALSE;
  return !g_variant_dict_lookup (dict, "size", "s", &size) || read_size (self, size, error);
}

void
armada_options_clear (ArmadaOptions *self)
{
  g_free (self->server);
  g_free (self->screenshot);
  g_free (self->vehicle);
  g_free (self->page);
  g_free (self->action);
  g_strfreev (self->files);
  *self = (ArmadaOptions) { 0 };
}

/**
 * armada_options_find_device:
 * @view: the vehicles as they are listed
 *
 * Returns: (transfer none) (nullable): the vehicle asked for, when there is one
 */
ArmadaDevice *
armada_options_find_device (const ArmadaOptions *self, ArmadaFleetView *view)
{
  guint n = armada_fleet_view_get_n_devices (view);

  if (self->vehicle == NULL)
    return self->select >= 1 && (guint) self->select <= n
               ? armada_fleet_view_get_device (view, (guint) self->select - 1)
               : NULL;

  for (guint i = 0; i < n; i++)
    {
      ArmadaDevice *device = armada_fleet_view_get_device (view, i);

      if (g_strcmp0 (armada_device_get_record (device)->name, self->vehicle) == 0)
        return device;
    }
  return NULL;
}
