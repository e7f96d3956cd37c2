/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ArmadaAccount:
 *
 * Whom we sign in as, where. What the hash opens is not in it: that lives in the keyring.
 * Immutable, counted.
 */
typedef struct
{
  gint64 id;          /* row in the store; 0 before it is stored */
  const char *server; /* as armada_address_to_text() gives it */
  const char *email;
  const char *language; /* "en", "id" … */
  gboolean demo;        /* the demo fleet: its server comes and goes with us */
  gint64 last_used;     /* UNIX seconds */
} ArmadaAccount;

#define ARMADA_TYPE_ACCOUNT (armada_account_get_type ())
GType armada_account_get_type (void);

ArmadaAccount *armada_account_new (const ArmadaAccount *fields);
ArmadaAccount *armada_account_ref (ArmadaAccount *self);
void armada_account_unref (ArmadaAccount *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaAccount, armada_account_unref)

G_END_DECLS
