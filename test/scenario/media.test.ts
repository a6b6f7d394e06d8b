import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../src/lib/sqlite.js';
import { answersTo, ask, people, runningHere, sandboxHome } from '../support/kindred.js';
import { plainJpeg } from '../support/media-files.js';

/** What was asked of the voice in the latest turn, and how many pictures stood in it. */
function lastVoiceCall(calls: readonly { images?: number; body?: unknown }[]) {
  return calls.findLast(({ body }) => !JSON.stringify(body).includes('You look at one picture'));
}

describe('a photo', () => {
  it('is answered by what is in it, looked at once, and only words from then on', async () => {
    const sandbox = await sandboxHome();
    await runningHere(sandbox);
    const { telegram, account, models, home } = sandbox;
    const [ada = 0] = await people(sandbox, 1);
    await ask(sandbox, ada, 'hello there', 1);
    const person = telegram.people.person(ada);
    const picture = await plainJpeg(1_200, 800, '#2846c8');
    await person.sendFile(account, { as: 'photo', bytes: picture, caption: 'look at this', dc: 4 });
    const seen = await answersTo(sandbox, ada, 2);
    expect(seen.at(-1)).toContain('a blue picture, wider than tall');
    expect(lastVoiceCall(models.calls.list())?.images).toBe(1);
    await ask(sandbox, ada, 'i like it a lot', 3);
    const next = lastVoiceCall(models.calls.list());
    expect(next?.images).toBe(0);
    expect(JSON.stringify(next?.body)).toContain('[photo: a blue picture, wider than tall] look at this');
    await ask(sandbox, ada, 'what colour is the photo i sent?', 4);
    expect(lastVoiceCall(models.calls.list())?.images).toBe(1);
    // Nothing of it lies in the open.
    const folder = join(home.folder, 'data', 'media');
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    expect(files).toHaveLength(1);
    const [file] = files;
    const bytes = readFileSync(join(file?.parentPath ?? '', file?.name ?? ''));
    expect(bytes.subarray(0, 64).includes(Buffer.from([0xff, 0xd8, 0xff]))).toBe(false);
    const database = openSqlite(join(home.folder, 'data', 'kindred.db'), { readonly: true });
    const requests = database.prepare('select request from turn').all();
    database.close();
    expect(JSON.stringify(requests)).not.toMatch(/base64|\/9j\//u);
  });

  it('is still what was seen in it when its caption is edited, and what it takes to fetch it is not kept', async () => {
    const sandbox = await sandboxHome();
    await runningHere(sandbox);
    const { telegram, account, models, home } = sandbox;
    const [ada = 0] = await people(sandbox, 1);
    await ask(sandbox, ada, 'hello there', 1);
    const person = telegram.people.person(ada);
    await person.sendFile(account, {
      as: 'photo',
      bytes: await plainJpeg(1_200, 800, '#2846c8'),
      caption: 'my boat',
    });
    await answersTo(sandbox, ada, 2);
    person.edit(person.screen(account).find(({ text }) => text === 'my boat')?.id ?? 0, 'my new boat');
    await ask(sandbox, ada, 'i like it a lot', 3);
    expect(JSON.stringify(lastVoiceCall(models.calls.list())?.body)).toContain(
      '[photo: a blue picture, wider than tall] my new boat',
    );
    const database = openSqlite(join(home.folder, 'data', 'kindred.db'), { readonly: true });
    const stored = database.prepare("select attachments from message where text = 'my new boat'").all();
    database.close();
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toContain('address');
  });

  it('album is one thing said: one turn, one answer', async () => {
    const sandbox = await sandboxHome();
    await runningHere(sandbox);
    const { telegram, account } = sandbox;
    const [ada = 0] = await people(sandbox, 1);
    const person = telegram.people.person(ada);
    for (const colour of ['#2846c8', '#c82828', '#28a03c', '#111111', '#eeeeee']) {
      await person.sendFile(account, {
        as: 'photo',
        bytes: await plainJpeg(300, 300, colour),
        album: 77n,
        ...(colour === '#28a03c' && { caption: 'my holiday' }),
      });
    }
    const seen = await answersTo(sandbox, ada, 1);
    expect(seen).toHaveLength(1);
    expect(seen[0]).toContain('a blue picture');
    expect(seen[0]).toContain('a red picture');
    await ask(sandbox, ada, 'nice, is it not?', 2);
  });
});
