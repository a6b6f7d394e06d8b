import { expect, it } from 'vitest';
import { conversationId, peerId } from '../../src/core/ids.js';
import { noWish } from '../../src/proactive/wish.js';
import { saveConsent } from '../../src/store/duty/duty-consent.js';
import { addPlans, saveWish } from '../../src/store/plan/plan-store.js';
import { runtimeHarness } from '../support/runtime.js';
import { calledOff, stillOn } from '../support/scripted-week.js';

const hour = 3_600_000;
const opener = 'the bees made me think of you. did it go as you hoped?';
const settings = {
  isOn: true,
  perDay: 3,
  perWeek: 9,
  minGapMs: hour,
  quiet: [{ from: 22 * 60, to: 8 * 60 }],
  secondOpinion: false,
};

it('ends the plan about what somebody calls off or moves with their message, and asks about nothing that never was', async () => {
  const week = [...calledOff, ...stillOn];
  const { channel, clock, database, rest } = await runtimeHarness({
    proactive: settings,
    settings: { proactive: settings },
    answer: ({ messages }) => (JSON.stringify(messages).includes('you write first') ? opener : 'i see.'),
  });
  const who = (at: number) => peerId(String(500 + at));
  const talkWith = (at: number) => conversationId(`tess/telegram:${who(at)}`);
  for (const [at, { plan }] of week.entries()) await channel.personSays(who(at), plan);
  await rest();
  const told = new Map<number, string>();
  await database.write(async (transaction) => {
    const now = clock.now();
    for (const [at] of week.entries()) {
      const conversation = talkWith(at);
      const agreed = { state: 'agreed', row: null, version: 'test' } as const;
      await saveConsent(transaction, conversation, 'proactive', agreed, now);
      await saveWish(transaction, conversation, JSON.stringify({ ...noWish, zone: 'Europe/London' }), now);
      const { message_row: row } = await transaction.db
        .selectFrom('message')
        .select('message_row')
        .where('conversation_id', '=', conversation)
        .where('direction', '=', 'incoming')
        .executeTakeFirstOrThrow();
      const source = `message:${row}`;
      told.set(at, source);
      const asked = { kind: 'follow-up', key: 'told', source } as const;
      await addPlans(transaction, conversation, [{ ...asked, dueAt: now + 26 * hour }], now);
    }
  });
  await clock.leap(5 * hour, 5 * hour);
  for (const [at, { later }] of week.entries()) await channel.personSays(who(at), later);
  await rest();
  const rows = await database.read
    .selectFrom('plan')
    .select(['conversation_id', 'reason'])
    .where('plan_key', '=', 'told')
    .where('reason', 'in', ['called-off', 'moved'])
    .execute();
  const ended = new Set(rows.map((row) => row.conversation_id));
  const saidOf = (isMeant: (at: number) => boolean): readonly string[] =>
    week.filter((_, at) => isMeant(at)).map(({ later }) => later);
  expect(saidOf((at) => ended.has(talkWith(at)))).toEqual(calledOff.map(({ later }) => later));

  await clock.leap(24 * hour, 3 * hour);
  const sent = await database.read
    .selectFrom('plan')
    .select(['conversation_id', 'source'])
    .where('state', '=', 'sent')
    .execute();
  // What they will do instead ("I'll watch a film") may be asked about: it stands.
  const isAsked = (at: number): boolean =>
    channel.seenBy(who(at)).includes(opener) &&
    sent.some((plan) => plan.conversation_id === talkWith(at) && plan.source === told.get(at));
  expect(saidOf((at) => at < calledOff.length && isAsked(at))).toEqual([]);
  expect(saidOf((at) => at >= calledOff.length && isAsked(at)).length).toBeGreaterThan(0);
});
