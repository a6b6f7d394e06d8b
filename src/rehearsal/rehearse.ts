import { join } from 'node:path';
import { randomIds } from '../app/composition/ids.js';
import { reportToLog } from '../app/composition/reports/report-to-log.js';
import { Runtime } from '../app/composition/runtime.js';
import type { RuntimeParts } from '../app/composition/runtime-parts.js';
import type { Character } from '../character/character.js';
import type { Milliseconds } from '../core/clock.js';
import { conversationId, peerId, personId, type PeerId } from '../core/ids.js';
import { dice } from '../lib/dice.js';
import { VirtualClock } from '../lib/virtual-clock.js';
import { createAskRole } from '../model/ask.js';
import type { ModelProvider } from '../model/contract.js';
import type { RoleTable } from '../model/roles.js';
import { silentLogger } from '../observe/logger.js';
import { dayMs, hourMs, minuteMs, ZoneClocks } from '../proactive/local-time.js';
import { readConsents } from '../store/chats/rehearsal-reader.js';
import { openDatabase, type Database } from '../store/engine/database.js';
import { Actor } from './actor.js';
import type { Habits } from './habits.js';
import { Traffic } from './traffic.js';
import { failLine, World } from './world.js';

export interface RehearsalOptions {
  readonly character: Character;
  readonly people: readonly Habits[];
  readonly days: number;
  readonly seed: number;
  /** Midnight UTC of the first day. */
  readonly startsAt: Milliseconds;
  /** How often, spread over the days, the program is stopped and started, and the connection fails for hours. */
  readonly restarts: number;
  readonly outages: number;
  /** The account is banned in the middle; a standby takes over. */
  readonly losesAccount: boolean;
  /** Where its database lies. */
  readonly folder: string;
  /** Made on the rehearsal's clock. */
  readonly models: (clock: VirtualClock) => Promise<RehearsedModels>;
  readonly settings: RuntimeParts['settings'];
  readonly limits: RuntimeParts['limits'];
  /** What else the runtime is made with. */
  readonly more: (clock: VirtualClock) => Partial<RuntimeParts>;
  /** From 0 to 1. */
  readonly onProgress: (share: number) => void;
  readonly stop: AbortSignal;
}

export interface RehearsedModels {
  readonly providers: readonly ModelProvider[];
  readonly roles: (providers: readonly ModelProvider[]) => RoleTable;
}

/** A rehearsal that came to its end, with its database still open. */
export interface Rehearsed {
  readonly database: Database;
  /** What broke that should not; empty in a sound program. */
  readonly broken: readonly string[];
  /** Which person is who. */
  readonly people: readonly {
    readonly habits: Habits;
    readonly peer: PeerId;
    readonly conversation: string;
  }[];
  readonly endsAt: Milliseconds;
}

/** Models and channels in this process answer within a few. */
const quietRounds = 8;
/** A stop may take as long as it does in the program; virtual time has to pass for it. */
const stopMs = 20_000;
const downMs = 40 * minuteMs;
const outageMs = 5 * hourMs;

/**
 * Days of a character's life in minutes: the whole runtime on a virtual clock, with accounts in memory and people who
 * have habits. Null when it was stopped before its end; then nothing of it is of use.
 */
export async function rehearse(options: RehearsalOptions): Promise<Rehearsed | null> {
  const { character, startsAt, days } = options;
  const clock = new VirtualClock(startsAt);
  const chance = dice(options.seed);
  const world = new World(clock, options.losesAccount);
  const traffic = new Traffic(quietRounds);
  const rested = (): Promise<void> => traffic.rested();
  const models = await options.models(clock);
  const roles = models.roles(models.providers.map((provider) => traffic.watch(provider)));
  const database = openDatabase(join(options.folder, 'kindred.db'), undefined, { isScratch: true });
  const broken: string[] = [];
  const broke = (what: string, cause: unknown): void => void broken.push(`${what}: ${String(cause)}`);
  let runs = 0;
  const start = async (): Promise<Runtime> => {
    const runtime = new Runtime({
      ...options.more(clock),
      database,
      clock,
      chance: chance.fork('runtime'),
      ids: randomIds(),
      ask: createAskRole({ roles, clock, chance: chance.fork('ask') }),
      accounts: world.lines.map(({ account, channel }, index) => ({
        account,
        character: character.id,
        channel,
        role: index === 0 ? 'primary' : 'standby',
        caps: [],
      })),
      characters: new Map([[character.id, character]]),
      settings: options.settings,
      limits: options.limits,
      run: `rehearsal-${(runs += 1)}`,
      leaseRenewalMs: dayMs,
      report: { ...reportToLog(silentLogger()), failed: broke },
    });
    await runtime.start();
    await rested();
    return runtime;
  };
  const stop = async (runtime: Runtime): Promise<void> => {
    const stopped = runtime.stop();
    await clock.advanceTo(clock.now() + stopMs, rested);
    await stopped;
  };

  const people = options.people.map((habits, index) => {
    const peer = peerId(String(1_000 + index));
    return { habits, peer, conversation: conversationId(`${character.id}/${personId('telegram', peer)}`) };
  });
  const zones = new ZoneClocks();
  const actors = people.map(({ habits, peer, conversation }) => {
    const inBackground = (what: string, task: Promise<void>): void =>
      void task.catch((cause: unknown) => broke(what, cause));
    const actor = new Actor({
      habits,
      dice: chance.fork(`person ${habits.name}`),
      clock,
      zones,
      startsAt,
      hands: {
        say: (text) => inBackground('say', world.say(peer, text)),
        read: () => inBackground('read', world.read(peer)),
        block: () => world.block(peer),
        isAsked: async () => (await readConsents(database.read, conversation)).includes('asked'),
      },
      broke: (cause) => broke('person', cause),
    });
    world.listen(peer, () => actor.received());
    return actor;
  });

  const plan = mishaps(options);
  let runtime = await start();
  for (let day = 1; day <= days; day += 1) {
    if (options.stop.aborted) break;
    const midnight = startsAt + (day - 1) * dayMs;
    await clock.advanceTo(midnight, rested);
    for (const actor of actors) actor.beginDay(day);
    if (plan.restarts.has(day)) {
      await clock.advanceTo(midnight + 12 * hourMs, rested);
      await stop(runtime);
      await clock.advanceTo(clock.now() + downMs, rested);
      world.reconnect();
      runtime = await start();
    }
    const [line] = world.lines;
    if (plan.outages.has(day) && line) {
      await clock.advanceTo(midnight + 15 * hourMs, rested);
      failLine(line.channel, 'offline');
      await clock.advanceTo(clock.now() + outageMs, rested);
      await line.channel.goOnline();
    }
    if (plan.loss === day && line) {
      await clock.advanceTo(midnight + 18 * hourMs, rested);
      failLine(line.channel, 'banned');
    }
    await clock.advanceTo(midnight + dayMs, rested);
    options.onProgress(day / days);
  }
  await stop(runtime);
  if (!options.stop.aborted) return { database, broken, people, endsAt: startsAt + days * dayMs };
  await database.close();
  return null;
}

/** On which days something happens to the program: spread evenly, none on the first. */
function mishaps({ days, restarts, outages, losesAccount }: RehearsalOptions): {
  readonly restarts: ReadonlySet<number>;
  readonly outages: ReadonlySet<number>;
  readonly loss: number | null;
} {
  const spread = (count: number, shift: number): ReadonlySet<number> =>
    new Set(
      Array.from({ length: count }, (_, index) =>
        Math.max(2, Math.min(days, Math.round(((index + shift) * days) / (count + 1)) + 1)),
      ),
    );
  return {
    restarts: spread(restarts, 1),
    outages: spread(outages, 0.6),
    loss: losesAccount ? Math.max(2, Math.ceil(days / 2)) : null,
  };
}
