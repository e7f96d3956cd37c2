/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-pages-view"

#include "reports/armada-pages-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "reports/armada-page-letters.h"
#include "reports/armada-page-pictures.h"
#include "reports/armada-pages-layout.h"

#define PICTURES_MAX (48 * 1024 * 1024) /* bytes */
#define ZOOM_MIN .1
#define ZOOM_MAX 8.

/*
 * Drawn by itself: what is seen of the pages, one around them asked for in advance, in at most
 * PICTURES_MAX of pixels. A page that is not here yet is white paper.
 */
struct _ArmadaPagesView
{
  GtkWidget parent_instance;

  ArmadaReading *reading;
  ArmadaPagesLayout layout;
  ArmadaPagePictures *pictures;
  ArmadaPageLetters *letters;
  GHashTable *hits; /* page → GVariant a(dddd) */
  guint hit_page, hit_index;
  gboolean has_hit;
  ArmadaReportFit fit;
  guint page;
  gboolean drawn; /* whether all that is seen was here when it was drawn last */
  double pinch_zoom;

  GtkAdjustment *hadjustment, *vadjustment;
};

typedef enum
{
  PROP_HADJUSTMENT = 1,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
} ArmadaPagesViewProperty;

enum
{
  PAGE_CHANGED,
  ZOOM_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaPagesView,
                               armada_pages_view,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static double
get_x (ArmadaPagesView *self)
{
  return self->hadjustment ? gtk_adjustment_get_value (self->hadjustment) : 0;
}

static double
get_y (ArmadaPagesView *self)
{
  return self->vadjustment ? gtk_adjustment_get_value (self->vadjustment) : 0;
}

static void
say_page (ArmadaPagesView *self)
{
  guint n = armada_reading_get_n_pages (self->reading);
  /* Translators: which page of how many is looked at */
  g_autofree char *words = g_strdup_printf (_ ("Page %u of %u"), self->page + 1, n);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/* The page that takes the upper third of what is seen. */
static void
find_page (ArmadaPagesView *self)
{
  guint page = armada_pages_layout_find (
      &self->layout, get_y (self) + gtk_widget_get_height (GTK_WIDGET (self)) / 3.);

  if (page == self->page)
    return;
  self->page = page;
  say_page (self);
  g_signal_emit (self, signals[PAGE_CHANGED], 0, page);
}

static void
scrolled_cb (ArmadaPagesView *self)
{
  if (self->reading == NULL)
    return;
  find_page (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
configure (GtkAdjustment *adjustment, double size, double seen)
{
  if (adjustment != NULL)
    gtk_adjustment_configure (
        adjustment, CLAMP (gtk_adjustment_get_value (adjustment), 0, MAX (size - seen, 0)), 0,
        MAX (size, seen), seen * .1, seen * .9, seen);
}

static void
configure_both (ArmadaPagesView *self)
{
  configure (self->hadjustment, self->layout.width, gtk_widget_get_width (GTK_WIDGET (self)));
  configure (self->vadjustment, self->layout.height, gtk_widget_get_height (GTK_WIDGET (self)));
}

/* Lays out anew, so that the point at (@x, @y) of the widget stays where it is. */
static void
lay_out (ArmadaPagesView *self, double zoom, guint turns, double x, double y)
{
  double view = gtk_widget_get_width (GTK_WIDGET (self));
  guint page = armada_pages_layout_find (&self->layout, get_y (self) + y);
  graphene_rect_t before = armada_pages_layout_get_page (&self->layout, page, view), after;
  double part_x = (get_x (self) + x - before.origin.x) / before.size.width;
  double part_y = (get_y (self) + y - before.origin.y) / before.size.height;

  armada_pages_layout_set (&self->layout, CLAMP (zoom, ZOOM_MIN, ZOOM_MAX), turns);
  configure_both (self);
  after = armada_pages_layout_get_page (&self->layout, page, view);
  if (self->vadjustment != NULL)
    gtk_adjustment_set_value (self->vadjustment, after.origin.y + part_y * after.size.height - y);
  if (self->hadjustment != NULL)
    gtk_adjustment_set_value (self->hadjustment, after.origin.x + part_x * after.size.width - x);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[ZOOM_CHANGED], 0);
}

static void
apply_fit (ArmadaPagesView *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double zoom;

  if (self->fit == ARMADA_REPORT_FIT_NONE || self->reading == NULL || width <= 0)
    return;
  zoom = armada_pages_layout_get_fitting (&self->layout, self->page, width, height,
                                          self->fit == ARMADA_REPORT_FIT_PAGE);
  if (fabs (zoom - self->layout.zoom) > 1e-4)
    lay_out (self, zoom, self->layout.turns, 0, 0);
}

static void
armada_pages_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ArmadaPagesView *self = ARMADA_PAGES_VIEW (widget);

  if (self->reading == NULL)
    return;
  configure_both (self);
  apply_fit (self);
}

static void
draw_places (ArmadaPagesView *self,
             GtkSnapshot *snapshot,
             guint page,
             const ArmadaPlace *places,
             gsize n,
             const GdkRGBA *colour)
{
  for (gsize i = 0; i < n; i++)
    {
      graphene_rect_t area = armada_pages_layout_from_points (&self->layout, page, places[i].at);

      gtk_snapshot_append_color (snapshot, colour, &area);
    }
}

/* The hit that is looked at has a frame besides its colour. */
static void
draw_hit (ArmadaPagesView *self, GtkSnapshot *snapshot, guint page, const ArmadaPlace *place)
{
  graphene_rect_t area = armada_pages_layout_from_points (&self->layout, page, place->at);
  const GdkRGBA ink = { .6f, .2f, 0, 1 };

  graphene_rect_inset (&area, -2, -2);
  gtk_snapshot_append_border (
      snapshot,
      &GSK_ROUNDED_RECT_INIT (area.origin.x, area.origin.y, area.size.width, area.size.height),
      (float[4]) { 2, 2, 2, 2 }, (GdkRGBA[4]) { ink, ink, ink, ink });
}

static void
draw_marks (ArmadaPagesView *self, GtkSnapshot *snapshot, guint page)
{
  g_autoptr (GArray) chosen = armada_page_letters_get_places (self->letters, page);
  GVariant *hits = g_hash_table_lookup (self->hits, GUINT_TO_POINTER (page));
  const GdkRGBA yellow = { 1, .82f, 0, .4f }, blue = { .2f, .5f, .9f, .3f };

  if (chosen != NULL)
    draw_places (self, snapshot, page, &g_array_index (chosen, ArmadaPlace, 0), chosen->len, &blue);
  if (hits != NULL)
    {
      gsize n;
      const ArmadaPlace *places = g_variant_get_fixed_array (hits, &n, sizeof (ArmadaPlace));

      draw_places (self, snapshot, page, places, n, &yellow);
      if (self->has_hit && page == self->hit_page && self->hit_index < n)
        draw_hit (self, snapshot, page, &places[self->hit_index]);
    }
}

static void
draw_broken (ArmadaPagesView *self, GtkSnapshot *snapshot, float width)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (
      GTK_WIDGET (self), _ ("This page is damaged and cannot be shown."));
  const GdkRGBA ink = { .3f, .3f, .3f, 1 };

  pango_layout_set_width (layout, (int) MAX (width - 48, 20) * PANGO_SCALE);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (24, 48));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

static double
get_picture_scale (ArmadaPagesView *self)
{
  return self->layout.zoom * ARMADA_PAGES_PIXELS_A_POINT *
         gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

static void
draw_page (ArmadaPagesView *self, GtkSnapshot *snapshot, guint page, const graphene_rect_t *area)
{
  GdkTexture *texture =
      armada_page_pictures_get (self->pictures, page, get_picture_scale (self), self->layout.turns);
  graphene_rect_t paper = GRAPHENE_RECT_INIT (0, 0, area->size.width, area->size.height);
  const GdkRGBA white = { 1, 1, 1, 1 }, shade = { 0, 0, 0, .25f };
  GskRoundedRect outline;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &area->origin);
  gsk_rounded_rect_init_from_rect (&outline, &paper, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &shade, 0, 1, 0, 3);
  if (texture != NULL)
    gtk_snapshot_append_texture (snapshot, texture, &paper);
  else
    gtk_snapshot_append_color (snapshot, &white, &paper);
  if (armada_page_pictures_is_broken (self->pictures, page))
    draw_broken (self, snapshot, area->size.width);
  else if (texture == NULL)
    self->drawn = FALSE;
  draw_marks (self, snapshot, page);
  gtk_snapshot_restore (snapshot);
}

static void
armada_pages_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ArmadaPagesView *self = ARMADA_PAGES_VIEW (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  guint n, first, last;

  if (self->reading == NULL)
    return;
  n = armada_reading_get_n_pages (self->reading);
  first = armada_pages_layout_find (&self->layout, get_y (self));
  last = armada_pages_layout_find (&self->layout, get_y (self) + height);
  armada_page_pictures_keep_to (self->pictures, first > 0 ? first - 1 : 0, last + 1);
  self->drawn = TRUE;
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (-(float) floor (get_x (self)),
                                                          -(float) floor (get_y (self))));
  for (guint page = first; page <= last; page++)
    {
      graphene_rect_t area = armada_pages_layout_get_page (&self->layout, page, width);

      draw_page (self, snapshot, page, &area);
    }
  gtk_snapshot_pop (snapshot);
  /* the ones around, once what is seen is here */
  if (self->drawn && last + 1 < n)
    armada_page_pictures_get (self->pictures, last + 1, get_picture_scale (self),
                              self->layout.turns);
  if (self->drawn && first > 0)
    armada_page_pictures_get (self->pictures, first - 1, get_picture_scale (self),
                              self->layout.turns);
}

static guint
find_point (ArmadaPagesView *self, double x, double y, double *points_x, double *points_y)
{
  guint page = armada_pages_layout_find (&self->layout, get_y (self) + y);
  graphene_rect_t area =
      armada_pages_layout_get_page (&self->layout, page, gtk_widget_get_width (GTK_WIDGET (self)));

  armada_pages_layout_to_points (&self->layout, page, get_x (self) + x - area.origin.x,
                                 get_y (self) + y - area.origin.y, points_x, points_y);
  return page;
}

static void
drag_begin_cb (ArmadaPagesView *self, double x, double y, GtkGestureDrag *gesture)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gesture);
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  GdkDevice *device = gtk_event_controller_get_current_event_device (controller);
  double points_x, points_y;
  guint page;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  /* a finger scrolls */
  if (device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
  if (self->reading == NULL ||
      (device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN))
    return;
  page = find_point (self, x, y, &points_x, &points_y);
  if ((state & GDK_SHIFT_MASK) != 0)
    armada_page_letters_extend (self->letters, page, points_x, points_y);
  else
    armada_page_letters_begin (self->letters, page, points_x, points_y);
}

static void
drag_update_cb (ArmadaPagesView *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double x, y, points_x, points_y;
  guint page;

  if (self->reading == NULL || fabs (dx) + fabs (dy) < 3)
    return;
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  page = find_point (self, x + dx, y + dy, &points_x, &points_y);
  armada_page_letters_extend (self->letters, page, points_x, points_y);
}

static void
pressed_cb (ArmadaPagesView *self, int n_press, double x, double y, GtkGesture *gesture)
{
  double points_x, points_y;
  guint page;

  if (n_press != 2 || self->reading == NULL)
    return;
  page = find_point (self, x, y, &points_x, &points_y);
  armada_page_letters_choose_word (self->letters, page, points_x, points_y);
}

static gboolean
scroll_cb (ArmadaPagesView *self, double dx, double dy, GtkEventControllerScroll *controller)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0 || self->reading == NULL)
    return GDK_EVENT_PROPAGATE;
  armada_pages_view_set_zoom (self, self->layout.zoom * pow (1.1, -dy));
  return GDK_EVENT_STOP;
}

static void
pinch_begin_cb (ArmadaPagesView *self)
{
  self->pinch_zoom = self->layout.zoom;
}

static void
pinch_cb (ArmadaPagesView *self, double scale)
{
  if (self->reading != NULL)
    armada_pages_view_set_zoom (self, self->pinch_zoom * scale);
}

static gboolean
scroll_to (GtkAdjustment *adjustment, double value)
{
  gtk_adjustment_set_value (adjustment, value);
  return GDK_EVENT_STOP;
}

static gboolean
key_cb (ArmadaPagesView *self, guint key, guint code, GdkModifierType state)
{
  double y = get_y (self), x = get_x (self);
  double step = self->vadjustment ? gtk_adjustment_get_step_increment (self->vadjustment) : 0;
  double page = self->vadjustment ? gtk_adjustment_get_page_increment (self->vadjustment) : 0;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || self->vadjustment == NULL ||
      self->hadjustment == NULL)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Down:
      return scroll_to (self->vadjustment, y + step);
    case GDK_KEY_Up:
      return scroll_to (self->vadjustment, y - step);
    case GDK_KEY_Right:
      return scroll_to (self->hadjustment, x + step);
    case GDK_KEY_Left:
      return scroll_to (self->hadjustment, x - step);
    case GDK_KEY_space:
      return scroll_to (self->vadjustment, (state & GDK_SHIFT_MASK) != 0 ? y - page : y + page);
    case GDK_KEY_Page_Down:
      return scroll_to (self->vadjustment, y + page);
    case GDK_KEY_Page_Up:
      return scroll_to (self->vadjustment, y - page);
    case GDK_KEY_Home:
      return scroll_to (self->vadjustment, 0);
    case GDK_KEY_End:
      return scroll_to (self->vadjustment, self->layout.height);
    case GDK_KEY_Escape:
      armada_page_letters_choose_none (self->letters);
      return GDK_EVENT_PROPAGATE;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
set_adjustment (ArmadaPagesView *self, GtkAdjustment **place, GtkAdjustment *adjustment)
{
  if (*place != NULL)
    g_signal_handlers_disconnect_by_func (*place, scrolled_cb, self);
  g_set_object (place, adjustment);
  if (adjustment != NULL)
    g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
armada_pages_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaPagesView *self = ARMADA_PAGES_VIEW (object);

  switch ((ArmadaPagesViewProperty) id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->hadjustment);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->vadjustment);
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, GTK_SCROLL_NATURAL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_pages_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArmadaPagesView *self = ARMADA_PAGES_VIEW (object);

  switch ((ArmadaPagesViewProperty) id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, &self->hadjustment, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, &self->vadjustment, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_pages_view_dispose (GObject *object)
{
  ArmadaPagesView *self = ARMADA_PAGES_VIEW (object);

  set_adjustment (self, &self->hadjustment, NULL);
  set_adjustment (self, &self->vadjustment, NULL);
  g_clear_object (&self->pictures);
  g_clear_object (&self->letters);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->hits, g_hash_table_unref);
  armada_pages_layout_clear (&self->layout);
  G_OBJECT_CLASS (armada_pages_view_parent_class)->dispose (object);
}

static void
armada_pages_view_class_init (ArmadaPagesViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = armada_pages_view_dispose;
  object_class->get_property = armada_pages_view_get_property;
  object_class->set_property = armada_pages_view_set_property;
  widget_class->size_allocate = armada_pages_view_size_allocate;
  widget_class->snapshot = armada_pages_view_snapshot;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  signals[PAGE_CHANGED] = g_signal_new ("page-changed", ARMADA_TYPE_PAGES_VIEW, G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[ZOOM_CHANGED] = g_signal_new ("zoom-changed", ARMADA_TYPE_PAGES_VIEW, G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "pagesview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DOCUMENT);
}

static void
add_controllers (ArmadaPagesView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkWidget *widget = GTK_WIDGET (self);

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (widget, key);
  gtk_widget_add_controller (widget, scroll);
}

static void
armada_pages_view_init (ArmadaPagesView *self)
{
  self->fit = ARMADA_REPORT_FIT_WIDTH;
  self->hits = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_variant_unref);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "text");
  add_controllers (self);
}

/**
 * armada_pages_view_set_reading:
 * @reading: a report that is open and has pages
 *
 * Shows its first page; once.
 */
void
armada_pages_view_set_reading (ArmadaPagesView *self, ArmadaReading *reading)
{
  g_return_if_fail (self->reading == NULL);
  self->reading = g_object_ref (reading);
  armada_pages_layout_init (&self->layout, reading);
  self->pictures = armada_page_pictures_new (reading, PICTURES_MAX);
  self->letters = armada_page_letters_new (reading);
  g_signal_connect_object (self->pictures, "loaded", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->letters, "changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  say_page (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

double
armada_pages_view_get_zoom (ArmadaPagesView *self)
{
  return self->layout.zoom;
}

/**
 * armada_pages_view_set_zoom:
 *
 * Enlarges around what is in the middle; no longer fits the window.
 */
void
armada_pages_view_set_zoom (ArmadaPagesView *self, double zoom)
{
  self->fit = ARMADA_REPORT_FIT_NONE;
  lay_out (self, zoom, self->layout.turns, gtk_widget_get_width (GTK_WIDGET (self)) / 2.,
           gtk_widget_get_height (GTK_WIDGET (self)) / 2.);
}

void
armada_pages_view_set_fit (ArmadaPagesView *self, ArmadaReportFit fit)
{
  self->fit = fit;
  apply_fit (self);
  g_signal_emit (self, signals[ZOOM_CHANGED], 0);
}

ArmadaReportFit
armada_pages_view_get_fit (ArmadaPagesView *self)
{
  return self->fit;
}

/**
 * armada_pages_view_turn:
 * @turns: clockwise quarter turns; negative ones the other way
 */
void
armada_pages_view_turn (ArmadaPagesView *self, int turns)
{
  guint page = self->page;

  lay_out (self, self->layout.zoom, (guint) ((int) self->layout.turns + turns + 4), 0, 0);
  apply_fit (self);
  armada_pages_view_show_page (self, page);
}

guint
armada_pages_view_get_page (ArmadaPagesView *self)
{
  return self->page;
}

void
armada_pages_view_show_page (ArmadaPagesView *self, guint page)
{
  graphene_rect_t area;

  if (page >= armada_reading_get_n_pages (self->reading) || self->vadjustment == NULL)
    return;
  area = armada_pages_layout_get_page (&self->layout, page, 0);
  gtk_adjustment_set_value (self->vadjustment, area.origin.y - ARMADA_PAGES_GAP);
}

/**
 * armada_pages_view_show_place:
 * @place: left, top, right and bottom in points of the page
 *
 * Scrolls there, if it is not seen.
 */
void
armada_pages_view_show_place (ArmadaPagesView *self, guint page, const double place[4])
{
  graphene_rect_t area =
      armada_pages_layout_get_page (&self->layout, page, gtk_widget_get_width (GTK_WIDGET (self)));
  graphene_rect_t part = armada_pages_layout_from_points (&self->layout, page, place);
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double top = area.origin.y + part.origin.y, left = area.origin.x + part.origin.x;

  if (self->vadjustment == NULL || self->hadjustment == NULL)
    return;
  if (top < get_y (self) + 24 || top + part.size.height > get_y (self) + height - 24)
    gtk_adjustment_set_value (self->vadjustment, top - height / 3);
  gtk_adjustment_clamp_page (self->hadjustment, left - 24, left + part.size.width + 24);
}

/**
 * armada_pages_view_is_drawn:
 *
 * Returns: whether all that is seen is on the screen
 */
gboolean
armada_pages_view_is_drawn (ArmadaPagesView *self)
{
  return self->drawn;
}

gsize
armada_pages_view_get_bytes (ArmadaPagesView *self)
{
  return armada_page_pictures_get_bytes (self->pictures);
}

/**
 * armada_pages_view_set_hits:
 * @places: `a(dddd)`: where on @page the words are that are looked for
 */
void
armada_pages_view_set_hits (ArmadaPagesView *self, guint page, GVariant *places)
{
  g_hash_table_insert (self->hits, GUINT_TO_POINTER (page), g_variant_ref (places));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
armada_pages_view_clear_hits (ArmadaPagesView *self)
{
  g_hash_table_remove_all (self->hits);
  self->has_hit = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * armada_pages_view_set_hit:
 * @index: of the places on @page
 *
 * Shows one of the hits, and marks it.
 */
void
armada_pages_view_set_hit (ArmadaPagesView *self, guint page, guint index)
{
  GVariant *hits = g_hash_table_lookup (self->hits, GUINT_TO_POINTER (page));
  const ArmadaPlace *places;
  gsize n;

  if (hits == NULL)
    return;
  places = g_variant_get_fixed_array (hits, &n, sizeof (ArmadaPlace));
  if (index >= n)
    return;
  self->has_hit = TRUE;
  self->hit_page = page;
  self->hit_index = index;
  armada_pages_view_show_place (self, page, places[index].at);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaPagesView) self = user_data;
  g_autofree char *words =
      armada_page_letters_copy_finish (ARMADA_PAGE_LETTERS (source), result, NULL);

  if (words != NULL && *words != '\0')
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), words);
}

/**
 * armada_pages_view_copy:
 *
 * Puts the words that are chosen onto the clipboard.
 */
void
armada_pages_view_copy (ArmadaPagesView *self)
{
  armada_page_letters_copy_async (self->letters, NULL, copied_cb, g_object_ref (self));
}

void
armada_pages_view_select_all (ArmadaPagesView *self)
{
  armada_page_letters_choose_all (self->letters);
}
