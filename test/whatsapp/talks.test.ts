import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSandboxTalk } from '../../src/app/talks/sandbox-talk.js';
import type { Seen } from '../../src/app/talks/talk-partner.js';
import { loadConfig } from '../../src/config/load.js';
import { readEnvironment } from '../../src/config/env.js';
import { systemClock } from '../../src/lib/system-clock.js';
import { silentLogger } from '../../src/observe/logger.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** A slice of `npm run test:whatsapp`, where a talk over each of the three has a hundred turns. */
const isCampaign = process.env['KINDRED_CRASHES'] === 'all';
const turns = isCampaign ? 100 : 2;
const ways = isCampaign
  ? (['whatsapp-cloud', 'whatsapp-green', 'whatsapp-evolution'] as const)
  : (['whatsapp-cloud'] as const);

it.each(ways)(
  'talks over %s as over any other channel: disclosed first, each said once, and stopped at once',
  { timeout: 30_000 + turns * 4_000 },
  async (channel) => {
    const folder = temporaryFolder();
    const { config, secrets } = loadConfig({
      home: process.cwd(),
      environment: readEnvironment({ KINDRED_DATA: join(folder, 'data') }),
    });
    const talk = await openSandboxTalk({
      config,
      secrets,
      clock: systemClock(),
      logger: silentLogger(),
      character: 'mira',
      channel,
      folder: join(folder, 'talk'),
      run: 'test',
    });
    const seen: Seen[] = [];
    let look = (): void => undefined;
    const leave = talk.partner.follow((one) => {
      seen.push(one);
      look();
    });
    const texts = (): readonly string[] => seen.flatMap((one) => (one.kind === 'message' ? [one.text] : []));
    const answered = (count: number): Promise<void> =>
      new Promise((resolve) => {
        look = () => {
          if (texts().length >= count) resolve();
        };
        look();
      });
    try {
      for (let turn = 1; turn <= turns; turn += 1) {
        const before = texts().length;
        talk.partner.say(`tell me something new, number ${turn}`);
        await answered(before + 1);
      }
      expect(texts()[0]).toMatch(/an AI, not a human/u);
      expect(seen.some(({ kind }) => kind === 'typing')).toBe(true);
      const before = texts().length;
      talk.partner.say('stop');
      await answered(before + 1);
      expect(texts().at(-1)).toMatch(/will not write to you any more/u);
    } finally {
      leave();
      await talk.close();
    }
  },
);
