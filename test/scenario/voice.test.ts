import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SandboxHome } from '../../src/bench/stage/sandbox-home.js';
import { openSqlite } from '../../src/lib/sqlite.js';
import { answersTo, ask, people, runningHere, sandboxHome } from '../support/kindred.js';
import { voiceNote } from '../support/media-files.js';

/** A sandbox whose model server listens as well. */
async function listening(ear = true): Promise<SandboxHome> {
  const sandbox = await sandboxHome();
  const { models, home } = sandbox;
  if (ear) {
    appendFileSync(
      join(home.folder, 'kindred.yaml'),
      `  endpoints: { local: { baseUrl: "${models.baseUrl}/v1" } }\n  roles: { ear: "local:whisper-1" }\n`,
    );
  }
  await runningHere(sandbox);
  return sandbox;
}

async function says(sandbox: SandboxHome, person: number, words: string, seconds: number): Promise<void> {
  const note = await voiceNote(seconds, 120 + words.length);
  sandbox.models.hears(note, words);
  await sandbox.telegram.people
    .person(person)
    .sendFile(sandbox.account, { as: 'voice', bytes: note, seconds });
}

const voiceCalls = (sandbox: SandboxHome): number =>
  sandbox.models.calls.list().filter(({ body }) => JSON.stringify(body).includes('<identity>')).length;

describe('a voice message', () => {
  it('is heard before its turn, shown as played once, and stands in the talk as what was said', async () => {
    const sandbox = await listening();
    const [ada = 0] = await people(sandbox, 1);
    await ask(sandbox, ada, 'hello there', 1);
    await says(sandbox, ada, 'my sister is coming to visit on sunday', 3);
    await answersTo(sandbox, ada, 2);
    await ask(sandbox, ada, 'that is nice', 3);
    const body = JSON.stringify(
      sandbox.models.calls.list().findLast(({ path }) => path === '/v1/messages')?.body,
    );
    expect(body).toContain('[voice 0:03] my sister is coming to visit on sunday');
    const { world } = sandbox.telegram;
    expect(world.journal.read({ user: sandbox.account, kinds: ['listened'] })).toHaveLength(1);
    const database = openSqlite(join(sandbox.home.folder, 'data', 'kindred.db'), { readonly: true });
    expect(database.prepare('select state, file, seal, place from medium').all()).toEqual([
      { state: 'known', file: null, seal: null, place: null },
    ]);
    database.close();
  });

  it('reaches the duties like a typed one, and no voice model before them', async () => {
    const sandbox = await listening();
    const [ada = 0, bo = 0, cy = 0] = await people(sandbox, 3);
    for (const [person, words, owed] of [
      [ada, 'please stop writing to me', /stop|write/iu],
      [bo, 'i want to kill myself', /988|116|help|crisis/iu],
      [cy, 'are you a human or a machine?', /\bAI\b/u],
    ] as const) {
      await ask(sandbox, person, 'hello there', 1);
      const before = voiceCalls(sandbox);
      await says(sandbox, person, words, 2);
      expect((await answersTo(sandbox, person, 2)).at(-1)).toMatch(owed);
      expect(voiceCalls(sandbox)).toBe(before);
    }
  });

  it('is said not to have been heard where nothing listens, and is not fetched', async () => {
    const sandbox = await listening(false);
    const [ada = 0] = await people(sandbox, 1);
    await ask(sandbox, ada, 'hello there', 1);
    await says(sandbox, ada, 'nobody hears this', 2);
    await answersTo(sandbox, ada, 2);
    const body = JSON.stringify(
      sandbox.models.calls.list().findLast(({ path }) => path === '/v1/messages')?.body,
    );
    expect(body).toContain('[voice 0:02: not heard, this cannot be opened here]');
    const { journal } = sandbox.telegram.world;
    expect(journal.read({ user: sandbox.account, kinds: ['fetched', 'listened'] })).toEqual([]);
  });
});

it('what vanishes once it is opened is not opened, not marked and not kept', async () => {
  const sandbox = await listening();
  const [ada = 0] = await people(sandbox, 1);
  await ask(sandbox, ada, 'hello there', 1);
  const person = sandbox.telegram.people.person(ada);
  const once = { ttlSeconds: 0x7fffffff };
  await person.sendFile(sandbox.account, { as: 'voice', bytes: await voiceNote(1), seconds: 1, ...once });
  await answersTo(sandbox, ada, 2);
  const { journal } = sandbox.telegram.world;
  expect(journal.read({ user: sandbox.account, kinds: ['fetched', 'listened'] })).toEqual([]);
  const body = JSON.stringify(
    sandbox.models.calls.list().findLast(({ path }) => path === '/v1/messages')?.body,
  );
  expect(body).toContain('it vanishes once opened, and such things are never opened');
});
