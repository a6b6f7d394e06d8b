import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomIds } from '../../app/composition/ids.js';
import { reportToLog } from '../../app/composition/reports/report-to-log.js';
import { Runtime } from '../../app/composition/runtime.js';
import { FakeChannel } from '../../channel/fake.js';
import type { Character } from '../../character/character.js';
import { condensedSchema } from '../../context/condense-prompt.js';
import { promptTokens, windowMessages } from '../../context/window-size.js';
import { accountId, peerId, type PeerId } from '../../core/ids.js';
import { createAnthropicProvider } from '../../model/anthropic/provider.js';
import { createAskRole, type RoleRequest } from '../../model/ask.js';
import type { ModelRole, ModelUsage } from '../../model/contract.js';
import { costOf, priceOf } from '../../model/prices.js';
import { buildRoleTable } from '../../model/roles.js';
import { silentLogger } from '../../observe/logger.js';
import { Traffic } from '../../rehearsal/traffic.js';
import { startModelServer, type ModelServer } from '../../sandbox/model/server.js';
import { openDatabase, type Database } from '../../store/engine/database.js';
import type { TurnRecord } from '../../store/turn/turn-writer.js';
import { diceOf } from '../../lib/dice.js';
import { VirtualClock } from '../../lib/virtual-clock.js';
import { purposeOf } from './call-purpose.js';

/** One answered or failed call, with what it was for and what it cost in millionths of a dollar. */
export interface StagedCall {
  readonly role: ModelRole;
  /** As `purposeOf` names it. */
  readonly purpose: string;
  readonly model: string;
  readonly usage: ModelUsage;
  readonly microUsd: number;
  /** What it would have cost without a cache. */
  readonly uncachedMicroUsd: number;
}

/** The whole path on virtual time: channels in memory, real SQLite, the unmodified SDK and the sandbox model server. */
export interface Stage {
  readonly clock: VirtualClock;
  readonly channel: FakeChannel;
  readonly models: ModelServer;
  readonly database: Database;
  readonly calls: readonly StagedCall[];
  readonly turns: readonly TurnRecord[];
  /** What broke that should not. */
  readonly broken: readonly string[];
  /** A person writes, and everything that follows without time passing happens. */
  say(person: PeerId, text: string): Promise<void>;
  /** Time passes until then. */
  until(at: number): Promise<void>;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly character: Character;
  readonly startsAt: number;
  readonly seed: number;
  readonly everyday: string;
  readonly deep: string;
}

/** Rounds of the event loop in which nothing happens any more. */
const quietRounds = 25;

export async function openStage(options: StageOptions): Promise<Stage> {
  const { character } = options;
  const folder = mkdtempSync(join(tmpdir(), 'kindred-stage-'));
  const clock = new VirtualClock(options.startsAt);
  const models = await startModelServer({ clock, seed: options.seed, keepCalls: 10 });
  const traffic = new Traffic(quietRounds);
  const provider = traffic.watch(
    await createAnthropicProvider({ apiKey: 'sandbox', baseUrl: models.baseUrl, clock }),
  );
  const chance = diceOf(`stage ${options.seed}`);
  const calls: StagedCall[] = [];
  const roles = buildRoleTable(
    {
      'voice.everyday': [{ provider: provider.name, model: options.everyday }],
      'voice.deep': [{ provider: provider.name, model: options.deep }],
    },
    [provider],
  );
  const asking = createAskRole({ roles, clock, chance });
  const database = openDatabase(join(folder, 'kindred.db'));
  const channel = new FakeChannel(clock);
  const turns: TurnRecord[] = [];
  const broken: string[] = [];
  const runtime = new Runtime({
    database,
    clock,
    chance,
    ids: randomIds(),
    ask: async (role, request, asked) => {
      if (request.jsonSchema?.name === condensedSchema.name) models.script({ json: notesFor(request) });
      const result = await asking(role, request, asked);
      for (const { model, usage } of result.attempts) {
        if (usage === undefined) continue;
        const price = priceOf('anthropic', model, {});
        if (price === null) throw new Error(`no price is known for ${model}`);
        calls.push({
          role,
          purpose: purposeOf(role, request),
          model,
          usage,
          microUsd: costOf(usage, price),
          uncachedMicroUsd: costOf(withoutCache(usage), price),
        });
      }
      return result;
    },
    accounts: [{ account: accountId('stage'), character: character.id, channel, caps: [] }],
    characters: new Map([[character.id, character]]),
    settings: {
      windowMessages,
      pace: 'instant',
      takeoverMs: 1_800_000,
      promptTokens,
      staleAfterMs: 48 * 3_600_000,
      mostDrafts: 2,
      operator: 'the owner of this sandbox',
      processors: [{ kind: 'canned' }],
      outageLine: null,
      askBackupContactAfter: null,
    },
    limits: { concurrentTurns: 64, mostInterrupts: 5, turnWatchdogMs: 180_000, concurrentSends: 64 },
    run: 'stage',
    report: {
      ...reportToLog(silentLogger()),
      finished: (record) => void turns.push(record),
      failed: (what, cause) => void broken.push(`${what}: ${String(cause)}`),
    },
  });
  const rested = (): Promise<void> => traffic.rested();
  await runtime.start();
  await rested();
  return {
    clock,
    channel,
    models,
    database,
    calls,
    turns,
    broken,
    say: async (person, text) => {
      await channel.personSays(person, text);
      await rested();
    },
    until: (at) => clock.advanceTo(at, rested),
    close: async () => {
      const stopped = runtime.stop();
      await clock.advanceTo(clock.now() + 20_000, rested);
      await stopped;
      await database.close();
      await models.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Notes as long as a scribe writes them, one for each stretch of talk it is given: the canned model cannot count them. */
function notesFor({ messages }: RoleRequest): object {
  const talks = messages.at(-1)?.text.match(/^Talk \d+ \(/gmu)?.length ?? 0;
  const note =
    'They talked about work and the landlord, and about the sister who called for the first time since March. There was ' +
    'a joke about a blue fridge that they keep coming back to. She felt low without a reason and wanted no advice, only ' +
    'company. They said they would look at the email again on Monday and tell how it went.';
  return {
    notes: Array.from({ length: talks }, (_, at) => ({ talk: at + 1, note })),
    standing: 'They are easy with each other, joke a lot, and nothing is open between them but the email.',
    warmth: 0,
    tension: 0,
  };
}

const withoutCache = ({ input, output, cacheRead, cacheWrite }: ModelUsage): ModelUsage => ({
  input: input + cacheRead + cacheWrite,
  output,
  cacheRead: 0,
  cacheWrite: 0,
});

/** The people on a stage, as the channel names them. */
export const personNumber = (number: number): PeerId => peerId(String(100 + number));
