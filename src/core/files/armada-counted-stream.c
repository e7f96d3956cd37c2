/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-counted-stream"

#include "files/armada-counted-stream.h"

/*
 * A file being read in one thread that tells others how far it is. Whoever reads owns it.
 */
struct _ArmadaCountedStream
{
  GFilterInputStream parent_instance;

  goffset size;
  goffset done;
  int *permille; /* (nullable): not owned, set atomically */
};

G_DEFINE_FINAL_TYPE (ArmadaCountedStream, armada_counted_stream, G_TYPE_FILTER_INPUT_STREAM)

static gssize
read_bytes (GInputStream *stream,
            void *buffer,
            gsize count,
            GCancellable *cancellable,
            GError **error)
{
  ArmadaCountedStream *self = ARMADA_COUNTED_STREAM (stream);
  GInputStream *base = g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (stream));
  gssize n = g_input_stream_read (base, buffer, count, cancellable, error);

  self->done += MAX (n, 0);
  if (self->permille != NULL && self->size > 0)
    g_atomic_int_set (self->permille, (int) MIN (self->done * 1000 / self->size, 1000));
  return n;
}

static void
armada_counted_stream_class_init (ArmadaCountedStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = read_bytes;
}

static void
armada_counted_stream_init (ArmadaCountedStream *self)
{
}

/**
 * armada_counted_stream_new:
 * @size: bytes that @base has
 * @permille: (nullable): that is set, atomically, to how much of them has been read
 *
 * Returns: (transfer full): @base, counted
 */
GInputStream *
armada_counted_stream_new (GInputStream *base, goffset size, int *permille)
{
  ArmadaCountedStream *self = g_object_new (ARMADA_TYPE_COUNTED_STREAM, "base-stream", base, NULL);

  self->size = size;
  self->permille = permille;
  return G_INPUT_STREAM (self);
}
