import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { TurnSettings } from '../../src/conversation/loading/turn-settings.js';
import { Runtime } from '../../src/app/composition/runtime.js';
import type { RuntimeParts, RuntimeReport } from '../../src/app/composition/runtime-parts.js';
import type { CharacterSource } from '../../src/character/character.js';
import type { ChannelCapabilities } from '../../src/channel/capabilities.js';
import { FakeChannel } from '../../src/channel/fake.js';
import type { ScribeSettings } from '../../src/conversation/afterthought/scribe-settings.js';
import type { Spending } from '../../src/conversation/spending/spend-ledger.js';
import { accountId, characterId, outboxId, sendId, turnId } from '../../src/core/ids.js';
import type { IdSource } from '../../src/core/id-source.js';
import { createAskRole } from '../../src/model/ask.js';
import { buildRoleTable } from '../../src/model/roles.js';
import { scriptedProvider, type ScriptedOptions, type ScriptedProvider } from '../../src/model/scripted.js';
import type { ProactiveSettings } from '../../src/proactive/wish.js';
import { clockTicks } from '../../src/scheduler/ticks.js';
import { openDatabase, type Database } from '../../src/store/engine/database.js';
import type { RateCap } from '../../src/store/outbox/rate-caps.js';
import { aCharacter } from './characters.js';
import { ManualClock, settle } from './manual-clock.js';
import { runtimeLimits, turnSettings } from './settings.js';
import { temporaryFolder } from './temporary-folder.js';

/** Chance that always falls in the middle. */
export const evenChance = { next: () => 0.5 };

export interface RuntimeHarness {
  readonly clock: ManualClock;
  readonly channel: FakeChannel;
  readonly model: ScriptedProvider;
  readonly database: Database;
  readonly runtime: Runtime;
  /** Codes of what was reported, in order. */
  readonly reports: string[];
  /** Let everything that can happen without time passing happen. */
  rest(): Promise<void>;
}

export interface HarnessOptions {
  /** Who lives on the account `home`; somebody called tess when left out. */
  readonly characters?: (clock: ManualClock) => CharacterSource;
  readonly caps?: readonly RateCap[];
  /** What the channel cannot do; everything when left out. */
  readonly capabilities?: ChannelCapabilities;
  readonly outageLine?: string;
  /** What the model says when nothing is enqueued. */
  readonly answer?: NonNullable<ScriptedOptions['otherwise']>;
  readonly spending?: Spending;
  /** Write first, as these settings allow. */
  readonly proactive?: ProactiveSettings;
  /** What differs from the usual settings. */
  readonly settings?: Partial<TurnSettings>;
  /** When the talk is read for what to remember; never when left out, so that no other test has to answer for it. */
  readonly scribing?: ScribeSettings;
  /** For how long what is kept; for ever when left out. */
  readonly retention?: RuntimeParts['retention'];
  /** Prepare the store before the runtime starts: what an earlier run left behind. */
  readonly before?: (
    parts: Pick<RuntimeHarness, 'database' | 'clock' | 'channel' | 'model'>,
  ) => Promise<void>;
  /** The store, when a test keeps a hand on it. */
  readonly database?: Database;
}

/** The runtime with a channel in memory, a scripted model, real SQLite and time that only a test moves. */
export async function runtimeHarness(options: HarnessOptions = {}): Promise<RuntimeHarness> {
  const clock = new ManualClock();
  const channel = new FakeChannel(clock, undefined, options.capabilities);
  const model = scriptedProvider(options.answer === undefined ? {} : { otherwise: options.answer });
  const database = options.database ?? openDatabase(join(temporaryFolder(), 'kindred.db'));
  await options.before?.({ database, clock, channel, model });
  const reports: string[] = [];
  const character = aCharacter({ id: characterId('tess') });
  const runtime = new Runtime({
    database,
    clock,
    chance: evenChance,
    ids: countingIds(),
    ask: createAskRole({
      roles: buildRoleTable({ 'voice.everyday': [{ provider: model.name, model: 'test' }] }, [model]),
      clock,
      chance: evenChance,
    }),
    accounts: [{ account: accountId('home'), character: character.id, channel, caps: options.caps ?? [] }],
    characters: options.characters?.(clock) ?? new Map([[character.id, character]]),
    settings: { ...turnSettings, outageLine: options.outageLine ?? null, ...options.settings },
    limits: runtimeLimits,
    ...(options.spending === undefined ? {} : { spending: options.spending }),
    scribing: options.scribing ?? null,
    ...(options.retention === undefined ? {} : { retention: options.retention }),
    ...(options.proactive === undefined
      ? {}
      : { proactive: { settings: options.proactive, ticks: clockTicks(clock, 600_000) } }),
    run: 'this-run',
    report: collect(reports),
  });
  onTestFinished(async () => {
    const stopped = runtime.stop();
    await clock.advance(20_000);
    await stopped;
    await database.close();
  });
  await runtime.start();
  const rest = async (): Promise<void> => {
    for (let round = 0; round < 25; round += 1) await settle();
  };
  return { clock, channel, model, database, runtime, reports, rest };
}

/** Ids of another `run` over the same store never meet these. */
export function countingIds(run = ''): IdSource {
  const counts = { turn: 0, outbox: 0, send: 0 };
  return {
    turn: () => turnId(`turn-${run}${(counts.turn += 1)}`),
    outbox: () => outboxId(`outbox-${run}${(counts.outbox += 1)}`),
    send: () => sendId(`${run}${(counts.send += 1)}`),
  };
}

export function collect(reports: string[]): RuntimeReport {
  const add = (line: string): void => void reports.push(line);
  return {
    received: (_conversation, count) => add(`received ${count}`),
    ignored: (reason) => add(`ignored ${reason}`),
    undelivered: (conversation, code) => add(`undelivered ${conversation} ${code}`),
    numbered: (_account, count) => add(`numbered ${count}`),
    knocked: (conversation, reason) => add(`knocked ${conversation} ${reason}`),
    scribeRead: (_conversation, outcome, counts) => {
      const items = [...counts].map(([name, count]) => ` ${name} ${count}`);
      add(`scribe ${outcome}${items.join('')}`);
    },
    perceived: (_conversation, kind, outcome) => add(`perceived ${kind} ${outcome}`),
    condensed: (_conversation, outcome) => void reports.push(`condensed ${outcome}`),
    finished: (record, bubbles) =>
      add(`turn ${record.outcome} ${record.reason ?? ''} ${bubbles}`.replace('  ', ' ')),
    superseded: () => add('superseded'),
    sent: () => add('sent'),
    notSent: (_bubble, action, code) => add(`not sent ${action} ${code}`),
    withheld: (_conversation, reason) => add(`withheld ${reason}`),
    broken: (_conversation, cause) => add(`broken ${String(cause)}`),
    connection: (_account, state) => add(state.state),
    health: (_account, was, { state, evidence }) => {
      if (was !== null || state !== 'healthy') add(`health ${was} ${state} ${evidence}`);
    },
    strangers: (_account, unknown, appeared) => add(`strangers ${unknown} ${appeared}`),
    introductionsStopped: (account, count, reason) =>
      add(`introductions stopped ${account} ${count} ${reason}`),
    rotated: ({ from, to, reason }, { conversations, held, inDoubt, introductions, unreachable }) =>
      add(
        `rotated ${from} to ${to} (${reason}): ${conversations} moved, ${held} held, ${inDoubt} in doubt, ${introductions} introduced, ${unreachable} unreachable`,
      ),
    notRotated: (account, state) => add(`not rotated ${account} (${state})`),
    notIntroduced: (_conversation, account, reason) => add(`not introduced ${account} ${reason}`),
    leaseTaken: (account) => add(`lease taken ${account}`),
    store: (state) => add(state.state === 'ok' ? 'store ok' : `store ${state.state} ${state.code}`),
    embedded: (embedder, vectors, waiting) => add(`embedded ${vectors} ${waiting} ${embedder}`),
    notEmbedded: (embedder, reason) => add(`not embedded ${reason} ${embedder}`),
    overran: () => add('overran'),
    budgetReached: (by) => add(`budget reached ${by}`),
    failed: (what, cause) => add(`failed ${what} ${String(cause)}`),
  };
}
