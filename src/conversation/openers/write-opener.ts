import { note, withoutForms } from '../../core/transcript-forms.js';
import { promptBudget } from '../planning/prompt-budget.js';
import { attemptNote } from '../../model/attempt-note.js';
import { assemble } from '../../context/assemble.js';
import type { Impulse } from '../../context/layers/impulse.js';
import type { Prompt } from '../../context/prompt.js';
import type { Milliseconds } from '../../core/clock.js';
import type { Decision } from '../../core/decision.js';
import type { AttemptNote, CheckNote, TurnedDown } from '../../core/turn.js';
import { dayMs } from '../../proactive/local-time.js';
import { kindRules, type PlanKind } from '../../proactive/plan-kinds.js';
import type { Plan } from '../../store/plan/plan-reader.js';
import { callUp } from '../planning/call-up.js';
import { withoutHeardLine } from '../../core/heard-line.js';
import { heardTokens, ofDraft, type Generated } from '../writing/generate.js';
import { judgeOpener, type OpenerTerms } from './judge-opener.js';
import type { LoadedOpener } from './load-opener.js';
import type { OpenerNeeds } from './opener-needs.js';

export interface OpenerTask {
  readonly loaded: LoadedOpener;
  readonly plan: Plan & { readonly kind: PlanKind };
  /** The words behind the plan's source. */
  readonly about: string;
  readonly score: number;
}

export type OpenerDecision = Extract<Decision, { kind: 'reply' }>;

const mostTokens = 200;

/** What it writes like and how much, with the plan and its source kept in the record of the turn. */
export function decideOpener({ loaded, plan, score }: OpenerTask): OpenerDecision {
  const { usual } = loaded.character.voice.length;
  return {
    kind: 'reply',
    reason: `opener-${plan.kind}`,
    depth: 'everyday',
    register: plan.kind === 'care' ? 'tender' : 'light',
    evidence: [plan.source, `plan-${plan.plan}`, `score-${score}`],
    words: Math.min(usual, 25),
    maxTokens: mostTokens,
  };
}

/** The same layers as for a reply; in place of what is to be answered stands what it writes about, and that it writes first. */
export function promptForOpener(
  { planning, prompts, writing }: OpenerNeeds,
  { loaded, plan, about }: OpenerTask,
  decision: OpenerDecision,
): Prompt {
  const { state, character, past, talk, messages, now } = loaded;
  const window = talk.filter(({ row }) => row > past.pastToRow).slice(-prompts.windowMessages);
  const register = plan.kind === 'care' ? 'tender' : 'light';
  const called = callUp(planning, character, { state, window, turnsBefore: 0, burst: [] }, register);
  const impulse: Impulse = {
    when: 'first',
    kind: plan.kind,
    about,
    reason: `${plan.kind}, ${plan.source}`,
  };
  return assemble({
    character,
    personName: state.personName,
    acquaintance: { messages, days: (now - state.createdAt) / dayMs },
    standing: past.standing,
    past: past.past,
    relationship: loaded.relationship,
    window,
    unsent: [],
    modules: called.modules.chosen,
    lore: called.lore.chosen,
    reminder: called.reminder,
    recalled: [],
    impulse,
    burst: [],
    moment: { register, words: decision.words },
    now,
    budget: promptBudget(
      prompts,
      `voice.${decision.depth}`,
      writing.ownModels(character, `voice.${decision.depth}`),
    ),
  });
}

/** Ask for the words and review them: as a message of the character's, and as one that nobody asked for. */
export async function writeOpener(
  { writing }: OpenerNeeds,
  { loaded, about }: OpenerTask,
  decision: OpenerDecision,
  first: Prompt,
  signal: AbortSignal,
): Promise<Generated> {
  const { ask, clock, settings } = writing;
  const { character, talk, state } = loaded;
  const lines = (by: 'character' | 'person'): readonly string[] =>
    talk.flatMap(({ author, text }) => (author === by ? [text] : []));
  const terms: OpenerTerms = {
    character,
    recentReplies: lines('character').slice(-40),
    personBefore: lines('person'),
    personName: state.personName,
    register: decision.register,
    words: decision.words,
    voice: writing.voices.of(character),
    answersFarewell: false,
    ownLinks: settings.links ?? [],
    recitesPrompt: writing.promptGuards.of(character),
    holdsSecret: writing.holdsSecret,
    about,
    limit: writing.textLimit(state.account),
  };
  const checks: CheckNote[] = [];
  const marks: { asked?: Milliseconds; answered?: Milliseconds } = {};
  let prompt = first;
  let answer: Generated['answer'] = null;
  const attempts: AttemptNote[] = [];
  const turnedDown: TurnedDown[] = [];
  let rejection = 'no-draft';
  for (let draft = 1; draft <= settings.mostDrafts; draft += 1) {
    marks.asked ??= clock.now();
    const asked = await ask(
      'voice.everyday',
      {
        system: prompt.system.map(({ text, cache }) => (cache === undefined ? { text } : { text, cache })),
        messages: prompt.messages,
        maxTokens: decision.maxTokens + heardTokens,
      },
      {
        signal,
        instead: writing.ownModels(character, 'voice.everyday'),
        chargedTo: state.conversation,
        onRestart: () => true,
      },
    );
    marks.answered = clock.now();
    attempts.push(...asked.attempts.map(attemptNote));
    answer = {
      text: asked.text,
      stop: asked.ok ? asked.stop : asked.failure.kind,
      ...(asked.usage === undefined ? {} : { usage: asked.usage }),
      attempts,
      ...(turnedDown.length > 0 && { turnedDown }),
    };
    if (!asked.ok) {
      return { outcome: 'failed', reason: `model-${asked.failure.kind}`, prompt, answer, checks, marks };
    }
    // Nothing is answered: what the line for the program says is of no use.
    const draftText = withoutHeardLine(asked.text);
    if (saysNothing(draftText)) {
      return { outcome: 'silent', reason: 'called-off', prompt, answer, checks, marks };
    }
    const judged = judgeOpener(draftText, terms);
    checks.push(...ofDraft(draft, judged.notes));
    if (judged.fit) {
      const { bubbles } = judged;
      const text = bubbles.map((bubble) => bubble.text).join('\n\n');
      return { outcome: 'spoke', text, bubbles, reason: null, prompt, answer, checks, marks };
    }
    rejection = judged.check;
    const { check, reason } = judged;
    turnedDown.push({ text: asked.text, check, reason, draft, part: 'whole' });
    answer = { ...answer, turnedDown };
    prompt = { ...first, messages: withReason(first.messages, judged.reason) };
  }
  // Silence is always an answer to the question whether to write first.
  return { outcome: 'silent', reason: `unfit-${rejection}`, prompt, answer, checks, marks };
}

/** The voice itself saw in the talk that what it was to write about is off. */
function saysNothing(text: string): boolean {
  return withoutForms(text).trim() === '' && /nothing to say/iu.test(text);
}

function withReason(messages: Prompt['messages'], reason: string): Prompt['messages'] {
  const last = messages.at(-1);
  if (!last) return messages;
  const text = `${last.text}\n\n${note('refused', `${reason}. Write the message anew.`)}`;
  return [...messages.slice(0, -1), { ...last, text }];
}

/** How long an ended plan may still be woven into a reply. */
export function foldsUntil(kind: PlanKind, now: Milliseconds): Milliseconds | null {
  const { foldsForMs } = kindRules[kind];
  return foldsForMs === 0 ? null : now + foldsForMs;
}
