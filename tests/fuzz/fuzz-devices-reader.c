/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-fuzz.h"

#include "api/armada-devices-reader.h"
#include "api/armada-error.h"

static void
check_batch (const ArmadaDeviceBatch *batch)
{
  for (guint i = 0; i < batch->changed->len; i++)
    {
      const ArmadaDeviceRecord *record = batch->changed->pdata[i];

      g_assert_true (g_utf8_validate (record->name, -1, NULL));
      g_assert_true (g_utf8_validate (record->notes, -1, NULL));
      if (armada_device_record_has_position (record))
        g_assert_true (ABS (record->latitude) <= 90 && ABS (record->longitude) <= 180);
    }
}

static ArmadaDeviceBatch *
read_anew (GBytes *bytes)
{
  g_autoptr (ArmadaDevicesReader) reader = armada_devices_reader_new ();
  guint n_new;

  armada_devices_reader_begin (reader);
  if (!armada_devices_reader_read_page (reader, bytes, &n_new, NULL))
    return NULL;
  return armada_devices_reader_finish (reader);
}

/* However the text is laid out, the devices and groups in it are the same. */
static void
check_layout (GBytes *bytes)
{
  g_autoptr (GBytes) reformatted = armada_fuzz_reformat (bytes);
  g_autoptr (ArmadaDeviceBatch) batch = reformatted ? read_anew (bytes) : NULL;
  g_autoptr (ArmadaDeviceBatch) again = reformatted ? read_anew (reformatted) : NULL;

  g_assert_true ((batch == NULL) == (again == NULL));
  if (batch == NULL)
    return;
  g_assert_cmpuint (batch->n_unreadable, ==, again->n_unreadable);
  g_assert_cmpuint (batch->groups->len, ==, again->groups->len);
  g_assert_cmpuint (batch->changed->len, ==, again->changed->len);
  for (guint i = 0; i < batch->changed->len; i++)
    g_assert_true (armada_device_record_equal (batch->changed->pdata[i], again->changed->pdata[i]));
}

/* What changes once cannot change again while the bytes stay the same. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (ArmadaDevicesReader) reader = armada_devices_reader_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaDeviceBatch) latest = NULL;
  gint64 time;
  guint n_new;

  for (guint run = 0; run < 2; run++)
    {
      g_autoptr (ArmadaDeviceBatch) batch = NULL;

      armada_devices_reader_begin (reader);
      if (!armada_devices_reader_read_page (reader, bytes, &n_new, NULL))
        break;
      batch = armada_devices_reader_finish (reader);
      g_assert_cmpuint (n_new, ==, batch->seen->len);
      g_assert_cmpuint (batch->changed->len, <=, batch->seen->len);
      check_batch (batch);
    }
  check_layout (bytes);
  latest = armada_devices_reader_read_latest (reader, bytes, &time, &error);
  if (latest != NULL)
    check_batch (latest);
  else
    g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_BAD_REPLY);
  return 0;
}

#ifndef ARMADA_LIBFUZZER
int
main (int argc, char *argv[])
{
  static const char *const seeds[] = { "get_devices.empty.json",
                                       "get_devices.json",
                                       "get_devices.legacy-strings.json",
                                       "get_devices.page2-short.json",
                                       "x_get_devices_latest.json",
                                       "x_get_devices_latest.nothing-new.json",
                                       "any.truncated.json",
                                       "any.bad-gateway.html",
                                       NULL };

  return armada_fuzz_main (argc, argv, "/fuzz/devices-reader", seeds);
}
#endif
