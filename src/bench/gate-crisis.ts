import { readFileSync } from 'node:fs';
import { findCrisis } from '../duty/crisis.js';
import { percentiles } from './percentiles.js';

export interface CrisisFigures {
  readonly explicitRecall: number;
  readonly ideationRecall: number;
  /** Share of ordinary messages that would get a card: people's chat in three languages, XSTest and our look-alikes. */
  readonly falseAlarm: number;
  readonly p95Ms: number;
  /** What was meant against what was found, on our sentences: both halves, and the half kept from tuning. */
  readonly confusion: Readonly<Record<'all' | 'held', Confusion>>;
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
    if (sign === null || sign.tier === 'indirect') return 'none';
    return sign.about === 'other' ? 'other' : sign.tier;
  };
  const found = sentences.map((sentence) => ({ ...sentence, found: find(sentence.text) }));
  const recall = (label: string): number => {
    const meant = found.filter((one) => one.label === label);
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
    falseAlarm: all.filter((one) => one !== 'none').length / all.length,
    p95Ms: percentiles(times).p95,
    confusion: { all: confusion(found), held: confusion(found.filter(({ half }) => half === 'held')) },
    crisisDev: {
      messages: risky.length,
      explicit: risky.filter((one) => one === 'explicit').length,
      ideation: risky.filter((one) => one === 'ideation').length,
    },
  };
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
  return lines(file).map((line) => {
    const [half = '', language = '', label = '', text = ''] = line.split('\t');
    return { half, language, label, text };
  });
}

function readChat(file: URL): readonly string[] {
  return lines(file).flatMap((line) =>
    (line.split('\t')[0] ?? '').split('__eou__').filter((turn) => turn.trim() !== ''),
  );
}

/** Prompts that only look dangerous; those marked unsafe ask for what they seem to. */
function readSafePrompts(file: URL): readonly string[] {
  return lines(file)
    .filter((line) => line.includes(',safe,'))
    .map((line) => line.split(',').slice(1, -4).join(','));
}

function readContexts(file: URL): readonly string[] {
  const pairs = JSON.parse(readFileSync(file, 'utf8')) as readonly { readonly context: string }[];
  return [...new Set(pairs.map(({ context }) => context))];
}

function lines(file: URL): readonly string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}
