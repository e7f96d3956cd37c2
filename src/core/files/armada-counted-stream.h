/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ARMADA_TYPE_COUNTED_STREAM (armada_counted_stream_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaCountedStream,
                      armada_counted_stream,
                      ARMADA,
                      COUNTED_STREAM,
                      GFilterInputStream)

GInputStream *armada_counted_stream_new (GInputStream *base, goffset size, int *permille);

G_END_DECLS
