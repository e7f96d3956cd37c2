/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-toast"

#include "app/armada-toast.h"

#include <glib/gi18n.h>

#define LAST "armada-last-toast"
#define UNDO_SECONDS 10

/* Old news makes room for newer; what can be taken back comes again after it. */
static void
show (AdwToastOverlay *overlay, AdwToast *toast, gboolean stays)
{
  AdwToast *last = g_object_get_data (G_OBJECT (overlay), LAST);

  if (last != NULL)
    adw_toast_dismiss (last);
  g_object_set_data_full (G_OBJECT (overlay), LAST, stays ? NULL : g_object_ref (toast),
                          g_object_unref);
  adw_toast_overlay_add_toast (overlay, toast);
}

static AdwToast *
new_toast (const char *sentence)
{
  AdwToast *toast = adw_toast_new (sentence);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  return toast;
}

/**
 * armada_toast_tell:
 * @sentence: plain text
 * @seconds: how long it stays; 0: until it is closed
 *
 * Tells as soon as what was told before has gone.
 */
void
armada_toast_tell (AdwToastOverlay *overlay, const char *sentence, guint seconds)
{
  AdwToast *toast = adw_toast_new (sentence);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_timeout (toast, seconds);
  adw_toast_overlay_add_toast (overlay, toast);
}

/**
 * armada_toast_show:
 * @sentence: plain text
 *
 * Tells at once, in place of what was told so before.
 *
 * Returns: (transfer none): the toast
 */
AdwToast *
armada_toast_show (AdwToastOverlay *overlay, const char *sentence)
{
  AdwToast *toast = new_toast (sentence);

  show (overlay, toast, FALSE);
  return toast;
}

/**
 * armada_toast_show_action:
 * @sentence: plain text
 * @label: of a button
 * @action: what it does
 * @target: of @action
 *
 * Likewise, with a button.
 */
void
armada_toast_show_action (AdwToastOverlay *overlay,
                          const char *sentence,
                          const char *label,
                          const char *action,
                          GVariant *target)
{
  AdwToast *toast = new_toast (sentence);

  adw_toast_set_button_label (toast, label);
  adw_toast_set_action_target_value (toast, target);
  adw_toast_set_action_name (toast, action);
  show (overlay, toast, FALSE);
}

/**
 * armada_toast_show_undo:
 * @sentence: plain text: what was done
 *
 * Tells at once what can be taken back; connect to "button-clicked". What is told after it does not
 * take its place.
 *
 * Returns: (transfer none): the toast
 */
AdwToast *
armada_toast_show_undo (AdwToastOverlay *overlay, const char *sentence)
{
  AdwToast *toast = new_toast (sentence);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  show (overlay, toast, TRUE);
  return toast;
}
