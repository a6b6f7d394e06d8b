import type { Milliseconds } from '../../core/clock.js';
import type { Pace } from '../../core/pace.js';
import type { Processor } from '../../duty/consent/processor-words.js';
import type { RegionProfile } from '../../duty/regions.js';
import type { ModelRole } from '../../model/contract.js';
import type { ModelChoice } from '../../model/roles.js';
import type { ProactiveSettings } from '../../proactive/wish.js';

/** What the operator's settings say about turns; the same for every room. */
export interface TurnSettings {
  /** Messages of earlier talk shown to the model. */
  readonly windowMessages: number;
  /** How long the small model may take over its advice; it is not asked when absent. */
  readonly adviceWithinMs?: Milliseconds;
  /** Tokens a prompt should not exceed (estimated). */
  readonly promptTokens: number;
  /** The most tokens that the first model of a role was found to read; null where it read all it was sent. */
  readonly readsTokens?: (role: ModelRole, own: readonly ModelChoice[]) => number | null;
  /** An unanswered message older than this is let go. */
  readonly staleAfterMs: Milliseconds;
  /** Drafts the quality gate may turn down before the turn ends in silence. */
  readonly mostDrafts: number;
  /** How fast a character answers that does not say so itself. */
  readonly pace: Pace;
  /** How long the operator's own words in a chat keep the character silent there. */
  readonly takeoverMs: Milliseconds;
  /** How much it may write first; not at all where left out. */
  readonly proactive?: ProactiveSettings;
  /** For the AI disclosure: who runs this, and who makes the answers. */
  readonly operator: string;
  readonly processors: readonly Processor[];
  /** Who sees pictures and hears voice messages, where they are others. */
  readonly mediaProcessors?: { readonly see: readonly Processor[]; readonly hear: readonly Processor[] };
  /** The operator's words for the time when no model answers; null for silence. */
  readonly outageLine: string | null;
  /** Links that may be sent besides those the person has just written. */
  readonly links?: readonly string[];
  /** A model is configured to give a second opinion on drafts. */
  readonly hasJudge?: boolean;
  /** A small model grades signs of danger. */
  readonly gradesDanger?: boolean;
  /**
   * Messages a person has written before they are asked whether a backup account may write to them; null to ask nobody.
   */
  readonly askBackupContactAfter: number | null;
  /** Messages a person has written before they are asked whether they may be written to first; never when left out. */
  readonly askProactiveAfter?: number;
  /** What the operator's region asks beyond the rest; a reminder every three hours and no more when left out. */
  readonly duties?: Pick<RegionProfile, 'reminderHours' | 'asksForMemory'> &
    Partial<Pick<RegionProfile, 'wording'>>;
}
