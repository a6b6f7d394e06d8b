import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand, type RunningKindred } from '../../src/bench/stage/kindred-process.js';
import type { SandboxHome } from '../../src/bench/stage/sandbox-home.js';
import { accountId } from '../../src/core/ids.js';
import { setCondition } from '../../src/sandbox/telegram/world/account/condition.js';
import { addVirtualDevice } from '../../src/sandbox/telegram/world/virtual-device.js';
import { openForReading } from '../../src/store/engine/open-for-reading.js';
import { readHealthChanges } from '../../src/store/account/health-store.js';
import {
  addAccount,
  answersTo,
  ask,
  commandHere,
  people,
  runningHere,
  sandboxHome,
} from '../support/kindred.js';

const day = 86_400_000;
/** Many accounts, many commands: a busy machine takes its time. */
const slow = { timeout: 120_000 };

interface Row {
  readonly account: string;
  readonly state: string;
  readonly verdict: string;
  readonly evidence: string | null;
  readonly next: string;
  readonly until: number | null;
  readonly appealUrl: string | null;
  readonly unknownSessions: number;
  readonly advice: readonly string[];
  readonly spamBot: { readonly verdict: string; readonly text: string } | null;
}

interface Checked {
  readonly code: number;
  readonly verdict: string;
  readonly rows: ReadonlyMap<string, Row>;
}

async function banCheck({ home }: SandboxHome, ...args: readonly string[]): Promise<Checked> {
  const result = await commandHere(home, ['ban-check', ...args, '--json']);
  expect(result.stderr).toBe('');
  const { verdict, accounts } = JSON.parse(result.stdout) as { verdict: string; accounts: Row[] };
  return { code: result.code, verdict, rows: new Map(accounts.map((row) => [row.account, row])) };
}

function states({ rows }: Checked): Readonly<Record<string, string>> {
  return Object.fromEntries([...rows].map(([account, row]) => [account, `${row.state} ${row.evidence}`]));
}

/** Resolves when the program has logged such a line. The test's own deadline ends the wait. */
async function logged(kindred: Pick<RunningKindred, 'log'>, pattern: RegExp): Promise<string> {
  for (;;) {
    const line = kindred
      .log()
      .split('\n')
      .find((one) => pattern.test(one));
    if (line !== undefined) return line;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Accounts in every state but the ones a run is needed for. */
async function everyState(sandbox: SandboxHome): Promise<void> {
  const { telegram } = sandbox;
  const add = (name: string, number: number, lines = ''): Promise<number> =>
    addAccount(sandbox, name, `+99966200${number}`, lines);
  const frozen = await add('frozen', 11);
  const banned = await add('banned', 12);
  const deleted = await add('deleted', 13);
  const revoked = await add('revoked', 14);
  const copied = await add('copied', 15);
  const flooded = await add('flooded', 16);
  await add('proxied', 17, 'proxy: { type: socks5, host: 127.0.0.1, port: 9 }\n');
  setCondition(telegram.world, frozen, { condition: 'frozen', until: Date.now() + 30 * day });
  setCondition(telegram.world, banned, { condition: 'banned' });
  setCondition(telegram.world, deleted, { condition: 'deleted' });
  telegram.endAuthorizations(revoked, 'SESSION_REVOKED');
  telegram.endAuthorizations(copied, 'AUTH_KEY_DUPLICATED');
  telegram.rules.add({
    method: 'help.getAppConfig',
    account: flooded,
    effect: { kind: 'error', code: 420, type: 'FLOOD_WAIT_600' },
  });
}

const expected = {
  bench: 'healthy SIGNED_IN',
  frozen: 'frozen FREEZE_SINCE_DATE',
  banned: 'banned USER_DEACTIVATED_BAN',
  deleted: 'deleted USER_DEACTIVATED',
  revoked: 'logged-out SESSION_REVOKED',
  copied: 'duplicated AUTH_KEY_DUPLICATED',
  flooded: 'flood-limited FLOOD_WAIT',
  proxied: 'network-trouble PROXY_UNREACHABLE',
};

describe('ban-check without a program at work', () => {
  it('knows every state, says what to do, and tells it by its exit code', slow, async () => {
    const sandbox = await sandboxHome();
    const { telegram, account } = sandbox;
    const [ada = 0] = await people(sandbox, 1);
    const first = await runningHere(sandbox);
    await ask(sandbox, ada, 'hello', 1);
    await first.stop();
    await everyState(sandbox);
    telegram.people.person(ada).say(account, 'are you there?');
    const sentBefore = telegram.world.journal.lastSeq;

    const all = await banCheck(sandbox, '--all');
    expect(states(all)).toEqual(expected);
    expect(all).toMatchObject({ code: 3, verdict: 'lost' });
    expect(all.rows.get('frozen')).toMatchObject({
      verdict: 'lost',
      next: 'appeal',
      appealUrl: 'https://t.me/spambot',
    });
    expect(all.rows.get('flooded')).toMatchObject({ verdict: 'limited', next: 'wait' });
    expect(all.rows.get('proxied')?.advice.join(' ')).toContain(
      'The socks5 proxy 127.0.0.1:9 does not take connections (ECONNREFUSED)',
    );

    expect((await banCheck(sandbox, 'bench')).code).toBe(0);
    // As a process: the code is what the shell gets.
    expect((await runCommand(sandbox.home, ['ban-check', 'flooded'])).code).toBe(2);
    // Nothing was said to anybody, and what was said to us is still to be fetched.
    expect(telegram.world.journal.lastSeq).toBe(sentBefore);
    await runningHere(sandbox);
    expect(await answersTo(sandbox, ada, 2)).toHaveLength(2);
  });

  it('asks @SpamBot once a day, and only when told to', slow, async () => {
    const sandbox = await sandboxHome();
    setCondition(sandbox.telegram.world, sandbox.account, { condition: 'limited' });
    const passive = await banCheck(sandbox, 'bench');
    expect(passive).toMatchObject({ code: 0, rows: new Map([['bench', { spamBot: null }]]) });
    const asked = await banCheck(sandbox, 'bench', '--ask-spambot');
    expect(asked.code).toBe(2);
    expect(asked.rows.get('bench')).toMatchObject({
      state: 'peer-limited',
      evidence: 'SPAMBOT_LIMITED',
      next: 'ask-spambot',
      spamBot: { verdict: 'limited' },
    });
    const written = sandbox.telegram.world.journal.lastSeq;
    setCondition(sandbox.telegram.world, sandbox.account, { condition: 'healthy' });
    const again = await banCheck(sandbox, 'bench', '--ask-spambot');
    expect(again.rows.get('bench')?.spamBot).toEqual(asked.rows.get('bench')?.spamBot && expect.anything());
    expect(sandbox.telegram.world.journal.lastSeq).toBe(written + 1);
    const cleared = await commandHere(sandbox.home, ['account', 'limit-over', 'bench']);
    expect(cleared).toMatchObject({ code: 0, stdout: 'bench is healthy\n' });
  });

  it('refuses in one line what it cannot do', slow, async () => {
    const sandbox = await sandboxHome({ signedIn: false });
    const unknown = await commandHere(sandbox.home, ['ban-check', 'nobody']);
    expect(unknown).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'kindred: there is no account "nobody"; there are: bench\n',
    });
    const signedOut = await banCheck(sandbox);
    expect(signedOut.code).toBe(2);
    expect(signedOut.rows.get('bench')).toMatchObject({ state: 'not-signed-in', next: 'login' });
  });
});

describe('ban-check beside a program at work', () => {
  it('asks the program, which sees every loss and says so by itself', slow, async () => {
    const sandbox = await sandboxHome();
    const { telegram, account } = sandbox;
    await everyState(sandbox);
    const kindred = await runningHere(sandbox);
    const keys = telegram.keysOf(account).length;
    const all = await banCheck(sandbox);
    expect(states(all)).toEqual(expected);
    expect(all.code).toBe(3);
    for (const [lost, state] of [
      ['banned', 'banned'],
      ['frozen', 'frozen'],
      ['copied', 'duplicated'],
    ]) {
      const line = await logged(kindred, new RegExp(`"account":"${lost}".*account lost`, 'u'));
      expect(JSON.parse(line)).toMatchObject({ level: 'error', state });
    }

    // Reported as spam while it answers: limited, told, and the account stays where it is.
    telegram.rules.add({
      method: 'messages.sendMessage',
      account,
      effect: { kind: 'error', code: 400, type: 'PEER_FLOOD' },
    });
    const [ada = 0] = await people(sandbox, 1);
    telegram.people.person(ada).say(account, 'hello');
    const limited = await logged(kindred, /"state":"peer-limited"/u);
    expect(JSON.parse(limited)).toMatchObject({ level: 'warn', account: 'bench', code: 'PEER_FLOOD' });

    // Somebody signs in to the account.
    addVirtualDevice(telegram.world, account, { model: 'Stranger\u001b[2J', appVersion: '1', apiId: 4 });
    const alarmed = await banCheck(sandbox, 'bench');
    expect(alarmed).toMatchObject({ code: 2 });
    expect(alarmed.rows.get('bench')).toMatchObject({ state: 'peer-limited', unknownSessions: 1 });
    await logged(kindred, /the account was signed in somewhere else/u);
    const shown = await commandHere(sandbox.home, ['account', 'show', 'bench']);
    expect(shown.stdout).toMatch(/UNKNOWN\s+Stranger/u);
    expect(shown.stdout).not.toContain('\u001b');
    expect(shown.stdout).toMatch(/healthy -> peer-limited \(PEER_FLOOD\)/u);
    expect(shown.stdout).toContain('kindred run is at work');
    const accepted = await commandHere(sandbox.home, ['account', 'accept-sessions', 'bench']);
    expect(accepted).toMatchObject({ code: 0, stdout: 'bench: 1 accepted\n' });
    // Wide enough for every column, the last of which counts the devices elsewhere.
    const wide = { ...sandbox.home, env: { ...sandbox.home.env, COLUMNS: '200' } };
    const listed = await runCommand(wide, ['accounts']);
    expect(listed.stdout).toMatch(/^bench +peer-limited .* ask-spambot .* 1$/mu);
    expect(listed.stdout).toMatch(/^copied +duplicated .* find-copy /mu);

    expect(telegram.keysOf(account)).toHaveLength(keys + 1);
    expect(await kindred.stop()).toBe(0);
    const store = openForReading(join(sandbox.home.folder, 'data', 'kindred.db'));
    const history = await readHealthChanges(store.read, accountId('bench'), 10);
    await store.close();
    expect(history.map(({ was, became }) => `${was} ${became}`)).toEqual([
      'healthy peer-limited',
      'null healthy',
    ]);
  });
});
