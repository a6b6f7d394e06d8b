import type { AccountCare, Channel, ChannelFailure, ConnectionState } from '../channel/contract.js';
import type { Clock, Milliseconds } from '../core/clock.js';
import type { AccountId } from '../core/ids.js';
import { readSessions, recordSessions } from '../store/account/account-session-store.js';
import type { Database } from '../store/engine/database.js';
import {
  readSpamBotAnswer,
  saveSpamBotAnswer,
  type StoredSpamBotAnswer,
} from '../store/account/health-store.js';
import type { HealthEvidence } from './health.js';
import type { AccountHealth } from './health-state.js';

/** What one look at an account found. */
export interface AccountFindings {
  /** How long the probe took, in milliseconds; null where it was not asked or not answered. */
  readonly answeredInMs: Milliseconds | null;
  /** Devices other than ours; null where nobody ever looked. */
  readonly elsewhere: number | null;
  /** Of those, how many nobody has accepted. */
  readonly unknown: number;
  /** Of those, how many were not there at the look before. */
  readonly appeared: number;
  readonly spamBot: SpamBotFinding | null;
}

export interface AccountCheck extends AccountFindings {
  readonly health: AccountHealth;
}

export type SpamBotFinding =
  /** `isNew`: asked just now; else it was asked less than a day ago and this is what it said then. */
  (StoredSpamBotAnswer & { readonly isNew: boolean }) | { readonly failure: string };

export interface CheckParts {
  readonly account: AccountId;
  readonly channel: Channel;
  readonly connection: ConnectionState;
  readonly downBecause: string;
  readonly clock: Clock;
  readonly database: Database;
  readonly askSpamBot: boolean;
  readonly hear: (evidence: HealthEvidence) => void;
  readonly isEveryoneDown: () => boolean;
  /** Whether the account counts as lost after all that was heard so far. */
  readonly isLost: () => boolean;
}

/** @SpamBot is asked at most this often (TELEGRAM 5.3: daily). */
const spamBotEveryMs: Milliseconds = 86_400_000;

/**
 * The probe of TELEGRAM 5.3: what is known without asking, then whether the server answers at all, whether it froze the
 * account, and where else the account is signed in. Nothing is sent, resolved, imported or requested; @SpamBot is
 * written to only on demand.
 */
export async function checkAccount(parts: CheckParts): Promise<AccountFindings> {
  const { account, channel, connection, database, hear, clock } = parts;
  const fail = (failure: ChannelFailure): void => {
    if (failure.kind === 'unknown') hear({ kind: 'silent', code: failure.code });
    else hear({ kind: 'failed', failure, everyone: parts.isEveryoneDown() });
  };
  const stored = async (): Promise<AccountFindings> => ({
    ...(await storedSessions(database, account)),
    answeredInMs: null,
    spamBot: null,
  });
  if (connection.state === 'lost') {
    fail(connection.failure);
    return stored();
  }
  if (connection.state !== 'online') {
    hear({ kind: 'silent', code: parts.downBecause });
    return stored();
  }
  const probe = await channel.probe();
  if (!probe.ok) {
    fail(probe.failure);
    return stored();
  }
  hear({ kind: 'answered' });
  const { care } = channel;
  const answeredInMs = probe.value;
  if (care === null) return { ...(await stored()), answeredInMs };
  const freeze = await care.freeze();
  // That it did not answer says less than that the probe was answered a moment ago.
  if (freeze.ok) hear({ kind: 'freeze', freeze: freeze.value });
  else if (freeze.failure.kind !== 'unknown') fail(freeze.failure);
  const sessions = await care.sessions();
  if (!sessions.ok) {
    if (sessions.failure.kind !== 'unknown') fail(sessions.failure);
    return { ...(await stored()), answeredInMs };
  }
  const seen = await database.write(
    (transaction) => recordSessions(transaction, account, sessions.value, clock.now()),
    'ordered',
  );
  const isAsked = parts.askSpamBot && !parts.isLost();
  return {
    answeredInMs,
    elsewhere: sessions.value.filter((one) => !one.isOurs).length,
    ...seen,
    spamBot: isAsked ? await askSpamBot(parts, care, fail) : null,
  };
}

async function askSpamBot(
  { account, clock, database, hear }: CheckParts,
  care: AccountCare,
  fail: (failure: ChannelFailure) => void,
): Promise<SpamBotFinding> {
  const last = await readSpamBotAnswer(database.read, account);
  if (last && clock.now() - last.askedAt < spamBotEveryMs) return { ...last, isNew: false };
  const askedAt = clock.now();
  const answer = await care.askSpamBot();
  if (!answer.ok) {
    if (answer.failure.kind !== 'unknown') fail(answer.failure);
    return { failure: answer.failure.code };
  }
  const said = { askedAt, ...answer.value };
  await database.write((transaction) => saveSpamBotAnswer(transaction, account, said), 'ordered');
  hear({ kind: 'spam-bot', verdict: said.verdict });
  return { ...said, isNew: true };
}

async function storedSessions(
  database: Database,
  account: AccountId,
): Promise<Pick<AccountFindings, 'elsewhere' | 'unknown' | 'appeared'>> {
  const known = await readSessions(database.read, account);
  const elsewhere = known.filter((one) => !one.isOurs);
  return {
    elsewhere: known.length === 0 ? null : elsewhere.length,
    unknown: elsewhere.filter((one) => one.acceptedAt === null).length,
    appeared: 0,
  };
}
