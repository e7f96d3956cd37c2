/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-nearest-dialog"

#include "fleet/armada-nearest-dialog.h"

#include <glib/gi18n.h>

#include "app/armada-words.h"
#include "model/armada-coordinates.h"
#include "model/armada-nearest.h"
#include "replay/armada-replay-words.h"

#define MAX_ROWS 50     /* who looks for the nearest needs no more */
#define MAX_ON_SPOT 500 /* a yard; more rows would be slow to make */

/*
 * The vehicles near a place, as they stood when it was asked: nearest first, each with how far away
 * it is as the crow flies, what it does and how old that is.
 */
struct _ArmadaNearestDialog
{
  AdwDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (ArmadaNearestDialog, armada_nearest_dialog, ADW_TYPE_DIALOG)

static guint chosen_signal;

static void
row_activated_cb (ArmadaNearestDialog *self, AdwActionRow *row)
{
  g_autoptr (ArmadaDevice) device = g_object_ref (g_object_get_data (G_OBJECT (row), "device"));

  g_signal_emit (self, chosen_signal, 0, device);
  adw_dialog_close (ADW_DIALOG (self));
}

static GtkWidget *
new_row (ArmadaNearestDialog *self, const ArmadaNear *near, gint64 now)
{
  const ArmadaDeviceRecord *record = armada_device_get_record (near->device);
  g_autofree char *age = armada_words_for_age (record->fix_time, now);
  g_autofree char *subtitle = g_strdup_printf (
      "%s · %s", armada_words_for_state (armada_device_get_state (near->device)), age);
  g_autofree char *distance =
      armada_replay_words_for_distance (near->metres, record->distance_unit);
  GtkWidget *label = gtk_label_new (distance);
  GtkWidget *row = adw_action_row_new ();

  /* set at once with the others, it would come too late */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  g_object_set (row, "title", record->name, "subtitle", subtitle, "activatable", TRUE, NULL);
  gtk_widget_add_css_class (label, "tnum");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  g_object_set_data_full (G_OBJECT (row), "device", g_object_ref (near->device), g_object_unref);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
new_list (ArmadaNearestDialog *self, GArray *found, gint64 now)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  for (guint i = 0; i < found->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list),
                         new_row (self, &g_array_index (found, ArmadaNear, i), now));
  adw_clamp_set_child (ADW_CLAMP (clamp), list);
  gtk_widget_set_margin_start (clamp, 12);
  gtk_widget_set_margin_end (clamp, 12);
  gtk_widget_set_margin_top (clamp, 6);
  gtk_widget_set_margin_bottom (clamp, 12);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  return scrolled;
}

static GtkWidget *
new_nothing (void)
{
  return g_object_new (ADW_TYPE_STATUS_PAGE, "icon-name", "mark-location-symbolic", "title",
                       _ ("Nobody Is Near"), "description",
                       _ ("No vehicle of this fleet has told where it is yet."), NULL);
}

static void
armada_nearest_dialog_class_init (ArmadaNearestDialogClass *klass)
{
  chosen_signal = g_signal_new ("chosen", ARMADA_TYPE_NEAREST_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, ARMADA_TYPE_DEVICE);
}

static void
armada_nearest_dialog_init (ArmadaNearestDialog *self)
{
  adw_dialog_set_content_width (ADW_DIALOG (self), 440);
  adw_dialog_set_content_height (ADW_DIALOG (self), 560);
}

static ArmadaNearestDialog *
make (const char *title, double latitude, double longitude, GArray *found, gint64 now)
{
  ArmadaNearestDialog *self = g_object_new (ARMADA_TYPE_NEAREST_DIALOG, "title", title, NULL);
  g_autofree char *place = armada_coordinates_to_text (latitude, longitude);
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *header = adw_header_bar_new ();

  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (title, place));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view),
                                found->len > 0 ? new_list (self, found, now) : new_nothing ());
  adw_dialog_set_child (ADW_DIALOG (self), view);
  return self;
}

/**
 * armada_nearest_dialog_new:
 * @fleet: whose vehicles are looked through, filtered or not
 * @latitude: degrees
 * @longitude: degrees
 * @now: Unix time
 */
ArmadaNearestDialog *
armada_nearest_dialog_new (ArmadaFleet *fleet, double latitude, double longitude, gint64 now)
{
  g_autoptr (GArray) found = armada_nearest_find (fleet, latitude, longitude, MAX_ROWS);

  return make (_ ("Vehicles Near Here"), latitude, longitude, found, now);
}

/**
 * armada_nearest_dialog_new_spot:
 * @fleet: whose vehicles are looked through
 * @latitude: degrees
 * @longitude: degrees
 * @metres: how far from one another those may be that stand there
 * @now: Unix time
 *
 * Those that share one mark on the map, so that each can be chosen.
 */
ArmadaNearestDialog *
armada_nearest_dialog_new_spot (ArmadaFleet *fleet,
                                double latitude,
                                double longitude,
                                double metres,
                                gint64 now)
{
  g_autoptr (GArray) found = armada_nearest_find (fleet, latitude, longitude, MAX_ON_SPOT);
  guint n = 0;

  while (n < found->len && g_array_index (found, ArmadaNear, n).metres <= metres + 1)
    n++;
  g_array_set_size (found, n);
  return make (_ ("Vehicles on One Spot"), latitude, longitude, found, now);
}
