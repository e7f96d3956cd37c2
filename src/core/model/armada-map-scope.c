/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-map-scope"

#include "model/armada-map-scope.h"

#include <math.h>

/**
 * armada_map_scope_new:
 *
 * Returns: (transfer full): one that has yet to be told what exactly it is about
 */
ArmadaMapScope *
armada_map_scope_new (ArmadaMapScopeKind kind, const char *title)
{
  ArmadaMapScope *self = g_new0 (ArmadaMapScope, 1);

  self->kind = kind;
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->title = g_strdup (title);
  return self;
}

ArmadaMapScope *
armada_map_scope_copy (const ArmadaMapScope *self)
{
  ArmadaMapScope *copy = armada_map_scope_new (self->kind, self->title);

  g_array_append_vals (copy->ids, self->ids->data, self->ids->len);
  copy->group = self->group;
  copy->box = self->box;
  return copy;
}

void
armada_map_scope_free (ArmadaMapScope *self)
{
  g_array_unref (self->ids);
  g_free (self->title);
  g_free (self);
}

/**
 * armada_map_scope_to_variant:
 *
 * Returns: (transfer floating): of the type %ARMADA_MAP_SCOPE_TYPE
 */
GVariant *
armada_map_scope_to_variant (const ArmadaMapScope *self)
{
  return g_variant_new ("(u@axx(dddd)s)", (guint32) self->kind,
                        g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, self->ids->data,
                                                   self->ids->len, sizeof (gint64)),
                        self->group, self->box.south, self->box.west, self->box.north,
                        self->box.east, self->title);
}

static gboolean
is_good_box (const ArmadaAreaBox *box)
{
  return box->south >= -90 && box->north <= 90 && box->south <= box->north &&
         fabs (box->west) <= 180 && fabs (box->east) <= 180;
}

/**
 * armada_map_scope_new_from_variant:
 * @variant: of the type %ARMADA_MAP_SCOPE_TYPE, by whomever it was written
 *
 * Returns: (transfer full) (nullable): what was kept; NULL where that cannot be
 */
ArmadaMapScope *
armada_map_scope_new_from_variant (GVariant *variant)
{
  g_autoptr (ArmadaMapScope) self = NULL;
  g_autoptr (GVariant) ids = NULL;
  ArmadaAreaBox box;
  const char *title;
  const gint64 *values;
  gint64 group;
  guint32 kind;
  gsize n;

  g_return_val_if_fail (g_variant_is_of_type (variant, G_VARIANT_TYPE (ARMADA_MAP_SCOPE_TYPE)),
                        NULL);

  g_variant_get (variant, "(u@axx(dddd)&s)", &kind, &ids, &group, &box.south, &box.west, &box.north,
                 &box.east, &title);
  if (kind > ARMADA_MAP_SCOPE_AREA || (kind == ARMADA_MAP_SCOPE_AREA && !is_good_box (&box)))
    return NULL;
  self = armada_map_scope_new (kind, title);
  values = g_variant_get_fixed_array (ids, &n, sizeof (gint64));
  g_array_append_vals (self->ids, values, (guint) n);
  self->group = group;
  self->box = box;
  return g_steal_pointer (&self);
}

/**
 * armada_map_scope_box_contains:
 * @box: over the date line its west is above its east
 * @latitude: degrees
 * @longitude: degrees
 */
gboolean
armada_map_scope_box_contains (const ArmadaAreaBox *box, double latitude, double longitude)
{
  if (latitude < box->south || latitude > box->north)
    return FALSE;
  if (box->west <= box->east)
    return longitude >= box->west && longitude <= box->east;
  return longitude >= box->west || longitude <= box->east;
}
