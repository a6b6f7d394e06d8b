import { join } from 'node:path';
import type { AccountCheck } from '../../account/health-check.js';
import { HealthWatch } from '../../account/health-watch.js';
import type { Channel, ChannelSink } from '../../channel/contract.js';
import type { AccountConfig, Config } from '../../config/config.js';
import type { Secrets } from '../../config/secrets.js';
import type { Clock } from '../../core/clock.js';
import { OperatorError } from '../../core/failure.js';
import type { AccountId } from '../../core/ids.js';
import { Slots } from '../../lib/slots.js';
import { silentLogger } from '../../observe/logger.js';
import { checkAtStart } from '../../store/engine/check-at-start.js';
import { openDatabase, type Database } from '../../store/engine/database.js';
import type { SessionRead, Vault } from '../../vault/vault.js';
import { accountChannel } from '../composition/channels/account-channel.js';
import { BotLines } from '../composition/channels/bot-lines.js';
import { systemChance } from '../composition/ids.js';

/** One account that was asked about. Plain JSON: it also comes from another process. */
export type CheckedAccount =
  | { readonly account: AccountId; readonly check: AccountCheck }
  /** Nothing could be asked: `reason` is a code, `problem` says what to do where that is known. */
  | {
      readonly account: AccountId;
      readonly check: null;
      readonly reason: string;
      readonly problem: string | null;
    };

export interface ChecksWithoutRunParts {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly vault: Vault;
  readonly accounts: readonly AccountConfig[];
  readonly askSpamBot: boolean;
  readonly clock: Clock;
}

/** Connections opened at a time. */
const opensAtOnce = 8;

/**
 * Check accounts while no program is at work; call while owning the data folder, because a session must never be on two
 * connections. Only looks: what people wrote meanwhile is left where it is, for the next run to fetch.
 */
export async function checkWithoutRun(parts: ChecksWithoutRunParts): Promise<readonly CheckedAccount[]> {
  const file = join(parts.config.data, 'kindred.db');
  checkAtStart(file);
  const database = openDatabase(file);
  const failures: unknown[] = [];
  const watch = new HealthWatch({
    database,
    clock: parts.clock,
    chance: systemChance(),
    report: { health: () => undefined, strangers: () => undefined },
    onBroken: (cause) => failures.push(cause),
  });
  try {
    await watch.restore();
    const slots = new Slots(opensAtOnce);
    const sessions: SessionRead[] = [];
    // One after the other: the first may ask for the passphrase of all.
    for (const account of parts.accounts) sessions.push(await credentialOf(parts, account));
    const checked = await Promise.all(
      parts.accounts.map((account, index) =>
        slots.run(() => checkOne(parts, account, sessions[index] ?? { state: 'none' }, watch, database)),
      ),
    );
    await watch.stop();
    if (failures.length > 0) throw failures[0];
    return checked;
  } finally {
    await watch.stop();
    await database.close();
  }
}

/** What is stored, or what the environment holds. */
async function credentialOf(
  { vault, secrets }: ChecksWithoutRunParts,
  account: AccountConfig,
): Promise<SessionRead> {
  const token = secrets.signInSecret(account.id);
  if (token !== undefined) return { state: 'open', session: token.reveal() };
  return vault.read(account.channel === 'telegram-business' ? account.bot : account.id);
}

async function checkOne(
  parts: ChecksWithoutRunParts,
  account: AccountConfig,
  session: SessionRead,
  watch: HealthWatch,
  database: Database,
): Promise<CheckedAccount> {
  const { id } = account;
  if (session.state === 'none') return { account: id, check: null, reason: 'not-signed-in', problem: null };
  if (session.state === 'refused') {
    return { account: id, check: null, reason: session.reason, problem: session.problem.message };
  }
  let channel: Channel;
  try {
    const { config, clock } = parts;
    const looking = { config, database, clock, chance: systemChance(), logger: silentLogger() };
    channel = await accountChannel({
      ...parts,
      ...looking,
      account,
      session: session.session,
      ...(session.place === undefined ? {} : { place: session.place }),
      bots: new BotLines({ ...looking, receives: false }),
      hooks: null,
    });
  } catch (cause) {
    if (!(cause instanceof OperatorError)) throw cause;
    return { account: id, check: null, reason: 'not-usable', problem: cause.message };
  }
  const sink: ChannelSink = {
    // Refused, so the place in the update stream stays: the next run gets all of it again.
    accept: () => Promise.reject(new Error('only looking')),
    moment: () => undefined,
    connection: (state) => watch.connection(id, state),
  };
  watch.add(id, channel);
  try {
    await channel.open(sink);
    const check = await watch.check(id, { askSpamBot: parts.askSpamBot });
    if (!check) throw new Error('an account that is watched was not checked');
    return { account: id, check };
  } finally {
    await channel.close();
  }
}
