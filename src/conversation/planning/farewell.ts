import { saysFarewell } from '../../duty/stop-words.js';
import type { Judgement } from '../../strategist/remembered.js';
import type { LoadedTurn } from '../loading/load-turn.js';

/** A goodbye is heard by the duty's words in all their languages, whatever the classifier made of it. */
export function withFarewell(judgement: Judgement, { latest }: LoadedTurn): Judgement {
  const { choice } = judgement;
  if (choice.evidence.includes('act-farewell') || !saysFarewell(latest.text)) return judgement;
  return { ...judgement, choice: { ...choice, evidence: [...choice.evidence, 'act-farewell'] } };
}
