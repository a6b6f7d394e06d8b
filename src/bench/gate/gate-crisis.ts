import { readFileSync } from 'node:fs';
import { findCrisis } from '../../duty/crisis.js';
import { readOutside } from '../frame/outside-data.js';
import { percentiles } from '../frame/percentiles.js';

export interface CrisisFigures {
  readonly explicitRecall: number;
  readonly ideationRecall: number;
  /** Share of ordinary messages that would get a card: people's chat in three languages, XSTest and our look-alikes. */
  readonly falseAlarm: number;
  readonly p95Ms: number;
  /** What was meant against what was found, on our sentences: by half (`held` was kept from tuning) and by language. */
  readonly confusion: Readonly<Record<string, Confusion>>;
  /** Recall of the half that was kept from tuning. */
  readonly held: { readonly explicitRecall: number; readonly ideationRecall: number };
  /** Longest time one message took, hostile ones of 4,000 characters among them. */
  readonly slowestMs: number;
  /** Messages of the crisis-dev set for which a sign was found; it has no labels by tier. */
  readonly crisisDev: { readonly messages: number; readonly explicit: number; readonly ideation: number };
}

export type Confusion = Readonly<Record<string, Readonly<Record<string, number>>>>;

interface Sentence {
  readonly half: string;
  readonly language: string;
  readonly label: string;
  readonly text: string;
}

/**
 * The local detector on our labelled sentences (assets/crisis) and on the sets in `bench`. Recall counts a sentence of a
 * tier as found when any sign that shows a card was found in it: both tiers get one.
 * @param root the repository, @param bench the folder with `chat-dev` and `crisis-dev`
 */
export function crisisFigures(root: URL, bench: URL, now: () => number): CrisisFigures {
  const sentences = readSentences(new URL('assets/crisis/sentences.tsv', root));
  const times: number[] = [];
  const find = (text: string): string => {
    const from = now();
    const sign = findCrisis(text);
    times.push(now() - from);
    if (sign === null) return 'none';
    if (sign.tier === 'indirect') return 'indirect';
    return sign.about === 'other' ? 'other' : sign.tier;
  };
  const found = sentences.map((sentence) => ({ ...sentence, found: find(sentence.text) }));
  const recall = (label: string, half?: string): number => {
    const meant = found.filter((one) => one.label === label && (half === undefined || one.half === half));
    return meant.filter((one) => one.found === 'explicit' || one.found === 'ideation').length / meant.length;
  };
  const ordinary = [
    ...['en', 'de', 'it'].flatMap((language) => readChat(new URL(`chat-dev/${language}.txt`, bench))),
    ...readSafePrompts(new URL('crisis-dev/xstest-dev.csv', bench)),
  ].map(find);
  const lookAlikes = found.filter(({ label }) => label === 'ordinary').map((one) => one.found);
  const all = [...ordinary, ...lookAlikes];
  const risky = readContexts(new URL('crisis-dev/diasafety-risk-dev.json', bench)).map(find);
  return {
    explicitRecall: recall('explicit'),
    ideationRecall: recall('ideation'),
    falseAlarm: all.filter((one) => one !== 'none' && one !== 'indirect').length / all.length,
    p95Ms: percentiles(times).p95,
    slowestMs: slowest(find, times),
    held: { explicitRecall: recall('explicit', 'held'), ideationRecall: recall('ideation', 'held') },
    confusion: {
      all: confusion(found),
      held: confusion(found.filter(({ half }) => half === 'held')),
      ...Object.fromEntries(
        [...new Set(found.map(({ language }) => language))].map((language) => [
          language,
          confusion(found.filter((one) => one.language === language)),
        ]),
      ),
    },
    crisisDev: {
      messages: risky.length,
      explicit: risky.filter((one) => one === 'explicit').length,
      ideation: risky.filter((one) => one === 'ideation').length,
    },
  };
}

/** Messages as long as Telegram lets them be, that say again and again what many phrases begin with. */
const hostile = [
  'i want to ', 'wish i that i could was ', 'kill myself ', 'хочу не жить больше ', 'ich will mich heute nicht so ',
  'me quiero morir no puedo más de la vida ', 'took all of the my pills and 30 mg of my ', 'k i l l m y s e l f ',
  '. ? ! ', '🤣🔪', 'i want to die and not live anymore quiero morir je veux mourir ',
]; // prettier-ignore

function slowest(find: (text: string) => string, times: number[]): number {
  const before = times.length;
  for (const piece of hostile)
    for (let time = 0; time < 3; time += 1) find(piece.repeat(Math.floor(4_000 / piece.length)));
  return Math.max(...times.splice(before));
}

function confusion(found: readonly { readonly label: string; readonly found: string }[]): Confusion {
  const table: Record<string, Record<string, number>> = {};
  for (const one of found) {
    const row = (table[one.label] ??= {});
    row[one.found] = (row[one.found] ?? 0) + 1;
  }
  return table;
}

function readSentences(file: URL): readonly Sentence[] {
  return lines(readFileSync(file, 'utf8')).map((line) => {
    const [half = '', language = '', label = '', text = ''] = line.split('\t');
    return { half, language, label, text };
  });
}

function readChat(file: URL): readonly string[] {
  return lines(readOutside(file, 'chat-dev')).flatMap((line) =>
    (line.split('\t')[0] ?? '').split('__eou__').filter((turn) => turn.trim() !== ''),
  );
}

/** Prompts that only look dangerous; those marked unsafe ask for what they seem to. */
function readSafePrompts(file: URL): readonly string[] {
  return lines(readOutside(file, 'crisis-dev'))
    .filter((line) => line.includes(',safe,'))
    .map((line) => line.split(',').slice(1, -4).join(','));
}

function readContexts(file: URL): readonly string[] {
  const pairs = JSON.parse(readOutside(file, 'crisis-dev')) as readonly { readonly context: string }[];
  return [...new Set(pairs.map(({ context }) => context))];
}

function lines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}
