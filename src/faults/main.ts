import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { systemClock } from '../lib/system-clock.js';
import type { Surroundings } from './bed.js';
import { runCampaign, type CampaignResult } from './campaign.js';
import { plantedBugs } from './planted/bugs.js';
import { catchPlanted, type PlantedResult } from './planted/prove.js';
import { builtProgram } from './program.js';
import { faultRows } from './rows/all.js';

/** `npm run faults -- [--kills N] [--seed S] [--json]`: break the program in every way that is known, and count the harm. */
const program = new Command('faults')
  .exitOverride()
  .description(
    'kill, cut, spoil and starve `kindred run` against the sandbox, and count what was lost or doubled',
  )
  .option('--seed <number>', 'everything random follows from it', whole, 1)
  .option('--only <options...>', 'only the rows with these options, such as "kills"')
  .option('--scale <factor>', 'every count that is not given, times this', Number, 1)
  .option(
    '--planted',
    'instead: plant known bugs into a copy of the program, and see that every one is caught',
  )
  .option('--json', 'print one JSON object and nothing else');
for (const row of faultRows) {
  program.option(`--${row.option} <count>`, `${row.fault}: ${row.title} (usually ${row.usual})`, whole);
}

try {
  await program.parseAsync();
  const options: Readonly<Record<string, unknown>> = program.opts();
  const surroundings = {
    clock: systemClock(),
    node: process.execPath,
    progress: (line: string) => void process.stderr.write(`${line}\n`),
  };
  if (options['planted'] === true) await provePlanted(surroundings, options['json'] === true);
  else await breakProgram(surroundings, options);
} catch (cause) {
  if (!(cause instanceof CommanderError)) throw cause;
  process.exitCode = cause.exitCode;
}

async function breakProgram(
  surroundings: Omit<Surroundings, 'program'>,
  options: Readonly<Record<string, unknown>>,
): Promise<void> {
  const only = options['only'] as readonly string[] | undefined;
  const result = await runCampaign({
    ...surroundings,
    program: builtProgram,
    seed: options['seed'] as number,
    rows: faultRows
      .filter((row) => only === undefined || only.includes(row.option))
      .map((row) => ({
        row,
        runs:
          (options[inCamelCase(row.option)] as number | undefined) ??
          Math.max(1, Math.round(row.usual * (options['scale'] as number))),
      }))
      .filter(({ runs }) => runs > 0),
  });
  process.stdout.write(options['json'] === true ? `${JSON.stringify(result)}\n` : inWords(result));
  if (result.lost + result.doubled + result.corrupt + result.broken > 0) process.exitCode = 1;
}

async function provePlanted(surroundings: Omit<Surroundings, 'program'>, asJson: boolean): Promise<void> {
  const bugs: PlantedResult[] = [];
  for (const bug of plantedBugs) {
    const result = await catchPlanted(bug, surroundings);
    bugs.push(result);
    surroundings.progress(
      `${result.caught ? 'caught' : 'MISSED'}: ${result.bug} (${result.row}) ${result.by}`,
    );
  }
  const caught = bugs.filter((bug) => bug.caught).length;
  process.stdout.write(
    asJson
      ? `${JSON.stringify({ planted: bugs.length, caught, bugs })}\n`
      : `${caught} of ${bugs.length} caught\n`,
  );
  if (caught < bugs.length) process.exitCode = 1;
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('expected a whole number.');
  return value;
}

/** As commander names an option's value. */
function inCamelCase(option: string): string {
  return option.replace(/-([a-z])/gu, (_, letter: string) => letter.toUpperCase());
}

function inWords(result: CampaignResult): string {
  const head = ['fault', 'runs', 'lost', 'doubled', 'corrupt', 'broken', 'seconds', 'notes'];
  const rows = result.rows.map((row) =>
    [row.fault, row.runs, row.lost, row.doubled, row.corrupt, row.broken, row.seconds, row.notes].map(String),
  );
  const widths = head.map((title, at) =>
    Math.max(...[head, ...rows].map((row) => (row[at] ?? title).length)),
  );
  const lines = [head, ...rows].map((row) =>
    row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd((widths[at] ?? 0) + 2))).join(''),
  );
  return `${lines.join('\n')}\nseed ${result.seed}\n`;
}
