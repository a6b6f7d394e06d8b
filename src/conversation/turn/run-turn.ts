import type { ConversationId } from '../../core/ids.js';
import type { LaneControl } from '../../lib/keyed-lanes.js';
import { yieldToInput } from '../../lib/system-yield.js';
import { commitFixedAnswer } from '../committing/commit-fixed-answer.js';
import { nothingJudged } from '../fixed-answers/care-judge.js';
import { findFixedAnswer, findUrgentAnswer } from '../fixed-answers/fixed-answers.js';
import { hearBurst } from '../fixed-answers/heard-burst.js';
import { loadTurn } from '../loading/load-turn.js';
import { lookAhead, planTurn } from '../planning/plan-turn.js';
import { writerOf } from '../incoming/takeover.js';
import { answersItself, slowedUntil } from '../planning/other-program-in.js';
import { tempoOf } from '../planning/tempo.js';
import type { TurnNeeds } from './turn-needs.js';
import { editsSettleAt } from './settled-edits.js';
import { carryOut } from './carry-out.js';
import { latestAtHome } from './latest-at-home.js';
import { coveringOpened, findMediaWait, waitForMedia } from './await-media.js';

/**
 * One decision to speak or stay silent: load, decide, assemble, generate and check, commit. Nothing is stored and
 * nothing is said before the commit, so an interrupted turn leaves no trace and the next one takes the whole burst.
 */
export async function runTurn(
  context: TurnNeeds,
  conversation: ConversationId,
  control: LaneControl,
): Promise<void> {
  const { clock } = context.committing;
  const startedAt = clock.now();
  await context.myRound();
  const loaded = await loadTurn(context.loading, conversation);
  if (!loaded) return;

  const entry = await context.admission.check(loaded.knock);
  if (!entry.admitted && entry.isTurnedAway) return;
  const wait = await findMediaWait(context.media, loaded, startedAt);
  const heard = hearBurst(loaded);
  // What nobody has opened yet answers nothing, and nothing answers it.
  const isAllShut = wait?.kind === 'files' && wait.shut.size === loaded.burst.length;
  const found = isAllShut
    ? null
    : entry.admitted
      ? await findFixedAnswer(context.fixedAnswers, loaded, heard)
      : await findUrgentAnswer(context.fixedAnswers, loaded, heard);
  const answer = found && wait?.kind === 'files' ? coveringOpened(found, loaded, wait) : found;
  if (answer && !answersItself(loaded, answer.reason)) {
    control.seal();
    const { bubbles } = await commitFixedAnswer(context.committing, { loaded, answer, startedAt });
    if (bubbles > 0) context.wakeOutbox(conversation);
    if (answer.covers !== undefined && answer.covers.length < loaded.burst.length)
      context.lookAgainAt(conversation, clock.now());
    return;
  }
  if (!entry.admitted) {
    if (entry.until !== null) context.lookAgainAt(conversation, entry.until);
    return;
  }
  const writer = writerOf(loaded.standing, startedAt);
  if (wait !== null) {
    waitForMedia(context, loaded, wait, writer, startedAt);
    return;
  }
  if (writer.kind === 'human') {
    if (writer.until !== null) context.lookAgainAt(conversation, writer.until);
    return;
  }
  const waitsUntil = Math.max(slowedUntil(loaded) ?? 0, editsSettleAt(loaded.burst));
  if (waitsUntil > startedAt) {
    context.lookAgainAt(conversation, waitsUntil);
    return;
  }
  const tempo = tempoOf(context.planning, loaded, startedAt);
  if (tempo.isDeferred && tempo.readAt > startedAt) {
    context.lookAgainAt(conversation, tempo.readAt);
    return;
  }
  const judged = context.judgeBurst?.(loaded, heard) ?? Promise.resolve(nothingJudged);
  const outlook = await lookAhead(context.planning, loaded, startedAt);
  // A proposal is between the program and the operator: the person sees nothing of it.
  const attend = (action?: 'recording') =>
    writer.kind === 'character' ? context.attend(loaded.state, latestAtHome(loaded), tempo, action) : null;
  let attention = outlook.isAffordable ? attend() : null;
  try {
    // What was just shown is on its way before the turn takes the processor.
    await yieldToInput();
    await context.myRound();
    const plan = await planTurn(context.planning, loaded, outlook, startedAt, control.signal);
    if (plan.decision.kind !== 'wait') attention ??= attend();
    if (plan.prompt !== null && plan.form.form === 'voice') {
      attention?.end();
      attention = attend('recording');
    }
    await carryOut(context, control, { loaded, tempo, plan, writer, startedAt, judged });
  } finally {
    attention?.end();
  }
}
