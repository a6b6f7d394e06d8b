import { recordIn, recordsIn, textIn, isRecord, type Json } from '../../../lib/json-fields.js';
import type { Identifiers } from '../person/identifiers.js';
import { namesIn } from './read-message.js';

/** One thing that a webhook tells of our number. */
export type Told =
  | { readonly kind: 'message'; readonly message: Json; readonly from: Identifiers; readonly name?: string }
  | { readonly kind: 'status'; readonly status: Json; readonly to: Identifiers }
  /** A person has another number, or another user id: what they went by before leads nowhere. */
  | { readonly kind: 'identity'; readonly before: Identifiers }
  /** Whether somebody wants what businesses advertise: nothing is, here. */
  | { readonly kind: 'not-followed' }
  /** About the number itself; the field's name and its value. */
  | { readonly kind: 'standing'; readonly field: string; readonly value: Json }
  /** Somebody else's: the address of a webhook may serve several numbers. */
  | { readonly kind: 'other-number' }
  | { readonly kind: 'unreadable' };

/** Every entry, every change, and in each every message and status: one delivery may hold hundreds. Never throws. */
export function readDelivery(
  payload: unknown,
  ours: { readonly phoneNumberId: string; readonly wabaId?: string },
): readonly Told[] {
  if (!isRecord(payload)) return [{ kind: 'unreadable' }];
  return recordsIn(payload, 'entry').flatMap((entry) =>
    recordsIn(entry, 'changes').flatMap((change) => {
      const value = recordIn(change, 'value') ?? {};
      const field = textIn(change, 'field') ?? '';
      const metadata = recordIn(value, 'metadata');
      if (metadata === undefined) {
        const isOurs = ours.wabaId !== undefined && textIn(entry, 'id') === ours.wabaId;
        return [isOurs ? { kind: 'standing' as const, field, value } : { kind: 'other-number' as const }];
      }
      if (textIn(metadata, 'phone_number_id') !== ours.phoneNumberId)
        return [{ kind: 'other-number' as const }];
      return aboutOurs(value);
    }),
  );
}

function aboutOurs(value: Json): readonly Told[] {
  const names = namesIn(value);
  const contacts = recordsIn(value, 'contacts');
  return [
    ...recordsIn(value, 'messages').map((message) => readOne(message, names, contacts)),
    ...recordsIn(value, 'statuses').map((status): Told => ({
      kind: 'status',
      status,
      to: identifiers(textIn(status, 'recipient_user_id'), textIn(status, 'recipient_id')),
    })),
    ...recordsIn(value, 'user_preferences').map((): Told => ({ kind: 'not-followed' })),
  ];
}

function readOne(message: Json, names: ReadonlyMap<string, string>, contacts: readonly Json[]): Told {
  if (textIn(message, 'type') === 'system') {
    const system = recordIn(message, 'system') ?? {};
    const what = textIn(system, 'type');
    // Only what was left behind is closed; who comes with the new one is found by what they share with a message.
    // A changed security code may be a phone in other hands.
    if (what === 'user_changed_number' || what === 'customer_identity_changed')
      return { kind: 'identity', before: identifiers(undefined, textIn(message, 'from')) };
    if (what === 'user_changed_user_id') {
      return { kind: 'identity', before: identifiers(textIn(message, 'from_user_id'), undefined) };
    }
    return { kind: 'unreadable' };
  }
  const [only] = contacts.length === 1 ? contacts : [];
  const phone = textIn(message, 'from') ?? textIn(only ?? {}, 'wa_id');
  const bsuid = textIn(message, 'from_user_id') ?? userIdOf(contacts, phone) ?? textIn(only ?? {}, 'user_id');
  const name = names.get(bsuid ?? '') ?? names.get(phone ?? '');
  return {
    kind: 'message',
    message,
    from: identifiers(bsuid, phone),
    ...(name === undefined ? {} : { name }),
  };
}

/** Of the contact that has this number, where a delivery holds several people. */
function userIdOf(contacts: readonly Json[], phone: string | undefined): string | undefined {
  const found = phone === undefined ? undefined : contacts.find((one) => textIn(one, 'wa_id') === phone);
  return textIn(found ?? {}, 'user_id');
}

function identifiers(bsuid: string | undefined, phone: string | undefined): Identifiers {
  return {
    ...(bsuid === undefined || !/^[A-Z]{2}\.[A-Za-z0-9.]{1,140}$/u.test(bsuid) ? {} : { bsuid }),
    ...(phone === undefined || !/^\d{5,20}$/u.test(phone) ? {} : { phone }),
  };
}
