import type { Character } from '../../character/character.js';
import type { Clock } from '../../core/clock.js';
import type { IdSource } from '../../core/id-source.js';
import type { AccountId, CharacterId, SendId } from '../../core/ids.js';
import type { TextLimit } from '../../core/text-limit.js';
import type { ConversationState } from '../../store/conversation/conversation-reader.js';
import type { Database } from '../../store/engine/database.js';
import type { TurnRecord } from '../../store/turn/turn-writer.js';
import type { TurnSettings } from '../loading/turn-settings.js';
import type { PromptBlocks } from './prompt-blocks.js';

/** What it takes to store a turn with its bubbles: transaction B and the fixed words that go with it. */
export interface CommittingNeeds {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly character: (id: CharacterId) => Character;
  readonly promptBlocks: PromptBlocks;
  /** The account that would take over for a character's people; null where there is none. */
  readonly standbyOf: (character: CharacterId) => AccountId | null;
  /** Send at once what could not be stored: only where somebody may be in danger. */
  readonly sayWithoutStore: (conversation: ConversationState, text: string, sendId: SendId) => Promise<void>;
  /** Put an answer where the operator writes in this chat. Never fails and is never waited for. */
  readonly propose: (conversation: ConversationState, text: string) => void;
  /** Whether an account has an owner who is asked by a tap. */
  readonly asksOwner: (account: AccountId) => boolean;
  /** How much one message may hold on an account's channel. */
  readonly textLimit: (account: AccountId) => TextLimit;
  readonly report: { finished(record: TurnRecord, bubbles: number, account: AccountId): void };
  readonly settings: Pick<
    TurnSettings,
    | 'operator'
    | 'processors'
    | 'mediaProcessors'
    | 'askBackupContactAfter'
    | 'askProactiveAfter'
    | 'duties'
    | 'outageLine'
  >;
}
