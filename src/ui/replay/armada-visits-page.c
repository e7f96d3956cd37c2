/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-visits-page"

#include "replay/armada-visits-page.h"

#include <glib/gi18n.h>

#include "app/armada-text-save.h"
#include "app/armada-words.h"
#include "replay/armada-moment-row.h"
#include "replay/armada-vehicle-sources.h"
#include "replay/armada-visit-words.h"
#include "sync/armada-history-choice.h"

#define MANY_DAYS 200 /* vehicle-days that are asked about once more before they are fetched */

/*
 * An area drawn on a map of its own, a period, and who was there by what is held. The answer
 * follows every change by itself. What is drawn stays while the page lives.
 */
struct _ArmadaVisitsPage
{
  AdwBreakpointBin parent_instance;

  ArmadaSession *session; /* (nullable) */
  ArmadaVisits *visits;   /* (nullable): until there is a session */
  ArmadaFleetView *fleet_view;
  ArmadaAreaLayer *layer; /* the map's */
  GtkSortListModel *sorted;
  GSimpleActionGroup *actions;
  GPtrArray *sources;         /* of ArmadaVehicleSource: the rows of vehicles */
  ArmadaSelection *selection; /* (nullable) */
  ArmadaFleetView *listed;    /* (nullable) */
  ArmadaReplay *replay;       /* (nullable) */
  gboolean setting;

  GtkWidget *drawing_box;
  GtkLabel *drawing_label;
  GtkSpinButton *radius;
  AdwComboRow *period_row;
  ArmadaMomentRow *from_row;
  ArmadaMomentRow *to_row;
  AdwComboRow *group_row;
  GtkLabel *coverage;
  GtkButton *fetch_button;
  GtkWidget *progress_box;
  GtkProgressBar *progress;
  GtkWidget *result_box;
  GtkLabel *count;
  GtkDropDown *order;
  GtkStack *stack;
  AdwStatusPage *none_page;
  GtkListView *view;
  ArmadaMapView *map;
};

G_DEFINE_FINAL_TYPE (ArmadaVisitsPage, armada_visits_page, ADW_TYPE_BREAKPOINT_BIN)

static guint open_signal;

static void
set_enabled (ArmadaVisitsPage *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
show_drawing (ArmadaVisitsPage *self)
{
  ArmadaAreaDrawing drawing = armada_area_layer_get_drawing (self->layer);
  guint n = armada_area_layer_get_n_points (self->layer);
  gboolean any = drawing != ARMADA_AREA_DRAWING_NOTHING;

  gtk_widget_set_visible (self->drawing_box, any);
  if (drawing == ARMADA_AREA_DRAWING_CIRCLE)
    gtk_label_set_label (self->drawing_label,
                         _ ("Drag from the middle of the circle to its rim. By keyboard: move the "
                            "map with the arrow keys, then press Space."));
  else if (any)
    gtk_label_set_label (self->drawing_label,
                         _ ("Click on each corner, the last one twice. By keyboard: move the map "
                            "with the arrow keys, press Space for each corner, then Enter."));
  set_enabled (self, "point", any);
  set_enabled (self, "cancel", any);
  set_enabled (self, "undo", n > 0);
  set_enabled (self, "end", n >= 3);
  set_enabled (self, "clear", any || armada_area_layer_get_area (self->layer) != NULL);
}

static void
show_coverage (ArmadaVisitsPage *self)
{
  const ArmadaVisitCoverage *coverage = armada_visits_get_coverage (self->visits);
  gboolean fetching = armada_visits_get_fetching (self->visits);
  guint n = coverage->n_all - coverage->n_whole;
  const GError *error = armada_visits_get_error (self->visits);
  g_autofree char *held = armada_visit_words_for_coverage (coverage);
  g_autofree char *trouble = error ? armada_words_for_error (error) : NULL;
  g_autofree char *text = trouble ? g_strdup_printf ("%s\n%s", held, trouble) : NULL;
  g_autofree char *label =
      g_strdup_printf (ngettext ("_Fetch %u Vehicle-Day", "_Fetch %u Vehicle-Days", n), n);

  gtk_label_set_label (self->coverage, text ? text : held);
  gtk_button_set_label (self->fetch_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->fetch_button), n > 0 && !fetching);
  gtk_widget_set_visible (self->progress_box, fetching);
  set_enabled (self, "fetch", n > 0 && !fetching);
  set_enabled (self, "stop", fetching);
}

static void
show_progress (ArmadaVisitsPage *self)
{
  guint n = armada_visits_get_n_to_fetch (self->visits);
  guint n_done = armada_visits_get_n_fetched (self->visits);
  /* Translators: how many days have been fetched, and of how many */
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u of %u day", "%u of %u days", n), n_done, n);

  gtk_progress_bar_set_text (self->progress, text);
  gtk_progress_bar_set_fraction (self->progress, n > 0 ? (double) n_done / n : 0);
  show_coverage (self);
}

static void
show_none (ArmadaVisitsPage *self)
{
  gboolean area = armada_visits_get_area (self->visits) != NULL;

  adw_status_page_set_title (self->none_page, area ? _ ("Nobody Was Here") : _ ("Who Was Here?"));
  adw_status_page_set_description (
      self->none_page,
      area ? _ ("None of the vehicle-days that are held on this computer leads through here.")
           : _ ("Draw a circle or a polygon on the map to see which vehicles were there."));
}

static void
show_visits (ArmadaVisitsPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->visits));
  g_autofree char *count = g_strdup_printf (ngettext ("%u visit", "%u visits", n), n);

  gtk_label_set_label (self->count, count);
  gtk_widget_set_visible (self->result_box, n > 0);
  set_enabled (self, "copy", n > 0);
  set_enabled (self, "save", n > 0);
  show_none (self);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "visits" : "none");
  show_coverage (self);
}

static void
area_cb (ArmadaVisitsPage *self)
{
  show_drawing (self);
  if (self->visits != NULL)
    {
      armada_visits_set_area (self->visits, armada_area_layer_get_area (self->layer));
      show_visits (self);
    }
}

/* What is typed is looked at once it is a period. */
static void
take_period (ArmadaVisitsPage *self)
{
  gint64 from, to;
  gboolean from_good = armada_moment_row_get_time (self->from_row, &from);
  gboolean to_good = armada_moment_row_get_time (self->to_row, &to);
  const char *problem = NULL;

  if (to % 60 == 0)
    to += 59;
  armada_moment_row_set_problem (self->from_row,
                                 from_good ? NULL : _ ("This is no time. Type it like 08:05."));
  if (!to_good)
    problem = _ ("This is no time. Type it like 08:05.");
  else if (from_good && to < from)
    problem = _ ("This is before the beginning.");
  else if (from_good && to - from >= (gint64) ARMADA_HISTORY_MAX_DAYS * 86400)
    problem = _ ("This is longer than ten years.");
  armada_moment_row_set_problem (self->to_row, problem);
  if (from_good && problem == NULL)
    armada_visits_set_period (self->visits, from, to);
}

static void
period_cb (ArmadaVisitsPage *self)
{
  guint period = adw_combo_row_get_selected (self->period_row);
  gboolean other = period == ARMADA_HISTORY_OTHER_PERIOD;
  gint64 from, to;

  if (self->visits == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->from_row), other);
  gtk_widget_set_visible (GTK_WIDGET (self->to_row), other);
  if (!other)
    {
      armada_history_period_find ((ArmadaHistoryPeriod) period,
                                  armada_visits_get_now (self->visits), &from, &to);
      self->setting = TRUE;
      armada_moment_row_set_time (self->from_row, from);
      armada_moment_row_set_time (self->to_row, to);
      self->setting = FALSE;
    }
  take_period (self);
}

static void
moment_cb (ArmadaVisitsPage *self)
{
  if (!self->setting && self->visits != NULL)
    take_period (self);
}

static ArmadaVehicleSources
get_asked (ArmadaVisitsPage *self)
{
  return (ArmadaVehicleSources) {
    .fleet = armada_session_get_fleet (self->session),
    .selection = self->selection,
    .listed = self->listed,
    .replay = self->replay,
  };
}

static void
take_vehicles (ArmadaVisitsPage *self)
{
  guint row = adw_combo_row_get_selected (self->group_row);
  const ArmadaVehicleSources asked = get_asked (self);
  g_autoptr (GArray) ids = NULL;

  if (row < self->sources->len)
    ids = armada_vehicle_sources_dup_ids (&asked, self->sources->pdata[row]);
  armada_visits_set_devices (self->visits, ids);
}

static void
group_cb (ArmadaVisitsPage *self)
{
  if (self->visits != NULL && !self->setting)
    take_vehicles (self);
}

/* All vehicles, and where others can be taken from; what was chosen of it stays that. */
static void
show_groups (ArmadaVisitsPage *self)
{
  const ArmadaVehicleSources asked = get_asked (self);
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->sources);
  guint row = adw_combo_row_get_selected (self->group_row);
  g_autoptr (GListModel) titles = NULL;

  self->sources = armada_vehicle_sources_list (&asked, _ ("All Vehicles"));
  row = before != NULL && row < before->len
            ? armada_vehicle_sources_find (self->sources, before->pdata[row])
            : 0;
  titles = armada_vehicle_sources_dup_titles (self->sources);
  self->setting = TRUE;
  adw_combo_row_set_model (self->group_row, titles);
  adw_combo_row_set_selected (self->group_row, row);
  self->setting = FALSE;
  take_vehicles (self);
}

/* What is chosen and listed elsewhere may be something else since. */
static void
map_cb (ArmadaVisitsPage *self)
{
  if (self->visits != NULL)
    show_groups (self);
}

static int
compare_visits (gconstpointer a, gconstpointer b, gpointer user_data)
{
  ArmadaVisitsPage *self = user_data;
  ArmadaVisitItem *first = (gpointer) a, *second = (gpointer) b;
  const ArmadaVisit *one = armada_visit_item_get_visit (first);
  const ArmadaVisit *other = armada_visit_item_get_visit (second);
  gint64 difference = other->departure - other->arrival - (one->departure - one->arrival);
  int order = 0;

  if (gtk_drop_down_get_selected (self->order) == 1)
    order =
        g_utf8_collate (armada_visit_item_get_name (first), armada_visit_item_get_name (second));
  else if (gtk_drop_down_get_selected (self->order) == 2)
    order = difference < 0 ? -1 : difference > 0;
  if (order != 0)
    return order;
  return one->arrival < other->arrival ? -1 : one->arrival > other->arrival;
}

static void
order_cb (ArmadaVisitsPage *self)
{
  if (self->sorted != NULL)
    gtk_sorter_changed (gtk_sort_list_model_get_sorter (self->sorted), GTK_SORTER_CHANGE_DIFFERENT);
}

static void
activate_cb (ArmadaVisitsPage *self, guint position)
{
  g_autoptr (ArmadaVisitItem) item = g_list_model_get_item (G_LIST_MODEL (self->sorted), position);

  if (item != NULL)
    g_signal_emit (self, open_signal, 0, item);
}

static void
begin (ArmadaVisitsPage *self, ArmadaAreaDrawing drawing)
{
  armada_area_layer_begin (self->layer, drawing);
  gtk_widget_child_focus (GTK_WIDGET (self->map), GTK_DIR_TAB_FORWARD);
}

static void
circle_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  begin (user_data, ARMADA_AREA_DRAWING_CIRCLE);
}

static void
polygon_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  begin (user_data, ARMADA_AREA_DRAWING_POLYGON);
}

static void
point_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_area_layer_add_center (ARMADA_VISITS_PAGE (user_data)->layer);
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_area_layer_undo (ARMADA_VISITS_PAGE (user_data)->layer);
}

static void
end_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_area_layer_end (ARMADA_VISITS_PAGE (user_data)->layer);
}

static void
cancel_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_area_layer_cancel (ARMADA_VISITS_PAGE (user_data)->layer);
}

static void
clear_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_area_layer_clear (ARMADA_VISITS_PAGE (user_data)->layer);
}

static void
answered_cb (AdwAlertDialog *dialog, const char *response, ArmadaVisitsPage *self)
{
  if (g_str_equal (response, "fetch"))
    armada_visits_fetch (self->visits);
}

static void
fetch_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaVisitsPage *self = user_data;
  const ArmadaVisitCoverage *coverage = armada_visits_get_coverage (self->visits);
  guint n = coverage->n_all - coverage->n_whole;
  g_autofree char *title = g_strdup_printf (_ ("Fetch %u Days?"), n);
  AdwAlertDialog *dialog;

  if (n <= MANY_DAYS)
    {
      armada_visits_fetch (self->visits);
      return;
    }
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
      title, _ ("Each day of each vehicle is asked for by itself, which takes its time. What has "
                "arrived is shown at once, and you can stop whenever you like.")));
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "fetch", _ ("_Fetch"), NULL);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, 0);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
stop_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_visits_cancel (ARMADA_VISITS_PAGE (user_data)->visits);
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaVisitsPage *self = user_data;
  g_autofree char *text = armada_visit_words_for_table (G_LIST_MODEL (self->sorted));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  armada_text_save_tell (GTK_WIDGET (self), _ ("Table copied"));
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaVisitsPage *self = user_data;

  armada_text_save (GTK_WIDGET (self), "armada-visits.csv",
                    armada_visit_words_for_csv (G_LIST_MODEL (self->sorted)),
                    armada_text_save_tell);
}

static void
zoom_in_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_map_view_zoom_in (ARMADA_VISITS_PAGE (user_data)->map);
}

static void
zoom_out_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_map_view_zoom_out (ARMADA_VISITS_PAGE (user_data)->map);
}

static const GActionEntry entries[] = {
  { .name = "circle", .activate = circle_cb },     { .name = "polygon", .activate = polygon_cb },
  { .name = "point", .activate = point_cb },       { .name = "undo", .activate = undo_cb },
  { .name = "end", .activate = end_cb },           { .name = "cancel", .activate = cancel_cb },
  { .name = "clear", .activate = clear_cb },       { .name = "fetch", .activate = fetch_cb },
  { .name = "stop", .activate = stop_cb },         { .name = "copy", .activate = copy_cb },
  { .name = "save", .activate = save_cb },         { .name = "zoom-in", .activate = zoom_in_cb },
  { .name = "zoom-out", .activate = zoom_out_cb },
};

/* While something is drawn the map's keys put corners. */
static gboolean
key_cb (ArmadaVisitsPage *self, guint key)
{
  const struct
  {
    guint key;
    const char *action;
  } keys[] = {
    { GDK_KEY_space, "point" },  { GDK_KEY_KP_Space, "point" }, { GDK_KEY_Return, "end" },
    { GDK_KEY_KP_Enter, "end" }, { GDK_KEY_BackSpace, "undo" },
  };

  if (armada_area_layer_get_drawing (self->layer) == ARMADA_AREA_DRAWING_NOTHING)
    return GDK_EVENT_PROPAGATE;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].key == key)
      {
        g_action_group_activate_action (G_ACTION_GROUP (self->actions), keys[i].action, NULL);
        return GDK_EVENT_STOP;
      }
  return GDK_EVENT_PROPAGATE;
}

static GtkWidget *
new_label (GtkWidget *row, const char *name, gboolean caption)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "tnum");
  if (caption)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
    }
  gtk_box_append (GTK_BOX (row), label);
  g_object_set_data (G_OBJECT (row), name, label);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ArmadaVisitsPage *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  gtk_widget_add_css_class (row, "segment");
  new_label (row, "name", FALSE);
  new_label (row, "span", TRUE);
  new_label (row, "dwell", TRUE);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ArmadaVisitsPage *self)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  ArmadaVisitItem *visit = gtk_list_item_get_item (item);
  const char *name = armada_visit_item_get_name (visit);
  g_autofree char *span = armada_visit_words_for_span (armada_visit_item_get_visit (visit));
  g_autofree char *dwell = armada_visit_words_for_dwell (armada_visit_item_get_visit (visit));
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s", name, span, dwell);

  gtk_label_set_label (g_object_get_data (G_OBJECT (row), "name"), name);
  gtk_label_set_label (g_object_get_data (G_OBJECT (row), "span"), span);
  gtk_label_set_label (g_object_get_data (G_OBJECT (row), "dwell"), dwell);
  gtk_list_item_set_accessible_label (item, spoken);
}

static void
armada_visits_page_dispose (GObject *object)
{
  ArmadaVisitsPage *self = ARMADA_VISITS_PAGE (object);

  if (self->visits != NULL)
    armada_visits_cancel (self->visits);
  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  g_clear_object (&self->sorted);
  g_clear_object (&self->visits);
  g_clear_object (&self->fleet_view);
  g_clear_object (&self->session);
  g_clear_object (&self->actions);
  g_clear_object (&self->selection);
  g_clear_object (&self->listed);
  g_clear_object (&self->replay);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  G_OBJECT_CLASS (armada_visits_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, ArmadaVisitsPage, drawing_box);
  gtk_widget_class_bind_template_child (klass, ArmadaVisitsPage, drawing_label);
  gtk_widget_class_bind_template_child (klass, ArmadaVisitsPage, radius);
  gtk_widget_class_bind_template_child (klass, ArmadaVisitsPage, period_row);
  gtk_widget_class_bind_template_child (klass, ArmadaVisitsPage, from_row);
  gtk_widget_class_bind_template_child (klass, ArmadaVisitsPage, to_row);
  gtk_widget_class_bind_template_child (klass, ArmadaVisitsPage, group_row);
  gtk_widget_class_bind_template_child (klass, ArmadaVisitsPage, coverage);
  gtk_widget_class_bind_template_child (klass, ArmadaVisitsPage, fetch_button);
  gtk_widget_class_bind_template_child (klass, ArmadaVisitsPage, progress_box);
  gtk_widget_class_bind_template_child (klass, ArmadaVisitsPage, progress);
  gtk_widget_class_bind_template_child (klass, ArmadaVisitsPage, result_box);
  gtk_widget_class_bind_template_child (klass, ArmadaVisitsPage, count);
  gtk_widget_class_bind_template_child (klass, ArmadaVisitsPage, order);
  gtk_widget_class_bind_template_child (klass, ArmadaVisitsPage, stack);
  gtk_widget_class_bind_template_child (klass, ArmadaVisitsPage, none_page);
  gtk_widget_class_bind_template_child (klass, ArmadaVisitsPage, view);
  gtk_widget_class_bind_template_child (klass, ArmadaVisitsPage, map);
  gtk_widget_class_bind_template_callback (klass, period_cb);
  gtk_widget_class_bind_template_callback (klass, moment_cb);
  gtk_widget_class_bind_template_callback (klass, group_cb);
  gtk_widget_class_bind_template_callback (klass, order_cb);
  gtk_widget_class_bind_template_callback (klass, activate_cb);
}

static void
armada_visits_page_class_init (ArmadaVisitsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_visits_page_dispose;
  open_signal = g_signal_new ("open", ARMADA_TYPE_VISITS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, ARMADA_TYPE_VISIT_ITEM);
  g_type_ensure (ARMADA_TYPE_MAP_VIEW);
  g_type_ensure (ARMADA_TYPE_MOMENT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-visits-page.ui");
  bind_children (widget_class);
}

static void
connect_map (ArmadaVisitsPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->layer = armada_map_view_get_area_layer (self->map);
  g_signal_connect_object (self->layer, "notify::area", G_CALLBACK (area_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->layer, "notify::drawing", G_CALLBACK (show_drawing), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->layer, "notify::n-points", G_CALLBACK (show_drawing), self,
                           G_CONNECT_SWAPPED);
  g_object_bind_property (self->layer, "radius", self->radius, "value",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), keys);
}

static void
armada_visits_page_init (ArmadaVisitsPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "visits", G_ACTION_GROUP (self->actions));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  gtk_list_view_set_factory (self->view, factory);
  g_object_unref (factory);
  connect_map (self);
  show_drawing (self);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}

GtkWidget *
armada_visits_page_new (void)
{
  return g_object_new (ARMADA_TYPE_VISITS_PAGE, NULL);
}

static void
show_list (ArmadaVisitsPage *self)
{
  GtkSorter *sorter = GTK_SORTER (gtk_custom_sorter_new (compare_visits, self, NULL));
  GtkSingleSelection *selection;

  self->sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->visits)), sorter);
  selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->sorted)));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
}

static void
connect_visits (ArmadaVisitsPage *self)
{
  g_signal_connect_object (self->visits, "changed", G_CALLBACK (show_visits), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->visits, "notify::fetching", G_CALLBACK (show_progress), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->visits, "notify::n-fetched", G_CALLBACK (show_progress), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::account", G_CALLBACK (armada_area_layer_clear),
                           self->layer, G_CONNECT_SWAPPED);
}

/**
 * armada_visits_page_set_session:
 * @session: whose vehicles there are
 * @clock: what time it is
 *
 * Set once.
 */
void
armada_visits_page_set_session (ArmadaVisitsPage *self, ArmadaSession *session, ArmadaClock *clock)
{
  ArmadaFleet *fleet = armada_session_get_fleet (session);

  g_return_if_fail (ARMADA_IS_VISITS_PAGE (self) && self->session == NULL);

  self->session = g_object_ref (session);
  self->visits = armada_visits_new (session, clock);
  self->fleet_view = armada_fleet_view_new (fleet);
  armada_map_view_set_fleet_view (self->map, self->fleet_view);
  show_list (self);
  connect_visits (self);
  show_groups (self);
  g_signal_connect_object (armada_fleet_get_groups (fleet), "items-changed",
                           G_CALLBACK (show_groups), self, G_CONNECT_SWAPPED);
  adw_combo_row_set_selected (self->period_row, ARMADA_HISTORY_LAST_7_DAYS);
  period_cb (self);
  show_visits (self);
}

/**
 * armada_visits_page_set_sources:
 * @selection: (nullable): who is chosen on the map
 * @listed: (nullable): who is listed there
 * @replay: (nullable): whose history is shown
 *
 * Who can be asked about, besides all and groups.
 */
void
armada_visits_page_set_sources (ArmadaVisitsPage *self,
                                ArmadaSelection *selection,
                                ArmadaFleetView *listed,
                                ArmadaReplay *replay)
{
  g_return_if_fail (ARMADA_IS_VISITS_PAGE (self) && self->session != NULL);

  g_set_object (&self->selection, selection);
  g_set_object (&self->listed, listed);
  g_set_object (&self->replay, replay);
  show_groups (self);
}

/**
 * armada_visits_page_escape:
 *
 * Ends drawing without an area.
 *
 * Returns: whether something was being drawn
 */
gboolean
armada_visits_page_escape (ArmadaVisitsPage *self)
{
  g_return_val_if_fail (ARMADA_IS_VISITS_PAGE (self), FALSE);

  return armada_area_layer_cancel (self->layer);
}

ArmadaVisits *
armada_visits_page_get_visits (ArmadaVisitsPage *self)
{
  g_return_val_if_fail (ARMADA_IS_VISITS_PAGE (self), NULL);

  return self->visits;
}

ArmadaMapView *
armada_visits_page_get_map (ArmadaVisitsPage *self)
{
  g_return_val_if_fail (ARMADA_IS_VISITS_PAGE (self), NULL);

  return self->map;
}
