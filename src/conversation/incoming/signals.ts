import type { Clock, Milliseconds } from '../../core/clock.js';
import type { MomentEvent } from '../../core/event.js';
import type { AccountId, PeerId } from '../../core/ids.js';
import type { Database } from '../../store/engine/database.js';
import { noteMoment } from '../../store/conversation/signal-store.js';

export interface SignalsOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly onBroken: (cause: unknown) => void;
}

/** A typing sign is shown for 6 s (TELEGRAM 3.3) and renewed before; without another one they stopped. */
const typingShownMs = 6_000;
/** Whoever writes is let finish before an answer is committed, but not for longer than this. */
const mostHeldMs = 3_000;
/** How often the same sign is written down. */
const keptEveryMs = 60_000;
/** Chats of which the last sign is known here; one entry is about 200 bytes. */
const mostChats = 10_000;

/** Signs of the moment: who is writing, who is there. Known at once, kept now and then. */
export class Signals {
  private readonly typing = new Map<string, Milliseconds>();
  private readonly kept = new Map<string, { readonly sign: string; readonly at: Milliseconds }>();

  constructor(private readonly options: SignalsOptions) {}

  /** Must not block and must not throw: it is called by the channel. */
  note(account: AccountId, event: MomentEvent): void {
    const { database, clock, onBroken } = this.options;
    const key = `${account}/${event.peer}`;
    if (event.kind === 'typing') {
      if (event.action === 'cancel') this.typing.delete(key);
      else this.remember(this.typing, key, clock.steady() + typingShownMs);
    }
    if (event.kind === 'typing' && event.action === 'cancel') return;
    const sign = event.kind === 'typing' ? event.kind : event.state;
    const last = this.kept.get(`${event.kind} ${key}`);
    if (last?.sign === sign && clock.steady() - last.at < keptEveryMs) return;
    this.remember(this.kept, `${event.kind} ${key}`, { sign, at: clock.steady() });
    if (!database.health.isWell) return;
    database
      .write((transaction) => noteMoment(transaction, account, event, clock.now()), 'ordered')
      .catch(onBroken);
  }

  /** They sent what they were writing. */
  wrote(account: AccountId, peer: PeerId): void {
    this.typing.delete(`${account}/${peer}`);
  }

  /** Until when they are taken to be writing, by the wall clock; in the past while they are not. */
  typeUntil(account: AccountId, peer: PeerId): Milliseconds {
    const { clock } = this.options;
    const until = this.typing.get(`${account}/${peer}`);
    return until === undefined ? 0 : clock.now() + until - clock.steady();
  }

  /** Resolves when they stopped writing, when the signal aborts, or after a few seconds at most. */
  async letFinish(account: AccountId, peer: PeerId, signal: AbortSignal): Promise<void> {
    const { clock } = this.options;
    const startedAt = clock.steady();
    for (;;) {
      const left = Math.min(
        this.typeUntil(account, peer) - clock.now(),
        startedAt + mostHeldMs - clock.steady(),
      );
      if (left <= 0 || signal.aborted) return;
      // Looks again soon: a message that arrives aborts the signal, a sign that is taken back does not.
      await clock.sleep(Math.min(left, 250), signal);
    }
  }

  private remember<T>(map: Map<string, T>, key: string, value: T): void {
    if (map.size >= mostChats && !map.has(key)) map.clear();
    map.set(key, value);
  }
}
