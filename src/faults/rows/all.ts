import type { FaultRow } from '../row.js';
import { killsInRecovery, randomKills } from './kills.js';

/** The rows in the order they are run. */
export const faultRows: readonly FaultRow[] = [randomKills, killsInRecovery];
