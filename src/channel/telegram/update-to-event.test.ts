import bigInt from 'big-integer';
import { Api } from 'telegram';
import { describe, expect, it } from 'vitest';
import { peerId, sendId } from '../../core/ids.js';
import { updateToEvent } from './update-to-event.js';

const context = {
  self: peerId('1'),
  sendIdOf: (id: number) => (id === 5 ? sendId('-77') : undefined),
};
const ben = new Api.PeerUser({ userId: bigInt(7) });

function message(fields: Partial<ConstructorParameters<typeof Api.Message>[0]> = {}): Api.Message {
  return new Api.Message({ id: 5, peerId: ben, message: 'hi', date: 1_000, ...fields });
}

function arrives(body: Api.TypeMessage) {
  return updateToEvent(new Api.UpdateNewMessage({ message: body, pts: 1, ptsCount: 1 }), context);
}

function edited(body: Api.Message) {
  return updateToEvent(new Api.UpdateEditMessage({ message: body, pts: 1, ptsCount: 1 }), context);
}

function reaction(emoticon: string): Api.ReactionEmoji {
  return new Api.ReactionEmoji({ emoticon });
}

describe('messages', () => {
  it('keep text, ids beyond 2^53, time and reply', () => {
    const peer = new Api.PeerUser({ userId: bigInt('9223372036854775807') });
    const replyTo = new Api.MessageReplyHeader({ replyToMsgId: 3 });
    expect(arrives(message({ peerId: peer, message: 'Zoë 👩‍👩‍👧', replyTo }))).toEqual({
      kind: 'durable',
      event: {
        kind: 'message',
        peer: '9223372036854775807',
        messageId: '5',
        direction: 'incoming',
        text: 'Zoë 👩‍👩‍👧',
        attachments: [],
        sentAt: 1_000_000,
        replyTo: '3',
      },
    });
  });

  it('of ours carry the send id where it is known', () => {
    expect(arrives(message({ out: true }))).toMatchObject({
      event: { direction: 'outgoing', sendId: '-77' },
    });
    expect(arrives(message({ id: 6, out: true }))).not.toHaveProperty('event.sendId');
    expect(arrives(message())).not.toHaveProperty('event.sendId');
  });

  it.each([
    [
      'a code from Telegram',
      message({ peerId: new Api.PeerUser({ userId: bigInt(777000) }) }),
      'service-account',
    ],
    ['a small group', message({ peerId: new Api.PeerChat({ chatId: bigInt(7) }) }), 'not-a-private-chat'],
    ['a channel', message({ peerId: new Api.PeerChannel({ channelId: bigInt(7) }) }), 'not-a-private-chat'],
    ['saved messages', message({ peerId: new Api.PeerUser({ userId: bigInt(1) }) }), 'own-chat'],
    ['an empty message', new Api.MessageEmpty({ id: 5, peerId: ben }), 'service-message'],
    [
      'a call',
      new Api.MessageService({ id: 5, peerId: ben, date: 1, action: new Api.MessageActionScreenshotTaken() }),
      'service-message',
    ],
    ['a poll', message({ message: '', media: new Api.MessageMediaUnsupported() }), 'unsupported-media'],
  ])('%s is dropped with its reason', (_name, body, reason) => {
    expect(arrives(body)).toEqual({ kind: 'dropped', reason });
  });
});

describe('attachments', () => {
  function document(attributes: Api.TypeDocumentAttribute[]): Api.Document {
    return new Api.Document({
      id: bigInt(1),
      accessHash: bigInt(2),
      fileReference: Buffer.alloc(0),
      date: 1,
      mimeType: 'audio/ogg',
      size: bigInt(2_048),
      dcId: 2,
      attributes,
    });
  }
  const media = (fields: Partial<ConstructorParameters<typeof Api.MessageMediaDocument>[0]>): Api.Message =>
    message({ message: '', media: new Api.MessageMediaDocument(fields) });

  it.each([
    [
      'a voice note',
      media({ document: document([new Api.DocumentAttributeAudio({ voice: true, duration: 7 })]) }),
      { kind: 'voice', mime: 'audio/ogg', bytes: 2_048, seconds: 7 },
    ],
    [
      'a sticker',
      media({
        document: document([
          new Api.DocumentAttributeSticker({ alt: '😺', stickerset: new Api.InputStickerSetEmpty() }),
        ]),
      }),
      { kind: 'sticker', mime: 'audio/ogg', bytes: 2_048, label: '😺' },
    ],
    [
      'a file',
      media({ document: document([new Api.DocumentAttributeFilename({ fileName: 'a.pdf' })]) }),
      { kind: 'file', mime: 'audio/ogg', bytes: 2_048, label: 'a.pdf' },
    ],
    [
      'a video that destroys itself',
      media({
        document: document([new Api.DocumentAttributeVideo({ duration: 3.4, w: 1, h: 1 })]),
        ttlSeconds: 0x7fffffff,
      }),
      { kind: 'video', ephemeral: true, seconds: 3 },
    ],
    [
      'a photo that destroys itself',
      message({ message: '', media: new Api.MessageMediaPhoto({ ttlSeconds: 5 }) }),
      { kind: 'photo', ephemeral: true },
    ],
    [
      'a place',
      message({ message: '', media: new Api.MessageMediaGeo({ geo: new Api.GeoPointEmpty() }) }),
      { kind: 'location' },
    ],
  ])('describe %s without opening it', (_name, body, attachment) => {
    expect(arrives(body)).toMatchObject({ kind: 'durable', event: { text: '', attachments: [attachment] } });
  });

  it('do not count a link preview', () => {
    const preview = new Api.MessageMediaWebPage({ webpage: new Api.WebPageEmpty({ id: bigInt(1) }) });
    expect(arrives(message({ media: preview }))).toMatchObject({ event: { text: 'hi', attachments: [] } });
  });
});

describe('everything else', () => {
  it('edits: a changed text is one, a reaction or preview is not', () => {
    expect(edited(message({ editDate: 2_000, message: 'ho' }))).toMatchObject({
      event: { kind: 'edit', peer: '7', messageId: '5', text: 'ho', editedAt: 2_000_000 },
    });
    expect(edited(message({ editHide: true }))).toEqual({ kind: 'dropped', reason: 'not-an-edit' });
    const reactions = new Api.MessageReactions({
      results: [new Api.ReactionCount({ reaction: reaction('👍'), count: 1 })],
    });
    expect(edited(message({ editHide: true, reactions }))).toMatchObject({
      event: { kind: 'reaction', messageId: '5', emojis: ['👍'] },
    });
  });

  it('reactions: theirs, not ours', () => {
    const me = new Api.PeerUser({ userId: bigInt(1) });
    const recentReactions = [
      new Api.MessagePeerReaction({ peerId: me, date: 1, reaction: reaction('🔥'), my: true }),
      new Api.MessagePeerReaction({ peerId: ben, date: 1, reaction: reaction('❤') }),
    ];
    const withNames = new Api.MessageReactions({ results: [], recentReactions });
    const counted = new Api.MessageReactions({
      results: [
        new Api.ReactionCount({ reaction: reaction('🔥'), count: 1, chosenOrder: 0 }),
        new Api.ReactionCount({ reaction: reaction('❤'), count: 2, chosenOrder: 1 }),
      ],
    });
    const none = new Api.MessageReactions({ results: [] });
    const emojis = [withNames, counted, none].map((reactions) =>
      updateToEvent(new Api.UpdateMessageReactions({ peer: ben, msgId: 5, reactions }), context),
    );
    expect(emojis).toMatchObject([
      { event: { emojis: ['❤'] } },
      { event: { emojis: ['❤'] } },
      { event: { emojis: [] } },
    ]);
  });

  it('reads, by whom', () => {
    const fields = { peer: ben, maxId: 9, pts: 1, ptsCount: 1 };
    expect(updateToEvent(new Api.UpdateReadHistoryOutbox(fields), context)).toMatchObject({
      event: { kind: 'read', by: 'person', peer: '7', upTo: '9' },
    });
    const inbox = new Api.UpdateReadHistoryInbox({ ...fields, stillUnreadCount: 0 });
    expect(updateToEvent(inbox, context)).toMatchObject({ event: { kind: 'read', by: 'self' } });
  });

  it('deletes, without a chat', () => {
    const update = new Api.UpdateDeleteMessages({ messages: [3, 4], pts: 1, ptsCount: 2 });
    expect(updateToEvent(update, context)).toEqual({
      kind: 'durable',
      event: { kind: 'delete', messageIds: ['3', '4'] },
    });
  });

  it.each([
    [new Api.SendMessageTypingAction(), 'typing'],
    [new Api.SendMessageCancelAction(), 'cancel'],
    [new Api.SendMessageRecordAudioAction(), 'recording'],
    [new Api.SendMessageRecordRoundAction(), 'recording'],
    [new Api.SendMessageUploadPhotoAction({ progress: 1 }), 'uploading'],
  ])('typing of kind %#', (action, expected) => {
    expect(updateToEvent(new Api.UpdateUserTyping({ userId: bigInt(7), action }), context)).toEqual({
      kind: 'moment',
      event: { kind: 'typing', peer: '7', action: expected },
    });
  });

  it.each([
    [new Api.UserStatusOnline({ expires: 5 }), { state: 'online' }],
    [new Api.UserStatusOffline({ wasOnline: 5 }), { state: 'offline', lastSeen: 5_000 }],
    [new Api.UserStatusRecently({}), { state: 'hidden' }],
    [new Api.UserStatusEmpty(), { state: 'hidden' }],
  ])('presence %#', (status, expected) => {
    expect(updateToEvent(new Api.UpdateUserStatus({ userId: bigInt(7), status }), context)).toEqual({
      kind: 'moment',
      event: { kind: 'presence', peer: '7', ...expected },
    });
  });
});
