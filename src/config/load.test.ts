import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OperatorError } from '../core/failure.js';
import { readEnvironment } from './env.js';
import type { Loaded } from './load.js';
import { loadConfig } from './load.js';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kindred-config-'));
});
afterEach(() => rmSync(home, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  }
}

function load(variables: Readonly<Record<string, string>> = {}, configFile?: string): Loaded {
  return loadConfig({ home, environment: readEnvironment(variables), configFile });
}

/** The lines of the refusal, without its heading. */
function refusal(variables: Readonly<Record<string, string>> = {}, configFile?: string): readonly string[] {
  try {
    load(variables, configFile);
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    const lines = error.message.split('\n');
    return lines.length === 1 ? lines : lines.slice(1).map((line) => line.trim());
  }
  return [];
}

const publicKey = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = publicKey.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString();

describe('without any file', () => {
  it('has a default for everything', () => {
    const { config } = load();
    expect(config).toMatchObject({
      home,
      data: join(home, 'data'),
      vault: { keyFile: join(home, 'vault.key') },
      logLevel: 'info',
      telegram: {},
      models: {
        anthropic: {
          baseUrl: 'https://api.anthropic.com',
          apiKeyEnv: 'ANTHROPIC_API_KEY',
          firstByte: 30_000,
          idle: 20_000,
          loadsModels: false,
        },
        endpoints: {},
      },
      limits: { turn: 180_000, modelAttempts: 3 },
      accounts: [],
    });
    expect(config.models.roles['voice.everyday'][0]?.provider).toBe('anthropic');
    expect(config.models.timeouts).toEqual({ firstByte: 30_000, idle: 20_000 });
  });

  it('is frozen to its depths', () => {
    const { config } = load();
    expect(() => Object.assign(config.models.roles, { judge: [] })).toThrow(TypeError);
    expect(() => Object.assign(config.models.roles.judge, [])).not.toThrow();
    expect(() => (config.models.roles.judge as unknown[]).push(1)).toThrow(TypeError);
  });
});

describe('with files', () => {
  it('takes what they say', () => {
    write({
      'kindred.yaml': `data: ../elsewhere
logLevel: warn
telegram:
  server: { host: 127.0.0.1, port: 4433, publicKeyFile: keys/server.pem }
models:
  anthropic: { baseUrl: 'http://127.0.0.1:9000/', apiKeyEnv: MY_KEY }
  endpoints:
    local: { baseUrl: http://127.0.0.1:11434/v1 }
  roles:
    voice.everyday: local:llama3:8b
    judge: [anthropic:claude-haiku-5-5, local:llama3:8b]
operator: { name: Ada, contact: ada@example.org }
`,
      'keys/server.pem': pem,
      'accounts/second.yaml': 'phone: "+4915112345678"\ncharacter: mira\nrole: standby\n',
      'accounts/first.yaml': `label: The first
phone: "+49 (151) 123-4567"
character: mira
device: Laptop
quiet: true
api: { idEnv: FIRST_ID, hashEnv: FIRST_HASH }
proxy: { type: socks5, host: proxy.local, port: 1080, usernameEnv: PROXY_USER, passwordEnv: PROXY_PASSWORD }
`,
      'accounts/README.md': 'not an account',
      'accounts/example.yaml.sample': 'not an account either',
      'characters/mira.yaml': 'name: Mira\n',
    });
    const { config } = load();
    expect(config).toMatchObject({
      data: join(dirname(home), 'elsewhere'),
      logLevel: 'warn',
      telegram: { server: { host: '127.0.0.1', port: 4433, dcId: 2, publicKey: pem } },
      models: {
        anthropic: { baseUrl: 'http://127.0.0.1:9000', apiKeyEnv: 'MY_KEY', loadsModels: false },
        endpoints: { local: { baseUrl: 'http://127.0.0.1:11434/v1' } },
        roles: {
          'voice.everyday': [{ provider: 'local', model: 'llama3:8b' }],
          judge: [
            { provider: 'anthropic', model: 'claude-haiku-5-5' },
            { provider: 'local', model: 'llama3:8b' },
          ],
          // Not named: served by the everyday voice, so that one line moves everything to another provider.
          'voice.deep': [{ provider: 'local', model: 'llama3:8b' }],
          scribe: [{ provider: 'local', model: 'llama3:8b' }],
        },
      },
      operator: { name: 'Ada', contact: 'ada@example.org' },
    });
    expect(config.accounts).toEqual([
      {
        id: 'first',
        channel: 'telegram-user',
        label: 'The first',
        phone: '+491511234567',
        character: 'mira',
        role: 'primary',
        device: 'Laptop',
        quiet: true,
        api: { idEnv: 'FIRST_ID', hashEnv: 'FIRST_HASH' },
        proxy: {
          type: 'socks5',
          host: 'proxy.local',
          port: 1080,
          usernameEnv: 'PROXY_USER',
          passwordEnv: 'PROXY_PASSWORD',
        },
      },
      {
        id: 'second',
        channel: 'telegram-user',
        label: 'second',
        phone: '+4915112345678',
        character: 'mira',
        role: 'standby',
        device: 'Kindred',
        quiet: false,
        api: { idEnv: 'TELEGRAM_API_ID', hashEnv: 'TELEGRAM_API_HASH' },
      },
    ]);
  });

  it('waits for a server in the own network that speaks the protocol of Anthropic and may load a model', () => {
    const anthropic = (more: string) => {
      write({
        'kindred.yaml': `models:\n  anthropic: { baseUrl: 'http://127.0.0.1:11434'${more} }\n  roles: { voice.everyday: anthropic:qwen3 }\n`,
      });
      const { config } = load();
      return [config.models.anthropic.firstByte, config.models.anthropic.idle, config.limits.turn];
    };
    expect(anthropic('')).toEqual([300_000, 60_000, 360_000]);
    expect(anthropic(', firstByteSeconds: 90')).toEqual([90_000, 60_000, 180_000]);
  });

  it('lets the environment say where things are and how much is logged', () => {
    write({
      'other/kindred.yaml': 'operator: {name: Bo}\n',
      'special.yaml': 'operator: {name: Cy}\nlogLevel: warn\n',
    });
    expect(load({ KINDRED_HOME: join(home, 'other') }).config).toMatchObject({
      home: join(home, 'other'),
      operator: { name: 'Bo' },
    });
    expect(
      load({ KINDRED_CONFIG: 'special.yaml', KINDRED_DATA: '/var/data', KINDRED_LOG_LEVEL: 'debug' }).config,
    ).toMatchObject({ operator: { name: 'Cy' }, data: '/var/data', logLevel: 'debug' });
    expect(load({ KINDRED_CONFIG: 'missing.yaml' }, 'special.yaml').config.operator.name).toBe('Cy');
  });
});

describe('refuses, with file, line, field and what was expected:', () => {
  const account = 'phone: "+4915112345678"\ncharacter: mira\n';

  it.each([
    ['broken YAML', 'a: [1\n', /^kindred\.yaml:\d: expected valid YAML/],
    [
      'an unknown field',
      'logLevel: info\ndate: x\n',
      /^kindred\.yaml:2: date: expected one of .*did you mean data\?$/,
    ],
    [
      'a wrong port',
      'telegram:\n  server:\n    host: h\n    port: 99999\n    publicKeyFile: k\n',
      /^kindred\.yaml:4: telegram\.server\.port: expected a port from 1 to 65535, got 99999$/,
    ],
    [
      'a port as text',
      'telegram: {server: {host: h, port: https, publicKeyFile: k}}\n',
      /telegram\.server\.port: expected a port from 1 to 65535, got "https"$/,
    ],
    [
      'a missing public key file',
      'telegram:\n  server: {host: h, port: 1, publicKeyFile: none.pem}\n',
      /^kindred\.yaml:2: telegram\.server\.publicKeyFile: expected a readable file .* PEM, got "none\.pem"$/,
    ],
    [
      'a host with its port',
      'telegram: {server: {host: "h:80", port: 1, publicKeyFile: k}}\n',
      /telegram\.server\.host: expected a host name or an address, without a port/,
    ],
    [
      'a data folder that is a list',
      'data: [a]\n',
      /^kindred\.yaml:1: data: expected the path of a file or folder, got a list of 1$/,
    ],
    [
      'a vault key inside the data folder',
      'vault:\n  keyFile: data/vault.key\n',
      /^kindred\.yaml:2: vault\.keyFile: expected a file outside the data folder \(.*data\), got "data\/vault\.key"; a copy of that folder would hold/,
    ],
    [
      "the terminal's own descriptor for the passphrase",
      'vault: {passphraseFd: 0}\n',
      /vault\.passphraseFd: expected a whole number from 3 to 1023, got a number$/,
    ],
    [
      'a wrong URL',
      'models: {anthropic: {baseUrl: "api.anthropic.com"}}\n',
      /models\.anthropic\.baseUrl: expected a URL/,
    ],
    [
      'a URL with a password',
      'models: {anthropic: {baseUrl: "https://u:hunter22@h"}}\n',
      /models\.anthropic\.baseUrl: expected a URL .*without user, password/,
    ],
    [
      'an endpoint called anthropic',
      'models: {endpoints: {anthropic: {baseUrl: "http://h"}}}\n',
      /models\.endpoints\.anthropic: expected a name of small letters/,
    ],
    [
      'an unknown role',
      'models: {roles: {voice.everyday: "anthropic:x", voice.depe: "anthropic:x"}}\n',
      /models\.roles\["voice\.depe"\]: expected one of .*did you mean voice\.deep\?$/,
    ],
    [
      'a role without provider',
      'models:\n  roles:\n    judge: gpt\n',
      /^kindred\.yaml:3: models\.roles\.judge: expected a model written provider:model/,
    ],
    [
      'a role without models',
      'models:\n  roles:\n    judge: []\n',
      /^kindred\.yaml:3: models\.roles\.judge: expected a list of at least 1, got an empty list/,
    ],
    [
      'a provider nobody named',
      'models:\n  endpoints: {ollama: {baseUrl: "http://h"}}\n  roles:\n    judge: olama:x\n',
      /^kindred\.yaml:4: models\.roles\.judge\[0\]: expected a provider that models\.endpoints names, or anthropic \(anthropic, ollama\), got "olama"; did you mean ollama\?$/,
    ],
    [
      'a negative count',
      'limits: {modelAttempts: -1}\n',
      /limits\.modelAttempts: expected a whole number from 1 to 10, got -1$/,
    ],
    [
      'a placeholder',
      'operator:\n  name: <your name>\n',
      /^kindred\.yaml:2: operator\.name: expected your own value, got the placeholder/,
    ],
    [
      'a log level',
      'logLevel: loud\n',
      /^kindred\.yaml:1: logLevel: expected one of debug, info, warn, error, silent, got "loud"$/,
    ],
  ])('%s', (_, text, problem) => {
    write({ 'kindred.yaml': text });
    expect(refusal()).toEqual([expect.stringMatching(problem)]);
  });

  it.each([
    [
      'no phone',
      'character: mira\n',
      /^accounts\/a\.yaml:1: phone: expected a phone number in international form.*got nothing$/,
    ],
    [
      'a phone with letters',
      'phone: "+49 CALL"\ncharacter: mira\n',
      /phone: expected a phone number in international form/,
    ],
    [
      'a phone that YAML takes for a number',
      'phone: +4915112345678\ncharacter: mira\n',
      /phone: expected a phone number in international form and in quotes, .*got a number$/,
    ],
    [
      'a phone without country',
      'phone: 0151123456\ncharacter: mira\n',
      /phone: expected a phone number in international form/,
    ],
    [
      'an unknown character',
      'phone: "+4915112345678"\ncharacter: mirra\n',
      /^accounts\/a\.yaml:2: character: expected the name of a file in characters\/ \(mira\), got "mirra"; did you mean mira\?$/,
    ],
    ['a role', `${account}role: backup\n`, /role: expected one of primary, standby, got "backup"$/],
    [
      'an api hash in place of its variable',
      `${account}api: {hashEnv: 0123456789abcdef0123456789abcdef}\n`,
      /api\.hashEnv: expected the name of an environment variable .*got text of 32 characters$/,
    ],
    [
      'an api hash in the file',
      `${account}api: {hash: x}\n`,
      /api\.hash: expected one of idEnv, hashEnv, got an unknown field/,
    ],
    [
      'a kind of proxy',
      `${account}proxy: {type: http, host: h, port: 1}\n`,
      /proxy\.type: expected one of socks5, mtproxy, got "http"$/,
    ],
    [
      'a proxy without secret',
      `${account}proxy: {type: mtproxy, host: h, port: 1}\n`,
      /proxy\.secretEnv: expected the name of an environment variable.*got nothing$/,
    ],
  ])('an account with %s', (_, text, problem) => {
    write({ 'accounts/a.yaml': text, 'characters/mira.yaml': '' });
    expect(refusal()).toEqual([expect.stringMatching(problem)]);
  });

  it('one account in two files, and file names that are no ids', () => {
    write({ 'accounts/a.yaml': account, 'accounts/b.yaml': account, 'characters/mira.yaml': '' });
    write({ 'accounts/c.yml': account, 'accounts/The Third.yaml': account });
    expect(refusal()).toEqual([
      expect.stringMatching(/^accounts\/The Third\.yaml: expected a file name of small letters/),
      'accounts/b.yaml:1: phone: expected each account in one file, got the number of accounts/a.yaml again; delete one of the two files',
      expect.stringMatching(
        /^accounts\/c\.yml: expected a file name .* such as mira-main\.yaml, got "c\.yml"; rename the file$/,
      ),
    ]);
  });

  it('everything at once, in all files', () => {
    write({ 'kindred.yaml': 'data: 7\nlogLevel: loud\n', 'accounts/a.yaml': 'phone: 1\n' });
    expect(refusal()).toHaveLength(4);
  });

  it('what the command line or the environment names and is not there', () => {
    expect(refusal({}, 'none.yaml')).toEqual([
      'none.yaml: expected a file, got nothing; create it or correct its name',
    ]);
    expect(refusal({ KINDRED_CONFIG: 'none.yaml' })).toEqual([
      expect.stringMatching(/^none\.yaml: expected a file/),
    ]);
    expect(refusal({ KINDRED_HOME: join(home, 'none') })).toEqual([
      expect.stringMatching(/none does not exist; create it or correct KINDRED_HOME$/),
    ]);
    expect(refusal({ KINDRED_LOG_LEVEL: 'loud' })).toEqual([
      expect.stringMatching(/^environment: KINDRED_LOG_LEVEL: expected one of debug, .*got "loud"$/),
    ]);
  });

  it('a private key where the public one belongs', () => {
    write({
      'kindred.yaml': 'telegram: {server: {host: h, port: 1, publicKeyFile: k.pem}}\n',
      'k.pem': publicKey.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    });
    expect(refusal()).toEqual([
      expect.stringMatching(/publicKeyFile: expected a readable file with the server's RSA public key/),
    ]);
  });

  it('an accounts folder that is a file', () => {
    write({ accounts: '' });
    expect(refusal()).toEqual([expect.stringMatching(/accounts cannot be listed; it must be a folder/)]);
  });
});
