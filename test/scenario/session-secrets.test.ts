import { appendFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../../src/bench/stage/kindred-process.js';
import { makePasswordRecord } from '../../src/sandbox/telegram/srp.js';
import { sendLoginCode } from '../../src/sandbox/telegram/world/account/login-codes.js';
import { ask, people, running, runningHere, sandboxHome, storedSession } from '../support/kindred.js';

const apiHash = '5f3a91c07be24d68a1e0f79b3c5d2846';
const password = 'a kettle on the blue stove';
const code = '730912';

/** A secret in the forms it could be written down in. */
function forms(secret: Buffer | string): readonly Buffer[] {
  const bytes = Buffer.from(secret);
  const text = [bytes.toString('hex'), bytes.toString('hex').toUpperCase(), bytes.toString('base64')];
  // Inside a longer base64 text the neighbours shift and change the edges: look for what stays, at each offset.
  const shifted = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  const urlSafe = [...text, ...shifted].map((form) => form.replaceAll('+', '-').replaceAll('/', '_'));
  return [
    bytes,
    ...[...text, ...shifted, ...urlSafe].filter((form) => form.length >= 16).map((form) => Buffer.from(form)),
  ];
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}

/** What the kernel tells everybody of the same user about a process. */
const processFiles = (pid: number) => ['environ', 'cmdline'].map((name) => `/proc/${pid}/${name}`);

describe('session secrets', () => {
  it('are nowhere in the clear: not on the disk, in logs, in the process table or on the screen', async () => {
    const { home, telegram, account, ...rest } = await sandboxHome({
      signedIn: false,
      settings: 'logLevel: debug\n',
    });
    const sandbox = { home, telegram, account, ...rest };
    telegram.habits.loginCode = code;
    telegram.world.users.change(account, { password: await makePasswordRecord(password, 'kitchen') });
    // As README tells to: the settings file only names it.
    writeFileSync(join(home.folder, '.env'), `TELEGRAM_API_ID=4711\nTELEGRAM_API_HASH=${apiHash}\n`);

    const said: string[] = [];
    const command = async (args: readonly string[], input = ''): Promise<void> => {
      const result = await runCommand(home, args, input);
      said.push(result.stdout, result.stderr);
      expect({ args, code: result.code, stderr: result.stderr }).toMatchObject({ args, code: 0 });
    };
    await command(['login', 'bench'], `000000\n${code}\nwrong\n${password}\n`);
    const session = await storedSession(home);
    const kindred = await running(sandbox);
    const [ada = 0] = await people(sandbox, 1);
    await ask(sandbox, ada, 'hello', 1);
    // A second code reaches the account itself, as a message of Telegram's.
    sendLoginCode(telegram.world, sandbox.phone.slice(1), code);
    await ask(sandbox, ada, 'still there?', 2);

    const authKey = Buffer.from(session.slice(1), 'base64').subarray(-256);
    const keyLine = readFileSync(join(home.folder, 'vault.key'), 'utf8').trim();
    const secrets: Readonly<Record<string, readonly Buffer[]>> = {
      session: forms(session),
      'auth key': forms(authKey),
      'start of the auth key': forms(authKey.subarray(0, 24)),
      'vault key': [...forms(Buffer.from(keyLine.slice(-43), 'base64url')), Buffer.from(keyLine.slice(-43))],
      'api hash': forms(apiHash),
      password: forms(password),
      code: [Buffer.from(code)],
    };
    const clear = (place: string, content: Buffer): readonly string[] =>
      Object.entries(secrets).flatMap(([name, all]) =>
        all.some((form) => content.includes(form)) ? [`${name} in ${place}`] : [],
      );
    const clearOnDisk = (): readonly string[] =>
      [
        ...filesUnder(join(home.folder, 'data')),
        ...filesUnder(join(home.folder, 'accounts')),
        join(home.folder, 'kindred.yaml'),
      ].flatMap((file) => clear(file, readFileSync(file)));

    // While it runs, with the database's log not yet folded in; and the search must be able to find.
    expect(existsSync(join(home.folder, 'data', 'kindred.db-wal'))).toBe(true);
    expect(clearOnDisk()).toEqual([]);
    expect(processFiles(kindred.pid).flatMap((file) => clear(file, readFileSync(file)))).toEqual([]);
    await kindred.stop();
    expect(clearOnDisk()).toEqual([]);
    await command(['accounts']);
    await command(['vault', 'status']);
    await command(['vault', 'rekey']);
    expect(clearOnDisk()).toEqual([]);
    await command(['logout', 'bench', '--yes']);
    expect(clearOnDisk()).toEqual([]);
    expect(clear('output', Buffer.from([...said, kindred.log()].join('\n')))).toEqual([]);

    for (const canary of [
      session,
      authKey.toString('hex'),
      `x${authKey.toString('base64')}`,
      apiHash,
      code,
    ]) {
      appendFileSync(join(home.folder, 'data', 'canary'), canary);
      expect(clearOnDisk()).not.toEqual([]);
      writeFileSync(join(home.folder, 'data', 'canary'), '');
    }
  }, 120_000);

  it('keep an account whose stored session is refused from stopping the others', async () => {
    const sandbox = await sandboxHome();
    const { home } = sandbox;
    writeFileSync(join(home.folder, 'accounts', 'spoilt.yaml'), 'phone: "+9996610002"\ncharacter: bench\n');
    const sealed = (name: string): string => join(home.folder, 'data', 'sessions', `${name}.sealed`);
    writeFileSync(sealed('spoilt'), readFileSync(sealed('bench')), { mode: 0o600 });
    const kindred = await runningHere(sandbox);
    const [ada = 0] = await people(sandbox, 1);
    expect(await ask(sandbox, ada, 'hello', 1)).toHaveLength(1);
    expect(kindred.log()).toMatch(/"account":"spoilt","reason":"session-swapped"/);
    expect(await kindred.stop()).toBe(0);
  });
});
