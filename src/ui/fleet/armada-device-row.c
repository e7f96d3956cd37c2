/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-device-row"

#include "fleet/armada-device-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/armada-palette.h"
#include "app/armada-text-place.h"
#include "app/armada-words.h"

#define ICON_SIZE 16
#define ALARM_SIZE 14
#define GAP 10

/*
 * One vehicle in the list: its state as shape and colour, its name, plate and driver, and at the
 * end its speed or how old its last sign of life is. Draws itself: a list keeps some two hundred
 * rows, and labels in each would cost more than all else. Text is laid out when it changes only.
 */
struct _ArmadaDeviceRow
{
  GtkWidget parent_instance;

  ArmadaDevice *device; /* (nullable) */
  PangoLayout *name;
  PangoLayout *second;
  PangoLayout *aside;
  GtkIconPaintable *icon;
  GtkIconPaintable *alarm_icon; /* (nullable): while there is an alarm */
  char *description;
  ArmadaDeviceState state;
  gboolean alarm;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (ArmadaDeviceRow, armada_device_row, GTK_TYPE_WIDGET)

static GtkIconPaintable *
look_up_icon (ArmadaDeviceRow *self, const char *name)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return gtk_icon_theme_lookup_icon (
      gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)), name, NULL, ICON_SIZE,
      gtk_widget_get_scale_factor (widget), gtk_widget_get_direction (widget), 0);
}

static PangoLayout *
make_layout (ArmadaDeviceRow *self)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "");

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  return layout;
}

static void
set_scale (PangoLayout *layout, double scale, PangoWeight weight)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);
}

/* Returns: whether the text differs from what stood there */
static gboolean
set_text (PangoLayout *layout, const char *text)
{
  if (g_strcmp0 (pango_layout_get_text (layout), text) == 0)
    return FALSE;
  pango_layout_set_text (layout, text, -1);
  return TRUE;
}

static char *
second_line (const ArmadaDeviceRecord *record, ArmadaDeviceState state)
{
  if (*record->plate && *record->driver)
    /* Translators: a number plate and a driver's name */
    return g_strdup_printf (C_ ("row", "%s · %s"), record->plate, record->driver);
  if (*record->plate || *record->driver)
    return g_strdup (*record->plate ? record->plate : record->driver);
  return g_strdup (armada_words_for_state (state));
}

/* What is old says how old it is, and nothing else. */
static char *
aside_text (ArmadaDevice *device, const ArmadaDeviceRecord *record, gboolean stale, gint64 now)
{
  gint64 since = armada_device_get_state_since (device);
  gint64 contact = MAX (record->contact_time, record->fix_time);

  if (contact > 0 && (stale || now - contact > ARMADA_WORDS_OLD_FIX))
    return armada_words_for_age (contact, now);

  switch (armada_device_get_state (device))
    {
    case ARMADA_DEVICE_STATE_MOVING:
      return armada_words_for_speed (record);
    case ARMADA_DEVICE_STATE_IDLING:
    case ARMADA_DEVICE_STATE_STANDING:
      if (since > 0)
        return armada_words_for_duration (now - since);
      return armada_words_for_age (contact, now);
    case ARMADA_DEVICE_STATE_OFFLINE:
    case ARMADA_DEVICE_STATE_UNKNOWN:
      return armada_words_for_age (contact, now);
    case ARMADA_DEVICE_STATE_NEVER_CONNECTED:
    case ARMADA_DEVICE_STATE_EXPIRED:
    default:
      return g_strdup ("");
    }
}

static void
describe (ArmadaDeviceRow *self, const ArmadaDeviceRecord *record)
{
  g_autoptr (GString) text = g_string_new (record->name);
  const char *parts[] = {
    self->alarm ? C_ ("vehicle", "Alarm") : "",
    armada_words_for_state (self->state),
    pango_layout_get_text (self->aside),
    record->plate,
    record->driver,
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i])
      g_string_append_printf (text, ", %s", parts[i]);
  g_set_str (&self->description, text->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->description, -1);
}

static gboolean
take_state (ArmadaDeviceRow *self, ArmadaDeviceState state, gboolean alarm)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (self->icon != NULL && self->state == state && self->alarm == alarm)
    return FALSE;

  self->state = state;
  self->alarm = alarm;
  g_clear_object (&self->icon);
  self->icon = look_up_icon (self, armada_palette_state_icon (state));
  g_clear_object (&self->alarm_icon);
  if (alarm)
    self->alarm_icon = look_up_icon (self, "armada-alarm-symbolic");
  gtk_widget_queue_draw (widget);
  return TRUE;
}

static void
armada_device_row_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  ArmadaDeviceRow *self = ARMADA_DEVICE_ROW (widget);
  int first, second;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = 180;
      return;
    }
  pango_layout_get_pixel_size (self->name, NULL, &first);
  pango_layout_get_pixel_size (self->second, NULL, &second);
  *minimum = *natural = first + second + 2;
}

static void
draw_text (GtkSnapshot *snapshot, PangoLayout *layout, const GdkRGBA *color, float x, float y)
{
  graphene_point_t point = GRAPHENE_POINT_INIT (x, y);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &point);
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_icon (GtkSnapshot *snapshot,
           GtkIconPaintable *icon,
           const GdkRGBA *color,
           int size,
           float x,
           float y)
{
  graphene_point_t point = GRAPHENE_POINT_INIT (x, y);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &point);
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, size, size,
                                            color, 1);
  gtk_snapshot_restore (snapshot);
}

/* The state and, before the text at the end, the alarm. */
static void
draw_icons (ArmadaDeviceRow *self, GtkSnapshot *snapshot, gboolean mirrored, int aside)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  GdkRGBA color;

  armada_palette_state_color (self->state, dark, &color);
  draw_icon (snapshot, self->icon, &color, ICON_SIZE, mirrored ? (float) (width - ICON_SIZE) : 0,
             (float) (height - ICON_SIZE) / 2);
  if (self->alarm_icon == NULL)
    return;
  armada_palette_alarm_color (dark, &color);
  draw_icon (snapshot, self->alarm_icon, &color, ALARM_SIZE,
             mirrored ? (float) aside + 5 : (float) (width - aside - 5 - ALARM_SIZE), 2);
}

static void
armada_device_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ArmadaDeviceRow *self = ARMADA_DEVICE_ROW (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int width = gtk_widget_get_width (widget), end, aside, first, space, at;
  GdkRGBA ink, dim;

  if (self->device == NULL)
    return;

  gtk_widget_get_color (widget, &ink);
  dim = ink;
  dim.alpha *= 0.65f;
  pango_layout_get_pixel_size (self->aside, &aside, NULL);
  pango_layout_get_pixel_size (self->name, NULL, &first);
  space = MAX (width - ICON_SIZE - GAP, 0);
  end = aside + GAP + (self->alarm ? ALARM_SIZE + 5 : 0);
  pango_layout_set_width (self->name, MAX (space - end, 0) * PANGO_SCALE);
  pango_layout_set_width (self->second, space * PANGO_SCALE);

  draw_icons (self, snapshot, mirrored, aside);
  at = armada_text_place_get_offset (self->name, MAX (space - end, 0), mirrored);
  draw_text (snapshot, self->name, &ink, (float) (at + (mirrored ? end : ICON_SIZE + GAP)), 0);
  at = armada_text_place_get_offset (self->second, space, mirrored);
  draw_text (snapshot, self->second, &dim, (float) (at + (mirrored ? 0 : ICON_SIZE + GAP)),
             (float) first + 2);
  draw_text (snapshot, self->aside, &dim, mirrored ? 0 : (float) (width - aside), 1);
}

static void
armada_device_row_finalize (GObject *object)
{
  ArmadaDeviceRow *self = ARMADA_DEVICE_ROW (object);

  g_clear_object (&self->device);
  g_clear_object (&self->name);
  g_clear_object (&self->second);
  g_clear_object (&self->aside);
  g_clear_object (&self->icon);
  g_clear_object (&self->alarm_icon);
  g_free (self->description);

  G_OBJECT_CLASS (armada_device_row_parent_class)->finalize (object);
}

static void
armada_device_row_class_init (ArmadaDeviceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = armada_device_row_finalize;
  widget_class->measure = armada_device_row_measure;
  widget_class->snapshot = armada_device_row_snapshot;
  gtk_widget_class_set_css_name (widget_class, "devicerow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
armada_device_row_init (ArmadaDeviceRow *self)
{
  self->name = make_layout (self);
  self->second = make_layout (self);
  self->aside = make_layout (self);
  set_scale (self->name, 1, PANGO_WEIGHT_MEDIUM);
  set_scale (self->second, 0.9, PANGO_WEIGHT_NORMAL);
  set_scale (self->aside, 0.9, PANGO_WEIGHT_NORMAL);
}

GtkWidget *
armada_device_row_new (void)
{
  return g_object_new (ARMADA_TYPE_DEVICE_ROW, NULL);
}

/**
 * armada_device_row_show:
 * @device: (nullable): whom to show
 * @now: UNIX seconds, what ages are counted to
 */
void
armada_device_row_show (ArmadaDeviceRow *self, ArmadaDevice *device, gint64 now)
{
  g_return_if_fail (ARMADA_IS_DEVICE_ROW (self));

  if (g_set_object (&self->device, device))
    gtk_widget_queue_draw (GTK_WIDGET (self));
  armada_device_row_refresh (self, now);
}

/**
 * armada_device_row_refresh:
 * @now: UNIX seconds, what ages are counted to
 *
 * Shows what is new of the same device; a row of which nothing is new is not drawn again.
 *
 * Returns: whether anything was
 */
gboolean
armada_device_row_refresh (ArmadaDeviceRow *self, gint64 now)
{
  const ArmadaDeviceRecord *record;
  ArmadaDeviceState state;
  g_autofree char *second = NULL;
  g_autofree char *aside = NULL;
  gboolean differs;

  g_return_val_if_fail (ARMADA_IS_DEVICE_ROW (self), FALSE);

  if (self->device == NULL)
    return FALSE;
  record = armada_device_get_record (self->device);
  state = armada_device_get_state (self->device);
  second = second_line (record, state);
  aside = aside_text (self->device, record, self->stale, now);

  differs = set_text (self->name, record->name);
  differs |= set_text (self->second, second);
  differs |= set_text (self->aside, aside);
  differs |= take_state (self, state, record->alarm);
  if (differs)
    {
      describe (self, record);
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  return differs;
}

/**
 * armada_device_row_set_stale:
 * @stale: whether nothing new comes, so that the age of what is known matters more than what it is
 *
 * Takes effect with the next refresh.
 */
void
armada_device_row_set_stale (ArmadaDeviceRow *self, gboolean stale)
{
  g_return_if_fail (ARMADA_IS_DEVICE_ROW (self));

  self->stale = stale;
}

/**
 * armada_device_row_get_description:
 *
 * Returns: (nullable): all that the row tells, for those who do not see it
 */
const char *
armada_device_row_get_description (ArmadaDeviceRow *self)
{
  g_return_val_if_fail (ARMADA_IS_DEVICE_ROW (self), NULL);

  return self->description;
}
