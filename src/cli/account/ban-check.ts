import { healthWordsOf } from '../../account/health-words.js';
import { isLost, type HealthState } from '../../account/health-state.js';
import type { CheckedAccount } from '../../app/orders/account-checks.js';
import { askRunning } from '../../app/orders/control-socket.js';
import { whyUnreachable } from '../../app/orders/proxy-check.js';
import type { AccountConfig } from '../../config/config.js';
import type { Loaded } from '../../config/load.js';
import { OperatorError } from '../../core/failure.js';
import { systemClock } from '../../lib/system-clock.js';
import { clockLine } from './clock-line.js';
import { elsewhereCell, strangerAdvice } from './elsewhere.js';
import { findAccount } from './find-account.js';
import { hasCredentials } from '../../app/views/has-credentials.js';
import { toMinute } from '../terminal/moment.js';
import { openVault } from '../frame/open-vault.js';
import { plain } from '../terminal/plain.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { table } from '../terminal/table.js';
import { whileOwning } from '../../app/orders/while-owning.js';
import { withReaderOrNone } from '../frame/with-reader.js';
import { readAccounts } from '../../store/account/account-store.js';

export interface BanCheckOptions extends SettingsOptions {
  readonly all?: boolean;
  readonly askSpambot?: boolean;
  readonly json?: boolean;
}

/** The exit codes of `kindred ban-check`. */
const codes = { healthy: 0, limited: 2, lost: 3 } as const;

/** One line of the table. Times are milliseconds since 1970. */
export interface BanCheckRow {
  readonly account: string;
  readonly character: string;
  readonly role: string;
  /** A state of the health machine, or why the account could not be asked. */
  readonly state: string;
  readonly verdict: keyof typeof codes;
  readonly since: number | null;
  readonly until: number | null;
  readonly evidence: string | null;
  readonly appealUrl: string | null;
  readonly answeredInMs: number | null;
  readonly sessionsElsewhere: number | null;
  readonly unknownSessions: number;
  readonly next: string;
  readonly advice: readonly string[];
  readonly spamBot: {
    readonly askedAt: number;
    readonly verdict: string;
    readonly text: string;
  } | null;
}

/**
 * `kindred ban-check`: how the accounts are, asked for now and without harm. The running program does the asking where
 * there is one. @returns the exit code: 0 all healthy, 2 some limited, 3 some lost
 */
export async function banCheck(
  surroundings: Surroundings,
  name: string | undefined,
  options: BanCheckOptions,
): Promise<number> {
  const loaded = loadSettings(surroundings, options);
  const accounts = chosen(loaded, name, options.all ?? false);
  const checked = await check(surroundings, loaded, accounts, options.askSpambot ?? false);
  const rows = await Promise.all(
    accounts.map((account) =>
      rowOf(
        loaded,
        account,
        checked.find((one) => one.account === account.id),
      ),
    ),
  );
  const worst = (['lost', 'limited'] as const).find((verdict) => rows.some((row) => row.verdict === verdict));
  const clock = await clockFound(loaded);
  if (options.json) printJson(surroundings, { verdict: worst ?? 'healthy', clock, accounts: rows });
  else show(surroundings, rows, clock);
  return codes[worst ?? 'healthy'];
}

function chosen({ config }: Loaded, name: string | undefined, all: boolean): readonly AccountConfig[] {
  if (name !== undefined && all) {
    throw new OperatorError(`both "${name}" and --all were asked for`, 'leave one of them out');
  }
  if (name !== undefined) return [findAccount(config.accounts, name)];
  if (config.accounts.length > 0) return config.accounts;
  throw new OperatorError('there is no account to check', 'create accounts/<name>.yaml first');
}

async function check(
  surroundings: Surroundings,
  { config, secrets }: Loaded,
  accounts: readonly AccountConfig[],
  askSpamBot: boolean,
): Promise<readonly CheckedAccount[]> {
  const input = { accounts: accounts.map((account) => account.id), askSpamBot };
  const answered = await askRunning(config.data, 'ban-check', input);
  if (answered !== null) return answered as readonly CheckedAccount[];
  const vault = openVault(surroundings, config);
  const clock = systemClock();
  // Brings Telegram's client along, which takes longer to load than a running program takes to answer.
  const { checkWithoutRun } = await import('../../app/orders/account-checks.js');
  return whileOwning(surroundings, config, 'kindred ban-check', () =>
    checkWithoutRun({ config, secrets, vault, accounts, askSpamBot, clock }),
  );
}

async function rowOf(
  { config }: Loaded,
  account: AccountConfig,
  checked: CheckedAccount | undefined,
): Promise<BanCheckRow> {
  const { id, character, role } = account;
  const common = { account: id, character, role };
  if (!checked?.check) {
    const isSignedIn = hasCredentials(config, account);
    const { reason, problem } = checked ?? { reason: 'not-in-this-run', problem: null };
    const { state, next, advice } = unasked(id, isSignedIn, reason, problem);
    return {
      ...common,
      ...{ state, next, advice: [advice], verdict: 'limited' },
      ...{ since: null, until: null, evidence: null, appealUrl: null },
      ...{ answeredInMs: null, sessionsElsewhere: null, unknownSessions: 0, spamBot: null },
    };
  }
  const { health, elsewhere, unknown, answeredInMs, spamBot } = checked.check;
  const words = healthWordsOf(account.channel)[health.state];
  const advice = health.state === 'healthy' ? [] : [`${words.means} ${words.todo}`];
  if (health.appealUrl !== null) {
    advice.push(`Appeal at ${health.appealUrl} before ${toMinute(health.until)} UTC.`);
  }
  const proxy = health.state === 'network-trouble' ? await proxyAdvice(account) : null;
  if (proxy !== null) advice.push(proxy);
  if (unknown > 0) advice.push(strangerAdvice(id, unknown));
  if (spamBot && 'failure' in spamBot) advice.push(`@SpamBot was not asked: ${spamBot.failure}.`);
  return {
    ...common,
    state: health.state,
    verdict: verdictOf(health.state),
    since: health.since,
    until: health.until,
    evidence: health.evidence,
    appealUrl: health.appealUrl,
    answeredInMs: answeredInMs === null ? null : Math.round(answeredInMs),
    sessionsElsewhere: elsewhere,
    unknownSessions: unknown,
    next: health.state === 'healthy' && unknown > 0 ? 'check-sessions' : words.next,
    advice,
    spamBot: spamBot && !('failure' in spamBot) ? spamBot : null,
  };
}

function verdictOf(state: HealthState): keyof typeof codes {
  if (isLost(state)) return 'lost';
  return state === 'healthy' ? 'healthy' : 'limited';
}

function unasked(id: string, isSignedIn: boolean, reason: string, problem: string | null) {
  if (problem !== null) return { state: reason, next: 'repair', advice: `${problem}.` };
  if (isSignedIn) {
    return {
      state: 'not-in-this-run',
      next: 'restart',
      advice:
        'The running kindred does not serve it: its session was refused at the start, or came later. See "kindred vault status" and restart "kindred run".',
    };
  }
  return { state: 'not-signed-in', next: 'login', advice: `Run "kindred login ${id}".` };
}

/** A proxy that is down looks like a Telegram that is down; that something listens there is harmless to try. */
async function proxyAdvice(account: AccountConfig): Promise<string | null> {
  const proxy = account.channel === 'telegram-user' ? account.proxy : undefined;
  if (!proxy) return null;
  const where = `${proxy.type} proxy ${proxy.host}:${proxy.port}`;
  const code = await whyUnreachable(proxy.host, proxy.port);
  return code === null
    ? `The ${where} takes connections; whether it lets them through was not tried.`
    : `The ${where} does not take connections (${code}): start it, or change proxy in accounts/.`;
}

/** What the last run found of this machine's clock. */
function clockFound({ config }: Loaded): Promise<string | null> {
  return withReaderOrNone(config, async (read) =>
    clockLine(
      read === null ? [] : (await readAccounts(read)).map(({ connectionReason }) => connectionReason),
    ),
  );
}

function show(surroundings: Surroundings, rows: readonly BanCheckRow[], clock: string | null): void {
  const head = ['account', 'state', 'since (UTC)', 'until (UTC)', 'evidence', 'elsewhere', 'next'];
  const cells = rows.map((row) => [
    row.account,
    row.state,
    toMinute(row.since),
    toMinute(row.until),
    row.evidence ?? '-',
    elsewhereCell(row.sessionsElsewhere, row.unknownSessions),
    row.next,
  ]);
  for (const line of table(head, cells)) print(surroundings, line);
  if (clock !== null) print(surroundings, `\n${clock}`);
  for (const { account, advice, spamBot } of rows) {
    if (advice.length > 0) print(surroundings);
    for (const line of advice) print(surroundings, `${account}: ${line}`);
    if (spamBot) {
      print(surroundings, `${account}: @SpamBot, ${toMinute(spamBot.askedAt)} UTC (${spamBot.verdict}):`);
      for (const line of spamBot.text.split('\n')) print(surroundings, `  ${plain(line)}`.trimEnd());
    }
  }
}
