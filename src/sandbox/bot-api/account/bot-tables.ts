import type { WorldDatabase } from '../../telegram/world/database.js';

/**
 * What a bot has besides its account. The tables lie in the world's file, so that an update is stored in the change that
 * causes it: a bot hears of what happened, and of nothing that did not, also after `kill -9`.
 */
export function createBotTables(db: WorldDatabase): void {
  db.exec(`
    CREATE TABLE IF NOT EXISTS bots (
      bot INTEGER PRIMARY KEY, secret TEXT NOT NULL, revoked TEXT NOT NULL, allowed TEXT, settings TEXT NOT NULL,
      logged_out_until INTEGER NOT NULL, next_update INTEGER NOT NULL, last_update_at INTEGER NOT NULL, webhook TEXT
    );
    CREATE TABLE IF NOT EXISTS bot_updates (
      bot INTEGER NOT NULL, id INTEGER NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL, expires_at INTEGER NOT NULL,
      lane TEXT NOT NULL, PRIMARY KEY (bot, id)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS bot_files (
      path TEXT PRIMARY KEY, bot INTEGER NOT NULL, file TEXT NOT NULL, expires_at INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS bot_connections (
      id TEXT PRIMARY KEY, bot INTEGER NOT NULL, owner INTEGER NOT NULL, date INTEGER NOT NULL, rights TEXT NOT NULL,
      enabled INTEGER NOT NULL, chats TEXT, UNIQUE (owner)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS bot_callbacks (
      id TEXT PRIMARY KEY, bot INTEGER NOT NULL, person INTEGER NOT NULL, expires_at INTEGER NOT NULL, answer TEXT
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS bot_fault_rules (id INTEGER PRIMARY KEY, rule TEXT NOT NULL);
  `);
}
