/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-map-tiles"

#include "map/armada-map-tiles.h"

#include <adwaita.h>

#include "map/armada-map-credits.h"
#include "map/armada-map-ground.h"

#define SETTLE 120        /* milliseconds after which a view is taken to stand still */
#define FRAMES_TO_PAINT 3 /* after which what is drawn is seen */
#define FRAMES_IDLE 30    /* between two attempts to have tiles asked for */

/*
 * ArmadaMapTiles: the ground under everything else on a map. The map view owns it. Until there is a
 * library and its packs are known, the map has a plane to place vehicles on but no streets. A
 * change of the colour scheme, or of what the library has, puts a new ground under the old one,
 * which goes when there is something in its place.
 */
struct _ArmadaMapTiles
{
  GObject parent_instance;

  ShumateMap *map;           /* who owns us: not owned */
  ShumateLayer *above;       /* the layer that streets go under */
  ShumateViewport *viewport; /* the map's */

  ArmadaMapLibrary *library; /* (nullable) */
  ArmadaMapGround *ground;   /* newest; on the map once the library is open */
  ArmadaMapGround *old;      /* (nullable) what is seen until ground is drawn */

  gboolean fixed; /* the style stays as it is */
  gboolean dark;

  guint settle_timer;
  guint n_nudges;      /* still to be made */
  guint n_frames_idle; /* since tiles should have been asked for, and none was */
  gboolean nudging;
  guint look_id; /* a tick callback of the map */
  guint n_frames_drawn;
  gboolean complete;
  char *credits;
};

G_DEFINE_FINAL_TYPE (ArmadaMapTiles, armada_map_tiles, G_TYPE_OBJECT)

typedef enum
{
  PROP_COMPLETE = 1,
  PROP_CREDITS,
} ArmadaMapTilesProperty;

static GParamSpec *properties[PROP_CREDITS + 1];

static void
set_complete (ArmadaMapTiles *self, gboolean complete)
{
  if (self->complete == complete)
    return;
  self->complete = complete;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

static gboolean
is_opened (ArmadaMapTiles *self)
{
  return self->library != NULL && armada_map_library_get_opened (self->library);
}

static gboolean
is_drawn (ArmadaMapTiles *self)
{
  return is_opened (self) && self->settle_timer == 0 && self->old == NULL &&
         gtk_widget_get_width (GTK_WIDGET (self->map)) > 0 &&
         armada_map_ground_is_drained (self->ground);
}

/*
 * ShumateMapLayer puts off loading while the map moves, and looks again on the next tick. If that
 * tick carries the frame time it has seen already, nothing wakes it, and the map stays blank until
 * it is moved (libshumate 1.4 to 1.7). Notifies in two frames after the map has come to rest make
 * it look once more: the second is certain to find another time and no movement.
 */
static void
nudge (ArmadaMapTiles *self)
{
  self->nudging = TRUE;
  g_object_notify (G_OBJECT (self->viewport), "zoom-level");
  self->nudging = FALSE;
}

static void
remove_ground (ArmadaMapGround **ground)
{
  if (*ground != NULL)
    armada_map_ground_remove (*ground);
  g_clear_object (ground);
}

/*
 * Two frames are not always enough on a busy machine: as long as the new layer has asked for
 * nothing, it is made to look now and then. A layer that was drained before the map had a size has
 * no one left to tell that the old one can go.
 */
static void
keep_going (ArmadaMapTiles *self)
{
  if (!is_opened (self) || self->settle_timer != 0 ||
      gtk_widget_get_width (GTK_WIDGET (self->map)) == 0)
    return;
  if (armada_map_ground_is_drained (self->ground))
    remove_ground (&self->old);
  else if (!armada_map_ground_has_asked (self->ground) && ++self->n_frames_idle % FRAMES_IDLE == 0)
    nudge (self);
}

static void
update_credits (ArmadaMapTiles *self)
{
  g_autofree char *credits = NULL;

  if (!is_opened (self))
    return;
  credits = armada_map_credits_dup (self->library, self->viewport,
                                    gtk_widget_get_width (GTK_WIDGET (self->map)),
                                    gtk_widget_get_height (GTK_WIDGET (self->map)));
  if (g_set_str (&self->credits, credits))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CREDITS]);
}

/* What is drawn is seen when it has been painted, and labels take their places a frame later. */
static gboolean
look_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  ArmadaMapTiles *self = user_data;

  if (self->n_nudges > 0)
    {
      self->n_nudges--;
      nudge (self);
    }
  else
    {
      keep_going (self);
      self->n_frames_drawn = is_drawn (self) ? self->n_frames_drawn + 1 : 0;
    }
  if (self->n_frames_drawn < FRAMES_TO_PAINT)
    return G_SOURCE_CONTINUE;
  self->look_id = 0;
  update_credits (self);
  set_complete (self, TRUE);
  return G_SOURCE_REMOVE;
}

static gboolean
settle_cb (gpointer user_data)
{
  ArmadaMapTiles *self = user_data;

  self->settle_timer = 0;
  self->n_nudges = 2;
  update_credits (self);
  return G_SOURCE_REMOVE;
}

/**
 * armada_map_tiles_look_again:
 *
 * Tells that the view may show other tiles now: it moved, or has another size.
 */
void
armada_map_tiles_look_again (ArmadaMapTiles *self)
{
  if (self->nudging)
    return;
  g_clear_handle_id (&self->settle_timer, g_source_remove);
  self->settle_timer = g_timeout_add (SETTLE, settle_cb, self);
  set_complete (self, FALSE);
  self->n_nudges = 0;
  self->n_frames_idle = 0;
  self->n_frames_drawn = 0;
  if (self->look_id == 0)
    self->look_id = gtk_widget_add_tick_callback (GTK_WIDGET (self->map), look_cb, self, NULL);
}

static void
drained_cb (ArmadaMapTiles *self, ArmadaMapGround *ground)
{
  if (ground == self->ground && gtk_widget_get_width (GTK_WIDGET (self->map)) > 0)
    remove_ground (&self->old);
}

/* Of two changes in a row the ground that never was seen goes. */
static void
put_aside (ArmadaMapTiles *self)
{
  if (self->ground == NULL || armada_map_ground_get_lowest (self->ground) == NULL)
    g_clear_object (&self->ground);
  else if (self->old == NULL)
    self->old = g_steal_pointer (&self->ground);
  else
    remove_ground (&self->ground);
}

static void
show (ArmadaMapTiles *self)
{
  gboolean dark =
      self->fixed ? self->dark : adw_style_manager_get_dark (adw_style_manager_get_default ());

  put_aside (self);
  self->ground = armada_map_ground_new (self->library, dark);
  shumate_viewport_set_reference_map_source (self->viewport,
                                             armada_map_ground_get_source (self->ground));
  if (!is_opened (self))
    return;
  g_signal_connect_object (self->ground, "drained", G_CALLBACK (drained_cb), self,
                           G_CONNECT_SWAPPED);
  armada_map_ground_insert (self->ground, self->map,
                            self->old ? armada_map_ground_get_lowest (self->old) : self->above);
  armada_map_tiles_look_again (self);
}

static void
armada_map_tiles_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaMapTiles *self = ARMADA_MAP_TILES (object);

  switch ((ArmadaMapTilesProperty) id)
    {
    case PROP_COMPLETE:
      g_value_set_boolean (value, self->complete);
      break;
    case PROP_CREDITS:
      g_value_set_string (value, self->credits);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_map_tiles_dispose (GObject *object)
{
  ArmadaMapTiles *self = ARMADA_MAP_TILES (object);

  g_clear_handle_id (&self->settle_timer, g_source_remove);
  if (self->look_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->map), g_steal_handle_id (&self->look_id));
  G_OBJECT_CLASS (armada_map_tiles_parent_class)->dispose (object);
}

static void
armada_map_tiles_finalize (GObject *object)
{
  ArmadaMapTiles *self = ARMADA_MAP_TILES (object);

  g_clear_object (&self->ground);
  g_clear_object (&self->old);
  g_clear_object (&self->library);
  g_free (self->credits);
  G_OBJECT_CLASS (armada_map_tiles_parent_class)->finalize (object);
}

static void
armada_map_tiles_class_init (ArmadaMapTilesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = armada_map_tiles_get_property;
  object_class->dispose = armada_map_tiles_dispose;
  object_class->finalize = armada_map_tiles_finalize;

  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, flags);
  properties[PROP_CREDITS] = g_param_spec_string ("credits", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
armada_map_tiles_init (ArmadaMapTiles *self)
{
  self->credits = g_strdup ("");
}

/**
 * armada_map_tiles_new:
 * @map: the map; it must outlive the object
 * @above: the lowest of its layers that streets go under
 *
 * Returns: (transfer full): the ground of @map, plain until armada_map_tiles_set_library()
 */
ArmadaMapTiles *
armada_map_tiles_new (ShumateMap *map, ShumateLayer *above)
{
  ArmadaMapTiles *self = g_object_new (ARMADA_TYPE_MAP_TILES, NULL);

  self->map = map;
  self->above = above;
  self->viewport = shumate_map_get_viewport (map);
  g_signal_connect_object (self->viewport, "notify", G_CALLBACK (armada_map_tiles_look_again), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (show),
                           self, G_CONNECT_SWAPPED);
  show (self);
  return self;
}

/**
 * armada_map_tiles_set_library:
 * @library: where tiles come from
 */
void
armada_map_tiles_set_library (ArmadaMapTiles *self, ArmadaMapLibrary *library)
{
  if (self->library == library)
    return;
  if (self->library != NULL)
    g_signal_handlers_disconnect_by_data (self->library, self);
  g_set_object (&self->library, library);
  g_signal_connect_object (library, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  if (is_opened (self))
    show (self);
}

/**
 * armada_map_tiles_get_library:
 *
 * Returns: (transfer none) (nullable): where tiles come from
 */
ArmadaMapLibrary *
armada_map_tiles_get_library (ArmadaMapTiles *self)
{
  return self->library;
}

gboolean
armada_map_tiles_get_complete (ArmadaMapTiles *self)
{
  return self->complete;
}

/**
 * armada_map_tiles_get_credits:
 *
 * Returns: (transfer none): whom to thank for what is in view, "" for nobody
 */
const char *
armada_map_tiles_get_credits (ArmadaMapTiles *self)
{
  return self->credits;
}

/**
 * armada_map_tiles_set_style:
 * @dark: whether the streets are for the dark
 *
 * Whatever the desktop is from now on, the style is that one.
 */
void
armada_map_tiles_set_style (ArmadaMapTiles *self, gboolean dark)
{
  self->fixed = TRUE;
  self->dark = dark;
  show (self);
}
