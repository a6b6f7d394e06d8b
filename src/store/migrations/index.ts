import { firstTables } from './0001-first-tables.js';
import { accountsThatAreLost } from './0002-accounts-that-are-lost.js';
import { spending } from './0003-spending.js';
import { condensedPast } from './0004-condensed-past.js';
import { lorebookState } from './0005-lorebook-state.js';

/** Forward-only, in order; the database's `user_version` is how many of them it has. */
export const migrations: readonly { readonly name: string; readonly sql: string }[] = [
  { name: '0001-first-tables', sql: firstTables },
  { name: '0002-accounts-that-are-lost', sql: accountsThatAreLost },
  { name: '0003-spending', sql: spending },
  { name: '0004-condensed-past', sql: condensedPast },
  { name: '0005-lorebook-state', sql: lorebookState },
];
