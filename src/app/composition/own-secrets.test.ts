import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { readEnvironment } from '../../config/env.js';
import { loadConfig } from '../../config/load.js';
import { ownSecretRule } from './own-secrets.js';

const values = {
  ANTHROPIC_API_KEY: 'key-of-the-model-1',
  ROUTER_KEY: 'key-of-the-router-2',
  TELEGRAM_API_ID: '12345',
  TELEGRAM_API_HASH: '0123456789abcdef0123456789abcdef',
  PROXY_USER: 'proxy-user-3',
  PROXY_PASSWORD: 'proxy-password-4',
  MTPROXY_SECRET: 'dd0123456789abcdef0123456789abcd5',
  UNNAMED: 'nobody-named-this-6',
};

it('knows every value that the settings name, of models, accounts and proxies, and no other', () => {
  const home = temporaryFolder();
  for (const name of ['accounts', 'characters']) mkdirSync(join(home, name));
  writeFileSync(join(home, 'characters/mira.yaml'), '');
  writeFileSync(
    join(home, 'kindred.yaml'),
    'models: {endpoints: {router: {baseUrl: "https://h/v1", apiKeyEnv: ROUTER_KEY}}}\n',
  );
  const account = (proxy: string): string => `phone: "+4915112345678"\ncharacter: mira\nproxy: ${proxy}\n`;
  writeFileSync(
    join(home, 'accounts/main.yaml'),
    account('{type: socks5, host: h, port: 1, usernameEnv: PROXY_USER, passwordEnv: PROXY_PASSWORD}'),
  );
  writeFileSync(
    join(home, 'accounts/spare.yaml'),
    account('{type: mtproxy, host: h, port: 1, secretEnv: MTPROXY_SECRET}').replace('678', '679'),
  );
  const { config, secrets } = loadConfig({ home, environment: readEnvironment(values) });
  const holdsSecret = ownSecretRule(config, secrets);

  const found = Object.entries(values).filter(([, value]) =>
    holdsSecret(`it is ${value.toUpperCase()}, look`),
  );
  expect(found.map(([name]) => name)).toEqual([
    'ANTHROPIC_API_KEY',
    'ROUTER_KEY',
    'TELEGRAM_API_HASH',
    'PROXY_USER',
    'PROXY_PASSWORD',
    'MTPROXY_SECRET',
  ]);
  expect(holdsSecret('key-of-the-model')).toBe(false);
});
