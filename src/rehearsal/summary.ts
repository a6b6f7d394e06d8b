import type { PersonRecording, Recording } from './recording.js';
import type { Violation } from './violations.js';

/** The figures of a rehearsal, as `--json` prints them and the report's head shows them. */
export interface Summary {
  readonly character: string;
  readonly days: number;
  readonly people: number;
  readonly seed: number;
  readonly model: string;
  /** Promises broken, by name; an empty object in a sound program. */
  readonly violations: Readonly<Record<string, number>>;
  /** Each of them: who it happened to, and when (UTC). */
  readonly violated: readonly { readonly promise: string; readonly person: string; readonly at: string }[];
  readonly messages: { readonly fromPeople: number; readonly fromCharacter: number };
  readonly openers: {
    readonly sent: number;
    readonly answered: number;
    /** Sent in quiet hours of the person's true clock, which the program may have had to guess. */
    readonly inTrueQuietHours: number;
    /** By reason. */
    readonly withheld: Readonly<Record<string, number>>;
    readonly byKind: Readonly<Record<string, number>>;
  };
  readonly memories: { readonly made: number; readonly turnsWithRecall: number };
  /** Share of replies inside the character's band. */
  readonly inVoice: number;
  readonly cost: {
    readonly calls: number;
    readonly inputTokens: number;
    readonly outputTokens: number;
    readonly cachedShare: number;
    readonly usd: number;
  };
  /** From a message to the first bubble of its answer, in milliseconds of the rehearsed time. */
  readonly answerMs: { readonly p50: number; readonly p95: number };
  readonly broken: readonly string[];
}

export function summarize(
  recording: Recording,
  violations: readonly Violation[],
  run: { readonly seed: number; readonly model: string; readonly inTrueQuietHours: number },
): Summary {
  const { people, spending } = recording;
  const talk = people.flatMap((person) => person.talk);
  const openers = people.flatMap(openersOf);
  const decisions = people.flatMap((person) => person.decisions);
  const drift = people.flatMap((person) => person.drift);
  const waits = people.flatMap((person) => person.waits).sort((one, other) => one - other);
  const total = (field: 'calls' | 'input' | 'output' | 'cacheRead' | 'cacheWrite' | 'microUsd'): number =>
    spending.reduce((sum, day) => sum + day[field], 0);
  const read = total('input') + total('cacheRead') + total('cacheWrite');
  return {
    character: recording.character,
    days: recording.days,
    people: people.length,
    seed: run.seed,
    model: run.model,
    violations: countBy(violations.map(({ property }) => property)),
    violated: violations.map(({ property, person, at }) => ({
      promise: property,
      person,
      at: new Date(at).toISOString(),
    })),
    messages: {
      fromPeople: talk.filter(({ author }) => author === 'person').length,
      fromCharacter: talk.filter(({ author }) => author !== 'person').length,
    },
    openers: {
      sent: openers.length,
      answered: openers.filter(({ isAnswered }) => isAnswered).length,
      inTrueQuietHours: run.inTrueQuietHours,
      withheld: countBy(
        decisions.filter(({ verdict }) => verdict === 'withheld').map(({ reason }) => reason),
      ),
      byKind: countBy(decisions.filter(({ verdict }) => verdict === 'sent').map(({ kind }) => kind)),
    },
    memories: {
      made: people.reduce((sum, person) => sum + person.memories.length, 0),
      turnsWithRecall: people.reduce((sum, person) => sum + person.recalled.length, 0),
    },
    inVoice: drift.length === 0 ? 1 : drift.filter((score) => score >= 0.5).length / drift.length,
    cost: {
      calls: total('calls'),
      inputTokens: read,
      outputTokens: total('output'),
      cachedShare: read === 0 ? 0 : total('cacheRead') / read,
      usd: total('microUsd') / 1_000_000,
    },
    answerMs: { p50: quantile(waits, 0.5), p95: quantile(waits, 0.95) },
    broken: recording.broken,
  };
}

export interface Opener {
  readonly at: number;
  readonly text: string;
  readonly kind: string;
  readonly source: string;
  readonly isAnswered: boolean;
}

/** What the character wrote first, and whether the person answered before the next time. */
export function openersOf({ talk, decisions }: PersonRecording): readonly Opener[] {
  const seen = new Set<string>();
  return talk.flatMap((message, index) => {
    // A turn may have several bubbles; the first stands for it.
    if (message.cause !== 'proactive' || message.turn === null || seen.has(message.turn)) return [];
    seen.add(message.turn);
    const decision = decisions.find(({ turn }) => turn === message.turn);
    const next = talk
      .slice(index + 1)
      .find((later) => later.author === 'person' || later.cause === 'proactive');
    return [
      {
        at: message.at,
        text: message.text,
        kind: decision?.kind ?? 'unknown',
        source: decision?.source ?? '',
        isAnswered: next?.author === 'person',
      },
    ];
  });
}

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([, one], [, other]) => other - one));
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
