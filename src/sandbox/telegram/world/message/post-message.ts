import type { TlObject } from '../../../mtproto/rpc.js';
import type { Actor } from '../delivery.js';
import type { LoggedUpdate } from '../update-log.js';
import type { MessageMarks } from './messages.js';
import { isOpenTo, VOICE_MESSAGES } from '../account/privacy.js';
import { refusalToWrite } from '../may-write.js';
import type { World } from '../world.js';

export interface MessageDraft {
  readonly to: number;
  readonly text: string;
  readonly entities?: readonly TlObject[];
  readonly media?: TlObject;
  /** By the sender's own numbering. */
  readonly replyTo?: number;
  /** Decimal text; a repeated one makes no second message. */
  readonly randomId?: string;
  readonly silent?: boolean;
  readonly marks?: MessageMarks;
}

/** `repeated`: this random id already made the message `id`. `refused`: an error type as Telegram names it. */
export type PostOutcome =
  | {
      readonly kind: 'posted';
      readonly id: number;
      readonly uid: number;
      readonly at: number;
      readonly update: LoggedUpdate;
    }
  | { readonly kind: 'repeated'; readonly id: number }
  | { readonly kind: 'refused'; readonly type: string };

/** Puts a message into both boxes in one transaction and tells both sides. */
export function postMessage(world: World, actor: Actor, draft: MessageDraft): PostOutcome {
  return world.transactions.run(() => post(world, actor, draft));
}

function post(world: World, actor: Actor, draft: MessageDraft): PostOutcome {
  const { user: from } = actor;
  const { to } = draft;
  if (draft.randomId !== undefined) {
    const id = world.randomIds.messageOf(from, draft.randomId);
    if (id !== undefined) {
      world.randomIds.countRepeat(from, draft.randomId);
      world.journal.write(world.clock.now(), 'repeat', from, to, null, {
        actorMessageId: id,
        randomId: draft.randomId,
      });
      return { kind: 'repeated', id };
    }
  }
  const refusal = refusalFor(world, from, draft);
  if (refusal !== undefined) return { kind: 'refused', type: refusal };
  const replied = draft.replyTo === undefined ? undefined : world.messages.find(from, draft.replyTo);
  if (draft.replyTo !== undefined && replied?.peer !== to) {
    return { kind: 'refused', type: 'REPLY_MESSAGE_ID_INVALID' };
  }

  const at = world.clock.now();
  const uid = world.messages.addContent({
    sender: from,
    recipient: to,
    text: draft.text,
    entities: draft.entities ?? [],
    media: draft.media ?? null,
    replyToUid: replied?.uid ?? null,
    silent: draft.silent ?? false,
    sentAt: at,
    ...(draft.marks === undefined ? {} : { marks: draft.marks }),
  });
  const update = addCopy(world, actor, to, true, uid, at);
  const id = update.id;
  if (draft.randomId !== undefined) world.randomIds.remember(from, draft.randomId, id);
  const theirs = to === from ? update : addCopy(world, { user: to }, from, false, uid, at);
  world.journal.write(at, 'message', from, to, uid, {
    text: draft.text,
    actorMessageId: id,
    peerMessageId: theirs.id,
    seen: true,
    ...(draft.randomId === undefined ? {} : { randomId: draft.randomId }),
    ...(replied === undefined ? {} : { replyToUid: replied.uid }),
    ...(draft.media === undefined ? {} : { detail: draft.media._ }),
  });
  return { kind: 'posted', id, uid, at, update };
}

function addCopy(
  world: World,
  actor: Actor,
  peer: number,
  out: boolean,
  uid: number,
  at: number,
): LoggedUpdate & { kind: 'new' } {
  const owner = actor.user;
  const id = world.boxes.numberMessage(owner);
  world.messages.addCopy(owner, id, peer, out, uid);
  world.dialogs.addMessage(owner, peer, id, out);
  const update = { ...world.log.append(owner, { kind: 'new', id }, 1, at), kind: 'new' as const, id };
  world.deliveries.send({
    owner,
    kind: 'logged',
    update,
    ...(actor.origin === undefined ? {} : { origin: actor.origin }),
  });
  return update;
}

function refusalFor(world: World, from: number, draft: MessageDraft): string | undefined {
  const { to, text } = draft;
  const isEmpty = text.trim() === '' && draft.media === undefined && draft.marks?.['action'] === undefined;
  if (isEmpty) return 'MESSAGE_EMPTY';
  // https://core.telegram.org/constructor/config (caption_length_max).
  if (draft.media !== undefined && [...text].length > 1_024) return 'MEDIA_CAPTION_TOO_LONG';
  // Code points, not UTF-16 units: https://core.telegram.org/constructor/config (message_length_max).
  if (text.length > world.limits.messageLength && [...text].length > world.limits.messageLength) {
    return 'MESSAGE_TOO_LONG';
  }
  for (const entity of draft.entities ?? []) {
    const offset = Number(entity['offset']);
    const length = Number(entity['length']);
    if (!(offset >= 0 && length > 0 && offset + length <= text.length)) return 'ENTITY_BOUNDS_INVALID';
  }
  const isSpoken = draft.media?.['voice'] === true || draft.media?.['round'] === true;
  if (isSpoken && !isOpenTo(world, to, VOICE_MESSAGES, from)) return 'VOICE_MESSAGES_FORBIDDEN';
  return refusalToWrite(world, from, to);
}
