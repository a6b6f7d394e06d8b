import type { Clock, Milliseconds } from '../../../core/clock.js';
import { remoteMessageId, type PeerId, type RemoteMessageId } from '../../../core/ids.js';
import { recordsIn, textIn } from '../../../lib/json-fields.js';
import { DONE, done, NOT_HERE, timed, WITHOUT_ID, type Operations } from '../../answers.js';
import type { ChannelResult, SendTextRequest, SentMessage } from '../../contract.js';
import { NOBODY, wholeSecond } from '../person/answered.js';
import { withMarks } from '../words/markers.js';
import { cloudCapabilities } from './capabilities.js';
import type { GraphClient } from './graph-client.js';
import type { CloudChannelOptions } from './options.js';

/** What was shown to a person and when: a sign of typing also reads, and asked for too early it shows nothing. */
interface Shown {
  readUpTo: RemoteMessageId | undefined;
  typingUntil: Milliseconds;
}

export interface OperationParts extends Pick<CloudChannelOptions, 'phoneNumberId' | 'peers' | 'clock'> {
  readonly client: GraphClient;
  /** The latest message of a person that this run heard. */
  readonly newestHeard: (peer: PeerId) => RemoteMessageId | undefined;
}

/** The calls of the port in the words of the Cloud API. Nothing is repeated here: the outbox alone decides that. */
export function cloudOperations(parts: OperationParts): Operations {
  const { client, phoneNumberId, peers, clock } = parts;
  const shown = new Map<PeerId, Shown>();
  const of = (peer: PeerId): Shown => {
    const known = shown.get(peer) ?? { readUpTo: undefined, typingUntil: 0 };
    // One entry is some 100 bytes; whoever is forgotten gets one sign more than needed.
    if (shown.size >= 10_000) shown.clear();
    shown.set(peer, known);
    return known;
  };
  const post = (body: object) =>
    client.call('POST', `${phoneNumberId}/messages`, { messaging_product: 'whatsapp', ...body });

  return {
    async sendText(request) {
      const address = await peers.address(request.peer);
      if (address === undefined) return NOBODY;
      const sent = read(await post(textBody(request, address)), clock);
      // Our message takes the sign away.
      if (sent.ok) of(request.peer).typingUntil = 0;
      return sent;
    },
    fetchMedia: () => Promise.resolve(NOT_HERE),
    sendMedia: () => Promise.resolve(NOT_HERE),
    markListened: () => Promise.resolve(NOT_HERE),
    editText: () => Promise.resolve(NOT_HERE),
    deleteMessages: () => Promise.resolve(NOT_HERE),
    async markRead(peer, upTo) {
      const state = of(peer);
      if (state.readUpTo === upTo) return DONE;
      const answer = await post({ status: 'read', message_id: upTo });
      if (answer.ok) state.readUpTo = upTo;
      return done(answer);
    },
    async setTyping(peer, action) {
      if (action === 'cancel') return NOT_HERE;
      const state = of(peer);
      if (clock.now() < state.typingUntil) return DONE;
      // It reads: never further than the character has read, as far as this run knows.
      const at = state.readUpTo ?? parts.newestHeard(peer) ?? (await peers.newestIncoming(peer));
      if (at === undefined) return { ok: false, failure: { kind: 'rejected', code: 'NOTHING_TO_ANSWER' } };
      state.typingUntil = clock.now() + (cloudCapabilities.typing.out?.lasts ?? 0);
      const answer = await post({ status: 'read', message_id: at, typing_indicator: { type: 'text' } });
      if (answer.ok) state.readUpTo = at;
      else state.typingUntil = 0;
      return done(answer);
    },
    setOnline: () => Promise.resolve(NOT_HERE),
    async react(peer, message, emoji) {
      const address = await peers.address(peer);
      if (address === undefined) return NOBODY;
      const reaction = { message_id: message, emoji: emoji ?? '' };
      return done(
        await post({ recipient_type: 'individual', ...addressed(address), type: 'reaction', reaction }),
      );
    },
    saveDraft: () => Promise.resolve(NOT_HERE),
    ownHistory: () => Promise.resolve(NOT_HERE),
    probe: () => timed(clock, () => client.call('GET', `${phoneNumberId}?fields=id`)),
  };
}

/** messages/text-messages; what we put beside it comes back in each status (biz_opaque_callback_data). */
function textBody({ text, entities = [], sendId, replyTo }: SendTextRequest, address: string): object {
  const body = withMarks(text, entities, cloudCapabilities.text.most);
  return {
    recipient_type: 'individual',
    ...addressed(address),
    type: 'text',
    // Whoever follows a link decides so; nobody fetches it for a picture.
    text: { preview_url: false, body },
    ...(replyTo === undefined ? {} : { context: { message_id: replyTo } }),
    biz_opaque_callback_data: sendId,
  };
}

/** A user id goes into `recipient`; in `to` it would be taken and reach nobody, without a word. */
function addressed(address: string): { readonly to: string } | { readonly recipient: string } {
  return /^\d+$/u.test(address) ? { to: address } : { recipient: address };
}

function read(answer: Awaited<ReturnType<GraphClient['call']>>, clock: Clock): ChannelResult<SentMessage> {
  if (!answer.ok) return answer;
  const [message] = recordsIn(answer.value, 'messages');
  const id = message === undefined ? undefined : textIn(message, 'id');
  if (id === undefined || id === '') return WITHOUT_ID;
  return { ok: true, value: { messageId: remoteMessageId(id), sentAt: wholeSecond(clock) } };
}
