/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/armada-application.h"

G_BEGIN_DECLS

typedef struct _ArmadaSearchProvider ArmadaSearchProvider;

ArmadaSearchProvider *armada_search_provider_new (ArmadaApplication *application);
gboolean armada_search_provider_export (ArmadaSearchProvider *self,
                                        GDBusConnection *bus,
                                        const char *path,
                                        GError **error);
void armada_search_provider_begin (ArmadaSearchProvider *self, ArmadaSession *session);
void armada_search_provider_end (ArmadaSearchProvider *self);
void armada_search_provider_free (ArmadaSearchProvider *self);

G_END_DECLS
