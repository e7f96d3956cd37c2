/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-fuzz.h"

#include "api/armada-list.h"

/* What a store gives back may be from another version, or spoilt. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  yyjson_doc *doc = yyjson_read ((const char *) data, size, 0);
  yyjson_val *root = yyjson_doc_get_root (doc);

  for (ArmadaListKind kind = 0; root != NULL && kind < ARMADA_N_LISTS; kind++)
    {
      const ArmadaRecordType *type = armada_list_get_type (kind);
      g_autoptr (ArmadaRecord) restored = armada_record_restore (type, root);
      g_autoptr (ArmadaRecord) read = armada_record_read (type, root);

      if (restored != NULL)
        armada_fuzz_check_record (restored);
      if (read != NULL)
        armada_fuzz_check_record (read);
    }
  yyjson_doc_free (doc);
  return 0;
}

#ifndef ARMADA_LIBFUZZER
int
main (int argc, char *argv[])
{
  static const char *const seeds[] = { "get_events.json", "get_reports_types.no-parameters.json",
                                       "sharing_id.json", "devices_groups.json", NULL };

  return armada_fuzz_main (argc, argv, "/fuzz/records", seeds);
}
#endif
