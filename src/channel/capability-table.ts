import type { Milliseconds } from '../core/clock.js';
import type { ChannelCapabilities, Within } from './capabilities.js';

/** What is said of each capability, in the order of `ChannelCapabilities`. */
const rows: readonly (readonly [string, (can: ChannelCapabilities) => string])[] = [
  ['comes in by', (can) => can.transport],
  ['an answered send is', (can) => (can.receipt === 'final' ? 'delivered' : 'taken on')],
  ['the same send twice', (can) => (can.idempotentSends ? 'is one message' : 'is two messages')],
  [
    'our message comes back',
    (can) =>
      ({
        'send-id': 'with its send id',
        text: 'by its text',
        status: 'as a status with its send id',
        none: 'no',
      })[can.echo],
  ],
  ['our messages can be read back', (can) => yesNo(can.ownHistory)],
  [
    'message ids',
    (can) => `of the ${can.messageIds.unique}, ${can.messageIds.ordered ? 'in' : 'without'} order`,
  ],
  ['we mark as read', (can) => readMark(can.readMarks.out)],
  ['they are seen to read', (can) => readMark(can.readMarks.in)],
  ['we are seen to type', (can) => typing(can)],
  ['they are seen to type', (can) => yesNo(can.typing.in)],
  ['we are seen online', (can) => yesNo(can.presence.out)],
  ['they are seen online', (can) => yesNo(can.presence.in)],
  ['we edit', (can) => within(can.edits.out)],
  ['their edits are told', (can) => yesNo(can.edits.in)],
  ['we delete', (can) => within(can.deletes.out)],
  ['their deletions are told', (can) => yesNo(can.deletes.in)],
  ['we react', (can) => yesNo(can.reactions.out)],
  ['their reactions are told', (can) => yesNo(can.reactions.in)],
  [
    'proposals to the owner',
    (can) =>
      ({ 'in-chat': 'as a draft in the chat', 'to-owner': 'in a chat with the owner', none: 'no' })[
        can.drafts
      ],
  ],
  ['may be answered for', (can) => (can.window === null ? 'ever' : inWords(can.window))],
  ['may be written to', (can) => (can.firstContact === 'anybody' ? 'whoever is known' : 'who wrote before')],
  [
    'one message holds',
    ({ text }) =>
      `${text.most.toLocaleString('en')} ${text.unit === 'utf-16' ? 'UTF-16 units' : 'code points'}`,
  ],
  ['their media is described', (can) => yesNo(can.media.in)],
  ['moments are exact to', (can) => inWords(can.clockResolution)],
  [
    'a message costs',
    (can) => ({ none: 'nothing', flat: 'nothing by itself', 'per-message': 'money' })[can.price],
  ],
  ['people are known by', (can) => can.peersAre],
];

/** What an account can do, a line each. */
export function capabilityRows(can: ChannelCapabilities): readonly (readonly [string, string])[] {
  return rows.map(([name, say]) => [name, say(can)]);
}

/** The declared capabilities side by side, as a table in Markdown: what docs/channels.md shows. */
export function capabilityTable(
  columns: readonly { readonly title: string; readonly can: ChannelCapabilities }[],
): string {
  const cells = [
    ['', ...columns.map(({ title }) => `\`${title}\``)],
    ...rows.map(([name, say]) => [name, ...columns.map(({ can }) => say(can))]),
  ];
  const widths = (cells[0] ?? []).map((_, at) =>
    Math.max(3, ...cells.map((line) => (line[at] ?? '').length)),
  );
  const line = (texts: readonly string[]): string =>
    `| ${texts.map((text, at) => text.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

function yesNo(can: boolean): string {
  return can ? 'yes' : 'no';
}

function readMark(mark: ChannelCapabilities['readMarks']['out']): string {
  return { 'up-to': 'up to a message', each: 'each message', none: 'no' }[mark];
}

function typing({ typing: { out } }: ChannelCapabilities): string {
  if (out === null) return 'no';
  return `for ${inWords(out.lasts)}${out.canCancel ? '' : ', not taken back'}${out.impliesRead ? ', reads too' : ''}`;
}

function within(can: Within): string {
  if (typeof can === 'string') return can === 'always' ? 'yes' : 'no';
  return `within ${inWords(can.within)}`;
}

function inWords(time: Milliseconds): string {
  if (time % 3_600_000 === 0) return `${time / 3_600_000} h`;
  return time % 1_000 === 0 ? `${time / 1_000} s` : `${time} ms`;
}
