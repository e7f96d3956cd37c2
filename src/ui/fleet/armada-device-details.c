/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-device-details"

#include "fleet/armada-device-details.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/armada-palette.h"
#include "app/armada-text-place.h"
#include "app/armada-words.h"
#include "fleet/armada-device-lists.h"
#include "fleet/armada-property-rows.h"

/*
 * All that is known of the chosen vehicle. Follows the selection and the vehicle's own changes;
 * rows stay the same widgets while their values change.
 */
struct _ArmadaDeviceDetails
{
  GtkWidget parent_instance;

  ArmadaSelection *selection;
  ArmadaClock *clock;
  GSignalGroup *selection_signals;
  GSignalGroup *device_signals;
  ArmadaPropertyRows *now_rows;
  ArmadaPropertyRows *sensor_rows;
  ArmadaPropertyRows *service_rows;
  ArmadaPropertyRows *device_rows;
  AdwActionRow *place_row; /* (nullable): the one with the copy button, borrowed */
  GtkWidget *copy_button;

  GtkWidget *scroller;
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *state;
  GtkWidget *alarm;
  GtkWidget *follow_button;
  AdwPreferencesGroup *now_group;
  AdwPreferencesGroup *sensors_group;
  AdwPreferencesGroup *services_group;
  ArmadaDeviceLists *lists;
  AdwPreferencesGroup *device_group;
};

G_DEFINE_FINAL_TYPE (ArmadaDeviceDetails, armada_device_details, GTK_TYPE_WIDGET)

static void
set_style_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_state (ArmadaDeviceDetails *self, ArmadaDevice *device, gint64 now)
{
  ArmadaDeviceState state = armada_device_get_state (device);
  gint64 since = armada_device_get_state_since (device);
  const char *classes[] = { armada_palette_state_css_class (state), NULL };
  g_autofree char *text = NULL;

  if (since > 0 && state != ARMADA_DEVICE_STATE_NEVER_CONNECTED)
    {
      g_autofree char *duration = armada_words_for_duration (now - since);

      /* Translators: what a vehicle is doing and for how long: "Standing for 12 min" */
      text = g_strdup_printf (_ ("%s for %s"), armada_words_for_state (state), duration);
    }
  else
    text = g_strdup (armada_words_for_state (state));

  gtk_label_set_label (self->state, text);
  gtk_image_set_from_icon_name (self->icon, armada_palette_state_icon (state));
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), (const char **) classes);
}

static void
show_fix_age (ArmadaDeviceDetails *self, const ArmadaDeviceRecord *record, gint64 now)
{
  g_autofree char *age = armada_words_for_age (record->fix_time, now);
  g_autofree char *time = armada_words_for_time (record->fix_time);
  g_autofree char *text = NULL;
  gboolean old = record->fix_time > 0 && now - record->fix_time > ARMADA_WORDS_OLD_FIX;
  AdwActionRow *row;

  if (record->fix_time <= 0)
    text = g_strdup (age);
  else if (old)
    /* Translators: how long ago and when the place was measured; the vehicle may be elsewhere now
     */
    text = g_strdup_printf (_ ("Old: %s (%s)"), age, time);
  else
    /* Translators: how long ago and when the place was measured */
    text = g_strdup_printf (C_ ("fix", "%s (%s)"), age, time);
  row = armada_property_rows_add (self->now_rows, _ ("Position Measured"), text);
  set_style_class (GTK_WIDGET (row), "old-fix", old);
}

static void
show_place (ArmadaDeviceDetails *self, const ArmadaDeviceRecord *record)
{
  g_autofree char *words = armada_words_for_coordinates (record);
  g_autofree char *text = armada_text_place_isolate (words);
  AdwActionRow *row = armada_property_rows_add (self->now_rows, _ ("Coordinates"), text);

  if (row == self->place_row)
    return;
  if (self->place_row != NULL)
    adw_action_row_remove (self->place_row, self->copy_button);
  if (row != NULL)
    adw_action_row_add_suffix (row, self->copy_button);
  self->place_row = row;
}

static void
show_now (ArmadaDeviceDetails *self, const ArmadaDeviceRecord *record, gint64 now)
{
  g_autofree char *speed = armada_words_for_speed (record);
  g_autofree char *course = armada_words_for_course (record->course);
  g_autofree char *altitude = armada_words_for_amount (record->altitude, record->altitude_unit);
  g_autofree char *odometer = armada_words_for_amount (record->odometer, record->distance_unit);
  gboolean placed = armada_device_record_has_position (record);

  armada_property_rows_begin (self->now_rows);
  show_fix_age (self, record, now);
  show_place (self, record);
  armada_property_rows_add (self->now_rows, _ ("Address"), record->address);
  armada_property_rows_add (self->now_rows, _ ("Driver"), record->driver);
  armada_property_rows_add (self->now_rows, _ ("Speed"), placed ? speed : NULL);
  armada_property_rows_add (self->now_rows, _ ("Course"), placed ? course : NULL);
  armada_property_rows_add (self->now_rows, _ ("Altitude"), placed ? altitude : NULL);
  armada_property_rows_add (self->now_rows, _ ("Odometer"), odometer);
  armada_property_rows_end (self->now_rows);
}

static void
show_sensors (ArmadaDeviceDetails *self, const ArmadaDeviceRecord *record)
{
  armada_property_rows_begin (self->sensor_rows);
  for (guint i = 0; i < record->n_sensors; i++)
    armada_property_rows_add (self->sensor_rows, record->sensors[i].name, record->sensors[i].value);
  armada_property_rows_end (self->sensor_rows);
}

/* What the device itself tells of its services, until their list is there. */
static void
show_services (ArmadaDeviceDetails *self, const ArmadaDeviceRecord *record)
{
  guint n = armada_device_lists_get_has_services (self->lists) ? 0 : record->n_services;

  armada_property_rows_begin (self->service_rows);
  for (guint i = 0; i < n; i++)
    {
      const ArmadaServiceDue *service = &record->services[i];
      /* Translators: when a service is due, as the server says it, such as "120 km left" */
      g_autofree char *soon = g_strdup_printf (_ ("Due soon: %s"), service->value);
      AdwActionRow *row = armada_property_rows_add (self->service_rows, service->name,
                                                    service->expiring ? soon : service->value);

      if (row != NULL)
        set_style_class (GTK_WIDGET (row), "old-fix", service->expiring);
    }
  armada_property_rows_end (self->service_rows);
}

static void
show_device_data (ArmadaDeviceDetails *self, const ArmadaDeviceRecord *record)
{
  g_autofree char *expires = record->expires > 0 ? armada_words_for_time (record->expires) : NULL;
  g_autofree char *contact =
      record->contact_time > 0 ? armada_words_for_time (record->contact_time) : NULL;
  const struct
  {
    const char *name;
    const char *value;
  } values[] = {
    { _ ("Plate"), record->plate },       { _ ("Model"), record->model },
    { _ ("VIN"), record->vin },           { _ ("IMEI"), record->imei },
    { _ ("SIM Number"), record->sim },    { _ ("Owner"), record->owner },
    { _ ("Protocol"), record->protocol }, { _ ("Last Contact"), contact },
    { _ ("Expires"), expires },           { _ ("Notes"), record->notes },
  };

  armada_property_rows_begin (self->device_rows);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    armada_property_rows_add (self->device_rows, values[i].name, values[i].value);
  armada_property_rows_end (self->device_rows);
}

static void
device_chosen_cb (ArmadaDeviceDetails *self)
{
  ArmadaDevice *device = armada_selection_get_device (self->selection);
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  g_signal_group_set_target (self->device_signals, device);
  if (device != NULL)
    armada_device_lists_set_device (self->lists, device);
  gtk_adjustment_set_value (adjustment, 0);
  armada_device_details_update (self);
}

static void
has_services_cb (ArmadaDeviceDetails *self)
{
  ArmadaDevice *device = self->selection ? armada_selection_get_device (self->selection) : NULL;

  if (device != NULL)
    show_services (self, armada_device_get_record (device));
}

static GtkWidget *
make_copy_button (void)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  gtk_widget_set_tooltip_text (button, _ ("Copy Coordinates"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "fleet.copy-coordinates");
  return button;
}

static void
armada_device_details_dispose (GObject *object)
{
  ArmadaDeviceDetails *self = ARMADA_DEVICE_DETAILS (object);

  g_clear_object (&self->selection_signals);
  g_clear_object (&self->device_signals);
  g_clear_pointer (&self->now_rows, armada_property_rows_free);
  g_clear_pointer (&self->sensor_rows, armada_property_rows_free);
  g_clear_pointer (&self->service_rows, armada_property_rows_free);
  g_clear_pointer (&self->device_rows, armada_property_rows_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), ARMADA_TYPE_DEVICE_DETAILS);
  g_clear_object (&self->copy_button);
  g_clear_object (&self->selection);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (armada_device_details_parent_class)->dispose (object);
}

static void
armada_device_details_class_init (ArmadaDeviceDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_device_details_dispose;
  gtk_widget_class_set_css_name (widget_class, "devicedetails");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-device-details.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaDeviceDetails, scroller);
  gtk_widget_class_bind_template_child (widget_class, ArmadaDeviceDetails, icon);
  gtk_widget_class_bind_template_child (widget_class, ArmadaDeviceDetails, name);
  gtk_widget_class_bind_template_child (widget_class, ArmadaDeviceDetails, state);
  gtk_widget_class_bind_template_child (widget_class, ArmadaDeviceDetails, alarm);
  gtk_widget_class_bind_template_child (widget_class, ArmadaDeviceDetails, follow_button);
  gtk_widget_class_bind_template_child (widget_class, ArmadaDeviceDetails, now_group);
  gtk_widget_class_bind_template_child (widget_class, ArmadaDeviceDetails, sensors_group);
  gtk_widget_class_bind_template_child (widget_class, ArmadaDeviceDetails, services_group);
  gtk_widget_class_bind_template_child (widget_class, ArmadaDeviceDetails, lists);
  gtk_widget_class_bind_template_child (widget_class, ArmadaDeviceDetails, device_group);
}

static void
armada_device_details_init (ArmadaDeviceDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->lists, "notify::has-services", G_CALLBACK (has_services_cb), self,
                           G_CONNECT_SWAPPED);

  self->now_rows = armada_property_rows_new (self->now_group);
  self->sensor_rows = armada_property_rows_new (self->sensors_group);
  self->service_rows = armada_property_rows_new (self->services_group);
  self->device_rows = armada_property_rows_new (self->device_group);
  self->copy_button = g_object_ref_sink (make_copy_button ());

  self->selection_signals = g_signal_group_new (ARMADA_TYPE_SELECTION);
  g_signal_group_connect_swapped (self->selection_signals, "notify::device",
                                  G_CALLBACK (device_chosen_cb), self);
  self->device_signals = g_signal_group_new (ARMADA_TYPE_DEVICE);
  g_signal_group_connect_swapped (self->device_signals, "notify",
                                  G_CALLBACK (armada_device_details_update), self);
}

GtkWidget *
armada_device_details_new (void)
{
  return g_object_new (ARMADA_TYPE_DEVICE_DETAILS, NULL);
}

/**
 * armada_device_details_set_models:
 * @selection: whose device is shown
 * @clock: what time it is, for ages
 */
void
armada_device_details_set_models (ArmadaDeviceDetails *self,
                                  ArmadaSelection *selection,
                                  ArmadaClock *clock)
{
  g_return_if_fail (ARMADA_IS_DEVICE_DETAILS (self));

  g_set_object (&self->selection, selection);
  g_set_object (&self->clock, clock);
  armada_device_lists_set_clock (self->lists, clock);
  g_signal_group_set_target (self->selection_signals, selection);
  device_chosen_cb (self);
}

/**
 * armada_device_details_set_catalog:
 * @catalog: (nullable): where the lists of the vehicles are; NULL: they are not shown
 *
 * To be called after armada_device_details_set_models().
 */
void
armada_device_details_set_catalog (ArmadaDeviceDetails *self, ArmadaCatalog *catalog)
{
  ArmadaDevice *device;

  g_return_if_fail (ARMADA_IS_DEVICE_DETAILS (self));

  device = self->selection ? armada_selection_get_device (self->selection) : NULL;
  armada_device_lists_set_catalog (self->lists, catalog);
  if (device != NULL)
    armada_device_lists_set_device (self->lists, device);
}

/**
 * armada_device_details_refresh:
 *
 * Asks the server now for the lists of the vehicle.
 */
void
armada_device_details_refresh (ArmadaDeviceDetails *self)
{
  g_return_if_fail (ARMADA_IS_DEVICE_DETAILS (self));

  armada_device_lists_refresh (self->lists);
}

/**
 * armada_device_details_update:
 *
 * Shows the vehicle as it is now, ages counted anew. With none chosen the last one stays to be
 * seen while the pane slides away.
 */
void
armada_device_details_update (ArmadaDeviceDetails *self)
{
  ArmadaDevice *device;
  const ArmadaDeviceRecord *record;
  gint64 now;

  g_return_if_fail (ARMADA_IS_DEVICE_DETAILS (self));

  device = self->selection ? armada_selection_get_device (self->selection) : NULL;
  if (device == NULL)
    return;

  now = armada_clock_get_time (self->clock);
  record = armada_device_get_record (device);
  gtk_label_set_label (self->name, record->name);
  gtk_widget_set_visible (self->alarm, record->alarm);
  show_state (self, device, now);
  show_now (self, record, now);
  show_sensors (self, record);
  armada_device_lists_update (self->lists);
  show_services (self, record);
  show_device_data (self, record);
}

/**
 * armada_device_details_get_state_text:
 *
 * Returns: what is said of the state
 */
const char *
armada_device_details_get_state_text (ArmadaDeviceDetails *self)
{
  g_return_val_if_fail (ARMADA_IS_DEVICE_DETAILS (self), NULL);

  return gtk_label_get_label (self->state);
}
