import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { characterHandlers } from '../../src/app/orders/handlers/character-handlers.js';
import { serveControl } from '../../src/app/orders/control-socket.js';
import { loadCharacters } from '../../src/character/load.js';
import { command } from '../support/command-line.js';
import { temporaryFolder } from '../support/temporary-folder.js';

it('compares the file on the disk with what the program at work has live', async () => {
  const folder = temporaryFolder();
  for (const name of ['characters', 'data']) mkdirSync(join(folder, name));
  const file = join(folder, 'characters', 'mira.yaml');
  copyFileSync(join(import.meta.dirname, '../../characters/mira.yaml'), file);
  const characters = loadCharacters(join(folder, 'characters'), ['mira']);
  const control = await serveControl(join(folder, 'data'), characterHandlers({ characters }));
  onTestFinished(() => control.close());
  const diff = async () => (await command(folder, ['character', 'diff', 'mira'])).out;
  expect(await diff()).toBe('no difference between characters/mira.yaml and what kindred run speaks with\n');
  writeFileSync(file, readFileSync(file, 'utf8').replace("wake: '07:30'", "wake: '06:00'"));
  expect(await diff()).toBe('day.wake: - 07:30\nday.wake: + 06:00\n');
});
