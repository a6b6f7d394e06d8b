import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RetentionTimes } from '../../src/conversation/incoming/retention.js';
import { peerId, personId, remoteMessageId } from '../../src/core/ids.js';
import { isLocked } from '../../src/store/duty/duty-store.js';
import { writeBackup } from '../../src/store/engine/backup.js';
import { openDatabase } from '../../src/store/engine/database.js';
import { runtimeHarness, type RuntimeHarness } from '../support/runtime.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const ada = peerId('100');
const bo = peerId('101');
const dayMs = 86_400_000;
const canary = 'Quetzalcoatlus';
const ever: RetentionTimes = {
  messages: null,
  turnRecords: null,
  media: null,
  replacedDatabases: null,
  lockedMinors: null,
};

async function kept(days: Partial<RetentionTimes>): Promise<{ harness: RuntimeHarness; folder: string }> {
  const folder = temporaryFolder();
  const file = join(folder, 'kindred.db');
  const harness = await runtimeHarness({
    database: openDatabase(file),
    answer: () => `[heard: none]\nyour ${canary} again.`,
    retention: { days: { ...ever, ...days }, file },
  });
  return { harness, folder };
}

async function says(harness: RuntimeHarness, text: string, peer = ada): Promise<void> {
  await harness.channel.personSays(peer, text);
  await harness.rest();
}

/** Days go by in steps of an hour at most, as sweeps do. */
async function goBy(harness: RuntimeHarness, days: number): Promise<void> {
  await harness.clock.advance(days * dayMs);
  await harness.rest();
  await harness.clock.advance(3_700_000);
  await harness.rest();
}

const filesWith = (folder: string, words: string): readonly string[] =>
  readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(words));

/** Every table with a value that holds the words. */
async function tablesWith({ database }: RuntimeHarness, words: string): Promise<readonly string[]> {
  const tables = await database.read.introspection.getTables();
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await database.read
      .selectFrom(name as 'message')
      .selectAll()
      .execute();
    if (JSON.stringify(rows).includes(words)) found.push(name);
  }
  return found;
}

describe('what is kept for a time only', () => {
  it('leaves no byte of an old message in tables, files or later backups, and what is young stays', async () => {
    const { harness, folder } = await kept({ messages: 1, turnRecords: 1 });
    await says(harness, `i keep a ${canary} at home`);
    expect(await tablesWith(harness, canary)).toEqual(expect.arrayContaining(['message', 'outbox', 'turn']));
    await goBy(harness, 1);
    await says(harness, 'my boat is called Argo');
    await harness.clock.advance(3_700_000);
    await harness.rest();
    const rows = await harness.database.read.selectFrom('message').select(['text', 'deleted_at']).execute();
    expect(rows.filter(({ deleted_at: gone }) => gone !== null)).toHaveLength(2);
    const old = (await harness.database.read.selectFrom('message').select('text').execute())[0];
    expect(old?.text).toBe('');
    expect(await tablesWith(harness, `i keep a ${canary}`)).toEqual([]);
    expect(filesWith(folder, `i keep a ${canary}`)).toEqual([]);
    const backups = temporaryFolder();
    await writeBackup(join(folder, 'kindred.db'), join(backups, 'copy.db'));
    expect(filesWith(backups, `i keep a ${canary}`)).toEqual([]);
    expect(filesWith(backups, 'Argo')).toEqual(['copy.db']);
  });

  it('empties records of model calls and keeps that there were some', async () => {
    const { harness } = await kept({ turnRecords: 1 });
    await says(harness, 'hello');
    await goBy(harness, 1);
    const [turn] = await harness.database.read.selectFrom('turn').selectAll().execute();
    expect(turn?.answer).toBeNull();
    expect(turn?.request).not.toContain('hello');
    expect(turn?.outcome).toBe('spoke');
    expect(await tablesWith(harness, canary)).toEqual(expect.arrayContaining(['message']));
  });

  it('empties what came with messages', async () => {
    const { harness } = await kept({ media: 1 });
    await harness.channel.deliver({
      kind: 'message',
      peer: ada,
      messageId: remoteMessageId('900'),
      direction: 'incoming',
      text: 'look at this',
      attachments: [{ kind: 'file', label: `${canary}.pdf` }],
      sentAt: harness.clock.now(),
    });
    await harness.rest();
    await goBy(harness, 1);
    const rows = await harness.database.read.selectFrom('message').select(['text', 'attachments']).execute();
    expect(JSON.stringify(rows)).not.toContain('.pdf');
    expect(rows.some(({ text }) => text === 'look at this')).toBe(true);
  });

  it('erases everything of whoever is locked for their age, and the lock stays', async () => {
    const { harness } = await kept({ lockedMinors: 1 });
    await says(harness, `i keep a ${canary} at home`);
    await says(harness, 'the other one is Argo', bo);
    await says(harness, 'i am 14 years old');
    await goBy(harness, 1);
    const texts = (await harness.database.read.selectFrom('message').select(['peer_id', 'text']).execute())
      .filter(({ peer_id: peer }) => peer === ada)
      .map(({ text }) => text);
    expect(texts.join('')).toBe('');
    expect(await tablesWith(harness, `i keep a ${canary}`)).toEqual([]);
    expect(await tablesWith(harness, 'Argo')).toContain('message');
    expect(await isLocked(harness.database.read, personId('telegram', ada))).toBe(true);
    // What they go on writing goes as well.
    await says(harness, 'hello? it is still me');
    await goBy(harness, 1);
    expect(await tablesWith(harness, 'it is still me')).toEqual([]);
  });

  it('removes databases that a backup replaced, by the time in their names, and nothing else', async () => {
    const { harness, folder } = await kept({ replacedDatabases: 30 });
    const stamp = (daysAgo: number): string =>
      new Date(harness.clock.now() - daysAgo * dayMs).toISOString().replaceAll(':', '-');
    const old = `kindred.db.replaced-${stamp(40)}`;
    const young = `kindred.db.replaced-${stamp(10)}`;
    for (const name of [old, `${old}-wal`, young, 'kindred.db.replaced-by-me', 'notes.txt'])
      writeFileSync(join(folder, name), canary);
    await goBy(harness, 0);
    expect(
      [old, `${old}-wal`, young, 'kindred.db.replaced-by-me', 'notes.txt'].map((name) =>
        existsSync(join(folder, name)),
      ),
    ).toEqual([false, false, true, true, true]);
  });
});
