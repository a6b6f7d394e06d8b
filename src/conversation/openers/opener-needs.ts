import type { Character } from '../../character/character.js';
import type { Chance } from '../../core/chance.js';
import type { Clock, Milliseconds } from '../../core/clock.js';
import type { AccountId, CharacterId, ConversationId } from '../../core/ids.js';
import type { ZoneClocks } from '../../proactive/local-time.js';
import type { ProactiveSettings } from '../../proactive/wish.js';
import type { Database } from '../../store/engine/database.js';
import type { ReadMoment } from '../../strategist/moment/read-moment.js';
import type { CommittingNeeds } from '../committing/committing-needs.js';
import type { TurnSettings } from '../loading/turn-settings.js';
import type { PlanningNeeds } from '../planning/planning-needs.js';
import type { SpendLedger } from '../spending/spend-ledger.js';
import type { WritingNeeds } from '../writing/writing-needs.js';

/** What it takes to know whether something would be written first; nothing can be asked, sent or stored with it. */
export interface OpenerReading {
  readonly database: Pick<Database, 'read'>;
  readonly clock: Clock;
  readonly character: (id: CharacterId) => Character;
  /** Whether the account speaks to people; one that stands by or was lost does not. */
  readonly serves: (account: AccountId) => boolean;
  /** Whether the person may talk with the character at all. */
  readonly admits: (conversation: ConversationId) => Promise<boolean>;
  readonly readMoment: ReadMoment;
  readonly ledger: Pick<SpendLedger, 'verdict'>;
  readonly clocks: ZoneClocks;
  readonly settings: ProactiveSettings;
  /** How the account is: one that is limited or away writes to nobody first. */
  readonly account: (account: AccountId) => {
    readonly state: 'well' | 'limited' | 'answers-only' | 'away';
    readonly freeFrom: Milliseconds;
    /** How long after they wrote somebody may be written to there; for ever where null or left out. */
    readonly window?: Milliseconds | null;
  };
}

/** What writing first itself needs, and what it hands to the rooms it shares with replies. */
export interface OpenerNeeds extends OpenerReading {
  readonly database: Database;
  readonly chance: Chance;
  readonly ledger: Pick<SpendLedger, 'verdict' | 'estimate' | 'reserve'>;
  readonly planning: Pick<PlanningNeeds, 'voices' | 'lorebooks'>;
  readonly writing: WritingNeeds;
  readonly committing: Pick<CommittingNeeds, 'ids' | 'promptBlocks' | 'report'>;
  readonly prompts: Pick<TurnSettings, 'windowMessages' | 'promptTokens' | 'readsTokens'>;
  /** There are bubbles to send. */
  readonly wakeOutbox: (conversation: ConversationId) => void;
  readonly superseded: (conversation: ConversationId) => void;
}
