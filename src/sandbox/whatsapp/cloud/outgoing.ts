import type { ChatMessage, Content } from '../world/messages.js';
import type { WhatsAppUser } from '../world/users.js';
import type { WhatsAppWorld } from '../world/world.js';
import type { ServiceFaultEffect } from '../wire/faults.js';
import { fieldsOf, needed, type Fields } from './call-fields.js';
import { GraphRefusal } from './graph-error.js';
import type { MessageNames } from './names.js';
import type { CloudNumber } from './number.js';

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/text-messages: 4,096 characters. */
const mostText = 4_096;
/** biz_opaque_callback_data: 512 characters (CHANNELS 1.4). */
const mostOpaque = 512;
const windowMs = 24 * 3_600_000;
/** A message older than this can no longer be marked (CHANNELS 4: 131009). */
const markableForMs = 30 * 86_400_000;

export interface Outgoing {
  readonly world: WhatsAppWorld;
  readonly names: MessageNames;
  /** What was said beside a message, to be echoed in its statuses. */
  readonly opaque: Map<ChatMessage, string>;
  /** A reaction was taken: it gets `sent` and nothing else. */
  readonly reacted: (
    number: CloudNumber,
    user: WhatsAppUser,
    name: string,
    opaque: string | undefined,
  ) => void;
  /** Refused after it was taken. */
  readonly failLater: (message: ChatMessage, code: number) => void;
}

/** POST /<phone number id>/messages: sends, marks as read, shows typing. */
export function takeMessages(
  out: Outgoing,
  number: CloudNumber,
  json: unknown,
  effects: readonly ServiceFaultEffect[],
): object {
  const fields = fieldsOf(json);
  if (fields['messaging_product'] !== 'whatsapp') {
    throw new GraphRefusal(100, 'Invalid parameter: messaging_product must be whatsapp');
  }
  if (fields['status'] === 'read') return markRead(out, number, fields);
  return send(out, number, fields, effects);
}

function markRead({ world, names }: Outgoing, number: CloudNumber, fields: Fields): object {
  const message = names.find(needed(fields, 'message_id'));
  const isTheirs = message?.by === 'user' && message.line === number.line;
  if (!isTheirs || world.clock.now() - message.at > markableForMs) {
    throw new GraphRefusal(131009, 'Parameter value is not valid: message_id');
  }
  world.lineReads(message);
  if (fields['typing_indicator'] !== undefined) {
    if (fieldsOf(fields['typing_indicator'])['type'] !== 'text')
      throw new GraphRefusal(131009, 'typing_indicator.type');
    world.types('line', number.line, message.user);
  }
  return { success: true };
}

function send(
  out: Outgoing,
  number: CloudNumber,
  fields: Fields,
  effects: readonly ServiceFaultEffect[],
): object {
  const { world, names } = out;
  const type = typeof fields['type'] === 'string' ? fields['type'] : 'text';
  const { to, recipient } = fields;
  if (typeof to !== 'string' && typeof recipient !== 'string') {
    throw new GraphRefusal(131008, 'Required parameter is missing: to or recipient');
  }
  const opaque = fields['biz_opaque_callback_data'];
  if (opaque !== undefined && (typeof opaque !== 'string' || opaque.length > mostOpaque)) {
    throw new GraphRefusal(100, 'biz_opaque_callback_data must be at most 512 characters');
  }
  const given = typeof to === 'string' ? to : String(recipient);
  if (given.replace(/\D/gu, '') === number.line) throw new GraphRefusal(131021, 'Recipient cannot be sender');
  // A number in `to`, a BSUID in `recipient`. A BSUID in `to` is taken and goes nowhere, without a word.
  const isSwallowed = typeof to === 'string' && /^[A-Z]{2}\./u.test(to);
  const user = isSwallowed ? undefined : userAt(world, typeof to === 'string', given);
  const contact =
    typeof to === 'string'
      ? { input: to, wa_id: user?.number ?? given.replace(/\D/gu, '') }
      : { input: given, user_id: given };
  const answer = (name: string): object => ({
    messaging_product: 'whatsapp',
    contacts: [contact],
    messages: [{ id: name }],
  });
  if (type === 'reaction') {
    const { message_id: at, emoji } = fieldsOf(fields['reaction']);
    const target = typeof at === 'string' ? names.find(at) : undefined;
    if (target === undefined)
      throw new GraphRefusal(131009, 'Parameter value is not valid: reaction.message_id');
    world.reacts(target, 'line', typeof emoji === 'string' && emoji !== '' ? emoji : null);
    const name = `${names.of(target).slice(0, -6)}${String(world.facts.length).padStart(4, '0')}==`;
    if (user !== undefined) out.reacted(number, user, name, typeof opaque === 'string' ? opaque : undefined);
    return answer(name);
  }
  const content = contentOf(number, type, fields);
  const context = fieldsOf(fields['context'])['message_id'];
  const replied = typeof context === 'string' ? names.find(context) : undefined;
  const message = world.post(
    number.line,
    user?.number ?? given.replace(/\D/gu, ''),
    content,
    'program',
    replied === undefined ? {} : { replyTo: replied.id },
  );
  if (typeof opaque === 'string') out.opaque.set(message, opaque);
  const later = effects.find((effect) => effect.kind === 'fails-later');
  if (isSwallowed) return answer(names.of(message));
  if (later !== undefined) out.failLater(message, later.code);
  else if (user === undefined) out.failLater(message, 131026);
  else if (type !== 'template' && !isOpen(world, number, user)) out.failLater(message, 131047);
  else world.carry(message);
  return answer(names.of(message));
}

function userAt(world: WhatsAppWorld, isNumber: boolean, given: string): WhatsAppUser | undefined {
  if (isNumber) return world.find(given.replace(/\D/gu, ''));
  return world.all().find(({ userId }) => userId === given);
}

/** Twenty-four hours from what the person wrote last, or from their call. */
function isOpen(world: WhatsAppWorld, number: CloudNumber, user: WhatsAppUser): boolean {
  const said = world.facts.findLast(
    ({ deed }) =>
      deed.kind === 'said' && deed.message.line === number.line && deed.message.user === user.number,
  );
  const last = Math.max(said?.at ?? -Infinity, number.calls.get(user.number) ?? -Infinity);
  return world.clock.now() - last < windowMs;
}

function contentOf(number: CloudNumber, type: string, fields: Fields): Content {
  if (type === 'text') {
    const body = fieldsOf(fields['text'])['body'];
    if (typeof body !== 'string' || body === '')
      throw new GraphRefusal(131008, 'Required parameter is missing: text.body');
    if ([...body].length > mostText)
      throw new GraphRefusal(100, 'Param text[body] must be at most 4096 characters long.');
    return { kind: 'text', text: body };
  }
  if (type === 'template') {
    const wanted = fieldsOf(fields['template']);
    const language = fieldsOf(wanted['language'])['code'];
    const found = number.templates.find((one) => one.name === wanted['name'] && one.language === language);
    if (found === undefined || found.status === 'PENDING')
      throw new GraphRefusal(132001, 'Template name does not exist');
    if (found.status === 'PAUSED') throw new GraphRefusal(132015, 'Template is paused');
    return { kind: 'text', text: found.text };
  }
  const file = fieldsOf(fields[type]);
  if (['image', 'audio', 'video', 'document', 'sticker'].includes(type)) {
    if (typeof file['id'] !== 'string' && typeof file['link'] !== 'string') {
      throw new GraphRefusal(131008, `Required parameter is missing: ${type}.id or ${type}.link`);
    }
    return { kind: type, text: typeof file['caption'] === 'string' ? file['caption'] : '' };
  }
  if (['location', 'contacts', 'interactive'].includes(type)) return { kind: type, text: '' };
  throw new GraphRefusal(131051, 'Unsupported message type');
}
