import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { peerId, remoteMessageId } from '../../src/core/ids.js';
import { openSqlite, sqliteDriver, type SqliteConnection } from '../../src/lib/sqlite.js';
import { openDatabase, type Database } from '../../src/store/engine/database.js';
import { runtimeHarness, type RuntimeHarness } from '../support/runtime.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const ada = peerId('100');

/** A real database whose disk is as large as the test says. */
function limitedDatabase(): { database: Database; fill(): void; makeRoom(): void } {
  const connections: SqliteConnection[] = [];
  const database = openDatabase(join(temporaryFolder(), 'kindred.db'), (file, options) => {
    const connection = openSqlite(file, options);
    connections.push(connection);
    return connection;
  });
  const limit = (pages: number): void => {
    connections[0]?.pragma(`max_page_count = ${pages}`);
  };
  return {
    database,
    // SQLite never goes below the pages there are: not one more fits.
    fill: () => limit(1),
    makeRoom: () => limit(1_000_000),
  };
}

/** Longer than what is left on the pages there are. */
const long = (text: string): string => `${text} ${'we waited in the rain '.repeat(450)}`;

async function stored(harness: RuntimeHarness, direction: 'incoming' | 'outgoing'): Promise<number> {
  const rows = await harness.database.read
    .selectFrom('message')
    .select('text')
    .where('direction', '=', direction)
    .execute();
  return rows.length;
}

describe('a disk that is full', () => {
  it('takes nothing in and sends nothing; with room again everything is answered once', async () => {
    const disk = limitedDatabase();
    const harness = await runtimeHarness({ database: disk.database });
    harness.model.enqueue('hello.');
    await harness.channel.personSays(ada, 'hi');
    await harness.rest();

    disk.fill();
    await harness.channel.personSays(ada, long('are you there?'));
    await harness.channel.personSays(ada, 'hello?');
    await harness.rest();
    await harness.clock.advance(120_000);
    expect(harness.channel.seenBy(ada)).toHaveLength(1);
    expect(await stored(harness, 'incoming')).toBe(1);
    expect(harness.model.asked).toHaveLength(1);
    // Told once, however long it lasts.
    expect(harness.reports.filter((line) => line.startsWith('store'))).toEqual(['store full SQLITE_FULL']);
    expect(harness.reports.filter((line) => /failed|broken/u.test(line))).toEqual([]);

    disk.makeRoom();
    harness.model.enqueue('yes, still here.');
    await harness.clock.advance(60_000);
    expect(harness.reports).toContain('store ok');
    await harness.channel.redeliver();
    await harness.rest();
    expect(harness.channel.seenBy(ada)).toHaveLength(2);
    expect(harness.channel.seenBy(ada).at(-1)).toBe('yes, still here.');
    expect(await stored(harness, 'incoming')).toBe(3);
    expect(harness.model.left).toBe(0);
  });

  it('keeps the message waiting when the answer no longer fits, and answers by itself later', async () => {
    const disk = limitedDatabase();
    const harness = await runtimeHarness({ database: disk.database });
    harness.model.enqueue({ text: 'hello.' });
    await harness.channel.personSays(ada, 'hi');
    await harness.rest();
    // The first is too long for any chat, so the second is what does not fit.
    harness.model.enqueue(long('this is not kept'), 'this is not kept either.', 'this is.');
    await harness.channel.personSays(ada, 'tell me');
    disk.fill();
    await harness.rest();
    expect(harness.channel.seenBy(ada)).toHaveLength(1);
    expect(harness.reports).toContain('store full SQLITE_FULL');
    disk.makeRoom();
    await harness.clock.advance(60_000);
    await harness.rest();
    expect(harness.channel.seenBy(ada).slice(1)).toEqual(['this is.']);
  });

  it('asks about a bubble whose sending could not be noted, under the same send id', async () => {
    const disk = limitedDatabase();
    const harness = await runtimeHarness({ database: disk.database });
    harness.model.enqueue('hello.');
    const send = harness.channel.sendText.bind(harness.channel);
    let once = true;
    harness.channel.sendText = async (request) => {
      const result = await send(request);
      if (once)
        harness.database.health.note(
          new (sqliteDriver().SqliteError)('disk I/O error', 'SQLITE_IOERR_WRITE'),
        );
      once = false;
      return result;
    };
    await harness.channel.personSays(ada, 'hi');
    await harness.rest();
    expect(await stored(harness, 'outgoing')).toBe(0);
    await harness.clock.advance(10_000);
    await harness.rest();
    expect(harness.reports.filter((line) => line.startsWith('store'))).toEqual([
      'store failing SQLITE_IOERR_WRITE',
      'store ok',
    ]);
    expect(await stored(harness, 'outgoing')).toBe(1);
    expect(harness.channel.seenBy(ada)).toHaveLength(1);
    expect(harness.channel.calls.filter((call) => call.operation === 'sendText')).toHaveLength(2);
  });

  it('never goes on after a failed fsync, and leaves the log to the next start', async () => {
    const disk = limitedDatabase();
    const harness = await runtimeHarness({ database: disk.database });
    harness.model.enqueue('hello.');
    await harness.channel.personSays(ada, 'hi');
    await harness.rest();
    const failed = harness.database.write(() =>
      Promise.reject(new (sqliteDriver().SqliteError)('disk I/O error', 'SQLITE_IOERR_FSYNC')),
    );
    await expect(failed).rejects.toThrow('disk I/O error');
    disk.makeRoom();
    await harness.channel.personSays(ada, 'anyone?');
    await harness.clock.advance(3_600_000);
    expect(harness.reports.filter((line) => line.startsWith('store'))).toEqual([
      'store broken SQLITE_IOERR_FSYNC',
    ]);
    expect(await harness.database.probe()).toBe(false);
    expect(await stored(harness, 'incoming')).toBe(1);
    expect(harness.channel.seenBy(ada)).toHaveLength(1);
  });
});

describe('danger while the disk is full', () => {
  it('is answered at once, behind whatever waits, and once when there is room again', async () => {
    const disk = limitedDatabase();
    const harness = await runtimeHarness({ database: disk.database, answer: () => '[heard: none]\nyes.' });
    await harness.channel.personSays(ada, 'hi');
    await harness.rest();
    disk.fill();
    await harness.channel.personSays(ada, long('are you there?'));
    await harness.channel.personSays(ada, 'i want to kill myself');
    await harness.rest();
    expect(harness.channel.seenBy(ada)).toHaveLength(2);
    expect(harness.channel.seenBy(ada).at(-1)).toContain('I am an AI');
    await harness.channel.personSays(ada, 'hello?');
    await harness.clock.advance(60_000);
    expect(harness.channel.seenBy(ada)).toHaveLength(2);
    disk.makeRoom();
    await harness.clock.advance(60_000);
    await harness.channel.redeliver();
    await harness.rest();
    const cards = harness.channel.seenBy(ada).filter((text) => text.includes('I am an AI and cannot be'));
    expect(cards).toHaveLength(1);
  });

  it('of somebody nobody has heard of yet, and of a second one, is answered each', async () => {
    const disk = limitedDatabase();
    const harness = await runtimeHarness({ database: disk.database, answer: () => '[heard: none]\nyes.' });
    const [bo, cleo] = [peerId('200'), peerId('300')];
    disk.fill();
    await harness.channel.personSays(ada, long('are you there?'));
    await harness.channel.personSays(bo, 'i want to kill myself');
    await harness.channel.personSays(cleo, 'хочу покончить с собой');
    await harness.rest();
    expect(harness.channel.seenBy(ada)).toEqual([]);
    expect(harness.channel.seenBy(bo).join()).toContain('I am an AI');
    expect(harness.channel.seenBy(cleo).join()).toContain('112');
    disk.makeRoom();
    await harness.clock.advance(60_000);
    await harness.channel.redeliver();
    await harness.rest();
    expect(harness.channel.seenBy(bo).filter((text) => text.includes('findahelpline'))).toHaveLength(1);
  });

  it('in an edit is answered too', async () => {
    const disk = limitedDatabase();
    const harness = await runtimeHarness({ database: disk.database, answer: () => '[heard: none]\nyes.' });
    const id = await harness.channel.personSays(ada, 'hi');
    await harness.rest();
    disk.fill();
    await harness.channel.personSays(ada, long('are you there?'));
    await harness.channel.personEdits(ada, id, 'i want to kill myself');
    await harness.rest();
    expect(harness.channel.seenBy(ada).at(-1)).toContain('I am an AI');
  });
});

describe('a database that was put back', () => {
  it('does not answer again what the account answered before this run, but what came after', async () => {
    const harness = await runtimeHarness();
    const at = harness.clock.now() - 3_600_000;
    const message = (id: number, direction: 'incoming' | 'outgoing', sentAt: number) =>
      ({
        kind: 'message',
        peer: ada,
        messageId: remoteMessageId(String(id)),
        direction,
        text: `message ${id}`,
        attachments: [],
        sentAt,
      }) as const;
    harness.model.enqueue('to the last.');
    await harness.channel.deliver(
      message(1, 'incoming', at),
      message(2, 'outgoing', at + 1_000),
      message(3, 'incoming', at + 2_000),
    );
    await harness.rest();
    const rows = await harness.database.read
      .selectFrom('message')
      .select(['remote_id', 'skipped'])
      .where('direction', '=', 'incoming')
      .execute();
    expect(rows).toEqual([
      { remote_id: '1', skipped: 'answered-elsewhere' },
      { remote_id: '3', skipped: null },
    ]);
    expect(harness.model.asked).toHaveLength(1);
    expect(harness.model.asked[0]?.messages.at(-1)?.text).toMatch(/message 3$/u);
  });
});
