import { dutyWords, dutyWordsVersion } from '../../duty/duty-words.js';
import { stopLanguage } from '../../duty/stop-words.js';
import { saveConsent, withdrawBackupContact } from '../../store/duty/duty-consent.js';
import { addEvidence, countDuty, saveCare } from '../../store/duty/duty-store.js';
import { dropOthersQueued } from '../../store/outbox/outbox-writer.js';
import { hasSpokenSince } from '../../store/turn/turn-reader.js';
import { withLinked } from '../loading/linked.js';
import type { FixedAnswer } from './fixed-answer.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import { spokenLanguage } from '../loading/spoken-language.js';
import type { HeardBurst } from './heard-burst.js';
import type { FixedAnswerNeeds } from './fixed-answer-needs.js';

/**
 * The person wants no more messages: what waits to be sent is dropped, every unsolicited message is off until they
 * agree anew, and it is confirmed once, without a word to make them stay.
 */
export async function stopAnswer(
  context: FixedAnswerNeeds,
  loaded: LoadedTurn,
  { stop: said }: HeardBurst,
): Promise<FixedAnswer | null> {
  if (said === null) return null;
  const { read } = context.database;
  const { conversation } = loaded.state;
  const { stoppedAt } = loaded.care;
  const isConfirmed = stoppedAt !== null && !(await hasSpokenSince(read, conversation, stoppedAt + 1));
  const character = context.character(loaded.state.character);
  const language = stopLanguage(said.text) ?? spokenLanguage(loaded, character, said.text);
  return {
    reason: 'stop',
    texts: isConfirmed ? [] : [dutyWords(language).stopped],
    write: async (transaction, now, turn) => {
      const withdrawal = { state: 'withdrawn', row: said.row, version: dutyWordsVersion } as const;
      // Said in one of two joined talks, it counts for both.
      for (const one of withLinked(loaded)) {
        await dropOthersQueued(transaction, one, turn, 'stopped', now);
        await saveCare(transaction, one, { stoppedAt: now });
        await saveConsent(transaction, one, 'proactive', withdrawal, now);
        await withdrawBackupContact(transaction, one, said.row, now);
      }
      await addEvidence(
        transaction,
        { conversation, kind: 'stop', version: dutyWordsVersion, outbox: null },
        now,
      );
      await countDuty(transaction, { kind: 'stop', language }, now);
    },
  };
}
