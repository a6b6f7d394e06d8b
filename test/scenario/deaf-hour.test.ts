import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Runtime } from '../../src/app/composition/runtime.js';
import type { Channel } from '../../src/channel/contract.js';
import { createTelegramChannel } from '../../src/channel/telegram/channel.js';
import { accountId, characterId } from '../../src/core/ids.js';
import { createAskRole } from '../../src/model/ask.js';
import { buildRoleTable } from '../../src/model/roles.js';
import { scriptedProvider } from '../../src/model/scripted.js';
import {
  isMessageStored,
  readCursor,
  readNewestMessage,
  readNewestOfAccount,
  readPeerAddress,
} from '../../src/store/account/account-store.js';
import { openDatabase } from '../../src/store/engine/database.js';
import { aCharacter } from '../support/characters.js';
import { ManualClock } from '../support/manual-clock.js';
import { collect, countingIds, evenChance } from '../support/runtime.js';
import { runtimeLimits, turnSettings } from '../support/settings.js';
import { connectionTo, MemoryLogger, sandboxForTest, signIn } from '../support/telegram-world.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const minute = 60_000;
const questions = [
  'updates.getDifference',
  'users.getUsers',
  'updates.getState',
  'messages.getPeerDialogs',
] as const;

it('an hour in which an answer of Telegram’s cannot be read: heard all the same, never well while deaf, nobody moved', async () => {
  const clock = new ManualClock(Date.now());
  const sandbox = await sandboxForTest({ clock });
  const database = openDatabase(join(temporaryFolder(), 'kindred.db'));
  const ben = await sandbox.people.create({ firstName: 'Ben', phone: '15550900' });
  const person = sandbox.people.person(ben.id);
  // An account for each question, one for all of them together, and a standby that would take their people over.
  const names = [...questions, 'all'];
  const everybody = [...names, 'standby'];
  const ids = new Map<string, number>();
  const opened: { readonly name: string; readonly channel: Channel }[] = [];
  for (const [at, name] of everybody.entries()) {
    const { session, self } = await signIn(sandbox, `+1555010${at}`);
    ids.set(name, Number(self));
    const account = accountId(`a${at}`);
    opened.push({
      name,
      channel: createTelegramChannel({
        ...connectionTo(sandbox, session, new MemoryLogger()),
        clock,
        account,
        chance: evenChance,
        cursor: await readCursor(database.read, account),
        peerBook: {
          address: async (peer) => (await readPeerAddress(database.read, account, peer)) ?? undefined,
          newestMessage: async (peer) => (await readNewestMessage(database.read, account, peer)) ?? undefined,
          hasMessage: (peer, message) => isMessageStored(database.read, account, peer, message),
          newestOfAll: async () => (await readNewestOfAccount(database.read, account)) ?? undefined,
        },
      }),
    });
  }
  const reports: string[] = [];
  const character = aCharacter({ id: characterId('tess') });
  const model = scriptedProvider({ otherwise: () => 'i am here.' });
  const runtime = new Runtime({
    database,
    clock,
    chance: evenChance,
    ids: countingIds(),
    ask: createAskRole({
      roles: buildRoleTable({ 'voice.everyday': [{ provider: model.name, model: 'test' }] }, [model]),
      clock,
      chance: evenChance,
    }),
    accounts: opened.map(({ name, channel }, at) => ({
      account: accountId(`a${at}`),
      character: character.id,
      channel,
      role: name === 'standby' ? 'standby' : 'primary',
      caps: [],
    })),
    characters: new Map([[character.id, character]]),
    settings: turnSettings,
    limits: runtimeLimits,
    scribing: null,
    run: 'this-run',
    report: collect(reports),
  });
  /** Virtual minutes, with real moments in them for what goes over sockets. */
  const pass = async (minutes: number): Promise<void> => {
    for (let half = 0; half < minutes * 2; half += 1) {
      await clock.advance(minute / 2);
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve, 2));
    }
  };
  onTestFinished(async () => {
    let isOver = false;
    const stopped = runtime.stop().then(() => (isOver = true));
    while (!isOver) await pass(0.5);
    await stopped;
    await database.close();
  });
  await runtime.start();
  const states = (): Record<string, string> =>
    Object.fromEntries(
      runtime.now().accounts.map(({ account, state }) => [everybody[Number(account.slice(1))] ?? '', state]),
    );
  const said: string[] = [];
  const sayToAll = async (text: string): Promise<void> => {
    said.push(text);
    for (const name of names) person.say(ids.get(name) ?? 0, text);
  };
  await sayToAll('hello');
  await pass(2);
  const asked = sandbox.rules.add({
    method: 'updates.getDifference',
    account: ids.get('all') ?? 0,
    count: 1_000_000,
    effect: { kind: 'latency', ms: 0 },
  });
  for (const name of names) {
    for (const method of name === 'all' ? questions : [name]) {
      const effect = { kind: 'newer-layer', constructors: ['*'] } as const;
      sandbox.rules.add({ method, account: ids.get(name) ?? 0, effect });
    }
    // What is said comes by no push: it has to be asked for.
    sandbox.pushFaults.set({ drop: 1 }, ids.get(name) ?? 0);
  }
  const well = {
    'users.getUsers': 'healthy',
    'updates.getState': 'healthy',
    'messages.getPeerDialogs': 'healthy',
  };
  for (let ten = 1; ten <= 6; ten += 1) {
    await sayToAll(`after ${ten} times ten minutes`);
    await pass(10);
    // Silence is looked into after a quarter of an hour: from then on it is known.
    if (ten === 1) continue;
    expect(states()).toEqual({
      ...well,
      'updates.getDifference': 'client-too-old',
      all: 'client-too-old',
      standby: 'healthy',
    });
  }
  await pass(16);
  for (const [at, name] of names.entries()) {
    const rows = await database.read
      .selectFrom('message')
      .select('text')
      .where('account_id', '=', accountId(`a${at}`))
      .where('direction', '=', 'incoming')
      .orderBy('message_row')
      .execute();
    expect([name, ...rows.map(({ text }) => text)]).toEqual([name, ...said]);
  }
  expect(reports.filter((line) => line.includes('rotated'))).toEqual([]);
  // Two or three a minute, in 78 of them.
  const rule = sandbox.rules.list().find(({ id }) => id === asked.id);
  expect(1_000_000 - (rule?.count ?? 0)).toBeLessThan(300);
}, 120_000);
