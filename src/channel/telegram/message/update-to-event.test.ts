import bigInt from 'big-integer';
import { Api } from 'telegram';
import { describe, expect, it } from 'vitest';
import { peerId, sendId } from '../../../core/ids.js';
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
    ['an empty message', new Api.MessageEmpty({ id: 5, peerId: ben }), 'unreadable'],
  ])('%s is dropped with its reason', (_name, body, reason) => {
    expect(arrives(body)).toEqual({ kind: 'dropped', reason });
  });
});

const text = (said: string): Api.TextWithEntities => new Api.TextWithEntities({ text: said, entities: [] });
const ofMedia = (media: Api.TypeMessageMedia): Api.Message => message({ message: '', media });
const ofAction = (action: Api.TypeMessageAction, out = false): Api.MessageService =>
  new Api.MessageService({ id: 5, peerId: ben, date: 1, action, out });

function poll(quiz = false): Api.MessageMediaPoll {
  const answers = ['soup', 'salad'].map(
    (one) => new Api.PollAnswer({ text: text(one), option: Buffer.from(one) }),
  );
  return new Api.MessageMediaPoll({
    poll: new Api.Poll({ id: bigInt(1), question: text('soup or salad?'), answers, quiz }),
    results: new Api.PollResults({}),
  });
}

describe('what is no text and no file', () => {
  it.each([
    ['a poll', poll(), ['a poll: soup or salad?', 'to choose from: soup / salad']],
    ['a quiz', poll(true), ['a quiz: soup or salad?', 'to choose from: soup / salad']],
    ['a story', new Api.MessageMediaStory({ peer: ben, id: 1 }), ['a story']],
    [
      'a game',
      new Api.MessageMediaGame({
        game: new Api.Game({
          id: bigInt(1),
          accessHash: bigInt(1),
          shortName: 'chess',
          title: 'Chess',
          description: '',
          photo: new Api.PhotoEmpty({ id: bigInt(1) }),
        }),
      }),
      ['a game: Chess'],
    ],
    [
      'an invoice',
      new Api.MessageMediaInvoice({
        title: 'Tea',
        description: '',
        currency: 'EUR',
        totalAmount: bigInt(450),
        startParam: '',
      }),
      ['an invoice: Tea, 4.50 EUR'],
    ],
    [
      'an invoice in a currency without cents',
      new Api.MessageMediaInvoice({
        title: 'Tea',
        description: '',
        currency: 'JPY',
        totalAmount: bigInt(450),
        startParam: '',
      }),
      ['an invoice: Tea, 450 JPY'],
    ],
    [
      'paid media',
      new Api.MessageMediaPaidMedia({ starsAmount: bigInt(50), extendedMedia: [] }),
      ['media that cost 50 Stars to see, not opened'],
    ],
    ['a giveaway', new Api.MessageMediaGiveaway({ channels: [], quantity: 1, untilDate: 1 }), ['a giveaway']],
    ['what a newer app made', new Api.MessageMediaUnsupported(), ['something this app cannot show']],
    ['nothing at all', new Api.MessageMediaEmpty(), ['something this app cannot show']],
  ])('%s becomes a line', (_name, media, labels) => {
    expect(arrives(ofMedia(media))).toMatchObject({
      kind: 'durable',
      event: { text: '', attachments: labels.map((label) => ({ kind: 'other', label })) },
    });
  });

  it.each([
    ['a call', new Api.MessageActionPhoneCall({ callId: bigInt(1) }), 'a call that you did not take', false],
    [
      'a call that was taken',
      new Api.MessageActionPhoneCall({ callId: bigInt(1), duration: 125, video: true }),
      'a video call of 2 minutes',
      false,
    ],
    [
      'a gift',
      new Api.MessageActionGiftPremium({
        currency: 'XTR',
        amount: bigInt(1),
        months: 3,
        message: text('for you'),
      }),
      'a gift: Telegram Premium for 3 months, with the words: for you',
      false,
    ],
    [
      'of a newer layer',
      new Api.MessageActionCustomAction({ message: '' }),
      'something this app cannot show',
      false,
    ],
    ['a sign-up', new Api.MessageActionContactSignUp(), 'joined Telegram', true],
    ['a screenshot', new Api.MessageActionScreenshotTaken(), 'took a screenshot of this chat', true],
    [
      'a timer',
      new Api.MessageActionSetMessagesTTL({ period: 86_400 }),
      'set messages here to delete themselves after 1 day',
      true,
    ],
    ['a theme', new Api.MessageActionSetChatTheme({ emoticon: '🌊' }), 'changed the look of this chat', true],
  ])('a service message, %s, becomes a line', (_name, action, label, isQuiet) => {
    const arrived = arrives(ofAction(action));
    expect(arrived).toMatchObject({ event: { text: '', attachments: [{ kind: 'other', label }] } });
    if (isQuiet) expect(arrived).toHaveProperty('event.expectsNoAnswer', true);
    else expect(arrived).not.toHaveProperty('event.expectsNoAnswer');
  });
});

describe('who wrote it', () => {
  it.each([
    ['an away message', { offline: true }, 'away'],
    ['what a connected bot wrote', { viaBusinessBotId: bigInt(9), offline: true }, 'connected-bot'],
    ['what the clock sent', { fromScheduled: true }, 'scheduled'],
  ])('%s is nobody’s words of this moment', (_name, fields, automatic) => {
    expect(arrives(message({ ...fields, out: true }))).toHaveProperty('event.automatic', automatic);
  });

  it('is named for a forward, and the part that is quoted is told', () => {
    const fwdFrom = new Api.MessageFwdHeader({ fromName: 'Old  Friend', date: 1 });
    const replyTo = new Api.MessageReplyHeader({ replyToMsgId: 3, quote: true, quoteText: 'only this' });
    expect(arrives(message({ fwdFrom, replyTo, ttlPeriod: 86_400, groupedId: bigInt(77) }))).toMatchObject({
      event: {
        forwarded: true,
        forwardedFrom: 'Old Friend',
        replyTo: '3',
        quote: 'only this',
        goneAfter: 86_400_000,
        album: '77',
      },
    });
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
