import { healthWordsOf } from '../../account/health-words.js';
import { toHealthState } from '../../account/health-state.js';
import { askRunning } from '../../app/orders/control-socket.js';
import { limitOverWithoutRun, acceptSessionsWithoutRun } from '../../app/orders/account-orders.js';
import { systemClock } from '../../lib/system-clock.js';
import type { StoredSession } from '../../store/account/account-session-store.js';
import type { RotationRow } from '../../store/account/account-view.js';
import type { StoredSpamBotAnswer } from '../../store/account/health-store.js';
import type { AccountView } from '../../app/views/account-views.js';
import { readAccountDetails, type AccountDetails } from '../../app/views/account-details.js';
import { strangerAdvice } from './elsewhere.js';
import { findAccount } from './find-account.js';
import { toMinute } from '../terminal/moment.js';
import { plain } from '../terminal/plain.js';
import { askStatus } from '../../app/views/running.js';
import { runningLine } from '../frame/running-line.js';
import { withReaderOrNone } from '../frame/with-reader.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { whileOwning } from '../../app/orders/while-owning.js';

export interface AccountOptions extends SettingsOptions {
  readonly json?: boolean;
}

/** `kindred account show <account>` */
export async function accountShow(
  surroundings: Surroundings,
  name: string,
  options: AccountOptions,
): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const account = findAccount(config.accounts, name);
  const running = await askStatus(config.data);
  const details = await withReaderOrNone(config, (read) =>
    readAccountDetails(config, account, running, read, systemClock().now()),
  );
  if (options.json) printJson(surroundings, details);
  else for (const line of describe(details)) print(surroundings, line);
}

/** `kindred account accept-sessions <account>` */
export async function accountAcceptSessions(
  surroundings: Surroundings,
  name: string,
  options: AccountOptions,
): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const { id } = findAccount(config.accounts, name);
  const answered = await askRunning(config.data, 'accept-sessions', { account: id });
  const accepted =
    answered === null
      ? await whileOwning(surroundings, config, 'kindred account accept-sessions', () =>
          acceptSessionsWithoutRun(config, id, systemClock()),
        )
      : (answered as number);
  if (options.json) printJson(surroundings, { account: id, accepted });
  else print(surroundings, `${id}: ${accepted === 0 ? 'no session was unknown' : `${accepted} accepted`}`);
}

/** `kindred account limit-over <account>` */
export async function accountLimitOver(
  surroundings: Surroundings,
  name: string,
  options: AccountOptions,
): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const { id } = findAccount(config.accounts, name);
  const answered = await askRunning(config.data, 'limit-over', { account: id });
  const health =
    answered ??
    (await whileOwning(surroundings, config, 'kindred account limit-over', () =>
      limitOverWithoutRun(config, id, systemClock()),
    ));
  const { state } = health as { readonly state: string };
  if (options.json) printJson(surroundings, { account: id, state });
  else print(surroundings, `${id} is ${state}`);
}

function describe(details: AccountDetails): readonly string[] {
  const { account, label, character, role, standing, connection, proxy, bubbles } = details;
  const reason = connection.reason === null ? '' : ` (${connection.reason})`;
  return [
    `${account}${label === account ? '' : ` (${label})`}`,
    `  character    ${character}, ${role} by its file, ${standing} now`,
    `  state        ${stateLine(details)}`,
    ...adviceLines(details).map((line) => `               ${line}`),
    `  connection   ${connection.state}${reason} since ${toMinute(connection.since)} UTC`,
    `  channel      ${details.channel}`,
    ...(details.device === null ? [] : [`  device       ${details.device}${details.quiet ? ', quiet' : ''}`]),
    `  proxy        ${proxy === null ? 'none' : `${proxy.type} ${proxy.host}:${proxy.port}`}`,
    `  chats        ${details.conversations}; today ${details.receivedToday} in, ${details.sentToday} out`,
    `  caps         ${capsLine(details)}`,
    `  bubbles      ${bubbles.open} to send, ${bubbles.held} held`,
    '',
    'signed in on',
    ...sessionLines(details.sessions),
    '',
    'history of its health, newest first',
    ...details.history.map(
      ({ at, was, became, evidence }) => `  ${toMinute(at)}  ${was ?? 'new'} -> ${became} (${evidence})`,
    ),
    ...(details.history.length === 0 ? ['  nothing yet'] : []),
    ...spamBotLines(details.spamBot),
    ...rotationLines(details.rotations),
    '',
    runningLine(details.running),
  ];
}

function stateLine({ state, since, until, evidence, checkedAt }: AccountView): string {
  const end = until === null ? '' : `, until ${toMinute(until)}`;
  if (since === null) return state;
  return `${state} since ${toMinute(since)}${end} UTC (${evidence ?? '-'}), checked ${toMinute(checkedAt)}`;
}

function adviceLines({
  account,
  channel,
  state,
  appealUrl,
  unknownSessions,
}: AccountView): readonly string[] {
  const known = toHealthState(state);
  const words = known === null || known === 'healthy' ? null : healthWordsOf(channel)[known];
  return [
    ...(words === null ? [] : [words.means, words.todo]),
    ...(appealUrl === null ? [] : [`Appeal at ${appealUrl}`]),
    ...(unknownSessions === 0 ? [] : [strangerAdvice(account, unknownSessions)]),
  ];
}

const windows: Readonly<Record<number, string>> = { 60_000: 'minute', 3_600_000: 'hour', 86_400_000: 'day' };

function capsLine({ usage }: AccountView): string {
  if (usage.length === 0) return 'none: the server is on this machine';
  return usage
    .map(({ used, most: cap, windowMs }) => `${used} of ${cap} in the last ${windows[windowMs] ?? '?'}`)
    .join(', ');
}

function sessionLines(sessions: readonly StoredSession[]): readonly string[] {
  if (sessions.length === 0) return ['  nobody looked yet'];
  return sessions.map((session) => {
    const who = session.isOurs ? 'this one' : session.acceptedAt === null ? 'UNKNOWN ' : 'accepted';
    const what = [session.device, session.app, session.place].map(plain).filter(Boolean).join(', ');
    return `  ${who}  ${what}; since ${toMinute(session.createdAt)}, used ${toMinute(session.activeAt)}`;
  });
}

function spamBotLines(answer: StoredSpamBotAnswer | null): readonly string[] {
  if (answer === null) return [];
  const lines = answer.text.split('\n').map((line) => `  ${plain(line)}`.trimEnd());
  return ['', `@SpamBot on ${toMinute(answer.askedAt)} UTC (${answer.verdict})`, ...lines];
}

function rotationLines(rotations: readonly RotationRow[]): readonly string[] {
  if (rotations.length === 0) return [];
  return [
    '',
    'rotations, newest first',
    ...rotations.map(
      (row) =>
        `  ${toMinute(row.at)}  ${row.from} -> ${row.to}, ${row.cause} (${row.reason}): ${row.conversations} conversations, ${row.held} held, ${row.inDoubt} in doubt`,
    ),
  ];
}
