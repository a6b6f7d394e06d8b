import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { accountId } from '../core/ids.js';
import { readEnvironment } from './env.js';
import { loadConfig } from './load.js';

const token = `123456:${'A'.repeat(35)}`;

function home(files: Readonly<Record<string, string>>, settings = ''): string {
  const folder = temporaryFolder();
  for (const name of ['accounts', 'characters']) mkdirSync(join(folder, name));
  for (const name of ['mira', 'luna']) writeFileSync(join(folder, 'characters', `${name}.yaml`), '');
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, 'accounts', `${name}.yaml`), text);
  }
  if (settings !== '') writeFileSync(join(folder, 'kindred.yaml'), settings);
  return folder;
}

const load = (files: Readonly<Record<string, string>>, settings = '', env = {}) =>
  loadConfig({ home: home(files, settings), environment: readEnvironment(env) });

const refusal = (files: Readonly<Record<string, string>>, settings = ''): string => {
  try {
    load(files, settings);
  } catch (error) {
    return String(error);
  }
  return 'taken';
};

const bot = 'channel: telegram-bot\ncharacter: luna\n';

describe('an account by its kind', () => {
  it('is a user account where nothing else is said, and a bot where it is', () => {
    const { config } = load({ mira: 'phone: "+4915112345678"\ncharacter: mira\n', luna: bot });
    expect(config.accounts.map(({ id, channel, role }) => [id, channel, role])).toEqual([
      ['luna', 'telegram-bot', 'primary'],
      ['mira', 'telegram-user', 'primary'],
    ]);
    expect(config.accounts[0]).toMatchObject({ receive: 'poll' });
    expect(config.telegram.botApi).toBe('https://api.telegram.org');
    expect(config.receiver).toBeNull();
  });

  it.each([
    [
      'channel: telegram-bto\ncharacter: luna\n',
      /luna\.yaml:1: channel: expected one of telegram-user, telegram-bot, telegram-business, whatsapp-cloud, whatsapp-green, whatsapp-evolution, got "telegram-bto"/u,
    ],
    [
      `${bot}phone: "+4915112345678"\n`,
      /luna\.yaml:3: phone: expected one of channel, label, character,.* got an unknown field/u,
    ],
    [`${bot}token: ${token}\n`, /luna\.yaml:3: token: expected .* got an unknown field/u],
    [
      `${bot}tokenEnv: ${token}\n`,
      /luna\.yaml:3: tokenEnv: expected the name of an environment variable .* got text of 42 characters/u,
    ],
    [`${bot}receive: push\n`, /luna\.yaml:3: receive: expected one of poll, webhook, got "push"/u],
    [`${bot}role: standby\n`, /luna\.yaml:3: role: expected one of .* got an unknown field/u],
    [`${bot}caps:\n  perMinute: 0\n`, /luna\.yaml:4: caps\.perMinute: expected a whole number from 1/u],
    ['channel: telegram-bot\n', /luna\.yaml:1: character: expected the name of a character/u],
  ])('names the field that is wrong: %j', (text, words) => {
    const said = refusal({ luna: text });
    expect(said).toMatch(words);
    expect(said).not.toContain('AAAA');
  });

  it('has its token in one file and its character to itself', () => {
    const other = 'channel: telegram-bot\ncharacter: mira\ntokenEnv: LUNA\n';
    expect(refusal({ luna: `${bot}tokenEnv: LUNA\n`, zoe: other })).toMatch(
      /zoe\.yaml:3: tokenEnv: expected each account in one file, got the token of accounts\/luna\.yaml again/u,
    );
    expect(refusal({ luna: bot, main: 'phone: "+4915112345678"\ncharacter: luna\n' })).toMatch(
      /luna\.yaml: character: expected a character that lives on no other account/u,
    );
  });

  it('finds its token in the variable it names, and refuses what is none without repeating it', () => {
    const files = { luna: `${bot}tokenEnv: LUNA\n` };
    const id = accountId('luna');
    expect(load(files, '', { LUNA: token }).secrets.signInSecret(id)?.reveal()).toBe(token);
    expect(load(files).secrets.signInSecret(id)).toBeUndefined();
    const { secrets } = load(files, '', { LUNA: 'hunter2-hunter2-hunter2' });
    expect(() => secrets.signInSecret(id)).toThrow(/luna: the environment's LUNA is not a bot's token/u);
    expect(() => secrets.signInSecret(id)).not.toThrow(/hunter/u);
  });
});

describe('where bots are reached and reach us', () => {
  it('takes what it is told', () => {
    const { config } = load(
      { luna: bot },
      'telegram:\n  botApi: http://127.0.0.1:8081/\nreceiver:\n  listen: "[::1]:9000"\n  publicUrl: https://bots.example.org\n',
    );
    expect(config.telegram.botApi).toBe('http://127.0.0.1:8081');
    expect(config.receiver).toMatchObject({
      listen: { host: '::1', port: 9_000 },
      publicUrl: 'https://bots.example.org',
      behindProxy: false,
    });
  });

  it.each([
    [
      'telegram:\n  botApi: http://bots.example.org\n',
      /telegram\.botApi: expected an https:\/\/ URL, or one on this machine/u,
    ],
    [
      'receiver:\n  listen: 8790\n',
      /receiver\.listen: expected an address and a port, such as 127\.0\.0\.1:8790/u,
    ],
    ['receiver:\n  listen: 0.0.0.0:99999\n', /receiver\.listen: expected an address and a port/u],
    [
      'receiver:\n  publicUrl: http://bots.example.org\n',
      /receiver\.publicUrl: expected the https:\/\/ address/u,
    ],
    [
      'receiver:\n  port: 1\n',
      /receiver\.port: expected one of listen, publicUrl, behindProxy, tls, maxBody/u,
    ],
  ])('refuses what is unsafe or unknown: %j', (settings, words) => {
    expect(refusal({ luna: bot }, settings)).toMatch(words);
  });
});
