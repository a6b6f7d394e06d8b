import { dayMs } from '../../proactive/local-time.js';
import type { PersonRecording } from '../recording.js';
import { escaped } from './markup.js';

/** One line of a transcript in the order it happened. */
type Entry =
  | { readonly at: number; readonly kind: 'said'; readonly html: string }
  | { readonly at: number; readonly kind: 'held'; readonly html: string };

/** What was said between the two, day by day on the person's clock, with the reason for everything written first. */
export function transcript(person: PersonRecording, startsAt: number): string {
  const { zone } = person.habits;
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  const calendar = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  const entries = [...saidEntries(person, clock), ...heldEntries(person, clock)].sort(
    (one, other) => one.at - other.at,
  );
  let day = '';
  const lines = entries.map(({ at, html }) => {
    const today = calendar.format(at);
    const heading =
      today === day ? '' : `<div class="day">day ${Math.floor((at - startsAt) / dayMs) + 1} · ${today}</div>`;
    day = today;
    return heading + html;
  });
  return `<div class="talk">${lines.join('')}</div>`;
}

function saidEntries({ talk, decisions }: PersonRecording, clock: Intl.DateTimeFormat): readonly Entry[] {
  const explained = new Set<string>();
  return talk.map(({ at, author, text, cause, turn }) => {
    const isFirst = cause === 'proactive' && turn !== null;
    let why = '';
    if (isFirst && !explained.has(turn)) {
      explained.add(turn);
      const decision = decisions.find((one) => one.turn === turn);
      if (decision) {
        why = `<div class="why">wrote first: ${escaped(decision.kind)}, because ${escaped(decision.reason)} (${escaped(
          decision.source,
        )})</div>`;
      }
    }
    const side = author === 'person' ? 'them' : `us${isFirst ? ' first' : ''}`;
    return {
      at,
      kind: 'said',
      html: `${why}<div class="said ${side}">${escaped(text)}<small>${clock.format(at)}</small></div>`,
    };
  });
}

/** Impulses that were not followed, once per reason and day: the same no every quarter of an hour says nothing new. */
function heldEntries({ decisions }: PersonRecording, clock: Intl.DateTimeFormat): readonly Entry[] {
  const told = new Set<string>();
  return decisions.flatMap(({ at, kind, verdict, reason }): readonly Entry[] => {
    if (verdict !== 'withheld' && verdict !== 'folded') return [];
    const key = `${Math.floor(at / dayMs)} ${kind} ${reason}`;
    if (told.has(key)) return [];
    told.add(key);
    const what = verdict === 'folded' ? 'woven into a reply' : 'not sent';
    return [
      {
        at,
        kind: 'held',
        html: `<div class="held">${clock.format(at)} ${escaped(kind)} ${what}: ${escaped(reason)}</div>`,
      },
    ];
  });
}
