/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-boards-page"

#include "boards/armada-boards-page.h"

#include <glib/gi18n.h>

#include "app/armada-session-banner.h"

#define TICK_MILLISECONDS 30000

/*
 * ArmadaBoardsPage: the commands of the board that is seen are those of the page, so that one menu
 * and one set of keys serve all.
 */
struct _ArmadaBoardsPage
{
  AdwBreakpointBin parent_instance;

  ArmadaClock *clock;
  GSimpleActionGroup *actions;
  guint tick;

  AdwViewStack *stack;
  AdwWindowTitle *plain_title;
  GtkWidget *month;
  ArmadaSessionBanner *banner;
  AdwViewStackPage *maintenance_page;
  ArmadaDriversBoard *drivers;
  ArmadaMaintenanceBoard *maintenance;
  ArmadaSharesBoard *shares;
  ArmadaRulesBoard *rules;
};

G_DEFINE_FINAL_TYPE (ArmadaBoardsPage, armada_boards_page, ADW_TYPE_BREAKPOINT_BIN)

typedef enum
{
  PROP_N_OVERDUE = 1
} ArmadaBoardsPageProperty;
static GParamSpec *properties[PROP_N_OVERDUE + 1];

enum
{
  SHOW_DEVICE,
  MESSAGE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static ArmadaBoard *
get_board (ArmadaBoardsPage *self)
{
  const char *name = armada_boards_page_get_shown (self);

  if (g_strcmp0 (name, "maintenance") == 0)
    return armada_maintenance_board_get_board (self->maintenance);
  if (g_strcmp0 (name, "sharing") == 0)
    return armada_shares_board_get_board (self->shares);
  if (g_strcmp0 (name, "rules") == 0)
    return armada_rules_board_get_board (self->rules);
  return armada_drivers_board_get_board (self->drivers);
}

static void
board_shown_cb (ArmadaBoardsPage *self)
{
  ArmadaBoard *board;
  const ArmadaBoardWords *words;

  if (self->clock == NULL)
    return;
  board = get_board (self);
  words = armada_board_get_words (board);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "board", armada_board_get_actions (board));
  adw_window_title_set_title (self->plain_title, words->name);
  gtk_widget_set_visible (self->month,
                          g_strcmp0 (armada_boards_page_get_shown (self), "maintenance") == 0);
}

static void
refresh_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaBoardsPage *self = user_data;
  const char *name = armada_boards_page_get_shown (self);

  if (g_strcmp0 (name, "maintenance") == 0)
    armada_maintenance_board_refresh (self->maintenance);
  else if (g_strcmp0 (name, "sharing") == 0)
    armada_shares_board_refresh (self->shares);
  else if (g_strcmp0 (name, "rules") == 0)
    armada_rules_board_refresh (self->rules);
  else
    armada_drivers_board_refresh (self->drivers);
}

static const GActionEntry entries[] = {
  { .name = "refresh", .activate = refresh_cb },
};

static void
show_device_cb (ArmadaBoardsPage *self, gint64 device)
{
  g_signal_emit (self, signals[SHOW_DEVICE], 0, device);
}

static void
message_cb (ArmadaBoardsPage *self, const char *message)
{
  g_signal_emit (self, signals[MESSAGE], 0, message);
}

/* The switcher says how many wait. */
static void
overdue_cb (ArmadaBoardsPage *self)
{
  guint n;

  g_object_get (self->maintenance, "n-overdue", &n, NULL);
  adw_view_stack_page_set_badge_number (self->maintenance_page, n);
  adw_view_stack_page_set_needs_attention (self->maintenance_page, n > 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_OVERDUE]);
}

static gboolean
tick_cb (gpointer user_data)
{
  armada_board_tick (get_board (user_data));
  return G_SOURCE_CONTINUE;
}

static void
armada_boards_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((ArmadaBoardsPageProperty) id)
    {
    case PROP_N_OVERDUE:
      g_object_get_property (G_OBJECT (ARMADA_BOARDS_PAGE (object)->maintenance), "n-overdue",
                             value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* To the rows, so that a letter is a command; the search is one key away. */
static gboolean
armada_boards_page_grab_focus (GtkWidget *widget)
{
  return armada_board_focus_rows (get_board (ARMADA_BOARDS_PAGE (widget)));
}

static void
armada_boards_page_dispose (GObject *object)
{
  ArmadaBoardsPage *self = ARMADA_BOARDS_PAGE (object);

  if (self->tick != 0)
    armada_clock_remove_timeout (self->clock, self->tick);
  self->tick = 0;
  g_clear_object (&self->actions);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (armada_boards_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, ArmadaBoardsPage, stack);
  gtk_widget_class_bind_template_child (klass, ArmadaBoardsPage, plain_title);
  gtk_widget_class_bind_template_child (klass, ArmadaBoardsPage, month);
  gtk_widget_class_bind_template_child (klass, ArmadaBoardsPage, banner);
  gtk_widget_class_bind_template_child (klass, ArmadaBoardsPage, maintenance_page);
  gtk_widget_class_bind_template_child (klass, ArmadaBoardsPage, drivers);
  gtk_widget_class_bind_template_child (klass, ArmadaBoardsPage, maintenance);
  gtk_widget_class_bind_template_child (klass, ArmadaBoardsPage, shares);
  gtk_widget_class_bind_template_child (klass, ArmadaBoardsPage, rules);
  gtk_widget_class_bind_template_callback (klass, board_shown_cb);
  gtk_widget_class_bind_template_callback (klass, show_device_cb);
  gtk_widget_class_bind_template_callback (klass, overdue_cb);
}

static void
armada_boards_page_class_init (ArmadaBoardsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = armada_boards_page_get_property;
  object_class->dispose = armada_boards_page_dispose;
  widget_class->grab_focus = armada_boards_page_grab_focus;
  properties[PROP_N_OVERDUE] =
      g_param_spec_uint ("n-overdue", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  signals[SHOW_DEVICE] = g_signal_new ("show-device", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[MESSAGE] = g_signal_new ("message", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (ARMADA_TYPE_DRIVERS_BOARD);
  g_type_ensure (ARMADA_TYPE_MAINTENANCE_BOARD);
  g_type_ensure (ARMADA_TYPE_SHARES_BOARD);
  g_type_ensure (ARMADA_TYPE_RULES_BOARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-boards-page.ui");
  bind_children (widget_class);
}

static void
armada_boards_page_init (ArmadaBoardsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "boards", G_ACTION_GROUP (self->actions));
}

GtkWidget *
armada_boards_page_new (void)
{
  return g_object_new (ARMADA_TYPE_BOARDS_PAGE, NULL);
}

/**
 * armada_boards_page_set_session:
 * @session: whose lists are shown
 * @clock: what time it is
 *
 * Once, before it is shown.
 */
void
armada_boards_page_set_session (ArmadaBoardsPage *self, ArmadaSession *session, ArmadaClock *clock)
{
  ArmadaBoard *boards[4];

  g_return_if_fail (ARMADA_IS_BOARDS_PAGE (self) && self->clock == NULL);

  self->clock = g_object_ref (clock);
  armada_drivers_board_set_session (self->drivers, session, clock);
  armada_maintenance_board_set_session (self->maintenance, session, clock);
  armada_shares_board_set_session (self->shares, session, clock);
  armada_rules_board_set_session (self->rules, session, clock);
  armada_session_banner_set_session (self->banner, G_OBJECT (session), clock);
  boards[0] = armada_drivers_board_get_board (self->drivers);
  boards[1] = armada_maintenance_board_get_board (self->maintenance);
  boards[2] = armada_shares_board_get_board (self->shares);
  boards[3] = armada_rules_board_get_board (self->rules);
  for (guint i = 0; i < G_N_ELEMENTS (boards); i++)
    g_signal_connect_object (boards[i], "message", G_CALLBACK (message_cb), self,
                             G_CONNECT_SWAPPED);
  self->tick = armada_clock_add_timeout (clock, TICK_MILLISECONDS, tick_cb, self);
  board_shown_cb (self);
}

/**
 * armada_boards_page_show:
 * @name: "drivers", "maintenance", "sharing" or "rules"
 */
void
armada_boards_page_show (ArmadaBoardsPage *self, const char *name)
{
  g_return_if_fail (ARMADA_IS_BOARDS_PAGE (self));

  adw_view_stack_set_visible_child_name (self->stack, name);
}

const char *
armada_boards_page_get_shown (ArmadaBoardsPage *self)
{
  g_return_val_if_fail (ARMADA_IS_BOARDS_PAGE (self), NULL);

  return adw_view_stack_get_visible_child_name (self->stack);
}

ArmadaDriversBoard *
armada_boards_page_get_drivers (ArmadaBoardsPage *self)
{
  return self->drivers;
}

ArmadaMaintenanceBoard *
armada_boards_page_get_maintenance (ArmadaBoardsPage *self)
{
  return self->maintenance;
}

ArmadaSharesBoard *
armada_boards_page_get_shares (ArmadaBoardsPage *self)
{
  return self->shares;
}

ArmadaRulesBoard *
armada_boards_page_get_rules (ArmadaBoardsPage *self)
{
  return self->rules;
}
