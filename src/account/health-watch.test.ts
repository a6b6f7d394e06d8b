import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ManualClock, settle } from '../../test/support/manual-clock.js';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import type { Channel, ChannelFailure } from '../channel/contract.js';
import { FakeChannel } from '../channel/fake.js';
import { accountId, peerId } from '../core/ids.js';
import { openDatabase, type Database } from '../store/engine/database.js';
import { HealthWatch } from './health-watch.js';

const mira = accountId('mira');
const tess = accountId('tess');
const minute = 60_000;
const banned: ChannelFailure = { kind: 'account-banned', code: 'USER_DEACTIVATED_BAN' };

interface World {
  readonly clock: ManualClock;
  readonly database: Database;
  readonly watch: HealthWatch;
  readonly said: string[];
  /** Joins the run and opens; what a worker uses comes back. */
  join(account: typeof mira, channel: FakeChannel): Promise<Channel>;
}

async function world(folder = temporaryFolder(), clock = new ManualClock()): Promise<World> {
  const database = openDatabase(join(folder, 'kindred.db'));
  const said: string[] = [];
  const watch = new HealthWatch({
    database,
    clock,
    chance: { next: () => 0.5 },
    report: {
      health: (account, was, { state }) => void said.push(`${account} ${was} ${state}`),
      strangers: (account, unknown, appeared) =>
        void said.push(`${account} strangers ${unknown} ${appeared}`),
    },
    onBroken: (cause) => void said.push(`broken ${String(cause)}`),
  });
  onTestFinished(async () => {
    await watch.stop();
    await database.close();
  });
  await watch.restore();
  return {
    clock,
    database,
    watch,
    said,
    join: async (account, channel) => {
      const watched = watch.add(account, channel);
      await channel.open({
        accept: () => Promise.resolve(),
        moment: () => undefined,
        connection: (state) => watch.connection(account, state),
      });
      await clock.advance(0);
      await rest();
      return watched;
    },
  };
}

async function rest(): Promise<void> {
  for (let round = 0; round < 25; round += 1) await settle();
}

const probes = (channel: FakeChannel): number =>
  channel.calls.filter((call) => call.operation === 'probe').length;

describe('the watch over accounts', () => {
  it('looks when a run begins, and about once an hour', async () => {
    const { clock, join, said } = await world();
    const channel = new FakeChannel(clock);
    await join(mira, channel);
    expect(probes(channel)).toBe(1);
    await clock.advance(59 * minute);
    expect(probes(channel)).toBe(1);
    await clock.advance(2 * minute);
    await rest();
    expect(probes(channel)).toBe(2);
    expect(said).toEqual(['mira null healthy']);
  });

  it('hears of a loss wherever it is met, tells it at once and keeps it over a restart', async () => {
    const folder = temporaryFolder();
    const first = await world(folder);
    const heard: string[] = [];
    first.watch.onHealth((account, { state }) => void heard.push(`${account} ${state}`));
    const channel = new FakeChannel(first.clock);
    const watched = await first.join(mira, channel);
    channel.failNext('markRead', banned);
    await watched.markRead(peerId('7'), '1' as never);
    expect(first.said.at(-1)).toBe('mira healthy banned');
    expect(heard).toEqual(['mira healthy', 'mira banned']);
    await first.watch.stop();

    const second = await world(folder, first.clock);
    const again: string[] = [];
    second.watch.onHealth((account, { state }) => void again.push(`${account} ${state}`));
    const dead = new FakeChannel(first.clock);
    dead.lose(banned);
    await second.join(mira, dead);
    expect(second.watch.health(mira)?.state).toBe('banned');
    // Not a change, but whoever joined this run has to know.
    await second.watch.check(mira);
    expect(again).toEqual(['mira banned']);
    expect(second.said).toEqual([]);
  });

  it('checks after a call nobody knows the outcome of, and not for every one of a burst', async () => {
    const { clock, join, watch } = await world();
    const channel = new FakeChannel(clock);
    const watched = await join(mira, channel);
    await clock.advance(3 * minute);
    for (let call = 0; call < 5; call += 1) {
      channel.loseNextReply('setOnline');
      await watched.setOnline(true);
    }
    await clock.advance(0);
    await rest();
    expect(probes(channel)).toBe(2);
    expect(watch.health(mira)?.state).toBe('healthy');
  });

  it('takes a short break for nothing and a longer one for network trouble', async () => {
    const { clock, join, said, watch } = await world();
    const channel = new FakeChannel(clock);
    await join(mira, channel);
    channel.goOffline('ECONNRESET');
    await clock.advance(5_000);
    await channel.goOnline();
    await clock.advance(minute);
    expect(said).toEqual(['mira null healthy']);
    channel.goOffline('ECONNREFUSED');
    await clock.advance(11_000);
    expect(watch.health(mira)).toMatchObject({ state: 'network-trouble', evidence: 'ECONNREFUSED' });
    await channel.goOnline();
    expect(said.slice(1)).toEqual(['mira healthy network-trouble', 'mira network-trouble healthy']);
  });

  it('takes a key unknown to all for the network, and one unknown to one for a log-out', async () => {
    const { clock, join, watch } = await world();
    const channels = [new FakeChannel(clock), new FakeChannel(clock)] as const;
    await join(mira, channels[0]);
    await join(tess, channels[1]);
    const unknown: ChannelFailure = { kind: 'logged-out', code: 'AUTH_KEY_NOT_FOUND' };
    channels[0].goOffline('TIMEOUT');
    channels[1].lose(unknown);
    expect(watch.health(tess)?.state).toBe('network-trouble');
    await channels[0].goOnline();
    watch.connection(tess, { state: 'lost', failure: unknown });
    expect(watch.health(tess)?.state).toBe('logged-out');
  });

  it('finds a freeze that no call has met yet', async () => {
    const { clock, join, watch } = await world();
    const channel = new FakeChannel(clock);
    await join(mira, channel);
    const until = clock.now() + 86_400_000;
    channel.standing.freeze = { since: clock.now(), until, appealUrl: 'https://t.me/spambot' };
    await clock.advance(70 * minute);
    await rest();
    expect(watch.health(mira)).toMatchObject({ state: 'frozen', until, appealUrl: 'https://t.me/spambot' });
  });

  it('lets a flood wait end at its time, by itself', async () => {
    const { clock, join, watch } = await world();
    const channel = new FakeChannel(clock);
    const watched = await join(mira, channel);
    channel.failNext('setTyping', { kind: 'flood', code: 'FLOOD_WAIT', wait: 10 * minute });
    await watched.setTyping(peerId('7'), 'typing');
    expect(watch.health(mira)?.state).toBe('flood-limited');
    await clock.advance(9 * minute);
    expect(watch.health(mira)?.state).toBe('flood-limited');
    await clock.advance(minute);
    expect(watch.health(mira)?.state).toBe('healthy');
  });

  it('tells of a device that was not there before, once', async () => {
    const { clock, join, said, watch } = await world();
    const channel = new FakeChannel(clock);
    const ours = {
      ...{ key: 'ours', isOurs: true, device: 'Kindred', app: 'Kindred', place: '' },
      ...{ createdAt: 1, activeAt: 1 },
    };
    channel.standing.sessions = [ours];
    await join(mira, channel);
    channel.standing.sessions = [ours, { ...ours, key: '7', isOurs: false, device: 'Laptop' }];
    expect(await watch.check(mira)).toMatchObject({ elsewhere: 1, unknown: 1, appeared: 1 });
    expect(await watch.check(mira)).toMatchObject({ elsewhere: 1, unknown: 1, appeared: 0 });
    expect(said.filter((line) => line.includes('strangers'))).toEqual(['mira strangers 1 1']);
  });

  it('asks @SpamBot at most once a day', async () => {
    const { clock, join, watch } = await world();
    const channel = new FakeChannel(clock);
    await join(mira, channel);
    const care = (): number => channel.calls.filter((call) => call.operation === 'care').length;
    channel.standing.spamBot = { verdict: 'limited', text: 'limited' };
    const first = await watch.check(mira, { askSpamBot: true });
    expect(first).toMatchObject({ health: { state: 'peer-limited' }, spamBot: { isNew: true } });
    const before = care();
    const second = await watch.check(mira, { askSpamBot: true });
    expect(second).toMatchObject({ spamBot: { isNew: false, verdict: 'limited' } });
    expect(care() - before).toBe(2);
  });

  it('goes on judging while the disk takes no writes, and stores it afterwards', async () => {
    const folder = temporaryFolder();
    const { clock, database, join, watch } = await world(folder);
    const channel = new FakeChannel(clock);
    const watched = await join(mira, channel);
    database.health.note(Object.assign(new Error('full'), { code: 'SQLITE_FULL' }));
    channel.failNext('setTyping', banned);
    await watched.setTyping(peerId('7'), 'typing');
    expect(watch.health(mira)?.state).toBe('banned');
    database.health.recovered();
    await watch.stop();
    const later = await world(folder, clock);
    later.watch.add(mira, new FakeChannel(clock));
    expect(later.watch.health(mira)?.state).toBe('banned');
  });
});
