import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.js';

const project = join(import.meta.dirname, '..', '..');
const name = 'kindred-sqlite-for-node-20-1.0.0.tgz';

it('the vendored package is what its source makes, and what the lock file names', () => {
  const folder = temporaryFolder();
  execFileSync(process.execPath, [join(project, 'scripts/pack-sqlite-for-node-20.mjs'), folder]);
  const committed = readFileSync(join(project, 'vendor', name));
  expect(committed.equals(readFileSync(join(folder, name)))).toBe(true);
  const { packages } = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { integrity?: string; resolved?: string }>;
  };
  const sum = createHash('sha512').update(committed).digest('base64');
  expect(packages['node_modules/kindred-sqlite-for-node-20']?.integrity).toBe(`sha512-${sum}`);
});

it('the lock file names no place to download from', () => {
  expect(readFileSync(join(project, 'package-lock.json'), 'utf8')).not.toMatch(/https?:\/\/[^"]*\.tgz/u);
});
