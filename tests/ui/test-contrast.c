/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/armada-palette.h"
#include "armada-test-ui.h"

/*
 * Text of every colour of ours, on every ground that it stands on, as it is drawn: a block takes
 * the place of letters, so that its colour can be read from the picture.
 */

#define BLOCK "\u2588\u2588\u2588"
#define TEXT_CONTRAST 4.5 /* WCAG 2.2, AA */

typedef struct
{
  GtkWidget *text;
  GtkWidget *ground;
  char *name;
} Sample;

static void
sample_free (Sample *self)
{
  g_free (self->name);
  g_free (self);
}

static GtkWidget *
new_element (const char *css_name, const char *css_class)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "css-name", css_name, NULL);

  gtk_widget_set_size_request (box, 120, 30);
  if (css_class != NULL)
    gtk_widget_add_css_class (box, css_class);
  return box;
}

static void
add_sample (GPtrArray *samples, GtkWidget *ground, const char *ground_name, const char *css_class)
{
  Sample *sample = g_new0 (Sample, 1);

  sample->text = gtk_label_new (BLOCK);
  gtk_widget_add_css_class (sample->text, css_class);
  gtk_widget_set_margin_start (sample->text, 24);
  gtk_widget_set_margin_end (sample->text, 24);
  gtk_box_append (GTK_BOX (ground), sample->text);
  sample->ground = ground;
  sample->name = g_strdup_printf ("%s on %s", css_class, ground_name);
  g_ptr_array_add (samples, sample);
}

static void
add_classes (GPtrArray *samples, GtkWidget *ground, const char *ground_name)
{
  static const char *const classes[] = { "body",    "dim-label", "old-fix",
                                         "warning", "error",     "success" };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    add_sample (samples, ground, ground_name, classes[i]);
  for (guint i = 0; i < ARMADA_N_DEVICE_STATES; i++)
    add_sample (samples, ground, ground_name, armada_palette_state_css_class (i));
}

/* A row of the fleet list, which is chosen or not. */
static void
add_row (GtkWidget *box, GPtrArray *samples, gboolean chosen)
{
  GtkWidget *list = new_element ("fleetlist", NULL);
  GtkWidget *view = new_element ("listview", NULL);
  GtkWidget *row = new_element ("row", NULL);

  if (chosen)
    gtk_widget_set_state_flags (row, GTK_STATE_FLAG_SELECTED, FALSE);
  gtk_box_append (GTK_BOX (list), view);
  gtk_box_append (GTK_BOX (view), row);
  gtk_box_append (GTK_BOX (box), list);
  add_classes (samples, row, chosen ? "a chosen row" : "a row");
}

static void
add_ground (GtkWidget *box, GPtrArray *samples, const char *css_name, const char *css_class)
{
  GtkWidget *ground = new_element (css_name, css_class);

  gtk_box_append (GTK_BOX (box), ground);
  add_classes (samples, ground, css_class ? css_class : css_name);
}

/* A button with a number in it, or a mark on one. */
static void
add_counts (GtkWidget *box, GPtrArray *samples)
{
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *chip = new_element ("button", "chip");

      if (i == 1)
        gtk_widget_set_state_flags (chip, GTK_STATE_FLAG_CHECKED, FALSE);
      gtk_box_append (GTK_BOX (box), chip);
      add_sample (samples, chip, i ? "a pressed chip" : "a chip", "count");
    }
  add_ground (box, samples, "box", "report-badge");
  add_ground (box, samples, "box", "month-day");
}

static void
read_pixel (GdkTexture *texture, GtkWidget *widget, float x, float y, GdkRGBA *color)
{
  int width = gdk_texture_get_width (texture);
  g_autofree guchar *pixels = g_malloc ((gsize) width * gdk_texture_get_height (texture) * 4);
  graphene_point_t point;
  const guchar *pixel;

  gdk_texture_download (texture, pixels, (gsize) width * 4);
  g_assert_true (gtk_widget_compute_point (widget, GTK_WIDGET (gtk_widget_get_root (widget)),
                                           &GRAPHENE_POINT_INIT (x, y), &point));
  pixel = pixels + ((gsize) point.y * width + (gsize) point.x) * 4;
  *color = (GdkRGBA) { pixel[2] / 255.f, pixel[1] / 255.f, pixel[0] / 255.f, 1 };
}

static guint
check_sample (const Sample *sample, GdkTexture *texture, const char *scheme)
{
  float width = (float) gtk_widget_get_width (sample->text);
  float height = (float) gtk_widget_get_height (sample->text);
  GdkRGBA text, ground;
  double contrast;

  read_pixel (texture, sample->text, width / 2, height / 2, &text);
  read_pixel (texture, sample->text, -6, height / 2, &ground);
  contrast = armada_palette_contrast (&text, &ground);
  if (contrast >= TEXT_CONTRAST)
    return 0;
  g_test_message ("%s, %s: %.2f", scheme, sample->name, contrast);
  return 1;
}

static void
check_scheme (gconstpointer dark)
{
  g_autoptr (GPtrArray) samples = g_ptr_array_new_with_free_func ((GDestroyNotify) sample_free);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  const char *scheme = dark ? "dark" : "light";
  g_autoptr (GdkTexture) texture = NULL;
  GtkWidget *window;
  guint n_bad = 0;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_assert_true (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()) ==
                 (g_getenv ("ADW_DEBUG_HIGH_CONTRAST") != NULL));
  add_ground (box, samples, "box", "background");
  add_ground (box, samples, "box", "view");
  add_ground (box, samples, "box", "card");
  add_ground (box, samples, "pagebar", NULL);
  add_row (box, samples, FALSE);
  add_row (box, samples, TRUE);
  add_counts (box, samples);
  window = adw_window_new ();
  armada_palette_follow_scheme (window);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1500, 700);
  gtk_window_present (GTK_WINDOW (window));
  armada_test_wait_until (gtk_widget_get_width (box) > 0);
  armada_test_wait_until ((texture = armada_screenshot_take (window)) != NULL);
  armada_test_shoot (window, scheme);

  for (guint i = 0; i < samples->len; i++)
    n_bad += check_sample (samples->pdata[i], texture, scheme);
  g_assert_cmpuint (n_bad, ==, 0);
  armada_test_close (window, box);
}

/* What is drawn by hand. */
static void
test_drawn (void)
{
  for (guint dark = 0; dark < 2; dark++)
    {
      GdkRGBA paper, ink;

      armada_palette_paper_color (dark, &paper);
      armada_palette_ink_color (dark, &ink);
      g_assert_cmpfloat (armada_palette_contrast (&ink, &paper), >=, TEXT_CONTRAST);
      for (guint state = 0; state < ARMADA_N_DEVICE_STATES; state++)
        {
          GdkRGBA color;

          armada_palette_state_color (state, dark, &color);
          g_assert_cmpfloat (armada_palette_contrast (&color, &paper), >=, TEXT_CONTRAST);
        }
    }
}

int
main (int argc, char **argv)
{
  armada_test_ui_init (&argc, &argv);
  g_test_add_data_func ("/contrast/light", NULL, check_scheme);
  g_test_add_data_func ("/contrast/dark", "dark", check_scheme);
  g_test_add_func ("/contrast/drawn", test_drawn);
  return g_test_run ();
}
