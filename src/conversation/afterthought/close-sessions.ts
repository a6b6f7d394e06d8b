import type { Clock, Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import { changeOf, firstStanding } from '../../memory/relationship.js';
import { readMessagesBehind, type StoredMessage } from '../../store/conversation/conversation-reader.js';
import type { Database } from '../../store/engine/database.js';
import {
  readRelationship,
  readRelationshipChanges,
  saveSession,
  type Relationship,
  type RelationshipChange,
} from '../../store/memory/relationship-store.js';
import { isSure } from '../../strategist/moment/moment.js';
import type { ReadMoment } from '../../strategist/moment/read-moment.js';

export interface CloseSessionsParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly readMoment: ReadMoment;
  /** Silence that ends a session. */
  readonly sessionPauseMs: Milliseconds;
}

/** Messages looked at in one go; a longer history is closed session by session over several pauses. */
const mostMessages = 600;
const dayMs: Milliseconds = 86_400_000;
/** The last bubbles of a reply are sent so long after its turn, from which the silence is counted. */
const sentLaterMs: Milliseconds = 5 * 60_000;

/**
 * Account for every session that is over and was not looked at: what it did to how the two stand, one small step each, in
 * the order they happened. A restart loses none and counts none twice, because sessions are read out of the messages.
 */
export async function closeSessions(
  { database, clock, readMoment, sessionPauseMs }: CloseSessionsParts,
  conversation: ConversationId,
  language: string | null,
  /** What the scribe says of the latest session; null where it was not asked. */
  suggestion: { readonly warmth: number; readonly tension: number } | null,
): Promise<number> {
  let seen = await readRelationship(database.read, conversation);
  const messages = await readMessagesBehind(
    database.read,
    conversation,
    seen?.sessionToRow ?? 0,
    mostMessages,
  );
  const sessions = sessionsOf(messages, sessionPauseMs, clock.now(), messages.length < mostMessages);
  const changes = [...(await readRelationshipChanges(database.read, conversation, 12))];
  let previousEnd: Milliseconds | null = seen?.updatedAt ?? null;
  let closed = 0;
  for (const [index, session] of sessions.entries()) {
    const [first] = session;
    const last = session.at(-1);
    if (!first || !last) continue;
    const at = last.sentAt;
    const { after, reasons } = changeOf(seen ?? firstStanding, {
      moments: session
        .filter(({ author }) => author === 'person')
        .map(({ text }) => readMoment(text, language ?? undefined))
        .map((moment) => ({ emotion: moment.emotion, act: moment.act, isSure: isSure(moment) })),
      gapMs: previousEnd === null ? null : first.sentAt - previousEnd,
      gainedToday: gained(changes, at),
      suggestion: index === sessions.length - 1 ? suggestion : null,
    });
    const before = seen ?? firstStanding;
    const change: RelationshipChange = {
      firstRow: first.row,
      lastRow: last.row,
      closeness: after.closeness - before.closeness,
      warmth: after.warmth - before.warmth,
      tension: after.tension - before.tension,
      stage: after.stage,
      reasons,
      at,
    };
    const next: Omit<Relationship, 'openThreads'> = {
      ...after,
      sessions: (seen?.sessions ?? 0) + 1,
      sessionToRow: last.row,
      updatedAt: at,
    };
    const expected = seen;
    const stored = await database.write(
      (transaction) => saveSession(transaction, conversation, expected, next, change),
      'ordered',
    );
    if (!stored) return closed;
    seen = { ...next, openThreads: seen?.openThreads ?? [] };
    changes.unshift(change);
    previousEnd = at;
    closed += 1;
  }
  return closed;
}

/** Stretches of the talk with a silence around them; the last one only if its silence has come, and all of it is here. */
function sessionsOf(
  messages: readonly StoredMessage[],
  pauseMs: Milliseconds,
  now: Milliseconds,
  isAll: boolean,
): readonly (readonly StoredMessage[])[] {
  const sessions: StoredMessage[][] = [];
  for (const message of messages) {
    const current = sessions.at(-1);
    const last = current?.at(-1);
    if (!current || !last || message.sentAt - last.sentAt >= pauseMs) sessions.push([message]);
    else current.push(message);
  }
  const latest = sessions.at(-1)?.at(-1);
  const isOver = isAll && latest !== undefined && now - latest.sentAt >= pauseMs - sentLaterMs;
  return isOver || sessions.length === 0 ? sessions : sessions.slice(0, -1);
}

function gained(changes: readonly RelationshipChange[], at: Milliseconds): number {
  return changes
    .filter((change) => at - change.at < dayMs)
    .reduce((sum, { closeness }) => sum + Math.max(0, closeness), 0);
}
