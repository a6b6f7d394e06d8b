import { openSqlite, type SqliteConnection } from '../../../lib/sqlite.js';

export type WorldDatabase = SqliteConnection;

/**
 * Opens (or creates) the sandbox's own file; `:memory:` keeps nothing.
 * WAL with synchronous NORMAL: what was committed survives the death of the process, which is what the sandbox promises;
 * only a power cut may take the last moments.
 */
export function openWorldDatabase(file: string): WorldDatabase {
  const db = openSqlite(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('busy_timeout = 5000');
  // Every message touches a dozen pages; the default of 1,000 would sync the disk every seventy messages.
  db.pragma('wal_autocheckpoint = 10000');
  db.pragma('cache_size = -32000');
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version < SCHEMA_VERSION) {
    db.transaction(() => {
      if (version < 1) db.exec(schema);
      if (version < 2) db.exec(accountLifeTables);
      if (version < 3) db.exec(messageMarks);
      db.exec(fileSizes);
      db.pragma(`user_version = ${SCHEMA_VERSION}`);
    })();
  } else if (version !== SCHEMA_VERSION) {
    db.close();
    throw new Error(
      `the sandbox world in ${file} has version ${version}, this program writes ${SCHEMA_VERSION}; delete the file to start a new world`,
    );
  }
  return db;
}

const SCHEMA_VERSION = 4;

/**
 * One content per message, one copy per side: ids are numbered per account, as on Telegram.
 * `journal` is the judge's log: it is only ever appended to, and keeps texts that were edited or deleted later.
 */
const schema = `
  CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE users (
    id INTEGER PRIMARY KEY, phone TEXT UNIQUE, first_name TEXT NOT NULL, last_name TEXT, username TEXT UNIQUE COLLATE NOCASE,
    about TEXT, lang_code TEXT, bot INTEGER NOT NULL, condition TEXT NOT NULL, password TEXT,
    online_until INTEGER NOT NULL, last_seen INTEGER NOT NULL, shows_presence INTEGER NOT NULL, created_at INTEGER NOT NULL
  );
  CREATE TABLE boxes (
    owner INTEGER PRIMARY KEY, pts INTEGER NOT NULL, qts INTEGER NOT NULL, seq INTEGER NOT NULL,
    last_message_id INTEGER NOT NULL, date INTEGER NOT NULL
  );
  CREATE TABLE contents (
    uid INTEGER PRIMARY KEY, sender INTEGER NOT NULL, recipient INTEGER NOT NULL, text TEXT NOT NULL, entities TEXT, media TEXT,
    reply_uid INTEGER, silent INTEGER NOT NULL, sent_at INTEGER NOT NULL, edited_at INTEGER, reactions TEXT
  );
  CREATE TABLE copies (
    owner INTEGER NOT NULL, id INTEGER NOT NULL, peer INTEGER NOT NULL, out INTEGER NOT NULL, uid INTEGER NOT NULL,
    PRIMARY KEY (owner, id)
  ) WITHOUT ROWID;
  CREATE INDEX copies_by_chat ON copies (owner, peer, id);
  CREATE INDEX copies_by_content ON copies (uid, owner);
  CREATE TABLE random_ids (owner INTEGER NOT NULL, random_id TEXT NOT NULL, id INTEGER NOT NULL, uses INTEGER NOT NULL, PRIMARY KEY (owner, random_id)) WITHOUT ROWID;
  CREATE TABLE dialogs (
    owner INTEGER NOT NULL, peer INTEGER NOT NULL, top_id INTEGER NOT NULL, read_inbox_max INTEGER NOT NULL,
    read_outbox_max INTEGER NOT NULL, unread INTEGER NOT NULL, draft TEXT, PRIMARY KEY (owner, peer)
  ) WITHOUT ROWID;
  CREATE INDEX dialogs_by_peer ON dialogs (peer);
  CREATE TABLE outbox_reads (owner INTEGER NOT NULL, peer INTEGER NOT NULL, max_id INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (owner, peer, max_id)) WITHOUT ROWID;
  CREATE TABLE update_log (owner INTEGER NOT NULL, pts INTEGER NOT NULL, count INTEGER NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (owner, pts)) WITHOUT ROWID;
  CREATE TABLE blocks (owner INTEGER NOT NULL, blocked INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (owner, blocked)) WITHOUT ROWID;
  CREATE TABLE contacts (owner INTEGER NOT NULL, person INTEGER NOT NULL, first_name TEXT, last_name TEXT, PRIMARY KEY (owner, person)) WITHOUT ROWID;
  CREATE TABLE authorizations (
    key_id TEXT PRIMARY KEY, user_id INTEGER, password_for INTEGER, ended TEXT, hash TEXT NOT NULL, api_id INTEGER NOT NULL,
    model TEXT NOT NULL, app_version TEXT NOT NULL, created_at INTEGER NOT NULL, active_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX authorizations_by_user ON authorizations (user_id);
  CREATE TABLE login_codes (phone TEXT PRIMARY KEY, hash TEXT NOT NULL, code TEXT NOT NULL, expires_at INTEGER NOT NULL, tries INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE login_tokens (token TEXT PRIMARY KEY, key_id TEXT NOT NULL, expires_at INTEGER NOT NULL, accepted_by INTEGER) WITHOUT ROWID;
  CREATE TABLE files (id TEXT PRIMARY KEY, access_hash TEXT NOT NULL, mime TEXT NOT NULL, bytes BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE fault_rules (id INTEGER PRIMARY KEY, rule TEXT NOT NULL);
  CREATE TABLE journal (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, actor INTEGER NOT NULL, peer INTEGER NOT NULL, uid INTEGER, data TEXT);
  CREATE INDEX journal_by_actor ON journal (actor, peer, seq);
  CREATE INDEX journal_by_peer ON journal (peer, actor, seq);
`;

/**
 * Version 2: what moderation said about an account besides its condition, who may find and write to whom, links to
 * profiles. Only added to, so that a world of version 1 lives on.
 */
const accountLifeTables = `
  CREATE TABLE standings (user_id INTEGER PRIMARY KEY, since INTEGER NOT NULL, until INTEGER, appeal_url TEXT NOT NULL, shown_as TEXT);
  CREATE TABLE privacy (owner INTEGER NOT NULL, key TEXT NOT NULL, rules TEXT NOT NULL, PRIMARY KEY (owner, key)) WITHOUT ROWID;
  CREATE TABLE contact_tokens (token TEXT PRIMARY KEY, owner INTEGER NOT NULL, expires_at INTEGER NOT NULL) WITHOUT ROWID;
`;

/** Version 3: what else the API says of a message (see `Content.marks`). */
const messageMarks = 'ALTER TABLE contents ADD COLUMN marks TEXT;';

/** Version 4: the data centre a file lies in (0: the server's own), what it is, the sizes of pictures, sticker sets. */
const fileSizes = `
  CREATE TABLE IF NOT EXISTS file_facts (file TEXT PRIMARY KEY, dc INTEGER NOT NULL, attributes TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS sticker_sets (short_name TEXT PRIMARY KEY COLLATE NOCASE, title TEXT NOT NULL, stickers TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS file_sizes (file TEXT NOT NULL, type TEXT NOT NULL, w INTEGER NOT NULL, h INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (file, type)) WITHOUT ROWID;
`;
