import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filledStore, talk } from '../../../test/support/filled-store.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { OperatorError } from '../../core/failure.js';
import { openSqlite } from '../../lib/sqlite.js';
import { checkAtStart } from './check-at-start.js';
import { openDatabase } from './database.js';
import { examineFile } from './examine-file.js';

const pageSize = 4_096;
/** Damages of each kind, and torn logs: a third in the suite, all of them in CI (`npm run test:crashes`). */
const rounds =
  process.env['KINDRED_CRASHES'] === 'all' ? { damages: 60, tears: 80 } : { damages: 20, tears: 24 };

/** A small generator of repeatable numbers below `below` (Mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const damages: Readonly<Record<string, (bytes: Buffer, next: (below: number) => number) => Buffer>> = {
  'flipped bytes': (bytes, next) => {
    for (let count = 1 + next(4); count > 0; count -= 1) {
      const at = next(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 + next(255));
    }
    return bytes;
  },
  'a flipped byte in the header': (bytes, next) => {
    const at = next(100);
    bytes[at] = (bytes[at] ?? 0) ^ (1 + next(255));
    return bytes;
  },
  'a cut': (bytes, next) => bytes.subarray(0, next(bytes.length)),
  'a page of zeros': (bytes, next) => {
    const page = next(bytes.length / pageSize);
    return bytes.fill(0, page * pageSize, (page + 1) * pageSize);
  },
};

/** What a start does with the file; the words of its refusal, or null after real work on it. */
async function start(file: string): Promise<string | null> {
  try {
    checkAtStart(file);
    const database = openDatabase(file);
    try {
      for (const table of [
        'account',
        'peer',
        'person',
        'conversation',
        'thread',
        'message',
        'turn',
        'outbox',
      ] as const) {
        await database.read.selectFrom(table).selectAll().execute();
      }
      await talk(database, 77, 1);
    } finally {
      await database.close();
    }
    return null;
  } catch (cause) {
    if (cause instanceof OperatorError) return cause.message;
    throw cause;
  }
}

describe('a database file that was damaged', () => {
  it.each(Object.keys(damages))('with %s is refused as it is, or harmless', async (kind) => {
    const folder = temporaryFolder();
    const sound = readFileSync(await filledStore(folder, 3, 8));
    const file = join(temporaryFolder(), 'kindred.db');
    let refused = 0;
    for (let seed = 1; seed <= rounds.damages; seed += 1) {
      const bytes = damages[kind]?.(Buffer.from(sound), numbers(seed)) ?? sound;
      writeFileSync(file, bytes);
      const words = await start(file).catch((cause: unknown) => {
        throw new Error(`${kind}, seed ${seed}`, { cause });
      });
      if (words === null) {
        expect(examineFile(file, 'everything'), `${kind}, seed ${seed}`).toMatchObject({ kind: 'sound' });
        continue;
      }
      refused += 1;
      expect(words, `seed ${seed}`).toMatch(/damaged|another program|schema version|cannot (?:write|copy)/u);
      expect(readFileSync(file).equals(bytes), `${kind}, seed ${seed}`).toBe(true);
    }
    expect(refused).toBeGreaterThan(0);
  });

  it('says what is damaged, where, and what to do', async () => {
    const file = await filledStore(temporaryFolder());
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0, pageSize * 4, pageSize * 5));
    expect(() => checkAtStart(file)).toThrow(
      /kindred\.db is damaged: .*(?:page 5|the table \w+ cannot be read).*; it was left as it is; "kindred restore <backup>" puts a backup in its place$/u,
    );
    writeFileSync(file, '');
    expect(() => openDatabase(file)).toThrow(/is damaged: it is empty; .*kindred restore/u);
    expect(statSync(file).size).toBe(0);
  });

  it.each([
    ['update thread set conversation_id = conversation_id || 0', /points at no row of conversation/u],
    ["update account set cursor = '{' || cursor", /JSON in account\.cursor/u],
  ])('is found by content that holds together no more: %s', async (statement, words) => {
    const file = await filledStore(temporaryFolder());
    const connection = openSqlite(file);
    connection.pragma('foreign_keys = off');
    connection.exec(statement);
    connection.close();
    expect(() => checkAtStart(file)).toThrow(words);
  });

  it('is found by an index that no longer agrees with its table', async () => {
    const file = await filledStore(temporaryFolder());
    const connection = openSqlite(file);
    connection.unsafeMode();
    connection.pragma('writable_schema = on');
    connection
      .prepare(
        "update sqlite_schema set sql = replace(sql, 'message_row)', 'sent_at)') where name = 'message_by_thread'",
      )
      .run();
    connection.close();
    expect(() => checkAtStart(file)).toThrow(/is damaged: the schema \(index message_by_thread\)/u);
  });
});

describe('a write-ahead log that was torn', () => {
  it('opens to what was committed before the tear, whole', async () => {
    const folder = temporaryFolder();
    const file = await filledStore(folder, 1, 1);
    const database = openDatabase(file);
    const sizes: number[] = [];
    for (let exchange = 2; exchange <= 25; exchange += 1) {
      await talk(database, 1, exchange);
      sizes.push(statSync(`${file}-wal`).size);
    }
    const torn = join(temporaryFolder(), 'kindred.db');
    const log = readFileSync(`${file}-wal`);
    const next = numbers(7);
    for (let round = 0; round < rounds.tears; round += 1) {
      copyFileSync(file, torn);
      const at = next(log.length + 1);
      const garbled = Buffer.from(log);
      const tail = round % 2 === 0 ? garbled.subarray(0, at) : garbled.fill(next(256), at);
      writeFileSync(`${torn}-wal`, tail);
      checkAtStart(torn);
      const opened = openDatabase(torn);
      const turns = await opened.read.selectFrom('turn').select('turn_id').orderBy('started_at').execute();
      const bubbles = await opened.read.selectFrom('outbox').select('outbox_id').execute();
      const messages = await opened.read.selectFrom('message').select('turn_id').execute();
      await talk(opened, 2, 1);
      await opened.close();
      expect(turns.map((row) => row.turn_id)).toEqual(turns.map((_, index) => `turn-1-${index + 1}`));
      expect([bubbles.length, messages.length]).toEqual([turns.length, turns.length]);
      const acknowledged = 1 + sizes.filter((size) => size <= at).length;
      expect(turns.length).toBeGreaterThanOrEqual(acknowledged);
    }
    await database.close();
  });
});
