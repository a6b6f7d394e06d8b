import { ageAnswer } from './age.js';
import { commandAnswer } from './commands.js';
import { consentAnswer } from './consent.js';
import { crisisAnswer } from './crisis.js';
import { memoryRightsAnswer } from './memory-rights.js';
import { stopAnswer } from './stop.js';
import { truthAnswer } from './truth.js';
import { proactiveSettingsAnswer } from './proactive-settings.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import type { FixedAnswerNeeds } from './fixed-answer-needs.js';
import type { FixedAnswer, FixedAnswerer } from './fixed-answer.js';

/** In order of what must not be missed; the first that answers is the only one. */
const answerers: readonly FixedAnswerer[] = [
  crisisAnswer,
  ageAnswer,
  stopAnswer,
  truthAnswer,
  consentAnswer,
  memoryRightsAnswer,
  commandAnswer,
  proactiveSettingsAnswer,
];

/** What has to be answered without a model, whatever the character would say; null where nothing has. */
export async function findFixedAnswer(
  context: FixedAnswerNeeds,
  loaded: LoadedTurn,
): Promise<FixedAnswer | null> {
  for (const answerer of answerers) {
    const answer = await answerer(context, loaded);
    if (answer) return answer;
  }
  return null;
}
