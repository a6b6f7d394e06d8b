import { remoteMessageId } from '../../../core/ids.js';
import { isRecord, numberIn, textIn } from '../../../lib/json-fields.js';
import { DONE, done, NOT_HERE, timed, WITHOUT_ID, type Operations } from '../../answers.js';
import type { ChannelResult, OwnMessage } from '../../contract.js';
import { NOBODY, wholeSecond } from '../person/answered.js';
import type { OwnWords } from '../words/own-words.js';
import { greenCapabilities } from './capabilities.js';
import type { GreenClient } from './green-client.js';
import type { GreenChannelOptions } from './options.js';

export interface OperationParts extends Pick<GreenChannelOptions, 'peers' | 'clock'> {
  readonly client: GreenClient;
  readonly words: OwnWords;
  /** Why nothing may be sent now: the service would take it and keep it for a day. Null where it may. */
  readonly withheld: () => string | null;
}

/** The calls of the port in the words of Green API. Nothing is repeated here: the outbox alone decides that. */
export function greenOperations({ client, words, peers, clock, withheld }: OperationParts): Operations {
  /** Asks with the chat's own name in the body; nothing is asked while the instance may not send. */
  async function inChat(
    peer: Parameters<GreenChannelOptions['peers']['address']>[0],
    name: string,
    body: object,
  ): Promise<ChannelResult<unknown>> {
    const why = withheld();
    if (why !== null) return { ok: false, failure: { kind: 'unsent', code: why } };
    const chatId = await peers.address(peer);
    return chatId === undefined ? NOBODY : client.call(name, { body: { chatId, ...body } });
  }

  return {
    async sendText({ peer, text, entities, replyTo }) {
      const message = words.marked(text, entities);
      const answer = await inChat(peer, 'sendMessage', {
        message,
        linkPreview: false,
        ...(replyTo === undefined ? {} : { quotedMessageId: replyTo }),
      });
      if (!answer.ok) return answer;
      const id = isRecord(answer.value) ? textIn(answer.value, 'idMessage') : undefined;
      if (id === undefined || id === '') {
        return WITHOUT_ID;
      }
      return { ok: true, value: { messageId: remoteMessageId(id), sentAt: wholeSecond(clock) } };
    },
    fetchMedia: () => Promise.resolve(NOT_HERE),
    sendMedia: () => Promise.resolve(NOT_HERE),
    markListened: () => Promise.resolve(NOT_HERE),
    editText: async (peer, message, text) =>
      done(await inChat(peer, 'editMessage', { idMessage: message, message: text })),
    async deleteMessages(peer, messages) {
      for (const idMessage of messages) {
        const answer = await inChat(peer, 'deleteMessage', { idMessage });
        if (!answer.ok) return answer;
      }
      return DONE;
    },
    markRead: async (peer, upTo) => done(await inChat(peer, 'readChat', { idMessage: upTo })),
    async setTyping(peer, action) {
      if (action === 'cancel') return NOT_HERE;
      const typingTime = greenCapabilities.typing.out?.lasts ?? 0;
      const typingType = action === 'recording' ? { typingType: 'recording' } : {};
      return done(await inChat(peer, 'sendTyping', { typingTime, ...typingType }));
    },
    setOnline: () => Promise.resolve(NOT_HERE),
    react: () => Promise.resolve(NOT_HERE),
    saveDraft: () => Promise.resolve(NOT_HERE),
    async ownHistory(peer, limit) {
      const answer = await inChat(peer, 'getChatHistory', { count: Math.max(20, limit * 3) });
      if (!answer.ok) return answer;
      return {
        ok: true,
        value: (Array.isArray(answer.value) ? answer.value : [])
          .flatMap((one) => toOwn(one, words))
          .slice(0, limit),
      };
    },
    probe: () => timed(clock, () => client.call('getStateInstance')),
  };
}

/** journals/GetChatHistory: newest first; what a program sent, over whichever service it is. */
function toOwn(entry: unknown, words: OwnWords): readonly OwnMessage[] {
  if (!isRecord(entry) || textIn(entry, 'type') !== 'outgoing') return [];
  const id = textIn(entry, 'idMessage');
  if (id === undefined) return [];
  const text = words.unmarked(textIn(entry, 'textMessage') ?? '');
  return [{ messageId: remoteMessageId(id), text, sentAt: (numberIn(entry, 'timestamp') ?? 0) * 1_000 }];
}
