/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-fleet-camera"

#include "map/armada-fleet-camera.h"

#include "map/armada-map-camera.h"

#define MAX_FIT_ZOOM 15
#define DEVICE_ZOOM 15

/*
 * ArmadaFleetCamera: the map view owns it, and lets go of it before the map. Of itself it moves the
 * map only once for each fleet; what is followed is in the hands of ArmadaFollowCamera.
 */
struct _ArmadaFleetCamera
{
  GObject parent_instance;

  ShumateMap *map;            /* borrowed */
  ArmadaFleetView *view;      /* (nullable) */
  ArmadaSelection *selection; /* (nullable) */
  gboolean keeps_to_view;     /* others than those of the view are nowhere */
  gboolean had_fleet;
  gboolean keeps_place; /* the next fleet to come is looked at from where the map is */
  guint tick;           /* the fleet is to be shown once there is a size; 0: it is not */
};

G_DEFINE_FINAL_TYPE (ArmadaFleetCamera, armada_fleet_camera, G_TYPE_OBJECT)

static gboolean
find_fleet (ArmadaFleetCamera *self, ArmadaExtent *extent)
{
  guint n = self->view ? armada_fleet_view_get_n_devices (self->view) : 0;
  g_autofree ArmadaDevice **devices = g_new (ArmadaDevice *, n + 1);

  for (guint i = 0; i < n; i++)
    devices[i] = armada_fleet_view_get_device (self->view, i);
  return armada_extent_of_devices (extent, devices, n);
}

static gboolean
show_when_sized_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  ArmadaFleetCamera *self = user_data;

  if (gtk_widget_get_width (widget) == 0)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  armada_fleet_camera_show_all (self, FALSE);
  return G_SOURCE_REMOVE;
}

/* The first vehicles that come are shown all, unless the user's last place was set before; after
 * that the camera is the user's. */
static void
refreshed_cb (ArmadaFleetCamera *self)
{
  guint n = armada_fleet_get_n_devices (armada_fleet_view_get_fleet (self->view));

  if (n > 0 && !self->had_fleet && !self->keeps_place)
    armada_fleet_camera_show_all (self, FALSE);
  if (n > 0)
    self->keeps_place = FALSE;
  self->had_fleet = n > 0;
}

static void
armada_fleet_camera_dispose (GObject *object)
{
  ArmadaFleetCamera *self = ARMADA_FLEET_CAMERA (object);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->map), self->tick);
  self->tick = 0;
  armada_fleet_camera_set_view (self, NULL);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (armada_fleet_camera_parent_class)->dispose (object);
}

static void
armada_fleet_camera_class_init (ArmadaFleetCameraClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_fleet_camera_dispose;
}

static void
armada_fleet_camera_init (ArmadaFleetCamera *self)
{
}

/**
 * armada_fleet_camera_new:
 * @map: to move; it must outlive the camera
 *
 * Returns: (transfer full): a camera without vehicles
 */
ArmadaFleetCamera *
armada_fleet_camera_new (ShumateMap *map)
{
  ArmadaFleetCamera *self = g_object_new (ARMADA_TYPE_FLEET_CAMERA, NULL);

  self->map = map;
  return self;
}

/**
 * armada_fleet_camera_set_view:
 * @view: (nullable): the vehicles on the map
 */
void
armada_fleet_camera_set_view (ArmadaFleetCamera *self, ArmadaFleetView *view)
{
  if (self->view == view)
    return;
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (self->view, self);
  g_set_object (&self->view, view);
  self->had_fleet = FALSE;
  if (view == NULL)
    return;
  g_signal_connect_object (view, "refreshed", G_CALLBACK (refreshed_cb), self, G_CONNECT_SWAPPED);
  refreshed_cb (self);
}

/**
 * armada_fleet_camera_set_selection:
 * @selection: (nullable): who is chosen
 */
void
armada_fleet_camera_set_selection (ArmadaFleetCamera *self, ArmadaSelection *selection)
{
  g_set_object (&self->selection, selection);
}

/**
 * armada_fleet_camera_keep_to_view:
 *
 * Has it go to vehicles of its view alone, whoever is chosen.
 */
void
armada_fleet_camera_keep_to_view (ArmadaFleetCamera *self)
{
  self->keeps_to_view = TRUE;
}

/**
 * armada_fleet_camera_keep_place:
 *
 * Leaves the map where it is when the next fleet comes.
 */
void
armada_fleet_camera_keep_place (ArmadaFleetCamera *self)
{
  self->keeps_place = TRUE;
}

/**
 * armada_fleet_camera_show_all:
 * @animate: whether the map may glide there
 *
 * Shows all vehicles of the view that have a position; where the map has no size yet, once it has.
 */
void
armada_fleet_camera_show_all (ArmadaFleetCamera *self, gboolean animate)
{
  ArmadaExtent extent;

  if (gtk_widget_get_width (GTK_WIDGET (self->map)) == 0)
    {
      if (self->tick == 0)
        self->tick =
            gtk_widget_add_tick_callback (GTK_WIDGET (self->map), show_when_sized_cb, self, NULL);
      return;
    }
  if (find_fleet (self, &extent))
    armada_map_camera_show (self->map, &extent, MAX_FIT_ZOOM, animate);
}

/**
 * armada_fleet_camera_show_chosen:
 *
 * Shows all that are chosen; of one vehicle its street.
 */
void
armada_fleet_camera_show_chosen (ArmadaFleetCamera *self)
{
  guint n_chosen = self->selection ? armada_selection_get_n_chosen (self->selection) : 0;
  g_autofree ArmadaDevice **devices = g_new (ArmadaDevice *, n_chosen + 1);
  ArmadaExtent extent;
  guint n = 0;

  for (guint i = 0; i < n_chosen; i++)
    {
      ArmadaDevice *device = armada_selection_get_chosen (self->selection, i);

      if (!self->keeps_to_view || armada_fleet_view_find (self->view, device, NULL))
        devices[n++] = device;
    }
  if (n == 1)
    armada_fleet_camera_show_device (self, devices[0]);
  else if (armada_extent_of_devices (&extent, devices, n))
    armada_map_camera_show (self->map, &extent, DEVICE_ZOOM, TRUE);
}

/**
 * armada_fleet_camera_show_device:
 *
 * Brings a vehicle to the middle, near enough to see its street.
 */
void
armada_fleet_camera_show_device (ArmadaFleetCamera *self, ArmadaDevice *device)
{
  const ArmadaDeviceRecord *record = armada_device_get_record (device);
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);

  if (armada_device_record_has_position (record))
    armada_map_camera_go_to (self->map, record->latitude, record->longitude,
                             MAX (shumate_viewport_get_zoom_level (viewport), DEVICE_ZOOM), TRUE);
}
