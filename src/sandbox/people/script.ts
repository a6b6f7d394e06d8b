import { z } from 'zod';
import type { Fact } from '../telegram/world/journal.js';
import type { Person } from './people.js';
import { waitForFacts } from './wait.js';

const ms = z.number().int().min(0).max(86_400_000);
const wait = { withinMs: ms.default(30_000), count: z.number().int().min(1).default(1) };

const plainStep = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('say'), text: z.string().min(1), quoteLast: z.boolean().optional() }),
  z.strictObject({ do: z.literal('burst'), texts: z.array(z.string().min(1)).min(1), gapMs: ms.default(0) }),
  z.strictObject({ do: z.literal('pause'), ms }),
  z.strictObject({
    do: z.literal('type'),
    ms: ms.default(0),
    action: z.enum(['typing', 'recording', 'uploading', 'cancel']).default('typing'),
  }),
  z.strictObject({ do: z.literal('read') }),
  z.strictObject({ do: z.literal('react'), emoji: z.string() }),
  z.strictObject({ do: z.literal('edit'), text: z.string().min(1) }),
  z.strictObject({ do: z.literal('delete'), revoke: z.boolean().default(true) }),
  z.strictObject({ do: z.literal('clear') }),
  z.strictObject({ do: z.literal('block') }),
  z.strictObject({ do: z.literal('unblock') }),
  z.strictObject({ do: z.literal('online') }),
  z.strictObject({ do: z.literal('offline') }),
  z.strictObject({ do: z.literal('save-contact'), firstName: z.string().min(1).optional() }),
  z.strictObject({ do: z.literal('remove-contact') }),
  z.strictObject({ do: z.literal('username'), username: z.string().min(3).nullable() }),
  z.strictObject({ do: z.literal('delete-account') }),
  z.strictObject({
    do: z.literal('answer'),
    when: z.string().min(1).default('.').refine(isPattern, 'expected a regular expression'),
    text: z.string().min(1),
    withinMs: ms.default(30_000),
  }),
  z.strictObject({ do: z.literal('wait-for-reply'), ...wait }),
  z.strictObject({ do: z.literal('wait-for-read'), ...wait }),
  z.strictObject({ do: z.literal('wait-for-typing'), ...wait }),
  z.strictObject({ do: z.literal('wait-for-reaction'), ...wait }),
]);

export const stepSchema = z.union([
  plainStep,
  z.strictObject({
    do: z.literal('repeat'),
    times: z.number().int().min(1).max(100_000),
    steps: z.array(plainStep).min(1),
  }),
]);

/** One step of a person's script, checked and with its defaults filled in. */
export type Step = z.infer<typeof stepSchema>;
type PlainStep = z.infer<typeof plainStep>;

export interface ScriptOutcome {
  readonly finished: boolean;
  /** Steps that were done; a repetition counts each time. */
  readonly done: number;
  /** Why it stopped early: a wait that was not met, or an error type Telegram would answer. */
  readonly stopped?: { readonly step: string; readonly reason: string };
  /** What the person saw from the account during the script. */
  readonly seen: readonly Fact[];
}

/** Typing shows for six seconds: https://core.telegram.org/constructor/updateUserTyping. */
const TYPING_AGAIN = 5000;

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'iu') instanceof RegExp;
  } catch {
    return false;
  }
}

/** Plays a person's part towards one account, step by step. */
export async function runScript(
  person: Person,
  account: number,
  steps: readonly Step[],
  signal?: AbortSignal,
): Promise<ScriptOutcome> {
  const { journal } = person.world;
  const start = journal.lastSeq;
  const progress = { since: start };
  let done = 0;
  let stopped: ScriptOutcome['stopped'];
  for (const step of unrolled(steps)) {
    const reason = signal?.aborted === true ? 'aborted' : await play(person, account, step, progress, signal);
    if (reason !== undefined) {
      stopped = { step: step.do, reason };
      break;
    }
    done += 1;
  }
  const seen = journal
    .read({ user: person.id, with: account, kinds: ['message', 'edit', 'delete'], after: start })
    .filter((fact) => fact.actor === account);
  return { finished: stopped === undefined, done, seen, ...(stopped === undefined ? {} : { stopped }) };
}

function* unrolled(steps: readonly Step[]): Generator<PlainStep> {
  for (const step of steps) {
    if (step.do !== 'repeat') yield step;
    else for (let time = 0; time < step.times; time++) yield* step.steps;
  }
}

/** `since`: only what the account does after this fact answers what the person did. */
async function play(
  person: Person,
  account: number,
  step: PlainStep,
  progress: { since: number },
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const { clock, journal } = person.world;
  const say = (text: string, quoteLast = false): string | undefined => {
    const quoted = quoteLast ? person.latest(account, 'them') : undefined;
    progress.since = journal.lastSeq;
    const outcome = person.say(account, text, quoted === undefined ? {} : { replyTo: quoted.id });
    return outcome.kind === 'refused' ? outcome.type : undefined;
  };
  switch (step.do) {
    case 'say':
      return say(step.text, step.quoteLast);
    case 'burst':
      for (const [index, text] of step.texts.entries()) {
        if (index > 0) await clock.sleep(step.gapMs, signal);
        const refused = say(text);
        if (refused !== undefined) return refused;
      }
      return undefined;
    case 'pause':
      await clock.sleep(step.ms, signal);
      return undefined;
    case 'type':
      for (let left = step.ms; ; left -= TYPING_AGAIN) {
        const outcome = person.show(account, step.action);
        if (outcome.kind === 'refused') return outcome.type;
        if (left <= 0) return undefined;
        await clock.sleep(Math.min(left, TYPING_AGAIN), signal);
        if (left <= TYPING_AGAIN) return undefined;
      }
    case 'read':
      person.read(account);
      return undefined;
    case 'react': {
      const last = person.latest(account, 'them');
      if (last === undefined) return 'nothing to react to';
      const outcome = person.react(last.id, step.emoji === '' ? [] : [step.emoji]);
      return outcome.kind === 'refused' ? outcome.type : undefined;
    }
    case 'edit': {
      const last = person.latest(account, 'me');
      if (last === undefined) return 'nothing to edit';
      const outcome = person.edit(last.id, step.text);
      return outcome.kind === 'refused' ? outcome.type : undefined;
    }
    case 'delete': {
      const last = person.latest(account, 'me');
      if (last === undefined) return 'nothing to delete';
      person.delete([last.id], step.revoke);
      return undefined;
    }
    case 'clear':
      person.clear(account);
      return undefined;
    case 'block':
      person.block(account);
      return undefined;
    case 'unblock':
      person.unblock(account);
      return undefined;
    case 'save-contact':
      person.saveContact(account, step.firstName);
      return undefined;
    case 'remove-contact':
      person.removeContact(account);
      return undefined;
    case 'username': {
      const outcome = person.changeUsername(step.username);
      return outcome.kind === 'refused' ? outcome.type : undefined;
    }
    case 'delete-account':
      person.deleteAccount();
      return undefined;
    case 'answer': {
      const asked = new RegExp(step.when, 'iu');
      const wish = { by: account, towards: person.id, kinds: ['message' as const], after: progress.since };
      const { met } = await waitForFacts(
        person.world,
        { ...wish, count: 1, withinMs: step.withinMs, fits: (fact) => asked.test(fact.text ?? '') },
        signal,
      );
      return met ? say(step.text) : `nothing like ${step.when} within ${step.withinMs} ms`;
    }
    case 'online':
      person.online();
      return undefined;
    case 'offline':
      person.offline();
      return undefined;
    case 'wait-for-reply':
    case 'wait-for-read':
    case 'wait-for-typing':
    case 'wait-for-reaction': {
      const kind = waitedKind[step.do];
      const wish = { by: account, towards: person.id, kinds: [kind], after: progress.since, ...step };
      const { met, facts } = await waitForFacts(person.world, wish, signal);
      if (!met) return `only ${facts.length} of ${step.count} within ${step.withinMs} ms`;
      if (kind === 'message') progress.since = facts.at(step.count - 1)?.seq ?? progress.since;
      return undefined;
    }
  }
}

const waitedKind = {
  'wait-for-reply': 'message',
  'wait-for-read': 'read',
  'wait-for-typing': 'typing',
  'wait-for-reaction': 'reaction',
} as const;
