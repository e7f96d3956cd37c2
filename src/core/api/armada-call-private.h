/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-call.h"

G_BEGIN_DECLS

struct _ArmadaCall
{
  ArmadaCallMethod method;
  char *endpoint;
  char *url;           /* (nullable) of a fetch; secret */
  GString *parameters; /* percent-encoded */
  guint timeout;       /* seconds */
  gsize max_size;      /* bytes, 0: the usual */
  ArmadaCallPriority priority;
  GOutputStream *sink; /* (nullable) */
  ArmadaCallProgressFunc progress;
  gpointer progress_data;
  gboolean anonymous;
  gboolean unparsed;
};

gsize armada_call_get_max_size (const ArmadaCall *self);

G_END_DECLS
