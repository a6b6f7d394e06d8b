import type { ChatMessage, Content } from '../world/messages.js';
import type { WhatsAppUser } from '../world/users.js';
import type { MessageNames } from './names.js';

const files: readonly string[] = ['image', 'video', 'audio', 'document', 'sticker'];
/** Words stand under these only. */
const captioned: readonly string[] = ['image', 'video', 'document'];

/** `messages[]` of a webhook: webhooks/reference/messages/*, pages of May to August 2026. */
export function renderMessage(
  names: MessageNames,
  {
    message,
    user,
    replied,
    line,
  }: {
    readonly message: ChatMessage;
    readonly user: WhatsAppUser;
    readonly replied: ChatMessage | undefined;
    readonly line: string;
  },
): object {
  return {
    ...head(names, message, user),
    ...(replied === undefined && message.content.forwarded !== true
      ? {}
      : {
          context: {
            ...(message.content.forwarded === true ? { forwarded: true } : {}),
            ...(replied === undefined
              ? {}
              : { from: replied.by === 'user' ? user.number : line, id: names.of(replied) }),
          },
        }),
    ...body(names.of(message), message.content),
  };
}

export function renderReaction(
  names: MessageNames,
  {
    target,
    user,
    emoji,
    id,
    at,
  }: {
    readonly target: ChatMessage;
    readonly user: WhatsAppUser;
    readonly emoji: string | null;
    readonly id: string;
    readonly at: number;
  },
): object {
  return {
    ...who(user),
    id,
    timestamp: String(Math.floor(at / 1_000)),
    type: 'reaction',
    // The emoji is absent where the reaction was taken back.
    reaction: { message_id: names.of(target), ...(emoji === null ? {} : { emoji }) },
  };
}

/** `contacts[]`: the number is left out for whoever has a username. */
export function renderContact(user: WhatsAppUser): object {
  return {
    profile: { name: user.name, ...(user.username === null ? {} : { username: user.username }) },
    ...(user.username === null ? { wa_id: user.number } : {}),
    user_id: user.userId,
  };
}

function who(user: WhatsAppUser): object {
  return {
    ...(user.username === null ? { from: user.number } : {}),
    from_user_id: user.userId,
  };
}

function head(names: MessageNames, message: ChatMessage, user: WhatsAppUser): object {
  return {
    ...who(user),
    id: names.of(message),
    timestamp: String(Math.floor(message.at / 1_000)),
    type: message.content.kind,
  };
}

function body(id: string, { kind, text, mime, fileName, isVoice, latitude, longitude }: Content): object {
  if (kind === 'text') return { text: { body: text } };
  if (files.includes(kind)) {
    return {
      [kind]: {
        ...(text === '' || !captioned.includes(kind) ? {} : { caption: text }),
        mime_type: mime ?? 'application/octet-stream',
        sha256: Buffer.from(id).toString('base64').slice(0, 44),
        id: String(parseInt(Buffer.from(id).toString('hex').slice(-12), 16)),
        ...(fileName === undefined ? {} : { filename: fileName }),
        ...(isVoice === undefined ? {} : { voice: isVoice }),
      },
    };
  }
  if (kind === 'location')
    return { location: { latitude: latitude ?? 0, longitude: longitude ?? 0, name: text } };
  if (kind === 'contacts') return { contacts: [{ name: { formatted_name: text, first_name: text } }] };
  if (kind === 'button') return { button: { payload: text, text } };
  if (kind === 'interactive') {
    return { interactive: { type: 'button_reply', button_reply: { id: text, title: text } } };
  }
  if (kind === 'unsupported') {
    const message = 'Message type unknown';
    return {
      errors: [
        {
          code: 131051,
          title: message,
          message,
          error_data: { details: 'Message type is not currently supported.' },
        },
      ],
    };
  }
  return { [kind]: {} };
}
