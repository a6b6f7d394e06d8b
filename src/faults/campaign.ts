import { dice } from '../lib/dice.js';
import { countHarm, type FaultRow, type RowOutcome, type RowResult } from './row.js';
import type { Surroundings } from './bed.js';

export interface CampaignOptions extends Surroundings {
  readonly seed: number;
  /** Which rows, and how often each. */
  readonly rows: readonly { readonly row: FaultRow; readonly runs: number }[];
}

export interface CampaignResult {
  readonly seed: number;
  readonly kills: number;
  readonly lost: number;
  readonly doubled: number;
  readonly corrupt: number;
  readonly broken: number;
  readonly rows: readonly RowResult[];
}

/** Every row one after another, each on a bed of its own and with chances of its own from the one seed. */
export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const { clock, progress, seed } = options;
  const rows: RowResult[] = [];
  for (const { row, runs } of options.rows) {
    const startedAt = clock.steady();
    progress(`${row.fault} ${row.title}: ${runs} runs, seed ${seed}`);
    const outcome = await guarded(row, () =>
      row.run({ ...options, runs, dice: dice(seed).fork(row.option) }),
    );
    const result = toResult(row, outcome, (clock.steady() - startedAt) / 1_000);
    rows.push(result);
    for (const { harm, oracle, what } of outcome.findings) progress(`  ${harm} (${oracle}) ${what}`);
    for (const what of outcome.broken) progress(`  broken: ${what}`);
    if (outcome.findings.length + outcome.broken.length > 0) {
      progress(`  replay: npm run faults -- --seed ${seed} --only ${row.option} --${row.option} ${runs}`);
    }
  }
  const sum = (key: 'lost' | 'doubled' | 'corrupt' | 'broken'): number =>
    rows.reduce((total, row) => total + row[key], 0);
  return {
    seed,
    kills: options.rows.reduce(
      (sumOfKills, { row, runs }) => sumOfKills + (row.option === 'kills' ? runs : 0),
      0,
    ),
    lost: sum('lost'),
    doubled: sum('doubled'),
    corrupt: sum('corrupt'),
    broken: sum('broken'),
    rows,
  };
}

/** A row that cannot go on has found something too. */
async function guarded(row: FaultRow, run: () => Promise<RowOutcome>): Promise<RowOutcome> {
  try {
    return await run();
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    return { runs: 0, findings: [], broken: [`${row.fault} could not go on: ${what}`], notes: [] };
  }
}

function toResult(row: FaultRow, outcome: RowOutcome, seconds: number): RowResult {
  return {
    fault: row.fault,
    runs: outcome.runs,
    lost: countHarm(outcome.findings, 'lost'),
    doubled: countHarm(outcome.findings, 'doubled'),
    corrupt: countHarm(outcome.findings, 'corrupt'),
    broken: outcome.broken.length,
    notes: [row.title, ...outcome.notes].join('; '),
    seconds: Math.round(seconds * 10) / 10,
  };
}
