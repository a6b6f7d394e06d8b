import type { AccountId, CharacterId, ConversationId, PeerId, PersonId } from '../../core/ids.js';
import { sql } from 'kysely';
import type { Reader } from '../engine/database.js';

/** What a chat can be called by. */
export interface ChatName {
  readonly conversation: ConversationId;
  readonly character: CharacterId;
  readonly person: PersonId;
  readonly account: AccountId;
  readonly peer: PeerId;
  /** As their profile says; null where nothing is known. */
  readonly name: string | null;
  /** Without its @. */
  readonly username: string | null;
}

/** Conversations with their names: every one, for an operator who looks for one, or those that are meant. */
export async function readChatNames(
  read: Reader,
  only?: readonly ConversationId[],
): Promise<readonly ChatName[]> {
  const names = read
    .selectFrom('conversation')
    .innerJoin('person', 'person.person_id', 'conversation.person_id')
    .leftJoin('peer', (join) =>
      join
        .onRef('peer.account_id', '=', 'conversation.home_account_id')
        .onRef('peer.peer_id', '=', 'conversation.home_peer_id'),
    )
    .select([
      'conversation.conversation_id',
      'conversation.character_id',
      'conversation.person_id',
      'conversation.home_account_id',
      'conversation.home_peer_id',
      'person.name as person_name',
      'peer.name',
      'peer.username',
    ])
    .orderBy('conversation.conversation_id');
  const meant =
    only === undefined ? names : names.where('conversation.conversation_id', 'in', valuesOf(only));
  const rows = await meant.execute();
  return rows.map((row) => ({
    conversation: row.conversation_id,
    character: row.character_id,
    person: row.person_id,
    account: row.home_account_id,
    peer: row.home_peer_id,
    name: row.name ?? row.person_name,
    username: row.username,
  }));
}

/** One bound value, however many there are. */
const valuesOf = (ids: readonly ConversationId[]) =>
  sql<ConversationId>`(select value from json_each(${JSON.stringify(ids)}))`;
