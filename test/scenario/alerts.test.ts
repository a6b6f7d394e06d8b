import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { addAccount, answersTo, ask, commandHere, runningHere, sandboxHome } from '../support/kindred.js';
import { webhookReceiver } from '../support/receiver.js';

it('tells the operator of a lost account, by webhook and by another account in their own chat', async () => {
  const receiver = await webhookReceiver([{ status: 500 }]);
  const sandbox = await sandboxHome({
    settings: `alerts:\n  webhook: { urlEnv: ALERT_URL, tokenEnv: ALERT_TOKEN }\n  telegram: '@olga_owner'\n`,
  });
  const second = await addAccount(sandbox, 'second', '+9996620002');
  const env = { ...sandbox.home.env, ALERT_URL: receiver.url, ALERT_TOKEN: 'one-token' };
  const kindred = await runningHere({ ...sandbox, home: { ...sandbox.home, env } });
  const { telegram } = sandbox;
  const { id: olga } = await telegram.people.create({ firstName: 'Olga', username: 'olga_owner' });
  await ask(sandbox, olga, 'hello', 1);

  telegram.endAuthorizations(second, 'SESSION_REVOKED');
  const told = await answersTo(sandbox, olga, 3);
  expect(told[1]).toMatch(/^Account second is lost \(logged out\): see "kindred account show second"\.$/u);
  expect(told[2]).toMatch(/^Account second is lost \(logged out\) and no standby can take its people over/u);
  const [, lost, alone] = await receiver.got(3);
  // The first one was answered with an error and came again.
  expect(lost).toMatchObject({
    path: '/hook',
    authorization: 'Bearer one-token',
    body: { kind: 'account-lost', severity: 'critical', account: 'second', state: 'logged-out' },
  });
  expect(alone?.body).toMatchObject({ kind: 'account-not-rotated', account: 'second' });
  await kindred.stop();
  expect(kindred.log()).not.toMatch(/one-token|127\.0\.0\.1:\d+\/hook/u);
});

it('tells by webhook that the vault is shut, though the run ends before it began', async () => {
  const receiver = await webhookReceiver();
  const sandbox = await sandboxHome({ settings: `alerts: { webhook: { url: '${receiver.url}' } }\n` });
  writeFileSync(join(sandbox.home.folder, 'vault.key'), 'not a key\n');
  const { code } = await commandHere(sandbox.home, ['run']);
  expect(code).toBe(1);
  expect(receiver.received.map(({ body }) => [body['kind'], body['account']])).toEqual([
    ['vault-shut', 'bench'],
  ]);
});

it.each([
  ['alerts: {}', /alerts: expected webhook or telegram/u],
  ['alerts: { webhook: {} }', /alerts\.webhook: expected either url or urlEnv/u],
  ['alerts: { telegram: olga }', /alerts\.telegram: expected yourself by @username/u],
  ['alerts: { webhook: { urlEnv: NOT_SET } }', /the environment does not set NOT_SET/u],
])('says what is wrong with %s', async (settings, words) => {
  const sandbox = await sandboxHome({ signedIn: false, settings: `${settings}\n` });
  const { code, stderr } = await commandHere(sandbox.home, ['run']);
  expect(code).toBe(1);
  expect(stderr).toMatch(words);
});
