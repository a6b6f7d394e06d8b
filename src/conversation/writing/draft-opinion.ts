import type { Clock, Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { AskRole } from '../../model/ask.js';

/** A person waits for the answer behind it. */
const withinMs: Milliseconds = 2_500;

const schema = {
  type: 'object',
  properties: { fit: { type: 'boolean' } },
  required: ['fit'],
  additionalProperties: false,
};

export interface DoubtfulDraft {
  readonly conversation: ConversationId;
  readonly draft: string;
  /** What a rule found. */
  readonly doubt: string;
  readonly personWrote: readonly string[];
  readonly voice: string;
}

/** Whether a doubtful draft may be sent, as another model sees it; null where it did not say so in time. */
export type DraftOpinion = (doubtful: DoubtfulDraft, signal: AbortSignal) => Promise<boolean | null>;

export function createDraftOpinion(ask: AskRole, clock: Clock): DraftOpinion {
  return async ({ conversation, draft, doubt, personWrote, voice }, signal) => {
    const late = new AbortController();
    const timer = clock.after(withinMs, () => late.abort(new Error('too late')), { unref: true });
    try {
      const asked = await ask(
        'judge',
        {
          system: [
            {
              text: 'You check one message of a chat before it is sent. A rule was unsure about it. Answer whether it may be sent: {"fit": true} unless the doubt is plainly right.',
            },
          ],
          messages: [
            {
              role: 'user',
              text: `The writer's manner: ${voice}\nThe other person wrote:\n${personWrote.join('\n')}\n\nThe message:\n${draft}\n\nThe doubt: ${doubt}.`,
            },
          ],
          maxTokens: 40,
          jsonSchema: { name: 'opinion', schema },
        },
        {
          signal: AbortSignal.any([signal, late.signal]),
          maxAttempts: 1,
          patience: withinMs,
          chargedTo: conversation,
        },
      );
      return asked.ok ? fitIn(asked.text) : null;
    } finally {
      timer.cancel();
    }
  };
}

/** A good answer to a request with a schema is JSON; whether it fits is seen here. */
function fitIn(text: string): boolean | null {
  const answer = JSON.parse(text) as { readonly fit?: unknown } | null;
  return typeof answer?.fit === 'boolean' ? answer.fit : null;
}
