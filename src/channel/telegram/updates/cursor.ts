import type { Api } from 'telegram';
import { OperatorError } from '../../../core/failure.js';
import type { Position } from './sequence.js';

/** What `InboundBatch.cursor` holds for this channel. */
export function toCursor(position: Position): string {
  const { pts, qts, date, seq } = position;
  return JSON.stringify({ pts, qts, date, seq });
}

export function fromCursor(cursor: string): Position {
  const value = parse(cursor);
  const { pts, qts, date, seq } = value;
  if (![pts, qts, date, seq].every((one) => Number.isSafeInteger(one))) throw damaged();
  return { pts, qts, date, seq } as Position;
}

export function toPosition(state: Api.updates.State): Position {
  const { pts, qts, date, seq } = state;
  return { pts, qts, date, seq };
}

export function samePosition(a: Position, b: Position): boolean {
  return a.pts === b.pts && a.qts === b.qts && a.seq === b.seq && a.date === b.date;
}

function parse(cursor: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(cursor);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch (cause) {
    throw damaged(cause);
  }
  throw damaged();
}

function damaged(cause?: unknown): OperatorError {
  return new OperatorError(
    'the stored position in the Telegram update stream is damaged',
    'restore a backup of the database',
    { cause },
  );
}
