import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { ManualClock } from '../../../test/support/manual-clock.js';
import { everybody } from '../../config/sections/people-section.js';
import { accountId, characterId, conversationId, peerId } from '../../core/ids.js';
import { openDatabase } from '../../store/engine/database.js';
import { readKnock } from '../../store/conversation/admission-store.js';
import { inboundWriter } from '../../store/conversation/inbound-writer.js';
import { Admission } from './admission.js';

const dayMs = 86_400_000;

it('lets so many new people in a day, keeps the others for the next one, and counts nobody twice', async () => {
  const database = openDatabase(`${temporaryFolder()}/kindred.db`);
  onTestFinished(() => database.close());
  const clock = new ManualClock(10 * dayMs + 5_000);
  const knocked: string[] = [];
  const admission = new Admission({
    database,
    clock,
    ids: { turn: () => fail(), outbox: () => fail(), send: () => fail() },
    rule: () => ({ ...everybody, newPerDay: 2 }),
    wakeOutbox: () => undefined,
    report: { knocked: (conversation, reason) => knocked.push(`${conversation} ${reason}`) },
  });
  const chats = ['1', '2', '3'].map((id) => conversationId(`tess/telegram:${id}`));
  await database.write(async (transaction) => {
    const writer = inboundWriter(transaction, accountId('home'));
    for (const id of ['1', '2', '3']) {
      await writer.savePeer({ peer: peerId(id), kind: 'person', address: `hash-${id}`, name: `P${id}` });
      await writer.openConversation(peerId(id), characterId('tess'), clock.now());
    }
  });
  const check = async (chat: (typeof chats)[0]) => {
    const knock = await readKnock(database.read, chat);
    return knock && admission.check(knock);
  };
  const [one, two, three] = chats as [(typeof chats)[0], (typeof chats)[0], (typeof chats)[0]];
  expect(await check(one)).toEqual({ admitted: true });
  expect(await check(one)).toEqual({ admitted: true });
  expect(await check(two)).toEqual({ admitted: true });
  const kept = { admitted: false, isTurnedAway: false, until: 11 * dayMs };
  expect(await check(three)).toEqual(kept);
  expect(await check(three)).toEqual(kept);
  expect(knocked).toEqual([`${three} new-today`]);
  expect(await admission.admits(three)).toBe(false);
  await clock.advance(dayMs);
  expect(await check(three)).toEqual({ admitted: true });
  expect(await admission.admits(three)).toBe(true);
});

function fail(): never {
  throw new Error('nothing is to be said');
}
