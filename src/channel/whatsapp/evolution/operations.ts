import type { Clock } from '../../../core/clock.js';
import { remoteMessageId, type PeerId } from '../../../core/ids.js';
import { isRecord, recordIn, textIn, type Json } from '../../../lib/json-fields.js';
import { DONE, done, NOT_HERE, timed, WITHOUT_ID, type Operations } from '../../answers.js';
import type { ChannelResult, OwnMessage } from '../../contract.js';
import { NOBODY, wholeSecond } from '../person/answered.js';
import type { OwnWords } from '../words/own-words.js';
import { evolutionCapabilities } from './capabilities.js';
import type { EvolutionCall, EvolutionClient } from './evolution-client.js';
import type { EvolutionChannelOptions } from './options.js';
import { secondsIn, wordsIn } from './read-message.js';
import { recordsFrom } from './stored-messages.js';

export interface OperationParts extends Pick<EvolutionChannelOptions, 'peers' | 'clock'> {
  readonly client: EvolutionClient;
  readonly words: OwnWords;
  /** Why nothing may be sent now: an instance that is not live answers as if it might have. Null where it may. */
  readonly withheld: () => string | null;
}

/** The calls of the port in the words of Evolution API. Nothing is repeated here: the outbox alone decides that. */
export function evolutionOperations({ client, words, peers, clock, withheld }: OperationParts): Operations {
  /** Answered to exactly the jid that came: the server makes other numbers of bare ones. */
  async function inChat(
    peer: PeerId,
    route: string,
    call: (jid: string) => EvolutionCall,
  ): Promise<ChannelResult<unknown>> {
    const why = withheld();
    if (why !== null) return { ok: false, failure: { kind: 'unsent', code: why } };
    const jid = await peers.address(peer);
    return jid === undefined ? NOBODY : client.call(route, call(jid));
  }

  return {
    async sendText({ peer, text, entities, replyTo }) {
      const answer = await inChat(peer, 'message/sendText', (number) => ({
        body: {
          number,
          text: words.marked(text, entities),
          linkPreview: false,
          ...(replyTo === undefined ? {} : { quoted: { key: { id: replyTo } } }),
        },
      }));
      if (!answer.ok) return answer;
      const record = isRecord(answer.value) ? answer.value : {};
      const id = textIn(recordIn(record, 'key') ?? {}, 'id');
      if (id === undefined || id === '') {
        return WITHOUT_ID;
      }
      const at = secondsIn(record);
      return {
        ok: true,
        value: { messageId: remoteMessageId(id), sentAt: at === 0 ? wholeSecond(clock) : at },
      };
    },
    fetchMedia: () => Promise.resolve(NOT_HERE),
    sendMedia: () => Promise.resolve(NOT_HERE),
    markListened: () => Promise.resolve(NOT_HERE),
    editText: async (peer, id, text) =>
      done(
        await inChat(peer, 'chat/updateMessage', (jid) => ({
          body: { number: jid, key: { remoteJid: jid, fromMe: true, id }, text },
        })),
      ),
    async deleteMessages(peer, messages) {
      for (const id of messages) {
        const answer = await inChat(peer, 'chat/deleteMessageForEveryone', (remoteJid) => ({
          method: 'DELETE',
          body: { id, remoteJid, fromMe: true },
        }));
        if (!answer.ok) return answer;
      }
      return DONE;
    },
    async markRead(peer, id) {
      // Keys by lid are passed over and answered as if they were not (markMessageAsRead).
      const jid = await peers.address(peer);
      if (jid?.endsWith('@lid') === true)
        return { ok: false, failure: { kind: 'rejected', code: 'NOT_BY_LID' } };
      return done(
        await inChat(peer, 'chat/markMessageAsRead', (remoteJid) => ({
          body: { readMessages: [{ remoteJid, fromMe: false, id }] },
        })),
      );
    },
    async setTyping(peer, action) {
      if (action === 'cancel') return NOT_HERE;
      const delay = evolutionCapabilities.typing.out?.lasts ?? 0;
      const presence = action === 'recording' ? 'recording' : 'composing';
      const shown = inChat(peer, 'chat/sendPresence', (number) => ({ body: { number, presence, delay } }));
      // It is answered when the sign has faded; nobody waits for that.
      return done(await settled(shown, clock));
    },
    async setOnline(online) {
      const why = withheld();
      if (why !== null) return { ok: false, failure: { kind: 'unsent', code: why } };
      const body = { presence: online ? 'available' : 'unavailable' };
      return done(await client.call('instance/setPresence', { body }));
    },
    async react(peer, id, emoji) {
      return done(
        await inChat(peer, 'message/sendReaction', (remoteJid) => ({
          body: { key: { remoteJid, fromMe: false, id }, reaction: emoji ?? '' },
        })),
      );
    },
    saveDraft: () => Promise.resolve(NOT_HERE),
    async ownHistory(peer, limit) {
      const answer = await inChat(peer, 'chat/findMessages', (remoteJid) => ({
        body: { where: { key: { remoteJid, fromMe: true } }, page: 1, offset: Math.max(20, limit * 3) },
      }));
      if (!answer.ok) return answer;
      return {
        ok: true,
        value: recordsFrom(answer.value)
          .flatMap((one) => toOwn(one, words))
          .slice(0, limit),
      };
    },
    probe: () => timed(clock, () => client.call('instance/connectionState')),
  };
}

/** A refusal comes at once; what is still under way after a moment is being shown. */
async function settled(
  shown: Promise<ChannelResult<unknown>>,
  clock: Clock,
): Promise<ChannelResult<unknown>> {
  const over = new AbortController();
  const moment = clock.sleep(300, over.signal).then((): ChannelResult<unknown> => DONE);
  try {
    return await Promise.race([shown, moment]);
  } finally {
    over.abort();
  }
}

function toOwn(record: Json, words: OwnWords): readonly OwnMessage[] {
  const key = recordIn(record, 'key') ?? {};
  const id = textIn(key, 'id');
  if (id === undefined || key['fromMe'] !== true) return [];
  const text = words.unmarked(wordsIn(recordIn(record, 'message') ?? {}));
  return [{ messageId: remoteMessageId(id), text, sentAt: secondsIn(record) }];
}
