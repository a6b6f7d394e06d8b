import type { Milliseconds } from '../../core/clock.js';
import { fixedText } from '../../quality/egress/outgoing.js';
import { storageFault } from '../../store/engine/storage-fault.js';
import { storeTurn } from '../../store/turn/turn-writer.js';
import { boldOf, disclosureOpening } from './disclosure-opening.js';
import type { FixedAnswer } from '../fixed-answers/fixed-answer.js';
import type { Generated } from '../writing/generate.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import type { CommittingNeeds } from './committing-needs.js';

export interface FixedCommit {
  readonly loaded: LoadedTurn;
  readonly answer: FixedAnswer;
  readonly startedAt: Milliseconds;
  /** What a model had begun to write in its place, for the record; nothing where none was asked. */
  readonly instead?: Pick<Generated, 'answer' | 'checks'>;
}

/**
 * Transaction B for fixed words: the record, what it covers, what it changes and its bubbles, or nothing. Stored
 * whatever came in meanwhile: these words answer what was written, and what came after them waits for the next turn.
 */
export async function commitFixedAnswer(
  context: CommittingNeeds,
  { loaded, answer, startedAt, instead }: FixedCommit,
): Promise<{ readonly result: 'stored' | 'moved-on'; readonly bubbles: number }> {
  const { clock, ids, database, report } = context;
  const now = clock.now();
  const isUrgent = answer.urgent === true;
  const opening = isUrgent ? null : disclosureOpening(context, loaded);
  const { account, peer, conversation } = loaded.state;
  const record = {
    turn: ids.turn(),
    conversation,
    cause: 'incoming',
    outcome: answer.texts.length > 0 ? 'spoke' : 'silent',
    reason: answer.texts.length > 0 ? null : answer.reason,
    startedAt,
    finishedAt: now,
    decision: { kind: 'say', reason: answer.reason },
    layers: [],
    request: null,
    answer: instead?.answer ?? null,
    checks: instead?.checks ?? [],
    timings: {
      started: startedAt - loaded.burst[0].receivedAt,
      committed: now - loaded.burst[0].receivedAt,
    },
  } as const;
  const bubbles = answer.texts.map((text, position) => ({
    outbox: ids.outbox(),
    sendId: position === 0 && answer.sendId !== undefined ? answer.sendId : ids.send(),
    text: fixedText(
      opening !== null && position === 0
        ? `${opening.text}

${text}`
        : text,
    ),
    replyTo: null,
    discloses: opening !== null && position === 0 ? opening.version : null,
    ...(opening !== null && position === 0 && { entities: boldOf(opening, opening.text) }),
    ...(isUrgent ? { purpose: 'duty' as const } : {}),
    notBefore: now,
    expiresAt: null,
  }));
  const covered = answer.covers ?? loaded.burst.map(({ row }) => row);
  const storing = database.write(async (transaction) => {
    const stored = await storeTurn(transaction, record, covered, bubbles, { revision: null, account, peer });
    if (stored === 'stored') await answer.write?.(transaction, now, record.turn);
    return stored;
  }, 'ordered');
  const result = await storing.catch(async (cause: unknown) => {
    const [text] = answer.texts;
    if (answer.sendId !== undefined && text !== undefined && storageFault(cause) !== null)
      await context.sayWithoutStore(loaded.state, text, answer.sendId);
    throw cause;
  });
  if (result === 'stored') {
    report.finished(record, bubbles.length, account);
    answer.after?.(now);
  }
  return { result, bubbles: result === 'stored' ? bubbles.length : 0 };
}
