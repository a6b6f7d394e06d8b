import bigInt from 'big-integer';
import { Api } from 'telegram';
import { onTestFinished } from 'vitest';
import type { ChannelResult } from '../../src/channel/contract.js';
import { PeerMemory } from '../../src/channel/telegram/peer-memory.js';
import { UpdateEngine } from '../../src/channel/telegram/updates/engine.js';
import type { Position } from '../../src/channel/telegram/updates/sequence.js';
import { SweepBroken } from '../../src/channel/telegram/updates/sweep.js';
import type { SweepFind } from '../../src/channel/telegram/updates/sweep.js';
import { accountId, peerId } from '../../src/core/ids.js';
import { ManualClock, settle } from './manual-clock.js';
import { MemoryStore } from './memory-store.js';

const SELF = peerId('1');
export const BEN = 7;
export const START: Position = { pts: 10, qts: 0, date: 100, seq: 0 };

function state(pts: number): Api.updates.State {
  return new Api.updates.State({ pts, qts: 0, date: 200, seq: 0, unreadCount: 0 });
}

const EMPTY = new Api.updates.DifferenceEmpty({ date: 200, seq: 0 });

export function message(id: number, text = `text ${id}`, out = false): Api.Message {
  const peer = new Api.PeerUser({ userId: bigInt(BEN) });
  return new Api.Message({ id, peerId: peer, message: text, date: 1_000 + id, out });
}

export function user(): Api.User {
  return new Api.User({ id: bigInt(BEN), accessHash: bigInt(99), firstName: 'Ben' });
}

export function update(inner: Api.TypeUpdate[], users: Api.TypeUser[] = [user()]): Api.Updates {
  return new Api.Updates({ updates: inner, users, chats: [], date: 150, seq: 0 });
}

/** Message `id` takes the box from `pts - 1` to `pts`. */
export function push(pts: number, id = pts): Api.Updates {
  return update([new Api.UpdateNewMessage({ message: message(id), pts, ptsCount: 1 })]);
}

export function difference(end: number, messages: Api.Message[], slice = false): Api.updates.TypeDifference {
  const parts = {
    newMessages: messages,
    newEncryptedMessages: [],
    otherUpdates: [],
    chats: [],
    users: [user()],
  };
  return slice
    ? new Api.updates.DifferenceSlice({ ...parts, intermediateState: state(end) })
    : new Api.updates.Difference({ ...parts, state: state(end) });
}

/** An update engine between a scripted server and a store in memory, on a clock of its own. */
export class UpdateWorld {
  readonly clock = new ManualClock();
  readonly store = new MemoryStore();
  readonly asked: Position[] = [];
  readonly logged: string[] = [];
  /** Answers to getDifference, first one next; empty differences when used up. */
  readonly answers: (Api.updates.TypeDifference | string)[] = [];
  present = state(500);
  finds: SweepFind[] = [];
  findsById: SweepFind[] = [];
  /** The code with which the list of chats fails. */
  sweepBreaks: string | undefined;
  /** What was said about whether the stream can be read. */
  readonly heard: string[] = [];
  /** The code with which the question for the present fails. */
  stateBreaks: string | undefined;
  sweeps = 0;
  /** Held answers: a difference stays open until the test releases it. */
  hold: Promise<void> | undefined;
  readonly engine: UpdateEngine;

  constructor(start: Position | undefined = START) {
    const log = (fields: object, text: string): void =>
      void this.logged.push(`${text} ${JSON.stringify(fields)}`);
    this.engine = new UpdateEngine({
      account: accountId('mia'),
      clock: this.clock,
      chance: { next: () => 0.5 },
      logger: { info: log, warn: log, error: log },
      sink: this.store,
      peers: new PeerMemory(this.store),
      serverClock: { now: () => this.clock.now(), toOurs: (at) => at },
      start,
      source: {
        state: async () =>
          this.stateBreaks === undefined
            ? { ok: true, value: { ...START, pts: this.present.pts } }
            : { ok: false, failure: { kind: 'unknown', code: this.stateBreaks } },
        difference: (from) => this.answer(from),
      },
      sweep: () => this.sweep(),
      sweepById: () => this.sweepById(),
      hearing: {
        deaf: (to) => void this.heard.push(`deaf ${to}`),
        hears: (to) => void this.heard.push(`hears ${to}`),
      },
    });
    onTestFinished(() => this.engine.close());
  }

  private async answer(from: Position): Promise<ChannelResult<Api.updates.TypeDifference>> {
    this.asked.push(from);
    await this.hold;
    const next = this.answers.shift() ?? EMPTY;
    if (typeof next === 'string') return { ok: false, failure: { kind: 'unknown', code: next } };
    return { ok: true, value: next };
  }

  private async *sweepById(): AsyncGenerator<SweepFind, void, void> {
    for (const find of this.findsById) yield find;
  }

  private async *sweep(): AsyncGenerator<SweepFind, void, void> {
    this.sweeps += 1;
    if (this.sweepBreaks !== undefined) throw new SweepBroken(this.sweepBreaks);
    for (const find of this.finds) yield find;
  }

  get pts(): number | undefined {
    return this.store.cursor === null ? undefined : (JSON.parse(this.store.cursor) as Position).pts;
  }

  get ids(): string[] {
    return this.store.events.flatMap((event) => (event.kind === 'message' ? [event.messageId] : []));
  }

  async online(): Promise<void> {
    this.engine.connected(SELF);
    await settle();
  }

  async push(...containers: Api.TypeUpdates[]): Promise<void> {
    for (const container of containers) this.engine.push(container);
    await settle();
  }
}
