import type { Milliseconds } from '../../core/clock.js';
import type { Bed } from '../bed.js';
import type { Dice } from '../../lib/dice.js';
import type { LaunchOptions, RunningProgram } from '../program.js';
import { settled } from '../quiescence.js';
import { Tally, withBed, type RowOutcome, type RowParts } from '../row.js';

export interface RoundsOptions {
  readonly bed: Parameters<typeof withBed>[1];
  /** Rounds between two judgements; each batch begins with a fresh start of the program. */
  readonly batch: number;
  readonly restWithinMs: Milliseconds;
  readonly launch?: LaunchOptions;
  /** One round; `program` runs when it begins. Returns how many faults it was, 1 when it says nothing. */
  readonly round: (bed: Bed, dice: Dice, current: Current, tally: Tally) => Promise<number | undefined>;
}

/** The program of this moment; a round that kills it starts the next one here. */
export interface Current {
  program: RunningProgram;
  restart(): Promise<void>;
}

/** Rounds of one fault on one bed, judged batch by batch; ends early when something was found. */
export function inRounds(parts: RowParts, options: RoundsOptions): Promise<RowOutcome> {
  const tally = new Tally();
  return withBed(parts, options.bed, async (bed) => {
    let runs = 0;
    for (let round = 0; runs < parts.runs && !tally.failed;) {
      const current = await startProgram(bed, options.launch);
      for (let inBatch = 0; inBatch < options.batch && runs < parts.runs; inBatch += 1, round += 1) {
        runs += (await options.round(bed, parts.dice.fork(round), current, tally)) ?? 1;
        if (!current.program.isRunning()) {
          tally.broken.push(`round ${round}: the program ended by itself: ${lastWords(current.program)}`);
          await current.restart();
        }
      }
      const isSettled = await settled(bed, current.program, options.restWithinMs);
      tally.judge(bed, isSettled, `after ${runs} runs`);
      await current.program.kill();
      parts.progress(`${runs} of ${parts.runs}, ${bed.crowd.standing} messages`);
    }
    tally.notes.push(`${bed.crowd.standing} messages`);
    return tally.outcome(runs);
  });
}

async function startProgram(bed: Bed, options: LaunchOptions = {}): Promise<Current> {
  const start = async (): Promise<RunningProgram> => {
    const program = bed.launch(options);
    await program.ready;
    return program;
  };
  const current = {
    program: await start(),
    restart: async () => {
      current.program = await start();
    },
  };
  return current;
}

function lastWords(program: RunningProgram): string {
  return program.log().trim().split('\n').at(-1)?.slice(0, 300) ?? '';
}
