import { dutyWords, dutyWordsVersion } from '../../duty/duty-words.js';
import { addEvidence, countDuty, lockPerson } from '../../store/duty/duty-store.js';
import { dropOthersQueued } from '../../store/outbox/outbox-writer.js';
import type { FixedAnswer } from './fixed-answer.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import { spokenLanguage } from '../loading/spoken-language.js';
import type { HeardBurst } from './heard-burst.js';
import type { FixedAnswerNeeds } from './fixed-answer-needs.js';

/** Whoever says to be under eighteen is answered once and not served any more, by any character on any account. */
export async function ageAnswer(
  context: FixedAnswerNeeds,
  loaded: LoadedTurn,
  { underAge: said }: HeardBurst,
): Promise<FixedAnswer | null> {
  const { conversation, person, character } = loaded.state;
  if (loaded.isLocked) return { reason: 'locked-under-age', texts: [] };
  if (!said) return null;
  const spokenIn = spokenLanguage(loaded, context.character(character), said.text);
  return {
    reason: 'under-age',
    texts: [dutyWords(spokenIn).underAge(context.settings.operator)],
    write: async (transaction, now, turn) => {
      await lockPerson(transaction, person, now);
      if (loaded.link?.state === 'linked') await lockPerson(transaction, loaded.link.otherPerson, now);
      await dropOthersQueued(transaction, conversation, turn, 'under-age', now);
      await addEvidence(
        transaction,
        { conversation, kind: 'age-lock', version: dutyWordsVersion, outbox: null },
        now,
      );
      await countDuty(transaction, { kind: 'age-lock', language: spokenIn }, now);
    },
  };
}
