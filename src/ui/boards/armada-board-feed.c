/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-board-feed"

#include "boards/armada-board-feed.h"

#define FRESH 300 /* seconds after which a list that is looked at is asked for again */

/*
 * ArmadaBoardFeed: the board that owns the table owns it. The list is loaded to its end: a table
 * that is sorted has no last page. Rows are made once for all that changed in one turn.
 */
struct _ArmadaBoardFeed
{
  GObject parent_instance;

  ArmadaBoard *board; /* borrowed: it lives as long as we do */
  ArmadaSession *session;
  ArmadaClock *clock;
  ArmadaListKind kind;
  gint64 device;
  ArmadaBoardFeedMake make;
  gpointer user_data;

  ArmadaListLoader *loader; /* (nullable) */
  GSignalGroup *loader_signals;
  GSignalGroup *list_signals;
  gint64 asked; /* UNIX seconds */
  guint rebuild;
};

G_DEFINE_FINAL_TYPE (ArmadaBoardFeed, armada_board_feed, G_TYPE_OBJECT)

static void
tell_status (ArmadaBoardFeed *self)
{
  const ArmadaBoardStatus nothing = { 0 };
  ArmadaBoardStatus status = { 0 };

  if (self->loader == NULL)
    {
      armada_board_set_status (self->board, &nothing);
      return;
    }
  status.loading = armada_list_loader_get_loading (self->loader) ||
                   (armada_list_loader_get_updated (self->loader) == 0 && self->asked == 0);
  status.updated = armada_list_loader_get_updated (self->loader);
  status.error = armada_list_loader_get_error (self->loader);
  armada_board_set_status (self->board, &status);
}

static gboolean
rebuild_cb (gpointer user_data)
{
  ArmadaBoardFeed *self = user_data;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  ArmadaItemList *list = self->loader ? armada_list_loader_get_list (self->loader) : NULL;
  guint n = list ? armada_item_list_get_n (list) : 0;

  self->rebuild = 0;
  for (guint i = 0; i < n; i++)
    {
      ArmadaBoardRow *row = self->make (armada_item_list_get_record (list, i), self->user_data);

      armada_board_row_end (row);
      g_ptr_array_add (rows, row);
    }
  armada_board_put_rows (self->board, rows);
  tell_status (self);
  return G_SOURCE_REMOVE;
}

static void
loading_cb (ArmadaBoardFeed *self)
{
  if (!armada_list_loader_get_loading (self->loader) &&
      armada_list_loader_get_error (self->loader) == NULL && self->asked != 0 &&
      armada_list_loader_get_updated (self->loader) > 0 &&
      !armada_list_loader_get_complete (self->loader))
    armada_list_loader_load_more (self->loader);
}

static void
ask_if_old (ArmadaBoardFeed *self)
{
  gint64 now = armada_clock_get_time (self->clock);

  if (self->loader != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->board)) &&
      (self->asked == 0 || now - self->asked >= FRESH))
    armada_board_feed_refresh (self);
}

static void
set_loader (ArmadaBoardFeed *self)
{
  ArmadaCatalog *catalog = armada_session_get_catalog (self->session);

  g_clear_object (&self->loader);
  self->asked = 0;
  if (catalog != NULL)
    self->loader = armada_catalog_get_loader (catalog, self->kind, self->device);
  g_signal_group_set_target (self->loader_signals, self->loader);
  g_signal_group_set_target (self->list_signals,
                             self->loader ? armada_list_loader_get_list (self->loader) : NULL);
  armada_board_feed_rebuild (self);
  tell_status (self);
  ask_if_old (self);
}

/* Vehicles have other names and places now. */
static void
fleet_cb (ArmadaBoardFeed *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self->board)))
    return;
  armada_board_feed_rebuild (self);
  ask_if_old (self);
}

static void
map_cb (ArmadaBoardFeed *self)
{
  armada_board_feed_rebuild (self);
  ask_if_old (self);
}

static void
armada_board_feed_dispose (GObject *object)
{
  ArmadaBoardFeed *self = ARMADA_BOARD_FEED (object);

  g_clear_handle_id (&self->rebuild, g_source_remove);
  g_clear_object (&self->loader_signals);
  g_clear_object (&self->list_signals);
  g_clear_object (&self->loader);
  g_clear_object (&self->session);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (armada_board_feed_parent_class)->dispose (object);
}

static void
armada_board_feed_class_init (ArmadaBoardFeedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_board_feed_dispose;
}

static void
armada_board_feed_init (ArmadaBoardFeed *self)
{
  self->loader_signals = g_signal_group_new (ARMADA_TYPE_LIST_LOADER);
  g_signal_group_connect_swapped (self->loader_signals, "notify::loading", G_CALLBACK (loading_cb),
                                  self);
  g_signal_group_connect_swapped (self->loader_signals, "notify", G_CALLBACK (tell_status), self);
  self->list_signals = g_signal_group_new (ARMADA_TYPE_ITEM_LIST);
  g_signal_group_connect_swapped (self->list_signals, "items-changed",
                                  G_CALLBACK (armada_board_feed_rebuild), self);
}

/**
 * armada_board_feed_new:
 * @board: to be filled; set up
 * @session: whose open account
 * @make: makes a row of a thing of the list
 * @user_data: of @make; must live as long as the feed
 */
ArmadaBoardFeed *
armada_board_feed_new (ArmadaBoard *board,
                       ArmadaSession *session,
                       ArmadaClock *clock,
                       ArmadaListKind kind,
                       ArmadaBoardFeedMake make,
                       gpointer user_data)
{
  ArmadaBoardFeed *self = g_object_new (ARMADA_TYPE_BOARD_FEED, NULL);

  self->board = board;
  self->session = g_object_ref (session);
  self->clock = g_object_ref (clock);
  self->kind = kind;
  self->make = make;
  self->user_data = user_data;
  g_signal_connect_object (session, "notify::catalog", G_CALLBACK (set_loader), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (armada_session_get_fleet (session), "updated", G_CALLBACK (fleet_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (board, "map", G_CALLBACK (map_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (board, "retry", G_CALLBACK (armada_board_feed_refresh), self,
                           G_CONNECT_SWAPPED);
  set_loader (self);
  return self;
}

/**
 * armada_board_feed_set_device:
 * @kind: which list to show from now on
 * @device: whose, 0: the account's
 */
void
armada_board_feed_set_device (ArmadaBoardFeed *self, ArmadaListKind kind, gint64 device)
{
  if (self->kind == kind && self->device == device)
    return;
  self->kind = kind;
  self->device = device;
  set_loader (self);
}

/**
 * armada_board_feed_refresh:
 *
 * Asks the server now.
 */
void
armada_board_feed_refresh (ArmadaBoardFeed *self)
{
  if (self->loader == NULL)
    return;
  self->asked = armada_clock_get_time (self->clock);
  armada_list_loader_refresh (self->loader);
  tell_status (self);
}

/**
 * armada_board_feed_rebuild:
 *
 * Rows are to be made anew, when this turn of the main loop is over.
 */
void
armada_board_feed_rebuild (ArmadaBoardFeed *self)
{
  if (self->rebuild == 0)
    self->rebuild = g_idle_add (rebuild_cb, self);
}

/**
 * armada_board_feed_get_loader:
 *
 * Returns: (transfer none) (nullable): NULL while no account is open
 */
ArmadaListLoader *
armada_board_feed_get_loader (ArmadaBoardFeed *self)
{
  return self->loader;
}
