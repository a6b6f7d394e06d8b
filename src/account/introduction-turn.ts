import type { Clock } from '../core/clock.js';
import type { IdSource } from '../core/id-source.js';
import type { AccountId, ConversationId, PeerId } from '../core/ids.js';
import type { Transaction } from '../store/engine/database.js';
import { fixedText } from '../quality/egress/outgoing.js';
import { commitIntroduction } from '../store/account/introduction-store.js';
import { storeTurn } from '../store/turn/turn-writer.js';

export interface IntroductionWords {
  readonly conversation: ConversationId;
  readonly account: AccountId;
  readonly peer: PeerId;
  readonly text: string;
}

/** The introduction as a turn like any other: recorded, in the outbox, sent once. False when the home moved on. */
export async function commitIntroductionTurn(
  transaction: Transaction,
  { conversation, account, peer, text }: IntroductionWords,
  ids: IdSource,
  clock: Clock,
): Promise<boolean> {
  const now = clock.now();
  const outbox = ids.outbox();
  const stored = await storeTurn(
    transaction,
    {
      turn: ids.turn(),
      conversation,
      cause: 'introduction',
      outcome: 'spoke',
      reason: null,
      startedAt: now,
      finishedAt: now,
      decision: { kind: 'say', reason: 'agreed-to-backup-contact' },
      layers: [],
      request: null,
      answer: null,
      checks: [],
      timings: { started: 0, committed: 0 },
    },
    [],
    [
      {
        outbox,
        sendId: ids.send(),
        text: fixedText(text),
        replyTo: null,
        discloses: null,
        purpose: 'introduction',
        notBefore: now,
        expiresAt: null,
      },
    ],
    { revision: null, account, peer },
  );
  if (stored === 'stored') await commitIntroduction(transaction, conversation, outbox);
  return stored === 'stored';
}
