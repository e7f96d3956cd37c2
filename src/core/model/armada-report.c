/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report"

#include "model/armada-report.h"

/*
 * ArmadaReport: a report in the archive, which owns it. What it says is swapped in one piece; the
 * object stays, so that a row, a viewer and a selection can hold on to it.
 */
struct _ArmadaReport
{
  GObject parent_instance;

  ArmadaReportFields fields;
  char *folder;    /* of the archive */
  char *vehicles;  /* names with ", " between them */
  char *title_key; /* to sort by, in the locale: costly, so made where the report is */
  char *vehicles_key;
};

G_DEFINE_FINAL_TYPE (ArmadaReport, armada_report, G_TYPE_OBJECT)

typedef enum
{
  PROP_ID = 1,
  PROP_TITLE,
  PROP_TYPE,
  PROP_TYPE_NAME,
  PROP_FORMAT,
  PROP_FROM,
  PROP_TO,
  PROP_VEHICLES,
  PROP_MADE,
  PROP_SERVER,
  PROP_EMAIL,
  PROP_BATCH,
  PROP_SIZE,
  PROP_TAGS,
  PROP_FAVOURITE,
  PROP_MISSING,
  PROP_HAS_TEXT,
} ArmadaReportProperty;

static GParamSpec *properties[PROP_HAS_TEXT + 1];
static guint changed_signal;

/**
 * armada_report_fields_clear:
 *
 * Lets go of what @fields holds.
 */
void
armada_report_fields_clear (ArmadaReportFields *fields)
{
  g_clear_pointer (&fields->order, armada_report_order_unref);
  g_free (fields->title);
  g_free (fields->server);
  g_free (fields->email);
  g_free (fields->batch);
  g_free (fields->path);
  g_free (fields->sha256);
  g_strfreev (fields->tags);
  *fields = (ArmadaReportFields) { 0 };
}

static void
copy_fields (ArmadaReportFields *to, const ArmadaReportFields *from)
{
  *to = *from;
  to->order = armada_report_order_ref (from->order);
  to->title = g_strdup (from->title);
  to->server = g_strdup (from->server);
  to->email = g_strdup (from->email);
  to->batch = g_strdup (from->batch);
  to->path = g_strdup (from->path);
  to->sha256 = g_strdup (from->sha256);
  to->tags = g_strdupv (from->tags);
}

static void
armada_report_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaReport *self = ARMADA_REPORT (object);
  const ArmadaReportFields *fields = &self->fields;

  switch ((ArmadaReportProperty) id)
    {
    case PROP_ID:
      g_value_set_int64 (value, fields->id);
      break;
    case PROP_TITLE:
      g_value_set_string (value, fields->title);
      break;
    case PROP_TYPE:
      g_value_set_int64 (value, fields->order->type);
      break;
    case PROP_TYPE_NAME:
      g_value_set_string (value, fields->order->type_name);
      break;
    case PROP_FORMAT:
      g_value_set_string (value, fields->order->format);
      break;
    case PROP_FROM:
      g_value_set_string (value, fields->order->from);
      break;
    case PROP_TO:
      g_value_set_string (value, fields->order->to);
      break;
    case PROP_VEHICLES:
      g_value_set_string (value, self->vehicles);
      break;
    case PROP_MADE:
      g_value_set_int64 (value, fields->made);
      break;
    case PROP_SERVER:
      g_value_set_string (value, fields->server);
      break;
    case PROP_EMAIL:
      g_value_set_string (value, fields->email);
      break;
    case PROP_BATCH:
      g_value_set_string (value, fields->batch);
      break;
    case PROP_SIZE:
      g_value_set_uint64 (value, fields->size);
      break;
    case PROP_TAGS:
      g_value_set_boxed (value, fields->tags);
      break;
    case PROP_FAVOURITE:
      g_value_set_boolean (value, fields->favourite);
      break;
    case PROP_MISSING:
      g_value_set_boolean (value, fields->missing);
      break;
    case PROP_HAS_TEXT:
      g_value_set_boolean (value, fields->has_text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_report_finalize (GObject *object)
{
  ArmadaReport *self = ARMADA_REPORT (object);

  armada_report_fields_clear (&self->fields);
  g_free (self->folder);
  g_free (self->vehicles);
  g_free (self->title_key);
  g_free (self->vehicles_key);
  G_OBJECT_CLASS (armada_report_parent_class)->finalize (object);
}

static void
armada_report_class_init (ArmadaReportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = armada_report_finalize;
  object_class->get_property = armada_report_get_property;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, read);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", read);
  properties[PROP_TYPE] = g_param_spec_int64 ("type", NULL, NULL, G_MININT64, G_MAXINT64, 0, read);
  properties[PROP_TYPE_NAME] = g_param_spec_string ("type-name", NULL, NULL, "", read);
  properties[PROP_FORMAT] = g_param_spec_string ("format", NULL, NULL, "", read);
  properties[PROP_FROM] = g_param_spec_string ("from", NULL, NULL, "", read);
  properties[PROP_TO] = g_param_spec_string ("to", NULL, NULL, "", read);
  properties[PROP_VEHICLES] = g_param_spec_string ("vehicles", NULL, NULL, "", read);
  properties[PROP_MADE] = g_param_spec_int64 ("made", NULL, NULL, 0, G_MAXINT64, 0, read);
  properties[PROP_SERVER] = g_param_spec_string ("server", NULL, NULL, "", read);
  properties[PROP_EMAIL] = g_param_spec_string ("email", NULL, NULL, "", read);
  properties[PROP_BATCH] = g_param_spec_string ("batch", NULL, NULL, "", read);
  properties[PROP_SIZE] = g_param_spec_uint64 ("size", NULL, NULL, 0, G_MAXUINT64, 0, read);
  properties[PROP_TAGS] = g_param_spec_boxed ("tags", NULL, NULL, G_TYPE_STRV, read);
  properties[PROP_FAVOURITE] = g_param_spec_boolean ("favourite", NULL, NULL, FALSE, read);
  properties[PROP_MISSING] = g_param_spec_boolean ("missing", NULL, NULL, FALSE, read);
  properties[PROP_HAS_TEXT] = g_param_spec_boolean ("has-text", NULL, NULL, FALSE, read);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  changed_signal = g_signal_new ("changed", ARMADA_TYPE_REPORT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
armada_report_init (ArmadaReport *self)
{
}

static char *
join_vehicles (const ArmadaReportOrder *order)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < order->device_names.n; i++)
    {
      if (i > 0)
        g_string_append (text, ", ");
      g_string_append (text, order->device_names.texts[i]);
    }
  return g_string_free (text, FALSE);
}

/**
 * armada_report_new:
 * @fields: copied
 * @folder: of the archive
 *
 * Returns: (transfer full): the report
 */
ArmadaReport *
armada_report_new (const ArmadaReportFields *fields, const char *folder)
{
  ArmadaReport *self = g_object_new (ARMADA_TYPE_REPORT, NULL);

  copy_fields (&self->fields, fields);
  self->folder = g_strdup (folder);
  self->vehicles = join_vehicles (fields->order);
  self->title_key = g_utf8_collate_key_for_filename (fields->title, -1);
  self->vehicles_key = g_utf8_collate_key_for_filename (self->vehicles, -1);
  return self;
}

static gboolean
same_tags (char **a, char **b)
{
  return g_strv_equal ((const char *const *) a, (const char *const *) b);
}

/* What can change of a report: of everything else there is a new one. */
static void
notify_changes (ArmadaReport *self, const ArmadaReportFields *old)
{
  const ArmadaReportFields *fields = &self->fields;
  const struct
  {
    ArmadaReportProperty property;
    gboolean changed;
  } changes[] = {
    { PROP_TITLE, !g_str_equal (old->title, fields->title) },
    { PROP_FORMAT, !g_str_equal (old->order->format, fields->order->format) },
    { PROP_SIZE, old->size != fields->size },
    { PROP_TAGS, !same_tags (old->tags, fields->tags) },
    { PROP_FAVOURITE, old->favourite != fields->favourite },
    { PROP_MISSING, old->missing != fields->missing },
    { PROP_HAS_TEXT, old->has_text != fields->has_text },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    if (changes[i].changed)
      g_object_notify_by_pspec (G_OBJECT (self), properties[changes[i].property]);
}

/**
 * armada_report_update:
 * @fields: what is so now, copied
 *
 * For the archive alone. Tells "changed" behind what it notifies.
 */
void
armada_report_update (ArmadaReport *self, const ArmadaReportFields *fields)
{
  g_auto (ArmadaReportFields) old = self->fields;

  copy_fields (&self->fields, fields);
  if (!g_str_equal (old.title, fields->title))
    {
      g_free (self->title_key);
      self->title_key = g_utf8_collate_key_for_filename (fields->title, -1);
    }
  g_object_freeze_notify (G_OBJECT (self));
  notify_changes (self, &old);
  g_object_thaw_notify (G_OBJECT (self));
  g_signal_emit (self, changed_signal, 0);
}

/**
 * armada_report_get_fields:
 *
 * Returns: (transfer none): all that is known, until the next "changed"
 */
const ArmadaReportFields *
armada_report_get_fields (ArmadaReport *self)
{
  return &self->fields;
}

gint64
armada_report_get_id (ArmadaReport *self)
{
  return self->fields.id;
}

/**
 * armada_report_get_order:
 *
 * Returns: (transfer none): what was asked for, to ask it again. Its type is 0 where the file was
 *   made elsewhere.
 */
const ArmadaReportOrder *
armada_report_get_order (ArmadaReport *self)
{
  return self->fields.order;
}

const char *
armada_report_get_title (ArmadaReport *self)
{
  return self->fields.title;
}

const char *
armada_report_get_format (ArmadaReport *self)
{
  return self->fields.order->format;
}

/**
 * armada_report_get_vehicles:
 *
 * Returns: (transfer none): their names with ", " between them, "" none known
 */
const char *
armada_report_get_vehicles (ArmadaReport *self)
{
  return self->vehicles;
}

/**
 * armada_report_get_title_key:
 *
 * Returns: (transfer none): what sorts as its title does, by strcmp(), numbers by their value
 */
const char *
armada_report_get_title_key (ArmadaReport *self)
{
  return self->title_key;
}

/**
 * armada_report_get_vehicles_key:
 *
 * Returns: (transfer none): likewise of its vehicles
 */
const char *
armada_report_get_vehicles_key (ArmadaReport *self)
{
  return self->vehicles_key;
}

gboolean
armada_report_get_missing (ArmadaReport *self)
{
  return self->fields.missing;
}

/**
 * armada_report_dup_file:
 *
 * Returns: (transfer full): where it is now; it must not be written to
 */
GFile *
armada_report_dup_file (ArmadaReport *self)
{
  return g_file_new_build_filename (self->folder, self->fields.path, NULL);
}
