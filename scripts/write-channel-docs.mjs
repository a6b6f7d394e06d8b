// Writes the table of docs/channels.md from what the channels declare: `npm run docs:channels`.
import { readFileSync, writeFileSync } from 'node:fs';
import { channelKinds } from '../dist/app/composition/channels/channel-kinds.js';
import { capabilityTable } from '../dist/channel/capability-table.js';

const place = new URL('../docs/channels.md', import.meta.url);
const page = readFileSync(place, 'utf8').replace(
  /(<!-- capabilities -->\n)[^]*(<!-- end -->)/u,
  (_, begin, end) => `${begin}\n${capabilityTable(channelKinds)}\n\n${end}`,
);
writeFileSync(place, page);
