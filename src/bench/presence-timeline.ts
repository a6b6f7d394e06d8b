import type { Fact } from '../sandbox/telegram/world/journal.js';

/** One thing one side did in a chat. */
export interface TimelineEvent {
  /** Milliseconds since the first thing that is shown. */
  readonly at: number;
  readonly who: 'account' | 'person';
  readonly did: 'online' | 'offline' | 'read' | 'typing' | 'sent' | 'other';
  /** What was sent; or what else was done. */
  readonly detail: string;
}

/** What the sandbox saw of one chat as things that were done, oldest first. A status has no other side, so it counts too. */
export function timelineOf(
  facts: readonly Fact[],
  account: number,
  person: number,
): readonly TimelineEvent[] {
  const both = new Set([account, person]);
  const chat = facts.filter(({ actor, peer }) => both.has(actor) && (peer === 0 || both.has(peer)));
  const from = chat[0]?.at ?? 0;
  return chat.map((fact) => ({
    at: fact.at - from,
    who: fact.actor === account ? ('account' as const) : ('person' as const),
    ...deedOf(fact),
  }));
}

function deedOf({ kind, text, detail }: Fact): Pick<TimelineEvent, 'did' | 'detail'> {
  if (kind === 'message') return { did: 'sent', detail: text ?? '' };
  if (kind === 'read') return { did: 'read', detail: '' };
  if (kind === 'typing')
    return detail === undefined || detail === 'sendMessageTypingAction'
      ? { did: 'typing', detail: '' }
      : { did: 'other', detail };
  if (kind === 'status') return { did: detail === 'online' ? 'online' : 'offline', detail: '' };
  return { did: 'other', detail: detail === undefined ? kind : `${kind} ${detail}` };
}

/** One line per event: seconds, who, what. */
export function timelineTable(events: readonly TimelineEvent[]): string {
  const rows = events.map(
    ({ at, who, did, detail }) =>
      `${inSeconds(at).padStart(8)}  ${who.padEnd(8)} ${did.padEnd(8)} ${oneLine(detail)}`,
  );
  return ['       s  who      did      what', ...rows.map((row) => row.trimEnd())].join('\n');
}

const width = 960;
const left = 90;
const laneOf = { person: 60, account: 150 } as const;
const colourOf = {
  sent: '#1a5fb4',
  read: '#26a269',
  typing: '#e5a50a',
  online: '#5e5c64',
  offline: '#9a9996',
  other: '#813d9c',
} as const;
/** How far the words of messages are kept apart, and how much of one is shown. */
const lineHeight = 16;
const mostShown = 90;

/** The same as a picture: one lane for each side, time from left to right, what was said below. */
export function timelineSvg(
  events: readonly TimelineEvent[],
  names: Readonly<Record<TimelineEvent['who'], string>>,
): string {
  const length = Math.max(1, ...events.map(({ at }) => at));
  const x = (at: number): string => (left + (at / length) * (width - left - 20)).toFixed(1);
  const said = events.filter(({ did }) => did === 'sent');
  const height = 230 + said.length * lineHeight;
  const lanes = (['person', 'account'] as const).flatMap((who) => [
    `<text x="8" y="${laneOf[who] + 4}">${escaped(names[who])}</text>`,
    `<line x1="${left}" y1="${laneOf[who]}" x2="${width - 20}" y2="${laneOf[who]}" stroke="#c0bfbc"/>`,
  ]);
  const marks = events.map(({ at, who, did, detail }) => {
    const title = `<title>${escaped(`${inSeconds(at)} s ${names[who]} ${did} ${detail}`.trim())}</title>`;
    const size = did === 'sent' ? 7 : 4;
    return `<circle cx="${x(at)}" cy="${laneOf[who]}" r="${size}" fill="${colourOf[did]}">${title}</circle>`;
  });
  const ticks = Array.from({ length: 6 }, (_, index) => (index * length) / 5).map(
    (at) => `<text x="${x(at)}" y="190" text-anchor="middle" fill="#5e5c64">${inSeconds(at)} s</text>`,
  );
  const legend = (Object.entries(colourOf) as [TimelineEvent['did'], string][]).map(
    ([did, colour], index) => `<text x="${left + index * 90}" y="24" fill="${colour}">● ${did}</text>`,
  );
  const words = said.map(
    ({ at, who, detail }, index) =>
      `<text x="8" y="${220 + index * lineHeight}">${inSeconds(at)} s ${escaped(names[who])}: ${escaped(shortened(detail))}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="12">`,
    '<rect width="100%" height="100%" fill="white"/>',
    ...legend,
    ...lanes,
    ...marks,
    ...ticks,
    ...words,
    '</svg>',
    '',
  ].join('\n');
}

function inSeconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function shortened(text: string): string {
  const letters = [...oneLine(text)];
  return letters.length > mostShown ? `${letters.slice(0, mostShown).join('')}…` : letters.join('');
}

/** As text of an XML document: nothing of it is markup, and no sign that XML forbids is left. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
