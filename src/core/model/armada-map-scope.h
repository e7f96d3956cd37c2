/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "model/armada-area.h"

G_BEGIN_DECLS

/**
 * ArmadaMapScopeKind:
 * @ARMADA_MAP_SCOPE_VEHICLES: certain ones
 * @ARMADA_MAP_SCOPE_GROUP: those of a group, whoever joins or leaves it
 * @ARMADA_MAP_SCOPE_AREA: whoever is there
 *
 * What a map window is pinned to. The numbers are kept in settings: they stay.
 */
typedef enum
{
  ARMADA_MAP_SCOPE_VEHICLES,
  ARMADA_MAP_SCOPE_GROUP,
  ARMADA_MAP_SCOPE_AREA,
} ArmadaMapScopeKind;

/**
 * ArmadaMapScope:
 * @ids: (element-type gint64): of vehicles; empty for other kinds
 * @group: the id of a group, for that kind
 * @box: of an area, for that kind; over the date line @west is above @east
 * @title: what people are told that it is
 */
typedef struct
{
  ArmadaMapScopeKind kind;
  GArray *ids;
  gint64 group;
  ArmadaAreaBox box;
  char *title;
} ArmadaMapScope;

#define ARMADA_MAP_SCOPE_TYPE "(uaxx(dddd)s)"

ArmadaMapScope *armada_map_scope_new (ArmadaMapScopeKind kind, const char *title);
ArmadaMapScope *armada_map_scope_copy (const ArmadaMapScope *self);
void armada_map_scope_free (ArmadaMapScope *self);
GVariant *armada_map_scope_to_variant (const ArmadaMapScope *self);
ArmadaMapScope *armada_map_scope_new_from_variant (GVariant *variant);
gboolean
armada_map_scope_box_contains (const ArmadaAreaBox *box, double latitude, double longitude);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaMapScope, armada_map_scope_free)

G_END_DECLS
