import { assemble } from '../../context/assemble.js';

import type { Impulse } from '../../context/layers/impulse.js';
import type { RecalledMemory } from '../../context/layers/recalled.js';
import type { Character } from '../../character/character.js';
import type { Prompt } from '../../context/prompt.js';
import type { Milliseconds } from '../../core/clock.js';
import type { Decision } from '../../core/decision.js';
import type { ConversationId } from '../../core/ids.js';
import { decide, type Aside } from '../../strategist/decide.js';
import type { BudgetStep, BudgetVerdict } from '../../strategist/budget.js';
import type { FormChoice } from '../../strategist/form.js';
import type { Judgement } from '../../strategist/remembered.js';
import { callUp, type CalledUp } from './call-up.js';
import { findAside } from './find-aside.js';
import { findForm } from './find-form.js';
import { adviseOn, judgeMoment, type AdvisedJudgement } from './judge-moment.js';
import { withFarewell } from './farewell.js';
import { findImpulse } from './fold-impulse.js';
import { gentleReminder } from './gentle-reminder.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import type { PicturesForTurn, PlanningNeeds } from './planning-needs.js';
import { promptBudget } from './prompt-budget.js';

/** What a turn is going to do, and with which prompt where it is going to speak. */
export type Plan =
  | {
      readonly decision: Extract<Decision, { kind: 'reply' }>;
      readonly prompt: Prompt;
      /** How it goes out, with the reason. */
      readonly form: FormChoice;
      /** For the next turn: which lorebook entries stay or rest. */
      readonly lorebookState: string | null;
      /** What of the person's past is in the prompt. */
      readonly recalled: readonly RecalledMemory[];
      /** What the call is expected to cost, in millionths of a US dollar. */
      readonly estimate: number;
      /** A plan that is offered to be said in passing; null where none is. */
      readonly folds: number | null;
    }
  | { readonly decision: Exclude<Decision, { kind: 'reply' }>; readonly prompt: null };

/** What only a reply needs. */
interface Material {
  readonly called: CalledUp;
  readonly recalled: readonly RecalledMemory[];
  readonly folded: { readonly impulse: Impulse; readonly plan: number } | null;
  readonly shown: Awaited<ReturnType<PicturesForTurn>>;
  readonly form: FormChoice;
}

const onlyWords: FormChoice = { form: 'words', reason: 'only-words' };
const nothingShown: Material['shown'] = { images: [], isAgain: false };

/** Messages of the earlier talk near the end of a day's budget: six exchanges still carry a thread. */
const shortWindow = 12;
const dayMs: Milliseconds = 86_400_000;

/** From dear to cheap; after the last one there is only waiting. */
const steps: readonly BudgetStep[] = ['full', 'everyday-only', 'short-window', 'spent'];

/** What a turn comes to by a first look at it: nothing was recalled, written or asked for it yet. */
export interface Outlook {
  /** Only its kind is settled. */
  readonly decision: Decision;
  /** Not even the longest prompt would pass a limit: what is a reply now does not turn into waiting. */
  readonly isAffordable: boolean;
  readonly character: Character;
  readonly local: Judgement;
  readonly aside: Aside | null;
}

/** The first look at a turn, early enough to show the person that they were read. */
export async function lookAhead(
  context: PlanningNeeds,
  loaded: LoadedTurn,
  now: Milliseconds,
): Promise<Outlook> {
  const character = context.character(loaded.state.character);
  const local = withFarewell(judgeMoment(context, loaded, character, now), loaded);
  const aside = await findAside(context, loaded, character, local.moment, now);
  const verdict = context.ledger.verdict(loaded.state.conversation, 0);
  const decision =
    verdict.step === 'spent'
      ? untilTomorrow(context, loaded.state.conversation, verdict)
      : decideOn(context, loaded, {
          aside,
          choice: local.choice,
          advice: null,
          step: verdict.step,
          character,
          now,
        });
  return {
    decision,
    isAffordable: isAffordable(context, loaded, character, decision),
    character,
    local,
    aside,
  };
}

function isAffordable(
  { ledger, ownModels, settings }: PlanningNeeds,
  { state }: LoadedTurn,
  character: Character,
  decision: Decision,
): boolean {
  if (decision.kind !== 'reply') return decision.kind !== 'wait';
  const role = `voice.${decision.depth}` as const;
  const own = ownModels(character, role);
  const most = ledger.estimate(role, settings.promptTokens, decision.maxTokens, own);
  return ledger.verdict(state.conversation, most).step === 'full';
}

/**
 * Decide and assemble, in smaller and smaller steps until what it would cost fits into the day's budget. Asked before
 * the call, so a limit is kept and not noticed afterwards.
 */
export async function planTurn(
  context: PlanningNeeds,
  loaded: LoadedTurn,
  { decision: first, character, local, aside }: Outlook,
  now: Milliseconds,
  signal?: AbortSignal,
): Promise<Plan> {
  if (first.kind !== 'reply') return { decision: first, prompt: null };
  const { ledger } = context;
  const { conversation } = loaded.state;
  let { choice, advice }: AdvisedJudgement = { ...local, advice: null };
  let material: Material | null = null;
  let verdict = ledger.verdict(conversation, 0);
  for (const step of steps.slice(steps.indexOf(verdict.step))) {
    if (step === 'spent') break;
    if (material === null) {
      const advised = adviseOn(context, local, loaded, character, signal);
      const recalled = await context.recall(loaded, local.moment);
      ({ choice, advice } = await advised);
      const folded = await findImpulse(context, loaded, character, now);
      const shown =
        context.pictures === null || !mayBring(loaded) ? nothingShown : await context.pictures(loaded);
      const form =
        context.forms === null
          ? onlyWords
          : await findForm(context.forms, loaded, character, choice.register, now);
      material = {
        called: callUp(context, character, loaded, choice.register),
        recalled,
        folded,
        shown,
        form,
      };
    }
    const decision = decideOn(context, loaded, { aside, choice, advice, step, character, now });
    if (decision.kind !== 'reply') return { decision, prompt: null };
    const role = `voice.${decision.depth}` as const;
    const own = context.ownModels(character, role);
    // Near a limit a picture is only words, as it is for every later turn.
    const isShown =
      material.shown.images.length > 0 && step !== 'short-window' && (await context.sees(role, own));
    const prompt = write(context, character, loaded, material, decision, step, isShown);
    const tokens = prompt.notes.reduce((sum, note) => sum + note.tokens, 0);
    const estimate = ledger.estimate(role, tokens, decision.maxTokens, own);
    verdict = ledger.verdict(conversation, estimate);
    // Near a limit only what this step gives up is asked for; a limit is never passed.
    if (steps.indexOf(verdict.step) <= steps.indexOf(step)) {
      const { called, recalled, folded, form } = material;
      const lorebookState = JSON.stringify(called.lore.state);
      return { decision, prompt, form, recalled, estimate, lorebookState, folds: folded?.plan ?? null };
    }
  }
  return { decision: untilTomorrow(context, conversation, verdict), prompt: null };
}

/** Most talks hold no picture: then nothing is asked of the store. */
function mayBring({ burst, window }: LoadedTurn): boolean {
  return [...burst, ...window].some(({ attachments }) =>
    attachments.some(({ medium }) => medium !== undefined),
  );
}

function untilTomorrow(
  { ledger }: PlanningNeeds,
  conversation: ConversationId,
  { by }: BudgetVerdict,
): Extract<Decision, { kind: 'wait' }> {
  ledger.reached(conversation, by);
  const reason = by === 'person' ? 'budget-of-person-spent' : 'budget-spent';
  return { kind: 'wait', reason, until: ledger.nextDay() };
}

function decideOn(
  { settings }: PlanningNeeds,
  { burst }: LoadedTurn,
  {
    step,
    character,
    now,
    ...rest
  }: Pick<Outlook, 'aside' | 'character'> &
    Pick<AdvisedJudgement, 'choice' | 'advice'> & { readonly step: BudgetStep; readonly now: Milliseconds },
): Decision {
  return decide({
    ...rest,
    burst,
    now,
    staleAfterMs: settings.staleAfterMs,
    mayGoDeep: step === 'full',
    usualWords: character.voice.length.usual,
  });
}

function write(
  { clock, settings, ownModels }: PlanningNeeds,
  character: Character,
  loaded: LoadedTurn,
  { called: { modules, lore, reminder }, recalled, folded, shown, form }: Material,
  { register, words, depth }: Extract<Decision, { kind: 'reply' }>,
  step: BudgetStep,
  isShown: boolean,
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
    edits: loaded.edits,
    doubts: loaded.doubts,
    modules: modules.chosen,
    lore: lore.chosen,
    reminder: gentleReminder(loaded, now) ?? reminder,
    recalled,
    ...(folded === null ? {} : { impulse: folded.impulse }),
    burst: loaded.burst,
    ...(isShown && { pictures: shown }),
    ...(form.form === 'voice' && { isSpoken: true }),
    moment: { register, words },
    now,
    budget: promptBudget(settings, `voice.${depth}`, ownModels(character, `voice.${depth}`)),
  });
}
