/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-streets-bar"

#include "map/armada-streets-bar.h"

#include <glib/gi18n.h>

#include "map/armada-streets.h"

/*
 * ArmadaStreetsBar: asks in one line, before anything is sent, whether streets may come from the
 * network; who gives them learns what part of the world is looked at. It is seen until somebody
 * answers, and not with the demo, which never asks the network.
 */
struct _ArmadaStreetsBar
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkLabel *sentence;

  GSettings *settings;
  ArmadaMapLibrary *library;
};

G_DEFINE_FINAL_TYPE (ArmadaStreetsBar, armada_streets_bar, ADW_TYPE_BIN)

static void
update (ArmadaStreetsBar *self)
{
  g_autoptr (ArmadaTileService) service = NULL;
  g_autofree char *host = NULL;
  g_autofree char *text = NULL;
  gboolean asking = g_settings_get_enum (self->settings, "street-tiles") == ARMADA_STREETS_ASK;

  g_object_get (self->library, "service", &service, NULL);
  gtk_revealer_set_reveal_child (
      self->revealer, asking && service && armada_map_library_get_allowed (self->library));
  /* what is not seen takes no keys */
  gtk_widget_set_sensitive (GTK_WIDGET (self->revealer),
                            gtk_revealer_get_reveal_child (self->revealer));
  if (service == NULL)
    return;
  host = armada_tile_service_dup_host (service);
  /* Translators: %s is the name of a server such as vector.openstreetmap.org */
  text = g_strdup_printf (_ ("Streets come from %s, which then learns where you look."), host);
  gtk_label_set_text (self->sentence, text);
}

static void
answer (ArmadaStreetsBar *self, ArmadaStreetsWish wish)
{
  g_settings_set_enum (self->settings, "street-tiles", (int) wish);
}

static void
accept_cb (ArmadaStreetsBar *self)
{
  answer (self, ARMADA_STREETS_YES);
}

static void
decline_cb (ArmadaStreetsBar *self)
{
  answer (self, ARMADA_STREETS_NO);
}

static void
armada_streets_bar_dispose (GObject *object)
{
  ArmadaStreetsBar *self = ARMADA_STREETS_BAR (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (armada_streets_bar_parent_class)->dispose (object);
}

static void
armada_streets_bar_class_init (ArmadaStreetsBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_streets_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-streets-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaStreetsBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, ArmadaStreetsBar, sentence);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, decline_cb);
}

static void
armada_streets_bar_init (ArmadaStreetsBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * armada_streets_bar_open:
 * @settings: of the schema id.trackgps.Armada
 * @library: whose service is asked about
 *
 * Call it once.
 */
void
armada_streets_bar_open (ArmadaStreetsBar *self, GSettings *settings, ArmadaMapLibrary *library)
{
  self->settings = g_object_ref (settings);
  self->library = g_object_ref (library);
  g_signal_connect_object (settings, "changed::street-tiles", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
