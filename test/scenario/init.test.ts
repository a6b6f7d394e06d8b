import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { operate } from '../support/operator.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const written = [
  'kindred.yaml',
  'accounts/example.yaml.sample',
  'characters/mira.yaml',
  'characters/character.schema.json',
  '.env.example',
  '.gitignore',
];

describe('kindred init', () => {
  it('writes a folder that the program takes as it is', async () => {
    const folder = temporaryFolder();
    const { code, stdout } = await operate(folder, ['init', 'friend']);
    expect(code).toBe(0);
    const home = join(folder, 'friend');
    for (const name of written) {
      expect(stdout).toContain(`wrote ${name}`);
      expect(existsSync(join(home, name))).toBe(true);
    }
    const checked = await operate(home, ['character', 'check', '--json']);
    expect(checked).toMatchObject({ code: 0 });
  });

  it('leaves what is there, so that it may be run again', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'kindred.yaml'), 'logLevel: error\n');
    const { stdout } = await operate(folder, ['init', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ kept: ['kindred.yaml'] });
    expect(readFileSync(join(folder, 'kindred.yaml'), 'utf8')).toBe('logLevel: error\n');
  });
});

it('chats in an empty folder with a character that comes with the program', async () => {
  const empty = temporaryFolder();
  const { code, stdout } = await operate(empty, ['chat', 'mira', '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ character: 'Mira' });
});
