import { readAccesses } from '../../app/orders/access-log.js';
import { readTurnLines } from '../../app/views/turn-lines.js';
import type { Milliseconds } from '../../core/clock.js';
import { readRotations } from '../../store/account/account-view.js';
import { readHealthChanges } from '../../store/account/health-store.js';
import { readDecisions } from '../../store/plan/plan-reader.js';
import type { PageParts } from '../source/page-parts.js';

/** One thing that happened: no word of what anybody said. */
export interface Happening {
  readonly at: Milliseconds;
  readonly kind: 'turn' | 'health' | 'rotation' | 'writing-first';
  readonly what: string;
  /** Where on the page more of it is. */
  readonly place: string;
}

const mostOfEach = 100;
const mostShown = 200;

/** What happened lately, as the store keeps it, and who looked at what. */
export async function logView({ config, store, clock }: PageParts) {
  const happenings = await store.look(async (read) => {
    if (read === null) return [];
    const found: Happening[] = [];
    for (const turn of await readTurnLines(read, { limit: mostOfEach })) {
      const reason = turn.reason === null ? '' : ` (${turn.reason})`;
      found.push({
        at: turn.startedAt,
        kind: 'turn',
        what: `${turn.cause} turn ${turn.outcome}${reason} in ${turn.tookMs} ms`,
        place: `turns/${encodeURIComponent(turn.turn)}`,
      });
    }
    for (const { id } of config.accounts) {
      const place = `accounts/${encodeURIComponent(id)}`;
      for (const { at, was, became, evidence } of await readHealthChanges(read, id, mostOfEach)) {
        found.push({ at, kind: 'health', what: `${id}: ${was ?? 'new'} to ${became} (${evidence})`, place });
      }
      for (const { at, from, to, cause, conversations } of await readRotations(read, id, mostOfEach)) {
        if (from !== id) continue;
        found.push({
          at,
          kind: 'rotation',
          what: `${from} to ${to}, ${cause}, ${conversations} chats`,
          place,
        });
      }
    }
    for (const { at, kind, verdict, reason, conversation } of await readDecisions(read, null, mostOfEach)) {
      found.push({
        at,
        kind: 'writing-first',
        what: `${kind}: ${verdict} (${reason})`,
        place: `chats/${encodeURIComponent(conversation)}`,
      });
    }
    return found.sort((a, b) => b.at - a.at).slice(0, mostShown);
  });
  return { now: clock.now(), happenings, accesses: readAccesses(config, mostShown) };
}

export type LogView = Awaited<ReturnType<typeof logView>>;
