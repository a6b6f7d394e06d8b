import type { Milliseconds } from '../core/clock.js';
import { makeBed, type Bed, type Surroundings } from './bed.js';
import type { Dice } from '../lib/dice.js';
import { judgeBed, type Finding, type Harm } from './verdict.js';

/** One kind of fault, tried so many times. */
export interface FaultRow {
  /** Its number in the table of faults, such as `F1`. */
  readonly fault: string;
  readonly title: string;
  /** The option that says how often, and how often it is when nothing is said. */
  readonly option: string;
  readonly usual: number;
  run(parts: RowParts): Promise<RowOutcome>;
}

export interface RowParts extends Surroundings {
  readonly runs: number;
  readonly dice: Dice;
  /** Waits no longer than this for rest while nothing changes: a planted bug may never let it come. */
  readonly patienceMs?: Milliseconds;
}

export interface RowOutcome {
  readonly runs: number;
  readonly findings: readonly Finding[];
  /** Promises broken that are none of the three harms: late, died by itself, dialled twice. */
  readonly broken: readonly string[];
  readonly notes: readonly string[];
}

/** A row's line in the report. */
export interface RowResult {
  readonly fault: string;
  readonly runs: number;
  readonly lost: number;
  readonly doubled: number;
  readonly corrupt: number;
  readonly broken: number;
  readonly notes: string;
  readonly seconds: number;
}

export function countHarm(findings: readonly Finding[], harm: Harm): number {
  return findings.filter((finding) => finding.harm === harm).length;
}

/** Collects over the batches of a row; a finding that shows in every later judgement counts once. */
export class Tally {
  private readonly found = new Map<string, Finding>();
  readonly broken: string[] = [];
  readonly notes: string[] = [];

  judge(bed: Bed, isSettled: boolean, context: string): void {
    const before = this.found.size;
    const { findings, seen, named } = judgeBed(bed);
    for (const finding of findings) this.found.set(finding.what, finding);
    // An oracle that has nothing to look at finds nothing, and nobody notices.
    if (seen > 0 && named === 0) this.broken.push(`${context}: no answer names what it answers`);
    if (!isSettled && this.found.size === before) this.broken.push(`${context}: never came to rest`);
  }

  add(finding: Finding): void {
    this.found.set(finding.what, finding);
  }

  get failed(): boolean {
    return this.found.size > 0 || this.broken.length > 0;
  }

  outcome(runs: number): RowOutcome {
    return { runs, findings: [...this.found.values()], broken: this.broken, notes: this.notes };
  }
}

/** A bed for the length of one piece of work. */
export async function withBed<T>(
  parts: RowParts,
  options: Omit<Parameters<typeof makeBed>[0], keyof Surroundings | 'dice' | 'patienceMs'>,
  work: (bed: Bed) => Promise<T>,
): Promise<T> {
  const { clock, node, program, progress, dice, patienceMs } = parts;
  const bed = await makeBed({
    clock,
    node,
    program,
    progress,
    dice,
    ...(patienceMs === undefined ? {} : { patienceMs }),
    ...options,
  });
  try {
    return await work(bed);
  } finally {
    await bed.close();
  }
}
