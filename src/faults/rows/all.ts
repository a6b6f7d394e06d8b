import type { FaultRow } from '../row.js';
import { longAbsences } from './absence.js';
import { clockJumps } from './clock.js';
import { brokenLines, longSilences } from './connection.js';
import { brokenDisks, fullDisks } from './disk.js';
import { deathsAtPoints } from './failpoints.js';
import { killsInRecovery, randomKills } from './kills.js';
import { lostReplies } from './lost-replies.js';
import { killedMigrations } from './migration.js';
import { modelFaults } from './model.js';
import { promises } from './promises.js';
import { tornLogs } from './torn-log.js';
import { twoOwners } from './two-owners.js';
import { spoiltUpdates } from './updates.js';

/** The rows in the order they are run. */
export const faultRows: readonly FaultRow[] = [
  randomKills,
  deathsAtPoints,
  killsInRecovery,
  brokenLines,
  longSilences,
  lostReplies,
  spoiltUpdates,
  longAbsences,
  twoOwners,
  modelFaults,
  fullDisks,
  brokenDisks,
  tornLogs,
  killedMigrations,
  clockJumps,
  promises,
];
