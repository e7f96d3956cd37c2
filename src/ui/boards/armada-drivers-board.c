/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-drivers-board"

#include "boards/armada-drivers-board.h"

#include <glib/gi18n.h>
#include <math.h>

#include "api/armada-drivers-reader.h"
#include "app/armada-item-words.h"
#include "app/armada-text-place.h"
#include "app/armada-words.h"
#include "boards/armada-board-details.h"
#include "boards/armada-board-feed.h"
#include "boards/armada-use-watch.h"

/* ArmadaDriversBoard: the drivers of the open account, and what the kept tracks say of them. */
struct _ArmadaDriversBoard
{
  AdwBin parent_instance;

  ArmadaBoardWords words;
  ArmadaBoardColumn columns[8];
  ArmadaSession *session;
  ArmadaBoard *board;
  ArmadaBoardFeed *feed;
  ArmadaUseWatch *use;
  ArmadaBoardDetails *details;
  GtkWidget *call;
  GtkWidget *mail;
  GtkWidget *show;
};

G_DEFINE_FINAL_TYPE (ArmadaDriversBoard, armada_drivers_board, ADW_TYPE_BIN)

typedef enum
{
  CLASS_DRIVING,
  CLASS_WITHOUT,
  N_CLASSES
} Class;

static guint show_device_signal;

static ArmadaDevice *
find_device (ArmadaDriversBoard *self, const ArmadaDriverRecord *driver)
{
  return armada_fleet_lookup (armada_session_get_fleet (self->session), driver->device_id);
}

/* A vehicle that is not of this fleet is told by the name that the server gives it. */
static char *
words_for_vehicle (ArmadaDriversBoard *self, const ArmadaDriverRecord *driver)
{
  ArmadaDevice *device = find_device (self, driver);

  if (device != NULL)
    return g_strdup (armada_device_get_record (device)->name);
  if (driver->device_id == 0)
    return g_strdup ("");
  if (*driver->device_name != '\0')
    return g_strdup (driver->device_name);
  return armada_words_for_unknown_vehicle (driver->device_id);
}

static const ArmadaKeptDriving *
find_driving (ArmadaDriversBoard *self, const ArmadaDriverRecord *driver)
{
  const ArmadaKeptUse *use = armada_use_watch_get (self->use);

  return use ? armada_kept_use_find_driver (use, driver->id, driver->name) : NULL;
}

static char *
words_for_distance (ArmadaDriversBoard *self, double kilometres)
{
  ArmadaFleet *fleet = armada_session_get_fleet (self->session);
  const char *unit =
      armada_fleet_get_n_devices (fleet) > 0
          ? armada_device_get_record (armada_fleet_get_device (fleet, 0))->distance_unit
          : "km";

  return armada_words_for_amount (kilometres / armada_meter_get_kilometres (unit), unit);
}

static void
add_driving (ArmadaDriversBoard *self, ArmadaBoardRow *row, const ArmadaKeptDriving *driving)
{
  armada_board_row_add (row, driving ? armada_words_for_duration (driving->driving) : NULL,
                        driving ? (double) driving->driving : -1);
  armada_board_row_add (row, driving ? words_for_distance (self, driving->distance) : NULL,
                        driving ? driving->distance : -1);
  armada_board_row_add (row, driving ? g_strdup_printf ("%'u", driving->n_days) : NULL,
                        driving ? (double) driving->n_days : -1);
}

static ArmadaBoardRow *
make_row (ArmadaRecord *record, gpointer user_data)
{
  ArmadaDriversBoard *self = user_data;
  const ArmadaDriverRecord *driver = (const ArmadaDriverRecord *) record;
  ArmadaDevice *device = find_device (self, driver);
  ArmadaBoardRow *row =
      armada_board_row_new (driver->id, device ? driver->device_id : 0,
                            driver->device_id != 0 ? CLASS_DRIVING : CLASS_WITHOUT, record);

  armada_board_row_add (row, g_strdup (driver->name), NAN);
  armada_board_row_add (row, words_for_vehicle (self, driver), NAN);
  armada_board_row_add (
      row, device ? g_strdup (armada_words_for_state (armada_device_get_state (device))) : NULL,
      NAN);
  armada_board_row_add (row, g_strdup (driver->phone), NAN);
  armada_board_row_add (row, g_strdup (driver->email), NAN);
  add_driving (self, row, find_driving (self, driver));
  return row;
}

static const ArmadaDriverRecord *
get_selected (ArmadaDriversBoard *self)
{
  ArmadaBoardRow *row = armada_board_get_selected (self->board);

  return row ? (const ArmadaDriverRecord *) armada_board_row_get_record (row) : NULL;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaDriversBoard) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    armada_board_tell (self->board, _ ("No program on this computer does that."));
}

static void
open_address (ArmadaDriversBoard *self, const char *scheme, const char *address)
{
  g_autofree char *escaped = g_uri_escape_string (address, "+@", FALSE);
  g_autofree char *uri = g_strconcat (scheme, escaped, NULL);
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                           opened_cb, g_object_ref (self));
}

/* Programs that call want digits, and the sign of another country. */
static char *
dup_number (const char *phone)
{
  GString *number = g_string_new (NULL);

  for (const char *c = phone; *c != '\0'; c++)
    if (g_ascii_isdigit (*c) || (*c == '+' && number->len == 0))
      g_string_append_c (number, *c);
  return g_string_free (number, FALSE);
}

static void
call_cb (ArmadaDriversBoard *self)
{
  const ArmadaDriverRecord *driver = get_selected (self);
  g_autofree char *number = driver ? dup_number (driver->phone) : NULL;

  if (driver != NULL)
    open_address (self, "tel:", number);
}

static void
mail_cb (ArmadaDriversBoard *self)
{
  const ArmadaDriverRecord *driver = get_selected (self);

  if (driver != NULL)
    open_address (self, "mailto:", driver->email);
}

static void
show_cb (ArmadaDriversBoard *self)
{
  const ArmadaDriverRecord *driver = get_selected (self);

  if (driver != NULL)
    g_signal_emit (self, show_device_signal, 0, driver->device_id);
}

static void
tell_driving (ArmadaDriversBoard *self, const ArmadaDriverRecord *driver)
{
  const ArmadaKeptDriving *driving = find_driving (self, driver);
  g_autofree char *duration = NULL;
  g_autofree char *distance = NULL;
  g_autofree char *basis = NULL;

  if (driving == NULL)
    {
      armada_board_details_add (self->details, _ ("Last 30 Days"),
                                _ ("No history kept on this computer names this driver."));
      return;
    }
  duration = armada_words_for_duration (driving->driving);
  distance = words_for_distance (self, driving->distance);
  armada_board_details_add (self->details, _ ("Driving Time"), duration);
  armada_board_details_add (self->details, _ ("Distance"), distance);
  basis = g_strdup_printf (
      ngettext ("From %'u day of the last 30 whose history is kept on this computer",
                "From %'u days of the last 30 whose history is kept on this computer",
                driving->n_days),
      driving->n_days);
  armada_board_details_add (self->details, _ ("Basis"), basis);
}

static void
update_details (ArmadaDriversBoard *self)
{
  const ArmadaDriverRecord *driver = get_selected (self);
  g_autofree char *vehicle = driver ? words_for_vehicle (self, driver) : NULL;
  g_autofree char *number = driver ? dup_number (driver->phone) : NULL;
  g_autofree char *phone = driver ? armada_text_place_isolate (driver->phone) : NULL;

  if (driver == NULL)
    return;
  armada_board_details_begin (self->details);
  armada_board_details_add (self->details, _ ("Vehicle Now"),
                            *vehicle != '\0' ? vehicle : _ ("None"));
  armada_board_details_add (self->details, _ ("Phone"), *driver->phone != '\0' ? phone : NULL);
  armada_board_details_add (self->details, _ ("E-mail"), driver->email);
  armada_board_details_add (self->details, _ ("RFID Key"), driver->rfid);
  armada_board_details_add (self->details, _ ("Notes"), driver->description);
  tell_driving (self, driver);
  armada_board_details_end (self->details);
  gtk_widget_set_visible (self->call, *number != '\0');
  gtk_widget_set_visible (self->mail, *driver->email != '\0');
  gtk_widget_set_visible (self->show, find_device (self, driver) != NULL);
}

static void
use_cb (ArmadaDriversBoard *self)
{
  armada_board_feed_rebuild (self->feed);
  update_details (self);
}

static void
armada_drivers_board_dispose (GObject *object)
{
  ArmadaDriversBoard *self = ARMADA_DRIVERS_BOARD (object);

  g_clear_object (&self->feed);
  g_clear_object (&self->use);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (armada_drivers_board_parent_class)->dispose (object);
}

static void
armada_drivers_board_class_init (ArmadaDriversBoardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_drivers_board_dispose;
  show_device_signal = g_signal_new ("show-device", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
fill_words (ArmadaDriversBoard *self)
{
  const ArmadaBoardColumn columns[] = {
    { "driver", C_ ("column", "Driver"), 150, ARMADA_COLUMN_TEXT, ARMADA_PLACE_TITLE },
    { "vehicle", C_ ("column", "Vehicle"), 220, ARMADA_COLUMN_TEXT, ARMADA_PLACE_BELOW },
    { "state", C_ ("column", "State"), 150, ARMADA_COLUMN_TEXT, ARMADA_PLACE_MARK },
    { "phone", C_ ("column", "Phone"), 130, ARMADA_COLUMN_TEXT, ARMADA_PLACE_BELOW },
    { "email", C_ ("column", "E-mail"), 200, ARMADA_COLUMN_TEXT, ARMADA_PLACE_NOWHERE },
    { "driving_time", C_ ("column", "Driving"), 90, ARMADA_COLUMN_NUMBER, ARMADA_PLACE_NOWHERE },
    { "distance", C_ ("column", "Distance"), 90, ARMADA_COLUMN_NUMBER, ARMADA_PLACE_NOWHERE },
    { "days", C_ ("column", "Days"), 60, ARMADA_COLUMN_NUMBER, ARMADA_PLACE_NOWHERE },
  };

  memcpy (self->columns, columns, sizeof columns);
  self->words = (ArmadaBoardWords) {
    .name = _ ("Drivers"),
    .icon = "avatar-default-symbolic",
    .search = _ ("Name, vehicle, phone or e-mail"),
    .empty_title = _ ("No Drivers"),
    .empty_text = _ ("Drivers that are added to this account on the server appear here."),
    .missing_text = _ ("This server has no list of drivers."),
    .file_name = "armada-drivers",
  };
}

static void
armada_drivers_board_init (ArmadaDriversBoard *self)
{
  fill_words (self);
  self->board = g_object_new (ARMADA_TYPE_BOARD, NULL);
  self->details = ARMADA_BOARD_DETAILS (armada_board_details_new ());
  self->call = armada_board_details_add_button (self->details, "call-start-symbolic", _ ("_Call"),
                                                G_CALLBACK (call_cb), self);
  self->mail = armada_board_details_add_button (self->details, "mail-send-symbolic",
                                                _ ("Write an _E-mail"), G_CALLBACK (mail_cb), self);
  self->show =
      armada_board_details_add_button (self->details, "mark-location-symbolic",
                                       _ ("_Show Vehicle on the Map"), G_CALLBACK (show_cb), self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->board));
}

GtkWidget *
armada_drivers_board_new (void)
{
  return g_object_new (ARMADA_TYPE_DRIVERS_BOARD, NULL);
}

/**
 * armada_drivers_board_set_session:
 *
 * Once, before it is shown.
 */
void
armada_drivers_board_set_session (ArmadaDriversBoard *self,
                                  ArmadaSession *session,
                                  ArmadaClock *clock)
{
  const char *classes[N_CLASSES] = { C_ ("drivers", "With a Vehicle"),
                                     C_ ("drivers", "Without a Vehicle") };

  g_return_if_fail (ARMADA_IS_DRIVERS_BOARD (self));

  self->session = g_object_ref (session);
  armada_board_set_up (self->board, &self->words, self->columns, G_N_ELEMENTS (self->columns),
                       clock);
  armada_board_set_classes (self->board, classes, N_CLASSES);
  armada_board_set_details (self->board, GTK_WIDGET (self->details));
  self->use = armada_use_watch_new (GTK_WIDGET (self->board), session, clock);
  self->feed =
      armada_board_feed_new (self->board, session, clock, ARMADA_LIST_DRIVERS, make_row, self);
  g_signal_connect_object (self->use, "changed", G_CALLBACK (use_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "notify::selected", G_CALLBACK (update_details), self,
                           G_CONNECT_SWAPPED);
}

ArmadaBoard *
armada_drivers_board_get_board (ArmadaDriversBoard *self)
{
  return self->board;
}

void
armada_drivers_board_refresh (ArmadaDriversBoard *self)
{
  armada_board_feed_refresh (self->feed);
}
