/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-shares-board"

#include "boards/armada-shares-board.h"

#include <glib/gi18n.h>
#include <math.h>

#include "api/armada-shares-reader.h"
#include "app/armada-item-words.h"
#include "app/armada-words.h"
#include "boards/armada-board-details.h"
#include "boards/armada-board-feed.h"
#include "boards/armada-share-secret.h"

#define MINUTE 60000 /* milliseconds from one count down to the next */

/*
 * ArmadaSharesBoard: the secret part of a link is in the record and, when the user reveals it, in
 * one label; it is no text of a row, so that no search, copy, file or paper has it.
 */
struct _ArmadaSharesBoard
{
  AdwBin parent_instance;

  ArmadaBoardWords words;
  ArmadaBoardColumn columns[5];
  ArmadaSession *session;
  ArmadaClock *clock;
  ArmadaBoard *board;
  ArmadaBoardFeed *feed;
  GSignalGroup *vehicle_signals;
  ArmadaBoardDetails *details;
  ArmadaShareSecret *secret;
  guint tick;
};

G_DEFINE_FINAL_TYPE (ArmadaSharesBoard, armada_shares_board, ADW_TYPE_BIN)

/* In the order in which they need somebody. */
typedef enum
{
  CLASS_EXPIRED,
  CLASS_ENDLESS,
  CLASS_ACTIVE,
  CLASS_OFF,
  N_CLASSES
} Class;

static const struct
{
  const char *style;
  const char *icon;
} looks[N_CLASSES] = {
  [CLASS_EXPIRED] = { "dim-label", "dialog-error-symbolic" },
  [CLASS_ENDLESS] = { "warning", "dialog-warning-symbolic" },
  [CLASS_ACTIVE] = { "success", "object-select-symbolic" },
  [CLASS_OFF] = { "dim-label", "window-close-symbolic" },
};

static const char *
words_for_class (Class class)
{
  switch (class)
    {
    case CLASS_EXPIRED:
      return C_ ("share", "Expired");
    case CLASS_ENDLESS:
      return C_ ("share", "Never ends");
    case CLASS_ACTIVE:
      return C_ ("share", "Active");
    case CLASS_OFF:
    case N_CLASSES:
    default:
      return C_ ("share", "Off");
    }
}

/* UNIX seconds, 0 never; servers give UTC. A text that is no time ends nobody knows when. */
static gint64
get_end (const ArmadaShareRecord *share)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) end = NULL;
  g_autofree char *text = g_strdelimit (g_strdup (share->expires_text), " ", 'T');

  end = g_date_time_new_from_iso8601 (text, utc);
  return end ? g_date_time_to_unix (end) : 0;
}

static Class
find_class (const ArmadaShareRecord *share, gint64 now)
{
  gint64 end = get_end (share);

  if (end != 0 && end <= now)
    return CLASS_EXPIRED;
  if (share->active == 0)
    return CLASS_OFF;
  return *share->expires_text == '\0' ? CLASS_ENDLESS : CLASS_ACTIVE;
}

static char *
words_for_rest (const ArmadaShareRecord *share, gint64 now)
{
  gint64 end = get_end (share);
  g_autofree char *duration = NULL;

  if (end == 0)
    return g_strdup (*share->expires_text == '\0' ? C_ ("share", "Never") : "");
  if (end <= now)
    return armada_words_for_age (end, now);
  duration = armada_words_for_duration (end - now);
  /* Translators: how long until a link ends; %s is such as "3 days" */
  return g_strdup_printf (C_ ("share", "in %s"), duration);
}

static ArmadaShareDetails *
get_vehicles (ArmadaSharesBoard *self)
{
  ArmadaCatalog *catalog = armada_session_get_catalog (self->session);

  return catalog ? armada_catalog_get_share_details (catalog) : NULL;
}

/* Returns: (transfer full): the names of its vehicles; "" while they are not known */
static char *
words_for_vehicles (ArmadaSharesBoard *self, const ArmadaShareRecord *share, const char *separator)
{
  ArmadaShareDetails *vehicles = get_vehicles (self);
  const ArmadaShareRecord *full = vehicles ? armada_share_details_find (vehicles, share->id) : NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  ArmadaIds ids = share->devices.n > 0 || full == NULL ? share->devices : full->devices;

  for (guint i = 0; i < ids.n; i++)
    {
      ArmadaDevice *device =
          armada_fleet_lookup (armada_session_get_fleet (self->session), ids.ids[i]);
      g_autofree char *unknown = NULL;

      g_string_append (names, names->len > 0 ? separator : "");
      if (device == NULL)
        unknown = armada_words_for_unknown_vehicle (ids.ids[i]);
      g_string_append (names, unknown ? unknown : armada_device_get_record (device)->name);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static ArmadaBoardRow *
make_row (ArmadaRecord *record, gpointer user_data)
{
  ArmadaSharesBoard *self = user_data;
  const ArmadaShareRecord *share = (const ArmadaShareRecord *) record;
  gint64 now = armada_clock_get_time (self->clock);
  gint64 end = get_end (share);
  Class class = find_class (share, now);
  ArmadaBoardRow *row = armada_board_row_new (share->id, 0, class, record);
  ArmadaShareDetails *vehicles = get_vehicles (self);

  if (vehicles != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    armada_share_details_want (vehicles, share->id);
  armada_board_row_add (row, g_strdup (share->name), NAN);
  armada_board_row_add (row, words_for_vehicles (self, share, ", "), NAN);
  armada_board_row_add (row, g_strdup (words_for_class (class)), class);
  armada_board_row_add (row, end ? armada_words_for_time (end) : g_strdup (share->expires_text),
                        end ? (double) end : INFINITY);
  armada_board_row_add (row, words_for_rest (share, now), end ? (double) end : INFINITY);
  armada_board_row_set_style (row, looks[class].style, looks[class].icon);
  return row;
}

static char *
dup_link (ArmadaSharesBoard *self, const ArmadaShareRecord *share)
{
  ArmadaAccount *account = armada_session_get_account (self->session);

  return account ? armada_share_dup_link (share, account->server) : NULL;
}

static void
update_details (ArmadaSharesBoard *self)
{
  ArmadaBoardRow *row = armada_board_get_selected (self->board);
  const ArmadaShareRecord *share;
  g_autofree char *vehicles = NULL;
  g_autofree char *link = NULL;

  if (row == NULL)
    {
      armada_share_secret_set_link (self->secret, NULL);
      return;
    }
  share = (const ArmadaShareRecord *) armada_board_row_get_record (row);
  vehicles = words_for_vehicles (self, share, "\n");
  link = dup_link (self, share);
  armada_board_details_begin (self->details);
  armada_board_details_add (self->details, _ ("Status"), armada_board_row_get_text (row, 2));
  armada_board_details_add (self->details, _ ("Ends"), armada_board_row_get_text (row, 3));
  armada_board_details_add (self->details, _ ("Time Left"), armada_board_row_get_text (row, 4));
  armada_board_details_add (self->details, _ ("Vehicles"), vehicles);
  if (share->delete_after_expiration == 1)
    armada_board_details_add (self->details, _ ("When It Ends"), _ ("The server deletes it."));
  armada_board_details_end (self->details);
  armada_share_secret_set_link (self->secret, link);
}

static void
copied_cb (ArmadaSharesBoard *self)
{
  armada_board_tell (self->board,
                     _ ("Link copied: give it only to those who may see the vehicles"));
}

static void
vehicles_cb (ArmadaSharesBoard *self)
{
  armada_board_feed_rebuild (self->feed);
  update_details (self);
}

static void
catalog_cb (ArmadaSharesBoard *self)
{
  g_signal_group_set_target (self->vehicle_signals, get_vehicles (self));
}

static gboolean
tick_cb (gpointer user_data)
{
  armada_board_feed_rebuild (ARMADA_SHARES_BOARD (user_data)->feed);
  return G_SOURCE_CONTINUE;
}

static void
stop_tick (ArmadaSharesBoard *self)
{
  if (self->tick != 0)
    armada_clock_remove_timeout (self->clock, self->tick);
  self->tick = 0;
}

static void
armada_shares_board_map (GtkWidget *widget)
{
  ArmadaSharesBoard *self = ARMADA_SHARES_BOARD (widget);

  GTK_WIDGET_CLASS (armada_shares_board_parent_class)->map (widget);
  if (self->clock != NULL && self->tick == 0)
    self->tick = armada_clock_add_timeout (self->clock, MINUTE, tick_cb, self);
}

static void
armada_shares_board_unmap (GtkWidget *widget)
{
  stop_tick (ARMADA_SHARES_BOARD (widget));
  GTK_WIDGET_CLASS (armada_shares_board_parent_class)->unmap (widget);
}

static void
armada_shares_board_dispose (GObject *object)
{
  ArmadaSharesBoard *self = ARMADA_SHARES_BOARD (object);

  stop_tick (self);
  g_clear_object (&self->vehicle_signals);
  g_clear_object (&self->feed);
  g_clear_object (&self->session);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (armada_shares_board_parent_class)->dispose (object);
}

static void
armada_shares_board_class_init (ArmadaSharesBoardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_shares_board_dispose;
  widget_class->map = armada_shares_board_map;
  widget_class->unmap = armada_shares_board_unmap;
}

static void
fill_words (ArmadaSharesBoard *self)
{
  const ArmadaBoardColumn columns[] = {
    { "name", C_ ("column", "Name"), 200, ARMADA_COLUMN_TEXT, ARMADA_PLACE_TITLE },
    { "vehicles", C_ ("column", "Vehicles"), 220, ARMADA_COLUMN_TEXT, ARMADA_PLACE_BELOW },
    { "status", C_ ("column", "Status"), 130, ARMADA_COLUMN_STATE, ARMADA_PLACE_MARK },
    { "ends", C_ ("column", "Ends"), 190, ARMADA_COLUMN_TEXT, ARMADA_PLACE_NOWHERE },
    { "left", C_ ("column", "Time Left"), 130, ARMADA_COLUMN_TEXT, ARMADA_PLACE_BELOW },
  };

  memcpy (self->columns, columns, sizeof columns);
  self->words = (ArmadaBoardWords) {
    .name = C_ ("board", "Sharing"),
    .icon = "armada-share-symbolic",
    .search = _ ("Name or vehicle"),
    .empty_title = _ ("Nothing Is Shared"),
    .empty_text = _ ("Links to vehicles that are made on the server appear here."),
    .missing_text = _ ("This server has no links to share vehicles."),
    .file_name = "armada-sharing",
  };
}

static void
armada_shares_board_init (ArmadaSharesBoard *self)
{
  fill_words (self);
  self->board = g_object_new (ARMADA_TYPE_BOARD, NULL);
  self->details = ARMADA_BOARD_DETAILS (armada_board_details_new ());
  self->secret = ARMADA_SHARE_SECRET (armada_share_secret_new ());
  armada_board_details_add_widget (self->details, GTK_WIDGET (self->secret));
  g_signal_connect_object (self->secret, "copied", G_CALLBACK (copied_cb), self, G_CONNECT_SWAPPED);
  self->vehicle_signals = g_signal_group_new (ARMADA_TYPE_SHARE_DETAILS);
  g_signal_group_connect_swapped (self->vehicle_signals, "changed", G_CALLBACK (vehicles_cb), self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->board));
}

GtkWidget *
armada_shares_board_new (void)
{
  return g_object_new (ARMADA_TYPE_SHARES_BOARD, NULL);
}

/**
 * armada_shares_board_set_session:
 *
 * Once, before it is shown.
 */
void
armada_shares_board_set_session (ArmadaSharesBoard *self,
                                 ArmadaSession *session,
                                 ArmadaClock *clock)
{
  const char *classes[N_CLASSES];

  g_return_if_fail (ARMADA_IS_SHARES_BOARD (self));

  for (guint i = 0; i < N_CLASSES; i++)
    classes[i] = words_for_class (i);
  self->session = g_object_ref (session);
  self->clock = g_object_ref (clock);
  armada_board_set_up (self->board, &self->words, self->columns, G_N_ELEMENTS (self->columns),
                       clock);
  armada_board_set_classes (self->board, classes, N_CLASSES);
  armada_board_set_details (self->board, GTK_WIDGET (self->details));
  self->feed =
      armada_board_feed_new (self->board, session, clock, ARMADA_LIST_SHARES, make_row, self);
  g_signal_connect_object (session, "notify::catalog", G_CALLBACK (catalog_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "notify::selected", G_CALLBACK (update_details), self,
                           G_CONNECT_SWAPPED);
  catalog_cb (self);
}

ArmadaBoard *
armada_shares_board_get_board (ArmadaSharesBoard *self)
{
  return self->board;
}

void
armada_shares_board_refresh (ArmadaSharesBoard *self)
{
  ArmadaShareDetails *vehicles = get_vehicles (self);

  if (vehicles != NULL)
    armada_share_details_forget_failures (vehicles);
  armada_board_feed_refresh (self->feed);
}
