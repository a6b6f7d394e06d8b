import type { ChatMessage } from '../world/messages.js';
import type { WhatsAppUser } from '../world/users.js';
import type { Deed, WhatsAppWorld } from '../world/world.js';
import type { EvolutionInstance } from './instance.js';

export interface EvolutionEvent {
  readonly event: string;
  readonly data: object;
}

const statuses = { sent: 'SERVER_ACK', delivered: 'DELIVERY_ACK', read: 'READ', failed: 'ERROR' } as const;

/** What the server makes of what happens (evolution-api 2.3.7, whatsapp.baileys.service.ts); null for what it keeps to itself. */
export function eventOf(
  world: WhatsAppWorld,
  instance: EvolutionInstance,
  deed: Deed,
): EvolutionEvent | null {
  switch (deed.kind) {
    case 'said':
      return { event: 'messages.upsert', data: record(world, instance, deed.message) };
    case 'posted': {
      const { message } = deed;
      const event = message.by === 'owner' ? 'messages.upsert' : 'send.message';
      return { event, data: record(world, instance, message) };
    }
    case 'edited':
      if (deed.message.by !== 'user') return null;
      return {
        event: 'messages.edited',
        data: {
          key: keyOf(world, instance, deed.message),
          type: 'MESSAGE_EDIT',
          editedMessage: { conversation: deed.message.content.text },
          timestampMs: String(world.clock.now()),
        },
      };
    case 'removed':
      if (deed.message.by !== 'user') return null;
      return { event: 'messages.delete', data: keyOf(world, instance, deed.message) };
    case 'reacted': {
      if (deed.by !== 'user') return null;
      const key = keyOf(world, instance, deed.message);
      return {
        event: 'messages.upsert',
        data: {
          key: {
            ...key,
            fromMe: false,
            id: `${deed.message.id.slice(0, 16)}${String(world.facts.length).padStart(4, '0')}`,
          },
          pushName: world.must(deed.message.user).name,
          message: {
            reactionMessage: { key, text: deed.emoji ?? '', senderTimestampMs: String(world.clock.now()) },
          },
          messageType: 'reactionMessage',
          messageTimestamp: seconds(world.clock.now()),
          source: 'android',
        },
      };
    }
    case 'reached':
      if (deed.message.by === 'user' || deed.reach === 'waiting') return null;
      return {
        event: 'messages.update',
        data: {
          keyId: deed.message.id,
          remoteJid: jidOf(instance, world.find(deed.message.user), deed.message),
          fromMe: true,
          status: statuses[deed.reach],
        },
      };
    case 'typing': {
      if (deed.by !== 'user') return null;
      const jid = `${deed.user}@s.whatsapp.net`;
      return {
        event: 'presence.update',
        data: { id: jid, presences: { [jid]: { lastKnownPresence: 'composing' } } },
      };
    }
    case 'read-by-line':
    case 'changed-number':
    case 'changed-user-id':
      return null;
  }
}

/** A message as it is told, and as `findMessages` gives it from the server's own database. */
export function record(world: WhatsAppWorld, instance: EvolutionInstance, message: ChatMessage): object {
  const user = world.find(message.user);
  const { message: content, messageType } = contentOf(world, message);
  return {
    key: keyOf(world, instance, message),
    pushName: message.by === 'user' ? (user?.name ?? '') : 'Você',
    status: message.by === 'user' ? 'DELIVERY_ACK' : 'PENDING',
    message: content,
    messageType,
    messageTimestamp: seconds(message.at),
    instanceId: 'c3c7f7d4-0000-4000-8000-000000000000',
    source: message.by === 'program' ? 'web' : 'android',
  };
}

function keyOf(world: WhatsAppWorld, instance: EvolutionInstance, message: ChatMessage): object {
  const user = world.find(message.user);
  return {
    remoteJid: jidOf(instance, user, message),
    ...(instance.callsChats === 'lid-with-alt' && user !== undefined
      ? { remoteJidAlt: `${user.number}@s.whatsapp.net` }
      : {}),
    fromMe: message.by !== 'user',
    id: message.id,
  };
}

function jidOf(
  { callsChats }: EvolutionInstance,
  user: WhatsAppUser | undefined,
  message: ChatMessage,
): string {
  return callsChats === 'phone' || user === undefined ? `${message.user}@s.whatsapp.net` : `${user.lid}@lid`;
}

function contentOf(world: WhatsAppWorld, message: ChatMessage): { message: object; messageType: string } {
  const { kind, text, mime, fileName, forwarded = false, isVoice, latitude, longitude } = message.content;
  const replied = message.replyTo === undefined ? undefined : world.message(message.replyTo);
  if (kind === 'text' && replied === undefined && !forwarded) {
    return { message: { conversation: text }, messageType: 'conversation' };
  }
  const contextInfo = {
    ...(replied === undefined
      ? {}
      : { stanzaId: replied.id, quotedMessage: { conversation: replied.content.text } }),
    ...(forwarded ? { isForwarded: true, forwardingScore: 1 } : {}),
  };
  if (kind === 'text')
    return { message: { extendedTextMessage: { text, contextInfo } }, messageType: 'extendedTextMessage' };
  const name = `${kind === 'contacts' ? 'contact' : kind}Message`;
  const body = {
    ...(text === ''
      ? {}
      : kind === 'contacts'
        ? { displayName: text }
        : kind === 'location'
          ? { name: text }
          : { caption: text }),
    ...(mime === undefined ? {} : { mimetype: mime }),
    ...(fileName === undefined ? {} : { fileName }),
    ...(isVoice === undefined ? {} : { ptt: isVoice }),
    ...(latitude === undefined ? {} : { degreesLatitude: latitude, degreesLongitude: longitude ?? 0 }),
    url: 'https://mmg.whatsapp.net/encrypted',
    contextInfo,
  };
  return { message: { [name]: body }, messageType: name };
}

function seconds(at: number): number {
  return Math.floor(at / 1_000);
}
