import { dutyWords } from '../../duty/duty-words.js';
import { countDuty } from '../../store/duty/duty-store.js';
import type { FixedAnswer } from './fixed-answer.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import { spokenLanguage } from '../loading/spoken-language.js';
import type { HeardBurst } from './heard-burst.js';
import type { FixedAnswerNeeds } from './fixed-answer-needs.js';

/** A sincere question whether a human writes here gets the truth before anything else. */
export function truthAnswer(
  context: FixedAnswerNeeds,
  loaded: LoadedTurn,
  { truth: asked }: HeardBurst,
): Promise<FixedAnswer | null> {
  if (!asked) return Promise.resolve(null);
  const character = context.character(loaded.state.character);
  const { name } = character;
  const language = spokenLanguage(loaded, character, asked.text);
  return Promise.resolve({
    reason: 'asked-whether-human',
    // The first message to a new person says it already.
    texts: [dutyWords(language).truth(name, context.settings.operator)],
    write: (transaction, now) => countDuty(transaction, { kind: 'truth', language }, now),
  });
}
