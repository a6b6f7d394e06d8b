import bigInt from 'big-integer';
import { Api } from 'telegram';
import { describe, expect, it, onTestFinished } from 'vitest';
import { accountId, peerId } from '../../../core/ids.js';
import type { PeerId } from '../../../core/ids.js';
import type { ChannelResult } from '../../contract.js';
import { ManualClock, settle } from '../../../../test/support/manual-clock.js';
import { MemoryStore } from '../../../../test/support/memory-store.js';
import { PeerMemory } from '../peer-memory.js';
import { UpdateEngine } from './engine.js';
import type { Position } from './sequence.js';
import type { SweepFind } from './sweep.js';

const SELF = peerId('1');
const BEN = 7;
const START: Position = { pts: 10, qts: 0, date: 100, seq: 0 };

function state(pts: number): Api.updates.State {
  return new Api.updates.State({ pts, qts: 0, date: 200, seq: 0, unreadCount: 0 });
}

const EMPTY = new Api.updates.DifferenceEmpty({ date: 200, seq: 0 });

function message(id: number, text = `text ${id}`, out = false): Api.Message {
  const peer = new Api.PeerUser({ userId: bigInt(BEN) });
  return new Api.Message({ id, peerId: peer, message: text, date: 1_000 + id, out });
}

function user(): Api.User {
  return new Api.User({ id: bigInt(BEN), accessHash: bigInt(99), firstName: 'Ben' });
}

function update(inner: Api.TypeUpdate[], users: Api.TypeUser[] = [user()]): Api.Updates {
  return new Api.Updates({ updates: inner, users, chats: [], date: 150, seq: 0 });
}

/** Message `id` takes the box from `pts - 1` to `pts`. */
function push(pts: number, id = pts): Api.Updates {
  return update([new Api.UpdateNewMessage({ message: message(id), pts, ptsCount: 1 })]);
}

function difference(end: number, messages: Api.Message[], slice = false): Api.updates.TypeDifference {
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

class World {
  readonly clock = new ManualClock();
  readonly store = new MemoryStore();
  readonly asked: Position[] = [];
  readonly logged: string[] = [];
  /** Answers to getDifference, first one next; empty differences when used up. */
  readonly answers: (Api.updates.TypeDifference | string)[] = [];
  present = state(500);
  finds: SweepFind[] = [];
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
      start,
      source: {
        state: async () => ({ ok: true, value: { ...START, pts: this.present.pts } }),
        difference: (from) => this.answer(from),
      },
      sweep: () => this.sweep(),
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

  private async *sweep(): AsyncGenerator<SweepFind, void, void> {
    this.sweeps += 1;
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

describe('starting', () => {
  it('asks for the difference from the stored position before it applies anything', async () => {
    const world = new World();
    world.answers.push(difference(12, [message(11), message(12)]));
    world.engine.push(push(13));
    await world.online();
    expect(world.asked[0]).toEqual(START);
    expect(world.ids).toEqual(['11', '12', '13']);
    expect(world.pts).toBe(13);
  });

  it('starts an account that was never here at the present, without its past', async () => {
    const world = new World(undefined);
    world.engine.begin({ ...START, pts: 300 });
    await world.online();
    await world.clock.advance(1_000);
    expect(world.ids).toEqual([]);
    expect(world.pts).toBe(300);
  });

  it('fetches slice after slice, each stored before the next is asked for', async () => {
    const world = new World();
    world.answers.push(difference(12, [message(11)], true), difference(14, [message(13)], true));
    world.answers.push(difference(15, [message(15)]));
    await world.online();
    expect(world.asked.map((one) => one.pts)).toEqual([10, 12, 14]);
    expect(world.store.batches.map((batch) => batch.events.length)).toEqual([1, 1, 1]);
    expect(world.ids).toEqual(['11', '13', '15']);
  });

  it('rebuilds from the chats when the difference is too long, and moves on only afterwards', async () => {
    const world = new World();
    world.answers.push(new Api.updates.DifferenceTooLong({ pts: 400 }));
    const found = {
      kind: 'message',
      peer: peerId('7'),
      direction: 'incoming',
      attachments: [],
      sentAt: 1,
    } as const;
    world.finds = ['21', '22'].map((id) => ({
      events: [{ ...found, messageId: id as never, text: id }],
      peers: [],
    }));
    await world.online();
    expect(world.ids).toEqual(['21', '22']);
    expect(world.store.batches.map((batch) => batch.cursor === undefined)).toEqual([true, true, false]);
    expect(world.pts).toBe(500);
  });

  it.each(['PERSISTENT_TIMESTAMP_INVALID', 'PERSISTENT_TIMESTAMP_OUTDATED'])(
    'rebuilds on %s',
    async (code) => {
      const world = new World();
      world.answers.push(code);
      await world.online();
      expect(world.sweeps).toBe(1);
      expect(world.pts).toBe(500);
    },
  );

  it('tries again later when the difference could not be fetched', async () => {
    const world = new World();
    world.answers.push('DEADLINE', 'DEADLINE', difference(11, [message(11)]));
    await world.online();
    expect(world.ids).toEqual([]);
    await world.clock.advance(5_000);
    expect(world.ids).toEqual(['11']);
  });
});

describe('pushes', () => {
  it('waits half a second for a hole to close before it asks', async () => {
    const world = new World();
    await world.online();
    await world.push(push(12), push(13));
    await world.clock.advance(400);
    expect(world.asked).toHaveLength(1);
    await world.push(push(11));
    await world.clock.advance(1_000);
    expect(world.asked).toHaveLength(1);
    expect(world.ids).toEqual(['11', '12', '13']);
  });

  it('asks for the difference when the hole stays', async () => {
    const world = new World();
    await world.online();
    world.answers.push(difference(13, [message(11), message(12), message(13)]));
    await world.push(push(12), push(13));
    await world.clock.advance(600);
    expect(world.asked).toHaveLength(2);
    expect(world.ids).toEqual(['11', '12', '13']);
    expect(world.pts).toBe(13);
  });

  it('queues what comes while a difference is fetched, and applies it once', async () => {
    const world = new World();
    let release = (): void => undefined;
    world.hold = new Promise((resolve) => (release = resolve));
    world.answers.push(difference(12, [message(11), message(12)]));
    await world.online();
    await world.push(push(12), push(13));
    expect(world.ids).toEqual([]);
    release();
    await settle();
    expect(world.ids).toEqual(['11', '12', '13']);
  });

  it.each([
    ['updatesTooLong', (world: World) => world.engine.push(new Api.UpdatesTooLong())],
    ['undecodable data', (world: World) => world.engine.want('undecodable data')],
    ['a new session', (world: World) => world.engine.want('new session')],
    ['15 silent minutes', (world: World) => world.clock.advance(15 * 60_000)],
    ['a changed count', (world: World) => world.engine.push(update([new Api.UpdatePtsChanged()]))],
  ])('asks for the difference on %s', async (_name, happens) => {
    const world = new World();
    await world.online();
    world.answers.push(difference(11, [message(11)]));
    await happens(world);
    await settle();
    expect(world.asked).toHaveLength(2);
    expect(world.ids).toEqual(['11']);
  });

  it('asks who wrote when a short form names a stranger, and reads the next one without asking', async () => {
    const world = new World();
    await world.online();
    const short = (id: number): Api.UpdateShortMessage =>
      new Api.UpdateShortMessage({
        id,
        userId: bigInt(BEN),
        message: `s${id}`,
        pts: id,
        ptsCount: 1,
        date: 1,
      });
    world.answers.push(difference(11, [message(11)]));
    await world.push(short(11));
    expect(world.asked).toHaveLength(2);
    expect(world.ids).toEqual(['11']);
    await world.push(short(12));
    expect(world.asked).toHaveLength(2);
    expect(world.ids).toEqual(['11', '12']);
  });

  it('saves a person once, and again when something changed; never a min user', async () => {
    const world = new World();
    await world.online();
    const min = new Api.User({ id: bigInt(8), accessHash: bigInt(1), min: true, firstName: 'Min' });
    await world.push(update([], [user(), min]), push(11), push(12));
    const renamed = new Api.User({ id: bigInt(BEN), accessHash: bigInt(100), firstName: 'Benjamin' });
    await world.push(
      update([new Api.UpdateNewMessage({ message: message(13), pts: 13, ptsCount: 1 })], [renamed]),
    );
    const saved = world.store.batches.flatMap((batch) => batch.peers);
    expect(saved.map(({ peer, name, address }) => [peer, name, address])).toEqual([
      ['7', 'Ben', '99'],
      ['7', 'Benjamin', '100'],
    ]);
  });

  it('passes typing on at once, unstored', async () => {
    const world = new World();
    await world.online();
    const typing = new Api.UpdateUserTyping({
      userId: bigInt(BEN),
      action: new Api.SendMessageTypingAction(),
    });
    world.engine.push(new Api.UpdateShort({ update: typing, date: 1 }));
    expect(world.store.moments).toEqual([{ kind: 'typing', peer: '7', action: 'typing' }]);
    await world.clock.advance(1_000);
    expect(world.ids).toEqual([]);
  });

  it('goes on after an update it cannot read', async () => {
    const world = new World();
    await world.online();
    const broken = message(11);
    Object.assign(broken, {
      media: new Api.MessageMediaDocument({}),
      message: null,
      peerId: { className: 'x' },
    });
    await world.push(update([new Api.UpdateNewMessage({ message: broken, pts: 11, ptsCount: 1 })]), push(12));
    expect(world.ids).toEqual(['12']);
    expect(world.pts).toBe(12);
  });
});

describe('results of our own calls', () => {
  const to = new Api.InputPeerUser({ userId: bigInt(BEN), accessHash: bigInt(99) });
  const send = new Api.messages.SendMessage({ peer: to, message: 'hi', randomId: bigInt('-5') });

  it('move the sequence, so that the next push is no gap', async () => {
    const world = new World();
    await world.online();
    world.engine.own(
      send,
      new Api.UpdateShortSentMessage({ id: 11, pts: 11, ptsCount: 1, date: 5, out: true }),
    );
    world.engine.own(send, new Api.messages.AffectedMessages({ pts: 13, ptsCount: 2 }));
    await world.push(push(14));
    await world.clock.advance(1_000);
    expect(world.asked).toHaveLength(1);
    expect(world.pts).toBe(14);
  });

  it('are reported as our own message under their send id', async () => {
    const world = new World();
    await world.online();
    world.engine.own(
      send,
      new Api.UpdateShortSentMessage({ id: 11, pts: 11, ptsCount: 1, date: 5, out: true }),
    );
    await world.clock.advance(1_000);
    expect(world.store.messages).toMatchObject([
      { messageId: '11', direction: 'outgoing', peer: '7', text: 'hi', sendId: '-5', sentAt: 5_000 },
    ]);
  });

  it('that only move the position are stored together a little later, or with the next message', async () => {
    const world = new World();
    await world.online();
    await world.clock.advance(1_000);
    const before = world.store.batches.length;
    for (let pts = 11; pts <= 15; pts += 1) {
      world.engine.own(send, new Api.messages.AffectedMessages({ pts, ptsCount: 1 }));
      await settle();
    }
    expect(world.store.batches).toHaveLength(before);
    await world.clock.advance(600);
    expect(world.store.batches).toHaveLength(before + 1);
    expect(world.pts).toBe(15);
  });
});

describe('a store that fails', () => {
  it('gets the same rows again, and the position moves only with them', async () => {
    const world = new World();
    await world.online();
    await world.clock.advance(1_000);
    world.store.failures = 3;
    await world.push(push(11));
    expect(world.pts).toBe(10);
    await world.push(push(12));
    await world.clock.advance(10_000);
    expect(world.ids).toEqual(['11', '12']);
    expect(world.pts).toBe(12);
  });

  it('stores everything in order however it fails, while a flood of updates comes in', async () => {
    const world = new World();
    await world.online();
    world.store.failures = 4;
    for (let pts = 11; pts <= 3_000; pts += 1) world.engine.push(push(pts));
    await world.clock.advance(60_000);
    expect(world.ids).toHaveLength(2_990);
    expect(world.pts).toBe(3_000);
  });

  it('lets go of what it cannot hold and fetches it again', async () => {
    const world = new World();
    await world.online();
    world.store.failures = 3;
    await world.push(push(11));
    for (let pts = 12; pts <= 6_000; pts += 1) world.engine.push(push(pts));
    world.answers.push(difference(6_000, [message(6_000)]));
    await world.clock.advance(60_000);
    expect(world.pts).toBe(6_000);
    expect(world.ids.at(-1)).toBe('6000');
    expect(world.asked.length).toBeGreaterThan(1);
  });

  it('is left with the old position when the channel closes first', async () => {
    const world = new World();
    await world.online();
    await world.clock.advance(1_000);
    world.store.failures = 1_000_000;
    await world.push(push(11));
    await world.engine.close();
    expect(world.pts).toBe(10);
    expect(world.ids).toEqual([]);
  });
});

describe('the second line of defence', () => {
  it('looks through the chats every 10 to 15 minutes, and never moves the position by it', async () => {
    const world = new World();
    await world.online();
    await world.clock.advance(1_000);
    const missed: PeerId = peerId('7');
    world.finds = [
      {
        events: [
          {
            kind: 'message',
            peer: missed,
            messageId: '9' as never,
            direction: 'incoming',
            text: 'missed',
            attachments: [],
            sentAt: 1,
          },
        ],
        peers: [],
      },
    ];
    await world.clock.advance(14 * 60_000);
    expect(world.sweeps).toBe(1);
    expect(world.ids).toEqual(['9']);
    expect(world.pts).toBe(10);
  });
});
