import { onTestFinished } from 'vitest';
import { runCommand, startKindred, type RunningKindred } from '../../src/bench/kindred-process.js';
import { loginCode, startSandboxHome, type SandboxHome } from '../../src/bench/sandbox-home.js';
import { systemClock } from '../../src/lib/system-clock.js';
import { waitForFacts } from '../../src/sandbox/people/wait.js';

/** A sandbox of the running test's own, with the account `bench` signed in unless told otherwise. */
export async function sandboxHome(
  options: { settings?: string; signedIn?: boolean } = {},
): Promise<SandboxHome> {
  const sandbox = await startSandboxHome({
    clock: systemClock(),
    node: process.execPath,
    ...(options.settings === undefined ? {} : { settings: options.settings }),
  });
  onTestFinished(() => sandbox.close());
  if (options.signedIn !== false) {
    const login = await runCommand(sandbox.home, ['login', 'bench'], `${loginCode}\n`);
    if (login.code !== 0) throw new Error(login.stderr);
  }
  return sandbox;
}

/** `kindred run` against a sandbox, ended with the test at the latest. */
export async function running(sandbox: SandboxHome): Promise<RunningKindred> {
  const kindred = await startKindred(sandbox.home, () => performance.now());
  onTestFinished(() => kindred.kill());
  return kindred;
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
