import type { AccountId, CharacterId, ConversationId, PeerId, PersonId } from '../../core/ids.js';
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

/** Every conversation with its names, for an operator who looks for one. Reads the whole table. */
export async function readChatNames(read: Reader): Promise<readonly ChatName[]> {
  const rows = await read
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
    .orderBy('conversation.conversation_id')
    .execute();
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
