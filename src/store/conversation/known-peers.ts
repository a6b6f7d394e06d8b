import { sql } from 'kysely';
import type { AccountId, ConversationId, PeerId } from '../../core/ids.js';
import type { Writer } from '../engine/database.js';
import { statement } from '../engine/statement.js';
import { openStates } from '../turn/open-states.js';

/** A chat's conversation and the account that it is at home on, which may be another one. */
export interface KnownChat {
  readonly conversation: ConversationId;
  readonly home: AccountId;
  /** As whom they are answered there. */
  readonly homePeer: PeerId;
  /** The person asked for silence. */
  readonly isPaused: boolean;
  /** Something of ours is on its way. */
  readonly isSending: boolean;
}

/** What an account has of a peer: who it is, the chat, and what a message there may change. One row, whoever it is. */
const peerAt = statement<{ account: AccountId; peer: PeerId }>()(({ db, bind }) =>
  db
    .selectFrom(sql<{ one: number }>`(select 1 as one)`.as('asked'))
    .leftJoin('peer', (join) =>
      join.on('peer.account_id', '=', bind('account')).on('peer.peer_id', '=', bind('peer')),
    )
    .leftJoin('thread', (join) =>
      join.on('thread.account_id', '=', bind('account')).on('thread.peer_id', '=', bind('peer')),
    )
    .leftJoin('conversation', 'conversation.conversation_id', 'thread.conversation_id')
    .leftJoin('chat_mode', 'chat_mode.conversation_id', 'thread.conversation_id')
    .select([
      'peer.kind',
      'thread.conversation_id',
      'conversation.home_account_id',
      'conversation.home_peer_id',
    ])
    .select(['thread.gone_after', 'chat_mode.paused_by'])
    // Whether it is another account of this installation.
    .select((select) => [
      select
        .exists(
          select
            .selectFrom('account')
            .select('account.account_id')
            .where('account.self_peer_id', '=', bind('peer'))
            .where('account.account_id', '!=', bind('account')),
        )
        .as('own'),
      select
        .exists(
          select
            .selectFrom('outbox')
            .select('outbox.outbox_row')
            .whereRef('outbox.conversation_id', '=', 'thread.conversation_id')
            .where('outbox.state', 'in', openStates),
        )
        .as('sending'),
    ]),
);

type KnownPeer = Awaited<ReturnType<KnownPeers['of']>>;

/** Peers as one transaction found them, each read once; to be forgotten when the transaction itself changes them. */
export class KnownPeers {
  private readonly found = new Map<PeerId, ReturnType<KnownPeers['read']>>();

  constructor(
    private readonly db: Writer,
    private readonly account: AccountId,
  ) {}

  async of(peer: PeerId) {
    const found = this.found.get(peer) ?? this.read(peer);
    this.found.set(peer, found);
    return found;
  }

  forget(peer: PeerId): void {
    this.found.delete(peer);
  }

  private async read(peer: PeerId) {
    return this.db.first(peerAt, { account: this.account, peer });
  }
}

/** The chat with a peer; null where there is none. */
export function toChat(row: KnownPeer): KnownChat | null {
  if (!row?.conversation_id || row.home_account_id === null || row.home_peer_id === null) return null;
  return {
    conversation: row.conversation_id,
    home: row.home_account_id,
    homePeer: row.home_peer_id,
    isPaused: row.paused_by === 'person',
    isSending: row.sending === 1,
  };
}
