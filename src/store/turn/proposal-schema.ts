import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, ConversationId, PeerId, RemoteMessageId, TurnId } from '../../core/ids.js';

export interface ProposalSchema {
  proposal: ProposalTable;
}

export type ProposalState = 'open' | 'approved' | 'edited' | 'skipped' | 'overtaken';

/** Words that an account's owner is asked about before they are said in their name. */
export interface ProposalTable {
  proposal_key: string;
  conversation_id: ConversationId;
  account_id: AccountId;
  peer_id: PeerId;
  /** The turn that wrote them. */
  turn_id: TurnId;
  /** JSON: what is to be said, in order (store/turn/proposal-store.ts). */
  bubbles: string;
  state: ProposalState;
  message_id: RemoteMessageId | null;
  /** The state that the owner's chat shows; null while it shows nothing of it. */
  shown: string | null;
  made_at: Milliseconds;
}
