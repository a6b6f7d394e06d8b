import type { HeardCode } from '../../core/heard-line.js';
import { languageOf } from '../../duty/person-language.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import type { FixedAnswerNeeds } from './fixed-answer-needs.js';
import type { FixedAnswer } from './fixed-answer.js';
import { answerDuties } from './fixed-answers.js';
import type { HeardBurst } from './heard-burst.js';

/**
 * The fixed words owed to what another net than the local one heard in a burst: the voice model, or a judge. Null where
 * nothing is: a goodbye has no fixed words, and within the hour after a card ideation is talked about.
 */
export async function answerToHeard(
  context: FixedAnswerNeeds,
  loaded: LoadedTurn,
  codes: readonly HeardCode[],
): Promise<FixedAnswer | null> {
  if (codes.every((code) => code === 'bye')) return null;
  const answer = await answerDuties(context, loaded, heardAs(loaded, codes));
  // It was heard in the burst as a whole.
  return answer && { ...answer, covers: loaded.burst.map(({ row }) => row) };
}

/** Neither says how grave it is: that is left to whoever grades it, and nobody is asked to say it twice. */
function heardAs({ latest, state }: LoadedTurn, codes: readonly HeardCode[]): HeardBurst {
  const message = (code: HeardCode) => (codes.includes(code) ? latest : null);
  const about = codes.includes('self') ? 'self' : codes.includes('other') ? 'other' : null;
  return {
    stop: message('stop'),
    forget: message('delete'),
    show: null,
    truth: message('nature'),
    underAge: message('minor'),
    danger:
      about === null
        ? null
        : {
            message: latest,
            sign: { tier: 'ideation', about, language: languageOf(latest.text, state.language) ?? 'en' },
          },
  };
}
