import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyFolder } from '../../test/support/copy-folder.js';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { accountId } from '../core/ids.js';
import type { AskPassphrase } from './key-ring.js';
import { rekey, type RekeyOptions, type RekeyStep } from './rekey.js';
import { vaultStatus } from './status.js';
import { Vault } from './vault.js';
import { newVaultKey } from './vault-key.js';

const accounts = [accountId('ada'), accountId('bo')];
const passphrase = 'a walk along the old canal';

function places(folder: string, askPassphrase: AskPassphrase = () => Promise.resolve(null)) {
  return {
    dataDir: join(folder, 'data'),
    keyFile: join(folder, 'vault.key'),
    credentialsFolder: join(folder, 'credentials'),
    askPassphrase,
  };
}

const answering: AskPassphrase = () => Promise.resolve(passphrase);
const vaultIn = (folder: string, ask?: AskPassphrase): Vault =>
  new Vault({ ...places(folder, ask), onKeyMade: () => undefined });

async function sealedHome(): Promise<string> {
  const folder = temporaryFolder();
  const vault = vaultIn(folder);
  await vault.prepare();
  for (const account of accounts) vault.write(account, `session of ${account}`);
  return folder;
}

async function states(folder: string, ask?: AskPassphrase): Promise<readonly string[]> {
  const vault = vaultIn(folder, ask);
  const found = [];
  for (const account of accounts) found.push((await vault.read(account)).state);
  return found;
}

const bothOpen = ['open', 'open'];

describe('vault rekey', () => {
  it('seals everything under a new key file: the old key opens nothing any more', async () => {
    const folder = await sealedHome();
    const old = readFileSync(join(folder, 'vault.key'));
    const { source, accounts: done } = await rekey(places(folder));
    expect({ source, done }).toEqual({ source: 'file', done: accounts });
    expect(await states(folder)).toEqual(bothOpen);
    writeFileSync(join(folder, 'vault.key'), old);
    expect(await states(folder)).toEqual(['refused', 'refused']);
  });

  it('leaves every session readable after each of its steps, whichever is the last', async () => {
    const folder = await sealedHome();
    const crashed: { step: RekeyStep; copy: string }[] = [];
    await rekey({
      ...places(folder),
      onStep: (step) => {
        const copy = join(temporaryFolder(), 'home');
        copyFolder(folder, copy);
        crashed.push({ step, copy });
      },
    });
    expect(crashed.map(({ step }) => step)).toEqual([
      'key-written',
      'under-both',
      'under-both',
      'in-force',
      'under-new',
      'under-new',
      'done',
    ]);
    for (const { step, copy } of crashed) {
      expect({ step, states: await states(copy) }).toEqual({ step, states: bothOpen });
      // And it can be begun anew from there.
      await rekey(places(copy));
      expect(await states(copy)).toEqual(bothOpen);
      expect(vaultStatus(places(copy)).sessions.map(({ keys }) => keys)).toEqual([1, 1]);
    }
  });

  it('goes to a passphrase, to another one, and back to a key file, readable after each step', async () => {
    const folder = await sealedHome();
    const next = 'the same canal, but frozen';
    const ways: { to: RekeyOptions['to']; present: string; new: string }[] = [
      { to: 'passphrase', present: '', new: passphrase },
      { to: 'passphrase', present: passphrase, new: next },
      { to: 'file', present: next, new: '' },
    ];
    for (const way of ways) {
      let copy = '';
      const ask: AskPassphrase = ({ wanted }) =>
        Promise.resolve(wanted === 'present' ? way.present : way.new);
      await rekey({
        ...places(folder, ask),
        ...(way.to === undefined ? {} : { to: way.to }),
        onStep: (step) => {
          if (step !== 'in-force') return;
          copy = join(temporaryFolder(), 'home');
          copyFolder(folder, copy);
        },
      });
      // Cut short at its turning point, and finished.
      for (const home of [copy, folder]) {
        expect(await states(home, () => Promise.resolve(way.new || null))).toEqual(bothOpen);
      }
      expect(existsSync(join(folder, 'vault.key'))).toBe(way.to === 'file');
    }
  }, 60_000);

  it('asks for the passphrase once, three times when it is wrong, and says so', async () => {
    const folder = await sealedHome();
    await rekey({ ...places(folder, answering), to: 'passphrase' });
    const asked: number[] = [];
    const counting = (text: string): AskPassphrase => {
      return ({ attempt }) => {
        asked.push(attempt);
        return Promise.resolve(text);
      };
    };
    expect(await states(folder, counting(passphrase))).toEqual(bothOpen);
    expect(await states(folder, counting('wrong'))).toEqual(['refused', 'refused']);
    expect(asked).toEqual([1, 1, 2, 3]);
    const read = await vaultIn(folder).read(accountId('ada'));
    expect(read).toMatchObject({ reason: 'passphrase-missing' });
    const sealed = join(folder, 'data', 'sessions', 'ada.sealed');
    expect(readFileSync(sealed, 'utf8')).toMatch(/"scrypt"[^}]*131072[^}]*8[^}]*1/);
    // A file from elsewhere must not make us derive a weak key from the passphrase.
    writeFileSync(sealed, readFileSync(sealed, 'utf8').replace('131072', '1024'));
    expect(await vaultIn(folder, answering).read(accountId('ada'))).toMatchObject({
      reason: 'session-damaged',
    });
  }, 60_000);

  it('takes an unattended passphrase from the service manager', async () => {
    const folder = await sealedHome();
    await rekey({ ...places(folder, answering), to: 'passphrase' });
    mkdirSync(join(folder, 'credentials'));
    writeFileSync(join(folder, 'credentials', 'kindred-vault-passphrase'), `${passphrase}\n`);
    expect(await states(folder)).toEqual(bothOpen);
  }, 60_000);

  it('goes to a credential, and takes the key file away', async () => {
    const folder = await sealedHome();
    await expect(rekey({ ...places(folder), to: 'credential' })).rejects.toThrow(
      /no credential kindred-vault-key/,
    );
    mkdirSync(join(folder, 'credentials'));
    writeFileSync(join(folder, 'credentials', 'kindred-vault-key'), newVaultKey().bytes.toString('hex'));
    await rekey({ ...places(folder), to: 'credential' });
    expect(existsSync(join(folder, 'vault.key'))).toBe(false);
    expect(await states(folder)).toEqual(bothOpen);
    await expect(rekey(places(folder))).rejects.toThrow(/cannot be changed from here; go over the key file/);
  });

  it.each<[string, AskPassphrase]>([
    ['too short', () => Promise.resolve('short')],
    ['not the same twice', ({ wanted }) => Promise.resolve(`long enough, but ${wanted}`)],
    ['not given', () => Promise.resolve(null)],
  ])('changes nothing when the new passphrase is %s', async (_, ask) => {
    const folder = await sealedHome();
    await expect(rekey({ ...places(folder, ask), to: 'passphrase' })).rejects.toThrow(/nothing is changed/);
    expect(await states(folder)).toEqual(bothOpen);
  });

  it('changes nothing while one session does not open', async () => {
    const folder = await sealedHome();
    const sessions = join(folder, 'data', 'sessions');
    writeFileSync(join(sessions, 'bo.sealed'), '', { mode: 0o600 });
    const before = readFileSync(join(sessions, 'ada.sealed'), 'utf8');
    await expect(rekey(places(folder))).rejects.toThrow(
      /nothing is changed: .*bo\.sealed.*logout bo --forget/,
    );
    expect(readFileSync(join(sessions, 'ada.sealed'), 'utf8')).toBe(before);
    expect(readdirSync(folder).sort()).toEqual(['data', 'vault.key', 'vault.key.seen']);
  });
});
