import type { Milliseconds } from '../../core/clock.js';
import type {
  AccountId,
  ConversationId,
  OutboxId,
  PeerId,
  RemoteMessageId,
  SendId,
  TurnId,
} from '../../core/ids.js';
import type { OutgoingForm } from '../../core/outgoing-form.js';
import type { TextEntity } from '../../core/rich-text.js';
import type { BubblePurpose } from '../schema.js';

/** A bubble taken for sending. */
export interface ClaimedBubble {
  readonly outbox: OutboxId;
  readonly conversation: ConversationId;
  readonly account: AccountId;
  readonly peer: PeerId;
  readonly turn: TurnId;
  readonly position: number;
  readonly text: string;
  readonly entities: readonly TextEntity[];
  readonly replyTo: RemoteMessageId | null;
  readonly discloses: string | null;
  readonly purpose: BubblePurpose | null;
  /** How it goes out; null for words. */
  readonly media: OutgoingForm | null;
  readonly sendId: SendId;
  readonly attempts: number;
  /**
   * Why an earlier try may have been applied, as it was noted then; null where none was made or each certainly failed.
   */
  readonly doubt: string | null;
  /** The epoch of the account's lease under which it was claimed. */
  readonly epoch: number;
  readonly createdAt: Milliseconds;
}
