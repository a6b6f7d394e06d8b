import type { RetentionParts } from '../../conversation/incoming/retention.js';
import type { HealthReport } from '../../account/health-watch.js';
import type { IntroductionPace } from '../../account/introduction-pace.js';
import type { IntroductionReport } from '../../account/introductions.js';
import type { PoolAccount } from '../../account/pool.js';
import type { RotationReport } from '../../account/rotations.js';
import type { PeopleRule } from '../../config/sections/people-section.js';
import type { CharacterSource } from '../../character/character.js';
import type { Line } from '../../channel/line.js';
import type { Channel, ConnectionState } from '../../channel/contract.js';
import type { CondenserSettings } from '../../conversation/afterthought/condenser.js';
import type { PastNumbersReport } from '../../conversation/incoming/past-numbers.js';
import type { InboxReport } from '../../conversation/incoming/inbox.js';
import type { Spending } from '../../conversation/spending/spend-ledger.js';
import type { ScribeSettings } from '../../conversation/afterthought/scribe-settings.js';
import type { OwnModels } from '../../conversation/loading/own-models.js';
import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, CharacterId } from '../../core/ids.js';
import type { DispatcherReport } from '../../outbox/dispatcher.js';
import type { RateCap } from '../../store/outbox/rate-caps.js';
import type { StoreState } from '../../store/engine/store-health.js';
import type { ProactiveParts } from './openers.js';
import type { ProgramMedia } from './media/program-media.js';
import type { ThinkingLimits, ThinkingParts, ThinkingReport } from './thinking-parts.js';

/** An account with its channel and who lives on it. */
export interface RuntimeAccount {
  readonly account: AccountId;
  readonly character: CharacterId;
  readonly channel: Channel;
  /** What its file says it is; a primary unless told. */
  readonly role?: 'primary' | 'standby';
  /** Who may talk with the character; everybody unless told. */
  readonly people?: PeopleRule;
  /** In a new chat each answer is put before the account's owner first; not unless told. */
  readonly asksFirst?: boolean;
  /** It writes first to nobody, but for what they asked to be reminded of. */
  readonly answersOnly?: boolean;
  /** How much it may send; without caps as much as there is. */
  readonly caps: readonly RateCap[];
}

export interface RuntimeReport
  extends
    InboxReport,
    PastNumbersReport,
    ThinkingReport,
    DispatcherReport,
    HealthReport,
    RotationReport,
    IntroductionReport {
  /** Another program took the account over; this one has let go of it. */
  leaseTaken(account: AccountId): void;
  connection(account: AccountId, state: ConnectionState): void;
  /** The disk stopped taking writes, or takes them again. Said once per change. */
  store(state: StoreState): void;
  /** Something broke that should not; the program goes on. */
  failed(what: string, cause: unknown): void;
}

export interface RuntimeLimits extends ThinkingLimits {
  readonly concurrentSends: number;
}

type SharedParts = 'database' | 'clock' | 'chance' | 'ids' | 'ask' | 'settings' | 'holdsSecret' | 'embedder';

export interface RuntimeParts extends Pick<ThinkingParts, SharedParts> {
  /** What opens what people send and makes what is sent to them; words alone where left out. */
  readonly media?: ProgramMedia | null;
  readonly accounts: readonly RuntimeAccount[];
  /** What several of the accounts share; none where each takes in for itself. */
  readonly lines?: readonly Line[];
  /** Asked once per turn: what is live then. */
  readonly characters: CharacterSource;
  /** A character's own models for a role; the configured ones serve it when absent or empty. */
  readonly ownModels?: OwnModels;
  readonly limits: RuntimeLimits;
  /** Names this run in the outbox: claims of earlier runs are over. */
  readonly run: string;
  readonly report: RuntimeReport;
  /** Accounts that belong to the pool but cannot be opened: they have no session. */
  readonly signedOut?: readonly PoolAccount[];
  /** What may be spent in a day and what models cost; without limit and without prices unless told. */
  readonly spending?: Spending;
  /** When the older talk is condensed; as usual unless told. */
  readonly condensing?: CondenserSettings;
  /** How fast a standby writes first to people who agreed to it; cautious unless told. */
  readonly introductionPace?: IntroductionPace;
  /** When the talk is read for what to remember; as usual unless told, and never where it is null. */
  readonly scribing?: ScribeSettings | null;
  /** For how long what is kept, beside which file; for ever where left out. */
  readonly retention?: Pick<RetentionParts, 'days' | 'file'>;
  /** Writing first: how much, and what wakes it; not at all where left out. */
  readonly proactive?: Omit<ProactiveParts, 'account'>;
  /** Whether another run that holds a lease cannot be alive; always, unless told: a data folder has one owner. */
  readonly isGone?: (run: string) => boolean;
  /** How often leases are renewed; where no other program can be, as in a rehearsal, seldom is enough. */
  readonly leaseRenewalMs?: Milliseconds;
}

/** How a run is at this moment, without asking the store. */
export interface RuntimeNow {
  readonly accounts: readonly {
    readonly account: AccountId;
    /** A state of the health machine, or `not-signed-in`. */
    readonly state: string;
    readonly isOnline: boolean;
    readonly serves: boolean;
  }[];
  readonly turnLanes: number;
  readonly sendLanes: number;
  /** Millionths of a US dollar. */
  readonly spentToday: number;
}

/** What became of one account at the start. */
export interface OpenedAccount {
  readonly account: AccountId;
  readonly failure: { readonly code: string; readonly problem?: string } | null;
}
