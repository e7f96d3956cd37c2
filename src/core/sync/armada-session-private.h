/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/armada-demo-process.h"
#include "sync/armada-session.h"

G_BEGIN_DECLS

/* Shared by the files of the session, and by nobody else. */

/*
 * ArmadaSession: owns all of core. One account is open at most; while it is, a poller keeps the
 * fleet up to date if the server let us in, and else the last known fleet is shown. Of several
 * things asked for at once the newest wins: each opening has a number, and an older one is dropped.
 */
struct _ArmadaSession
{
  GObject parent_instance;

  ArmadaClock *clock;
  ArmadaStore *store;
  ArmadaArchive *archive;
  ArmadaReportQueue *report_queue;
  ArmadaReportPlanner *report_planner;
  ArmadaFleet *fleet;
  GPtrArray *accounts;      /* (element-type ArmadaAccount) */
  GHashTable *hashes;       /* account id → hash, of this run; secret */
  GHashTable *kept;         /* account ids whose hash the keyring holds, as far as we know */
  GQueue changes;           /* of GTask: what the keyring is to do; the first is under way */
  GNetworkMonitor *monitor; /* (nullable) until it is known */

  ArmadaSessionState state;
  guint opening; /* number of the newest */

  /* of the account that is open */
  ArmadaAccount *account;              /* (nullable) */
  ArmadaClient *client;                /* (nullable) while nobody is let in */
  ArmadaPoller *poller;                /* (nullable) */
  ArmadaCatalog *catalog;              /* (nullable) */
  ArmadaInbox *inbox;                  /* (nullable) also while nothing can be kept */
  ArmadaMaintenanceWatch *maintenance; /* (nullable) */
  ArmadaDemoProcess *demo;
  GError *locked; /* why there is no poller */
  GError *keyring_error;
  gint64 stored_success; /* when what the store gave was written */

  GError *store_error; /* why the store could not be opened */
  guint interval;
  gboolean hidden;
  guint64 track_limit;
  guint incident_gap; /* seconds */
};

typedef enum
{
  PROP_STATE = 1,
  PROP_ACCOUNT,
  PROP_ACCOUNTS,
  PROP_FLEET,
  PROP_CATALOG,
  PROP_INBOX,
  PROP_ERROR,
  PROP_ERROR_SINCE,
  PROP_STORE_ERROR,
  PROP_KEYRING_ERROR,
  PROP_LAST_SUCCESS,
  PROP_BUSY,
  PROP_REMEMBERED,
  PROP_N_UNREADABLE,
  PROP_INTERVAL,
  PROP_HIDDEN,
  PROP_TRACK_LIMIT,
  PROP_INCIDENT_GAP,
} ArmadaSessionProperty;

void armada_session_notify (ArmadaSession *self, ArmadaSessionProperty property);
void armada_session_notify_account (ArmadaSession *self);
void armada_session_set_state (ArmadaSession *self, ArmadaSessionState state);
void armada_session_set_keyring_error (ArmadaSession *self, GError *error);
void armada_session_open_catalog (ArmadaSession *self);
void armada_session_close_catalog (ArmadaSession *self);
void armada_session_open_poller (ArmadaSession *self, const char *hash);
void armada_session_open_planner (ArmadaSession *self);
void armada_session_forget_reports (ArmadaSession *self, gint64 account);
void armada_session_close_poller (ArmadaSession *self);

/* The accounts that the store and the keyring know. */
void armada_session_wipe (gpointer secret);
void armada_session_take_accounts (ArmadaSession *self, GPtrArray *accounts);
void armada_session_refresh_accounts (ArmadaSession *self);
ArmadaAccount *armada_session_find_account (ArmadaSession *self, gint64 id);
void armada_session_touch_account (ArmadaSession *self, const ArmadaAccount *account, gint64 time);
void armada_session_delete_account (ArmadaSession *self, gint64 account);
gboolean armada_session_is_remembered (ArmadaSession *self);
void armada_session_set_kept (ArmadaSession *self, gint64 account, gboolean kept);
void armada_session_remember_hash (ArmadaSession *self, gint64 account, const char *hash);
void armada_session_keep_hash (ArmadaSession *self, ArmadaAccount *account, const char *hash);
void armada_session_forget_hash (ArmadaSession *self,
                                 ArmadaAccount *account,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

G_END_DECLS
