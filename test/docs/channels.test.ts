import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { channelKinds } from '../../src/app/composition/channels/channel-kinds.js';
import { capabilityTable } from '../../src/channel/capability-table.js';

it('docs/channels.md shows what the channels declare ("npm run docs:channels" writes it anew)', () => {
  const page = readFileSync(new URL('../../docs/channels.md', import.meta.url), 'utf8');
  const [, shown] = /<!-- capabilities -->\n\n([^]*)\n\n<!-- end -->/u.exec(page) ?? [];
  expect(shown).toBe(capabilityTable(channelKinds));
});

it('nobody changes what an account can do behind its back', () => {
  for (const { can } of channelKinds) expect(Object.isFrozen(can)).toBe(true);
});
