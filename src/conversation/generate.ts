import type { Character } from '../character/character.js';
import type { Prompt } from '../context/prompt.js';
import type { Milliseconds } from '../core/clock.js';
import type { Decision } from '../core/decision.js';
import type { ConversationId } from '../core/ids.js';
import type { AttemptNote, CheckNote } from '../core/turn.js';
import type { ModelMessage } from '../model/contract.js';
import { judge } from '../quality/gate.js';
import type { RecordedAnswer } from '../store/turn-writer.js';
import type { TurnContext } from './turn-context.js';

export interface GenerateInput {
  readonly conversation: ConversationId;
  readonly prompt: Prompt;
  readonly decision: Extract<Decision, { kind: 'reply' }>;
  readonly character: Character;
  readonly recentReplies: readonly string[];
  readonly signal: AbortSignal;
}

/** Moments of the generation, by the wall clock. */
export interface Marks {
  readonly asked?: Milliseconds;
  readonly firstText?: Milliseconds;
  readonly answered?: Milliseconds;
}

export type Generated = {
  /** The prompt as it was sent last; null when no model was asked. */
  readonly prompt: Prompt | null;
  readonly answer: RecordedAnswer | null;
  readonly checks: readonly CheckNote[];
  readonly marks: Marks;
} & (
  | { readonly outcome: 'spoke'; readonly text: string; readonly reason: null }
  | { readonly outcome: 'silent' | 'failed'; readonly reason: string }
);

/** Ask for a draft and check it; a draft that cannot be mended is asked for once more, with the reason. */
export async function generate(context: TurnContext, input: GenerateInput): Promise<Generated> {
  const { ask, clock, settings } = context;
  const checks: CheckNote[] = [];
  const attempts: AttemptNote[] = [];
  const marks: { -readonly [Key in keyof Marks]: Marks[Key] } = {};
  const role = `voice.${input.decision.depth}` as const;
  let prompt = input.prompt;
  let answer: RecordedAnswer | null = null;
  let rejection = 'no-draft';

  for (let draft = 1; draft <= settings.mostDrafts; draft += 1) {
    marks.asked ??= clock.now();
    const asked = await ask(
      role,
      {
        system: prompt.system.map(({ text, cache }) => (cache === undefined ? { text } : { text, cache })),
        messages: prompt.messages,
        maxTokens: input.decision.maxTokens,
      },
      {
        signal: input.signal,
        instead: context.ownModels(input.character, role),
        chargedTo: input.conversation,
        onText: () => void (marks.firstText ??= clock.now()),
        // Nothing is committed before the whole draft is judged, so a broken stream may begin anew.
        onRestart: () => true,
      },
    );
    marks.answered = clock.now();
    attempts.push(
      ...asked.attempts.map(({ provider, model, outcome, ms }) => ({ provider, model, outcome, ms })),
    );
    answer = {
      text: asked.text,
      stop: asked.ok ? asked.stop : asked.failure.kind,
      ...(asked.usage === undefined ? {} : { usage: asked.usage }),
      attempts,
    };
    if (!asked.ok) {
      return { outcome: 'failed', reason: `model-${asked.failure.kind}`, prompt, answer, checks, marks };
    }
    const judgement = judge(asked.text, input);
    checks.push(...judgement.notes);
    if (judgement.fit) {
      return { outcome: 'spoke', text: judgement.text, reason: null, prompt, answer, checks, marks };
    }
    rejection = judgement.notes.at(-1)?.check ?? 'unfit';
    prompt = { ...input.prompt, messages: withReason(input.prompt.messages, judgement.reason) };
  }
  return { outcome: 'silent', reason: `unfit-${rejection}`, prompt, answer, checks, marks };
}

/** The same prompt with a word about the draft that was turned down; the prefix stays as it is cached. */
function withReason(messages: readonly ModelMessage[], reason: string): readonly ModelMessage[] {
  const last = messages.at(-1);
  if (!last) return messages;
  return [
    ...messages.slice(0, -1),
    { ...last, text: `${last.text}\n\n(Your draft was not sent because ${reason}. Write the message anew.)` },
  ];
}
