import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Backend } from './backend.js';
import type { TlObject } from '../mtproto/rpc.js';
import {
  directBackend,
  directClient,
  inputPeer,
  signIn,
  type DirectClient,
  type DirectTransport,
} from '../../../test/sandbox/direct-client.js';

describe('two people who chat', () => {
  let backend: Backend;
  let transport: DirectTransport;
  let ann: DirectClient;
  let ben: DirectClient;
  let annSelf: TlObject;
  let benSelf: TlObject;
  let toBen: TlObject;
  let toAnn: TlObject;

  beforeEach(async () => {
    ({ backend, transport } = directBackend());
    ann = directClient(backend, transport);
    ben = directClient(backend, transport);
    annSelf = await signIn(ann, '+1 555 0001');
    benSelf = await signIn(ben, '+1 555 0002');
    backend.world.users.change(Number(benSelf['id']), { username: 'benben' });
    backend.world.users.change(Number(annSelf['id']), { username: 'annann' });
    toBen = inputPeer(first((await ann.call('contacts.resolveUsername', { username: 'benben' }))['users']));
    toAnn = inputPeer(first((await ben.call('contacts.resolveUsername', { username: 'annann' }))['users']));
  });

  afterEach(() => backend.close());

  function first(list: unknown): TlObject {
    const one = (list as TlObject[])[0];
    if (one === undefined) throw new Error('the list is empty');
    return one;
  }

  let nextRandomId = 1n;
  function say(from: DirectClient, peer: TlObject, message: string, more = {}): Promise<TlObject> {
    nextRandomId += 1n;
    return from.call('messages.sendMessage', { peer, message, randomId: nextRandomId, ...more });
  }

  describe('sending', () => {
    it('answers short, pushes short to a client that knows the sender, and advances both boxes', async () => {
      const before = await ben.call('updates.getState');
      const sent = await say(ann, toBen, 'hello');
      expect(sent).toMatchObject({ _: 'updateShortSentMessage', out: true, id: 1, ptsCount: 1 });
      expect(ben.inbox).toMatchObject([
        {
          _: 'updateShortMessage',
          message: 'hello',
          userId: annSelf['id'],
          pts: Number(before['pts']) + 1,
          ptsCount: 1,
        },
      ]);
      expect(ann.inbox).toEqual([]);
    });

    it('introduces a stranger in full', async () => {
      const cid = directClient(backend, transport);
      const cidSelf = await signIn(cid, '15550003');
      backend.world.users.change(Number(cidSelf['id']), { username: 'cidcid' });
      const toCid = inputPeer(
        first((await ann.call('contacts.resolveUsername', { username: 'cidcid' }))['users']),
      );
      await say(ann, toCid, 'who are you?');
      const push = first(cid.inbox);
      expect(push._).toBe('updates');
      expect((push['users'] as TlObject[]).map((user) => user['id'])).toContain(annSelf['id']);
      const stranger = (push['users'] as TlObject[]).find((user) => user['id'] === annSelf['id']);
      await say(cid, inputPeer(stranger), 'cid');
      await say(ann, toCid, 'known now');
      expect(cid.inbox.at(-1)?._).toBe('updateShortMessage');
    });

    it('tells the other devices of the sender, not the sending session', async () => {
      const tablet = directClient(backend, transport);
      await signIn(tablet, '15550001');
      ann.inbox.length = 0;
      await say(ann, toBen, 'from my phone');
      expect(
        JSON.stringify(tablet.inbox.at(-1), (_key, value: unknown) =>
          typeof value === 'bigint' ? `${value}` : value,
        ),
      ).toContain('from my phone');
      expect(ann.inbox).toEqual([]);
    });

    it('makes one message of one random id, for ever', async () => {
      const draft = { peer: toBen, message: 'once', randomId: 77n };
      const sent = await ann.call('messages.sendMessage', draft);
      const again = await ann.call('messages.sendMessage', { ...draft, message: 'twice' });
      expect(again['updates']).toMatchObject([
        { _: 'updateMessageID', id: sent['id'], randomId: 77n },
        { _: 'updateNewMessage', pts: sent['pts'], ptsCount: 0, message: { message: 'once' } },
      ]);
      expect(ben.inbox).toHaveLength(1);
      backend.habits.repeatedRandomId = 'error';
      expect(await ann.failure('messages.sendMessage', draft)).toBe('500 RANDOM_ID_DUPLICATE');
    });

    it('refuses what Telegram refuses', async () => {
      const send = (fields: object): Promise<string> =>
        ann.failure('messages.sendMessage', { peer: toBen, randomId: 5n, message: 'x', ...fields });
      expect(await send({ message: ' ' })).toBe('400 MESSAGE_EMPTY');
      expect(await send({ message: '😀'.repeat(4097) })).toBe('400 MESSAGE_TOO_LONG');
      expect(await send({ peer: { ...toBen, accessHash: 1n } })).toBe('400 PEER_ID_INVALID');
      // The hash by which Ben addresses Ann is worth nothing to Ann's other friend.
      expect(await send({ peer: { ...toAnn, userId: benSelf['id'] } })).toBe('400 PEER_ID_INVALID');
      expect(await send({ entities: [{ _: 'messageEntityBold', offset: 0, length: 9 }] })).toBe(
        '400 ENTITY_BOUNDS_INVALID',
      );
      await ben.call('contacts.block', { id: toAnn });
      expect(await send({})).toBe('403 USER_IS_BLOCKED');
      expect(
        await ann.failure('messages.setTyping', { peer: toBen, action: { _: 'sendMessageTypingAction' } }),
      ).toBe('400 USER_IS_BLOCKED');
      expect(await ben.failure('messages.sendMessage', { peer: toAnn, randomId: 6n, message: 'x' })).toBe(
        '400 YOU_BLOCKED_USER',
      );
      await ben.call('contacts.unblock', { id: toAnn });
      expect(await say(ann, toBen, '😀'.repeat(4096))).toMatchObject({ _: 'updateShortSentMessage' });
    });

    it('names the replied message by each side its own id', async () => {
      await say(ben, toAnn, 'one');
      await say(ann, toBen, 'two');
      await say(ann, { _: 'inputPeerSelf' }, 'note to self');
      const question = await say(ben, toAnn, 'and this?');
      const inAnn = Number(ann.inbox.at(-1)?.['id']);
      expect(inAnn).not.toBe(question['id']);
      await say(ann, toBen, 'yes', { replyTo: { _: 'inputReplyToMessage', replyToMsgId: inAnn } });
      expect(ben.inbox.at(-1)).toMatchObject({ message: 'yes', replyTo: { replyToMsgId: question['id'] } });
    });
  });

  describe('after the message', () => {
    it('marks as read on both sides, once', async () => {
      await say(ann, toBen, 'one');
      const two = await say(ann, toBen, 'two');
      const dialogs = await ben.call('messages.getDialogs', { limit: 10 });
      expect(dialogs['dialogs']).toMatchObject([{ unreadCount: 2, topMessage: 2 }]);
      const done = await ben.call('messages.readHistory', { peer: toAnn, maxId: 2 });
      expect(done).toMatchObject({ ptsCount: 1 });
      expect(await ben.call('messages.readHistory', { peer: toAnn, maxId: 2 })).toMatchObject({
        pts: done['pts'],
        ptsCount: 0,
      });
      expect(ann.inbox.at(-1)).toMatchObject({
        _: 'updateShort',
        update: { _: 'updateReadHistoryOutbox', maxId: two['id'], pts: Number(two['pts']) + 1 },
      });
      expect(await ann.call('messages.getOutboxReadDate', { peer: toBen, msgId: 1 })).toMatchObject({
        _: 'outboxReadDate',
      });
      expect(
        (await ann.call('messages.getPeerDialogs', { peers: [{ _: 'inputDialogPeer', peer: toBen }] }))[
          'dialogs'
        ],
      ).toMatchObject([{ readOutboxMaxId: 2 }]);
    });

    it('edits on both sides', async () => {
      const sent = await say(ann, toBen, 'helo');
      const edited = await ann.call('messages.editMessage', {
        peer: toBen,
        id: sent['id'],
        message: 'hello',
      });
      expect(edited['updates']).toMatchObject([
        { _: 'updateEditMessage', message: { message: 'hello' }, pts: Number(sent['pts']) + 1 },
      ]);
      expect(ben.inbox.at(-1)?.['updates']).toMatchObject([
        { _: 'updateEditMessage', message: { message: 'hello' } },
      ]);
      const edit = (client: DirectClient, peer: TlObject, id: number): Promise<string> =>
        client.failure('messages.editMessage', { peer, id, message: 'hello' });
      expect(await edit(ann, toBen, 1)).toBe('400 MESSAGE_NOT_MODIFIED');
      expect(await edit(ben, toAnn, 1)).toBe('400 MESSAGE_AUTHOR_REQUIRED');
      expect(await edit(ann, toBen, 99)).toBe('400 MESSAGE_ID_INVALID');
    });

    it('deletes for oneself or for both', async () => {
      await say(ann, toBen, 'one');
      await say(ann, toBen, 'two');
      const gone = await ann.call('messages.deleteMessages', { id: [1, 99], revoke: true });
      expect(gone).toMatchObject({ _: 'messages.affectedMessages', ptsCount: 1 });
      expect(ben.inbox.at(-1)).toMatchObject({ update: { _: 'updateDeleteMessages', messages: [1] } });
      await ann.call('messages.deleteMessages', { id: [2] });
      const texts = async (client: DirectClient, peer: TlObject): Promise<unknown[]> =>
        ((await client.call('messages.getHistory', { peer, limit: 10 }))['messages'] as TlObject[]).map(
          (message) => message['message'],
        );
      expect(await texts(ann, toBen)).toEqual([]);
      expect(await texts(ben, toAnn)).toEqual(['two']);
      expect(await ben.call('messages.deleteHistory', { peer: toAnn, maxId: 0 })).toMatchObject({
        _: 'messages.affectedHistory',
        ptsCount: 1,
        offset: 0,
      });
      expect((await ben.call('messages.getDialogs', { limit: 10 }))['dialogs']).toEqual([]);
    });

    it('reacts, and keeps the reaction unread until it was looked at', async () => {
      const sent = await say(ann, toBen, 'ta-da');
      const reaction = [{ _: 'reactionEmoji', emoticon: '🎉' }];
      await ben.call('messages.sendReaction', { peer: toAnn, msgId: 1, reaction });
      expect(ann.inbox.at(-1)?.['updates']).toMatchObject([
        {
          _: 'updateMessageReactions',
          msgId: sent['id'],
          reactions: { recentReactions: [{ unread: true }] },
        },
      ]);
      expect(await ben.failure('messages.sendReaction', { peer: toAnn, msgId: 1, reaction })).toBe(
        '400 MESSAGE_NOT_MODIFIED',
      );
      const unread = { peer: toBen, limit: 5 };
      expect((await ann.call('messages.getUnreadReactions', unread))['messages']).toHaveLength(1);
      await ann.call('messages.readReactions', { peer: toBen });
      expect((await ann.call('messages.getUnreadReactions', unread))['messages']).toEqual([]);
      await ben.call('messages.sendReaction', { peer: toAnn, msgId: 1, reaction: [] });
      expect(ann.inbox.at(-1)?.['updates']).toMatchObject([{ reactions: { results: [] } }]);
    });

    it('shows typing and status to the other side', async () => {
      await say(ann, toBen, 'hi');
      await ann.call('messages.setTyping', { peer: toBen, action: { _: 'sendMessageTypingAction' } });
      expect(ben.inbox.at(-1)).toMatchObject({
        update: { _: 'updateUserTyping', userId: annSelf['id'], action: { _: 'sendMessageTypingAction' } },
      });
      await ann.call('account.updateStatus', { offline: false });
      expect(ben.inbox.at(-1)).toMatchObject({ update: { status: { _: 'userStatusOnline' } } });
      await ann.call('account.updateStatus', { offline: true });
      expect(ben.inbox.at(-1)).toMatchObject({ update: { status: { _: 'userStatusOffline' } } });
    });
  });

  describe('difference', () => {
    it('tells what was missed, in order, and the edited form once', async () => {
      const state = await ben.call('updates.getState');
      const place = { pts: state['pts'], qts: 0, date: 0 };
      expect(await ben.call('updates.getDifference', place)).toMatchObject({ _: 'updates.differenceEmpty' });
      ben.leave();
      await say(ann, toBen, 'one');
      await say(ann, toBen, 'tow');
      await ann.call('messages.editMessage', { peer: toBen, id: 2, message: 'two' });
      await say(ann, toBen, 'three');
      await ann.call('messages.deleteMessages', { id: [3], revoke: true });
      expect(ben.inbox).toEqual([]);
      const back = await ben.call('updates.getDifference', place);
      expect(back._).toBe('updates.difference');
      expect(back['newMessages']).toMatchObject([{ message: 'one' }, { message: 'two' }]);
      expect(back['otherUpdates']).toMatchObject([{ _: 'updateDeleteMessages', messages: [3] }]);
      expect(back['state']).toMatchObject({ pts: Number(place.pts) + 5 });
      expect((back['users'] as TlObject[]).map((user) => user['id'])).toContain(annSelf['id']);
    });

    it('comes in slices that leave nothing out, or says that it is too long', async () => {
      const start = Number((await ben.call('updates.getState'))['pts']);
      for (let index = 0; index < 7; index++) await say(ann, toBen, `m${index}`);
      const texts: unknown[] = [];
      let pts = start;
      const kinds: string[] = [];
      do {
        const part = await ben.call('updates.getDifference', { pts, qts: 0, date: 0, ptsLimit: 3 });
        kinds.push(part._);
        texts.push(...(part['newMessages'] as TlObject[]).map((message) => message['message']));
        pts = Number(((part['intermediateState'] ?? part['state']) as TlObject)['pts']);
      } while (kinds.at(-1) === 'updates.differenceSlice');
      expect(texts).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6']);
      expect(kinds).toEqual(['updates.differenceSlice', 'updates.differenceSlice', 'updates.difference']);
      expect(
        await ben.call('updates.getDifference', { pts: start, qts: 0, date: 0, ptsTotalLimit: 5 }),
      ).toEqual({ _: 'updates.differenceTooLong', pts });
      expect(await ben.failure('updates.getDifference', { pts: pts + 1, qts: 0, date: 0 })).toBe(
        '400 PERSISTENT_TIMESTAMP_INVALID',
      );
    });
  });

  describe('history', () => {
    it('pages by offset, in both directions', async () => {
      for (let index = 1; index <= 9; index++) await say(ann, toBen, `m${index}`);
      const page = async (fields: object): Promise<number[]> =>
        (
          (await ben.call('messages.getHistory', { peer: toAnn, limit: 3, ...fields }))[
            'messages'
          ] as TlObject[]
        ).map((message) => Number(message['id']));
      expect(await page({})).toEqual([9, 8, 7]);
      expect(await page({ offsetId: 7 })).toEqual([6, 5, 4]);
      expect(await page({ offsetId: 7, addOffset: 1 })).toEqual([5, 4, 3]);
      // Towards newer messages, as clients do that read a chat from its beginning.
      expect(await page({ offsetId: 4, addOffset: -3 })).toEqual([6, 5, 4]);
      expect(await page({ offsetId: 9, addOffset: -1 })).toEqual([9, 8, 7]);
      expect(await page({ minId: 7, limit: 100 })).toEqual([9, 8]);
      expect(await page({ maxId: 3, limit: 100 })).toEqual([2, 1]);
      expect(await ben.call('messages.getHistory', { peer: toAnn, limit: 3 })).toMatchObject({
        _: 'messages.messagesSlice',
        count: 9,
      });
    });
  });
});
