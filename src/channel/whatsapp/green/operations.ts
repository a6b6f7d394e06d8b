import type { Clock } from '../../../core/clock.js';
import { remoteMessageId } from '../../../core/ids.js';
import { isRecord, numberIn, textIn } from '../../../lib/json-fields.js';
import type { Channel, ChannelResult, OwnMessage } from '../../contract.js';
import type { OwnWords } from '../words/own-words.js';
import { greenCapabilities } from './capabilities.js';
import type { GreenClient } from './green-client.js';
import type { GreenChannelOptions } from './options.js';

const NOT_HERE = { ok: false, failure: { kind: 'rejected', code: 'NOT_ON_THIS_CHANNEL' } } as const;
const DONE: ChannelResult<void> = { ok: true, value: undefined };
const NOBODY = { ok: false, failure: { kind: 'peer-unknown', code: 'NEVER_WROTE' } } as const;

type Operations = Omit<Channel, 'capabilities' | 'care' | 'desk' | 'open' | 'close'>;

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
        return { ok: false, failure: { kind: 'unknown', code: 'ANSWER_WITHOUT_ID' } };
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
    async probe() {
      const before = clock.steady();
      const answer = await client.call('getStateInstance');
      return answer.ok ? { ok: true, value: clock.steady() - before } : answer;
    },
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

function wholeSecond(clock: Clock): number {
  return Math.floor(clock.now() / 1_000) * 1_000;
}

function done(answer: ChannelResult<unknown>): ChannelResult<void> {
  return answer.ok ? DONE : answer;
}
