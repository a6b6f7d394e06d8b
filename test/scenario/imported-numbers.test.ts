import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openForReading } from '../../src/store/engine/open-for-reading.js';
import { commandHere, people, runningHere, sandboxHome, signIn } from '../support/kindred.js';

it('what is deleted or edited on Telegram reaches what came from a person’s own export', async () => {
  const sandbox = await sandboxHome({ signedIn: false });
  const { telegram, account, home } = sandbox;
  const [ada = 0, ben = 0] = await people(sandbox, 2);
  const person = telegram.people.person(ada);
  // Her account has counted further than ours.
  for (const text of ['one', 'two', 'three']) person.say(ben, text);
  for (const text of ['my key code is 4711', 'do not tell', 'we meet at five']) person.say(account, text);
  telegram.people.person(account).say(ada, 'i will not');
  const hers = person.screen(account);
  const messages = hers.map(({ id, text, out, sentAt }) => ({
    id,
    type: 'message',
    date_unixtime: String(Math.floor(sentAt / 1_000)),
    from_id: `user${out ? ada : account}`,
    text,
  }));
  const file = join(home.folder, 'result.json');
  writeFileSync(file, JSON.stringify({ name: 'Bench', type: 'personal_chat', id: account, messages }));
  await signIn(sandbox);
  const imported = await commandHere(home, [
    ...['memory', 'import', file, '--account', 'bench', '--made-by', 'person', '--json'],
  ]);
  expect(JSON.parse(imported.stdout)).toMatchObject({ added: 4 });
  const database = openForReading(join(home.folder, 'data/kindred.db'));
  onTestFinished(() => database.close());
  const stored = async (): Promise<readonly string[]> =>
    (
      await database.read.selectFrom('message').select(['remote_id', 'text']).orderBy('message_row').execute()
    ).map(({ remote_id: id, text }) => `${id} ${text}`);
  const becomes = (lines: readonly string[]): Promise<void> =>
    expect.poll(stored, { timeout: 30_000, interval: 50 }).toEqual(lines);
  await becomes(messages.map(({ id, text }) => `-${id} ${text}`));

  const ours = telegram.people.person(account).screen(ada);
  expect(ours.map(({ id }) => id)).not.toEqual(hers.map(({ id }) => id));
  await runningHere(sandbox);
  await becomes(ours.map(({ id, text }) => `${id} ${text}`));
  const [code, , meeting] = hers.map(({ id }) => id);
  person.edit(meeting ?? 0, 'we meet at six');
  person.delete([code ?? 0]);
  await becomes(
    ours.map(({ id, text }, at) => `${id} ${at === 0 ? '' : at === 2 ? 'we meet at six' : text}`),
  );
});
