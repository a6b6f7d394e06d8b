import { isNamed } from '../../config/sections/people-section.js';
import type { Milliseconds } from '../../core/clock.js';
import type { IdSource } from '../../core/id-source.js';
import type { ConversationId } from '../../core/ids.js';
import { fixedText } from '../../quality/egress/outgoing.js';
import { countTold, noteTold, readChatsOf, type Knock } from '../../store/conversation/admission-store.js';
import type { Transaction } from '../../store/engine/database.js';
import { storeTurn } from '../../store/turn/turn-writer.js';
import { waitsLine } from './admission-words.js';

/** People an owner is told of in a day, one message each; more are shown by /people. */
const mostTold = 20;
const dayMs: Milliseconds = 86_400_000;

/**
 * Tell the owner in the own chat with the character that somebody waits, as a turn in fixed words. Nothing is said to an
 * owner who never wrote to the account: they see it in `kindred people`, and by /people once they do.
 * @returns the owner's conversation, where there is something to send
 */
export async function tellOwner(
  transaction: Transaction,
  owner: string,
  knock: Knock,
  ids: IdSource,
  now: Milliseconds,
): Promise<ConversationId | null> {
  const { db } = transaction;
  const chats = await readChatsOf(db, knock.account);
  const chat = chats.find((one) => isNamed(owner, one));
  if (chat === undefined) return null;
  const today = Math.floor(now / dayMs) * dayMs;
  if ((await countTold(db, knock.account, today)) >= mostTold) return null;
  if (!(await sayToOwner(transaction, chat, waitsLine(knock, chat.language), 'somebody-waits', ids, now)))
    return null;
  await noteTold(transaction, knock.conversation, now);
  return chat.conversation;
}

/** A message of the program to whoever runs it, as a turn in fixed words. False where the chat has another home by now. */
export async function sayToOwner(
  transaction: Transaction,
  { conversation, account, peer }: Pick<Knock, 'conversation' | 'account' | 'peer'>,
  text: string,
  reason: 'somebody-waits' | 'alert' | 'link',
  ids: IdSource,
  now: Milliseconds,
): Promise<boolean> {
  const stored = await storeTurn(
    transaction,
    {
      turn: ids.turn(),
      conversation,
      cause: 'operator',
      outcome: 'spoke',
      reason: null,
      startedAt: now,
      finishedAt: now,
      decision: { kind: 'say', reason },
      layers: [],
      request: null,
      answer: null,
      checks: [],
      timings: { started: 0, committed: 0 },
    },
    [],
    [
      {
        outbox: ids.outbox(),
        sendId: ids.send(),
        text: fixedText(text),
        replyTo: null,
        discloses: null,
        notBefore: now,
        expiresAt: null,
      },
    ],
    { revision: null, account, peer },
  );
  return stored === 'stored';
}
