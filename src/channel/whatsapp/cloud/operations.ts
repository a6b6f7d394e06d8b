import type { Clock, Milliseconds } from '../../../core/clock.js';
import { remoteMessageId, type PeerId, type RemoteMessageId } from '../../../core/ids.js';
import { recordsIn, textIn } from '../../../lib/json-fields.js';
import type { Channel, ChannelResult, SendTextRequest, SentMessage } from '../../contract.js';
import { withMarks } from '../words/markers.js';
import { cloudCapabilities } from './capabilities.js';
import type { GraphClient } from './graph-client.js';
import type { CloudChannelOptions } from './options.js';

/** What is not to be had here, by how it is called in the port. */
const NOT_HERE = { ok: false, failure: { kind: 'rejected', code: 'NOT_ON_THIS_CHANNEL' } } as const;
const DONE: ChannelResult<void> = { ok: true, value: undefined };
const NOBODY = { ok: false, failure: { kind: 'peer-unknown', code: 'NEVER_WROTE' } } as const;

type Operations = Omit<Channel, 'capabilities' | 'care' | 'desk' | 'open' | 'close'>;

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
      state.readUpTo = upTo;
      return done(await post({ status: 'read', message_id: upTo }));
    },
    async setTyping(peer, action) {
      if (action === 'cancel') return NOT_HERE;
      const state = of(peer);
      if (clock.now() < state.typingUntil) return DONE;
      // It reads: never further than the character has read, as far as this run knows.
      const at = state.readUpTo ?? parts.newestHeard(peer) ?? (await peers.newestIncoming(peer));
      if (at === undefined) return { ok: false, failure: { kind: 'rejected', code: 'NOTHING_TO_ANSWER' } };
      state.readUpTo = at;
      state.typingUntil = clock.now() + (cloudCapabilities.typing.out?.lasts ?? 0);
      return done(await post({ status: 'read', message_id: at, typing_indicator: { type: 'text' } }));
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
    async probe() {
      const before = clock.steady();
      const answer = await client.call('GET', `${phoneNumberId}?fields=id`);
      return answer.ok ? { ok: true, value: clock.steady() - before } : answer;
    },
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

/** The service's moment is not told: ours, cut to what its statuses will say. */
function read(answer: Awaited<ReturnType<GraphClient['call']>>, clock: Clock): ChannelResult<SentMessage> {
  if (!answer.ok) return answer;
  const [message] = recordsIn(answer.value, 'messages');
  const id = message === undefined ? undefined : textIn(message, 'id');
  if (id === undefined || id === '')
    return { ok: false, failure: { kind: 'unknown', code: 'ANSWER_WITHOUT_ID' } };
  const sentAt = Math.floor(clock.now() / 1_000) * 1_000;
  return { ok: true, value: { messageId: remoteMessageId(id), sentAt } };
}

function done(answer: ChannelResult<unknown>): ChannelResult<void> {
  return answer.ok ? DONE : answer;
}
