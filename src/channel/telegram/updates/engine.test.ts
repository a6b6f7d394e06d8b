import bigInt from 'big-integer';
import { Api } from 'telegram';
import { describe, expect, it } from 'vitest';
import { peerId, remoteMessageId } from '../../../core/ids.js';
import type { PeerId } from '../../../core/ids.js';
import { settle } from '../../../../test/support/manual-clock.js';
import {
  BEN,
  difference,
  message,
  push,
  START,
  update,
  UpdateWorld,
  user,
} from '../../../../test/support/update-world.js';

describe('starting', () => {
  it('asks for the difference from the stored position before it applies anything', async () => {
    const world = new UpdateWorld();
    world.answers.push(difference(12, [message(11), message(12)]));
    world.engine.push(push(13));
    await world.online();
    expect(world.asked[0]).toEqual(START);
    expect(world.ids).toEqual(['11', '12', '13']);
    expect(world.pts).toBe(13);
  });

  it('tells what it fetched first from what it hears and fetches later', async () => {
    const world = new UpdateWorld();
    world.answers.push('DEADLINE', difference(12, [message(11)], true), difference(13, [message(13)]));
    await world.online();
    await world.clock.advance(5_000);
    await world.push(push(14));
    world.engine.disconnected();
    world.answers.push(difference(15, [message(15)]));
    await world.online();
    expect(world.ids).toEqual(['11', '13', '14', '15']);
    expect(world.store.batches.map(({ whileAway }) => whileAway)).toEqual([true, true, undefined, undefined]);
  });

  it('starts an account that was never here at the present, without its past', async () => {
    const world = new UpdateWorld(undefined);
    world.engine.begin({ ...START, pts: 300 });
    await world.online();
    await world.clock.advance(1_000);
    expect(world.ids).toEqual([]);
    expect(world.pts).toBe(300);
  });

  it('fetches slice after slice, each stored before the next is asked for', async () => {
    const world = new UpdateWorld();
    world.answers.push(difference(12, [message(11)], true), difference(14, [message(13)], true));
    world.answers.push(difference(15, [message(15)]));
    await world.online();
    expect(world.asked.map((one) => one.pts)).toEqual([10, 12, 14]);
    expect(world.store.batches.map((batch) => batch.events.length)).toEqual([1, 1, 1]);
    expect(world.ids).toEqual(['11', '13', '15']);
  });

  it('rebuilds from the chats when the difference is too long, and moves on only afterwards', async () => {
    const world = new UpdateWorld();
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
      const world = new UpdateWorld();
      world.answers.push(code);
      await world.online();
      expect(world.sweeps).toBe(1);
      expect(world.pts).toBe(500);
    },
  );

  it('tries again later when the difference could not be fetched', async () => {
    const world = new UpdateWorld();
    world.answers.push('DEADLINE', 'DEADLINE', difference(11, [message(11)]));
    await world.online();
    expect(world.ids).toEqual([]);
    await world.clock.advance(5_000);
    expect(world.ids).toEqual(['11']);
  });
});

describe('a difference that cannot be had', () => {
  it('is asked for no sooner than its pause ends, whatever wakes the engine meanwhile', async () => {
    const world = new UpdateWorld();
    world.answers.push(...Array.from({ length: 100 }, () => 'DEADLINE'));
    await world.online();
    expect(world.asked).toHaveLength(1);
    for (let knock = 0; knock < 200; knock += 1) {
      world.engine.want(knock % 2 === 0 ? 'undecodable' : 'new-session');
      await world.push(push(20 + knock), new Api.UpdatesTooLong());
    }
    expect(world.asked).toHaveLength(1);
    await world.clock.advance(60_000);
    // 1, 2, 4, 8, 16, 32 seconds, each in its upper half.
    expect(world.asked.length).toBeLessThanOrEqual(8);
  });

  it('is asked for at once on a new connection', async () => {
    const world = new UpdateWorld();
    world.answers.push('DEADLINE', 'DEADLINE', 'DEADLINE', difference(11, [message(11)]));
    await world.online();
    for (let round = 0; round < 3; round += 1) {
      world.engine.disconnected();
      await world.online();
    }
    expect(world.ids).toEqual(['11']);
  });

  it('is read from the chats instead once it proved unreadable, and pushes go on', async () => {
    const world = new UpdateWorld();
    world.answers.push(...Array.from({ length: 100 }, () => 'ANSWER_UNREADABLE'));
    world.stateBreaks = 'ANSWER_UNREADABLE';
    world.finds = [{ events: [found('15')], peers: [] }];
    await world.online();
    await world.push(push(16), push(17));
    expect(world.ids).toEqual([]);
    await world.clock.advance(5_000);
    expect(world.ids).toEqual(['15', '16', '17']);
    expect(world.heard).toEqual(['deaf DIFFERENCE_UNREADABLE']);
    await world.push(push(18));
    expect(world.ids).toEqual(['15', '16', '17', '18']);
    world.answers.splice(0);
    await world.clock.advance(60_000);
    expect(world.heard.at(-1)).toBe('hears DIFFERENCE_UNREADABLE');
  });

  it('is looked for by number where the list of chats cannot be read either', async () => {
    const world = new UpdateWorld();
    world.answers.push(...Array.from({ length: 3 }, () => 'ANSWER_UNREADABLE'));
    world.sweepBreaks = 'ANSWER_UNREADABLE';
    world.findsById = [{ events: [found('12')], peers: [] }];
    await world.online();
    await world.clock.advance(5_000);
    expect(world.ids).toEqual(['12']);
  });
});

function found(id: string) {
  return {
    kind: 'message',
    peer: peerId('7'),
    messageId: remoteMessageId(id),
    direction: 'incoming',
    text: id,
    attachments: [],
    sentAt: 1,
  } as const;
}

describe('pushes', () => {
  it('waits half a second for a hole to close before it asks', async () => {
    const world = new UpdateWorld();
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
    const world = new UpdateWorld();
    await world.online();
    world.answers.push(difference(13, [message(11), message(12), message(13)]));
    await world.push(push(12), push(13));
    await world.clock.advance(600);
    expect(world.asked).toHaveLength(2);
    expect(world.ids).toEqual(['11', '12', '13']);
    expect(world.pts).toBe(13);
  });

  it('queues what comes while a difference is fetched, and applies it once', async () => {
    const world = new UpdateWorld();
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
    ['updatesTooLong', (world: UpdateWorld) => world.push(new Api.UpdatesTooLong())],
    ['undecodable data', async (world: UpdateWorld) => world.engine.want('undecodable')],
    ['a new session', async (world: UpdateWorld) => world.engine.want('new-session')],
    ['15 silent minutes', (world: UpdateWorld) => world.clock.advance(15 * 60_000)],
    ['a changed count', (world: UpdateWorld) => world.push(update([new Api.UpdatePtsChanged()]))],
  ])('asks for the difference on %s', async (_name, happens) => {
    const world = new UpdateWorld();
    await world.online();
    world.answers.push(difference(11, [message(11)]));
    await happens(world);
    await settle();
    expect(world.asked).toHaveLength(2);
    expect(world.ids).toEqual(['11']);
  });

  it('asks who wrote when a short form names a stranger, and reads the next one without asking', async () => {
    const world = new UpdateWorld();
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
    const world = new UpdateWorld();
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
    const world = new UpdateWorld();
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
    const world = new UpdateWorld();
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
    const world = new UpdateWorld();
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
    const world = new UpdateWorld();
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
    const world = new UpdateWorld();
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

describe('the second line of defence', () => {
  it('looks through the chats every 10 to 15 minutes, and never moves the position by it', async () => {
    const world = new UpdateWorld();
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
