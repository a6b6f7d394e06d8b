import type { AccountId, PeerId } from '../../core/ids.js';
import type { PersonAlias } from '../../core/person-alias.js';
import type { Reader } from '../engine/database.js';

/** The chat on an account of whoever goes by this name now: the one they are answered in, where there are several. */
export async function readPeerCalled(
  read: Reader,
  account: AccountId,
  { kind, scope = '', value }: PersonAlias,
): Promise<PeerId | null> {
  const row = await read
    .selectFrom('person_alias')
    .innerJoin('peer', 'peer.person_id', 'person_alias.person_id')
    .leftJoin('conversation', (join) =>
      join
        .onRef('conversation.person_id', '=', 'peer.person_id')
        .onRef('conversation.home_peer_id', '=', 'peer.peer_id')
        .on('conversation.home_account_id', '=', account),
    )
    .select('peer.peer_id')
    .where('person_alias.kind', '=', kind)
    .where('person_alias.scope', '=', scope)
    .where('person_alias.value', '=', value)
    .where('person_alias.closed_at', 'is', null)
    .where('peer.account_id', '=', account)
    .orderBy('conversation.home_peer_id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.peer_id ?? null;
}

/** What the person of a chat goes by at the moment. */
export async function readAliasesOf(
  read: Reader,
  account: AccountId,
  peer: PeerId,
): Promise<readonly PersonAlias[]> {
  const rows = await read
    .selectFrom('peer')
    .innerJoin('person_alias', 'person_alias.person_id', 'peer.person_id')
    .select(['person_alias.kind', 'person_alias.scope', 'person_alias.value'])
    .where('peer.account_id', '=', account)
    .where('peer.peer_id', '=', peer)
    .where('person_alias.closed_at', 'is', null)
    .execute();
  return rows.map(({ kind, scope, value }) => ({ kind, value, ...(scope === '' ? {} : { scope }) }));
}

export async function isPeerKnown(read: Reader, account: AccountId, peer: PeerId): Promise<boolean> {
  const row = await read
    .selectFrom('peer')
    .select('peer_id')
    .where('account_id', '=', account)
    .where('peer_id', '=', peer)
    .executeTakeFirst();
  return row !== undefined;
}
