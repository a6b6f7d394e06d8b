import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { breaches } from '../../duty/breaches.js';
import { hear, showsCard, type Heard } from '../../duty/hear.js';
import type { CareNets } from '../../duty/net/load-nets.js';
import { readOutside } from '../frame/outside-data.js';
import { readTalks } from '../frame/human-talks.js';

/** Of everyday messages the share that is taken for each promise, which is nearly always wrong. */
export interface EverydayFigures {
  readonly messages: number;
  readonly shares: Readonly<Record<string, number>>;
  /** For reading: what got a card or locked. */
  readonly mistaken: readonly string[];
}

const mostMessages = 20_000;

/**
 * Talk that thresholds were not chosen on: the second half of each language of `chat-dev` and the test half of `emotion`.
 * @param outside the folder with both, @returns null where it has neither
 */
export function everydayFigures(
  outside: string,
  nets: CareNets,
): Readonly<Record<string, EverydayFigures>> | null {
  const sets: Record<string, readonly string[]> = {};
  if (existsSync(join(outside, 'chat-dev')))
    for (const language of ['en', 'de', 'it'] as const) {
      const turns = readTalks(join(outside, 'chat-dev'), language).flat();
      sets[`chat ${language}`] = turns.slice(Math.floor(turns.length / 2));
    }
  if (existsSync(join(outside, 'emotion')))
    sets['comments en'] = readOutside(join(outside, 'emotion', 'test.tsv'), 'emotion')
      .split('\n')
      .map((line) => line.split('\t')[0] ?? '')
      .filter((text) => text !== '');
  const names = Object.keys(sets);
  if (names.length === 0) return null;
  return Object.fromEntries(
    Object.entries(sets).map(([name, texts]) => [name, figures(thinned(texts), nets)]),
  );
}

function thinned(texts: readonly string[]): readonly string[] {
  const each = Math.max(1, Math.ceil(texts.length / mostMessages));
  return texts.filter((_, at) => at % each === 0);
}

const promises: Readonly<Record<string, (heard: Heard) => boolean>> = {
  stop: ({ stop }) => stop,
  forget: ({ forget }) => forget,
  show: ({ show }) => show,
  truth: ({ truth }) => truth,
  age: ({ underAge }) => underAge,
  card: ({ danger }) => showsCard(danger),
};

function figures(texts: readonly string[], nets: CareNets): EverydayFigures {
  const read = texts.map((text) => ({ text, heard: hear(text, nets), breaks: breaches(text, nets) }));
  const share = (is: (one: (typeof read)[number]) => boolean): number =>
    Number((read.filter(is).length / Math.max(1, read.length)).toFixed(5));
  return {
    messages: texts.length,
    shares: {
      ...Object.fromEntries(
        Object.entries(promises).map(([name, is]) => [name, share(({ heard }) => is(heard))]),
      ),
      ...Object.fromEntries(
        (['claims', 'holds', 'harms'] as const).map((what) => [
          what,
          share(({ breaks }) => breaks.includes(what)),
        ]),
      ),
    },
    mistaken: read
      .filter(({ heard }) => showsCard(heard.danger) || heard.underAge || heard.stop)
      .map(({ text }) => text),
  };
}
