/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-map-library"

#include "sync/armada-map-library.h"

#include <glib/gstdio.h>

#include "store/armada-pack-import.h"
#include "store/armada-tile-bytes.h"

/*
 * ArmadaMapLibrary: the packs of tiles on this computer, and the service of tiles on the network
 * when the user wants it and nothing forbids it. All maps of a window share one. Of several packs
 * that have a tile the most detailed is found first. Files are read on one worker thread.
 */
struct _ArmadaMapLibrary
{
  GObject parent_instance;

  GPtrArray *packs; /* (element-type ArmadaTilePack), most detailed first */
  GThreadPool *reader;
  gboolean opened;
  GCancellable *opening;
  char *own_folder;   /* (nullable): where the user's packs are */
  GThreadPool *mover; /* does what is done with files, in the order asked for */

  ArmadaTileLoader *loader; /* (nullable): without it there is no network */
  ArmadaTileService *service;
  gboolean wanted;
  gboolean allowed;
};

G_DEFINE_FINAL_TYPE (ArmadaMapLibrary, armada_map_library, G_TYPE_OBJECT)

typedef enum
{
  PROP_OPENED = 1,
  PROP_SERVICE,
  PROP_WANTED,
  PROP_ALLOWED,
} ArmadaMapLibraryProperty;

static GParamSpec *properties[PROP_ALLOWED + 1];
static guint changed_signal;

/* A tile to be read. */
typedef struct
{
  ArmadaTilePack *pack;
  guint zoom;
  guint x;
  guint y;
} Place;

static void
place_free (Place *place)
{
  armada_tile_pack_unref (place->pack);
  g_free (place);
}

static gboolean
is_online (ArmadaMapLibrary *self)
{
  return self->loader != NULL && self->service != NULL && self->wanted && self->allowed;
}

static void
changed (ArmadaMapLibrary *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
read_thread (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  Place *place = g_task_get_task_data (task);
  g_autoptr (GBytes) bytes = NULL;
  GBytes *tile = NULL;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  bytes = armada_tile_pack_read (place->pack, place->zoom, place->x, place->y, &error);
  if (bytes != NULL)
    tile = armada_tile_bytes_open (bytes, armada_tile_pack_get_kind (place->pack), &error);
  if (tile != NULL)
    {
      g_task_return_pointer (task, tile, (GDestroyNotify) g_bytes_unref);
      return;
    }
  g_prefix_error (&error, "%s: ", armada_tile_pack_get_name (place->pack));
  g_task_return_error (task, error);
}

static int
by_detail (gconstpointer a, gconstpointer b)
{
  ArmadaTilePack *const *first = a;
  ArmadaTilePack *const *second = b;

  return (int) armada_tile_pack_get_max_zoom (*second) -
         (int) armada_tile_pack_get_max_zoom (*first);
}

static void
open_folder (const char *path, GPtrArray *packs)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autoptr (GError) error = NULL;
      ArmadaTilePack *pack;

      /* what a run that ended badly left behind */
      if (g_str_has_suffix (name, ARMADA_PACK_REMOVED) ||
          g_str_has_suffix (name, ARMADA_PACK_INCOMING))
        g_remove (file);
      if (!g_str_has_suffix (name, ARMADA_PACK_SUFFIX))
        continue;
      pack = armada_tile_pack_open (file, &error);
      if (pack != NULL)
        g_ptr_array_add (packs, pack);
      else
        g_message ("the map pack %s is left out: %s", name, error->message);
    }
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *const *folders = data;
  GPtrArray *packs = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_tile_pack_unref);

  for (guint i = 0; folders[i] != NULL; i++)
    open_folder (folders[i], packs);
  g_task_return_pointer (task, packs, (GDestroyNotify) g_ptr_array_unref);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ArmadaMapLibrary *self = ARMADA_MAP_LIBRARY (source);
  GPtrArray *packs = g_task_propagate_pointer (G_TASK (result), NULL);

  if (packs == NULL)
    return; /* cancelled: nobody waits any more */
  g_ptr_array_extend_and_steal (self->packs, packs);
  g_ptr_array_sort (self->packs, by_detail);
  self->opened = TRUE;
  g_object_notify_by_pspec (source, properties[PROP_OPENED]);
  changed (self);
}

static void
open_packs (ArmadaMapLibrary *self, const char *const *folders)
{
  g_autoptr (GTask) task = g_task_new (self, self->opening, opened_cb, NULL);

  g_task_set_source_tag (task, open_packs);
  g_task_set_task_data (task, g_strdupv ((char **) folders), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, open_thread);
}

/* A pack's file that gets another name, or none. */
typedef struct
{
  char *from;
  char *to; /* (nullable): it is deleted */
} Move;

static void
move_thread (gpointer data, gpointer user_data)
{
  Move *move = data;

  if (move->to == NULL ? g_remove (move->from) != 0 : g_rename (move->from, move->to) != 0)
    g_message ("a map pack could not be moved or deleted");
  g_free (move->from);
  g_free (move->to);
  g_free (move);
}

static void
move_file (ArmadaMapLibrary *self, const char *from, const char *to)
{
  const Move move = { g_strdup (from), g_strdup (to) };

  g_thread_pool_push (self->mover, g_memdup2 (&move, sizeof move), NULL);
}

static void
rested_cb (ArmadaMapLibrary *self)
{
  if (is_online (self))
    changed (self);
}

/* What failed for want of a network may not fail now. */
static void
network_changed_cb (ArmadaMapLibrary *self, gboolean available)
{
  if (!available || self->loader == NULL || !armada_tile_loader_get_resting (self->loader))
    return;
  armada_tile_loader_wake (self->loader);
  rested_cb (self);
}

static void
armada_map_library_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaMapLibrary *self = ARMADA_MAP_LIBRARY (object);

  switch ((ArmadaMapLibraryProperty) id)
    {
    case PROP_OPENED:
      g_value_set_boolean (value, self->opened);
      break;
    case PROP_SERVICE:
      g_value_set_boxed (value, self->service);
      break;
    case PROP_WANTED:
      g_value_set_boolean (value, self->wanted);
      break;
    case PROP_ALLOWED:
      g_value_set_boolean (value, self->allowed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_map_library_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArmadaMapLibrary *self = ARMADA_MAP_LIBRARY (object);

  switch ((ArmadaMapLibraryProperty) id)
    {
    case PROP_SERVICE:
      armada_map_library_set_service (self, g_value_get_boxed (value));
      break;
    case PROP_WANTED:
      armada_map_library_set_wanted (self, g_value_get_boolean (value));
      break;
    case PROP_ALLOWED:
      armada_map_library_set_allowed (self, g_value_get_boolean (value));
      break;
    case PROP_OPENED:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_map_library_dispose (GObject *object)
{
  ArmadaMapLibrary *self = ARMADA_MAP_LIBRARY (object);

  g_cancellable_cancel (self->opening);
  g_clear_object (&self->loader);
  G_OBJECT_CLASS (armada_map_library_parent_class)->dispose (object);
}

static void
armada_map_library_finalize (GObject *object)
{
  ArmadaMapLibrary *self = ARMADA_MAP_LIBRARY (object);

  /* every read holds a reference: there is none left; the last may have been on the thread */
  g_thread_pool_free (self->reader, FALSE, FALSE);
  /* waits for what is being moved: a start that follows would not know */
  g_thread_pool_free (self->mover, FALSE, TRUE);
  g_ptr_array_unref (self->packs);
  g_free (self->own_folder);
  g_clear_object (&self->opening);
  g_clear_pointer (&self->service, armada_tile_service_unref);
  G_OBJECT_CLASS (armada_map_library_parent_class)->finalize (object);
}

static void
armada_map_library_class_init (ArmadaMapLibraryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags both = read | G_PARAM_WRITABLE;

  object_class->get_property = armada_map_library_get_property;
  object_class->set_property = armada_map_library_set_property;
  object_class->dispose = armada_map_library_dispose;
  object_class->finalize = armada_map_library_finalize;

  properties[PROP_OPENED] = g_param_spec_boolean ("opened", NULL, NULL, FALSE, read);
  properties[PROP_SERVICE] =
      g_param_spec_boxed ("service", NULL, NULL, ARMADA_TYPE_TILE_SERVICE, both);
  properties[PROP_WANTED] = g_param_spec_boolean ("wanted", NULL, NULL, FALSE, both);
  properties[PROP_ALLOWED] = g_param_spec_boolean ("allowed", NULL, NULL, FALSE, both);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  changed_signal = g_signal_new ("changed", ARMADA_TYPE_MAP_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
armada_map_library_init (ArmadaMapLibrary *self)
{
  self->packs = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_tile_pack_unref);
  self->reader = g_thread_pool_new (read_thread, NULL, 1, FALSE, NULL);
  self->mover = g_thread_pool_new (move_thread, NULL, 1, FALSE, NULL);
  self->opening = g_cancellable_new ();
}

/**
 * armada_map_library_new:
 * @folders: (array zero-terminated=1): where to look for `*.mbtiles`, in a thread
 * @loader: (nullable): how tiles come from the network; NULL: they never do
 *
 * A pack that cannot be read is left out, and said so in the log.
 *
 * Returns: (transfer full): a library, whose packs are soon known
 */
ArmadaMapLibrary *
armada_map_library_new (const char *const *folders, ArmadaTileLoader *loader)
{
  ArmadaMapLibrary *self = g_object_new (ARMADA_TYPE_MAP_LIBRARY, NULL);

  if (loader != NULL)
    {
      self->loader = g_object_ref (loader);
      g_signal_connect_object (loader, "rested", G_CALLBACK (rested_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                               G_CALLBACK (network_changed_cb), self, G_CONNECT_SWAPPED);
    }
  open_packs (self, folders);
  return self;
}

gboolean
armada_map_library_get_opened (ArmadaMapLibrary *self)
{
  return self->opened;
}

/**
 * armada_map_library_get_packs:
 *
 * Returns: (transfer none) (element-type ArmadaTilePack): all packs, most detailed first
 */
GPtrArray *
armada_map_library_get_packs (ArmadaMapLibrary *self)
{
  return self->packs;
}

/**
 * armada_map_library_set_own_folder:
 * @folder: where the user's packs are, one of those the library was made with
 */
void
armada_map_library_set_own_folder (ArmadaMapLibrary *self, const char *folder)
{
  g_set_str (&self->own_folder, folder);
}

/**
 * armada_map_library_is_own:
 *
 * Returns: whether the user added @pack, and may remove it
 */
gboolean
armada_map_library_is_own (ArmadaMapLibrary *self, ArmadaTilePack *pack)
{
  g_autofree char *folder = g_path_get_dirname (armada_tile_pack_get_path (pack));

  return g_strcmp0 (folder, self->own_folder) == 0;
}

static void
insert_pack (ArmadaMapLibrary *self, ArmadaTilePack *pack)
{
  g_ptr_array_add (self->packs, armada_tile_pack_ref (pack));
  g_ptr_array_sort (self->packs, by_detail);
  changed (self);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  ArmadaTilePack *pack = armada_pack_import_finish (result, &error);

  if (pack == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  insert_pack (g_task_get_source_object (task), pack);
  g_task_return_pointer (task, pack, (GDestroyNotify) armada_tile_pack_unref);
}

/**
 * armada_map_library_add_async:
 * @file: an MBTiles file
 * @progress: (nullable): told how much is copied
 *
 * Takes a copy of a pack into the user's folder, as armada_pack_import_async() does.
 */
void
armada_map_library_add_async (ArmadaMapLibrary *self,
                              GFile *file,
                              GFileProgressCallback progress,
                              gpointer progress_data,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (self->own_folder != NULL);

  g_task_set_source_tag (task, armada_map_library_add_async);
  armada_pack_import_async (file, self->own_folder, progress, progress_data, cancellable,
                            imported_cb, task);
}

/**
 * armada_map_library_add_finish:
 *
 * Returns: (transfer full): the pack, which maps show now; NULL with a G_IO_ERROR
 */
ArmadaTilePack *
armada_map_library_add_finish (ArmadaMapLibrary *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static char *
dup_removed_path (ArmadaTilePack *pack)
{
  return g_strconcat (armada_tile_pack_get_path (pack), ARMADA_PACK_REMOVED, NULL);
}

/**
 * armada_map_library_remove:
 * @pack: one of the user's own
 *
 * Maps no longer show it. Its file stays until armada_map_library_delete_removed(), or the next
 * start.
 */
void
armada_map_library_remove (ArmadaMapLibrary *self, ArmadaTilePack *pack)
{
  g_autofree char *removed = dup_removed_path (pack);
  g_autoptr (ArmadaTilePack) kept = armada_tile_pack_ref (pack);

  if (!g_ptr_array_remove (self->packs, pack))
    return;
  move_file (self, armada_tile_pack_get_path (kept), removed);
  changed (self);
}

/**
 * armada_map_library_bring_back:
 * @pack: one that was removed, and not deleted
 */
void
armada_map_library_bring_back (ArmadaMapLibrary *self, ArmadaTilePack *pack)
{
  g_autofree char *removed = dup_removed_path (pack);

  move_file (self, removed, armada_tile_pack_get_path (pack));
  insert_pack (self, pack);
}

/**
 * armada_map_library_delete_removed:
 * @pack: one that was removed
 */
void
armada_map_library_delete_removed (ArmadaMapLibrary *self, ArmadaTilePack *pack)
{
  g_autofree char *removed = dup_removed_path (pack);

  move_file (self, removed, NULL);
}

/**
 * armada_map_library_set_service:
 * @service: (nullable): whose tiles are shown where the network is used
 */
void
armada_map_library_set_service (ArmadaMapLibrary *self, ArmadaTileService *service)
{
  gboolean was_online = is_online (self);

  if (self->service == service)
    return;
  g_clear_pointer (&self->service, armada_tile_service_unref);
  self->service = service ? armada_tile_service_ref (service) : NULL;
  if (self->loader != NULL)
    armada_tile_loader_wake (self->loader);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERVICE]);
  if (was_online || is_online (self))
    changed (self);
}

static void
set_flag (ArmadaMapLibrary *self, gboolean *flag, gboolean value, ArmadaMapLibraryProperty property)
{
  gboolean was_online = is_online (self);

  if (*flag == value)
    return;
  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
  if (was_online != is_online (self))
    changed (self);
}

/**
 * armada_map_library_set_wanted:
 * @wanted: the user agreed to tiles from the network
 */
void
armada_map_library_set_wanted (ArmadaMapLibrary *self, gboolean wanted)
{
  set_flag (self, &self->wanted, wanted, PROP_WANTED);
}

/**
 * armada_map_library_set_allowed:
 * @allowed: the fleet shown is a real one; the demo never asks the network
 */
void
armada_map_library_set_allowed (ArmadaMapLibrary *self, gboolean allowed)
{
  set_flag (self, &self->allowed, allowed, PROP_ALLOWED);
}

gboolean
armada_map_library_get_allowed (ArmadaMapLibrary *self)
{
  return self->allowed;
}

/**
 * armada_map_library_get_loader:
 *
 * Returns: (transfer none) (nullable): how tiles come from the network
 */
ArmadaTileLoader *
armada_map_library_get_loader (ArmadaMapLibrary *self)
{
  return self->loader;
}

/**
 * armada_map_library_get_online:
 *
 * Returns: (transfer none) (nullable): whom to ask for tiles of @kind; NULL: nobody
 */
ArmadaTileService *
armada_map_library_get_online (ArmadaMapLibrary *self, ArmadaTileKind kind)
{
  return is_online (self) && self->service->kind == kind ? self->service : NULL;
}

/**
 * armada_map_library_has_kind:
 *
 * Returns: whether there are any tiles of @kind to be had
 */
gboolean
armada_map_library_has_kind (ArmadaMapLibrary *self, ArmadaTileKind kind)
{
  for (guint i = 0; i < self->packs->len; i++)
    if (armada_tile_pack_get_kind (self->packs->pdata[i]) == kind)
      return TRUE;
  return armada_map_library_get_online (self, kind) != NULL;
}

/**
 * armada_map_library_get_max_zoom:
 *
 * Returns: the zoom of the deepest tiles there are of @kind
 */
guint
armada_map_library_get_max_zoom (ArmadaMapLibrary *self, ArmadaTileKind kind)
{
  ArmadaTileService *online = armada_map_library_get_online (self, kind);
  guint max_zoom = online ? online->max_zoom : 0;

  for (guint i = 0; i < self->packs->len; i++)
    if (armada_tile_pack_get_kind (self->packs->pdata[i]) == kind)
      max_zoom = MAX (max_zoom, armada_tile_pack_get_max_zoom (self->packs->pdata[i]));
  return max_zoom;
}

/**
 * armada_map_library_find:
 * @found_zoom: (out): zoom of the tile or of its nearest ancestor
 *
 * Returns: (transfer none) (nullable): the pack that has it; NULL when not even an ancestor is had
 */
ArmadaTilePack *
armada_map_library_find (ArmadaMapLibrary *self,
                         ArmadaTileKind kind,
                         guint zoom,
                         guint x,
                         guint y,
                         guint *found_zoom)
{
  for (int z = (int) zoom; z >= 0; z--)
    for (guint i = 0; i < self->packs->len; i++)
      {
        ArmadaTilePack *pack = self->packs->pdata[i];
        guint up = zoom - (guint) z;

        if (armada_tile_pack_get_kind (pack) != kind ||
            !armada_tile_pack_has (pack, (guint) z, x >> up, y >> up))
          continue;
        *found_zoom = (guint) z;
        return pack;
      }
  return NULL;
}

/**
 * armada_map_library_read_async:
 * @pack: one that has the tile
 */
void
armada_map_library_read_async (ArmadaMapLibrary *self,
                               ArmadaTilePack *pack,
                               guint zoom,
                               guint x,
                               guint y,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const Place place = { armada_tile_pack_ref (pack), zoom, x, y };

  g_task_set_source_tag (task, armada_map_library_read_async);
  g_task_set_task_data (task, g_memdup2 (&place, sizeof place), (GDestroyNotify) place_free);
  g_thread_pool_push (self->reader, task, NULL);
}

/**
 * armada_map_library_read_finish:
 *
 * Returns: (transfer full): the tile, checked; NULL with a G_IO_ERROR
 */
GBytes *
armada_map_library_read_finish (ArmadaMapLibrary *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
