import type { Clock } from '../../../core/clock.js';
import { Authorizations } from './account/authorizations.js';
import { Boxes } from './message/boxes.js';
import { Circles } from './circles.js';
import { openWorldDatabase, type WorldDatabase } from './database.js';
import { Deliveries } from './delivery.js';
import { Dialogs } from './message/dialogs.js';
import { Journal } from './journal.js';
import { FileReferences } from './file-references.js';
import { Messages } from './message/messages.js';
import { Privacy } from './account/privacy.js';
import { RandomIds } from './message/random-ids.js';
import { Standings } from './account/standings.js';
import { Transactions } from './transactions.js';
import { UpdateLog } from './update-log.js';
import { Users } from './account/users.js';

/** Limits as Telegram's config states them; a test may tighten them. */
export interface WorldLimits {
  /** Code points per message. */
  readonly messageLength: number;
  /** Seconds after which a message can no longer be edited. */
  readonly editWindow: number;
  /** How long an account counts as online after it said so. Milliseconds. */
  readonly onlineFor: number;
  /** Updates per answer of updates.getDifference. */
  readonly differenceSlice: number;
  /** More than this many pts behind: differenceTooLong. */
  readonly differenceTotal: number;
}

const DEFAULT_LIMITS: WorldLimits = {
  messageLength: 4096,
  editWindow: 172_800,
  onlineFor: 300_000,
  differenceSlice: 500,
  differenceTotal: 100_000,
};

/** Everything that stands on disk, and the rules for changing it consistently. */
export interface World {
  readonly db: WorldDatabase;
  readonly clock: Clock;
  readonly limits: WorldLimits;
  readonly transactions: Transactions;
  readonly deliveries: Deliveries;
  readonly journal: Journal;
  readonly users: Users;
  readonly boxes: Boxes;
  readonly log: UpdateLog;
  readonly messages: Messages;
  readonly references: FileReferences;
  readonly dialogs: Dialogs;
  readonly randomIds: RandomIds;
  readonly circles: Circles;
  readonly standings: Standings;
  readonly privacy: Privacy;
  readonly authorizations: Authorizations;
  close(): void;
}

export function openWorld(options: { file: string; clock: Clock; limits?: Partial<WorldLimits> }): World {
  const db = openWorldDatabase(options.file);
  const transactions = new Transactions(db);
  const boxes = new Boxes(db, transactions);
  const references = new FileReferences();
  return {
    db,
    clock: options.clock,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    transactions,
    deliveries: new Deliveries(transactions),
    journal: new Journal(db, transactions),
    users: new Users(db, options.clock.now()),
    boxes,
    log: new UpdateLog(db, boxes),
    messages: new Messages(db, references),
    references,
    dialogs: new Dialogs(db),
    randomIds: new RandomIds(db),
    circles: new Circles(db),
    standings: new Standings(db),
    privacy: new Privacy(db),
    authorizations: new Authorizations(db),
    close: () => db.close(),
  };
}
