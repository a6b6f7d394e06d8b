import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { vaultOf } from '../../../../test/support/kindred.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import type { AccountConfig } from '../../../config/config.js';
import { accountId, characterId } from '../../../core/ids.js';
import { readSessions } from './read-sessions.js';

const account = (name: string): AccountConfig => ({
  id: accountId(name),
  label: name,
  channel: 'telegram-user',
  phone: '+9996610001',
  api: { idEnv: '', hashEnv: '' },
  character: characterId('mira'),
  role: 'primary',
  device: 'Kindred',
  quiet: false,
});

const three = ['ada', 'bo', 'cy'].map(account);

async function sealed(...names: readonly string[]): Promise<string> {
  const folder = temporaryFolder();
  const vault = vaultOf({ folder });
  await vault.prepare();
  for (const name of names) vault.write(accountId(name), `session of ${name}`);
  return folder;
}

const spoil = (folder: string, name: string): void =>
  writeFileSync(join(folder, 'data', 'sessions', `${name}.sealed`), '');

describe('the sessions to run with', () => {
  it('are those that open; the others are told apart', async () => {
    const folder = await sealed('ada', 'bo');
    spoil(folder, 'bo');
    const { signedIn, signedOut, refused } = await readSessions(vaultOf({ folder }), three);
    expect(signedIn).toMatchObject([{ account: { id: 'ada' }, session: 'session of ada' }]);
    expect(signedOut).toEqual(['cy']);
    expect(refused).toMatchObject([{ account: 'bo', reason: 'session-damaged' }]);
  });

  it('say in one line what is wrong when none opens', async () => {
    const folder = await sealed('ada', 'bo');
    rmSync(join(folder, 'vault.key'));
    await expect(readSessions(vaultOf({ folder }), three)).rejects.toThrow(
      /^the vault key is gone: .*ada stays shut; [^\n]*no other account can be used either: bo: key-lost\); "kindred vault status" shows each$/,
    );
    await expect(readSessions(vaultOf({ folder: temporaryFolder() }), three)).rejects.toThrow(
      'no account is signed in (ada, bo, cy); run "kindred login ada" first',
    );
  });
});
