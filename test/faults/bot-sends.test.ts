import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Crowd, tagsIn } from '../../src/faults/crowd.js';
import { echo } from '../../src/faults/echo-voice.js';
import { dice } from '../../src/lib/dice.js';
import { openSqlite } from '../../src/lib/sqlite.js';
import { systemClock } from '../../src/lib/system-clock.js';
import { startModelServer } from '../../src/sandbox/model/server.js';
import type { BotFaultEffect } from '../../src/sandbox/bot-api/fault/bot-faults.js';
import { botHome, type BotHome } from '../support/bot-home.js';
import { running } from '../support/kindred.js';

/** A slice of `npm run test:bot-sends`, which writes a thousand. */
const messages = Number(process.env['KINDRED_BOT_SENDS'] ?? 20);
const people = 10;
const kills = Math.max(1, Math.round(messages / 50));

/** What goes wrong with a send, and how often: a plain bot can tell none of it from success. */
const faults: readonly (readonly [share: number, effect: BotFaultEffect])[] = [
  [0.1, { kind: 'lose', applied: true, how: 'reset' }],
  [0.05, { kind: 'lose', applied: false, how: 'reset' }],
  [0.05, { kind: 'cut' }],
  [0.02, { kind: 'http', status: 502, applied: true }],
];

interface Bubble {
  readonly state: string;
  readonly reason: string | null;
  readonly text: string;
}

/** What the program knows of its own sends, read beside it. */
function look(folder: string): { readonly bubbles: readonly Bubble[]; readonly open: number } {
  const database = openSqlite(join(folder, 'data', 'kindred.db'), { readonly: true });
  try {
    const bubbles = database
      .prepare('select state, reason, text from outbox order by outbox_row')
      .all() as Bubble[];
    const { n } = database
      .prepare(
        "select count(*) as n from message where direction = 'incoming' and turn_id is null and skipped is null",
      )
      .get() as { n: number };
    const unsettled = bubbles.filter(({ state }) => ['queued', 'sending', 'unknown'].includes(state));
    return { bubbles, open: n + unsettled.length };
  } finally {
    database.close();
  }
}

/** Nothing waits at the server, for a turn or to be sent. */
async function rested({ api, bot, sandbox }: BotHome): Promise<void> {
  await expect
    .poll(() => api.queue.size(bot) + look(sandbox.home.folder).open, { timeout: 60_000, interval: 200 })
    .toBe(0);
}

it(
  'a bot says nothing twice, loses nothing without a report, and parks what nobody can know',
  { timeout: 90_000 + messages * 1_500 },
  async () => {
    const models = await startModelServer({ clock: systemClock(), voice: echo });
    onTestFinished(() => models.close());
    const home = await botHome({ modelsAt: models.baseUrl });
    const { api, bot, sandbox } = home;
    const { telegram } = sandbox;
    const ids: number[] = [];
    for (let index = 0; index < people; index += 1) {
      ids.push((await telegram.people.create({ firstName: `Person ${index}` })).id);
    }
    const crowd = new Crowd({ telegram, account: bot, people: ids, clock: systemClock(), dice: dice(3) });
    let kindred = await running(sandbox);
    // Whoever is told what this is first hears it from an answer that arrives.
    for (const person of ids) crowd.write(person);
    await rested(home);
    for (const [share, effect] of faults) {
      api.faults.add({ method: 'sendMessage', bot, share, seed: 7 + Math.round(share * 100), effect });
    }
    const everySoOften = Math.ceil(messages / (kills + 1));
    const written = new Set<string>();
    for (let count = 1; count <= messages; count += 1) {
      written.add(crowd.write().tag);
      if (count % people === 0) await rested(home);
      if (count % everySoOften !== 0) continue;
      await kindred.kill();
      kindred = await running(sandbox);
    }
    await rested(home);
    await kindred.stop();

    const { bubbles } = look(sandbox.home.folder);
    const delivered = telegram.world.journal
      .read({ kinds: ['message'] })
      .flatMap((fact) => (fact.actor === bot && fact.text !== undefined ? [fact.text] : []));
    // Each text is said once in the whole run: one that stands twice was sent twice.
    expect(delivered).toHaveLength(new Set(delivered).size);
    const answered = delivered.flatMap(tagsIn);
    const parked = bubbles.filter(({ reason }) => reason === 'parked');
    const reported = new Set([...answered, ...parked.flatMap(({ text }) => tagsIn(text))]);
    expect([...written].filter((tag) => !reported.has(tag))).toEqual([]);
    // What is said to be sent was, and nothing of it is in doubt.
    const sent = bubbles.filter(({ state }) => state === 'sent').map(({ text }) => text);
    expect(sent.filter((text) => !delivered.includes(text))).toEqual([]);
    expect(bubbles.filter(({ state }) => state !== 'sent' && state !== 'held')).toEqual([]);
    expect(parked.length).toBeGreaterThan(0);
    expect(parked.length).toBeLessThan(bubbles.length / 2);
  },
);
