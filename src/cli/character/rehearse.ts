import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { OperatorError } from '../../core/failure.js';
import { readPeople } from '../../rehearsal/read-people.js';
import { runRehearsal, usualStart, type RehearsalReport } from '../../rehearsal/stage.js';
import type { Summary } from '../../rehearsal/summary.js';
import { loadedOrRefused, namedCharacter } from './character-argument.js';
import { ProgressBar } from '../terminal/progress-bar.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { withShippedCharacters } from '../frame/shipped-characters.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';

export interface RehearseOptions extends SettingsOptions {
  readonly days: number;
  readonly people: string;
  readonly seed: number;
  readonly model: 'sandbox' | 'real';
  readonly budget: number;
  readonly restarts: number;
  readonly outages: number;
  readonly loseAccount?: boolean;
  readonly out?: string;
  readonly json?: boolean;
}

/**
 * `kindred rehearse <character>`: a month of its life in a minute, judged and drawn.
 * @returns whether every promise was kept
 */
export async function rehearse(
  surroundings: Surroundings,
  name: string,
  options: RehearseOptions,
): Promise<boolean> {
  const { config: own, secrets } = loadSettings(surroundings, options);
  const config = withShippedCharacters(own, name);
  const { character } = loadedOrRefused(namedCharacter(name, config, surroundings.cwd));
  const people = readPeople(options.people, resolve(surroundings.cwd, options.people));
  const folder = resolve(surroundings.cwd, options.out ?? join('rehearsals', `${name}-seed${options.seed}`));
  if (existsSync(folder)) {
    throw new OperatorError(`${folder} exists already`, 'name another folder with --out, or remove it');
  }
  const bar = new ProgressBar(surroundings.stderr, `rehearsing ${options.days} days`);
  const report = await runRehearsal({
    config,
    secrets,
    character,
    people,
    days: options.days,
    seed: options.seed,
    startsAt: usualStart,
    restarts: options.restarts,
    outages: options.outages,
    losesAccount: options.loseAccount === true,
    model:
      options.model === 'real' ? { kind: 'real', budget: options.budget * 1_000_000 } : { kind: 'sandbox' },
    onProgress: (share) => bar.show(share),
    stop: surroundings.stop,
  }).finally(() => bar.end());
  if (report === null) {
    throw new OperatorError('the rehearsal was stopped', 'start it again; nothing was written');
  }
  keep(folder, report);
  if (options.json) printJson(surroundings, { ...report.summary, report: join(folder, 'report.html') });
  else for (const line of inWords(report.summary, folder)) print(surroundings, line);
  return Object.keys(report.summary.violations).length === 0 && report.summary.broken.length === 0;
}

/** Under the final name there are only whole reports. */
function keep(folder: string, { summary, html }: RehearsalReport): void {
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  mkdirSync(partial);
  writeFileSync(join(partial, 'report.html'), html);
  writeFileSync(join(partial, 'report.json'), `${JSON.stringify(summary, null, 2)}\n`);
  renameSync(partial, folder);
}

function inWords(summary: Summary, folder: string): readonly string[] {
  const { messages, openers, violations, cost, memories } = summary;
  const named = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([what, count]) => `${what} ${count}`)
      .join(', ');
  return [
    `${summary.character}: ${summary.days} days with ${summary.people} people (${summary.model})`,
    `  messages      ${messages.fromPeople} from people, ${messages.fromCharacter} from the character`,
    `  written first ${openers.sent}, ${openers.answered} answered (${named(openers.byKind) || 'none'})`,
    `  left unsaid   ${named(openers.withheld) || 'nothing'}`,
    `  memories      ${memories.made} made, recalled in ${memories.turnsWithRecall} turns`,
    `  in its voice  ${(100 * summary.inVoice).toFixed(0)} % of the replies`,
    `  cost          $${cost.usd.toFixed(2)} in ${cost.calls} calls, ${(100 * cost.cachedShare).toFixed(0)} % of the input from cache`,
    `  promises      ${Object.keys(violations).length === 0 ? 'all kept' : `broken: ${named(violations)}`}`,
    ...summary.broken.slice(0, 5).map((what) => `  broke         ${what}`),
    `Report: ${join(folder, 'report.html')}`,
  ];
}
