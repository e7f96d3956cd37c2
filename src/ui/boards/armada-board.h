/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "boards/armada-board-row.h"
#include "sync/armada-clock.h"

G_BEGIN_DECLS

/**
 * ArmadaBoardColumn:
 * @name: what the column is called in CSV and for sorting: never translated
 * @title: translated
 * @width: pixels; texts share what is left
 * @kind: how it is drawn
 * @place: where it stands on a narrow window
 */
typedef enum
{
  ARMADA_COLUMN_TEXT,
  ARMADA_COLUMN_NUMBER,
  ARMADA_COLUMN_STATE, /* with the row's style and icon */
  ARMADA_COLUMN_BAR,   /* with the row's fraction */
} ArmadaColumnKind;

typedef enum
{
  ARMADA_PLACE_NOWHERE,
  ARMADA_PLACE_TITLE,
  ARMADA_PLACE_BELOW,
  ARMADA_PLACE_MARK,
} ArmadaColumnPlace;

typedef struct
{
  const char *name;
  const char *title;
  int width;
  ArmadaColumnKind kind;
  ArmadaColumnPlace place;
} ArmadaBoardColumn;

/**
 * ArmadaBoardWords:
 *
 * What a board is called and says, translated; they must live as long as it.
 */
typedef struct
{
  const char *name;
  const char *icon;
  const char *search;
  const char *empty_title;
  const char *empty_text;
  const char *missing_text;
  const char *file_name;
} ArmadaBoardWords;

/**
 * ArmadaBoardStatus:
 * @loading: more is to come
 * @n_done: of @n_total, where that is known
 * @updated: UNIX seconds when the server gave what is shown, 0 never
 * @error: (nullable): why the last attempt failed
 */
typedef struct
{
  gboolean loading;
  guint n_done;
  guint n_total;
  gint64 updated;
  const GError *error;
} ArmadaBoardStatus;

#define ARMADA_TYPE_BOARD (armada_board_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaBoard, armada_board, ARMADA, BOARD, AdwBreakpointBin)

/*
 * A table of things that is searched, filtered, sorted, copied, saved and printed, with what there
 * is to say of the chosen one beside it; on a narrow window a list. Actions "board.…".
 *
 * Properties: "selected" (object ArmadaBoardRow, nullable, read-only, notified).
 *
 * Signals: "retry": the user wants it asked for again; "stop": wants no more of what is under way;
 * "message" (string): something to tell.
 */

void armada_board_set_up (ArmadaBoard *self,
                          const ArmadaBoardWords *words,
                          const ArmadaBoardColumn *columns,
                          guint n_columns,
                          ArmadaClock *clock);
void armada_board_set_classes (ArmadaBoard *self, const char *const *names, guint n);
void armada_board_set_details (ArmadaBoard *self, GtkWidget *details);
void armada_board_add_top (ArmadaBoard *self, GtkWidget *widget);
void armada_board_add_page (ArmadaBoard *self, GtkWidget *page);
void armada_board_show_page (ArmadaBoard *self, gboolean show);

void armada_board_put_rows (ArmadaBoard *self, GPtrArray *rows);
void armada_board_set_status (ArmadaBoard *self, const ArmadaBoardStatus *status);
void armada_board_show_class (ArmadaBoard *self, int class);
void armada_board_sort (ArmadaBoard *self, const char *column, gboolean descending);
void armada_board_tick (ArmadaBoard *self);

GtkWidget *armada_board_get_details (ArmadaBoard *self);
ArmadaBoardRow *armada_board_get_selected (ArmadaBoard *self);
void armada_board_select (ArmadaBoard *self, gint64 id);
gboolean armada_board_focus_rows (ArmadaBoard *self);
GListModel *armada_board_get_shown (ArmadaBoard *self);
GActionGroup *armada_board_get_actions (ArmadaBoard *self);
const ArmadaBoardColumn *armada_board_get_columns (ArmadaBoard *self, guint *n);
const ArmadaBoardWords *armada_board_get_words (ArmadaBoard *self);
void armada_board_tell (ArmadaBoard *self, const char *message);

G_END_DECLS
