/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-device-row"

#include "fleet/armada-device-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/armada-palette.h"
#include "app/armada-row-art.h"
#include "app/armada-text-place.h"
#include "app/armada-words.h"

#define ICON_SIZE 16
#define ALARM_SIZE 14
#define GAP 10
#define SMALL 0.9

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
  self->icon = armada_row_art_find_icon (widget, armada_palette_state_icon (state), ICON_SIZE);
  g_clear_object (&self->alarm_icon);
  if (alarm)
    self->alarm_icon = armada_row_art_find_icon (widget, "armada-alarm-symbolic", ICON_SIZE);
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
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = 180;
  else
    *minimum = *natural =
        armada_row_art_get_height (widget, 1) + armada_row_art_get_height (widget, SMALL) + 2;
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
  armada_row_art_draw_icon (snapshot, self->icon, &color, ICON_SIZE,
                            mirrored ? width - ICON_SIZE : 0, (height - ICON_SIZE) / 2);
  if (self->alarm_icon == NULL)
    return;
  armada_palette_alarm_color (dark, &color);
  armada_row_art_draw_icon (snapshot, self->alarm_icon, &color, ALARM_SIZE,
                            mirrored ? aside + 5 : width - aside - 5 - ALARM_SIZE, 2);
}

static void
armada_device_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ArmadaDeviceRow *self = ARMADA_DEVICE_ROW (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int width = gtk_widget_get_width (widget), end, aside, space, at;
  GdkRGBA ink, dim;

  if (self->device == NULL)
    return;

  gtk_widget_get_color (widget, &ink);
  dim = ink;
  dim.alpha *= 0.65f;
  pango_layout_get_pixel_size (self->aside, &aside, NULL);
  space = MAX (width - ICON_SIZE - GAP, 0);
  end = aside + GAP + (self->alarm ? ALARM_SIZE + 5 : 0);
  pango_layout_set_width (self->name, MAX (space - end, 0) * PANGO_SCALE);
  pango_layout_set_width (self->second, space * PANGO_SCALE);

  draw_icons (self, snapshot, mirrored, aside);
  at = armada_text_place_get_offset (self->name, MAX (space - end, 0), mirrored);
  armada_row_art_draw_line (snapshot, self->name, &ink, at + (mirrored ? end : ICON_SIZE + GAP), 0);
  at = armada_text_place_get_offset (self->second, space, mirrored);
  armada_row_art_draw_line (snapshot, self->second, &dim, at + (mirrored ? 0 : ICON_SIZE + GAP),
                            armada_row_art_get_height (widget, 1) + 2);
  armada_row_art_draw_line (snapshot, self->aside, &dim, mirrored ? 0 : width - aside, 1);
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
  GtkWidget *widget = GTK_WIDGET (self);

  self->name = armada_row_art_new_line (widget, 1, PANGO_WEIGHT_MEDIUM);
  self->second = armada_row_art_new_line (widget, SMALL, PANGO_WEIGHT_NORMAL);
  self->aside = armada_row_art_new_line (widget, SMALL, PANGO_WEIGHT_NORMAL);
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

  differs = armada_row_art_set_text (self->name, record->name);
  differs |= armada_row_art_set_text (self->second, second);
  differs |= armada_row_art_set_text (self->aside, aside);
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
