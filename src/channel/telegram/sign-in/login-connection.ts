import type { Api } from 'telegram';
import type { Milliseconds } from '../../../core/clock.js';
import type { ChannelFailure, ChannelResult } from '../../contract.js';
import { within } from '../call.js';
import { gramClient } from '../client.js';
import type { GramClient } from '../client.js';
import { classify } from '../failure.js';
import { DEFAULT_DEADLINES } from '../options.js';
import type { ConnectionOptions } from '../options.js';
import { ServerClock } from '../server-clock.js';
import { openSession } from './session.js';
import { TlSchema } from '../wire/schema.js';

const PING_EVERY: Milliseconds = 20_000;
/** Data centres a sign-in may be sent on to before something is wrong. */
const MAX_MOVES = 3;

/** Questions that may be put again when the connection broke before the answer; a second code request may not. */
const REPEATABLE = new Set(['auth.SignIn', 'account.GetPassword', 'auth.ExportLoginToken']);

/**
 * A connection for somebody who is still typing: it comes back by itself with the same key when it was cut between
 * two calls, and moves to the data centre Telegram names.
 */
export class LoginConnection {
  private session: string;
  private client: GramClient | undefined;
  private save: (() => string) | undefined;
  private waiting = new Set<() => void>();
  /** How far the server's clock is from ours. */
  readonly serverClock: ServerClock;
  private readonly schema = new TlSchema();
  private ping: { cancel(): void } | undefined;

  constructor(
    private readonly options: ConnectionOptions,
    private readonly pushed: (container: Api.TypeUpdates) => void = () => undefined,
  ) {
    this.session = options.session;
    this.serverClock = new ServerClock(options.clock);
  }

  async call<R extends Api.AnyRequest>(request: R): Promise<ChannelResult<R['__response']>> {
    let repeated = false;
    for (let moves = 0; ; moves += 1) {
      try {
        const client = await this.connected();
        const value = await this.timed(client.invoke(request), 'write');
        return { ok: true, value };
      } catch (error) {
        const failure = classify(error);
        if (failure.code === 'CONNECTION_LOST' && !repeated && REPEATABLE.has(request.className)) {
          repeated = true;
          continue;
        }
        const dc = /^MIGRATE_TO_DC_(\d+)$/.exec(failure.code)?.[1];
        if (dc === undefined || moves >= MAX_MOVES) return { ok: false, failure };
        const moved = await this.moveTo(Number(dc));
        if (moved !== undefined) return { ok: false, failure: moved };
      }
    }
  }

  /** To another data centre, without the key of the old one. Undefined when it worked. */
  async moveTo(dcId: number): Promise<ChannelFailure | undefined> {
    try {
      const client = await this.connected();
      await this.timed(client.switchDc(dcId), 'connect');
      return undefined;
    } catch (error) {
      return classify(error);
    }
  }

  /** The session string as it stands. */
  current(): string {
    return this.save?.() ?? this.session;
  }

  async close(): Promise<void> {
    this.ping?.cancel();
    const { client } = this;
    this.client = undefined;
    await client?.destroy();
  }

  private async connected(): Promise<GramClient> {
    if (this.client !== undefined) return this.client;
    const session = openSession(this.session);
    const waiting = new Set<() => void>();
    this.waiting = waiting;
    const gone = (): void => {
      for (const end of waiting) end();
      waiting.clear();
      if (this.client !== client) return;
      this.session = session.save() || this.session;
      this.client = undefined;
      this.ping?.cancel();
      client.destroy().catch((error: unknown) => {
        this.options.logger.info(
          { code: classify(error).code },
          'an old telegram client did not end cleanly',
        );
      });
    };
    const client = gramClient(
      this.options,
      session,
      {
        pushed: this.pushed,
        sessionRenewed: () => undefined,
        undecodable: () => undefined,
        lost: () => undefined,
        serverTime: (at) => this.serverClock.heard(at),
        dropped: gone,
        keyUnknown: gone,
      },
      this.schema,
    );
    this.client = client;
    this.save = () => session.save();
    try {
      await this.timed(client.connect(), 'connect');
    } catch (error) {
      gone();
      throw error;
    }
    this.keepAlive(client);
    return client;
  }

  private keepAlive(client: GramClient): void {
    this.ping = this.options.clock.after(
      PING_EVERY,
      () => {
        if (this.client !== client) return;
        // A dead connection shows at the next call, which makes a new one.
        this.timed(client.ping(), 'read').then(
          () => this.keepAlive(client),
          () => client.destroy(),
        );
      },
      { unref: true },
    );
  }

  private timed<T>(work: Promise<T>, kind: 'connect' | 'read' | 'write'): Promise<T> {
    const deadlines = this.options.deadlines ?? DEFAULT_DEADLINES;
    const { waiting } = this;
    return within(this.options.clock, deadlines[kind], work, (end) => {
      waiting.add(end);
      return () => waiting.delete(end);
    });
  }
}
