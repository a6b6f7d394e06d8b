import type { ChatMessage, Reach } from '../world/messages.js';
import type { WhatsAppUser } from '../world/users.js';
import type { Deed, WhatsAppWorld } from '../world/world.js';
import { notify, type Instance } from './instance.js';

const files: Readonly<Record<string, string>> = {
  image: 'imageMessage',
  video: 'videoMessage',
  audio: 'audioMessage',
  document: 'documentMessage',
  sticker: 'stickerMessage',
};

/** What of the world an instance tells: https://green-api.com/en/docs/api/receiving/notifications-format. */
export function tellInstance(world: WhatsAppWorld, instance: Instance, deed: Deed): void {
  const tell = (body: object): void =>
    notify(instance, world.clock, {
      instanceData: {
        idInstance: Number(instance.id),
        wid: `${instance.line}@c.us`,
        typeInstance: 'whatsapp',
      },
      timestamp: Math.floor(world.clock.now() / 1_000),
      ...body,
    });
  switch (deed.kind) {
    case 'said':
      tell(incoming(world, instance, deed.message, contentOf(world, deed.message)));
      return;
    case 'posted': {
      const { message } = deed;
      const body = {
        ...incoming(world, instance, message, contentOf(world, message)),
        timestamp: seconds(message.at),
      };
      if (message.by === 'owner') tell({ ...body, typeWebhook: 'outgoingMessageReceived' });
      if (message.by === 'program') tell({ ...body, typeWebhook: 'outgoingAPIMessageReceived' });
      return;
    }
    case 'edited':
    case 'removed': {
      if (deed.message.by !== 'user') return;
      const { id, content } = deed.message;
      const what =
        deed.kind === 'edited'
          ? { typeMessage: 'editedMessage', editedMessageData: { textMessage: content.text, stanzaId: id } }
          : { typeMessage: 'deletedMessage', deletedMessageData: { stanzaId: id } };
      // A message of its own, about another one.
      tell({
        ...incoming(world, instance, deed.message, what),
        idMessage: `${id.slice(0, 18)}${world.facts.length}`,
      });
      return;
    }
    case 'reacted': {
      if (deed.by !== 'user') return;
      const { id } = deed.message;
      const what = {
        typeMessage: 'reactionMessage',
        extendedTextMessageData: { text: deed.emoji ?? '' },
        quotedMessage: { stanzaId: id, participant: `${instance.line}@c.us` },
      };
      tell({
        ...incoming(world, instance, deed.message, what),
        idMessage: `${id.slice(0, 18)}${world.facts.length}`,
      });
      return;
    }
    case 'reached':
      if (deed.message.by === 'program') tellReach(world, instance, deed.message, deed.reach, tell);
      return;
    case 'read-by-line':
    case 'typing':
    case 'changed-number':
    case 'changed-user-id':
      return;
  }
}

function tellReach(
  world: WhatsAppWorld,
  instance: Instance,
  message: ChatMessage,
  reach: Reach,
  tell: (body: object) => void,
): void {
  if (reach === 'waiting') return;
  const user = world.find(message.user);
  tell({
    typeWebhook: 'outgoingMessageStatus',
    chatId: user === undefined ? `${message.user}@c.us` : chatIdOf(instance, user),
    idMessage: message.id,
    status: reach === 'failed' && user === undefined ? 'noAccount' : reach,
    sendByApi: true,
  });
}

function incoming(
  world: WhatsAppWorld,
  instance: Instance,
  message: ChatMessage,
  messageData: object,
): object {
  const user = world.must(message.user);
  return {
    typeWebhook: 'incomingMessageReceived',
    timestamp: seconds(world.clock.now()),
    idMessage: message.id,
    senderData: {
      chatId: chatIdOf(instance, user),
      sender: message.by === 'user' ? senderOf(instance, user) : `${instance.line}@c.us`,
      chatName: user.name,
      senderName: message.by === 'user' ? user.name : instance.name,
      senderContactName: '',
    },
    messageData,
  };
}

export function chatIdOf({ callsPeople }: Instance, user: WhatsAppUser): string {
  return callsPeople === 'phone' ? `${user.number}@c.us` : `${user.lid}@lid`;
}

function senderOf({ callsPeople }: Instance, user: WhatsAppUser): string {
  return callsPeople === 'lid' ? `${user.lid}@lid` : `${user.number}@c.us`;
}

/** `messageData`; a text that answers another, or is passed on, comes as an extended one. */
function contentOf(world: WhatsAppWorld, message: ChatMessage): object {
  const { kind, text, forwarded = false, mime, fileName } = message.content;
  const replied = message.replyTo === undefined ? undefined : world.message(message.replyTo);
  if (kind === 'text' && replied === undefined && !forwarded) {
    return { typeMessage: 'textMessage', textMessageData: { textMessage: text } };
  }
  if (kind === 'text') {
    return {
      typeMessage: replied === undefined ? 'extendedTextMessage' : 'quotedMessage',
      extendedTextMessageData: {
        text,
        description: '',
        title: '',
        previewType: 'None',
        jpegThumbnail: '',
        forwardingScore: forwarded ? 1 : 0,
        isForwarded: forwarded,
        ...(replied === undefined ? {} : { stanzaId: replied.id, participant: `${replied.line}@c.us` }),
      },
      ...(replied === undefined
        ? {}
        : {
            quotedMessage: {
              stanzaId: replied.id,
              typeMessage: 'textMessage',
              textMessage: replied.content.text,
            },
          }),
    };
  }
  const typeMessage = files[kind];
  if (typeMessage !== undefined) {
    return {
      typeMessage,
      fileMessageData: {
        downloadUrl: `https://media.invalid/${message.id}`,
        caption: text,
        fileName: fileName ?? '',
        jpegThumbnail: '',
        mimeType: mime ?? 'application/octet-stream',
        isForwarded: forwarded,
        forwardingScore: forwarded ? 1 : 0,
      },
    };
  }
  if (kind === 'location') {
    const { latitude = 0, longitude = 0 } = message.content;
    return {
      typeMessage: 'locationMessage',
      locationMessageData: { nameLocation: text, address: '', latitude, longitude },
    };
  }
  if (kind === 'contacts') {
    return { typeMessage: 'contactMessage', contactMessageData: { displayName: text, vcard: 'BEGIN:VCARD' } };
  }
  return { typeMessage: kind };
}

function seconds(at: number): number {
  return Math.floor(at / 1_000);
}
