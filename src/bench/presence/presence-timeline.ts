import type { Fact } from '../../sandbox/telegram/world/journal.js';

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

export function inSeconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}

export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
