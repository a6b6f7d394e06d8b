import { healthWordsOf } from '../../account/health-words.js';
import { toHealthState } from '../../account/health-state.js';
import { channelKinds } from '../../app/composition/channels/channel-kinds.js';
import { systemClock } from '../../lib/system-clock.js';
import { capabilityRows } from '../../channel/capability-table.js';
import { readHealth } from '../../store/account/health-store.js';
import { readAccounts } from '../../store/account/account-store.js';
import { readChannelFacts } from '../../store/outbox/channel-facts.js';
import { findAccount } from '../account/find-account.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { withReaderOrNone } from '../frame/with-reader.js';
import { toMinute } from '../terminal/moment.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';

export interface ChannelsShowOptions extends SettingsOptions {
  readonly json?: boolean;
}

/** `kindred channels show <account>`: what it can do, how it is, when it last heard anything and what is not settled. */
export async function channelsShow(
  surroundings: Surroundings,
  name: string,
  options: ChannelsShowOptions,
): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const { id, channel } = findAccount(config.accounts, name);
  const can = channelKinds.find(({ title }) => title === channel)?.can;
  if (can === undefined) throw new Error('a kind of account without capabilities');
  const stored = await withReaderOrNone(config, async (read) => {
    if (read === null) return null;
    const account = (await readAccounts(read)).find((one) => one.account === id);
    const health = new Map(await readHealth(read)).get(id);
    return { connection: account?.connection ?? 'never', health, ...(await readChannelFacts(read, id)) };
  });
  const state = toHealthState(stored?.health?.state ?? '');
  if (options.json === true) {
    printJson(surroundings, {
      account: id,
      channel,
      capabilities: can,
      connection: stored?.connection ?? 'never',
      health: state,
      evidence: stored?.health?.evidence ?? null,
      heardAt: stored?.heardAt ?? null,
      statusAt: stored?.statusAt ?? null,
      oldestUnsettledAt: stored?.oldestUnsettledAt ?? null,
      parked: stored?.parked ?? 0,
      now: systemClock().now(),
    });
    return;
  }
  print(surroundings, `${id} (${channel})`);
  const facts: readonly (readonly [string, string])[] = [
    ['connection', stored?.connection ?? 'never'],
    ['health', state === null ? 'not looked at yet' : `${state} (${stored?.health?.evidence ?? '-'})`],
    ...(state === null || state === 'healthy' ? [] : [['', healthWordsOf(channel)[state].todo] as const]),
    ['a person wrote last', toMinute(stored?.heardAt ?? null)],
    ['a status came last', toMinute(stored?.statusAt ?? null)],
    ['oldest not settled', toMinute(stored?.oldestUnsettledAt ?? null)],
    ['parked', String(stored?.parked ?? 0)],
  ];
  for (const [what, how] of [...facts, ['', ''] as const, ...capabilityRows(can)]) {
    print(surroundings, `  ${what.padEnd(30)} ${how}`.trimEnd());
  }
}
