/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-board-nothing"

#include "boards/armada-board-nothing.h"

#include <glib/gi18n.h>

#include "api/armada-error.h"
#include "app/armada-words.h"

/* ArmadaBoardNothing: a part of its board, which knows whether it is seen. */
struct _ArmadaBoardNothing
{
  AdwBin parent_instance;

  AdwStatusPage *page;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (ArmadaBoardNothing, armada_board_nothing, ADW_TYPE_BIN)

static guint cure_signal;

static void
say (ArmadaBoardNothing *self,
     const char *icon,
     const char *title,
     const char *text,
     const char *button)
{
  adw_status_page_set_icon_name (self->page, icon);
  adw_status_page_set_title (self->page, title);
  adw_status_page_set_description (self->page, text);
  gtk_widget_set_visible (GTK_WIDGET (self->button), button != NULL);
  if (button != NULL)
    gtk_button_set_label (self->button, button);
}

static void
clicked_cb (ArmadaBoardNothing *self)
{
  g_signal_emit (self, cure_signal, 0);
}

static void
armada_board_nothing_class_init (ArmadaBoardNothingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  cure_signal = g_signal_new ("cure", ARMADA_TYPE_BOARD_NOTHING, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-board-nothing.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaBoardNothing, page);
  gtk_widget_class_bind_template_child (widget_class, ArmadaBoardNothing, button);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
armada_board_nothing_init (ArmadaBoardNothing *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * armada_board_nothing_show_filtered:
 *
 * There are rows, and none fits what the user looks for.
 */
void
armada_board_nothing_show_filtered (ArmadaBoardNothing *self)
{
  say (self, "edit-find-symbolic", _ ("Nothing Matches"),
       _ ("Nothing fits the search and the filter."), _ ("_Clear Filters"));
}

static void
show_failure (ArmadaBoardNothing *self, const ArmadaBoardWords *words, const GError *error)
{
  g_autofree char *sentence = armada_words_for_error (error);

  if (g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_MISSING))
    say (self, words->icon, _ ("Not Offered"), words->missing_text, NULL);
  else
    say (self, "network-error-symbolic", _ ("Not Available"), sentence, _ ("_Try Again"));
}

/**
 * armada_board_nothing_show_status:
 * @words: of the board
 *
 * There are no rows.
 */
void
armada_board_nothing_show_status (ArmadaBoardNothing *self,
                                  const ArmadaBoardWords *words,
                                  const ArmadaBoardStatus *status)
{
  if (status->loading)
    say (self, words->icon, _ ("Loading…"), NULL, NULL);
  else if (status->error != NULL)
    show_failure (self, words, status->error);
  else
    say (self, words->icon, words->empty_title, words->empty_text, NULL);
}
