import type { SqliteConnection } from '../../lib/sqlite.js';
import type { SchemaEntry } from './schema-entry.js';
import { firstTables } from './0001-first-tables.js';
import { accountsThatAreLost } from './0002-accounts-that-are-lost.js';
import { spending } from './0003-spending.js';
import { condensedPast } from './0004-condensed-past.js';
import { lorebookState } from './0005-lorebook-state.js';
import { searchableHistory } from './0006-searchable-history.js';
import { memories } from './0007-memories.js';
import { duties } from './0008-duties.js';
import { signals } from './0009-signals.js';
import { plans } from './0010-plans.js';
import { rights } from './0011-rights.js';
import { vectors } from './0012-vectors.js';
import { mendedSchema, mendSchema } from './0013-mended-schema.js';
import { whoseWords } from './0014-whose-words.js';
import { importedPast } from './0015-imported-past.js';
import { indexInBatches } from './0016-index-in-batches.js';
import { wordings } from './0017-wordings.js';
import { refusedWords } from './0018-refused-words.js';
import { retention } from './0019-retention.js';
import { admission } from './0020-admission.js';
import { unreadEdits } from './0021-unread-edits.js';
import { ownWords } from './0022-own-words.js';
import { parkedBubbles } from './0023-parked-bubbles.js';
import { messagesByTime } from './0024-messages-by-time.js';
import { turnsByTime } from './0025-turns-by-time.js';
import { seenAndHeard } from './0026-seen-and-heard.js';
import { deliveriesAndAliases } from './0027-deliveries-and-aliases.js';
import { linesAndProposals } from './0028-lines-and-proposals.js';
import { links } from './0029-links.js';
import { numbersOfThePast } from './0030-numbers-of-the-past.js';
import { refusedDeliveries } from './0031-refused-deliveries.js';

export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** After the text, where what is to be done depends on what is found. `expected`: the schema before this step. */
  readonly mend?: (connection: SqliteConnection, expected: readonly SchemaEntry[]) => void;
}

/** Forward-only, in order; the database's `user_version` is how many of them it has. */
export const migrations: readonly Migration[] = [
  { name: '0001-first-tables', sql: firstTables },
  { name: '0002-accounts-that-are-lost', sql: accountsThatAreLost },
  { name: '0003-spending', sql: spending },
  { name: '0004-condensed-past', sql: condensedPast },
  { name: '0005-lorebook-state', sql: lorebookState },
  { name: '0006-searchable-history', sql: searchableHistory },
  { name: '0007-memories', sql: memories },
  { name: '0008-duties', sql: duties },
  { name: '0009-signals', sql: signals },
  { name: '0010-plans', sql: plans },
  { name: '0011-rights', sql: rights },
  { name: '0012-vectors', sql: vectors },
  { name: '0013-mended-schema', sql: mendedSchema, mend: mendSchema },
  { name: '0014-whose-words', sql: whoseWords },
  { name: '0015-imported-past', sql: importedPast },
  { name: '0016-index-in-batches', sql: indexInBatches },
  { name: '0017-wordings', sql: wordings },
  { name: '0018-refused-words', sql: refusedWords },
  { name: '0019-retention', sql: retention },
  { name: '0020-admission', sql: admission },
  { name: '0021-unread-edits', sql: unreadEdits },
  { name: '0022-own-words', sql: ownWords },
  { name: '0023-parked-bubbles', sql: parkedBubbles },
  { name: '0024-messages-by-time', sql: messagesByTime },
  { name: '0025-turns-by-time', sql: turnsByTime },
  { name: '0026-seen-and-heard', sql: seenAndHeard },
  { name: '0027-deliveries-and-aliases', sql: deliveriesAndAliases },
  { name: '0028-lines-and-proposals', sql: linesAndProposals },
  { name: '0029-links', sql: links },
  { name: '0030-numbers-of-the-past', sql: numbersOfThePast },
  { name: '0031-refused-deliveries', sql: refusedDeliveries },
];
