import { expect, it } from 'vitest';
import { accountId } from '../../../core/ids.js';
import { nothingStored } from './alias-book.js';
import { PeerFinder } from './peer-finder.js';

it('gives somebody new one chat, however many of their messages come at once', async () => {
  let asked = 0;
  const finder = new PeerFinder({
    account: accountId('luna'),
    logger: { info: () => undefined, warn: () => undefined },
    aliases: {
      ...nothingStored,
      // The first question takes longest.
      find: async () => {
        asked += 1;
        for (let turn = asked; turn < 10; turn += 1) await Promise.resolve();
        return null;
      },
    },
  });
  const ben = { bsuid: 'DE.1', phone: '4917300' };
  const peers = await Promise.all([finder.of(ben), finder.of(ben), finder.of({ phone: '4917300' })]);
  expect(new Set(peers).size).toBe(1);
});
