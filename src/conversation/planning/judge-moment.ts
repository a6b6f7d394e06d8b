import type { Character } from '../../character/character.js';
import type { Milliseconds } from '../../core/clock.js';
import { isUnsure, withAdvice, type Advice } from '../../strategist/advice.js';
import { chooseRegister } from '../../strategist/register.js';
import type { Judgement } from '../../strategist/remembered.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import type { PlanningNeeds } from './planning-needs.js';

/** What the burst is like and which tone it calls for, without a model; a recurring one is not judged again. */
export function judgeMoment(
  { readMoment, judgements }: PlanningNeeds,
  { burst, state }: LoadedTurn,
  character: Character,
  now: Milliseconds,
): Judgement {
  const words = burst.map(({ text }) => text).join('\n');
  return judgements.judge(character, words, state.language, now, () => {
    const moment = readMoment(words, state.language ?? undefined);
    return { moment, choice: chooseRegister(moment, countWords(words)) };
  });
}

export interface AdvisedJudgement extends Judgement {
  readonly advice: Advice | null;
}

/**
 * The same judgement, with what the small model has to say where the rules are unsure. Not asked where none is
 * configured or the day's budget is on its way down: then the local one stands.
 */
export async function adviseOn(
  { askAdvice, ledger }: PlanningNeeds,
  judgement: Judgement,
  loaded: LoadedTurn,
  character: Character,
  signal: AbortSignal | undefined,
): Promise<AdvisedJudgement> {
  const { moment, choice } = judgement;
  const words = loaded.burst.reduce((sum, { text }) => sum + countWords(text), 0);
  const isAllowed = askAdvice !== null && ledger.verdict(loaded.state.conversation, 0).step === 'full';
  if (!isAllowed || !isUnsure(moment, words)) return { ...judgement, advice: null };
  const { advice, outcome } = await askAdvice(loaded, character, signal);
  return { moment, choice: withAdvice(choice, advice, outcome), advice };
}

const countWords = (text: string): number => text.split(/\s+/u).length;
