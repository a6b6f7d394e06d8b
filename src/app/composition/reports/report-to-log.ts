import { isLost } from '../../../account/health-state.js';
import type { AccountId } from '../../../core/ids.js';
import {
  accountNotRotated,
  accountRotated,
  introductionNotMade,
  introductionsStopped,
  leaseTaken,
  budgetReached,
  bubbleNotSent,
  bubbleSent,
  bubbleWithheld,
  connectionChanged,
  eventIgnored,
  handedOver,
  healthChanged,
  messagesEmbedded,
  messagesNotEmbedded,
  messagesReceived,
  messageUndelivered,
  modelFailed,
  pastNumbered,
  personWaits,
  scribeItemsRefused,
  scribeRead,
  somethingBroke,
  storeChanged,
  strangersSeen,
  mediumPerceived,
  talkCondensed,
  turnFinished,
  turnOverran,
  turnSuperseded,
} from '../../../observe/events.js';
import type { Logger } from '../../../observe/logger.js';
import type { TurnRecord } from '../../../store/turn/turn-writer.js';
import type { RuntimeReport } from '../runtime-parts.js';

/** What the runtime reports, as log lines. */
export function reportToLog(logger: Logger): RuntimeReport {
  return {
    received: (conversation, count, account) => messagesReceived(logger, { account, conversation, count }),
    ignored: (reason) => eventIgnored(logger, { reason }),
    undelivered: (conversation, code, account) => messageUndelivered(logger, { account, conversation, code }),
    numbered: (account, count) => pastNumbered(logger, { account, count }),
    embedded: (embedder, count, waiting) => messagesEmbedded(logger, { kind: embedder, count, waiting }),
    notEmbedded: (embedder, reason, wait) => messagesNotEmbedded(logger, { kind: embedder, reason, wait }),
    knocked: (conversation, reason) => personWaits(logger, { conversation, reason }),
    finished: (record, bubbles, account) => finished(logger, record, bubbles, account),
    superseded: (conversation) => turnSuperseded(logger, { conversation }),
    sent: ({ account, conversation, outbox }, ms) =>
      bubbleSent(logger, { account, conversation, outbox, ms }),
    notSent: ({ account, conversation, outbox }, action, code) =>
      bubbleNotSent(logger, { account, conversation, outbox, action, code }),
    withheld: (conversation, reason) => bubbleWithheld(logger, { conversation, reason }),
    broken: (conversation, cause) => somethingBroke(logger, { part: 'outbox', conversation, cause }),
    connection: (account, state) =>
      connectionChanged(logger, {
        account,
        state: state.state,
        reason: state.state === 'offline' ? state.reason : undefined,
        code: state.state === 'lost' ? state.failure.code : undefined,
      }),
    health: (account, was, health) =>
      healthChanged(logger, {
        account,
        state: health.state,
        reason: was ?? undefined,
        code: health.evidence,
        wait: health.until === null ? undefined : health.until - health.checkedAt,
        isLost: isLost(health.state),
      }),
    strangers: (account, _unknown, appeared) => strangersSeen(logger, { account, count: appeared }),
    perceived: (conversation, kind, outcome, ms) =>
      mediumPerceived(logger, { conversation, kind, outcome, ms }),
    condensed: (conversation, outcome) => talkCondensed(logger, { conversation, outcome }),
    scribeRead: (conversation, reason, counts) => {
      const sum = (of: (outcome: string) => boolean): number =>
        [...counts].filter(([outcome]) => of(outcome)).reduce((all, [, count]) => all + count, 0);
      const kept = sum((outcome) => outcome === 'kept' || outcome === 'quarantined');
      const rejected = sum((outcome) => outcome.startsWith('rejected-'));
      scribeRead(logger, { conversation, reason, kept, rejected });
      for (const [outcome, count] of counts) {
        if (/^(?:rejected|dropped|due)-/u.test(outcome)) {
          scribeItemsRefused(logger, { conversation, reason: outcome, count });
        }
      }
    },
    introductionsStopped: (account, count, reason) =>
      introductionsStopped(logger, { account, count, reason }),
    rotated: ({ from, to, reason, cause }, { conversations, held, inDoubt, introductions, unreachable }) =>
      accountRotated(logger, {
        account: from,
        successor: to,
        reason,
        cause,
        conversations,
        held,
        inDoubt,
        introductions,
        unreachable,
      }),
    notRotated: (account, state) => accountNotRotated(logger, { account, state }),
    notIntroduced: (conversation, account, reason) =>
      introductionNotMade(logger, { conversation, account, reason }),
    leaseTaken: (account) => leaseTaken(logger, { account }),
    store: (state) =>
      storeChanged(logger, { state: state.state, code: state.state === 'ok' ? undefined : state.code }),
    budgetReached: (by) => budgetReached(logger, { kind: by }),
    overran: (conversation) => turnOverran(logger, { conversation }),
    failed: (part, cause) => somethingBroke(logger, { part, cause }),
  };
}

function finished(logger: Logger, record: TurnRecord, bubbles: number, account: AccountId): void {
  const { answer, timings, conversation, turn, decision } = record;
  if (decision.kind === 'hand-over')
    handedOver(logger, { account, conversation, turn, reason: decision.reason });
  for (const [index, attempt] of (answer?.attempts ?? []).entries()) {
    if (attempt.outcome === 'ok') continue;
    modelFailed(logger, {
      role: record.request?.role ?? 'voice.everyday',
      provider: attempt.provider,
      model: attempt.model,
      kind: attempt.outcome,
      attempt: index + 1,
      said: attempt.said,
    });
  }
  turnFinished(logger, {
    account,
    conversation: record.conversation,
    turn: record.turn,
    cause: record.cause,
    action: record.outcome,
    reason: record.reason ?? undefined,
    bubbles,
    attempts: answer?.attempts.length ?? 0,
    ownMs: timings.asked,
    modelMs:
      timings.answered === undefined || timings.asked === undefined
        ? undefined
        : timings.answered - timings.asked,
    inputTokens: answer?.usage?.input,
    outputTokens: answer?.usage?.output,
    cachedTokens: answer?.usage?.cacheRead,
  });
}
