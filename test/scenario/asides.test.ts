import { expect, it } from 'vitest';
import { characterId, conversationId, peerId, turnId } from '../../src/core/ids.js';
import { readHandOver } from '../../src/store/turn/hand-over-store.js';
import { aCharacter } from '../support/characters.js';
import { runtimeHarness } from '../support/runtime.js';

const person = peerId('7');
const tess = characterId('tess');

/** Somebody who likes to react, and an even chance that says yes to it. */
function fond() {
  const plain = aCharacter({ id: tess });
  const emoji = { habit: 'often', favourites: ['🤗'] } as const;
  return new Map([[tess, { ...plain, voice: { ...plain.voice, emoji: { ...emoji, favourites: ['🤗'] } } }]]);
}

async function talking() {
  const harness = await runtimeHarness({ characters: fond });
  const { channel, model, rest, database } = harness;
  const says = async (text: string, answer?: string) => {
    if (answer !== undefined) model.enqueue(answer);
    const id = await channel.personSays(person, text);
    await rest();
    return id;
  };
  const sent = () => channel.messages.filter(({ direction }) => direction === 'outgoing').length;
  const rows = () =>
    database.read
      .selectFrom('outbox')
      .select(['text', 'purpose', 'state', 'reason', 'attempts'])
      .where('purpose', '=', 'reaction')
      .execute();
  await says('hello there', 'the hive is quiet today.');
  return { ...harness, says, sent, rows };
}

it('answers thanks with a reaction that is committed like a bubble, and the next one in words', async () => {
  const { says, sent, rows, model, channel, database } = await talking();
  const before = sent();
  const thanked = await says('thanks!');
  expect(sent(), 'no message').toBe(before);
  expect(channel.calls.filter(({ operation }) => operation === 'react')).toHaveLength(1);
  expect(await rows()).toEqual([
    { text: '🤗', purpose: 'reaction', state: 'sent', reason: null, attempts: 1 },
  ]);
  const [turn] = await database.read
    .selectFrom('turn')
    .innerJoin('message', 'message.turn_id', 'turn.turn_id')
    .select(['turn.decision', 'turn.outcome'])
    .where('message.remote_id', '=', thanked)
    .execute();
  expect(JSON.parse(turn?.decision ?? '{}')).toEqual({
    kind: 'react',
    reason: 'reacts-to-thanks',
    emoji: '🤗',
  });
  await says('thanks again', 'any time.');
  expect(sent(), 'not twice in a row').toBe(before + 1);
  expect(model.left).toBe(0);
});

it('drops a reaction that the chat refuses, and says nothing in its place', async () => {
  const { says, sent, rows, channel, reports, clock, rest } = await talking();
  const before = sent();
  channel.failNext('react', { kind: 'rejected', code: 'REACTION_INVALID' });
  await says('thanks!');
  await clock.advance(3_600_000);
  await rest();
  expect(await rows()).toMatchObject([{ state: 'dropped', reason: 'REACTION_INVALID', attempts: 1 }]);
  expect(reports).toContain('not sent drop REACTION_INVALID');
  expect(sent()).toBe(before);
  expect(channel.calls.filter(({ operation }) => operation === 'react')).toHaveLength(1);
});

it('tells the person once that the operator was told, and keeps the chat as one that waits for them', async () => {
  const { says, channel, database, model } = await talking();
  await says('you charged my card, i want my money back');
  const line = channel.messages.at(-1)?.text ?? '';
  expect(line).toContain('Ada');
  expect(line).toContain('have been notified');
  const conversation = conversationId('tess/telegram:7');
  const waits = await readHandOver(database.read, conversation);
  expect(waits).toMatchObject({ reason: 'operator-only' });
  const turn = await database.read
    .selectFrom('turn')
    .select('decision')
    .where('turn_id', '=', waits?.turn ?? turnId(''))
    .executeTakeFirst();
  expect(JSON.parse(turn?.decision ?? '{}')).toEqual({ kind: 'hand-over', reason: 'operator-only' });
  await says('i want my money back!', 'that is not mine to give.');
  expect(channel.messages.at(-1)?.text).toBe('that is not mine to give.');
  expect(model.left).toBe(0);
});
