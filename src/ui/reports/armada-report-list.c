/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-list"

#include "reports/armada-report-list.h"

#include <glib/gi18n.h>

#include "reports/armada-report-row.h"
#include "reports/armada-report-thumbnails.h"

/*
 * ArmadaReportList: list and grid share one selection, and each makes widgets for what is seen
 * alone. A context menu is about what is chosen; so is what is dragged out.
 */
struct _ArmadaReportList
{
  AdwBin parent_instance;

  ArmadaArchiveView *view;
  ArmadaClock *clock;
  ArmadaReportThumbnails *thumbnails;
  GtkMultiSelection *selection;
  gboolean grid;

  GtkStack *stack;
  GtkListView *list_view;
  GtkGridView *grid_view;
  GMenuModel *report_menu;
  GtkWidget *menu;
};

G_DEFINE_FINAL_TYPE (ArmadaReportList, armada_report_list, ADW_TYPE_BIN)

typedef enum
{
  PROP_GRID = 1,
} ArmadaReportListProperty;
static GParamSpec *properties[PROP_GRID + 1];

static guint opened_signal;
static guint star_signal;
static guint selection_signal;

static void
activate_cb (ArmadaReportList *self, guint position)
{
  g_autoptr (ArmadaReport) report =
      g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (report != NULL)
    g_signal_emit (self, opened_signal, 0, report);
}

static void
star_cb (ArmadaReportRow *row, gboolean favourite, ArmadaReportList *self)
{
  g_signal_emit (self, star_signal, 0, armada_report_row_get_report (row), favourite);
}

static void
select_cb (ArmadaReportList *self)
{
  g_signal_emit (self, selection_signal, 0);
}

static gboolean
is_selected (ArmadaReportList *self, ArmadaReport *report)
{
  guint position;

  return armada_archive_view_find (self->view, report, &position) &&
         gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position);
}

static void
pop_up (ArmadaReportList *self, GtkWidget *at, double x, double y)
{
  graphene_point_t point = GRAPHENE_POINT_INIT ((float) x, (float) y);

  if (!gtk_widget_compute_point (at, GTK_WIDGET (self), &point, &point))
    return;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu),
                               &(GdkRectangle) { (int) point.x, (int) point.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
held_cb (GtkGesture *gesture, double x, double y, ArmadaReportList *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  ArmadaReport *report = armada_report_row_get_report (ARMADA_REPORT_ROW (row));

  if (report == NULL)
    return;
  if (!is_selected (self, report))
    armada_report_list_select (self, report);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  pop_up (self, row, x, y);
}

static void
pressed_cb (GtkGesture *gesture, int n, double x, double y, ArmadaReportList *self)
{
  held_cb (gesture, x, y, self);
}

/* Returns: (transfer full): the files of what is chosen, for another program */
static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, ArmadaReportList *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  ArmadaReport *report = armada_report_row_get_report (ARMADA_REPORT_ROW (row));
  g_autoptr (GPtrArray) reports = NULL;
  GdkContentProvider *provider;
  GdkFileList *files;
  GSList *list = NULL;

  if (report == NULL)
    return NULL;
  if (!is_selected (self, report))
    armada_report_list_select (self, report);
  reports = armada_report_list_dup_selected (self);
  for (guint i = reports->len; i > 0; i--)
    if (!armada_report_get_missing (reports->pdata[i - 1]))
      list = g_slist_prepend (list, armada_report_dup_file (reports->pdata[i - 1]));
  files = gdk_file_list_new_from_list (list);
  g_slist_free_full (list, g_object_unref);
  provider = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, files);
  g_boxed_free (GDK_TYPE_FILE_LIST, files);
  return provider;
}

static GtkWidget *
make_row (ArmadaReportList *self, gboolean card)
{
  GtkWidget *row = armada_report_row_new (card);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();
  GtkDragSource *drag = gtk_drag_source_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (held_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (press));
  gtk_drag_source_set_actions (drag, GDK_ACTION_COPY);
  g_signal_connect_object (drag, "prepare", G_CALLBACK (prepare_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_object (row, "star", G_CALLBACK (star_cb), self, 0);
  return row;
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ArmadaReportList *self)
{
  gtk_list_item_set_child (item, make_row (self, FALSE));
}

static void
setup_card_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ArmadaReportList *self)
{
  gtk_list_item_set_child (item, make_row (self, TRUE));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ArmadaReportList *self)
{
  ArmadaReportRow *row = ARMADA_REPORT_ROW (gtk_list_item_get_child (item));
  ArmadaReport *report = gtk_list_item_get_item (item);

  armada_report_row_set_report (row, report, armada_clock_get_time (self->clock));
  gtk_list_item_set_accessible_label (item, armada_report_get_title (report));
  armada_report_thumbnails_show (self->thumbnails, row);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ArmadaReportList *self)
{
  armada_report_row_set_report (ARMADA_REPORT_ROW (gtk_list_item_get_child (item)), NULL, 0);
}

static GtkListItemFactory *
new_factory (ArmadaReportList *self, GCallback setup)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", setup, self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  return factory;
}

/* A view that is not seen has no model, so that it makes no widgets. */
static void
show_layout (ArmadaReportList *self)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);

  gtk_list_view_set_model (self->list_view, self->grid ? NULL : model);
  gtk_grid_view_set_model (self->grid_view, self->grid ? model : NULL);
  gtk_stack_set_visible_child_name (self->stack, self->grid ? "grid" : "list");
}

static void
menu_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArmadaReportList *self = ARMADA_REPORT_LIST (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, widget))
    pop_up (self, focus, gtk_widget_get_width (focus) / 2.0, gtk_widget_get_height (focus) / 2.0);
}

static void
armada_report_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArmadaReportList *self = ARMADA_REPORT_LIST (object);

  switch ((ArmadaReportListProperty) id)
    {
    case PROP_GRID:
      if (self->grid == g_value_get_boolean (value))
        return;
      self->grid = g_value_get_boolean (value);
      show_layout (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_report_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((ArmadaReportListProperty) id)
    {
    case PROP_GRID:
      g_value_set_boolean (value, ARMADA_REPORT_LIST (object)->grid);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static gboolean
armada_report_list_grab_focus (GtkWidget *widget)
{
  ArmadaReportList *self = ARMADA_REPORT_LIST (widget);

  return gtk_widget_grab_focus (self->grid ? GTK_WIDGET (self->grid_view)
                                           : GTK_WIDGET (self->list_view));
}

static void
armada_report_list_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (armada_report_list_parent_class)
      ->size_allocate (widget, width, height, baseline);
  gtk_popover_present (GTK_POPOVER (ARMADA_REPORT_LIST (widget)->menu));
}

static void
armada_report_list_dispose (GObject *object)
{
  ArmadaReportList *self = ARMADA_REPORT_LIST (object);

  if (self->list_view != NULL)
    {
      gtk_list_view_set_model (self->list_view, NULL);
      gtk_grid_view_set_model (self->grid_view, NULL);
    }
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->view);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (armada_report_list_parent_class)->dispose (object);
}

static void
armada_report_list_class_init (ArmadaReportListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = armada_report_list_set_property;
  object_class->get_property = armada_report_list_get_property;
  object_class->dispose = armada_report_list_dispose;
  widget_class->grab_focus = armada_report_list_grab_focus;
  widget_class->size_allocate = armada_report_list_size_allocate;
  properties[PROP_GRID] =
      g_param_spec_boolean ("grid", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  opened_signal = g_signal_new ("opened", ARMADA_TYPE_REPORT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, ARMADA_TYPE_REPORT);
  star_signal = g_signal_new ("star", ARMADA_TYPE_REPORT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 2, ARMADA_TYPE_REPORT, G_TYPE_BOOLEAN);
  selection_signal = g_signal_new ("selection-changed", ARMADA_TYPE_REPORT_LIST, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "report-list.menu", NULL, menu_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "report-list.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "reports.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK,
                                       "report-list.menu", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-report-list.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportList, stack);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportList, list_view);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportList, grid_view);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportList, report_menu);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
armada_report_list_init (ArmadaReportList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->thumbnails = armada_report_thumbnails_new ();
  self->menu = gtk_popover_menu_new_from_model (self->report_menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
}

/**
 * armada_report_list_set_view:
 * @view: what is shown
 * @clock: what time it is
 */
void
armada_report_list_set_view (ArmadaReportList *self, ArmadaArchiveView *view, ArmadaClock *clock)
{
  g_autoptr (GtkListItemFactory) rows = new_factory (self, G_CALLBACK (setup_row_cb));
  g_autoptr (GtkListItemFactory) cards = new_factory (self, G_CALLBACK (setup_card_cb));

  g_return_if_fail (ARMADA_IS_REPORT_LIST (self) && self->view == NULL);

  self->view = g_object_ref (view);
  self->clock = g_object_ref (clock);
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (view)));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (select_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (select_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, rows);
  gtk_grid_view_set_factory (self->grid_view, cards);
  show_layout (self);
}

/**
 * armada_report_list_dup_selected:
 *
 * Returns: (transfer full) (element-type ArmadaReport): what is chosen, in the order that is seen
 */
GPtrArray *
armada_report_list_dup_selected (ArmadaReportList *self)
{
  GPtrArray *reports = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) chosen =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, chosen, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    g_ptr_array_add (reports, g_list_model_get_item (G_LIST_MODEL (self->selection), position));
  return reports;
}

void
armada_report_list_select_all (ArmadaReportList *self)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
}

/**
 * armada_report_list_select:
 *
 * Chooses @report alone.
 */
void
armada_report_list_select (ArmadaReportList *self, ArmadaReport *report)
{
  guint position;

  if (armada_archive_view_find (self->view, report, &position))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
}
