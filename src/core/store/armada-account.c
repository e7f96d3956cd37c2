/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-account"

#include "store/armada-account.h"

G_DEFINE_BOXED_TYPE (ArmadaAccount, armada_account, armada_account_ref, armada_account_unref)

static void
account_clear (gpointer data)
{
  ArmadaAccount *self = data;

  g_free ((char *) self->server);
  g_free ((char *) self->email);
  g_free ((char *) self->language);
}

/**
 * armada_account_new:
 * @fields: what to copy
 *
 * Returns: (transfer full): an immutable copy
 */
ArmadaAccount *
armada_account_new (const ArmadaAccount *fields)
{
  ArmadaAccount *self = g_atomic_rc_box_new (ArmadaAccount);

  *self = *fields;
  self->server = g_strdup (fields->server);
  self->email = g_strdup (fields->email);
  self->language = g_strdup (fields->language);
  return self;
}

ArmadaAccount *
armada_account_ref (ArmadaAccount *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
armada_account_unref (ArmadaAccount *self)
{
  g_atomic_rc_box_release_full (self, account_clear);
}
