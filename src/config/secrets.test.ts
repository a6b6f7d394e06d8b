import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format, inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountId } from '../core/ids.js';
import { readEnvironment } from './env.js';
import type { Loaded } from './load.js';
import { loadConfig } from './load.js';
import { requireModelKeys, requireTelegramApi } from './required-secrets.js';
import { Secret } from './secret.js';

const canary = 'sk-ant-canary-4711';
const hash = '0123456789abcdef0123456789abcdef';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kindred-secrets-'));
  mkdirSync(join(home, 'accounts'));
  mkdirSync(join(home, 'characters'));
  writeFileSync(join(home, 'characters/mira.yaml'), '');
  writeFileSync(join(home, 'accounts/main.yaml'), 'phone: "+4915112345678"\ncharacter: mira\n');
});
afterEach(() => rmSync(home, { recursive: true }));

function load(variables: Readonly<Record<string, string>>, settings = ''): Loaded {
  writeFileSync(join(home, 'kindred.yaml'), settings);
  return loadConfig({ home, environment: readEnvironment(variables) });
}

describe('Secret', () => {
  it('gives its value to reveal() and to nothing else', () => {
    const secret = new Secret(canary);
    expect(secret.reveal()).toBe(canary);
    const prints = [
      String(secret),
      'key: ' + String(secret),
      JSON.stringify({ secret }),
      inspect({ secret }, { showHidden: true, depth: 9 }),
      format('%s %o %j', secret, secret, secret),
      JSON.stringify(Object.entries(secret)),
      JSON.stringify(structuredClone({ ...secret })),
      new Error(`failed with ${String(secret)}`).stack ?? '',
    ];
    expect(prints.filter((print) => print.includes('canary'))).toEqual([]);
    expect(prints.slice(0, 3)).toEqual(['[secret]', 'key: [secret]', '{"secret":"[secret]"}']);
  });
});

describe('secrets', () => {
  it('come from the variables that the settings name, and are nowhere in the config', () => {
    const { config, secrets } = load(
      { MY_KEY: ` ${canary}\n`, TELEGRAM_API_ID: '12345', TELEGRAM_API_HASH: hash },
      'models: {anthropic: {apiKeyEnv: MY_KEY}}\n',
    );
    expect(secrets.modelKey('anthropic')?.reveal()).toBe(canary);
    expect(secrets.telegramApi(accountId('main'))?.hash.reveal()).toBe(hash);
    expect(secrets.telegramApi(accountId('main'))?.id).toBe(12345);
    expect(secrets.modelKey('constructor')).toBeUndefined();
    const printed = inspect([config, secrets, secrets.telegramApi(accountId('main'))], {
      depth: 20,
      showHidden: true,
    });
    expect(printed).not.toMatch(/canary|0123456789abcdef/);
  });

  it('are missing when they are blank or left over from an example', () => {
    expect(load({ ANTHROPIC_API_KEY: '  ' }).secrets.modelKey('anthropic')).toBeUndefined();
    expect(load({ ANTHROPIC_API_KEY: 'sk-ant-...' }).secrets.modelKey('anthropic')).toBeUndefined();
    expect(load({ ANTHROPIC_API_KEY: 'your-key-here' }).secrets.modelKey('anthropic')).toBeUndefined();
  });

  it('that cannot be right are refused without being shown', () => {
    const { secrets } = load({ TELEGRAM_API_ID: 'twelve', TELEGRAM_API_HASH: hash });
    expect(() => secrets.telegramApi(accountId('main'))).toThrow(
      /^account main: TELEGRAM_API_ID must be the api_id/,
    );
    const other = load({ TELEGRAM_API_ID: '12', TELEGRAM_API_HASH: canary });
    expect(() => other.secrets.telegramApi(accountId('main'))).toThrow(
      'account main: TELEGRAM_API_HASH must be the api_hash, 32 hexadecimal digits; see https://my.telegram.org, "API development tools"',
    );
  });
});

describe('requireModelKeys', () => {
  it('names every missing variable and the roles that need it', () => {
    const { config, secrets } = load(
      {},
      'models:\n  endpoints: {router: {baseUrl: "https://h/v1", apiKeyEnv: ROUTER_KEY}}\n  roles: {judge: "router:x"}\n',
    );
    expect(() => requireModelKeys(config, secrets)).toThrow(
      /does not set ANTHROPIC_API_KEY \(voice\.everyday, voice\.deep, strategist, scribe, eye\) and ROUTER_KEY \(judge\); set it, or .* "kindred sandbox"/,
    );
  });

  it('is content with keys, with endpoints that need none, and with a server on this machine', () => {
    const withKey = load({ ANTHROPIC_API_KEY: canary });
    expect(() => requireModelKeys(withKey.config, withKey.secrets)).not.toThrow();
    const local = load({}, 'models: {anthropic: {baseUrl: "http://127.0.0.1:9"}}\n');
    expect(() => requireModelKeys(local.config, local.secrets)).not.toThrow();
    const roles = ['voice.everyday', 'voice.deep', 'strategist', 'scribe', 'judge'].map(
      (role) => `${role}: "ollama:x"`,
    );
    const open = load(
      {},
      `models: {endpoints: {ollama: {baseUrl: "http://h/v1"}}, roles: {${roles.join(', ')}}}\n`,
    );
    expect(() => requireModelKeys(open.config, open.secrets)).not.toThrow();
  });

  it('does not take a host that only looks like this machine', () => {
    const far = load({}, 'models: {anthropic: {baseUrl: "http://127.0.0.1.example.org"}}\n');
    expect(() => requireModelKeys(far.config, far.secrets)).toThrow(/ANTHROPIC_API_KEY/);
  });
});

describe('requireTelegramApi', () => {
  it('names both variables and where to get their values', () => {
    const { config, secrets } = load({ TELEGRAM_API_ID: '12345' });
    expect(() => requireTelegramApi(config, secrets, accountId('main'))).toThrow(
      'account main: the environment does not set TELEGRAM_API_ID and TELEGRAM_API_HASH; get both at https://my.telegram.org',
    );
  });
});
