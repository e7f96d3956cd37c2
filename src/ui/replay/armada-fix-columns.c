/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-fix-columns"

#include "replay/armada-fix-columns.h"

#include <glib/gi18n.h>
#include <math.h>

#define WIDTH 116
#define MOST_AT_FIRST 3 /* columns that are shown unasked */
#define DRIVER ""       /* no sensor has this key */

typedef struct
{
  char *key;
  char *title;    /* its name and unit */
  gboolean words; /* they change, and are worth a look */
  GtkColumnViewColumn *column;
} Sensor;

struct _ArmadaFixColumns
{
  GtkColumnView *view; /* unowned */
  guint position;
  GtkMenuButton *button; /* unowned */
  ArmadaFixColumnFunc func;
  gpointer user_data;

  ArmadaTrack *track;  /* (nullable) */
  GPtrArray *sensors;  /* of Sensor */
  GHashTable *choices; /* keys → whether shown, as the user had it */
  GSimpleActionGroup *actions;
};

static void
sensor_free (gpointer data)
{
  Sensor *sensor = data;

  g_free (sensor->key);
  g_free (sensor->title);
  g_clear_object (&sensor->column);
  g_free (sensor);
}

static void
forget_columns (ArmadaFixColumns *self)
{
  for (guint i = 0; i < self->sensors->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("sensor-%u", i);

      g_action_map_remove_action (G_ACTION_MAP (self->actions), name);
      gtk_column_view_remove_column (self->view, ((Sensor *) self->sensors->pdata[i])->column);
    }
  g_ptr_array_set_size (self->sensors, 0);
}

/**
 * armada_fix_columns_new:
 * @view: where the columns are
 * @position: of the first of them
 * @button: gets the menu; not shown while there is nothing to choose
 * @func: (scope notified): makes what fills a column
 *
 * Returns: (transfer full): columns of no track
 */
ArmadaFixColumns *
armada_fix_columns_new (GtkColumnView *view,
                        guint position,
                        GtkMenuButton *button,
                        ArmadaFixColumnFunc func,
                        gpointer user_data)
{
  ArmadaFixColumns *self = g_new0 (ArmadaFixColumns, 1);

  self->view = view;
  self->position = position;
  self->button = button;
  self->func = func;
  self->user_data = user_data;
  self->sensors = g_ptr_array_new_with_free_func (sensor_free);
  self->choices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->actions = g_simple_action_group_new ();
  gtk_widget_insert_action_group (GTK_WIDGET (button), "columns", G_ACTION_GROUP (self->actions));
  return self;
}

/**
 * armada_fix_columns_free:
 *
 * To be called when the view is gone.
 */
void
armada_fix_columns_free (ArmadaFixColumns *self)
{
  g_clear_object (&self->track);
  g_ptr_array_unref (self->sensors);
  g_hash_table_unref (self->choices);
  g_object_unref (self->actions);
  g_free (self);
}

static void
toggle_cb (GSimpleAction *action, GVariant *parameter, ArmadaFixColumns *self)
{
  guint i =
      (guint) g_ascii_strtoull (strchr (g_action_get_name (G_ACTION (action)), '-') + 1, NULL, 10);
  Sensor *sensor = self->sensors->pdata[i];
  gboolean shown = !gtk_column_view_column_get_visible (sensor->column);

  g_hash_table_replace (self->choices, g_strdup (sensor->key), GINT_TO_POINTER (shown));
  gtk_column_view_column_set_visible (sensor->column, shown);
  g_simple_action_set_state (action, g_variant_new_boolean (shown));
}

static gboolean
says_numbers (const ArmadaFixSensor *sensor, guint n)
{
  for (guint i = 0; i < n; i++)
    if (!isnan (sensor->values[i]))
      return TRUE;
  return FALSE;
}

static Sensor *
find (GPtrArray *sensors, const char *key)
{
  for (guint i = 0; i < sensors->len; i++)
    if (g_str_equal (((Sensor *) sensors->pdata[i])->key, key))
      return sensors->pdata[i];
  return NULL;
}

static void
list_part (GPtrArray *sensors, const ArmadaFixes *fixes)
{
  for (guint i = 0; i < fixes->n_sensors; i++)
    {
      const ArmadaFixSensor *told = &fixes->sensors[i];
      const char *name = *told->name != '\0' ? told->name : told->key;
      Sensor *sensor = find (sensors, told->key);

      if (sensor == NULL && (told->n_words > 0 || says_numbers (told, fixes->n)))
        {
          sensor = g_new0 (Sensor, 1);
          sensor->key = g_strdup (told->key);
          sensor->title =
              *told->unit ? g_strdup_printf ("%s (%s)", name, told->unit) : g_strdup (name);
          g_ptr_array_add (sensors, sensor);
        }
      if (sensor != NULL)
        sensor->words |= told->n_words > 0;
    }
}

/* One driver is told with the segments; where there are more it matters which fix is whose. */
static void
list_drivers (GPtrArray *sensors, ArmadaTrack *track)
{
  const char *driver = NULL;
  Sensor *sensor = NULL;

  for (guint i = 0; i < armada_track_get_n_parts (track); i++)
    {
      const ArmadaFixes *fixes = armada_track_get_part (track, i);

      for (guint k = 0; k < fixes->n_segments; k++)
        {
          if (*fixes->segments[k].driver == '\0')
            continue;
          if (sensor == NULL)
            {
              sensor = g_new0 (Sensor, 1);
              sensor->key = g_strdup (DRIVER);
              sensor->title = g_strdup (_ ("Driver"));
              g_ptr_array_add (sensors, sensor);
              driver = fixes->segments[k].driver;
            }
          sensor->words |= !g_str_equal (driver, fixes->segments[k].driver);
        }
    }
}

static gboolean
is_same (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const Sensor *x = a->pdata[i], *y = b->pdata[i];

      if (!g_str_equal (x->key, y->key) || !g_str_equal (x->title, y->title) ||
          x->words != y->words)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_shown (ArmadaFixColumns *self, const Sensor *sensor, guint n_shown)
{
  gpointer choice;

  if (g_hash_table_lookup_extended (self->choices, sensor->key, NULL, &choice))
    return GPOINTER_TO_INT (choice);
  return sensor->words && n_shown < MOST_AT_FIRST;
}

static void
add_column (ArmadaFixColumns *self, GMenu *menu, guint i, gboolean shown)
{
  Sensor *sensor = self->sensors->pdata[i];
  g_autofree char *name = g_strdup_printf ("sensor-%u", i);
  g_autofree char *detailed = g_strdup_printf ("columns.%s", name);
  g_autoptr (GSimpleAction) action =
      g_simple_action_new_stateful (name, NULL, g_variant_new_boolean (shown));

  g_signal_connect (action, "activate", G_CALLBACK (toggle_cb), self);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
  g_menu_append (menu, sensor->title, detailed);
  sensor->column =
      gtk_column_view_column_new (sensor->title, self->func (sensor->key, self->user_data));
  gtk_column_view_column_set_fixed_width (sensor->column, WIDTH);
  gtk_column_view_column_set_resizable (sensor->column, TRUE);
  gtk_column_view_column_set_visible (sensor->column, shown);
  gtk_column_view_insert_column (self->view, self->position + i, sensor->column);
}

/**
 * armada_fix_columns_set_track:
 * @track: (nullable): whose sensors
 */
void
armada_fix_columns_set_track (ArmadaFixColumns *self, ArmadaTrack *track)
{
  g_autoptr (GPtrArray) sensors = NULL;
  g_autoptr (GMenu) menu = NULL;
  guint n_shown = 0;

  if (!g_set_object (&self->track, track))
    return;
  sensors = g_ptr_array_new_with_free_func (sensor_free);
  if (track != NULL)
    list_drivers (sensors, track);
  for (guint i = 0; track != NULL && i < armada_track_get_n_parts (track); i++)
    list_part (sensors, armada_track_get_part (track, i));
  if (is_same (sensors, self->sensors))
    return;
  forget_columns (self);
  g_ptr_array_unref (self->sensors);
  self->sensors = g_steal_pointer (&sensors);
  menu = g_menu_new ();
  for (guint i = 0; i < self->sensors->len; i++)
    {
      gboolean shown = is_shown (self, self->sensors->pdata[i], n_shown);

      add_column (self, menu, i, shown);
      n_shown += shown;
    }
  gtk_menu_button_set_menu_model (self->button, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->button), self->sensors->len > 0);
}

/**
 * armada_fix_columns_dup_text:
 * @key: of a sensor, or the driver's
 *
 * Returns: (transfer full) (nullable): what it said at @fix, as exactly as it said it; NULL:
 * nothing
 */
char *
armada_fix_columns_dup_text (const char *key, ArmadaFix *fix)
{
  const ArmadaFixes *fixes = armada_fix_get_fixes (fix);
  guint index = armada_fix_get_index (fix);

  if (g_str_equal (key, DRIVER))
    return g_strdup (armada_fixes_get_driver (fixes, index));
  for (guint i = 0; i < fixes->n_sensors; i++)
    {
      const ArmadaFixSensor *sensor = &fixes->sensors[i];
      float value = sensor->values[index];

      if (!g_str_equal (sensor->key, key))
        continue;
      return isnan (value) ? g_strdup (armada_fix_sensor_get_words (sensor, index))
                           : g_strdup_printf ("%.6g", (double) value);
    }
  return NULL;
}
