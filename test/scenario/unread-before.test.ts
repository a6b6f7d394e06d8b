import { expect, it } from 'vitest';
import { answersTo, people, runningHere, sandboxHome, signIn } from '../support/kindred.js';

it('what was unread before the account was signed in is seen before it is marked read with the first answer', async () => {
  const sandbox = await sandboxHome({ signedIn: false });
  const { telegram, account, models } = sandbox;
  const [ada = 0, ben = 0] = await people(sandbox, 2);
  const person = telegram.people.person(ada);
  person.say(account, 'my train was cancelled');
  person.say(account, 'what should I do?');
  telegram.people.person(ben).say(account, 'nobody answers this one');
  await signIn(sandbox);
  await runningHere(sandbox);
  person.say(account, 'are you there?');
  await answersTo(sandbox, ada, 1);
  const asked = (): string =>
    models.calls
      .list()
      .map(({ body }) => JSON.stringify(body))
      .join('\n');
  for (let tries = 0; tries < 200 && !asked().includes('what should I do?'); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(asked()).toContain('my train was cancelled');
  expect(asked()).toContain('what should I do?');
  // Who did not write since is neither answered nor marked read.
  const marks = telegram.world.journal.read({
    user: account,
    with: ben,
    kinds: ['read', 'message'],
    after: 0,
  });
  expect(marks.filter(({ actor }) => actor === account)).toEqual([]);
});
