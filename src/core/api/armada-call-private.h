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
  gsize max_size;      /* bytes */
  ArmadaCallPriority priority;
  gboolean anonymous;
  gboolean unparsed;
};

G_END_DECLS
