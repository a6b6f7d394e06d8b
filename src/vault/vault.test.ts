import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyFolder } from '../../test/support/copy-folder.js';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { accountId } from '../core/ids.js';
import { Vault, type VaultOptions } from './vault.js';
import { newVaultKey } from './vault-key.js';
import { writeKeyText } from './key-text.js';

const ada = accountId('ada');
const bo = accountId('bo');
const session = `1${'secret'.repeat(40)}`;

interface Home {
  readonly folder: string;
  readonly keyFile: string;
  readonly made: string[];
  vault(more?: Partial<VaultOptions>): Vault;
  sealed(account: string): string;
}

function home(): Home {
  const folder = temporaryFolder();
  const keyFile = join(folder, 'vault.key');
  const dataDir = join(folder, 'data');
  const made: string[] = [];
  return {
    folder,
    keyFile,
    made,
    vault: (more = {}) =>
      new Vault({
        dataDir,
        keyFile,
        credentialsFolder: undefined,
        askPassphrase: () => Promise.resolve(null),
        onKeyMade: (file) => made.push(file),
        ...more,
      }),
    sealed: (account) => join(dataDir, 'sessions', `${account}.sealed`),
  };
}

async function homeWith(...accounts: readonly (typeof ada)[]): Promise<Home> {
  const one = home();
  const vault = one.vault();
  await vault.prepare();
  for (const account of accounts) vault.write(account, `${session}-${account}`);
  return one;
}

const spoiled = (file: string, change: (text: string) => string): void =>
  writeFileSync(file, change(readFileSync(file, 'utf8')));

describe('the vault', () => {
  it('gives a session back to a later run, and keeps it and its key in files of their owner only', async () => {
    const one = await homeWith(ada);
    expect(await one.vault().read(ada)).toEqual({ state: 'open', session: `${session}-ada` });
    expect(await one.vault().read(bo)).toEqual({ state: 'none' });
    expect(readFileSync(one.sealed('ada'), 'latin1')).not.toContain('secret');
    expect(one.made).toEqual([one.keyFile]);
    for (const file of [one.keyFile, one.sealed('ada')]) expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(one.folder, 'data', 'sessions')).mode & 0o777).toBe(0o700);
  });

  it('makes no key before there is something to seal', async () => {
    const one = home();
    await one.vault().prepare();
    expect(existsSync(one.keyFile)).toBe(false);
  });

  it('seals under another data key and nonce each time', async () => {
    const one = await homeWith(ada);
    const before = readFileSync(one.sealed('ada'), 'utf8');
    const vault = one.vault();
    await vault.read(ada);
    vault.write(ada, `${session}-ada`);
    expect(readFileSync(one.sealed('ada'), 'utf8')).not.toBe(before);
    expect(await one.vault().read(ada)).toMatchObject({ state: 'open' });
  });

  it.each<[string, (one: Home) => void, string, RegExp]>([
    [
      'another account’s file',
      (one) => copyFileSync(one.sealed('bo'), one.sealed('ada')),
      'session-swapped',
      /ada\.sealed holds the session of bo; .*"kindred login ada"/,
    ],
    [
      'another account’s file under its name',
      (one) =>
        writeFileSync(one.sealed('ada'), readFileSync(one.sealed('bo'), 'utf8').replaceAll('"bo"', '"ada"')),
      'session-damaged',
      /ada\.sealed was cut short or changed/,
    ],
    [
      'a file that was cut short',
      (one) => spoiled(one.sealed('ada'), (text) => text.slice(0, 200)),
      'session-damaged',
      /cut short or changed/,
    ],
    ['an empty file', (one) => writeFileSync(one.sealed('ada'), ''), 'session-damaged', /cut short/],
    [
      'a changed byte',
      (one) =>
        spoiled(one.sealed('ada'), (text) => {
          const file = JSON.parse(text) as { sealed: string };
          const bytes = Buffer.from(file.sealed, 'base64');
          bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20);
          return JSON.stringify({ ...file, sealed: bytes.toString('base64') });
        }),
      'session-damaged',
      /cut short or changed/,
    ],
    [
      'a newer version',
      (one) => spoiled(one.sealed('ada'), (text) => text.replace('"version": 1', '"version": 2')),
      'session-newer',
      /sealed by a newer kindred; run the newer one/,
    ],
    [
      'a file that others may read',
      (one) => chmodSync(one.sealed('ada'), 0o640),
      'session-exposed',
      /others on this machine may read .*ada\.sealed; run "chmod 600 /,
    ],
  ])('refuses %s with one line, and opens the other account', async (_, spoil, reason, says) => {
    const one = await homeWith(ada, bo);
    spoil(one);
    const vault = one.vault();
    const read = await vault.read(ada);
    if (read.state !== 'refused') throw new Error(`it is ${read.state}`);
    expect(read.reason).toBe(reason);
    expect(read.problem.message).toMatch(says);
    expect(read.problem.message).not.toContain('\n');
    expect(await vault.read(bo)).toMatchObject({ state: 'open' });
  });

  it.each<[string, (one: Home) => void, RegExp]>([
    ['the key file', (one) => chmodSync(one.keyFile, 0o604), /may read .*vault\.key; run "chmod 600 /],
    [
      'the folder of sessions',
      (one) => chmodSync(join(one.folder, 'data', 'sessions'), 0o750),
      /may look into .*sessions; run "chmod 700 /,
    ],
  ])('refuses to work when others may look into %s', async (_, widen, says) => {
    const one = await homeWith(ada);
    widen(one);
    const read = await one.vault().read(ada);
    expect(read).toMatchObject({
      state: 'refused',
      problem: { message: expect.stringMatching(says) as string },
    });
  });

  it('says what to do when the key is gone, and makes no new one by itself', async () => {
    const one = await homeWith(ada, bo);
    rmSync(one.keyFile);
    const read = await one.vault().read(ada);
    expect(read).toMatchObject({ state: 'refused', reason: 'key-lost' });
    await expect(one.vault().prepare()).rejects.toThrow(
      /the vault key is gone from .*vault\.key.*\(ada, bo\); put the copy of the key back, or .*--new-key/,
    );
    expect(existsSync(one.keyFile)).toBe(false);
    const vault = one.vault();
    await vault.prepare({ withNewKey: true });
    vault.write(ada, 'anew');
    expect(await one.vault().read(ada)).toEqual({ state: 'open', session: 'anew' });
    expect(await one.vault().read(bo)).toMatchObject({ state: 'refused', reason: 'key-wrong' });
  });

  it('tells another key from a damaged session', async () => {
    const one = await homeWith(ada);
    writeFileSync(one.keyFile, writeKeyText(newVaultKey()), { mode: 0o600 });
    expect(await one.vault().read(ada)).toMatchObject({ state: 'refused', reason: 'key-wrong' });
    await expect(one.vault().prepare()).rejects.toThrow(/is another vault key than the one/);
  });

  it('takes the service manager’s credential before the key file', async () => {
    const one = home();
    const credentialsFolder = join(one.folder, 'credentials');
    mkdirSync(credentialsFolder);
    writeFileSync(join(credentialsFolder, 'kindred-vault-key'), newVaultKey().bytes);
    const vault = one.vault({ credentialsFolder });
    await vault.prepare();
    vault.write(ada, session);
    expect(existsSync(one.keyFile)).toBe(false);
    expect(await one.vault({ credentialsFolder }).read(ada)).toMatchObject({ state: 'open' });
    expect(await one.vault().read(ada)).toMatchObject({ state: 'refused', reason: 'key-lost' });
  });

  it('opens what the key file sealed after that key became the credential', async () => {
    const one = await homeWith(ada);
    const credentialsFolder = join(one.folder, 'credentials');
    mkdirSync(credentialsFolder);
    copyFileSync(one.keyFile, join(credentialsFolder, 'kindred-vault-key'));
    rmSync(one.keyFile);
    expect(await one.vault({ credentialsFolder }).read(ada)).toMatchObject({ state: 'open' });
  });
});

describe('sessions an older version left in plain', () => {
  async function withPlain(one: Home, mode = 0o600): Promise<string> {
    const file = join(one.folder, 'data', 'sessions', 'ada.session');
    mkdirSync(join(one.folder, 'data', 'sessions'), { recursive: true, mode: 0o700 });
    writeFileSync(file, `${session}\n`, { mode });
    return file;
  }

  it('are sealed at their first use and removed', async () => {
    const one = home();
    const plain = await withPlain(one);
    expect(await one.vault().read(ada)).toEqual({ state: 'open', session });
    expect(existsSync(plain)).toBe(false);
    expect(await one.vault().read(ada)).toEqual({ state: 'open', session });
  });

  it('are refused when others may read them', async () => {
    const one = home();
    await withPlain(one, 0o644);
    expect(await one.vault().read(ada)).toMatchObject({ state: 'refused', reason: 'session-exposed' });
  });

  it('never take the place of a sealed one: an older one is removed, a newer one told and left', async () => {
    const one = await homeWith(ada);
    const plain = await withPlain(one);
    utimesSync(plain, 1, 1);
    expect(await one.vault().read(ada)).toMatchObject({ session: `${session}-ada` });
    expect(existsSync(plain)).toBe(false);
    await withPlain(one);
    utimesSync(one.sealed('ada'), 1, 1);
    const left: string[] = [];
    const vault = one.vault({ onPlainLeft: (file) => left.push(file) });
    expect(await vault.read(ada)).toMatchObject({ session: `${session}-ada` });
    expect(left).toEqual([plain]);
    expect(existsSync(plain)).toBe(true);
    // Not even where the sealed one does not open.
    spoiled(one.sealed('ada'), (text) => text.slice(0, -20));
    expect(await one.vault().read(ada)).toMatchObject({ state: 'refused', reason: 'session-damaged' });
  });
});

describe('a sealed session that was put back', () => {
  it('is refused when it is an older one, until the note is removed', async () => {
    const one = await homeWith(ada);
    const older = readFileSync(one.sealed('ada'));
    const vault = one.vault();
    await vault.read(ada);
    vault.write(ada, 'newer');
    expect(await one.vault().read(ada)).toMatchObject({ session: 'newer' });
    writeFileSync(one.sealed('ada'), older);
    const refused = await one.vault().read(ada);
    expect(refused).toMatchObject({ state: 'refused', reason: 'session-rolled-back' });
    rmSync(join(one.folder, 'data', 'sessions', 'vault.json'));
    expect(await one.vault().read(ada)).toMatchObject({ session: `${session}-ada` });
  });

  it('says once that the whole folder is an older one, and goes on with it', async () => {
    const one = await homeWith(ada);
    const [data, copy] = [join(one.folder, 'data'), join(one.folder, 'copy')];
    copyFolder(data, copy);
    const later = one.vault();
    await later.read(ada);
    later.write(ada, `${session}-later`);
    rmSync(data, { recursive: true });
    renameSync(copy, data);
    const told: string[] = [];
    const tell = (folder: string): number => told.push(folder);
    expect(await one.vault({ onPutBack: tell }).read(ada)).toMatchObject({ session: `${session}-ada` });
    expect(told).toEqual([data]);
    const next = one.vault({ onPutBack: tell });
    await next.read(ada);
    next.write(ada, `${session}-next`);
    expect(await one.vault({ onPutBack: tell }).read(ada)).toMatchObject({ session: `${session}-next` });
    expect(told).toHaveLength(1);
  });

  it('is not taken for an older one where the count beside the key is gone or was never kept', async () => {
    const one = await homeWith(ada);
    rmSync(`${one.keyFile}.seen`);
    const told: string[] = [];
    await one.vault({ onPutBack: (folder) => told.push(folder) }).read(ada);
    expect(told).toEqual([]);
  });

  it('is refused as a link, and so is a folder of sessions that is one', async () => {
    const one = await homeWith(ada);
    const elsewhere = join(one.folder, 'elsewhere');
    renameSync(one.sealed('ada'), elsewhere);
    symlinkSync(elsewhere, one.sealed('ada'));
    expect(await one.vault().read(ada)).toMatchObject({ state: 'refused', reason: 'session-exposed' });
    rmSync(one.sealed('ada'));
    renameSync(elsewhere, one.sealed('ada'));
    renameSync(join(one.folder, 'data', 'sessions'), elsewhere);
    symlinkSync(elsewhere, join(one.folder, 'data', 'sessions'));
    expect(await one.vault().read(ada)).toMatchObject({ state: 'refused', reason: 'session-exposed' });
  });
});
