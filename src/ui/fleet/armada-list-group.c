/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-list-group"

#include "fleet/armada-list-group.h"

#include <glib/gi18n.h>

#include "api/armada-error.h"
#include "app/armada-words.h"

#define AT_A_TIME 20
#define OLD_SECONDS (5 * 60)

/*
 * A list of the server under a heading: its first things, more when asked for, and in their place a
 * line that says why there are none. Rows stay the same widgets while what they show changes. A
 * list that the server does not have is not shown at all.
 */
struct _ArmadaListGroup
{
  AdwPreferencesGroup parent_instance;

  ArmadaListLoader *loader; /* (nullable) */
  ArmadaClock *clock;
  GSignalGroup *loader_signals;
  GSignalGroup *list_signals;
  ArmadaListGroupShow show;
  ArmadaListGroupRank rank; /* (nullable): the server's order is good */
  gpointer user_data;
  char *empty_text;
  gboolean has_stand_in;
  gboolean loaded;
  gboolean trying; /* the user asked to try again, and that is under way */
  gboolean asked;  /* the user asked for more than there is */
  guint at_first;  /* rows at most, until more are asked for */
  guint n_wanted;  /* rows at most */

  GPtrArray *rows; /* of ArmadaListRow, borrowed from @list */
  GtkListBox *list;
  GtkLabel *age;
  AdwActionRow *note;
  GtkWidget *spinner;
  GtkWidget *retry;
  AdwButtonRow *more;
};

G_DEFINE_FINAL_TYPE (ArmadaListGroup, armada_list_group, ADW_TYPE_PREFERENCES_GROUP)

typedef enum
{
  PROP_EMPTY_TEXT = 1,
  PROP_LOADED,
  PROP_HAS_STAND_IN,
  PROP_AT_FIRST,
} ArmadaListGroupProperty;
static GParamSpec *properties[PROP_AT_FIRST + 1];

static ArmadaItemList *
get_list (ArmadaListGroup *self)
{
  return armada_list_loader_get_list (self->loader);
}

/* Something, or the knowledge that there is nothing. */
static gboolean
has_list (ArmadaListGroup *self)
{
  return armada_item_list_get_n (get_list (self)) > 0 ||
         armada_list_loader_get_updated (self->loader) > 0;
}

static gboolean
is_missing (ArmadaListGroup *self)
{
  return g_error_matches (armada_list_loader_get_error (self->loader), ARMADA_ERROR,
                          ARMADA_ERROR_MISSING);
}

typedef struct
{
  const ArmadaRecord *record;
  int rank;
} Ranked;

static int
compare_ranks (gconstpointer a, gconstpointer b)
{
  return ((const Ranked *) a)->rank - ((const Ranked *) b)->rank;
}

/* Returns: (transfer full): of Ranked, in the order in which they are shown */
static GArray *
rank_records (ArmadaListGroup *self)
{
  guint n = armada_item_list_get_n (get_list (self));
  GArray *ranked = g_array_sized_new (FALSE, FALSE, sizeof (Ranked), n);

  for (guint i = 0; i < n; i++)
    {
      const ArmadaRecord *record = armada_item_list_get_record (get_list (self), i);
      Ranked entry = { record, self->rank ? self->rank (record, self->user_data) : 0 };

      g_array_append_val (ranked, entry);
    }
  if (self->rank != NULL)
    g_array_sort (ranked, compare_ranks);
  return ranked;
}

static ArmadaListRow *
get_row (ArmadaListGroup *self, guint i)
{
  GtkWidget *row;

  if (i < self->rows->len)
    return self->rows->pdata[i];
  row = armada_list_row_new ();
  gtk_list_box_insert (self->list, row, (int) i);
  g_ptr_array_add (self->rows, row);
  return ARMADA_LIST_ROW (row);
}

static void
show_rows (ArmadaListGroup *self)
{
  g_autoptr (GArray) ranked = rank_records (self);
  guint n = MIN (ranked->len, self->n_wanted);

  for (guint i = 0; i < n; i++)
    {
      ArmadaListRow *row = get_row (self, i);

      self->show (row, g_array_index (ranked, Ranked, i).record, self->user_data);
      gtk_widget_set_visible (GTK_WIDGET (row), TRUE);
    }
  for (guint i = n; i < self->rows->len; i++)
    gtk_widget_set_visible (self->rows->pdata[i], FALSE);
}

typedef enum
{
  NOTE_QUIET,   /* nothing is wrong */
  NOTE_LOADING, /* likewise, and more is to come */
  NOTE_ERROR,   /* something failed */
  NOTE_RETRY,   /* likewise, and can be tried again here */
} Note;

static void
set_note (ArmadaListGroup *self, Note note, const char *text)
{
  if (g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->note)), text) != 0)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->note), text);
  if (note == NOTE_QUIET || note == NOTE_LOADING)
    gtk_widget_add_css_class (GTK_WIDGET (self->note), "quiet");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->note), "quiet");
  gtk_widget_set_visible (self->spinner, note == NOTE_LOADING);
  gtk_widget_set_visible (self->retry, note == NOTE_RETRY);
  gtk_widget_set_visible (GTK_WIDGET (self->note), *text != '\0');
}

static void
show_note (ArmadaListGroup *self)
{
  const GError *error = armada_list_loader_get_error (self->loader);
  gboolean loading = armada_list_loader_get_loading (self->loader);
  gboolean has = has_list (self);
  g_autofree char *sentence = error ? armada_words_for_error (error) : NULL;

  if (!has && (error == NULL || (loading && self->trying)))
    set_note (self, NOTE_LOADING, _ ("Loading…"));
  else if (!has)
    set_note (self, NOTE_RETRY, sentence);
  else if (armada_item_list_get_n (get_list (self)) == 0)
    set_note (self, NOTE_QUIET, self->empty_text ? self->empty_text : "");
  else if (self->asked && error != NULL && !loading)
    set_note (self, NOTE_ERROR, sentence);
  else
    set_note (self, NOTE_QUIET, "");
}

static char *
words_for_more (ArmadaListGroup *self, guint n_shown)
{
  gint64 total = armada_list_loader_get_total (self->loader);
  g_autofree char *of = NULL;

  if (self->asked && armada_list_loader_get_loading (self->loader))
    return g_strdup (_ ("Loading…"));
  if (total <= n_shown)
    return g_strdup (_ ("Show More"));
  of = g_strdup_printf ("%'" G_GINT64_FORMAT, total);
  /* Translators: a button; the number is how many are shown, %s how many there are */
  return g_strdup_printf (_ ("Show More (%'u of %s)"), n_shown, of);
}

static void
show_more (ArmadaListGroup *self)
{
  guint n = armada_item_list_get_n (get_list (self));
  guint n_shown = MIN (n, self->n_wanted);
  gboolean has_more = n > n_shown || (n > 0 && !armada_list_loader_get_complete (self->loader));
  g_autofree char *text = words_for_more (self, n_shown);

  if (g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->more)), text) != 0)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->more), text);
  gtk_widget_set_visible (GTK_WIDGET (self->more), has_more);
}

static void
show_age (ArmadaListGroup *self)
{
  gint64 now = armada_clock_get_time (self->clock);
  gint64 updated = armada_list_loader_get_updated (self->loader);
  gboolean failed = armada_list_loader_get_error (self->loader) != NULL && !self->asked;
  g_autofree char *age = armada_words_for_age (updated, now);
  /* Translators: how old a list is, beside its title; %s is such as "12 min ago"; keep it short */
  g_autofree char *text = g_strdup_printf (_ ("as of %s"), age);

  gtk_label_set_label (self->age, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->age), text);
  gtk_widget_set_visible (GTK_WIDGET (self->age),
                          updated > 0 && (failed || now - updated > OLD_SECONDS));
}

static void
set_loaded (ArmadaListGroup *self, gboolean loaded)
{
  if (self->loaded == loaded)
    return;
  self->loaded = loaded;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

/* What comes first may be on the last page of a list that has an order of its own. */
static void
load_rest (ArmadaListGroup *self)
{
  if (self->rank != NULL && !armada_list_loader_get_complete (self->loader) &&
      armada_list_loader_get_updated (self->loader) > 0 &&
      armada_list_loader_get_error (self->loader) == NULL &&
      armada_item_list_get_n (get_list (self)) > 0)
    armada_list_loader_load_more (self->loader);
}

/* Everything besides the rows. */
static void
show_state (ArmadaListGroup *self)
{
  gboolean missing = is_missing (self);
  gboolean has = has_list (self);
  gboolean failed = armada_list_loader_get_error (self->loader) != NULL;

  show_note (self);
  show_more (self);
  show_age (self);
  gtk_widget_set_visible (GTK_WIDGET (self), !missing && (has || failed || !self->has_stand_in));
  set_loaded (self, !missing && has);
}

static void
loading_cb (ArmadaListGroup *self)
{
  if (armada_list_loader_get_loading (self->loader))
    return;
  self->trying = FALSE;
  self->asked = self->asked && armada_list_loader_get_error (self->loader) != NULL;
  show_rows (self);
  load_rest (self);
}

static void
retry_cb (ArmadaListGroup *self)
{
  self->trying = TRUE;
  armada_list_loader_refresh (self->loader);
  armada_list_group_update (self);
  /* keys go on from where the button was */
  if (!gtk_widget_get_visible (self->retry))
    gtk_widget_grab_focus (GTK_WIDGET (self->note));
}

static void
more_cb (ArmadaListGroup *self)
{
  guint n = armada_item_list_get_n (get_list (self));

  self->n_wanted = MIN (self->n_wanted, n) + AT_A_TIME;
  if (self->n_wanted > n && !armada_list_loader_get_complete (self->loader))
    {
      self->asked = TRUE;
      armada_list_loader_load_more (self->loader);
    }
  armada_list_group_update (self);
}

static void
armada_list_group_dispose (GObject *object)
{
  ArmadaListGroup *self = ARMADA_LIST_GROUP (object);

  g_clear_object (&self->loader_signals);
  g_clear_object (&self->list_signals);
  g_clear_object (&self->loader);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (armada_list_group_parent_class)->dispose (object);
}

static void
armada_list_group_finalize (GObject *object)
{
  ArmadaListGroup *self = ARMADA_LIST_GROUP (object);

  g_ptr_array_unref (self->rows);
  g_free (self->empty_text);
  G_OBJECT_CLASS (armada_list_group_parent_class)->finalize (object);
}

static void
armada_list_group_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaListGroup *self = ARMADA_LIST_GROUP (object);

  switch ((ArmadaListGroupProperty) id)
    {
    case PROP_EMPTY_TEXT:
      g_value_set_string (value, self->empty_text);
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    case PROP_HAS_STAND_IN:
      g_value_set_boolean (value, self->has_stand_in);
      break;
    case PROP_AT_FIRST:
      g_value_set_uint (value, self->at_first);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_list_group_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArmadaListGroup *self = ARMADA_LIST_GROUP (object);

  switch ((ArmadaListGroupProperty) id)
    {
    case PROP_EMPTY_TEXT:
      if (g_set_str (&self->empty_text, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_HAS_STAND_IN:
      if (self->has_stand_in == g_value_get_boolean (value))
        break;
      self->has_stand_in = g_value_get_boolean (value);
      armada_list_group_update (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_AT_FIRST:
      self->at_first = g_value_get_uint (value);
      break;
    case PROP_LOADED:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_list_group_class_init (ArmadaListGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = armada_list_group_dispose;
  object_class->finalize = armada_list_group_finalize;
  object_class->get_property = armada_list_group_get_property;
  object_class->set_property = armada_list_group_set_property;
  properties[PROP_EMPTY_TEXT] =
      g_param_spec_string ("empty-text", NULL, NULL, NULL, G_PARAM_READWRITE | flags);
  properties[PROP_LOADED] =
      g_param_spec_boolean ("loaded", NULL, NULL, FALSE, G_PARAM_READABLE | flags);
  properties[PROP_HAS_STAND_IN] =
      g_param_spec_boolean ("has-stand-in", NULL, NULL, FALSE, G_PARAM_READWRITE | flags);
  properties[PROP_AT_FIRST] =
      g_param_spec_uint ("at-first", NULL, NULL, 1, G_MAXUINT, 10,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-list-group.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaListGroup, list);
  gtk_widget_class_bind_template_child (widget_class, ArmadaListGroup, age);
  gtk_widget_class_bind_template_child (widget_class, ArmadaListGroup, note);
  gtk_widget_class_bind_template_child (widget_class, ArmadaListGroup, spinner);
  gtk_widget_class_bind_template_child (widget_class, ArmadaListGroup, retry);
  gtk_widget_class_bind_template_child (widget_class, ArmadaListGroup, more);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
}

/* A screen reader says whose list it is. */
static void
name_list (ArmadaListGroup *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (self)),
                                  -1);
}

static void
armada_list_group_init (ArmadaListGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->rows = g_ptr_array_new ();
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->loader_signals = g_signal_group_new (ARMADA_TYPE_LIST_LOADER);
  g_signal_group_connect_swapped (self->loader_signals, "notify::loading", G_CALLBACK (loading_cb),
                                  self);
  g_signal_group_connect_swapped (self->loader_signals, "notify", G_CALLBACK (show_state), self);
  self->list_signals = g_signal_group_new (ARMADA_TYPE_ITEM_LIST);
  g_signal_group_connect_swapped (self->list_signals, "items-changed",
                                  G_CALLBACK (armada_list_group_update), self);
  g_signal_connect (self, "notify::title", G_CALLBACK (name_list), NULL);
}

/**
 * armada_list_group_set_view:
 * @show: what fills a row
 * @rank: (nullable): what brings things into another order than the server's; such a list is loaded
 *   to its end
 * @user_data: of both; must live as long as @self
 *
 * To be called once, first.
 */
void
armada_list_group_set_view (ArmadaListGroup *self,
                            ArmadaListGroupShow show,
                            ArmadaListGroupRank rank,
                            gpointer user_data)
{
  g_return_if_fail (ARMADA_IS_LIST_GROUP (self));

  self->show = show;
  self->rank = rank;
  self->user_data = user_data;
}

/**
 * armada_list_group_set_loader:
 * @loader: (nullable): of the list to show; NULL: none, and the group is not to be seen
 * @clock: (nullable): what time it is, for ages; not NULL with a @loader
 *
 * Shows another list from its beginning. Asks the server for nothing: that is
 * armada_list_loader_refresh().
 */
void
armada_list_group_set_loader (ArmadaListGroup *self, ArmadaListLoader *loader, ArmadaClock *clock)
{
  g_return_if_fail (ARMADA_IS_LIST_GROUP (self));

  g_set_object (&self->clock, clock);
  if (!g_set_object (&self->loader, loader))
    return;
  self->n_wanted = self->at_first;
  self->trying = self->asked = FALSE;
  g_signal_group_set_target (self->loader_signals, loader);
  g_signal_group_set_target (self->list_signals, loader ? get_list (self) : NULL);
  armada_list_group_update (self);
}

/**
 * armada_list_group_get_loader:
 *
 * Returns: (transfer none) (nullable): of the list that is shown
 */
ArmadaListLoader *
armada_list_group_get_loader (ArmadaListGroup *self)
{
  g_return_val_if_fail (ARMADA_IS_LIST_GROUP (self), NULL);

  return self->loader;
}

/**
 * armada_list_group_update:
 *
 * Shows the list as it is now, ages counted anew.
 */
void
armada_list_group_update (ArmadaListGroup *self)
{
  g_return_if_fail (ARMADA_IS_LIST_GROUP (self));

  if (self->loader != NULL)
    {
      show_rows (self);
      show_state (self);
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  set_loaded (self, FALSE);
}
