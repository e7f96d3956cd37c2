/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-history-lists"

#include "replay/armada-history-lists.h"

#include <glib/gi18n.h>

#include "replay/armada-find-list.h"
#include "replay/armada-fix-table.h"
#include "replay/armada-history-summary.h"
#include "replay/armada-replay-words.h"
#include "replay/armada-segment-list.h"

struct _ArmadaHistoryLists
{
  AdwBin parent_instance;

  ArmadaReplay *replay;        /* (nullable) */
  ArmadaHistoryLoader *loader; /* (nullable): until there is a session */
  gboolean setting;

  GtkDropDown *vehicles;
  GtkLabel *period;
  GtkWidget *progress_box;
  GtkProgressBar *progress;
  AdwViewStack *stack;
  ArmadaSegmentList *segments;
  ArmadaFixTable *fixes;
  ArmadaHistorySummary *summary;
  ArmadaFindList *find;
};

G_DEFINE_FINAL_TYPE (ArmadaHistoryLists, armada_history_lists, ADW_TYPE_BIN)

typedef enum
{
  PROP_FINDER = 1,
} ArmadaHistoryListsProperty;

static GParamSpec *properties[PROP_FINDER + 1];
static guint chosen_signal;

static void
show_progress (ArmadaHistoryLists *self)
{
  guint n = armada_history_loader_get_n_days (self->loader);
  guint n_done = armada_history_loader_get_n_done (self->loader);
  g_autofree char *text = NULL;

  /* Translators: how many days have been fetched, and of how many */
  text = g_strdup_printf (ngettext ("%u of %u day", "%u of %u days", n), n_done, n);
  gtk_progress_bar_set_text (self->progress, text);
  gtk_progress_bar_set_fraction (self->progress, n > 0 ? (double) n_done / n : 0);
  gtk_widget_set_visible (self->progress_box, armada_history_loader_get_busy (self->loader));
}

static void
show_period (ArmadaHistoryLists *self)
{
  const ArmadaHistoryChoice *choice = armada_history_loader_get_choice (self->loader);
  g_autofree char *period = choice ? armada_replay_words_for_period (choice) : NULL;
  g_autofree char *zone =
      armada_replay_words_for_zone (armada_history_loader_get_zone (self->loader));
  g_autofree char *text = period ? g_strdup_printf ("%s\n%s", period, zone) : NULL;

  gtk_label_set_label (self->period, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->vehicles),
                          self->replay != NULL &&
                              g_list_model_get_n_items (G_LIST_MODEL (self->replay)) > 1);
}

static void
vehicle_cb (ArmadaHistoryLists *self)
{
  ArmadaReplayVehicle *vehicle = gtk_drop_down_get_selected_item (self->vehicles);

  if (!self->setting && vehicle != NULL && self->replay != NULL)
    armada_replay_set_current (self->replay, vehicle);
}

static void
current_cb (ArmadaHistoryLists *self)
{
  ArmadaReplayVehicle *current = armada_replay_get_current (self->replay);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->replay));

  self->setting = TRUE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ArmadaReplayVehicle) vehicle =
          g_list_model_get_item (G_LIST_MODEL (self->replay), i);

      if (vehicle == current)
        gtk_drop_down_set_selected (self->vehicles, i);
    }
  self->setting = FALSE;
}

static void
chosen_cb (ArmadaHistoryLists *self)
{
  g_signal_emit (self, chosen_signal, 0);
}

static void
list_cb (ArmadaHistoryLists *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FINDER]);
}

/* Returns: (nullable): what finds, as long as it is what is looked at */
static ArmadaFinder *
get_finder (ArmadaHistoryLists *self)
{
  gboolean shown = g_strcmp0 (adw_view_stack_get_visible_child_name (self->stack), "find") == 0;

  return shown ? armada_find_list_get_finder (self->find) : NULL;
}

static void
armada_history_lists_get_property (GObject *object,
                                   guint property_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  switch ((ArmadaHistoryListsProperty) property_id)
    {
    case PROP_FINDER:
      g_value_set_object (value, get_finder (ARMADA_HISTORY_LISTS (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
armada_history_lists_dispose (GObject *object)
{
  ArmadaHistoryLists *self = ARMADA_HISTORY_LISTS (object);

  g_clear_object (&self->loader);
  g_clear_object (&self->replay);
  G_OBJECT_CLASS (armada_history_lists_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryLists, vehicles);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryLists, period);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryLists, progress_box);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryLists, progress);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryLists, stack);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryLists, segments);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryLists, fixes);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryLists, summary);
  gtk_widget_class_bind_template_child (klass, ArmadaHistoryLists, find);
  gtk_widget_class_bind_template_callback (klass, chosen_cb);
  gtk_widget_class_bind_template_callback (klass, list_cb);
  gtk_widget_class_bind_template_callback (klass, vehicle_cb);
}

static void
armada_history_lists_class_init (ArmadaHistoryListsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = armada_history_lists_get_property;
  G_OBJECT_CLASS (klass)->dispose = armada_history_lists_dispose;
  properties[PROP_FINDER] =
      g_param_spec_object ("finder", NULL, NULL, ARMADA_TYPE_FINDER,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), G_N_ELEMENTS (properties), properties);
  chosen_signal = g_signal_new ("chosen", ARMADA_TYPE_HISTORY_LISTS, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (ARMADA_TYPE_FIND_LIST);
  g_type_ensure (ARMADA_TYPE_FIX_TABLE);
  g_type_ensure (ARMADA_TYPE_HISTORY_SUMMARY);
  g_type_ensure (ARMADA_TYPE_SEGMENT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-history-lists.ui");
  bind_children (widget_class);
}

static void
armada_history_lists_init (ArmadaHistoryLists *self)
{
  g_autoptr (GtkExpression) name =
      gtk_property_expression_new (ARMADA_TYPE_REPLAY_VEHICLE, NULL, "name");

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_expression (self->vehicles, name);
}

static void
connect_models (ArmadaHistoryLists *self)
{
  static const char *const progress_signals[] = { "notify::busy", "notify::n-done",
                                                  "notify::n-days" };
  static const char *const period_signals[] = { "notify::choice", "notify::zone" };

  g_signal_connect_object (self->replay, "notify::current", G_CALLBACK (current_cb), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (progress_signals); i++)
    g_signal_connect_object (self->loader, progress_signals[i], G_CALLBACK (show_progress), self,
                             G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (period_signals); i++)
    g_signal_connect_object (self->loader, period_signals[i], G_CALLBACK (show_period), self,
                             G_CONNECT_SWAPPED);
}

/**
 * armada_history_lists_set_models:
 * @replay: what is shown
 * @loader: what fills it
 *
 * Set once.
 */
void
armada_history_lists_set_models (ArmadaHistoryLists *self,
                                 ArmadaReplay *replay,
                                 ArmadaHistoryLoader *loader)
{
  g_return_if_fail (ARMADA_IS_HISTORY_LISTS (self) && self->replay == NULL);

  self->replay = g_object_ref (replay);
  self->loader = g_object_ref (loader);
  gtk_drop_down_set_model (self->vehicles, G_LIST_MODEL (replay));
  g_signal_connect_object (replay, "items-changed", G_CALLBACK (show_period), self,
                           G_CONNECT_SWAPPED);
  armada_segment_list_set_models (self->segments, replay, loader);
  armada_fix_table_set_models (self->fixes, replay, loader);
  armada_history_summary_set_models (self->summary, replay, loader);
  armada_find_list_set_models (self->find, replay, loader);
  connect_models (self);
  show_progress (self);
  show_period (self);
}

/* Text that can be copied is not chosen all by itself when the focus comes to it. */
static void
unselect_focus (ArmadaHistoryLists *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (GTK_IS_LABEL (focus))
    gtk_label_select_region (GTK_LABEL (focus), 0, 0);
}

/**
 * armada_history_lists_show:
 * @name: "segments", "fixes" or "summary"
 *
 * Shows one of the lists and puts the focus into it.
 */
void
armada_history_lists_show (ArmadaHistoryLists *self, const char *name)
{
  g_return_if_fail (ARMADA_IS_HISTORY_LISTS (self));

  adw_view_stack_set_visible_child_name (self->stack, name);
  if (!gtk_widget_grab_focus (adw_view_stack_get_visible_child (self->stack)))
    gtk_widget_child_focus (adw_view_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
  unselect_focus (self);
}

/**
 * armada_history_lists_bind_settings:
 * @settings: of the schema id.trackgps.Armada
 *
 * What is looked for is remembered there. Not before there are models.
 */
void
armada_history_lists_bind_settings (ArmadaHistoryLists *self, GSettings *settings)
{
  g_return_if_fail (ARMADA_IS_HISTORY_LISTS (self));

  armada_find_list_bind_settings (self->find, settings);
}
