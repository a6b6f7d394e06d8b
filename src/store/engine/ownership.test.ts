import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { takeOwnership } from './ownership.js';

const me = { program: 'kindred run', pid: 1234, host: 'box', since: '2026-01-05T09:00:00.000Z' };

describe('ownership of a data folder', () => {
  it('names the holder to whoever comes second, until it is released', () => {
    const folder = temporaryFolder();
    const first = takeOwnership(folder, me);
    expect(() => takeOwnership(folder, { ...me, pid: 99 })).toThrow(
      /in use by kindred run \(pid 1234 on box, since 2026-01-05.*stop it first/u,
    );
    first.release();
    takeOwnership(folder, { ...me, pid: 99 }).release();
  });

  it('is let go of by the system when the holder is killed', async () => {
    const folder = temporaryFolder();
    const script = `
      import { openSqlite } from ${JSON.stringify(new URL('../../../dist/lib/sqlite.js', import.meta.url).href)};
      const lock = openSqlite(${JSON.stringify(join(folder, 'owner.lock'))});
      lock.exec('begin exclusive');
      console.log('held');
      setInterval(() => lock.inTransaction, 1000);`;
    const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    expect(() => takeOwnership(folder, me)).toThrow(/another kindred process/u);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    takeOwnership(folder, me).release();
  });
});
