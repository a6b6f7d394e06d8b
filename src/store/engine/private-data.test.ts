import { chmodSync, existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { privateDataFolder } from './private-data.js';

const modeOf = (path: string): number => statSync(path).mode & 0o777;

it('closes a data folder and what holds words in it to others', () => {
  const folder = join(temporaryFolder(), 'data');
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  for (const name of ['kindred.db', 'kindred.db-wal', 'kindred.db.replaced-1', 'access.log', 'picture.png']) {
    writeFileSync(join(folder, name), '');
    chmodSync(join(folder, name), 0o666);
  }
  privateDataFolder(folder);
  expect(modeOf(folder)).toBe(0o700);
  for (const name of ['kindred.db', 'kindred.db-wal', 'kindred.db.replaced-1', 'access.log'])
    expect(modeOf(join(folder, name)), name).toBe(0o600);
  expect(modeOf(join(folder, 'picture.png'))).toBe(0o666);
});

it('makes one that is not there, and follows no link', () => {
  const around = temporaryFolder();
  privateDataFolder(join(around, 'data'));
  expect(modeOf(join(around, 'data'))).toBe(0o700);
  mkdirSync(join(around, 'elsewhere'));
  symlinkSync(join(around, 'elsewhere'), join(around, 'link'));
  expect(() => privateDataFolder(join(around, 'link'))).toThrow(
    'is a link, which is not followed; name the folder',
  );
  expect(existsSync(join(around, 'elsewhere', 'owner.lock'))).toBe(false);
});
