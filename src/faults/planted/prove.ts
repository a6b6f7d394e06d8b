import { dice } from '../../lib/dice.js';
import type { Surroundings } from '../bed.js';
import type { Milliseconds } from '../../core/clock.js';
import type { PlantedBug } from './bugs.js';
import { patchedProgram } from './patch.js';

/** Nothing changed for so long: a sound program is at rest by then, and a broken one will never be. */
const patienceMs: Milliseconds = 8_000;

export interface PlantedResult {
  readonly bug: string;
  readonly row: string;
  readonly seed: number;
  readonly caught: boolean;
  /** What gave it away first. */
  readonly by: string;
}

/** Run the program with the bug in it through the bug's row. A row that could not run at all has caught nothing. */
export async function catchPlanted(
  bug: PlantedBug,
  surroundings: Omit<Surroundings, 'program'>,
): Promise<PlantedResult> {
  const copy = patchedProgram(bug.patches);
  try {
    const { findings, broken } = await bug.row.run({
      ...surroundings,
      program: copy.program,
      runs: bug.runs,
      dice: dice(bug.seed),
      patienceMs,
    });
    const [first] = findings;
    const by = first === undefined ? (broken[0] ?? '') : `${first.harm} (${first.oracle}): ${first.what}`;
    return { bug: bug.name, row: bug.row.fault, seed: bug.seed, caught: by !== '', by };
  } finally {
    copy.remove();
  }
}
