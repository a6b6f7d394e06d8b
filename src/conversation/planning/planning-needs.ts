import type { Character } from '../../character/character.js';
import type { RecalledMemory } from '../../context/layers/recalled.js';
import type { ModelImage, ModelRole } from '../../model/contract.js';
import type { ModelChoice } from '../../model/roles.js';
import type { Chance } from '../../core/chance.js';
import type { Clock } from '../../core/clock.js';
import type { CharacterId } from '../../core/ids.js';
import type { Database } from '../../store/engine/database.js';
import type { Moment } from '../../strategist/moment/moment.js';
import type { ReadMoment } from '../../strategist/moment/read-moment.js';
import type { RememberedJudgements } from '../../strategist/remembered.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import type { OwnModels } from '../loading/own-models.js';
import type { TurnSettings } from '../loading/turn-settings.js';
import type { SpendLedger } from '../spending/spend-ledger.js';
import type { AskAdvice } from './ask-advice.js';
import type { FormNeeds } from './find-form.js';
import type { LorebookIndexes } from './lorebook-indexes.js';
import type { VoiceProfiles } from './voice-profiles.js';

/** What of this person's past belongs to this moment, best first; empty where nothing does. */
export type RecallForTurn = (loaded: LoadedTurn, moment: Moment) => Promise<readonly RecalledMemory[]>;

/** Pictures that the voice is shown with a turn; null where nothing is ever looked at. */
export type PicturesForTurn = (
  loaded: LoadedTurn,
) => Promise<{ readonly images: readonly ModelImage[]; readonly isAgain: boolean }>;

/** What it takes to decide what a moment needs and to make the prompt for it. Nothing can be stored with it. */
export interface PlanningNeeds {
  readonly database: Pick<Database, 'read'>;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly character: (id: CharacterId) => Character;
  /** What a message is like, without asking a model. */
  readonly readMoment: ReadMoment;
  readonly judgements: RememberedJudgements;
  /** Asks the small model about a moment; null where none is configured. */
  readonly askAdvice: AskAdvice | null;
  readonly recall: RecallForTurn;
  readonly pictures: PicturesForTurn | null;
  /** Whether the model that a role asks first is shown pictures at all. */
  readonly sees: (role: ModelRole, own: readonly ModelChoice[]) => Promise<boolean>;
  /** How an answer may go out besides words; null where only words are sent. */
  readonly forms: FormNeeds | null;
  readonly voices: VoiceProfiles;
  readonly lorebooks: LorebookIndexes;
  readonly ownModels: OwnModels;
  readonly ledger: Pick<SpendLedger, 'verdict' | 'estimate' | 'nextDay' | 'reached'>;
  readonly settings: Pick<
    TurnSettings,
    'promptTokens' | 'readsTokens' | 'staleAfterMs' | 'proactive' | 'pace'
  >;
}
