import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { loadSqlite, openSqlite } from './sqlite.js';

/** A folder of packages, each of which says what it is when it is loaded; the one called wrong must not be. */
function installed(packages: Readonly<Record<string, { version: string; wrong?: boolean }>>): NodeJS.Require {
  const folder = temporaryFolder();
  for (const [name, { version, wrong }] of Object.entries(packages)) {
    const home = join(folder, 'node_modules', name);
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'package.json'), JSON.stringify({ name, version, main: 'index.js' }));
    writeFileSync(
      join(home, 'index.js'),
      wrong ? 'throw new Error("the wrong one was loaded");' : `module.exports = "${name}@${version}";`,
    );
  }
  return createRequire(join(folder, 'program.js'));
}

const stub = 'kindred-sqlite-for-node-20';

describe('loadSqlite', () => {
  it.each(['20.19.0', '21.7.3'])('takes what stands for 12 on Node %s, whatever lies beside it', (node) => {
    const require = installed({
      [stub]: { version: '1.0.0' },
      'better-sqlite3': { version: '13.2.0', wrong: true },
    });
    expect(loadSqlite(require, node)).toBe(`${stub}@1.0.0`);
  });

  it.each(['22.0.0', '24.22.3', '26.12.1', '31.0.0'])('takes 13 on Node %s', (node) => {
    const require = installed({
      [stub]: { version: '1.0.0', wrong: true },
      'better-sqlite3': { version: '13.2.0' },
    });
    expect(loadSqlite(require, node)).toBe('better-sqlite3@13.2.0');
  });

  it('takes the 12 that npm chose by itself where the program was installed without its lock file', () => {
    expect(loadSqlite(installed({ 'better-sqlite3': { version: '12.11.1' } }), '20.20.2')).toBe(
      'better-sqlite3@12.11.1',
    );
  });

  it.each([
    ['20.20.2', { 'better-sqlite3': { version: '13.2.0', wrong: true } }],
    ['22.23.5', { 'better-sqlite3': { version: '12.11.1', wrong: true } }],
    ['26.12.1', { [stub]: { version: '1.0.0', wrong: true } }],
    ['24.22.3', {}],
  ] as const)('says what to run where Node %s finds the packages of another', (node, packages) => {
    expect(() => loadSqlite(installed(packages), node)).toThrow(
      new RegExp(`SQLite library for Node ${node} is not installed.*run npm ci`, 'u'),
    );
  });
});

describe('openSqlite', () => {
  it('opens a database on the Node that runs this', () => {
    const connection = openSqlite(':memory:');
    expect(connection.prepare('select 1 + 1 as two').get()).toEqual({ two: 2 });
    connection.close();
  });

  it('says what to run when the native part cannot be loaded', async () => {
    const folder = temporaryFolder();
    const built = (file: string) => fileURLToPath(new URL(`../../dist/${file}`, import.meta.url));
    for (const file of ['lib/sqlite.js', 'core/failure.js']) {
      for (const end of ['', '.map']) cpSync(built(file + end), join(folder, 'dist', file + end));
    }
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    for (const [name, version] of [
      [stub, '1.0.0'],
      ['better-sqlite3', '13.2.0'],
    ] as const) {
      const home = join(folder, 'node_modules', name);
      mkdirSync(home, { recursive: true });
      writeFileSync(join(home, 'package.json'), JSON.stringify({ version }));
      writeFileSync(join(home, 'native.node'), 'no binary of this Node');
      writeFileSync(
        join(home, 'index.js'),
        'module.exports = class { constructor() { process.dlopen(module, __dirname + "/native.node"); } };',
      );
    }
    const { openSqlite: openBroken } = (await import(
      pathToFileURL(join(folder, 'dist/lib/sqlite.js')).href
    )) as { openSqlite: typeof openSqlite };
    expect(() => openBroken(':memory:')).toThrow(/built for another Node than this one.*run npm rebuild/u);
  });
});
