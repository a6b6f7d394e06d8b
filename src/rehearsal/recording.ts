import type { Character } from '../character/character.js';
import type { Milliseconds } from '../core/clock.js';
import { conversationId } from '../core/ids.js';
import { dayMs } from '../proactive/local-time.js';
import { driftOver, learnProfile } from '../quality/drift.js';
import { readMemories } from '../store/memory/memory-reader.js';
import {
  readRehearsedDecisions,
  readRehearsedSpending,
  readRehearsedTalk,
  readRehearsedTurns,
  readRelationshipSteps,
  type RehearsedDecision,
  type RehearsedMessage,
} from '../store/chats/rehearsal-reader.js';
import type { Habits } from './habits.js';
import type { Rehearsed } from './rehearse.js';

/** Everything a report shows, as plain values. Days are counted from 0, times in milliseconds since 1970 (UTC). */
export interface Recording {
  readonly character: string;
  readonly days: number;
  readonly people: readonly PersonRecording[];
  readonly spending: readonly DaySpending[];
  readonly broken: readonly string[];
}

export interface PersonRecording {
  readonly habits: Habits;
  readonly talk: readonly RehearsedMessage[];
  readonly decisions: readonly RehearsedDecision[];
  /** One value a reply, 0 to 1; below 0.5 is outside the character's band. */
  readonly drift: readonly number[];
  readonly relationship: readonly {
    readonly day: number;
    readonly closeness: number;
    readonly warmth: number;
    readonly tension: number;
    readonly stage: string;
  }[];
  readonly memories: readonly { readonly day: number; readonly kind: string; readonly text: string }[];
  /** Turns in whose prompt something was recalled, by day. */
  readonly recalled: readonly number[];
  /** From a burst of the person to the first bubble of the answer, in milliseconds. */
  readonly waits: readonly Milliseconds[];
}

export interface DaySpending {
  readonly calls: number;
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly microUsd: number;
}

/** Read what a rehearsal left in its database. */
export async function record(
  rehearsed: Rehearsed,
  character: Character,
  { days, startsAt }: { readonly days: number; readonly startsAt: Milliseconds },
): Promise<Recording> {
  const { read } = rehearsed.database;
  const dayOf = (at: Milliseconds): number =>
    Math.min(days - 1, Math.max(0, Math.floor((at - startsAt) / dayMs)));
  const profile = learnProfile({ samples: character.voice.samples, languages: character.languages });
  const spending: DaySpending[] = Array.from({ length: days }, () => nothingSpent);
  const people: PersonRecording[] = [];
  for (const { habits, conversation: id } of rehearsed.people) {
    const conversation = conversationId(id);
    const talk = await readRehearsedTalk(read, conversation);
    const turns = await readRehearsedTurns(read, conversation);
    const steps = await readRelationshipSteps(read, conversation);
    const memories = await readMemories(read, conversation, { which: 'all' });
    for (const spent of await readRehearsedSpending(read, conversation)) {
      const day = dayOf(Date.parse(`${spent.day}T00:00:00Z`));
      spending[day] = added(spending[day] ?? nothingSpent, spent);
    }
    const replies = talk.filter(({ author }) => author === 'character').map(({ text }) => text);
    people.push({
      habits,
      talk,
      decisions: await readRehearsedDecisions(read, conversation),
      drift: driftOver(replies, profile).map(({ score }) => score),
      relationship: steps.map(({ at, ...step }) => ({ day: dayOf(at), ...step })),
      memories: memories.map(({ createdAt, kind, text }) => ({ day: dayOf(createdAt), kind, text })),
      recalled: turns.filter(({ layers }) => hasRecalled(layers)).map(({ at }) => dayOf(at)),
      waits: waitsOf(talk),
    });
  }
  return { character: character.name, days, people, spending, broken: rehearsed.broken };
}

const nothingSpent: DaySpending = {
  calls: 0,
  input: 0,
  output: 0,
  cacheRead: 0,
  cacheWrite: 0,
  microUsd: 0,
};

function added(one: DaySpending, other: DaySpending): DaySpending {
  return {
    calls: one.calls + other.calls,
    input: one.input + other.input,
    output: one.output + other.output,
    cacheRead: one.cacheRead + other.cacheRead,
    cacheWrite: one.cacheWrite + other.cacheWrite,
    microUsd: one.microUsd + other.microUsd,
  };
}

function hasRecalled(layers: string): boolean {
  return (JSON.parse(layers) as readonly { readonly layer: string }[]).some(
    ({ layer }) => layer === 'memories',
  );
}

/** From the last message of a burst to the first bubble after it. */
function waitsOf(talk: readonly RehearsedMessage[]): readonly Milliseconds[] {
  const waits: Milliseconds[] = [];
  talk.forEach((message, index) => {
    const before = talk[index - 1];
    if (message.author !== 'person' && before?.author === 'person' && message.cause !== 'proactive') {
      waits.push(message.at - before.at);
    }
  });
  return waits;
}
