import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { environmentNames } from '../config/env.js';
import { print, printJson, type Surroundings } from './terminal/surroundings.js';

export interface InitOptions {
  readonly json?: boolean;
}

/** Where the program itself lies: what is copied comes with every way of installing it. */
const program = fileURLToPath(new URL('../../', import.meta.url));

const ignored = [
  '# Sessions, keys and everything people said.',
  '.env',
  '.env.*',
  '!.env.example',
  'data/',
  '*.key',
  '*.key.*',
  '*.session',
  '*.sealed',
  '',
].join('\n');

const secrets = [
  '# Copy to .env, which only you may read. From https://my.telegram.org:',
  `${environmentNames.telegramApiId}=`,
  `${environmentNames.telegramApiHash}=`,
  '# One of these, or a model server on this machine (see kindred.yaml):',
  `${environmentNames.anthropicKey}=`,
  `${environmentNames.openaiKey}=`,
  '',
].join('\n');

/**
 * `kindred init [folder]`: writes what an operator starts from. What is there already stays as it is, so that running it
 * again only adds what is missing.
 */
export async function init(
  surroundings: Surroundings,
  folder: string | undefined,
  { json }: InitOptions,
): Promise<void> {
  const home = resolve(surroundings.cwd, folder ?? '.');
  const wrote: string[] = [];
  const kept: string[] = [];
  const place = (name: string, write: (path: string) => void): void => {
    const path = join(home, name);
    if (existsSync(path)) {
      kept.push(name);
      return;
    }
    mkdirSync(dirname(path), { recursive: true });
    write(path);
    wrote.push(name);
  };
  const copied = (name: string, from: string): void =>
    place(name, (path) => copyFileSync(join(program, from), path));

  copied('kindred.yaml', 'kindred.example.yaml');
  copied('accounts/example.yaml.sample', 'accounts/example.yaml.sample');
  for (const name of shippedToStartFrom()) copied(`characters/${name}`, `characters/${name}`);
  place('.env.example', (path) => writeFileSync(path, secrets));
  place('.gitignore', (path) => writeFileSync(path, ignored));

  if (json) {
    printJson(surroundings, { folder: home, wrote, kept });
    return;
  }
  for (const name of wrote) print(surroundings, `wrote ${name}`);
  for (const name of kept) print(surroundings, `kept ${name}, which was there`);
  const there = folder === undefined || home === surroundings.cwd ? '' : `cd ${folder}, then `;
  print(surroundings, `next: ${there}"kindred sandbox" to talk with it; the README says how to sign in`);
}

/** One character to change, and the schema that editors check it with. */
function shippedToStartFrom(): readonly string[] {
  const names = readdirSync(join(program, 'characters'));
  const first = names.find((name) => /^mira\b/u.test(name)) ?? names.find((name) => name.endsWith('.yaml'));
  return names.filter((name) => name === first || name.endsWith('.schema.json'));
}
