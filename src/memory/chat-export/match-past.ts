import type { Milliseconds } from '../../core/clock.js';

/** A message that came from an export, as far as it can be told by. */
export interface ExportedLine {
  readonly row: number;
  readonly isOwn: boolean;
  readonly text: string;
  readonly sentAt: Milliseconds;
}

/** The same message as the account's own chat has it, perhaps. */
export interface ChatLine<Id> {
  readonly messageId: Id;
  readonly isOwn: boolean;
  readonly text: string;
  readonly datedAt: Milliseconds;
}

export interface SameMessage<Id> {
  readonly row: number;
  readonly messageId: Id;
}

/** Telegram dates to the second. */
const secondMs: Milliseconds = 1_000;
/** Clocks of the world differ by quarters of an hour, by 26 hours at most. */
const quarterMs: Milliseconds = 900_000;
/** How far an export may be off that gave its times on the clock of some computer. */
export const zonesApartMs: Milliseconds = 26 * 3_600_000;

/**
 * Which messages of an export are which messages of the chat. Numbers say nothing, as each side counts its own; who wrote
 * it and the second it was sent do, and where two fall into one, their words and their order. What was edited since has
 * other words but its date; what an old export dates on another clock has its words. What could be two messages is none.
 * @param exported oldest first
 * @param chat oldest first
 */
export function matchPast<Id>(
  exported: readonly ExportedLine[],
  chat: readonly ChatLine<Id>[],
): readonly SameMessage<Id>[] {
  const found: SameMessage<Id>[] = [];
  const open = new Set(exported);
  const left = new Set(chat);
  const pair = (lines: readonly ExportedLine[], messages: readonly ChatLine<Id>[]): void => {
    if (lines.length !== messages.length) return;
    lines.forEach((line, at) => {
      const message = messages[at];
      if (message === undefined) return;
      found.push({ row: line.row, messageId: message.messageId });
      open.delete(line);
      left.delete(message);
    });
  };
  const when = (isOwn: boolean, at: Milliseconds): string => `${isOwn} ${Math.floor(at / secondMs)}`;
  for (const keyOf of [
    (isOwn: boolean, at: Milliseconds, text: string) => `${when(isOwn, at)} ${text}`,
    (isOwn: boolean, at: Milliseconds) => when(isOwn, at),
  ]) {
    const lines = grouped(open, ({ isOwn, sentAt, text }) => keyOf(isOwn, sentAt, text));
    const messages = grouped(left, ({ isOwn, datedAt, text }) => keyOf(isOwn, datedAt, text));
    for (const [key, group] of lines) pair(group, messages.get(key) ?? []);
  }
  for (const message of [...left]) {
    if (message.text === '') continue;
    const isAlike = ({ isOwn, text, sentAt }: ExportedLine): boolean =>
      isOwn === message.isOwn && text === message.text && isOtherClock(sentAt - message.datedAt);
    const lines = [...open].filter(isAlike);
    if (lines.length === 1) pair(lines, [message]);
  }
  return found;
}

function grouped<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

function isOtherClock(apart: Milliseconds): boolean {
  const rest = Math.abs(apart) % quarterMs;
  return Math.abs(apart) <= zonesApartMs && Math.min(rest, quarterMs - rest) <= secondMs;
}
