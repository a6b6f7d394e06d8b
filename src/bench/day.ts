import { fileURLToPath } from 'node:url';
import type { Character } from '../character/character.js';
import { loadCharacters } from '../character/load.js';
import type { ModelUsage } from '../model/contract.js';
import { dayOf, chatOf, type Written } from './day-people.js';
import { linesFor } from './day-lines.js';
import { measureThinking } from './day-timings.js';
import type { Percentiles } from './percentiles.js';
import { seededChance } from '../lib/seeded-chance.js';
import { openStage, personNumber, type Stage } from './stage.js';

export interface DayBenchOptions {
  readonly characters: readonly string[];
  /** Where they lie; `characters` of this project when absent. */
  readonly folder?: string;
  /** People who write to each character through the day. */
  readonly people: number;
  /** Turns of the chat without pauses. */
  readonly turns: number;
  readonly seed: number;
  readonly everyday: string;
  readonly deep: string;
  readonly progress: (line: string) => void;
}

export interface TalkFigures {
  readonly replies: number;
  /** Calls a person waits for, by replies. */
  readonly callsPerReply: number;
  /** Mean tokens of a call in front of a reply, from the cache or not. */
  readonly inputPerCall: number;
  /** Share of the input of those calls that was read from the cache, in per cent. */
  readonly cached: number;
  /** The same of all calls, those in the background too. */
  readonly cachedOfAll: number;
  readonly background: number;
  readonly usd: number;
  /** What the same calls would have cost without a cache. */
  readonly usdUncached: number;
}

export interface DayBenchResult {
  readonly day: TalkFigures;
  readonly chat: TalkFigures;
  readonly dayOf: Readonly<Record<string, TalkFigures>>;
  readonly chatOf: Readonly<Record<string, TalkFigures>>;
  readonly assembleMs: Percentiles;
  readonly strategistMs: Percentiles;
  readonly lorebookMs: Percentiles;
  readonly broken: number;
}

/** A Monday, so that no weekend habit of a character falls on it. */
const midnight = Date.UTC(2026, 0, 5);
const shipped = fileURLToPath(new URL('../../characters', import.meta.url));

/** The evening before, which is not counted: a first day has no past and little to keep. */
const evening = { from: midnight - 4 * 3_600_000, turns: 45 };

/** A simulated day and a chat without pauses for each character, with what the provider's cache would have made of them. */
export async function dayBench(options: DayBenchOptions): Promise<DayBenchResult> {
  const characters = [...loadCharacters(options.folder ?? shipped, options.characters).values()];
  const days: [string, Tally][] = [];
  const chats: [string, Tally][] = [];
  for (const [number, character] of characters.entries()) {
    const lines = linesFor(character.languages);
    const chance = seededChance(`${options.seed} ${number}`);
    const people = Array.from({ length: options.people }, (_, person) => person);
    const day = people.flatMap((person) => dayOf(person, midnight, lines, chance));
    days.push([character.id, await play(options, character, day)]);
    chats.push([
      character.id,
      await play(options, character, chatOf(0, midnight + 10 * 3_600_000, options.turns, lines, chance)),
    ]);
    options.progress(`${character.id}: ${day.length} messages of a day, ${options.turns} of a chat`);
  }
  const figures = (tallies: readonly (readonly [string, Tally])[]) =>
    Object.fromEntries(tallies.map(([name, tally]) => [name, figuresOf(tally)]));
  const all = [...days, ...chats].map(([, tally]) => tally);
  return {
    day: figuresOf(sumOf(days.map(([, tally]) => tally))),
    chat: figuresOf(sumOf(chats.map(([, tally]) => tally))),
    dayOf: figures(days),
    chatOf: figures(chats),
    ...measureThinking(characters),
    broken: all.reduce((sum, { broken }) => sum + broken, 0),
  };
}

interface Tally {
  readonly replies: number;
  readonly calls: Stage['calls'];
  readonly broken: number;
}

async function play(
  options: DayBenchOptions,
  character: Character,
  written: readonly Written[],
): Promise<Tally> {
  const { seed, everyday, deep } = options;
  const stage = await openStage({ character, startsAt: evening.from, seed, everyday, deep });
  const perform = async (all: readonly Written[]): Promise<void> => {
    for (const { at, person, text } of [...all].sort((one, other) => one.at - other.at)) {
      await stage.until(at);
      await stage.say(personNumber(person), text);
    }
  };
  try {
    const lines = linesFor(character.languages);
    const chance = seededChance(`evening ${seed}`);
    const people = new Set(written.map(({ person }) => person));
    await perform(
      [...people].flatMap((person) => chatOf(person, evening.from, evening.turns, lines, chance)),
    );
    await stage.until(midnight);
    const before = { turns: stage.turns.length, calls: stage.calls.length };
    await perform(written);
    await stage.until(midnight + 86_400_000);
    const replies = stage.turns
      .slice(before.turns)
      .filter(({ outcome, request }) => outcome === 'spoke' && request !== null);
    for (const what of new Set(stage.broken)) options.progress(`${character.id}: ${what}`);
    const calls = stage.calls.slice(before.calls);
    return { replies: replies.length, calls, broken: stage.broken.length };
  } finally {
    await stage.close();
  }
}

const sumOf = (tallies: readonly Tally[]): Tally => ({
  replies: tallies.reduce((sum, { replies }) => sum + replies, 0),
  calls: tallies.flatMap(({ calls }) => calls),
  broken: tallies.reduce((sum, { broken }) => sum + broken, 0),
});

function figuresOf({ replies, calls }: Tally): TalkFigures {
  const inFront = calls.filter(({ role }) => role !== 'scribe');
  const inputOf = ({ input, cacheRead, cacheWrite }: ModelUsage): number => input + cacheRead + cacheWrite;
  const total = (list: Stage['calls'], of: (usage: ModelUsage) => number): number =>
    list.reduce((sum, { usage }) => sum + of(usage), 0);
  const cached = (list: Stage['calls']): number =>
    round((100 * total(list, ({ cacheRead }) => cacheRead)) / Math.max(1, total(list, inputOf)), 1);
  return {
    replies,
    callsPerReply: round(inFront.length / Math.max(1, replies), 3),
    inputPerCall: Math.round(total(inFront, inputOf) / Math.max(1, inFront.length)),
    cached: cached(inFront),
    cachedOfAll: cached(calls),
    background: calls.length - inFront.length,
    usd: round(calls.reduce((sum, { microUsd }) => sum + microUsd, 0) / 1e6, 4),
    usdUncached: round(calls.reduce((sum, call) => sum + call.uncachedMicroUsd, 0) / 1e6, 4),
  };
}

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;
