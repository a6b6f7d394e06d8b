import { assemble } from '../context/assemble.js';
import type { Impulse } from '../context/layers/impulse.js';
import type { RecalledMemory } from '../context/layers/recalled.js';
import type { Character } from '../character/character.js';
import type { Prompt } from '../context/prompt.js';
import type { Milliseconds } from '../core/clock.js';
import type { Decision } from '../core/decision.js';
import { decide } from '../strategist/decide.js';
import type { BudgetStep } from '../strategist/budget.js';
import { callUp, type CalledUp } from './call-up.js';
import { findAside } from './find-aside.js';
import { adviseOn, judgeMoment, type AdvisedJudgement } from './judge-moment.js';
import { withFarewell } from './farewell.js';
import { findImpulse } from './fold-impulse.js';
import { gentleReminder } from './gentle-reminder.js';
import type { LoadedTurn } from './load-turn.js';
import type { TurnContext } from './turn-context.js';

/** What a turn is going to do, and with which prompt where it is going to speak. */
export type Plan =
  | {
      readonly decision: Extract<Decision, { kind: 'reply' }>;
      readonly prompt: Prompt;
      /** For the next turn: which lorebook entries stay or rest. */
      readonly lorebookState: string | null;
      /** What of the person's past is in the prompt. */
      readonly recalled: readonly RecalledMemory[];
      /** What the call is expected to cost, in millionths of a US dollar. */
      readonly estimate: number;
    }
  | { readonly decision: Exclude<Decision, { kind: 'reply' }>; readonly prompt: null };

/** What only a reply needs. */
interface Material {
  readonly called: CalledUp;
  readonly recalled: readonly RecalledMemory[];
  readonly impulse: Impulse | null;
}

/** Messages of the earlier talk near the end of a day's budget: six exchanges still carry a thread. */
const shortWindow = 12;
const dayMs: Milliseconds = 86_400_000;

/** From dear to cheap; after the last one there is only waiting. */
const steps: readonly BudgetStep[] = ['full', 'everyday-only', 'short-window', 'spent'];

/**
 * Decide and assemble, in smaller and smaller steps until what it would cost fits into the day's budget. Asked before
 * the call, so a limit is kept and not noticed afterwards.
 */
export async function planTurn(
  context: TurnContext,
  loaded: LoadedTurn,
  now: Milliseconds,
  signal?: AbortSignal,
): Promise<Plan> {
  const { ledger, settings } = context;
  const { conversation } = loaded.state;
  const character = context.character(loaded.state.character);
  const local = withFarewell(judgeMoment(context, loaded, character, now), loaded);
  const { moment } = local;
  const aside = await findAside(context, loaded, character, moment, now);
  let { choice, advice }: AdvisedJudgement = { ...local, advice: null };
  let material: Material | null = null;
  let verdict = ledger.verdict(conversation, 0);
  for (const step of steps.slice(steps.indexOf(verdict.step))) {
    if (step === 'spent') break;
    const decideNow = (): Decision =>
      decide({
        burst: loaded.burst,
        now,
        staleAfterMs: settings.staleAfterMs,
        mayGoDeep: step === 'full',
        choice,
        usualWords: character.voice.length.usual,
        aside,
        advice,
      });
    let decision = decideNow();
    if (decision.kind !== 'reply') return { decision, prompt: null };
    if (material === null) {
      const advised = adviseOn(context, local, loaded, character, signal);
      const recalled = await context.recall(loaded, moment);
      ({ choice, advice } = await advised);
      const impulse = await findImpulse(context, loaded, character, now);
      material = { called: callUp(context, character, loaded, choice.register), recalled, impulse };
      decision = decideNow();
      if (decision.kind !== 'reply') return { decision, prompt: null };
    }
    const prompt = write(context, character, loaded, material, decision, step);
    const tokens = prompt.notes.reduce((sum, note) => sum + note.tokens, 0);
    const role = `voice.${decision.depth}` as const;
    const own = context.ownModels(character, role);
    const estimate = ledger.estimate(role, tokens, decision.maxTokens, own);
    verdict = ledger.verdict(conversation, estimate);
    // Near a limit only what this step gives up is asked for; a limit is never passed.
    if (steps.indexOf(verdict.step) <= steps.indexOf(step)) {
      const { called, recalled } = material;
      return { decision, prompt, recalled, estimate, lorebookState: JSON.stringify(called.lore.state) };
    }
  }
  const reason = verdict.by === 'person' ? 'budget-of-person-spent' : 'budget-spent';
  return { decision: { kind: 'wait', reason, until: ledger.nextDay() }, prompt: null };
}

function write(
  { clock, settings }: TurnContext,
  character: Character,
  loaded: LoadedTurn,
  { called: { modules, lore, reminder }, recalled, impulse }: Material,
  { register, words }: Extract<Decision, { kind: 'reply' }>,
  step: BudgetStep,
): Prompt {
  const now = clock.now();
  const window = step === 'short-window' ? loaded.window.slice(-shortWindow) : loaded.window;
  return assemble({
    character,
    personName: loaded.state.personName,
    acquaintance: {
      messages: loaded.messages,
      days: (now - loaded.state.createdAt) / dayMs,
      closeness: (loaded.relationship?.closeness ?? 0) * 100,
    },
    standing: loaded.past.standing,
    past: loaded.past.past,
    relationship: loaded.relationship,
    window,
    unsent: loaded.unsent,
    modules: modules.chosen,
    lore: lore.chosen,
    reminder: gentleReminder(loaded, now) ?? reminder,
    recalled,
    ...(impulse === null ? {} : { impulse }),
    burst: loaded.burst,
    moment: { register, words },
    now,
    budget: settings.promptTokens,
  });
}
