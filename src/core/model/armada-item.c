/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-item"

#include "model/armada-item.h"

#include "model/armada-item-types.h"

/*
 * ArmadaItem: the base of everything that a list of the server holds: alerts, drivers, services …
 * Its lists own it; its record always is of its class' type.
 */
typedef struct
{
  ArmadaRecord *record;
} ArmadaItemPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (ArmadaItem, armada_item, G_TYPE_OBJECT)

#define READ(record, field, type) (*(type const *) G_STRUCT_MEMBER_P (record, (field)->offset))

static ArmadaItemPrivate *
get_private (ArmadaItem *self)
{
  return armada_item_get_instance_private (self);
}

/* A property's number is that of its field, from 1. */
static const ArmadaField *
get_field (ArmadaItem *self, guint property_id)
{
  return &ARMADA_ITEM_GET_CLASS (self)->record_type->fields[property_id - 1];
}

static void
get_texts (const ArmadaTexts *texts, GValue *value)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < texts->n; i++)
    g_strv_builder_add (builder, texts->texts[i]);
  g_value_take_boxed (value, g_strv_builder_end (builder));
}

static void
armada_item_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  ArmadaItem *self = ARMADA_ITEM (object);
  const ArmadaField *field = get_field (self, property_id);
  const ArmadaRecord *record = get_private (self)->record;

  switch (field->kind)
    {
    case ARMADA_FIELD_ID:
    case ARMADA_FIELD_INT:
    case ARMADA_FIELD_TIME:
      g_value_set_int64 (value, READ (record, field, gint64));
      break;
    case ARMADA_FIELD_DOUBLE:
      g_value_set_double (value, READ (record, field, double));
      break;
    case ARMADA_FIELD_FLAG:
      g_value_set_int (value, READ (record, field, int));
      break;
    case ARMADA_FIELD_TEXT:
      g_value_set_string (value, READ (record, field, char *));
      break;
    case ARMADA_FIELD_TEXTS:
      get_texts (&READ (record, field, ArmadaTexts), value);
      break;
    case ARMADA_FIELD_IDS:
    case ARMADA_FIELD_RECORDS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
armada_item_finalize (GObject *object)
{
  g_clear_pointer (&get_private (ARMADA_ITEM (object))->record, armada_record_unref);
  G_OBJECT_CLASS (armada_item_parent_class)->finalize (object);
}

static void
armada_item_class_init (ArmadaItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = armada_item_finalize;
}

static void
armada_item_init (ArmadaItem *self)
{
}

/* Returns: (transfer floating) (nullable): NULL for what records alone hold */
static GParamSpec *
make_pspec (const ArmadaField *field, const char *name)
{
  const GParamFlags flags =
      G_PARAM_READABLE | G_PARAM_STATIC_NICK | G_PARAM_STATIC_BLURB | G_PARAM_EXPLICIT_NOTIFY;

  switch (field->kind)
    {
    case ARMADA_FIELD_ID:
    case ARMADA_FIELD_INT:
    case ARMADA_FIELD_TIME:
      return g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    case ARMADA_FIELD_DOUBLE:
      return g_param_spec_double (name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
    case ARMADA_FIELD_FLAG:
      return g_param_spec_int (name, NULL, NULL, -1, 1, -1, flags);
    case ARMADA_FIELD_TEXT:
      return g_param_spec_string (name, NULL, NULL, NULL, flags);
    case ARMADA_FIELD_TEXTS:
      return g_param_spec_boxed (name, NULL, NULL, G_TYPE_STRV, flags);
    case ARMADA_FIELD_IDS:
    case ARMADA_FIELD_RECORDS:
    default:
      return NULL;
    }
}

/**
 * armada_item_class_set_type:
 * @type: of the records; static
 *
 * To be called from class_init: makes the properties.
 */
void
armada_item_class_set_type (ArmadaItemClass *klass, const ArmadaRecordType *type)
{
  /* GObject does not hand this down */
  G_OBJECT_CLASS (klass)->get_property = armada_item_get_property;
  klass->record_type = type;
  for (guint i = 0; i < type->n_fields; i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (type->fields[i].name), "_", '-');
      GParamSpec *pspec = make_pspec (&type->fields[i], name);

      if (pspec != NULL)
        g_object_class_install_property (G_OBJECT_CLASS (klass), i + 1, pspec);
    }
}

/**
 * armada_item_new:
 * @type: of @record: one of those that armada_list_get_type() gives
 *
 * Returns: (transfer full): an object of the class for it
 */
ArmadaItem *
armada_item_new (const ArmadaRecordType *type, ArmadaRecord *record)
{
  ArmadaItem *self = g_object_new (armada_item_types_find (type), NULL);

  get_private (self)->record = armada_record_ref (record);
  return self;
}

/**
 * armada_item_get_record:
 *
 * Returns: (transfer none): all that is known of it; the struct of its type
 */
ArmadaRecord *
armada_item_get_record (ArmadaItem *self)
{
  return get_private (self)->record;
}

/**
 * armada_item_set_record:
 * @record: what is known now, of the same type
 *
 * Notifies every property when anything has changed, else nothing.
 */
void
armada_item_set_record (ArmadaItem *self, ArmadaRecord *record)
{
  ArmadaItemPrivate *private = get_private (self);
  g_autofree GParamSpec **properties = NULL;
  guint n;

  if (private->record == record || armada_record_equal (private->record, record))
    return;
  armada_record_ref (record);
  armada_record_unref (private->record);
  private->record = record;
  properties = g_object_class_list_properties (G_OBJECT_GET_CLASS (self), &n);
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 0; i < n; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_object_thaw_notify (G_OBJECT (self));
}
