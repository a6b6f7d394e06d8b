import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { accountId } from '../core/ids.js';
import { readEnvironment } from './env.js';
import { loadConfig } from './load.js';
import { openedCredentials } from './whatsapp-secrets.js';

const cloud =
  "channel: whatsapp-cloud\ncharacter: luna\nphoneNumberId: '106540352242922'\napiVersion: v25.0\n";
const green =
  "channel: whatsapp-green\ncharacter: luna\napiUrl: https://7103.api.greenapi.com\ninstance: '7103000001'\n";
const risk = 'policy:\n  acceptsRisk: I know that this number may be banned at any time.\n';

function load(file: string, environment: Readonly<Record<string, string>> = {}, other = '') {
  const home = temporaryFolder();
  for (const folder of ['accounts', 'characters']) mkdirSync(join(home, folder));
  for (const character of ['luna', 'mira']) writeFileSync(join(home, 'characters', `${character}.yaml`), '');
  writeFileSync(join(home, 'accounts', 'luna.yaml'), file);
  if (other !== '') writeFileSync(join(home, 'accounts', 'other.yaml'), other);
  return loadConfig({ home, environment: readEnvironment(environment) });
}

it('runs no number without a word about whose terms it runs under', () => {
  expect(() => load(cloud)).toThrow(/luna\.yaml:1: policy: expected region: eea, italy, brazil or other/u);
  expect(() => load(green)).toThrow(/policy: expected acceptsRisk: a sentence of your own/u);
  expect(() => load(`${cloud}policy: { region: other }\n`)).toThrow(
    /policy\.acceptsRisk: expected with region: other/u,
  );
  expect(() => load(`${green}policy: { acceptsRisk: 'yes' }\n`)).toThrow(
    /a sentence of your own of at least 20/u,
  );
  expect(() => load(`${cloud}policy: { region: moon }\n`)).toThrow(/policy\.region/u);
  expect(load(`${cloud}policy: { region: eea }\n`).config.accounts[0]).toMatchObject({
    channel: 'whatsapp-cloud',
    role: 'primary',
    writesFirst: false,
  });
  expect(load(`${green}${risk}`).config.accounts[0]).toMatchObject({ channel: 'whatsapp-green' });
});

it('pins the version, and lets no other account take over from a number', () => {
  expect(() => load(`${cloud.replace('apiVersion: v25.0\n', '')}policy: { region: eea }\n`)).toThrow(
    /apiVersion: expected a version of the Graph API/u,
  );
  const other = "phone: '+491701234567'\ncharacter: luna\nrole: standby\n";
  expect(() => load(`${cloud}policy: { region: eea }\n`, {}, other)).toThrow(
    /a character that lives on no other account, as a number on WhatsApp has its own/u,
  );
});

it('signs in with what variables hold, once all that is needed is there, and shows none of it', () => {
  const file = `${cloud}policy: { region: eea }\ntokenEnv: TOKEN\nappSecretEnv: APP\npreviousAppSecretEnv: OLD\n`;
  const id = accountId('luna');
  expect(load(file, { TOKEN: 'canary' }).secrets.signInSecret(id)).toBeUndefined();
  const secret = load(file, { TOKEN: 'canary', APP: 'new', OLD: 'old' }).secrets.signInSecret(id);
  expect(openedCredentials(secret?.reveal() ?? '')).toEqual({ token: 'canary', appSecrets: ['new', 'old'] });
  expect(JSON.stringify({ secret })).not.toContain('canary');
  expect(openedCredentials('not json')).toBeNull();
});
