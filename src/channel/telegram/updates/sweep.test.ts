import bigInt from 'big-integer';
import { Api } from 'telegram';
import { expect, it } from 'vitest';
import { message, user } from '../../../../test/support/update-world.js';
import { peerId } from '../../../core/ids.js';
import type { Caller } from '../call.js';
import { sweep } from './sweep.js';

/** A chat of somebody never seen: two unread when the chats are listed, and one more before the chat is read. */
function chatThatGoesOn(readUpTo: number): Caller {
  const peer = new Api.PeerUser({ userId: bigInt(7) });
  const dialog = new Api.Dialog({
    peer,
    topMessage: readUpTo + 2,
    readInboxMaxId: readUpTo,
    readOutboxMaxId: 0,
    unreadCount: 2,
    unreadMentionsCount: 0,
    unreadReactionsCount: 0,
    notifySettings: new Api.PeerNotifySettings({}),
  });
  const standing = Array.from({ length: readUpTo + 3 }, (_, index) => message(index + 1)).reverse();
  const answer = (request: Api.AnyRequest): unknown => {
    if (request instanceof Api.messages.GetDialogs) {
      return new Api.messages.Dialogs({
        dialogs: [dialog],
        messages: [message(readUpTo + 2)],
        chats: [],
        users: [user()],
      });
    }
    if (!(request instanceof Api.messages.GetHistory)) throw new Error('not asked for here');
    const { limit, minId } = request;
    const messages = standing.filter(({ id }) => id > minId).slice(0, limit);
    return new Api.messages.Messages({ messages, chats: [], users: [] });
  };
  return { call: async (request) => ({ ok: true, value: answer(request) as never }) };
}

async function idsFound(caller: Caller): Promise<readonly string[]> {
  const parts = {
    caller,
    peerBook: {
      address: () => undefined,
      newestMessage: () => undefined,
      newestOfAll: () => undefined,
      hasMessage: () => false,
    },
    context: { self: peerId('1'), sendIdOf: () => undefined },
    deadline: 1_000,
  };
  const ids: string[] = [];
  for await (const { events } of sweep(parts, { since: 0, pages: 1 })) {
    for (const event of events) if (event.kind === 'message') ids.push(event.messageId);
  }
  return ids;
}

it('finds all that is unread, also when more arrives between the list of chats and the chat itself', async () => {
  expect(await idsFound(chatThatGoesOn(0))).toEqual(['1', '2', '3']);
});

it('leaves out what somebody never seen wrote and had read before', async () => {
  expect(await idsFound(chatThatGoesOn(4))).toEqual(['5', '6', '7']);
});
