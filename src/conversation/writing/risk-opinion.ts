import type { Clock, Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import { breachQuestion, readBreach } from '../../duty/judge/judge-questions.js';
import type { OutgoingLabel } from '../../duty/net/labels.js';
import { askJudge } from '../../model/ask-judge.js';
import type { AskRole } from '../../model/ask.js';

export interface RiskyDraft {
  readonly conversation: ConversationId;
  readonly draft: string;
  readonly personWrote: readonly string[];
}

/** What promise words of ours would break, as a judge sees it; null where none, or where it did not say so in time. */
export type RiskOpinion = (risky: RiskyDraft, signal: AbortSignal) => Promise<OutgoingLabel | null>;

/** A person waits, and sees that somebody types. */
const withinMs: Milliseconds = 1_500;

/** Asked in risky moments only (src/conversation/turn/risky-moment.ts), for every bubble that passed the gates. */
export function createRiskOpinion(ask: AskRole, clock: Clock): RiskOpinion {
  return async ({ conversation, draft, personWrote }, signal) => {
    const talk = personWrote.map((text) => ({ isPerson: true, text }));
    const question = breachQuestion(talk, draft);
    const answer = await askJudge(ask, question, { clock, withinMs, signal, chargedTo: conversation });
    return answer?.ok === true ? readBreach(answer.text) : null;
  };
}
