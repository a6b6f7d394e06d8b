import { toHealthState } from '../../account/health-state.js';
import { healthWordsOf } from '../../account/health-words.js';
import { rateCaps } from '../composition/settings.js';
import type { AccountConfig, Config } from '../../config/config.js';
import type { Milliseconds } from '../../core/clock.js';
import type { AccountId } from '../../core/ids.js';
import type { Standing } from '../../store/account/account-schema.js';
import { readSessions, type StoredSession } from '../../store/account/account-session-store.js';
import { readAccounts, readTraffic, type AccountRow } from '../../store/account/account-store.js';
import {
  countBubbles,
  countClaimed,
  readPlaces,
  type BubbleCounts,
  type Place,
} from '../../store/account/account-view.js';
import type { Reader } from '../../store/engine/database.js';
import { readHealth, type HealthRow } from '../../store/account/health-store.js';
import { hasCredentials } from './has-credentials.js';

/** What is known of one account without asking anybody. Times are milliseconds since 1970. */
export interface AccountView {
  readonly account: AccountId;
  readonly label: string;
  readonly channel: AccountConfig['channel'];
  readonly character: string;
  readonly role: AccountConfig['role'];
  readonly standing: Standing;
  readonly signedIn: boolean;
  /** A state of the health machine, `not-signed-in`, or `never-checked`. */
  readonly state: string;
  readonly since: Milliseconds | null;
  readonly until: Milliseconds | null;
  readonly evidence: string | null;
  readonly appealUrl: string | null;
  readonly checkedAt: Milliseconds | null;
  readonly connection: {
    readonly state: string;
    readonly reason: string | null;
    readonly since: Milliseconds | null;
  };
  /** Devices other than ours; null while nobody looked. */
  readonly sessionsElsewhere: number | null;
  readonly unknownSessions: number;
  readonly conversations: number;
  /** Since midnight UTC. */
  readonly receivedToday: number;
  readonly sentToday: number;
  /** What counts against the caps: taken for sending within the last minute, hour and day. */
  readonly usage: readonly CapUsage[];
  readonly bubbles: BubbleCounts;
  /** One word for what the operator should do; `-` for nothing. */
  readonly next: string;
}

export interface CapUsage {
  readonly windowMs: Milliseconds;
  readonly used: number;
  readonly most: number;
}

const dayMs = 86_400_000;

export async function readAccountViews(
  config: Config,
  accounts: readonly AccountConfig[],
  read: Reader | null,
  now: Milliseconds,
): Promise<readonly AccountView[]> {
  const rows = new Map(read ? (await readAccounts(read)).map((row) => [row.account, row]) : []);
  const health = read ? await readHealth(read) : new Map<AccountId, HealthRow>();
  const places = read ? await readPlaces(read) : new Map<AccountId, Place>();
  const views: AccountView[] = [];
  for (const account of accounts) {
    const counts = read ? await readCounts(read, account, config, now) : noCounts(account, config);
    views.push({
      ...identity(account, hasCredentials(config, account)),
      standing: standingOf(account, places.get(account.id)),
      connection: connectionOf(rows.get(account.id)),
      ...counts,
      ...stateOf(account, config, health.get(account.id), counts.unknownSessions),
    });
  }
  return views;
}

/** A rotation's word counts more than the file's, as long as the account still belongs to that character. */
function standingOf({ role, character }: AccountConfig, place: Place | undefined): Standing {
  if (place?.character === character) return place.standing;
  return role === 'primary' ? 'serving' : 'standby';
}

function identity({ id, label, channel, character, role }: AccountConfig, signedIn: boolean) {
  return { account: id, label, channel, character, role, signedIn };
}

function connectionOf(row: AccountRow | undefined): AccountView['connection'] {
  return {
    state: row?.connection ?? 'never',
    reason: row?.connectionReason ?? null,
    since: row?.connectionSince ?? null,
  };
}

type Counts = Pick<
  AccountView,
  | 'sessionsElsewhere'
  | 'unknownSessions'
  | 'conversations'
  | 'receivedToday'
  | 'sentToday'
  | 'usage'
  | 'bubbles'
>;

async function readCounts(
  read: Reader,
  account: AccountConfig,
  config: Config,
  now: Milliseconds,
): Promise<Counts> {
  const { id } = account;
  const traffic = await readTraffic(read, id, now - (now % dayMs));
  const usage: CapUsage[] = [];
  for (const { windowMs, most } of accountCaps(account, config)) {
    usage.push({ windowMs, most, used: await countClaimed(read, id, now - windowMs) });
  }
  return {
    ...sessionCounts(await readSessions(read, id)),
    conversations: traffic.conversations,
    receivedToday: traffic.received,
    sentToday: traffic.sent,
    usage,
    bubbles: await countBubbles(read, id),
  };
}

function noCounts(account: AccountConfig, config: Config): Counts {
  return {
    ...{ sessionsElsewhere: null, unknownSessions: 0, conversations: 0, receivedToday: 0, sentToday: 0 },
    usage: accountCaps(account, config).map(({ windowMs, most }) => ({ windowMs, most, used: 0 })),
    bubbles: { open: 0, held: 0 },
  };
}

function accountCaps(account: AccountConfig, config: Config) {
  return rateCaps(account, config).filter((cap) => cap.scope === 'account');
}

function sessionCounts(
  sessions: readonly StoredSession[],
): Pick<AccountView, 'sessionsElsewhere' | 'unknownSessions'> {
  const elsewhere = sessions.filter((session) => !session.isOurs);
  return {
    sessionsElsewhere: sessions.length === 0 ? null : elsewhere.length,
    unknownSessions: elsewhere.filter((session) => session.acceptedAt === null).length,
  };
}

type Stated = Pick<
  AccountView,
  'state' | 'since' | 'until' | 'evidence' | 'appealUrl' | 'checkedAt' | 'next'
>;

function stateOf(
  account: AccountConfig,
  config: Config,
  health: HealthRow | undefined,
  unknown: number,
): Stated {
  const signedIn = hasCredentials(config, account);
  const nothing = { since: null, until: null, evidence: null, appealUrl: null, checkedAt: null };
  const state = health === undefined ? null : toHealthState(health.state);
  if (health !== undefined && state !== null && (signedIn || state !== 'healthy')) {
    const { since, until, evidence, appealUrl, checkedAt } = health;
    const next =
      state === 'healthy' && unknown > 0 ? 'check-sessions' : healthWordsOf(account.channel)[state].next;
    return { state, since, until, evidence, appealUrl, checkedAt, next };
  }
  return signedIn
    ? { ...nothing, state: 'never-checked', next: 'ban-check' }
    : { ...nothing, state: 'not-signed-in', next: 'login' };
}
