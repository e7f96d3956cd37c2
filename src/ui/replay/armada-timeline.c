/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-timeline"

#include "replay/armada-timeline.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "app/armada-text-place.h"
#include "replay/armada-found-spans.h"
#include "replay/armada-strip-raster.h"

#define ROW 30     /* pixels */
#define STRIP 22   /* pixels of a row that are painted */
#define BAR_TOP 25 /* pixels of a row above what was found */
#define BAR 4
#define NEAR 3 /* pixels beside a bar that are taken for it */
#define AXIS ARMADA_TIME_VIEW_AXIS
#define MOST_ROWS 8 /* that it asks room for; more are scrolled */
#define LEAST_WIDTH 240

typedef struct
{
  ArmadaTimeline *timeline; /* unowned */
  ArmadaReplayVehicle *vehicle;
  gulong changed_id;
  ArmadaActivityRuns *runs; /* (nullable): made when the strip is first painted */
  GArray *found;            /* (nullable) of ArmadaFoundSpan: likewise */
  PangoLayout *name;        /* (nullable) */
} Row;

/* What the kept picture of the strips depends on. */
typedef struct
{
  ArmadaTimeAxis axis;
  double offset;
  double height;
  double scale;
} Key;

/*
 * A strip for each vehicle of a replay: what it did when, and below it what a finder found. The
 * strips that are seen are painted into one texture, which is kept until something of it changes;
 * the lines of the base go over it.
 */
struct _ArmadaTimeline
{
  ArmadaTimeView parent_instance;

  GPtrArray *rows;      /* of Row */
  ArmadaFinder *finder; /* (nullable) */
  GtkAdjustment *adjustment;
  GtkWidget *scrollbar;
  GdkTexture *texture; /* (nullable) */
  Key key;
};

G_DEFINE_FINAL_TYPE (ArmadaTimeline, armada_timeline, ARMADA_TYPE_TIME_VIEW)

typedef enum
{
  PROP_FINDER = 1,
} ArmadaTimelineProperty;

static GParamSpec *properties[PROP_FINDER + 1];

static void
row_free (gpointer data)
{
  Row *row = data;

  g_signal_handler_disconnect (row->vehicle, row->changed_id);
  g_object_unref (row->vehicle);
  g_clear_pointer (&row->runs, armada_activity_runs_free);
  g_clear_pointer (&row->found, g_array_unref);
  g_clear_object (&row->name);
  g_free (row);
}

static void
drop_picture (ArmadaTimeline *self)
{
  g_clear_object (&self->texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
vehicle_changed_cb (Row *row)
{
  g_clear_pointer (&row->runs, armada_activity_runs_free);
  drop_picture (row->timeline);
}

static void
found_cb (ArmadaTimeline *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    g_clear_pointer (&((Row *) self->rows->pdata[i])->found, g_array_unref);
  drop_picture (self);
}

static Row *
row_new (ArmadaTimeline *self, ArmadaReplayVehicle *vehicle)
{
  Row *row = g_new0 (Row, 1);

  row->timeline = self;
  row->vehicle = g_object_ref (vehicle);
  row->changed_id =
      g_signal_connect_swapped (vehicle, "changed", G_CALLBACK (vehicle_changed_cb), row);
  return row;
}

static gboolean
is_same (ArmadaTimeline *self, GListModel *vehicles)
{
  guint n = vehicles ? g_list_model_get_n_items (vehicles) : 0;

  if (n != self->rows->len)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ArmadaReplayVehicle) vehicle = g_list_model_get_item (vehicles, i);

      if (((Row *) self->rows->pdata[i])->vehicle != vehicle)
        return FALSE;
    }
  return TRUE;
}

static void
fill_rows (ArmadaTimeline *self, GListModel *vehicles)
{
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; vehicles != NULL && i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr (ArmadaReplayVehicle) vehicle = g_list_model_get_item (vehicles, i);

      g_ptr_array_add (self->rows, row_new (self, vehicle));
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static double
get_view_height (ArmadaTimeline *self)
{
  graphene_rect_t plot;

  armada_time_view_get_plot (ARMADA_TIME_VIEW (self), &plot);
  return (double) plot.size.height;
}

static void
armada_timeline_changed (ArmadaTimeView *view)
{
  ArmadaTimeline *self = ARMADA_TIMELINE (view);
  ArmadaReplay *replay = armada_time_view_get_replay (view);

  if (!is_same (self, (GListModel *) replay))
    fill_rows (self, (GListModel *) replay);
  for (guint i = 0; i < self->rows->len; i++)
    g_clear_object (&((Row *) self->rows->pdata[i])->name);
  drop_picture (self);
}

static gboolean
is_current (ArmadaTimeline *self, Row *row)
{
  ArmadaReplay *replay = armada_time_view_get_replay (ARMADA_TIME_VIEW (self));

  return replay != NULL && armada_replay_get_current (replay) == row->vehicle;
}

static PangoLayout *
get_name (ArmadaTimeline *self, Row *row, double width)
{
  const char *name = armada_replay_vehicle_get_name (row->vehicle);

  if (row->name == NULL)
    {
      PangoAttrList *attributes;

      row->name = armada_time_view_create_layout (ARMADA_TIME_VIEW (self), name ? name : "");
      pango_layout_set_ellipsize (row->name, PANGO_ELLIPSIZE_END);
      attributes = pango_layout_get_attributes (row->name);
      if (is_current (self, row))
        pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
    }
  pango_layout_set_width (row->name, (int) (width * PANGO_SCALE));
  return row->name;
}

/* Returns: (nullable): what was found of the row's vehicle */
static GArray *
get_found (ArmadaTimeline *self, Row *row)
{
  if (row->found == NULL && self->finder != NULL)
    row->found = armada_finder_dup_spans (self->finder, row->vehicle);
  return row->found;
}

static void
paint_found (ArmadaTimeline *self,
             Row *row,
             ArmadaPixels *pixels,
             const ArmadaTimeAxis *axis,
             double top,
             double scale)
{
  GArray *found = get_found (self, row);
  GdkRGBA ink;

  if (found == NULL)
    return;
  gtk_widget_get_color (GTK_WIDGET (self), &ink);
  armada_found_spans_paint (found, pixels, axis, round ((top + BAR_TOP) * scale),
                            round (BAR * scale), &ink);
}

static void
paint_rows (ArmadaTimeline *self, ArmadaPixels *pixels, const Key *key)
{
  ArmadaTimeAxis axis = key->axis;
  ArmadaStripStyle style;

  armada_strip_style_init (&style, adw_style_manager_get_dark (adw_style_manager_get_default ()),
                           key->scale);
  axis.x = 0;
  axis.width *= key->scale;
  for (guint i = (guint) (key->offset / ROW);
       i < self->rows->len && i * ROW < key->offset + key->height; i++)
    {
      Row *row = self->rows->pdata[i];
      double top = i * ROW - key->offset + (ROW - STRIP) / 2.;

      if (row->runs == NULL)
        row->runs = armada_activity_runs_new (row->vehicle);
      armada_strip_raster_paint (pixels, row->runs, &axis, round (top * key->scale),
                                 round (STRIP * key->scale), &style);
      paint_found (self, row, pixels, &axis, i * ROW - key->offset, key->scale);
    }
}

static void
make_picture (ArmadaTimeline *self, const ArmadaTimeAxis *axis)
{
  double rows = self->rows->len * (double) ROW;
  Key key = {
    .axis = *axis,
    .offset = floor (gtk_adjustment_get_value (self->adjustment)),
    .height = MIN (get_view_height (self), rows),
    .scale = armada_time_view_get_scale (ARMADA_TIME_VIEW (self)),
  };
  ArmadaPixels pixels;

  if (self->texture != NULL && memcmp (&key, &self->key, sizeof key) == 0)
    return;
  g_clear_object (&self->texture);
  self->key = key;
  if (axis->width < 1 || key.height < 1)
    return;
  armada_pixels_init (&pixels, (guint) ceil (axis->width * key.scale),
                      (guint) ceil (key.height * key.scale));
  paint_rows (self, &pixels, &key);
  self->texture = armada_pixels_finish (&pixels);
}

static void
draw_row (ArmadaTimeline *self, GtkSnapshot *snapshot, Row *row, double y)
{
  int full = gtk_widget_get_width (GTK_WIDGET (self));
  graphene_rect_t gutter;
  PangoLayout *name;
  GdkRGBA ink, tint;
  int height, at;

  gtk_widget_get_color (GTK_WIDGET (self), &ink);
  tint = ink;
  tint.alpha *= 0.06f;
  if (is_current (self, row) && self->rows->len > 1)
    gtk_snapshot_append_color (snapshot, &tint,
                               &GRAPHENE_RECT_INIT (0, (float) y, (float) full, ROW));
  armada_time_view_get_gutter (ARMADA_TIME_VIEW (self), &gutter);
  name = get_name (self, row, (double) gutter.size.width - 20);
  at = armada_text_place_get_offset (name, (int) gutter.size.width - 20, FALSE);
  pango_layout_get_pixel_size (name, NULL, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (gutter.origin.x + 10 + (float) at,
                                                          (float) round (y + (ROW - height) / 2.)));
  gtk_snapshot_append_layout (snapshot, name, &ink);
  gtk_snapshot_restore (snapshot);
}

static void
armada_timeline_draw (ArmadaTimeView *view, GtkSnapshot *snapshot, const ArmadaTimeAxis *axis)
{
  ArmadaTimeline *self = ARMADA_TIMELINE (view);
  float full = (float) gtk_widget_get_width (GTK_WIDGET (self));
  graphene_rect_t plot;

  make_picture (self, axis);
  armada_time_view_get_plot (view, &plot);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, plot.origin.y, full, plot.size.height));
  for (guint i = (guint) (self->key.offset / ROW);
       i < self->rows->len && i * ROW < self->key.offset + self->key.height; i++)
    draw_row (self, snapshot, self->rows->pdata[i],
              (double) plot.origin.y + i * ROW - self->key.offset);
  if (self->texture != NULL)
    gtk_snapshot_append_texture (
        snapshot, self->texture,
        &GRAPHENE_RECT_INIT (plot.origin.x, plot.origin.y,
                             (float) (gdk_texture_get_width (self->texture) / self->key.scale),
                             (float) (gdk_texture_get_height (self->texture) / self->key.scale)));
  gtk_snapshot_pop (snapshot);
}

/* Who presses on what was found chooses it. */
static void
choose_found (ArmadaTimeline *self, Row *row, double x)
{
  GArray *found = get_found (self, row);
  g_autoptr (ArmadaFound) chosen = NULL;
  const ArmadaFoundSpan *span;
  ArmadaTimeAxis axis;

  armada_time_view_get_axis (ARMADA_TIME_VIEW (self), &axis);
  span = found ? armada_found_spans_find (found, armada_time_axis_get_time (&axis, x - NEAR),
                                          armada_time_axis_get_time (&axis, x + NEAR))
               : NULL;
  if (span == NULL)
    return;
  chosen = g_list_model_get_item (G_LIST_MODEL (self->finder), span->position);
  armada_finder_choose (self->finder, chosen);
}

static void
armada_timeline_press (ArmadaTimeView *view, double x, double y)
{
  ArmadaTimeline *self = ARMADA_TIMELINE (view);
  double row = (y - AXIS + gtk_adjustment_get_value (self->adjustment)) / ROW;

  if (y < AXIS || row < 0 || row >= self->rows->len)
    return;
  armada_replay_set_current (armada_time_view_get_replay (view),
                             ((Row *) self->rows->pdata[(guint) row])->vehicle);
  if ((row - floor (row)) * ROW >= BAR_TOP - 1)
    choose_found (self, self->rows->pdata[(guint) row], x);
}

static gboolean
armada_timeline_scroll (ArmadaTimeView *view, double pixels)
{
  ArmadaTimeline *self = ARMADA_TIMELINE (view);
  double before = gtk_adjustment_get_value (self->adjustment);

  gtk_adjustment_set_value (self->adjustment, before + pixels);
  return gtk_adjustment_get_value (self->adjustment) != before;
}

static int
find_current (ArmadaTimeline *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (is_current (self, self->rows->pdata[i]))
      return (int) i;
  return -1;
}

/* Up and down: the vehicle above or below. */
static gboolean
armada_timeline_key (ArmadaTimeView *view, guint keyval)
{
  ArmadaTimeline *self = ARMADA_TIMELINE (view);
  gboolean up = keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up;
  gboolean down = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down;
  int row = find_current (self) + (down ? 1 : -1);

  if ((!up && !down) || row < 0 || row >= (int) self->rows->len)
    return FALSE;
  armada_replay_set_current (armada_time_view_get_replay (view),
                             ((Row *) self->rows->pdata[row])->vehicle);
  gtk_adjustment_clamp_page (self->adjustment, row * ROW, (row + 1) * ROW);
  return TRUE;
}

static const char *
name_activity (ArmadaTrackActivity activity)
{
  switch (activity)
    {
    case ARMADA_TRACK_DRIVING:
      return C_ ("at a time", "driving");
    case ARMADA_TRACK_IDLING:
      return C_ ("at a time", "idling");
    case ARMADA_TRACK_STOPPED:
      return C_ ("at a time", "stopped");
    case ARMADA_TRACK_SILENT:
    default:
      return C_ ("at a time", "silent");
    }
}

static char *
armada_timeline_describe (ArmadaTimeView *view)
{
  ArmadaReplay *replay = armada_time_view_get_replay (view);
  ArmadaReplayVehicle *vehicle = armada_replay_get_current (replay);
  ArmadaTrackIndex *index = vehicle ? armada_replay_vehicle_get_index (vehicle) : NULL;
  ArmadaTrackPlace place = { .activity = ARMADA_TRACK_SILENT };

  if (vehicle == NULL)
    return NULL;
  if (index != NULL)
    armada_track_index_place_at (index, armada_replay_get_position (replay), &place);
  /* Translators: the name of a vehicle and what it is doing, as in "Truck 1, driving" */
  return g_strdup_printf (_ ("%s, %s"), armada_replay_vehicle_get_name (vehicle),
                          name_activity (place.activity));
}

static void
armada_timeline_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  guint rows = ARMADA_TIMELINE (widget)->rows->len;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = LEAST_WIDTH;
  else
    {
      *minimum = AXIS + ROW * (int) CLAMP (rows, 1, 2);
      *natural = AXIS + ROW * (int) CLAMP (rows, 1, MOST_ROWS);
    }
}

static void
armada_timeline_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ArmadaTimeline *self = ARMADA_TIMELINE (widget);
  double page = get_view_height (self), rows = self->rows->len * (double) ROW;
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int bar;

  gtk_adjustment_configure (self->adjustment, gtk_adjustment_get_value (self->adjustment), 0,
                            MAX (rows, page), ROW, page, page);
  gtk_widget_set_child_visible (self->scrollbar, rows > page && height > 2 * AXIS);
  gtk_widget_measure (self->scrollbar, GTK_ORIENTATION_HORIZONTAL, -1, &bar, NULL, NULL, NULL);
  gtk_widget_size_allocate (
      self->scrollbar,
      &(GtkAllocation) { mirrored ? 0 : width - bar, AXIS, bar, MAX (height - AXIS, 1) }, -1);
}

static void
set_finder (ArmadaTimeline *self, ArmadaFinder *finder)
{
  if (self->finder == finder)
    return;
  if (self->finder != NULL)
    g_signal_handlers_disconnect_by_data (self->finder, self);
  g_set_object (&self->finder, finder);
  if (finder != NULL)
    g_signal_connect_object (finder, "items-changed", G_CALLBACK (found_cb), self,
                             G_CONNECT_SWAPPED);
  found_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FINDER]);
}

static void
armada_timeline_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((ArmadaTimelineProperty) property_id)
    {
    case PROP_FINDER:
      g_value_set_object (value, ARMADA_TIMELINE (object)->finder);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
armada_timeline_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  switch ((ArmadaTimelineProperty) property_id)
    {
    case PROP_FINDER:
      set_finder (ARMADA_TIMELINE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
armada_timeline_dispose (GObject *object)
{
  ArmadaTimeline *self = ARMADA_TIMELINE (object);

  g_ptr_array_set_size (self->rows, 0);
  if (self->finder != NULL)
    g_signal_handlers_disconnect_by_data (self->finder, self);
  g_clear_object (&self->finder);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->scrollbar, gtk_widget_unparent);
  g_clear_object (&self->adjustment);
  G_OBJECT_CLASS (armada_timeline_parent_class)->dispose (object);
}

static void
armada_timeline_finalize (GObject *object)
{
  g_ptr_array_unref (ARMADA_TIMELINE (object)->rows);
  G_OBJECT_CLASS (armada_timeline_parent_class)->finalize (object);
}

static void
armada_timeline_class_init (ArmadaTimelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ArmadaTimeViewClass *view_class = ARMADA_TIME_VIEW_CLASS (klass);

  object_class->get_property = armada_timeline_get_property;
  object_class->set_property = armada_timeline_set_property;
  object_class->dispose = armada_timeline_dispose;
  object_class->finalize = armada_timeline_finalize;
  widget_class->measure = armada_timeline_measure;
  widget_class->size_allocate = armada_timeline_size_allocate;
  view_class->draw = armada_timeline_draw;
  view_class->press = armada_timeline_press;
  view_class->scroll = armada_timeline_scroll;
  view_class->key = armada_timeline_key;
  view_class->changed = armada_timeline_changed;
  view_class->describe = armada_timeline_describe;
  properties[PROP_FINDER] =
      g_param_spec_object ("finder", NULL, NULL, ARMADA_TYPE_FINDER,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_css_name (widget_class, "armada-timeline");
}

static void
armada_timeline_init (ArmadaTimeline *self)
{
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->adjustment = g_object_ref_sink (gtk_adjustment_new (0, 0, 0, ROW, ROW, 0));
  g_signal_connect_swapped (self->adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_draw),
                            self);
  self->scrollbar = gtk_scrollbar_new (GTK_ORIENTATION_VERTICAL, self->adjustment);
  gtk_widget_set_parent (self->scrollbar, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Timeline"), -1);
}

/**
 * armada_timeline_new:
 *
 * Returns: (transfer floating): a timeline of nothing
 */
GtkWidget *
armada_timeline_new (void)
{
  return g_object_new (ARMADA_TYPE_TIMELINE, NULL);
}

/**
 * armada_timeline_set_replay:
 * @replay: (nullable): what to show
 */
void
armada_timeline_set_replay (ArmadaTimeline *self, ArmadaReplay *replay)
{
  g_return_if_fail (ARMADA_IS_TIMELINE (self));

  armada_time_view_set_replay (ARMADA_TIME_VIEW (self), replay);
}
