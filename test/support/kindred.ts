import { EventEmitter, once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  startKindred,
  type KindredHome,
  type RunningKindred,
} from '../../src/bench/stage/kindred-process.js';
import { loginCode, startSandboxHome, type SandboxHome } from '../../src/bench/stage/sandbox-home.js';
import { signInWithPhone } from '../../src/channel/telegram/sign-in/login.js';
import { accountId } from '../../src/core/ids.js';
import { systemClock } from '../../src/lib/system-clock.js';
import { Vault } from '../../src/vault/vault.js';
import { waitForFacts } from '../../src/sandbox/people/wait.js';
import { operate } from './operator.js';
import { privateKeyPem } from './server-key.js';

/** A sandbox of the running test's own, with the account `bench` signed in unless told otherwise. */
export async function sandboxHome(
  options: { settings?: string; signedIn?: boolean; aheadMs?: number } = {},
): Promise<SandboxHome> {
  const sandbox = await startSandboxHome({
    clock: systemClock(),
    node: process.execPath,
    privateKeyPem,
    ...(options.settings === undefined ? {} : { settings: options.settings }),
    ...(options.aheadMs === undefined ? {} : { aheadMs: options.aheadMs }),
  });
  onTestFinished(() => sandbox.close());
  if (options.signedIn !== false) await signIn(sandbox);
  return sandbox;
}

/** The account `bench` signs in, where the sandbox was made without that. */
export async function signIn(sandbox: SandboxHome): Promise<void> {
  await signInAs(sandbox, 'bench', sandbox.phone);
}

/** One more account, signed in. `lines` are further lines of its file. @returns its user id */
export async function addAccount(
  sandbox: SandboxHome,
  name: string,
  phone: string,
  lines = '',
): Promise<number> {
  const { id } = await sandbox.telegram.people.create({ phone, firstName: name });
  await signInAs(sandbox, name, phone);
  writeFileSync(
    join(sandbox.home.folder, 'accounts', `${name}.yaml`),
    `phone: "${phone}"\ncharacter: bench\n${lines}`,
  );
  return id;
}

/** As `kindred login` does it, without a process of its own. */
async function signInAs({ telegram, home }: SandboxHome, name: string, phone: string): Promise<void> {
  const { host, port, dcId, publicKeyPem } = telegram;
  const result = await signInWithPhone(
    {
      session: '',
      apiId: 1,
      apiHash: 'sandbox',
      server: { host, port, dcId, publicKeyPem },
      device: { model: 'test', systemVersion: 'test', appVersion: 'test', language: 'en' },
      clock: systemClock(),
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    },
    phone,
    { code: () => Promise.resolve(loginCode), password: () => Promise.resolve(undefined) },
  );
  if (!result.ok) throw new Error(result.failure.explanation);
  const vault = vaultOf(home);
  await vault.prepare();
  vault.write(accountId(name), result.session, result.place);
}

/** The vault of a folder that a kindred of its own process works on; its key file is made when there is none. */
export function vaultOf({ folder }: Pick<KindredHome, 'folder'>): Vault {
  return new Vault({
    dataDir: join(folder, 'data'),
    keyFile: join(folder, 'vault.key'),
    credentialsFolder: undefined,
    askPassphrase: () => Promise.resolve(null),
    onKeyMade: () => undefined,
  });
}

/** The session string of the account `bench`: what nothing may give away. */
export async function storedSession(home: Pick<KindredHome, 'folder'>): Promise<string> {
  const read = await vaultOf(home).read(accountId('bench'));
  if (read.state !== 'open') throw new Error(`the session is ${read.state}`);
  return read.session;
}

/** `kindred run` against a sandbox, ended with the test at the latest. */
export async function running(sandbox: SandboxHome): Promise<RunningKindred> {
  const kindred = await startKindred(sandbox.home, () => performance.now());
  onTestFinished(() => kindred.kill());
  return kindred;
}

/** One command in this process: as `runCommand`, where what a process of its own adds is not what is tested. */
export function commandHere(
  { folder, env }: KindredHome,
  args: readonly string[],
  input = '',
): ReturnType<typeof operate> {
  return operate(folder, args, { env, input });
}

/** `kindred run` in this process: as `running`, for tests that neither kill it nor look at it from outside. */
export async function runningHere({ home }: SandboxHome): Promise<Pick<RunningKindred, 'log' | 'stop'>> {
  const stop = new AbortController();
  const events = new EventEmitter();
  const isReady = once(events, 'ready').then(() => true);
  let log = '';
  const over = operate(home.folder, ['run', '--json'], {
    env: home.env,
    stop: stop.signal,
    onOut: () => void events.emit('ready'),
    onErr: (soFar) => (log = soFar),
  });
  const end = async (): Promise<number> => {
    stop.abort();
    return (await over).code;
  };
  onTestFinished(async () => void (await end()));
  if (!(await Promise.race([isReady, over.then(() => false)]))) {
    throw new Error(`kindred run ended before it was ready: ${log}`);
  }
  return { log: () => log, stop: end };
}

/** New people in the sandbox. */
export async function people(sandbox: SandboxHome, count: number): Promise<readonly number[]> {
  const made: number[] = [];
  for (let index = 1; index <= count; index += 1) {
    made.push((await sandbox.telegram.people.create({ firstName: `Person ${index}` })).id);
  }
  return made;
}

/** Write to the account, and wait until it has written `answers` messages in all. */
export async function ask(
  { telegram, account }: SandboxHome,
  person: number,
  text: string,
  answers: number,
): Promise<readonly string[]> {
  telegram.people.person(person).say(account, text);
  return answersTo({ telegram, account }, person, answers);
}

/** Wait until the account has written `count` messages to a person, and give them. */
export async function answersTo(
  { telegram, account }: Pick<SandboxHome, 'telegram' | 'account'>,
  person: number,
  count: number,
): Promise<readonly string[]> {
  const { met, facts } = await waitForFacts(telegram.world, {
    by: account,
    towards: person,
    kinds: ['message'],
    count,
    withinMs: 15_000,
  });
  if (!met) throw new Error(`${facts.length} of ${count} answers came`);
  return facts.map((fact) => fact.text ?? '');
}
