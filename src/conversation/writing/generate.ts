import { note } from '../../core/transcript-forms.js';
import { attemptNote } from '../../model/attempt-note.js';
import type { Character } from '../../character/character.js';
import type { Prompt } from '../../context/prompt.js';
import { inPlaceReason, lastResortCheck } from '../../quality/gate-record.js';
import { wordsOf } from '../../quality/plain-words.js';
import type { Milliseconds } from '../../core/clock.js';
import type { HeardCode } from '../../core/heard-line.js';
import type { Decision } from '../../core/decision.js';
import type { AccountId, ConversationId } from '../../core/ids.js';
import type { OutgoingBubble } from '../../core/outgoing-text.js';
import type { AttemptNote, CheckNote, TurnedDown } from '../../core/turn.js';
import type { AskResult } from '../../model/ask.js';
import type { ModelMessage } from '../../model/contract.js';
import type { RecordedAnswer } from '../../store/turn/turn-writer.js';
import { createReview, type ReviewTerms } from './review-bubble.js';
import { StreamedDraft, type Outlet } from './stream-draft.js';
import type { WritingNeeds } from './writing-needs.js';

export interface GenerateInput {
  readonly conversation: ConversationId;
  /** What is written leaves through it. */
  readonly account: AccountId;
  readonly prompt: Prompt;
  readonly decision: Extract<Decision, { kind: 'reply' }>;
  readonly character: Character;
  /** The character's latest messages, oldest first. */
  readonly recentReplies: readonly string[];
  /** What is answered, and what the person wrote before that; oldest first. */
  readonly personWrote?: readonly string[];
  readonly personBefore?: readonly string[];
  readonly personName?: string | null;
  /** What of it was neither seen nor heard. */
  readonly unperceived?: readonly ('seen' | 'heard')[];
  readonly memories?: readonly string[];
  /** When what is planned to be written to them falls due, in minutes of their day. */
  readonly plansAhead?: readonly number[];
  readonly signal: AbortSignal;
  /**
   * Asked before anything of a draft leaves, with what the voice heard in what it answers: true where fixed words go in
   * its place.
   */
  readonly yields?: (heard: readonly HeardCode[]) => Promise<boolean>;
  /** A broken promise would hurt most now: a judge looks at the words too, where there is one. */
  readonly isRisky?: boolean;
  /** Said, the first that passes, where no draft may be; silence where left out, as for what nobody waits for. */
  readonly lastResort?: readonly string[];
  /** Where bubbles may leave before the whole reply is there. */
  readonly early?: EarlyOutlet | null;
}

export interface EarlyOutlet {
  /** Store the turn with its first bubble, as far as it is known; false when it must not be. */
  begin(bubble: OutgoingBubble, soFar: Spoke): Promise<boolean>;
  add(bubble: OutgoingBubble): Promise<boolean>;
  /** Aborts when there is something newer to answer: once something is stored, the rest is left out. */
  readonly newer: AbortSignal;
}

/** Moments of the generation, by the wall clock. */
export interface Marks {
  readonly asked?: Milliseconds;
  readonly firstText?: Milliseconds;
  readonly answered?: Milliseconds;
}

interface Made {
  /** The prompt as it was sent last; null when no model was asked. */
  readonly prompt: Prompt | null;
  readonly answer: RecordedAnswer | null;
  readonly checks: readonly CheckNote[];
  readonly marks: Marks;
}

export type Spoke = Made & {
  readonly outcome: 'spoke';
  /** All of it, a line apart. */
  readonly text: string;
  /** As they passed the gates; absent where the words are fixed ones. */
  readonly bubbles?: readonly OutgoingBubble[];
  /** `cut-short`: the rest was left out. */
  readonly reason: 'cut-short' | null;
};

export type Generated = Spoke | (Made & { readonly outcome: 'silent' | 'failed'; readonly reason: string });

/**
 * Ask for a draft and judge it bubble by bubble while it comes. One that cannot be mended is asked for once more, with
 * the reason; then the best of them is taken, a fixed line, or silence. Once a bubble is stored nothing is asked for again.
 */
export async function generate(context: WritingNeeds, input: GenerateInput): Promise<Generated> {
  const { clock, settings } = context;
  const made = new Making(context, input);
  let best: StreamedDraft | null = null;
  let refusal = 'no-draft';
  for (let count = 1; count <= settings.mostDrafts; count += 1) {
    const { draft, asked } = await made.draft();
    if (draft.state === 'begun') return made.begun(draft, asked, input.early);
    if (draft.state === 'yielded') return made.ended('silent', inPlaceReason);
    if (draft.state === 'moved-on') return made.spoke(draft.bubbles, 'cut-short');
    const fault = draft.faults[0] ?? (asked.ok && draft.bubbles.length === 0 ? nothingIn(draft) : undefined);
    if (!asked.ok && (asked.failure.kind !== 'aborted' || !fault)) {
      return made.ended('failed', `model-${asked.failure.kind}`);
    }
    if (!fault) return made.spoke(draft.bubbles, null);
    refusal = fault.check;
    made.refused(asked.text, fault);
    if (isSendable(draft) && (best === null || draft.faults.length < best.faults.length)) best = draft;
    if (input.signal.aborted) break;
  }
  made.marks.answered ??= clock.now();
  if (best !== null) return made.spoke(worthSaying(best), null);
  const resort = input.signal.aborted ? null : await made.lastResort(refusal);
  return resort === null ? made.ended('silent', `unfit-${refusal}`) : made.spoke(resort, null);
}

const nothingInPlace = (): Promise<boolean> => Promise.resolve(false);

/** Room for the line in front, so that it takes none of the reply's: with two codes it has ten tokens. */
export const heardTokens = 12;

/** A draft that was all reasoning, or nothing at all. */
function nothingIn({ notes }: StreamedDraft): { readonly check: string; readonly reason: string } {
  return notes.some(({ check }) => check === 'prompt-residue')
    ? { check: 'prompt-residue', reason: 'it contained parts of the instructions' }
    : { check: 'empty', reason: 'it was empty' };
}

/** Poor, but nothing in it that must never leave, and something that was not said before. */
function isSendable(draft: StreamedDraft): boolean {
  return draft.faults.every(({ bubble }) => bubble !== null) && worthSaying(draft).length > 0;
}

/** Shorter ones come back in every talk: "that is good to hear". */
const fewestRecited = 6;

/**
 * Whatever else is poor is better than silence. A whole sentence that was said before is not: a person takes it for a
 * machine that hangs.
 */
function worthSaying({ bubbles, faults }: StreamedDraft): readonly OutgoingBubble[] {
  const again = faults.filter(({ check, grade }) => check === 'repetition' && grade === 'poor');
  return bubbles.filter(
    (bubble) =>
      wordsOf(bubble.text).length < fewestRecited || !again.some((fault) => fault.bubble === bubble),
  );
}

/** The asking, with everything about it that is kept. */
class Making {
  readonly marks: { -readonly [Key in keyof Marks]: Marks[Key] } = {};
  private readonly checks: CheckNote[] = [];
  private readonly attempts: AttemptNote[] = [];
  private readonly turnedDown: TurnedDown[] = [];
  private drafts = 0;
  private prompt: Prompt;
  private answer: RecordedAnswer | null = null;

  constructor(
    private readonly context: WritingNeeds,
    private readonly input: GenerateInput,
  ) {
    this.prompt = input.prompt;
  }

  async draft(): Promise<{ readonly draft: StreamedDraft; readonly asked: AskResult }> {
    const { context, input, prompt, marks } = this;
    const { ask, clock, draftOpinion, riskOpinion } = context;
    const role = `voice.${input.decision.depth}` as const;
    this.drafts += 1;
    const enough = new AbortController();
    const stop = (): void => enough.abort(new Error('no more of it is wanted'));
    const { early = null } = input;
    const outlet: Outlet | null = early && {
      begin: async (bubble) => {
        const isStored = await early.begin(bubble, this.spoke([bubble], null));
        if (early.newer.aborted) stop();
        else early.newer.addEventListener('abort', stop, { once: true });
        return isStored;
      },
      add: (bubble) => early.add(bubble),
    };
    const terms = reviewTerms(context, input);
    const review = (isFarewell: boolean) =>
      createReview(isFarewell ? { ...terms, answersFarewell: true } : terms);
    const { yields = nothingInPlace } = input;
    const limit = context.textLimit(input.account);
    const begin = (): StreamedDraft =>
      new StreamedDraft({
        myRound: context.myRound,
        limit,
        review,
        yields,
        secondOpinion:
          draftOpinion &&
          (async (text, doubt) => {
            const doubtful = {
              conversation: input.conversation,
              draft: text,
              doubt,
              personWrote: input.personWrote ?? [],
              voice: input.character.voice.style,
            };
            const mayPass = await draftOpinion(doubtful, input.signal);
            if (mayPass === null) return 'unanswered';
            return mayPass ? 'may-pass' : 'agrees';
          }),
        risk:
          riskOpinion &&
          ((text, heardSomething) =>
            input.isRisky === true || heardSomething
              ? riskOpinion(
                  { conversation: input.conversation, draft: text, personWrote: input.personWrote ?? [] },
                  input.signal,
                )
              : Promise.resolve(null)),
        outlet,
        stop,
      });
    let draft = begin();
    marks.asked ??= clock.now();
    const asked = await ask(
      role,
      {
        system: prompt.system.map(({ text, cache }) => (cache === undefined ? { text } : { text, cache })),
        messages: prompt.messages,
        maxTokens: input.decision.maxTokens + heardTokens,
      },
      {
        signal: AbortSignal.any([input.signal, enough.signal]),
        instead: context.ownModels(input.character, role),
        chargedTo: input.conversation,
        onText: (piece) => {
          marks.firstText ??= clock.now();
          draft.push(piece);
        },
        // As long as nothing of it is stored, a broken stream may begin anew.
        onRestart: () => {
          if (!draft.discard()) return false;
          draft = begin();
          return true;
        },
      },
    );
    marks.answered = clock.now();
    early?.newer.removeEventListener('abort', stop);
    await (asked.ok ? draft.end() : draft.abandon());
    this.checks.push(...ofDraft(this.drafts, draft.notes));
    this.attempts.push(...asked.attempts.map(attemptNote));
    this.answer = {
      text: asked.text,
      stop: asked.ok ? asked.stop : asked.failure.kind,
      ...(asked.usage === undefined ? {} : { usage: asked.usage }),
      attempts: this.attempts,
    };
    return { draft, asked };
  }

  /**
   * The first of the fixed lines in which the checks find nothing that must never leave; null where none is. Whatever
   * else they find counts less than that somebody waits.
   */
  async lastResort(refusal: string): Promise<readonly OutgoingBubble[] | null> {
    const { context, input } = this;
    for (const line of input.lastResort ?? []) {
      const draft = new StreamedDraft({
        myRound: context.myRound,
        limit: context.textLimit(input.account),
        review: () => createReview(reviewTerms(context, input)),
        yields: null,
        secondOpinion: null,
        risk: null,
        outlet: null,
        stop: () => undefined,
      });
      draft.push(line);
      await draft.end();
      if (draft.bubbles.length === 0 || !draft.faults.every(({ bubble }) => bubble !== null)) continue;
      this.checks.push({ check: lastResortCheck, verdict: 'pass', reason: refusal, draft: this.drafts });
      return draft.bubbles;
    }
    return null;
  }

  /** The next draft is asked for with the reason why this one was not sent. */
  refused(text: string, { check, reason }: { readonly check: string; readonly reason: string }): void {
    this.turnedDown.push({ text, check, reason, draft: this.drafts, part: 'whole' });
    const { messages } = this.input.prompt;
    this.prompt = { ...this.input.prompt, messages: withReason(messages, reason) };
  }

  begun(draft: StreamedDraft, asked: AskResult, early: EarlyOutlet | null | undefined): Spoke {
    const isWhole = asked.ok && !early?.newer.aborted;
    const { drafts } = this;
    this.turnedDown.push(
      ...draft.leftOut.map((left) => ({ ...left, draft: drafts, part: 'bubble' as const })),
    );
    return this.spoke(draft.bubbles, isWhole ? null : 'cut-short');
  }

  spoke(bubbles: readonly OutgoingBubble[], reason: Spoke['reason']): Spoke {
    const text = bubbles.map((bubble) => bubble.text).join('\n\n');
    return { outcome: 'spoke', text, bubbles: [...bubbles], reason, ...this.made() };
  }

  ended(outcome: 'silent' | 'failed', reason: string): Generated {
    return { outcome, reason, ...this.made() };
  }

  private made(): Made {
    const { prompt, answer, checks, marks, turnedDown } = this;
    const whole = answer && turnedDown.length > 0 ? { ...answer, turnedDown: [...turnedDown] } : answer;
    return { prompt, answer: whole, checks: [...checks], marks: { ...marks } };
  }
}

/** Notes of the first draft carry no number: most turns have no other. */
export function ofDraft(draft: number, notes: readonly CheckNote[]): readonly CheckNote[] {
  return draft === 1 ? notes : notes.map((note) => ({ ...note, draft }));
}

function reviewTerms(context: WritingNeeds, input: GenerateInput): ReviewTerms {
  const { character, decision } = input;
  const { settings } = context;
  return {
    character,
    recentReplies: input.recentReplies,
    personWrote: input.personWrote ?? [],
    personBefore: input.personBefore ?? [],
    personName: input.personName ?? null,
    register: decision.register,
    words: decision.words,
    memories: input.memories ?? [],
    ...(input.unperceived && { unperceived: input.unperceived }),
    ...(input.plansAhead && { plansAhead: input.plansAhead }),
    now: context.clock.now(),
    voice: context.voices.of(character),
    answersFarewell: decision.evidence.includes('act-farewell'),
    ownLinks: [settings.operator, ...(settings.links ?? [])],
    recitesPrompt: context.promptGuards.of(character),
    holdsSecret: context.holdsSecret,
  };
}

/** The same prompt with a word about the draft that was turned down; the prefix stays as it is cached. */
function withReason(messages: readonly ModelMessage[], reason: string): readonly ModelMessage[] {
  const last = messages.at(-1);
  if (!last) return messages;
  return [
    ...messages.slice(0, -1),
    { ...last, text: `${last.text}\n\n${note('refused', `${reason}. Write the message anew.`)}` },
  ];
}
