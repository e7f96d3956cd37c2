/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "boards/armada-board.h"
#include "sync/armada-session.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_BOARD_FEED (armada_board_feed_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaBoardFeed, armada_board_feed, ARMADA, BOARD_FEED, GObject)

/* Fills a board from a list of the open account, and keeps it filled while it is looked at. */

/* Returns: (transfer full): the row for a thing of the list */
typedef ArmadaBoardRow *(*ArmadaBoardFeedMake) (ArmadaRecord *record, gpointer user_data);

ArmadaBoardFeed *armada_board_feed_new (ArmadaBoard *board,
                                        ArmadaSession *session,
                                        ArmadaClock *clock,
                                        ArmadaListKind kind,
                                        ArmadaBoardFeedMake make,
                                        gpointer user_data);
void armada_board_feed_set_device (ArmadaBoardFeed *self, ArmadaListKind kind, gint64 device);
void armada_board_feed_refresh (ArmadaBoardFeed *self);
void armada_board_feed_rebuild (ArmadaBoardFeed *self);
ArmadaListLoader *armada_board_feed_get_loader (ArmadaBoardFeed *self);

G_END_DECLS
