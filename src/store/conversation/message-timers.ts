import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, PeerId } from '../../core/ids.js';
import type { Database } from '../engine/database.js';
import { inboundWriter } from './inbound-writer.js';

/** Messages let go of in one commit; the rest wait for the next. */
const mostAtOnce = 200;

/**
 * Let go of the messages whose chat's timer has run out, with all that came of them. Timers bind the clients: Telegram
 * promises no update that a message is gone (core.telegram.org/api/auto-delete), and an account that was off hears of none.
 * @returns how many went
 */
export async function letGoOfDue(database: Database, now: Milliseconds): Promise<number> {
  const due = await database.read
    .selectFrom('message')
    .select(['account_id', 'peer_id', 'remote_id'])
    .where('gone_at', 'is not', null)
    .where('gone_at', '<=', now)
    .where('deleted_at', 'is', null)
    .limit(mostAtOnce)
    .execute();
  const chats = new Map<string, { account: AccountId; peer: PeerId; messages: typeof due }>();
  for (const row of due) {
    const { account_id: account, peer_id: peer } = row;
    const chat = chats.get(`${account}/${peer}`) ?? { account, peer, messages: [] };
    chat.messages.push(row);
    chats.set(`${account}/${peer}`, chat);
  }
  for (const { account, peer, messages } of chats.values()) {
    const messageIds = messages.map(({ remote_id: id }) => id);
    await database.write(async (transaction) => {
      await inboundWriter(transaction, account).delete({ kind: 'delete', peer, messageIds }, now);
    }, 'ordered');
  }
  return due.length;
}
