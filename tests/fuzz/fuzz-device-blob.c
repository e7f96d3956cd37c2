/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-fuzz.h"

#include "api/armada-devices-reader.h"
#include "store/armada-record-blob.h"

#define GROUP 7

/* What a store gives back as a device: none, or one that is kept again just as it is. */
static void
check_blob (GBytes *bytes)
{
  g_autoptr (ArmadaDeviceRecord) record =
      armada_record_blob_unpack (ARMADA_RECORD_BLOB_FORMAT, bytes, GROUP);
  g_autoptr (ArmadaDeviceRecord) again = NULL;
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GBytes) packed_again = NULL;

  if (record == NULL)
    return;
  armada_fuzz_check_text (record->name);
  armada_fuzz_check_text (record->notes);
  packed = armada_record_blob_pack (record);
  again = armada_record_blob_unpack (ARMADA_RECORD_BLOB_FORMAT, packed, GROUP);
  g_assert_nonnull (again);
  packed_again = armada_record_blob_pack (again);
  g_assert_true (g_bytes_equal (packed, packed_again));
}

/* What a server told comes back from the store as it was told. */
static void
check_answer (GBytes *bytes)
{
  g_autoptr (ArmadaDevicesReader) reader = armada_devices_reader_new ();
  g_autoptr (ArmadaDeviceBatch) batch = NULL;
  guint n_new;

  armada_devices_reader_begin (reader);
  if (!armada_devices_reader_read_page (reader, bytes, &n_new, NULL))
    return;
  batch = armada_devices_reader_finish (reader);
  for (guint i = 0; i < batch->changed->len; i++)
    {
      const ArmadaDeviceRecord *record = batch->changed->pdata[i];
      g_autoptr (GBytes) packed = armada_record_blob_pack (record);
      g_autoptr (ArmadaDeviceRecord) again =
          armada_record_blob_unpack (ARMADA_RECORD_BLOB_FORMAT, packed, record->group_id);

      g_assert_nonnull (again);
      g_assert_true (armada_device_record_equal (record, again));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  check_blob (bytes);
  check_answer (bytes);
  return 0;
}

#ifndef ARMADA_LIBFUZZER
int
main (int argc, char *argv[])
{
  static const char *const seeds[] = { "any.truncated.json", "get_devices.legacy-strings.json",
                                       "get_devices.page2-short.json", NULL };

  return armada_fuzz_main (argc, argv, "/fuzz/device-blob", seeds);
}
#endif
