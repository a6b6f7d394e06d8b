import { expect, it } from 'vitest';
import { runCampaign } from '../../src/faults/campaign.js';
import { builtProgram } from '../../src/faults/program.js';
import type { FaultRow } from '../../src/faults/row.js';
import { randomKills } from '../../src/faults/rows/kills.js';
import { lostReplies } from '../../src/faults/rows/lost-replies.js';
import { systemClock } from '../../src/lib/system-clock.js';

/** A slice of `npm run faults`, which runs all rows by the hundred: see there for what is judged and how, and CONTRIBUTING.md for when. */
const slice: readonly (readonly [row: FaultRow, runs: number])[] = [
  [randomKills, 1],
  [lostReplies, 1],
];

it.each(slice.map(([row, runs]) => ({ title: row.title, row, runs })))(
  'nothing is lost and nothing is sent twice: $title',
  { timeout: 90_000 },
  async ({ row, runs }) => {
    const said: string[] = [];
    const result = await runCampaign({
      clock: systemClock(),
      node: process.execPath,
      program: builtProgram,
      progress: (line) => void said.push(line),
      seed: 1,
      rows: [{ row, runs }],
    });
    expect({ ...result, said }).toMatchObject({ lost: 0, doubled: 0, corrupt: 0, broken: 0 });
    expect(result.rows[0]?.runs).toBeGreaterThanOrEqual(runs);
  },
);
