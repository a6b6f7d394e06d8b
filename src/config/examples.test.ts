import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEnvironment } from './env.js';
import { loadConfig } from './load.js';

const project = fileURLToPath(new URL('../../', import.meta.url));

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kindred-example-'));
  mkdirSync(join(home, 'accounts'));
  mkdirSync(join(home, 'characters'));
  writeFileSync(join(home, 'characters/mira.yaml'), '');
});
afterEach(() => rmSync(home, { recursive: true }));

const load = () => loadConfig({ home, environment: readEnvironment({}) }).config;

/** The example with its commented-out settings brought to life. */
function uncommented(text: string): string {
  return text.replace(/^( *)# ((?: *)(?:[\w.:-]+:(?: |$).*))$/gm, '$1$2');
}

describe('kindred.example.yaml', () => {
  it('is accepted and shows the defaults', () => {
    const defaults = load();
    copyFileSync(join(project, 'kindred.example.yaml'), join(home, 'kindred.yaml'));
    expect(load()).toEqual(defaults);
  });

  it('is accepted with everything it has commented out, but for the key file that is not there', () => {
    const text = uncommented(readFileSync(join(project, 'kindred.example.yaml'), 'utf8'));
    writeFileSync(join(home, 'kindred.yaml'), text);
    expect(load).toThrow(
      /^kindred\.yaml:\d+: telegram\.server\.publicKeyFile: expected a readable file with the server's RSA public key as PEM, got "data\/sandbox\.pem"$/,
    );
    writeFileSync(join(home, 'kindred.yaml'), text.replace(/^telegram:[^]*$/m, ''));
    expect(load()).toMatchObject({
      vault: { keyFile: join(home, 'vault.key'), passphraseFd: 3 },
      operator: { name: 'Ada Lovelace' },
      models: { endpoints: { ollama: {}, deepseek: { apiKeyEnv: 'DEEPSEEK_API_KEY' } } },
    });
  });
});

describe('accounts/example.yaml.sample', () => {
  const sample = readFileSync(join(project, 'accounts/example.yaml.sample'), 'utf8');

  it('asks for the phone number and for nothing else', () => {
    writeFileSync(join(home, 'accounts/main.yaml'), sample);
    expect(load).toThrow(
      /^accounts\/main\.yaml:7: phone: expected your own value, got the placeholder of an example$/,
    );
  });

  it('is accepted with a number, also with everything it has commented out', () => {
    const text = sample.replace('<phone number>', '+4915112345678');
    writeFileSync(join(home, 'accounts/main.yaml'), text);
    expect(load().accounts).toMatchObject([{ id: 'main', label: 'main', phone: '+4915112345678' }]);
    writeFileSync(join(home, 'accounts/main.yaml'), uncommented(text));
    expect(load().accounts).toMatchObject([
      { label: 'Mira, main number', proxy: { type: 'socks5', port: 1080 } },
    ]);
  });
});
