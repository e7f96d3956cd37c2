/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef enum
{
  ARMADA_DEMO_FAULT_NONE,
  ARMADA_DEMO_FAULT_UNAUTHORIZED,
  ARMADA_DEMO_FAULT_FORBIDDEN,
  ARMADA_DEMO_FAULT_VALIDATION,
  ARMADA_DEMO_FAULT_RATE_LIMIT,
  ARMADA_DEMO_FAULT_RATE_LIMIT_BARE,
  ARMADA_DEMO_FAULT_SERVER_ERROR,
  ARMADA_DEMO_FAULT_BAD_GATEWAY,
  ARMADA_DEMO_FAULT_SIGN_IN_PAGE,
  ARMADA_DEMO_FAULT_STATUS_0,
  ARMADA_DEMO_FAULT_MISSING,
  ARMADA_DEMO_FAULT_REDIRECT_ELSEWHERE,
  ARMADA_DEMO_FAULT_HANG,
  ARMADA_DEMO_FAULT_EMPTY,
  ARMADA_DEMO_FAULT_NOT_JSON_GARBAGE,
  ARMADA_DEMO_FAULT_TRUNCATED,
  ARMADA_DEMO_FAULT_SLOW,
  ARMADA_DEMO_FAULT_RESET,
  ARMADA_DEMO_FAULT_GZIP_BROKEN,
  ARMADA_DEMO_FAULT_BOM,
  ARMADA_DEMO_FAULT_OBJECT_LISTS,
  ARMADA_DEMO_FAULT_STRING_NUMBERS,
  ARMADA_DEMO_FAULT_PAGING_IGNORED,
  ARMADA_DEMO_FAULT_ONE_BAD_DEVICE,
  ARMADA_DEMO_FAULT_LOGIN_WRONG,
  ARMADA_DEMO_FAULT_LOGIN_RATE_LIMIT,
  ARMADA_DEMO_FAULT_LOGIN_VALIDATION,
  ARMADA_DEMO_FAULT_LOGIN_HANG,
  ARMADA_DEMO_FAULT_LOGIN_NO_HASH,
  ARMADA_DEMO_N_FAULTS,
} ArmadaDemoFault;

const char *const *armada_demo_fault_list (void);
const char *armada_demo_fault_describe (ArmadaDemoFault fault);
ArmadaDemoFault armada_demo_fault_find (const char *name);
gboolean armada_demo_fault_is_of_login (ArmadaDemoFault fault);

gboolean armada_demo_fault_answer (ArmadaDemoFault fault, SoupServerMessage *message);
gboolean armada_demo_fault_send (ArmadaDemoFault fault, SoupServerMessage *message, GBytes *body);

void armada_demo_answer_error (SoupServerMessage *message, guint status, const char *text);
void armada_demo_answer_sign_in_page (SoupServerMessage *message);
void armada_demo_answer_text (SoupServerMessage *message,
                              guint status,
                              const char *type,
                              const char *text);

G_END_DECLS
