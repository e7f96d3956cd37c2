/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/armada-init.h"
#include "app/armada-screenshot.h"
#include "armada-test.h"

G_BEGIN_DECLS

#define armada_test_child(widget, type, name)                                                      \
  ((gpointer) gtk_widget_get_template_child (GTK_WIDGET (widget), type, name))

/* What the application would do for its own style. */
static inline void
armada_test_add_style (void)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (style, "/id/trackgps/Armada/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/* GTK 4.24 says of itself that a popover's frame was submitted twice, on an X display without a
 * compositor; all else that is warned of ends a test. */
static inline GLogWriterOutput
armada_test_write_log (GLogLevelFlags level,
                       const GLogField *fields,
                       gsize n_fields,
                       gpointer user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE") && fields[i].length < 0 &&
        g_str_has_prefix (fields[i].value,
                          "gdk_frame_timings_submitted() called on submitted frame"))
      return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n_fields, user_data);
}

static inline void
armada_test_ui_init (int *argc, char ***argv)
{
  g_log_set_writer_func (armada_test_write_log, NULL, NULL);
  gtk_test_init (argc, argv, NULL);
  adw_init ();
  armada_ui_init ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/id/trackgps/Armada/icons");
  armada_test_add_style ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

/* A window with @child, shown and laid out. */
static inline GtkWidget *
armada_test_show (GtkWidget *child, int width, int height)
{
  GtkWidget *window = adw_window_new ();

  adw_window_set_content (ADW_WINDOW (window), child);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  armada_test_wait_until (gtk_widget_get_width (child) > 0);
  return window;
}

/* Destroys the window and waits until @object, which only lived for it, is gone. */
static inline void
armada_test_close (GtkWidget *window, gpointer object)
{
  gpointer weak = object;

  g_object_add_weak_pointer (object, &weak);
  gtk_window_destroy (GTK_WINDOW (window));
  armada_test_wait_until (weak == NULL);
}

/* For people's eyes: a picture in the folder that ARMADA_TEST_SHOTS names, when it names one. */
static inline void
armada_test_shoot (GtkWidget *widget, const char *name)
{
  const char *folder = g_getenv ("ARMADA_TEST_SHOTS");
  g_autofree char *path = folder ? g_strdup_printf ("%s/%s.png", folder, name) : NULL;
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC;

  if (path == NULL)
    return;
  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  /* between two frames there may be nothing to see */
  end += 5 * G_USEC_PER_SEC;
  while (!armada_screenshot_save (widget, path, NULL))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
    }
}

/* Gives up the last reference we hold, and waits until what is under way gave up its own. */
static inline void
armada_test_release (gpointer object)
{
  gpointer weak = object;

  g_object_add_weak_pointer (object, &weak);
  g_object_unref (object);
  armada_test_wait_until (weak == NULL);
}

/* The first visible label under @widget whose text is @text. */
static inline GtkWidget *
armada_test_find_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_child_visible (widget) &&
      g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found =
          gtk_widget_get_visible (child) ? armada_test_find_label (child, text) : NULL;

      if (found != NULL)
        return found;
    }
  return NULL;
}

G_END_DECLS
