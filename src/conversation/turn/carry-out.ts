import { plansAhead } from '../planning/plans-ahead.js';
import type { Milliseconds } from '../../core/clock.js';
import type { Attachment } from '../../core/event.js';
import type { Decision } from '../../core/decision.js';
import type { Tempo } from '../../delivery/pace.js';
import { handOverLine } from '../../duty/hand-over-line.js';
import { saysFarewell } from '../../duty/stop-words.js';
import type { LaneControl } from '../../lib/keyed-lanes.js';
import { otherProgram } from '../../strategist/hand-over.js';
import { markRefused } from '../../store/conversation/refused-words.js';
import { commitFixedAnswer, type FixedCommit } from '../committing/commit-fixed-answer.js';
import { commitTurn } from '../committing/commit-turn.js';
import type { Judged } from '../fixed-answers/care-judge.js';
import { generate, type EarlyOutlet, type Generated } from '../writing/generate.js';
import { lastResortLines } from '../writing/last-resort.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import { spokenLanguage } from '../loading/spoken-language.js';
import type { Plan } from '../planning/plan-turn.js';
import { DutyInPlace } from './duty-in-place.js';
import { isRiskyMoment } from './risky-moment.js';
import { StreamedTurn } from './streamed-turn.js';
import type { Writer } from '../incoming/takeover.js';
import type { TurnNeeds } from './turn-needs.js';

/** A turn that knows what it is going to do. */
export interface PlannedTurn {
  readonly loaded: LoadedTurn;
  readonly tempo: Tempo;
  readonly plan: Plan;
  readonly writer: Exclude<Writer, { kind: 'human' }>;
  readonly startedAt: Milliseconds;
  /** What a judge heard of the burst meanwhile. */
  readonly judged: Promise<Judged>;
}

/** Speak or stay silent as planned, and commit it; nothing of it where the person wrote on meanwhile. */
export async function carryOut(
  context: TurnNeeds,
  control: LaneControl,
  { loaded, tempo, plan, writer, startedAt, judged }: PlannedTurn,
): Promise<void> {
  const { conversation } = loaded.state;
  const { decision } = plan;
  const folds = plan.prompt === null ? null : plan.folds;
  const lorebookState = plan.prompt === null ? loaded.state.lorebookState : plan.lorebookState;
  const parts = { loaded, tempo, decision, startedAt, lorebookState };
  // Nothing may leave before the rest of it is known to be left out.
  const isFarewell = saysFarewell(loaded.latest.text);
  const form = plan.prompt === null ? undefined : plan.form;
  // What is spoken is one thing, and made of all of it.
  const isWords = form === undefined || form.form === 'words';
  const streamed =
    writer.kind === 'character' && !isFarewell && isWords ? new StreamedTurn(context, parts, control) : null;
  const duty = new DutyInPlace(context.fixedAnswers, loaded, judged);
  const generated =
    plan.prompt === null
      ? withoutWords(context, loaded, plan.decision)
      : await speak(context, loaded, plan, control, streamed, duty);
  if (streamed?.isOpen === true && generated.outcome === 'spoke') {
    await streamed.close(generated);
    context.afterTurn(loaded, folds);
    return;
  }
  // Where no draft came the voice heard nothing, and others may have.
  if (duty.answer === null && generated.outcome !== 'spoke') await duty.takes([]);
  if (duty.answer !== null) {
    await sayInPlace(context, control, { loaded, answer: duty.answer, startedAt, instead: generated });
    return;
  }
  if (generated.outcome === 'spoke') await context.letFinish(loaded.state, control.signal);
  if (control.signal.aborted) {
    context.superseded(conversation);
    return;
  }
  control.seal();
  const committed = await commitTurn(context.committing, {
    ...parts,
    ...(form !== undefined && { form }),
    isProposal: writer.kind === 'copilot',
    generated: isFarewell ? onlyFirst(generated) : generated,
    // A person who never stops writing is answered with what there was when this turn began.
    revision: control.interruptible ? loaded.state.revision : null,
  });
  if (committed.result === 'moved-on') context.superseded(conversation);
  else if (committed.bubbles > 0) context.wakeOutbox(conversation);
  if (committed.result === 'stored') context.afterTurn(loaded, folds);
  if (committed.result !== 'stored' || generated.outcome !== 'failed') return;
  if (generated.reason === 'model-refused') await leaveOutRefused(context, loaded);
  if (decision.kind === 'wait') context.lookAgainAt(conversation, decision.until);
  else context.retryLater(conversation);
}

/** What is owed is said whatever came in meanwhile, like every fixed answer; what it does not cover waits. */
async function sayInPlace(context: TurnNeeds, control: LaneControl, input: FixedCommit): Promise<void> {
  const { conversation } = input.loaded.state;
  control.seal();
  const { bubbles } = await commitFixedAnswer(context.committing, input);
  if (bubbles > 0) context.wakeOutbox(conversation);
}

/**
 * A provider refused the talk: what was just written is left out of the next prompt, so that the talk goes on. Where that
 * was done before and did not help, what is refused stands further back: then the whole window is left out.
 */
async function leaveOutRefused(
  { committing }: TurnNeeds,
  { state, burst, window }: LoadedTurn,
): Promise<void> {
  const wasTried = burst.some(({ refused }) => refused === true);
  const rows = [...(wasTried ? window : []), ...burst].map(({ row }) => row);
  const { database, clock } = committing;
  await database.write(
    (transaction) => markRefused(transaction, state.conversation, rows, clock.now()),
    'ordered',
  );
}

async function speak(
  context: TurnNeeds,
  loaded: LoadedTurn,
  { decision, prompt, estimate, recalled }: Exclude<Plan, { prompt: null }>,
  control: LaneControl,
  early: EarlyOutlet | null,
  duty: DutyInPlace,
): Promise<Generated> {
  const { conversation } = loaded.state;
  const character = context.loading.character(loaded.state.character);
  const recentReplies = loaded.window
    .filter((message) => message.author === 'character')
    .map((message) => message.text);
  const release = context.ledger.reserve(conversation, estimate);
  try {
    const { signal } = control;
    return await generate(context.writing, {
      conversation,
      account: loaded.state.account,
      prompt,
      decision,
      character,
      recentReplies,
      personWrote: loaded.burst.filter(({ refused }) => refused !== true).map(({ text }) => text),
      personBefore: loaded.window.filter(({ author }) => author === 'person').map(({ text }) => text),
      personName: loaded.state.personName,
      unperceived: unperceivedIn(loaded),
      memories: recalled.map(({ text }) => text),
      plansAhead: await plansAhead(context.planning, loaded),
      signal,
      early,
      yields: (heard) => duty.takes(heard),
      isRisky:
        context.writing.riskOpinion !== null && isRiskyMoment(loaded, decision, context.writing.clock.now()),
      lastResort: lastResortLines({
        language: spokenLanguage(loaded, character),
        samples: character.voice.samples,
        isFarewell: saysFarewell(loaded.latest.text),
        recentReplies,
      }),
    });
  } finally {
    release();
  }
}

/** What came and was not opened; nothing where something of its kind was, which a reply may speak of. */
function unperceivedIn({ burst }: LoadedTurn): readonly ('seen' | 'heard')[] {
  const all = burst.flatMap(({ attachments }) => attachments);
  const isSound = (one: Attachment): boolean => one.kind === 'voice' || one.kind === 'round';
  const isPicture = (one: Attachment): boolean => ['photo', 'video', 'gif', 'sticker'].includes(one.kind);
  const isShut = (one: Attachment): boolean => one.unseen !== undefined || one.ephemeral === true;
  const left = (of: (one: Attachment) => boolean): boolean => all.some(of) && all.filter(of).every(isShut);
  return [...(left(isPicture) ? (['seen'] as const) : []), ...(left(isSound) ? (['heard'] as const) : [])];
}

/** Silence and a reaction cover what was written; waiting covers nothing. */
function withoutWords(
  { fixedAnswers: { settings, character } }: TurnNeeds,
  loaded: LoadedTurn,
  { kind, reason }: Exclude<Decision, { kind: 'reply' }>,
): Generated {
  const nothing = { prompt: null, answer: null, checks: [], marks: {} };
  if (kind === 'hand-over' && reason !== otherProgram) {
    const text = handOverLine(spokenLanguage(loaded, character(loaded.state.character)), settings.operator);
    return { outcome: 'spoke', reason: null, text, ...nothing };
  }
  return { outcome: kind === 'wait' ? 'failed' : 'silent', reason, ...nothing };
}

/** Whoever goes gets one bubble. */
function onlyFirst(generated: Generated): Generated {
  if (generated.outcome !== 'spoke' || generated.bubbles === undefined) return generated;
  const [first] = generated.bubbles;
  return first === undefined ? generated : { ...generated, text: first.text, bubbles: [first] };
}
