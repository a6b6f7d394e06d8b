import { ageAnswer } from './age.js';
import { commandAnswer } from './commands.js';
import { peopleAnswer } from './people-commands.js';
import { consentAnswer } from './consent.js';
import { crisisAnswer } from './crisis.js';
import { linkAnswer } from './linking.js';
import { memoryRightsAnswer } from './memory-rights.js';
import { stopAnswer } from './stop.js';
import { truthAnswer } from './truth.js';
import { proactiveSettingsAnswer } from './proactive-settings.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import type { FixedAnswerNeeds } from './fixed-answer-needs.js';
import type { FixedAnswer, FixedAnswerer } from './fixed-answer.js';
import type { HeardBurst } from './heard-burst.js';

/** What must not be missed, in the order in which its words go before the others'; what each does is done all the same. */
const duties: readonly FixedAnswerer[] = [crisisAnswer, ageAnswer, stopAnswer, truthAnswer];
/** Wishes, of which the first that answers is the only one. */
const wishes: readonly FixedAnswerer[] = [
  linkAnswer,
  peopleAnswer,
  consentAnswer,
  memoryRightsAnswer,
  commandAnswer,
  proactiveSettingsAnswer,
];
/** A question of ours that may stand behind the words of a duty. */
const asksToForget = 'asks-to-forget-all';
/** Behind these nothing else is said: the person is not served any more. */
const sayAlone = /^(?:under-age|locked-under-age)$/u;

/** What has to be answered without a model, whatever the character would say; null where nothing has. */
export async function findFixedAnswer(
  context: FixedAnswerNeeds,
  loaded: LoadedTurn,
  heard: HeardBurst,
): Promise<FixedAnswer | null> {
  // Wishes have an order of their own: "don't remember anything about me" takes a consent back before it asks to delete.
  return (await answerDuties(context, loaded, heard)) ?? firstWish(context, loaded, heard);
}

/** What is owed to what others than the local net heard; the question whether to forget by itself, too. */
export async function answerHeard(
  context: FixedAnswerNeeds,
  loaded: LoadedTurn,
  heard: HeardBurst,
): Promise<FixedAnswer | null> {
  const owed = await answerDuties(context, loaded, heard);
  if (owed !== null || heard.forget === null) return owed;
  const forget = await memoryRightsAnswer(context, loaded, heard);
  return forget?.reason === asksToForget ? forget : null;
}

/** The words of the first duty that answers, and the effects of all. */
async function answerDuties(
  context: FixedAnswerNeeds,
  loaded: LoadedTurn,
  heard: HeardBurst,
): Promise<FixedAnswer | null> {
  const owed: FixedAnswer[] = [];
  for (const duty of duties) {
    const answer = await duty(context, loaded, heard);
    if (answer) owed.push(answer);
    if (answer?.reason === 'locked-under-age') break;
  }
  const [first, ...others] = owed;
  if (!first) return null;
  const forget = heard.forget === null ? null : await memoryRightsAnswer(context, loaded, heard);
  return together(first, forget?.reason === asksToForget ? [...others, forget] : others);
}

/** What is owed even to somebody who was not let in: the card for who may be in danger, without a model. */
export async function findUrgentAnswer(
  context: FixedAnswerNeeds,
  loaded: LoadedTurn,
  heard: HeardBurst,
): Promise<FixedAnswer | null> {
  const answer = await crisisAnswer({ ...context, gradeSigns: null }, loaded, heard);
  const said = heard.danger?.message.row;
  return answer === null || said === undefined ? null : { ...answer, covers: [said] };
}

async function firstWish(
  context: FixedAnswerNeeds,
  loaded: LoadedTurn,
  heard: HeardBurst,
): Promise<FixedAnswer | null> {
  for (const wish of wishes) {
    const answer = await wish(context, loaded, heard);
    if (answer) return answer;
  }
  return null;
}

/** The words of the first, with the question whether to forget behind them; the effects of all, in one transaction. */
function together(first: FixedAnswer, others: readonly FixedAnswer[]): FixedAnswer {
  if (others.length === 0) return first;
  const all = [first, ...others];
  const questions = sayAlone.test(first.reason) ? [] : others.filter(({ reason }) => reason === asksToForget);
  // A question that nobody reads is not open.
  const done = all.filter((answer) => answer.reason !== asksToForget || questions.includes(answer));
  return {
    ...first,
    texts: [...first.texts, ...questions.flatMap(({ texts }) => texts)],
    write: async (transaction, now, turn) => {
      for (const { write } of done) await write?.(transaction, now, turn);
    },
    after: (storedAt) => {
      for (const { after } of all) after?.(storedAt);
    },
  };
}
