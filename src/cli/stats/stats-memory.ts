import { systemClock } from '../../lib/system-clock.js';
import { readScribeCounts } from '../../store/memory/scribe-store.js';
import { spendDay } from '../../store/spend/spend-store.js';
import { withReader } from '../frame/with-reader.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { table } from '../terminal/table.js';

export interface StatsMemoryOptions extends SettingsOptions {
  readonly json?: boolean;
  readonly days: number;
}

const dayMs = 86_400_000;

/** `kindred stats memory`: what became of what the scribe gave; counts only, no word of what was remembered. */
export async function statsMemory(surroundings: Surroundings, options: StatsMemoryOptions): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const from = spendDay(systemClock().now() - (options.days - 1) * dayMs);
  const outcomes = await withReader(config, (read) => readScribeCounts(read, from));
  if (options.json) {
    printJson(surroundings, { from, outcomes });
    return;
  }
  if (outcomes.length === 0) {
    print(surroundings, `Nothing was read for what to remember since ${from}.`);
    return;
  }
  const rows = outcomes.map(({ outcome, count }) => [outcome, String(count), meanings(outcome)]);
  for (const line of table(['outcome', 'count', 'meaning'], rows)) print(surroundings, line);
}

function meanings(outcome: string): string {
  if (outcome === 'kept') return 'remembered';
  if (outcome === 'repeated') return 'known already';
  if (outcome === 'superseded') return 'took the place of an older one';
  if (outcome === 'quarantined') return 'kept apart: not said of themselves';
  if (outcome.startsWith('dropped-')) return 'not kept: no consent to this category';
  if (outcome === 'due-corrected') return 'date set by the words of the message';
  if (outcome === 'due-implausible') return 'date dropped: the words name none';
  return 'not kept: failed a check';
}
