import type { Character } from '../../character/character.js';
import type { Clock } from '../../core/clock.js';
import type { AccountId } from '../../core/ids.js';
import type { TextLimit } from '../../core/text-limit.js';
import type { AskRole } from '../../model/ask.js';
import type { ReviewTerms } from './review-bubble.js';
import type { OwnModels } from '../loading/own-models.js';
import type { TurnSettings } from '../loading/turn-settings.js';
import type { DraftOpinion } from './draft-opinion.js';
import type { RiskOpinion } from './risk-opinion.js';
import type { PromptGuards } from './prompt-guards.js';

/** What it takes to ask for words and to judge them. Neither the store nor the messenger is within its reach. */
export interface WritingNeeds {
  /** Resolves when a draft may be judged: that takes some milliseconds, and others wait, too. */
  readonly myRound: () => Promise<void>;
  readonly ask: AskRole;
  readonly clock: Clock;
  readonly ownModels: OwnModels;
  /** A second opinion about a draft where a rule is in doubt; null where no judge is configured. */
  readonly draftOpinion: DraftOpinion | null;
  /** A judge's look at words of ours in risky moments; null where none is configured. */
  readonly riskOpinion: RiskOpinion | null;
  /** How a character writes, as it is measured by. */
  readonly voices: { of(character: Character): ReviewTerms['voice'] };
  readonly promptGuards: PromptGuards;
  /** Whether a text holds a key or a password of this installation. */
  readonly holdsSecret: (text: string) => boolean;
  /** How much one message may hold on an account's channel. */
  readonly textLimit: (account: AccountId) => TextLimit;
  readonly settings: Pick<TurnSettings, 'mostDrafts' | 'operator' | 'links'>;
}
