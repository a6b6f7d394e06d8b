import { Api } from 'telegram';
import bigInt from 'big-integer';
import type { Clock } from '../../core/clock.js';
import type { PeerId } from '../../core/ids.js';
import type { Channel, ChannelFailure, ChannelResult, OwnMessage, TypingAction } from '../contract.js';
import type { Caller } from './call.js';
import { mediaToCarry, type SendParts } from './files/send-file.js';
import { ANSWER_UNREADABLE } from './failure.js';
import type { Deadlines } from './options.js';
import type { ServerClock } from './server-clock.js';
import type { PeerMemory } from './peer-memory.js';
import { toMessageEntity } from './message/message-entity.js';
import { sentMessage } from './message/sent-message.js';
import { fromMessageId, fromText, toMessageId } from './tl-ids.js';

export interface OperationParts {
  readonly caller: Caller;
  readonly peers: PeerMemory;
  readonly clock: Clock;
  readonly serverClock: Pick<ServerClock, 'toOurs'>;
  readonly deadlines: Deadlines;
  readonly fetchMedia: Channel['fetchMedia'];
}

type Operations = Omit<Channel, 'capabilities' | 'care' | 'desk' | 'open' | 'close'>;

/** History pages looked at to find our own messages between the other's. */
const OWN_HISTORY_PAGE = 100;

/** The port's calls as raw requests, each one exchange with the server. The library's helpers guess, resolve and retry. */
export function operations({
  caller,
  peers,
  clock,
  serverClock,
  deadlines,
  fetchMedia,
}: OperationParts): Operations {
  async function address(peer: PeerId): Promise<Api.InputPeerUser | undefined> {
    const hash = await peers.address(peer);
    if (hash === undefined) return undefined;
    return new Api.InputPeerUser({ userId: fromText(peer), accessHash: fromText(hash) });
  }

  async function write<R extends Api.AnyRequest>(
    peer: PeerId,
    request: (to: Api.InputPeerUser) => R,
  ): Promise<ChannelResult<R['__response']>> {
    const to = await address(peer);
    return to === undefined ? NO_ADDRESS : caller.call(request(to), deadlines.write);
  }

  const sending: SendParts = { clock, caller, deadline: deadlines.write, stickerSets: new Map() };

  return {
    async sendText({ peer, text, entities, sendId, replyTo }) {
      const randomId = fromText(sendId);
      const answer = await write(
        peer,
        (to) =>
          new Api.messages.SendMessage({
            peer: to,
            message: text,
            randomId,
            noWebpage: true,
            ...(entities === undefined ? {} : { entities: entities.map(toMessageEntity) }),
            ...(replyTo === undefined
              ? {}
              : { replyTo: new Api.InputReplyToMessage({ replyToMsgId: fromMessageId(replyTo) }) }),
          }),
      );
      if (!answer.ok) return answer;
      const sent = sentMessage(answer.value, randomId);
      // The server took it but did not say under which id: the history knows.
      if (sent) return { ok: true, value: { ...sent, sentAt: serverClock.toOurs(sent.sentAt) } };
      return failure('already-sent', 'ANSWER_WITHOUT_ID');
    },

    async editText(peer, message, text) {
      const id = fromMessageId(message);
      const answer = await write(
        peer,
        (to) => new Api.messages.EditMessage({ peer: to, id, message: text, noWebpage: true }),
      );
      return done(answer, 'MESSAGE_NOT_MODIFIED');
    },

    async deleteMessages(peer, messages) {
      const id = messages.map(fromMessageId);
      // Private messages are numbered per account, so the chat is not part of the request.
      return done(
        await write(peer, () => new Api.messages.DeleteMessages({ revoke: true, id })),
        'MESSAGE_ID_INVALID',
      );
    },

    async markRead(peer, upTo) {
      const maxId = fromMessageId(upTo);
      return done(await write(peer, (to) => new Api.messages.ReadHistory({ peer: to, maxId })));
    },

    async setTyping(peer, action) {
      return done(
        await write(peer, (to) => new Api.messages.SetTyping({ peer: to, action: typingAction(action) })),
      );
    },

    async setOnline(online) {
      return done(await caller.call(new Api.account.UpdateStatus({ offline: !online }), deadlines.write));
    },

    async react(peer, message, emoji) {
      const msgId = fromMessageId(message);
      const reaction = emoji === null ? [] : [new Api.ReactionEmoji({ emoticon: emoji })];
      const answer = await write(peer, (to) => new Api.messages.SendReaction({ peer: to, msgId, reaction }));
      return done(answer, 'MESSAGE_NOT_MODIFIED');
    },

    async saveDraft(peer, text) {
      return done(
        await write(peer, (to) => new Api.messages.SaveDraft({ peer: to, message: text, noWebpage: true })),
      );
    },

    async ownHistory(peer, limit) {
      const to = await address(peer);
      if (to === undefined) return NO_ADDRESS;
      const request = new Api.messages.GetHistory({
        peer: to,
        offsetId: 0,
        offsetDate: 0,
        addOffset: 0,
        limit: OWN_HISTORY_PAGE,
        maxId: 0,
        minId: 0,
        hash: bigInt.zero,
      });
      const answer = await caller.call(request, deadlines.read);
      if (!answer.ok) return answer;
      const messages = 'messages' in answer.value ? answer.value.messages : [];
      return { ok: true, value: messages.flatMap((one) => ownMessage(one, serverClock)).slice(0, limit) };
    },

    fetchMedia,

    async sendMedia({ peer, media, sendId, replyTo }) {
      const randomId = fromText(sendId);
      const caption = media.form === 'sticker' ? '' : media.caption;
      for (let isAgain = false; ; isAgain = true) {
        const carried = await mediaToCarry(sending, media, isAgain);
        if (!carried.ok) return carried;
        const answer = await write(
          peer,
          (to) =>
            new Api.messages.SendMedia({
              peer: to,
              media: carried.value,
              message: caption,
              randomId,
              ...(replyTo === undefined
                ? {}
                : { replyTo: new Api.InputReplyToMessage({ replyToMsgId: fromMessageId(replyTo) }) }),
            }),
        );
        if (answer.ok) {
          const sent = sentMessage(answer.value, randomId);
          if (sent) return { ok: true, value: { ...sent, sentAt: serverClock.toOurs(sent.sentAt) } };
          return failure('already-sent', 'ANSWER_WITHOUT_ID');
        }
        // A part that got lost, or a reference that expired: put up or looked up once more, under the same send id.
        if (isAgain || !/^(?:FILE_PART_\d+_MISSING|FILE_REFERENCE_)/u.test(answer.failure.code))
          return answer;
      }
    },

    async markListened(_peer, messages) {
      const id = messages.map(fromMessageId);
      return done(await caller.call(new Api.messages.ReadMessageContents({ id }), deadlines.write));
    },

    async probe() {
      const startedAt = clock.steady();
      const answer = await caller.call(new Api.updates.GetState(), deadlines.read);
      // An answer that cannot be read is an answer.
      if (!answer.ok && answer.failure.code !== ANSWER_UNREADABLE) return answer;
      return { ok: true, value: clock.steady() - startedAt };
    },
  };
}

const NO_ADDRESS = { ok: false, failure: { kind: 'peer-unknown', code: 'NO_ADDRESS' } } as const;

function failure(kind: 'already-sent', code: string): { ok: false; failure: ChannelFailure } {
  return { ok: false, failure: { kind, code } };
}

/** The value is of no interest; `benign` is an error that says that there was nothing to do. */
function done(answer: ChannelResult<unknown>, benign?: string): ChannelResult<void> {
  if (answer.ok || answer.failure.code === benign) return { ok: true, value: undefined };
  return answer;
}

function ownMessage(message: Api.TypeMessage, serverClock: Pick<ServerClock, 'toOurs'>): OwnMessage[] {
  if (!(message instanceof Api.Message) || !message.out) return [];
  return [
    {
      messageId: toMessageId(message.id),
      text: message.message,
      sentAt: serverClock.toOurs(message.date * 1_000),
    },
  ];
}

function typingAction(action: TypingAction): Api.TypeSendMessageAction {
  switch (action) {
    case 'typing':
      return new Api.SendMessageTypingAction();
    case 'recording':
      return new Api.SendMessageRecordAudioAction();
    case 'uploading':
      return new Api.SendMessageUploadPhotoAction({ progress: 0 });
    case 'cancel':
      return new Api.SendMessageCancelAction();
  }
}
