import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readOggOpus } from '../../src/media/sound/ogg.js';
import { waitForFacts } from '../../src/sandbox/people/wait.js';
import { findFile } from '../../src/sandbox/telegram/method/uploads.js';
import { publishStickerSet } from '../../src/sandbox/telegram/method/stickers.js';
import { answersTo, ask, people, runningHere, sandboxHome } from '../support/kindred.js';
import { plainJpeg, voiceNote } from '../support/media-files.js';

/** A sandbox whose character speaks, with a picture of its own and a sticker. */
async function speaking() {
  const sandbox = await sandboxHome();
  const { models, home, telegram, account } = sandbox;
  appendFileSync(
    join(home.folder, 'kindred.yaml'),
    `  endpoints: { local: { baseUrl: "${models.baseUrl}/v1" } }\n  roles: { ear: "local:whisper-1", mouth: "local:tts-1" }\n`,
  );
  appendFileSync(
    join(home.folder, 'characters', 'bench.yaml'),
    [
      'media:',
      '  album: [{ file: garden.jpg, caption: this is my garden in spring, keys: [garden] }]',
      '  stickers: [{ set: BenchSet, emoji: "🐝", when: joy }]',
      '',
    ].join('\n'),
  );
  mkdirSync(join(home.folder, 'characters', 'bench'));
  writeFileSync(join(home.folder, 'characters', 'bench', 'garden.jpg'), await plainJpeg(900, 600, '#28a03c'));
  publishStickerSet(telegram.world, 'BenchSet', 'Bench', [
    { emoji: '🐝', bytes: Buffer.from('RIFF0000WEBPVP8 '), format: 'static' },
  ]);
  await runningHere(sandbox);
  return { sandbox, models, telegram, account, home };
}

it('answers a voice message with one: real Ogg, as long as it says, the words kept, and made known as made', async () => {
  const { sandbox, models, telegram, account } = await speaking();
  const [ada = 0, bo = 0] = await people(sandbox, 2);
  const note = await voiceNote(2);
  models.hears(note, 'how was your day?');
  await ask(sandbox, ada, 'hello there', 1);
  await telegram.people.person(ada).sendFile(account, { as: 'voice', bytes: note, seconds: 2 });
  await answersTo(sandbox, ada, 2);
  const sent = telegram.people.person(ada).latest(account, 'them');
  expect(sent?.media?._).toBe('messageMediaDocument');
  expect(sent?.text).toBe('This voice is made by a computer.');
  const document = sent?.media?.['document'] as unknown as {
    id: bigint;
    attributes: { duration: number; waveform: Buffer }[];
  };
  const file = findFile(telegram.world, document.id);
  const ogg = readOggOpus(file?.bytes ?? Buffer.alloc(0));
  expect(ogg?.channels).toBe(1);
  const seconds = ((ogg?.packets.length ?? 0) * 960) / 48_000;
  expect(Math.abs(seconds - (document.attributes[0]?.duration ?? 0))).toBeLessThan(0.6);
  expect(document.attributes[0]?.waveform).toHaveLength(63);
  expect(file?.bytes.includes('AI-GENERATED=true')).toBe(true);
  const said = models.calls.list().findLast(({ path }) => path === '/v1/audio/speech')?.body as {
    input: string;
  };
  await ask(sandbox, ada, 'nice to hear you', 3);
  expect(JSON.stringify(models.calls.list().findLast(({ path }) => path === '/v1/messages')?.body)).toContain(
    said.input,
  );

  // Whoever takes none is answered in words, once, and nothing behind it is lost.
  telegram.people.person(bo).setPrivacy({ sendsVoice: 'nobody' });
  await ask(sandbox, bo, 'hello there', 1);
  for (const turn of [2, 3]) {
    await telegram.people.person(bo).sendFile(account, { as: 'voice', bytes: note, seconds: 2 });
    await answersTo(sandbox, bo, turn);
    expect(telegram.people.person(bo).latest(account, 'them')?.media).toBeNull();
  }
  expect(telegram.world.journal.read({ user: bo, kinds: ['refused'] })).toHaveLength(1);
});

it('shows a picture of its own when it is asked for one, never the same twice, and answers a sticker', async () => {
  const { sandbox, telegram, account } = await speaking();
  const [ada = 0] = await people(sandbox, 1);
  await ask(sandbox, ada, 'hello there', 1);
  await ask(sandbox, ada, 'show me your garden', 3);
  const person = telegram.people.person(ada);
  const picture = person.latest(account, 'them');
  expect(picture?.media?._).toBe('messageMediaPhoto');
  expect(picture?.text).toContain('this is my garden in spring');
  expect(picture?.text).toContain('made by a computer');
  await ask(sandbox, ada, 'show me your garden', 4);
  expect(person.latest(account, 'them')?.media).toBeNull();
});

it('says nothing twice where a picture that may have arrived cannot be made again', async () => {
  const { sandbox, telegram, account, home } = await speaking();
  const [ada = 0] = await people(sandbox, 1);
  await ask(sandbox, ada, 'hello there', 1);
  telegram.rules.add({ method: 'messages.sendMedia', count: 1, effect: { kind: 'lose', how: 'cut' } });
  telegram.people.person(ada).say(account, 'show me your garden');
  const sent = { by: account, towards: ada, count: 1, withinMs: 40_000 } as const;
  const first = await waitForFacts(telegram.world, {
    ...sent,
    kinds: ['message'],
    fits: ({ text }) => text?.includes('garden in spring') === true,
  });
  rmSync(join(home.folder, 'characters', 'bench', 'garden.jpg'));
  // Its words are offered instead, under the id of the picture: the server has it.
  const after = first.facts.at(-1)?.seq ?? 0;
  const next = await waitForFacts(telegram.world, { ...sent, kinds: ['message', 'repeat'], after });
  expect(next.facts.map(({ kind }) => kind)).toEqual(['repeat']);
});
