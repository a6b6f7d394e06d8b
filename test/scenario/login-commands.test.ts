import { chmodSync, existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { accountId } from '../../src/core/ids.js';
import type { SandboxHome } from '../../src/bench/stage/sandbox-home.js';
import { makePasswordRecord } from '../../src/sandbox/telegram/srp.js';
import { pendingCodes } from '../../src/sandbox/telegram/world/account/login-codes.js';
import { takeOwnership } from '../../src/store/engine/ownership.js';
import { sandboxHome, storedSession, vaultOf } from '../support/kindred.js';
import { operate } from '../support/operator.js';

const bench = accountId('bench');
const signedOut = { signedIn: false };

/** Everything under the folder but the sandbox's own world: what a command that fails must leave as it was. */
function snapshot(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('telegram') && !/owner\.(json|lock)$/.test(name))
    .filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'latin1')]));
}

describe('kindred login', () => {
  it('requests no code while nobody is there to read it', async () => {
    const { home, telegram } = await sandboxHome(signedOut);
    const before = snapshot(home.folder);
    const result = await operate(home.folder, ['login', 'bench']);
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr).toMatch(
      /^kindred: nobody is there to read the code, so none was requested; [^\n]*\n$/,
    );
    expect(pendingCodes(telegram.world)).toEqual([]);
    expect(snapshot(home.folder)).toEqual(before);
  });

  it('takes a code that is written into standard input after it was asked for', async () => {
    const { home } = await sandboxHome(signedOut);
    const stdin = new PassThrough();
    const result = await operate(home.folder, ['login', 'bench'], {
      stdin,
      onErr: (said) => {
        if (/Code sent/.test(said)) stdin.end('\n22222\n');
      },
    });
    expect(result).toMatchObject({ code: 0, stdout: 'bench is signed in as Bench\n' });
  });

  it('takes the code from what a command prints', async () => {
    const { home } = await sandboxHome(signedOut);
    const result = await operate(home.folder, ['login', 'bench', '--code-from', 'echo; echo 22222']);
    expect(result).toMatchObject({ code: 0, stdout: 'bench is signed in as Bench\n' });
    const failing = await operate(home.folder, ['login', 'bench', '--again', '--code-from', 'exit 3']);
    expect(failing.stderr).toMatch(/the command of "--code-from" ended with 3; run it by itself/);
  });

  it('asks three times for a code, then stops and has stored nothing', async () => {
    const { home } = await sandboxHome(signedOut);
    const before = snapshot(home.folder);
    const input = '1\n2\n3\n22222\n';
    const result = await operate(home.folder, ['login', 'bench'], { input });
    expect(result.code).toBe(1);
    expect(result.stderr.match(/That code was wrong/g)).toHaveLength(2);
    expect(result.stderr).toMatch(/bench is not signed in: The code was wrong 3 times/);
    expect(snapshot(home.folder)).toEqual(before);
  });

  it('proves a password with its hint, and shows neither it nor the code', async () => {
    const { home, telegram, account } = await sandboxHome(signedOut);
    await givePassword(telegram, account);
    const input = '22222\nwrong one\nblue kettle\n';
    const result = await operate(home.folder, ['login', 'bench', '--json'], { input });
    expect(JSON.parse(result.stdout)).toMatchObject({ account: 'bench', name: 'Bench' });
    expect(result.stderr).toMatch(/Two-step password \(hint: kitchen\): .*That password was wrong\./);
    expect(result.stderr).toMatch(/made .*vault\.key.*keep a copy of it elsewhere/);
    for (const secret of ['22222', 'wrong one', 'blue kettle']) {
      expect(result.stdout + result.stderr).not.toContain(secret);
    }
  });

  it('is refused for an account that is signed in, unless asked for again: then the session before is ended', async () => {
    const { home, telegram, account } = await sandboxHome();
    const first = telegram.keysOf(account);
    const refused = await operate(home.folder, ['login', 'bench'], { input: '22222\n' });
    expect(refused.stderr).toMatch(/bench is signed in already, as Bench; .*"--again"/);
    expect(pendingCodes(telegram.world)).toEqual([]);
    expect(telegram.keysOf(account)).toEqual(first);
    const again = await operate(home.folder, ['login', 'bench', '--again'], { input: '22222\n' });
    expect(again).toMatchObject({ code: 0, stdout: 'bench is signed in as Bench\n' });
    expect(telegram.keysOf(account)).toHaveLength(1);
    expect(telegram.keysOf(account)).not.toEqual(first);
  });

  it('signs in by a QR code that the account’s phone scans, and asks for its password', async () => {
    const { home, telegram, account } = await sandboxHome(signedOut);
    await givePassword(telegram, account);
    const result = await operate(home.folder, ['login', 'bench', '--qr'], {
      input: 'blue kettle\n',
      onErr: scannedBy((token) => telegram.acceptLogin(account, token)),
    });
    expect(result).toMatchObject({ code: 0, stdout: 'bench is signed in as Bench\n' });
    expect(await storedSession(home)).not.toBe('');
    expect(pendingCodes(telegram.world)).toEqual([]);
  });

  it('takes no other account’s phone for it, and leaves no session of that one behind', async () => {
    const { home, telegram, account } = await sandboxHome(signedOut);
    const stranger = await telegram.people.create({ firstName: 'Sam', phone: '+9996610077' });
    const before = snapshot(home.folder);
    const result = await operate(home.folder, ['login', 'bench', '--qr'], {
      onErr: scannedBy((token) => telegram.acceptLogin(stranger.id, token)),
    });
    expect(result.stderr).toMatch(/not the account of accounts\/bench\.yaml: its number ends in 77;/);
    expect(telegram.keysOf(stranger.id)).toEqual([]);
    expect(telegram.keysOf(account)).toEqual([]);
    expect(snapshot(home.folder)).toEqual(before);
  });
});

async function givePassword({ world }: SandboxHome['telegram'], user: number): Promise<void> {
  world.users.change(user, { password: await makePasswordRecord('blue kettle', 'kitchen') });
}

/** Scans the first link that is shown. */
function scannedBy(accept: (token: Buffer) => unknown): (shown: string) => void {
  let isScanned = false;
  return (shown) => {
    const token = /tg:\/\/login\?token=([\w-]+)\n/.exec(shown)?.[1];
    if (token === undefined || isScanned) return;
    isScanned = true;
    accept(Buffer.from(token, 'base64url'));
  };
}

describe('kindred logout', () => {
  it('ends the session on the server and removes it here, after asking once', async () => {
    const { home, telegram, account } = await sandboxHome();
    const no = await operate(home.folder, ['logout', 'bench'], { input: 'n\n' });
    expect(no).toMatchObject({ code: 1, stderr: expect.stringContaining('nothing was ended') as string });
    expect(telegram.keysOf(account)).toHaveLength(1);
    expect(await operate(home.folder, ['logout', 'bench'], { input: 'y\n' })).toMatchObject({ code: 0 });
    expect(telegram.keysOf(account)).toEqual([]);
    expect(vaultOf(home).has(bench)).toBe(false);
    const twice = await operate(home.folder, ['logout', 'bench', '--yes']);
    expect(twice.stderr).toBe('kindred: bench is not signed in\n');
  });

  it('keeps the session when the server does not answer, unless it is to be forgotten', async () => {
    const sandbox = await sandboxHome();
    const { home, telegram } = sandbox;
    await telegram.close();
    const before = snapshot(home.folder);
    const kept = await operate(home.folder, ['logout', 'bench', '--yes']);
    expect(kept.code).toBe(1);
    expect(kept.stderr).toMatch(/did not end the session \(\w+\), so that of bench is kept; .*"--forget"/);
    expect(snapshot(home.folder)).toEqual(before);
    const forgotten = await operate(home.folder, ['logout', 'bench', '--yes', '--forget', '--json']);
    expect(JSON.parse(forgotten.stdout)).toEqual({ account: 'bench', ended: false, forgotten: true });
    expect(vaultOf(home).has(bench)).toBe(false);
  });
});

describe('kindred session', () => {
  it('goes out only to a terminal or a private file, after a yes and the account’s name', async () => {
    const { home } = await sandboxHome();
    const out = join(home.folder, 'out.txt');
    const piped = await operate(home.folder, ['session', 'export', 'bench'], { input: 'y\nbench\n' });
    expect(piped).toMatchObject({ code: 1, stdout: '' });
    for (const input of ['', 'y\n', 'n\nbench\n', 'y\nbenhc\n']) {
      const refused = await operate(home.folder, ['session', 'export', 'bench', '--out', out], { input });
      expect(refused.stderr).toMatch(/nothing was written/);
      expect(existsSync(out)).toBe(false);
    }
    const session = await storedSession(home);
    const sure = { input: 'y\nbench\n' };
    await operate(home.folder, ['session', 'export', 'bench', '--out', out], sure);
    expect(readFileSync(out, 'utf8')).toBe(`${session}\n`);
    expect(statSync(out).mode & 0o777).toBe(0o600);
    const twice = await operate(home.folder, ['session', 'export', 'bench', '--out', out], sure);
    expect(twice.stderr).toMatch(/out\.txt cannot be written \(EEXIST\)/);
    const shown = await operate(home.folder, ['session', 'export', 'bench'], {
      ...sure,
      stdoutIsTerminal: true,
    });
    expect(shown.stdout).toBe(`${session}\n`);
  });

  it('comes in after it was seen to work: from standard input and from a file', async () => {
    const { home, telegram, account } = await sandboxHome();
    const session = await storedSession(home);
    const keys = telegram.keysOf(account);
    vaultOf(home).remove(bench);
    const typed = await operate(home.folder, ['session', 'import', 'bench'], { input: `${session}\n` });
    expect(typed).toMatchObject({ code: 0 });
    expect(typed.stdout + typed.stderr).not.toContain(session.slice(0, 30));
    expect(await storedSession(home)).toBe(session);
    const file = join(home.folder, 'in.txt');
    writeFileSync(file, session, { mode: 0o644 });
    const wide = await operate(home.folder, ['session', 'import', 'bench', '--file', file]);
    expect(wide.stderr).toMatch(/others on this machine may read .*in\.txt; run "chmod 600/);
    chmodSync(file, 0o600);
    expect(await operate(home.folder, ['session', 'import', 'bench', '--file', file])).toMatchObject({
      code: 0,
    });
    expect(telegram.keysOf(account)).toEqual(keys);
  });

  it('replaces nothing with what is no session, is void, or is another account’s', async () => {
    const mine = await sandboxHome();
    const { home, telegram } = mine;
    const session = await storedSession(home);
    const stranger = await telegram.people.create({ firstName: 'Sam', phone: '+9996610077' });
    writeFileSync(join(home.folder, 'accounts', 'sam.yaml'), 'phone: "+9996610077"\ncharacter: bench\n');
    await operate(home.folder, ['login', 'sam'], { input: '22222\n' });
    const read = await vaultOf(home).read(accountId('sam'));
    if (read.state !== 'open') throw new Error('sam is not signed in');
    const before = snapshot(home.folder);
    const cases: readonly [string, RegExp][] = [
      ['', /no session was given/],
      ['hello there', /this is no session string of GramJS/],
      [session.slice(0, -80), /this is no session string of GramJS/],
      [read.session, /not the account of accounts\/bench\.yaml: its number ends in 77/],
    ];
    for (const [input, says] of cases) {
      const result = await operate(home.folder, ['session', 'import', 'bench'], { input: `${input}\n` });
      expect(result.code).toBe(1);
      expect(result.stderr).toMatch(says);
      if (input !== '') expect(result.stderr).not.toContain(input);
    }
    expect(telegram.keysOf(stranger.id)).toHaveLength(1);
    expect(snapshot(home.folder)).toEqual(before);
    await operate(home.folder, ['logout', 'sam', '--yes']);
    const without = snapshot(home.folder);
    const dead = await operate(home.folder, ['session', 'import', 'sam'], { input: `${read.session}\n` });
    expect(dead.stderr).toMatch(/Telegram does not take this session \(AUTH_KEY_UNREGISTERED\)/);
    expect(Object.keys(without).some((name) => name.endsWith('sam.sealed'))).toBe(false);
    expect(snapshot(home.folder)).toEqual(without);
  });
});

describe('bad input', () => {
  it('is answered with one line, and changes nothing', async () => {
    const { home } = await sandboxHome();
    const account = (name: string, text: string) => () =>
      writeFileSync(join(home.folder, 'accounts', name), text);
    const cases: readonly [string, () => void, readonly string[], RegExp][] = [
      [
        'an unknown account',
        () => undefined,
        ['logout', 'bnech', '--yes'],
        /no account "bnech"; .*bench.*did you mean bench/,
      ],
      ['an unknown account', () => undefined, ['session', 'import', 'nobody'], /no account "nobody"/],
      [
        'an unknown key source',
        () => undefined,
        ['vault', 'rekey', '--to', 'paper'],
        /no key source "paper"; there are: file/,
      ],
      [
        'a number with letters',
        account('other.yaml', 'phone: "+49 CALL ME"\ncharacter: bench\n'),
        ['login', 'other'],
        /accounts\/other\.yaml:1: phone: expected a phone number in international form/,
      ],
      [
        'an account listed twice',
        account('other.yaml', 'phone: "+999 661 0001"\ncharacter: bench\n'),
        ['login', 'other'],
        /accounts\/other\.yaml:1: phone: expected each account in one file, got the number of accounts\/bench\.yaml again; delete one/,
      ],
      [
        'a lost vault key',
        () => {
          rmSync(join(home.folder, 'accounts', 'other.yaml'));
          rmSync(join(home.folder, 'vault.key'));
        },
        ['run'],
        /the vault key is gone: .*bench stays shut; put the copy of the key back, or sign in again with "kindred login bench --new-key"/,
      ],
      [
        'a lost vault key',
        () => undefined,
        ['login', 'bench'],
        /the vault key is gone from .*vault\.key.*--new-key/,
      ],
    ];
    for (const [what, spoil, args, says] of cases) {
      spoil();
      const before = snapshot(home.folder);
      const result = await operate(home.folder, args, { input: '22222\n' });
      expect({ what, code: result.code, stdout: result.stdout }).toEqual({ what, code: 1, stdout: '' });
      expect(result.stderr, what).toMatch(says);
      expect(result.stderr, what).toMatch(/^kindred: [^\n]*\n$/);
      expect(snapshot(home.folder)).toEqual(before);
    }
    const again = await operate(home.folder, ['login', 'bench', '--new-key'], { input: '22222\n' });
    expect(again.stderr).toMatch(/the earlier session of bench could not be opened: end it in/);
    expect(again.code).toBe(0);
  });

  it('has no second session beside a running program', async () => {
    const { home, telegram, account } = await sandboxHome();
    const keys = telegram.keysOf(account);
    const run = { program: 'kindred run', pid: 4711, host: 'here', since: 'today' };
    const owner = takeOwnership(join(home.folder, 'data'), run);
    const session = await storedSession(home);
    for (const args of [
      ['login', 'bench', '--again'],
      ['login', 'bench', '--qr'],
      ['logout', 'bench', '--yes'],
      ['session', 'import', 'bench'],
      ['session', 'export', 'bench', '--out', 'out.txt'],
      ['vault', 'rekey'],
    ]) {
      const result = await operate(home.folder, args, { input: `${session}\n` });
      expect(result.code).toBe(1);
      expect(result.stderr).toMatch(/^kindred: .* is in use by kindred run \(pid 4711 .*; stop it first\n$/);
    }
    owner.release();
    expect(telegram.keysOf(account)).toEqual(keys);
  });
});
