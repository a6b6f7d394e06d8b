import type { DurableEvent, MomentEvent, PeerRecord, Rung } from '../../../core/event.js';
import { remoteMessageId } from '../../../core/ids.js';
import { isRecord, numberIn, recordIn, textIn, type Json } from '../../../lib/json-fields.js';
import { identifiersIn } from '../person/jid.js';
import { personAt, type PeerFinder } from '../person/peer-finder.js';
import { readMessage, secondsIn, wordsIn } from './read-message.js';

/** One thing that an event tells. */
export type Told =
  | { readonly kind: 'event'; readonly event: DurableEvent; readonly peers: readonly PeerRecord[] }
  | { readonly kind: 'moment'; readonly event: MomentEvent }
  | { readonly kind: 'state'; readonly state: string; readonly reason: number | undefined }
  | { readonly kind: 'dropped'; readonly reason: string };

export interface EventReading {
  readonly instance: string;
  readonly finder: PeerFinder;
  readonly now: number;
}

const rungs: Readonly<Record<string, Rung>> = {
  SERVER_ACK: 'sent',
  DELIVERY_ACK: 'delivered',
  READ: 'read',
  PLAYED: 'read',
  ERROR: 'failed',
};
const shown: Readonly<Record<string, 'typing' | 'recording' | 'cancel'>> = {
  composing: 'typing',
  recording: 'recording',
  paused: 'cancel',
};

/** Events by their names (evolution-api 2.3.7, wa.types.ts). Rejects only where the store does. */
export async function readEvent(event: Json, reading: EventReading): Promise<readonly Told[]> {
  // The path of the hook is this account's; the name in it has to be, too.
  if (textIn(event, 'instance') !== reading.instance) return [dropped('other-instance')];
  const name = (textIn(event, 'event') ?? '').toLowerCase().replaceAll('_', '.');
  const { data } = event;
  const records = (Array.isArray(data) ? (data as readonly unknown[]) : [data]).filter(isRecord);
  if (records.length === 0) return [dropped('unreadable')];
  return Promise.all(records.map((record) => readOne(name, record, reading)));
}

async function readOne(name: string, record: Json, reading: EventReading): Promise<Told> {
  switch (name) {
    case 'messages.upsert':
      return readRecord(record, reading.finder);
    case 'send.message':
      return readRecord(record, reading.finder, 'program');
    case 'messages.edited':
      return edited(record, reading);
    case 'messages.delete':
      return deleted(record, reading.finder);
    case 'messages.update':
      return updated(record, reading);
    case 'presence.update':
      return presence(record, reading.finder);
    case 'connection.update':
      return {
        kind: 'state',
        state: textIn(record, 'state') ?? '',
        reason: numberIn(record, 'statusReason'),
      };
    default:
      return dropped('not-followed');
  }
}

/** A message as an event or the server's database has it. */
export async function readRecord(
  record: Json,
  finder: PeerFinder,
  ours: 'owner' | 'program' = 'owner',
): Promise<Told> {
  const key = recordIn(record, 'key') ?? {};
  const jid = textIn(key, 'remoteJid');
  const identifiers = identifiersIn([jid, textIn(key, 'remoteJidAlt')]);
  if (jid === undefined || Object.keys(identifiersIn([jid])).length === 0)
    return dropped('not-a-private-chat');
  const by = key['fromMe'] === true ? ours : 'person';
  const peer = await finder.of(identifiers);
  const event = peer === undefined ? undefined : readMessage(record, peer, by);
  if (peer === undefined || event === undefined) return dropped('unreadable');
  const name = by === 'person' ? textIn(record, 'pushName') : undefined;
  return { kind: 'event', event, peers: [personAt(peer, jid, identifiers, name)] };
}

async function edited(record: Json, { finder, now }: EventReading): Promise<Told> {
  const key = recordIn(record, 'key') ?? {};
  const id = textIn(key, 'id');
  const peer = await finder.known(identifiersIn([textIn(key, 'remoteJid'), textIn(key, 'remoteJidAlt')]));
  if (id === undefined || peer === undefined) return dropped('unreadable');
  const content = recordIn(record, 'editedMessage') ?? {};
  const at = Number(record['timestampMs']);
  return {
    kind: 'event',
    peers: [],
    event: {
      kind: 'edit',
      peer,
      messageId: remoteMessageId(id),
      direction: key['fromMe'] === true ? 'outgoing' : 'incoming',
      text: wordsIn(content),
      attachments: [],
      editedAt: Number.isFinite(at) && at > 0 ? at : now,
    },
  };
}

async function deleted(record: Json, finder: PeerFinder): Promise<Told> {
  const key = recordIn(record, 'key') ?? record;
  const id = textIn(key, 'id');
  const peer = await finder.known(identifiersIn([textIn(key, 'remoteJid'), textIn(key, 'remoteJidAlt')]));
  if (id === undefined || peer === undefined) return dropped('unreadable');
  return { kind: 'event', peers: [], event: { kind: 'delete', peer, messageIds: [remoteMessageId(id)] } };
}

async function updated(record: Json, { finder, now }: EventReading): Promise<Told> {
  const id = textIn(record, 'keyId') ?? textIn(recordIn(record, 'key') ?? {}, 'id');
  const said = textIn(record, 'status') ?? '';
  const state = Object.hasOwn(rungs, said) ? rungs[said] : undefined;
  if (id === undefined || state === undefined || record['fromMe'] !== true) return dropped('not-followed');
  const peer = await finder.known(identifiersIn([textIn(record, 'remoteJid')]));
  const at = secondsIn(record);
  return {
    kind: 'event',
    peers: [],
    event: {
      kind: 'delivery',
      messageId: remoteMessageId(id),
      state,
      at: at === 0 ? now : at,
      ...(peer === undefined ? {} : { peer }),
      ...(state === 'failed' ? { code: 'EVOLUTION_ERROR' } : {}),
    },
  };
}

async function presence(record: Json, finder: PeerFinder): Promise<Told> {
  const jid = textIn(record, 'id');
  const peer = await finder.known(identifiersIn([jid]));
  const [seen] = Object.values(recordIn(record, 'presences') ?? {}).filter(isRecord);
  const said = textIn(seen ?? {}, 'lastKnownPresence') ?? '';
  const action = Object.hasOwn(shown, said) ? shown[said] : undefined;
  if (peer === undefined || action === undefined) return dropped('not-followed');
  return { kind: 'moment', event: { kind: 'typing', peer, action } };
}

function dropped(reason: string): Told {
  return { kind: 'dropped', reason };
}
