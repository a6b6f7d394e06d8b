import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Runtime } from '../../src/app/composition/runtime.js';
import { FakeChannel } from '../../src/channel/fake.js';
import { accountId, characterId, conversationId, peerId, turnId } from '../../src/core/ids.js';
import { createAskRole } from '../../src/model/ask.js';
import { buildRoleTable } from '../../src/model/roles.js';
import { scriptedProvider } from '../../src/model/scripted.js';
import { openDatabase } from '../../src/store/engine/database.js';
import { addMemory } from '../../src/store/memory/memory-writer.js';
import { aCharacter } from '../support/characters.js';
import { aMemory } from '../support/memories.js';
import { ManualClock, settle } from '../support/manual-clock.js';
import { collect, countingIds, evenChance } from '../support/runtime.js';
import { runtimeLimits, turnSettings } from '../support/settings.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const [ada, number] = [peerId('100'), peerId('4915112345678')];
const here = conversationId('tess/telegram:100');
const there = conversationId('tess/wa:4915112345678');

/** One character on two services, and one person who has both. */
async function bed() {
  const clock = new ManualClock();
  const one = new FakeChannel(clock);
  const other = new FakeChannel(clock, undefined, { peersAre: 'wa-phone' });
  const model = scriptedProvider({ otherwise: () => 'hm.' });
  const database = openDatabase(join(temporaryFolder(), 'kindred.db'));
  const tess = aCharacter({ id: characterId('tess') });
  const counted = countingIds();
  let codes = 0;
  const runtime = new Runtime({
    database,
    clock,
    chance: evenChance,
    ids: { ...counted, turn: () => turnId(`code${(codes += 1)}`) },
    ask: createAskRole({
      roles: buildRoleTable({ 'voice.everyday': [{ provider: model.name, model: 'test' }] }, [model]),
      clock,
      chance: evenChance,
    }),
    accounts: [
      { account: accountId('home'), character: tess.id, channel: one, caps: [] },
      { account: accountId('number'), character: tess.id, channel: other, caps: [] },
    ],
    characters: new Map([[tess.id, tess]]),
    settings: { ...turnSettings, outageLine: null },
    limits: runtimeLimits,
    scribing: null,
    run: 'this-run',
    report: collect([]),
  });
  onTestFinished(async () => {
    const stopped = runtime.stop();
    await clock.advance(20_000);
    await stopped;
    await database.close();
  });
  await runtime.start();
  const rest = async (): Promise<void> => {
    for (let round = 0; round < 25; round += 1) await settle();
    await clock.advance(5_000);
    for (let round = 0; round < 25; round += 1) await settle();
  };
  const say = async (channel: FakeChannel, text: string): Promise<string> => {
    await channel.personSays(channel === one ? ada : number, text);
    await rest();
    return channel.seenBy(channel === one ? ada : number).at(-1) ?? '';
  };
  const inOne = (text: string): Promise<string> => say(one, text);
  const inOther = (text: string): Promise<string> => say(other, text);
  const seen = () => ({ one: one.seenBy(ada).at(-1) ?? '', other: other.seenBy(number).at(-1) ?? '' });
  const links = async () =>
    (await database.read.selectFrom('link').select('state').orderBy('link_row').execute()).map(
      ({ state }) => state,
    );
  return { clock, database, model, rest, inOne, inOther, seen, links, one, other };
}

const codeIn = (text: string): string => / \/link (\w+) /u.exec(text)?.[1] ?? 'none';

async function linked(from: 'one' | 'other') {
  const world = await bed();
  const [ask, join_] = from === 'one' ? [world.inOne, world.inOther] : [world.inOther, world.inOne];
  await world.inOne('hi');
  await world.inOther('hi');
  const code = codeIn(await ask('/link'));
  expect(await join_(`/link ${code}`)).toMatch(/will remember in this chat what you tell in the other one/u);
  await join_('yes');
  expect(world.seen()[from]).toMatch(/Somebody wrote your code in another chat/u);
  expect(await world.links()).toEqual(['asks-inviter']);
  await ask('yes');
  const seen = world.seen();
  for (const side of [seen.one, seen.other]) expect(side).toMatch(/^Done: the two talks are joined/u);
  return { ...world, ask, join: join_, code };
}

describe('two talks of one person, on two services', () => {
  it.each(['one', 'other'] as const)(
    'are joined by a code and a yes on both sides, asked for in %s',
    async (from) => {
      const world = await linked(from);
      expect(await world.ask('/link')).toMatch(/^This talk is joined with another one/u);
      await world.join('/unlink');
      const seen = world.seen();
      for (const side of [seen.one, seen.other]) expect(side).toMatch(/taken apart/u);
      // The code was good once.
      expect(await world.join(`/link ${world.code}`)).toMatch(/^This code does not hold/u);
    },
  );

  it('are stopped, forgotten and held gently together while they are joined', async () => {
    const { database, inOne, inOther } = await linked('one');
    await inOther('I want to kill myself tonight');
    const care = async () =>
      (await database.read.selectFrom('care').selectAll().orderBy('conversation_id').execute()).map((row) => [
        row.conversation_id,
        row.crisis_tier !== null,
        row.stopped_at !== null,
      ]);
    expect(await care()).toEqual([
      [here, true, false],
      [there, true, false],
    ]);
    await inOne('stop');
    expect(await care()).toEqual([
      [here, true, true],
      [there, true, true],
    ]);
    expect(await inOne('forget everything about me')).toMatch(/delete/iu);
    await inOne('delete');
    const words = await database.read
      .selectFrom('message')
      .select('conversation_id')
      .where('direction', '=', 'incoming')
      .where('text', '!=', '')
      .execute();
    expect(words).toEqual([]);
  });

  it('stay two where either side says no, the code is wrong, old, passed on or guessed at', async () => {
    const { clock, inOne, inOther, links, other, rest, seen } = await bed();
    await inOne('hi');
    await inOther('hi');
    let code = codeIn(await inOne('/link'));
    await inOther(`/link ${code}`);
    expect(await inOther('no')).toMatch(/nothing is joined/u);
    code = codeIn(await inOne('/link'));
    await inOther(`/link ${code}`);
    await inOther('yes');
    await inOne('no');
    expect(seen().other).toMatch(/said no/u);
    expect(await links()).toEqual(['ended', 'ended']);
    code = codeIn(await inOne('/link'));
    // Nobody joins a talk with itself, and words that were passed on are nobody's wish.
    expect(await inOne(`/link ${code}`)).toMatch(/does not hold/u);
    const sentAt = clock.now();
    await other.deliver({
      ...{ kind: 'message', peer: number, direction: 'incoming', attachments: [], sentAt },
      ...{ messageId: other.messages[0]?.messageId ?? 'x', text: `/link ${code}`, forwarded: true },
    } as never);
    await rest();
    await clock.advance(600_000);
    expect(await inOther(`/link ${code}`)).toMatch(/does not hold/u);
    for (let guess = 0; guess < 4; guess += 1) await inOther(`/link guess${guess}`);
    code = codeIn(await inOne('/link'));
    const before = other.seenBy(number).length;
    await inOther(`/link ${code}`);
    expect(other.seenBy(number)).toHaveLength(before);
    expect(await links()).toEqual(['ended', 'ended']);
  });

  it('show the one what was told in the other, and no longer once they are taken apart', async () => {
    const { database, model, inOne, inOther } = await linked('one');
    await database.write((transaction) =>
      addMemory(transaction, here, aMemory({ text: 'Their dog is called Rufus.', subject: 'dog' }), 1),
    );
    const asked = (): string => JSON.stringify(model.asked.at(-1)?.messages);
    await inOther('do you know what my dog is called?');
    expect(asked()).toContain('Rufus');
    await inOther('/unlink');
    await inOther('do you know what my dog is called now?');
    expect(asked()).not.toContain('Rufus');
    await inOne('and here, what is my dog called?');
    expect(asked()).toContain('Rufus');
    // Linked was not merged: there were two persons all the time.
    const people = await database.read.selectFrom('conversation').select('person_id').distinct().execute();
    expect(people).toHaveLength(2);
  });
});
