import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { readEnvironment } from './env.js';
import { dataFolderOf, findHome } from './find-home.js';

function user(): { here: string; folder: string; xdg: string } {
  const folder = temporaryFolder();
  const here = join(folder, 'anywhere');
  const xdg = join(folder, '.config', 'kindred');
  for (const path of [here, xdg]) mkdirSync(path, { recursive: true });
  return { here, folder, xdg };
}

it('takes the folder it is started in while nothing says otherwise', () => {
  const { here, folder } = user();
  expect(findHome(here, readEnvironment({ HOME: folder }))).toEqual({
    folder: here,
    usualData: join(here, 'data'),
  });
  expect(findHome(here, readEnvironment({})).folder).toBe(here);
});

it('takes the user’s own settings anywhere, with the data where the user’s data is', () => {
  const { here, folder, xdg } = user();
  writeFileSync(join(xdg, 'kindred.yaml'), '');
  const home = findHome(here, readEnvironment({ HOME: folder }));
  expect(home).toEqual({ folder: xdg, usualData: join(folder, '.local', 'share', 'kindred') });
  expect(dataFolderOf(home, 'data')).toBe(home.usualData);
  expect(dataFolderOf(home, 'elsewhere')).toBe(join(xdg, 'elsewhere'));
});

it('obeys the XDG variables, but for relative ones', () => {
  const { here, folder } = user();
  const settings = join(folder, 'settings');
  mkdirSync(join(settings, 'kindred'), { recursive: true });
  writeFileSync(join(settings, 'kindred', 'kindred.yaml'), '');
  const env = { HOME: folder, XDG_CONFIG_HOME: settings, XDG_DATA_HOME: 'relative' };
  expect(findHome(here, readEnvironment(env))).toEqual({
    folder: join(settings, 'kindred'),
    usualData: join(folder, '.local', 'share', 'kindred'),
  });
});

it('prefers a folder of ours that it is started in, and before all what KINDRED_HOME names', () => {
  const { here, folder, xdg } = user();
  writeFileSync(join(xdg, 'kindred.yaml'), '');
  mkdirSync(join(here, 'accounts'));
  expect(findHome(here, readEnvironment({ HOME: folder })).folder).toBe(here);
  expect(findHome(here, readEnvironment({ HOME: folder, KINDRED_HOME: 'named' })).folder).toBe(
    join(here, 'named'),
  );
});
