import { createVoicePanel, learnVoice } from '../../quality/voice.js';
import { styleWords } from '../../quality/voice-words.js';
import { readOutside } from '../frame/outside-data.js';
import { driftByHalf, firstDriftFigures } from './voice-drift.js';

/** Lines of a character that its voice is learnt from; the rest is unseen. */
const referenceLines = 25;
const windowSize = 5;

export interface VoiceBenchOptions {
  /** Lines of JSON with `role` and `generated` (a list whose first entry is the reply), as RoleBench has them. */
  readonly data: string;
  /** How often the lines are dealt anew into reference and unseen. */
  readonly splits: number;
  /** Language of the lines, for the words of manner. */
  readonly language: string;
}

interface Figures {
  readonly auc: number;
  readonly caught: number;
  readonly first: number;
}

/**
 * How well the topic-free voice score tells a character's unseen replies from those of others, against a panel of all
 * characters of the file. Nothing is fitted to the data: each split learns the voices from its reference lines only.
 */
export function voiceBench({ data, splits, language }: VoiceBenchOptions): object {
  const characters = readCharacters(data);
  const runs = Array.from({ length: splits }, (_, split) => measure(characters, split + 1, language));
  const half = Array.from({ length: 2 }, (_, side) =>
    measure(
      characters.filter((__, index) => index % 2 === side),
      1,
      language,
    ),
  );
  const of = (name: 'reply' | 'window', field: keyof Figures) => runs.map((run) => run[name][field]);
  const detector = rounded({
    characters: characters.length,
    referenceLines,
    splits,
    replyAuc: mean(of('reply', 'auc')),
    replyAucWorst: Math.min(...of('reply', 'auc')),
    replyCaughtAt5Percent: mean(of('reply', 'caught')),
    replyRightCharacter: mean(of('reply', 'first')),
    windowAuc: mean(of('window', 'auc')),
    windowAucWorst: Math.min(...of('window', 'auc')),
    windowCaughtAt5Percent: mean(of('window', 'caught')),
    windowRightCharacter: mean(of('window', 'first')),
    // The same with half of the characters as the whole panel: fewer to compare with.
    halvesReplyAuc: half.map((run) => run.reply.auc),
    halvesWindowAuc: half.map((run) => run.window.auc),
    ...firstDriftFigures(characters, language),
  });
  return { ...detector, ...driftByHalf(characters, language, shuffled) };
}

function readCharacters(path: string): readonly (readonly string[])[] {
  const replies = new Map<string, string[]>();
  for (const line of readOutside(path, 'voice-dev').split('\n')) {
    if (line === '') continue;
    const { role, generated } = JSON.parse(line) as { role: string; generated: readonly string[] };
    const [reply] = generated;
    if (reply !== undefined) replies.set(role, [...(replies.get(role) ?? []), reply]);
  }
  return [...replies.values()].filter((list) => list.length >= referenceLines + windowSize);
}

function measure(characters: readonly (readonly string[])[], seed: number, language: string) {
  const isStyleWord = styleWords([language]);
  const dealt = characters.map((lines, index) => shuffled(lines, seed * 1_000 + index));
  const panel = createVoicePanel(
    dealt.map((lines) => learnVoice(lines.slice(0, referenceLines), isStyleWord)),
  );
  const single = dealt.map((lines) => lines.slice(referenceLines).map((line) => panel.likeness(line)));
  const windows = single.map((scores) =>
    Array.from({ length: Math.floor(scores.length / windowSize) }, (_, window) =>
      characters.map((__, index) =>
        mean(
          scores
            .slice(window * windowSize, (window + 1) * windowSize)
            .map((likeness) => likeness[index] ?? 0),
        ),
      ),
    ),
  );
  return { reply: figures(single), window: figures(windows) };
}

/** Own against other, over every pair of a reply and a character. */
function figures(scored: readonly (readonly (readonly number[])[])[]): Figures {
  const own: number[] = [];
  const other: number[] = [];
  let first = 0;
  scored.forEach((replies, character) => {
    for (const likeness of replies) {
      likeness.forEach((value, index) => (index === character ? own : other).push(value));
      if (likeness.indexOf(Math.max(...likeness)) === character) first += 1;
    }
  });
  other.sort((a, b) => a - b);
  const limit = other[Math.floor(0.95 * other.length)] ?? 0;
  return {
    auc: mean(own.map((value) => below(other, value) / other.length)),
    caught: own.filter((value) => value > limit).length / own.length,
    first: first / own.length,
  };
}

/** How many of a sorted list are smaller; equal ones count half. */
function below(sorted: readonly number[], value: number): number {
  const bound = (isBefore: (entry: number) => boolean): number => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(sorted[middle] ?? 0)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return (bound((entry) => entry < value) + bound((entry) => entry <= value)) / 2;
}

/** Fisher and Yates with mulberry32: the same seed deals the same hands. */
function shuffled(lines: readonly string[], seed: number): readonly string[] {
  let state = seed >>> 0;
  const chance = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return lines
    .map((line) => ({ line, at: chance() }))
    .sort((a, b) => a.at - b.at)
    .map(({ line }) => line);
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function rounded(figures: Readonly<Record<string, number | readonly number[]>>): object {
  const four = (value: number): number => Number(value.toFixed(4));
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [
      name,
      typeof value === 'number' ? four(value) : value.map(four),
    ]),
  );
}
