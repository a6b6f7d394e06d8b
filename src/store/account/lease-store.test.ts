import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { talk } from '../../../test/support/filled-store.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { accountId, conversationId, remoteMessageId } from '../../core/ids.js';
import { openDatabase, type Database } from '../engine/database.js';
import { releaseLease, renewLease, takeLease } from './lease-store.js';
import { claimNext } from '../outbox/outbox-claim.js';
import type { ClaimedBubble } from '../outbox/claimed-bubble.js';
import { disownClaims, markFailed, markSent, markUnknown, requeue } from '../outbox/outbox-writer.js';

const home = accountId('home');
const conversation = conversationId('tess/telegram:1');
const terms = { expiresAfterMs: 30_000, isGone: () => false };

function opened(): Database {
  const database = openDatabase(join(temporaryFolder(), 'kindred.db'));
  onTestFinished(() => database.close());
  return database;
}

const take = (database: Database, holder: string, now: number, isGone = false) =>
  database.write((transaction) =>
    takeLease(transaction, home, holder, now, { ...terms, isGone: () => isGone }),
  );

describe('a lease', () => {
  it('belongs to one holder while that one is alive', async () => {
    const database = opened();
    expect(await take(database, 'a', 1_000)).toEqual({ taken: true, lease: { account: home, epoch: 1 } });
    expect(await take(database, 'b', 30_000)).toEqual({ taken: false, holder: 'a', renewedAt: 1_000 });
    await database.write((transaction) => renewLease(transaction, { account: home, epoch: 1 }, 30_000));
    expect(await take(database, 'b', 59_000)).toMatchObject({ taken: false });
  });

  it('passes on when it expired, was given back, or its holder is gone, each time under a new epoch', async () => {
    const database = opened();
    await take(database, 'a', 0);
    expect(await take(database, 'b', 30_000)).toMatchObject({ taken: true, lease: { epoch: 2 } });
    expect(await take(database, 'c', 30_001, true)).toMatchObject({ taken: true, lease: { epoch: 3 } });
    await database.write((transaction) => releaseLease(transaction, { account: home, epoch: 3 }));
    expect(await take(database, 'd', 30_002)).toMatchObject({ taken: true, lease: { epoch: 4 } });
  });

  it('does not outlive a clock that was set back', async () => {
    const database = opened();
    await take(database, 'a', 10_000_000);
    expect(await take(database, 'b', 1_000)).toMatchObject({ taken: true });
  });

  it('cannot be renewed by whom it was taken from', async () => {
    const database = opened();
    await take(database, 'a', 0);
    await take(database, 'b', 30_000);
    const renewed = await database.write((transaction) =>
      renewLease(transaction, { account: home, epoch: 1 }, 40_000),
    );
    expect(renewed).toBe(false);
  });
});

describe('an owner whose account was taken over', () => {
  async function claim(database: Database, epoch: number, run: string) {
    return database.write((transaction) =>
      claimNext(transaction, conversation, run, 2_000_000_000_000, () => ({ from: 0, caps: [], epoch })),
    );
  }

  async function claimedByOld(database: Database): Promise<ClaimedBubble> {
    await talk(database, 1, 1);
    // Queued, and behind the disclosure.
    await database.write(async ({ db }) => {
      await db.updateTable('outbox').set({ state: 'queued', settled_at: null }).execute();
      await db
        .updateTable('conversation')
        .set({ disclosed_at: 1, disclosure_version: '2026-11-22' })
        .execute();
    });
    await take(database, 'old', 0);
    const claimed = await claim(database, 1, 'old');
    if (claimed.kind !== 'claimed') throw new Error(claimed.kind);
    return claimed.bubble;
  }

  const stateOf = async (database: Database): Promise<unknown> =>
    database.read.selectFrom('outbox').select(['state', 'epoch', 'reason']).executeTakeFirstOrThrow();

  it('can claim nothing more', async () => {
    const database = opened();
    await claimedByOld(database);
    await take(database, 'new', 60_000);
    await database.write((transaction) => disownClaims(transaction, 'new', [home]));
    expect(await claim(database, 1, 'old')).toEqual({ kind: 'fenced' });
    expect(await claim(database, 2, 'new')).toMatchObject({ kind: 'claimed', bubble: { epoch: 2 } });
  });

  it('settles nothing that the new owner has in hand', async () => {
    const database = opened();
    const bubble = await claimedByOld(database);
    await take(database, 'new', 60_000);
    await database.write((transaction) => disownClaims(transaction, 'new', [home]));
    await claim(database, 2, 'new');
    const before = await stateOf(database);
    expect(before).toEqual({ state: 'sending', epoch: 2, reason: 'interrupted' });
    await database.write(async (transaction) => {
      await requeue(transaction, bubble, 0, 'late');
      await markUnknown(transaction, bubble, 0, 'late');
      expect(await markFailed(transaction, bubble, 'late', 0)).toBe(false);
      await markSent(transaction, bubble, remoteMessageId('9'), 0, 0);
    });
    expect(await stateOf(database)).toEqual(before);
  });

  it('settles nothing either before the new owner claimed it', async () => {
    const database = opened();
    const bubble = await claimedByOld(database);
    await take(database, 'new', 60_000);
    await database.write((transaction) => requeue(transaction, bubble, 0, 'late'));
    expect(await stateOf(database)).toMatchObject({ state: 'sending', epoch: 1 });
  });
});
