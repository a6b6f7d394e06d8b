import { inSeconds, oneLine, type TimelineEvent } from './presence-timeline.js';

type Who = TimelineEvent['who'];

const width = 960;
const left = 90;
const right = 40;
const laneOf: Readonly<Record<Who, number>> = { person: 80, account: 160 };
const axis = 205;
const colourOf = { online: '#deddda', typing: '#f5c211', read: '#26a269', sent: '#1a5fb4', other: '#813d9c' };
/** Where in a lane a mark lies: reading and whatever else there is stand above and below the line of messages. */
const offsetOf = { sent: 0, typing: 0, read: -15, online: -26, offline: -26, other: 15 } as const;
/** Telegram shows typing for six seconds unless it is renewed, ended, or the message comes. */
const typingShownMs = 6_000;
const lineHeight = 16;
const mostShown = 100;
const steps = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000, 600_000, 3_600_000];

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * A chat as a picture: one lane for each side, time from left to right. Bands are how long somebody was online and was
 * seen typing; dots are messages, by the number under which their words stand below; ticks are reading.
 */
export function timelineSvg(events: readonly TimelineEvent[], names: Readonly<Record<Who, string>>): string {
  const length = Math.max(1, ...events.map(({ at }) => at));
  const x = (at: number): string => (left + (at / length) * (width - left - right)).toFixed(1);
  const said = events.filter(({ did }) => did === 'sent');
  const band = ({ from, to }: Span, y: number, height: number, colour: string): string =>
    `<rect x="${x(from)}" y="${y}" width="${(Number(x(to)) - Number(x(from))).toFixed(1)}" height="${height}" rx="3" fill="${colour}"/>`;
  const lanes = (['person', 'account'] as const).flatMap((who) => {
    const y = laneOf[who];
    const own = events.filter((event) => event.who === who);
    return [
      `<text x="8" y="${y + 4}">${escaped(names[who])}</text>`,
      `<line x1="${left}" y1="${y}" x2="${width - right}" y2="${y}" stroke="#c0bfbc"/>`,
      ...onlineSpans(own, length).map((span) => band(span, y + offsetOf.online - 3, 6, colourOf.online)),
      ...typingSpans(own, length).map((span) => band(span, y - 5, 10, colourOf.typing)),
    ];
  });
  const marks = events.map((event) => {
    const { at, who, did, detail } = event;
    const title = `<title>${escaped(`${inSeconds(at)} s ${names[who]} ${did} ${detail}`.trim())}</title>`;
    const size = did === 'sent' ? 8 : did === 'typing' || did === 'online' || did === 'offline' ? 2 : 4;
    const colour =
      did === 'offline' || did === 'online' ? '#77767b' : did === 'typing' ? '#b5835a' : colourOf[did];
    const y = laneOf[who] + offsetOf[did];
    const mark = `<circle cx="${x(at)}" cy="${y}" r="${size}" fill="${colour}">${title}</circle>`;
    if (did !== 'sent') return mark;
    const number = said.indexOf(event) + 1;
    return `${mark}<text x="${x(at)}" y="${y + 4}" text-anchor="middle" fill="white" font-size="10">${number}</text>`;
  });
  const step = steps.find((one) => length / one <= 12) ?? length / 12;
  const ticks = Array.from({ length: Math.floor(length / step) + 1 }, (_, index) => index * step).map(
    (at) => `<text x="${x(at)}" y="${axis}" text-anchor="middle" fill="#5e5c64">${at / 1000} s</text>`,
  );
  const legend = Object.entries(colourOf).map(
    ([did, colour], index) =>
      `<rect x="${left + index * 90}" y="12" width="12" height="12" rx="3" fill="${colour}"/>` +
      `<text x="${left + index * 90 + 18}" y="22">${did}</text>`,
  );
  const words = said.map(
    ({ at, who, detail }, index) =>
      `<text x="8" y="${axis + 30 + index * lineHeight}">${index + 1}. ${inSeconds(at)} s ${escaped(names[who])}: ${escaped(shortened(detail))}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${axis + 30 + said.length * lineHeight}" font-family="sans-serif" font-size="12">`,
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

function onlineSpans(own: readonly TimelineEvent[], end: number): readonly Span[] {
  const spans: Span[] = [];
  let from: number | null = null;
  for (const { did, at } of own) {
    if (did === 'online') from ??= at;
    if (did !== 'offline' || from === null) continue;
    spans.push({ from, to: at });
    from = null;
  }
  return from === null ? spans : [...spans, { from, to: end }];
}

/** From each typing sign to what ends it: a message, any other action of theirs in the input field, or its time. */
function typingSpans(own: readonly TimelineEvent[], end: number): readonly Span[] {
  return own.flatMap(({ did, at }, index) => {
    if (did !== 'typing') return [];
    const next = own.slice(index + 1).find((later) => ['typing', 'sent', 'other'].includes(later.did));
    return [{ from: at, to: Math.min(next?.at ?? end, at + typingShownMs, end) }];
  });
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
