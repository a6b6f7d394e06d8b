import { appendFileSync, chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../../src/bench/stage/kindred-process.js';
import { openSqlite } from '../../src/lib/sqlite.js';
import { copyFolder } from '../support/copy-folder.js';
import { commandHere, sandboxHome } from '../support/kindred.js';
import { temporaryFolder } from '../support/temporary-folder.js';

interface Case {
  readonly what: string;
  readonly spoil: (folder: string) => void;
  readonly args?: readonly string[];
  /** What the one line must say. */
  readonly says: RegExp;
}

const cases: readonly Case[] = [
  {
    what: 'broken YAML',
    spoil: (folder) => appendFileSync(join(folder, 'kindred.yaml'), '\nmodels: [\n'),
    says: /kindred\.yaml:\d+: .*expected/u,
  },
  {
    what: 'an unknown key',
    spoil: (folder) => appendFileSync(join(folder, 'kindred.yaml'), '\nlogLevle: debug\n'),
    says: /kindred\.yaml:\d+: logLevle: .*logLevel/u,
  },
  {
    what: 'a wrong port',
    spoil: (folder) =>
      writeFileSync(
        join(folder, 'kindred.yaml'),
        'telegram:\n  server:\n    host: 127.0.0.1\n    port: 99999\n    publicKeyFile: server.pem\n',
      ),
    says: /kindred\.yaml:4: telegram\.server\.port: expected/u,
  },
  {
    what: 'a missing API key outside the sandbox',
    spoil: (folder) => writeFileSync(join(folder, 'kindred.yaml'), 'operator:\n  name: Ada\n'),
    says: /ANTHROPIC_API_KEY/u,
  },
  {
    what: 'a missing character',
    spoil: (folder) => rmSync(join(folder, 'characters', 'bench.yaml')),
    says: /accounts\/bench\.yaml:2: character: expected the name of a file in characters/u,
  },
  {
    what: 'a broken character',
    spoil: (folder) =>
      writeFileSync(
        join(folder, 'characters', 'bench.yaml'),
        'schema: 1\nname: Bench\nlanguages: [en]\nidentity:\n  summary: x\nvoice:\n  style: x\n  samples: only one\n',
      ),
    says: /characters\/bench\.yaml:\d+: voice\.samples: expected/u,
  },
  {
    what: 'a database of a newer version',
    spoil: (folder) => {
      const database = openSqlite(join(folder, 'data', 'kindred.db'));
      database.pragma(`application_id = ${0x4b494e44}`);
      database.pragma('user_version = 999');
      database.close();
    },
    says: /schema version 999.*run the newer kindred/u,
  },
  {
    what: 'a data folder that is a file',
    spoil: (folder) => {
      rmSync(join(folder, 'data'), { recursive: true });
      writeFileSync(join(folder, 'data'), '');
    },
    says: /cannot write in .*data.*make it writable, or/u,
  },
  {
    what: 'a session that others may read',
    spoil: (folder) => chmodSync(join(folder, 'data', 'sessions', 'bench.sealed'), 0o644),
    says: /others on this machine may read .*chmod 600/u,
  },
  {
    what: 'no account signed in',
    spoil: (folder) => rmSync(join(folder, 'data', 'sessions'), { recursive: true }),
    says: /no account is signed in \(bench\); run "kindred login bench" first/u,
  },
  {
    what: 'no account at all',
    spoil: (folder) => rmSync(join(folder, 'accounts', 'bench.yaml')),
    says: /there is no account in .*accounts/u,
  },
  {
    what: 'an unknown account',
    spoil: () => undefined,
    args: ['login', 'nobody'],
    says: /there is no account "nobody"; there are: bench/u,
  },
  { what: 'an unknown command', spoil: () => undefined, args: ['dance'], says: /unknown command 'dance'/u },
];

describe('bad input', () => {
  it(
    'is answered with one clear line and exit code 1, and starts nothing',
    { timeout: 120_000 },
    async () => {
      const sandbox = await sandboxHome();
      const connections = sandbox.telegram.keysOf(sandbox.account).length;
      for (const [index, { what, spoil, args, says }] of cases.entries()) {
        const folder = temporaryFolder();
        copyFolder(sandbox.home.folder, folder);
        spoil(folder);
        // The first as a process: what the program says and answers with is what the shell gets.
        const call = index === 0 ? runCommand : commandHere;
        const result = await call({ ...sandbox.home, folder }, args ?? ['run']);
        expect({ what, code: result.code, stdout: result.stdout }).toEqual({ what, code: 1, stdout: '' });
        expect(result.stderr, what).toMatch(says);
        expect(result.stderr, what).toMatch(/^kindred: [^\n]*\n$/u);
      }
      expect(sandbox.telegram.keysOf(sandbox.account)).toHaveLength(connections);
    },
  );
});
