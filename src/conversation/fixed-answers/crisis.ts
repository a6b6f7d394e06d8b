import type { DangerSign } from '../../duty/hear.js';
import { crisisReply, crisisWordsVersion, isCrisisReply } from '../../duty/crisis-words.js';
import { countryOf, hotlinesOf } from '../../duty/hotlines.js';
import { addEvidence, countDuty, saveCare } from '../../store/duty/duty-store.js';
import type { StoredMessage } from '../../store/conversation/conversation-reader.js';
import { isSendIdUsed } from '../../store/outbox/outbox-reader.js';
import { withLinked } from '../loading/linked.js';
import type { FixedAnswer } from './fixed-answer.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import type { HeardBurst } from './heard-burst.js';
import type { FixedAnswerNeeds } from './fixed-answer-needs.js';
import { urgentSendId } from '../incoming/urgent-send-id.js';

/** How long the talk stays gentle after a sign of danger. */
const gentleMs = 72 * 3_600_000;
/** The whole card once in so long; what comes meanwhile gets the short one. */
const cardMs = 24 * 3_600_000;

/**
 * Somebody may be in danger: fixed words and numbers from the table, at once, whatever the character, the scene or the
 * model. No card that the rules give waits for a model; where one is configured it grades what they found behind the card.
 */
export async function crisisAnswer(
  context: FixedAnswerNeeds,
  loaded: LoadedTurn,
  { danger, isJudged }: HeardBurst,
): Promise<FixedAnswer | null> {
  // Our own card come back, from another companion or quoted by hand, is nobody's danger.
  if (danger === null || isCrisisReply(danger.message.text)) return null;
  const { sign: seen, message } = danger;
  // Too weak for a card by itself: a judge may raise it meanwhile (care-judge.ts).
  return seen.tier === 'indirect' ? null : cardFor(seen, message, context, loaded, !isJudged);
}

/**
 * The card for a sign, or null where the talk is about it already.
 * @param isReviewed a judge looks at it behind the card, where there is one
 */
export async function cardFor(
  sign: DangerSign,
  said: StoredMessage,
  context: FixedAnswerNeeds,
  loaded: LoadedTurn,
  isReviewed: boolean,
): Promise<FixedAnswer | null> {
  const { conversation, language } = loaded.state;
  const now = context.clock.now();
  const { care } = loaded;
  const isAgain = care.cardAt !== null && now - care.cardAt < cardMs;
  // The same sign within the hour is the talk about it, not a new one.
  if (isAgain && sign.tier === 'ideation' && sign.about === 'self' && now - (care.cardAt ?? 0) < talkMs)
    return null;
  const words = [...loaded.burst, ...loaded.window].filter(({ author }) => author === 'person');
  const country = countryOf(
    words.map(({ text }) => text),
    language,
  );
  const sendId = urgentSendId(said.account, loaded.state.peer, said.remoteId);
  const isFree = !(await isSendIdUsed(context.database.read, sendId));
  const text = crisisReply(sign, sign.language, hotlinesOf(country), isAgain && sign.about === 'self');
  return {
    reason: `crisis-${sign.about === 'other' ? 'other' : sign.tier}`,
    texts: [text],
    urgent: true,
    ...(isFree && { sendId }),
    write: async (transaction, at) => {
      for (const one of withLinked(loaded).slice(1))
        if (sign.about === 'self')
          await saveCare(transaction, one, { crisisTier: sign.tier, crisisUntil: at + gentleMs });
      await saveCare(transaction, conversation, {
        ...(sign.about === 'self' ? { crisisTier: sign.tier, crisisUntil: at + gentleMs } : {}),
        ...(isAgain ? {} : { cardAt: at }),
      });
      const evidence = { conversation, kind: 'referral', version: crisisWordsVersion, outbox: null };
      await addEvidence(transaction, evidence, at);
      const outcome = isAgain ? 'short' : 'card';
      await countDuty(
        transaction,
        { kind: `crisis-${sign.about}`, tier: sign.tier, language: sign.language, outcome },
        at,
      );
    },
    ...(isReviewed && {
      after: (storedAt) => context.gradeSigns?.review(loaded, sign, storedAt + gentleMs),
    }),
  };
}

/** So long the model talks on, gently, about what the person was just given the card for. */
const talkMs = 3_600_000;
