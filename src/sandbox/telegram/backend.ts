import { createApplication } from './application.js';
import { PushFaults } from './fault/push-faults.js';
import { FaultRules } from './fault/rules.js';
import type { Habits } from './method/context.js';
import { Uploads } from './method/uploads.js';
import { startSpamBot } from './spam-bot.js';
import { startPushing, type ShortMessages } from './push.js';
import type { RpcApplication, RpcTransport } from '../mtproto/rpc.js';
import { Sessions } from './sessions.js';
import type { Clock } from '../../core/clock.js';
import { openWorld, type World, type WorldLimits } from './world/world.js';

export interface BackendOptions {
  /** The world's SQLite file; `:memory:` for a world that ends with the process. */
  readonly file: string;
  readonly clock: Clock;
  readonly habits?: Partial<Habits>;
  readonly limits?: Partial<WorldLimits>;
  readonly shortMessages?: ShortMessages;
}

/** Everything behind the wire: the world, its rules, and the application the MTProto layer calls. */
export interface Backend {
  readonly world: World;
  readonly sessions: Sessions;
  readonly rules: FaultRules;
  readonly pushFaults: PushFaults;
  readonly application: RpcApplication;
  /** May be changed while running. */
  readonly habits: Habits;
  /** The MTProto layer and the API layer need each other: this ties the knot. Nothing may be called before it. */
  attach(transport: RpcTransport, address: { host: string; port: number; dcId: number }): void;
  close(): void;
}

const DEFAULT_HABITS: Habits = {
  unknownNumbers: 'create',
  loginCode: '22222',
  codeVia: 'auto',
  codesPerDay: 0,
  qrTokenMs: 30_000,
  repeatedRandomId: 'original',
  strictKeys: false,
  srpMs: 0,
  automated: [],
};

export function openBackend(options: BackendOptions): Backend {
  const world = openWorld({
    file: options.file,
    clock: options.clock,
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  });
  const sessions = new Sessions(world.authorizations);
  const rules = new FaultRules(world.db);
  const pushFaults = new PushFaults(options.clock);
  const habits = { ...DEFAULT_HABITS, ...options.habits };
  const address = { host: '', port: 0, dcId: 0 };
  let attached: RpcTransport | undefined;
  const real = (): RpcTransport => {
    if (attached === undefined)
      throw new Error('the sandbox backend was used before a transport was attached');
    return attached;
  };
  const transport: RpcTransport = {
    push: (userId, updates, except) => real().push(userId, updates, except),
    pushToKey: (keyId, updates) => real().pushToKey(keyId, updates),
    bind: (keyId, userId) => real().bind(keyId, userId),
    destroyKey: (keyId) => real().destroyKey(keyId),
    disconnect: (keyId) => real().disconnect(keyId),
  };
  startPushing({
    world,
    sessions,
    transport,
    faults: pushFaults,
    shortMessages: options.shortMessages ?? 'known',
  });
  const spamBot = startSpamBot(world);
  const application = createApplication({
    world,
    sessions,
    transport,
    rules,
    habits,
    address,
    uploads: new Uploads(world),
    challenges: new Map(),
  });
  return {
    world,
    sessions,
    rules,
    pushFaults,
    habits,
    application,
    attach: (given, where) => {
      attached = given;
      Object.assign(address, where);
    },
    close: () => {
      spamBot.stop();
      world.close();
    },
  };
}
