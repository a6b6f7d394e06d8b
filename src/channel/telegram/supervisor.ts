import type { Api } from 'telegram';
import type { Chance } from '../../core/chance.js';
import type { Clock, Milliseconds } from '../../core/clock.js';
import type { AccountId } from '../../core/ids.js';
import type { LagMeter } from '../../lib/system-lag-meter.js';
import type { ChannelFailure, ChannelResult, ConnectionState } from '../contract.js';
import { Attempts } from './attempts.js';
import { within } from './call.js';
import type { Line } from './call.js';
import { CallAbandoned, classify, isTerminal } from './failure.js';
import type { MtClient, MtClientFactory } from './mt-client.js';
import type { ChannelLogger } from './options.js';
import type { LostObject } from './wire/decode.js';

/**
 * Keeps one connection alive. Each attempt is a new client; an old one is destroyed before the next is made, so that
 * a session is never on two connections. A connection counts as online when its probe came back, and as dead when a
 * ping or the calls on it stay unanswered, whatever the library believes.
 *
 *     connecting -> online -> (dropped) -> offline, waiting -> connecting ...
 *     any of them -> lost (the session needs a human; final) or closed (we were told to stop; final)
 */
export interface SupervisorParts {
  readonly account: AccountId;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly logger: ChannelLogger;
  readonly lag: LagMeter;
  readonly makeClient: MtClientFactory;
  readonly connectDeadline: Milliseconds;
  /** Asks the server who we are: the probe without which no connection counts as online. */
  readonly probe: (client: MtClient) => Promise<void>;
  readonly published: (state: ConnectionState) => void;
  readonly pushed: (container: Api.TypeUpdates) => void;
  /** Pushes may have been missed. */
  readonly missed: (reason: 'new-session' | 'undecodable') => void;
  /** These objects were left out of what arrived. */
  readonly lost: (objects: readonly LostObject[]) => void;
  readonly serverTime: (at: Milliseconds) => void;
}

/** A ping this often; with its deadline, a dead connection is noticed within 40 s. */
const PING_EVERY: Milliseconds = 25_000;
const PING_DEADLINE: Milliseconds = 15_000;
/** Pings answered but calls not, for this long: the connection is of no use. */
const UNANSWERED_LIMIT: Milliseconds = 90_000;
/** The server may forget a key by mistake once; twice, this far apart, it means it. */
const KEY_UNKNOWN_LIMIT: Milliseconds = 60_000;

interface Attempt extends Line {
  end(code: string): void;
  readonly ended: Promise<string>;
  keyUnknown: boolean;
}

interface Ending {
  readonly answered: boolean;
  readonly code: string;
  readonly failure?: ChannelFailure;
}

export class Supervisor {
  /** The client that exists now, online or not yet. */
  private latest: Attempt | undefined;
  /** The same once it is online: what calls are made on. */
  private current: Attempt | undefined;
  private lost: ChannelFailure | undefined;
  private readonly stop = new AbortController();
  private loop: Promise<void> | undefined;
  private firstOutcome: ((result: ChannelResult<void>) => void) | undefined;
  private keyUnknownSince: Milliseconds | undefined;

  constructor(private readonly parts: SupervisorParts) {}

  /** Starts connecting; resolves when the first attempt is online or failed. Goes on by itself in both cases. */
  start(): Promise<ChannelResult<void>> {
    return new Promise((resolve) => {
      this.firstOutcome = resolve;
      this.loop ??= this.run().catch((error: unknown) => {
        const { account, logger } = this.parts;
        logger.error(
          { account, error: error instanceof Error ? error.name : typeof error },
          'supervisor failed',
        );
        this.settleFirst({ kind: 'unknown', code: 'SUPERVISOR_FAILED' });
      });
    });
  }

  /** The connection calls can be made on; undefined while there is none. */
  line(): Line | undefined {
    return this.current;
  }

  /** Why this account is lost, if it is. */
  get verdict(): ChannelFailure | undefined {
    return this.lost;
  }

  /** A call failed: if that means the end of the session, everything stops. */
  failed(failure: ChannelFailure): void {
    if (failure.code === 'CONNECTION_NOT_INITED') this.current?.end(failure.code);
    if (!isTerminal(failure) || this.lost !== undefined || this.stop.signal.aborted) return;
    this.lost = failure;
    this.parts.published({ state: 'lost', failure });
    this.latest?.end(failure.code);
    this.stop.abort();
  }

  async close(): Promise<void> {
    const wasRunning = !this.stop.signal.aborted;
    this.stop.abort();
    this.latest?.end('CLOSED');
    await this.loop;
    if (wasRunning) this.parts.published({ state: 'closed' });
    this.settleFirst({ kind: 'unknown', code: 'CLOSED' });
  }

  private async run(): Promise<void> {
    const { clock, chance, published, account, logger, lag } = this.parts;
    const { signal } = this.stop;
    const attempts = new Attempts(chance);
    while (!signal.aborted) {
      published({ state: 'connecting' });
      const startedAt = clock.steady();
      const end = await this.attempt();
      if (signal.aborted) break;
      const wait = attempts.waitAfter({ ...end, lasted: clock.steady() - startedAt });
      const { code, failure } = end;
      logger.warn(
        { account, code, wait, attempt: attempts.inRow, stalledMs: lag.worst() },
        'telegram connection is down',
      );
      published({
        state: 'offline',
        reason: code,
        retryAt: clock.now() + wait,
        ...(failure === undefined ? {} : { failure }),
      });
      await clock.sleep(wait, signal);
    }
    if (this.lost) this.settleFirst(this.lost);
  }

  /** One client from its making to its end; says how far it got and why it ended. */
  private async attempt(): Promise<Ending> {
    const { clock, probe, connectDeadline, published, account, logger } = this.parts;
    const attempt = this.open();
    this.latest = attempt;
    const { client } = attempt;
    try {
      const opening = client.connect().then(() => probe(client));
      await within(clock, connectDeadline, opening, (end) => attempt.onGone(end));
    } catch (error) {
      const failure = attempt.keyUnknown ? this.judgeKey() : classify(error);
      await this.retire(attempt);
      this.failed(failure);
      this.settleFirst(failure);
      return { answered: false, code: failure.code, failure };
    }
    this.keyUnknownSince = undefined;
    if (this.stop.signal.aborted) {
      await this.retire(attempt);
      return { answered: true, code: 'CLOSED' };
    }
    this.current = attempt;
    logger.info({ account }, 'telegram connection is up');
    published({ state: 'online' });
    this.firstOutcome?.({ ok: true, value: undefined });
    this.firstOutcome = undefined;
    const watch = this.keepAlive(attempt);
    const code = await attempt.ended;
    this.current = undefined;
    watch.stop();
    await this.retire(attempt);
    if (attempt.keyUnknown) this.failed(this.judgeKey());
    return { answered: true, code };
  }

  private open(): Attempt {
    const { makeClient, clock, pushed, missed, lost, serverTime } = this.parts;
    const gone = new Set<() => void>();
    let resolveEnded: (code: string) => void = () => undefined;
    const ended = new Promise<string>((resolve) => (resolveEnded = resolve));
    let isOver = false;
    let unansweredSince: Milliseconds | undefined;

    const end = (code: string): void => {
      if (isOver) return;
      isOver = true;
      resolveEnded(code);
      for (const action of gone) action();
      gone.clear();
    };
    const client = makeClient({
      pushed: (container) => {
        if (!isOver) pushed(container);
      },
      sessionRenewed: () => missed('new-session'),
      undecodable: (constructorId) => {
        lost([{ type: 'Updates', constructorId }]);
        missed('undecodable');
      },
      lost,
      serverTime,
      dropped: end,
      keyUnknown: () => {
        attempt.keyUnknown = true;
        end('AUTH_KEY_NOT_FOUND');
      },
    });
    const attempt: Attempt = {
      client,
      ended,
      end,
      keyUnknown: false,
      onGone(action) {
        if (isOver) action();
        else gone.add(action);
        return () => gone.delete(action);
      },
      answered() {
        unansweredSince = undefined;
      },
      unanswered() {
        unansweredSince ??= clock.steady();
        if (clock.steady() - unansweredSince >= UNANSWERED_LIMIT) end('CALLS_UNANSWERED');
      },
    };
    if (this.stop.signal.aborted) end('CLOSED');
    return attempt;
  }

  private keepAlive(attempt: Attempt): { stop(): void } {
    const { clock } = this.parts;
    let timer = clock.after(PING_EVERY, beat, { unref: true });
    function beat(): void {
      within(clock, PING_DEADLINE, attempt.client.ping(), (end) => attempt.onGone(end)).then(
        () => {
          timer = clock.after(PING_EVERY, beat, { unref: true });
        },
        (error: unknown) => {
          attempt.end(error instanceof CallAbandoned ? 'PING_UNANSWERED' : classify(error).code);
        },
      );
    }
    return { stop: () => timer.cancel() };
  }

  private judgeKey(): ChannelFailure {
    const now = this.parts.clock.steady();
    this.keyUnknownSince ??= now;
    const isSure = now - this.keyUnknownSince >= KEY_UNKNOWN_LIMIT;
    return { kind: isSure ? 'logged-out' : 'unknown', code: 'AUTH_KEY_NOT_FOUND' };
  }

  private async retire(attempt: Attempt): Promise<void> {
    const { clock, account, logger } = this.parts;
    attempt.end('RETIRED');
    try {
      await within(clock, PING_DEADLINE, attempt.client.destroy());
    } catch (error) {
      // Its sockets are closed by then in any case; only the library's own farewell failed.
      logger.info({ account, code: classify(error).code }, 'an old telegram client did not end cleanly');
    }
  }

  private settleFirst(failure: ChannelFailure): void {
    this.firstOutcome?.({ ok: false, failure });
    this.firstOutcome = undefined;
  }
}
