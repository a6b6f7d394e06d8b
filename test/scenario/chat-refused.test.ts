import { expect, it } from 'vitest';
import { commandHere, people, runningHere, sandboxHome } from '../support/kindred.js';

it('a chat says why its last message was refused: here, that the person wants Stars for it', async () => {
  const sandbox = await sandboxHome();
  await runningHere(sandbox);
  const { telegram, account } = sandbox;
  const [ada = 0] = await people(sandbox, 1);
  telegram.rules.add({
    method: 'messages.sendMessage',
    account,
    effect: { kind: 'error', code: 403, type: 'ALLOW_PAYMENT_REQUIRED_50' },
  });
  telegram.people.person(ada).say(account, 'hello');
  let shown = '';
  for (let tries = 0; tries < 200 && !shown.includes('not delivered'); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    shown = (await commandHere(sandbox.home, ['chats', 'show', String(ada)])).stdout;
  }
  expect(shown).toMatch(/^not delivered {2,}\S+ \S+: wants 50 Stars for each message/mu);
  const json = await commandHere(sandbox.home, ['chats', 'show', String(ada), '--json']);
  expect((JSON.parse(json.stdout) as { refused: unknown }).refused).toMatchObject({
    reason: 'ALLOW_PAYMENT_REQUIRED_50',
  });
});
