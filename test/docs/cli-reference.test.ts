import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { buildCommands } from '../../src/cli/program.js';
import { commandReference } from '../../src/cli/reference.js';
import type { Surroundings } from '../../src/cli/terminal/surroundings.js';

it('docs/cli.md says what --help says ("npm run docs:cli" writes it anew)', () => {
  const surroundings: Surroundings = {
    env: {},
    cwd: '/',
    pid: 1,
    host: 'test',
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    stop: new AbortController().signal,
    residentBytes: () => 0,
  };
  const written = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8');
  expect(written).toBe(commandReference(buildCommands(surroundings)));
});
