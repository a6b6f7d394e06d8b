import { fileURLToPath } from 'node:url';
import type { Character } from '../../character/character.js';
import { loadCharacters } from '../../character/load.js';
import type { ModelUsage } from '../../model/contract.js';
import { dayOf, chatOf, type Written } from '../stage/day-people.js';
import { linesFor } from '../stage/day-lines.js';
import { measureThinking } from './day-timings.js';
import type { Percentiles } from '../frame/percentiles.js';
import { diceOf } from '../../lib/dice.js';
import { openStage, personNumber, type Stage } from '../stage/stage.js';

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
  /** And that was written into it, because it was new or had been forgotten. */
  readonly written: number;
  /** The same of all calls, those in the background too. */
  readonly cachedOfAll: number;
  readonly background: number;
  /** Calls by what they were made for. */
  readonly callsByPurpose: Readonly<Record<string, number>>;
  /** Turns by how they ended, and why where they did not speak. */
  readonly turnsByOutcome: Readonly<Record<string, number>>;
  /** Mean estimated tokens of each part of the prompts of replies. */
  readonly tokensByLayer: Readonly<Record<string, number>>;
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
const shipped = fileURLToPath(new URL('../../../characters', import.meta.url));

/** The evening before, which is not counted: a first day has no past and little to keep. */
const evening = { from: midnight - 4 * 3_600_000, turns: 45 };

/** A simulated day and a chat without pauses for each character, with what the provider's cache would have made of them. */
export async function dayBench(options: DayBenchOptions): Promise<DayBenchResult> {
  const characters = [...loadCharacters(options.folder ?? shipped, options.characters).values()];
  const days: [string, Tally][] = [];
  const chats: [string, Tally][] = [];
  for (const [number, character] of characters.entries()) {
    const lines = linesFor(character.languages);
    const chance = diceOf(`${options.seed} ${number}`);
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
  readonly turns: Stage['turns'];
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
    const chance = diceOf(`evening ${seed}`);
    const people = new Set(written.map(({ person }) => person));
    await perform(
      [...people].flatMap((person) => chatOf(person, evening.from, evening.turns, lines, chance)),
    );
    await stage.until(midnight);
    const before = { turns: stage.turns.length, calls: stage.calls.length };
    await perform(written);
    await stage.until(midnight + 86_400_000);
    const turns = stage.turns.slice(before.turns);
    for (const what of new Set(stage.broken)) options.progress(`${character.id}: ${what}`);
    const calls = stage.calls.slice(before.calls);
    return { turns, calls, broken: stage.broken.length };
  } finally {
    await stage.close();
  }
}

const sumOf = (tallies: readonly Tally[]): Tally => ({
  turns: tallies.flatMap(({ turns }) => turns),
  calls: tallies.flatMap(({ calls }) => calls),
  broken: tallies.reduce((sum, { broken }) => sum + broken, 0),
});

function figuresOf({ turns, calls }: Tally): TalkFigures {
  // Fixed words ask no model and are no replies here.
  const spoken = turns.filter(({ outcome, answer }) => outcome === 'spoke' && answer !== null);
  const replies = spoken.length;
  const inFront = calls.filter(({ role }) => role !== 'scribe');
  const inputOf = ({ input, cacheRead, cacheWrite }: ModelUsage): number => input + cacheRead + cacheWrite;
  const total = (list: Stage['calls'], of: (usage: ModelUsage) => number): number =>
    list.reduce((sum, { usage }) => sum + of(usage), 0);
  const share = (list: Stage['calls'], of: (usage: ModelUsage) => number): number =>
    round((100 * total(list, of)) / Math.max(1, total(list, inputOf)), 1);
  const cached = (list: Stage['calls']): number => share(list, ({ cacheRead }) => cacheRead);
  return {
    replies,
    callsPerReply: round(inFront.length / Math.max(1, replies), 3),
    inputPerCall: Math.round(total(inFront, inputOf) / Math.max(1, inFront.length)),
    cached: cached(inFront),
    written: share(inFront, ({ cacheWrite }) => cacheWrite),
    cachedOfAll: cached(calls),
    background: calls.length - inFront.length,
    callsByPurpose: countsOf(calls.map(({ purpose }) => purpose)),
    turnsByOutcome: countsOf(
      turns.map(({ outcome, reason }) => (reason === null ? outcome : `${outcome}: ${reason}`)),
    ),
    tokensByLayer: meanTokens(spoken),
    usd: round(calls.reduce((sum, { microUsd }) => sum + microUsd, 0) / 1e6, 4),
    usdUncached: round(calls.reduce((sum, call) => sum + call.uncachedMicroUsd, 0) / 1e6, 4),
  };
}

/** The most frequent first. */
function countsOf(names: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([, one], [, other]) => other - one));
}

function meanTokens(turns: Stage['turns']): Readonly<Record<string, number>> {
  const sums = new Map<string, number>();
  for (const { layer, tokens } of turns.flatMap(({ layers }) => layers)) {
    sums.set(layer, (sums.get(layer) ?? 0) + tokens);
  }
  return Object.fromEntries([...sums].map(([layer, sum]) => [layer, Math.round(sum / turns.length)]));
}

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;
