import type { RemoteMessageId } from './ids.js';

const decimal = /^\d{1,20}$/u;

/**
 * Whether one message of an account came after another, told by their ids; null where the ids have no order, as they are
 * some service's own text.
 */
export function isLaterId(one: RemoteMessageId, other: RemoteMessageId): boolean | null {
  return decimal.test(one) && decimal.test(other) ? BigInt(one) > BigInt(other) : null;
}

/** Whether a mark up to and including one message covers another; null where the ids have no order and are not the same. */
export function isUpTo(message: RemoteMessageId, mark: RemoteMessageId): boolean | null {
  if (message === mark) return true;
  const isLater = isLaterId(message, mark);
  return isLater === null ? null : !isLater;
}
