/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-map-tiles"

#include "map/armada-map-tiles.h"

#include <adwaita.h>

#include "app/armada-paths.h"
#include "map/armada-map-style.h"
#include "map/armada-pack-source.h"
#include "map/armada-watched-source.h"

#define SETTLE 120        /* milliseconds after which a view is taken to stand still */
#define FRAMES_TO_PAINT 3 /* after which what is drawn is seen */
#define FRAMES_IDLE 30    /* between two attempts to have tiles asked for */

/*
 * ArmadaMapTiles: the layer of streets under everything else on a map. The map view owns it. The
 * packs are opened in a thread; until they are, the map has a plane to place vehicles on but no
 * streets. A change of the colour scheme puts a layer of the new style under the old one, which
 * goes when there is something in its place.
 */
struct _ArmadaMapTiles
{
  GObject parent_instance;

  ShumateMap *map;           /* who owns us: not owned */
  ShumateLayer *above;       /* the layer that streets go under */
  ShumateViewport *viewport; /* the map's */

  ArmadaPackSource *packs;
  gboolean opened;
  GCancellable *opening;
  ArmadaWatchedSource *source; /* of the newest layer */
  ShumateMapLayer *layer;      /* (nullable) newest */
  ShumateMapLayer *old;        /* (nullable) what is seen until layer is drawn */

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
is_drawn (ArmadaMapTiles *self)
{
  return self->opened && self->settle_timer == 0 && self->old == NULL &&
         gtk_widget_get_width (GTK_WIDGET (self->map)) > 0 &&
         armada_watched_source_is_drained (self->source);
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
remove_layer (ArmadaMapTiles *self, ShumateMapLayer **layer)
{
  if (*layer != NULL)
    shumate_map_remove_layer (self->map, SHUMATE_LAYER (*layer));
  *layer = NULL;
}

/*
 * Two frames are not always enough on a busy machine: as long as the new layer has asked for
 * nothing, it is made to look now and then. A layer that was drained before the map had a size has
 * no one left to tell that the old one can go.
 */
static void
keep_going (ArmadaMapTiles *self)
{
  if (!self->opened || self->settle_timer != 0 ||
      gtk_widget_get_width (GTK_WIDGET (self->map)) == 0)
    return;
  if (armada_watched_source_is_drained (self->source))
    remove_layer (self, &self->old);
  else if (!armada_watched_source_has_asked (self->source) &&
           ++self->n_frames_idle % FRAMES_IDLE == 0)
    nudge (self);
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
  set_complete (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void
update_credits (ArmadaMapTiles *self)
{
  g_autofree char *credits = NULL;

  if (!self->opened)
    return;
  credits = armada_pack_source_dup_credits (self->packs, self->viewport,
                                            gtk_widget_get_width (GTK_WIDGET (self->map)),
                                            gtk_widget_get_height (GTK_WIDGET (self->map)));
  if (g_set_str (&self->credits, credits))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CREDITS]);
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
drained_cb (ArmadaMapTiles *self, ArmadaWatchedSource *source)
{
  if (source == self->source && gtk_widget_get_width (GTK_WIDGET (self->map)) > 0)
    remove_layer (self, &self->old);
}

static void
show (ArmadaMapTiles *self)
{
  gboolean dark =
      self->fixed ? self->dark : adw_style_manager_get_dark (adw_style_manager_get_default ());
  g_autoptr (ShumateMapSource) style =
      armada_map_style_new_source (SHUMATE_DATA_SOURCE (self->packs), dark);

  g_clear_object (&self->source);
  self->source = armada_watched_source_new (style);
  shumate_viewport_set_reference_map_source (self->viewport, SHUMATE_MAP_SOURCE (self->source));
  if (!self->opened)
    return;

  /* of two changes in a row the one that never was seen goes */
  if (self->old == NULL)
    self->old = g_steal_pointer (&self->layer);
  else
    remove_layer (self, &self->layer);
  self->layer = shumate_map_layer_new (SHUMATE_MAP_SOURCE (self->source), self->viewport);
  g_signal_connect_object (self->source, "drained", G_CALLBACK (drained_cb), self,
                           G_CONNECT_SWAPPED);
  shumate_map_insert_layer_behind (self->map, SHUMATE_LAYER (self->layer),
                                   self->old ? SHUMATE_LAYER (self->old) : self->above);
  armada_map_tiles_look_again (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ArmadaMapTiles *self = user_data;

  if (!armada_pack_source_open_finish (ARMADA_PACK_SOURCE (source), result, NULL))
    return; /* cancelled: the map is gone */
  self->opened = TRUE;
  show (self);
}

static void
open_packs (ArmadaMapTiles *self)
{
  g_autofree char *own = armada_paths_dup_data ("maps");
  g_autofree char *users = g_build_filename (g_get_user_data_dir (), "armada", "maps", NULL);
  const char *folders[] = { own, users, NULL };

  self->opening = g_cancellable_new ();
  armada_pack_source_open_async (self->packs, folders, self->opening, opened_cb, self);
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

  g_cancellable_cancel (self->opening);
  g_clear_handle_id (&self->settle_timer, g_source_remove);
  if (self->look_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->map), g_steal_handle_id (&self->look_id));
  G_OBJECT_CLASS (armada_map_tiles_parent_class)->dispose (object);
}

static void
armada_map_tiles_finalize (GObject *object)
{
  ArmadaMapTiles *self = ARMADA_MAP_TILES (object);

  g_clear_object (&self->opening);
  g_clear_object (&self->source);
  g_clear_object (&self->packs);
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
  self->packs = armada_pack_source_new ();
  self->credits = g_strdup ("");
}

/**
 * armada_map_tiles_new:
 * @map: the map; it must outlive the object
 * @above: the lowest of its layers that streets go under
 *
 * Returns: (transfer full): streets for @map, which come as soon as the packs are open
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
  open_packs (self);
  return self;
}

gboolean
armada_map_tiles_get_complete (ArmadaMapTiles *self)
{
  return self->complete;
}

/**
 * armada_map_tiles_get_credits:
 *
 * Returns: (transfer none): the credits of the packs in view, "" while there are none
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
