import type { Character } from '../../character/character.js';
import type { Clock } from '../../core/clock.js';
import type { PeopleRule } from '../../config/sections/people-section.js';
import type { IdSource } from '../../core/id-source.js';
import type { AccountId, CharacterId, ConversationId } from '../../core/ids.js';
import type { Database } from '../../store/engine/database.js';
import type { TurnSettings } from '../loading/turn-settings.js';

import type { GradeSigns } from './sign-grader.js';

/** What lets people in and turns them away. */
interface PeopleNeeds {
  readonly rule: (account: AccountId) => PeopleRule;
  /** Somebody was decided about: what they wrote is looked at. */
  readonly wake: (conversation: ConversationId) => void;
}

/** What answers in fixed words are given: they read the store and change it with their turn; no model is among it. */
export interface FixedAnswerNeeds {
  readonly database: Pick<Database, 'read'>;
  readonly clock: Clock;
  readonly character: (id: CharacterId) => Character;
  /** A small model's view of signs of danger, behind the card or instead of none; null where none is configured. */
  readonly gradeSigns: GradeSigns | null;
  /** Who is let in, and by whom; nobody can be asked about it where left out. */
  readonly people?: PeopleNeeds;
  /** What joins two talks of one person; nobody can where left out. */
  readonly linking?: {
    /** Ids nobody can guess: a turn's is the code, some 49 bits. */
    readonly ids: IdSource;
    /** Something is to be said in another chat. */
    readonly wakeOutbox: (conversation: ConversationId) => void;
  };
  readonly settings: Pick<TurnSettings, 'operator' | 'proactive' | 'processors'>;
}
