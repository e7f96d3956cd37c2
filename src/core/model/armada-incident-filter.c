/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-incident-filter"

#include "model/armada-incident-filter.h"

#define DAY G_GINT64_CONSTANT (86400)

G_DEFINE_BOXED_TYPE (ArmadaIncidentFilter,
                     armada_incident_filter,
                     armada_incident_filter_copy,
                     armada_incident_filter_free)

/**
 * armada_incident_filter_new:
 *
 * Returns: (transfer full): a filter that every incident passes
 */
ArmadaIncidentFilter *
armada_incident_filter_new (void)
{
  ArmadaIncidentFilter *self = g_new0 (ArmadaIncidentFilter, 1);

  self->group = ARMADA_INCIDENT_ANY_GROUP;
  return self;
}

ArmadaIncidentFilter *
armada_incident_filter_copy (const ArmadaIncidentFilter *self)
{
  ArmadaIncidentFilter *copy = g_memdup2 (self, sizeof *self);

  copy->types = g_strdupv (self->types);
  copy->search = g_strdup (self->search);
  return copy;
}

void
armada_incident_filter_free (ArmadaIncidentFilter *self)
{
  g_strfreev (self->types);
  g_free (self->search);
  g_free (self);
}

static gboolean
equal_types (GStrv a, GStrv b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_strv_equal ((const char *const *) a, (const char *const *) b);
}

gboolean
armada_incident_filter_equal (const ArmadaIncidentFilter *a, const ArmadaIncidentFilter *b)
{
  return a->states == b->states && a->device == b->device && a->group == b->group &&
         a->rule == b->rule && a->period == b->period && equal_types (a->types, b->types) &&
         (a->period != ARMADA_INCIDENT_BETWEEN || (a->from == b->from && a->to == b->to)) &&
         g_str_equal (a->search ? a->search : "", b->search ? b->search : "");
}

void
armada_incident_filter_set_search (ArmadaIncidentFilter *self, const char *search)
{
  g_set_str (&self->search, search);
}

/**
 * armada_incident_filter_has_type:
 *
 * Returns: whether @type is one of those that are asked for by name
 */
gboolean
armada_incident_filter_has_type (const ArmadaIncidentFilter *self, const char *type)
{
  return self->types != NULL && g_strv_contains ((const char *const *) self->types, type);
}

/**
 * armada_incident_filter_toggle_type:
 *
 * Asks for @type, too, or no longer; when none is left, for all.
 */
void
armada_incident_filter_toggle_type (ArmadaIncidentFilter *self, const char *type)
{
  gboolean had = armada_incident_filter_has_type (self, type);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) types = NULL;

  for (guint i = 0; self->types != NULL && self->types[i] != NULL; i++)
    if (!g_str_equal (self->types[i], type))
      g_strv_builder_add (builder, self->types[i]);
  if (!had)
    g_strv_builder_add (builder, type);
  types = g_strv_builder_end (builder);
  g_clear_pointer (&self->types, g_strfreev);
  if (*types != NULL)
    self->types = g_steal_pointer (&types);
}

/**
 * armada_incident_filter_find_period:
 * @now: UNIX seconds
 * @zone: seconds east of UTC of the clock whose days are meant
 * @from: (out): UNIX seconds; 0 from the beginning
 * @to: (out): UNIX seconds, not itself; 0 to the end
 */
void
armada_incident_filter_find_period (const ArmadaIncidentFilter *self,
                                    gint64 now,
                                    int zone,
                                    gint64 *from,
                                    gint64 *to)
{
  gint64 midnight = (now + zone) / DAY * DAY - zone;

  *from = *to = 0;
  switch (self->period)
    {
    case ARMADA_INCIDENT_TODAY:
      *from = midnight;
      break;
    case ARMADA_INCIDENT_YESTERDAY:
      *from = midnight - DAY;
      *to = midnight;
      break;
    case ARMADA_INCIDENT_LAST_7_DAYS:
      *from = midnight - 6 * DAY;
      break;
    case ARMADA_INCIDENT_LAST_30_DAYS:
      *from = midnight - 29 * DAY;
      break;
    case ARMADA_INCIDENT_BETWEEN:
      *from = self->from;
      *to = self->to;
      break;
    case ARMADA_INCIDENT_ALWAYS:
    default:
      break;
    }
}

/**
 * armada_incident_filter_to_text:
 *
 * Returns: (transfer full): what armada_incident_filter_from_text() reads
 */
char *
armada_incident_filter_to_text (const ArmadaIncidentFilter *self)
{
  GVariantDict dict;
  g_autoptr (GVariant) value = NULL;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "states", "u", self->states);
  if (self->types != NULL)
    g_variant_dict_insert_value (&dict, "types",
                                 g_variant_new_strv ((const char *const *) self->types, -1));
  g_variant_dict_insert (&dict, "device", "x", self->device);
  g_variant_dict_insert (&dict, "group", "x", self->group);
  g_variant_dict_insert (&dict, "rule", "x", self->rule);
  g_variant_dict_insert (&dict, "period", "u", self->period);
  g_variant_dict_insert (&dict, "from", "x", self->from);
  g_variant_dict_insert (&dict, "to", "x", self->to);
  g_variant_dict_insert (&dict, "search", "s", self->search ? self->search : "");
  value = g_variant_ref_sink (g_variant_dict_end (&dict));
  return g_variant_print (value, TRUE);
}

/**
 * armada_incident_filter_from_text:
 *
 * Returns: (transfer full) (nullable): NULL when @text is none; what it does not say is any
 */
ArmadaIncidentFilter *
armada_incident_filter_from_text (const char *text)
{
  g_autoptr (GVariant) value = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, NULL);
  g_autoptr (ArmadaIncidentFilter) self = armada_incident_filter_new ();
  guint period = ARMADA_INCIDENT_ALWAYS;

  if (value == NULL)
    return NULL;
  g_variant_lookup (value, "states", "u", &self->states);
  g_variant_lookup (value, "types", "^as", &self->types);
  g_variant_lookup (value, "device", "x", &self->device);
  g_variant_lookup (value, "group", "x", &self->group);
  g_variant_lookup (value, "rule", "x", &self->rule);
  g_variant_lookup (value, "period", "u", &period);
  g_variant_lookup (value, "from", "x", &self->from);
  g_variant_lookup (value, "to", "x", &self->to);
  g_variant_lookup (value, "search", "s", &self->search);
  self->period = (ArmadaIncidentPeriod) MIN (period, ARMADA_INCIDENT_BETWEEN);
  return g_steal_pointer (&self);
}
