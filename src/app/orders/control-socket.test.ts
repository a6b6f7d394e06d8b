import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { OperatorError } from '../../core/failure.js';
import { askRunning, serveControl } from './control-socket.js';

describe('the control socket', () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const server of open.splice(0)) await server.close();
  });

  async function serve(folder: string): Promise<void> {
    open.push(
      await serveControl(folder, {
        double: async (input) => (input as number) * 2,
        refuse: async () => {
          throw new OperatorError('there is no account of that name', 'run "kindred accounts"');
        },
        break: async () => {
          throw new Error('something with a secret in it');
        },
      }),
    );
  }

  it('answers the same user on the same machine, and says so when nobody listens', async () => {
    const folder = temporaryFolder();
    expect(await askRunning(folder, 'double', 21)).toBeNull();
    await serve(folder);
    expect(await askRunning(folder, 'double', 21)).toBe(42);
    expect(statSync(join(folder, 'control.sock')).mode & 0o777).toBe(0o600);
  });

  it('is not reached through what is no socket of this user', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'control.sock'), '');
    await expect(askRunning(folder, 'double', 21)).rejects.toThrow('is not this user');
  });

  it('hands an operator error on as it is, and nothing of any other', async () => {
    const folder = temporaryFolder();
    await serve(folder);
    await expect(askRunning(folder, 'refuse', null)).rejects.toThrow(
      'there is no account of that name; run "kindred accounts"',
    );
    await expect(askRunning(folder, 'break', null)).rejects.toThrow(/^(?!.*secret)/);
    await expect(askRunning(folder, 'constructor', null)).rejects.toThrow('does not know "constructor"');
  });

  it('takes the place of a socket a killed program left behind, also under a long path', async () => {
    const folder = join(temporaryFolder(), 'a'.repeat(90));
    mkdirSync(folder);
    await serve(folder);
    expect(await askRunning(folder, 'double', 1)).toBe(2);
    const short = temporaryFolder();
    writeFileSync(join(short, 'control.sock'), '');
    await serve(short);
    expect(await askRunning(short, 'double', 2)).toBe(4);
  });
});
