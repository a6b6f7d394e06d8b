import {
  isRecord,
  idIn,
  numberIn,
  parsedJson,
  recordIn,
  textIn,
  type Json,
} from '../../../lib/json-fields.js';

/** What a bot may do in somebody's name: https://core.telegram.org/bots/api#businessconnection. */
export interface BusinessConnection {
  /** Another one whenever the owner changes the settings: never the account's name. */
  readonly id: string;
  /** The user whose account it is, and the chat in which the bot talks with them. */
  readonly owner: string;
  readonly ownerChat: string;
  /** When it was made or last changed. Seconds. */
  readonly date: number;
  readonly isEnabled: boolean;
  /** What was granted; a right that is not named was not. */
  readonly rights: readonly string[];
}

/** Undefined for what is none. Before there were `rights` there was `can_reply` alone. */
export function toConnection(body: unknown): BusinessConnection | undefined {
  if (!isRecord(body)) return undefined;
  const id = textIn(body, 'id');
  const owner = idIn(recordIn(body, 'user'), 'id');
  if (id === undefined || owner === undefined) return undefined;
  return {
    id,
    owner,
    ownerChat: idIn(body, 'user_chat_id') ?? owner,
    date: numberIn(body, 'date') ?? 0,
    isEnabled: body['is_enabled'] === true,
    rights: rightsIn(body),
  };
}

function rightsIn(body: Json): readonly string[] {
  const rights = recordIn(body, 'rights');
  if (rights === undefined) return body['can_reply'] === true ? ['can_reply'] : [];
  return Object.keys(rights)
    .filter((name) => rights[name] === true)
    .sort();
}

/** As it is kept over a restart. */
export function toStanding(connection: BusinessConnection): string {
  return JSON.stringify(connection);
}

/** Null for nothing kept, or for what another version kept. */
export function fromStanding(text: string | null): BusinessConnection | null {
  const kept = text === null ? undefined : parsedJson(text);
  if (!isRecord(kept)) return null;
  const { id, owner, ownerChat, date, isEnabled, rights } = kept;
  const isWhole = typeof id === 'string' && typeof owner === 'string' && typeof ownerChat === 'string';
  if (!isWhole || typeof date !== 'number' || !Array.isArray(rights)) return null;
  const names = (rights as readonly unknown[]).filter((one) => typeof one === 'string');
  return { id, owner, ownerChat, date, isEnabled: isEnabled === true, rights: names };
}
