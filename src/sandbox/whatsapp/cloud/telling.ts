import type { ChatMessage, Reach } from '../world/messages.js';
import type { WhatsAppUser } from '../world/users.js';
import type { Deed, WhatsAppWorld } from '../world/world.js';
import { titleOf } from './graph-error.js';
import type { Deliveries } from './deliveries.js';
import type { MessageNames } from './names.js';
import type { CloudNumber } from './number.js';
import type { Outgoing } from './outgoing.js';
import { renderContact, renderMessage, renderReaction } from './render-message.js';

export interface TellingParts {
  readonly world: WhatsAppWorld;
  readonly names: MessageNames;
  readonly numbers: ReadonlyMap<string, CloudNumber>;
  readonly opaque: ReadonlyMap<ChatMessage, string>;
  readonly deliveries: Deliveries;
}

/** What of the world the webhooks of a number tell. Edits, removals and typing of people are not among it. */
export function tellOf(parts: TellingParts): {
  readonly outgoing: Pick<Outgoing, 'reacted' | 'failLater'>;
  stop(): void;
} {
  const { world, numbers } = parts;
  const ofLine = (line: string): CloudNumber | undefined =>
    [...numbers.values()].find((number) => number.line === line);
  const stop = world.on((deed) => {
    const line = 'message' in deed ? deed.message.line : deed.line;
    const number = ofLine(line);
    if (number !== undefined) tell(parts, number, deed);
  });
  return {
    stop,
    outgoing: {
      reacted: (number, user, name, opaque) =>
        push(parts, number, 'statuses', {
          id: name,
          status: 'sent',
          timestamp: seconds(world.clock.now()),
          ...recipient(user),
          ...(opaque === undefined ? {} : { biz_opaque_callback_data: opaque }),
        }),
      failLater: (message, code) => world.reach(message, 'failed', code),
    },
  };
}

function tell(parts: TellingParts, number: CloudNumber, deed: Deed): void {
  const { world, names } = parts;
  switch (deed.kind) {
    case 'said': {
      const { message } = deed;
      const user = world.must(message.user);
      if (number.blockedUsers.has(user.number)) return;
      const replied = message.replyTo === undefined ? undefined : world.message(message.replyTo);
      const value = renderMessage(names, { message, user, replied, line: number.line });
      push(parts, number, 'messages', value, [renderContact(user)]);
      return;
    }
    case 'reacted': {
      if (deed.by !== 'user') return;
      const user = world.must(deed.message.user);
      const at = world.clock.now();
      const id = `${names.of(deed.message).slice(0, -4)}${String(world.facts.length).padStart(4, '0')}`;
      const value = renderReaction(names, { target: deed.message, user, emoji: deed.emoji, id, at });
      push(parts, number, 'messages', value, [renderContact(user)]);
      return;
    }
    case 'reached':
      if (deed.message.by === 'program') status(parts, number, deed.message, deed.reach, deed.code);
      return;
    case 'changed-number': {
      // Without a contacts array (webhooks/reference/messages/system, 2026-08-11).
      const { user, before } = deed;
      push(parts, number, 'messages', {
        from: before,
        from_user_id: user.userId,
        id: `wamid.system${world.facts.length}`,
        timestamp: seconds(world.clock.now()),
        type: 'system',
        system: {
          body: `User ${user.name} changed from ${before} to ${user.number}`,
          wa_id: user.number,
          type: 'user_changed_number',
        },
      });
      return;
    }
    case 'changed-user-id': {
      const { user, before } = deed;
      push(parts, number, 'messages', {
        from_user_id: before,
        id: `wamid.system${world.facts.length}`,
        timestamp: seconds(world.clock.now()),
        type: 'system',
        system: {
          body: 'User ID changed',
          user_id: user.userId,
          type: 'user_changed_user_id',
        },
      });
      return;
    }
    case 'posted':
    case 'edited':
    case 'removed':
    case 'read-by-line':
    case 'typing':
      return;
  }
}

/** `statuses[]` (webhooks/reference/messages/status, 2026-05-21): read with no delivered before it where the chat is open. */
function status(
  parts: TellingParts,
  number: CloudNumber,
  message: ChatMessage,
  reach: Reach,
  code: number | undefined,
): void {
  const { world, names, opaque } = parts;
  if (reach === 'waiting') return;
  const user = world.find(message.user);
  if (reach === 'delivered' && user?.readsAtOnce === true) return;
  const callback = opaque.get(message);
  const title = titleOf(code ?? 131000);
  const value = {
    id: names.of(message),
    status: reach,
    timestamp: seconds(world.clock.now()),
    ...(user === undefined ? { recipient_id: message.user } : recipient(user)),
    ...(callback === undefined ? {} : { biz_opaque_callback_data: callback }),
    ...(reach === 'failed'
      ? {
          errors: [
            {
              code: code ?? 131000,
              title,
              message: title,
              error_data: { details: title },
              href: 'https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes',
            },
          ],
        }
      : { pricing: { billable: true, pricing_model: 'PMP', category: 'service', type: 'regular' } }),
  };
  const contacts = reach === 'failed' || user === undefined ? undefined : [renderContact(user)];
  push(parts, number, 'statuses', value, contacts);
}

function recipient(user: WhatsAppUser): object {
  return {
    ...(user.username === null ? { recipient_id: user.number } : {}),
    recipient_user_id: user.userId,
  };
}

function push(
  { world, deliveries }: TellingParts,
  number: CloudNumber,
  list: 'messages' | 'statuses',
  value: object,
  contacts?: readonly object[],
): void {
  const at = world.clock.now();
  deliveries.push({
    number,
    field: 'messages',
    list,
    value,
    at,
    ...(contacts === undefined ? {} : { contacts }),
  });
}

function seconds(at: number): string {
  return String(Math.floor(at / 1_000));
}
