import type { Character } from '../../character/character.js';
import type { Clock, Milliseconds } from '../../core/clock.js';
import type { AskRole } from '../../model/ask.js';
import { adviceQuestion, readAdvice, type Advice } from '../../strategist/advice.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import type { OwnModels } from '../loading/own-models.js';

/** What the small model said, or why it said nothing in time: `advice-late` and so on. */
export interface Advised {
  readonly advice: Advice | null;
  /** One code for the evidence of the decision. */
  readonly outcome: string;
}

export type AskAdvice = (
  loaded: LoadedTurn,
  character: Character,
  signal: AbortSignal | undefined,
) => Promise<Advised>;

export interface AdviceParts {
  readonly ask: AskRole;
  readonly ownModels: OwnModels;
  readonly clock: Clock;
  /** How long an answer is waited for; then the local decision stands. */
  readonly withinMs: Milliseconds;
}

/** Messages of the talk before, for what "it" and "again" are about. */
const talkBefore = 4;

/**
 * Asks the small model about a moment, once and with a deadline: an answer that is late or wrong changes nothing. The
 * call is charged to the conversation like every other.
 */
export function createAskAdvice({ ask, ownModels, clock, withinMs }: AdviceParts): AskAdvice {
  return async (loaded, character, signal) => {
    const talk = [...loaded.window.slice(-talkBefore), ...loaded.burst]
      .filter(({ refused }) => refused !== true)
      .map(({ author, text }) => ({ isPerson: author === 'person', text }));
    const question = adviceQuestion(talk, character.voice.length.usual);
    const deadline = new AbortController();
    const timer = clock.after(withinMs, () => deadline.abort());
    const asked = await ask(
      'strategist',
      {
        system: [{ text: question.system }],
        messages: [{ role: 'user', text: question.user }],
        maxTokens: question.maxTokens,
        jsonSchema: question.schema,
      },
      {
        signal: signal === undefined ? deadline.signal : AbortSignal.any([signal, deadline.signal]),
        maxAttempts: 1,
        chargedTo: loaded.state.conversation,
        instead: ownModels(character, 'strategist'),
      },
    );
    timer.cancel();
    if (!asked.ok) {
      const isLate = deadline.signal.aborted;
      return { advice: null, outcome: isLate ? 'advice-late' : `advice-${asked.failure.kind}` };
    }
    const advice = readAdvice(asked.text);
    return { advice, outcome: advice === null ? 'advice-unreadable' : 'advised' };
  };
}
