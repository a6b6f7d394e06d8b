import { endedBy } from '../../quality/gate-record.js';
import type { Reader } from '../../store/engine/database.js';
import { readJudgedTurns } from '../../store/turn/gate-reader.js';

/** Turns whose drafts the checks turned down to the last one, and what the person saw in their place. */
export interface UnfitEndings {
  readonly inSilence: number;
  readonly withFixedLine: number;
}

export async function countUnfitEndings(read: Reader): Promise<UnfitEndings> {
  const counts = { inSilence: 0, withFixedLine: 0 };
  for (const turn of await readJudgedTurns(read, { since: 0 }, Number.MAX_SAFE_INTEGER)) {
    const ended = endedBy(turn);
    if (ended !== null) counts[ended.by === 'silence' ? 'inSilence' : 'withFixedLine'] += 1;
  }
  return counts;
}
