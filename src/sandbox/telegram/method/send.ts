import { RpcError, type TlObject } from '../../mtproto/rpc.js';
import { renderMessage, usersNamed } from '../render/message.js';
import { renderContainer } from '../render/update.js';
import { editMessage } from '../world/message/edit-message.js';
import { postMessage, type MessageDraft } from '../world/message/post-message.js';
import type { MessageMarks } from '../world/message/messages.js';
import { tlToJson } from '../world/tl-json.js';
import { sentBefore, storeMedia } from './store-media.js';
import type { SignedInContext, SignedInMethod } from './context.js';
import { flagOf, longOf, numberOf, objectOf, objectsOf, optionalObject, textOf } from './fields.js';
import { peerOf } from './peers.js';

/** The rest of what a message may be refused for is 400. */
const REFUSED_403: ReadonlySet<string> = new Set([
  'USER_IS_BLOCKED',
  'USER_PRIVACY_RESTRICTED',
  'PRIVACY_PREMIUM_REQUIRED',
]);

export const sendMethods: Readonly<Record<string, SignedInMethod>> = {
  'messages.sendMessage': (call, context) => send(call, context, undefined),
  'messages.sendMedia': async (call, context) =>
    send(call, context, await storeMedia(objectOf(call, 'media'), context)),
  'messages.uploadMedia': (call, context) => storeMedia(objectOf(call, 'media'), context),
  'messages.sendMultiMedia': (call, context) => sendAlbum(call, context),
  'messages.editMessage': async (call, context) => {
    const peer = peerOf(context, objectOf(call, 'peer'));
    const id = numberOf(call, 'id');
    const media = optionalObject(call, 'media');
    if (context.world.messages.find(context.self, id)?.peer !== peer) {
      throw new RpcError(400, 'MESSAGE_ID_INVALID');
    }
    const outcome = editMessage(context.world, context.actor, {
      id,
      ...(call['message'] === undefined
        ? {}
        : { text: textOf(call, 'message'), entities: entitiesOf(call, context) }),
      ...(media === undefined ? {} : { media: await storeMedia(media, context) }),
    });
    if (outcome.kind === 'refused') throw new RpcError(400, outcome.type);
    return carry(context, peer, [
      {
        _: 'updateEditMessage',
        message: ownMessage(context, id),
        pts: outcome.update.pts,
        ptsCount: outcome.update.count,
      },
    ]);
  },
  'messages.saveDraft': (call, context) => {
    const { world, self, actor } = context;
    const peer = peerOf(context, objectOf(call, 'peer'));
    const text = textOf(call, 'message');
    const draft: TlObject = {
      _: 'draftMessage',
      noWebpage: flagOf(call, 'noWebpage'),
      replyTo: optionalObject(call, 'replyTo'),
      message: text,
      entities: call['entities'],
      date: Math.floor(world.clock.now() / 1000),
    };
    setDraft(context, peer, text === '' ? null : tlToJson(draft));
    world.deliveries.send({
      owner: self,
      kind: 'draft',
      peer,
      ...(actor.origin && { origin: actor.origin }),
    });
    return true;
  },
  'messages.getAllDrafts': (_call, context) => renderContainer(context.world, context.self, [], [], 0),
};

function send(
  call: TlObject,
  context: SignedInContext,
  media: TlObject | undefined,
  marks?: MessageMarks,
): TlObject {
  const peer = peerOf(context, objectOf(call, 'peer'));
  const { world, self, actor, habits } = context;
  if (call['scheduleDate'] !== undefined) throw new RpcError(400, 'SCHEDULE_DATE_INVALID');
  const randomId = longOf(call, 'randomId');
  if (randomId === 0n) throw new RpcError(400, 'RANDOM_ID_EMPTY');
  const replyTo = replyOf(call);
  const quoted = replyTo === undefined ? undefined : quoteOf(call, context, replyTo);
  const entities = entitiesOf(call, context);
  const draft: MessageDraft = {
    to: peer,
    text: textOf(call, 'message'),
    entities,
    randomId: randomId.toString(),
    silent: flagOf(call, 'silent'),
    ...(media === undefined ? {} : { media }),
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(marks === undefined && quoted === undefined ? {} : { marks: { ...marks, ...quoted } }),
  };
  const outcome = postMessage(world, actor, draft);
  switch (outcome.kind) {
    case 'refused':
      throw new RpcError(REFUSED_403.has(outcome.type) ? 403 : 400, outcome.type);
    case 'repeated':
      if (habits.repeatedRandomId === 'error') throw new RpcError(500, 'RANDOM_ID_DUPLICATE');
      return carry(context, peer, [
        { _: 'updateMessageID', id: outcome.id, randomId },
        {
          _: 'updateNewMessage',
          message: ownMessage(context, outcome.id),
          pts: world.boxes.of(self).pts,
          ptsCount: 0,
        },
      ]);
    case 'posted':
      break;
  }
  if (flagOf(call, 'clearDraft')) setDraft(context, peer, null);
  const place = { pts: outcome.update.pts, ptsCount: outcome.update.count };
  if (media === undefined) {
    return {
      _: 'updateShortSentMessage',
      out: true,
      id: outcome.id,
      ...place,
      date: Math.floor(outcome.at / 1000),
      entities: entities.length === 0 ? undefined : entities,
    };
  }
  return carry(context, peer, [
    { _: 'updateMessageID', id: outcome.id, randomId },
    { _: 'updateNewMessage', message: ownMessage(context, outcome.id), ...place },
  ]);
}

function setDraft({ world, self }: SignedInContext, peer: number, draft: string | null): void {
  if (draft !== null || world.dialogs.find(self, peer) !== undefined) {
    world.dialogs.setDraft(self, peer, draft);
  }
}

function carry(context: SignedInContext, peer: number, updates: readonly TlObject[]): TlObject {
  const named = updates.flatMap((update) => {
    const message = optionalObject(update, 'message');
    const view = message && context.world.messages.find(context.self, numberOf(message, 'id'));
    return view === undefined ? [] : usersNamed(view);
  });
  const users = [context.self, peer, ...named];
  context.sessions.learnByKey(context.caller.keyId, users);
  return renderContainer(context.world, context.self, updates, users, 0);
}

/** The message as it now stands; a message deleted since is answered as the empty one. */
function ownMessage({ world, self }: SignedInContext, id: number): TlObject {
  const view = world.messages.find(self, id);
  return view === undefined ? { _: 'messageEmpty', id } : renderMessage(view);
}

/** `reply_to` since layer 148, before it a bare id. */
function replyOf(call: TlObject): number | undefined {
  const header = optionalObject(call, 'replyTo');
  if (header?._ === 'inputReplyToMessage') return numberOf(header, 'replyToMsgId') || undefined;
  return numberOf(call, 'replyToMsgId') || undefined;
}

/** A reply may quote a part of what it answers, word for word. */
function quoteOf(call: TlObject, { world, self }: SignedInContext, id: number): MessageMarks | undefined {
  const header = optionalObject(call, 'replyTo');
  const quoteText = header?.['quoteText'];
  if (typeof quoteText !== 'string' || quoteText === '') return undefined;
  const quoteOffset = world.messages.find(self, id)?.text.indexOf(quoteText) ?? -1;
  if (quoteOffset < 0) throw new RpcError(400, 'QUOTE_TEXT_INVALID');
  return {
    replyTo: { _: 'messageReplyHeader', replyToMsgId: id, quote: true, quoteText, quoteOffset },
  };
}

/** Entities as others will see them: a mention by InputUser becomes one by id. */
function entitiesOf(call: TlObject, context: SignedInContext): TlObject[] {
  return objectsOf(call, 'entities').map((entity) => {
    if (entity._ !== 'inputMessageEntityMentionName') return entity;
    const userId = BigInt(peerOf(context, objectOf(entity, 'userId')));
    return {
      _: 'messageEntityMentionName',
      offset: numberOf(entity, 'offset'),
      length: numberOf(entity, 'length'),
      userId,
    };
  });
}

/** Up to ten parts under one group, each with a random id of its own; the caption stands with the part it came with. */
function sendAlbum(call: TlObject, context: SignedInContext): TlObject {
  const peer = peerOf(context, objectOf(call, 'peer'));
  const parts = objectsOf(call, 'multiMedia');
  if (parts.length === 0 || parts.length > 10) throw new RpcError(400, 'MULTI_MEDIA_TOO_LONG');
  const group = BigInt(context.world.clock.now()) * 1_000n + (longOf(parts[0] ?? call, 'randomId') % 1_000n);
  const updates = parts.flatMap((part) => {
    const media = sentBefore(objectOf(part, 'media'), context);
    // https://core.telegram.org/api/files: each file is put up by messages.uploadMedia first.
    if (media === undefined) throw new RpcError(400, 'MEDIA_INVALID');
    const answer = send({ ...call, ...part, _: call._ }, context, media, { groupedId: group });
    return objectsOf(answer, 'updates');
  });
  return carry(context, peer, updates);
}
